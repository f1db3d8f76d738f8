//! Labels of a random sample of articles, as coders give them back.

use std::collections::BTreeMap;

use crate::corpus::read::article_table::table_error;
use crate::corpus::read::table::{NamedRow, read_named_rows};
use crate::error::{Error, Result};

/// What stands before the identifier of an article in a sample, so that a spreadsheet takes none for a number or a day.
pub const ID_PREFIX: &str = "id:";

/// Names of the column of labels, the surest first.
const LABEL_COLUMNS: &[&str] = &["label", "标注", "编码", "标签", "主题", "theme", "code"];
/// Names of the column of identifiers.
const ID_COLUMNS: &[&str] = &["id", "编号", "文章编号"];
/// The column of probabilities in the design of a sample.
const PROBABILITY_COLUMN: &str = "inclusionprobability";

/// One row of a file of labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLabel {
    /// The identifier of the article.
    pub id: String,
    /// The label as the coder wrote it; empty where the article is not coded yet.
    pub label: String,
}

/// Reads labels: CSV, JSON Lines or a workbook, with a column of identifiers and one of labels.
///
/// # Errors
/// [`Error::MissingColumn`] where there is no such column, and where the file is no table.
pub fn read_audit_labels(file: &str, bytes: &[u8]) -> Result<Vec<AuditLabel>> {
    let rows = read_rows(file, bytes)?;
    let id = column(file, &rows, ID_COLUMNS)?;
    let label = column(file, &rows, LABEL_COLUMNS)?;
    let cell = |row: &NamedRow, name: &str| row.1.get(name).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let labels = rows.iter().map(|row| AuditLabel { id: plain_id(&cell(row, id)).to_owned(), label: cell(row, label) });
    Ok(labels.filter(|label| !label.id.is_empty()).collect())
}

/// Reads the design of a sample: the probability with which each article was drawn, by identifier.
///
/// # Errors
/// As [`read_audit_labels`].
pub fn read_audit_design(file: &str, bytes: &[u8]) -> Result<BTreeMap<String, f64>> {
    let rows = read_rows(file, bytes)?;
    let id = column(file, &rows, ID_COLUMNS)?;
    let probability = column(file, &rows, &[PROBABILITY_COLUMN])?;
    let entry = |(_, cells): &NamedRow| {
        let probability: f64 = cells.get(probability)?.trim().parse().ok()?;
        let is_usable = probability > 0.0 && probability <= 1.0;
        is_usable.then(|| Some((plain_id(cells.get(id)?.trim()).to_owned(), probability))).flatten()
    };
    Ok(rows.iter().filter_map(entry).collect())
}

/// Reads the rows of a table of any form: for each its line, and its cells by the names of their columns, in small letters
/// without marks and spaces.
///
/// # Errors
/// Where the file is no table.
pub fn read_rows(file: &str, bytes: &[u8]) -> Result<Vec<NamedRow>> {
    read_named_rows(bytes, file).map_err(|error| table_error(file, error))
}

/// An identifier without what stands before it in samples.
fn plain_id(cell: &str) -> &str {
    cell.strip_prefix(ID_PREFIX).unwrap_or(cell)
}

/// The first of some names that a table has as a column.
fn column<'n>(file: &str, rows: &[NamedRow], names: &[&'n str]) -> Result<&'n str> {
    let has = |name: &&&str| rows.iter().any(|(_, cells)| cells.contains_key(**name));
    names.iter().find(has).copied().ok_or_else(|| {
        let found: std::collections::BTreeSet<&str> =
            rows.iter().flat_map(|(_, cells)| cells.keys()).map(String::as_str).collect();
        let found = found.into_iter().collect::<Vec<_>>().join(", ");
        Error::MissingColumn { file: file.into(), column: names[0].into(), found }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_from_any_table() {
        let expected = [("0012", "教育"), ("兰河日报/2#1", "")];
        for text in [
            "\u{FEFF}id,day,label\nid:0012,2024-03-05,教育\nid:兰河日报/2#1,2024-03-06,\n",
            "编号;标注\r\nid:0012;教育\r\n兰河日报/2#1;\r\n",
            "{\"id\":\"0012\",\"label\":\"教育\"}\n{\"id\":\"兰河日报/2#1\",\"label\":null}\n",
        ] {
            let labels = read_audit_labels("labels", text.as_bytes()).unwrap();
            let found: Vec<(&str, &str)> = labels.iter().map(|l| (l.id.as_str(), l.label.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
        let error = read_audit_labels("a.csv", "id,day\na,b\n".as_bytes()).unwrap_err();
        assert!(error.to_string().contains("`label`"), "{error}");
    }

    #[test]
    fn a_design_gives_probabilities() {
        let design =
            read_audit_design("d.csv", b"id,theme,inclusion_probability\nid:a,health,0.25\nid:b,none,2\n").unwrap();
        assert_eq!(design, BTreeMap::from([("a".to_owned(), 0.25)]));
    }
}
