//! Files in which a crawler wrote many articles one below the other, each with its fields on lines of their own:
//! between rules (`=====`), below headings in Markdown, or with `标题：` at the beginning of each.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::PartialDate;
use crate::corpus::date::full_date;
use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::transcript::plain;
use crate::text::pattern;

/// What a line with a name and a colon says about an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Date,
    Source,
    Page,
    Byline,
    /// Links, identifiers and counts, which are no part of the text.
    Other,
    /// The text begins, on this line or on the next.
    Text,
}

/// The names of fields as crawlers write them.
const FIELDS: &[(Field, &[&str])] = &[
    (Field::Title, &["标题", "题目", "题名", "文章标题", "新闻标题", "title", "headline"]),
    (
        Field::Date,
        &[
            "日期",
            "时间",
            "发布时间",
            "发布日期",
            "发表时间",
            "刊发日期",
            "刊发时间",
            "刊登时间",
            "刊登日期",
            "见报时间",
            "见报日期",
            "date",
            "time",
            "pub_date",
            "pubdate",
            "publish_date",
            "publish_time",
            "pub_time",
            "published",
        ],
    ),
    (
        Field::Source,
        &["来源", "稿源", "报纸", "媒体", "报纸名称", "媒体名称", "刊发媒体", "source", "media", "paper", "newspaper"],
    ),
    (Field::Page, &["版面", "版次", "版号", "page"]),
    (Field::Byline, &["作者", "记者", "author"]),
    (
        Field::Other,
        &[
            "链接",
            "原文链接",
            "文章链接",
            "网址",
            "地址",
            "编号",
            "字数",
            "责任编辑",
            "编辑",
            "副题",
            "引题",
            "url",
            "keywords",
            "关键词",
            "link",
            "id",
        ],
    ),
    (Field::Text, &["正文", "内容", "全文", "text", "content", "body"]),
];

/// Headings of a crawler's sections that hold no text.
const OTHER_SECTIONS: &[&str] = &["图片链接", "图片", "附件", "相关链接", "原文链接"];

/// The articles of a merged file, and what stands above the first; none where the text is no such file.
pub(super) fn read(text: &str) -> Option<(Vec<ArticleParts>, Vec<Furniture>)> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = record_starts(&lines);
    let first = *begins.first()?;
    let ends = begins.iter().skip(1).copied().chain([lines.len()]);
    let records: Vec<ArticleParts> =
        begins.iter().zip(ends).filter_map(|(&begin, end)| record(lines.get(begin..end)?)).collect();
    if records.len() < 2 || 2 * records.len() < begins.len() {
        return None;
    }
    let above = lines.iter().take(first).map(|line| line.trim_start_matches('#').trim());
    Some((records, above.filter(|line| !line.is_empty()).map(|line| Furniture::of(line.to_owned())).collect()))
}

/// The article of a form, whose lines are in turn the name of a field and its value; none where the text is no such form.
pub(super) fn form(lines: &[&str]) -> Option<ArticleParts> {
    let name_of = |line: &str| {
        let name: String = line.chars().filter(|c| c.is_alphanumeric()).collect();
        FIELDS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
    };
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    name_of(lines.first()?)?;
    let mut parts = ArticleParts::default();
    let (mut kind, mut count) = (Field::Other, 0);
    for line in lines {
        match name_of(line) {
            Some(field) => {
                kind = field;
                count += 1;
            }
            None if kind == Field::Title && parts.title.is_empty() => parts.title = line.to_owned(),
            None if kind == Field::Text => parts.paragraphs.push(line.to_owned()),
            None => {
                set_field(&mut parts, kind, line);
            }
        }
    }
    (count >= 3 && !parts.title.is_empty() && !parts.paragraphs.is_empty()).then_some(parts)
}

