//! Fields of an article that stand elsewhere than readers look for them, or among those of the program that kept it: they are rewritten as
//! lines below the headline.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::labelled::{self, Field};
use crate::corpus::read::markup::markdown::heading;
use crate::text::{is_han, pattern};

/// The longest line of a field, in characters.
const MAX_LINE: usize = 300;
/// The most letters of a value that is no address.
const MAX_VALUE: usize = 40;
/// The most Han characters of a property that a program writes.
const MAX_HAN_OF_PROPERTY: usize = 10;
/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 20;
/// The letters of a line of a headline, and the most lines of one.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=50;
const MAX_HEADLINE: usize = 3;
/// A head line stands among this many written lines from the top.
const TOP: usize = 6;

/// A text with the fields that a crawler wrote below it below its headline instead: “来源：…”, “发布时间：…”, “链接：…”. The source or the
/// address and the day stand there, and no other field of an article in the file.
pub(super) fn with_fields_from_below(text: &str) -> Option<String> {
    const OF_EVENT: [&str; 7] = ["地点", "地址", "联系", "电话", "票价", "报名", "主办"];
    let lines: Vec<&str> = text.lines().collect();
    let (mut start, mut fields) = (lines.len(), Vec::new());
    // What no article has a field for stays in the text.
    let mut notes = Vec::new();
    let mut whole = None;
    for (at, line) in lines.iter().enumerate().rev().filter(|(_, line)| !is_between(line)) {
        match field_below(line) {
            Some((field, value)) => {
                if field == Field::Other && !value.contains("://") {
                    notes.push(*line);
                }
                fields.push((field, value));
            }
            // All of them may stand on one line.
            None if fields.is_empty() && whole.is_none() && holds_all(line) => whole = Some(*line),
            None => break,
        }
        start = at;
    }
    let has = |kind: Field| whole.is_some() || fields.iter().any(|(field, _)| *field == kind);
    let has_address = fields.iter().any(|(field, value)| *field == Field::Other && value.contains("://"));
    let body = &lines[..start];
    let above = body.iter().rposition(|line| !is_between(line))?;
    let is_of_event = |line: &str| at_most(line, MAX_LINE) && OF_EVENT.iter().any(|name| line.contains(*name));
    let is_of_article = |line: &&str| {
        at_most(line, MAX_LINE) && matches!(labelled::field(line), Some((Field::Date | Field::Source | Field::Text, _)))
    };
    let tells_day = |line: &&str| head_line::parse(line).is_some_and(|head| head.date.is_some());
    let written = || body.iter().copied().filter(|line| !line.trim().is_empty());
    let is_text = |line: &&str| ends_sentence(line) && letter_count(line) >= MIN_TEXT;
    let names_outlet = fields.iter().any(|(field, value)| *field == Field::Source && is_outlet(value));
    // A text with further headings or openings of reports holds several articles, of which the fields are those of the last.
    let is_opening =
        |line: &&str| ["本报讯", "本报记者", "本报通讯员"].iter().any(|opening| line.trim_start().starts_with(opening));
    let holds_several = body.iter().filter(|line| heading(line.trim()).is_some()).count() > 1
        || body.iter().filter(|line| is_opening(line)).count() > 1;
    // Above the day of an event its place stands.
    let fits = has(Field::Date)
        && (has_address || whole.is_some() || names_outlet)
        && !holds_several
        && !is_of_event(lines[above])
        && body.iter().any(is_text)
        && !written().take(TOP).any(|line| tells_day(&line))
        && !body.iter().any(is_of_article);
    if !fits {
        return None;
    }
    let first = body.iter().position(|line| !line.trim().is_empty())?;
    let is_titled = matches!(labelled::field(body[first]), Some((Field::Title, _)));
    let is_headline = |line: &&&str| HEADLINE_LENGTHS.contains(&letter_count(line)) && !ends_sentence(line);
    let count = if is_titled { 1 } else { body[first..].iter().take(MAX_HEADLINE).take_while(is_headline).count() };
    let head = whole.map_or_else(|| head_lines(&fields), |line| format!("{}\n", line.trim()));
    let (headline, rest) = body[..=above].split_at(first + count);
    let gap = if is_titled { "" } else { "\n" };
    let space = if count > 0 && heading(body[first].trim()).is_some() { "\n\n" } else { "\n" };
    let text: Vec<&str> = rest.iter().copied().chain(notes.into_iter().rev()).collect();
    Some(format!("{}{space}{head}{gap}{}\n", headline.join("\n").trim_start_matches('\n'), text.join("\n")))
}

