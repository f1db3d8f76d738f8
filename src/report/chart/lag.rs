//! Lags: for each term, and each theme where it is clear, the days by which provinces were later than national papers.

use jiff::civil::Date;

use crate::Language;
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::axis::DayScale;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width, wrapped};
use crate::report::chart::style::{ACCENT, BAND, CONTEXT, INK, MARGIN, MUTED, SMALL};
use crate::report::prose::lag::{bound_days, days_shown};
use crate::report::words::{province, signed_days};
use crate::trends::{Lag, TermLag};

/// Minimum width of a small chart.
const PANEL_WIDTH: f64 = 215.0;
const GAP: f64 = 18.0;
/// Height of a province's row.
const ROW: f64 = 13.0;
/// Distance between the lines of text above a small chart.
const LINE: f64 = 12.0;
/// Room below a small chart for its axis.
const AXIS: f64 = 17.0;
/// Distance between the rows of small charts.
const BELOW: f64 = 12.0;
const HEAD: f64 = 18.0;
const FOOT: f64 = 26.0;
/// Minimum room for numbers beside the outermost dots.
const NUMBER: f64 = 17.0;
/// Maximum number of small charts side by side.
const MAX_COLUMNS: usize = 3;

/// What is drawn in a province's row.
enum Mark {
    /// A dot this many days after the national papers; open where the number is only a bound.
    Dot { days: i64, bound: bool },
    /// The label alone, at the right edge.
    NotYet,
}

struct Row {
    name: String,
    mark: Mark,
    label: String,
}

/// A small chart: the provinces of one term or theme.
struct Panel {
    title: String,
    summary: String,
    rows: Vec<Row>,
}

impl Panel {
    /// The days of the dots.
    fn days(&self) -> impl Iterator<Item = i64> {
        self.rows.iter().filter_map(|row| match row.mark {
            Mark::Dot { days, .. } => Some(days),
            Mark::NotYet => None,
        })
    }
}

/// Draws the chart; `None` where there is nothing to draw.
pub fn lag(data: &ChartData<'_>) -> Option<Canvas> {
    let found = &data.analysis.lag;
    let mut panels: Vec<Panel> = found.terms.iter().filter_map(|(term, lag)| term_panel(data, term, lag)).collect();
    panels.extend(clear_themes(data).map(|theme| theme_panel(data, theme)));
    // Without a dot there is no axis and nothing to compare; the table shows who did not name the term.
    panels.retain(|panel| panel.days().next().is_some());
    if panels.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new("lag", data.width, 0.0);
    let mut y = heading(&mut canvas, data, &panels) + HEAD;
    let room = data.width - 2.0 * MARGIN;
    let columns = (((room + GAP) / (PANEL_WIDTH + GAP)) as usize).clamp(1, MAX_COLUMNS);
    let width = (room - GAP * (columns as f64 - 1.0)) / columns as f64;
    for row in panels.chunks(columns) {
        let head = row.iter().map(|panel| summary_lines(data, panel, width).len()).max().unwrap_or(1);
        let max_rows = row.iter().map(|panel| panel.rows.len()).max().unwrap_or(0);
        let scale = DayScale::of(row.iter().flat_map(Panel::days));
        for (column, panel) in row.iter().enumerate() {
            let x = MARGIN + column as f64 * (width + GAP);
            draw(&mut canvas, data, panel, &scale, (x, y), (width, head));
        }
        y += LINE * (head as f64 + 1.0) + ROW * max_rows as f64 + AXIS + BELOW;
    }
    canvas.height = y + FOOT - BELOW;
    canvas.foot(&data.foot);
    Some(canvas)
}

