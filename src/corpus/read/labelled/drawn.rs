//! Files in which a crawler drew lines around what stands above its texts: the page and the number of an article within a rule,
//! `======== 第01版 要闻 ========`, `-------- 文章1 --------`, a headline between two rules, or the page in brackets before a
//! headline, `[2版-法治] 三个项目签约`.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::field::{field, page_mark};
use crate::corpus::read::labelled::records::{is_rule, record};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=50;
/// Programs draw lines around words of their own: “-----原始邮件-----”, “------分隔线------”. Headlines there are longer.
const MIN_INSCRIBED: usize = 6;
const INSCRIBED_WORDS: [&str; 5] = ["邮件", "分隔", "分割", "message", "Message"];

/// What a drawn line marks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark<'t> {
    /// The page of what stands below.
    Page(String),
    /// The number of an article, whose headline stands below.
    Number,
    /// The headline of an article, with its page where it tells one.
    Headline { title: &'t str, page: Option<String> },
}

/// The articles between such marks, and what stands above the first; none where the text is no such file.
pub(in crate::corpus::read) fn drawn(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.all.as_slice();
    let marks: Vec<(usize, Mark<'_>)> = (0..lines.len()).filter_map(|at| Some((at, mark(lines, at)?))).collect();
    if marks.iter().filter(|(_, mark)| !matches!(mark, Mark::Page(_))).count() < 2 {
        return None;
    }
    let ends = marks.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
    let mut furniture: Vec<&str> = lines[..marks.first()?.0].to_vec();
    let mut articles = Vec::new();
    // What the lines of a page tell of the articles below them.
    let mut issue = Credit::default();
    for ((at, mark), end) in marks.iter().zip(ends) {
        let below = &lines[at + 1..end];
        let mut own = match mark {
            Mark::Page(page) => {
                let (credit, rest) = part_issue(below);
                issue = Credit { page: page.clone(), ..credit };
                furniture.extend(rest);
                continue;
            }
            Mark::Number => article(None, below)?,
            Mark::Headline { title, page } => {
                let article = article(Some(*title), below)?;
                ArticleParts { page: page.clone().unwrap_or(article.page), ..article }
            }
        };
        fill(&mut own, issue.clone());
        articles.push(own);
    }
    // A text that stands below no headline belongs to a file of another form.
    if furniture.iter().any(|line| line.trim_end().ends_with('。')) {
        return None;
    }
    let is_written = |line: &&&str| line.chars().any(char::is_alphanumeric);
    Some((articles, furniture.iter().filter(is_written).map(|line| Furniture::heading(line.trim())).collect()))
}

/// What a line marks.
fn mark<'t>(lines: &[&'t str], at: usize) -> Option<Mark<'t>> {
    static INSCRIBED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:={3,}|-{3,}|\*{3,}|~{3,}|[—─━＝]{3,})\s*([^=*~—─━＝\s].{0,60}?)\s*(?:={3,}|-{3,}|\*{3,}|~{3,}|[—─━＝]{3,})$",
        )
    });
    let line = lines[at].trim();
    if let Some(found) = INSCRIBED.captures(line) {
        let text = found.get(1)?.as_str();
        let is_of_program =
            letter_count(text) < MIN_INSCRIBED || INSCRIBED_WORDS.iter().any(|word| text.contains(word));
        return named(text).filter(|mark| !is_of_program || !matches!(mark, Mark::Headline { page: None, .. }));
    }
    let above = at.checked_sub(1).map_or("", |above| lines[above].trim());
    let below = lines.get(at + 1).map_or("", |below| below.trim());
    if is_rule(above) && is_rule(below) {
        return named(line);
    }
    if above.is_empty() || is_rule(above) { paged_headline(line) } else { None }
}

/// What a text between drawn lines tells. The name of the paper and the day are those of the whole file.
fn named(text: &str) -> Option<Mark<'_>> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:文章|正文|稿件|新闻|报道|article|news)\s*[#:：]?\s*\d{1,3}|\[?\d{1,3}\s*/\s*\d{1,3}\]?|第\s*\d{1,3}\s*[篇条则](?:文章|新闻|报道)?)$",
        )
    });
    if let Some(page) = page_mark(text) {
        return Some(Mark::Page(page));
    }
    if NUMBER.is_match(text) {
        return Some(Mark::Number);
    }
    let is_headline = || {
        HEADLINE_LENGTHS.contains(&letter_count(text))
            && !ends_sentence(text)
            && field(text).is_none()
            && issue_line::day_of_issue(text).is_none()
            && issue_line::parse(text).is_none()
    };
    paged_headline(text).or_else(|| is_headline().then_some(Mark::Headline { title: text, page: None }))
}

