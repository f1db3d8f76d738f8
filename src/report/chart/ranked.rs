//! Themes by their overall share, with intervals.

use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::axis::ShareAxis;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::style::{ACCENT, CONTEXT, CORRECTED, INK, MARGIN, MUTED, NARROW, TEXT, WHITE};
use crate::report::words::{percent, thousands};
use crate::trends::{Estimate, Share};

/// Height of a theme's row, the least and the usual one.
const ROW: (f64, f64) = (12.5, 17.0);
/// The same in a narrow chart, where name and number stand above the bar.
const TALL_ROW: (f64, f64) = (20.5, 23.0);
/// Room for name and number above the bar of a tall row.
const ABOVE: f64 = 11.0;
/// Room at the right of a narrow chart's axis for its last label.
const INSET: f64 = 8.0;
/// Room below the heading for the numbers of the axis.
const HEAD: f64 = 25.0;
const FOOT: f64 = 38.0;
/// Room for the line that says how many themes are missing.
const NOTE: f64 = 14.0;
/// Room for the numbers at the right of the bars.
const NUMBERS: f64 = 92.0;

/// Draws the chart.
pub fn ranked(data: &ChartData<'_>) -> Canvas {
    let series = &data.analysis.series;
    let mut ranking = data.shown.clone();
    ranking.sort_by_key(|&theme| data.analysis.none == Some(theme));
    let mut canvas = Canvas::new("themes-ranked", data.width, 0.0);
    let head = heading(&mut canvas, data) + HEAD;
    let is_narrow = data.width < NARROW;
    let (least, usual) = if is_narrow { TALL_ROW } else { ROW };
    // Rows become lower where all themes find room by that.
    let room = data.max_height() - head - FOOT - canvas.foot_growth(&data.foot);
    let (ranking, left_out) = match least * ranking.len() as f64 > room {
        true => data.first_themes(&ranking, ((room - NOTE) / least) as usize),
        false => (ranking, 0),
    };
    let note = if left_out > 0 { NOTE } else { 0.0 };
    let height = ((room - note) / ranking.len().max(1) as f64).clamp(least, usual);
    let bottom = head + height * ranking.len() as f64;
    canvas.height = bottom + FOOT + note;
    if left_out > 0 {
        canvas.remark(&messages::themes_not_drawn(data.language, left_out), bottom + NOTE);
    }

    let names = data.names_width();
    let wide = (MARGIN + names + 10.0, data.width - MARGIN - NUMBERS);
    let (left, right) = if is_narrow { (MARGIN + INSET, data.width - MARGIN - INSET) } else { wide };
    let counted = ranking.iter().map(|&theme| series.overall(theme).high);
    let corrected = ranking.iter().filter_map(|&theme| data.corrected(theme)).map(|corrected| corrected.high);
    let top = counted.chain(corrected).fold(0.01, f64::max).min(1.0);
    let axis = ShareAxis::new((left, right), top);
    axis.draw(&mut canvas, head, bottom);
    for (rank, &theme) in ranking.iter().enumerate() {
        let share = series.overall(theme);
        let top_of_row = head + height * rank as f64;
        let number = messages::ranked_number(data.language, &percent(share.value), &thousands(share.count));
        let number_type = Type::new(TEXT, MUTED);
        let middle = if is_narrow {
            let (baseline, end) = (top_of_row + ABOVE - 2.0, data.width - MARGIN);
            // Grid lines do not run through names and numbers.
            canvas.rectangle((0.0, top_of_row), (data.width, top_of_row + ABOVE), WHITE);
            let room = end - MARGIN - text_width(&number, number_type) - 6.0;
            let name = data.name_type();
            canvas.text(&fitted(&data.themes[theme], name, room), (MARGIN, baseline), name);
            canvas.text(&number, (end, baseline), number_type.align(Align::Right));
            top_of_row + (ABOVE + height) / 2.0
        } else {
            let middle = top_of_row + height / 2.0;
            let name = data.name_type().align(Align::Right);
            canvas.text(&fitted(&data.themes[theme], name, names + 1.0), (left - 6.0, middle + 3.2), name);
            canvas.text(&number, (right + 12.0, middle + 3.2), number_type);
            middle
        };
        let colour = if data.analysis.none == Some(theme) { CONTEXT } else { ACCENT };
        canvas.rectangle((left, middle - 4.5), (axis.place(share.value), middle + 4.5), colour);
        draw_intervals(&mut canvas, &share, data.corrected(theme), &axis, (middle, top));
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
    // On the bar the line is white: black would not stand out from it.
    for (from, to, ink) in [(share.low, share.value, WHITE), (share.value, share.high, INK)] {
        canvas.line(&[(axis.place(from), above), (axis.place(to), above)], 1.0, ink);
    }
    for (end, ink) in [(share.low, WHITE), (share.high, INK)] {
        canvas.line(&[(axis.place(end), above - 2.0), (axis.place(end), above + 2.0)], 1.0, ink);
    }
    if let Some(corrected) = corrected {
        let below = middle + 2.4;
        let end = corrected.high.min(top);
        canvas.line(&[(axis.place(corrected.low), below), (axis.place(end), below)], 1.0, CORRECTED);
        canvas.ring((axis.place(corrected.value.min(top)), below), 2.4, CORRECTED);
    }
}
