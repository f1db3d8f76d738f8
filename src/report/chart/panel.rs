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
/// A period with fewer articles is drawn as a small open point without line, because its share is uncertain: a line through it would rise and
/// fall as news do.
pub const FEW: usize = MIN_ARTICLES_OF_PERIOD;
/// A scale ends at most at this many times the largest share, however far intervals reach; otherwise rare terms would be flat lines below
/// the bands of months of few articles.
const MAX_ABOVE_LARGEST: f64 = 3.0;
/// Open points are drawn for partial periods on a curve of at most this many periods, and those of few articles are smaller on longer ones.
const MAX_OPEN: usize = 80;
/// The radius of the open point of few articles, and on curves of many periods.
const FEW_RADIUS: f64 = 1.3;
const SMALLEST_RADIUS: f64 = 0.8;

/// The top of a row's scale: a round number above every share that rests on enough articles, and above most of
/// their intervals unless these reach far above all shares.
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
    let largest = shares.iter().map(|share| share.value).fold(0.0, f64::max);
    let upper = if largest > 0.0 { ninth_decile.min(MAX_ABOVE_LARGEST * largest) } else { ninth_decile };
    tops.iter().copied().find(|top| *top >= largest.max(upper)).unwrap_or(1.0)
}

/// Whether the point of a partial period is drawn open: on curves of many periods only at the ends, where the reading begins and
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
        series.totals[period] >= FEW && series.partial[period] && is_drawn_open(series, period)
    };
    let any = |is_so: &dyn Fn(&Series, usize) -> bool| {
        all.clone().any(|series| (0..series.periods.len()).any(|period| is_so(series, period)))
    };
    let named = [
        (all.clone().any(|series| series.totals.iter().any(|total| *total >= FEW)), messages::over_time_band(language)),
        (any(&is_few), messages::over_time_few(language)),
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

    /// Whether a share lies above the scale. It rests on few articles: it is marked at the edge and not joined to the others.
    fn is_above(&self, share: &Share) -> bool {
        share.value > self.top
    }

    /// The shares that are joined to each other: those of neighbouring periods of enough articles, within the scale.
    fn runs(&self, series: &Series, theme: usize) -> Vec<Vec<(usize, Share)>> {
        let periods: Vec<usize> = (0..self.periods).collect();
        let present = |p: usize| series.share(p, theme).filter(|share| share.total >= FEW && !self.is_above(share));
        let runs = periods.chunk_by(|&a, &b| present(a).is_some() == present(b).is_some());
        let shares = |run: &[usize]| run.iter().filter_map(|&p| Some((p, present(p)?))).collect::<Vec<_>>();
        runs.map(shares).filter(|shares| !shares.is_empty()).collect()
    }

    /// Draws the bands of intervals. Those of few articles would be stripes from edge to edge, beside which nothing can be read.
    pub fn bands(&self, canvas: &mut Canvas, series: &Series, theme: usize) {
        let band = if self.none { GRID } else { BAND };
        for run in self.runs(series, theme) {
            if let [(p, share)] = run.as_slice() {
                canvas.line(&[self.place(*p, share.low), self.place(*p, share.high)], 1.6, band);
            } else {
                let upper = run.iter().map(|(p, share)| self.place(*p, share.high));
                let lower = run.iter().rev().map(|(p, share)| self.place(*p, share.low));
                canvas.polygon(&upper.chain(lower).collect::<Vec<_>>(), band);
            }
        }
    }

    /// Draws the lines and points of the shares.
    pub fn curve(&self, canvas: &mut Canvas, series: &Series, theme: usize) {
        let ink = if self.none { CONTEXT } else { ACCENT };
        let is_above = |p: usize| series.share(p, theme).is_some_and(|share| self.is_above(&share));
        for p in (0..self.periods).filter(|&p| is_above(p)) {
            let (x, y) = self.place(p, self.top);
            canvas.polygon(&[(x - TRIANGLE, y + 4.2), (x + TRIANGLE, y + 4.2), (x, y)], ink);
        }
        let radius = if series.periods.len() <= MAX_OPEN { FEW_RADIUS } else { SMALLEST_RADIUS };
        for p in 0..self.periods {
            if let Some(share) = series.share(p, theme).filter(|share| share.total < FEW && !self.is_above(share)) {
                canvas.ring(self.place(p, share.value), radius, ink);
            }
        }
        for run in self.runs(series, theme) {
            self.line(canvas, series, &run, ink);
        }
    }

    /// Draws the line through neighbouring periods, and their points.
    fn line(&self, canvas: &mut Canvas, series: &Series, shares: &[(usize, Share)], ink: RGBColor) {
        let line: Vec<_> = shares.iter().map(|(p, share)| self.place(*p, share.value)).collect();
        if line.len() > 1 {
            canvas.line(&line, 1.1, ink);
        }
        for (at, (p, _)) in shares.iter().enumerate() {
            // A line that ends at a gap ends in a point, so that it does not look cut off.
            let ends_at_gap = (at == 0 && *p > 0) || (at + 1 == shares.len() && *p + 1 < self.periods);
            if series.partial[*p] && (is_drawn_open(series, *p) || shares.len() == 1) {
                canvas.ring(line[at], 1.7, ink);
            } else if shares.len() == 1 || self.periods <= 20 || ends_at_gap {
                canvas.dot(line[at], 1.4, ink);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::{Observation, PeriodKind};

    #[test]
    fn wide_intervals_of_few_articles_do_not_set_the_scale() {
        let months = |of_theme: usize| {
            let totals = [12, 12, 12, 12, 12, 12, 12, 12, 2000];
            let seen = (1..).zip(totals).flat_map(|(month, total): (usize, usize)| {
                (0..total).map(move |number| Observation {
                    date: format!("2024-{month:02}-{:02}", [1, 28][number % 2]).parse().ok(),
                    theme: usize::from(total == 2000 && number < of_theme),
                    ..Observation::default()
                })
            });
            Series::count(&seen.collect::<Vec<_>>(), 2, PeriodKind::Month)
        };
        let top = |of_theme: usize| scale_top(&months(of_theme), &[1], &[0.005, 0.01, 0.02, 0.3, 1.0]);
        // None of 12 articles may be up to 24%; 8 of 2,000 are 0.4%.
        assert_eq!((top(8), top(0), top(400)), (0.02, 0.3, 0.3));
    }

    #[test]
    fn periods_of_few_articles_are_points_that_no_line_joins() {
        // Of six months the third has nine articles, and all others have twenty.
        let seen = (1..).zip([20, 20, 9, 20, 20, 20]).flat_map(|(month, total): (usize, usize)| {
            (0..total).map(move |number| Observation {
                date: format!("2024-{month:02}-{:02}", number % 28 + 1).parse().ok(),
                theme: number % 2,
                ..Observation::default()
            })
        });
        let series = Series::count(&seen.collect::<Vec<_>>(), 2, PeriodKind::Month);
        let panel = Panel { x: 0.0, y: 0.0, width: 100.0, height: 50.0, top: 1.0, periods: 6, none: false };
        let joined: Vec<Vec<usize>> =
            panel.runs(&series, 0).iter().map(|run| run.iter().map(|(period, _)| *period).collect()).collect();
        assert_eq!(joined, [vec![0, 1], vec![3, 4, 5]]);
        let drawn = marks(std::iter::once(&series), false, Language::English);
        assert!(drawn.contains(messages::over_time_few(Language::English)), "{drawn}");
    }
}
