//! Reads the articles of a document that collects several under headings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::date::full_date;
use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::{Furniture, FurnitureKind};
use crate::corpus::publication::credit::{self, CreditLine, credits, together, writers};
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::compilation::paper_lines;
use crate::corpus::read::collection::compilation::signs::{
    NUMBER, are_closed, is_collection, is_headline, year_and_month,
};
use crate::corpus::read::collection::compilation::tables::of_table;
use crate::corpus::read::collection::text_lines::TextLines;
use crate::corpus::read::labelled::take_fields;
use crate::corpus::read::one_article::take_marks;
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::word::Paragraph;
use crate::text::pattern;

/// What a compilation holds: its articles, and what stands around them.
type Compiled = (Vec<ArticleParts>, Vec<Furniture>);

/// The articles of a document that collects several; none where it is another.
pub(in crate::corpus::read) fn read(paragraphs: &[Paragraph]) -> Option<Compiled> {
    let found = of_table(paragraphs).or_else(|| paper_lines::read(paragraphs));
    found.or_else(|| under_headings(paragraphs)).map(without_marks)
}

/// The articles of a document that collects several, each of which tells paper and day on a line in the same place.
pub(in crate::corpus::read) fn by_paper_lines(paragraphs: &[Paragraph]) -> Option<Compiled> {
    paper_lines::read(paragraphs).map(without_marks)
}

/// Takes the fields and the marks of pages off the articles.
fn without_marks((mut articles, mut around): Compiled) -> Compiled {
    for parts in &mut articles {
        let (author, fields) = take_fields(&mut parts.paragraphs);
        around.extend(fields.into_iter().map(Furniture::of));
        if parts.byline.is_empty() {
            parts.byline = author;
        }
        around.extend(take_marks(&mut parts.paragraphs).into_iter().map(Furniture::of));
    }
    (articles, around)
}

/// A document whose title says that it collects articles, and whose articles stand under headings.
fn under_headings(paragraphs: &[Paragraph]) -> Option<Compiled> {
    let written: Vec<&Paragraph> = paragraphs.iter().filter(|paragraph| !paragraph.text.trim().is_empty()).collect();
    let texts: Vec<&str> = written.iter().map(|paragraph| paragraph.text.trim()).collect();
    let title = *texts.first()?;
    let found = credits(&texts);
    let writers = writers(&texts, &found);
    let credits: BTreeMap<usize, CreditLine> = found.into_iter().map(|credit| (credit.line, credit)).collect();
    if !is_collection(&written, &credits) {
        return None;
    }
    // Without a title of its own the collection begins with the first headline.
    let is_title = !NUMBER.is_match(title);
    let mut furniture: Vec<Furniture> = is_title.then(|| Furniture::of(title)).into_iter().collect();
    let mut entries: Vec<Entry> = Vec::new();
    let mut heading: Option<String> = None;
    let year = texts.iter().take(2).find_map(|text| full_date(text).map(Date::year).or(year_and_month(text)));
    let mut section = Section::default();
    for (at, (&paragraph, &text)) in written.iter().zip(&texts).enumerate().skip(usize::from(is_title)) {
        if let Some(credit) = credits.get(&at) {
            match (heading.take(), entries.last_mut()) {
                (Some(heading), _) => entries.push(Entry::new(&heading, Vec::new(), &section)),
                (None, Some(_)) => {}
                (None, None) => {
                    furniture.push(Furniture::of(text));
                    continue;
                }
            }
            entries.last_mut()?.credits.push(credit.clone());
            continue;
        }
        // The credit tells its writer, who stands between it and the headline.
        if writers.contains(&at) {
            continue;
        }
        // The moment may stand below the headline, with the account or alone.
        if let Some((head, title)) = moment(text).and_then(|head| Some((head, heading.take()?))) {
            entries.push(Entry::below(&title, head, &section));
            continue;
        }
        // The paper may stand below the headline, right above the text: “【兰河日报】”.
        let is_above_text = || texts.get(at + 1).is_some_and(|next| ends_sentence(next));
        if let Some(paper) = paper_of(text).filter(|_| is_above_text())
            && let Some(title) = heading.take()
        {
            entries.push(Entry::new(&title, Vec::new(), &Section { paper, ..section.clone() }));
            continue;
        }
        let is_set_apart = paragraph.emphasis.is_some() || NUMBER.is_match(text) || SECTION.is_match(text);
        let is_number = entries.is_empty() && heading.is_none() && NUMBER_OF_ISSUE.is_match(text);
        let is_imprint = || Furniture::of(text).kind == FurnitureKind::Imprint && text.contains(['：', ':']);
        if is_number || is_headline(text) && is_imprint() {
            furniture.push(Furniture::of(text));
            continue;
        }
        if is_headline(text) && is_set_apart && !SOURCE.is_match(text) || INDEX_ENTRY.is_match(text) {
            // A heading right above another one is that of a section, or an entry of the index.
            if let Some(above) = heading.replace(text.to_owned()) {
                section = section.below(&above, year);
                furniture.push(Furniture::of(above));
            }
            continue;
        }
        if LINK.is_match(text) {
            furniture.push(Furniture::of(text));
            continue;
        }
        let lines = || text.lines().map(|line| line.trim().to_owned());
        match (heading.take(), entries.last_mut()) {
            (Some(heading), _) => entries.push(Entry::new(&heading, lines().collect(), &section)),
            (None, Some(last)) => last.parts.paragraphs.extend(lines()),
            (None, None) => furniture.push(Furniture::of(text)),
        }
    }
    furniture.extend(heading.map(Furniture::of));
    let day = furniture.iter().find_map(|line| full_date(&line.text));
    let is_article = |entry: &Entry| !entry.parts.paragraphs.is_empty() && !INDEX_ENTRY.is_match(&entry.parts.title);
    let articles: Vec<ArticleParts> = entries.into_iter().filter(is_article).map(|entry| entry.finished(day)).collect();
    (articles.len() >= 2).then_some((articles, furniture))
}

