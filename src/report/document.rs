//! A report: everything that is made of one set of classified articles.

use std::collections::BTreeSet;

use crate::Language;
use crate::corpus::NONE;
use crate::error::{Error, Result};
use crate::model::Classifier;
use crate::report::chart::{self, ChartData, Figure};
use crate::report::words::{say, thousands};
use crate::report::{Reported, findings, lag, page, series, tables, terms, vocabulary};
use crate::trends::KeptWords;
use crate::trends::{
    Corrected, Drift, Issue, Movement, Observation, Period, PeriodKind, Series, Span, Target, ThemeChange,
    adjusted_count_intervals, by_province, changes, drift, expectation_maximisation_intervals, explains_counts, halves,
    movements,
};

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct ReportInput<'a> {
    /// The articles.
    pub articles: &'a [Reported],
    /// The probabilities of all themes, `[article][theme]`, flat.
    pub probabilities: &'a [f32],
    /// The words of each article; empty where new terms are not to be looked for.
    pub words: &'a KeptWords,
    /// The model that classified them.
    pub classifier: &'a Classifier,
    /// The issues seen and missing.
    pub coverage: &'a [Issue],
    /// The length of periods; chosen by the span where none is given.
    pub kind: Option<PeriodKind>,
    /// The spans to compare; the halves of the days covered where none are given.
    pub compare: Option<(Span, Span)>,
    /// The themes to draw, all where it is empty; shares are always of all articles.
    pub themes: &'a [usize],
    /// The terms of which is told who named them first.
    pub terms: &'a [String],
    /// Draw this many themes at most, those with the largest shares.
    pub top: Option<usize>,
    /// The language of charts and names.
    pub language: Language,
    /// The width of the charts in points.
    pub width: f64,
    /// The command as typed, told in the page.
    pub command: &'a str,
}

/// What was found out about the articles together.
#[derive(Debug, Clone, Default)]
pub(super) struct Analysis {
    /// Each theme's share as counted.
    pub raw: Vec<f64>,
    /// Each theme's share corrected for the model's errors; empty where that cannot be done.
    pub corrected: Vec<Corrected>,
    /// The same by adjusted counts, which know the classifier's errors but not its probabilities; for comparison.
    pub adjusted: Vec<Corrected>,
    /// Each theme's share where articles weigh by their prominence.
    pub prominent: Vec<f64>,
    /// The spans compared, and each theme's change between them.
    pub spans: Option<(Span, Span)>,
    pub changes: Vec<ThemeChange>,
    /// How each theme went along the series.
    pub movements: Vec<Movement>,
    /// Who came first, the centre or the provinces.
    pub lag: lag::LagFindings,
    /// Terms that came up or faded between the spans, by theme.
    pub terms: Vec<terms::ThemeTerms>,
    /// Words the model does not know.
    pub drift: Drift,
}

