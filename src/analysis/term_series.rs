//! The share of articles that name a search term, by period.

use crate::analysis::SurveyedArticle;
use crate::trends::{
    Issue, MAX_FALSE_DISCOVERY_RATE, MIN_ARTICLES_OF_PERIOD, Observation, PeriodKind, PrintedStory, Series, Share,
    Trend, design_effects, difference_of_clustered, false_discovery_of_tested, theme_trends, wilson,
};

/// The number of the articles with the term in the series, as that of a theme.
const NAMED: usize = 1;

/// A search term along the periods.
#[derive(Debug, Clone)]
pub struct TermSeries {
    /// The term as typed.
    pub term: String,
    /// Counts of articles without the term (0) and with it (1), by period; the design effect is that of the term's articles.
    pub series: Series,
    /// The rise or fall throughout, without partial periods; `None` for fewer than four periods.
    pub trend: Option<Trend>,
    /// The period with the largest share, among those whose share is clearly above that of all other articles. Partial periods and
    /// periods of few articles are not among them.
    pub highest: Option<usize>,
}

impl TermSeries {
    /// The number of the articles with the term in [`series`](Self::series).
    pub const NAMED: usize = NAMED;

    /// The share of a period's articles that name the term; `None` for a period without articles.
    pub fn share(&self, period: usize) -> Option<Share> {
        self.series.share(period, NAMED)
    }

    /// Whether any article names the term.
    pub fn is_named(&self) -> bool {
        self.overall().count > 0
    }

    /// The share over all periods.
    pub fn overall(&self) -> Share {
        self.series.overall(NAMED)
    }
}

/// The series of all terms among counted articles. Periods are those of all articles, so that all series have the same.
pub(super) fn find(
    articles: &[&SurveyedArticle<'_>],
    terms: &[String],
    period: PeriodKind,
    coverage: &[Issue],
) -> Vec<TermSeries> {
    let series = |(number, term): (usize, &String)| {
        let named = |article: &SurveyedArticle<'_>| usize::from(article.classified.named_terms.contains(&number));
        let seen: Vec<Observation> = articles
            .iter()
            .map(|article| Observation {
                theme: named(article),
                also: Box::default(),
                ..article.classified.observation.clone()
            })
            .collect();
        let printed: Vec<PrintedStory<'_>> =
            seen.iter().zip(articles).map(|(seen, article)| PrintedStory { seen, ..article.printed_story() }).collect();
        let effects = design_effects(&printed, NAMED + 1);
        let series = Series::count(&seen, NAMED + 1, period).with_design_effects(&effects);
        let series = series.with_coverage(coverage, &seen).with_composition(&seen);
        // A story counts once in tests.
        let stories: Vec<Observation> =
            seen.iter().zip(articles).filter(|(_, article)| !article.reprint).map(|(seen, _)| seen.clone()).collect();
        let once = Series::count(&stories, NAMED + 1, period).over_periods_of(&series);
        let trend = theme_trends(&once.with_composition(&stories), &stories).get(NAMED).and_then(|found| found.trend);
        TermSeries { term: term.clone(), highest: highest(&series), series, trend }
    };
    terms.iter().enumerate().map(series).collect()
}

/// The largest share of all periods is often that of one article among few: only periods that a test tells from the other
/// articles, all periods together, are compared.
fn highest(series: &Series) -> Option<usize> {
    let overall = series.overall(NAMED);
    let effect = series.design_effects[NAMED];
    let is_whole = |period: &usize| !series.partial[*period] && series.totals[*period] >= MIN_ARTICLES_OF_PERIOD;
    let share = |period: usize| Some((period, series.share(period, NAMED)?));
    let whole: Vec<(usize, Share)> = (0..series.periods.len()).filter(is_whole).filter_map(share).collect();
    let p_value = |(_, own): &(usize, Share)| {
        let others = wilson(overall.count - own.count, overall.total - own.total);
        Some(difference_of_clustered([&others, own], [effect; 2])?.p_value)
    };
    let rates = false_discovery_of_tested(&whole.iter().map(p_value).collect::<Vec<_>>());
    let clear = whole
        .into_iter()
        .zip(rates)
        .filter(|((_, own), rate)| *rate < MAX_FALSE_DISCOVERY_RATE && own.value > overall.value);
    // Of equal shares the earliest.
    clear.rev().max_by(|((_, a), _), ((_, b), _)| a.value.total_cmp(&b.value)).map(|((period, _), _)| period)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Months of articles: how many there are, and how many name the term.
    fn months(counts: &[(usize, usize)]) -> Series {
        let seen = |(month, &(total, named)): (usize, &(usize, usize))| {
            (0..total).map(move |number| Observation {
                date: format!("2024-{month:02}-{:02}", [1, 28][number % 2]).parse().ok(),
                theme: usize::from(number < named),
                ..Default::default()
            })
        };
        let seen: Vec<Observation> = (1..).zip(counts).flat_map(seen).collect();
        Series::count(&seen, NAMED + 1, PeriodKind::Month)
    }

    #[test]
    fn one_article_of_few_is_no_highest_share() {
        assert_eq!(highest(&months(&[(47, 1), (0, 0), (2000, 20), (2000, 36), (1900, 22)])), None);
        assert_eq!(highest(&months(&[(47, 1), (0, 0), (600, 2), (600, 60), (600, 30)])), Some(3));
        assert_eq!(highest(&months(&[(9, 9), (0, 0), (600, 2)])), None);
        assert_eq!(highest(&months(&[(40, 20)])), None);
        // Articles that come in clusters tell less.
        let clustered = months(&[(20, 2), (20, 0), (20, 9)]);
        assert!(highest(&clustered).is_some() && highest(&clustered.with_design_effects(&[1.0, 3.7])).is_none());
    }
}
