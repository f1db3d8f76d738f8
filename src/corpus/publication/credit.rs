//! Credits of collected articles: the line below a headline, or at the end of a text, that names the paper, its day and
//! page. “来源：兰河日报　时间：2024-03-05”, “（兰河日报3月5日2版）”, “（摘自2024年3月5日《兰河日报》）”.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, has_digits, is_in_brackets, letter_count};
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::publication::person::are_persons;
use crate::text::{is_han, pattern};

/// The most bytes of a line that is worth reading as a credit.
const MAX_BYTES: usize = 240;
/// The most bytes of a line that tells a moment and names.
const MAX_MOMENT_BYTES: usize = 80;
/// The letters of a line that may be the headline above a credit.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;
/// The fewest letters of the lines below a credit that stands under a headline.
const MIN_TEXT_LENGTH: usize = 30;
/// At most this many lines below a credit are looked at for the text of its article.
const MAX_LINES_OF_TEXT: usize = 12;

/// Where a credit stands with regard to its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) enum Place {
    /// Between headline and text.
    BelowHeadline,
    /// At the end of the text.
    AtEnd,
}

/// A credit and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus) struct CreditLine {
    /// The number of the line among those that were searched, from 0.
    pub line: usize,
    /// Where it stands.
    pub place: Place,
    /// What it tells.
    pub credit: Credit,
}

/// The credits of a collection of articles, in the order of its lines, none of which is blank. A text in which fewer than
/// two articles bear one is no collection: its credit may be a line of the text.
pub(in crate::corpus) fn credits(lines: &[&str]) -> Vec<CreditLine> {
    let mut found: Vec<CreditLine> = Vec::new();
    let mut articles = 0;
    let are_closed = bare_lines_close(lines);
    for (line, text) in lines.iter().enumerate().skip(1).filter(|(_, text)| may_be_credit(text)) {
        let above = lines[line - 1];
        // Paper and day may stand on lines of their own, one below the other.
        let follows = found.last().filter(|last| last.line + 1 == line).map(|last| last.place);
        let place = match follows {
            Some(place) => place,
            // What tells of a reprint stands in brackets below a text: “（摘编自《兰河日报》，原题为……）”.
            None if asks_in_headline(lines, line, &found) => Place::BelowHeadline,
            None if ends_sentence(above) || is_in_brackets(above) => Place::AtEnd,
            None if is_headline(above) || writer_above(lines, line).is_some() => Place::BelowHeadline,
            None => continue,
        };
        // Writer and paper alone stand below pictures as well; beside a credit they belong to it.
        let is_beside = || follows.is_some() || lines.get(line + 1).is_some_and(|next| below_headline(next).is_some());
        let beside_or_below = || below_headline(text).or_else(|| writer_and_paper(text).filter(|_| is_beside()));
        let credit = match place {
            Place::BelowHeadline => beside_or_below().filter(|_| has_text(&lines[line + 1..])),
            Place::AtEnd => at_end(text, are_closed),
        };
        // Events have a time as well; beside the source, or to the second, it is that of publication.
        let names_source = |credit: Credit| !credit.source.is_empty();
        let is_publication = || {
            follows.is_some()
                || text.matches([':', '：']).nth(2).is_some()
                || lines.get(line + 1).is_some_and(|next| below_headline(next).is_some_and(names_source))
        };
        let credit = credit.filter(|_| !is_bare_day(text) || is_publication());
        let Some(mut credit) = credit else { continue };
        if credit.byline.is_empty()
            && let Some(writer) = writer_above(lines, line).filter(|_| place == Place::BelowHeadline)
            && are_persons(lines[writer])
        {
            lines[writer].trim().clone_into(&mut credit.byline);
        }
        articles += usize::from(follows.is_none());
        found.push(CreditLine { line, place, credit });
    }
    if articles < 2 { Vec::new() } else { found }
}

