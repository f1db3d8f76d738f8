//! Records of databases that tell paper, day and page above the headline, each in the same form: on a line (“兰河日报 | 2024-03-05 | A02 |
//! 要闻”), on a line for each of them, or as a reference that holds the headline as well. Rules, numbers, or notices of rights may part them.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count, letters};
use crate::corpus::page::{Furniture, is_number_of_article};
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::publication::masthead::is_database_line;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::collection::collection_words::is_own_headline;
use crate::corpus::read::collection::headline_list::reference;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::{Field, field, set_field};
use crate::corpus::read::one_article::{is_byline, take_marks};
use crate::corpus::read::parts::ArticleParts;
use crate::text::{is_han, pattern};

/// A file has at least this many records.
const MIN_RECORDS: usize = 3;
/// At most this many lines stand above the first record: the name of the database and the search.
const MAX_ABOVE: usize = 5;
/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;
/// A text has at least this many letters.
const MIN_TEXT: usize = 20;
/// The longest line of a head and of a notice of rights, in characters.
const MAX_HEAD_LINE: usize = 80;
const MAX_RIGHTS: usize = 80;
/// The longest name of a paper that stands alone, and of a section, in letters.
const MAX_PAPER: usize = 12;
const MAX_SECTION: usize = 6;
/// Below the name of the paper stand at most this many lines of the head.
const MAX_LINES_BELOW_PAPER: usize = 4;

/// The form of a head, which all records of a file share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Line,
    Stacked,
    Reference,
}

/// The head of a record.
#[derive(Debug, Clone)]
struct Head {
    form: Form,
    lines: Range<usize>,
    credit: Credit,
    /// The headline, where the head holds it.
    title: String,
}

/// The articles of a text of such records; none of any other text.
pub(in crate::corpus::read) fn of_text(text: &str) -> Option<Collected> {
    read(&TextLines::of(text))
}

/// The articles of such records; none where one of them has another form.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    let heads = heads(lines)?;
    let first = heads.first()?.lines.start;
    let ends = heads.iter().skip(1).map(|next| next.lines.start).chain([lines.len()]);
    let mut around: Vec<Furniture> = lines[..first].iter().map(|line| Furniture::of(*line)).collect();
    let mut articles = Vec::new();
    let mut are_parted = true;
    for (place, (head, end)) in heads.iter().zip(ends).enumerate() {
        are_parted &= place == 0 || parts_records(lines[head.lines.start - 1]);
        articles.push(article(head, &lines[head.lines.end..end], &mut around)?);
    }
    // The pages of an issue bear its paper and day.
    let mut issues: Vec<(&str, Option<Date>)> =
        heads.iter().map(|head| (head.credit.source.as_str(), head.credit.date)).collect();
    issues.sort_unstable();
    issues.dedup();
    // Texts have subheads, but most texts of an issue would have further headlines.
    let others = articles.iter().filter(|article| has_other_headline(article)).count();
    let are_whole = others == 0 || are_parted && 2 * others < articles.len();
    if !are_parted && lines[..first].iter().any(|line| is_own_headline(line)) {
        return None;
    }
    (2 * issues.len() > heads.len() && are_whole).then_some((articles, around))
}

/// The heads of the records; none where the first stands too low, or one of them below a line that ends no text.
fn heads(lines: &[&str]) -> Option<Vec<Head>> {
    let first = (0..lines.len().min(MAX_ABOVE + 1)).find_map(|at| head(lines, at))?;
    if lines[..first.lines.start].iter().any(|line| ends_sentence(line)) {
        return None;
    }
    let form = first.form;
    let mut at = first.lines.end;
    let mut heads = vec![first];
    while at < lines.len() {
        match head(lines, at).filter(|head| head.form == form) {
            Some(head) => {
                let above = lines[at - 1];
                if !parts_records(above) && !ends_text(above) {
                    return None;
                }
                at = head.lines.end;
                heads.push(head);
            }
            None => at += 1,
        }
    }
    (heads.len() >= MIN_RECORDS).then_some(heads)
}

