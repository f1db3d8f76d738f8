//! Texts that one cell could not hold, which go on in the columns behind: `提取文本`, `提取文本_1`.

use serde_json::{Map, Value};

use crate::corpus::measure::ends_sentence;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::values::{is_empty, plain};
use crate::corpus::read::table::columns::roles::{RoleColumn, Roles};
use crate::text::is_han;

/// A cell of a spreadsheet holds at most 32767 characters; programs that part a text leave some room.
const FULL_CELL: usize = 30_000;
/// A shorter text without an end is none that was cut.
const MIN_CUT: usize = 150;
/// A text goes on in at most this many columns.
const MAX_CELLS: usize = 20;

/// The columns in which a text may go on that one cell could not hold, in their order.
pub(in crate::corpus::read::table) fn further_cells(object: &Map<String, Value>, roles: &Roles) -> Vec<String> {
    let is_open =
        |column: &&RoleColumn| column.role == Role::Text && object.get(&column.column).is_some_and(|v| !is_empty(v));
    roles.iter().find(is_open).map(|column| cells_behind(&column.column, object)).unwrap_or_default()
}

/// A text with what goes on in further cells, which are taken out of their row.
pub(in crate::corpus::read::table) fn with_further_cells(
    text: Value,
    further: Vec<String>,
    object: &mut Map<String, Value>,
) -> Value {
    let mut text = text;
    for column in further {
        let more = object.get(&column).map(plain).unwrap_or_default();
        let whole = plain(&text);
        if !goes_on(&whole, &more) {
            break;
        }
        object.shift_remove(&column);
        text = (whole + &more).into();
    }
    text
}

/// The columns that bear the name of a column with a number behind it, in their order.
fn cells_behind(column: &str, object: &Map<String, Value>) -> Vec<String> {
    let numbered = |number: usize| {
        let names = ["_", "", "-", "续"].map(|mark| format!("{column}{mark}{number}"));
        names.into_iter().find(|name| object.contains_key(name))
    };
    // The numbers of columns without names number no cells.
    if column.ends_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    // The first cell may count as the first or as none.
    let first = [1, 2].into_iter().find(|number| numbered(*number).is_some());
    first.map(|first| (first..first + MAX_CELLS).map_while(numbered).collect()).unwrap_or_default()
}

/// Whether a text breaks off where its cell was full, and another cell goes on with it.
fn goes_on(text: &str, more: &str) -> bool {
    /// Texts that begin alike are two forms of one text.
    const BEGINNING: usize = 12;
    let length = text.chars().count();
    let breaks_off =
        length >= MIN_CUT && !ends_sentence(text) && text.ends_with(|c: char| is_han(c) || "，、".contains(c));
    let beginning: String = more.chars().take(BEGINNING).collect();
    (breaks_off || length >= FULL_CELL) && more.contains(is_han) && !text.contains(&beginning)
}

#[cfg(test)]
mod tests {
    use crate::corpus::read::table::{ColumnChoice, read_table};

    const SENTENCE: &str = "柳河两岸春耕正忙，全县组织技术人员到田间地头进行指导。";

    fn texts(table: &str) -> Vec<String> {
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        articles.map(|article| article.unwrap().text).collect()
    }

    #[test]
    fn a_text_goes_on_in_the_next_cell() {
        let cut = SENTENCE.repeat(6) + "农机站";
        let rows = format!("1,春耕,{cut},的机手已经下田。\n2,秋收,{SENTENCE},\n");
        for names in ["正文,正文_1", "正文,正文2"] {
            let table = format!("序号,标题,{names}\n{rows}");
            assert_eq!(texts(&table), [cut.clone() + "的机手已经下田。", SENTENCE.to_owned()], "{names}");
        }
    }

    #[test]
    fn other_columns_stay_apart() {
        let whole = SENTENCE.repeat(6);
        assert_eq!(texts(&format!("标题,正文,正文_1\n春耕,{whole},农机手已经下田。\n")), [whole.as_str()]);
        let cut = whole + "农机站";
        assert_eq!(texts(&format!("标题,正文,正文_1\n春耕,{cut},{SENTENCE}\n")), [cut.as_str()]);
        assert_eq!(texts(&format!("标题,正文,备注\n春耕,{cut},的机手已经下田。\n")), [cut]);
    }
}
