//! What programs that convert web pages to Markdown and text leave in them: attributes, references to links and notes, tables that lay
//! out the page, the numbers and the list of links.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::text::pattern;

/// A sentence of at least this many letters in a cell is text, and a table with this many of them lays out a page.
const MIN_SENTENCE: usize = 20;
const MIN_SENTENCES: usize = 2;

/// The attributes that Pandoc writes behind headings, links and spans: `{#id .class style="…"}`.
macro_rules! attributes {
    () => {
        r#"\{[ \t]*(?:[#.][^\s{}"]+|[A-Za-z][\w:-]*="[^"\n]*"|-)(?:[ \t]+(?:[#.][^\s{}"]+|[A-Za-z][\w:-]*="[^"\n]*"))*[ \t]*\}"#
    };
}

/// Markdown without the attributes of its headings, links and spans, and without the lines that mark divisions of a page or open a box.
pub(super) fn without_attributes(text: &str) -> Option<String> {
    static DIVISION: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]+)?[ \t]*:*[ \t\r]*$"));
    static HEADING: LazyLock<Regex> =
        LazyLock::new(|| pattern(concat!(r"(?m)^(#{1,6}[ \t][^\n]*?)[ \t]*", attributes!(), r"[ \t\r]*$")));
    static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(concat!(r"(\]\([^()\s]*\))", attributes!())));
    static SPAN: LazyLock<Regex> = LazyLock::new(|| pattern(concat!(r"\[([^\[\]\n]*)\]", attributes!())));
    // Notes open a box with its kind and its title: “> [!info] 来源”.
    static BOX: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^>[ \t]*\[![A-Za-z]{2,20}\][+-]?[^\n]{0,20}$"));
    if !text.contains(":::") && !text.contains('{') && !text.contains("[!") {
        return None;
    }
    let plain = DIVISION.replace_all(text, "");
    let plain = BOX.replace_all(&plain, "");
    let plain = HEADING.replace_all(&plain, "$1");
    let plain = LINK.replace_all(&plain, "$1");
    let plain = SPAN.replace_all(&plain, "$1");
    (plain != text).then(|| plain.into_owned())
}

/// Markdown whose links have their addresses beside their words instead of in a list below: `[兰河日报][1]`, `[1]: https://…`.
pub(super) fn with_links_in_place(text: &str) -> Option<String> {
    static DEFINITION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?m)^ {0,3}\[([^\[\]^\n]{1,80})\]:[ \t]*<?((?:https?:|www\.|mailto:|javascript:|file:|/|\.{1,2}/|#)[^\s<>]*)>?(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t\r]*$"#,
        )
    });
    // What follows the words tells whether they are such a link.
    static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[([^\[\]]{0,200})\](?:\[([^\[\]]{0,80})\]|([(:]))?"));
    let label = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let addresses: HashMap<String, String> =
        DEFINITION.captures_iter(text).map(|found| (label(&found[1]), found[2].to_owned())).collect();
    if addresses.is_empty() {
        return None;
    }
    let body = DEFINITION.replace_all(text, "");
    let mut count = 0;
    let in_place = LINK.replace_all(&body, |found: &Captures<'_>| {
        let words = found[1].split_whitespace().collect::<Vec<_>>().join(" ");
        let name = found.get(2).map_or("", |name| name.as_str());
        let address = addresses.get(&label(if name.trim().is_empty() { words.as_str() } else { name }));
        match address.filter(|_| found.get(3).is_none()) {
            Some(address) => {
                count += 1;
                format!("[{words}]({address})")
            }
            None => found[0].to_owned(),
        }
    });
    let in_place = in_place.into_owned();
    (count > 0).then_some(in_place)
}

