//! Comparisons of selections of articles: papers with each other, provinces, spans; and of what they give attention to.

mod agenda;
mod diversity;
mod provinces;
mod selection;

pub use agenda::{AgendaDistance, DayAgenda, agenda_distance};
pub use diversity::{Diversity, diversity};
pub use provinces::{Lead, ProvinceShare, ThemeProvinces, province_shares};
pub use selection::{Pairing, Selection, SelectionComparison, compare_selections};
