//! A small chart of a share by period: its frame, its curve with the band of intervals, and marks of events and peaks.

use std::collections::BTreeSet;

use plotters::style::RGBColor;

use crate::Language;
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::axis::{period_tick, period_ticks, share_lines};
use crate::report::chart::canvas::{Align, Canvas, Type, name_lines, text_width};
use crate::report::chart::style::{ACCENT, BAND, CONTEXT, CORRECTED, GRID, MUTED, SMALL};
use crate::report::chart::time_marks;
use crate::trends::{MIN_ARTICLES_OF_PERIOD, Series, Share};

/// Distance between the two lines of a name.
pub const LINE: f64 = 9.0;
/// Half the width of the triangle that marks a share above the scale.
const TRIANGLE: f64 = 2.4;
/// Height of the ticks at which papers enter or leave.
const PAPER_TICK: f64 = 4.5;
/// A period with fewer articles is drawn as an open point, because its share is uncertain.
pub const FEW: usize = MIN_ARTICLES_OF_PERIOD;
/// Open points are drawn on a curve of at most this many periods.
pub const MAX_OPEN: usize = 80;

/// The top of a row's scale: a round number above every share that rests on enough articles, and above most of
/// their intervals.
pub fn scale_top(series: &Series, themes: &[usize], tops: &[f64]) -> f64 {
    let shares: Vec<_> = (0..series.periods.len())
        // A period at the end that was read in part decides nothing.
        .filter(|period| !series.partial[*period])
        .flat_map(|period| themes.iter().filter_map(move |&theme| series.share(period, theme)))
        .filter(|share| share.total >= FEW)
        .collect();
    let mut upper: Vec<f64> = shares.iter().map(|share| share.high).collect();
    upper.sort_by(f64::total_cmp);
    let ninth_decile = upper.get(upper.len() * 9 / 10).copied().unwrap_or(1.0);
    let largest = shares.iter().map(|share| share.value).fold(ninth_decile, f64::max);
    tops.iter().copied().find(|top| *top >= largest).unwrap_or(1.0)
}

/// Whether the point of a weak period is drawn: on curves of many periods only at the ends, where the reading begins and
/// ends within a period.
fn is_drawn_open(series: &Series, period: usize) -> bool {
    let is_end = period == 0 || period + 1 == series.periods.len();
    series.periods.len() <= MAX_OPEN || is_end && series.partial[period]
}

/// Whether any share of themes on one scale lies above it.
pub fn is_above_scale(series: &Series, themes: &[usize], tops: &[f64]) -> bool {
    let top = scale_top(series, themes, tops);
    let shares =
        |theme: &usize| (0..series.periods.len()).filter_map(|period| series.share(period, *theme)).collect::<Vec<_>>();
    themes.iter().flat_map(shares).any(|share| share.value > top)
}

/// What the marks of some curves mean, of those that are drawn.
pub fn marks<'s>(all: impl Iterator<Item = &'s Series> + Clone, is_any_above: bool, language: Language) -> String {
    let is_few = |series: &Series, period: usize| (1..FEW).contains(&series.totals[period]);
    let is_open = |series: &Series, period: usize| {
        let is_weak = is_few(series, period) || (series.totals[period] > 0 && series.partial[period]);
        is_weak && is_drawn_open(series, period)
    };
    let any = |is_so: &dyn Fn(&Series, usize) -> bool| {
        all.clone().any(|series| (0..series.periods.len()).any(|period| is_so(series, period)))
    };
    let named = [
        (true, messages::over_time_band(language)),
        (any(&is_open), messages::over_time_open(language)),
        (is_any_above, messages::over_time_above(language)),
        (all.clone().any(|series| series.totals.contains(&0)), messages::over_time_break(language)),
    ];
    let named: Vec<&str> = named.into_iter().filter(|(is_drawn, _)| *is_drawn).map(|(_, text)| text).collect();
    named.join(messages::semicolon(language))
}

/// One small chart.
pub struct Panel {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    /// The share at the top of the scale.
    pub top: f64,
    /// Number of periods.
    pub periods: usize,
    /// Whether the theme is “no policy theme”.
    pub none: bool,
}

impl Panel {
    fn place(&self, period: usize, share: f64) -> (f64, f64) {
        (self.across(period as f64), self.y + self.height * (1.0 - share.min(self.top) / self.top))
    }

    /// The x coordinate of a number of a period, which may lie between two.
    fn across(&self, period: f64) -> f64 {
        // A single period stands in the middle.
        let part = if self.periods > 1 { period / (self.periods - 1) as f64 } else { 0.5 };
        let inset = 3.0;
        self.x + inset + part * (self.width - 2.0 * inset)
    }

