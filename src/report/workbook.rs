//! The report as one Excel workbook: shares over time, ranking, changes, provinces, the findings beside the charts,
//! articles. Shares are numbers with a percentage format, days are days, and headers stay in view.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::corpus::PartialDate;
use crate::error::{Error, Result};
use crate::messages;
use crate::report::findings::{self, Finding, Unit, Value};
use crate::report::input::ReportInput;
use crate::report::tables::fit_for_print;
use crate::report::words::{province, thousands};
use crate::trends::shown_changes;

/// Widths of columns, in characters.
const NARROW: f64 = 11.0;
const WIDE: f64 = 24.0;
const HEADLINE: f64 = 56.0;
const SENTENCE: f64 = 100.0;
/// Height of a line of text, in points.
const LINE_HEIGHT: f64 = 15.0;
/// Excel holds at most this many rows in a sheet (ECMA-376, part 1, 18.3.1.73).
const MAX_ROWS: usize = 1_048_576;
/// Maximum number of articles in the workbook, below the header; the notes name the number of the others.
const MAX_ARTICLES: usize = MAX_ROWS - 1;
/// Excel holds at most this many characters in a cell.
const MAX_CELL_LENGTH: usize = 32_767;

/// The formats that the sheets share.
struct Formats {
    header: Format,
    percent: Format,
    points: Format,
    ratio: Format,
    day: Format,
    p_value: Format,
}

impl Formats {
    fn new() -> Self {
        Formats {
            header: Format::new().set_bold().set_text_wrap(),
            percent: Format::new().set_num_format("0.0%"),
            points: Format::new().set_num_format("+0.0;−0.0;0.0"),
            ratio: Format::new().set_num_format("0.000"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            p_value: Format::new().set_num_format("[<0.001]\"<0.001\";[>=0.9995]\">0.999\";0.000"),
        }
    }
}

/// The workbook as the bytes of an `.xlsx` file. It holds no clock, so the same report gives the same bytes.
///
/// # Errors
/// [`Error::Format`] where the workbook cannot be built.
pub fn workbook(input: &ReportInput<'_>) -> Result<Vec<u8>> {
    let failed = |error: XlsxError| Error::Format { format: "xlsx", problem: error.to_string() };
    built(input).map_err(failed)
}

fn built(input: &ReportInput<'_>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&epoch));
    let formats = Formats::new();
    shares_over_time(workbook.add_worksheet(), input, &formats)?;
    ranking(workbook.add_worksheet(), input, &formats)?;
    changes(workbook.add_worksheet(), input, &formats)?;
    provinces(workbook.add_worksheet(), input, &formats)?;
    let findings = findings::all(input, input.language);
    for found in &findings {
        finding(workbook.add_worksheet(), found, input, &formats)?;
    }
    articles(workbook.add_worksheet(), input, &formats)?;
    if !findings.is_empty() || input.articles.len() > MAX_ARTICLES {
        notes(workbook.add_worksheet(), &findings, input, &formats)?;
    }
    workbook.save_to_buffer()
}

/// Names a sheet and writes its header row, which stays in view.
fn begin(
    sheet: &mut Worksheet,
    name: &str,
    header: &[&str],
    widths: &[f64],
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 1)?;
    fit_for_print(sheet)?;
    for (column, title) in (0_u16..).zip(header) {
        sheet.write_string_with_format(0, column, *title, &formats.header)?;
        sheet.set_column_width(column, widths.get(column as usize).copied().unwrap_or(NARROW))?;
    }
    Ok(())
}

fn theme_names<'a>(input: &ReportInput<'a>) -> Vec<&'a str> {
    let language = input.language;
    input.classifier.themes().iter().map(|theme| theme.name(language)).collect()
}

/// One row per period, one column per theme, the largest theme first; a period without articles has empty cells.
fn shares_over_time(
    sheet: &mut Worksheet,
    input: &ReportInput<'_>,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    let (language, names, shown) = (input.language, theme_names(input), input.shown());
    let series = &input.analysis.series;
    let mut header = vec![messages::column_period(language), messages::workbook_articles(language)];
    header.extend(shown.iter().map(|&theme| names[theme]));
    begin(sheet, messages::workbook_shares(language), &header, &[NARROW], formats)?;
    for (row, period) in (1_u32..).zip(0..series.periods.len()) {
        write_period(sheet, row, &series.periods[period].to_string(), formats)?;
        sheet.write_number(row, 1, series.totals[period] as f64)?;
        for (column, &theme) in (2_u16..).zip(&shown) {
            if let Some(share) = series.share(period, theme) {
                sheet.write_number_with_format(row, column, share.value, &formats.percent)?;
            }
        }
    }
    Ok(())
}

