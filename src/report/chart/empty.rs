//! Charts that would say nothing are left out, and a sentence says why.

use crate::analysis::{SpanComparison, TermSeries};
use crate::messages;
use crate::report::chart::ChartData;
use crate::report::chart::panel::FEW;
use crate::report::prose::can_compare;

/// Why the chart of a name would say nothing about these articles; `None` where it says something.
pub fn says_nothing(chart: &str, data: &ChartData<'_>) -> Option<&'static str> {
    let (analysis, language) = (data.analysis, data.language);
    let read = |totals: &[usize]| totals.iter().filter(|total| **total > 0).count();
    let known = || analysis.regions.iter().filter(|region| region.region.is_some());
    let reason = match chart {
        "themes-over-time" if read(&analysis.series.totals) < 2 => messages::says_nothing_one_period,
        "themes-changes" if analysis.comparison.is_none() => messages::changes_none,
        "themes-changes" if analysis.comparison.as_ref().is_some_and(has_few) => messages::changes_few,
        "themes-changes" if analysis.comparison.as_ref().is_some_and(|found| !can_compare(&found.changes)) => {
            messages::changes_few_independent
        }
        "themes-calendar" if analysis.months.periods.is_empty() => messages::calendar_none,
        "themes-calendar" if read(&analysis.months.totals) < 2 => messages::says_nothing_one_month,
        "themes-calendar" if analysis.months.totals.iter().all(|total| *total < FEW) => {
            messages::says_nothing_small_months
        }
        "themes-by-region" | "themes-map" if known().count() == 0 => messages::no_known_place,
        "themes-by-region" | "themes-map" if known().all(|region| region.total < FEW) => {
            messages::says_nothing_few_places
        }
        "themes-by-region" | "themes-map" if known().count() == 1 => messages::says_nothing_one_place,
        "term-series" if read(&analysis.series.totals) < 2 => messages::says_nothing_one_period,
        "term-series" if !analysis.term_series.iter().any(TermSeries::is_named) => messages::says_nothing_unnamed,
        "coverage" if data.coverage.is_empty() => messages::coverage_none,
        "coverage" if data.coverage.len() == 1 => messages::says_nothing_one_issue,
        _ => return None,
    };
    Some(reason(language))
}

/// Whether one of two spans has so few articles that the shares of all themes are those of single articles.
fn has_few(comparison: &SpanComparison) -> bool {
    let totals =
        comparison.changes.first().map(|change| (change.difference.before.total, change.difference.after.total));
    totals.is_some_and(|(before, after)| before.min(after) < FEW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::report::chart::all;
    use crate::trends::{Observation, PeriodKind};

    #[test]
    fn four_articles_of_one_day_give_one_chart() {
        let article = |day: &str, region: &str| Observation {
            date: day.parse().ok(),
            region: region.parse().ok(),
            ..Default::default()
        };
        let names = |articles: Vec<Observation>| {
            let analysis = Analysis::of_observations(articles, 2, PeriodKind::Day);
            let (figures, left_out) = all(&ChartData::of_two_themes(&analysis));
            assert!(left_out.iter().all(|(_, reason)| !reason.is_empty()));
            assert_eq!(figures.len() + left_out.len(), 7);
            figures.iter().map(|figure| figure.name()).collect::<Vec<_>>()
        };
        assert_eq!(names(vec![article("2024-03-05", "520000"); 4]), ["themes-ranked"]);
        let months = |regions: &[&str]| -> Vec<Observation> {
            let days = (1..=2).flat_map(|month| (1..=9).map(move |day| format!("2024-0{month}-0{day}")));
            days.flat_map(|day| regions.iter().map(|region| article(&day, region)).collect::<Vec<_>>()).collect()
        };
        assert_eq!(names(months(&["520000", "430000", "440000", "510000"])).len(), 6);
        // Eighteen articles in each span show nothing about changes.
        assert!(!names(months(&["520000", "430000"])).contains(&"themes-changes"));
        // A single province cannot be compared with others, and no month has ten articles.
        assert_eq!(names(months(&["520000"])), ["themes-over-time", "themes-ranked"]);
    }
}
