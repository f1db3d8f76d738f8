//! Tests of terms in which clusters of days are the draws, not articles.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::article::SurveyedArticle;
use crate::trends::{
    ClusterCount, Observation, Period, Span, TermScratch, Terms, WordStore, cluster_kind,
    difference_of_successive_clusters, is_within, lasting_between,
};

/// Two spans that are compared, and the periods that are left out of both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compared<'a> {
    /// The earlier span.
    pub before: Span,
    /// The later span.
    pub after: Span,
    /// How many clusters tell as much as an independent one, since events last: an event has its words as long as it has articles.
    pub lasting: f64,
    /// Periods of which most issues are missing; their articles are in neither span.
    pub left_out: &'a BTreeSet<Period>,
}

impl<'a> Compared<'a> {
    /// Two spans of some articles, of whose stories the first printings count.
    pub(super) fn of(
        articles: &[SurveyedArticle<'_>],
        themes: usize,
        (before, after): (Span, Span),
        left_out: &'a BTreeSet<Period>,
    ) -> Self {
        let is_whole = |seen: &&Observation| !seen.date.is_some_and(|date| is_within(date, left_out));
        let first = articles.iter().filter(|article| !article.reprint).map(|article| &article.classified.observation);
        let lasting = lasting_between(first.filter(is_whole), themes, before, after);
        Compared { before, after, lasting, left_out }
    }
}

/// The p-values of some terms' changes within a theme, with clusters of days as draws.
pub(super) fn clustered_p_values(
    articles: &[SurveyedArticle<'_>],
    words: &WordStore,
    terms: &Terms,
    theme: usize,
    spans: Compared<'_>,
    wanted: &[u32],
) -> Vec<f64> {
    let numbers: BTreeMap<u32, usize> = wanted.iter().copied().zip(0..).collect();
    let cells = term_cells(articles, words, terms, theme, spans, &numbers);
    let p_value = |term: usize| {
        let counts = |span: usize| -> Vec<ClusterCount> {
            cells[span].iter().map(|(cell, texts)| texts.of_term(*cell, term)).collect()
        };
        difference_of_successive_clusters(&counts(0), &counts(1), spans.lasting).difference.p_value
    };
    (0..wanted.len()).map(p_value).collect()
}

/// A paper and a cluster of days, both by number.
type Cell = (usize, usize);

/// The articles of a theme in one cell.
#[derive(Debug, Clone)]
struct CellTexts {
    total: usize,
    /// The number of articles with each of the wanted terms.
    with_term: Vec<usize>,
}

impl CellTexts {
    fn of_term(&self, (paper, cluster): Cell, term: usize) -> ClusterCount {
        ClusterCount { paper, cluster, count: self.with_term[term], total: self.total }
    }
}

/// Counts the wanted terms in the articles of a theme, by span, paper and cluster of days. `numbers` gives each term its
/// place among the wanted ones.
fn term_cells(
    articles: &[SurveyedArticle<'_>],
    words: &WordStore,
    terms: &Terms,
    theme: usize,
    spans: Compared<'_>,
    numbers: &BTreeMap<u32, usize>,
) -> [BTreeMap<Cell, CellTexts>; 2] {
    let kind = cluster_kind(spans.before, spans.after);
    let (mut papers, mut clusters) = (BTreeMap::new(), BTreeMap::new());
    let mut cells: [BTreeMap<Cell, CellTexts>; 2] = Default::default();
    let mut scratch = TermScratch::default();
    for (number, article) in of_theme(articles, theme) {
        let Some(span) = span_of(article, spans) else { continue };
        let observation = &article.classified.observation;
        let Some(period) = observation.date.and_then(|date| Period::of(date, kind)) else { continue };
        let next = papers.len();
        let paper = *papers.entry(&*observation.source).or_insert(next);
        let next = clusters.len();
        let cluster = *clusters.entry(period).or_insert(next);
        let none = || CellTexts { total: 0, with_term: vec![0; numbers.len()] };
        let cell = cells[span].entry((paper, cluster)).or_insert_with(none);
        cell.total += 1;
        terms.each(words, number, &mut scratch, |term| {
            if let Some(&place) = numbers.get(&term) {
                cell.with_term[place] += 1;
            }
        });
    }
    cells
}

/// The span an article is counted in: 0 for the earlier one, 1 for the later one, which goes first where they overlap.
/// Articles of periods that are left out are in neither.
pub(super) fn span_of(article: &SurveyedArticle<'_>, spans: Compared<'_>) -> Option<usize> {
    let date = article.classified.observation.date?;
    let day = date.full().filter(|_| !is_within(date, spans.left_out))?;
    if spans.after.holds(day) { Some(1) } else { spans.before.holds(day).then_some(0) }
}

/// The first printings of a theme's stories, with their places among all articles.
pub(super) fn of_theme<'a>(
    articles: &'a [SurveyedArticle<'a>],
    theme: usize,
) -> impl Iterator<Item = (usize, &'a SurveyedArticle<'a>)> {
    let is_counted =
        move |article: &SurveyedArticle<'_>| article.classified.observation.theme == theme && !article.reprint;
    articles.iter().enumerate().filter(move |(_, article)| is_counted(article))
}
