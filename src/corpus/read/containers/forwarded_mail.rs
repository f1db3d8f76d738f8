//! Mails in which someone forwards an article: its text stands below the last head of a mail, often behind marks of quotation.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, letter_count, letters};
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::{head_line, issue_line};
use crate::text::pattern;

/// The head of a mail has at least this many fields.
const MIN_FIELDS: usize = 3;
/// The fewest letters of a subject that is a headline.
pub(super) const MIN_SUBJECT: usize = 6;
/// The fewest letters of a text that may be an article.
const MIN_TEXT: usize = 60;

/// A field of the head of a mail.
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:发件人|收件人|(?:已?发送|收件)?时间|已发送|发送日期|抄送|密送|主题|附件|日期|from|to|sent|subject|cc|date)\s*[:：]",
    )
});

/// The mark above what a mail forwards.
static FORWARDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^-{2,}\s*(?:原始邮件|转发邮件|转发的邮件|original message|forwarded message)\s*-{2,}$")
});

/// The text that a mail forwards, without marks of quotation, and the lines around it; none where the text is no such mail.
pub(in crate::corpus::read) fn forwarded(text: &str) -> Option<(String, Vec<String>)> {
    if let Some(quoted) = quoted(text) {
        return Some(quoted);
    }
    // Nearly all texts do not begin with the head of a mail, and are looked at no further.
    let begin = text.lines().map(unquoted).find(|line| !line.trim().is_empty())?;
    if !FIELD.is_match(begin.trim_start()) && !FORWARDED.is_match(begin.trim()) {
        return None;
    }
    let lines: Vec<&str> = text.lines().map(unquoted).collect();
    let is_field = |at: &usize| lines.get(*at).is_some_and(|line| FIELD.is_match(line.trim_start()));
    let is_mark = |at: &usize| lines.get(*at).is_some_and(|line| FORWARDED.is_match(line.trim()));
    let top = lines.iter().position(|line| !line.trim().is_empty())?;
    // The last head of a mail, and the line below it or below the mark that what follows is forwarded.
    let end = (MIN_FIELDS..=lines.len()).rev().find(|&end| (end - MIN_FIELDS..end).all(|at| is_field(&at)))?;
    let begin = (0..end).rev().take_while(is_field).last()?;
    let names = |word: &str| lines[begin..end].iter().any(|line| line.trim_start().to_lowercase().starts_with(word));
    if !(names("主题") || names("subject")) || !(names("发件人") || names("from")) {
        return None;
    }
    let mark = (0..lines.len()).rev().find(is_mark);
    let end = match mark {
        Some(mark) => end.max(mark + 1),
        None => end + headline_of_subject(&lines[begin..end], &lines[end..])?,
    };
    let length_of = |lines: &[&str]| lines.iter().map(|line| letter_count(line)).sum::<usize>();
    // Between the heads stands a word to the reader: an article there would be lost.
    let between_heads: Vec<&str> = (top..end).filter(|at| !is_field(at) && !is_mark(at)).map(|at| lines[at]).collect();
    let is_signature = |line: &&str| matches!(line.trim_end(), "--" | "-- ");
    let length = lines[end..].iter().take_while(|line| !is_signature(line)).count();
    let (body, below) = lines[end..].split_at(length);
    if length_of(body) < MIN_TEXT
        || length_of(&between_heads) >= MIN_TEXT
        || below.iter().any(|line| ends_sentence(line))
    {
        return None;
    }
    let around = lines[..end].iter().chain(below).map(|line| line.trim()).filter(|line| !line.is_empty());
    Some((body.join("\n"), around.map(str::to_owned).collect()))
}

/// Whether a line is the mark above what a mail forwards.
pub(in crate::corpus::read) fn is_forwarding_mark(line: &str) -> bool {
    FORWARDED.is_match(line)
}

/// The text that an answer quotes below the line that tells who wrote it and when: “在 2024-03-05 08:30:12，方舟 写道：”. Programs that keep
/// mails may have left that line out. Nothing but the head of the mail and a word to the reader stands above, and nothing below the quotation.
fn quoted(text: &str) -> Option<(String, Vec<String>)> {
    static WROTE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)^(?:[在于].{0,100}\d.{0,100}(?:写道|寫道|编写)|on\s.{0,100}\d.{0,100}\swrote)\s*[:：]$")
    });
    // A headline, its head line and the editor's words may stand above a quoted text, too: mail shows by who sent it, to whom, and its subject.
    static OF_MAIL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^(?:发件人|收件人|抄送|密送|主题|from|to|subject|cc)\s*[:：]"));
    let mut around: Vec<String> = Vec::new();
    let (mut begin, mut length) = (None, 0);
    for (at, line) in text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
        if line.starts_with('>') {
            let is_below_mail = around.is_empty() || around.iter().any(|line| OF_MAIL.is_match(line));
            begin = is_below_mail.then_some(at);
            break;
        }
        around.push(line.to_owned());
        if WROTE.is_match(line) {
            begin = Some(at + 1);
            break;
        }
        length += if FIELD.is_match(line) { 0 } else { letter_count(line) };
        if length >= MIN_TEXT {
            return None;
        }
    }
    let below: Vec<&str> = text.lines().skip(begin?).collect();
    let is_quoted = below.iter().all(|line| line.starts_with('>') || line.trim().is_empty());
    let body: Vec<&str> = below.into_iter().map(unquoted).collect();
    // What a mail forwards in its quotation has a head of its own.
    let first = body.iter().map(|line| line.trim()).find(|line| !line.is_empty())?;
    if FIELD.is_match(first) || FORWARDED.is_match(first) {
        return None;
    }
    let length: usize = body.iter().map(|line| letter_count(line)).sum();
    (is_quoted && length >= MIN_TEXT).then(|| (body.join("\n"), around))
}

