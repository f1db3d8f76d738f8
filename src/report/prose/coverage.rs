//! What is said of papers and periods that were not read in full.

use std::collections::BTreeMap;

use crate::Language;
use crate::messages;
use crate::report::words::period_name;
use crate::trends::{Issue, MIN_ISSUES, PartlyRead, Period, partly_read};

/// At most this many papers or periods are named; the others are counted.
const MAX_NAMED: usize = 8;

/// The papers that enter or leave while others are read, in a sentence; empty where there are none.
pub(super) fn papers(issues: &[Issue], language: Language) -> String {
    let name = |paper: &PartlyRead| {
        let source = if paper.source.is_empty() { messages::coverage_unnamed(language) } else { &paper.source };
        match (paper.entered, paper.left) {
            (Some(from), Some(to)) => messages::paper_entered_and_left(language, source, from, to),
            (Some(from), None) => messages::paper_entered(language, source, from),
            (None, Some(to)) => messages::paper_left(language, source, to),
            (None, None) => source.to_owned(),
        }
    };
    let mut articles: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for issue in issues.iter().filter(|issue| !issue.missing) {
        let paper = articles.entry(&issue.source).or_default();
        *paper = (paper.0 + issue.articles, paper.1 + 1);
    }
    // The largest papers are named first.
    let mut papers = partly_read(issues);
    papers.sort_by_key(|paper| std::cmp::Reverse(articles.get(paper.source.as_str()).map_or(0, |paper| paper.0)));
    let names: Vec<String> = papers.iter().map(name).collect();
    if names.is_empty() {
        return String::new();
    }
    let listed = listed(&names, language, messages::report_and_more_papers);
    let seldom = articles.values().filter(|(_, issues)| *issues < MIN_ISSUES).count();
    let more = if seldom > 0 { messages::report_seldom_read(language, seldom) } else { String::new() };
    messages::report_partly_read(language, &listed, &more)
}

/// The periods that tests leave out, in a sentence; empty where there are none.
pub(super) fn left_out<'p>(periods: impl IntoIterator<Item = &'p Period>, language: Language) -> String {
    let names: Vec<String> = periods.into_iter().map(|period| period_name(*period, language)).collect();
    if names.is_empty() {
        String::new()
    } else {
        messages::report_left_out(language, &listed(&names, language, messages::report_and_more_periods))
    }
}

/// Names with commas, the first of them where there are many.
fn listed(names: &[String], language: Language, and_more: fn(Language, &str, usize) -> String) -> String {
    let named = names[..names.len().min(MAX_NAMED)].join(messages::comma(language));
    if names.len() > MAX_NAMED { and_more(language, &named, names.len()) } else { named }
}