/// The head that begins on a line.
fn head(lines: &[&str], at: usize) -> Option<Head> {
    let line = *lines.get(at)?;
    if !at_most(line, 2 * MAX_HEAD_LINE) {
        return None;
    }
    if let Some(ArticleParts { title, date, source, byline, page, .. }) = reference(line) {
        let credit = Credit { source, date: date.and_then(|date| date.full()), page, byline, day_of_year: None };
        return Some(Head { form: Form::Reference, lines: at..at + 1, credit, title });
    }
    if let Some(credit) = credit_of_line(line) {
        return Some(Head { form: Form::Line, lines: at..at + 1, credit, title: String::new() });
    }
    let (credit, count) = stacked(&lines[at..])?;
    Some(Head { form: Form::Stacked, lines: at..at + count, credit, title: String::new() })
}

/// What a line tells that names paper, day and page, or paper and day between bars, and perhaps the section.
fn credit_of_line(line: &str) -> Option<Credit> {
    let may_be = at_most(line, MAX_HEAD_LINE)
        && line.contains(|c: char| c.is_ascii_digit())
        && !line.starts_with(['（', '(', '【', '[', '—', '《'])
        && !ends_sentence(line)
        && !is_database_line(line);
    if !may_be {
        return None;
    }
    let has_bars = line.contains(['|', '｜']);
    let of_issue = |line: &str| {
        let found = issue_line::parse(line).filter(|found| found.names_paper() && !found.label && !found.bracketed)?;
        Some(found.credit)
    };
    // The section may stand behind the page.
    let without_section = || {
        let (before, section) = line.rsplit_once([' ', '\u{3000}', '\t'])?;
        (letter_count(section) <= MAX_SECTION && section.chars().all(is_han)).then(|| before.trim_end())
    };
    let of_service = || {
        let head = if has_bars { head_line::parse(line)? } else { return None };
        (head.title.is_empty() && !head.source_label).then(|| Credit::from(head))
    };
    let credit = of_issue(line).or_else(|| of_issue(without_section()?)).or_else(of_service)?;
    let is_issue = !credit.source.is_empty() && credit.date.is_some() && (has_bars || !credit.page.is_empty());
    is_issue.then_some(credit)
}

/// What lines tell of which the first names the paper, and the next ones the day, the page and the section; and their number.
fn stacked(lines: &[&str]) -> Option<(Credit, usize)> {
    static PAGE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^第?\s*(?P<page>[A-Z]{0,2}\d{1,3})\s*版?(?:[\s:：|·-]{1,3}\p{Han}{2,6})?$"));
    let (paper, below) = lines.split_first()?;
    if letter_count(paper) > MAX_PAPER || !paper.chars().all(is_han) || !is_outlet(paper) {
        return None;
    }
    let mut credit = Credit { source: (*paper).to_owned(), ..Credit::default() };
    let mut count = 1;
    for line in below.iter().take(MAX_LINES_BELOW_PAPER) {
        let half = half_width(line);
        let day = find_date(&half).filter(|day| {
            day.start == 0 && half[day.end..].chars().all(|c| !is_han(c) || "星期周一二三四五六日天".contains(c))
        });
        let is_section = !credit.page.is_empty() && letter_count(line) < *HEADLINE_LENGTHS.start();
        if let Some(day) = day.filter(|_| credit.date.is_none()) {
            credit.date = Some(day.date);
        } else if let Some(found) = PAGE.captures(line).filter(|_| credit.page.is_empty()) {
            credit.page = page_number(&found["page"]);
        } else if !is_section || !line.chars().all(is_han) {
            break;
        }
        count += 1;
    }
    (credit.date.is_some() && !credit.page.is_empty()).then_some((credit, count))
}

/// Whether a line parts records and belongs to none: a rule, a number, or a notice of rights.
fn parts_records(line: &str) -> bool {
    static RIGHTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:本(?:内容|內容)之?版[权權].{0,60}|.{0,16}版[权權]所有.{0,30}|(?:copyright|©|\(c\)).*|.*all rights reserved\.?)$",
        )
    });
    numbers_records(line) || at_most(line, MAX_RIGHTS) && RIGHTS.is_match(line)
}

