//! The day of an issue that a page of a digital paper shows around its article.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::dates::first_in;
use crate::corpus::page_number::page_in_line;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::text::folded;
use crate::text::pattern;

/// The line that tells the day of an issue has at most this many letters.
const MAX_LINE_LENGTH: usize = 60;

/// The line that names the printed page of an article has at most this many letters.
const MAX_PAGE_LINE: usize = 16;

/// The day in a line outside the text that names the printed page as well, or in any such line of a system for digital papers.
pub(super) fn of_issue(lines: &[Line], text: Range<usize>, digital_paper: bool) -> Option<Date> {
    let outside = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| !text.contains(at) && line.letters <= MAX_LINE_LENGTH && !line.is_linked());
    let issue = |line: &Line| digital_paper || page_in_line(&line.text).is_some();
    outside.map(|(_, line)| line).filter(|line| issue(line)).find_map(|line| first_in(&line.text))
}

/// The day with which one of the lines above a headline begins, where another of them names the printed page: “2024年3月5日 星期二”,
/// “第05版：读者来信”. Without the page it may be the day on which somebody read the article.
pub(super) fn above_page(above: &[Line]) -> Option<Date> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<day>(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)\s*(?:$|[(]?(?:星期|[周週])[一二三四五六日天])",
        )
    });
    static PAGE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:第\s*(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})|[A-Z]?\d{2,3})\s*版"));
    let names_page = |line: &Line| {
        let text = folded(&line.text);
        line.letters <= MAX_PAGE_LINE && PAGE.is_match(text.trim()) && page_in_line(&text).is_some()
    };
    if !above.iter().any(names_page) {
        return None;
    }
    let mut unlinked = above.iter().filter(|line| line.letters <= MAX_LINE_LENGTH && !line.is_linked());
    unlinked.find_map(|line| first_in(&DAY.captures(folded(&line.text).trim())?["day"]))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::corpus::read::web_page::text::letters;

    #[test]
    fn the_day_above_the_name_of_the_printed_page() {
        let found = |above: &[&str]| {
            let line = |text: &&str| Line { text: (*text).into(), letters: letters(text), ..Line::default() };
            above_page(&above.iter().map(line).collect::<Vec<_>>())
        };
        let day = Some(date(2024, 3, 5));
        assert_eq!(found(&["2024年03月05日星期二放大缩小默认", "第05版：读者来信", "停水公告"]), day);
        assert_eq!(found(&["A03版 要闻", "2024-03-05"]), day);
        assert_eq!(found(&["2024年03月05日 星期二", "读者来信"]), None);
        assert_eq!(found(&["今天是2024年03月05日 星期二", "第05版：读者来信"]), None);
        assert_eq!(found(&["2024年03月05日 停水公告", "第05版：读者来信"]), None);
        assert_eq!(found(&["2024年03月05日 星期二", "新书第3版上市"]), None);
    }
}
