//! What is written once for several rows: a day or a paper that stands across the table above them, and days of which only the first row
//! of each has one.

use serde_json::Value;

use std::collections::HashSet;

use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::article::Layout;
use crate::corpus::read::table::cells::completion::is_made_as_day;
use crate::corpus::read::table::cells::dates::{ColumnForm, read};
use crate::corpus::read::table::cells::values::{is_empty, plain};
use crate::corpus::read::table::record::{Cells, Record};
use crate::corpus::source::is_known_publisher;

/// What a row tells of all rows below it.
pub(super) enum Section {
    /// The year.
    Year(i16),
    /// The day.
    Day(String),
    /// The paper.
    Paper(String),
}

/// A row across the table holds no more characters than this.
const MAX_LENGTH: usize = 24;

/// The name of a paper that the table of sources does not know holds no more characters than this.
const MAX_PAPER_LENGTH: usize = 8;
/// Endings that names of papers and other media alone have.
pub(super) const PAPERS: [&str; 11] =
    ["日报", "晚报", "晨报", "早报", "时报", "商报", "都市报", "青年报", "新闻网", "电视台", "通讯社"];

impl Layout {
    /// What a row tells of those below it, where it fills one cell with nothing else.
    pub(super) fn section(&self, record: &Record) -> Option<Section> {
        let Cells::Row(cells) = &record.cells else { return None };
        let mut filled = cells.iter().filter(|cell| !is_empty(cell));
        let (Some(cell), None) = (filled.next(), filled.next()) else { return None };
        let text = plain(cell);
        if self.columns.len() < 2 || !at_most(&text, MAX_LENGTH) {
            return None;
        }
        if let Some(year) = year_alone(&text).filter(|_| is_year_before_rows(cells)) {
            return Some(Section::Year(year));
        }
        // A number alone is a sum, whatever day it may be read as.
        let is_number = text.parse::<f64>().is_ok();
        let is_day = is_made_as_day(&text) && !is_number;
        if let Some(day) = read(&text, &self.form).ok().filter(|read| is_day && read.date.len() == 10) {
            return (!self.is_dated).then_some(Section::Day(day.date));
        }
        // Names of topics and headlines may end as those of offices and papers do: “时政新闻”, “情况通报”.
        // A longer name is a headline that ends with that of a paper: “记者节寄语人民日报”.
        let is_named_paper = at_most(&text, MAX_PAPER_LENGTH) && PAPERS.iter().any(|ending| text.ends_with(ending));
        let is_paper = is_known_publisher(&text) || is_named_paper;
        let has_source = self.roles.iter().any(|column| column.role == Role::Source);
        (is_paper && !has_source).then_some(Section::Paper(text))
    }
}

/// The year that a cell tells and nothing else: “2023年”, “2023年度”, “2023”.
fn year_alone(text: &str) -> Option<i16> {
    let digits = ["年度", "年"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text).trim();
    let year = digits.parse::<i16>().ok().filter(|year| (1900..2100).contains(year));
    year.filter(|_| digits.len() == 4)
}

/// Whether the one filled cell is the first of its row, as the titles of parts of a table are, and no sum at the end of a column.
fn is_year_before_rows(cells: &[Value]) -> bool {
    cells.first().is_some_and(|cell| !is_empty(cell))
}

/// Whether each day is written once, in the first of its rows, as where merged cells were exported: the first row has one, all are whole
/// days that follow each other, and the rows without are no fewer. `days` are those of the rows that hold articles.
pub(super) fn go_on(days: &[&str], form: &ColumnForm) -> bool {
    let written: Vec<&str> = days.iter().copied().filter(|day| !day.is_empty()).collect();
    let read_days: Option<Vec<String>> =
        written.iter().map(|day| read(day, form).ok().map(|read| read.date).filter(|date| date.len() == 10)).collect();
    let follow = |read_days: Vec<String>| read_days.is_sorted_by(|a, b| a < b) || read_days.is_sorted_by(|a, b| a > b);
    days.first().is_some_and(|day| !day.is_empty())
        && written.len() >= 2
        && written.len() * 2 <= days.len()
        && read_days.is_some_and(follow)
}

/// Whether each paper is written once, in the first of its rows: the first row has one, at least three are written, none comes back,
/// and the rows without are no fewer.
pub(super) fn papers_go_on(papers: &[&str]) -> bool {
    let written: Vec<&str> = papers.iter().copied().filter(|paper| !paper.is_empty()).collect();
    let distinct: HashSet<&str> = written.iter().copied().collect();
    papers.first().is_some_and(|paper| !paper.is_empty())
        && written.len() >= 3
        && written.len() * 2 <= papers.len()
        && distinct.len() == written.len()
}

#[cfg(test)]
mod tests {
    use crate::corpus::read::table::{ColumnChoice, read_table};

