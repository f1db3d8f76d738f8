//! The head of a clipping sheet: names of fields and their values in the cells of a table, without colons between them.
//! “报刊名称　兰河日报　日期　2024-03-05”, or name and value on lines of their own. Databases show such fields below the text.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, half_width, has_digits, letter_count};
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::labelled::{self, Field};
use crate::corpus::read::one_article::fields::front_matter::FrontMatter;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::parts::ArticleParts;
use crate::text::{is_han, pattern};

/// The head begins among this many rows, below the title of the sheet.
const TOP: usize = 3;
/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 12;
/// The most letters of a value.
const MAX_VALUE: usize = 20;
/// The most letters of a headline as a value.
const MAX_TITLE: usize = 60;
/// The fewest names of fields that make a form of rows that tell the headline.
const MIN_FIELDS: usize = 3;
/// The most letters of the title of a sheet.
const MAX_SHEET_NAME: usize = 10;
/// Names of fields that begin headlines as well: “评论　让好政策落到实处”.
const NAMES_IN_HEADLINES: [&str; 9] = ["文字", "文章", "报道", "故事", "评论", "专栏", "图片", "阅读", "年"];
/// Names of notes whose values may be of several words.
const NOTES: [&str; 10] =
    ["标签", "链接", "网址", "原文链接", "剪报人", "登记人", "登记日期", "创建时间", "created", "url"];
/// The longest row of fields, in characters.
const MAX_LINE: usize = 160;

/// Takes the head of a clipping sheet out of the rows and returns what it tells; `None` where it names neither paper and day nor the
/// headline among several fields. A headline that stands above the fields is kept.
pub(crate) fn take(rows: &mut Vec<Row>) -> Option<FrontMatter> {
    if let Some(found) = take_columns(rows) {
        return Some(found);
    }
    let start = (0..rows.len().min(TOP)).find(|&at| fields(&rows[at].text).is_some())?;
    let mut parts = ArticleParts::default();
    let (mut end, mut count, mut without_value) = (start, 0, 0);
    while let Some(mut found) = rows.get(end).and_then(|row| fields(&row.text)) {
        end += 1;
        count += found.len();
        // The value of a name that stands alone is on the next row.
        if let [(field, value)] = found.as_mut_slice()
            && value.is_empty()
        {
            match rows.get(end) {
                Some(_) if *field == Field::Other && without_value == 0 && !has_field(rows, end) => {
                    // A note without a value is the last field above the headline.
                }
                Some(next) if is_value_of(*field, next, has_field(rows, end + 1)) => {
                    value.clone_from(&next.text);
                    end += 1;
                }
                // A page may give all names before their values.
                Some(_) => without_value += 1,
                None => return None,
            }
        }
        for (field, value) in found {
            labelled::set_field(&mut parts, field, &half_width(&value));
        }
    }
    let has_name_of_text = rows.get(end).is_some_and(|row| names_text(&row.text));
    // Of such values only those without a Chinese word are told from a headline: moments and addresses.
    let is_value = |row: &&Row| !row.text.chars().any(is_han);
    end += if has_name_of_text { 1 } else { rows[end..].iter().take(without_value).take_while(is_value).count() };
    let tells_issue = !parts.source.is_empty() && parts.date.is_some();
    let is_form = !parts.title.is_empty() && count + usize::from(has_name_of_text) >= MIN_FIELDS;
    if !(tells_issue || is_form) || end >= rows.len() {
        return None;
    }
    // Who cut it out, and when, stands below the text.
    while let Some(count) = notes_below(&rows[end + 1..]) {
        rows.truncate(rows.len() - count);
    }
    let is_headline_above = start > 0 && parts.title.is_empty() && !names_sheet(&rows[start - 1].text);
    rows.drain(if is_headline_above { start } else { 0 }..end);
    Some(FrontMatter::from(parts))
}

/// Takes a small table whose names stand above their values: “媒体 日期 版面”, “兰河日报 2024-03-05 A5”. A file may hold its cells one below
/// the other.
fn take_columns(rows: &mut Vec<Row>) -> Option<FrontMatter> {
    let named = |word: &str| labelled::named(word).filter(|field| *field != Field::Text);
    let names = |row: &Row| -> Option<Vec<Field>> {
        at_most(&row.text, MAX_LINE).then(|| with_whole_names(&row.text).iter().map(|word| named(word)).collect())?
    };
    let start = (0..rows.len().min(TOP)).find(|&at| names(&rows[at]).is_some())?;
    let found: Vec<Vec<Field>> = rows[start..].iter().map_while(names).collect();
    let below = rows.get(start + found.len()..)?;
    // One row of names has one row of values.
    let fields: Vec<Field> = found.concat();
    let height = if found.len() == 1 { 1 } else { fields.len() };
    let cells: Vec<String> = match below.get(..height)? {
        [row] if found.len() == 1 => row.text.split_whitespace().map(str::to_owned).collect(),
        cells => cells.iter().map(|row| row.text.clone()).collect(),
    };
    let is_value = |(field, value): (&Field, &String)| match field {
        Field::Date => day(value).is_some(),
        Field::Source => !has_digits(value) && letter_count(value) <= MAX_VALUE,
        _ => letter_count(value) <= MAX_TITLE && !ends_sentence(value),
    };
    let tells_issue = fields.contains(&Field::Source) && fields.contains(&Field::Date);
    let end = start + found.len() + height;
    if !tells_issue || cells.len() != fields.len() || end >= rows.len() || !fields.iter().zip(&cells).all(is_value) {
        return None;
    }
    let mut parts = ArticleParts::default();
    for (field, value) in fields.into_iter().zip(cells) {
        labelled::set_field(&mut parts, field, &half_width(&value));
    }
    let is_headline_above = start > 0 && parts.title.is_empty() && !names_sheet(&rows[start - 1].text);
    rows.drain(if is_headline_above { start } else { 0 }..end);
    Some(FrontMatter::from(parts))
}

