//! Learning: trains a model from labelled articles, tunes its settings and checks the labels.

mod adapt;
mod coordinate_descent;
mod curve_point;
mod folds;
mod labels;
mod learning_curve;
mod linear;
mod selection;
mod settings;
mod train;
mod tune;
mod unlabelled;
mod weak_labels;

pub use adapt::{Adapted, LabelledArticle, adapt};
pub use curve_point::CurvePoint;
pub use folds::{Split, date_folds};
pub use labels::LabelReport;
pub use learning_curve::{LearningCurve, learning_curve};
pub use linear::{LinearModel, LinearParams, LinearValidParams, Loss};
pub use selection::Selection;
pub use settings::{TrainSettings, are_short};
pub use train::{TrainStep, train};
pub use tune::{Search, Trial, search};
pub use unlabelled::{TruncatedSvd, positive_mutual_information};
pub use weak_labels::{TermReport, weak_labels};
