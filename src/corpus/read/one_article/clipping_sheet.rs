//! The head of a clipping sheet: names of fields and their values in the cells of a table, without colons between them.
//! “报刊名称　兰河日报　日期　2024-03-05”, or name and value on lines of their own. Databases show such fields below the text.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{ends_sentence, half_width, letter_count};
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::one_article::front_matter::FrontMatter;
use crate::corpus::read::one_article::rows::Row;
use crate::text::pattern;

/// The head begins among this many rows, below the title of the sheet.
const TOP: usize = 3;
/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 12;
/// The most letters of a value.
const MAX_VALUE: usize = 20;

/// What a field tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Paper,
    Day,
    Page,
    Author,
    Other,
}

/// The names of fields.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Paper, &["报刊名称", "报纸名称", "报刊", "报纸", "媒体", "媒体名称", "报名", "来源媒体", "刊发媒体"]),
    (Field::Day, &["日期", "见报日期", "出版日期", "刊登日期", "刊发日期", "发布日期", "见报时间"]),
    (Field::Page, &["版次", "版面", "版号", "版别"]),
    (Field::Author, &["记者", "作者", "通讯员"]),
    (Field::Other, &["类别", "栏目", "分类", "版名", "字数", "编号", "题材", "体裁", "倾向", "剪报人"]),
];

/// Takes the head of a clipping sheet out of the rows and returns what it tells; `None` where none names paper and day.
pub(crate) fn take(rows: &mut Vec<Row>) -> Option<FrontMatter> {
    let start = (0..rows.len().min(TOP)).find(|&at| fields(&rows[at].text).is_some())?;
    let mut head = FrontMatter::default();
    let mut end = start;
    while let Some(mut found) = rows.get(end).and_then(|row| fields(&row.text)) {
        end += 1;
        // The value of a name that stands alone is on the next row.
        if let [(_, value)] = found.as_mut_slice()
            && value.is_empty()
        {
            let next =
                rows.get(end).filter(|next| letter_count(&next.text) <= MAX_VALUE && fields(&next.text).is_none())?;
            value.clone_from(&next.text);
            end += 1;
        }
        for (field, value) in found {
            match field {
                Field::Paper => head.source = value,
                Field::Day => head.date = day(&value),
                Field::Page => head.page = page_number(&value),
                Field::Author => head.byline = value,
                Field::Other => {}
            }
        }
    }
    (!head.source.is_empty() && head.date.is_some() && end < rows.len()).then(|| {
        rows.drain(..end);
        head
    })
}

/// Takes the fields that a page of a database shows below the text, and what follows them; above the headline it names the paper:
/// “报纸　兰河日报”, “报纸日期：2024-03-05”.
pub(crate) fn take_below(rows: &mut Vec<Row>) -> Option<FrontMatter> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^报纸日期\s*[:：]\s*(.*)$"));
    static PAPER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^报纸[\s\u{3000}]+(\p{Han}{2,12})$"));
    let is_text = |row: &Row| ends_sentence(&row.text) && letter_count(&row.text) >= MIN_TEXT;
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
    let named = |word: &str| NAMES.iter().find(|(_, names)| names.contains(&word)).map(|(field, _)| *field);
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [word] = words.as_slice() {
        return named(word).map(|field| vec![(field, String::new())]);
    }
    let pairs = words.chunks(2).map(|pair| match pair {
        [name, value] if letter_count(value) <= MAX_VALUE => Some((named(name)?, (*value).to_owned())),
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::rows::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    #[test]
    fn the_fields_of_a_sheet_stand_in_pairs_or_one_below_the_other() {
        let text = "昨日，河畔新增的三处公园向市民开放。";
        let pairs =
            ["剪报资料", "报刊名称　　兰河日报　　日期　　2024.3.5", "版次　第2版　类别　文化", "河畔新增公园", text];
        let apart = ["媒体", "兰河日报", "日期", "2024.3.5", "版面", "第2版", "河畔新增公园", text];
        for lines in [&pairs[..], &apart] {
            let lines: Vec<Line<'_>> = lines.iter().map(|text| Line { text, emphasis: None }).collect();
            let mut rows = prepare(&lines, SourceKind::Text).rows;
            let head = take(&mut rows).expect("a head");
            assert_eq!((head.source.as_str(), head.page.as_str()), ("兰河日报", "2"));
            assert_eq!(head.date.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
            assert_eq!(rows[0].text, "河畔新增公园");
        }
    }
}
