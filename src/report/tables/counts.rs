//! The tidy table of counts: one row per period, province and theme.

use crate::Language;
use crate::corpus::{Adcode, ThemeSet};
use crate::messages;
use crate::report::tables::row::table_row;
use crate::report::words::place_name;
use crate::trends::{Observation, PeriodKind, Series};

table_row! {
    /// The count of a theme in a period and a province.
    pub struct CountRow {
        /// The period, such as `2025-04`.
        pub period: String,
        /// The province's adcode; `all` for all articles, `unknown` for those whose place is unknown.
        pub region: String,
        /// The province's name.
        pub region_name: String,
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The number of articles whose primary theme it is.
        pub count: usize,
        /// The number of all articles of the period and province.
        pub total: usize,
        /// The share, 0 to 1; none where there are no articles.
        pub share: Option<f64>,
        /// The lower end of its 95% interval (Wilson 1927, for as many articles as remain by the theme's design effect).
        pub share_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub share_high: Option<f64>,
        /// The number of articles that carry the theme, as primary or secondary one.
        pub carried: usize,
        /// Whether the articles cover the period only in part.
        pub partial: bool,
    }
}

/// One row per period, province and theme, first of all articles together. A period without articles has rows for all
/// articles with a total of 0 and no shares, and no rows for provinces. `all` is the series of all observations, whose
/// periods, design effects and partial periods serve provinces as well.
pub fn count_rows(
    all: &Series,
    observations: &[Observation],
    themes: &ThemeSet,
    kind: PeriodKind,
    language: Language,
) -> Vec<CountRow> {
    let count = |observations: &[Observation]| {
        Series::count(observations, themes.themes.len(), kind).with_design_effects(&all.design_effects)
    };
    let mut provinces: Vec<Option<Adcode>> = observations.iter().map(|o| o.region.map(Adcode::province)).collect();
    provinces.sort();
    provinces.dedup();
    let mut rows = Vec::new();
    let mut add = |series: &Series, region: &str, region_name: &str, keep_gaps: bool| {
        for (p, period) in series.periods.iter().enumerate().filter(|(p, _)| keep_gaps || series.totals[*p] > 0) {
            // A province's own first and last article say nothing about coverage; the whole series does.
            let partial = all.periods.iter().position(|q| q == period).is_some_and(|q| all.partial[q]);
            for (t, theme) in themes.themes.iter().enumerate() {
                let share = series.share(p, t);
                rows.push(CountRow {
                    period: period.to_string(),
                    region: region.to_owned(),
                    region_name: region_name.to_owned(),
                    theme: theme.id.clone(),
                    theme_name: theme.name(language).to_owned(),
                    count: series.counts[p][t],
                    total: series.totals[p],
                    share: share.map(|share| share.value),
                    share_low: share.map(|share| share.low),
                    share_high: share.map(|share| share.high),
                    carried: series.carried[p][t],
                    partial,
                });
            }
        }
    };
    add(all, "all", messages::all_places(language), true);
    for province in provinces {
        let inside: Vec<Observation> =
            observations.iter().filter(|o| o.region.map(Adcode::province) == province).cloned().collect();
        let series = count(&inside);
        match province {
            Some(adcode) => add(&series, &adcode.to_string(), &place_name(adcode, language), false),
            None => add(&series, "unknown", messages::unknown_place(language), false),
        }
    }
    rows
}
