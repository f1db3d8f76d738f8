//! Arguments as typed become settings of the library, which are checked before any work starts.

pub mod inputs;
pub mod selections;

use std::path::Path;

use policyvane::corpus::{Adcode, Gazetteer, PartialDate, read_text};
use policyvane::report::shell_word;
use policyvane::survey::{Filter, Width};
use policyvane::trends::{Event, PeriodKind, Span, parse_events};
use policyvane::{Classifier, Error, Expected, Language, Result};

use crate::cli::arguments::inputs::{About, Filters};
use crate::cli::arguments::{By, ReportOptions, Size};

/// The articles asked for.
///
/// # Errors
/// [`Error::BadDate`] for a date that cannot be read, [`Error::BadSetting`] for a first day after the last one, [`Error::UnknownRegion`] for an
/// unknown or ambiguous place.
pub fn filter(typed: &Filters) -> Result<Filter> {
    let date = |text: &Option<String>| text.as_ref().map(|text| text.parse::<PartialDate>()).transpose();
    let (from, to) = (date(&typed.from)?, date(&typed.to)?);
    let ends = from.and_then(|from| from.first_day()).zip(to.and_then(|to| to.last_day()));
    if ends.is_some_and(|(first, last)| first > last) {
        let value = typed.from.clone().unwrap_or_default();
        return Err(Error::BadSetting { setting: "--from", value, expected: Expected::NotAfterEnd });
    }
    Ok(Filter {
        from,
        to,
        regions: typed.only_region.iter().map(|text| region(text)).collect::<Result<_>>()?,
        sources: typed.only_source.clone(),
        by_event: false,
    })
}

/// The place that a code or a name means.
pub fn region(text: &str) -> Result<Adcode> {
    Gazetteer::shared().parse(text).ok_or_else(|| {
        let candidates = Gazetteer::shared().candidates(text);
        Error::UnknownRegion { value: text.to_owned(), candidates }
    })
}

/// The themes to draw, by id or name.
///
/// # Errors
/// [`Error::UnknownTheme`] where the model has no such theme.
pub fn themes(typed: &[String], classifier: &Classifier) -> Result<Vec<usize>> {
    typed.iter().map(|name| classifier.theme_index(name)).collect()
}

/// The terms after `--term`.
///
/// # Errors
/// [`Error::BadSetting`] where one is empty.
pub fn terms(typed: &[String]) -> Result<&[String]> {
    match typed.iter().find(|term| term.trim().is_empty()) {
        None => Ok(typed),
        Some(empty) => Err(Error::BadSetting { setting: "--term", value: empty.clone(), expected: Expected::Term }),
    }
}

/// The spans after `--compare`.
///
/// # Errors
/// [`Error::BadSetting`] where they are not spans or overlap, [`Error::BadDate`] where a date cannot be read.
pub fn compare(typed: &[String]) -> Result<Option<(Span, Span)>> {
    let bad = |value: &str, expected| Error::BadSetting { setting: "--compare", value: value.into(), expected };
    let span = |text: &String| -> Result<Span> { selections::span(text).ok_or_else(|| bad(text, Expected::Spans))? };
    let [before, after, ..] = typed else { return Ok(None) };
    let spans = (span(before)?, span(after)?);
    // Articles of both spans would be compared with themselves: the tests are for spans apart.
    if spans.0.first <= spans.1.last && spans.1.first <= spans.0.last {
        return Err(bad(&format!("{before} {after}"), Expected::SeparateSpans));
    }
    Ok(Some(spans))
}

/// The events to set beside peaks and series.
///
/// # Errors
/// Where the table cannot be read, and [`Error::BadSetting`] where a row has no day or no name.
pub fn events(typed: &ReportOptions) -> Result<Vec<Event>> {
    match &typed.events {
        Some(path) => parse_events(&read_text(path)?).map_err(|value| Error::BadSetting {
            setting: "--events",
            value,
            expected: Expected::EventRow,
        }),
        None if typed.no_events => Ok(Vec::new()),
        None => Ok(Event::shipped().to_vec()),
    }
}

/// The length of periods.
pub fn period(by: By) -> PeriodKind {
    match by {
        By::Day => PeriodKind::Day,
        By::Week => PeriodKind::Week,
        By::Month => PeriodKind::Month,
        By::Quarter => PeriodKind::Quarter,
        By::Year => PeriodKind::Year,
    }
}

