//! How the numbers of a report were computed, and their limits.

use crate::Language;
use crate::analysis::Analysis;
use crate::messages;
use crate::model::Classifier;
use crate::report::words::rounded;

/// The section on the methods and limits of what the report holds, in Markdown.
pub(super) fn methods(classifier: &Classifier, language: Language, analysis: &Analysis) -> String {
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
    let asked = analysis.versus.as_ref().map(|_| versus).into_iter().chain(analysis.seasons.as_ref().map(|_| seasons));
    let (last, items) = (messages::methods_repeat(language), after_model.into_iter().chain(asked));
    items.for_each(|item| text += item(language));
    text += last;
    text
}