/// Whether a line between records is a rule, or the number of the next one or of the one above.
pub(super) fn numbers_records(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^(?:(?:文章|文献|文獻|新闻|新聞|稿件)[编編][号號]\s*[:：].*|(?:文件|文檔|document)\s+[A-Z]{4,8}[A-Z0-9]{12,24}",
            r"|第?\s*\d{1,4}\s*(?:/|／|of)\s*\d{1,5}\s*[篇条條则則]?|第\s*\d{1,4}\s*[篇条條则則].{0,8}|\d{1,4}\s*[.、．]?)$"
        ))
    });
    !line.chars().any(char::is_alphanumeric)
        || is_number_of_article(line)
        || at_most(line, MAX_RIGHTS) && FORM.is_match(line)
}

/// Whether a line ends a text: a sentence of more than a question or a call, or what stands in brackets below it.
fn ends_text(line: &str) -> bool {
    let bare = line.trim_end_matches(['”', '’', '）', ')', '」', '』', '》', '"']);
    bare.ends_with(['。', '…']) || line.starts_with(['（', '(']) && line.ends_with(['）', ')'])
}

/// The article of a head and the lines below it; none where no headline or no text stands there. What belongs to the database is added to
/// what stands around.
fn article(head: &Head, lines: &[&str], around: &mut Vec<Furniture>) -> Option<ArticleParts> {
    let end = lines.iter().rposition(|line| !parts_records(line)).map_or(0, |last| last + 1);
    let (mut own, beside) = lines.split_at(end);
    let Credit { source, date, page, byline, .. } = head.credit.clone();
    let date = date.map(Into::into);
    let mut parts = ArticleParts { title: head.title.clone(), date, source, page, byline, ..ArticleParts::default() };
    if parts.title.is_empty() {
        let (title, rest) = own.split_first()?;
        (parts.title, own) = ((*title).to_owned(), rest);
    } else if let Some((first, rest)) = own.split_first()
        && letters(first) == letters(&parts.title)
    {
        own = rest;
    }
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(&parts.title))
        && !parts.title.ends_with(['。', '：', ':', '；', '，'])
        && !parts.title.contains(['|', '｜'])
        && !is_byline(&parts.title)
        && !are_persons(&parts.title)
        && field(&parts.title).is_none();
    if !is_headline {
        return None;
    }
    // The writer, and fields with their names, may stand below the headline.
    while let Some((line, rest)) = own.split_first() {
        match field(line).filter(|_| !ends_sentence(line)) {
            Some((Field::Text, value)) => {
                parts.paragraphs.extend((!value.is_empty()).then(|| value.to_owned()));
                own = rest;
                break;
            }
            Some((Field::Title | Field::MainTitle | Field::Kicker | Field::Subtitle, _)) => {}
            Some((kind, value)) => {
                set_field(&mut parts, kind, value);
            }
            None if is_byline(line) || are_persons(line) => (*line).clone_into(&mut parts.byline),
            None => break,
        }
        own = rest;
    }
    parts.paragraphs.extend(own.iter().map(|line| (*line).to_owned()));
    around.extend(take_marks(&mut parts.paragraphs).into_iter().map(Furniture::of));
    around.extend(beside.iter().map(|line| Furniture::of(*line)));
    let length: usize = parts.paragraphs.iter().map(|paragraph| letter_count(paragraph)).sum();
    let is_text = length >= MIN_TEXT && parts.paragraphs.iter().any(|paragraph| ends_sentence(paragraph));
    is_text.then_some(parts)
}

