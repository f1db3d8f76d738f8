//! The first paragraph of a report: how many articles are counted, from when to when, and what is not.

use std::collections::BTreeMap;

use crate::messages;
use crate::report::input::ReportInput;
use crate::report::words::{percent, period_name, thousands};
use crate::trends::{PeriodKind, papers_without_rhythm};

/// With fewer periods one of them may well hold most articles.
const SEVERAL_PERIODS: usize = 4;

/// The heading and the first paragraph, in Markdown.
pub(super) fn opening(input: &ReportInput<'_>) -> String {
    let (language, series) = (input.language, &input.analysis.series);
    let [first, last] = [series.periods.first(), series.periods.last()]
        .map(|period| period.map(|period| period_name(*period, language)).unwrap_or_default());
    // Reprints and places refer to the counted articles, like the number before them.
    let reprints = input.counted().filter(|article| article.reprint).count();
    let unplaced = input.counted().filter(|article| article.classified.observation.region.is_none()).count();
    let missing = input.coverage.iter().filter(|issue| issue.missing).count();
    let unless_zero = |number: usize, text: fn(crate::Language, &str) -> String| {
        (number > 0).then(|| text(language, &thousands(number)))
    };
    let span = if first == last { first } else { messages::from_to(language, &first, &last) };
    let mut text = messages::report_head(language, &thousands(series.total()), &span);
    text.extend(unless_zero(reprints, messages::opening_reprints));
    text.extend(unless_zero(unplaced, messages::opening_unplaced));
    text += messages::full_stop(language);
    let not_counted: Vec<String> = [
        unless_zero(input.analysis.undated, messages::opening_undated),
        unless_zero(input.undetermined.len(), messages::opening_undetermined),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !not_counted.is_empty() {
        text += &messages::opening_not_counted(language, &not_counted.join(messages::comma(language)));
    }
    text.extend(unless_zero(missing, messages::opening_missing));
    let without_rhythm = papers_without_rhythm(input.coverage);
    if without_rhythm > 0 {
        text += &messages::opening_without_rhythm(language, without_rhythm);
    }
    text += &concentration(input);
    text + "\n\n"
}

/// A warning where most articles of several periods or papers are from one of them: such a series is not what it seems.
fn concentration(input: &ReportInput<'_>) -> String {
    let (language, series) = (input.language, &input.analysis.series);
    let is_most = |articles: usize| 2 * articles > series.total();
    let share = |articles: usize| percent(articles as f64 / series.total().max(1) as f64);
    let mut text = String::new();
    let periods = series.periods.iter().zip(&series.totals);
    let largest = periods.max_by_key(|(_, total)| **total).filter(|(_, total)| is_most(**total));
    if let Some((period, &articles)) = largest.filter(|_| series.periods.len() >= SEVERAL_PERIODS) {
        let name = period_name(*period, language);
        text += &match period.kind {
            PeriodKind::Day => messages::opening_mostly_of_day(language, &share(articles), &name),
            _ => {
                let days = [period.start, period.end()].map(|day| day.to_string());
                messages::opening_mostly_of_period(language, &share(articles), &name, &days[0], &days[1])
            }
        };
    }
    let mut papers: BTreeMap<&str, usize> = BTreeMap::new();
    for article in input.counted() {
        *papers.entry(&article.classified.observation.source).or_default() += 1;
    }
    let largest = papers.iter().max_by_key(|(_, articles)| **articles).filter(|(_, articles)| is_most(**articles));
    if let Some((paper, &articles)) = largest.filter(|(paper, _)| papers.len() > 1 && !paper.is_empty()) {
        text += &messages::opening_mostly_of_paper(language, &share(articles), paper);
    }
    text
}
