//! The month of the days of a table, which stands above its header.

use crate::corpus::read::table::cells::dates::read;
use crate::corpus::read::table::cells::period_in_name::{month_in, year_in};
use crate::corpus::read::table::cells::values::plain;
use crate::corpus::read::table::record::{Cells, Record};

/// The month that a title above the header tells with its year, “2024年3月”, or a cell that says nothing else, as above each of several
/// tables: “3月”. That in which a table was handed in is of no article.
pub(super) fn month_above(rows: &[Record]) -> Option<i8> {
    const OTHERS: [&str; 5] = ["填报", "填表", "制表", "报送", "统计时间"];
    let titles = || {
        let cells = rows.iter().filter_map(|record| match &record.cells {
            Cells::Row(cells) => Some(cells.iter().map(plain)),
            Cells::Object(_) => None,
        });
        cells.flatten()
    };
    let is_of_rows = |title: &String| {
        let is_day = read(title, &Default::default()).is_ok_and(|read| read.date.len() == 10);
        !is_day && year_in(title).is_some() && !OTHERS.iter().any(|word| title.contains(word))
    };
    let month_alone = |title: &String| {
        let name = title.trim().trim_end_matches('份');
        month_in(name).filter(|_| name.ends_with('月') && name.chars().count() <= 3)
    };
    let alone = || {
        let mut months = titles().filter_map(|title| month_alone(&title));
        // Several months are the heads of columns.
        months.next().filter(|_| months.next().is_none())
    };
    titles().filter(is_of_rows).find_map(|title| month_in(&title)).or_else(alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_may_stand_alone_above_the_header() {
        let rows = |cells: &[&str]| {
            vec![Record { line: 1, cells: Cells::Row(cells.iter().map(|cell| (*cell).into()).collect()) }]
        };
        assert_eq!(month_above(&rows(&["1月", "", ""])), Some(1));
        assert_eq!(month_above(&rows(&["十二月份"])), Some(12));
        assert_eq!(month_above(&rows(&["2024年3月报道"])), Some(3));
        for other in [["1月", "2月"], ["报道", "媒体"], ["3月报道", ""]] {
            assert_eq!(month_above(&rows(&other)), None, "{other:?}");
        }
    }
}
