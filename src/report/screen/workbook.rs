//! A table on the screen as an Excel workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde::Deserialize;

use crate::corpus::PartialDate;
use crate::error::{Error, Result};

/// Excel holds at most this many characters in a cell.
const MAX_CELL_LENGTH: usize = 32_767;
/// Widths of columns, in characters: the narrowest and the widest.
const WIDTHS: (usize, usize) = (8, 60);
/// The width of the sheet that describes the table, in characters.
const ABOUT_WIDTH: f64 = 100.0;

/// A cell, as JSON writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum ScreenCell {
    /// A share, which is shown as a percentage: `{"share": 0.25}`.
    Share(ScreenShare),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// A text; a whole day is written as a day.
    Text(String),
    /// Nothing: `null`.
    Nothing(()),
}

/// A share in a cell.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenShare {
    /// The share, 0 to 1.
    pub share: f64,
}

/// What a workbook says of its table, on a second sheet.
#[derive(Debug, Clone, Default)]
pub struct ScreenAbout {
    /// The name of the sheet.
    pub name: String,
    /// Its lines; without any there is no such sheet.
    pub lines: Vec<String>,
}

/// The bytes of an `.xlsx` file of these rows; the first is the header. It holds no clock: the same table gives the same
/// bytes. Texts are written as texts, so that none can become a formula.
///
/// # Errors
/// [`Error::Format`] where the table is longer or wider than Excel allows, or where it allows no sheet of that name.
pub fn screen_workbook(rows: &[Vec<ScreenCell>], about: &ScreenAbout) -> Result<Vec<u8>> {
    written(rows, about).map_err(|error| Error::Format { format: "xlsx", problem: error.to_string() })
}

/// How wide a text is; Han characters take the room of two others.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c > '\u{2e7f}' { 2 } else { 1 }).sum()
}

fn written(rows: &[Vec<ScreenCell>], about: &ScreenAbout) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let (bold, percent) = (Format::new().set_bold().set_text_wrap(), Format::new().set_num_format("0.0%"));
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let mut widths: Vec<usize> = Vec::new();
    for (at, row) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            let mut wanted = WIDTHS.0;
            match cell {
                ScreenCell::Share(ScreenShare { share }) => {
                    sheet.write_number_with_format(at, column, *share, &percent)?;
                }
                ScreenCell::Number(number) => {
                    sheet.write_number(at, column, *number)?;
                }
                ScreenCell::Truth(truth) => {
                    sheet.write_boolean(at, column, *truth)?;
                }
                ScreenCell::Nothing(()) => {}
                ScreenCell::Text(text) => {
                    wanted = width(text) + 2;
                    let date = text.parse::<PartialDate>().ok().and_then(|date| date.full());
                    match date.filter(|date| at > 0 && date.to_string() == *text && date.year() >= 1900) {
                        Some(date) => {
                            let (month, date_day) = (date.month() as u8, date.day() as u8);
                            let date = ExcelDateTime::from_ymd(date.year() as u16, month, date_day)?;
                            sheet.write_datetime_with_format(at, column, &date, &day)?;
                        }
                        None => {
                            let text: String = text.chars().take(MAX_CELL_LENGTH).collect();
                            match at {
                                0 => sheet.write_string_with_format(at, column, text, &bold)?,
                                _ => sheet.write_string(at, column, text)?,
                            };
                        }
                    }
                }
            }
            if widths.len() <= usize::from(column) {
                widths.resize(usize::from(column) + 1, WIDTHS.0);
            }
            let own = &mut widths[usize::from(column)];
            *own = (*own).max(wanted.min(WIDTHS.1));
        }
    }
    for (column, width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(column, *width as f64)?;
    }
    if !about.lines.is_empty() {
        let wrapped = Format::new().set_text_wrap();
        let sheet = workbook.add_worksheet();
        sheet.set_name(&about.name)?.set_column_width(0, ABOUT_WIDTH)?;
        for (row, line) in (0_u32..).zip(&about.lines) {
            let line: String = line.chars().take(MAX_CELL_LENGTH).collect();
            sheet.write_string_with_format(row, 0, line, if row == 0 { &bold } else { &wrapped })?;
        }
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};

    #[test]
    fn a_second_sheet_tells_what_the_table_is_of() {
        let rows = [vec![ScreenCell::Text("主题".into())], vec![ScreenCell::Text("信访工作".into())]];
        let about = ScreenAbout {
            name: "说明".into(), lines: vec!["各主题占比".into(), "范围：全部文章".into()]
        };
        let bytes = screen_workbook(&rows, &about).unwrap();
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(workbook.sheet_names(), ["Sheet1", "说明"]);
        let range = workbook.worksheet_range("说明").unwrap();
        assert_eq!(range.get_value((1, 0)), Some(&Data::String("范围：全部文章".into())));
        let bytes = screen_workbook(&rows, &ScreenAbout::default()).unwrap();
        let workbook: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(workbook.sheet_names(), ["Sheet1"]);
    }
}