/// Writes the heading; the result is its last baseline.
fn heading(canvas: &mut Canvas, data: &ChartData<'_>, panels: &[Panel]) -> f64 {
    let language = data.language;
    let mut below = vec![messages::lag_chart_days(language)];
    let has = |is_so: &dyn Fn(&Mark) -> bool| panels.iter().flat_map(|panel| &panel.rows).any(|row| is_so(&row.mark));
    let has_reprint =
        data.analysis.lag.terms.iter().any(|(_, lag)| lag.provinces.iter().any(|(_, own, _)| own.reprint));
    let named = [
        (true, messages::lag_chart_terms(language)),
        (has(&|mark| matches!(mark, Mark::Dot { bound: true, .. })), messages::lag_chart_bound(language)),
        (has(&|mark| matches!(mark, Mark::NotYet)), messages::lag_chart_grey(language)),
        (has_reprint, messages::lag_chart_reprints(language)),
    ];
    let terms: String = named.into_iter().filter(|(is_drawn, _)| *is_drawn).map(|(_, text)| text).collect();
    if data.analysis.lag.terms.iter().any(|(_, lag)| lag.centre.first.is_some()) {
        below.push(&terms);
    }
    if clear_themes(data).next().is_some() {
        below.push(messages::lag_chart_themes(language));
    }
    canvas.heading(messages::lag_title(language), &below)
}

/// The clear themes among those drawn.
fn clear_themes(data: &ChartData<'_>) -> impl Iterator<Item = usize> {
    let clear = data.analysis.lag.clear_themes();
    data.shown.iter().copied().filter(move |theme| clear.contains(theme))
}

/// The lines below the title of a small chart.
fn summary_lines(data: &ChartData<'_>, panel: &Panel, width: f64) -> Vec<String> {
    wrapped(&panel.summary, summary_type(data), width)
}

fn summary_type(data: &ChartData<'_>) -> Type {
    Type { colour: MUTED, ..data.name_type() }
}

fn term_panel(data: &ChartData<'_>, term: &str, lag: &TermLag) -> Option<Panel> {
    let language = data.language;
    let first = lag.centre.first?;
    let rows = lag.provinces.iter().filter_map(|(region, own, lag_days)| {
        let reprint = if own.reprint { messages::lag_chart_reprint(language) } else { "" };
        let (mark, label) = match *lag_days {
            Lag::Days(days) | Lag::AtMost(days) => {
                let bound = lag.centre_open || matches!(*lag_days, Lag::AtMost(_));
                (Mark::Dot { days, bound }, days_shown(*lag_days, lag.centre_open) + reprint)
            }
            // Papers that were last read before the national ones named the term say nothing about it.
            Lag::NotYet(days) if days < 0 => return None,
            Lag::NotYet(_) => {
                let last = own.unread.map_or(own.read.1, |(before, _)| before);
                (Mark::NotYet, messages::lag_chart_not_yet(language, last))
            }
            // The summary says how many they are, and the report what was read of each.
            Lag::NotSeen | Lag::Unknown => return None,
        };
        Some(Row { name: province(Some(*region), language), mark, label })
    });
    let summary = term_summary(lag, first, language);
    Some(Panel { title: messages::lag_chart_term(language, term), summary, rows: rows.collect() })
}

/// The first day of the national papers, the median of the provinces, and the number of provinces of which too little was read.
fn term_summary(lag: &TermLag, first: Date, language: Language) -> String {
    let median = match lag.median.map(|median| (median, median.quoted())) {
        Some((_, Some((days, low, high)))) => {
            messages::lag_chart_median(language, &signed_days(days), &bound_days(low), &bound_days(high))
        }
        Some((median, None)) if median.days.is_some() => {
            messages::lag_chart_median_few(language, median.total, median.observed)
        }
        Some((_, None)) => messages::lag_chart_median_not_yet(language).into(),
        None => messages::lag_chart_median_unknown(language).into(),
    };
    let centre = if lag.centre_open {
        messages::lag_chart_centre_or_earlier(language, first, &median)
    } else {
        messages::lag_chart_centre(language, first, &median)
    };
    match lag.provinces.iter().filter(|(_, _, days)| *days == Lag::NotSeen).count() {
        0 => centre,
        provinces => centre + &messages::lag_chart_not_seen(language, provinces),
    }
}

