//! Compilations (摘报, 剪报): documents in which a desk collects articles of several papers, in a table or under headings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde_json::Value;

use crate::corpus::date::full_date;
use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::{Furniture, FurnitureKind};
use crate::corpus::publication::credit::{self, CreditLine, credits, together};
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::labelled::take_fields;
use crate::corpus::read::one_article::{Emphasis, take_marks};
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::table::is_header_of_articles;
use crate::corpus::read::text_lines::TextLines;
use crate::corpus::read::word::{Cell, Paragraph};
use crate::text::pattern;

/// Words in the title of a document that collects articles.
const TITLES: &[&str] = &[
    "摘报", "摘编", "摘要", "舆情", "要闻", "快报", "剪报", "早报", "晨报", "简报", "资讯", "速递", "专报", "监测",
    "汇编", "每日",
];

/// Longer paragraphs are no title and no headline.
const MAX_HEADLINE_LENGTH: usize = 60;

/// At most this many lines stand above the first headline: name, number and issuer of a bulletin.
const MAX_ABOVE: usize = 4;

/// The name of a collection is no longer.
const MAX_TITLE_LENGTH: usize = 20;

/// A cell with at least this many characters holds an article.
const MIN_ARTICLE_LENGTH: usize = 60;

/// A cell with at most this many characters may name the paper.
const MAX_SOURCE_LENGTH: usize = 15;

/// A table holds at least this share of the characters of its document.
const MIN_TABLE_SHARE: f64 = 0.8;

/// What a compilation holds: its articles, and what stands around them.
type Compiled = (Vec<ArticleParts>, Vec<Furniture>);

/// The rows of a table of articles that is nearly the whole document, the head line first: texts by row and column, as JSON.
pub(super) fn table_rows(paragraphs: &[Paragraph]) -> Option<Value> {
    let rows = main_table(paragraphs)?;
    let texts: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.join("\n")).collect()).collect();
    is_header_of_articles(texts.first()?).then(|| texts.into())
}

/// The articles of a document that collects several; none where it is another.
pub(super) fn read(paragraphs: &[Paragraph]) -> Option<Compiled> {
    let (mut articles, mut around) = of_table(paragraphs).or_else(|| under_headings(paragraphs))?;
    for parts in &mut articles {
        let (author, fields) = take_fields(&mut parts.paragraphs);
        around.extend(fields.into_iter().map(Furniture::of));
        if parts.byline.is_empty() {
            parts.byline = author;
        }
        around.extend(take_marks(&mut parts.paragraphs).into_iter().map(Furniture::of));
    }
    Some((articles, around))
}

/// The cells of the table that is nearly the whole document: the paragraphs of each, by row and column.
fn main_table(paragraphs: &[Paragraph]) -> Option<Vec<Vec<Vec<String>>>> {
    let length = |paragraph: &Paragraph| paragraph.text.trim().chars().count();
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for paragraph in paragraphs {
        if let Some(cell) = paragraph.cell {
            *sizes.entry(cell.table).or_default() += length(paragraph);
        }
    }
    let (table, size) = sizes.into_iter().max_by_key(|(_, size)| *size)?;
    if (size as f64) < MIN_TABLE_SHARE * paragraphs.iter().map(length).sum::<usize>() as f64 {
        return None;
    }
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    for paragraph in paragraphs {
        let Some(Cell { row, column, .. }) = paragraph.cell.filter(|cell| cell.table == table) else { continue };
        rows.resize(rows.len().max(row + 1), Vec::new());
        let cells = &mut rows[row];
        cells.resize(cells.len().max(column + 1), Vec::new());
        let lines = paragraph.text.lines().map(str::trim).filter(|line| !line.is_empty());
        cells[column].extend(lines.map(str::to_owned));
    }
    (rows.len() >= 2 && rows.iter().any(|row| row.len() >= 2)).then_some(rows)
}

/// A table without a head line in which each row holds an article in one cell: number, article, paper.
fn of_table(paragraphs: &[Paragraph]) -> Option<Compiled> {
    let rows = main_table(paragraphs)?;
    let outside: Vec<&str> =
        paragraphs.iter().filter(|p| p.cell.is_none()).map(|p| p.text.trim()).filter(|text| !text.is_empty()).collect();
    let day = outside.iter().find_map(|text| full_date(text));
    let mut articles = Vec::new();
    for row in &rows {
        let length = |cell: &Vec<String>| cell.iter().map(|line| line.chars().count()).sum::<usize>();
        let main = row.iter().max_by_key(|cell| length(cell)).filter(|cell| length(cell) >= MIN_ARTICLE_LENGTH)?;
        let (title, text) = main.split_first().filter(|(title, text)| is_headline(title) && !text.is_empty())?;
        let mut parts = article(title, text.to_vec());
        for cell in row.iter().filter(|cell| *cell != main).map(|cell| cell.concat()) {
            match full_date(&cell) {
                Some(date) => parts.date = Some(date.into()),
                None if cell.chars().all(|c| c.is_ascii_digit()) => {}
                None if cell.chars().count() <= MAX_SOURCE_LENGTH && parts.source.is_empty() => parts.source = cell,
                None => return None,
            }
        }
        parts.date = parts.date.or(day.map(Into::into));
        articles.push(parts);
    }
    Some((articles, outside.into_iter().map(Furniture::of).collect()))
}