/// Markdown without the marks of its footnotes, whose texts stay as lines: `兰河日报[^1]`, `[^1]: 本报记者`.
pub(super) fn without_marks_of_notes(text: &str) -> Option<String> {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^\[\^([^\[\]\s]{1,20})\]:[ \t]*"));
    static REFERENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[\^([^\[\]\s]{1,20})\]"));
    let notes: HashSet<&str> =
        NOTE.captures_iter(text).filter_map(|found| found.get(1)).map(|name| name.as_str()).collect();
    if notes.is_empty() {
        return None;
    }
    let body = NOTE.replace_all(text, "");
    let is_note = |found: &Captures<'_>| notes.contains(&found[1]);
    let plain = REFERENCE.replace_all(
        &body,
        |found: &Captures<'_>| {
            if is_note(found) { String::new() } else { found[0].to_owned() }
        },
    );
    Some(plain.into_owned())
}

/// Markdown in which the tables of HTML that lay out a page are paragraphs, and a cell in bold type is a line in bold type. What stands
/// between tables stays, and does not tell what they are.
pub(super) fn without_layout_tables(text: &str) -> Option<String> {
    let tables = outer_tables(text);
    let lines: Vec<String> = tables.iter().map(|table| lines_of_table(&text[table.clone()])).collect();
    let is_sentence = |line: &&str| ends_sentence(line) && letter_count(line) >= MIN_SENTENCE;
    lines.iter().flat_map(|lines| lines.lines()).filter(is_sentence).nth(MIN_SENTENCES - 1)?;
    let (mut plain, mut behind) = (String::with_capacity(text.len()), 0);
    for (table, lines) in tables.iter().zip(&lines) {
        plain += &format!("{}\n\n{lines}\n\n", &text[behind..table.start]);
        behind = table.end;
    }
    Some(plain + &text[behind..])
}

/// The places of the tables of HTML that stand in no other table; one from the first mark to the last where the marks do not match.
fn outer_tables(text: &str) -> Vec<Range<usize>> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"<table\b|</table>"));
    let (mut found, mut open): (Vec<Range<usize>>, Vec<usize>) = Default::default();
    for mark in MARK.find_iter(text) {
        if mark.as_str() == "<table" {
            open.push(mark.start());
        } else if let Some(start) = open.pop().filter(|_| open.is_empty()) {
            found.push(start..mark.end());
        }
    }
    let Some(&first) = open.first() else { return found };
    let start = found.first().map_or(first, |outer| outer.start.min(first));
    let end = text.rfind("</table>").map(|end| end + "</table>".len()).filter(|end| *end > start);
    end.map(|end| start..end).into_iter().collect()
}

