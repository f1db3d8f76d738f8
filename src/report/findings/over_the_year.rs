//! Seasons, shares without them, changes of level, and peaks.

use crate::Language;
use crate::messages;
use crate::report::findings::{Column, Finding, Unit, Value};
use crate::report::input::ReportInput;
use crate::report::prose::levels;
use crate::report::tables::{PeakRow, peak_rows};
use crate::report::words::short_month;
use crate::trends::{LevelChange, MAX_FALSE_DISCOVERY_RATE, ThemeSeasons, Trend};

/// One row per theme: how each month of the year differs, and the trends. Themes with clear seasons come first.
pub(super) fn seasons(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let seasons = input.analysis.seasons.as_ref()?;
    let is_clear = |found: &ThemeSeasons| found.false_discovery < MAX_FALSE_DISCOVERY_RATE;
    let of_theme = |theme: &usize| seasons.themes.iter().find(|found| found.theme == *theme);
    let shown = input.shown();
    let mut themes: Vec<&ThemeSeasons> = shown.iter().filter_map(of_theme).collect();
    themes.sort_by_key(|found| !is_clear(found));
    let row = |found: &&ThemeSeasons| {
        let number =
            |unit: Unit, value: Option<f64>| value.map_or(Value::Empty, |value| Value::Number(unit, value, None));
        let mut row = vec![
            Value::text(input.classifier.themes()[found.theme].name(language)),
            number(Unit::Probability, found.p_value.map(|_| found.false_discovery)),
        ];
        let effect = |month: usize| found.months.map(|months| months[month].effect);
        row.extend((0..12).map(|month| number(Unit::Points, effect(month))));
        row.push(Value::text(trend(found.raw_trend, found.raw_false_discovery, language)));
        row.push(Value::text(trend(found.trend, found.trend_false_discovery, language)));
        row
    };
    let mut columns = vec![
        Column::new(messages::column_theme(language)),
        Column::new(messages::column_false_discovery_rate(language)),
    ];
    columns.extend((1..=12).map(|month| Column::new(short_month(month, language))));
    columns.push(Column::new(messages::finding_trend(language)));
    columns.push(Column::new(messages::finding_trend_without(language)));
    let clear = themes.iter().filter(|found| is_clear(found)).count();
    Some(Finding {
        title: messages::finding_seasons(language),
        sentence: messages::finding_seasons_says(language, clear, themes.len(), seasons.years),
        columns,
        rows: themes.iter().map(row).collect(),
        on_page: Some(clear),
        curves: Vec::new(),
    })
}

/// Whether a trend clearly rises or falls.
fn trend(trend: Option<Trend>, rate: f64, language: Language) -> &'static str {
    match trend {
        Some(trend) if rate < MAX_FALSE_DISCOVERY_RATE && trend.tau > 0.0 => messages::finding_rising(language),
        Some(_) if rate < MAX_FALSE_DISCOVERY_RATE => messages::finding_falling(language),
        Some(_) => messages::finding_no_trend(language),
        None => "",
    }
}

/// One row per month, one column per theme: its share without its season, for the workbook.
pub(super) fn deseasonalised(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let seasons = input.analysis.seasons.as_ref()?;
    let months = &input.analysis.months;
    let shown = input.shown();
    let of_theme = |theme: &usize| seasons.themes.iter().find(|found| found.theme == *theme);
    let themes: Vec<&ThemeSeasons> = shown.iter().filter_map(of_theme).collect();
    let mut columns =
        vec![Column::new(messages::column_period(language)), Column::new(messages::finding_articles(language))];
    let names = themes.iter().map(|found| input.classifier.themes()[found.theme].name(language));
    columns.extend(names.map(Column::new));
    let row = |period: usize| {
        let mut row = vec![Value::day(months.periods[period].to_string()), Value::count(months.totals[period])];
        row.extend(themes.iter().map(|found| match found.adjusted[period] {
            Some(share) => Value::Number(Unit::Share, share, None),
            None => Value::Empty,
        }));
        row
    };
    Some(Finding {
        title: messages::finding_deseasonalised(language),
        sentence: messages::finding_deseasonalised_says(language).to_owned(),
        columns,
        rows: (0..months.periods.len()).map(row).collect(),
        on_page: None,
        curves: Vec::new(),
    })
}

/// One row per change of level, the clear ones first.
pub(super) fn levels(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let (found, clear) = levels::levels(input);
    let period = |period: usize| Value::text(input.analysis.series.periods[period].to_string());
    let row = |(theme, level): &(usize, &LevelChange)| {
        vec![
            Value::text(input.classifier.themes()[*theme].name(language)),
            period(level.change.period),
            Value::Number(Unit::Share, level.change.before.value, None),
            Value::Number(Unit::Share, level.change.after.value, None),
            period(level.ends.0),
            period(level.ends.1),
            Value::Number(Unit::Probability, level.false_discovery, None),
        ]
    };
    Some(Finding {
        title: messages::finding_levels(language),
        sentence: messages::finding_levels_says(language, clear, found.len()),
        columns: vec![
            Column::new(messages::column_theme(language)),
            Column::new(messages::finding_level_from(language)),
            Column::new(messages::finding_level_before(language)),
            Column::new(messages::finding_level_after(language)),
            Column::new(messages::finding_level_first(language)),
            Column::new(messages::finding_level_last(language)),
            Column::new(messages::column_false_discovery_rate(language)),
        ],
        rows: found.iter().map(row).collect(),
        on_page: (clear > 0).then_some(clear),
        curves: Vec::new(),
    })
}

/// One row per peak, for the workbook; the page describes peaks in sentences.
pub(super) fn peaks(input: &ReportInput<'_>, language: Language) -> Option<Finding> {
    let analysis = input.analysis;
    let rows = peak_rows(&analysis.peaks, input.articles, input.classifier.themes(), input.events, language);
    let row = |peak: PeakRow| {
        vec![
            Value::text(peak.theme_name),
            Value::day(peak.first_day),
            Value::day(peak.last_day),
            Value::count(peak.count),
            Value::count(peak.total),
            Value::Number(Unit::Share, peak.share, Some((peak.share_low, peak.share_high))),
            Value::Number(Unit::Share, peak.usual_share, Some((peak.usual_low, peak.usual_high))),
            Value::Number(Unit::Probability, peak.p_value, None),
            Value::text(peak.events.0.join(messages::comma(language))),
            Value::text(peak.terms.0.join(messages::comma(language))),
        ]
    };
    Some(Finding {
        title: messages::finding_peaks(language),
        sentence: messages::finding_peaks_says(language).to_owned(),
        columns: vec![
            Column::new(messages::column_theme(language)),
            Column::new(messages::finding_first_day(language)),
            Column::new(messages::finding_last_day(language)),
            Column::new(messages::finding_articles(language)),
            Column::new(messages::finding_all_articles(language)),
            Column::with_interval(messages::column_share(language)),
            Column::with_interval(messages::finding_usual(language)),
            Column::new(messages::finding_p_value(language)),
            Column::new(messages::finding_events(language)),
            Column::new(messages::finding_terms(language)),
        ],
        rows: rows.into_iter().map(row).collect(),
        on_page: None,
        curves: Vec::new(),
    })
}
