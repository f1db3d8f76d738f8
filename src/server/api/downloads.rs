//! What is on the screen as a file for the office: the page sends the title, the picture of its chart, the table and the notes.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use serde::Deserialize;

use crate::report::{Screen, ScreenAbout, ScreenCell, ScreenPicture, screen_document, screen_workbook};
use crate::server::parameters::Body;
use crate::server::problem::Problem;

/// At most this many rows and columns of a workbook.
const MAX_SHEET: (usize, usize) = (50_000, 200);
/// At most this many rows and columns of a document: nobody reads more on paper.
const MAX_TABLE: (usize, usize) = (2000, 60);
/// At most this many lines tell what a workbook is of.
const MAX_ABOUT: usize = 100;
/// The longest text of a title, a note or a cell of a document, in characters.
const MAX_TEXT: usize = 5000;

/// A table; its first row is the header.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::server) struct Table {
    rows: Vec<Vec<ScreenCell>>,
    /// What the table is of, line by line, and the name of the sheet on which it stands.
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    about_name: String,
}

pub(in crate::server) async fn workbook(Body(table): Body<Table>) -> Result<Response, Problem> {
    if table.rows.is_empty() {
        return Err(Problem::bad_body());
    }
    refuse_larger(&table.rows, MAX_SHEET)?;
    let Table { rows, about: lines, about_name: name } = table;
    if lines.len() > MAX_ABOUT || !lines.is_empty() && !is_sheet_name(&name) {
        return Err(Problem::bad_body());
    }
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(kind, "table.xlsx", move || screen_workbook(&rows, &ScreenAbout { name, lines })).await
}

/// Whether a sheet of a workbook can have this name beside the first one: Excel allows 31 characters, and some signs nowhere.
fn is_sheet_name(name: &str) -> bool {
    let is_allowed = |c: char| !c.is_control() && !"[]:*?/\\'".contains(c);
    let is_taken = ["sheet1", "history"].iter().any(|taken| name.eq_ignore_ascii_case(taken));
    (1..=31).contains(&name.chars().count()) && name.chars().all(is_allowed) && !is_taken
}

/// What is on the screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::server) struct SentScreen {
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    note: String,
    /// A picture in PNG, as Base64 (RFC 4648).
    #[serde(default)]
    picture: Option<String>,
    #[serde(default)]
    rows: Vec<Vec<String>>,
}

pub(in crate::server) async fn document(Body(sent): Body<SentScreen>) -> Result<Response, Problem> {
    let SentScreen { title, summary, note, picture, rows } = sent;
    let is_long = |text: &String| text.chars().nth(MAX_TEXT).is_some();
    if [&title, &summary, &note].into_iter().chain(rows.iter().flatten()).any(is_long) {
        return Err(Problem::too_large());
    }
    refuse_larger(&rows, MAX_TABLE)?;
    // Word opens no table with a row that has no cell.
    if rows.iter().any(Vec::is_empty) || rows.is_empty() && picture.is_none() {
        return Err(Problem::bad_body());
    }
    let picture = picture.as_deref().map(picture_of).transpose()?;
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    attachment(kind, "screen.docx", || screen_document(Screen { title, summary, picture, rows, note })).await
}

/// Refuses more rows or columns than these.
fn refuse_larger<T>(rows: &[Vec<T>], (max_rows, max_columns): (usize, usize)) -> Result<(), Problem> {
    let is_large = rows.len() > max_rows || rows.iter().any(|row| row.len() > max_columns);
    if is_large { Err(Problem::too_large()) } else { Ok(()) }
}

/// The picture of a text in Base64.
fn picture_of(text: &str) -> Result<ScreenPicture, Problem> {
    let bytes = BASE64.decode(text.as_bytes()).map_err(|_| Problem::bad_body())?;
    ScreenPicture::from_png(bytes).ok_or_else(Problem::bad_body)
}

/// A file, made on a thread that may wait.
async fn attachment(
    kind: &'static str,
    name: &str,
    make: impl FnOnce() -> crate::Result<Vec<u8>> + Send + 'static,
) -> Result<Response, Problem> {
    let made = tokio::task::spawn_blocking(make).await;
    let bytes = made.map_err(|_| Problem::internal())?.map_err(|_| Problem::internal())?;
    let name = format!("attachment; filename=\"{name}\"");
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_those_that_excel_allows() {
        assert!(is_sheet_name("说明") && is_sheet_name("About"));
        let long = "长".repeat(32);
        assert!(["", "a/b", "Sheet1", "a\u{1}", long.as_str()].iter().all(|name| !is_sheet_name(name)));
    }

    #[test]
    fn what_is_no_picture_and_what_is_too_large_is_refused() {
        assert!(picture_of("no Base64!").is_err() && picture_of(&BASE64.encode(b"GIF89a")).is_err());
        assert!(refuse_larger(&[vec![1, 2]], (1, 2)).is_ok());
        assert!(
            refuse_larger(&[vec![1, 2, 3]], (1, 2)).is_err() && refuse_larger(&[vec![1], vec![2]], (1, 2)).is_err()
        );
    }
}