/// Whether a line is the head of a clipping sheet that names paper and day: “媒体 兰河日报 日期 2024.3.5 版面 A3”.
pub(in crate::corpus::read) fn is_head(text: &str) -> bool {
    // A quick check spares nearly all lines the names: two fields and a day.
    let may_be = at_most(text, MAX_LINE) && has_digits(text) && text.split_whitespace().nth(3).is_some();
    let found = if may_be { fields(text).unwrap_or_default() } else { Vec::new() };
    let has = |kind: Field| found.iter().any(|(field, value)| *field == kind && !value.is_empty());
    has(Field::Source) && has(Field::Date)
}

/// Whether one of two rows holds a field, or names the text.
fn has_field(rows: &[Row], at: usize) -> bool {
    rows.iter().skip(at).take(2).any(|row| fields(&row.text).is_some() || names_text(&row.text))
}

/// Whether a row is the value of the name above it. What an article says in short may be long, where further fields follow it.
fn is_value_of(field: Field, row: &Row, more_fields: bool) -> bool {
    let most = match field {
        Field::Summary if more_fields => usize::MAX,
        Field::Title | Field::MainTitle | Field::Kicker | Field::Subtitle => MAX_TITLE,
        _ => MAX_VALUE,
    };
    letter_count(&row.text) <= most && fields(&row.text).is_none() && !names_text(&row.text)
}

/// Whether a row is the name above the text: “正文”, “内 容：”.
fn names_text(text: &str) -> bool {
    let name: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    labelled::named(&name) == Some(Field::Text)
}

/// Whether a row is text.
fn is_text(row: &Row) -> bool {
    ends_sentence(&row.text) && letter_count(&row.text) >= MIN_TEXT
}

/// Whether a row is the title of a sheet: “剪 报 资 料”, “报刊资料剪报卡”.
fn names_sheet(text: &str) -> bool {
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    name.contains("剪报") || letter_count(&name) <= MAX_SHEET_NAME && name.ends_with(['卡', '表', '单', '簿'])
}

/// How many of the last rows are one note on the clipping: a row of fields, or a name and its value on the next row.
fn notes_below(rows: &[Row]) -> Option<usize> {
    let notes = |row: &Row| fields(&row.text).filter(|found| are_notes(found));
    let [.., above, last] = rows else { return rows.last().and_then(notes).map(|_| 1) };
    let is_value = letter_count(&last.text) <= MAX_VALUE && !ends_sentence(&last.text);
    let is_name = |found: Vec<(Field, String)>| found.iter().all(|(_, value)| value.is_empty());
    notes(last).map(|_| 1).or_else(|| (is_value && notes(above).is_some_and(is_name)).then_some(2))
}

/// Whether fields tell nothing of the article.
fn are_notes(fields: &[(Field, String)]) -> bool {
    fields.iter().all(|(field, _)| field.is_note())
}

/// Takes the fields that a page of a database shows below the text, and what follows them; above the headline it names the paper:
/// “报纸　兰河日报”, “报纸日期：2024-03-05”.
pub(crate) fn take_below(rows: &mut Vec<Row>) -> Option<FrontMatter> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^报纸日期\s*[:：]\s*(.*)$"));
    static PAPER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^报纸[\s\u{3000}]+(\p{Han}{2,12})$"));
    let at = rows.iter().position(|row| row.text.starts_with("报纸日期"))?;
    if !rows[..at].iter().any(is_text) {
        return None;
    }
    let value = DAY.captures(&rows[at].text).map(|found| found[1].to_owned())?;
    let value = if value.is_empty() { rows.get(at + 1)?.text.clone() } else { value };
    let date = day(&value)?;
    let paper = rows[..at].iter().position(|row| PAPER.is_match(&row.text));
    let source = paper.and_then(|at| PAPER.captures(&rows[at].text).map(|found| found[1].to_owned()));
    rows.truncate(at);
    rows.drain(..paper.map_or(0, |at| at + 1));
    Some(FrontMatter { date: Some(date), source: source.unwrap_or_default(), ..FrontMatter::default() })
}

