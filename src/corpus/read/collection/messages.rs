//! Groups and channels in which people pass articles on, as programs export them: below who wrote a message and when stands an article, or
//! its headline with its address.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::{self, HeadLine};
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::named;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A file has at least this many messages.
pub(super) const MIN_MESSAGES: usize = 3;
/// The letters of a headline.
pub(super) const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;
/// A message without an address is an article from this many letters on: shorter ones are answers.
const MIN_TEXT: usize = 40;
/// What a program says of the messages that it hands out stands on this many lines at most.
const MAX_ABOVE: usize = 12;
/// The longest name of who writes, in characters.
const MAX_NAME: usize = 16;
/// The longest line that tells where an article was published, in characters.
const MAX_CREDIT: usize = 60;

/// A message.
#[derive(Debug, Clone, Default)]
pub(in crate::corpus::read) struct Message {
    /// The day on which it was sent.
    pub day: Option<Date>,
    /// The paper or account that sent it; empty where people did.
    pub source: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// Whether its first line is set apart as a headline is.
    pub has_headline: bool,
}

/// The articles among messages; what others say stands around them. None where no message is an article.
pub(in crate::corpus::read) fn articles(messages: Vec<Message>) -> Option<Collected> {
    let (mut articles, mut around) = (Vec::new(), Vec::new());
    for message in messages {
        match article(&message) {
            Some(article) => articles.push(article),
            None => around.extend(message.lines.into_iter().map(Furniture::of)),
        }
    }
    (!articles.is_empty()).then_some((articles, around))
}

/// The article that a message passes on: it has an address, or a text of some length.
fn article(message: &Message) -> Option<ArticleParts> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:\[(?:链接|分享|文章|网页|图文|转发)\]|【(?:链接|分享|转发)】|[（(]链接[）)])\s*")
    });
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"<?https?://[!-~]+>?"));
    let has_address = message.lines.iter().any(|line| ADDRESS.is_match(line));
    let without_address = |line: &String| ADDRESS.replace_all(&MARK.replace(line.trim(), ""), "").trim().to_owned();
    let is_label = |line: &str| matches!(line.trim_end_matches(['：', ':']), "链接" | "原文链接" | "阅读原文" | "网址");
    let mut lines: Vec<String> =
        message.lines.iter().map(without_address).filter(|line| !line.is_empty() && !is_label(line)).collect();
    let length: usize = lines.iter().map(|line| letter_count(line)).sum();
    if lines.is_empty() || !(has_address && length >= *HEADLINE_LENGTHS.start() || length >= MIN_TEXT) {
        return None;
    }
    let in_brackets = headline_in_brackets(&mut lines[0]);
    let first = &lines[0];
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(first)) && !ends_sentence(first);
    let stands_above = message.has_headline || lines.len() > 1 || has_address;
    let title = match in_brackets {
        Some(title) => title,
        None if is_headline && stands_above => lines.remove(0),
        None => String::new(),
    };
    let HeadLine { date, source, byline, page, .. } = take_credit(&mut lines);
    let date = date.or(message.day).map(Into::into);
    let source = if source.is_empty() { message.source.clone() } else { source };
    Some(ArticleParts { title, date, source, byline, page, paragraphs: lines, ..ArticleParts::default() })
}

/// Takes the headline in brackets off the beginning of the text of a message: “【老街换上新灯】昨晚，……”.
fn headline_in_brackets(line: &mut String) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^【(?P<title>[^【】]{4,80})】\s*(?P<text>\S.*)$"));
    let (title, text) = {
        let found = if line.starts_with('【') { FORM.captures(line)? } else { return None };
        (found["title"].trim().to_owned(), found["text"].to_owned())
    };
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(&title)) && letter_count(&text) > letter_count(&title);
    is_headline.then(|| {
        *line = text;
        title
    })
}

