//! Tables for Excel: CSV that it opens rightly and safely, and workbooks.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::Language;
use crate::corpus::{BYTE_ORDER_MARK, PartialDate};
use crate::error::{Error, Result};
use crate::messages;
use crate::report::tables::audit::AuditRow;
use crate::report::tables::row::TableRow;

/// The first year whose days a workbook knows (1900 date system).
const FIRST_YEAR: i16 = 1900;
/// Characters at the beginning of a cell that make a spreadsheet take it for a formula.
/// Chinese and Japanese editions take those of full width for one, too.
const FORMULA_STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// CSV with a byte order mark, in which no text can become a formula: an apostrophe stands before cells that would, unless
/// they are numbers.
pub fn excel_csv(csv: &str) -> String {
    format!("{BYTE_ORDER_MARK}{}", guarded_csv(csv))
}

/// The same of a part of a table, without a byte order mark.
pub fn guarded_csv(csv: &str) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for record in reader.records().flatten() {
        // Writing to memory does not fail, and cells are text.
        let _ = writer.write_record(record.iter().map(safe_cell));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn safe_cell(cell: &str) -> String {
    let is_formula = cell.starts_with(FORMULA_STARTS) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

/// Whether a column holds days, by its name: `date`, `event_date`, `first_day`.
fn is_day_column(name: &str) -> bool {
    name == "date" || name.ends_with("_date") || name.ends_with("_day")
}

/// Columns that hold numbers, beside those that begin with `probability`. All others are text: an adcode is no number.
const NUMBER_COLUMNS: &[&str] = &["region_confidence", "boundary", "story", "printings"];

/// The first columns of a table of an audit, which are names; the others are numbers.
const AUDIT_NAMES: u16 = 2;

/// A table as a workbook with one sheet, from CSV with a header line. Days are days, probabilities are numbers, and all
/// else is text, so that nothing can become a formula. It holds no clock: the same table gives the same bytes.
///
/// # Errors
/// [`Error::Format`] where a text or the table is longer than Excel allows (32,767 characters, 1,048,576 rows).
pub fn excel_workbook(csv: &str) -> Result<Vec<u8>> {
    built(csv, None).map_err(|error| Error::Format { format: "xlsx", problem: error.to_string() })
}

/// The same for people who read the table: headings and truth values are words of their language, and codes are left out where
/// another column has their names.
///
/// # Errors
/// As [`excel_workbook`].
pub fn readable_workbook(csv: &str, language: Language) -> Result<Vec<u8>> {
    built(csv, Some(language)).map_err(|error| Error::Format { format: "xlsx", problem: error.to_string() })
}

/// Columns of codes, and those that have the names of the same things.
const CODES: &[(&str, &str)] =
    &[("theme", "theme_name"), ("model_theme", "model_theme_name"), ("region", "region_name")];

/// The heading of a column for people; that for programs where there is no other one.
fn heading(column: &str, language: Language) -> String {
    let heading = match column {
        "id" => messages::workbook_id(language),
        "date" => messages::workbook_day(language),
        "event_date" => messages::workbook_event_day(language),
        "source" => messages::workbook_source(language),
        "page" => messages::workbook_page(language),
        "region_name" => messages::workbook_place(language),
        "title" => messages::workbook_headline(language),
        "theme" | "theme_name" => messages::column_theme(language),
        "probability" => messages::workbook_probability(language),
        "model_theme_name" => messages::workbook_model_theme(language),
        "corrected" => messages::workbook_is_corrected(language),
        "snippet" => messages::workbook_snippet(language),
        "above_usual" => messages::workbook_above_usual(language),
        "text" => messages::workbook_first_sentence(language),
        "printings" => messages::workbook_printings(language),
        "reprints" => messages::workbook_reprints(language),
        _ => column,
    };
    heading.to_owned()
}

/// A cell for people: truth values in words.
fn readable_cell(cell: &str, language: Language) -> &str {
    match cell {
        "true" => messages::yes(language),
        "false" => messages::no(language),
        _ => cell,
    }
}

/// Prints a sheet on A4 across, all columns on one page, with its head line on each.
pub(in crate::report) fn fit_for_print(sheet: &mut Worksheet) -> std::result::Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// The width of a column in characters. A day that does not fit is shown as number signs.
fn width_of(column: &str) -> f64 {
    match column {
        "title" | "text" | "snippet" => 56.0,
        "id" => 36.0,
        "source" | "region_name" | "theme_name" | "model_theme_name" | "evidence" => 22.0,
        _ => 12.0,
    }
}

/// Whether a column is shown: for people, codes are left out.
fn is_shown(header: &[String], column: u16, readable: Option<Language>) -> bool {
    let is_code =
        |name: &str| CODES.iter().any(|(code, names)| *code == name && header.iter().any(|other| other == names));
    readable.is_none() || header.get(usize::from(column)).is_none_or(|name| !is_code(name))
}

fn built(csv: &str, readable: Option<Language>) -> std::result::Result<Vec<u8>, XlsxError> {
    let csv = csv.strip_prefix(BYTE_ORDER_MARK).unwrap_or(csv);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    fit_for_print(sheet)?;
    let mut header: Vec<String> = Vec::new();
    let mut is_audit = false;
    for (row, record) in (0_u32..).zip(reader.records().flatten()) {
        if row == 0 {
            header = record.iter().map(str::to_owned).collect();
            is_audit = header == AuditRow::COLUMNS;
        }
        let shown = (0_u16..).zip(record.iter()).filter(|(column, _)| is_shown(&header, *column, readable));
        for (column, (source, cell)) in (0_u16..).zip(shown).filter(|(_, (_, cell))| !cell.is_empty()) {
            let name = header.get(usize::from(source)).map_or("", String::as_str);
            let is_number =
                name.starts_with("probability") || NUMBER_COLUMNS.contains(&name) || is_audit && column >= AUDIT_NAMES;
            // A moment of the day would be lost, and workbooks know no day before 1900.
            let is_whole = |day: &Date| day.to_string() == cell && day.year() >= FIRST_YEAR;
            let date = || cell.parse::<PartialDate>().ok()?.full().filter(is_whole);
            if row == 0 {
                let text = readable.map_or_else(|| cell.to_owned(), |language| heading(cell, language));
                sheet.write_string_with_format(row, column, text, &bold)?;
                sheet.set_column_width(column, width_of(cell))?;
            } else if let Some(number) = cell.parse::<f64>().ok().filter(|number| is_number && number.is_finite()) {
                sheet.write_number(row, column, number)?;
            } else if let Some(date) = date().filter(|_| is_day_column(name)) {
                let date = ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8)?;
                sheet.write_datetime_with_format(row, column, &date, &day)?;
            } else {
                sheet.write_string(row, column, readable.map_or(cell, |language| readable_cell(cell, language)))?;
            }
        }
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};

    #[test]
    fn a_workbook_has_days_numbers_and_texts() {
        let csv = "id,date,title,probability,region,first_day,crawl_date\n\
             1,2024-03-05,=1+1,0.75,520100,2024-03-04,2024-03-05 08:00\n2,2024-03,题,,,,\n3,1872-05-06,报,,,,\n";
        let bytes = excel_workbook(csv).unwrap();
        assert_eq!(bytes, excel_workbook(csv).unwrap());
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let range = workbook.worksheet_range("Sheet1").unwrap();
        assert!(matches!(range.get_value((1, 1)), Some(Data::DateTime(_))), "{range:?}");
        assert!(matches!(range.get_value((1, 5)), Some(Data::DateTime(_))), "{range:?}");
        assert_eq!(range.get_value((1, 6)), Some(&Data::String("2024-03-05 08:00".into())));
        assert_eq!(range.get_value((1, 2)), Some(&Data::String("=1+1".into())));
        assert_eq!(range.get_value((1, 3)), Some(&Data::Float(0.75)));
        assert_eq!(range.get_value((1, 4)), Some(&Data::String("520100".into())));
        assert_eq!(range.get_value((2, 1)), Some(&Data::String("2024-03".into())));
        assert_eq!(range.get_value((3, 1)), Some(&Data::String("1872-05-06".into())));
        assert!(excel_workbook(&format!("text\n{}\n", "长".repeat(40_000))).is_err());
    }

    #[test]
    fn a_workbook_for_people_has_words_for_heads_and_no_codes() {
        let csv = "id,region,region_name,theme,theme_name,model_theme,model_theme_name,corrected\n\
             1,520100,贵州省贵阳市,energy,能源,health,卫生健康,true\n";
        let bytes = readable_workbook(csv, Language::Chinese).unwrap();
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let range = workbook.worksheet_range("Sheet1").unwrap();
        let row =
            |at: u32| (0..5).filter_map(|column| Some(range.get_value((at, column))?.to_string())).collect::<Vec<_>>();
        assert_eq!(row(0), ["编号", "地区", "主题", "模型判定", "人工更正"]);
        assert_eq!(row(1), ["1", "贵州省贵阳市", "能源", "卫生健康", "是"]);
        assert_eq!(range.width(), 5);
    }

    #[test]
    fn text_cannot_become_a_formula() {
        let csv = "title,difference\n=HYPERLINK(1),-0.25\n@名,+1\n\"引,号\",0\n";
        let safe = excel_csv(csv);
        assert_eq!(safe, "\u{FEFF}title,difference\n'=HYPERLINK(1),-0.25\n'@名,+1\n\"引,号\",0\n");
        assert_eq!(guarded_csv("＝1+1,＋1,－1,＠名,1＝1\n"), "'＝1+1,'＋1,'－1,'＠名,1＝1\n");
    }
}
