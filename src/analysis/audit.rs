//! Audits: a random sample of a survey's articles for coders, and what their labels tell of all articles.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{ArticleStore, ClassifiedArticle};
use crate::corpus::{AuditLabel, ThemeSet};
use crate::error::Result;
use crate::trends::audit::{
    AuditPopulation, AuditedChange, AuditedQuality, AuditedShare, CodedArticle, DrawUnit, Drawn, MIN_LABELS,
    PredictedArticle, audited_changes, audited_quality, audited_shares, draw_sample,
};
use crate::trends::{Period, PeriodKind, Span, paper_weights};

/// Where the model's themes without a coded article hold more than this share of the articles, of all or of one of two spans, no
/// changes are inferred.
pub const MAX_UNCOVERED: f64 = 0.1;

/// Labels of a sample, with the probabilities with which its articles were drawn where they are known.
#[derive(Debug, Clone, Default)]
pub struct AuditSample {
    /// The rows of the coder's file.
    pub labels: Vec<AuditLabel>,
    /// The probability with which each article was drawn, by identifier.
    pub probabilities: BTreeMap<String, f64>,
}

/// What labels tell of all articles.
#[derive(Debug, Clone)]
pub struct Audit {
    /// The number of all articles.
    pub articles: usize,
    /// The number of labels that are used.
    pub labels: usize,
    /// The articles that are not coded yet.
    pub uncoded: Vec<String>,
    /// Labels that mean no theme of the model, with their counts.
    pub unknown: BTreeMap<String, usize>,
    /// Labelled articles that are not among the articles at hand.
    pub absent: Vec<String>,
    /// Articles that are labelled twice with different themes; none of their labels is used.
    pub contradicting: Vec<String>,
    /// The themes that the model chose for some articles of which none is coded: nothing is known of them.
    pub uncovered: Vec<usize>,
    /// The share of their articles among all, 0 to 1.
    pub uncovered_share: f64,
    /// Whether each label has its probability from the design; else articles with the same choice of the model are taken to
    /// have been drawn with the same probability.
    pub has_design: bool,
    /// Each theme's share, in the theme set's order.
    pub shares: Vec<AuditedShare>,
    /// How good the model is on these articles.
    pub quality: AuditedQuality,
    /// The changes between two spans, where little is uncovered.
    pub comparison: Option<AuditComparison>,
}

/// Each theme's change between two spans within the papers that were read in both, as coders would find it.
#[derive(Debug, Clone)]
pub struct AuditComparison {
    /// The earlier span.
    pub before: Span,
    /// The later span.
    pub after: Span,
    /// The number of labels in each span, of papers that were read in both.
    pub labels: [usize; 2],
    /// The change of each theme, in the theme set's order; none where a span has too few labels.
    pub changes: Option<Vec<AuditedChange>>,
}

/// Draws a sample of the articles: strata are the model's themes, and within them the sample is spread over papers and
/// months (see [`draw_sample`]).
pub fn audit_sample(articles: &[ClassifiedArticle], themes: usize, size: usize, seed: u64) -> Vec<Drawn> {
    let unit = |article: &ClassifiedArticle| {
        let observation = &article.observation;
        let month = observation.date.and_then(|date| Period::of(date, PeriodKind::Month));
        let order = (observation.source.to_string(), month);
        DrawUnit { id: article.id.to_string(), theme: observation.theme, order }
    };
    draw_sample(&articles.iter().map(unit).collect::<Vec<_>>(), themes, size, seed)
}

/// What the labels of a sample tell of the articles; none where no label can be used. Changes are between `spans`. `store` is
/// the one that the articles refer to.
///
/// # Errors
/// [`Error::Read`](crate::Error::Read) where the store cannot be read.
pub fn audit<'a>(
    articles: impl Iterator<Item = &'a ClassifiedArticle>,
    store: &ArticleStore,
    sample: &AuditSample,
    themes: &ThemeSet,
    spans: Option<(Span, Span)>,
) -> Result<Option<Audit>> {
    // Sorted, so that sums do not depend on the order of inputs.
    let mut articles: Vec<&ClassifiedArticle> = articles.collect();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    let probabilities = store.probabilities(articles.iter().map(|article| article.details))?;
    Ok(audit_of(&articles, &probabilities, sample, themes, spans))
}