/// The subject of a mail without the words that programs and people put before it: “转发：”.
pub(in crate::corpus::read) fn subject_alone(subject: &str) -> &str {
    static PREFIX: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^\s*(?:(?:转发?|分享|推荐|回复|答复|fwd?|re)\s*[:：]\s*)*"));
    let length = PREFIX.find(subject).map_or(0, |prefix| prefix.end());
    subject[length..].trim_end()
}

/// The headline that the subject of a mail tells, where its body begins with paper and day, and the text follows without a headline.
pub(super) fn headline_of_body<'s>(subject: &'s str, body: &str) -> Option<&'s str> {
    let headline = subject_alone(subject);
    let mut written = body.lines().map(str::trim).filter(|line| !line.is_empty());
    let credit = issue_line::parse(written.next()?)?;
    let next = written.next()?;
    let is_text =
        letter_count(next) > letter_count(headline) && (ends_sentence(next) || letter_count(next) >= MIN_TEXT);
    let is_headed = credit.names_paper() && credit.credit.date.is_some() && is_text;
    (is_headed && letter_count(headline) >= MIN_SUBJECT && !ends_sentence(headline)).then_some(headline)
}

/// The word to the reader above the headline that the subject tells, and the article from there on. A paper above a headline belongs to
/// the article.
pub(super) fn below_word<'t>(subject: &str, body: &'t str) -> Option<(&'t str, &'t str)> {
    let headline = letters(subject_alone(subject));
    headline.chars().nth(MIN_SUBJECT - 1)?;
    let tells_paper = |line: &str| {
        issue_line::parse(line).is_some()
            || head_line::parse(line).is_some_and(|head| head.date.is_some())
            || is_outlet(line)
    };
    let (mut at, mut above, mut is_below_blank) = (0, 0, false);
    for line in body.split_inclusive('\n') {
        if above > 0 && is_below_blank && letters(line) == headline {
            let (word, article) = body.split_at(at);
            let is_word = !word.lines().any(|line| tells_paper(line.trim()));
            return (is_word && letter_count(&article[line.len()..]) >= MIN_TEXT).then_some((word, article));
        }
        above += letter_count(line);
        if above >= MIN_TEXT {
            return None;
        }
        is_below_blank = line.trim().is_empty();
        at += line.len();
    }
    None
}

/// The line of the body that is the headline of the article that a mail sends, as its subject tells: the first, or one below a word to the
/// reader. The subject may tell the paper behind the headline.
fn headline_of_subject(head: &[&str], body: &[&str]) -> Option<usize> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:主题|subject)\s*[:：]"));
    let subject = head.iter().find_map(|line| Some(letters(subject_alone(&line[NAME.find(line)?.end()..]))))?;
    let is_headline = |line: &str| {
        let own = letters(line);
        own.chars().nth(MIN_SUBJECT - 1).is_some() && subject.starts_with(&own)
    };
    let at = body.iter().position(|line| is_headline(line))?;
    let first = body.iter().position(|line| !line.trim().is_empty())?;
    // Below a word to the reader stands the whole headline: the word may begin as the subject does.
    let is_set_apart = || body[at - 1].chars().all(|c| !c.is_alphanumeric());
    (at == first || is_set_apart()).then_some(at)
}