/// The lines at which records begin, by the first of the three forms that shows at least two.
fn record_starts(lines: &[&str]) -> Vec<usize> {
    // Rules part the records, or end them: the first may stand at the top without a rule above it.
    let top = lines.iter().position(|line| !line.trim().is_empty());
    let is_top = |at: &usize| top == Some(*at) && field(lines[*at]).is_some() && has_fields(lines, *at);
    let after_rules = |at: &usize| is_rule(lines[*at]) && has_fields(lines, at + 1) || is_top(at);
    let headings = |at: &usize| heading(lines[*at]).is_some_and(|(level, _)| level <= 4) && has_fields(lines, at + 1);
    let titles =
        |at: &usize| field(lines[*at]).is_some_and(|(field, value)| field == Field::Title && !value.is_empty());
    let by_form = |form: &dyn Fn(&usize) -> bool| (0..lines.len()).filter(form).collect::<Vec<usize>>();
    [by_form(&after_rules), by_form(&headings), by_form(&titles)]
        .into_iter()
        .find(|starts| starts.len() >= 2)
        .unwrap_or_default()
}

/// At most this many lines may stand between the beginning of a record and its first fields.
const MAX_LINES_TO_FIELDS: usize = 6;

/// Whether at least two lines with fields follow soon.
fn has_fields(lines: &[&str], from: usize) -> bool {
    let written = lines.iter().skip(from).map(|line| line.trim()).filter(|line| !line.is_empty());
    // What stands below the next heading is not this record's.
    let written = written.take_while(|line| heading(line).is_none());
    written.take(MAX_LINES_TO_FIELDS).map(|line| fields(line).len()).sum::<usize>() >= 2
}

/// Whether a line is drawn: at least eight equal signs, dashes or stars.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 8 && ['=', '-', '*', '#', '~', '_'].iter().any(|&mark| line.chars().all(|c| c == mark))
}

/// The level and the text of a Markdown heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && !text.trim().is_empty()).then(|| (level, text.trim()))
}

/// The fields of a line: one, or several with bars between them, of which a day needs no name:
/// “来源：兰河日报 | 2024-03-05”.
fn fields(line: &str) -> Vec<(Field, &str)> {
    let Some(whole) = field(line) else { return Vec::new() };
    if matches!(whole.0, Field::Title | Field::Text) || !whole.1.contains(['|', '｜']) {
        return vec![whole];
    }
    let parts = line.split(['|', '｜']).map(str::trim);
    let found: Vec<_> = parts.filter_map(named_or_day).collect();
    if found.len() > 1 { found } else { vec![whole] }
}

/// The field that a part of a line holds; a whole day is a field without a name.
fn named_or_day(part: &str) -> Option<(Field, &str)> {
    field(part).or_else(|| day(part)?.full().map(|_| (Field::Date, part)))
}

/// The field that a line holds, and its value.
fn field(line: &str) -> Option<(Field, &str)> {
    let line = line.trim().trim_start_matches(['-', '*', '>', ' ']).trim();
    let bracketed = line.strip_prefix('【').and_then(|line| line.split_once('】'));
    let (name, value) = bracketed.or_else(|| line.split_once(['：', ':']))?;
    let value = if bracketed.is_some() { value.trim_start_matches(['：', ':']) } else { value };
    let name: String = name.trim().trim_matches('*').chars().filter(|c| !c.is_whitespace()).collect();
    let name = name.to_lowercase();
    let (field, _) = FIELDS.iter().find(|(_, names)| names.contains(&name.as_str()))?;
    Some((*field, value.trim_matches(['*', ' ', '\u{3000}'])))
}

/// The page of a line that tells nothing else, such as “【第01版：要闻】” or “第03版：经济”.
fn page_mark(line: &str) -> Option<String> {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^【?\s*第?\s*[A-Za-z]?\d{1,3}\s*版\s*(?:[：:].{0,12})?】?$"));
    MARK.is_match(line.trim()).then(|| page_number(line))
}