/// Takes the line that tells where an article was published off its lines, above the text or below it: “来源：兰河日报 2024-03-05”. The
/// message is sent later.
pub(in crate::corpus::read) fn take_credit(lines: &mut Vec<String>) -> HeadLine {
    let credit = |line: &String| {
        let head = head_line::parse(line).filter(|_| at_most(line, MAX_CREDIT))?;
        let tells = !head.source.is_empty() && (head.source_label || head.date.is_some());
        tells.then_some(head)
    };
    if lines.len() < 2 {
        return HeadLine::default();
    }
    if let Some(head) = lines.first().and_then(credit) {
        lines.remove(0);
        return head;
    }
    let below = lines.last().and_then(credit).filter(|head| head.source_label);
    if below.is_some() {
        lines.pop();
    }
    below.unwrap_or_default()
}

/// The articles that are passed on in a group, of which a program wrote a text; none where the text is no such file. Each message stands
/// below a line of its moment and of who sent it, and a third of them at least are further ones of people who sent others: headlines in their
/// place would differ.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    // Nearly all texts do not begin so, and are looked at no further. A program says first whose messages follow.
    let is_named = lines.first().is_some_and(|line| line.starts_with("消息记录"));
    let beginning = if is_named { MAX_ABOVE } else { MIN_MESSAGES };
    lines.iter().take(beginning).find(|line| head(line).is_some())?;
    let heads: Vec<(usize, Date, &str)> =
        lines.iter().enumerate().filter_map(|(at, line)| head(line).map(|(day, name)| (at, day, name))).collect();
    let names: HashSet<&str> = heads.iter().map(|(.., name)| *name).collect();
    let first = heads.first()?.0;
    if heads.len() < MIN_MESSAGES || names.len() * 3 > heads.len() * 2 {
        return None;
    }
    // Articles that are pasted one below the other have such lines below their headlines, and comments stand below an article.
    let is_headed = |at: usize| {
        let above = at.checked_sub(1).map(|above| lines[above].trim());
        above.is_some_and(|above| {
            HEADLINE_LENGTHS.contains(&letter_count(above)) && !ends_sentence(above) && !above.contains("://")
        }) && lines.get(at + 1).is_some_and(|below| ends_sentence(below))
    };
    let headed = heads.iter().filter(|(at, ..)| is_headed(*at)).count();
    if is_headed(first) && names_medium(heads[0].2) || 2 * headed > heads.len() {
        return None;
    }
    let ends = heads.iter().skip(1).map(|(at, ..)| *at).chain([lines.len()]);
    let message = |((at, day, name), end): (&(usize, Date, &str), usize)| Message {
        day: Some(*day),
        source: if names_medium(name) { (*name).to_owned() } else { String::new() },
        lines: lines[at + 1..end].iter().map(|line| (*line).to_owned()).collect(),
        has_headline: false,
    };
    let (articles, around) = articles(heads.iter().zip(ends).map(message).collect())?;
    let above = lines[..first].iter().map(|line| Furniture::of(*line));
    Some((articles, above.chain(around).collect()))
}

