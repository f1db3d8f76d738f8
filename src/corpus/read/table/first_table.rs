//! Files that hold another table below that of the articles, as exports of whole sites do: the comments below the posts.

use std::iter::Peekable;

use serde_json::Value;

use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::completion::is_made_as_day;
use crate::corpus::read::table::cells::dates::{ColumnForm, read};
use crate::corpus::read::table::cells::values::{is_empty, plain};
use crate::corpus::read::table::columns::header::{is_header_of_articles, known_roles};
use crate::corpus::read::table::problem::Fault;
use crate::corpus::read::table::record::{Cells, RecordResult, Records};

/// The header stands among this many rows.
const ROWS_LOOKED_AT: usize = 12;
/// The longest name of a column of another table.
const MAX_NAME_LENGTH: usize = 12;

/// The rows up to the header of another table, which has no headlines where the first has them. A title above the same header once more
/// parts the articles, and is none. How many rows of another table are passed over is reported where its header stands.
pub(super) fn first_table(records: Records<'_>) -> Records<'_> {
    Box::new(FirstTable { rows: records.peekable(), seen: 0, header: None, has_rows: false, other: None })
}

struct FirstTable<'a> {
    rows: Peekable<Records<'a>>,
    seen: usize,
    header: Option<Vec<String>>,
    has_rows: bool,
    other: Option<OtherTable>,
}

/// A table below that of the articles.
struct OtherTable {
    /// The line of its header.
    line: u64,
    /// Its rows so far that are not blank, the header among them.
    rows: usize,
}

impl OtherTable {
    /// What is told of it; a header without rows leaves nothing out.
    fn report(self) -> Option<RecordResult> {
        let rows = self.rows.saturating_sub(1);
        (rows > 0).then_some(Err((self.line, Fault::OtherTable { rows })))
    }
}

impl Iterator for FirstTable<'_> {
    type Item = RecordResult;

    fn next(&mut self) -> Option<RecordResult> {
        while let Some(row) = self.rows.next() {
            let Some(cells) = cells_of(&row) else { return Some(row) };
            self.seen += 1;
            if let Some(mut other) = self.other.take() {
                // Below the other table further articles may stand.
                let names = cells.iter().map(plain);
                if self.header.iter().any(|header| names.clone().eq(header.iter().cloned())) {
                    match other.report() {
                        Some(report) => return Some(report),
                        None => continue,
                    }
                }
                other.rows += usize::from(!cells.iter().all(is_empty));
                self.other = Some(other);
                continue;
            }
            if let Some(header) = &self.header {
                // The title of the next table, or a blank row, stands above its header.
                let divides = self.has_rows && cells.iter().filter(|cell| !is_empty(cell)).nth(1).is_none();
                let next = self.rows.peek().filter(|_| divides);
                let line = next.and_then(|next| next.as_ref().ok()).map_or(0, |next| next.line);
                let next = next.and_then(cells_of);
                if next.is_some_and(|next| next.iter().map(plain).eq(header.iter().cloned())) {
                    if cells.iter().any(|cell| is_day(&plain(cell))) {
                        return Some(row);
                    }
                    continue;
                }
                self.other = next.is_some_and(is_other_header).then_some(OtherTable { line, rows: 0 });
                self.has_rows = true;
            } else if self.seen <= ROWS_LOOKED_AT {
                let names: Vec<String> = cells.iter().map(plain).collect();
                let is_header = is_header_of_articles(&names) && known_roles(&names).contains(&Role::Title);
                self.header = is_header.then_some(names);
            }
            if self.other.is_none() {
                return Some(row);
            }
        }
        self.other.take()?.report()
    }
}

fn cells_of(row: &RecordResult) -> Option<&[Value]> {
    match &row.as_ref().ok()?.cells {
        Cells::Row(cells) => Some(cells),
        Cells::Object(_) => None,
    }
}

/// Whether the title of a table is the day of its rows.
fn is_day(title: &str) -> bool {
    let form = ColumnForm { year: Some(2000), ..ColumnForm::default() };
    is_made_as_day(title) && read(title, &form).is_ok_and(|read| read.date.len() == 10)
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
    use crate::corpus::read::table::{ColumnChoice, Fault, read_table};

    fn texts(table: &str) -> Vec<String> {
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        articles.filter_map(Result::ok).map(|article| article.text).collect()
    }

    fn faults(table: &str) -> Vec<(u64, Fault)> {
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        articles.filter_map(Result::err).map(|problem| (problem.line, problem.fault)).collect()
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
    fn the_rows_of_another_table_are_reported() {
        let comments = "# 评论\n内容,作者,时间\n写得好,何晓岚,2024-04-02\n说得对,金禾,2024-04-03\n";
        let more = "标题,正文,作者,发布时间\n早市,早市搬进了大棚。,方舟,2024-04-03\n";
        assert_eq!(faults(&format!("{POSTS}{comments}")), [(6, Fault::OtherTable { rows: 2 })]);
        let both = format!("{POSTS}{comments}{more}");
        assert_eq!((faults(&both).len(), texts(&both).len()), (1, 3));
        assert!(faults(&format!("{POSTS}# 评论\n内容,作者,时间\n")).is_empty());
    }

    #[test]
    fn further_articles_belong_to_the_table() {
        let more = "标题,正文,作者,发布时间\n早市,早市搬进了大棚。,方舟,2024-04-03\n";
        let expected = ["柳河两岸春耕正忙。", "农机手已经下田。", "早市搬进了大棚。"];
        assert_eq!(texts(&format!("{POSTS}\n# 五月\n{more}")), expected);
        assert_eq!(texts(&format!("{POSTS},渡口通了公交。,,\n早市,早市搬进了大棚。,方舟,2024-04-03\n")).len(), 4);
    }
}
