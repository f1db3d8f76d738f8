//! The head lines of weblogs and of sites that are built as these are: the day, the account, the category, and bare counters behind them.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line_fields::HeadLine;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::sections::is_section_of_site;
use crate::corpus::publication::source_name::clean_name;
use crate::text::pattern;

/// Reads the line in which counters without a label follow the day: “2024年03月05日 兰河在线 时政新闻 1665 0”. A category or the account of
/// the site stands between, and the counters are two or a large one: else they are the cells of a table or the number of a page.
pub(super) fn of_weblog(line: &str) -> Option<HeadLine> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<day>(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)(?P<time>\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s+(?P<words>(?:[\p{Han}A-Za-z]{2,12}\s+){1,3})(?:[1-9]\d{2,6}|(?:0|[1-9]\d{0,6})(?:\s+(?:0|[1-9]\d{0,6})){1,2})$",
        )
    });
    let found = FORM.captures(line.trim())?;
    let words: Vec<&str> = found["words"].split_whitespace().collect();
    if !words.iter().any(|word| is_category(word) || is_account_of_site(word)) {
        return None;
    }
    let source = words.iter().find(|word| is_outlet(word) && !is_category(word)).map(|word| clean_name(word));
    let mut head = HeadLine { source: source.unwrap_or_default(), rank: u8::MAX, ..HeadLine::default() };
    head.set_date(find_date(&found["day"])?.date, 0);
    // The counters show as surely as a label does that the day is that of publication.
    (head.date_label, head.time) = (true, found.name("time").is_some());
    Some(head)
}

/// Whether a word is the name of a category of articles.
fn is_category(word: &str) -> bool {
    const ENDS: [&str; 8] = ["新闻", "资讯", "动态", "快讯", "要闻", "公告", "百科", "头条"];
    is_section_of_site(word) || ENDS.iter().any(|end| word.ends_with(end))
}

/// Whether a word is the account under which a site publishes what nobody signed.
fn is_account_of_site(word: &str) -> bool {
    ["admin", "administrator", "editor", "管理员", "站长", "小编", "网编"].contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_without_a_label_stand_behind_the_category() {
        let read = |line: &str| of_weblog(line).map(|head| (head.date.unwrap().to_string(), head.source));
        let day = || "2024-03-05".to_owned();
        for line in [
            "2024年03月05日 云岭传媒 时政新闻 1665 0",
            "2024-03-05 admin 随笔 1665",
            "2024-03-05 08:12 社会 35 2",
            "2024/3/5 行业动态 120 3 1",
        ] {
            assert_eq!(read(line), Some((day(), String::new())), "{line}");
        }
        assert_eq!(read("2024年3月5日 云岭日报 民生 1665 0"), Some((day(), "云岭日报".to_owned())));
        for line in [
            "2024年3月5日 云岭 晴 12 3",
            "2024年3月5日 要闻 12",
            "2024年3月5日 云岭日报 要闻 003",
            "2024年3月5日 收入 1665 120",
            "2024年3月5日 时政新闻",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