/// One record; none where it has no headline or no text.
fn record(lines: &[&str]) -> Option<ArticleParts> {
    let mut parts = ArticleParts::default();
    let (mut in_text, mut in_other) = (false, false);
    for line in lines {
        let trimmed = line.trim();
        if trimmed.is_empty() || is_rule(trimmed) {
            continue;
        }
        if let Some((_, text)) = heading(trimmed) {
            in_other = OTHER_SECTIONS.contains(&text);
            if parts.title.is_empty() && !in_other {
                parts.title = plain(text);
            }
            in_text |= text == "正文";
            continue;
        }
        if in_other {
            continue;
        }
        if !in_text && let Some(page) = page_mark(trimmed) {
            parts.page = page;
            continue;
        }
        let mut found = if in_text { Vec::new() } else { fields(trimmed) };
        if found.len() > 1 {
            for (kind, value) in found {
                set_field(&mut parts, kind, value);
            }
            continue;
        }
        match found.pop() {
            Some((Field::Title, value)) if !value.is_empty() => parts.title = value.to_owned(),
            Some((kind, value)) if set_field(&mut parts, kind, value) => {}
            Some((Field::Text, value)) => {
                in_text = true;
                parts.paragraphs.extend((!value.is_empty()).then(|| value.to_owned()));
            }
            Some(_) => {}
            // The crawler's own remarks, such as a second headline, stand as quotations among the fields.
            None if !in_text && trimmed.starts_with('>') => {}
            None => {
                in_text = true;
                parts.paragraphs.push(trimmed.to_owned());
            }
        }
    }
    (!parts.title.is_empty() && !parts.paragraphs.is_empty()).then_some(parts)
}

/// The day that a value names.
fn day(value: &str) -> Option<PartialDate> {
    value.parse().ok().or_else(|| full_date(value).map(Into::into))
}

/// Sets what a field tells about an article; returns whether it is such a field.
fn set_field(parts: &mut ArticleParts, kind: Field, value: &str) -> bool {
    match kind {
        Field::Date => parts.date = day(value),
        Field::Source => parts.source = value.to_owned(),
        Field::Page => parts.page = page_mark(value).unwrap_or_else(|| value.to_owned()),
        Field::Byline => parts.byline = value.to_owned(),
        Field::Title | Field::Other | Field::Text => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_between_rules_are_articles() {
        let text = "兰河日报 2025年10月20日\n\n==========\n【第01版：要闻】\n标题：社区食堂开门\n作者：何晓岚\n链接：https://a.example/1\n\n　　今天，三家社区食堂开门。\n　　老人凭证优惠。\n==========\n【第02版：要闻】\n标题：早市搬进大棚\n作者：陈一舟\n\n　　城东早市搬进大棚。\n";
        let (articles, above) = read(text).expect("a merged file");
        assert_eq!(articles.len(), 2);
        assert_eq!((articles[0].title.as_str(), articles[0].page.as_str()), ("社区食堂开门", "1"));
        assert_eq!(articles[0].paragraphs, ["今天，三家社区食堂开门。", "老人凭证优惠。"]);
        assert_eq!(articles[1].byline, "陈一舟");
        assert_eq!(above[0].text, "兰河日报 2025年10月20日");
    }

    #[test]
    fn headings_with_fields_begin_articles() {
        let item = |title: &str, text: &str| {
            format!(
                "### {title}\n\n- 来源：兰河日报\n- 日期：2025-01-03\n- 版面：第02版：要闻\n\n#### 正文\n\n{text}\n\n#### 图片链接\n\n无\n\n"
            )
        };
        let text = format!(
            "# 兰河日报\n\n{}{}",
            item("社区食堂开门", "三家社区食堂开门。"),
            item("早市搬家", "早市搬进大棚。")
        );
        let (articles, _) = read(&text).expect("a merged file");
        assert_eq!(articles.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(), ["社区食堂开门", "早市搬家"]);
        assert_eq!(articles[1].paragraphs, ["早市搬进大棚。"]);
        assert_eq!((articles[1].page.as_str(), articles[1].source.as_str()), ("2", "兰河日报"));
        assert_eq!(articles[1].date.map(|d| d.to_string()).as_deref(), Some("2025-01-03"));
    }

    #[test]
    fn repeated_title_fields_begin_articles() {
        let text = "标题: 社区食堂开门\n时间: 2025/1/3\n内容: 三家社区食堂开门。\n标题: 早市搬家\n时间: 2025/1/3\n内容: 早市搬进大棚。\n";
        let (articles, _) = read(text).expect("a merged file");
        assert_eq!(articles.len(), 2);
        assert_eq!(articles[0].paragraphs, ["三家社区食堂开门。"]);
    }

    #[test]
    fn pages_and_transcripts_are_no_merged_files() {
        assert!(read("全市信访工作会议召开\n　　会议要求：化解积案。\n　　时间：上午九时。\n").is_none());
        assert!(read("### 要闻一\n\n本台消息，会议召开。\n\n### 要闻二\n\n三个项目签约。\n").is_none());
    }
}
