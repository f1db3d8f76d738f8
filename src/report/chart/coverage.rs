//! Coverage: which issues of each paper were read, and which are missing.

use std::collections::BTreeMap;

use jiff::civil::Date;
use plotters::style::RGBColor;

use crate::Language;
use crate::corpus::PartialDate;
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::axis;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::style::{CORRECTED, GRID, INK, MARGIN, MUTED, SMALL, TEXT, WHITE, shade};
use crate::report::words::{one, thousands};
use crate::trends::{Issue, MIN_ISSUES, Period, PeriodKind};

/// Height of a paper's row.
const ROW: f64 = 15.0;
const HEAD: f64 = 24.0;
const FOOT: f64 = 26.0;
/// Room for the line that says how many papers are missing.
const NOTE: f64 = 16.0;
/// Maximum number of papers, where there is room for so many: those with the most issues are drawn.
const MAX_PAPERS: usize = 40;
/// Room between a strip and its numbers of issues.
const BESIDE: f64 = 8.0;
/// The letters of the numbers of issues.
const NUMBER_TYPE: Type = Type::new(SMALL + 1.0, MUTED);
/// Minimum height of the white notch that shows missing issues.
const MIN_NOTCH: f64 = 1.2;
/// Depth of the blue of a cell with hardly any articles.
const PALEST: f64 = 0.25;
/// Maximum number of cells in a row: longer spans are drawn in weeks, months, quarters or years.
const MAX_CELLS: i32 = 130;

/// The issues of one cell.
#[derive(Default, Clone, Copy)]
struct Cell {
    seen: usize,
    missing: usize,
    /// Articles of the issues that were read.
    articles: usize,
}

impl Cell {
    /// How dark the cell is, 0 to 1, against a cell with the `most` articles of its source: of an issue one article may have been
    /// read or all of them.
    fn depth(&self, most: usize) -> f64 {
        PALEST + (1.0 - PALEST) * self.articles as f64 / most.max(1) as f64
    }
}

/// A paper with its cells, one a period.
struct Paper<'a> {
    source: &'a str,
    cells: Vec<Cell>,
}

impl Paper<'_> {
    /// The numbers of issues that were read and of issues that are missing.
    fn totals(&self) -> (usize, usize) {
        self.cells.iter().fold((0, 0), |sum, cell| (sum.0 + cell.seen, sum.1 + cell.missing))
    }

    fn name(&self, language: Language) -> &str {
        if self.source.is_empty() { messages::coverage_unnamed(language) } else { self.source }
    }

    /// The numbers of issues in words.
    fn issues(&self, language: Language) -> String {
        match self.totals() {
            (1, 0) => messages::coverage_one_issue(language).to_owned(),
            (seen, 0) => messages::coverage_issues(language, &thousands(seen)),
            (seen, missing) => messages::coverage_issues_missing(language, &thousands(seen), &thousands(missing)),
        }
    }
}

/// Draws the chart.
pub fn coverage(data: &ChartData<'_>) -> Canvas {
    let language = data.language;
    let mut canvas = Canvas::new("coverage", data.width, 0.0);
    let title = messages::coverage_title(language);
    let days = || data.coverage.iter().map(|issue| issue.day);
    let Some((first, last)) = days().min().zip(days().max()) else {
        let head = canvas.heading(title, &[]);
        return data.without_content(canvas, head, 80.0, messages::coverage_none(language));
    };
    let kind = cell_kind(first, last);
    let periods: Vec<Period> = periods(first, last, kind);
    let mut papers = papers(data.coverage, &periods, kind);
    // Which subtitle there is depends on the papers that are drawn; this one is the longest.
    let tallest = canvas.clone().heading(title, &[&messages::coverage_subtitle(language, one(kind, language))]) + HEAD;
    let room = data.max_height() - tallest - FOOT - NOTE - canvas.foot_growth(&data.foot);
    let max_papers = ((room / ROW) as usize).clamp(1, MAX_PAPERS);
    let left_out = papers.len().saturating_sub(max_papers);
    papers.truncate(max_papers);

    let has_missing = papers.iter().any(|paper| paper.totals().1 > 0);
    let is_tested = papers.iter().any(|paper| paper.totals().0 >= MIN_ISSUES);
    let subtitle = match (has_missing, is_tested) {
        (true, _) => messages::coverage_subtitle,
        (false, true) => messages::coverage_subtitle_whole,
        (false, false) => messages::coverage_subtitle_untested,
    };
    let title = if is_tested { title } else { messages::coverage_title_untested(language) };
    let subtitle = subtitle(language, one(kind, language));
    let head = canvas.heading(title, &[&subtitle]) + HEAD;
    let bottom = head + ROW * papers.len() as f64;
    let name_type = Type::new(TEXT, INK).align(Align::Right);
    let widest = papers.iter().map(|paper| text_width(paper.name(language), name_type)).fold(0.0, f64::max);
    let names = widest.min(data.width / 3.0);
    let numbers =
        papers.iter().map(|paper| text_width(&paper.issues(language), NUMBER_TYPE)).fold(0.0, f64::max) + BESIDE;
    let across = (MARGIN + names + 8.0, data.width - MARGIN - numbers);
    canvas.height = bottom + FOOT + if left_out > 0 { NOTE } else { 0.0 };
    for (number, paper) in papers.iter().enumerate() {
        let y = head + ROW * number as f64;
        let name = fitted(paper.name(language), name_type, names + 1.0);
        canvas.text(&name, (across.0 - 6.0, y + ROW / 2.0 + 3.2), name_type);
        draw_row(&mut canvas, paper, across, y, language);
    }
    axis::strip(&mut canvas, &periods, across, head - 4.0);
    if left_out > 0 {
        let note = messages::coverage_not_drawn(language, left_out);
        canvas.remark(&note, bottom + 14.0);
    }
    canvas.foot(&data.foot);
    canvas
}

