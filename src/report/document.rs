//! A report: everything that is made of one set of classified articles.

use std::collections::BTreeSet;

use super::chart::{self, ChartData, Figure};
use super::tables::counts_csv;
use super::words::{say, thousands};
use crate::corpus::{Language, NONE, ThemeSet};
use crate::error::{Error, Result};
use crate::trends::{Observation, Period, PeriodKind, Series, by_province};

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// The articles.
    pub observations: &'a [Observation],
    /// The model's themes.
    pub themes: &'a ThemeSet,
    /// The model's digest.
    pub model: &'a str,
    /// The length of periods; chosen by the span where none is given.
    pub kind: Option<PeriodKind>,
    /// The language of charts and names.
    pub language: Language,
    /// The width of the charts in points.
    pub width: f64,
}

/// A finished report: pictures and tables as bytes.
#[derive(Debug, Clone)]
pub struct Document {
    /// The charts.
    pub figures: Vec<Figure>,
    /// The tidy table of counts.
    pub counts: String,
    /// Articles whose date does not tell their period: they are not counted.
    pub undated: usize,
    /// Periods between the first and the last without an article.
    pub missing: usize,
}

/// Makes a report.
///
/// # Errors
/// [`Error::NothingToReport`] where no article tells its period.
pub fn build(input: &ReportInput<'_>) -> Result<Document> {
    let dates = || input.observations.iter().filter_map(|o| o.date);
    let days = || dates().filter_map(|d| d.full());
    let kind = input.kind.unwrap_or_else(|| match days().min().zip(days().max()) {
        Some((first, last)) => PeriodKind::for_span(first, last, input.observations.len()),
        None if dates().any(|d| d.month().is_some()) => PeriodKind::Month,
        None => PeriodKind::Year,
    });
    let themes = input.themes.themes.len();
    // All charts and tables count the same articles: those whose date tells their period.
    let dated: Vec<Observation> =
        input.observations.iter().filter(|o| o.date.is_some_and(|d| Period::of(d, kind).is_some())).cloned().collect();
    let series = Series::count(&dated, themes, kind);
    if series.total() == 0 {
        return Err(Error::NothingToReport { reason: "none of the articles has a date".into() });
    }
    let undated = input.observations.len() - series.total();
    let regions = by_province(&dated, themes);
    let figures = chart::all(&ChartData {
        language: input.language,
        kind,
        width: input.width,
        themes: input.themes.themes.iter().map(|t| t.name(input.language).to_owned()).collect(),
        none: input.themes.themes.iter().position(|t| t.id == NONE),
        series: &series,
        regions: &regions,
        foot: foot(input, &dated, &series),
    });
    Ok(Document {
        figures,
        counts: counts_csv(&dated, input.themes, kind, input.language),
        undated,
        missing: series.missing(),
    })
}

/// What the foot of every chart tells.
fn foot(input: &ReportInput<'_>, counted: &[Observation], series: &Series) -> String {
    let sources: BTreeSet<&str> = counted.iter().map(|o| o.source.as_str()).filter(|s| !s.is_empty()).collect();
    let dates = || counted.iter().filter_map(|o| o.date);
    let span = dates().min().zip(dates().max()).map(|(a, b)| format!("{a} — {b}")).unwrap_or_default();
    let articles = thousands(counted.len());
    let undated = input.observations.len() - counted.len();
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
    parts.push(format!("{} {}", say(language, "模型", "model"), input.model));
    format!("policyvane · {}", parts.join(" · "))
}
