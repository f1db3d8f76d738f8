//! What a model file records of its training: articles, settings and scores.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::corpus::Article;
use crate::model::{ArticleDigests, Comparison, CurvePoint, Evaluation, Interval, Selection, TrainSettings};

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
    /// How the model was adapted to labels of other articles; `None` in a model that was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adaptation: Option<AdaptationRecord>,
}

/// Record of how a model was adapted to labels. The other fields of its training record, and its scores, are those of the
/// base model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdaptationRecord {
    /// SHA-256 of the base model in hexadecimal.
    pub base: String,
    /// The number of labelled articles.
    pub articles: usize,
    /// Number of articles by primary theme, in the order of the theme set.
    pub articles_by_theme: Vec<usize>,
    /// SHA-256 of the articles' ids, texts and labels in order, in hexadecimal.
    pub digest: String,
    /// Cost of an error on a label.
    pub cost: f64,
    /// Scores by cross-validation; `None` if too few of the articles were drawn at random.
    pub scores: Option<AdaptationScores>,
}

/// A model that was adapted to fewer labels than this is hardly better than its base, and differs from it all the same: of the
/// measurements of real papers in `docs/DECISIONS.md`, 100 labels gave 0.2 points of accuracy and 400 gave 1.1.
pub const FEW_LABELS: usize = 100;

impl AdaptationRecord {
    /// Whether the model learned from so few labels that no better results are to be expected.
    pub fn is_of_few_labels(&self) -> bool {
        self.articles < FEW_LABELS
    }
}

/// Scores of a model before and after its adaptation, by cross-validation on the labelled articles that were drawn at random.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdaptationScores {
    /// The number of scored articles.
    pub articles: usize,
    /// 95% interval of the base model's accuracy.
    pub base_accuracy: Interval,
    /// 95% interval of the adapted model's accuracy.
    pub accuracy: Interval,
    /// The base model (first) against the adapted one (second), on the same articles.
    pub comparison: Comparison,
    /// The learning curve, from no label to all labels of the other folds.
    pub curve: Vec<CurvePoint>,
    /// The model that learned half of the labels (first) against the one that learned all of them (second), on the same
    /// articles; `None` in models adapted before this was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_doubling: Option<Comparison>,
}

impl AdaptationScores {
    /// The share of articles that the base model gets right.
    pub fn base_share(&self) -> f64 {
        (self.comparison.both_right + self.comparison.only_first) as f64 / self.articles.max(1) as f64
    }

    /// The share of articles that the adapted model gets right.
    pub fn share(&self) -> f64 {
        (self.comparison.both_right + self.comparison.only_second) as f64 / self.articles.max(1) as f64
    }
}

/// SHA-256 of the articles' ids, texts and labels in order, in hexadecimal.
pub(super) fn digest_of_labels<'a>(articles: impl IntoIterator<Item = &'a Article>) -> String {
    let mut digest = Sha256::new();
    for article in articles {
        for field in [&article.id, &article.title, &article.text, &article.theme, &article.also.join(";")] {
            digest.update(field.as_bytes());
            digest.update([0]);
        }
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
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