/// A line without the marks of quotation before it; the indent of a paragraph stays.
fn unquoted(mut line: &str) -> &str {
    while let Some(rest) = line.strip_prefix('>') {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_stands_below_the_last_head() {
        let article = "兰河日报 2024年3月5日 第3版\n\n河畔新增三处公园\n  市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到，周边的商户也说生意好了不少，傍晚人最多。";
        let quoted: String = article.lines().map(|line| format!(">> {line}\n")).collect();
        let mail = format!(
            "发件人: 方舟\n收件人: 综合处\n主题: 转发: 公园\n\n请看。\n\n> ----原始邮件----\n> 发件人: 办公室\n> 发送时间: 2024-03-05 17:22\n> 主题: 公园\n>\n{quoted}>\n> --\n> 办公室 0000-000\n"
        );
        let (body, around) = forwarded(&mail).expect("a mail");
        assert_eq!(body.trim(), article.trim());
        assert!(around.contains(&"请看。".to_owned()) && around.contains(&"办公室 0000-000".to_owned()));
        assert!(forwarded(article).is_none());
        assert!(forwarded(&format!("{article}\n发件人: 甲\n收件人: 乙\n主题: 丙\n")).is_none());
        // An article in the upper mail, and one below a line that looks like a signature's.
        let head = "发件人: 甲\n收件人: 乙\n主题: 丙\n";
        assert!(
            forwarded(&format!("{head}{article}\n> ----原始邮件----\n{head}请把稿子发来，今天要用，谢谢。{article}"))
                .is_none()
        );
        assert!(forwarded(&format!("{head}\n> ----原始邮件----\n{head}{article}\n--\n{article}")).is_none());
        assert!(forwarded(&format!("{head}{article}")).is_none());
    }

    #[test]
    fn an_answer_quotes_what_it_was_sent() {
        let text = "河畔新增三处公园\n兰河日报，2024年3月5日，3版\n\n市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到，周边的商户也说生意好了不少，傍晚的时候人最多。";
        let quote: String = text.lines().map(|line| format!("> {line}\n")).collect();
        for wrote in [
            "在 2024-03-05 08:30:12，\"方舟\" <a@a.example> 写道：",
            "于2024年3月5日 8:30，方舟写道：",
            "On Mar 5, 2024, at 8:30, Fang Zhou <a@a.example> wrote:",
        ] {
            let mail = format!("收到，谢谢。\n\n{wrote}\n>\n{quote}>\n");
            let (body, around) = forwarded(&mail).expect("a mail");
            assert_eq!(body.trim(), text);
            assert_eq!(around, ["收到，谢谢。", wrote]);
            assert!(forwarded(&format!("{wrote}\n{text}\n")).is_none(), "no quotation");
        }
        let head = "发件人：何晓岚\n收件人：方舟\n主题：剪报";
        let mail = format!("{head}\n\n方舟好，今天的剪报如下：\n\n{quote}");
        let (body, around) = forwarded(&mail).expect("a mail without the line");
        assert_eq!((body.trim(), around.len()), (text, 4));
        assert!(forwarded(&format!("{mail}\n又及：明天不发。\n")).is_none(), "a word below");
        let article = format!("# 一封写给市民的信\n\n**来源：兰河日报  2024-03-05**\n\n{quote}");
        assert!(forwarded(&article).is_none(), "an article that is a quotation");
    }

    #[test]
    fn a_word_to_the_reader_is_no_article() {
        let text = "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到，周边的商户也说生意好了不少，傍晚的时候人最多，步道两边种上了本地的花草树木，夜里也亮着灯。";
        let article = format!("河畔新增三处公园\n\n{text}\n");
        let subject = "转发：河畔新增三处公园";
        let mail = format!("各科室：\n  请认真学习。\n\n{article}");
        assert_eq!(below_word(subject, &mail), Some(("各科室：\n  请认真学习。\n\n", article.as_str())));
        assert_eq!(below_word(subject, &format!("兰河日报 2024-03-05\n\n{article}")), None);
        assert_eq!(below_word(subject, &article), None);
        assert_eq!(below_word("转发：老街昨晚换灯", &mail), None);
    }

    #[test]
    fn a_word_to_the_reader_may_stand_above_the_headline_that_the_subject_tells() {
        let text = "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到，周边的商户也说生意好了不少，傍晚的时候人最多。";
        let head =
            "发件人: 方舟\n发送时间: 2024年3月8日 9:16\n收件人: 课题组\n主题: 转发：河畔新增三处公园（兰河日报）\n";
        let article = format!("河畔新增三处公园\n兰河日报  2024-03-05  第03版\n\n　　{text}");
        let mail = format!("{head}\n各位同学：这篇请先看。\n\n--------\n{article}\n");
        let (body, around) = forwarded(&mail).expect("a mail");
        assert_eq!(body.trim(), article);
        assert!(around.contains(&"各位同学：这篇请先看。".to_owned()));
        assert_eq!(
            headline_of_body("转发：河畔新增三处公园", &format!("兰河日报 2024-03-05\n\n{text}")),
            Some("河畔新增三处公园")
        );
        assert_eq!(
            headline_of_body("请大家先看这篇稿子", &format!("兰河日报 2024-03-05\n河畔新增三处公园\n{text}")),
            None
        );
        // A mail about something else.
        assert!(forwarded(&mail.replace("主题: 转发：河畔新增三处公园", "主题: 下周讨论的材料")).is_none());
    }
}
