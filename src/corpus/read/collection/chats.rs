//! Conversations of groups in which people pass articles on, in the forms in which programs for messages hand them out: the moment in brackets
//! or before a stroke and the name before the message, the name and the time below a line of the day, or name and moment on two lines.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::collection::messages::{self, HEADLINE_LENGTHS, MIN_MESSAGES, Message};
use crate::corpus::read::collection::parted::is_bar;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::text::pattern;

/// The longest line of a moment, and the longest name of who writes, in characters.
const MAX_MOMENT: usize = 60;
const MAX_NAME: usize = 16;
/// A file has at least this many articles.
const MIN_ARTICLES: usize = 3;

/// What stands above or before a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head<'t> {
    /// The first line, and the line behind the last.
    begin: usize,
    end: usize,
    day: Option<Date>,
    /// Who wrote; empty on a line that tells the day of the messages below it.
    name: &'t str,
    /// The beginning of the message on the same line.
    text: &'t str,
    /// Whether papers set their articles below such lines as well.
    is_common: bool,
}

/// Words in the title of a talk or of a live report.
const OF_TALKS: [&str; 6] = ["访谈", "实录", "直播", "对话", "问答", "发布会"];
/// Who speaks in a talk: names begin so.
const SPEAKERS: [&str; 4] = ["主持人", "网友", "嘉宾", "记者"];

/// The articles of such a conversation; none of other texts. Most messages are further ones of people who sent others: headlines in the place
/// of names would differ.
pub(in crate::corpus::read) fn read(text: &str) -> Option<Collected> {
    // Nearly all texts do not begin so, and are looked at no further.
    let mut beginning = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MIN_MESSAGES + 1);
    beginning.find(|line| line.contains(':') && line.contains(|c: char| c.is_ascii_digit()))?;
    let text = TextLines::of(text);
    let lines = text.written.as_slice();
    let heads = heads(lines);
    let named: Vec<&Head<'_>> = heads.iter().filter(|head| !head.name.is_empty()).collect();
    let names: HashSet<&str> = named.iter().map(|head| head.name).collect();
    let first = heads.first()?.begin;
    if named.len() < MIN_MESSAGES || first > MIN_MESSAGES || names.len() * 3 > named.len() * 2 {
        return None;
    }
    // The talks and the live reports of a site have such lines as well, and are one article.
    let is_of_talk = |line: &&str| ends_sentence(line) || OF_TALKS.iter().any(|word| line.contains(word));
    if lines[..first].iter().any(is_of_talk)
        || names.iter().any(|name| SPEAKERS.iter().any(|begin| name.starts_with(begin)))
    {
        return None;
    }
    // An article stands below its headline and its moment, and comments below it: no headline comes again.
    let recurs = |name: &str| named.iter().filter(|head| head.name == name).nth(1).is_some();
    if named.first().is_some_and(|head| head.end - head.begin > 1 && !recurs(head.name)) {
        return None;
    }
    // Below their headlines articles have such lines, too.
    let is_headed = |head: &&&Head<'_>| {
        let above = head.begin.checked_sub(1).map_or("", |above| lines[above]);
        HEADLINE_LENGTHS.contains(&letter_count(above))
            && !ends_sentence(above)
            && lines.get(head.end).is_some_and(|below| ends_sentence(below))
    };
    let common = || named.iter().filter(|head| head.is_common);
    if common().any(|head| names_medium(head.name)) || 2 * common().filter(is_headed).count() > named.len() {
        return None;
    }
    let ends = heads.iter().skip(1).map(|head| head.begin).chain([lines.len()]);
    let message = |(head, end): (&Head<'_>, usize)| {
        let own =
            Some(head.text).filter(|text| !text.is_empty()).into_iter().chain(lines[head.end..end].iter().copied());
        Message {
            day: head.day,
            source: if names_medium(head.name) { head.name.to_owned() } else { String::new() },
            lines: own.filter(|line| !is_bar(line)).map(str::to_owned).collect(),
            has_headline: false,
        }
    };
    let messages = heads.iter().zip(ends).filter(|(head, _)| !head.name.is_empty()).map(message).collect();
    let (articles, around) = messages::articles(messages).filter(|(articles, _)| articles.len() >= MIN_ARTICLES)?;
    let above = lines[..first].iter().map(|line| Furniture::of(*line));
    Some((articles, above.chain(around).collect()))
}

