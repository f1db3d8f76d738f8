//! How the numbers of a report were computed, and their limits.

use crate::Language;
use crate::messages;
use crate::report::input::{Filtering, ReportInput};
use crate::report::words::{rounded, thousands};

/// The section on the methods and limits of what the report holds, in Markdown.
pub(super) fn methods(input: &ReportInput<'_>) -> String {
    let ReportInput { classifier, language, analysis, .. } = *input;
    let scores = match classifier.metrics().map(|metrics| &metrics.evaluation) {
        Some(scores) => messages::methods_scores(
            language,
            scores.articles,
            &rounded(scores.accuracy, 3),
            &rounded(scores.macro_f1, 3),
            &rounded(scores.calibration_error, 3),
        ),
        None => messages::methods_no_scores(language).into(),
    };
    let correction =
        if analysis.corrected.is_some() { messages::methods_corrected } else { messages::methods_not_corrected };
    let versus: fn(Language) -> &'static str = messages::methods_versus;
    let seasons: fn(Language) -> &'static str = messages::methods_seasons;
    let after_model = [
        messages::methods_share,
        correction,
        messages::methods_comparison,
        messages::methods_changes,
        messages::methods_partial,
        messages::methods_trends,
        messages::methods_peaks,
        messages::methods_attention,
        messages::methods_new_terms,
        messages::methods_reprints,
    ];
    let mut text = messages::methods_title(language).to_owned();
    text += &messages::methods_model(language, classifier.digest(), &scores);
    text.extend(filters(input.filtering, language).map(|sentence| format!("- {sentence}\n")));
    let asked = analysis.versus.as_ref().map(|_| versus).into_iter().chain(analysis.seasons.as_ref().map(|_| seasons));
    let (last, items) = (messages::methods_repeat(language), after_model.into_iter().chain(asked));
    items.for_each(|item| text += item(language));
    text += last;
    text
}

/// The conditions that articles had to meet, and how many did not, in a sentence; none where all were counted.
pub(in crate::report) fn filters(filtering: &Filtering, language: Language) -> Option<String> {
    let limits = filtering.limits();
    if limits.is_empty() {
        return None;
    }
    let (excluded, read) = (thousands(filtering.excluded), thousands(filtering.read));
    let mut text = messages::methods_filters(language, &limits, &excluded, &read);
    if filtering.partial > 0 {
        text += &messages::methods_partial_dates(language, &thousands(filtering.partial));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_tell_how_many_dates_may_have_met_them() {
        let conditions = vec![("from", vec!["2024-03-05".to_owned()])];
        let mut filtering = Filtering { conditions, read: 36, excluded: 20, partial: 7 };
        let text = filters(&filtering, Language::English).unwrap();
        assert!(text.contains("`--from 2024-03-05`") && text.contains("20 of 36") && text.contains("7 "), "{text}");
        assert!(filters(&filtering, Language::Chinese).unwrap().contains("7 篇"));
        filtering.partial = 0;
        assert!(!filters(&filtering, Language::English).unwrap().contains("month or a year"));
        assert_eq!(filters(&Filtering::default(), Language::English), None);
    }

    #[test]
    fn methods_say_where_a_story_counts_once() {
        for item in [messages::methods_changes, messages::methods_trends, messages::methods_seasons] {
            assert!(item(Language::Chinese).contains("同一报道只计一次"), "{}", item(Language::Chinese));
            assert!(
                item(Language::English).to_lowercase().contains("a story counts once"),
                "{}",
                item(Language::English)
            );
        }
    }
}
