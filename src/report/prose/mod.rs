//! Prose: the findings in words, the model card, and texts for a terminal.

mod attention;
pub(super) mod audit;
mod check;
mod columns;
mod compared;
mod coverage;
mod evaluation;
mod explanation;
pub(super) mod lag;
pub(super) mod levels;
pub(super) mod markdown;
mod methods;
mod model_card;
pub(super) mod new_terms;
pub(super) mod omitted;
mod opening;
pub(super) mod peaks;
mod term_series;
mod versus;
pub(super) mod vocabulary;

pub use audit::{audit_notes, audit_text};
pub use check::{CheckLine, check_lines};
pub use columns::columns_line;
pub(super) use compared::{can_compare, compared_articles, not_shown};
pub use evaluation::{curve_text, evaluation_text, gain_text};
pub use explanation::explanation_text;
pub(super) use methods::filters;
pub use model_card::{is_model_card, model_card};
pub(super) use versus::basis as versus_basis;

use crate::Language;
use crate::analysis::NoLag;
use crate::trends::Drift;

/// Why national papers and provinces cannot be compared, in a sentence.
pub fn no_lag_text(reason: NoLag, language: Language) -> &'static str {
    lag::no_lag(reason, language)
}

/// A warning that the articles use words the model does not know, where they use many.
pub fn vocabulary_warning(drift: &Drift, language: Language) -> Option<String> {
    vocabulary::warning(drift, language)
}
