//! Words and numbers as readers see them, in their language.

mod numbers;
mod provinces;
mod terminal;

pub use numbers::p_value;
pub(crate) use numbers::{every, percent, points, signed_days, thousands};
pub(crate) use provinces::{province, provinces};
pub(crate) use terminal::{padded, padded_left, places};