/// A document whose title says that it collects articles, and whose articles stand under headings.
fn under_headings(paragraphs: &[Paragraph]) -> Option<Compiled> {
    let written: Vec<&Paragraph> = paragraphs.iter().filter(|paragraph| !paragraph.text.trim().is_empty()).collect();
    let texts: Vec<&str> = written.iter().map(|paragraph| paragraph.text.trim()).collect();
    let title = *texts.first()?;
    let credits: BTreeMap<usize, CreditLine> =
        credits(&texts).into_iter().map(|credit| (credit.line, credit)).collect();
    if !is_collection(&written, &credits) {
        return None;
    }
    // Without a title of its own the collection begins with the first headline.
    let is_title = !NUMBER.is_match(title);
    let mut furniture: Vec<Furniture> = is_title.then(|| Furniture::of(title)).into_iter().collect();
    let mut articles: Vec<(ArticleParts, Vec<CreditLine>)> = Vec::new();
    let mut heading: Option<String> = None;
    let year = texts.iter().take(2).find_map(|text| full_date(text).map(Date::year).or(year_and_month(text)));
    // The day of the section, where the sections of a collection are days: “11月5日”.
    let mut section_day: Option<Date> = None;
    let mut days: Vec<Option<Date>> = Vec::new();
    for (at, (&paragraph, &text)) in written.iter().zip(&texts).enumerate().skip(usize::from(is_title)) {
        if let Some(credit) = credits.get(&at) {
            match (heading.take(), articles.last_mut()) {
                (Some(heading), _) => articles.push((article(&heading, Vec::new()), vec![credit.clone()])),
                (None, Some((_, of_article))) => of_article.push(credit.clone()),
                (None, None) => furniture.push(Furniture::of(text)),
            }
            continue;
        }
        let is_set_apart = paragraph.emphasis.is_some() || NUMBER.is_match(text) || SECTION.is_match(text);
        if articles.is_empty() && heading.is_none() && NUMBER_OF_ISSUE.is_match(text) {
            furniture.push(Furniture::of(text));
            continue;
        }
        if Furniture::of(text).kind == FurnitureKind::Imprint && is_headline(text) && text.contains(['：', ':']) {
            furniture.push(Furniture::of(text));
            continue;
        }
        if is_headline(text) && is_set_apart && !SOURCE.is_match(text) || INDEX_ENTRY.is_match(text) {
            if let Some(day) = heading.as_deref().and_then(|section| day_of_section(section, year)) {
                section_day = Some(day);
            }
            // A heading right above another one is that of a section, or an entry of the index.
            furniture.extend(heading.replace(text.to_owned()).map(Furniture::of));
            continue;
        }
        if LINK.is_match(text) {
            furniture.push(Furniture::of(text));
            continue;
        }
        let lines = || text.lines().map(|line| line.trim().to_owned());
        match (heading.take(), articles.last_mut()) {
            (Some(heading), _) => {
                days.resize(articles.len(), None);
                days.push(section_day);
                articles.push((article(&heading, lines().collect()), Vec::new()));
            }
            (None, Some((last, _))) => last.paragraphs.extend(lines()),
            (None, None) => furniture.push(Furniture::of(text)),
        }
    }
    furniture.extend(heading.map(Furniture::of));
    let day = furniture.iter().find_map(|line| full_date(&line.text));
    days.resize(articles.len(), None);
    let articles: Vec<ArticleParts> = articles
        .into_iter()
        .zip(days)
        .filter(|((parts, _), _)| !parts.paragraphs.is_empty() && !INDEX_ENTRY.is_match(&parts.title))
        .map(|((mut parts, credits), section_day)| {
            let day = section_day.or(day);
            let closing = || parts.paragraphs.last().and_then(|last| credit::closing(last));
            match together(credits.iter()).map(|(_, credit)| credit).or_else(closing) {
                Some(credit) => take_credit(&mut parts, credit, day),
                None => take_source(&mut parts),
            }
            take_outlet(&mut parts);
            parts.date = parts.date.or(day.map(Into::into));
            parts
        })
        .collect();
    (articles.len() >= 2).then_some((articles, furniture))
}