/// The width of charts.
pub fn width(size: Size) -> Width {
    match size {
        Size::Page => Width::Page,
        Size::Column => Width::Column,
        Size::Slide => Width::Slide,
    }
}

/// The options that say how files are read, as typed, each with a space before it.
pub fn reading(typed: &About) -> String {
    let mut text = String::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text += &format!(" --{name} {value}");
        }
    };
    add("date", typed.date.clone());
    add("source", typed.source.as_deref().map(shell_word));
    add("sources", typed.sources.as_ref().map(|path| shell_word(&file_name(path))));
    add("columns", typed.columns.as_deref().map(shell_word));
    add("ocr-command", typed.ocr_command.as_deref().map(shell_word));
    text
}

/// What a report is made of, beside the files that its manifest lists.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// The options that say how files are read, as [`reading`] gives them.
    pub reading: &'a str,
    /// The archive, where it holds what its files do not.
    pub archive: Option<&'a Path>,
    /// The model file, where one was asked for.
    pub model: Option<&'a Path>,
}

/// The options that shape the report, as typed. Where inputs and results lie does not shape it: “…” stands for the files, which the
/// manifest lists with their digests, so that a folder, its shards and an archive of it give the same report.
pub fn command(typed: &ReportOptions, made: Made<'_>, language: Language) -> String {
    let inputs = made.archive.map_or_else(|| "…".to_owned(), |path| format!("--db {}", shell_word(&file_name(path))));
    let mut text = format!("policyvane report {inputs}{}", made.reading);
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text += &format!(" --{name} {value}");
        }
    };
    add("model", made.model.map(|path| shell_word(&file_name(path))));
    add("lang", (language == Language::English).then(|| "en".to_owned()));
    add("by", typed.by.map(|by| format!("{by:?}").to_lowercase()));
    add("from", typed.filters.from.clone());
    add("to", typed.filters.to.clone());
    typed.theme.iter().for_each(|theme| add("theme", Some(shell_word(theme))));
    typed.term.iter().for_each(|term| add("term", Some(shell_word(term))));
    typed.filters.only_region.iter().for_each(|region| add("region", Some(shell_word(region))));
    typed.filters.only_source.iter().for_each(|source| add("paper", Some(shell_word(source))));
    add(
        "versus",
        (!typed.versus.is_empty())
            .then(|| typed.versus.iter().map(|side| shell_word(side)).collect::<Vec<_>>().join(" ")),
    );
    add("compare", (!typed.compare.is_empty()).then(|| typed.compare.join(" ")));
    add("events", typed.events.as_ref().map(|path| shell_word(&file_name(path))));
    add("top", typed.top.map(|top| top.to_string()));
    add("audit", typed.audit.as_ref().map(|path| shell_word(&file_name(path))));
    typed.chart.iter().for_each(|chart| add("chart", Some(chart.clone())));
    add("size", (typed.size != Size::Page).then(|| format!("{:?}", typed.size).to_lowercase()));
    add("dpi", (typed.dpi != 300).then(|| typed.dpi.to_string()));
    let flags =
        [("by-event", typed.by_event), ("no-events", typed.no_events), ("svg", typed.svg), ("excel", typed.excel)];
    flags.iter().filter(|(_, set)| *set).for_each(|(name, _)| text += &format!(" --{name}"));
    text
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_whole_years_and_months_or_from_one_day_to_another() {
        let spans = |before: &str, after: &str| compare(&[before.to_owned(), after.to_owned()]);
        let days = |span: Span| format!("{} {}", span.first, span.last);
        for (before, after) in
            [("2024", "2025"), ("2024..2024", "2025-01..2025-12"), ("2024年", "2025年1月至2025年12月")]
        {
            let (before, after) = spans(before, after).unwrap().unwrap();
            assert_eq!((days(before), days(after)), ("2024-01-01 2024-12-31".into(), "2025-01-01 2025-12-31".into()));
        }
        let (_, march) = spans("2023", "2024-03").unwrap().unwrap();
        assert_eq!(days(march), "2024-03-01 2024-03-31");
        for (before, after) in [("2024", "2024-03"), ("2025..2024", "2026"), ("去年", "今年")] {
            assert!(spans(before, after).is_err(), "{before} {after}");
        }
        assert!(compare(&[]).unwrap().is_none());
    }
}
