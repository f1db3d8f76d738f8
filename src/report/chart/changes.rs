//! Rise and fall: each theme's share in two spans or selections, and their difference with its interval.

use crate::analysis::SpanComparison;
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::axis::ShareAxis;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::style::{ACCENT, CONTEXT, INK, MARGIN, MUTED, NARROW, SMALL, TEXT, WHITE};
use crate::report::prose::{can_compare, compared_articles, not_shown, versus_basis as basis};
use crate::report::tables::second_name;
use crate::report::words::{percent, points};
use crate::trends::{ThemeChange, shown_changes};

/// Height of a theme's row: as much as there is room for, between these.
const ROW: (f64, f64) = (12.5, 17.0);
/// Height of a theme's row in a narrow chart, where names and numbers stand above the marks.
const TALL_ROW: (f64, f64) = (19.0, 26.0);
/// Room for names and numbers above the marks of a tall row.
const ABOVE: f64 = 11.0;
/// Room below the heading for the numbers of the axis.
const HEAD: f64 = 27.0;
const FOOT: f64 = 38.0;
/// Room for the differences at the right of the rows.
const NUMBERS: f64 = 104.0;
/// Room at both ends of a narrow chart's axis for marks and labels.
const INSET: f64 = 6.0;

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
    let compared = compared_articles(changes, data.language);
    let texts = Texts { title, marks: &spans, basis: compared.trim_end(), table: "changes.csv" };
    dumbbells(data, canvas, &texts, changes)
}

/// Draws two selections side by side, where they were asked for and can be compared.
pub fn versus(data: &ChartData<'_>) -> Option<Canvas> {
    let found = data.analysis.versus.as_ref().filter(|found| can_compare(&found.comparison.differences))?;
    let (first, second) = (found.first.as_str(), second_name(found, data.language));
    let title = messages::versus_title(data.language, first, &second);
    let marks = messages::versus_marks(data.language, first, &second);
    let basis = basis(found, data.language);
    let texts = Texts { title: &title, marks: &marks, basis: &basis, table: "versus.csv" };
    let canvas = Canvas::new("themes-versus", data.width, 0.0);
    Some(dumbbells(data, canvas, &texts, &found.comparison.differences))
}

/// The texts above the marks.
struct Texts<'a> {
    title: &'a str,
    /// What open and filled dots mean.
    marks: &'a str,
    /// What the shares are based on, if the foot does not say it.
    basis: &'a str,
    /// The table that holds the numbers.
    table: &'a str,
}