/// The lines of a table that lays out a page.
fn lines_of_table(table: &str) -> String {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"(?is)<a\b[^<>]*?\bhref="([^"<>\s]*)"[^<>]*>([^<>]*)</a>"#));
    static BOLD_CELL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?is)<t[dh]\b[^<>]*>\s*(?:<(?:p|center|font|span|div)\b[^<>]*>\s*)*<(?:strong|b|h[1-6])\b[^<>]*>([^<>]{4,200})</(?:strong|b|h[1-6])>\s*(?:</(?:p|center|font|span|div)>\s*)*</t[dh]>",
        )
    });
    static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<li\b[^<>]*>\s*"));
    static BREAK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)</?(?:table|caption|thead|tbody|tfoot|colgroup|col|tr|td|th|p|div|h[1-6]|ul|ol|li|br|center)\b[^<>]*>",
        )
    });
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?[A-Za-z][^<>]*>"));
    let table = LINK.replace_all(table, "[$2]($1)");
    let table = BOLD_CELL.replace_all(&table, |cell: &Captures<'_>| {
        format!("\n\n**{}**\n\n", cell[1].split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let table = ITEM.replace_all(&table, "\n- ");
    let table = BREAK.replace_all(&table, "\n\n");
    let table = TAG.replace_all(&table, "");
    table.lines().map(|line| line.trim_matches([' ', '\t', '\r'])).collect::<Vec<_>>().join("\n")
}

/// Markdown without the strokes that a program sets before brackets which are no marks of a link: “字号：\[ 大 中 小 \]”.
pub(super) fn without_strokes_before_brackets(text: &str) -> Option<String> {
    if !text.contains(r"\[") {
        return None;
    }
    // Without the stroke such brackets would be those of a link.
    let is_link = |line: &str| line.contains(r"\](") || line.contains(r"\]:");
    let plain = |line: &str| match is_link(line) {
        true => line.to_owned(),
        false => line.replace(r"\[", "[").replace(r"\]", "]"),
    };
    Some(text.lines().map(plain).collect::<Vec<_>>().join("\n"))
}

/// The text of a page that Lynx wrote, without the numbers of its links, their list at the end and the margin: “[3]要闻”, “References”.
pub(super) fn without_numbers_of_links(text: &str) -> Option<String> {
    static ENTRY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(\d{1,4})\.\s+[a-z]{2,12}:\S.*$"));
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[(\d{1,4})\]"));
    let may_be = text.trim_start_matches(['\r', '\n']).starts_with(MARGIN)
        || ["\nReferences", "\nVisible links"].iter().any(|head| text.contains(*head));
    if !may_be {
        return None;
    }
    let lines: Vec<&str> = text.lines().collect();
    let is_head = |line: &str| matches!(line.trim_end(), "References" | "Visible links" | "Visible links:");
    let head = lines.iter().position(|line| is_head(line));
    let number = |line: &&str| ENTRY.captures(line).and_then(|found| found[1].parse::<u32>().ok());
    let below = head.map_or(&[][..], |head| &lines[head + 1..]);
    let is_known = |line: &&str| line.trim().is_empty() || number(line).is_some() || line.contains("links:");
    let last = below.iter().filter_map(number).max().unwrap_or(0);
    let has_list = last > 0 && below.iter().all(is_known);
    let body = if has_list { &lines[..head.unwrap_or(lines.len())] } else { &lines[..] };
    if !has_list && !has_margin(body) {
        return None;
    }
    let line = |line: &&str| {
        let is_item = ["* ", "+ ", "o ", "- "].iter().any(|mark| line.trim_start().starts_with(*mark));
        let line = if is_item { *line } else { line.trim_start_matches(' ') };
        let is_link = |found: &Captures<'_>| found[1].parse::<u32>().is_ok_and(|number| (1..=last).contains(&number));
        let plain = NUMBER.replace_all(
            line,
            |found: &Captures<'_>| {
                if is_link(found) { String::new() } else { found[0].to_owned() }
            },
        );
        plain.into_owned()
    };
    Some(body.iter().map(line).collect::<Vec<_>>().join("\n") + "\n")
}

/// The margin of Lynx, in spaces, and the fewest lines that show it.
const MARGIN: &str = "   ";
const MIN_LINES: usize = 5;

