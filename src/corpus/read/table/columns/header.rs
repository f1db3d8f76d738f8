//! The header of a table: where it stands, if anywhere, and the names in it.

use crate::corpus::read::column_roles::names::{fold, role_of_name};
use crate::corpus::read::column_roles::role::{ColumnChoice, Role};
use crate::corpus::read::column_roles::synonyms::DATE_PARTS;
use crate::corpus::read::table::cells::dates::{ColumnForm, read};
use crate::corpus::read::table::cells::period_in_name::year_in;
use crate::corpus::read::table::columns::header_of_two_rows::{self, parted_names};
use crate::corpus::read::table::columns::statistics;
use crate::text::is_han;

/// The header of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus::read::table) struct Header {
    /// The position of the header among the first rows; `None` where the table has none.
    pub position: Option<usize>,
    /// The names of the columns, all different.
    pub columns: Vec<String>,
    /// The year in the title above the header.
    pub year_above: Option<i16>,
}

/// The header is looked for in this many rows: titles and remarks may stand above it.
const ROWS_LOOKED_AT: usize = 12;

/// Names of columns are not longer than this.
const MAX_NAME_LENGTH: usize = 24;

/// Finds the header among the first rows of a table. A row that holds all column names of the user's choice is the header, whatever
/// it looks like.
pub(in crate::corpus::read::table) fn find(rows: &[Vec<String>], choice: &ColumnChoice) -> Header {
    let first = 0..rows.len().min(ROWS_LOOKED_AT);
    let position = first.clone().find(|at| holds_names(&rows[*at], choice));
    let position = position.or_else(|| first.clone().find(|at| is_full_header(rows, *at)));
    let position = position.or_else(|| first.clone().find(|at| is_header(rows, *at)));
    let position = position.map(|at| at + usize::from(is_divided_below(rows, at) || is_parted_below(rows, at)));
    let data = &rows[position.map_or(0, |at| at + 1)..];
    let width = usual_width(data, position.map(|at| rows[at].len()));
    let mut names = position.map_or_else(Vec::new, |at| names_at(rows, at));
    if !names.is_empty() && has_names_of_rows(&names, data) {
        names.insert(0, String::new());
    }
    names.resize(width.max(names.len()), String::new());
    // The day on which a table was handed in is of no article.
    let is_day = |cell: &str| read(cell, &ColumnForm::default()).is_ok_and(|read| read.date.len() == 10);
    let above = rows[..position.unwrap_or(0)].iter().flatten();
    let year_above = above.filter(|cell| !is_day(cell)).find_map(|cell| year_in(cell));
    Header { position, columns: different(names), year_above }
}

/// Whether R wrote the table, which names the rows but not the column of their names. In a workbook, the last column of a header that is
/// one cell short may bear no name.
fn has_names_of_rows(names: &[String], data: &[Vec<String>]) -> bool {
    /// The longest name of a row.
    const MAX_ROW_NAME: usize = 20;
    let is_longer = |row: &Vec<String>| row.len() == names.len() + 1;
    let is_name = |cell: &String| cell.chars().count() <= MAX_ROW_NAME && !cell.chars().any(is_han);
    let is_numbered = || {
        role_of_name(&names[0]).is_some_and(|(role, _)| role == Role::Id) && data.iter().any(|row| !is_number(&row[1]))
    };
    !data.is_empty()
        && data.iter().all(is_longer)
        && data.iter().all(|row| row.first().is_some_and(is_name))
        && !is_numbered()
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok()
}

/// Whether a row only groups columns that the row below names: `报道信息` above `媒体`, `日期` and `标题`.
fn is_divided_below(rows: &[Vec<String>], at: usize) -> bool {
    let (Some(groups), Some(below)) = (rows.get(at), rows.get(at + 1)) else { return false };
    let filled: Vec<&String> = below.iter().filter(|cell| !cell.is_empty()).collect();
    let is_empty = |place: usize| groups.get(place).is_none_or(|cell| cell.is_empty());
    let divides = below.iter().enumerate().any(|(place, cell)| !cell.is_empty() && is_empty(place));
    let known = known_roles(&names_at(rows, at + 1));
    let more = known.len() > known_roles(groups).len() || names_year_and_month(below);
    divides && known_roles(below).len() >= 2 && more && looks_like_names(&filled)
}

