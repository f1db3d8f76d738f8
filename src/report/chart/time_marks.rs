//! Marks on axes of time: events as short strokes below the axis, peaks as bars at the top.

use jiff::civil::Date;

use crate::report::chart::canvas::Canvas;
use crate::report::chart::style::{INK, MUTED};
use crate::trends::{Event, Series, Span};

/// Height of the stroke of an event in points.
const STROKE: f64 = 2.6;
/// Room between the axis and the stroke of an event in points.
const GAP: f64 = 0.5;
/// Thickness of the stroke of an event in points.
const THIN: f64 = 0.6;
/// Thickness of the bar of a peak in points.
const BAR: f64 = 2.0;
/// Minimum length of the bar of a peak in points.
const MIN_BAR: f64 = 2.4;

/// The days that a series spans, cut to its periods.
fn within(series: &Series, span: Span) -> Option<Span> {
    let (first, last) = (series.periods.first()?.start, series.periods.last()?.end());
    let cut = Span { first: span.first.max(first), last: span.last.min(last) };
    (cut.first <= cut.last).then_some(cut)
}

/// The place of a day on an axis on which the middle of each period stands at its number.
fn place(series: &Series, day: Date) -> f64 {
    let after = series.periods.partition_point(|period| period.start <= day);
    let number = after.saturating_sub(1);
    let Some(period) = series.periods.get(number) else { return 0.0 };
    let days = |from: Date, to: Date| from.until(to).map_or(0.0, |span| f64::from(span.get_days()));
    let part = (days(period.start, day) + 0.5) / (days(period.start, period.end()) + 1.0);
    (number as f64 + part - 0.5).clamp(0.0, (series.periods.len() - 1) as f64)
}

/// Draws the events that fall in the series on the axis at `y`. `x` places a number of a period.
pub fn events(canvas: &mut Canvas, series: &Series, events: &[Event], y: f64, x: impl Fn(f64) -> f64) {
    for span in events.iter().filter_map(|event| within(series, event.span)) {
        let (from, to) = (x(place(series, span.first)), x(place(series, span.last)));
        let middle = (from + to) / 2.0;
        let half = ((to - from) / 2.0).max(THIN / 2.0);
        // Below the axis, for a long event would hide the values above it.
        canvas.rectangle((middle - half, y + GAP), (middle + half, y + GAP + STROKE), MUTED);
    }
}

/// Draws the peaks of a theme as bars at `y`.
pub fn peaks(canvas: &mut Canvas, series: &Series, spans: impl Iterator<Item = Span>, y: f64, x: impl Fn(f64) -> f64) {
    for span in spans.filter_map(|span| within(series, span)) {
        let (from, to) = (x(place(series, span.first)), x(place(series, span.last)));
        let middle = (from + to) / 2.0;
        let half = ((to - from) / 2.0).max(MIN_BAR / 2.0);
        canvas.rectangle((middle - half, y - BAR / 2.0), (middle + half, y + BAR / 2.0), INK);
    }
}

/// Whether any of the events falls in the series.
pub fn has_events(series: &Series, events: &[Event]) -> bool {
    events.iter().any(|event| within(series, event.span).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::{Observation, PeriodKind};
    use jiff::civil::date;

    #[test]
    fn days_stand_within_their_period() {
        let seen = |day: &str| Observation { date: day.parse().ok(), ..Default::default() };
        let series = Series::count(&[seen("2024-01-10"), seen("2024-04-20")], 1, PeriodKind::Month);
        let at = |month, day| place(&series, date(2024, month, day));
        assert!((at(2, 15) - 1.0).abs() < 0.03 && (at(3, 1) - 1.5).abs() < 0.03);
        assert_eq!((at(1, 1), at(4, 30)), (0.0, 3.0));
        let span = |a: Date, b: Date| Span { first: a, last: b };
        assert!(within(&series, span(date(2024, 5, 1), date(2024, 5, 3))).is_none());
        let cut = within(&series, span(date(2023, 12, 1), date(2024, 1, 3))).unwrap();
        assert_eq!(cut.first, date(2024, 1, 1));
    }
}
