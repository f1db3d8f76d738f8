//! Would more labels help?

use serde::Serialize;

use crate::corpus::{Article, ThemeSet};
use crate::error::{Error, Result};
use crate::model::learn::train;
use crate::model::{Classifier, TrainSettings, date_folds};

/// Shares of the training articles at which the curve is measured.
const SHARES: [f64; 5] = [0.125, 0.25, 0.5, 0.75, 1.0];
/// One fold in so many is held out.
const FOLDS: usize = 5;

/// One point of a learning curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Articles learned from.
    pub articles: usize,
    /// Accuracy on the held-out articles.
    pub accuracy: f64,
    /// Macro-F1 on the held-out articles.
    pub macro_f1: f64,
}

/// A learning curve: scores on the latest fifth of the labelled articles, learning from growing parts of the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LearningCurve {
    /// Articles held out.
    pub held_out: usize,
    /// The points, from few articles to all.
    pub points: Vec<CurvePoint>,
    /// What the last doubling of the labels added to the accuracy: about what the next would add at most.
    pub last_doubling: f64,
}

/// Measures a learning curve. `reached` is told the number of points done; it stops where that returns false.
///
/// # Errors
/// As [`train`]; [`Error::BadSetting`] where there are too few articles to hold a fifth out.
pub fn learning_curve(
    articles: &[Article],
    known: &ThemeSet,
    settings: &TrainSettings,
    reached: &(dyn Fn(usize) -> bool + Sync),
) -> Result<LearningCurve> {
    let labelled: Vec<Article> = articles.iter().filter(|a| !a.theme.is_empty()).cloned().collect();
    let folds = date_folds(&labelled, FOLDS);
    let part = |held: bool| -> Vec<Article> {
        labelled.iter().zip(&folds).filter(|(_, f)| (**f == FOLDS - 1) == held).map(|(a, _)| a.clone()).collect()
    };
    let (held_out, rest) = (part(true), part(false));
    if held_out.is_empty() || rest.len() < 40 {
        let value = labelled.len().to_string();
        return Err(Error::BadSetting { setting: "labelled articles", value, expected: "at least 50" });
    }
    let settings = TrainSettings { folds: 0, ..settings.clone() };
    let mut points = Vec::new();
    for (done, share) in SHARES.into_iter().enumerate() {
        // Evenly spread over the dates, so that every size sees the same span.
        let wanted = (rest.len() as f64 * share).round() as usize;
        let some: Vec<Article> = (0..wanted).map(|i| rest[i * rest.len() / wanted].clone()).collect();
        let scores = Classifier::new(train(&some, &[], known, &settings, &|_| true)?)?.evaluate(&held_out);
        points.push(CurvePoint { articles: wanted, accuracy: scores.accuracy, macro_f1: scores.macro_f1 });
        if !reached(done + 1) {
            return Err(Error::Interrupted);
        }
    }
    let last_doubling = points[points.len() - 1].accuracy - points[2].accuracy;
    Ok(LearningCurve { held_out: held_out.len(), points, last_doubling })
}
