//! Attention: shares of themes by period and region, with their denominators and intervals.
//!
//! ```
//! use policyvane::trends::{wilson, Observation, PeriodKind, Series};
//!
//! let seen = |date: &str, theme| Observation { date: date.parse().ok(), theme, ..Default::default() };
//! let series = Series::count(&[seen("2024-03-05", 0), seen("2024-03-20", 1), seen("2024-05-02", 0)], 2, PeriodKind::Month);
//! assert_eq!(series.periods.len(), 3); // March, April, May
//! assert_eq!(series.totals, [2, 0, 1]); // no article in April: a gap, not a zero
//! assert_eq!(series.share(0, 0).unwrap().value, 0.5);
//! assert!(series.share(1, 0).is_none());
//! assert!(wilson(1, 2).low < 0.1);
//! ```

mod adjusted_count;
mod attention;
mod burst;
mod cells;
mod change;
mod change_point;
mod correction;
mod coverage;
mod drift;
mod follow;
mod interval;
mod lag;
mod log_odds;
mod monotone;
mod numeric;
mod period;
mod prevalence;
mod series;
mod survival;
mod terms;

pub use adjusted_count::{adjusted_count, adjusted_count_intervals};
pub use attention::{Movement, Span, ThemeChange, changes, halves, movements};
pub use burst::{Burst, BurstSettings, bursts};
pub use cells::{Cell, CellKey, Place, Print, Printed, Tally, cells, prominences};
pub use change::{Difference, difference, false_discovery};
pub use change_point::{ChangePoint, change_points, dispersion};
pub use correction::{Corrected, Target};
pub use coverage::{Issue, Sighting, coverage};
pub use drift::{Drift, Mean, PeriodDrift, drift};
pub use follow::{Attended, Following, MOST_SHIFT, Shift, followings};
pub use interval::{Share, wilson};
pub use lag::{Appearance, Lag, Naming, STURDY, TermLag, term_lag};
pub use log_odds::{LogOdds, log_odds};
pub use monotone::{Trend, mann_kendall};
pub use period::{Period, PeriodKind};
pub use prevalence::{Prevalence, expectation_maximisation, expectation_maximisation_intervals, explains_counts};
pub use series::{Observation, RegionCounts, Series, by_province};
pub use survival::{MedianWaiting, Waiting, median_waiting};
pub use terms::{TermChange, TermCounts, term_changes};