/// What the headings of a section tell of its articles.
#[derive(Debug, Clone, Default)]
struct Section {
    /// The day, where sections are days: “11月5日”.
    day: Option<Date>,
    /// The paper, where sections are papers: “【兰河日报】”.
    paper: String,
}

impl Section {
    /// The section below a heading of it.
    fn below(self, heading: &str, year: Option<i16>) -> Section {
        Section { day: day_of_section(heading, year).or(self.day), paper: paper_of(heading).unwrap_or(self.paper) }
    }
}

/// The paper that a line in brackets names: “【兰河日报】”.
fn paper_of(text: &str) -> Option<String> {
    let name = text.trim_matches(['【', '】']);
    (SECTION.is_match(text) && is_outlet(name)).then(|| name.to_owned())
}

/// An article of a collection while it is read.
struct Entry {
    parts: ArticleParts,
    credits: Vec<CreditLine>,
    section: Section,
}

impl Entry {
    fn new(heading: &str, paragraphs: Vec<String>, section: &Section) -> Entry {
        Entry { parts: article(heading, paragraphs), credits: Vec::new(), section: section.clone() }
    }

    /// An article with what the line below its headline tells.
    fn below(heading: &str, head: HeadLine, section: &Section) -> Entry {
        let mut entry = Entry::new(heading, Vec::new(), section);
        (entry.parts.date, entry.parts.source) = (head.date.map(Into::into), head.source);
        (entry.parts.page, entry.parts.byline) = (head.page, head.byline);
        entry
    }

    /// The article with what its credits and its section tell; `day` is that of the collection.
    fn finished(self, day: Option<Date>) -> ArticleParts {
        let Entry { mut parts, credits, section } = self;
        let day = section.day.or(day);
        let closing = || parts.paragraphs.last().and_then(|last| credit::closing(last));
        match together(credits.iter()).map(|(_, credit)| credit).or_else(closing) {
            Some(credit) => take_credit(&mut parts, credit, day),
            None => take_source(&mut parts),
        }
        take_outlet(&mut parts);
        if parts.source.is_empty() {
            parts.source = section.paper;
        }
        parts.date = parts.date.or(day.map(Into::into));
        parts
    }
}

/// The articles of a text whose headlines are numbered and which tells below each where it is from; none where it does not, or where
/// the lines of its paragraphs are broken at a measure.
pub(in crate::corpus::read) fn closed(lines: &TextLines<'_>) -> Option<Compiled> {
    // A quick check spares nearly all texts the search for credits.
    lines.written.iter().filter(|line| NUMBER.is_match(line)).nth(1)?;
    let paragraph = |line: &&str| Paragraph { text: (*line).to_owned(), ..Paragraph::default() };
    let paragraphs: Vec<Paragraph> = lines.written.iter().map(paragraph).collect();
    let written: Vec<&Paragraph> = paragraphs.iter().collect();
    let sentences = lines.written.iter().filter(|line| ends_sentence(line)).count();
    let credits: BTreeMap<usize, CreditLine> =
        credits(&lines.written).into_iter().map(|credit| (credit.line, credit)).collect();
    let is_unbroken = 2 * sentences >= lines.written.len() - credits.len();
    (is_unbroken && are_closed(&written, &credits)).then(|| under_headings(&paragraphs)).flatten()
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

/// What a line tells that names the moment of publication, or its day with a label.
fn moment(text: &str) -> Option<HeadLine> {
    head_line::parse(text).filter(|head| head.date.is_some() && head.strength() == Strength::Strong)
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
    let own = parts.date.take().filter(|_| credit.date.is_none());
    parts.date = own.or_else(|| credit.day(day).map(Into::into));
    for (own, told) in
        [(&mut parts.source, credit.source), (&mut parts.page, credit.page), (&mut parts.byline, credit.byline)]
    {
        if !told.is_empty() {
            *own = told;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::Emphasis;

    #[test]
    fn the_moment_below_a_headline_is_that_of_its_article_alone() {
        let heading =
            |text: &str| Paragraph { text: text.to_owned(), emphasis: Some(Emphasis::Heading), ..Paragraph::default() };
        let line = |text: &str| Paragraph { text: text.to_owned(), ..Paragraph::default() };
        let text = line("三家社区食堂昨天开门，老人凭证优惠，一顿饭只要八元钱，送餐上门不另收钱，街坊都说方便。");
        let paragraphs = [
            line("云岭剪报"),
            heading("社区食堂开门"),
            line("云岭夜读 2024-03-05 18:14:21"),
            text.clone(),
            heading("早市搬进大棚"),
            line("发表时间：2024年3月6日"),
            line("转自：云岭日报"),
            text.clone(),
            heading("渡口通车"),
            line("来源：云岭晚报"),
            text,
        ];
        let (articles, _) = under_headings(&paragraphs).expect("a collection");
        let day = |article: &ArticleParts| article.date.and_then(|date| date.full()).map(|date| date.to_string());
        let told: Vec<(String, Option<String>)> =
            articles.iter().map(|article| (article.source.clone(), day(article))).collect();
        let row = |source: &str, day: &str| (source.to_owned(), Some(day.to_owned()));
        let undated = ("云岭晚报".to_owned(), None);
        assert_eq!(told, [row("云岭夜读", "2024-03-05"), row("云岭日报", "2024-03-06"), undated]);
    }
}
