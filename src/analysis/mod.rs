//! The analysis of a survey's articles: shares, changes, trends, lags, new terms, drift. Each is computed once. There are
//! no texts for users and no languages here; `report` presents the findings.

mod agendas;
mod article;
mod article_store;
mod audit;
mod correction;
mod lag;
mod leads;
mod new_terms;
mod peak_terms;
mod peaks;
mod stories;
mod term_clusters;
mod term_series;
mod versus;

pub use agendas::{FrontPages, PaperPair};
pub use article::{ClassifiedArticle, SurveyedArticle, surveyed};
pub use article_store::{ArticleDetails, ArticleStore, StoredDetails};
pub use audit::{Audit, AuditComparison, AuditSample, MAX_UNCOVERED, audit, audit_sample};
pub use correction::CorrectedShares;
pub use lag::{LagFindings, NoLag};
pub use new_terms::{TermFinding, ThemeTerms};
pub use peaks::{PeakTerm, ThemePeak};
pub use term_series::TermSeries;
pub use versus::{NamedSelection, Versus, VersusFindings};

use std::collections::BTreeSet;

use jiff::civil::Date;

use self::stories::{seasons_of_stories, trends_of_stories, without_reprints};
use crate::corpus::{NONE, PartialDate};
use crate::error::{Error, NothingToReport, Result};
use crate::model::Classifier;
use crate::trends::{
    Diversity, Drift, Issue, Observation, Period, PeriodKind, RegionCounts, Seasons, Series, Share, Span, TermSettings,
    Terms, ThemeChange, ThemeProvinces, ThemeTrend, WordStore, by_province, changes, cluster_kind, days_read,
    default_spans, design_effects, diversity, drift, incomplete_periods, province_shares,
};

/// Settings of the analysis.
#[derive(Debug, Clone, Default)]
pub struct AnalysisSettings {
    /// The length of periods; chosen by the span of days and the number of articles where none is given.
    pub period: Option<PeriodKind>,
    /// The spans to compare; those of [`default_spans`] where none are given.
    pub compare: Option<(Span, Span)>,
    /// Two selections to set side by side.
    pub versus: Option<Versus>,
}

/// Each theme's change between two spans of days.
#[derive(Debug, Clone)]
pub struct SpanComparison {
    /// The earlier span.
    pub before: Span,
    /// The later span.
    pub after: Span,
    /// The change of each theme, in the theme set's order.
    pub changes: Vec<ThemeChange>,
}

/// Each theme's share of all counted articles, in several ways.
#[derive(Debug, Clone, Copy)]
pub struct ThemeShare {
    /// The share as counted.
    pub counted: Share,
    /// The share of the articles' weights by prominence, 0 to 1.
    pub by_prominence: f64,
}

/// The findings on the articles of a survey.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The length of periods.
    pub period: PeriodKind,
    /// The counted articles: those whose date is in some period.
    pub counted: CountedArticles,
    /// The number of articles whose date is in no period; they are not counted.
    pub undated: usize,
    /// The design effect of each theme (see [`design_effects`]), by which intervals of shares are widened.
    pub design_effects: Vec<f64>,
    /// The issues that were read and those that are missing.
    pub coverage: Vec<Issue>,
    /// The months, weeks or days that tests leave out because most of their issues are missing.
    pub left_out: BTreeSet<Period>,
    /// Counts by period and theme.
    pub series: Series,
    /// The same articles by month.
    pub months: Series,
    /// The same articles by province.
    pub regions: Vec<RegionCounts>,
    /// Each theme's share, in the theme set's order.
    pub shares: Vec<ThemeShare>,
    /// The shares corrected for the model's known errors; none where they cannot be corrected.
    pub corrected: Option<CorrectedShares>,
    /// The change of each theme between two spans; none where all articles are of one day.
    pub comparison: Option<SpanComparison>,
    /// How each theme moved along the series, in the theme set's order.
    pub theme_trends: Vec<ThemeTrend>,
    /// Lags between national papers and those of provinces.
    pub lag: LagFindings,
    /// Terms that rose or faded between the spans, by theme.
    pub new_terms: Vec<ThemeTerms>,
    /// The number of articles in which terms were looked for, where it was not all of them.
    pub term_sample: Option<usize>,
    /// Weeks in which a theme had clearly more attention than around them, in the order of time.
    pub peaks: Vec<ThemePeak>,
    /// The search terms along the periods.
    pub term_series: Vec<TermSeries>,
    /// Two selections side by side, where they were asked for.
    pub versus: Option<VersusFindings>,
    /// How far apart the agendas of papers are, the farthest pair first.
    pub agendas: Vec<PaperPair>,
    /// How evenly attention is spread over the policy themes, by period.
    pub diversity: Vec<Diversity>,
    /// What stands on front pages, where pages are known.
    pub front_pages: Option<FrontPages>,
    /// Shares by province with intervals, in the theme set's order.
    pub provinces: Vec<ThemeProvinces>,
    /// The seasons of all themes, where two whole years were read.
    pub seasons: Option<Seasons>,
    /// The share of words that the model does not know.
    pub drift: Drift,
    /// The theme that stands for “no policy theme”, where the theme set has one.
    pub none: Option<usize>,
}

