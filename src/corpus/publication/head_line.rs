//! The head line of an article: where it came from, when it was published, who wrote it.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

pub(in crate::corpus) use crate::corpus::publication::head_line_fields::{HeadLine, Strength};

use crate::corpus::Gazetteer;
use crate::corpus::measure::{at_most, half_width, has_digits, letter_count};
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line_counters;
use crate::corpus::publication::head_line_databases;
use crate::corpus::publication::head_line_fields::{is_address, take_issue};
use crate::corpus::publication::head_line_forms::{
    BARE_LABELS, BUTTONS, LABELS, SAVED, SPACED_LABELS, STAFF, TIME, WEEKDAY, without_bracketed_labels,
};
use crate::corpus::publication::issue_line;
use crate::corpus::publication::outlet::{is_department, is_outlet};
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::source_name::{
    MAX_AUTHOR_LENGTH, MAX_BARE_SOURCE_LENGTH, before_province, clean_name, is_name, signed_writers, site_and_writers,
    trimmed, without_certificate, without_link, without_place, without_reporter, writers_and_outlet,
};
use crate::text::pattern;

/// The longest head line, in characters.
const MAX_LENGTH: usize = 260;
/// The longest name of a source, in letters.
const MAX_SOURCE_LENGTH: usize = 40;
/// A word of at least this many letters may be one of a headline; the buttons of a page have shorter names.
const MIN_TITLE_WORD: usize = 4;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Title,
    Source,
    Publisher,
    Date(u8),
    Author,
    Page,
    Other,
}

/// Whether a line is worth reading as a head line: it is short, no sentence, and holds a mark, a number or a button.
fn may_be(line: &str) -> bool {
    if line.is_empty() || !at_most(line, MAX_LENGTH) || line.trim_end().ends_with(['。', '！', '？', '；']) {
        return false;
    }
    if line.contains([':', '：', '∶', '|', '｜', '丨', '〇', '○']) || line.contains("来源】") {
        return true;
    }
    // Without a mark, what has the commas of a sentence is one: most lines of a text that a paper wrapped end here.
    if line.contains(['，', '。']) && !line.contains("星期") {
        return false;
    }
    has_digits(line)
        || at_most(line, 80) && (BUTTONS.is_match(line) || line.contains(" 编辑 ") || line.starts_with("来源于"))
}

/// Reads one line as a head line; a line that tells anything else is none.
pub(in crate::corpus) fn parse(line: &str) -> Option<HeadLine> {
    // A button of a player, whose mark would end a sentence.
    let line = line.trim_end().trim_end_matches("可以听文章啦！");
    if let Some((writers, outlet)) = writers_and_outlet(line) {
        let (byline, source) = (writers.to_owned(), clean_name(outlet));
        return Some(HeadLine { byline, source, rank: u8::MAX, ..HeadLine::default() });
    }
    if !may_be(line) {
        return None;
    }
    // Markdown sets a field in bold type.
    let plain = if line.contains("**") { Cow::Owned(line.replace("**", "")) } else { Cow::Borrowed(line) };
    let line = &*plain;
    let kept = if ["时间", "日期", "于"].iter().any(|word| line.contains(*word)) {
        SAVED.replace(line, " ")
    } else {
        Cow::Borrowed(line)
    };
    if matches!(kept, Cow::Owned(_)) && trimmed(&kept).is_empty() {
        return Some(HeadLine { rank: u8::MAX, ..HeadLine::default() });
    }
    let line = &*kept;
    let named = || labelled(line).filter(|head| !head.misses_day(line));
    let with_words = issue_line::parse_with_words(line).map(HeadLine::from);
    with_words
        .or_else(named)
        .or_else(|| issue_line::parse(line).map(HeadLine::from))
        .or_else(|| head_line_databases::of_service(line))
        .or_else(|| head_line_databases::of_journal(line))
        .or_else(|| head_line_databases::of_own_database(line))
        .or_else(|| head_line_counters::of_weblog(line))
}

