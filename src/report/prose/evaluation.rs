//! Scores of a model, for a terminal.

use crate::Language;
use crate::corpus::ThemeSet;
use crate::model::{Evaluation, LearningCurve};
use crate::report::words::{padded, places};

/// Scores for a terminal.
pub fn evaluation_text(evaluation: &Evaluation, themes: &ThemeSet, language: Language) -> String {
    let mut text = format!(
        "articles {}  accuracy {:.3}  macro-F1 {:.3}  all-themes micro-F1 {:.3}  calibration error {:.3}\n\n",
        evaluation.articles,
        evaluation.accuracy,
        evaluation.macro_f1,
        evaluation.all_themes_micro_f1,
        evaluation.calibration_error
    );
    if let Some(intervals) = evaluation.intervals {
        text.truncate(text.trim_end().len());
        let range = |i: crate::model::Interval| format!("{:.3}–{:.3}", i.low, i.high);
        text += &format!(
            "\n95% intervals (bootstrap over articles): accuracy {}  macro-F1 {}\n\n",
            range(intervals.accuracy),
            range(intervals.macro_f1)
        );
    }
    let names: Vec<&str> = themes.themes.iter().map(|t| t.name(language)).collect();
    let width = names.iter().map(|n| places(n)).max().unwrap_or_default() + 2;
    let ids = themes.themes.iter().map(|t| t.id.len()).max().unwrap_or_default() + 2;
    text += &format!(
        "{}{}precision  recall      F1  support  most often taken for\n",
        padded("theme", ids),
        padded("", width)
    );
    for (t, score) in evaluation.themes.iter().enumerate() {
        let mistaken = (0..names.len())
            .filter(|&other| other != t && evaluation.confusion[t][other] > 0)
            .max_by_key(|&other| (evaluation.confusion[t][other], std::cmp::Reverse(other)))
            .map(|other| format!("{} ({})", evaluation.themes[other].theme, evaluation.confusion[t][other]))
            .unwrap_or_default();
        text += &format!(
            "{}{}{:>9.3}  {:>6.3}  {:>6.3}  {:>7}  {mistaken}\n",
            padded(&score.theme, ids),
            padded(names[t], width),
            score.precision,
            score.recall,
            score.f1,
            score.support
        );
    }
    text
}

/// A learning curve for a terminal, with what it says about more labels.
pub fn curve_text(curve: &LearningCurve) -> String {
    let mut text =
        format!("scores on the latest {} articles, by the number of articles learned from\n\n", curve.held_out);
    text += "articles  accuracy  macro-F1\n";
    for point in &curve.points {
        text += &format!("{:>8}  {:>8.3}  {:>8.3}\n", point.articles, point.accuracy, point.macro_f1);
    }
    let points = 100.0 * curve.last_doubling;
    // The standard error of an accuracy on so few articles is the least that can be told from nothing.
    let noise = 100.0 * (0.25 / curve.held_out.max(1) as f64).sqrt();
    let verdict = if points > noise {
        "more labels would help"
    } else {
        "more labels alone would help little; look at where themes touch"
    };
    text + &format!("\nthe last doubling added {points:+.1} points (noise about ±{noise:.1}): {verdict}\n")
}
