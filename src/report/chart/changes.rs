//! Rise and fall: each theme's share in two spans, and their difference with its interval.

use crate::analysis::{MAX_FALSE_DISCOVERY_RATE, SpanComparison};
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::axis::ShareAxis;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted};
use crate::report::chart::style::{ACCENT, CONTEXT, INK, MARGIN, MUTED, SMALL, TEXT};
use crate::report::words::points;
use crate::trends::ThemeChange;

/// Height of a theme's row.
const ROW: f64 = 17.0;
/// Room below the heading for the numbers of the axis.
const HEAD: f64 = 27.0;
const FOOT: f64 = 38.0;
/// Room for the differences at the right of the rows.
const NUMBERS: f64 = 104.0;

/// Draws the chart.
pub fn changes(data: &ChartData<'_>) -> Canvas {
    let mut canvas = Canvas::new("themes-changes", data.width, 0.0);
    let title = messages::changes_title(data.language);
    let Some(comparison) = &data.analysis.comparison else {
        let head = canvas.heading(title, &[]);
        return data.without_content(canvas, head, 80.0, messages::changes_none(data.language));
    };
    let SpanComparison { before, after, changes } = comparison;
    let (before, after) = (format!("{} — {}", before.first, before.last), format!("{} — {}", after.first, after.last));
    let spans = messages::changes_spans(data.language, &before, &after);
    // The share of “no policy theme” is many times as large: on one axis with it, the others would be flat.
    let mut shown: Vec<usize> = data.shown.clone();
    shown.retain(|&theme| data.analysis.none != Some(theme));
    let mut below = vec![spans.as_str(), messages::changes_marks(data.language)];
    if shown.len() < data.shown.len() {
        below.push(messages::changes_without_none(data.language));
    }
    let head = canvas.heading(title, &below) + HEAD;
    let difference = |theme: usize| &changes[theme].difference;
    shown.sort_by(|&x, &y| difference(y).value.total_cmp(&difference(x).value).then(x.cmp(&y)));
    let bottom = head + ROW * shown.len() as f64;
    canvas.height = bottom + FOOT;

    let names = data.names_width();
    let (left, right) = (MARGIN + names + 12.0, data.width - MARGIN - NUMBERS);
    let larger = shown.iter().map(|&t| difference(t).before.value.max(difference(t).after.value));
    let axis = ShareAxis::new((left, right), larger.fold(0.01, f64::max) * 1.05);
    axis.draw(&mut canvas, head, bottom);
    for (row, &theme) in shown.iter().enumerate() {
        let middle = head + ROW * (row as f64 + 0.5);
        let name = data.name_type().align(Align::Right);
        canvas.text(&fitted(&data.themes[theme], name, names + 1.0), (left - 8.0, middle + 3.2), name);
        draw_change(&mut canvas, &changes[theme], &axis, (right, middle));
    }
    canvas.foot(&data.foot);
    canvas
}

/// Draws a theme's two shares and the line between them, and writes the difference at the right.
fn draw_change(canvas: &mut Canvas, change: &ThemeChange, axis: &ShareAxis, (right, middle): (f64, f64)) {
    let difference = &change.difference;
    let is_clear = change.false_discovery < MAX_FALSE_DISCOVERY_RATE;
    let ink = if is_clear { ACCENT } else { CONTEXT };
    let (x0, x1) = (axis.place(difference.before.value), axis.place(difference.after.value));
    canvas.line(&[(x0, middle), (x1, middle)], 1.6, ink);
    canvas.ring((x0, middle), 3.2, ink);
    canvas.dot((x1, middle), 3.2, ink);
    let number = if is_clear { Type::new(TEXT, INK).bold() } else { Type::new(TEXT, MUTED) };
    canvas.text(&points(difference.value), (right + 42.0, middle + 3.2), number.align(Align::Right));
    let interval = format!("{} … {}", points(difference.low), points(difference.high));
    canvas.text(&interval, (right + 48.0, middle + 3.0), Type::new(SMALL + 0.5, MUTED));
}
