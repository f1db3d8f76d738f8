//! Cells that name a paper with the page or the day on which it printed an article: “兰河日报3版”, “《兰河日报》（头版）”,
//! “兰河日报 2024年3月5日 A06版”.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::numerals::below_hundred;
use crate::corpus::publication::issue_line;
use crate::corpus::read::table::cells::medium::is_medium;
use crate::corpus::read::table::raw_article::RawArticle;
use crate::corpus::source::is_known_publisher;
use crate::text::{half_width, pattern};

/// The longest such cell, in characters.
const MAX_LENGTH: usize = 40;
/// Marks between a paper and its page.
const MARKS: &[char] = &[' ', '\n', '·', '•', '-', '—', '–', '/', '|', ',', '、', ':', '(', '[', '【'];

/// The paper and the page of a cell that names both and nothing else.
fn paper_and_page(cell: &str) -> Option<(String, String)> {
    // Behind the first page further ones may stand, or the name of the page or the place on it.
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?P<paper>.*?)(?:第\s*)?(?:(?P<page>[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|(?P<front>头版|封面)|",
            r"(?P<bare>(?:[ ·/—(-]\s*[A-D]|[(·/]\s*)\d{1,2}))",
            r"(?:[、,/和-]\s*第?[A-Za-z]?\d{1,3}\s*版)*(?:\s*[:·(（]?\s*(?:头条|倒头条|要闻|[面次]|\p{Han}{2,4}(?:版|新闻)?)\)?)?\s*[)\]】]?$"
        ))
    });
    // An outlet has its name from the front page.
    if !at_most(cell, MAX_LENGTH) || cell.contains("封面新闻") {
        return None;
    }
    let cell: String = cell.trim().chars().map(half_width).collect();
    let found = PAGE.captures(&cell)?;
    let paper = found["paper"].trim_end_matches(MARKS).trim();
    let paper = paper.strip_prefix('《').and_then(|name| name.strip_suffix('》')).unwrap_or(paper);
    let page = match (found.name("page"), found.name("bare")) {
        (Some(page), _) => {
            below_hundred(page.as_str()).map_or_else(|| page.as_str().to_owned(), |page| page.to_string())
        }
        (None, Some(bare)) => bare.as_str().trim_start_matches(MARKS).to_owned(),
        // The front page has no number in words.
        (None, None) => "1".to_owned(),
    };
    let is_paper = is_medium(paper) || is_known_publisher(paper);
    is_paper.then(|| (paper.to_owned(), page))
}

/// Whether a cell names a paper and the page or the day.
pub(in crate::corpus::read::table) fn names_issue(cell: &str) -> bool {
    let line = || issue_line::parse(cell).filter(|line| line.names_paper() && line.credit.tells_issue());
    at_most(cell, MAX_LENGTH) && (paper_and_page(cell).is_some() || line().is_some())
}

/// Parts paper, day and page that stand in one column. A day without its year is one of the year of the table.
pub(in crate::corpus::read::table) fn part_source(article: &mut RawArticle, year: Option<i16>) {
    if let Some((paper, page)) = paper_and_page(&article.source) {
        article.source = paper;
        if article.page.is_empty() {
            article.page = page;
        }
        return;
    }
    let line = issue_line::parse(&article.source);
    let Some(line) = line.filter(|line| line.names_paper() && line.credit.tells_issue()) else { return };
    article.source = line.credit.source;
    if article.date.is_empty() {
        let day_of_year = || {
            let ((month, day), year) = (line.credit.day_of_year?, year?);
            jiff::civil::Date::new(year, month, day).ok()
        };
        article.date = line.credit.date.or_else(day_of_year).map(|day| day.to_string()).unwrap_or_default();
    }
    if article.page.is_empty() {
        article.page = line.credit.page;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_parted_from_their_pages() {
        for (cell, page) in [
            ("兰河日报3版", "3"),
            ("兰河日报第03版", "03"),
            ("兰河日报 A06版", "A06"),
            ("兰河日报（12版）", "12"),
            ("兰河日报（头版）", "1"),
            ("兰河日报·03版", "03"),
            ("兰河日报/3版", "3"),
            ("兰河日报-03版", "03"),
            ("兰河日报 A3", "A3"),
            ("兰河日报（5）", "5"),
            ("《兰河日报》第3版要闻", "3"),
            ("兰河日报 3版头条", "3"),
            ("兰河日报1版、4版", "1"),
            ("兰河日报第三版", "3"),
            ("兰河日报2024年3月5日3版", "3"),
        ] {
            let mut article = RawArticle { source: cell.into(), ..RawArticle::default() };
            part_source(&mut article, None);
            assert_eq!((article.source.as_str(), article.page.as_str()), ("兰河日报", page), "{cell}");
            assert!(names_issue(cell), "{cell}");
        }
        for cell in ["兰河日报", "兰河日报客户端", "兰河日报社", "新闻30分"] {
            let mut article = RawArticle { source: cell.into(), ..RawArticle::default() };
            part_source(&mut article, None);
            assert_eq!((article.source.as_str(), article.page.as_str()), (cell, ""), "{cell}");
        }
    }

    #[test]
    fn a_day_beside_the_paper_has_the_year_of_the_table() {
        let mut article = RawArticle { source: "兰河日报3月5日第2版".into(), ..RawArticle::default() };
        part_source(&mut article, Some(2024));
        assert_eq!((article.source.as_str(), article.date.as_str()), ("兰河日报", "2024-03-05"));
    }
}