/// Reads a head line of labels with their values, with a day and an outlet before the first.
fn labelled(line: &str) -> Option<HeadLine> {
    let text = without_brackets(without_bracketed_labels(with_colons(half_width(line))));
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "-*•·>".contains(c)).replace("**", "");
    let text = without_notice(&text);
    let labels = labels(text);
    let mut head = HeadLine { rank: u8::MAX, ..HeadLine::default() };
    let first = labels.first().map_or(text.len(), |&(_, start, _)| start);
    let before = trimmed(text.get(..first)?);
    // The office whose site it is may stand before the labels, and the writer between them.
    let is_dated = labels.len() > 1 || labels.first().is_some_and(|(label, ..)| *label == Label::Date(0));
    let site = site_and_writers(before).filter(|_| is_dated);
    let has_content = if let Some((site, writers)) = site {
        (head.source, head.byline) = (clean_name(site), writers.to_owned());
        true
    } else {
        unlabelled(text.get(..first)?, &mut head)?
    };
    for (index, &(label, _, start)) in labels.iter().enumerate() {
        let end = labels.get(index + 1).map_or(text.len(), |&(_, next, _)| next);
        head.pending = !value(label, text.get(start..end)?, &mut head)?;
    }
    (has_content || !labels.is_empty()).then_some(head)
}

/// A line of fields without the words of a notice before them: “版权声明 来源：兰河日报 时间：2024-03-05 08:12 作者：”.
fn without_notice(text: &str) -> &str {
    let behind = text.strip_prefix("版权声明").map(|rest| rest.trim_start_matches([' ', '\u{3000}', ':', '|']));
    behind.filter(|rest| ["来源:", "作者:", "文章来源:"].iter().any(|label| rest.starts_with(label))).unwrap_or(text)
}

/// A line of fields in brackets without them: “[ 来源：兰河市教育局 ] [ 时间：2024-03-05 ]”.
fn without_brackets(text: String) -> String {
    let is_bracketed = text.starts_with(['[', '【']) && text.matches([':', '：']).nth(1).is_some();
    if is_bracketed { text.replace(['[', ']', '【', '】'], " ") } else { text }
}

/// A line with the colons that its labels lack: where bars part the fields (“来源CSDN | 0 条评论 | 作者魏星”), behind labels
/// with a space (“来源于 兰河网”, “发布时间 2024年3月5日”), and behind one with a stroke (“发布 / 2024年3月5日 5:00 AM”).
fn with_colons(text: String) -> String {
    static STROKE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(发布|发表|刊登|更新)\s*/\s*(\d)"));
    if text.starts_with(['发', '刊', '更']) && STROKE.is_match(&text) {
        return STROKE.replace(&text, "${1}时间:$2").into_owned();
    }
    if text.matches('|').nth(1).is_some() {
        BARE_LABELS.replace_all(&text, "$1:$2").into_owned()
    } else if text.starts_with(['来', '发']) {
        SPACED_LABELS.replace_all(&text, "$1$2:$3").into_owned()
    } else {
        text
    }
}

/// The labels of a line, each with its first byte and the first byte of its value.
fn labels(text: &str) -> Vec<(Label, usize, usize)> {
    const GROUPS: [(&str, Label); 10] = [
        ("title", Label::Title),
        ("source", Label::Source),
        ("publisher", Label::Publisher),
        ("published", Label::Date(0)),
        ("day", Label::Date(1)),
        ("updated", Label::Date(2)),
        ("written", Label::Date(3)),
        ("author", Label::Author),
        ("page", Label::Page),
        ("other", Label::Other),
    ];
    let mut found: Vec<(Label, usize, usize)> = Vec::new();
    for captures in LABELS.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let before = text.get(..whole.start()).and_then(|before| before.chars().next_back());
        if found.is_empty() && before.is_some_and(|c| c.is_alphabetic() && !"日时分秒".contains(c)) {
            continue;
        }
        if let Some(&(_, label)) = GROUPS.iter().find(|(group, _)| captures.name(group).is_some()) {
            // “原标题” behind another field is one label.
            let original = if label == Label::Title && before == Some('原') { '原'.len_utf8() } else { 0 };
            found.push((label, whole.start() - original, whole.end()));
        }
    }
    found
}

