//! Themes by their overall share, with intervals.

use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::axis::ShareAxis;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted};
use crate::report::chart::style::{ACCENT, CONTEXT, CORRECTED, INK, MARGIN, MUTED, TEXT};
use crate::report::words::{percent, thousands};
use crate::trends::{Estimate, Share};

/// Height of a theme's row.
const ROW: f64 = 17.0;
/// Room below the heading for the numbers of the axis.
const HEAD: f64 = 25.0;
const FOOT: f64 = 38.0;
/// Room for the numbers at the right of the bars.
const NUMBERS: f64 = 92.0;

/// Draws the chart.
pub fn ranked(data: &ChartData<'_>) -> Canvas {
    let series = &data.analysis.series;
    let mut ranking = data.shown.clone();
    ranking.sort_by_key(|&theme| data.analysis.none == Some(theme));
    let mut canvas = Canvas::new("themes-ranked", data.width, 0.0);
    let head = heading(&mut canvas, data) + HEAD;
    let bottom = head + ROW * ranking.len() as f64;
    canvas.height = bottom + FOOT;

    let names = data.names_width();
    let (left, right) = (MARGIN + names + 10.0, data.width - MARGIN - NUMBERS);
    let counted = ranking.iter().map(|&theme| series.overall(theme).high);
    let corrected = ranking.iter().filter_map(|&theme| data.corrected(theme)).map(|corrected| corrected.high);
    let top = counted.chain(corrected).fold(0.01, f64::max).min(1.0);
    let axis = ShareAxis::new((left, right), top);
    axis.draw(&mut canvas, head, bottom);
    for (rank, &theme) in ranking.iter().enumerate() {
        let share = series.overall(theme);
        let middle = head + ROW * (rank as f64 + 0.5);
        let name = data.name_type().align(Align::Right);
        canvas.text(&fitted(&data.themes[theme], name, names + 1.0), (left - 6.0, middle + 3.2), name);
        let colour = if data.analysis.none == Some(theme) { CONTEXT } else { ACCENT };
        canvas.rectangle((left, middle - 4.5), (axis.place(share.value), middle + 4.5), colour);
        draw_intervals(&mut canvas, &share, data.corrected(theme), &axis, (middle, top));
        let number = messages::ranked_number(data.language, &percent(share.value), &thousands(share.count));
        canvas.text(&number, (right + 12.0, middle + 3.2), Type::new(TEXT, MUTED));
    }
    canvas.foot(&data.foot);
    canvas
}

/// Writes the heading; the result is its last baseline.
fn heading(canvas: &mut Canvas, data: &ChartData<'_>) -> f64 {
    let title = messages::ranked_title(data.language);
    let subtitle = messages::ranked_subtitle(data.language, &thousands(data.analysis.series.total()));
    let corrected = messages::ranked_corrected(data.language);
    let below: &[&str] = if data.analysis.corrected.is_none() { &[&subtitle] } else { &[&subtitle, corrected] };
    canvas.heading(title, below)
}

/// Draws the interval of the share as counted, and below it the corrected share with its interval where it is known.
fn draw_intervals(
    canvas: &mut Canvas,
    share: &Share,
    corrected: Option<&Estimate>,
    axis: &ShareAxis,
    (middle, top): (f64, f64),
) {
    let above = middle - if corrected.is_some() { 2.2 } else { 0.0 };
    canvas.line(&[(axis.place(share.low), above), (axis.place(share.high), above)], 1.0, INK);
    for end in [share.low, share.high] {
        canvas.line(&[(axis.place(end), above - 2.0), (axis.place(end), above + 2.0)], 1.0, INK);
    }
    if let Some(corrected) = corrected {
        let below = middle + 2.4;
        let end = corrected.high.min(top);
        canvas.line(&[(axis.place(corrected.low), below), (axis.place(end), below)], 1.0, CORRECTED);
        canvas.ring((axis.place(corrected.value.min(top)), below), 2.4, CORRECTED);
    }
}
