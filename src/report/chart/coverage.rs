//! Coverage: which issues of each paper were read, and which are missing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::Language;
use crate::corpus::PartialDate;
use crate::report::chart::ChartData;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::style::{
    ACCENT, CONTEXT, CORRECTED, GRID, INK, MARGIN, MUTED, SMALL, TEXT, TITLE, WHITE, shade,
};
use crate::report::words::{every, say};
use crate::trends::{Period, PeriodKind};

const ROW: f64 = 15.0;
const HEAD: f64 = 24.0;
const FOOT: f64 = 26.0;
/// Papers at most: those with the most issues.
const MOST: usize = 40;
/// Room for the numbers of issues behind the strips.
const NUMBERS: f64 = 78.0;
/// Days are drawn one by one up to so many, then weeks, then months.
const MOST_CELLS: i32 = 130;

/// The issues of one cell.
#[derive(Default, Clone, Copy)]
struct Cell {
    seen: usize,
    missing: usize,
}

/// Draws the chart.
pub fn coverage(data: &ChartData<'_>) -> Canvas {
    let mut canvas = Canvas::new("coverage", data.width, 0.0);
    let zh = |chinese, english| say(data.language, chinese, english);
    let title = zh("资料覆盖：读到的和缺的各期报纸", "Coverage: issues read and missing");
    let days = || data.coverage.iter().map(|issue| issue.day);
    let Some((first, last)) = days().min().zip(days().max()) else {
        let head = canvas.heading(title, &[]);
        canvas.height = head + 80.0;
        let none = zh("没有一期有日期", "No issue has a date");
        canvas.text(none, (data.width / 2.0, head + 40.0), Type::new(TITLE, MUTED).align(Align::Centre));
        canvas.foot(&data.foot);
        return canvas;
    };
    let kind = cell_kind(first, last);
    let cells: Vec<Period> = periods(first, last, kind);
    let mut papers: BTreeMap<&str, Vec<Cell>> = BTreeMap::new();
    for issue in data.coverage {
        let row = papers.entry(&issue.source).or_insert_with(|| vec![Cell::default(); cells.len()]);
        let at = Period::of(issue.day.into(), kind).and_then(|period| cells.binary_search(&period).ok());
        if let Some(cell) = at.and_then(|at| row.get_mut(at)) {
            cell.seen += usize::from(!issue.missing);
            cell.missing += usize::from(issue.missing);
        }
    }
    let totals = |row: &[Cell]| row.iter().fold((0, 0), |sum, cell| (sum.0 + cell.seen, sum.1 + cell.missing));
    let mut rows: Vec<(&str, Vec<Cell>)> = papers.into_iter().collect();
    rows.sort_by_key(|(source, row)| (std::cmp::Reverse(totals(row).0), *source));
    let left_out = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);

    let each = every(kind, data.language);
    let shown = match data.language {
        Language::Chinese => {
            format!("一格{each}；深浅：读到的占应有的比例；红框：缺期（按该报出版的星期推断，不足 6 期的报纸不推断）")
        }
        Language::English => {
            format!(
                "One cell {each}; shade: read out of expected; red frame: missing by the paper's own weekdays (6 issues or more)"
            )
        }
    };
    let head = canvas.heading(title, &[&shown]) + HEAD;
    let bottom = head + ROW * rows.len() as f64;
    let unnamed = zh("（报名不详）", "(unnamed)");
    let look = Type::new(TEXT, INK).align(Align::Right);
    let name_of = |source: &str| if source.is_empty() { unnamed.to_owned() } else { source.to_owned() };
    let widest = rows.iter().map(|(source, _)| text_width(&name_of(source), look)).fold(0.0, f64::max);
    let names = widest.min(data.width / 3.0);
    let (left, right) = (MARGIN + names + 8.0, data.width - MARGIN - NUMBERS);
    let cell_width = (right - left) / cells.len() as f64;
    canvas.height = bottom + FOOT + if left_out > 0 { 16.0 } else { 0.0 };
    for (number, (source, row)) in rows.iter().enumerate() {
        let y = head + ROW * number as f64;
        canvas.text(&fitted(&name_of(source), look, names + 1.0), (left - 6.0, y + ROW / 2.0 + 3.2), look);
        canvas.line(&[(left, y + ROW / 2.0), (right, y + ROW / 2.0)], 0.4, GRID);
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| cell.seen + cell.missing > 0) {
            draw_cell(&mut canvas, *cell, left + cell_width * at as f64, y, cell_width);
        }
        let (seen, missing) = totals(row);
        let told = match (data.language, missing) {
            (Language::Chinese, 0) => format!("{seen} 期"),
            (Language::Chinese, _) => format!("{seen} 期，缺 {missing}"),
            (Language::English, 0) => format!("{seen} issues"),
            (Language::English, _) => format!("{seen}, {missing} missing"),
        };
        canvas.text(&told, (right + 8.0, y + ROW / 2.0 + 3.0), Type::new(SMALL + 1.0, MUTED));
    }
    axis(&mut canvas, &cells, (left, right), head - 4.0);
    if left_out > 0 {
        let told = match data.language {
            Language::Chinese => format!("另有 {left_out} 家来源未画，见 coverage.csv"),
            Language::English => format!("{left_out} more sources are not drawn: see coverage.csv"),
        };
        canvas.text(&told, (MARGIN, bottom + 14.0), Type::new(TEXT, MUTED));
    }
    canvas.foot(&data.foot);
    canvas
}

