//! Scores of a model, for a terminal.

use std::cmp::Reverse;

use crate::Language;
use crate::corpus::ThemeSet;
use crate::messages;
use crate::model::{Evaluation, Gain, GainVerdict, Interval, LearningCurve};
use crate::report::words::{padded, padded_left, places};

/// The scores of an evaluation with one line per theme, for a terminal. Column heads and theme names are in `language`.
pub fn evaluation_text(evaluation: &Evaluation, themes: &ThemeSet, language: Language) -> String {
    let rounded = |score: f64| format!("{score:.3}");
    let mut text = messages::evaluation_scores(
        language,
        evaluation.articles,
        &rounded(evaluation.accuracy),
        &rounded(evaluation.macro_f1),
        &rounded(evaluation.all_themes_micro_f1),
        &rounded(evaluation.calibration_error),
    );
    if let Some(intervals) = evaluation.intervals {
        let range = |interval: Interval| format!("{:.3}–{:.3}", interval.low, interval.high);
        text += &messages::evaluation_intervals(language, &range(intervals.accuracy), &range(intervals.macro_f1));
    }
    let names: Vec<&str> = themes.themes.iter().map(|t| t.name(language)).collect();
    let width = names.iter().map(|n| places(n)).max().unwrap_or_default() + 2;
    let ids = themes.themes.iter().map(|t| t.id.len()).max().unwrap_or_default() + 2;
    text += &format!(
        "\n{}{}{}{}{}{}  {}\n",
        padded(messages::evaluation_theme(language), ids),
        padded("", width),
        padded_left(messages::evaluation_precision(language), 9),
        padded_left(messages::evaluation_recall(language), 8),
        padded_left("F1", 8),
        padded_left(messages::evaluation_support(language), 9),
        messages::evaluation_mistaken(language)
    );
    for (t, score) in evaluation.themes.iter().enumerate() {
        let mistaken = most_mistaken(evaluation, t)
            .map(|(other, count)| format!("{} ({count})", evaluation.themes[other].theme))
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

/// The theme that articles of a theme are most often taken for, with the number of those articles; none where there are
/// no errors.
pub(super) fn most_mistaken(evaluation: &Evaluation, theme: usize) -> Option<(usize, usize)> {
    let counts = evaluation.confusion[theme].iter().copied().enumerate();
    counts.filter(|&(other, count)| other != theme && count > 0).max_by_key(|&(other, count)| (count, Reverse(other)))
}

/// A learning curve for a terminal, with a verdict on whether more labels would help.
pub fn curve_text(curve: &LearningCurve, language: Language) -> String {
    let mut text = messages::curve_title(language, curve.held_out);
    text += messages::curve_columns(language);
    for point in &curve.points {
        text += &format!("{:>8}  {:>8.3}  {:>8.3}\n", point.articles, point.accuracy, point.macro_f1);
    }
    let verdict = match curve.last_doubling.verdict() {
        GainVerdict::Clear => messages::curve_more_labels(language),
        GainVerdict::Negligible => messages::curve_enough_labels(language),
        GainVerdict::Unclear => messages::curve_unclear_labels(language),
    };
    text + &messages::curve_last_doubling(language, &gain_text(&curve.last_doubling, language), verdict)
}

/// A gain in accuracy in percentage points, with its interval.
pub fn gain_text(gain: &Gain, language: Language) -> String {
    let points = |share: f64| format!("{:+.1}", 100.0 * share);
    messages::gain_in_points(language, &points(gain.value), &points(gain.interval.low), &points(gain.interval.high))
}
