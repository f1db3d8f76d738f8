//! Mails one below the other, as programs print them or write them into one text: above each its sender, its moment and its subject.

use std::collections::HashSet;
use std::ops::Range;

use crate::corpus::measure::{at_most, ends_sentence, letter_count, letters};
use crate::corpus::read::collection::parted::{HEADLINE_LENGTHS, MIN_ARTICLES, Part, above, below, without_headline};
use crate::corpus::read::containers::forwarded_mail::{is_forwarding_mark, subject_alone};
use crate::corpus::read::one_article::Line;

/// The head of a mail has at least this many fields, each on a line of at most this many characters.
const MIN_FIELDS: usize = 3;
const MAX_FIELD: usize = 300;
/// The name of the mailbox and a table of the mails stand on this many lines above the first at most.
const MAX_ABOVE: usize = 6;

/// What a field of the head of a mail tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Sender,
    Subject,
    Other,
}

/// The mails of a text, each with its subject as the headline; none of other texts. A conversation is about one subject.
pub(super) fn parts<'t>(lines: &[Line<'t>]) -> Option<Vec<Part<'t>>> {
    // Nearly all texts have no such line.
    lines.iter().find(|line| matches!(field(line.text), Some((Field::Sender, _))))?;
    let heads = heads(lines);
    let titles: Vec<(&'t str, usize)> = heads.iter().map(|head| title(lines, head)).collect::<Option<_>>()?;
    let told = || titles.iter().filter(|(title, _)| !title.is_empty());
    let subjects: HashSet<String> = told().map(|(title, _)| letters(title)).collect();
    let first = titles.first()?.1;
    let preface: Vec<&str> =
        lines[..first].iter().map(|line| line.text.trim()).filter(|line| !line.is_empty()).collect();
    if subjects.len() < MIN_ARTICLES
        || subjects.len() < told().count()
        || preface.len() > MAX_ABOVE
        || preface.iter().any(|line| ends_sentence(line))
    {
        return None;
    }
    let ends = titles.iter().skip(1).map(|(_, start)| *start).chain([lines.len()]);
    let part = |((head, &(title, _)), end): ((&Range<usize>, &(&'t str, usize)), usize)| Part {
        title,
        lines: without_headline(title, &lines[head.end..end.max(head.end)]).to_vec(),
        around: lines[head.clone()].iter().map(|line| line.text.trim()).collect(),
        ..Part::default()
    };
    let parts = heads.iter().zip(&titles).zip(ends).map(part).collect();
    Some(below(preface, parts))
}

/// The heads of mails: fields one below the other, among them the sender. Below the mark of a forwarded mail stands what belongs to the mail
/// above.
fn heads(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut heads = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = at + lines[at..].iter().take_while(|line| field(line.text).is_some()).count();
        let has_sender = || lines[at..end].iter().any(|line| matches!(field(line.text), Some((Field::Sender, _))));
        let is_forwarded = || above(lines, at).is_some_and(|above| is_forwarding_mark(lines[above].text.trim()));
        if end - at >= MIN_FIELDS && has_sender() && !is_forwarded() {
            heads.push(at..end);
        }
        at = end.max(at + 1);
    }
    heads
}

/// The subject of a mail, and the line at which the mail begins: that of the first field, or the line above it, where programs print the
/// subject. A subject that is no headline is empty.
fn title<'t>(lines: &[Line<'t>], head: &Range<usize>) -> Option<(&'t str, usize)> {
    let fits = |title: &str| HEADLINE_LENGTHS.contains(&letter_count(title));
    let of_field = lines[head.clone()].iter().find_map(|line| match field(line.text) {
        Some((Field::Subject, subject)) => Some(subject_alone(subject)),
        _ => None,
    });
    if let Some(subject) = of_field {
        return Some((if fits(subject) { subject } else { "" }, head.start));
    }
    let at = above(lines, head.start)?;
    let title = subject_alone(lines[at].text.trim());
    fits(title).then_some((title, at))
}

/// The field of the head of a mail on a line, and its value. Programs set the names in one measure: “时　间：”.
fn field(line: &str) -> Option<(Field, &str)> {
    const SENDERS: [&str; 5] = ["发件人", "寄件者", "寄件人", "发送者", "from"];
    const SUBJECTS: [&str; 4] = ["主题", "主旨", "邮件主题", "subject"];
    const OTHERS: [&str; 18] = [
        "收件人",
        "收件者",
        "抄送",
        "副本",
        "密送",
        "时间",
        "发送时间",
        "发件时间",
        "收件时间",
        "日期",
        "发送日期",
        "已发送",
        "附件",
        "to",
        "cc",
        "sent",
        "date",
        "attachments",
    ];
    if !at_most(line, MAX_FIELD) {
        return None;
    }
    let (name, value) = line.split_once([':', '：'])?;
    // Markdown sets names in bold.
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let value = value.trim().trim_matches('*').trim();
    let is_of = |names: &[&str]| names.contains(&name.as_str());
    let field = if is_of(&SENDERS) {
        Field::Sender
    } else if is_of(&SUBJECTS) {
        Field::Subject
    } else if is_of(&OTHERS) {
        Field::Other
    } else {
        return None;
    };
    Some((field, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::parted::tests::{TEXT, TITLES, seen};

    fn head(at: usize, subject: &str) -> String {
        format!(
            "发件人： 方舟 <a@a.example>\n发送时间： 2024-03-0{} 16:25\n收件人： 办公室 <b@a.example>\n{subject}\n",
            at + 6
        )
    }

    fn expected() -> Vec<[String; 3]> {
        let day = |at: usize| format!("2024-03-0{}", at + 5);
        (0..3).map(|at| [TITLES[at].to_owned(), "兰河日报".to_owned(), day(at)]).collect()
    }

    #[test]
    fn subjects_are_headlines_and_papers_stand_in_the_texts() {
        let mail = |at: usize| {
            let head = head(at, &format!("主题： 转发：{}\n", TITLES[at]));
            format!("{head}\n{TEXT}\n（兰河日报2024年3月{}日）\n\n", at + 5)
        };
        assert_eq!(seen(&(0..3).map(mail).collect::<String>()), Some(expected()));
        let printed = |at: usize| {
            let head = head(at, "").replace("发送时间：", "时　间：");
            format!("{}\n{head}\n兰河日报（2024-03-0{}）\n{TEXT}\n", TITLES[at], at + 5)
        };
        assert_eq!(seen(&(0..3).map(printed).collect::<String>()), Some(expected()));
    }

    #[test]
    fn conversations_and_forwarded_mails_are_no_collections() {
        let answer = |at: usize| format!("{}\n{TEXT}\n", head(at, "主题： 回复：云岭老街换灯一事"));
        assert_eq!(seen(&(0..3).map(answer).collect::<String>()), None);
        let quoted = |at: usize| format!("----原始邮件----\n{}\n{TEXT}\n", head(at, &format!("主题： {}", TITLES[at])));
        assert_eq!(seen(&(0..3).map(quoted).collect::<String>()), None);
        let two = |at: usize| format!("{}\n{TEXT}\n", head(at, &format!("主题： {}", TITLES[at])));
        assert_eq!(seen(&(0..2).map(two).collect::<String>()), None);
    }

    #[test]
    fn fields_have_names_in_any_measure() {
        assert_eq!(field("时　间： 2024年3月5日 9:16"), Some((Field::Other, "2024年3月5日 9:16")));
        assert_eq!(field("**From:** Fang"), Some((Field::Sender, "Fang")));
        assert_eq!(field("时间：充裕"), Some((Field::Other, "充裕")));
        assert_eq!(field("记者：何晓岚"), None);
    }
}