/// One row per theme: count, share, its interval, and the corrected share where it is known.
fn ranking(sheet: &mut Worksheet, input: &ReportInput<'_>, formats: &Formats) -> std::result::Result<(), XlsxError> {
    let (language, names) = (input.language, theme_names(input));
    let header = [
        messages::column_theme(language),
        messages::workbook_articles(language),
        messages::workbook_total(language),
        messages::column_share(language),
        messages::workbook_low(language),
        messages::workbook_high(language),
        messages::workbook_corrected(language),
    ];
    begin(sheet, messages::workbook_ranking(language), &header, &[WIDE], formats)?;
    for (row, theme) in (1_u32..).zip(input.shown()) {
        let share = input.analysis.shares[theme].counted;
        let corrected = input.analysis.corrected.as_ref().and_then(|c| c.by_probabilities.get(theme));
        sheet.write_string(row, 0, names[theme])?;
        sheet.write_number(row, 1, share.count as f64)?;
        sheet.write_number(row, 2, share.total as f64)?;
        for (column, value) in (3_u16..).zip([share.value, share.low, share.high]) {
            sheet.write_number_with_format(row, column, value, &formats.percent)?;
        }
        if let Some(corrected) = corrected {
            sheet.write_number_with_format(row, 6, corrected.value, &formats.percent)?;
        }
    }
    Ok(())
}

/// One row per theme: its shares in the two spans compared, and the difference in percentage points.
fn changes(sheet: &mut Worksheet, input: &ReportInput<'_>, formats: &Formats) -> std::result::Result<(), XlsxError> {
    let (language, names) = (input.language, theme_names(input));
    let Some(comparison) = &input.analysis.comparison else {
        return begin(
            sheet,
            messages::workbook_changes(language),
            &[messages::column_theme(language)],
            &[WIDE],
            formats,
        );
    };
    let span = |span: crate::trends::Span| format!("{} – {}", span.first, span.last);
    let (before, after) = (span(comparison.before), span(comparison.after));
    let header = [
        messages::column_theme(language),
        before.as_str(),
        after.as_str(),
        messages::workbook_points(language),
        messages::workbook_low(language),
        messages::workbook_high(language),
        messages::column_false_discovery_rate(language),
    ];
    begin(sheet, messages::workbook_changes(language), &header, &[WIDE, WIDE, WIDE], formats)?;
    let is_shown = shown_changes(&comparison.changes);
    for (row, theme) in (1_u32..).zip(input.shown()) {
        let change = &comparison.changes[theme];
        let found = &change.difference;
        sheet.write_string(row, 0, names[theme])?;
        sheet.write_number_with_format(row, 1, found.before.value, &formats.percent)?;
        sheet.write_number_with_format(row, 2, found.after.value, &formats.percent)?;
        // The cells of a change that tells nothing stay empty, so that no formula takes it for a number.
        if is_shown[theme] {
            for (column, value) in (3_u16..).zip([found.value, found.low, found.high]) {
                sheet.write_number_with_format(row, column, 100.0 * value, &formats.points)?;
            }
            sheet.write_number_with_format(row, 6, change.false_discovery, &formats.p_value)?;
        }
    }
    Ok(())
}

/// One row per province, one column per theme: the share of the province's articles.
fn provinces(sheet: &mut Worksheet, input: &ReportInput<'_>, formats: &Formats) -> std::result::Result<(), XlsxError> {
    let (language, names, shown) = (input.language, theme_names(input), input.shown());
    let mut header = vec![messages::column_province(language), messages::workbook_articles(language)];
    header.extend(shown.iter().map(|&theme| names[theme]));
    begin(sheet, messages::workbook_provinces(language), &header, &[NARROW], formats)?;
    for (row, region) in (1_u32..).zip(&input.analysis.regions) {
        sheet.write_string(row, 0, province(region.region, language))?;
        sheet.write_number(row, 1, region.total as f64)?;
        for (column, &theme) in (2_u16..).zip(&shown) {
            let share = region.counts[theme] as f64 / region.total.max(1) as f64;
            sheet.write_number_with_format(row, column, share, &formats.percent)?;
        }
    }
    Ok(())
}

/// A finding: a number with an interval takes three columns.
fn finding(
    sheet: &mut Worksheet,
    found: &Finding,
    input: &ReportInput<'_>,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    let language = input.language;
    let header: Vec<String> = found
        .columns
        .iter()
        .flat_map(|column| {
            let name = column.name.as_str();
            let ends = [messages::finding_low(language, name), messages::finding_high(language, name)];
            std::iter::once(name.to_owned()).chain(ends.into_iter().filter(|_| column.has_interval))
        })
        .collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    begin(sheet, found.title, &header, &[WIDE], formats)?;
    for (row, values) in (1_u32..).zip(found.rows.iter().take(MAX_ROWS - 1)) {
        let mut column = 0;
        for (value, has_interval) in values.iter().zip(found.columns.iter().map(|column| column.has_interval)) {
            match value {
                Value::Text(text) => {
                    let text: String = text.chars().take(MAX_CELL_LENGTH).collect();
                    sheet.write_string(row, column, text)?;
                }
                Value::Day(day) => write_day(sheet, (row, column), Some(*day), formats)?,
                Value::Number(unit, value, interval) => {
                    let ends = interval.iter().flat_map(|(low, high)| [*low, *high]);
                    for (column, number) in (column..).zip(std::iter::once(*value).chain(ends)) {
                        write_number(sheet, (row, column), *unit, number, formats)?;
                    }
                }
                Value::Empty => {}
            }
            column += if has_interval { 3 } else { 1 };
        }
    }
    Ok(())
}

