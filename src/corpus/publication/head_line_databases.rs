//! The head lines that databases of papers and journals write above an article.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::has_digits;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line_fields::HeadLine;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::source_name::{MAX_BARE_SOURCE_LENGTH, clean_name, is_name};
use crate::text::pattern;

/// Reads the line of a paper's own database: “【兰河日报2024-03-05 第4版 要闻】 【作者】本报记者 何晓岚”.
pub(super) fn of_own_database(line: &str) -> Option<HeadLine> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^【\s*(?P<paper>\p{Han}{2,12}?)\s*(?P<day>(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?)\s*(?:第?\s*(?P<page>[A-Z]?\d{1,3})\s*版)?[^】]{0,12}】\s*(?:【作者】\s*(?P<author>\S.{1,30}))?$",
        )
    });
    let found = FORM.captures(line.trim())?;
    let mut head = HeadLine { source: clean_name(&found["paper"]), rank: u8::MAX, ..HeadLine::default() };
    head.set_date(find_date(&found["day"])?.date, 1);
    head.page = found.name("page").map(|page| page_number(page.as_str())).unwrap_or_default();
    head.byline = found.name("author").map(|author| author.as_str().trim().to_owned()).unwrap_or_default();
    Some(head)
}

/// Reads the line that tells a journal and its number: “兰河论坛　2024年3期”.
pub(super) fn of_journal(line: &str) -> Option<HeadLine> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:《(\p{Han}{2,14})》|(\p{Han}{0,10}(?:论坛|杂志|月刊|周刊|学刊|导刊|研究|瞭望|求是|之友|天地|画报|半月谈)))[\s·]*(?:19|20)\d{2}\s*年?\s*第?\s*\d{1,2}\s*期$",
        )
    });
    let found = FORM.captures(line.trim())?;
    let name = found.get(1).or(found.get(2))?.as_str();
    Some(HeadLine { source: clean_name(name), rank: u8::MAX, ..HeadLine::default() })
}

/// Reads the line in which a database tells medium or paper, page, section, author and day: “報章 | A12 | 民生 | By 田薇”,
/// “兰河日报 | A12 | 民生 | 2024-03-05”.
pub(super) fn of_service(line: &str) -> Option<HeadLine> {
    const MEDIA: [&str; 10] = ["报章", "報章", "报刊", "報刊", "杂志", "雜誌", "网站", "網站", "新闻网站", "網上新聞"];
    let mut parts = line.split(['|', '｜']).map(str::trim);
    let medium = parts.next()?;
    // Pages are short: “A12”, “第02版”.
    let is_page = |part: &str| {
        let number = part.trim_start_matches('第').trim_end_matches('版').trim();
        number.len() <= 4 && number.ends_with(|c: char| c.is_ascii_digit())
    };
    let day = |part: &str| find_date(part).filter(|found| found.start == 0 && found.end == part.len());
    let tells_issue = parts.clone().any(is_page) && parts.clone().any(|part| day(part).is_some());
    let is_paper = tells_issue && is_name(medium, MAX_BARE_SOURCE_LENGTH) && !has_digits(medium);
    // The page may stand on a line of its own, with the reporter and the length.
    let is_below = is_page(medium) && parts.clone().any(|part| part.starts_with("记者 ") || part.starts_with("字数"));
    if !MEDIA.contains(&medium) && !is_paper && !is_below {
        return None;
    }
    let parts =
        if is_below { Some(medium).into_iter().chain(parts.clone()).collect() } else { parts.collect::<Vec<_>>() };
    let mut head = HeadLine { rank: u8::MAX, ..HeadLine::default() };
    if is_paper && !MEDIA.contains(&medium) {
        head.source = clean_name(medium);
    }
    for part in parts {
        if let Some(found) = day(part) {
            head.set_date(found.date, 1);
            continue;
        }
        let is_page = is_page(part);
        if let Some(author) = part.strip_prefix("By ").or_else(|| part.strip_prefix("记者 ")) {
            author.trim().clone_into(&mut head.byline);
        } else if is_page && head.page.is_empty() {
            head.page = page_number(part);
        } else if tells_issue && head.byline.is_empty() && are_persons(part) {
            part.clone_into(&mut head.byline);
        }
    }
    (!head.page.is_empty() || !head.byline.is_empty()).then_some(head)
}
