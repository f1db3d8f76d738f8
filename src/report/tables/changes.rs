//! One row per theme: its share, its change between two spans, and its trend along the series.

use crate::Language;
use crate::analysis::Analysis;
use crate::corpus::Theme;
use crate::report::tables::row::table_row;
use crate::report::words::{p_value, percent};

table_row! {
    /// The findings on one theme over the whole time.
    pub struct ChangeRow {
        /// The theme's id.
        pub theme: String,
        /// The theme's name.
        pub theme_name: String,
        /// The share as counted, 0 to 1.
        pub share: f64,
        /// The lower end of its 95% interval (Wilson 1927, for n/deff articles).
        pub share_low: f64,
        /// The upper end of its 95% interval.
        pub share_high: f64,
        /// The design effect by which this interval and those of periods and regions are widened (Kish 1965).
        pub share_design_effect: f64,
        /// The share corrected by expectation–maximisation (Saerens, Latinne & Decaestecker 2002).
        pub corrected: Option<f64>,
        /// The lower end of its 95% interval.
        pub corrected_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub corrected_high: Option<f64>,
        /// The share corrected by the confusion matrix alone (Forman 2008).
        pub adjusted_count: Option<f64>,
        /// The lower end of its 95% interval.
        pub adjusted_count_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub adjusted_count_high: Option<f64>,
        /// The share of articles weighed by prominence.
        pub share_by_prominence: f64,
        /// The first day of the earlier span.
        pub before_from: Option<String>,
        /// The last day of the earlier span.
        pub before_to: Option<String>,
        /// The theme's articles in the earlier span.
        pub before_count: Option<usize>,
        /// All articles in the earlier span.
        pub before_total: Option<usize>,
        /// The number of independent articles that would carry as much information as these (n/deff; Kish 1965).
        pub before_effective_total: Option<f64>,
        /// The first day of the later span.
        pub after_from: Option<String>,
        /// The last day of the later span.
        pub after_to: Option<String>,
        /// The theme's articles in the later span.
        pub after_count: Option<usize>,
        /// All articles in the later span.
        pub after_total: Option<usize>,
        /// The number of independent articles that would carry as much information as these.
        pub after_effective_total: Option<f64>,
        /// The later share minus the earlier one, within the papers read in both spans (Mantel–Haenszel weights). This and the following
        /// columns of the change are empty where one span carries less information than one independent article.
        pub difference: Option<f64>,
        /// The lower end of its 95% interval, for clusters of days (n/deff articles, t quantile; Newcombe 1998).
        pub difference_low: Option<f64>,
        /// The upper end of its 95% interval.
        pub difference_high: Option<f64>,
        /// The difference over all papers, whether or not they were read in both spans.
        pub difference_as_counted: Option<f64>,
        /// Variance of the difference over that of independent articles (Kish 1965).
        pub design_effect: Option<f64>,
        /// The p value of the difference.
        pub p_value: Option<f64>,
        /// Its false discovery rate over all themes (Benjamini & Hochberg 1995); 1 where one of both numbers of independent articles,
        /// or of their medians over the themes, is below 30.
        pub false_discovery_rate: Option<f64>,
        /// Kendall's tau of the shares along the series, standardised over the papers read in each period.
        pub trend_tau: Option<f64>,
        /// Sen's slope: the change of the share from one period to the next.
        pub trend_slope: Option<f64>,
        /// The false discovery rate of the trend over all themes.
        pub trend_false_discovery_rate: Option<f64>,
        /// Kendall's tau of the monthly shares without their seasons; empty where no two whole years were read.
        pub deseasonalised_tau: Option<f64>,
        /// Sen's slope of these: the change from one month to the next.
        pub deseasonalised_slope: Option<f64>,
        /// The false discovery rate of this trend over all themes.
        pub deseasonalised_false_discovery_rate: Option<f64>,
        /// Stretches of periods well above the usual level (Kleinberg 2002).
        pub bursts: String,
        /// Lasting changes of the level (PELT; Killick, Fearnhead & Eckley 2012), with the false discovery rate of each among all
        /// themes when the periods of both levels are dealt at random; those below 0.05 are described in words.
        pub level_changes: String,
    }
}

