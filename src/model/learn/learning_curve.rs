//! Learning curve: shows whether more labels would help.

use serde::Serialize;

use crate::corpus::{Article, ThemeSet};
use crate::error::{Error, Expected, Result};
use crate::model::learn::curve_point::CurvePoint;
use crate::model::learn::train;
use crate::model::{Classifier, Comparison, Gain, TrainSettings, date_folds};

/// Shares of the training articles (0 to 1) at which the curve is measured.
const SHARES: [f64; 5] = [0.125, 0.25, 0.5, 0.75, 1.0];
/// The position of one half among the shares.
const HALF: usize = 2;
/// Number of folds, of which the last is held out.
const FOLDS: usize = 5;

/// A learning curve: scores on the latest fifth of the labelled articles after training on growing parts of the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LearningCurve {
    /// Number of held-out articles.
    pub held_out: usize,
    /// The points, from the fewest training articles to all.
    pub points: Vec<CurvePoint>,
    /// Gain in accuracy from the last doubling of the labels; the next doubling would add at most about as much.
    pub last_doubling: Gain,
}

/// Measures a learning curve. `report_progress` is called with the number of finished points and returns false to stop.
///
/// # Errors
/// Fails as [`train`] does, and returns [`Error::BadSetting`] if there are too few articles to hold out a fifth.
pub fn learning_curve(
    articles: &[Article],
    known: &ThemeSet,
    settings: &TrainSettings,
    report_progress: &(dyn Fn(usize) -> bool + Sync),
) -> Result<LearningCurve> {
    let labelled: Vec<Article> = articles.iter().filter(|a| !a.theme.is_empty()).cloned().collect();
    let folds = date_folds(&labelled, FOLDS);
    let part = |holdout: bool| -> Vec<Article> {
        labelled.iter().zip(&folds).filter(|(_, f)| (**f == FOLDS - 1) == holdout).map(|(a, _)| a.clone()).collect()
    };
    let (held_out, rest) = (part(true), part(false));
    if held_out.is_empty() || rest.len() < 40 {
        let value = labelled.len().to_string();
        return Err(Error::BadSetting { setting: "labelled articles", value, expected: Expected::AtLeast(50) });
    }
    let settings = TrainSettings { folds: 0, ..settings.clone() };
    let mut points = Vec::new();
    let mut right = Vec::new();
    for (done, share) in SHARES.into_iter().enumerate() {
        // The sample is spread evenly over the dates, so that all sample sizes cover the same time span.
        let sample_size = (rest.len() as f64 * share).round() as usize;
        let sample: Vec<Article> = (0..sample_size).map(|i| rest[i * rest.len() / sample_size].clone()).collect();
        let classifier = Classifier::new(train(&sample, &[], known, &settings, &|_| true)?)?;
        let scores = classifier.evaluate(&held_out);
        right.push(classifier.right(&held_out));
        points.push(CurvePoint { articles: sample_size, accuracy: scores.accuracy, macro_f1: scores.macro_f1 });
        if !report_progress(done + 1) {
            return Err(Error::Interrupted);
        }
    }
    let last_doubling = Comparison::new(&right[HALF], &right[SHARES.len() - 1]).gain();
    Ok(LearningCurve { held_out: held_out.len(), points, last_doubling })
}