/// The heads of the messages and the lines of their days, in their order.
fn heads<'t>(lines: &[&'t str]) -> Vec<Head<'t>> {
    let mut heads: Vec<Head<'t>> = Vec::new();
    let mut day = None;
    for at in 0..lines.len() {
        if let Some(rule) = day_alone(lines[at]) {
            day = Some(rule);
            heads.push(Head { begin: at, end: at + 1, day, name: "", text: "", is_common: false });
            continue;
        }
        let below = heads.last().map_or(0, |last| last.end);
        heads.extend(inline(lines[at], at).or_else(|| timed(lines[at], at, day)).or_else(|| on_two(lines, at, below)));
    }
    heads
}

/// The parts of a moment.
macro_rules! day {
    () => {
        r"(?P<day>(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))"
    };
}
macro_rules! time {
    () => {
        r"(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp][Mm])?"
    };
}

/// The day that a line between strokes tells for the messages below it: “————— 2024-03-05 —————”.
fn day_alone(line: &str) -> Option<Date> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(r"^[—─━=-]{3,}\s*", day!(), r"\s*(?:(?:星期|周)[一二三四五六日天])?\s*[—─━=-]{3,}$"))
    });
    let may_be = line.starts_with(['—', '─', '━', '=', '-']) && at_most(line, MAX_MOMENT);
    if may_be { day_of(&FORM.captures(line)?["day"]) } else { None }
}

/// Moment, name and message on one line: “[2024/3/5 09:00:12] 方舟: 收到”, “2024/3/5, 09:00 - 方舟: 收到”.
fn inline<'t>(line: &'t str, at: usize) -> Option<Head<'t>> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^\[?",
            day!(),
            r"[,，]?\s*",
            time!(),
            r"(?:\]\s*|\s+-\s+)(?P<name>[^:：\d\s][^:：]{0,15}?)\s*[:：]\s*(?P<text>.*)$"
        ))
    });
    let may_be = line.starts_with(['[', '1', '2']) && line.contains(':');
    let found = if may_be { FORM.captures(line)? } else { return None };
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    let (day, name, text) = (day_of(&found["day"]), part("name"), part("text"));
    Some(Head { begin: at, end: at + 1, day, name, text, is_common: false })
}

/// Name and time below a line of the day: “方舟  09:00”.
fn timed<'t>(line: &'t str, at: usize, day: Option<Date>) -> Option<Head<'t>> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(concat!(r"^(?P<name>[^\s\d:：，。][^:：，。]{0,15}?)\s+", time!(), "$")));
    let may_be = day.is_some() && at_most(line, MAX_MOMENT);
    let name = if may_be { FORM.captures(line)?.name("name")?.as_str() } else { return None };
    Some(Head { begin: at, end: at + 1, day, name, text: "", is_common: false })
}

/// A name on the line above a moment, which may tell the device behind it: “04-01 09:00 来自 微博网页版”.
fn on_two<'t>(lines: &[&'t str], at: usize, below: usize) -> Option<Head<'t>> {
    static ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(concat!("^", day!(), r"\s*", time!(), "$")));
    static DEVICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:(?P<day>(?:(?:19|20)\d{2}[-年])?\d{1,2}[-月]\d{1,2}日?)|今天|昨天)\s*",
            time!(),
            r"\s*(?:发布于\s*\S{2,8}\s*)?来自\s*\S.{0,20}$"
        ))
    });
    let (line, name) = (lines[at], *lines.get(at.checked_sub(1)?)?);
    let is_name =
        at > below && at_most(name, MAX_NAME) && !ends_sentence(name) && !name.contains([':', '：', '，', '。']);
    let may_be = is_name && at_most(line, MAX_MOMENT) && line.contains(':');
    let (found, is_common) = if !may_be {
        return None;
    } else if line.contains("来自") {
        (DEVICE.captures(line)?, false)
    } else {
        (ALONE.captures(line)?, true)
    };
    let day = found.name("day").and_then(|day| day_of(day.as_str()));
    Some(Head { begin: at - 1, end: at + 1, day, name, text: "", is_common })
}

