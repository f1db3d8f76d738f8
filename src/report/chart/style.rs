//! Colours and sizes of all charts. Lengths are in points (1/72 inch).

use plotters::style::RGBColor;

/// Width of a figure: A4 less margins of 20 mm.
pub const PAGE_WIDTH: f64 = 482.0;
/// Space around a figure.
pub const MARGIN: f64 = 10.0;

/// Text sizes: Chinese is never smaller than 9 pt at A4 width.
pub const TITLE: f64 = 14.0;
pub const TEXT: f64 = 9.0;
/// Numbers on axes and in cells.
pub const SMALL: f64 = 7.0;

pub const WHITE: RGBColor = RGBColor(255, 255, 255);
/// Text.
pub const INK: RGBColor = RGBColor(34, 34, 34);
/// Secondary text and axis numbers.
pub const MUTED: RGBColor = RGBColor(105, 105, 105);
/// Grid lines and frames.
pub const GRID: RGBColor = RGBColor(222, 222, 222);
/// The accent: blue that stays dark in grey print (Okabe & Ito 2008).
pub const ACCENT: RGBColor = RGBColor(0, 96, 160);
/// Interval bands.
pub const BAND: RGBColor = RGBColor(186, 211, 232);
/// A vermilion that stays apart from the accent for all eyes (Okabe & Ito 2008): corrected shares, missing issues.
pub const CORRECTED: RGBColor = RGBColor(213, 94, 0);
/// What stands for “no policy theme”, and for cells that rest on few articles.
pub const CONTEXT: RGBColor = RGBColor(140, 140, 140);

/// A colour between white and the accent, for a value between 0 and 1.
pub fn shade(value: f64) -> RGBColor {
    blend(WHITE, ACCENT, value)
}

/// A grey for a value between 0 and 1: cells that rest on few articles.
pub fn grey(value: f64) -> RGBColor {
    blend(WHITE, CONTEXT, value * 0.6)
}

fn blend(from: RGBColor, to: RGBColor, value: f64) -> RGBColor {
    let value = value.clamp(0.0, 1.0);
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * value).round() as u8;
    RGBColor(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}
