//! Two selections side by side, and the distances of agendas.

use crate::Language;
use crate::analysis::{Analysis, VersusFindings};
use crate::corpus::Theme;
use crate::messages;
use crate::report::tables::row::table_row;
use crate::trends::{AgendaDistance, ThemeChange, shown_changes};

table_row! {
    /// One theme in two selections.
    pub struct VersusRow {
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The first selection.
        pub first: String,
        /// Its articles of the theme; a story counts once.
        pub first_count: usize,
        /// All its articles in the periods that are compared.
        pub first_total: usize,
        /// The number of independent articles that would carry as much information as these (n/deff; Kish 1965).
        pub first_effective_total: f64,
        /// The theme's share in it, with the same weights of periods (or papers) as in the second, 0 to 1.
        pub first_share: f64,
        /// The lower end of its 95% interval.
        pub first_low: f64,
        /// The upper end of its 95% interval.
        pub first_high: f64,
        /// The second selection.
        pub second: String,
        /// Its articles of the theme.
        pub second_count: usize,
        /// All its articles in the periods that are compared.
        pub second_total: usize,
        /// The number of independent articles that would carry as much information as these.
        pub second_effective_total: f64,
        /// The theme's share in it.
        pub second_share: f64,
        /// The lower end of its 95% interval.
        pub second_low: f64,
        /// The upper end of its 95% interval.
        pub second_high: f64,
        /// The second share minus the first. This and the following columns are empty where one side carries less information than one
        /// independent article.
        pub difference: Option<f64>,
        /// The lower end of its 95% interval, for clusters of days (n/deff articles, t quantile; Newcombe 1998).
        pub difference_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub difference_high: Option<f64>,
        /// The difference of the shares as counted, without weights.
        pub difference_as_counted: Option<f64>,
        /// Variance of the difference over that of independent articles (Kish 1965).
        pub design_effect: Option<f64>,
        /// The p value of the difference. It and the false discovery rate are empty where one of both numbers of independent
        /// articles, or of their medians over the themes, is below 30: there no test is made.
        pub p_value: Option<f64>,
        /// Its false discovery rate over all themes (Benjamini & Hochberg 1995).
        pub false_discovery_rate: Option<f64>,
    }
}

table_row! {
    /// The agendas of two papers, or of two selections.
    pub struct AgendaRow {
        /// The first paper or selection.
        pub first: String,
        /// The second paper or selection.
        pub second: String,
        /// The number of days with articles of either, in the time in which both were read.
        pub days: Option<usize>,
        /// The stories of the first on these days.
        pub first_stories: usize,
        /// The stories of the second on these days.
        pub second_stories: usize,
        /// The Jensen–Shannon distance of their shares of themes, base 2, 0 to 1 (Lin 1991). Few articles make it too large.
        pub distance: f64,
        /// The distance less its bias, as resampled days show it.
        pub distance_less_bias: f64,
        /// The lower end of the 95% interval (basic bootstrap over days).
        pub distance_low: f64,
        /// The upper end of the 95% interval.
        pub distance_high: f64,
        /// The distance that chance alone gives on average (days swapped between both).
        pub distance_by_chance: f64,
    }
}

/// The name of the second selection.
pub(in crate::report) fn second_name(found: &VersusFindings, language: Language) -> String {
    found.second.clone().unwrap_or_else(|| messages::versus_rest(language).to_owned())
}

/// One row per theme, in the theme set's order.
pub fn versus_rows(found: &VersusFindings, themes: &[Theme], language: Language) -> Vec<VersusRow> {
    let shown = shown_changes(&found.comparison.differences);
    let row = |change: &ThemeChange| {
        let tested = Some(change).filter(|change| change.is_known() && shown[change.theme]);
        let (theme, difference) = (&themes[change.theme], change.difference);
        let known = Some(change).filter(|change| change.is_known());
        VersusRow {
            theme: theme.id.clone(),
            theme_name: theme.name(language).to_owned(),
            first: found.first.clone(),
            first_count: difference.before.count,
            first_total: difference.before.total,
            first_effective_total: change.effective_totals[0],
            first_share: difference.before.value,
            first_low: difference.before.low,
            first_high: difference.before.high,
            second: second_name(found, language),
            second_count: difference.after.count,
            second_total: difference.after.total,
            second_effective_total: change.effective_totals[1],
            second_share: difference.after.value,
            second_low: difference.after.low,
            second_high: difference.after.high,
            difference: known.map(|change| change.difference.value),
            difference_low: known.map(|change| change.difference.low),
            difference_high: known.map(|change| change.difference.high),
            difference_as_counted: known.map(|change| change.raw),
            design_effect: known.map(|change| change.design_effect),
            p_value: tested.map(|change| change.difference.p_value),
            false_discovery_rate: tested.map(|change| change.false_discovery),
        }
    };
    found.comparison.differences.iter().map(row).collect()
}

/// The selections that were asked for, then the pairs of papers, the farthest first.
pub fn agenda_rows(analysis: &Analysis, language: Language) -> Vec<AgendaRow> {
    let row = |first: &str, second: String, days, stories: [usize; 2], distance: &AgendaDistance| AgendaRow {
        first: first.to_owned(),
        second,
        days,
        first_stories: stories[0],
        second_stories: stories[1],
        distance: distance.value,
        distance_less_bias: distance.unbiased,
        distance_low: distance.low,
        distance_high: distance.high,
        distance_by_chance: distance.by_chance,
    };
    let asked = analysis.versus.as_ref().and_then(|found| Some((found, found.distance.as_ref()?)));
    let asked =
        asked.map(|(found, distance)| row(&found.first, second_name(found, language), None, found.stories, distance));
    let pairs = analysis
        .agendas
        .iter()
        .map(|pair| row(&pair.papers[0], pair.papers[1].clone(), Some(pair.days), pair.stories, &pair.distance));
    asked.into_iter().chain(pairs).collect()
}
