//! The first paragraph of a report: how many articles are counted, from when to when, and what is not.

use crate::messages;
use crate::report::input::ReportInput;
use crate::report::words::thousands;

/// The heading and the first paragraph, in Markdown.
pub(super) fn opening(input: &ReportInput<'_>) -> String {
    let (language, series) = (input.language, &input.analysis.series);
    let [first, last] = [series.periods.first(), series.periods.last()]
        .map(|period| period.map(ToString::to_string).unwrap_or_default());
    // Reprints and places refer to the counted articles, like the number before them.
    let reprints = input.counted().filter(|article| article.reprint).count();
    let unplaced = input.counted().filter(|article| article.classified.observation.region.is_none()).count();
    let missing = input.coverage.iter().filter(|issue| issue.missing).count();
    let told = |number: usize, text: fn(crate::Language, &str) -> String| {
        (number > 0).then(|| text(language, &thousands(number)))
    };
    let mut text = messages::report_head(language, &thousands(series.total()), &first, &last);
    text.extend(told(reprints, messages::opening_reprints));
    text.extend(told(unplaced, messages::opening_unplaced));
    text += messages::opening_stop(language);
    let not_counted: Vec<String> = [
        told(input.analysis.undated, messages::opening_undated),
        told(input.undetermined.len(), messages::opening_undetermined),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !not_counted.is_empty() {
        text += &messages::opening_not_counted(language, &not_counted.join(messages::comma(language)));
    }
    text.extend(told(missing, messages::opening_missing));
    text + "\n\n"
}