/// The day and the name of a line that tells when a message was sent and by whom, in either order, and nothing else.
fn head(line: &str) -> Option<(Date, &str)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:(?P<before>\S[^\d:：,，。]*?)\s*(?:[（(<][\w@.-]+[)）>])?[\s:：]+)?[\[(（]?",
            r"(?P<day>(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))[\sT]*(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?[\])）]?",
            r"(?:[\s:：]+(?P<behind>[^\d\s:：,，。][^:：,，。]*?)\s*(?:[（(<][\w@.-]+[)）>])?[:：]?)?$"
        ))
    });
    if !line.contains(':') || !line.starts_with(|c: char| c.is_alphanumeric() || "[(（【".contains(c)) {
        return None;
    }
    let found = FORM.captures(line)?;
    let name = match (found.name("before"), found.name("behind")) {
        (Some(name), None) | (None, Some(name)) => name.as_str().trim(),
        _ => return None,
    };
    let day = find_date(&half_width(&found["day"]))?.date;
    // The name of a field is nobody's: “时间：2024-03-05 09:10”.
    (at_most(name, MAX_NAME) && named(name).is_none()).then_some((day, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Option<Vec<(String, String, usize)>> {
        let (articles, _) = read(&TextLines::of(text))?;
        let row =
            |a: ArticleParts| (a.title, a.date.map(|day| day.to_string()).unwrap_or_default(), a.paragraphs.len());
        Some(articles.into_iter().map(row).collect())
    }

    #[test]
    fn messages_with_an_address_are_articles() {
        let expected = vec![
            ("河畔新增公园".to_owned(), "2024-03-05".to_owned(), 0),
            ("老街换上新灯".to_owned(), "2024-03-06".to_owned(), 0),
        ];
        let text = "2024-03-05 08:10:00 方舟\n[链接] 河畔新增公园\nhttps://a.example/1\n\n2024-03-05 08:20:00 何晓岚\n收到\n\n\
                    2024-03-06 09:00:00 方舟\n老街换上新灯 https://a.example/2\n";
        assert_eq!(seen(text), Some(expected.clone()));
        let text = "方舟 2024/3/5 8:10\n[链接] 河畔新增公园\nhttps://a.example/1\n何晓岚(wx_1) 2024/3/5 8:20\n收到\n方舟 2024/3/6 9:00\n\
                    老街换上新灯\nhttps://a.example/2\n";
        assert_eq!(seen(text), Some(expected));
    }

    #[test]
    fn articles_that_are_passed_on_tell_where_they_were_published() {
        let text = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子。";
        let message = |lines: &str| Message {
            day: Date::new(2024, 3, 6).ok(),
            lines: lines.lines().map(str::to_owned).collect(),
            ..Message::default()
        };
        let told = |lines: &str| {
            let article = article(&message(lines)).expect("an article");
            let day = article.date.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {day} {}", article.source, article.paragraphs.len())
        };
        assert_eq!(told(&format!("老街换上新灯\n来源：兰河日报  2024年3月5日\n{text}")), "兰河日报 2024-03-05 1");
        assert_eq!(told(&format!("老街换上新灯\n{text}\n来源：兰河日报")), "兰河日报 2024-03-06 1");
        assert_eq!(told(&format!("老街换上新灯\n{text}")), " 2024-03-06 1");
        let bracketed = article(&message(&format!("【老街换上新灯】{text}"))).expect("an article");
        assert_eq!(
            (bracketed.title.as_str(), bracketed.paragraphs.as_slice()),
            ("老街换上新灯", [text.to_owned()].as_slice())
        );
    }

    #[test]
    fn flash_news_is_no_group() {
        let text = "2024-03-05 08:10 河畔新增公园\n河畔新增三处公园。\n2024-03-05 08:20 老街换上新灯\n老街昨晚换上新灯。\n2024-03-06 09:00 渡口通车\n渡口通车。\n";
        assert_eq!(seen(text), None);
    }

    #[test]
    fn fields_with_a_moment_are_no_messages() {
        let one = "标题：老街换上新灯\n时间：2024-03-05 09:10:11\n来源：兰河日报\n链接：https://a.example/1\n正文：昨日，老街换上了新灯。\n\n";
        assert_eq!(seen(&one.repeat(4)), None);
    }

    #[test]
    fn articles_below_their_headlines_are_no_messages() {
        let text =
            "昨日，老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚。\n灯光由新的电站供电，每年省下不少电费。\n";
        for head in ["2024-03-05 08:30 兰河日报", "兰河日报 2024-03-05 08:30"] {
            assert_eq!(seen(&format!("老街昨晚换上新灯\n{head}\n{text}\n").repeat(4)), None, "{head}");
        }
        let comments =
            "何晓岚 2024-03-05 09:31\n灯很亮，希望河对岸的老街也能早一点换上这样的新灯，走夜路的人都会感谢的。\n"
                .repeat(3);
        assert_eq!(seen(&format!("老街昨晚换上新灯\n2024-03-05 08:30 兰河日报\n{text}网友评论\n{comments}")), None);
    }
}
