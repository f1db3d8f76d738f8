//! The scores of settings that were chosen because they scored best: what remains of them on new articles.

use serde::{Deserialize, Serialize};

use crate::numeric::SplitMix64;

/// Number of samples of articles.
const SAMPLES: usize = 200;

/// Scores of chosen settings, corrected for the choice: the best of many trials owes a part of its score to chance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    /// The number of settings that were tried.
    pub trials: usize,
    /// Expected share of articles with the right primary theme, 0 to 1.
    pub accuracy: f64,
    /// Expected mean F1 of the themes, 0 to 1.
    pub macro_f1: f64,
}

impl Selection {
    /// Corrects the scores by the bootstrap (BBC-CV; Tsamardinos, Greasidou and Borboudakis 2018, “Bootstrapping the
    /// out-of-sample predictions for efficient and accurate cross-validation”): in each sample of the articles, drawn with
    /// replacement, the settings that score best are scored on the articles that were not drawn. `predicted` is
    /// `[trial][article]`, out of fold, and `actual` the theme of each article. The result is `None` without trials or articles.
    pub(super) fn corrected(actual: &[usize], predicted: &[Vec<usize>], themes: usize) -> Option<Self> {
        let articles = actual.len();
        if articles == 0 || predicted.is_empty() {
            return None;
        }
        let mut random = SplitMix64::new(0x853C_49E6_748F_EA9B);
        let (mut accuracy, mut macro_f1, mut samples) = (0.0, 0.0, 0);
        for _ in 0..SAMPLES {
            let mut drawn = vec![0u32; articles];
            (0..articles).for_each(|_| drawn[(random.next_u64() % articles as u64) as usize] += 1);
            let outside: Vec<u32> = drawn.iter().map(|&count| u32::from(count == 0)).collect();
            if outside.iter().all(|&count| count == 0) {
                continue;
            }
            let score = |trial: &Vec<usize>, weights: &[u32]| scores(actual, trial, weights, themes);
            let within = |trial: &Vec<usize>| {
                let (accuracy, macro_f1) = score(trial, &drawn);
                accuracy + macro_f1
            };
            // The earlier of two equally good settings is taken, as in the search.
            let mut best = (within(&predicted[0]), &predicted[0]);
            for trial in &predicted[1..] {
                let score = within(trial);
                if score > best.0 {
                    best = (score, trial);
                }
            }
            let (of_sample, f1_of_sample) = score(best.1, &outside);
            accuracy += of_sample;
            macro_f1 += f1_of_sample;
            samples += 1;
        }
        let mean = |sum: f64| sum / f64::from(samples.max(1));
        Some(Selection { trials: predicted.len(), accuracy: mean(accuracy), macro_f1: mean(macro_f1) })
    }
}

/// The accuracy and macro-F1 of predictions, each article counted as often as its weight says. Themes that no article has
/// are left out of the mean.
fn scores(actual: &[usize], predicted: &[usize], weights: &[u32], themes: usize) -> (f64, f64) {
    let mut counts = vec![[0u32; 3]; themes];
    let (mut correct, mut all) = (0u32, 0u32);
    for ((&actual, &predicted), &weight) in actual.iter().zip(predicted).zip(weights) {
        counts[actual][0] += weight;
        counts[predicted][1] += weight;
        all += weight;
        if actual == predicted {
            counts[actual][2] += weight;
            correct += weight;
        }
    }
    let present: Vec<f64> = counts
        .iter()
        .filter(|[actual, ..]| *actual > 0)
        .map(|&[actual, predicted, both]| 2.0 * f64::from(both) / f64::from(actual + predicted))
        .collect();
    let macro_f1 = present.iter().sum::<f64>() / present.len().max(1) as f64;
    (f64::from(correct) / f64::from(all.max(1)), macro_f1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_many_guesses_is_worth_no_more_than_a_guess() {
        let mut random = SplitMix64::new(7);
        let mut guess = || (random.next_u64() >> 40) as usize % 2;
        let actual: Vec<usize> = (0..60).map(|_| guess()).collect();
        let predicted: Vec<Vec<usize>> = (0..50).map(|_| (0..60).map(|_| guess()).collect()).collect();
        let best = predicted.iter().map(|trial| scores(&actual, trial, &[1; 60], 2).0).fold(0.0, f64::max);
        let corrected = Selection::corrected(&actual, &predicted, 2).unwrap();
        assert!(best >= 0.6, "{best}");
        assert!((corrected.accuracy - 0.5).abs() < 0.08 && corrected.accuracy < best - 0.05, "{corrected:?} {best}");
        assert_eq!(corrected.trials, 50);
    }

    #[test]
    fn a_single_trial_keeps_its_scores() {
        let actual: Vec<usize> = (0..400).map(|article| article % 2).collect();
        let predicted: Vec<usize> = (0..400).map(|article| if article % 10 == 0 { 1 } else { article % 2 }).collect();
        let corrected = Selection::corrected(&actual, &[predicted], 2).unwrap();
        assert!((corrected.accuracy - 0.9).abs() < 0.01 && (corrected.macro_f1 - 0.9).abs() < 0.01, "{corrected:?}");
        assert_eq!(Selection::corrected(&[], &[], 2), None);
    }
}
