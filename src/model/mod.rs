//! Learning themes from labelled articles, assigning them, explaining and measuring the assignment.
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

mod background;
mod bundle;
mod calibration;
mod classifier;
mod compare;
mod curve;
mod descent;
mod evaluate;
mod folds;
mod labels;
mod linear;
mod quantised;
mod search;
mod train;
mod weak;

pub use bundle::{Bundle, FORMAT, Metrics, TrainingRecord, UnknownWords};
pub use calibration::Calibration;
pub use classifier::{Assignment, Classifier, Contribution, Explanation};
pub use compare::{Comparison, Interval, ScoreIntervals};
pub use curve::{CurvePoint, LearningCurve, learning_curve};
pub use evaluate::{Evaluation, ReliabilityBin, ThemeScore};
pub use folds::{Split, date_folds};
pub use labels::LabelReport;
pub use linear::{LinearModel, LinearParams, LinearValidParams, Loss};
pub use quantised::QuantisedModel;
pub use search::{Trial, search};
pub use train::{TrainSettings, TrainStep, train};
pub use weak::{TermReport, weak_labels};

/// The model the project ships, trained on the labelled news described in `models/policy-themes-zh.md`.
pub const SHIPPED: &[u8] = include_bytes!("../../models/policy-themes-zh.pvm");