fn day_of(text: &str) -> Option<Date> {
    find_date(&half_width(text)).map(|found| found.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子。\n灯光由新的电站供电，每年省下不少电费。";
    const TITLES: [&str; 3] = ["云岭老街昨晚换上新灯", "云岭渡口今天通了公交", "云岭早市搬进新建大棚"];

    fn seen(text: &str) -> Option<Vec<[String; 3]>> {
        let (articles, _) = read(text)?;
        let of = |a: crate::corpus::read::parts::ArticleParts| {
            [a.title, a.source, a.date.map_or(String::new(), |day| day.to_string())]
        };
        Some(articles.into_iter().map(of).collect())
    }

    fn articles(head: impl Fn(usize, &str) -> String) -> String {
        let article = |at: usize| format!("{}\n兰河日报 2024-03-0{}\n{TEXT}\n", TITLES[at], at + 5);
        (0..3).map(|at| format!("{}{}\n{}收到\n\n", head(at, "方舟"), article(at), head(at, "何晓岚"))).collect()
    }

    #[test]
    fn programs_write_moments_and_names_in_several_forms() {
        let expected: Vec<[String; 3]> =
            (0..3).map(|at| [TITLES[at].to_owned(), "兰河日报".to_owned(), format!("2024-03-0{}", at + 5)]).collect();
        let texts = [
            articles(|at, name| format!("[2024/4/{} 09:00:12] {name}: ", at + 1)),
            articles(|at, name| format!("2024/4/{}, 09:00 - {name}: ", at + 1)),
            articles(|at, name| format!("{name}\n2024年4月{}日 09:00\n", at + 1)),
            articles(|at, name| format!("—————  2024-04-0{}  —————\n\n{name}  09:00\n\n", at + 1)),
        ];
        for text in texts {
            assert_eq!(seen(&text).as_ref(), Some(&expected), "{text}");
        }
    }

    #[test]
    fn accounts_of_papers_post_short_news() {
        let post = |at: usize| {
            format!("兰河日报\n04-0{} 09:00 来自 微博网页版\n【{}】{TEXT}\n转发 3 评论 2 赞 10\n\n", at + 1, TITLES[at])
        };
        let expected: Vec<[String; 3]> =
            TITLES.iter().map(|title| [(*title).to_owned(), "兰河日报".to_owned(), String::new()]).collect();
        assert_eq!(seen(&(0..3).map(post).collect::<String>()), Some(expected));
    }

    #[test]
    fn articles_below_paper_and_moment_are_no_messages() {
        let one = |at: usize| format!("{}\n兰河日报\n2024-03-0{} 09:00\n{TEXT}\n\n", TITLES[at], at + 5);
        assert_eq!(seen(&(0..3).map(one).collect::<String>()), None);
        let writer = |at: usize| format!("{}\n方舟\n2024-03-0{} 09:00\n{TEXT}\n\n", TITLES[at], at + 5);
        assert_eq!(seen(&(0..3).map(writer).collect::<String>()), None);
        let comments = format!("何晓岚\n2024-03-05 10:00\n{TEXT}\n").repeat(4);
        assert_eq!(seen(&format!("{}\n2024-03-05 09:00\n{TEXT}\n\n{comments}", TITLES[0])), None);
        let flash = |at: usize| format!("{}\n2024-03-0{} 09:00\n{TEXT}\n\n", TITLES[at], at + 5);
        assert_eq!(seen(&(0..3).map(flash).collect::<String>()), None);
    }
}
