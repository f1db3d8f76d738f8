//! The counted articles with each story once, for tests: a text that forty papers print is one piece of news.

use std::collections::BTreeSet;

use crate::analysis::SurveyedArticle;
use crate::trends::{Observation, Period, Seasons, Series, ThemeTrend, is_within, seasons, theme_trends};

/// The observations of articles that are no reprints: a story counts once in tests, however many papers print it. Articles
/// of periods that are left out are passed over.
pub(super) fn without_reprints<'a>(
    articles: &'a [&'a SurveyedArticle<'a>],
    left_out: &'a BTreeSet<Period>,
) -> impl Iterator<Item = &'a Observation> {
    let first = articles.iter().filter(|article| !article.reprint).map(|article| &article.classified.observation);
    first.filter(|observation| !observation.date.is_some_and(|date| is_within(date, left_out)))
}

/// The trends of all themes, each story once.
pub(super) fn trends_of_stories(counted: &[&SurveyedArticle<'_>], series: &Series) -> Vec<ThemeTrend> {
    let (stories, observations) = of_stories(counted, series);
    theme_trends(&stories, &observations)
}

/// The seasons of all themes, each story once. The series of stories is as large as all articles and does not outlive them.
pub(super) fn seasons_of_stories(counted: &[&SurveyedArticle<'_>], months: &Series) -> Option<Seasons> {
    let (stories, _) = of_stories(counted, months);
    seasons(&stories)
}

/// A series of the counted articles with each story once, over the same periods, and the observations that it counts.
fn of_stories(counted: &[&SurveyedArticle<'_>], series: &Series) -> (Series, Vec<Observation>) {
    let observations: Vec<Observation> = without_reprints(counted, &BTreeSet::new()).cloned().collect();
    let Some(kind) = series.periods.first().map(|period| period.kind) else { return (series.clone(), observations) };
    let stories = Series::count(&observations, series.design_effects.len(), kind).over_periods_of(series);
    (stories.with_composition(&observations), observations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{ArticleDetails, ArticleStore, ClassifiedArticle};
    use crate::trends::PeriodKind;

    #[test]
    fn a_story_counts_once_in_trends_and_the_periods_stay() {
        let mut store = ArticleStore::default();
        let mut stories = |dates: &[&str]| {
            let details = ArticleDetails::default();
            let read: Vec<ClassifiedArticle> =
                dates.iter().map(|date| ClassifiedArticle::of_day(date, &details, &mut store)).collect();
            // The last one is a reprint of the one before it.
            let surveyed: Vec<SurveyedArticle<'_>> = read
                .iter()
                .enumerate()
                .map(|(at, classified)| SurveyedArticle {
                    reprint: at + 1 == read.len(),
                    ..SurveyedArticle::of_story(classified, at.min(read.len() - 2) + 1)
                })
                .collect();
            let counted: Vec<&SurveyedArticle<'_>> = surveyed.iter().collect();
            let all: Vec<Observation> = read.iter().map(|article| article.observation.clone()).collect();
            let series = Series::count(&all, 1, PeriodKind::Month);
            let found = of_stories(&counted, &series).0;
            assert_eq!((&found.periods, &found.partial), (&series.periods, &series.partial));
            found
        };
        assert_eq!(stories(&["2024-01-05", "2024-02-05", "2024-02-06"]).totals, [1, 1]);
        // A period that only a reprint reaches into stays without a story, and no other printing counts for that.
        let found = stories(&["2024-01-05", "2024-01-30", "2024-02-06"]);
        assert_eq!((found.totals, found.composition), (vec![2, 0], vec![vec![1.0]; 2]));
    }
}
