//! How the numbers of a report were computed, and their limits.

use crate::Language;
use crate::messages;
use crate::model::Classifier;

/// The section on methods and limits in Markdown; `is_corrected` says whether shares could be corrected.
pub(super) fn methods(classifier: &Classifier, language: Language, is_corrected: bool) -> String {
    let rounded = |score: f64| format!("{score:.3}");
    let scores = match classifier.metrics().map(|metrics| &metrics.evaluation) {
        Some(scores) => messages::methods_scores(
            language,
            scores.articles,
            &rounded(scores.accuracy),
            &rounded(scores.macro_f1),
            &rounded(scores.calibration_error),
        ),
        None => messages::methods_no_scores(language).into(),
    };
    let correction = if is_corrected { messages::methods_corrected } else { messages::methods_not_corrected };
    let after_model = [
        messages::methods_share,
        correction,
        messages::methods_comparison,
        messages::methods_changes,
        messages::methods_partial,
        messages::methods_trends,
        messages::methods_peaks,
        messages::methods_new_terms,
        messages::methods_reprints,
        messages::methods_repeat,
    ];
    let mut text = messages::methods_title(language).to_owned();
    text += &messages::methods_model(language, classifier.digest(), &scores);
    after_model.into_iter().for_each(|item| text += item(language));
    text
}
