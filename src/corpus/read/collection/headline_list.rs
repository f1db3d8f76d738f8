//! Lists that hold nothing but headlines: references in the form of GB/T 7714 (“[1]方舟.河畔新增公园[N].兰河日报,2024-03-05(002).”),
//! headlines in the marks of titles beside paper and day (“1. 兰河日报：《河畔新增公园》（2024年3月5日，第2版）”), and lines of day,
//! paper and headline with wide spaces or marks between them.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::letter_count;
use crate::corpus::page::Furniture;
use crate::corpus::page_number::{page_in_line, page_number};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A list has at least this many entries.
const MIN_ENTRIES: usize = 3;
/// At most this many lines stand above the first entry: the title of the list.
const MAX_ABOVE: usize = 3;
/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;

/// The headlines of a list as articles without text; none where the text is no such list.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    let forms = [reference, quoted, columns, marked_columns];
    forms.into_iter().find_map(|entry| all_of(lines, entry))
}

/// The entries of lines that are all of one form, but for the title above them.
fn all_of(lines: &[&str], entry: fn(&str) -> Option<ArticleParts>) -> Option<Collected> {
    let first = lines.iter().take(MAX_ABOVE + 1).position(|line| entry(line).is_some())?;
    let articles: Vec<ArticleParts> = lines[first..].iter().map(|line| entry(line)).collect::<Option<_>>()?;
    let above = lines[..first].iter().map(|line| Furniture::of(*line)).collect();
    (articles.len() >= MIN_ENTRIES).then_some((articles, above))
}

/// A newspaper article as GB/T 7714-2015 (8.4) cites it.
pub(super) fn reference(line: &str) -> Option<ArticleParts> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\[\d{1,4}\]|\d{1,4}[.、．])?\s*(?P<author>[^.．。]{2,40})[.．]\s*(?P<title>.{4,80}?)\s*\[N(?:/OL)?\]\s*[.．]\s*(?P<paper>[^,，.]{2,20})[,，]\s*(?P<day>(?:19|20)\d{2}-\d{1,2}-\d{1,2})\s*(?:[（(](?P<page>[A-Z]?\d{1,3})[）)])?[.．]?.{0,120}$",
        )
    });
    let found = line.contains("[N").then(|| FORM.captures(line.trim())).flatten()?;
    Some(ArticleParts {
        title: found["title"].trim().to_owned(),
        source: found["paper"].trim().to_owned(),
        date: find_date(&found["day"]).map(|found| found.date.into()),
        page: found.name("page").map(|page| page_number(page.as_str())).unwrap_or_default(),
        byline: found["author"].replace([',', '，'], " ").trim().to_owned(),
        ..ArticleParts::default()
    })
}

/// A headline in the marks of titles, with paper and day behind it, or the paper before it.
fn quoted(line: &str) -> Option<ArticleParts> {
    const NUMBER: &str = r"^(?:\d{1,3}\s*[.、．)）]|[（(\[【]\d{1,3}[)）\]】]|[•·●■◆-])?\s*";
    const PAPER: &str = r"《?(?P<paper>[^《》：:，,。（()）\d]{2,16})》?";
    const TITLE: &str = r"《(?P<title>.{4,80})》[\s（(，,：:—-]*";
    const DAY: &str = r"(?P<day>(?:19|20)\d{2}[^《》。]{4,40})。?$";
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"{NUMBER}{TITLE}{PAPER}[\s，,（(]*{DAY}")));
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"{NUMBER}{PAPER}\s*[：:，,]?\s*{TITLE}{DAY}")));
    // A quick check spares nearly all lines the regular expressions.
    if !line.contains('《') {
        return None;
    }
    let of_paper = |form: &Regex| form.captures(line.trim()).filter(|found| is_outlet(found["paper"].trim()));
    let found = of_paper(&BEHIND).or_else(|| of_paper(&BEFORE))?;
    let day = find_date(&found["day"]).filter(|day| day.start == 0)?;
    Some(ArticleParts {
        title: found["title"].trim().to_owned(),
        source: found["paper"].trim().to_owned(),
        date: Some(day.date.into()),
        page: page_in_line(&found["day"][day.end..]).unwrap_or_default(),
        ..ArticleParts::default()
    })
}

/// A line of day, paper and headline, in any order, with at least two spaces or a tab between them.
fn columns(line: &str) -> Option<ArticleParts> {
    static SPACE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\t+|[ \u{3000}]{2,}"));
    entry(line, &SPACE)
}