/// Whether a line below the end of a sentence may be the headline of another article, of which nothing is told.
fn has_other_headline(article: &ArticleParts) -> bool {
    let may_be = |line: &str| {
        HEADLINE_LENGTHS.contains(&letter_count(line)) && !ends_sentence(line) && !line.contains(['，', '：'])
    };
    article.paragraphs.windows(3).any(|own| ends_text(&own[0]) && may_be(&own[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，街坊们散步到很晚。\n灯光由新的电站供电。\n";

    fn seen(text: &str) -> Option<Vec<String>> {
        let (articles, _) = of_text(text)?;
        let row = |a: ArticleParts| {
            let day = a.date.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {} {day} {} {} {}", a.title, a.source, a.page, a.byline, a.paragraphs.len())
        };
        Some(articles.into_iter().map(row).collect())
    }

    /// Three records, each made of its number, its day and its headline.
    fn three(record: impl Fn(u8, &str) -> String) -> String {
        (1..)
            .zip(["老街昨晚换上新灯", "渡口今天通了公交", "早市搬进新建大棚"])
            .map(|(at, title)| record(at, title))
            .collect()
    }

    fn expected(byline: &str) -> [String; 3] {
        let row = |day: u8, title: &str| format!("{title} 云岭日报 2024-03-0{day} A02 {byline} 2");
        [row(1, "老街昨晚换上新灯"), row(2, "渡口今天通了公交"), row(3, "早市搬进新建大棚")]
    }

    #[test]
    fn heads_of_one_line_stand_above_headlines() {
        for (head, foot) in
            [("云岭日报 | 2024-03-0N | A02 | 要闻", "© 云岭日报 版权所有"), ("云岭日报 2024-03-0N A02 要闻", "****")]
        {
            let record = |at: u8, title: &str| {
                let head = head.replace('N', &at.to_string());
                format!("{at} / 3\n{head}\n{title}\n何晓岚\n\n{TEXT}\n{foot}\n\n")
            };
            assert_eq!(seen(&three(record)).expect("records"), expected("何晓岚"), "{head}");
        }
    }

    #[test]
    fn heads_may_have_a_line_for_each_field() {
        let record = |at: u8, title: &str| format!("云岭日报\n2024/03/0{at}\nA02\n要闻\n{title}\n{TEXT}--------\n");
        assert_eq!(seen(&three(record)).expect("records"), expected(""));
    }

    #[test]
    fn references_may_be_heads() {
        let record = |at: u8, title: &str| {
            format!("[{at}]何晓岚. {title}[N]. 云岭日报, 2024-03-0{at}(A02).\n\n{title}\n刊名：云岭日报\n\n{TEXT}\n")
        };
        assert_eq!(seen(&three(record)).expect("records"), expected("何晓岚"));
    }

    #[test]
    fn numbers_and_rights_part_records() {
        for line in [
            "第2篇 共5篇",
            "2 / 5",
            "文章編號: 202403050012345",
            "文件 LANHE000020240305eh3500001",
            "© 2024 云岭日报",
            "----",
        ] {
            assert!(parts_records(line), "{line}");
        }
        for line in ["文件昨天印发", "2024年3月5日", "老街昨晚换上新灯", "版权交易大会开幕"] {
            assert!(!parts_records(line), "{line}");
        }
    }

    #[test]
    fn other_texts_are_no_such_records() {
        let record = |at: u8, title: &str| format!("云岭日报 2024-03-0{at} A02\n{title}\n{TEXT}");
        assert_eq!(seen(&three(record)).map(|all| all.len()), Some(3));
        let of_one_day = |at: u8, title: &str| format!("云岭日报 2024-03-05 A0{at}\n{title}\n{TEXT}");
        assert!(seen(&three(of_one_day)).is_none(), "the pages of an issue");
        assert!(seen(&format!("{TEXT}{}", three(record))).is_none(), "a report that quotes papers");
        let below = |at: u8, title: &str| format!("{title}\n云岭日报 2024-03-0{at} A02\n{TEXT}");
        assert!(seen(&three(below)).is_none(), "headlines above the heads");
        let closed = |at: u8, title: &str| format!("{title}\n{TEXT}云岭日报 2024-03-0{at} A02\n");
        assert!(seen(&three(closed)).is_none(), "credits below the texts");
        let several = |at: u8, title: &str| format!("云岭日报 2024-03-0{at} A02\n{title}\n{TEXT}县里新开书店\n{TEXT}");
        assert!(seen(&three(several)).is_none(), "several articles of a paper");
        let ruled =
            |at: u8, title: &str| format!("{}=====\n", several(at, title).replace("书店\n", "书店\n本报记者 何晓岚\n"));
        assert!(seen(&three(ruled)).is_none(), "several articles of a paper between rules");
        let timeline = |at: u8, title: &str| format!("2024年3月{at}日\n{title}\n{TEXT}");
        assert!(seen(&three(timeline)).is_none(), "a timeline");
    }
}
