//! Trends: shares of themes by period and region with their denominators and intervals, and how they change.
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

pub mod audit;
mod comparison;
pub mod correction;
pub mod counts;
mod design_effect;
mod drift;
mod event_chance;
mod events;
mod first_mention;
mod lead_lag;
mod level_changes;
pub mod new_terms;
mod peaks;
mod seasons;
mod span_changes;
pub mod statistics;
mod theme_changes;

pub use comparison::*;
pub use correction::*;
pub use counts::*;
pub use design_effect::{design_effects, design_effects_of_part, design_effects_of_periods};
pub use drift::{Drift, Mean, PeriodDrift, drift};
pub use events::{Event, parse_events};
pub use first_mention::{Appearance, Lag, ROBUST_COUNT, TermArticle, TermLag, term_lag};
pub use lead_lag::{LeadLag, MAX_SHIFT, Shift, ThemedArticle, lead_lags};
pub use level_changes::LevelChange;
pub(in crate::trends) use level_changes::tested_levels;
pub use new_terms::*;
pub use peaks::{Peak, peaks};
pub use seasons::{MonthEffect, Seasons, ThemeSeasons, seasons};
pub(in crate::trends) use span_changes::lasting_clusters;
pub use span_changes::{changes, cluster_kind, lasting_between};
pub(in crate::trends) use statistics::relative_shares;
pub use statistics::*;
pub(in crate::trends) use theme_changes::tested_together;
pub use theme_changes::{
    MAX_FALSE_DISCOVERY_RATE, MIN_ARTICLES_OF_PERIOD, MIN_EFFECTIVE_TOTAL, Span, ThemeChange, ThemeTrend,
    default_spans, median_effective_totals, shown_changes, theme_trends,
};