fn theme_panel(data: &ChartData<'_>, theme: usize) -> Panel {
    let clear = data.analysis.lag.clear(theme);
    let others = data.analysis.lag.themes.iter().filter(|lag| lag.theme == theme).count() - clear.len();
    let rows = clear.into_iter().map(|(region, days, _)| Row {
        name: province(Some(region), data.language),
        mark: Mark::Dot { days, bound: false },
        label: signed_days(days),
    });
    Panel {
        title: messages::lag_chart_theme(data.language, &data.themes[theme]),
        summary: if others > 0 { messages::lag_chart_others(data.language, others) } else { String::new() },
        rows: rows.collect(),
    }
}

fn draw(
    canvas: &mut Canvas,
    data: &ChartData<'_>,
    panel: &Panel,
    scale: &DayScale,
    (x, y): (f64, f64),
    (width, head): (f64, usize),
) {
    let name_type = data.name_type();
    canvas.text(&fitted(&panel.title, name_type.bold(), width), (x, y), name_type.bold());
    for (line, text) in summary_lines(data, panel, width).iter().enumerate() {
        canvas.text(text, (x, y + LINE * (line as f64 + 1.0)), summary_type(data));
    }
    let top = y + LINE * head as f64 + 7.0;
    let bottom = top + ROW * panel.rows.len() as f64;
    let names = panel.rows.iter().map(|row| text_width(&row.name, name_type)).fold(0.0, f64::max);
    let (left_room, right_room) = rooms(panel);
    let left = x + names + 8.0 + if scale.has_negative() { left_room } else { 6.0 };
    let across = (left, x + width - right_room);
    scale.draw(canvas, across, (top, bottom), signed_days);
    for (number, row) in panel.rows.iter().enumerate() {
        let middle = top + ROW * (number as f64 + 0.5);
        let is_waiting = matches!(row.mark, Mark::NotYet);
        let ink = if is_waiting { Type { colour: CONTEXT, ..name_type } } else { name_type };
        canvas.text(&row.name, (x + names, middle + 3.2), ink.align(Align::Right));
        match row.mark {
            Mark::Dot { days, bound } => {
                let places = (scale.place(0, across), scale.place(days, across));
                draw_dot(canvas, row, (days < 0, bound), places, middle);
            }
            Mark::NotYet => canvas.text(&row.label, (x + width, middle + 2.7), waiting_type()),
        }
    }
}

/// Draws a dot, the line from day 0 to it, and its label on the far side.
fn draw_dot(canvas: &mut Canvas, row: &Row, (is_before, bound): (bool, bool), (zero, at): (f64, f64), middle: f64) {
    canvas.line(&[(zero, middle), (at, middle)], 1.4, BAND);
    if bound {
        canvas.ring((at, middle), 2.8, ACCENT);
    } else {
        canvas.dot((at, middle), 2.8, ACCENT);
    }
    let (beside, align) = if is_before { (at - 5.0, Align::Right) } else { (at + 5.0, Align::Left) };
    canvas.text(&row.label, (beside, middle + 2.7), label_type().align(align));
}

fn label_type() -> Type {
    Type::new(SMALL + 0.5, INK)
}

/// The type of labels of provinces that have not named the term.
fn waiting_type() -> Type {
    Type::new(SMALL + 0.5, CONTEXT).align(Align::Right)
}

/// Room for labels at the left and at the right of the dots.
fn rooms(panel: &Panel) -> (f64, f64) {
    let widest = |is_right: bool| {
        let on_side = |row: &&Row| matches!(row.mark, Mark::Dot { days, .. } if (days >= 0) == is_right);
        let widths = panel.rows.iter().filter(on_side).map(|row| text_width(&row.label, label_type()) + 6.0);
        widths.fold(NUMBER, f64::max)
    };
    // Without any dot, the labels of those still waiting are all there is.
    let has_dots = panel.days().next().is_some();
    let waiting = panel.rows.iter().filter(|_| !has_dots).map(|row| text_width(&row.label, waiting_type()) + 8.0);
    (widest(false), widest(true).max(waiting.fold(0.0, f64::max)))
}