/// Takes days, times and buttons out of a text, and gives what is left.
fn strip_moment(text: &str, rank: u8, head: &mut HeadLine) -> String {
    let mut rest = text.to_string();
    if let Some(found) = find_date(&rest) {
        head.set_date(found.date, rank);
        let after = rest.get(found.end..).unwrap_or_default().to_string();
        let time = TIME.find(&after).filter(|time| after.get(..time.start()).is_some_and(|gap| letter_count(gap) <= 3));
        head.time |= time.is_some();
        let after = TIME.replace_all(&after, " ").into_owned();
        rest = format!("{} {after}", rest.get(..found.start).unwrap_or_default());
        rest = WEEKDAY.replace_all(&rest, " $1").into_owned();
    }
    // Each of two buttons needs a space of its own beside the other.
    let rest = rest.replace(' ', "  ");
    let rest = BUTTONS.replace_all(&rest, " ");
    let rest: Vec<&str> = rest.split_whitespace().collect();
    trimmed(without_certificate(without_link(&rest.join(" ")))).to_string()
}

/// What stands before the day of a text, without separators.
fn before_day(text: &str) -> &str {
    trimmed(find_date(text).and_then(|found| text.get(..found.start)).unwrap_or(text))
}

/// Reads what stands before the first label; returns whether it holds any field, and `None` where it is no part of a head line.
fn unlabelled(text: &str, head: &mut HeadLine) -> Option<bool> {
    if trimmed(text).is_empty() {
        return Some(false);
    }
    let rest = strip_moment(text, 1, head);
    // Platforms name the outlet once more as the owner of the account: “兰河日报 2024-03-05 08:12 兰河日报官方账号”.
    let rest = match rest.split_once(' ') {
        Some((name, again)) if name == again.trim() => name.to_owned(),
        _ => rest,
    };
    if rest.is_empty() {
        return Some(true);
    }
    // Platforms name author and account behind this word, and the province of the account behind the day.
    if let Some(names) = text.trim_start().strip_prefix("原创").map(before_day)
        && is_name(names, MAX_BARE_SOURCE_LENGTH)
    {
        let (names, account) = names.rsplit_once(' ').unwrap_or(("", names));
        (head.byline, head.source) = (trimmed(names).to_string(), clean_name(account));
        return Some(true);
    }
    // Portals name column, site and paper: “兰河新闻·兰河网-兰河日报”.
    let last = rest.rsplit(['·', '-', '–', '—']).next().unwrap_or_default().trim();
    if head.time && last != rest && is_outlet(last) {
        head.source = clean_name(last);
        return Some(true);
    }
    if let Some((writers, account)) = before_province(&rest).filter(|_| head.time) {
        (head.byline, head.source) = (writers.to_owned(), clean_name(account));
        return Some(true);
    }
    if head.time && !is_outlet(&rest) && !are_outlets(&rest) && Gazetteer::shared().parse(&rest).is_some() {
        return Some(true);
    }
    // Sites of universities name the writers behind the time. One name may be an account as well: 文汇, 金融界.
    let names = || rest.split(|c: char| c.is_whitespace() || c == '、').filter(|name| !name.is_empty());
    let are_several = names().nth(1).is_some() && names().all(|name| letter_count(name) > 1);
    if head.date.is_some() && head.time && are_several && !is_outlet(&rest) && are_persons(&rest) {
        head.byline = rest;
        return Some(true);
    }
    // The reporter may stand with the moment, and the source on a line of its own.
    if head.date.is_some()
        && let Some(names) = rest.strip_prefix("记者").filter(|names| are_persons(trimmed(names)))
    {
        head.byline = trimmed(names).to_owned();
        return Some(true);
    }
    if let Some(writers) = signed_writers(&rest).filter(|_| head.date.is_some()) {
        head.byline = writers.to_owned();
        return Some(true);
    }
    // Papers of a city name who reports and who edits: “兰河晚报 记者 方舟 编辑 田薇”.
    if let Some(found) = STAFF.captures(&rest).filter(|found| is_outlet(&found[1]) && are_persons(&found[2])) {
        (head.source, head.byline) = (clean_name(&found[1]), found[2].trim().to_owned());
        return Some(true);
    }
    let is_dotted = text.contains(" · ") && text.split(" · ").count() == 2;
    let known = is_outlet(&rest) || is_department(&rest) || head.time || is_dotted;
    if head.date.is_some() && known && is_name(&rest, MAX_BARE_SOURCE_LENGTH) || head.time && are_outlets(&rest) {
        set_outlet_and_writers(&rest, head);
        return Some(true);
    }
    None
}

