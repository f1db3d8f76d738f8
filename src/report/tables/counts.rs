//! The tidy table of counts: one row per period, province and theme.

use std::collections::{BTreeMap, BTreeSet};

use crate::Language;
use crate::corpus::{Adcode, ThemeSet};
use crate::messages;
use crate::report::tables::row::table_row;
use crate::report::words::place_name;
use crate::trends::{Observation, Period, PeriodKind, Series};

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
        /// The number of all articles of the period and province that have a theme.
        pub total: usize,
        /// The number of articles there that say too little for a theme; they are in no count and in no total.
        pub undetermined: usize,
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
/// periods, design effects and partial periods serve provinces as well. Where there are only articles of `undetermined` themes,
/// rows have a total of 0, too.
pub fn count_rows(
    all: &Series,
    observations: &[Observation],
    undetermined: &[&Observation],
    themes: &ThemeSet,
    kind: PeriodKind,
    language: Language,
) -> Vec<CountRow> {
    let count = |observations: &[Observation]| {
        Series::count(observations, themes.themes.len(), kind).with_design_effects(&all.design_effects)
    };
    let province_of = |seen: &Observation| seen.region.map(Adcode::province);
    let seen = observations.iter().chain(undetermined.iter().copied());
    let provinces: BTreeSet<Option<Adcode>> = seen.map(province_of).collect();
    // The place `None` stands for all places together.
    let without_theme = |place: Option<Option<Adcode>>| {
        let mut periods: BTreeMap<Period, usize> = BTreeMap::new();
        for seen in undetermined.iter().filter(|seen| place.is_none_or(|place| province_of(seen) == place)) {
            if let Some(period) = seen.period(kind) {
                *periods.entry(period).or_default() += 1;
            }
        }
        periods
    };
    let mut rows = Vec::new();
    let mut add = |series: &Series, undetermined: &BTreeMap<Period, usize>, region: &str, region_name: &str| {
        let keep_gaps = std::ptr::eq(series, all);
        let counted = series.periods.iter().enumerate().filter(|(p, _)| keep_gaps || series.totals[*p] > 0);
        // The place in the series of each period that has articles or is a gap.
        let mut periods: BTreeMap<Period, Option<usize>> = undetermined.keys().map(|period| (*period, None)).collect();
        periods.extend(counted.map(|(p, period)| (*period, Some(p))));
        for (period, p) in periods {
            // A province's own first and last article say nothing about coverage; the whole series does.
            let partial = all.periods.iter().position(|q| *q == period).is_none_or(|q| all.partial[q]);
            for (t, theme) in themes.themes.iter().enumerate() {
                let share = p.and_then(|p| series.share(p, t));
                rows.push(CountRow {
                    period: period.to_string(),
                    region: region.to_owned(),
                    region_name: region_name.to_owned(),
                    theme: theme.id.clone(),
                    theme_name: theme.name(language).to_owned(),
                    count: p.map_or(0, |p| series.counts[p][t]),
                    total: p.map_or(0, |p| series.totals[p]),
                    undetermined: undetermined.get(&period).copied().unwrap_or(0),
                    share: share.map(|share| share.value),
                    share_low: share.map(|share| share.low),
                    share_high: share.map(|share| share.high),
                    carried: p.map_or(0, |p| series.carried[p][t]),
                    partial,
                });
            }
        }
    };
    add(all, &without_theme(None), "all", messages::all_places(language));
    for province in provinces {
        let inside: Vec<Observation> = observations.iter().filter(|o| province_of(o) == province).cloned().collect();
        let (series, undetermined) = (count(&inside), without_theme(Some(province)));
        match province {
            Some(adcode) => add(&series, &undetermined, &adcode.to_string(), &place_name(adcode, language)),
            None => add(&series, &undetermined, "unknown", messages::unknown_place(language)),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Theme;

    #[test]
    fn undetermined_articles_stand_beside_the_total_also_where_they_are_alone() {
        let seen = |date: &str, region: &str| Observation {
            date: date.parse().ok(),
            region: region.parse().ok(),
            ..Observation::default()
        };
        let counted = [seen("2024-03-05", "520000"), seen("2024-05-06", "520100")];
        let others = [
            seen("2024-01-05", "520000"),
            seen("2024-03-06", "520100"),
            seen("2024-03-07", "430000"),
            seen("2024", ""),
        ];
        let others: Vec<&Observation> = others.iter().collect();
        let themes = ThemeSet { version: String::new(), name: String::new(), themes: vec![Theme::from_id("health")] };
        let all = Series::count(&counted, 1, PeriodKind::Month);
        let rows = count_rows(&all, &counted, &others, &themes, PeriodKind::Month, Language::English);
        let shown: Vec<String> = rows
            .iter()
            .map(|row| format!("{} {} {}/{} {}", row.period, row.region, row.count, row.total, row.undetermined))
            .collect();
        assert_eq!(
            shown,
            [
                "2024-01 all 0/0 1",
                "2024-03 all 1/1 2",
                "2024-04 all 0/0 0",
                "2024-05 all 1/1 0",
                "2024-03 430000 0/0 1",
                "2024-01 520000 0/0 1",
                "2024-03 520000 1/1 1",
                "2024-05 520000 1/1 0",
            ]
        );
        assert!(rows.iter().all(|row| row.share.is_some() == (row.total > 0)));
    }
}
