//! The lines of a collection, and what their form shows: headlines, their numbers, names of sections, paragraphs.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::issue_line;
use crate::corpus::publication::sections;
use crate::text::pattern;

/// The letters of a line of a headline.
const HEADLINE_LENGTHS: RangeInclusive<usize> = 4..=60;
/// Longer lines are paragraphs, in letters.
const MAX_SHORT: usize = 60;
/// A text has at least this many letters.
const MIN_TEXT: usize = 20;
/// The name of a section has at most this many letters.
const MAX_SECTION: usize = 12;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'t> {
    /// The line without the white space around it.
    pub text: &'t str,
    /// Whether white space stands before it.
    pub is_indented: bool,
    /// Whether a blank line stands above it, or nothing.
    pub is_below_blank: bool,
}

impl Row<'_> {
    /// Whether it is a paragraph by its length or its end.
    pub fn is_paragraph(&self) -> bool {
        ends_sentence(self.text) || letter_count(self.text) > MAX_SHORT
    }

    /// Whether it names a section of the collection: “【上级媒体】”, “要闻”.
    pub fn is_section(&self) -> bool {
        let inner = self.text.strip_prefix('【').and_then(|text| text.strip_suffix('】'));
        inner.is_some_and(|name| letter_count(name) <= MAX_SECTION) || sections::is_section(self.text)
    }
}

/// The lines that are not blank.
pub(super) fn rows<'t>(lines: &[&'t str]) -> Vec<Row<'t>> {
    let mut rows = Vec::new();
    let mut is_below_blank = true;
    for line in lines {
        let text = line.trim();
        if !text.is_empty() {
            rows.push(Row { text, is_indented: line.starts_with([' ', '\t', '\u{3000}']), is_below_blank });
        }
        is_below_blank = text.is_empty();
    }
    rows
}

/// Whether a line may be one of a headline, which may ask or exclaim.
pub(super) fn is_headline(text: &str) -> bool {
    HEADLINE_LENGTHS.contains(&letter_count(text))
        && (!ends_sentence(text) || text.ends_with(['？', '！', '?', '!']))
        && !text.ends_with(['，', '、', ','])
        && issue_line::day_of_issue(text).is_none()
}

/// The number of a headline in its collection, and the headline behind it: “1．”, “2)”, “（三）”, “四、”, “【5】”, “⑥”.
pub(super) fn numbered(text: &str) -> Option<(&str, &str)> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[（(\[【〔]\s*(?P<within>\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）\]】〕]\s*[、.．]?",
            r"|(?P<bare>\d{1,3})\s*[.．、)）]|(?P<word>[一二三四五六七八九十]{1,3})\s*[、.．)）]|(?P<ring>[①-⑳]))\s*(?P<rest>\S.*)$"
        ))
    });
    let found = NUMBER.captures(text)?;
    let number = ["within", "bare", "word", "ring"].iter().find_map(|name| found.name(name))?.as_str();
    let rest = found.name("rest")?.as_str();
    // “3.5亿元”, “一、二季度” begin with no number of an item.
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit())
        && text[..text.len() - rest.len()].ends_with(['.', '．'])
        || found.name("word").is_some() && rest.starts_with(['二', '三', '四']) && rest.contains('季');
    (!goes_on).then_some((number, rest))
}

/// How the numbers of headlines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberForm {
    is_bracketed: bool,
    is_word: bool,
}

/// How the number of a headline is written.
pub(super) fn number_form(text: &str) -> Option<NumberForm> {
    let (number, _) = numbered(text)?;
    let is_word = number.starts_with(|c: char| "一二三四五六七八九十".contains(c));
    Some(NumberForm { is_bracketed: !text.starts_with(number), is_word })
}

/// Whether lines are the text of an article.
pub(super) fn is_text(rows: &[Row<'_>]) -> bool {
    rows.iter().map(|row| letter_count(row.text)).sum::<usize>() >= MIN_TEXT
        && rows.iter().any(|row| row.is_paragraph())
}

/// Whether nearly all paragraphs of a file are indented, so that what is not begins an article or is furniture.
pub(super) fn has_indented_texts(rows: &[Row<'_>]) -> bool {
    let paragraphs = || rows.iter().filter(|row| ends_sentence(row.text) && !is_headline(row.text));
    10 * paragraphs().filter(|row| row.is_indented).count() >= 9 * paragraphs().count()
}

/// Whether the headline of another article, which tells no credit, stands within the text of one, whose number is `own`.
pub(super) fn has_headline(text: &[Row<'_>], own: Option<u32>, are_indented: bool) -> bool {
    text.windows(2).any(|pair| {
        let [row, below] = pair else { return false };
        let may_be = row.is_below_blank && is_headline(row.text) && !ends_sentence(row.text);
        let follows = own.is_some() && number(row.text) == own.map(|own| own + 1);
        let stands_out = are_indented && !row.is_indented && below.is_indented;
        may_be && (follows || stands_out)
    })
}

/// The number of a headline in digits.
pub(super) fn number(text: &str) -> Option<u32> {
    numbered(text)?.0.parse().ok()
}

/// Whether an article may stand among lines outside the articles, which would be lost.
pub(super) fn has_article(rows: &[Row<'_>]) -> bool {
    rows.iter().any(|row| letter_count(row.text) > MAX_SHORT && ends_sentence(row.text))
}

/// The rows above the signature of a mail, which stands below two hyphens, and that.
pub(super) fn signature_apart<'r, 't>(rows: &'r [Row<'t>]) -> (&'r [Row<'t>], &'r [Row<'t>]) {
    let begin = rows.iter().rposition(|row| row.text == "--").filter(|begin| !has_article(&rows[*begin..]));
    rows.split_at(begin.unwrap_or(rows.len()))
}

/// Lines that belong to no article.
pub(super) fn outside(rows: &[Row<'_>]) -> impl Iterator<Item = Furniture> {
    rows.iter().map(|row| Furniture::of(row.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headlines_have_many_forms() {
        for text in [
            "1．老街换灯",
            "1)老街换灯",
            "1） 老街换灯",
            "（1）老街换灯",
            "【1】老街换灯",
            "[1] 老街换灯",
            "1、老街换灯",
        ] {
            assert_eq!(numbered(text), Some(("1", "老街换灯")), "{text}");
        }
        assert_eq!(numbered("（三）老街换灯"), Some(("三", "老街换灯")));
        assert_eq!(numbered("⑥老街换灯"), Some(("⑥", "老街换灯")));
        for text in ["3.5亿元投向老街", "2024年老街换灯", "一、二季度老街换灯", "一座城的书店"]
        {
            assert_eq!(numbered(text), None, "{text}");
        }
    }
}
