//! What single cells hold: days in all forms, marked-up texts, and what they tell beside what their column is for.

pub(super) mod address_date;
pub(super) mod common_form;
pub(super) mod completion;
pub(super) mod cut_cells;
pub(super) mod dates;
pub(super) mod markup;
pub(super) mod medium;
pub(super) mod paper_and_page;
pub(super) mod period_in_name;
pub(super) mod repeated;
pub(super) mod values;