fn day(value: &str) -> Option<Date> {
    find_date(&half_width(value)).map(|found| found.date)
}

/// The fields of a row with their values; `None` where it holds anything else. A name alone has no value yet.
fn fields(text: &str) -> Option<Vec<(Field, String)>> {
    if !at_most(text, MAX_LINE) || ends_sentence(text) {
        return None;
    }
    let words = with_whole_names(text);
    let named = |word: &str| {
        let is_name = word.chars().all(char::is_alphanumeric);
        labelled::named(word).filter(|field| is_name && *field != Field::Text && !NAMES_IN_HEADLINES.contains(&word))
    };
    if let [word] = words.as_slice() {
        // The day may follow its name without a space.
        if let Some((name, value)) = word.find(|c: char| c.is_ascii_digit()).map(|at| word.split_at(at))
            && named(name) == Some(Field::Date)
        {
            return Some(vec![(Field::Date, value.to_owned())]);
        }
        return named(word).map(|field| vec![(field, String::new())]);
    }
    let pair = |pair: &[String]| match pair {
        [name, value] if letter_count(value) <= MAX_VALUE => Some((named(name)?, value.clone())),
        _ => None,
    };
    let pairs: Option<Vec<(Field, String)>> = words.chunks(2).map(pair).collect();
    // A headline, an address and several tags are one value.
    let whole = || match words.as_slice() {
        [name, value @ ..] => {
            let field = named(name)?;
            let fits = field == Field::Title || NOTES.contains(&name.to_lowercase().as_str());
            fits.then(|| vec![(field, value.join(" "))])
        }
        [] => None,
    };
    pairs.or_else(whole)
}

/// The words of a row, with the names that were spaced to the same width in one piece: “版　次”, “标　题”.
fn with_whole_names(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let is_one = |word: &str| word.chars().nth(1).is_none();
        match words.last_mut() {
            Some(last) if is_one(last) && is_one(word) && labelled::named(&format!("{last}{word}")).is_some() => {
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::head::printed_frame::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    #[test]
    fn the_fields_of_a_sheet_stand_in_pairs_or_one_below_the_other() {
        let text = "昨日，河畔新增的三处公园向市民开放。";
        let pairs =
            ["剪报资料", "报刊名称　　兰河日报　　日期　　2024.3.5", "版次　第2版　类别　文化", "河畔新增公园", text];
        let spaced =
            ["剪报卡", "报刊名称 兰河日报 出版日期 2024.3.5", "版  次 第2版 分类号 D63", "标  题 河畔新增公园", text];
        let lines: Vec<Line<'_>> =
            spaced.into_iter().chain(["剪报人 资料室 何"]).map(|text| Line { text, emphasis: None }).collect();
        let mut rows = prepare(&lines, SourceKind::Document).rows;
        let head = take(&mut rows).expect("a head");
        assert_eq!((head.title.as_str(), head.page.as_str(), rows.len()), ("河畔新增公园", "2", 1));
        let form = ["稿件登记表", "标题", "河畔新增公园", "摘要", "公园开放", "版面", "6", "正文", text, text];
        let lines: Vec<Line<'_>> = form.into_iter().map(|text| Line { text, emphasis: None }).collect();
        let mut rows = prepare(&lines, SourceKind::Document).rows;
        let head = take(&mut rows).expect("a head");
        assert_eq!((head.title.as_str(), head.page.as_str(), rows.len()), ("河畔新增公园", "6", 2));
        let notes = [
            "河畔新增公园",
            "媒体 兰河日报",
            "发布日期 2024-03-05",
            "标签 民生 待读",
            "Created March 7, 2024 3:14 PM",
            text,
        ];
        let lines: Vec<Line<'_>> = notes.into_iter().map(|text| Line { text, emphasis: None }).collect();
        let mut rows = prepare(&lines, SourceKind::PrintedWebPage).rows;
        let head = take(&mut rows).expect("a head");
        assert_eq!(head.date.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
        assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), ["河畔新增公园", text]);
        let apart = ["媒体", "兰河日报", "日期", "2024.3.5", "版面", "第2版", "河畔新增公园", text];
        let below = ["媒体 日期 版面", "兰河日报 2024.3.5 第2版", "河畔新增公园", text];
        let cells = ["媒体", "日期", "版面", "兰河日报", "2024.3.5", "第2版", "河畔新增公园", text];
        for lines in [&pairs[..], &apart, &below, &cells] {
            let lines: Vec<Line<'_>> = lines.iter().map(|text| Line { text, emphasis: None }).collect();
            let mut rows = prepare(&lines, SourceKind::Text).rows;
            let head = take(&mut rows).expect("a head");
            assert_eq!((head.source.as_str(), head.page.as_str()), ("兰河日报", "2"));
            assert_eq!(head.date.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
            assert_eq!(rows[0].text, "河畔新增公园");
        }
    }
}
