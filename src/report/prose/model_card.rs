//! The model card: what a model learned from, how well it does, and where it fails.

use crate::Language;
use crate::messages;
use crate::model::{Bundle, Evaluation, Interval};
use crate::report::prose::evaluation::most_mistaken;
use crate::report::words::percent;

/// A model card in Markdown, after Mitchell et al. (2019), “Model cards for model reporting”. `digest` and `bytes` are
/// those of the model file. `notes` is what only people know: where articles and labels are from, what the model is not
/// good at.
pub fn model_card(bundle: &Bundle, digest: &str, bytes: usize, notes: Option<&str>, language: Language) -> String {
    let mut text = facts(language, bundle, digest, bytes);
    if let Some(adaptation) = &bundle.training.adaptation {
        text = text.trim_end().to_owned() + "\n";
        let base = adaptation.base.get(..12).unwrap_or(&adaptation.base);
        text += &messages::card_adaptation(language, adaptation.articles, base, &adaptation.digest);
        if let Some(scores) = &adaptation.scores {
            let with_interval =
                |share: f64, interval: Interval| format!("{share:.3} [{:.3}, {:.3}]", interval.low, interval.high);
            let before = with_interval(scores.base_share(), scores.base_accuracy);
            let after = with_interval(scores.share(), scores.accuracy);
            text += &messages::card_adaptation_scores(language, scores.articles, &before, &after);
        }
    }
    if let Some(notes) = notes {
        text += notes.trim();
        text += "\n\n";
    }
    text += messages::card_settings(language);
    text += "```json\n";
    text += &serde_json::to_string_pretty(&bundle.training.settings).unwrap_or_default();
    text += "\n```\n\n";
    match &bundle.metrics {
        None => text += messages::card_not_measured(language),
        Some(metrics) => {
            text += &messages::card_measured(language, &messages::in_language(language, &metrics.method));
            if let Some(selection) = &metrics.selection {
                let rounded = |score: f64| format!("{score:.3}");
                let (accuracy, macro_f1) = (rounded(selection.accuracy), rounded(selection.macro_f1));
                text += &messages::card_selection(language, selection.trials, &accuracy, &macro_f1);
            }
            text += &scores(language, &metrics.evaluation);
        }
    }
    text
}

/// Whether a text is a model card, in whichever language it was written.
pub fn is_model_card(text: &str) -> bool {
    let start = |language| messages::card_title(language, "");
    // The digest of the model follows in the title.
    [start(Language::Chinese), start(Language::English)]
        .iter()
        .any(|title| title.find("``").is_some_and(|end| text.starts_with(&title[..=end])))
}

/// The title and the table of facts.
fn facts(language: Language, bundle: &Bundle, digest: &str, bytes: usize) -> String {
    let (training, themes) = (&bundle.training, &bundle.themes);
    let articles = match &training.span {
        Some((first, last)) => messages::card_articles(language, training.articles, first, last),
        None => messages::card_articles_undated(language, training.articles),
    };
    [
        messages::card_title(language, digest),
        messages::card_themes(language, themes.themes.len(), &themes.name, &themes.version.to_string()),
        articles,
        messages::card_features(language, bundle.vocabulary.len()),
        messages::card_dictionary(language, &bundle.text.base_dictionary.to_string(), bundle.text.dictionary.len()),
        messages::card_file(language, &format!("{:.2}", bytes as f64 / 1e6)),
        messages::card_program(language, &training.program),
        messages::card_training_digest(language, &training.digest),
    ]
    .concat()
}

/// The scores together, then the table of themes.
fn scores(language: Language, scores: &Evaluation) -> String {
    let rounded = |score: f64| format!("{score:.3}");
    let mut text = messages::card_scores(
        language,
        &rounded(scores.accuracy),
        &rounded(scores.macro_f1),
        &rounded(scores.all_themes_micro_f1),
        &rounded(scores.calibration_error),
    );
    text += messages::card_columns(language);
    for (t, score) in scores.themes.iter().enumerate() {
        let mistaken = most_mistaken(scores, t)
            .map(|(other, count)| {
                let share = count as f64 / score.support.max(1) as f64;
                format!("{} ({})", scores.themes[other].theme, percent(share))
            })
            .unwrap_or_default();
        text += &format!(
            "| {} | {} | {:.3} | {:.3} | {:.3} | {mistaken} |\n",
            score.theme, score.support, score.precision, score.recall, score.f1
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_known_by_its_title() {
        for language in [Language::Chinese, Language::English] {
            assert!(is_model_card(&messages::card_title(language, "0a1b2c3d")));
        }
        for other in ["", "# 模型卡", "# Model card of our office\n", "# Notes\n# Model card `0a1b`\n"] {
            assert!(!is_model_card(other), "{other}");
        }
    }
}
