//! Files that hold another table below that of the articles, as exports of whole sites do: the comments below the posts.

use std::iter::Peekable;

use serde_json::Value;

use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::values::{is_empty, plain};
use crate::corpus::read::table::columns::header::{is_header_of_articles, known_roles};
use crate::corpus::read::table::record::{Cells, RecordResult, Records};

/// The header stands among this many rows.
const ROWS_LOOKED_AT: usize = 12;
/// The longest name of a column of another table.
const MAX_NAME_LENGTH: usize = 12;

/// The rows up to the header of another table, which has no headlines where the first has them. A title above the same header once more
/// parts the articles, and is none.
pub(super) fn first_table(records: Records<'_>) -> Records<'_> {
    Box::new(FirstTable { rows: records.peekable(), seen: 0, header: None, has_rows: false, has_ended: false })
}

struct FirstTable<'a> {
    rows: Peekable<Records<'a>>,
    seen: usize,
    header: Option<Vec<String>>,
    has_rows: bool,
    has_ended: bool,
}

impl Iterator for FirstTable<'_> {
    type Item = RecordResult;

    fn next(&mut self) -> Option<RecordResult> {
        while let Some(row) = self.rows.next() {
            let Some(cells) = cells_of(&row) else { return Some(row) };
            self.seen += 1;
            if self.has_ended {
                // Below the other table further articles may stand.
                let names = cells.iter().map(plain);
                self.has_ended = !self.header.iter().any(|header| names.clone().eq(header.iter().cloned()));
                continue;
            }
            if let Some(header) = &self.header {
                // The title of the next table, or a blank row, stands above its header.
                let divides = self.has_rows && cells.iter().filter(|cell| !is_empty(cell)).nth(1).is_none();
                let next = self.rows.peek().filter(|_| divides).and_then(cells_of);
                if next.is_some_and(|next| next.iter().map(plain).eq(header.iter().cloned())) {
                    continue;
                }
                self.has_ended = next.is_some_and(is_other_header);
                self.has_rows = true;
            } else if self.seen <= ROWS_LOOKED_AT {
                let names: Vec<String> = cells.iter().map(plain).collect();
                let is_header = is_header_of_articles(&names) && known_roles(&names).contains(&Role::Title);
                self.header = is_header.then_some(names);
            }
            if !self.has_ended {
                return Some(row);
            }
        }
        None
    }
}

fn cells_of(row: &RecordResult) -> Option<&[Value]> {
    match &row.as_ref().ok()?.cells {
        Cells::Row(cells) => Some(cells),
        Cells::Object(_) => None,
    }
}

/// Whether cells are the header of a table without headlines.
fn is_other_header(cells: &[Value]) -> bool {
    let names: Vec<String> = cells.iter().map(plain).filter(|name| !name.is_empty()).collect();
    let known = known_roles(&names);
    names.iter().all(|name| name.chars().count() <= MAX_NAME_LENGTH)
        && known.len() >= 2
        && known.len() * 2 >= names.len()
        && !known.contains(&Role::Title)
}

#[cfg(test)]
mod tests {
    use crate::corpus::read::table::{ColumnChoice, read_table};

    fn texts(table: &str) -> Vec<String> {
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        articles.map(|article| article.unwrap().text).collect()
    }

    const POSTS: &str = "# 文章\n标题,正文,作者,发布时间\n春耕,柳河两岸春耕正忙。,方舟,2024-04-01\n秋收,农机手已经下田。,金禾,2024-10-01\n";

    #[test]
    fn comments_below_the_posts_are_none_of_them() {
        for title in ["# 评论", ",,,"] {
            let table = format!("{POSTS}\n{title}\n内容,作者,时间\n写得好,何晓岚,2024-04-02\n");
            assert_eq!(texts(&table), ["柳河两岸春耕正忙。", "农机手已经下田。"], "{title}");
        }
    }

    #[test]
    fn further_articles_belong_to_the_table() {
        let more = "标题,正文,作者,发布时间\n早市,早市搬进了大棚。,方舟,2024-04-03\n";
        let expected = ["柳河两岸春耕正忙。", "农机手已经下田。", "早市搬进了大棚。"];
        assert_eq!(texts(&format!("{POSTS}\n# 五月\n{more}")), expected);
        assert_eq!(texts(&format!("{POSTS},渡口通了公交。,,\n早市,早市搬进了大棚。,方舟,2024-04-03\n")).len(), 4);
    }
}