/// Whether all lines stand behind the margin of Lynx, and some of them right behind it.
fn has_margin(lines: &[&str]) -> bool {
    let written = || lines.iter().filter(|line| !line.trim().is_empty());
    let is_flush = |line: &str| line.strip_prefix(MARGIN).is_some_and(|rest| !rest.starts_with(char::is_whitespace));
    written().count() >= MIN_LINES
        && written().all(|line| line.starts_with(MARGIN))
        && written().any(|line| is_flush(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天，三家社区食堂开门，六十岁以上的老人凭证优惠两元。";

    #[test]
    fn attributes_and_divisions_are_taken_off() {
        let text = "::: nav\n[要闻](#){.link}\n:::\n\n## 食堂开门 {#食堂 style=\"text-align:center\"}\n\n[来源]{.from}：兰河日报\n";
        let plain = without_attributes(text).unwrap();
        assert_eq!(plain, "\n[要闻](#)\n\n\n## 食堂开门\n\n来源：兰河日报\n");
        assert_eq!(without_attributes("> [!info] 来源\n> 兰河日报").as_deref(), Some("\n> 兰河日报"));
        for text in ["模板写作 {{ title }} 的样子", "# 集合 {1, 2}", "# 食堂开门\n\n正文"] {
            assert_eq!(without_attributes(text), None, "{text}");
        }
    }

    #[test]
    fn links_come_to_their_words() {
        let text = "# [食堂开门][1]\n\n来源：[兰河日报][] [要闻]\n\n[1]: http://a.example/1\n[兰河日报]: http://a.example/ \"首页\"\n";
        let placed = with_links_in_place(text).unwrap();
        assert!(placed.starts_with("# [食堂开门](http://a.example/1)\n\n来源：[兰河日报](http://a.example/) [要闻]\n"));
        assert!(!placed.contains("]:"));
        for text in ["[链接]: http://a.example/1\n\n正文", "[1]: 注释\n\n正文[1]", "[a](b) 正文"] {
            assert_eq!(with_links_in_place(text), None, "{text}");
        }
    }

    #[test]
    fn footnotes_lose_their_marks() {
        let text = "兰河日报[^1] 方舟[^x]\n\n[^1]: 本报记者\n";
        assert_eq!(without_marks_of_notes(text).as_deref(), Some("兰河日报 方舟[^x]\n\n本报记者\n"));
        assert_eq!(without_marks_of_notes("方舟[^1]"), None);
    }

    #[test]
    fn tables_that_lay_out_a_page_are_paragraphs() {
        let text = format!(
            "<table width=\"650\">\n<tbody>\n<tr><td align=\"center\"><strong>食堂开门迎客</strong></td></tr>\n<tr><td><p>{TEXT}</p>\n<p>{TEXT}</p></td></tr>\n</tbody>\n</table>\n\n兰河日报"
        );
        let plain = without_layout_tables(&text).unwrap();
        let lines: Vec<&str> = plain.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["**食堂开门迎客**", TEXT, TEXT, "兰河日报"]);
        let prices = "<table><tr><td>面条</td><td>8元</td></tr></table>";
        assert_eq!(without_layout_tables(prices), None);
        // The sentences between two tables of data are no part of them.
        assert_eq!(without_layout_tables(&format!("{prices}\n\n{TEXT}\n\n{TEXT}\n\n{prices}\n")), None);
        let cell =
            format!("<table><tr><td><table><tr><td>{TEXT}</td></tr></table></td></tr><tr><td>{TEXT}</td></tr></table>");
        let plain = without_layout_tables(&format!("{cell}\n\n*兰河*日报\n\n{prices}")).unwrap();
        let lines: Vec<&str> = plain.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, [TEXT, TEXT, "*兰河*日报", "面条", "8元"]);
        assert_eq!(without_layout_tables(&format!("<table><tr><td>{TEXT}<br>{TEXT}")), None);
    }

    #[test]
    fn links_of_lynx_lose_their_numbers() {
        let text = format!(
            "   [1]要闻 [2]民生\n\n             食堂开门迎客\n\n   来源：[2]兰河日报 [9]\n\n   {TEXT}\n\nReferences\n\n   1. http://a.example/1\n   2. file:///a/2\n"
        );
        let plain = without_numbers_of_links(&text).unwrap();
        assert_eq!(plain, format!("要闻 民生\n\n食堂开门迎客\n\n来源：兰河日报 [9]\n\n{TEXT}\n\n"));
        let bare = format!("   要闻\n\n        食堂开门迎客\n\n   兰河日报\n\n   {TEXT}\n\n   {TEXT}\n");
        assert!(without_numbers_of_links(&bare).unwrap().starts_with("要闻\n\n食堂开门迎客\n"));
        let references = format!("食堂开门[1]\n\n{TEXT}\n\nReferences\n\n1. 兰河日报，2024年3月5日\n");
        assert_eq!(without_numbers_of_links(&references), None);
    }

    #[test]
    fn brackets_lose_the_strokes_before_them() {
        let plain = |text: &str| without_strokes_before_brackets(text);
        assert_eq!(plain(r"浏览：12 | 字号：\[ 大 中 小 \]").as_deref(), Some("浏览：12 | 字号：[ 大 中 小 ]"));
        assert_eq!(plain(r"\[食堂\](http://a.example/)").as_deref(), Some(r"\[食堂\](http://a.example/)"));
        assert_eq!(plain("[食堂](http://a.example/)"), None);
    }
}
