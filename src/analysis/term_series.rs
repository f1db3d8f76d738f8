//! The share of articles that name a search term, by period.

use std::collections::BTreeSet;

use crate::analysis::SurveyedArticle;
use crate::trends::{
    Observation, Period, PeriodKind, PrintedStory, Series, Share, Trend, design_effects, theme_trends,
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
}

impl TermSeries {
    /// The number of the articles with the term in [`series`](Self::series).
    pub const NAMED: usize = NAMED;

    /// The share of a period's articles that name the term; `None` for a period without articles.
    pub fn share(&self, period: usize) -> Option<Share> {
        self.series.share(period, NAMED)
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
    incomplete: &BTreeSet<Period>,
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
        let series = Series::count(&seen, NAMED + 1, period).with_design_effects(&effects).with_incomplete(incomplete);
        let series = series.with_composition(&seen);
        let trend = theme_trends(&series, &seen).get(NAMED).and_then(|found| found.trend);
        TermSeries { term: term.clone(), series, trend }
    };
    terms.iter().enumerate().map(series).collect()
}