/// The credits of each article among those of its lines: what several lines of one place tell is taken together, and a
/// credit below the headline comes before one at the end.
pub(in crate::corpus) fn together<'c>(credits: impl Iterator<Item = &'c CreditLine>) -> Option<(Place, Credit)> {
    let (head, end): (Vec<_>, Vec<_>) = credits.partition(|credit| credit.place == Place::BelowHeadline);
    let place = if head.is_empty() { Place::AtEnd } else { Place::BelowHeadline };
    let chosen = if head.is_empty() { end } else { head };
    let mut chosen = chosen.into_iter().map(|line| line.credit.clone());
    let mut credit = chosen.next()?;
    chosen.for_each(|more| credit.merge(more));
    Some((place, credit))
}

/// The paper and the day that the brackets at the end of a paragraph tell: “……（《兰河日报》2024年3月5日）”.
pub(in crate::corpus) fn closing(paragraph: &str) -> Option<Credit> {
    let open = paragraph.rfind(['（', '('])?;
    let brackets = paragraph.get(open..).filter(|end| end.ends_with(['）', ')']))?;
    issue_line::parse(brackets).filter(|line| line.names_paper() && line.credit.tells_issue()).map(|line| line.credit)
}

/// Whether a line is worth reading as a credit: it is short, names what may be a paper, and has a label, a bracket or a day.
/// This quick check excludes nearly all lines.
fn may_be_credit(text: &str) -> bool {
    // Some journals bear names of their own: 《农村工作通讯》, 求是, 参考消息.
    const NAMES: [char; 17] =
        ['报', '社', '网', '台', '刊', '源', '自', '载', '布', '期', '版', '《', '讯', '谈', '息', '坛', '求'];
    // The day and hour may be all: “2024-03-05 09:10 方舟”.
    let is_moment =
        || text.len() <= MAX_MOMENT_BYTES && text.starts_with(['1', '2']) && moment_and_persons(text).is_some();
    let marked = || text.contains([':', '：', '∶', '|', '｜']) || text.starts_with(['（', '(', '【', '[', '—', '–']);
    // Databases part paper, page and day by bars, whatever the name of the paper.
    let is_barred = || text.matches(['|', '｜']).nth(1).is_some() && has_digits(text);
    let marked = has_digits(text) || marked() || text.contains(['/', '／']);
    text.len() <= MAX_BYTES && marked && (text.contains(NAMES) || is_moment() || is_barred() || is_bare_day(text))
}

/// Whether a line gives a day behind a label that means only “time”: “时间：2024/03/05 09:10:22”.
fn is_bare_day(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:时\s*间|日\s*期)\s*[:：]\s*(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?$",
        )
    });
    text.starts_with(['时', '日']) && text.len() <= MAX_MOMENT_BYTES && FORM.is_match(text.trim_end())
}

/// Whether a line may be a headline.
fn is_headline(text: &str) -> bool {
    HEADLINE_LENGTHS.contains(&letter_count(text)) && !ends_sentence(text) && !text.ends_with(['，', '、'])
}

/// Whether the line above one is a headline that asks or exclaims, rather than the end of a text: a head line without brackets stands
/// below it and tells the day, and those that were found before stand below headlines too, or no text is above it.
fn asks_in_headline(lines: &[&str], line: usize, found: &[CreditLine]) -> bool {
    let (above, own) = (lines[line - 1], lines[line]);
    let asks = HEADLINE_LENGTHS.contains(&letter_count(above)) && above.trim_end().ends_with(['？', '！', '?', '!']);
    // All lines above are looked at only where the next one asks.
    let are_below = || match found {
        [] => !lines[..line - 1].iter().any(|line| ends_sentence(line)),
        _ => found.iter().all(|credit| credit.place == Place::BelowHeadline),
    };
    asks && are_below()
        && !own.starts_with(['（', '(', '【', '[', '—', '–'])
        && below_headline(own).is_some_and(|credit| credit.date.is_some())
}

/// The lines between headlines and credits that may name the writers and nothing else.
pub(in crate::corpus) fn writers(lines: &[&str], credits: &[CreditLine]) -> BTreeSet<usize> {
    let below = credits.iter().filter(|credit| credit.place == Place::BelowHeadline);
    below.filter_map(|credit| writer_above(lines, credit.line)).collect()
}

/// The line above one that stands between it and a headline and may name the writer, whatever the name: 买买提. Longer ones are lines of
/// the headline, whose last word may be as short: 新步伐.
fn writer_above(lines: &[&str], line: usize) -> Option<usize> {
    let [.., headline, writer] = lines.get(..line)? else { return None };
    let is_name = (2..=3).contains(&letter_count(writer)) && writer.chars().all(|c| is_han(c) || c.is_whitespace());
    (is_name && is_headline(headline)).then(|| line - 1)
}

