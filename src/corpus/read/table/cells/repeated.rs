//! Cells that repeat what stands above them: marks for “the same”, and years and months that are written once.

use serde_json::Value;

use crate::corpus::read::column_roles::names::fold;
use crate::corpus::read::column_roles::synonyms::DATE_PARTS;
use crate::corpus::read::table::cells::values::is_empty;
use crate::corpus::read::table::record::{Cells, RecordResult, Records};

/// What people write for the value of the cell above.
const SAME: [&str; 15] =
    ["〃", "″", "\"", "''", "“", "”", "〞", "々", ",,", "同上", "同前", "上同", "同上。", "（同上）", "(同上)"];

/// The rows with the values that such marks stand for. A mark below nothing stays as it is.
pub(in crate::corpus::read::table) fn with_repeated_cells(records: Records<'_>) -> Records<'_> {
    let mut above: Vec<Value> = Vec::new();
    Box::new(records.map(move |record| -> RecordResult {
        let mut record = record?;
        if let Cells::Row(cells) = &mut record.cells {
            for (at, cell) in cells.iter_mut().enumerate() {
                let is_same = cell.as_str().is_some_and(|text| SAME.contains(&text.trim()));
                if let Some(value) = above.get(at).filter(|value| is_same && !is_empty(value)) {
                    cell.clone_from(value);
                }
            }
            // A title or a remark between the rows is above none of their cells.
            if cells.iter().filter(|cell| !is_empty(cell)).nth(1).is_some() {
                above.clone_from(cells);
            }
        }
        Ok(record)
    }))
}

/// Gives a row the year, or the year and the month, of the row above it where its own cells are empty: they are written once, in the
/// first of their rows. A row without the day keeps its empty cells, for its day is not known.
pub(in crate::corpus::read::table) fn carry_year_and_month(
    columns: &[String],
    above: &mut Vec<Value>,
    cells: &mut Vec<Value>,
) {
    let place = |part: usize| columns.iter().position(|name| DATE_PARTS[part].contains(&fold(name)));
    let [Some(year), Some(month), Some(day)] = [0, 1, 2].map(place) else { return };
    let is_filled = |cells: &[Value], at: usize| cells.get(at).is_some_and(|cell| !is_empty(cell));
    if is_filled(cells, day) && cells.len() <= columns.len() {
        cells.resize(columns.len(), Value::Null);
        for at in [year, month] {
            // The first month of another year is written.
            if !is_filled(cells, at) && is_filled(above, at) && (at == year || cells.get(year) == above.get(year)) {
                cells[at] = above[at].clone();
            }
        }
        above.clone_from(cells);
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::read::table::{ColumnChoice, read_table};

    fn articles(table: &str) -> Vec<(String, String)> {
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        articles.map(|article| article.unwrap()).map(|article| (article.date, article.source)).collect()
    }

    #[test]
    fn marks_stand_for_the_cell_above() {
        let table =
            "日期,媒体,标题\n2024-03-05,兰河日报,河畔新增公园\n〃,同上,老街换上新灯\n2024-03-06,″,渡口通了公交\n";
        let row = |day: &str| (day.to_owned(), "兰河日报".to_owned());
        assert_eq!(articles(table), [row("2024-03-05"), row("2024-03-05"), row("2024-03-06")]);
    }

    #[test]
    fn years_and_months_are_written_once() {
        let table = "年,月,日,标题,媒体\n2024,3,5,河畔新增公园,兰河日报\n,,6,老街换上新灯,兰河日报\n,4,7,渡口通了公交,兰河日报\n,,,书馆周末开放,兰河日报\n";
        let days: Vec<String> = articles(table).into_iter().map(|(day, _)| day).collect();
        assert_eq!(days, ["2024-03-05", "2024-03-06", "2024-04-07", ""]);
    }
}
