//! What a model file records of its training: articles, settings and scores.

use serde::{Deserialize, Serialize};

use crate::model::{ArticleDigests, Evaluation, Selection, TrainSettings};

/// Record of how a model was trained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainingRecord {
    /// Version of the program that trained the model.
    pub program: String,
    /// The number of labelled articles.
    pub articles: usize,
    /// Number of articles by primary theme, in the order of the theme set.
    pub articles_by_theme: Vec<usize>,
    /// First and last date of the articles.
    pub span: Option<(String, String)>,
    /// SHA-256 of the articles' ids, texts and labels in order, in hexadecimal.
    pub digest: String,
    /// The training settings.
    pub settings: TrainSettings,
    /// Shares of unknown words; `None` in models trained before this was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown_words: Option<UnknownWords>,
    /// Digests of the labelled articles; `None` in models trained before they were recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned_from: Option<ArticleDigests>,
}

/// Shares of words unknown to models that had not learned from the article. Each article was compared with the
/// vocabulary of the other folds, which is a little smaller than the whole, so the final model knows slightly more.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UnknownWords {
    /// The number of articles.
    pub articles: usize,
    /// Mean share of unknown words, 0 to 1.
    pub mean: f64,
    /// Standard deviation of the shares.
    pub spread: f64,
}

/// Scores of a model on articles that it had not seen in training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// How it was measured, such as cross-validation by date.
    pub method: String,
    /// The scores.
    pub evaluation: Evaluation,
    /// The scores corrected for a search of settings; `None` if none was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<Selection>,
}
