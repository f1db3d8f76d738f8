//! What is said of papers and periods that were not read in full.

use crate::Language;
use crate::messages;
use crate::trends::{Issue, PartlyRead, Period, partly_read};

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
    let names: Vec<String> = partly_read(issues).iter().map(name).collect();
    if names.is_empty() { String::new() } else { messages::report_partly_read(language, &listed(&names, language)) }
}

/// The periods that tests leave out, in a sentence; empty where there are none.
pub(super) fn left_out<'p>(periods: impl IntoIterator<Item = &'p Period>, language: Language) -> String {
    let names: Vec<String> = periods.into_iter().map(ToString::to_string).collect();
    if names.is_empty() { String::new() } else { messages::report_left_out(language, &listed(&names, language)) }
}

/// Names with commas, the first of them where there are many.
fn listed(names: &[String], language: Language) -> String {
    let named = names[..names.len().min(MAX_NAMED)].join(messages::comma(language));
    match names.len().saturating_sub(MAX_NAMED) {
        0 => named,
        more => messages::report_and_more(language, &named, more),
    }
}