/// Whether the row below a header only parts one or more of its names, and names nothing else.
fn is_parted_below(rows: &[Vec<String>], at: usize) -> bool {
    match (rows.get(at), rows.get(at + 1)) {
        (Some(header), Some(below)) => header_of_two_rows::is_parted(header, below) && is_header_of_articles(header),
        _ => false,
    }
}

/// Whether a row names the parts of days: 年, 月 and 日 below 发布日期.
fn names_year_and_month(row: &[String]) -> bool {
    let [year, month, _] = DATE_PARTS;
    [year, month].iter().all(|names| row.iter().any(|cell| names.contains(&fold(cell))))
}

/// The names in a row; a cell that is merged with the one above has its name there.
fn names_at(rows: &[Vec<String>], at: usize) -> Vec<String> {
    let mut names = rows[at].clone();
    let above = at.checked_sub(1).map(|above| &rows[above]);
    // The title of a table stands alone in its row.
    let Some(above) = above.filter(|above| above.iter().filter(|cell| !cell.is_empty()).count() >= 2) else {
        return names;
    };
    if is_parted_below(rows, at - 1) {
        return parted_names(above, &names);
    }
    names.resize(names.len().max(above.len()), String::new());
    for (name, upper) in names.iter_mut().zip(above) {
        if name.is_empty() && role_of_name(upper).is_some() {
            name.clone_from(upper);
        }
    }
    while names.len() > rows[at].len() && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// Whether the user named columns, and a row holds all of these names.
fn holds_names(row: &[String], choice: &ColumnChoice) -> bool {
    let holds = |name: &str| row.iter().any(|cell| fold(cell) == fold(name));
    choice.columns().next().is_some() && choice.columns().all(holds)
}

/// The number of columns: that of the header, unless most rows have more fields.
fn usual_width(rows: &[Vec<String>], header: Option<usize>) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(Vec::len).collect();
    widths.sort_unstable();
    let groups = widths.chunk_by(|a, b| a == b);
    let (count, usual) = groups.map(|group| (group.len(), group[0])).max().unwrap_or_default();
    match header {
        Some(header) if count * 2 <= rows.len() => header,
        _ => usual.max(header.unwrap_or(0)),
    }
}

/// The names with `column3` for empty ones and numbers behind repeated ones.
fn different(names: Vec<String>) -> Vec<String> {
    let mut taken: Vec<String> = Vec::with_capacity(names.len());
    for (name, number) in names.into_iter().zip(1..) {
        let base = if name.is_empty() { format!("column{number}") } else { name };
        let mut name = base.clone();
        let mut repetition = 2;
        while taken.contains(&name) {
            name = format!("{base} ({repetition})");
            repetition += 1;
        }
        taken.push(name);
    }
    taken
}

