//! The model: learns themes from labelled articles, assigns them, and explains and evaluates the assignments.
//!
//! ```
//! use policyvane::corpus::{Article, ThemeSet};
//! use policyvane::features::Document;
//! use policyvane::model::{train, Classifier, TrainSettings};
//!
//! let labelled = |theme: &str, text: &str| Article { theme: theme.into(), text: text.into(), ..Default::default() };
//! let articles = vec![
//!     labelled("petition-work", "县领导在信访接待中心开门接访，化解信访积案。"),
//!     labelled("petition-work", "市信访局推进领导包案，化解矛盾纠纷。"),
//!     labelled("investment-attraction", "招商引资推介会举行，三个项目签约。"),
//!     labelled("investment-attraction", "开发区赴外招商，签约项目落户。"),
//! ];
//! let mut settings = TrainSettings::default();
//! for block in &mut settings.features.blocks { block.min_document_frequency = 1; }
//! let bundle = train(&articles, &[], &ThemeSet::default(), &settings, &|_| true)?;
//! let classifier = Classifier::new(bundle)?;
//! let assignment = classifier.assign(&Document { headline: "", body: "全市信访工作会议要求化解积案" });
//! assert_eq!(classifier.themes()[assignment.theme].id, "petition-work");
//! # Ok::<(), policyvane::Error>(())
//! ```

mod article_digests;
mod calibration;
mod classifier;
mod evaluate;
pub mod learn;
mod model_file;
mod quantised;
mod secondary;
mod significance;
mod training_record;
mod undetermined;

pub use article_digests::ArticleDigests;
pub use calibration::Calibration;
pub use classifier::{Assignment, Classifier, Contribution, Explanation};
pub use evaluate::{Evaluation, Interval, ReliabilityBin, ScoreIntervals, ThemeScore};
pub use learn::*;
pub use model_file::{Bundle, FORMAT};
pub use quantised::QuantisedModel;
pub use significance::{Comparison, Gain, GainVerdict};
pub use training_record::{AdaptationRecord, AdaptationScores, FEW_LABELS, Metrics, TrainingRecord, UnknownWords};
pub use undetermined::Undetermined;

/// Bytes of the model shipped with the project, trained on the labelled news described in `models/policy-themes-zh.md`.
pub const SHIPPED: &[u8] = include_bytes!("../../models/policy-themes-zh.pvm");