/// Such a line with marks between its parts: bars, semicolons, or strokes between spaces.
fn marked_columns(line: &str) -> Option<ArticleParts> {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[ \u{3000}]*[|｜；;#][ \u{3000}]*|[ \u{3000}]+[/／–—-]+[ \u{3000}]+"));
    entry(line, &MARK)
}

/// The entry of a line of day, paper and headline between which signs of a kind stand.
fn entry(line: &str, between: &Regex) -> Option<ArticleParts> {
    let cells: Vec<&str> = between.split(line.trim()).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let day = |cell: &str| -> Option<Date> {
        find_date(cell).filter(|found| found.start == 0 && found.end == cell.len()).map(|found| found.date)
    };
    let [_, _, _] = cells.as_slice() else { return None };
    let date = cells.iter().find_map(|cell| day(cell))?;
    let mut others = cells.iter().filter(|cell| day(cell).is_none());
    let (first, second) = (others.next()?, others.next()?);
    // The paper is the shorter one; where both are short, its name tells it.
    let (paper, title) = match (is_outlet(first), is_outlet(second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ if letter_count(first) <= letter_count(second) => (first, second),
        _ => (second, first),
    };
    let fits = (2..=12).contains(&letter_count(paper)) && HEADLINE_LENGTHS.contains(&letter_count(title));
    fits.then(|| ArticleParts {
        title: (*title).to_owned(),
        source: (*paper).to_owned(),
        date: Some(date.into()),
        ..ArticleParts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(String, String, String, String)> {
        let (articles, _) = read(&TextLines::of(text)).unwrap_or_default();
        let of = |a: ArticleParts| (a.title, a.source, a.date.map(|d| d.to_string()).unwrap_or_default(), a.page);
        articles.into_iter().map(of).collect()
    }

    #[test]
    fn references_and_columns_are_lists_of_headlines() {
        let row = |title: &str, paper: &str, page: &str| {
            (title.to_owned(), paper.to_owned(), "2024-03-05".to_owned(), page.to_owned())
        };
        assert_eq!(
            seen(
                "[1]方舟.河畔新增三处公园[N].兰河日报,2024-03-05(002).\n[2]田薇,何晓岚.老街换上新灯 夜市开张[N].云溪晚报,2024-03-05(A03).\n[3]方舟.渡口通了公交[N].兰河日报,2024-03-05.\n"
            ),
            [
                row("河畔新增三处公园", "兰河日报", "2"),
                row("老街换上新灯 夜市开张", "云溪晚报", "A03"),
                row("渡口通了公交", "兰河日报", "")
            ]
        );
        assert_eq!(
            seen(
                "三月报道目录\n2024-03-05  兰河日报  河畔新增三处公园\n2024-03-05  今日云溪  老街换上新灯\n2024-03-05  兰河日报  渡口通了公交\n"
            ),
            [
                row("河畔新增三处公园", "兰河日报", ""),
                row("老街换上新灯", "今日云溪", ""),
                row("渡口通了公交", "兰河日报", "")
            ]
        );
        let bars = "2024-03-05 | 兰河日报 | 河畔新增三处公园\n2024-03-05｜今日云溪｜老街换上新灯\n2024-03-05 / 兰河日报 / 渡口通了公交\n";
        assert_eq!(seen(bars)[1], row("老街换上新灯", "今日云溪", ""));
        assert!(seen("2024-03-05  兰河日报  河畔新增三处公园\n昨日，公园开门。\n").is_empty());
    }

    #[test]
    fn headlines_may_stand_in_the_marks_of_titles() {
        let row = |title: &str, paper: &str, page: &str| {
            (title.to_owned(), paper.to_owned(), "2024-03-05".to_owned(), page.to_owned())
        };
        let expected = [
            row("河畔新增三处公园", "兰河日报", "2"),
            row("老街换上“新灯” 夜市开张", "云溪晚报", "A03"),
            row("渡口通了公交", "兰河日报", ""),
        ];
        let above = "报道目录\n1. 兰河日报：《河畔新增三处公园》（2024年3月5日，第2版）\n2. 《云溪晚报》：《老街换上“新灯” 夜市开张》（2024年3月5日 A03版）\n\
            3. 兰河日报《渡口通了公交》2024-03-05\n";
        assert_eq!(seen(above), expected);
        let behind = "《河畔新增三处公园》（兰河日报，2024年3月5日，第2版）\n《老街换上“新灯” 夜市开张》，《云溪晚报》2024-03-05 A03版\n《渡口通了公交》——兰河日报 2024年3月5日\n";
        assert_eq!(seen(behind), expected);
        // Books of a person are no articles of papers.
        let books = "1. 方舟：《河畔的公园》（2024年3月5日）\n2. 田薇：《老街与新灯》（2024年3月5日）\n3. 方舟：《渡口的公交》（2024年3月5日）\n";
        assert!(seen(books).is_empty());
    }
}