/// The papers with their cells, those with the most issues first.
fn papers<'a>(issues: &'a [Issue], periods: &[Period], kind: PeriodKind) -> Vec<Paper<'a>> {
    let mut cells: BTreeMap<&str, Vec<Cell>> = BTreeMap::new();
    for issue in issues {
        let row = cells.entry(&issue.source).or_insert_with(|| vec![Cell::default(); periods.len()]);
        let at = Period::of(issue.day.into(), kind).and_then(|period| periods.binary_search(&period).ok());
        if let Some(cell) = at.and_then(|at| row.get_mut(at)) {
            cell.seen += usize::from(!issue.missing);
            cell.missing += usize::from(issue.missing);
            cell.articles += issue.articles;
        }
    }
    let mut papers: Vec<Paper<'_>> = cells.into_iter().map(|(source, cells)| Paper { source, cells }).collect();
    papers.sort_by_key(|paper| (std::cmp::Reverse(paper.totals().0), paper.source));
    papers
}

/// Draws a paper's cells between two x coordinates, and writes its numbers of issues at the right.
fn draw_row(canvas: &mut Canvas, paper: &Paper<'_>, (left, right): (f64, f64), y: f64, language: Language) {
    let middle = y + ROW / 2.0;
    let width = (right - left) / paper.cells.len() as f64;
    let most = paper.cells.iter().map(|cell| cell.articles).max().unwrap_or_default();
    canvas.line(&[(left, middle), (right, middle)], 0.4, GRID);
    for (at, cell) in paper.cells.iter().enumerate().filter(|(_, cell)| cell.seen + cell.missing > 0) {
        draw_cell(canvas, *cell, shade(cell.depth(most)), (left + width * at as f64, y), width);
    }
    canvas.text(&paper.issues(language), (right + BESIDE, middle + 3.0), NUMBER_TYPE);
}

fn draw_cell(canvas: &mut Canvas, cell: Cell, blue: RGBColor, (x, y): (f64, f64), width: f64) {
    let gap = (width * 0.12).min(0.6);
    let (from, to) = ((x + gap, y + 2.0), (x + width - gap, y + ROW - 2.0));
    if cell.missing > 0 {
        canvas.rectangle(from, to, CORRECTED);
        let frame = ((to.0 - from.0) * 0.25).min(1.0);
        let (from, to) = ((from.0 + frame, from.1 + frame), (to.0 - frame, to.1 - frame));
        // What is missing leaves a white notch, which can still be seen in grey print and where the frame is thin.
        let part = cell.seen as f64 / (cell.seen + cell.missing) as f64;
        let notch = ((to.1 - from.1) * (1.0 - part)).max(MIN_NOTCH);
        canvas.rectangle(from, to, WHITE);
        if cell.seen > 0 {
            canvas.rectangle((from.0, from.1 + notch), to, blue);
        }
    } else {
        canvas.rectangle(from, to, blue);
    }
}

/// The shortest kind of period of which a span has few enough to draw.
fn cell_kind(first: Date, last: Date) -> PeriodKind {
    let days = first.until(last).map_or(0, |span| span.get_days()) + 1;
    let kinds = [(PeriodKind::Day, 1), (PeriodKind::Week, 7), (PeriodKind::Month, 30), (PeriodKind::Quarter, 91)];
    kinds.into_iter().find(|(_, length)| days / length <= MAX_CELLS).map_or(PeriodKind::Year, |(kind, _)| kind)
}

fn periods(first: Date, last: Date, kind: PeriodKind) -> Vec<Period> {
    let start = Period::of(PartialDate::from(first), kind);
    std::iter::successors(start, |period| period.next()).take_while(|period| period.start <= last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_of_few_articles_are_paler_than_whole_ones() {
        let issue =
            |day: Date, articles: usize| Issue {
                source: "人民日报".into(), day, pages: 1, articles, missing: false
            };
        let issues = [issue(date(2023, 1, 5), 1), issue(date(2023, 2, 1), 85), issue(date(2023, 2, 2), 91)];
        let periods = periods(date(2023, 1, 5), date(2023, 2, 2), PeriodKind::Month);
        let papers = papers(&issues, &periods, PeriodKind::Month);
        let articles: Vec<usize> = papers[0].cells.iter().map(|cell| cell.articles).collect();
        assert_eq!(articles, [1, 176]);
        let [few, whole] = [0, 1].map(|cell| papers[0].cells[cell].depth(176));
        assert!(few < 0.3 && whole == 1.0, "{few} {whole}");
    }
}