/// Whether a document is a collection: its title says so, or what stands beside its headlines.
fn is_collection(written: &[&Paragraph], credits: &BTreeMap<usize, CreditLine>) -> bool {
    let texts: Vec<&str> = written.iter().map(|paragraph| paragraph.text.trim()).collect();
    let title = texts[0];
    let says_so = is_digest(title, &texts) || is_press_review(title) || is_bulletin(title, &texts);
    is_headline(title) && (says_so || are_credited(&texts, credits) || are_closed(written, credits))
}

/// Whether paper and day stand right below several numbered headlines, or below headlines of a collection that has its name for a
/// title.
fn are_credited(texts: &[&str], credits: &BTreeMap<usize, CreditLine>) -> bool {
    let is_name = |text: &&str| {
        let title: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        title.chars().count() <= MAX_TITLE_LENGTH && TITLES.iter().chain(&["媒体报道"]).any(|word| title.contains(word))
    };
    let is_named = texts.iter().take(2).any(is_name) && !credits.contains_key(&1);
    let headlines = credits.keys().filter_map(|&at| texts.get(at.checked_sub(1)?).map(|text| (at, *text)));
    let is_headed = |&(at, text): &(usize, &str)| {
        is_headline(text)
            && (is_named || NUMBER.is_match(text))
            && texts.get(at + 1).is_some_and(|text| !is_headline(text))
    };
    let numbered = texts.iter().filter(|text| is_headline(text) && NUMBER.is_match(text)).count();
    headlines.filter(is_headed).count() >= 2 || is_named && numbered >= 2 && credits.len() >= numbered
}

/// Whether below the text of each article stands where it is from: articles begin at numbers, or at headings below the title.
fn are_closed(written: &[&Paragraph], credits: &BTreeMap<usize, CreditLine>) -> bool {
    let text = |at: usize| written[at].text.trim();
    let are = |begins: &dyn Fn(usize) -> bool| {
        let begun: Vec<usize> = (0..written.len()).filter(|&at| is_headline(text(at)) && begins(at)).collect();
        let ends = begun.iter().skip(1).copied().chain([written.len()]);
        begun.len() >= 2
            && begun.first().is_some_and(|first| *first <= MAX_ABOVE && !(0..*first).any(|at| ends_sentence(text(at))))
            && ends.into_iter().all(|end| credits.contains_key(&(end - 1)))
    };
    are(&|at| NUMBER.is_match(text(at))) || are(&|at| at > 0 && written[at].emphasis == Some(Emphasis::Heading))
}

/// The articles of a text whose headlines are numbered and which tells below each where it is from; none where it does not, or where
/// the lines of its paragraphs are broken at a measure.
pub(super) fn closed(lines: &TextLines<'_>) -> Option<Compiled> {
    let paragraph = |line: &&str| Paragraph { text: (*line).to_owned(), ..Paragraph::default() };
    let paragraphs: Vec<Paragraph> = lines.written.iter().map(paragraph).collect();
    let written: Vec<&Paragraph> = paragraphs.iter().collect();
    let sentences = lines.written.iter().filter(|line| ends_sentence(line)).count();
    let credits: BTreeMap<usize, CreditLine> =
        credits(&lines.written).into_iter().map(|credit| (credit.line, credit)).collect();
    let is_unbroken = 2 * sentences >= lines.written.len() - credits.len();
    (is_unbroken && are_closed(&written, &credits)).then(|| under_headings(&paragraphs)).flatten()
}

/// Whether the title is that of a digest, and it or the line below it tells the number or the day of the issue.
fn is_digest(title: &str, texts: &[&str]) -> bool {
    let numbered = |text: &&str| is_headline(text) && (full_date(text).is_some() || text.contains('期'));
    // Titles are often set with spaces between their letters: “舆 情 摘 报”.
    let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    TITLES.iter().any(|word| title.contains(word)) && texts.iter().take(2).any(numbered)
}

/// Whether the title is that of a month's or a day's clippings. Other titles tell months as well: “3月空气质量监测通报”.
fn is_press_review(title: &str) -> bool {
    let names = ["媒体报道", "报道汇编", "剪报", "摘编"].iter().any(|word| title.contains(word));
    names && (full_date(title).is_some() || year_and_month(title).is_some())
}

