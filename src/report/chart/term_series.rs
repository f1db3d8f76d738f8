//! Search terms over time: one chart for each term, with the share of all articles that name it.

use crate::analysis::TermSeries;
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::canvas::Canvas;
use crate::report::chart::panel::{Panel, is_above_scale, marks, scale_top};
use crate::report::chart::style::{MARGIN, NARROW};
use crate::report::chart::time_marks;
use crate::report::words::{every, percent, thousands};

/// Heights of a term's chart: alone, one of a few, one of many.
const HEIGHTS: [f64; 3] = [150.0, 90.0, 62.0];
/// The most charts of the first two heights.
const FEW_CHARTS: [usize; 2] = [1, 4];
/// Room above each chart for its term.
const NAME: f64 = 19.0;
/// Room below each chart for its axis.
const AXIS: f64 = 17.0;
/// Room for the labels at the left of a chart.
const LEFT: f64 = 27.0;
const GAP: f64 = 12.0;
/// Room below the heading.
const HEAD: f64 = 10.0;
const FOOT: f64 = 30.0;
/// Room for the line that says how many terms are missing.
const NOTE: f64 = 14.0;
/// The shares at which a scale may end: terms are rarer than themes.
const TOPS: [f64; 19] =
    [0.0005, 0.001, 0.002, 0.004, 0.006, 0.008, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.16, 0.2, 0.3, 0.4, 0.6, 1.0];

/// Draws the chart. A term that no article names would be a flat line below an interval; a remark names it instead.
pub fn term_series(data: &ChartData<'_>) -> Canvas {
    let (terms, unnamed): (Vec<&TermSeries>, Vec<&TermSeries>) =
        data.analysis.term_series.iter().partition(|found| found.is_named());
    let mut canvas = Canvas::new("term-series", data.width, 0.0);
    let head = heading(&mut canvas, data, &terms) + HEAD;
    let is_few = FEW_CHARTS.iter().position(|most| terms.len() <= *most);
    // A slide is wide and low: there, few charts stand side by side, too.
    let stands_beside = is_few.is_none() || (data.is_for_slides() && terms.len() > 1);
    let columns = if stands_beside && data.width >= NARROW { 2 } else { 1 };
    let height = HEIGHTS[is_few.unwrap_or(FEW_CHARTS.len())];
    let width = (data.width - 2.0 * MARGIN - columns as f64 * LEFT - GAP * (columns as f64 - 1.0)) / columns as f64;
    let row_height = NAME + height + AXIS;
    let names: Vec<&str> = unnamed.iter().map(|found| found.term.as_str()).collect();
    let names = names.join(messages::comma(data.language));
    let unnamed = (!names.is_empty()).then(|| messages::term_series_unnamed(data.language, &names));
    let further_lines = unnamed.as_ref().map_or(0.0, |text| canvas.remark_growth(text));
    let max_rows = (((data.max_height() - head - FOOT - NOTE - further_lines) / row_height) as usize).max(1);
    let drawn = terms.len().min(max_rows * columns);
    let bottom = head + drawn.div_ceil(columns) as f64 * row_height;
    canvas.height = bottom + FOOT;
    let no_room = (drawn < terms.len()).then(|| messages::term_series_not_drawn(data.language, terms.len() - drawn));
    let remarks: Vec<String> = no_room.into_iter().chain(unnamed).collect();
    if !remarks.is_empty() {
        canvas.height += NOTE;
        canvas.remark(&remarks.join(messages::semicolon(data.language)), bottom + NOTE);
    }
    for (number, found) in terms[..drawn].iter().enumerate() {
        let panel = Panel {
            x: MARGIN + LEFT + (number % columns) as f64 * (width + LEFT + GAP),
            y: head + (number / columns) as f64 * row_height + NAME,
            width,
            height,
            top: scale_top(&found.series, &[TermSeries::NAMED], &TOPS),
            periods: data.analysis.series.periods.len(),
            none: false,
        };
        let overall = found.overall();
        let number = messages::ranked_number(data.language, &percent(overall.value), &thousands(overall.count));
        panel.frame(&mut canvas, data, true, true);
        panel.name(&mut canvas, &found.term, data.name_type().bold(), &number);
        panel.bands(&mut canvas, &found.series, TermSeries::NAMED);
        panel.events(&mut canvas, data);
        panel.curve(&mut canvas, &found.series, TermSeries::NAMED);
    }
    canvas.foot(&data.foot);
    canvas
}

/// Writes the heading; the result is its last baseline.
fn heading(canvas: &mut Canvas, data: &ChartData<'_>, terms: &[&TermSeries]) -> f64 {
    let language = data.language;
    let subtitle = messages::term_series_subtitle(language, every(data.analysis.period, language));
    let series = terms.iter().map(|found| &found.series);
    let is_above = series.clone().any(|series| is_above_scale(series, &[TermSeries::NAMED], &TOPS));
    let marks = marks(series, is_above, language);
    let mut below = vec![subtitle.as_str(), marks.as_str()];
    if time_marks::has_events(&data.analysis.series, data.events) {
        below.push(messages::over_time_events(language));
    }
    canvas.heading(messages::term_series_title(language), &below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::report::chart::all;
    use crate::trends::{Observation, PeriodKind, Series};

    /// The remarks of the chart of terms with these numbers of articles, out of 40 in two months; `None` where it is left out.
    fn drawn(terms: &[(&str, usize)]) -> Option<String> {
        let article = |number: usize, theme: usize| Observation {
            date: format!("2024-0{}-{:02}", number % 2 + 1, number % 28 + 1).parse().ok(),
            theme,
            ..Observation::default()
        };
        let mut analysis =
            Analysis::of_observations((0..40).map(|number| article(number, 0)).collect(), 2, PeriodKind::Month);
        let series = |&(term, named): &(&str, usize)| {
            let seen: Vec<Observation> = (0..40).map(|number| article(number, usize::from(number < named))).collect();
            let series = Series::count(&seen, 2, PeriodKind::Month);
            TermSeries { term: term.to_owned(), series, trend: None, highest: None }
        };
        analysis.term_series = terms.iter().map(series).collect();
        let (figures, left_out) = all(&ChartData::of_two_themes(&analysis));
        let figure = figures.iter().find(|figure| figure.name() == "term-series");
        assert_eq!(figure.is_none(), left_out.iter().any(|(name, _)| *name == "term-series"));
        figure.map(|figure| figure.svg())
    }

    #[test]
    fn terms_that_no_article_names_are_told_and_not_drawn() {
        assert_eq!(drawn(&[("云岭清风", 0)]), None);
        let both = drawn(&[("云岭清风", 0), ("星桥计划", 7)]).unwrap();
        assert!(both.contains("named in no article: 云岭清风"));
        assert_eq!(both.matches("云岭清风").count(), 1);
        assert!(!drawn(&[("星桥计划", 7)]).unwrap().contains("named in no article"));
    }
}