/// Draws a row for each theme: its two shares, the line between them, and the difference with its interval.
fn dumbbells(data: &ChartData<'_>, mut canvas: Canvas, texts: &Texts<'_>, changes: &[ThemeChange]) -> Canvas {
    // “No policy theme” is the context of the others, and its share is mostly many times as large: on one axis with it, they
    // would be flat. Its numbers stand above.
    let (none, mut shown): (Vec<usize>, Vec<usize>) =
        data.shown.iter().partition(|theme| data.analysis.none == Some(**theme));
    let has_clear = shown.iter().any(|&theme| changes[theme].is_clear());
    let marks = if has_clear { messages::changes_marks } else { messages::changes_marks_none };
    let mut below = vec![texts.marks, marks(data.language)];
    below.extend((!texts.basis.is_empty()).then_some(texts.basis));
    let is_shown = shown_changes(changes);
    let without_none = none.first().map(|&theme| without_none(data, (&changes[theme], is_shown[theme]), texts.table));
    below.extend(without_none.as_deref());
    let not_shown = not_shown(changes, texts.table, data.language);
    below.extend((!not_shown.is_empty()).then_some(not_shown.trim_end()));
    let head = canvas.heading(texts.title, &below) + HEAD;
    let difference = |theme: usize| &changes[theme].difference;
    let is_hidden = |theme: usize| !is_shown[theme];
    let falling = |x: usize, y: usize| difference(y).value.total_cmp(&difference(x).value);
    shown.sort_by(|&x, &y| is_hidden(x).cmp(&is_hidden(y)).then(falling(x, y)).then(x.cmp(&y)));
    let is_narrow = data.width < NARROW;
    // The foot may take a second line.
    let fitting = (data.max_height() - head - FOOT - ABOVE) / shown.len().max(1) as f64;
    let (least, most) = if is_narrow { TALL_ROW } else { ROW };
    let height = fitting.clamp(least, most);
    let bottom = head + height * shown.len() as f64;
    canvas.height = bottom + FOOT;

    let names = data.names_width();
    let wide = (MARGIN + names + 12.0, data.width - MARGIN - NUMBERS);
    let (left, right) = if is_narrow { (MARGIN + INSET, data.width - MARGIN - INSET) } else { wide };
    let drawn = shown.iter().filter(|&&theme| !is_hidden(theme));
    let larger = drawn.map(|&t| difference(t).before.value.max(difference(t).after.value));
    let axis = ShareAxis::new((left, right), larger.fold(0.01, f64::max) * 1.05);
    axis.draw(&mut canvas, head, bottom);
    for (row, &theme) in shown.iter().enumerate() {
        let top = head + height * row as f64;
        let (name, change) = (&data.themes[theme], &changes[theme]);
        if is_narrow {
            let baseline = top + ABOVE - 2.0;
            // Grid lines do not run through names and numbers.
            canvas.rectangle((0.0, top), (data.width, top + ABOVE), WHITE);
            let numbers =
                write_change(&mut canvas, (change, is_shown[theme]), (data.width - MARGIN - NUMBERS, baseline));
            let room = numbers - MARGIN - 4.0;
            canvas.text(&fitted(name, data.name_type(), room), (MARGIN, baseline), data.name_type());
            if is_shown[theme] {
                draw_change(&mut canvas, change, &axis, top + (ABOVE + height) / 2.0);
            }
        } else {
            let middle = top + height / 2.0;
            let name_type = data.name_type().align(Align::Right);
            canvas.text(&fitted(name, name_type, names + 1.0), (left - 8.0, middle + 3.2), name_type);
            if is_shown[theme] {
                draw_change(&mut canvas, change, &axis, middle);
            }
            write_change(&mut canvas, (change, is_shown[theme]), (right, middle + 3.2));
        }
    }
    canvas.foot(&data.foot);
    canvas
}

/// How “no policy theme”, which is not drawn, changed.
fn without_none(data: &ChartData<'_>, (change, is_shown): (&ThemeChange, bool), table: &str) -> String {
    let found = &change.difference;
    let [before, after] = [found.before.value, found.after.value].map(percent);
    let size = format!("{} [{}, {}]", points(found.value), points(found.low), points(found.high));
    let difference = if is_shown { size } else { "—".to_owned() };
    let clear = if change.is_clear() { messages::changes_none_clear(data.language) } else { "" };
    messages::changes_without_none(
        data.language,
        &data.themes[change.theme],
        &before,
        &after,
        &difference,
        clear,
        table,
    )
}

/// Draws a theme's two shares and the line between them.
fn draw_change(canvas: &mut Canvas, change: &ThemeChange, axis: &ShareAxis, middle: f64) {
    let difference = &change.difference;
    let ink = if change.is_clear() { ACCENT } else { CONTEXT };
    let (x0, x1) = (axis.place(difference.before.value), axis.place(difference.after.value));
    canvas.line(&[(x0, middle), (x1, middle)], 1.6, ink);
    canvas.ring((x0, middle), 3.2, ink);
    canvas.dot((x1, middle), 3.2, ink);
}

/// Writes the difference and its interval in the room from `left`, or a dash where they say nothing; the result is where the
/// difference begins.
fn write_change(canvas: &mut Canvas, (change, is_shown): (&ThemeChange, bool), (left, baseline): (f64, f64)) -> f64 {
    let difference = &change.difference;
    let number = if change.is_clear() { Type::new(TEXT, INK).bold() } else { Type::new(TEXT, MUTED) };
    let value = if is_shown { points(difference.value) } else { "—".to_owned() };
    canvas.text(&value, (left + 42.0, baseline), number.align(Align::Right));
    if !is_shown {
        return left + 42.0 - text_width(&value, number);
    }
    let interval = format!("[{}, {}]", points(difference.low), points(difference.high));
    canvas.text(&interval, (left + 48.0, baseline - 0.2), Type::new(SMALL + 0.5, MUTED));
    left + 42.0 - text_width(&value, number)
}
