//! Headers whose second row parts a name of the first: `采用媒体` above `国家级`, `省级` and `市级`, or above `名称` and `版面`.

use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::names::{fold, role_of_name};
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::column_roles::synonyms::LEVELS;
use crate::corpus::read::table::cells::values::is_tick;
use crate::corpus::source::is_known_publisher;
use crate::text::is_han;

/// The longest name of a part, in characters.
const MAX_PART: usize = 8;

/// Names of parts that only say that the name of the whole is meant.
const WHOLE: [&str; 4] = ["名称", "名", "全称", "题目名称"];

/// The place of the name in the first row that each column belongs to; none where the column has none.
fn owner(header: &[String], column: usize) -> Option<usize> {
    (0..=column).rev().find(|&at| header.get(at).is_some_and(|name| !name.is_empty()))
}

/// Whether a row parts names of the header above it, each over an empty cell at least, and holds nothing else but the same names.
pub(super) fn is_parted(header: &[String], below: &[String]) -> bool {
    let is_part = |column: usize| {
        let (own, next) = (header.get(column), header.get(column + 1));
        let is_empty = |cell: Option<&String>| cell.is_none_or(String::is_empty);
        is_empty(own) || is_empty(next) && below.get(column + 1).is_some_and(|cell| !cell.is_empty())
    };
    let differs = |column: &usize| !below[*column].is_empty() && header.get(*column) != Some(&below[*column]);
    let parts: Vec<usize> = (0..below.len()).filter(differs).collect();
    let is_name = |column: &usize| {
        let name = &below[*column];
        at_most(name, MAX_PART)
            && name.chars().any(is_han)
            && !name.chars().any(|c| c.is_ascii_digit())
            && !is_known_publisher(name)
            && !is_tick(name)
            && owner(header, *column).is_some()
            && is_part(*column)
    };
    // Each part stands beside another one of the same name.
    let has_sibling =
        |column: &usize| parts.iter().any(|other| other != column && owner(header, *other) == owner(header, *column));
    let names: Vec<&String> = parts.iter().map(|&column| &below[column]).collect();
    let are_different = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    parts.len() >= 2 && are_different && parts.iter().all(|column| is_name(column) && has_sibling(column))
}

/// The names of the columns below such a header: a part that says nothing by itself bears the name of the whole.
pub(super) fn parted_names(header: &[String], below: &[String]) -> Vec<String> {
    let name = |column: usize| {
        let own = below.get(column).cloned().unwrap_or_default();
        let whole = owner(header, column).map(|at| &header[at]);
        match whole {
            _ if own.is_empty() => header.get(column).cloned().unwrap_or_default(),
            Some(whole) if WHOLE.contains(&own.as_str()) => whole.clone(),
            Some(whole) if is_of_papers(whole, &own) => {
                let is_source = role_of_name(whole).is_some_and(|(role, _)| role == Role::Source);
                // The name of a kind of places alone would be that of a column of places.
                let level = if at_most(&own, 1) { "级" } else { "" };
                format!("{}（{own}{level}）", if is_source { whole.as_str() } else { "媒体" })
            }
            _ => own,
        }
    };
    (0..header.len().max(below.len())).map(name).collect()
}

/// Whether a part of a name is a kind of papers, whose names stand below it.
fn is_of_papers(whole: &str, part: &str) -> bool {
    const PRINTED: [&str; 8] = ["媒体", "报刊", "报纸", "采用", "刊", "见报", "发表", "播"];
    let is_about_printing = || PRINTED.iter().any(|word| whole.contains(word));
    let is_source = || role_of_name(whole).is_some_and(|(role, _)| role == Role::Source);
    let is_level = || LEVELS.contains(fold(part).trim_end_matches("媒体").trim_end_matches("报刊"));
    role_of_name(part).is_none_or(|(role, _)| role == Role::Region)
        && (is_source() || is_about_printing())
        && is_level()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn a_second_row_parts_names_of_the_first() {
        for (header, below, names) in [
            (
                ["序号", "标题", "采用媒体", "", "日期"],
                ["", "", "国家级", "省级", ""],
                ["序号", "标题", "采用媒体（国家级）", "采用媒体（省级）", "日期"],
            ),
            (
                ["序号", "标题", "媒体", "", "日期"],
                ["序号", "标题", "名称", "版面", "日期"],
                ["序号", "标题", "媒体", "版面", "日期"],
            ),
            (
                ["序号", "标题", "采用情况", "", "日期"],
                ["", "", "省级", "市级", ""],
                ["序号", "标题", "媒体（省级）", "媒体（市级）", "日期"],
            ),
        ] {
            let (header, below) = (row(&header), row(&below));
            assert!(is_parted(&header, &below), "{below:?}");
            assert_eq!(parted_names(&header, &below), names);
        }
    }

    #[test]
    fn rows_of_articles_part_no_names() {
        let header = row(&["标题", "媒体", "", "日期"]);
        for below in [
            ["河畔新增公园", "兰河日报", "头版", "2024-03-05"],
            ["", "人民日报", "光明日报", ""],
            ["", "国家级", "", ""],
        ] {
            assert!(!is_parted(&header, &row(&below)), "{below:?}");
        }
    }
}