/// A headline behind its page: “【01版】三个项目签约”, “[2版-法治] 三个项目签约”.
fn paged_headline(line: &str) -> Option<Mark<'_>> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[【\[〔]\s*第?\s*([A-Za-z]?\d{1,3})\s*版\s*[^】\]〕\[]{0,12}[】\]〕]\s*(\S.{3,80})$")
    });
    let found = line.starts_with(['【', '[', '〔']).then(|| FORM.captures(line)).flatten()?;
    let title = found.get(2)?.as_str();
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(title)) && !ends_sentence(title);
    is_headline.then(|| Mark::Headline { title, page: Some(page_number(&found[1])) })
}

/// The article of the lines below a mark, whose first line is the headline where the mark names none; none where no text stands below.
fn article(title: Option<&str>, below: &[&str]) -> Option<ArticleParts> {
    let (credit, rest) = part_issue(below);
    let (title, rest) = match title {
        Some(title) => (title, rest),
        None => {
            let (title, behind) = rest.split_first()?;
            (title.trim(), behind)
        }
    };
    if !HEADLINE_LENGTHS.contains(&letter_count(title)) {
        return None;
    }
    let headline = format!("标题：{title}");
    let lines: Vec<&str> = [headline.as_str()].into_iter().chain(rest.iter().copied()).collect();
    let mut article = record(&lines)?;
    fill(&mut article, credit);
    article.paragraphs.iter().any(|paragraph| ends_sentence(paragraph)).then_some(article)
}

/// What the lines at the top tell of paper, day and page, and the other lines.
fn part_issue<'l, 't>(lines: &'l [&'t str]) -> (Credit, &'l [&'t str]) {
    let mut credit = Credit::default();
    let mut rest = lines;
    while let [line, behind @ ..] = rest {
        let line = line.trim();
        if !line.is_empty() && !is_rule(line) {
            match issue_line::parse(line).filter(|found| found.credit.tells_issue()) {
                Some(found) => credit.merge(found.credit),
                None => break,
            }
        }
        rest = behind;
    }
    (credit, rest)
}

/// Tells an article what it does not tell itself.
fn fill(article: &mut ArticleParts, credit: Credit) {
    for (own, more) in
        [(&mut article.source, credit.source), (&mut article.page, credit.page), (&mut article.byline, credit.byline)]
    {
        if own.is_empty() {
            *own = more;
        }
    }
    article.date = article.date.or(credit.date.map(Into::into));
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\n　　昨天，三家社区食堂开门，老人凭证优惠。\n\n";

    /// Headlines and pages.
    fn found(text: &str) -> Option<Vec<(String, String)>> {
        let (articles, _) = drawn(&TextLines::of(text))?;
        assert!(articles.iter().all(|article| article.paragraphs == [TEXT.trim()]), "{articles:?}");
        Some(articles.into_iter().map(|article| (article.title, article.page)).collect())
    }

    #[test]
    fn marks_in_drawn_lines_begin_articles() {
        let expected =
            Some(vec![("社区食堂开门".to_owned(), "1".to_owned()), ("早市搬进大棚".to_owned(), "2".to_owned())]);
        let numbered = |page: &str, title: &str| {
            format!("======== {page} ========\n\n兰河日报 2025-04-27\n\n-------- 文章1 --------\n{title}\n{TEXT}")
        };
        let text = [numbered("第01版 要闻", "社区食堂开门"), numbered("第02版 法治", "早市搬进大棚")].concat();
        assert_eq!(found(&text), expected);
        let (articles, _) = drawn(&TextLines::of(&text)).expect("articles");
        assert!(articles.iter().all(|article| article.source == "兰河日报" && article.date.is_some()), "{articles:?}");
        let banner = |headline: &str| format!("========\n{headline}\n========\n{TEXT}");
        let text = [banner("【01版】社区食堂开门"), banner("【02版】早市搬进大棚")].concat();
        assert_eq!(found(&format!("兰河日报 2025年4月27日\n\n{text}")), expected);
        let bracketed = |headline: &str| format!("~~~~~~~~~~\n{headline}\n来源链接: http://a.example/1\n{TEXT}");
        let text = [bracketed("[1版-要闻] 社区食堂开门"), bracketed("[2版-法治] 早市搬进大棚")].concat();
        assert_eq!(found(&text), expected);
    }

    #[test]
    fn other_files_are_no_such_collections() {
        let piece = |headline: &str| format!("{headline}\n{TEXT}--------\n");
        assert_eq!(found(&[piece("社区食堂开门"), piece("早市搬进大棚")].concat()), None, "rules between articles");
        let index = "【1版】社区食堂开门\n【2版】早市搬进大棚\n\n社区食堂开门\n";
        assert_eq!(found(&format!("{index}{TEXT}")), None, "an index");
        let mails = format!("-----原始邮件-----\n{TEXT}").repeat(2);
        assert_eq!(found(&mails), None, "mails");
        let page =
            format!("--------\n兰河日报 2025年4月27日\n--------\n社区食堂开门\n{TEXT}--------\n01版：要闻\n--------\n");
        assert_eq!(found(&page), None, "the names of paper and page");
    }
}