    /// Draws the events on the axis.
    pub fn events(&self, canvas: &mut Canvas, data: &ChartData<'_>) {
        let bottom = self.y + self.height;
        time_marks::events(canvas, &data.analysis.series, data.events, bottom, |period| self.across(period));
    }

    /// Draws the theme's peaks at the top.
    pub fn peaks(&self, canvas: &mut Canvas, data: &ChartData<'_>, theme: usize) {
        let series = &data.analysis.series;
        let of_theme = data.analysis.peaks.iter().map(|found| found.peak).filter(|peak| peak.theme == theme);
        time_marks::peaks(canvas, series, of_theme.map(|peak| peak.span), self.y, |period| self.across(period));
    }

    /// Draws a tick above the axis at each period in which a paper enters or leaves.
    pub fn papers(&self, canvas: &mut Canvas, periods: &BTreeSet<usize>) {
        for &period in periods {
            let (x, bottom) = self.place(period, 0.0);
            canvas.line(&[(x, bottom), (x, bottom - PAPER_TICK)], 0.8, CORRECTED);
        }
    }

    pub fn frame(&self, canvas: &mut Canvas, data: &ChartData<'_>, is_first: bool, is_lowest: bool) {
        let across = (self.x, self.x + self.width);
        share_lines(canvas, across, self.top, is_first, |part| self.y + self.height * (1.0 - part));
        for (period, label) in period_ticks(&data.analysis.series, data.analysis.period) {
            let (x, _) = self.place(period, 0.0);
            period_tick(canvas, is_lowest.then_some(label.as_str()), (x, self.y + self.height), across);
        }
    }

    /// Writes the theme's name, with its overall share at the right.
    pub fn name(&self, canvas: &mut Canvas, name: &str, name_type: Type, share: &str) {
        let (x, baseline) = (self.x, self.y - 5.0);
        let share_type = Type::new(SMALL + 0.5, MUTED).align(Align::Right);
        canvas.text(share, (x + self.width, baseline), share_type);
        let room = self.width - text_width(share, share_type) - 3.0;
        let lines = name_lines(name, name_type, self.width, room);
        for (line, text) in lines.iter().rev().enumerate() {
            canvas.text(text, (x, baseline - LINE * line as f64), name_type);
        }
    }

    pub fn curve(&self, canvas: &mut Canvas, series: &Series, theme: usize) {
        let ink = if self.none { CONTEXT } else { ACCENT };
        let periods: Vec<usize> = (0..self.periods).collect();
        // A share above the scale rests on few articles: it is marked at the edge and not joined to the others.
        let is_above = |p: usize| series.share(p, theme).is_some_and(|share| share.value > self.top);
        let present = |p: usize| series.share(p, theme).filter(|_| !is_above(p));
        for &p in periods.iter().filter(|&&p| is_above(p)) {
            let (x, y) = self.place(p, self.top);
            canvas.polygon(&[(x - TRIANGLE, y + 4.2), (x + TRIANGLE, y + 4.2), (x, y)], ink);
        }
        for run in periods.chunk_by(|&a, &b| present(a).is_some() == present(b).is_some()) {
            let shares: Vec<_> = run.iter().filter_map(|&p| present(p).map(|share| (p, share))).collect();
            if !shares.is_empty() {
                self.run(canvas, series, &shares, ink);
            }
        }
    }

    /// Draws neighbouring periods with their shares: the band of intervals, the line, and points.
    fn run(&self, canvas: &mut Canvas, series: &Series, shares: &[(usize, Share)], ink: RGBColor) {
        let band = if self.none { GRID } else { BAND };
        if let [(p, share)] = shares {
            canvas.line(&[self.place(*p, share.low), self.place(*p, share.high)], 1.6, band);
        } else {
            let upper = shares.iter().map(|(p, share)| self.place(*p, share.high));
            let lower = shares.iter().rev().map(|(p, share)| self.place(*p, share.low));
            canvas.polygon(&upper.chain(lower).collect::<Vec<_>>(), band);
            let line: Vec<_> = shares.iter().map(|(p, share)| self.place(*p, share.value)).collect();
            canvas.line(&line, 1.1, ink);
        }
        for (p, share) in shares {
            let is_weak = share.total < FEW || series.partial[*p];
            let at = self.place(*p, share.value);
            if is_weak && (is_drawn_open(series, *p) || shares.len() == 1) {
                canvas.ring(at, 1.7, ink);
            } else if shares.len() == 1 || self.periods <= 20 {
                canvas.dot(at, 1.4, ink);
            }
        }
    }
}