/// What the labels tell of the articles, which are sorted by identifier; `probabilities` are those of their themes, one
/// article after the other.
fn audit_of(
    articles: &[&ClassifiedArticle],
    probabilities: &[f32],
    sample: &AuditSample,
    themes: &ThemeSet,
    spans: Option<(Span, Span)>,
) -> Option<Audit> {
    let mut found = Labels::of(articles, sample, themes);
    let has_design = found.themes.keys().all(|&at| sample.probabilities.contains_key(&*articles[at].id));
    let weight = |at: usize| if has_design { 1.0 / sample.probabilities[&*articles[at].id] } else { 1.0 };
    let coded: Vec<CodedArticle> = std::mem::take(&mut found.themes)
        .into_iter()
        .map(|(article, theme)| CodedArticle { article, theme, weight: weight(article) })
        .collect();
    let all: Vec<(usize, f64)> = (0..articles.len()).map(|at| (at, 1.0)).collect();
    let population = population(articles, probabilities, &all, &coded, themes.themes.len());
    let shares = audited_shares(&population)?;
    let quality = audited_quality(&population)?;
    let powers: Vec<f64> = shares.iter().map(|share| share.power).collect();
    let (uncovered, uncovered_share) = population.uncovered();
    let comparison = spans.filter(|_| uncovered_share <= MAX_UNCOVERED).map(|(before, after)| {
        let parts = within_papers(articles, [before, after])
            .map(|chosen| self::population(articles, probabilities, &chosen, &coded, themes.themes.len()));
        let is_enough = |part: &AuditPopulation<'_>| {
            part.effective_labels() >= MIN_LABELS as f64 && part.uncovered().1 <= MAX_UNCOVERED
        };
        let changes = if parts.iter().all(is_enough) { audited_changes(&parts[0], &parts[1], &powers) } else { None };
        AuditComparison { before, after, labels: parts.each_ref().map(|part| part.coded.len()), changes }
    });
    Some(Audit {
        articles: articles.len(),
        labels: coded.len(),
        uncoded: found.uncoded.into_iter().collect(),
        unknown: found.unknown,
        absent: found.absent.into_iter().collect(),
        contradicting: found.contradicting.into_iter().collect(),
        uncovered,
        uncovered_share,
        has_design,
        shares,
        quality,
        comparison,
    })
}

/// The articles of each span whose papers were read in both, with weights under which the papers have the same part in both spans,
/// as the report's own changes are counted: a paper that enters or leaves makes no change. Every printing of a story counts.
fn within_papers(articles: &[&ClassifiedArticle], spans: [Span; 2]) -> [Vec<(usize, f64)>; 2] {
    let inside = spans.map(|span| -> Vec<usize> {
        let day = |at: usize| articles[at].observation.date.and_then(|date| date.full());
        (0..articles.len()).filter(|&at| day(at).is_some_and(|day| span.holds(day))).collect()
    });
    let paper = |at: usize| &*articles[at].observation.source;
    let read = inside.each_ref().map(|chosen| {
        let mut read: BTreeMap<&str, usize> = BTreeMap::new();
        chosen.iter().for_each(|&at| *read.entry(paper(at)).or_default() += 1);
        read
    });
    let weights = paper_weights(&read);
    std::array::from_fn(|span| {
        let weight = |&at: &usize| Some((at, weights.get(paper(at))? / read[span][paper(at)] as f64));
        inside[span].iter().filter_map(weight).collect()
    })
}

/// Some of the articles, with their weights, and the coded ones among them.
fn population<'a>(
    articles: &[&ClassifiedArticle],
    probabilities: &'a [f32],
    chosen: &[(usize, f64)],
    coded: &[CodedArticle],
    themes: usize,
) -> AuditPopulation<'a> {
    let places: BTreeMap<usize, usize> = chosen.iter().map(|(at, _)| *at).zip(0..).collect();
    let predicted = |&(at, weight): &(usize, f64)| PredictedArticle {
        theme: articles[at].observation.theme,
        probabilities: &probabilities[at * themes..][..themes],
        weight,
    };
    let label = |coded: &CodedArticle| Some(CodedArticle { article: *places.get(&coded.article)?, ..*coded });
    AuditPopulation {
        articles: chosen.iter().map(predicted).collect(),
        coded: coded.iter().filter_map(label).collect(),
        themes,
    }
}

/// Labels sorted by what can be done with them.
#[derive(Default)]
struct Labels {
    /// The theme of each coded article, by its place among the articles.
    themes: BTreeMap<usize, usize>,
    uncoded: BTreeSet<String>,
    unknown: BTreeMap<String, usize>,
    absent: BTreeSet<String>,
    contradicting: BTreeSet<String>,
}

impl Labels {
    /// `articles` are sorted by identifier.
    fn of(articles: &[&ClassifiedArticle], sample: &AuditSample, themes: &ThemeSet) -> Self {
        let mut found = Labels::default();
        for label in &sample.labels {
            let at = articles.partition_point(|article| *article.id < *label.id);
            let is_here = articles.get(at).is_some_and(|article| *article.id == *label.id);
            match themes.index_of(&label.label) {
                _ if label.label.trim().is_empty() => drop(found.uncoded.insert(label.id.clone())),
                None => *found.unknown.entry(label.label.clone()).or_default() += 1,
                Some(_) if !is_here => drop(found.absent.insert(label.id.clone())),
                Some(theme) => {
                    if found.themes.insert(at, theme).is_some_and(|earlier| earlier != theme) {
                        found.contradicting.insert(label.id.clone());
                    }
                }
            }
        }
        let Labels { themes, contradicting, .. } = &mut found;
        themes.retain(|&at, _| !contradicting.contains(&*articles[at].id));
        found
    }
}
