//! Words and numbers as readers see them, in their language.

mod days;
mod numbers;
mod provinces;
mod terminal;

pub(crate) use days::{day_of_year, day_span, days_of_year, month_of_year, period_name, short_month};
pub use numbers::p_value;
pub(crate) use numbers::{every, one, percent, points, rounded, signed_days, thousands, whole_percent};
pub use provinces::place_name;
pub(crate) use provinces::{province, provinces};
pub use terminal::shell_word;
pub(crate) use terminal::{padded, padded_left, places};
