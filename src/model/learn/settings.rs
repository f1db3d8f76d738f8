//! Settings of training.

use serde::{Deserialize, Serialize};

use crate::corpus::Article;
use crate::features::FeatureConfig;
use crate::model::learn::folds::Split;
use crate::model::learn::linear::LinearParams;
use crate::text::TextConfig;

/// Half of the texts are shorter than this many characters where they are short.
const SHORT: usize = 60;

/// Whether articles are short texts, such as headlines or posts, for which [`TrainSettings::for_short_texts`] is made.
pub fn are_short(articles: &[Article]) -> bool {
    let mut lengths: Vec<usize> = articles.iter().map(Article::length).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).is_some_and(|&median| median < SHORT)
}

/// All settings of training; stored in the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainSettings {
    /// Segmentation settings, stored separately in the model file.
    #[serde(skip)]
    pub text: TextConfig,
    /// Configuration of the features, stored separately in the model file.
    #[serde(skip)]
    pub features: FeatureConfig,
    /// Settings of the learner.
    pub learner: LinearParams,
    /// Membership of an article in its secondary themes, 0 to 1.
    pub also_membership: f32,
    /// Weights of an article by the certainty of its label, for the values h, m and l of the field `certainty`.
    pub certainty_weights: [f32; 3],
    /// Number of folds of the cross-validation used for calibration and evaluation.
    pub folds: usize,
    /// How the folds are made.
    #[serde(default)]
    pub split: Split,
}

impl Default for TrainSettings {
    fn default() -> Self {
        TrainSettings {
            text: TextConfig::default(),
            features: FeatureConfig::default(),
            learner: LinearParams::default(),
            also_membership: 0.4,
            // Square roots of 1, 0.7 and 0.4.
            certainty_weights: [1.0, 0.837, 0.632],
            folds: 5,
            split: Split::default(),
        }
    }
}

impl TrainSettings {
    /// Adapts the features to a number of training articles (see [`FeatureConfig::for_articles`]).
    #[must_use]
    pub fn for_articles(mut self, articles: usize) -> Self {
        self.features = self.features.for_articles(articles);
        self
    }

    /// Adapts the settings to texts of a sentence or two: features for short texts, no class balancing, a lower cost.
    pub fn for_short_texts(mut self) -> Self {
        self.features = FeatureConfig::short_texts();
        self.learner = self.learner.balance(0.0).cost(0.7);
        self
    }
}
