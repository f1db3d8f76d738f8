//! A point of a learning curve, which model files keep too.

use serde::{Deserialize, Serialize};

/// One point of a learning curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Number of training articles.
    pub articles: usize,
    /// Accuracy on the held-out articles.
    pub accuracy: f64,
    /// Macro-F1 on the held-out articles.
    pub macro_f1: f64,
}
