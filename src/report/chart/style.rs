//! Colours and sizes of all charts. Lengths are in points (1/72 inch).

use plotters::style::RGBColor;

/// Width of a figure: an A4 page less margins of 20 mm.
pub const PAGE_WIDTH: f64 = 482.0;
/// Narrower figures stand in one column of a page.
pub const NARROW: f64 = 300.0;
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
/// The colour of “no policy theme”, and of cells that rest on few articles.
pub const CONTEXT: RGBColor = RGBColor(140, 140, 140);

/// Colour of text on cells against which neither [`INK`] nor white stands out enough.
pub const BLACK: RGBColor = RGBColor(0, 0, 0);
/// The contrast that text needs (WCAG 2.2, 1.4.3).
const MIN_CONTRAST: f64 = 4.5;
/// Height of a printed page less its margins: no chart on one is taller.
pub const PAGE_HEIGHT: f64 = 700.0;
/// Height of a slide less its margins, 180 mm: no chart that is wider than a page is taller.
pub const SLIDE_HEIGHT: f64 = 510.0;

/// The colour of text on a filled cell: its contrast is at least 4.5 : 1 whatever the fill.
pub fn ink_on(fill: RGBColor) -> RGBColor {
    let has_contrast = |ink: &RGBColor| contrast(*ink, fill) >= MIN_CONTRAST;
    [INK, WHITE].into_iter().find(has_contrast).unwrap_or(BLACK)
}

/// Relative luminance (WCAG 2.2): the brightness of a colour in grey print.
fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2).
fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_stay_apart_in_grey_print() {
        // Text against paper (WCAG AA), lines against their bands and against what is context.
        for text in [INK, MUTED, ACCENT] {
            assert!(contrast(text, WHITE) >= 4.5);
        }
        assert!(contrast(ACCENT, BAND) >= 3.0 && contrast(BAND, WHITE) >= 1.5);
        assert!(contrast(ACCENT, CONTEXT) >= 1.7);
        for step in 0..=100 {
            let depth = f64::from(step) / 100.0;
            for fill in [shade(depth), grey(depth)] {
                assert!(contrast(ink_on(fill), fill) >= MIN_CONTRAST, "{depth}");
            }
        }
        let shades: Vec<f64> = (0..=10).map(|step| luminance(shade(f64::from(step) / 10.0))).collect();
        assert!(shades.windows(2).all(|pair| pair[0] > pair[1]), "darker for more");
    }
}