/// Whether a text begins with these lines.
fn has_text(lines: &[&str]) -> bool {
    let lines = || lines.iter().take(MAX_LINES_OF_TEXT);
    lines().any(|line| ends_sentence(line)) && lines().map(|line| letter_count(line)).sum::<usize>() >= MIN_TEXT_LENGTH
}

/// The credit below a headline.
fn below_headline(text: &str) -> Option<Credit> {
    // Day and page may stand alone, where the paper is that of the section.
    let tells = |credit: &Credit| credit.date.is_some() && !credit.page.is_empty();
    let named = issue_line::parse(text);
    let named = named.filter(|found| found.names_paper() && found.credit.tells_issue() || tells(&found.credit));
    let named = named.map(|found| found.credit);
    moment_and_persons(text).or(named).or_else(|| {
        let head = head_line::parse(text)?;
        let tells = match head.strength() {
            Strength::Strong | Strength::SourceOnly => true,
            Strength::Weak => !head.source.is_empty(),
            Strength::Nothing => false,
        };
        tells.then(|| head.into())
    })
}

/// The writer and the paper, where a line names both and nothing else: “何晓岚/兰河日报”.
fn writer_and_paper(text: &str) -> Option<Credit> {
    head_line::parse(text).filter(|head| head.date.is_none() && head.names_writer_and_paper()).map(Credit::from)
}

/// The moment of publication and those who wrote the article, as web pages have them below a headline: “2024-03-05 09:10 方舟”.
fn moment_and_persons(text: &str) -> Option<Credit> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<day>(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?)\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*(?P<names>\p{Han}[\p{Han}\s、]{1,30}))?$",
        )
    });
    let found = FORM.captures(text.trim())?;
    let names = found.name("names").map_or("", |names| names.as_str().trim());
    let date = issue_line::day_of_issue(&found["day"])?;
    // Places of events follow their hours: “2024-03-05 14:00 文化馆”.
    let is_place = names.ends_with(['馆', '院', '场', '站', '厅', '楼', '校', '城']);
    (names.is_empty() || are_persons(names) && !is_place).then(|| Credit {
        date: Some(date),
        byline: names.to_owned(),
        ..Credit::default()
    })
}

/// Whether lines of paper and day without any mark stand below the texts of a file, and not above them as mastheads do: the last line
/// of all is one, none stands on top, and they tell different papers or days.
pub(in crate::corpus) fn bare_lines_close(lines: &[&str]) -> bool {
    let paper_and_day = |at: usize| {
        let line = lines[at];
        let may_be = line.len() <= MAX_MOMENT_BYTES && has_digits(line) && !ends_sentence(line);
        let found = if may_be { issue_line::parse(line)? } else { return None };
        (found.names_paper() && found.credit.date.is_some() && !found.label && !found.bracketed).then_some(found.credit)
    };
    let closes = |at: usize| if ends_sentence(lines[at.checked_sub(1)?]) { paper_and_day(at) } else { None };
    // The last line is looked at first, which spares nearly all files the rest.
    let Some(last) = lines.len().checked_sub(1).and_then(closes) else { return false };
    let top = lines.iter().take_while(|line| !ends_sentence(line)).count();
    let is_other = |other: Credit| (other.source, other.date) != (last.source.clone(), last.date);
    !(0..top).any(|at| paper_and_day(at).is_some()) && (top..lines.len() - 1).filter_map(closes).any(is_other)
}

/// The credit at the end of a text: it has a label, or stands in brackets and tells the day or the page. `are_closed` tells that bare
/// lines are credits as well.
fn at_end(text: &str, are_closed: bool) -> Option<Credit> {
    let found = issue_line::parse(text).filter(|found| found.names_paper())?;
    let is_set_apart = found.bracketed || text.starts_with('《') || are_closed;
    (found.label || is_set_apart && found.credit.tells_issue()).then_some(found.credit)
}

#[cfg(test)]
#[path = "credit_tests.rs"]
mod tests;