/// Whether a line stands between a text and the fields below it, or behind them: a rule, or what says that the text ends.
fn is_between(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty() || ["END", "end", "End", "完", "全文完", "正文完", "THE END"].contains(&bare)
}

/// The field of a line below a text.
fn field_below(line: &str) -> Option<(Field, &str)> {
    let (field, value) = if at_most(line, MAX_LINE) { labelled::field(line)? } else { return None };
    let value = value.trim_matches(['<', '>']);
    let is_short = letter_count(value) <= MAX_VALUE && !ends_sentence(value);
    let fits = match field {
        // A line may hold further fields.
        Field::Date => {
            is_short && !value.contains(['：', '至', '—', '起', '止']) && find_date(&half_width(value)).is_some()
        }
        Field::Source => is_short && letter_count(value) > 1 && !value.contains(['：', ':', '|']),
        Field::Byline | Field::Page => is_short,
        Field::Other => is_short || value.contains("://"),
        _ => false,
    };
    fits.then_some((field, value))
}

/// Whether a line below a text tells the source, the day and the address by their labels: “来源：… 发布时间：… 链接：…”.
fn holds_all(line: &str) -> bool {
    at_most(line, MAX_LINE)
        && line.contains("://")
        && head_line::parse(line).is_some_and(|head| head.date.is_some() && head.source_label && head.date_label)
}

/// The lines of what fields tell of an article.
fn head_lines(fields: &[(Field, &str)]) -> String {
    let names = [(Field::Source, "来源"), (Field::Date, "发布时间"), (Field::Byline, "作者"), (Field::Page, "版次")];
    let value = |kind: Field| fields.iter().find(|(field, _)| *field == kind).map(|(_, value)| *value);
    let line = |(kind, name): (Field, &str)| value(kind).map(|value| format!("{name}：{value}\n"));
    names.into_iter().filter_map(line).collect()
}

/// A page of a note without the day and the time at which it was made, which stand below its title, where a head line with a day follows.
pub(super) fn without_moment_of_note(text: &str) -> Option<String> {
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\A(\s*[^\n]{4,100}\n\s*)(?:19|20)\d{2}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?(?:\s*星期[一二三四五六日天])?[ \t\r]*\n\s*(?:[上下]午)?\s*\d{1,2}:\d{2}[ \t\r]*\n\s*([^\n]{4,120})",
        )
    });
    let found = MOMENT.captures(text)?;
    let line = found.get(2)?;
    let tells_day = head_line::parse(line.as_str().trim()).is_some_and(|head| head.date.is_some());
    tells_day.then(|| format!("{}{}", &found[1], &text[line.start()..]))
}

/// A note in Markdown whose properties stand below its title, with those that tell of the article alone: “Created: …”, “Tags: …”, “媒体: …”.
pub(super) fn with_own_properties(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let title = lines.iter().position(|line| !line.trim().is_empty())?;
    heading(lines[title].trim()).filter(|(level, _)| *level == 1)?;
    let start = title + 1 + lines[title + 1..].iter().position(|line| !line.trim().is_empty())?;
    let count = lines[start..].iter().take_while(|line| !line.trim().is_empty()).count();
    let properties = &lines[start..start + count];
    let name = |line: &&str| line.split_once([':', '：']).map(|(name, _)| name.trim().to_owned());
    let is_of_program = |line: &str| match labelled::field(line) {
        Some((field, _)) => field.is_note(),
        // A value of some length is a sentence of the text.
        None => name(&line).is_some_and(|name| {
            let han = line.chars().filter(|c| is_han(*c)).count();
            !name.is_empty() && name.is_ascii() && at_most(&name, MAX_VALUE) && han <= MAX_HAN_OF_PROPERTY
        }),
    };
    let fields: Vec<(Field, &str)> = properties.iter().filter_map(|line| field_below(line)).collect();
    let tells_day = fields.iter().any(|(field, _)| *field == Field::Date);
    let are_properties = properties.iter().all(|line| field_below(line).is_some() || is_of_program(line));
    let fits = count >= 2 && tells_day && are_properties && properties.iter().any(|line| is_of_program(line));
    fits.then(|| {
        let above = lines[..=title].join("\n");
        format!("{above}\n\n{}\n{}\n", head_lines(&fields), lines[start + count..].join("\n"))
    })
}

