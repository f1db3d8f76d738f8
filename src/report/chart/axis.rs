//! Axes of charts: where ticks stand, how they are labelled, and how grid lines and labels are drawn.

use crate::report::chart::canvas::{Align, Canvas, Type, text_width};
use crate::report::chart::style::{CONTEXT, GRID, MUTED, SMALL};
use crate::trends::{Period, PeriodKind, Series};

/// Length of a tick in points.
const TICK: f64 = 2.5;
/// Thickness of ticks and grid lines in points.
const THIN: f64 = 0.5;
/// Thickness of the line at day 0 in points.
const DAY_ZERO: f64 = 0.9;
/// Room for a label of a share in points.
const LABEL: f64 = 26.0;
/// Maximum number of labels above the cells of a strip.
const MAX_STRIP_LABELS: usize = 6;

/// The label of a share, with as many digits as it needs, at most two: “12.5%”, “0.05%”.
fn share_label(share: f64) -> String {
    format!("{}%", (10_000.0 * share).round() / 100.0)
}

/// Writes a label of an axis; the point is at its baseline.
pub fn label(canvas: &mut Canvas, text: &str, at: (f64, f64), align: Align) {
    canvas.text(text, at, Type::new(SMALL, MUTED).align(align));
}

/// Draws a grid line; the one at zero is darker.
fn grid_line(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), thickness: f64, is_zero: bool) {
    canvas.line(&[from, to], thickness, if is_zero { CONTEXT } else { GRID });
}

/// A horizontal axis of shares from 0 to `top`, between `left` and `right` in points.
pub struct ShareAxis {
    left: f64,
    right: f64,
    top: f64,
}

impl ShareAxis {
    /// An axis over a width of the page.
    pub fn new((left, right): (f64, f64), top: f64) -> Self {
        ShareAxis { left, right, top }
    }

    /// The x coordinate of a share.
    pub fn place(&self, share: f64) -> f64 {
        self.left + (self.right - self.left) * share / self.top
    }

    /// Distance of ticks: a round share of which at most six fit, fewer on a short axis.
    fn step(&self) -> f64 {
        let most = ((self.right - self.left) / LABEL).clamp(1.0, 6.0);
        [0.01, 0.02, 0.05, 0.1, 0.2, 0.25].into_iter().find(|step| self.top / step <= most).unwrap_or(0.25)
    }

    /// Draws grid lines from above the rows down to `bottom`, and the labels above them.
    pub fn draw(&self, canvas: &mut Canvas, rows_top: f64, bottom: f64) {
        let step = self.step();
        for tick in 0..=(self.top / step) as usize {
            let share = tick as f64 * step;
            let x = self.place(share);
            grid_line(canvas, (x, rows_top - 4.0), (x, bottom), THIN, tick == 0);
            label(canvas, &share_label(share), (x, rows_top - 8.0), Align::Centre);
        }
    }
}

/// Draws the vertical axis of a small chart: grid lines at 0, half of `top` and `top`, with labels at their left if
/// wanted. `place` gives the y coordinate of a part of the axis, 0 to 1.
pub fn share_lines(
    canvas: &mut Canvas,
    (left, right): (f64, f64),
    top: f64,
    is_labelled: bool,
    place: impl Fn(f64) -> f64,
) {
    for part in [0.0, 0.5, 1.0] {
        let y = place(part);
        grid_line(canvas, (left, y), (right, y), THIN, part == 0.0);
        if is_labelled {
            label(canvas, &share_label(part * top), (left - 4.0, y + 2.5), Align::Right);
        }
    }
}

/// Draws a tick below a small chart, and its label if wanted. A label near either end stays between `left` and `right`.
pub fn period_tick(canvas: &mut Canvas, text: Option<&str>, (x, y): (f64, f64), (left, right): (f64, f64)) {
    canvas.line(&[(x, y), (x, y + TICK)], THIN, CONTEXT);
    if let Some(text) = text {
        let half = text_width(text, Type::new(SMALL, MUTED)) / 2.0;
        let middle = x.clamp(left + half, (right - half).max(left + half));
        label(canvas, text, (middle, y + 10.0), Align::Centre);
    }
}

/// Ticks of a series, as numbers of periods with labels. There are about four at most: years where there are several,
/// otherwise evenly spread periods.
pub fn period_ticks(series: &Series, kind: PeriodKind) -> Vec<(usize, String)> {
    let count = series.periods.len();
    let years: Vec<(usize, String)> = series
        .periods
        .iter()
        .enumerate()
        .filter(|(p, period)| *p == 0 || series.periods[p - 1].start.year() != period.start.year())
        .map(|(p, period)| (p, period.start.year().to_string()))
        .collect();
    if kind != PeriodKind::Day && kind != PeriodKind::Week && count > 13 && years.len() >= 3 {
        // A year that begins before the series has no label: it would stand where another month begins.
        let is_cut = series.periods.first().is_some_and(|period| period.start.month() > 1);
        return year_ticks(years.into_iter().skip(usize::from(is_cut)).collect(), count);
    }
    let label = |p: usize| {
        let text = series.periods[p].to_string();
        if kind == PeriodKind::Day { text[5..].to_owned() } else { text }
    };
    match count {
        0 => Vec::new(),
        1 => vec![(0, label(0))],
        2 => vec![(0, label(0)), (1, label(1))],
        _ => vec![(count / 8, label(count / 8)), (count - 1 - count / 8, label(count - 1 - count / 8))],
    }
}