/// A finished report: charts, and other files by name.
#[derive(Debug, Clone)]
pub struct Document {
    /// The charts.
    pub figures: Vec<Figure>,
    /// Pages and tables: names of files with their content.
    pub files: Vec<(&'static str, String)>,
    /// Articles whose date does not tell their period: they are not counted.
    pub undated: usize,
    /// Periods between the first and the last without an article.
    pub missing: usize,
    /// Why nothing is told of who came first, the centre or the provinces, where that is so.
    pub no_lag: Option<&'static str>,
    /// How far the language of the articles moved away from what the model learned.
    pub drift: Drift,
    /// A warning about that, where there is one, in English for the screen.
    pub warning: Option<String>,
}

/// Makes a report.
///
/// # Errors
/// [`Error::NothingToReport`] where no article tells its period.
pub fn build(input: &ReportInput<'_>) -> Result<Document> {
    let dates = || input.articles.iter().filter_map(|a| a.seen.date);
    let days = || dates().filter_map(|d| d.full());
    let kind = input.kind.unwrap_or_else(|| match days().min().zip(days().max()) {
        Some((first, last)) => PeriodKind::for_span(first, last, input.articles.len()),
        None if dates().any(|d| d.month().is_some()) => PeriodKind::Month,
        None => PeriodKind::Year,
    });
    let themes = input.classifier.theme_set();
    // All charts and tables count the same articles: those whose date tells their period.
    let counted: Vec<bool> =
        input.articles.iter().map(|a| a.seen.date.is_some_and(|d| Period::of(d, kind).is_some())).collect();
    let dated: Vec<Observation> =
        input.articles.iter().zip(&counted).filter(|(_, counted)| **counted).map(|(a, _)| a.seen.clone()).collect();
    let series = Series::count(&dated, themes.themes.len(), kind);
    if series.total() == 0 {
        return Err(Error::NothingToReport { reason: "none of the articles has a date".into() });
    }
    let undated = input.articles.len() - series.total();
    let regions = by_province(&dated, themes.themes.len());
    let mut analysis = analyse(input, &dated, &counted, &series, kind);
    let weights = series::weights(input);
    analysis.prominent = series::shares_by_prominence(input, kind, &weights);
    let figures = chart::all(&ChartData {
        language: input.language,
        kind,
        width: input.width,
        themes: themes.themes.iter().map(|t| t.name(input.language).to_owned()).collect(),
        none: themes.themes.iter().position(|t| t.id == NONE),
        shown: shown(input, &series),
        series: &series,
        months: &Series::count(&dated, themes.themes.len(), PeriodKind::Month),
        regions: &regions,
        analysis: &analysis,
        coverage: input.coverage,
        foot: foot(input, &dated, &series),
    });
    let files = vec![
        ("report.html", page::html(input, kind, &analysis)),
        ("report.md", findings::markdown(input, &series, &analysis)),
        ("counts.csv", tables::counts_csv(&dated, themes, kind, input.language)),
        ("series.csv", series::series_csv(input, kind, &weights)),
        ("changes.csv", findings::changes_csv(input, &series, &analysis)),
        ("coverage.csv", findings::coverage_csv(input.coverage)),
        ("stories.csv", findings::stories_csv(input.articles)),
        ("lag.csv", lag::csv(input, &analysis.lag)),
        ("terms.csv", terms::csv(input, &analysis.terms)),
        ("vocabulary.csv", vocabulary::csv(&analysis.drift)),
    ];
    let no_lag = analysis.lag.none.map(|none| none.told(Language::English));
    let warning = vocabulary::warning(&analysis.drift, Language::English);
    let (missing, drift) = (series.missing(), analysis.drift);
    Ok(Document { figures, files, undated, missing, no_lag, drift, warning })
}

/// Fewer articles than this say too little of their mix to correct it.
const FEWEST_TO_CORRECT: usize = 50;

/// The themes to draw: those asked for, the largest first.
fn shown(input: &ReportInput<'_>, series: &Series) -> Vec<usize> {
    let wanted = |theme: &usize| input.themes.is_empty() || input.themes.contains(theme);
    series.ranking().into_iter().filter(wanted).take(input.top.unwrap_or(usize::MAX)).collect()
}

fn analyse(
    input: &ReportInput<'_>,
    dated: &[Observation],
    counted: &[bool],
    series: &Series,
    kind: PeriodKind,
) -> Analysis {
    let themes = input.classifier.themes().len();
    let spans = input.compare.or_else(|| halves(dated));
    // Models made before these were kept cannot correct.
    let prior = input.classifier.calibration().means();
    let confusion: Option<Vec<usize>> = input.classifier.metrics().map(|m| m.evaluation.confusion.concat());
    let rows = input.probabilities.chunks_exact(themes).zip(counted).filter(|(_, counted)| **counted);
    let probabilities: Vec<f32> = rows.flat_map(|(row, _)| row.iter().copied()).collect();
    let counts: Vec<usize> = (0..themes).map(|theme| series.overall(theme).count).collect();
    let (corrected, adjusted) = confusion
        .filter(|_| prior.len() == themes && probabilities.len() >= FEWEST_TO_CORRECT * themes)
        .and_then(|confusion| {
            let (found, intervals) =
                expectation_maximisation_intervals(&probabilities, prior, &confusion, Target::Articles)?;
            // Articles unlike those of training would be corrected to anything.
            let explained = explains_counts(&found.shares, &counts, &confusion);
            explained.then(|| (intervals, adjusted_count_intervals(&counts, &confusion).unwrap_or_default()))
        })
        .unwrap_or_default();
    Analysis {
        raw: (0..themes).map(|theme| series.overall(theme).value).collect(),
        corrected,
        adjusted,
        prominent: Vec::new(),
        spans,
        changes: spans.map(|(a, b)| changes(dated, themes, a, b)).unwrap_or_default(),
        movements: movements(series),
        lag: lag::find(input),
        terms: terms::find(input.articles, input.words, themes, spans),
        drift: drift(
            &input.articles.iter().filter_map(|a| Some((a.seen.date, a.unknown_share?))).collect::<Vec<_>>(),
            kind,
            input.classifier.training().unknown_words,
        ),
    }
}

/// What the foot of every chart tells.
fn foot(input: &ReportInput<'_>, counted: &[Observation], series: &Series) -> String {
    let sources: BTreeSet<&str> = counted.iter().map(|o| o.source.as_str()).filter(|s| !s.is_empty()).collect();
    let dates = || counted.iter().filter_map(|o| o.date);
    let span = dates().min().zip(dates().max()).map(|(a, b)| format!("{a} — {b}")).unwrap_or_default();
    let articles = thousands(counted.len());
    let undated = input.articles.len() - counted.len();
    let language = input.language;
    let mut parts = match language {
        Language::Chinese => vec![format!("{articles} 篇文章"), format!("{} 家来源", sources.len())],
        Language::English => vec![format!("{articles} articles"), format!("{} sources", sources.len())],
    };
    parts.push(span);
    if series.missing() > 0 {
        parts.push(match language {
            Language::Chinese => format!("缺 {} 期", series.missing()),
            Language::English => format!("{} periods missing", series.missing()),
        });
    }
    if undated > 0 {
        parts.push(match language {
            Language::Chinese => format!("另有 {undated} 篇日期不详，未计入"),
            Language::English => format!("{undated} undated, not counted"),
        });
    }
    parts.push(format!("{} {}", say(language, "模型", "model"), input.classifier.digest()));
    format!("policyvane · {}", parts.join(" · "))
}
