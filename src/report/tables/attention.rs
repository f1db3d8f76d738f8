//! How attention is spread: over themes, over provinces, on front pages, over the year.

use crate::Language;
use crate::analysis::{Analysis, FrontPages};
use crate::corpus::Theme;
use crate::report::tables::row::table_row;
use crate::report::words::province;
use crate::trends::Seasons;

table_row! {
    /// The diversity of attention in one period.
    pub struct DiversityRow {
        /// The period.
        pub period: String,
        /// The number of stories on policy themes.
        pub stories: usize,
        /// The number of days with such stories.
        pub days: usize,
        /// The entropy of the shares of policy themes over its maximum, 0 (one theme) to 1 (all alike), less its bias.
        pub diversity: f64,
        /// The lower end of its 95% interval (jackknife over days); empty where there are fewer than five days.
        pub diversity_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub diversity_high: Option<f64>,
        /// What it would be if each source wrote in every period as it does in all together: it moves with the mix of sources.
        pub diversity_by_mix: f64,
        /// `yes` for a period that was read only in part.
        pub partial: &'static str,
    }
}

table_row! {
    /// A theme's share of the articles about a province.
    pub struct ProvinceRow {
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The province's code.
        pub region: String,
        /// The province's name.
        pub region_name: String,
        /// The theme's articles about the province.
        pub count: usize,
        /// All articles about the province.
        pub total: usize,
        /// The share, 0 to 1.
        pub share: f64,
        /// The lower end of its 95% interval (Wilson 1927, for n/deff articles).
        pub share_low: f64,
        /// The upper end of its 95% interval.
        pub share_high: f64,
        /// The share drawn towards that of all provinces, the more so the fewer articles it rests on (Kleinman 1973).
        pub share_shrunk: f64,
    }
}

table_row! {
    /// What stands on front pages.
    pub struct FrontPageRow {
        /// The theme's id; empty for all themes together.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The theme's articles on front pages.
        pub front_page: usize,
        /// The theme's articles whose page is known, in papers whose front pages were read.
        pub articles: usize,
        /// The share of the former among the latter, 0 to 1.
        pub share: f64,
        /// The lower end of its 95% interval (Wilson 1927, for n/deff articles).
        pub share_low: f64,
        /// The upper end of its 95% interval.
        pub share_high: f64,
        /// The false discovery rate of “as often as the other themes together”, over all themes; empty for all themes together and for
        /// themes without articles.
        pub false_discovery_rate: Option<f64>,
    }
}

table_row! {
    /// How a month of the year differs from the others.
    pub struct SeasonRow {
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The month of the year, 1 to 12.
        pub month: usize,
        /// The number of whole years.
        pub years: usize,
        /// The mean share in this month of the year, 0 to 1. This and the following columns are empty where the shares of too many months
        /// are not known: the papers read in them hardly have the theme.
        pub share: Option<f64>,
        /// The mean share less that of all months.
        pub effect: Option<f64>,
        /// The lower end of its 95% interval (two-way layout, t quantile).
        pub effect_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub effect_high: Option<f64>,
        /// The p value of “no seasons” of the theme (F test).
        pub p_value: Option<f64>,
        /// Its false discovery rate over all themes (Benjamini & Hochberg 1995).
        pub false_discovery_rate: Option<f64>,
    }
}

table_row! {
    /// A month of a theme with and without its season.
    pub struct DeseasonalisedRow {
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The month.
        pub period: String,
        /// The share as counted; empty for a month without articles or read in part.
        pub share: Option<f64>,
        /// The share less the effect of its month of the year.
        pub share_without_season: Option<f64>,
    }
}

/// One row per period with articles.
pub fn diversity_rows(analysis: &Analysis) -> Vec<DiversityRow> {
    let series = &analysis.series;
    let is_partial = |period| {
        let at = series.periods.iter().position(|own| *own == period);
        at.is_some_and(|at| series.partial[at])
    };
    let rows = analysis.diversity.iter().map(|found| DiversityRow {
        period: found.period.to_string(),
        stories: found.articles,
        days: found.days,
        diversity: found.value,
        diversity_low: found.interval.map(|(low, _)| low),
        diversity_high: found.interval.map(|(_, high)| high),
        diversity_by_mix: found.by_mix,
        partial: if is_partial(found.period) { "yes" } else { "no" },
    });
    rows.collect()
}

/// One row per theme and province with articles, the largest shrunk share of each theme first.
pub fn province_rows(analysis: &Analysis, themes: &[Theme], language: Language) -> Vec<ProvinceRow> {
    let mut rows = Vec::new();
    for found in &analysis.provinces {
        let theme = &themes[found.theme];
        rows.extend(found.provinces.iter().map(|own| ProvinceRow {
            theme: theme.id.clone(),
            theme_name: theme.name(language).to_owned(),
            region: own.region.to_string(),
            region_name: province(Some(own.region), language),
            count: own.share.count,
            total: own.share.total,
            share: own.share.value,
            share_low: own.share.low,
            share_high: own.share.high,
            share_shrunk: own.shrunk,
        }));
    }
    rows
}

/// All themes together, then one row per theme.
pub fn front_page_rows(found: &FrontPages, themes: &[Theme], language: Language) -> Vec<FrontPageRow> {
    let own = themes.iter().zip(&found.themes).zip(&found.false_discovery).map(|((theme, share), rate)| {
        (theme.id.as_str(), theme.name(language), share, (share.total > 0).then_some(*rate))
    });
    let all = ("", crate::messages::all_places(language), &found.all, None);
    let rows = std::iter::once(all).chain(own).map(|(theme, theme_name, share, false_discovery_rate)| FrontPageRow {
        theme: theme.to_owned(),
        theme_name: theme_name.to_owned(),
        front_page: share.count,
        articles: share.total,
        share: share.value,
        share_low: share.low,
        share_high: share.high,
        false_discovery_rate,
    });
    rows.collect()
}

/// Twelve rows per theme.
pub fn season_rows(seasons: &Seasons, themes: &[Theme], language: Language) -> Vec<SeasonRow> {
    let mut rows = Vec::new();
    for found in &seasons.themes {
        let theme = &themes[found.theme];
        rows.extend((0..12).map(|month| {
            let own = found.months.map(|months| months[month]);
            SeasonRow {
                theme: theme.id.clone(),
                theme_name: theme.name(language).to_owned(),
                month: month + 1,
                years: seasons.years,
                share: own.map(|own| own.mean),
                effect: own.map(|own| own.effect),
                effect_low: own.map(|own| own.low),
                effect_high: own.map(|own| own.high),
                p_value: found.p_value,
                false_discovery_rate: found.p_value.map(|_| found.false_discovery),
            }
        }));
    }
    rows
}

/// One row per theme and month.
pub fn deseasonalised_rows(analysis: &Analysis, themes: &[Theme], language: Language) -> Vec<DeseasonalisedRow> {
    let months = &analysis.months;
    let mut rows = Vec::new();
    for found in analysis.seasons.iter().flat_map(|seasons| &seasons.themes) {
        let theme = &themes[found.theme];
        rows.extend(found.adjusted.iter().enumerate().map(|(period, adjusted)| DeseasonalisedRow {
            theme: theme.id.clone(),
            theme_name: theme.name(language).to_owned(),
            period: months.periods[period].to_string(),
            share: adjusted.and_then(|_| months.share(period, found.theme)).map(|share| share.value),
            share_without_season: *adjusted,
        }));
    }
    rows
}