fn draw_cell(canvas: &mut Canvas, cell: Cell, x: f64, y: f64, width: f64) {
    let gap = (width * 0.12).min(0.6);
    let (from, to) = ((x + gap, y + 2.0), (x + width - gap, y + ROW - 2.0));
    if cell.missing > 0 {
        canvas.rectangle(from, to, CORRECTED);
        let frame = ((to.0 - from.0) * 0.25).min(1.0);
        let part = cell.seen as f64 / (cell.seen + cell.missing) as f64;
        let fill = if cell.seen > 0 { shade(0.25 + 0.6 * part) } else { WHITE };
        canvas.rectangle((from.0 + frame, from.1 + frame), (to.0 - frame, to.1 - frame), fill);
    } else {
        canvas.rectangle(from, to, ACCENT);
    }
}

/// The kind of periods of which a span has few enough to draw.
fn cell_kind(first: Date, last: Date) -> PeriodKind {
    let days = first.until(last).map_or(0, |span| span.get_days()) + 1;
    let kinds = [(PeriodKind::Day, 1), (PeriodKind::Week, 7), (PeriodKind::Month, 30), (PeriodKind::Quarter, 91)];
    kinds.into_iter().find(|(_, length)| days / length <= MOST_CELLS).map_or(PeriodKind::Year, |(kind, _)| kind)
}

fn periods(first: Date, last: Date, kind: PeriodKind) -> Vec<Period> {
    let start = Period::of(PartialDate::from(first), kind);
    std::iter::successors(start, |period| period.next()).take_while(|period| period.start <= last).collect()
}

/// Up to six labelled periods.
fn axis(canvas: &mut Canvas, cells: &[Period], (left, right): (f64, f64), y: f64) {
    let look = Type::new(SMALL, MUTED).align(Align::Centre);
    let widest = cells.iter().map(|p| text_width(&p.to_string(), look)).fold(1.0, f64::max);
    let most = (((right - left) / (widest * 1.4)) as usize).clamp(1, 6).min(cells.len());
    let width = (right - left) / cells.len() as f64;
    for label in 0..most {
        let at = if most == 1 { 0 } else { label * (cells.len() - 1) / (most - 1) };
        let x = left + width * (at as f64 + 0.5);
        canvas.line(&[(x, y), (x, y + 2.5)], 0.5, CONTEXT);
        canvas.text(&cells[at].to_string(), (x, y - 3.0), look);
    }
}