/// One row per theme, in the theme set's order.
pub fn change_rows(analysis: &Analysis, themes: &[Theme], language: Language) -> Vec<ChangeRow> {
    themes.iter().enumerate().map(|(theme, named)| change_row(analysis, theme, named, language)).collect()
}

fn change_row(analysis: &Analysis, theme: usize, named: &Theme, language: Language) -> ChangeRow {
    let share = analysis.shares[theme];
    let corrected = analysis.corrected.as_ref().and_then(|c| c.by_probabilities.get(theme));
    let adjusted = analysis.corrected.as_ref().and_then(|c| c.by_confusion.get(theme));
    let comparison = analysis.comparison.as_ref();
    let change = comparison.map(|comparison| &comparison.changes[theme]);
    let shares = change.map(|change| change.difference);
    // What compares nothing is no number: a difference of 0 from −1 to 1 would be taken for one.
    let known = change.filter(|change| change.is_known());
    let difference = known.map(|change| change.difference);
    let movement = &analysis.theme_trends[theme];
    let seasons = analysis.seasons.as_ref().map(|seasons| &seasons.themes[theme]);
    let period = |period: usize| analysis.series.periods[period].to_string();
    let bursts: Vec<String> =
        movement.bursts.iter().map(|b| format!("{}..{}", period(b.first), period(b.last))).collect();
    let levels = movement.levels.iter();
    let levels: Vec<String> = levels
        .map(|level| {
            let (before, after) = (percent(level.change.before.value), percent(level.change.after.value));
            format!("{} ({before} → {after}, FDR {})", period(level.change.period), p_value(level.false_discovery))
        })
        .collect();
    ChangeRow {
        theme: named.id.clone(),
        theme_name: named.name(language).to_owned(),
        share: share.counted.value,
        share_low: share.counted.low,
        share_high: share.counted.high,
        share_design_effect: analysis.design_effects[theme],
        corrected: corrected.map(|c| c.value),
        corrected_low: corrected.map(|c| c.low),
        corrected_high: corrected.map(|c| c.high),
        adjusted_count: adjusted.map(|c| c.value),
        adjusted_count_low: adjusted.map(|c| c.low),
        adjusted_count_high: adjusted.map(|c| c.high),
        share_by_prominence: share.by_prominence,
        before_from: comparison.map(|c| c.before.first.to_string()),
        before_to: comparison.map(|c| c.before.last.to_string()),
        before_count: shares.map(|d| d.before.count),
        before_total: shares.map(|d| d.before.total),
        before_effective_total: change.map(|change| change.effective_totals[0]),
        after_from: comparison.map(|c| c.after.first.to_string()),
        after_to: comparison.map(|c| c.after.last.to_string()),
        after_count: shares.map(|d| d.after.count),
        after_total: shares.map(|d| d.after.total),
        after_effective_total: change.map(|change| change.effective_totals[1]),
        difference: difference.map(|d| d.value),
        difference_low: difference.map(|d| d.low),
        difference_high: difference.map(|d| d.high),
        difference_as_counted: known.map(|change| change.raw),
        design_effect: known.map(|change| change.design_effect),
        p_value: difference.map(|d| d.p_value),
        false_discovery_rate: known.map(|change| change.false_discovery),
        trend_tau: movement.trend.map(|trend| trend.tau),
        trend_slope: movement.trend.map(|trend| trend.slope),
        trend_false_discovery_rate: movement.trend.map(|_| movement.false_discovery),
        deseasonalised_tau: seasons.and_then(|own| own.trend).map(|trend| trend.tau),
        deseasonalised_slope: seasons.and_then(|own| own.trend).map(|trend| trend.slope),
        deseasonalised_false_discovery_rate: seasons.and_then(|own| own.trend.map(|_| own.trend_false_discovery)),
        bursts: bursts.join("; "),
        level_changes: levels.join("; "),
    }
}
