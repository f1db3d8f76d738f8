//! What is on the screen as an Excel workbook: the page sends the rows of its table.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde::Deserialize;

use crate::corpus::PartialDate;
use crate::server::parameters::Body;
use crate::server::problem::Problem;

/// At most this many rows and columns.
const MAX_ROWS: usize = 50_000;
const MAX_COLUMNS: u16 = 200;
/// Excel holds at most this many characters in a cell.
const MAX_CELL_LENGTH: usize = 32_767;
/// Widths of columns, in characters: the narrowest and the widest.
const WIDTHS: (usize, usize) = (8, 60);

/// A cell: a share is shown as a percentage.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Cell {
    Share(ShareOfAll),
    Number(f64),
    Truth(bool),
    Text(String),
    Nothing(()),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareOfAll {
    share: f64,
}

/// A table; its first row is the header.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    rows: Vec<Vec<Cell>>,
}

pub(super) async fn workbook(Body(table): Body<Table>) -> Result<Response, Problem> {
    let is_wide = table.rows.iter().any(|row| row.len() > usize::from(MAX_COLUMNS));
    if table.rows.is_empty() {
        return Err(Problem::bad_body());
    }
    if table.rows.len() > MAX_ROWS || is_wide {
        return Err(Problem::too_large());
    }
    let built = tokio::task::spawn_blocking(move || written(&table)).await;
    let bytes = built.map_err(|_| Problem::internal())?.map_err(|_| Problem::internal())?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, "attachment; filename=\"table.xlsx\"")], bytes).into_response())
}

/// How wide a text is; Han characters take the room of two others.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c > '\u{2e7f}' { 2 } else { 1 }).sum()
}

/// The workbook. It holds no clock: the same table gives the same bytes. Texts are written as texts, so that none can
/// become a formula.
fn written(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let (bold, percent) = (Format::new().set_bold().set_text_wrap(), Format::new().set_num_format("0.0%"));
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let mut widths: Vec<usize> = Vec::new();
    for (at, row) in (0_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            let mut wanted = WIDTHS.0;
            match cell {
                Cell::Share(ShareOfAll { share }) => {
                    sheet.write_number_with_format(at, column, *share, &percent)?;
                }
                Cell::Number(number) => {
                    sheet.write_number(at, column, *number)?;
                }
                Cell::Truth(truth) => {
                    sheet.write_boolean(at, column, *truth)?;
                }
                Cell::Nothing(()) => {}
                Cell::Text(text) => {
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
    workbook.save_to_buffer()
}