/// Chooses among the first periods of years, so that labels have room.
fn year_ticks(years: Vec<(usize, String)>, periods: usize) -> Vec<(usize, String)> {
    let room = periods.div_ceil(6);
    let step = years.len().div_ceil(4);
    let labelled: Vec<(usize, String)> = years.into_iter().rev().step_by(step).collect();
    let mut kept: Vec<(usize, String)> = Vec::new();
    for tick in labelled.into_iter().rev() {
        if kept.last().is_some_and(|last| tick.0 - last.0 < room) {
            kept.pop();
        }
        kept.push(tick);
    }
    kept
}

/// Draws the axis above a strip of cells, one a period: ticks at `y` and below it, labels above.
pub fn strip(canvas: &mut Canvas, cells: &[Period], (left, right): (f64, f64), y: f64) {
    let widest = cells.iter().map(|p| text_width(&p.to_string(), Type::new(SMALL, MUTED))).fold(1.0, f64::max);
    let room = ((right - left) / (widest * 1.4)) as usize;
    let labels = room.clamp(1, MAX_STRIP_LABELS).min(cells.len());
    let width = (right - left) / cells.len() as f64;
    for number in 0..labels {
        let cell = if labels == 1 { 0 } else { number * (cells.len() - 1) / (labels - 1) };
        let x = left + width * (cell as f64 + 0.5);
        canvas.line(&[(x, y), (x, y + TICK)], THIN, CONTEXT);
        label(canvas, &cells[cell].to_string(), (x, y - 3.0), Align::Centre);
    }
}

/// A scale of days that holds day 0.
pub struct DayScale {
    first: f64,
    last: f64,
    step: i64,
}

impl DayScale {
    /// A scale that holds all these days, with round steps of which at most four fit.
    pub fn of(days: impl Iterator<Item = i64>) -> Self {
        let (first, last) = days.fold((0, 0), |(first, last), day| (first.min(day), last.max(day)));
        let last = if first == last { 1 } else { last };
        let steps = (0..).map(|power| 10i64.pow(power)).take(6).flat_map(|ten| [ten, 2 * ten, 5 * ten]);
        let step = steps.into_iter().find(|step| (last - first) / step <= 4).unwrap_or(1_000_000);
        DayScale { first: first as f64, last: last as f64, step }
    }

    /// Whether there are days before day 0.
    pub fn has_negative(&self) -> bool {
        self.first < 0.0
    }

    /// The x coordinate of a day on an axis between `left` and `right`.
    pub fn place(&self, days: i64, (left, right): (f64, f64)) -> f64 {
        left + (right - left) * (days as f64 - self.first) / (self.last - self.first)
    }

    fn ticks(&self) -> impl Iterator<Item = i64> {
        let (from, to) = (self.first as i64 / self.step, self.last as i64 / self.step);
        (from..=to).map(|tick| tick * self.step)
    }

    /// Draws grid lines down to below the rows, with their labels under them.
    pub fn draw(
        &self,
        canvas: &mut Canvas,
        across: (f64, f64),
        (top, bottom): (f64, f64),
        text: impl Fn(i64) -> String,
    ) {
        for tick in self.ticks() {
            let x = self.place(tick, across);
            let thickness = if tick == 0 { DAY_ZERO } else { THIN };
            grid_line(canvas, (x, top), (x, bottom + TICK), thickness, tick == 0);
            label(canvas, &text(tick), (x, bottom + 10.5), Align::Centre);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::Observation;

    #[test]
    fn years_are_named_where_they_begin() {
        let ticks = |first: &str, last: &str| {
            let seen = [first, last].map(|date| Observation { date: date.parse().ok(), ..Observation::default() });
            let series = Series::count(&seen, 1, PeriodKind::Month);
            let named = period_ticks(&series, PeriodKind::Month).into_iter();
            named.map(|(at, label)| format!("{label} {}", series.periods[at])).collect::<Vec<_>>()
        };
        assert_eq!(ticks("2021-10-28", "2023-02-27"), ["2022 2022-01", "2023 2023-01"]);
        assert_eq!(ticks("2019-11-20", "2023-09-30"), ["2020 2020-01", "2021 2021-01", "2022 2022-01", "2023 2023-01"]);
        assert_eq!(ticks("2021-01-03", "2023-02-27"), ["2021 2021-01", "2022 2022-01", "2023 2023-01"]);
    }

    #[test]
    fn scales_of_days_hold_day_zero_and_have_few_ticks() {
        let ticks = |days: &[i64]| DayScale::of(days.iter().copied()).ticks().collect::<Vec<_>>();
        assert_eq!(ticks(&[3, 12, 7]), [0, 5, 10]);
        assert_eq!(ticks(&[-30, 18]), [-30, -20, -10, 0, 10]);
        assert_eq!(ticks(&[0]), [0, 1]);
        assert_eq!(ticks(&[]), [0, 1]);
        assert!(ticks(&[-4000, 90_000]).len() <= 6);
    }
}