/// Whether the title is the short name of an office's bulletin, whose number stands below it: “云溪民政信息”, “第15期”.
fn is_bulletin(title: &str, texts: &[&str]) -> bool {
    static ISSUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"第\s*\d{1,4}\s*期"));
    let is_name = title.chars().count() <= 12 && ["信息", "动态"].iter().any(|end| title.ends_with(end));
    is_name && texts.iter().skip(1).take(2).any(|text| is_headline(text) && ISSUE.is_match(text))
}

/// The year of a month: “2024年11月媒体报道汇编”.
fn year_and_month(text: &str) -> Option<i16> {
    static MONTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月"));
    MONTH.captures(text)?[1].parse().ok()
}

/// The day that the heading of a section names and nothing else; its year may be that of the collection.
fn day_of_section(heading: &str, year: Option<i16>) -> Option<Date> {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:\s*[（(]?(?:星期|周).[）)]?)?$"));
    full_date(heading).filter(|_| heading.chars().count() <= 20).or_else(|| {
        let found = DAY.captures(heading.trim())?;
        Date::new(year?, found[1].parse().ok()?, found[2].parse().ok()?).ok()
    })
}

/// Takes the paper off the beginning of an article, where its name stands alone below the headline.
fn take_outlet(parts: &mut ArticleParts) {
    let is_alone = |line: &String| letter_count(line) <= 16 && is_outlet(line) && !line.ends_with('。');
    if parts.source.is_empty() && parts.paragraphs.len() > 1 && parts.paragraphs.first().is_some_and(is_alone) {
        parts.source = parts.paragraphs.remove(0);
    }
}

/// Sets what the credit of an article tells; `day` is that of the collection.
fn take_credit(parts: &mut ArticleParts, credit: Credit, day: Option<Date>) {
    parts.date = credit.day(day).map(Into::into);
    (parts.source, parts.page, parts.byline) = (credit.source, credit.page, credit.byline);
}

/// An entry of the index at the head of a collection: “1.全市安全生产行动启动……1”.
static INDEX_ENTRY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[^。]{4,60}?(?:…{1,}|\.{3,}|·{3,}|\t)\s*\d{1,3}$|^[【\[]?目\s*录[】\]]?$"));

/// The name of a section in brackets: “【媒体报道】”.
static SECTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^【[^】]{2,10}】$"));

/// A line that tells the number or the day of the issue and nothing else: “2024年第87期”, “2024年3月6日”.
static NUMBER_OF_ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[（(]?(?:(?:19|20)\d{2}\s*年?\s*)?第\s*\d{1,5}\s*期(?:\s*[（(]?\s*总第\s*\d{1,5}\s*期\s*[）)]?)?[）)]?$",
        r"|^(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$"
    ))
});

/// A line that is nothing but the address of the article.
static LINK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:(?:原文|文章|新闻)?(?:链接|网址|地址)\s*[:：]\s*)?(?:https?://|www\.)\S+$"));

/// The number before a heading: 一、 （二） 3.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\s*|[①-⑳★☆◆■●▲]\s*)",
    )
});

/// The line that names the paper: （来源：兰河日报 2024年3月5日）.
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[（(]?\s*(?:来源|稿源|摘自|原载|据)\s*[:：]?\s*《?([^》，。）)\d\s]{2,15})》?[^。]{0,20}$")
});

fn article(title: &str, paragraphs: Vec<String>) -> ArticleParts {
    ArticleParts { title: NUMBER.replace(title, "").trim().to_owned(), paragraphs, ..ArticleParts::default() }
}

/// Takes the line that names the paper off the end of an article.
fn take_source(parts: &mut ArticleParts) {
    let Some(line) = parts.paragraphs.last() else { return };
    let Some(found) = SOURCE.captures(line) else { return };
    (parts.source, parts.date) = (found[1].to_owned(), full_date(line).map(Into::into));
    parts.paragraphs.pop();
}

fn is_headline(text: &str) -> bool {
    text.chars().count() <= MAX_HEADLINE_LENGTH && !text.ends_with(['。', '；', '，']) && !text.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_about_information_or_a_month_are_no_collections() {
        let notice = ["关于做好政务信息公开工作的通知", "2024年3月5日", "一、明确任务"];
        assert!(!is_digest(notice[0], &notice) && !is_press_review(notice[0]) && !is_bulletin(notice[0], &notice));
        assert!(!is_press_review("2024年3月全市空气质量监测通报"));
        assert!(is_press_review("2024年3月媒体报道汇编"));
        let bulletin = ["云溪民政信息", "2024年第15期（总第233期）", "云溪县民政局办公室　2024年3月5日"];
        assert!(is_bulletin(bulletin[0], &bulletin));
        assert!(is_digest("云溪舆情", &["云溪舆情", "2024年3月5日"]));
    }
}