/// Analyses classified articles.
///
/// `store` is the one that the articles refer to. `coverage` holds the issues read and missing: periods of which most issues are missing
/// leave trends and tests. `words` holds the words of each article, one text per article in the same order; where it is empty, new terms
/// are not searched for. `terms` are the search terms that [`ClassifiedArticle::named_terms`] refers to.
///
/// # Errors
/// [`Error::NothingToReport`] where no article has a date, [`Error::BadSetting`] where a selection to compare is empty,
/// [`Error::Read`] where the store cannot be read.
pub fn analyse(
    articles: &[SurveyedArticle<'_>],
    store: &ArticleStore,
    coverage: &[Issue],
    words: &WordStore,
    terms: &[String],
    classifier: &Classifier,
    settings: &AnalysisSettings,
) -> Result<Analysis> {
    let themes = classifier.themes().len();
    let none = classifier.themes().iter().position(|theme| theme.id == NONE);
    let dates = articles.iter().map(|article| article.classified.observation.date);
    let period = settings.period.unwrap_or_else(|| PeriodKind::for_dates(dates));
    let is_counted = |article: &&SurveyedArticle<'_>| article.classified.observation.period(period).is_some();
    let counted: Vec<&SurveyedArticle<'_>> = articles.iter().filter(is_counted).collect();
    let observations: Vec<Observation> = counted.iter().map(|article| article.classified.observation.clone()).collect();
    let design_effects = effects(&counted, themes);
    let series = Series::count(&observations, themes, period)
        .with_design_effects(&design_effects)
        .with_coverage(coverage, &observations)
        .with_composition(&observations);
    if series.total() == 0 {
        return Err(Error::NothingToReport { reason: NothingToReport::NoDate });
    }
    let spans = settings.compare.or_else(|| default_spans(days_read(coverage, &observations)?));
    let left_out: BTreeSet<Period> = spans.map_or_else(BTreeSet::new, |(before, after)| {
        let incomplete = incomplete_periods(coverage, cluster_kind(before, after)).into_iter();
        incomplete.filter(|period| [before, after].iter().any(|span| span.overlaps(*period))).collect()
    });
    let is_readable = !words.is_empty() && words.offered() == articles.len();
    // Of very many articles terms are found in a sample.
    let sampled: Vec<SurveyedArticle<'_>> =
        if is_readable { (0..words.len()).map(|text| articles[words.place(text)]).collect() } else { Vec::new() };
    let settings_of_terms = TermSettings { min_texts: new_terms::MIN_ARTICLES as u32, ..Default::default() };
    let found_terms = is_readable.then(|| Terms::find(words, &settings_of_terms));
    let months = Series::count(&observations, themes, PeriodKind::Month)
        .with_composition(&observations)
        .with_design_effects(&design_effects)
        .with_coverage(coverage, &observations);
    let regions = by_province(&observations, themes);
    let weeks = Series::count(&observations, themes, PeriodKind::Week).with_coverage(coverage, &observations);
    let is_partial = weeks.periods.iter().zip(&weeks.partial).filter(|(_, partial)| **partial);
    let partial_weeks: BTreeSet<Period> = is_partial.map(|(week, _)| *week).collect();
    Ok(Analysis {
        undated: articles.len() - series.total(),
        term_series: term_series::find(&counted, terms, period, coverage),
        versus: settings.versus.as_ref().map(|asked| versus::find(&counted, asked, themes)).transpose()?,
        agendas: agendas::find(&counted, themes),
        diversity: diversity(without_reprints(&counted, &BTreeSet::new()), themes, none, period),
        front_pages: agendas::front_pages(&counted, themes),
        provinces: province_shares(&regions, &design_effects),
        seasons: seasons_of_stories(&counted, &months),
        months,
        regions,
        shares: shares(&counted, &series, themes),
        corrected: correction::correct(&counted, store, &series, classifier)?,
        comparison: spans.map(|(before, after)| SpanComparison {
            before,
            after,
            changes: changes(without_reprints(&counted, &left_out), themes, before, after),
        }),
        theme_trends: trends_of_stories(&counted, &series),
        lag: lag::find(articles, terms, themes, none),
        new_terms: new_terms::find(&sampled, words, found_terms.as_ref(), themes, spans, &left_out),
        peaks: peaks::find(articles, &sampled, words, found_terms.as_ref(), themes, none, &partial_weeks),
        term_sample: (sampled.len() < articles.len() && is_readable).then_some(sampled.len()),
        drift: vocabulary_drift(articles, period, classifier),
        period,
        counted: CountedArticles::of(&observations),
        design_effects,
        coverage: coverage.to_vec(),
        left_out,
        series,
        none,
    })
}

/// Totals of the counted articles.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CountedArticles {
    /// Their number.
    pub articles: usize,
    /// The number of their papers.
    pub sources: usize,
    /// The earliest and the latest date.
    pub dates: Option<(PartialDate, PartialDate)>,
    /// The earliest and the latest of the dates that are whole.
    pub days: Option<(Date, Date)>,
}