/// The roles that the cells of a row name.
pub(in crate::corpus::read::table) fn known_roles(row: &[String]) -> Vec<Role> {
    let mut roles: Vec<Role> = row.iter().filter_map(|cell| role_of_name(cell)).map(|(role, _)| role).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Whether a row is the head line of a table of articles: it names a text or a headline, and something else.
pub fn is_header_of_articles(row: &[String]) -> bool {
    let known = known_roles(row);
    known.len() >= 2 && (known.contains(&Role::Text) || known.contains(&Role::Title))
}

/// Whether a row names all that a table of articles has, and what stands above it only groups the columns or says whose table it is.
fn is_full_header(rows: &[Vec<String>], at: usize) -> bool {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let row = &rows[at];
    let is_above = |above: &Vec<String>| filled(above) * 2 <= filled(row) && known_roles(above).len() <= 1;
    is_header_of_articles(row)
        && known_roles(row).len() >= 3
        && is_header(&rows[at..], 0)
        && rows[..at].iter().all(is_above)
}

fn is_header(rows: &[Vec<String>], at: usize) -> bool {
    let row = &rows[at];
    let filled: Vec<&String> = row.iter().filter(|cell| !cell.is_empty()).collect();
    // What stands above the header fills few cells, or fewer and names no columns.
    let names_articles = is_header_of_articles(row) && known_roles(row).len() >= 3;
    let above_is_sparse = rows[..at].iter().all(|above| {
        let count = above.iter().filter(|cell| !cell.is_empty()).count();
        names_articles && count < filled.len() && known_roles(above).len() <= 1
            || above.iter().filter(|cell| !cell.is_empty()).count() * 2 <= filled.len()
            || known_roles(above).is_empty() && above.len() == 1
    });
    if filled.is_empty() || !above_is_sparse || filled.iter().any(|cell| cell.chars().count() > MAX_NAME_LENGTH * 2) {
        return false;
    }
    match known_roles(row).len() {
        2.. => true,
        1 => filled.len() <= 2 || looks_like_names(&filled),
        _ => filled.len() >= 2 && looks_like_names(&filled) && differs_from_data(row, &rows[at + 1..]),
    }
}

/// Whether cells are short, different, and neither numbers nor dates nor addresses.
fn looks_like_names(cells: &[&String]) -> bool {
    let values: Vec<String> = cells.iter().map(|cell| (*cell).clone()).collect();
    let of_all = statistics::of(&values);
    let short = values.iter().all(|cell| cell.chars().count() <= MAX_NAME_LENGTH && !fold(cell).is_empty());
    short && of_all.distinct == 1.0 && of_all.numbers == 0.0 && of_all.dates == 0.0 && of_all.addresses == 0.0
}

/// Whether a column below holds what its name is not: numbers, days, addresses or much longer texts.
fn differs_from_data(row: &[String], data: &[Vec<String>]) -> bool {
    row.iter().enumerate().any(|(at, name)| {
        let values: Vec<String> = data.iter().filter_map(|row| row.get(at)).cloned().collect();
        let below = statistics::of(&values);
        let long = below.mean_length >= 20.0 && below.mean_length >= 3.0 * name.chars().count() as f64;
        below.filled > 0 && (below.numbers >= 0.9 || below.days >= 0.8 || below.addresses >= 0.8 || long)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_in(rows: &[&[&str]]) -> Header {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        find(&rows, &ColumnChoice::default())
    }

    const LONG: &str = "柳河两岸春耕正忙，全县组织技术人员到田间地头进行指导，种子化肥储备充足。";

    #[test]
    fn a_header_that_is_understood() {
        let header = find_in(&[&["编号", "标题", "正文"], &["1", "春耕", LONG]]);
        let columns = vec!["编号".into(), "标题".into(), "正文".into()];
        assert_eq!(header, Header { position: Some(0), columns, year_above: None });
        assert_eq!(find_in(&[&["标题"], &["春耕开始"]]).position, Some(0));
    }

    #[test]
    fn titles_above_the_header_are_skipped() {
        let header = find_in(&[
            &["柳河日报报道汇总", "", ""],
            &["", "", ""],
            &["日期", "标题", "正文"],
            &["2024-04-01", "春耕", LONG],
        ]);
        assert_eq!(header.position, Some(2));
    }

    #[test]
    fn fields_of_the_table_above_the_header_are_skipped() {
        let header = find_in(&[
            &["柳河日报报道汇总", "", "", ""],
            &["采集人", "方舟", "采集时间", ""],
            &["日期", "标题", "版面", "正文"],
            &["2024-04-01", "春耕", "1", LONG],
        ]);
        assert_eq!(header.position, Some(2));
    }

    #[test]
    fn groups_of_columns_above_the_header_are_skipped() {
        let header = find_in(&[
            &["基本信息", "", "", "内容", ""],
            &["序号", "媒体", "日期", "标题", "正文"],
            &["1", "柳河日报", "2024-04-01", "春耕", LONG],
        ]);
        assert_eq!(header.position, Some(1));
        let header = find_in(&[
            &["柳河媒体报道汇总表", "", "", "", ""],
            &["填报单位：柳河宣传部", "", "", "", "2024年5月31日"],
            &["序号", "媒体名称", "刊发日期", "标题", "正文"],
            &["1", "柳河日报", "2024-04-01", "春耕", LONG],
        ]);
        assert_eq!(header.position, Some(2));
    }

    #[test]
    fn headers_of_two_rows() {
        let header = find_in(&[
            &["序号", "报道情况", "", "", "内容"],
            &["", "媒体", "日期", "标题", "", "点赞"],
            &["1", "柳河日报", "2024-04-01", "春耕", LONG, "7"],
        ]);
        assert_eq!((header.position, header.columns.join(" ").as_str()), (Some(1), "序号 媒体 日期 标题 内容 点赞"));
        let header = find_in(&[
            &["序号", "发布日期", "", "", "标题", "媒体"],
            &["序号", "年", "月", "日", "标题", "媒体"],
            &["1", "2024", "4", "1", "春耕", "柳河日报"],
        ]);
        assert_eq!((header.position, header.columns.join(" ").as_str()), (Some(1), "序号 年 月 日 标题 媒体"));
        // A row of an article is no second row of the header.
        let header =
            find_in(&[&["标题", "媒体", "", "正文"], &["来源", "日期", "甲", "乙"], &["春耕", "柳河日报", "", LONG]]);
        assert_eq!(header.position, Some(0));
    }

    #[test]
    fn the_title_above_tells_the_year() {
        let header = find_in(&[
            &["2024年报道汇总", "", "填报日期：2025年1月6日"],
            &["日期", "标题", "正文"],
            &["4月1日", "春耕", LONG],
        ]);
        assert_eq!(header.year_above, Some(2024));
    }

    #[test]
    fn a_last_column_without_a_name_is_no_shift() {
        let header = find_in(&[&["标题", "正文"], &["春耕", LONG, "已核对"], &["秋收", LONG, "已核对"]]);
        assert_eq!(header.columns, ["标题", "正文", "column3"]);
        let header =
            find_in(&[&["序号", "标题", "正文"], &["1", "春耕", LONG, "已核对"], &["2", "秋收", LONG, "待核对"]]);
        assert_eq!(header.columns, ["序号", "标题", "正文", "column4"]);
    }

    #[test]
    fn a_header_in_unknown_words() {
        assert_eq!(find_in(&[&["alpha", "beta"], &["2024-04-01", LONG]]).position, Some(0));
    }

    #[test]
    fn tables_without_header() {
        let header = find_in(&[&["全县春耕进展顺利", "2024-04-01"], &["柳河大桥建成通车", "2024-04-02"]]);
        let columns = vec!["column1".into(), "column2".into()];
        assert_eq!(header, Header { position: None, columns, year_above: None });
        assert_eq!(find_in(&[&["全县春耕进展顺利"], &["柳河大桥建成通车"]]).position, None);
    }

    #[test]
    fn names_that_the_user_gave_stand_in_the_header() {
        let row = |cells: &[&str]| -> Vec<String> { cells.iter().map(|cell| (*cell).to_owned()).collect() };
        let rows = [row(&["甲", "乙"]), row(&["春耕开始了", "柳河"]), row(&["大桥通车了", "青川"])];
        assert_eq!(find(&rows, &ColumnChoice::default()).position, None);
        let choice = |text: &str| text.parse::<ColumnChoice>().unwrap();
        assert_eq!(find(&rows, &choice("text=甲,source=乙")).position, Some(0));
        // A name that stands nowhere, and the name of a column that has none, say nothing of the header.
        assert_eq!(find(&rows, &choice("text=丙")).position, None);
        assert_eq!(find(&rows, &choice("text=column1")).position, None);
        assert_eq!(find(&rows, &choice("date=")).position, None);
    }

    #[test]
    fn names_are_made_different() {
        let header = find_in(&[&["标题", "正文", "正文", ""], &["春耕", LONG, "", "x"]]);
        assert_eq!(header.columns, ["标题", "正文", "正文 (2)", "column4"]);
        let row_names = find_in(&[&["title", "text"], &["1", "春耕", LONG], &["2", "秋收", LONG]]);
        assert_eq!(row_names.columns, ["column1", "title", "text"]);
    }
}
