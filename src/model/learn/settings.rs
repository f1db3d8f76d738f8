//! All settings of training.

use serde::{Deserialize, Serialize};

use crate::features::FeatureConfig;
use crate::model::learn::folds::Split;
use crate::model::learn::linear::LinearParams;
use crate::text::TextConfig;

/// All settings of training; stored in the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainSettings {
    /// How text becomes words; kept apart in the model file.
    #[serde(skip)]
    pub text: TextConfig,
    /// Which features are made; kept apart in the model file.
    #[serde(skip)]
    pub features: FeatureConfig,
    /// The learner.
    pub learner: LinearParams,
    /// Membership of an article in the themes it carries besides its primary one, 0 to 1.
    pub also_membership: f32,
    /// Weight of an article by the certainty of its label: field `certainty` h, m, l.
    pub certainty_weights: [f32; 3],
    /// Folds of the cross-validation that calibrates and measures.
    pub folds: usize,
    /// How they are made.
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
    /// The same settings for texts of a sentence or two: their own features, themes weighed as they come, and a lower
    /// cost.
    pub fn for_short_texts(mut self) -> Self {
        self.features = FeatureConfig::short_texts();
        self.learner = self.learner.balance(0.0).cost(0.7);
        self
    }
}