/// Markdown whose head line sets the source or the day in italics, without their marks: `*兰河日报* 2024-03-05`.
pub(super) fn with_plain_head_lines(text: &str) -> Option<String> {
    static ITALIC: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(^|[\s|｜·：:（(])[*_]([^*_\n]{1,60})[*_]($|[\s|｜·，）)])"));
    let tells_day = |line: &str| head_line::parse(line).is_some_and(|head| head.date.is_some());
    let plain = |line: &str| -> Option<String> {
        if !at_most(line, MAX_LINE) || !line.contains(['*', '_']) {
            return None;
        }
        let plain = ITALIC.replace_all(line, "$1$2$3");
        (plain != line && tells_day(&plain)).then(|| plain.into_owned())
    };
    let place =
        text.lines().filter(|line| !line.trim().is_empty()).take(TOP).find_map(|line| Some((line, plain(line)?)));
    let (line, plain) = place?;
    Some(text.replacen(line, &plain, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天，三家社区食堂开门，六十岁以上的老人凭证优惠两元。";

    #[test]
    fn fields_below_a_text_come_below_its_headline() {
        let below = "来源：兰河日报\n发布时间：2024-03-05 08:00:00\n链接：http://a.example/1\n";
        let head = "来源：兰河日报\n发布时间：2024-03-05 08:00:00\n";
        let moved = |text: &str| with_fields_from_below(text);
        let expected = format!("食堂开门迎客\n{head}\n{TEXT}\n{TEXT}\n");
        assert_eq!(moved(&format!("食堂开门迎客\n{TEXT}\n{TEXT}\n\n---END---\n{below}\n====\n")), Some(expected));
        let line = "发布时间：2024-03-05 来源：兰河日报 链接：http://a.example/1";
        let expected = format!("食堂开门迎客\n{line}\n\n{TEXT}\n");
        assert_eq!(moved(&format!("食堂开门迎客\n{TEXT}\n{line}\n")), Some(expected));
        let titled = format!("标题：食堂开门迎客\n{head}{TEXT}\n");
        assert_eq!(moved(&format!("标题：食堂开门迎客\n{TEXT}\n{below}")), Some(titled));
        let markdown = format!("# 食堂开门迎客\n\n{head}\n\n{TEXT}\n");
        let items = "- 来源：兰河日报\n- 发布时间：2024-03-05 08:00:00\n- 链接：<http://a.example/1>\n";
        assert_eq!(moved(&format!("# 食堂开门迎客\n\n{TEXT}\n\n---\n\n{items}")), Some(markdown));
        for text in [
            format!("食堂开门迎客\n2024-03-06 来源：云溪网\n{TEXT}\n{below}"),
            format!("食堂开门迎客\n{TEXT}\n{below}早市搬家开张\n{TEXT}\n{below}"),
            format!("食堂音乐会\n{TEXT}\n地点：云溪县文化馆\n时间：2024年3月5日\n来源：兰河日报\n"),
            format!("食堂开门迎客\n{TEXT}\n来源：兰河日报\n编辑：方舟\n"),
            format!("食堂开门迎客\n{TEXT}\n"),
        ] {
            assert_eq!(moved(&text), None, "{text}");
        }
    }

    #[test]
    fn the_moment_of_a_note_is_no_head_line() {
        let note = |below: &str| format!("食堂开门迎客\n2025年11月2日\n21:33\n\n{below}\n{TEXT}\n");
        let plain = format!("食堂开门迎客\n兰河日报　2024年3月5日\n{TEXT}\n");
        assert_eq!(without_moment_of_note(&note("兰河日报　2024年3月5日")), Some(plain));
        assert_eq!(without_moment_of_note(&note(TEXT)), None);
    }

    #[test]
    fn of_properties_those_of_the_article_stay() {
        let note = |properties: &str| format!("# 食堂开门迎客\n\n{properties}\n\n{TEXT}\n");
        let all = "Created: November 2, 2025 9:33 PM\nTags: 民生, 剪报\nURL: https://a.example/1\n媒体: 兰河日报\n日期: 2024-03-05";
        let own = "# 食堂开门迎客\n\n来源：兰河日报\n发布时间：2024-03-05\n\n";
        assert_eq!(with_own_properties(&note(all)), Some(format!("{own}\n{TEXT}\n")));
        for other in ["Created: November 2, 2025\nTags: 民生", "来源: 兰河日报\n地点: 云溪县", TEXT] {
            assert_eq!(with_own_properties(&note(other)), None, "{other}");
        }
    }

    #[test]
    fn head_lines_lose_their_italics() {
        let text = |head: &str| format!("# 食堂开门迎客\n\n{head}\n\n{TEXT}\n");
        assert_eq!(with_plain_head_lines(&text("*兰河日报* 2024-03-05")), Some(text("兰河日报 2024-03-05")));
        for head in ["兰河日报 2024-03-05", "*老街* 新颜", "2024-03-05 _a_b_"] {
            assert_eq!(with_plain_head_lines(&text(head)), None, "{head}");
        }
    }
}
