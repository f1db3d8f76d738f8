//! The model card: what a model learned from, how well it does, and where it fails.

use std::fmt::Write;

use crate::model::Bundle;
use crate::report::words::percent;

/// A model card in Markdown, after Mitchell et al. (2019), “Model cards for model reporting”. `notes` is what only
/// people know: where articles and labels are from, what the model is not good at.
pub fn model_card(bundle: &Bundle, digest: &str, bytes: usize, notes: Option<&str>) -> String {
    let training = &bundle.training;
    let mut text = String::new();
    // Writing to a String does not fail.
    let _ = write!(
        text,
        "# Model card `{digest}`\n\n\
         | | |\n|---|---|\n\
         | themes | {} (theme set {} {}) |\n\
         | labelled articles | {}, {} |\n\
         | features | {} |\n\
         | dictionary | {}, and {} words of its own |\n\
         | file | {:.2} MB |\n\
         | trained by | policyvane {} |\n\
         | training digest (SHA-256) | `{}` |\n\n",
        bundle.themes.themes.len(),
        bundle.themes.name,
        bundle.themes.version,
        training.articles,
        training.span.as_ref().map_or("undated".into(), |(a, b)| format!("dated {a} to {b}")),
        bundle.vocabulary.len(),
        bundle.text.base_dictionary,
        bundle.text.dictionary.len(),
        bytes as f64 / 1e6,
        training.program,
        training.digest,
    );
    if let Some(notes) = notes {
        text += notes.trim();
        text += "\n\n";
    }
    text += "## Settings\n\n```json\n";
    text += &serde_json::to_string_pretty(&training.settings).unwrap_or_default();
    text += "\n```\n\n";
    match &bundle.metrics {
        None => text += "## Scores\n\nNot measured: too few labelled articles.\n",
        Some(metrics) => {
            let scores = &metrics.evaluation;
            let _ = write!(
                text,
                "## Scores\n\nBy {}: each article was judged by a model that had not seen it.\n\n\
                 accuracy {:.3} · macro-F1 {:.3} · all-themes micro-F1 {:.3} · expected calibration error {:.3}\n\n\
                 | theme | articles | precision | recall | F1 | most often taken for |\n|---|--:|--:|--:|--:|---|\n",
                metrics.method, scores.accuracy, scores.macro_f1, scores.all_themes_micro_f1, scores.calibration_error
            );
            for (t, score) in scores.themes.iter().enumerate() {
                let mistaken = (0..scores.themes.len())
                    .filter(|&o| o != t && scores.confusion[t][o] > 0)
                    .max_by_key(|&o| (scores.confusion[t][o], std::cmp::Reverse(o)))
                    .map(|o| {
                        let share = scores.confusion[t][o] as f64 / score.support.max(1) as f64;
                        format!("{} ({})", scores.themes[o].theme, percent(share))
                    })
                    .unwrap_or_default();
                let _ = writeln!(
                    text,
                    "| {} | {} | {:.3} | {:.3} | {:.3} | {mistaken} |",
                    score.theme, score.support, score.precision, score.recall, score.f1
                );
            }
        }
    }
    text
}