fn write_number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    unit: Unit,
    number: f64,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    match unit {
        Unit::Count => sheet.write_number(row, column, number)?,
        Unit::Share => sheet.write_number_with_format(row, column, number, &formats.percent)?,
        Unit::Points => sheet.write_number_with_format(row, column, 100.0 * number, &formats.points)?,
        Unit::Ratio => sheet.write_number_with_format(row, column, number, &formats.ratio)?,
        Unit::Probability => sheet.write_number_with_format(row, column, number, &formats.p_value)?,
    };
    Ok(())
}

/// What the sheets of findings show, and out of what; and how many articles found no room.
fn notes(
    sheet: &mut Worksheet,
    findings: &[Finding],
    input: &ReportInput<'_>,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    let header = [messages::workbook_sheet(input.language), messages::workbook_says(input.language)];
    begin(sheet, messages::workbook_notes(input.language), &header, &[WIDE, SENTENCE], formats)?;
    let wrapped = Format::new().set_text_wrap();
    let left_out = input.articles.len().saturating_sub(MAX_ARTICLES);
    let left_out = (left_out > 0).then(|| {
        let sentence = messages::workbook_articles_left_out(input.language, &thousands(left_out));
        (messages::workbook_article_list(input.language), sentence)
    });
    let of_findings = findings.iter().map(|found| (found.title, found.sentence.to_string()));
    for (row, (title, sentence)) in (1_u32..).zip(of_findings.chain(left_out)) {
        sheet.write_string(row, 0, title)?;
        sheet.write_string_with_format(row, 1, sentence.as_str(), &wrapped)?;
        // LibreOffice does not fit the height of a row to text that wraps.
        let width: f64 = sentence.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum();
        sheet.set_row_height(row, LINE_HEIGHT * (width / (SENTENCE - 5.0)).ceil().max(1.0))?;
    }
    Ok(())
}

/// One row per article.
fn articles(sheet: &mut Worksheet, input: &ReportInput<'_>, formats: &Formats) -> std::result::Result<(), XlsxError> {
    let (language, names) = (input.language, theme_names(input));
    let header = [
        messages::workbook_published(language),
        messages::workbook_event_day(language),
        messages::workbook_source(language),
        messages::workbook_page(language),
        messages::workbook_headline(language),
        messages::column_theme(language),
        messages::workbook_probability(language),
        messages::column_province(language),
        messages::workbook_story(language),
        messages::workbook_id(language),
    ];
    let widths = [NARROW, NARROW, WIDE, NARROW, HEADLINE, WIDE, NARROW, NARROW, NARROW, WIDE];
    begin(sheet, messages::workbook_article_list(language), &header, &widths, formats)?;
    for (row, article) in (1_u32..).zip(input.articles.iter().take(MAX_ARTICLES)) {
        let read = article.classified;
        let observation = &read.observation;
        write_day(sheet, (row, 0), read.published, formats)?;
        write_day(sheet, (row, 1), read.event_date, formats)?;
        // Strings are written as strings, so that a headline that begins with = is no formula.
        for (column, text) in [
            (2, &*observation.source),
            (3, &read.page),
            (4, read.display_title()),
            (5, names[observation.theme]),
            (9, &read.id),
        ] {
            sheet.write_string(row, column, text.chars().take(MAX_CELL_LENGTH).collect::<String>())?;
        }
        sheet.write_number_with_format(row, 6, read.probability, &formats.percent)?;
        if let Some(region) = observation.region {
            sheet.write_string(row, 7, province(Some(region.province()), language))?;
        }
        sheet.write_number(row, 8, article.story as f64)?;
    }
    Ok(())
}

/// A period at the beginning of a row: one of a day is a day for Excel, any other is text.
fn write_period(
    sheet: &mut Worksheet,
    row: u32,
    period: &str,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    match period.parse::<PartialDate>() {
        Ok(date) => write_day(sheet, (row, 0), Some(date), formats),
        Err(_) => sheet.write_string(row, 0, period).map(|_| ()),
    }
}

/// A whole date is a day for Excel; a partial one is text.
fn write_day(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    date: Option<PartialDate>,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    let Some(date) = date else { return Ok(()) };
    let day = date.full().and_then(|d| ExcelDateTime::from_ymd(d.year() as u16, d.month() as u8, d.day() as u8).ok());
    match day {
        Some(day) => sheet.write_datetime_with_format(row, column, &day, &formats.day)?,
        None => sheet.write_string(row, column, date.to_string())?,
    };
    Ok(())
}
