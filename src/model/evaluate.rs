//! Evaluation of assignments against labels.

use serde::{Deserialize, Serialize};

/// A 95% confidence interval of a score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// 95% confidence intervals of an evaluation's scores, by the percentile bootstrap over articles (Efron 1979).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct ScoreIntervals {
    /// Interval of the accuracy.
    pub accuracy: Interval,
    /// Interval of the macro-F1.
    pub macro_f1: Interval,
}

/// Precision, recall and F1 of one theme.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ThemeScore {
    /// The theme's id.
    pub theme: String,
    /// Share of the articles assigned to the theme that are labelled with it.
    pub precision: f64,
    /// Share of the articles labelled with the theme that are assigned to it.
    pub recall: f64,
    /// Harmonic mean of precision and recall.
    pub f1: f64,
    /// Number of articles labelled with the theme.
    pub support: usize,
}

/// Articles whose predicted probability falls into one tenth of the scale.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// Number of articles.
    pub articles: usize,
    /// Mean predicted probability.
    pub probability: f64,
    /// Share of the articles whose primary theme is right.
    #[serde(rename = "right")]
    pub accuracy: f64,
}

/// The scores of a model on labelled articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Number of articles scored.
    pub articles: usize,
    /// Share of articles whose primary theme is right.
    pub accuracy: f64,
    /// Mean F1 of the themes that occur among the labels.
    pub macro_f1: f64,
    /// Micro-averaged F1 over all pairs of article and theme, primary and secondary.
    pub all_themes_micro_f1: f64,
    /// Expected calibration error: mean gap between predicted probability and share right, over tenths of the scale.
    pub calibration_error: f64,
    /// Scores of each theme, in the order of the theme set.
    pub themes: Vec<ThemeScore>,
    /// Number of articles, `[labelled][assigned]`.
    pub confusion: Vec<Vec<usize>>,
    /// Ten bins of predicted probability.
    pub reliability: Vec<ReliabilityBin>,
    /// 95% confidence intervals of the scores, if requested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intervals: Option<ScoreIntervals>,
}

/// The actual and the predicted themes of one article, as theme indices. A label unknown to the model is `None`.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    pub actual: Option<usize>,
    pub actual_secondary: Vec<usize>,
    pub predicted: usize,
    pub predicted_secondary: Vec<usize>,
    pub probability: f64,
}

impl Evaluation {
    /// Scores assignments; `themes` holds the ids in the order of the model.
    pub(crate) fn new(themes: &[&str], judgements: &[Judgement]) -> Self {
        let count = themes.len();
        let mut confusion = vec![vec![0usize; count]; count];
        let mut assigned = vec![0usize; count];
        let mut bins = vec![(0usize, 0.0f64, 0usize); 10];
        let (mut right, mut true_positives, mut predicted, mut actual) = (0usize, 0usize, 0usize, 0usize);
        for judgement in judgements {
            let is_right = judgement.actual == Some(judgement.predicted);
            right += usize::from(is_right);
            assigned[judgement.predicted] += 1;
            if let Some(label) = judgement.actual {
                confusion[label][judgement.predicted] += 1;
            }
            let bin = &mut bins[((judgement.probability * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + judgement.probability, bin.2 + usize::from(is_right));
            let labels: Vec<usize> =
                judgement.actual.into_iter().chain(judgement.actual_secondary.iter().copied()).collect();
            let predictions = std::iter::once(judgement.predicted).chain(judgement.predicted_secondary.iter().copied());
            let mut count_predicted = 0;
            for prediction in predictions {
                true_positives += usize::from(labels.contains(&prediction));
                count_predicted += 1;
            }
            predicted += count_predicted;
            actual += labels.len() + usize::from(judgement.actual.is_none());
        }
        let ratio = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
        let scores: Vec<ThemeScore> = (0..count)
            .map(|t| {
                let support: usize = confusion[t].iter().sum();
                let true_positives = confusion[t][t];
                ThemeScore {
                    theme: themes[t].into(),
                    precision: ratio(true_positives, assigned[t]),
                    recall: ratio(true_positives, support),
                    f1: ratio(2 * true_positives, support + assigned[t]),
                    support,
                }
            })
            .collect();
        let occurring: Vec<f64> = scores.iter().filter(|s| s.support > 0).map(|s| s.f1).collect();
        let n = judgements.len();
        Evaluation {
            articles: n,
            accuracy: ratio(right, n),
            macro_f1: if occurring.is_empty() { 0.0 } else { occurring.iter().sum::<f64>() / occurring.len() as f64 },
            all_themes_micro_f1: ratio(2 * true_positives, predicted + actual),
            calibration_error: bins.iter().map(|b| (b.1 - b.2 as f64).abs()).sum::<f64>() / n.max(1) as f64,
            themes: scores,
            confusion,
            reliability: bins
                .into_iter()
                .map(|(articles, probability, right)| ReliabilityBin {
                    articles,
                    probability: probability / articles.max(1) as f64,
                    accuracy: ratio(right, articles),
                })
                .collect(),
            intervals: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_by_hand() {
        let judge = |actual, predicted, also: &[usize], label_also: &[usize]| Judgement {
            actual: Some(actual),
            actual_secondary: label_also.to_vec(),
            predicted,
            predicted_secondary: also.to_vec(),
            probability: 0.75,
        };
        let evaluation = Evaluation::new(
            &["a", "b", "c"],
            &[judge(0, 0, &[], &[]), judge(0, 1, &[0], &[]), judge(1, 1, &[], &[2]), judge(1, 1, &[2], &[2])],
        );
        assert_eq!(evaluation.accuracy, 0.75);
        // a: precision 1, recall 1/2; b: precision 2/3, recall 1; c does not occur as a primary label.
        assert!((evaluation.macro_f1 - (2.0 / 3.0 + 0.8) / 2.0).abs() < 1e-12);
        // True positives 1 + 1 + 1 + 2 = 5, predicted 1 + 2 + 1 + 2 = 6, actual 1 + 1 + 2 + 2 = 6.
        assert!((evaluation.all_themes_micro_f1 - 10.0 / 12.0).abs() < 1e-12);
        assert!(evaluation.calibration_error.abs() < 1e-12);
    }
}