    /// The day, the paper and the headline of each row.
    fn articles(table: &str) -> Vec<(String, String, String)> {
        let (_, articles) = read_table(table.as_bytes(), "a.csv", &ColumnChoice::default()).unwrap();
        articles.map(|article| article.unwrap()).map(|article| (article.date, article.source, article.text)).collect()
    }

    fn row(day: &str, paper: &str, title: &str) -> (String, String, String) {
        (day.into(), paper.into(), title.into())
    }

    #[test]
    fn a_day_across_the_table_dates_the_rows_below() {
        let table = "标题,媒体,链接\n2024年3月5日,,\n河畔新增公园,兰河日报,a\n老街换上新灯,云溪晚报,b\n\
                     2024年3月6日 星期三,,\n渡口通了公交,兰河日报,c\n";
        let expected = [
            row("2024-03-05", "兰河日报", "河畔新增公园"),
            row("2024-03-05", "云溪晚报", "老街换上新灯"),
            row("2024-03-06", "兰河日报", "渡口通了公交"),
        ];
        assert_eq!(articles(table), expected);
        let headline = "标题,媒体\n2024年3月5日大桥通车,\n河畔新增公园,兰河日报\n";
        assert_eq!(articles(headline).len(), 2);
    }

    #[test]
    fn a_day_above_each_header_dates_the_rows_below() {
        let part = |day: &str, title: &str| format!("{day},\n标题,媒体\n{title},兰河日报\n");
        let table = part("2024-03-05", "河畔新增公园") + &part("2024-03-06", "老街换上新灯");
        let expected = [row("2024-03-05", "兰河日报", "河畔新增公园"), row("2024-03-06", "兰河日报", "老街换上新灯")];
        assert_eq!(articles(&table), expected);
        // The day on which a table was handed in dates nothing.
        assert_eq!(articles(&part("2024-03-05", "河畔新增公园")), [row("", "兰河日报", "河畔新增公园")]);
    }

    #[test]
    fn a_year_across_the_table_completes_the_days_below() {
        let table = "日期,标题,媒体\n2022年,,\n3月5日,河畔新增公园,兰河日报\n2023,,\n3月6日,老街换上新灯,兰河日报\n";
        let expected = [row("2022-03-05", "兰河日报", "河畔新增公园"), row("2023-03-06", "兰河日报", "老街换上新灯")];
        assert_eq!(articles(table), expected);
    }

    #[test]
    fn papers_that_are_written_once_go_on() {
        let table = |second: &str| {
            format!(
                "媒体,标题,日期\n兰河日报,河畔新增公园,2024-03-05\n{second},老街换上新灯,2024-03-06\n云溪晚报,渡口通了公交,2024-03-07\n\
                 ,书馆周末开放,2024-03-08\n青川日报,早市搬进大棚,2024-03-09\n,夜校开了新课,2024-03-10\n"
            )
        };
        let papers =
            |second: &str| articles(&table(second)).into_iter().map(|(_, paper, _)| paper).collect::<Vec<String>>();
        assert_eq!(papers(""), ["兰河日报", "兰河日报", "云溪晚报", "云溪晚报", "青川日报", "青川日报"]);
        // Papers that are missing here and there are unknown.
        assert_eq!(papers("兰河日报"), ["兰河日报", "兰河日报", "云溪晚报", "", "青川日报", ""]);
    }

    #[test]
    fn a_paper_across_the_table_is_that_of_the_rows_below() {
        let table = "标题,日期\n兰河日报,\n河畔新增公园,2024-03-05\n云溪晚报,\n老街换上新灯,2024-03-05\n";
        let expected = [row("2024-03-05", "兰河日报", "河畔新增公园"), row("2024-03-05", "云溪晚报", "老街换上新灯")];
        assert_eq!(articles(table), expected);
    }

    #[test]
    fn days_that_are_written_once_go_on() {
        let table = |days: [&str; 4]| {
            let titles = ["河畔新增公园", "老街换上新灯", "渡口通了公交", "书馆周末开放"];
            let rows = days.iter().zip(titles).map(|(day, title)| format!("{day},{title},兰河日报\n"));
            format!("日期,标题,媒体\n{}", rows.collect::<String>())
        };
        let days = |given: [&str; 4]| articles(&table(given)).into_iter().map(|(day, ..)| day).collect::<Vec<_>>();
        let expected = ["2024-03-05", "2024-03-05", "2024-03-06", "2024-03-06"];
        assert_eq!(days(["2024-03-05", "", "2024-03-06", ""]), expected);
        // Days that are missing here and there are unknown.
        for given in [["2024-03-05", "2024-03-05", "", ""], ["2024-03-05", "2024-03-06", "2024-03-07", ""]] {
            assert_eq!(days(given), given);
        }
    }

    #[test]
    fn headlines_that_end_with_the_name_of_a_paper_are_articles() {
        let table = "标题,日期\n河畔新增公园,2024-03-05\n记者节寄语人民日报,\n老街换上新灯,2024-03-06\n";
        assert_eq!(articles(table).len(), 3);
    }
}