impl CountedArticles {
    fn of(observations: &[Observation]) -> Self {
        let sources: BTreeSet<&str> = observations.iter().map(|seen| &*seen.source).filter(|s| !s.is_empty()).collect();
        let dates = || observations.iter().filter_map(|seen| seen.date);
        let days = || dates().filter_map(|date| date.full());
        CountedArticles {
            articles: observations.len(),
            sources: sources.len(),
            dates: dates().min().zip(dates().max()),
            days: days().min().zip(days().max()),
        }
    }
}

/// The design effect of each theme.
fn effects(counted: &[&SurveyedArticle<'_>], themes: usize) -> Vec<f64> {
    let printed: Vec<_> = counted.iter().map(|article| article.printed_story()).collect();
    design_effects(&printed, themes)
}

/// The shares of words that the model does not know.
fn vocabulary_drift(articles: &[SurveyedArticle<'_>], period: PeriodKind, classifier: &Classifier) -> Drift {
    let unknown_shares: Vec<_> = articles
        .iter()
        .filter_map(|article| Some((article.classified.observation.date, article.classified.unknown_share?)))
        .collect();
    drift(&unknown_shares, period, classifier.training().unknown_words)
}

/// Each theme's share, as counted and weighed by prominence.
fn shares(counted: &[&SurveyedArticle<'_>], series: &Series, themes: usize) -> Vec<ThemeShare> {
    let mut weights = vec![0.0; themes];
    for article in counted {
        weights[article.classified.observation.theme] += article.prominence;
    }
    let all: f64 = weights.iter().sum();
    let by_prominence = |weight: f64| if all > 0.0 { weight / all } else { 0.0 };
    weights
        .into_iter()
        .enumerate()
        .map(|(theme, weight)| ThemeShare { counted: series.overall(theme), by_prominence: by_prominence(weight) })
        .collect()
}

#[cfg(test)]
impl Analysis {
    /// An analysis of observations alone, for tests of charts.
    pub(crate) fn of_observations(observations: Vec<Observation>, themes: usize, period: PeriodKind) -> Self {
        let series = Series::count(&observations, themes, period);
        let (months, regions) =
            (Series::count(&observations, themes, PeriodKind::Month), by_province(&observations, themes));
        let spans = days_read(&[], &observations).and_then(default_spans);
        let comparison = spans.map(|(before, after)| SpanComparison {
            before,
            after,
            changes: changes(observations.iter(), themes, before, after),
        });
        Analysis {
            period,
            undated: 0,
            term_series: Vec::new(),
            versus: None,
            agendas: Vec::new(),
            diversity: diversity(observations.iter(), themes, None, period),
            front_pages: None,
            provinces: province_shares(&regions, &vec![1.0; themes]),
            seasons: crate::trends::seasons(&months),
            months,
            regions,
            shares: shares(&[], &series, themes),
            corrected: None,
            comparison,
            theme_trends: crate::trends::theme_trends(&series, &observations),
            lag: LagFindings::default(),
            new_terms: Vec::new(),
            term_sample: None,
            peaks: Vec::new(),
            drift: Drift::default(),
            none: None,
            counted: CountedArticles::of(&observations),
            design_effects: vec![1.0; themes],
            coverage: Vec::new(),
            left_out: BTreeSet::new(),
            series,
        }
    }
}