/// Sets the outlet, and the writers where they stand beside it.
fn set_outlet_and_writers(rest: &str, head: &mut HeadLine) {
    match rest.rsplit_once(' ') {
        Some((names, outlet)) if is_outlet(outlet) && !is_outlet(names) => {
            head.byline = trimmed(names).to_string();
            head.source = clean_name(outlet);
        }
        // The outlet may stand before the reporter as well.
        _ => match rest.split_once(' ') {
            Some((outlet, names))
                if is_outlet(outlet)
                    && !is_outlet(names)
                    && (is_name(names, 8) || names.starts_with(['记', '記']) && is_name(names, MAX_AUTHOR_LENGTH)) =>
            {
                head.byline = trimmed(names).to_string();
                head.source = clean_name(outlet);
            }
            _ => head.source = clean_name(rest),
        },
    }
}

/// Whether a text names several outlets and perhaps a writer behind them: “新青川客户端、青川网 方舟”.
fn are_outlets(text: &str) -> bool {
    let (outlets, writer) = text.split_once(' ').unwrap_or((text, ""));
    let is_short = letter_count(outlets) <= MAX_BARE_SOURCE_LENGTH;
    is_short
        && outlets.contains('、')
        && outlets.split('、').all(is_outlet)
        && (writer.is_empty() || are_persons(writer))
}

/// Reads the value of a label; gives whether there was one, and nothing where it is no value of that label.
fn value(label: Label, text: &str, head: &mut HeadLine) -> Option<bool> {
    let text = trimmed(text);
    match label {
        Label::Title => {
            // Behind a label without a value the buttons of the page follow: “原标题： A- A+ 分享 评论”.
            let mut words = text.split_whitespace();
            let are_buttons = words.clone().nth(1).is_some() && words.all(|word| letter_count(word) < MIN_TITLE_WORD);
            if !are_buttons {
                head.title = text.to_string();
            }
        }
        Label::Source | Label::Publisher => {
            let text = take_issue(text, head).unwrap_or(Cow::Borrowed(text));
            // The numbers of an address are no day.
            let is_link = is_address(&text) && !text.contains(char::is_whitespace);
            let name = without_place(if is_link { text.into_owned() } else { strip_moment(&text, 1, head) });
            // Some pages set the writers where the source should stand.
            let (name, reporter) = match signed_writers(&name) {
                Some(writers) => (String::new(), Some(writers.to_owned())),
                None => without_reporter(name),
            };
            if head.byline.is_empty() {
                head.byline = reporter.unwrap_or_default();
            }
            if !name.is_empty() {
                if !is_name(&name, MAX_SOURCE_LENGTH) {
                    return None;
                }
                let is_known = !["未知", "不详", "佚名", "无"].contains(&name.as_str());
                if is_known && (label == Label::Source || head.source.is_empty()) {
                    head.source = clean_name(&name);
                }
            }
            head.source_label |= label == Label::Source;
        }
        Label::Date(rank) => {
            // Digital papers write the day of the issue without its year: “日期：03-05”.
            let is_day_of_year =
                text.len() <= 5 && text.contains('-') && text.chars().all(|c| c.is_ascii_digit() || c == '-');
            if !text.is_empty() && !is_day_of_year {
                let rest = strip_moment(text, rank, head);
                head.date?;
                if !rest.is_empty() {
                    if !is_name(&rest, MAX_BARE_SOURCE_LENGTH) {
                        return None;
                    }
                    if head.source.is_empty() && is_outlet(&rest) {
                        head.source = clean_name(&rest);
                    }
                }
            }
            head.date_label = true;
        }
        Label::Author => {
            let name = strip_moment(text, 1, head);
            // Weblogs write the day and the category behind strokes: “作者：方舟 / 2024年3月5日 / 河畔新闻”.
            let name = match name.split_once(" /") {
                Some((writer, _)) if find_date(text).is_some() => trimmed(writer).to_owned(),
                _ => name,
            };
            if !is_name(&name, MAX_AUTHOR_LENGTH) && !name.is_empty() {
                return None;
            }
            if head.byline.is_empty() {
                head.byline = name;
            }
        }
        Label::Page => head.page = page_number(text),
        Label::Other => {
            let rest = strip_moment(text, 4, head);
            if !is_name(&rest, 60) && !rest.starts_with("http") && !rest.is_empty() {
                return None;
            }
        }
    }
    Some(!text.is_empty())
}

#[cfg(test)]
#[path = "head_line_tests.rs"]
mod tests;
