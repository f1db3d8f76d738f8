//! The fields above the text of a Markdown file, between lines of three hyphens.

use jiff::civil::Date;

use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::labelled::{self, Field};
use crate::corpus::read::one_article::rows::Row;

/// The fields a Markdown file begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The headline.
    pub title: String,
    /// The paper or site.
    pub source: String,
    /// The day of publication.
    pub date: Option<Date>,
    /// The page of the issue.
    pub page: String,
    /// Who wrote it.
    pub byline: String,
    /// The number of rows the fields take.
    pub rows: usize,
}

/// Reads the fields at the beginning of a Markdown file, if there are any.
pub(crate) fn read(rows: &[Row]) -> Option<FrontMatter> {
    let is_rule = |row: &Row| row.text.trim_end() == "---";
    if !rows.first().is_some_and(is_rule) {
        return None;
    }
    let end = rows.iter().take(80).skip(1).position(is_rule)? + 1;
    let mut fields = FrontMatter { rows: end + 1, ..FrontMatter::default() };
    for row in rows.iter().take(end).skip(1).filter(|row| row.indent == 0) {
        let Some((name, value)) = row.text.split_once([':', '：']) else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if !value.is_empty() {
            set(&mut fields, name, value);
        }
    }
    (!fields.title.is_empty() || fields.date.is_some()).then_some(fields)
}

/// Takes one field by its name.
fn set(fields: &mut FrontMatter, name: &str, value: &str) {
    match labelled::named(name) {
        Some(Field::Title) => fields.title = value.to_string(),
        Some(Field::Source) => fields.source = value.to_string(),
        Some(Field::Byline) => fields.byline = value.to_string(),
        Some(Field::Page) => fields.page = page_number(value),
        Some(Field::Date) => fields.date = fields.date.or(find_date(value).map(|found| found.date)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::rows::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    #[test]
    fn fields_are_read_by_name() {
        let text = "---\ntitle: \"老街换新颜\"\ndate: 2024-04-01\npage_no: \"03\"\nsource: 云岭日报\nimages:\n  - a.jpg\n---\n\n正文";
        let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
        let fields = read(&prepare(&lines, SourceKind::Markdown).rows).unwrap_or_default();
        assert_eq!(
            (fields.title.as_str(), fields.page.as_str(), fields.source.as_str()),
            ("老街换新颜", "3", "云岭日报")
        );
        assert_eq!(fields.date.map(|date| date.to_string()).as_deref(), Some("2024-04-01"));
        assert_eq!(fields.rows, 8);
    }
}
