//! Counts of articles and issues by period, place, paper and theme.

mod cells;
mod completeness;
mod coverage;
mod period;
mod series;

pub use cells::{Cell, CellKey, Place, Print, PrintedStory, Tally, cells, is_front_page, prominences};
pub use completeness::{PartlyRead, incomplete_periods, is_within, partly_read};
pub use coverage::{Issue, MIN_ISSUES, PageRead, coverage, days_read, papers_without_rhythm};
pub use period::{Period, PeriodKind};
pub use series::{Observation, RegionCounts, Series, by_province};
