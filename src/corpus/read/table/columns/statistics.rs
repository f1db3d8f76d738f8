//! What the values of a column look like.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::column_roles::synonyms::PROVINCES;
use crate::corpus::read::table::cells::dates::{ColumnForm, Unread, day_of_six, read, short};
use crate::corpus::read::table::cells::medium::is_medium;
use crate::corpus::read::table::cells::paper_and_page::names_issue;
use crate::corpus::source::is_known_publisher;
use crate::text::pattern;

/// Shares and means over the values of one column.
#[derive(Debug, Clone, Default)]
pub(in crate::corpus::read::table) struct Statistics {
    /// The number of rows.
    pub rows: usize,
    /// The number of values that are not empty; all shares are shares of them.
    pub filled: usize,
    /// The mean length in characters.
    pub mean_length: f64,
    /// The share of different values.
    pub distinct: f64,
    /// The share of letters among the characters.
    pub letters: f64,
    /// The share of values with the end of a sentence: prose, not headlines.
    pub sentences: f64,
    /// The share of values that can be read as dates, whole or partial.
    pub dates: f64,
    /// The share of values that are unmistakably whole days.
    pub days: f64,
    /// The share of addresses on the web.
    pub addresses: f64,
    /// The share of numbers.
    pub numbers: f64,
    /// The share of values such as `第3版`.
    pub pages: f64,
    /// The share of values that end like the names of newspapers.
    pub media: f64,
    /// The share of values that end like the names of newspapers, or are in the table of papers.
    pub publishers: f64,
    /// The share of values that name a paper with the page or the day.
    pub issues: f64,
    /// The share of values that begin with a province.
    pub provinces: f64,
}

/// The statistics of a column.
pub(in crate::corpus::read::table) fn of(values: &[String]) -> Statistics {
    static PAGE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:第?\s*[A-Za-z]?[0-9]{1,3}\s*版.{0,12}|[A-D][0-9]{1,3})$"));
    let filled: Vec<&str> = values.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
    if filled.is_empty() {
        return Statistics { rows: values.len(), ..Default::default() };
    }
    let count = filled.len() as f64;
    let share = |test: &dyn Fn(&str) -> bool| filled.iter().filter(|value| test(value)).count() as f64 / count;
    let characters: usize = filled.iter().map(|value| value.chars().count()).sum();
    let letters: usize = filled.iter().map(|value| value.chars().filter(|c| c.is_alphabetic()).count()).sum();
    Statistics {
        rows: values.len(),
        filled: filled.len(),
        mean_length: characters as f64 / count,
        distinct: filled.iter().collect::<HashSet<_>>().len() as f64 / count,
        letters: letters as f64 / characters.max(1) as f64,
        sentences: share(&|value| value.contains('。')),
        dates: share(&is_date),
        days: share(&is_day),
        addresses: share(&|value| {
            value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")
        }),
        numbers: share(&|value| value.parse::<f64>().is_ok()),
        pages: share(&|value| PAGE.is_match(value)),
        media: share(&is_medium),
        publishers: share(&|value| is_medium(value) || is_known_publisher(value)),
        issues: share(&names_issue),
        provinces: share(&|value| value.chars().count() <= 12 && PROVINCES.iter().any(|name| value.starts_with(name))),
    }
}

/// Whether a value may stand in a date column; the order of its parts may be unknown.
fn is_date(value: &str) -> bool {
    if value.chars().count() > 40 {
        return false;
    }
    let form = ColumnForm { unix: true, ..Default::default() };
    let read = read(value, &form);
    read.is_ok()
        || matches!(read, Err(Unread::DayMonthOrder(_)))
        || short(value).is_some()
        || day_of_six(value).is_some()
}

/// Whether a value is a whole day even where no name says that it is a date.
fn is_day(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let bare = value.chars().all(|c| c.is_ascii_digit() || c == '.');
    if value.chars().count() > 32 || bare && digits != 8 && value.matches('.').count() < 2 {
        return false;
    }
    match read(value, &ColumnForm::default()) {
        Ok(found) => found.date.len() == 10,
        Err(unread) => matches!(unread, Unread::DayMonthOrder(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statistics(values: &[&str]) -> Statistics {
        of(&values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn columns_are_described() {
        assert_eq!(statistics(&["2024-04-01", "20240402", "", "昨天"]).days, 2.0 / 3.0);
        assert_eq!(statistics(&["45383", "20001", "2024"]).days, 0.0);
        assert_eq!(statistics(&["45383", "2024"]).dates, 1.0);
        assert_eq!(statistics(&["柳河日报", "柳河晚报"]).media, 1.0);
        assert_eq!(statistics(&["新闻", "客户端"]).media, 0.0);
        assert_eq!(statistics(&["新闻联播", "柳河日报", "县委办"]).publishers, 2.0 / 3.0);
        assert_eq!(statistics(&["A03", "第13版", "01版：要闻"]).pages, 1.0);
        assert_eq!(statistics(&["甲", "甲", "乙", "乙"]).distinct, 0.5);
        assert_eq!(statistics(&["http://a.example/1"]).addresses, 1.0);
        assert_eq!(statistics(&[""]).filled, 0);
    }
}
