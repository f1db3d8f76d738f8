//! Articles that a page holds as data: HTML in the JSON of a script, in a text area or in a hidden field.

use std::sync::LazyLock;

use regex::Regex;
use scraper::Html;

use crate::corpus::read::web_page::metadata::Metadata;
use crate::corpus::read::web_page::outline::Outline;
use crate::corpus::read::web_page::text::{letters, punctuation};
use crate::text::pattern;

/// Shorter data is not looked at.
const MIN_LENGTH: usize = 15;

/// The longest text that a page holds as data, as HTML; empty where there is none.
pub(in crate::corpus::read::web_page) fn longest(outline: &Outline<'_>, metadata: &Metadata) -> String {
    let mut best = (0, String::new());
    let mut consider = |html: String| {
        let html = if html.contains("&lt;") && !html.contains('<') { decoded_entities(&html) } else { html };
        let text = without_tags(&html);
        let count = letters(&text);
        if count >= MIN_LENGTH && punctuation(&text) > 0 && count > best.0 {
            best = (count, html);
        }
    };
    if !metadata.article_body.is_empty() {
        consider(metadata.article_body.replace(['\n', '\r'], "<br>"));
    }
    for (at, element) in outline.elements() {
        match element.name() {
            "script" => strings(&outline.raw_text(at, outline.nodes[at].end)).into_iter().for_each(&mut consider),
            "textarea" => consider(outline.raw_text(at, outline.nodes[at].end)),
            "input" if element.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")) => {
                consider(element.attr("value").unwrap_or_default().to_owned());
            }
            _ => {}
        }
    }
    best.1
}

/// The values of the fields of a script that are named as texts are.
fn strings(script: &str) -> Vec<String> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?i)\b(?:content|contents|article_?body|article_?content|main_?content|news_?content|body|html|detail|text|txt)["']?\s*[:=]\s*["']"#,
        )
    });
    let (mut values, mut at) = (Vec::new(), 0);
    while let Some(found) = FIELD.find_at(script, at) {
        let quote = script.as_bytes()[found.end() - 1];
        let (value, end) = string_value(&script[found.end()..], quote);
        values.push(value);
        at = found.end() + end;
    }
    values
}

/// The value of a string whose opening quote has been read, and the bytes it takes.
fn string_value(text: &str, quote: u8) -> (String, usize) {
    let mut value = String::new();
    let mut units: Vec<u16> = Vec::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c as u32 == u32::from(quote) {
            push_units(&mut value, &mut units);
            return (value, at + 1);
        }
        let escaped = if c == '\\' { chars.next().map(|(_, escaped)| escaped) } else { None };
        if escaped == Some('u') {
            let unit = text.get(at + 2..at + 6).and_then(|digits| u16::from_str_radix(digits, 16).ok());
            if let Some(unit) = unit {
                units.push(unit);
                chars.nth(3);
                continue;
            }
        }
        push_units(&mut value, &mut units);
        match escaped {
            Some('n' | 'r' | 't') => value.push('\n'),
            Some(escaped) => value.push(escaped),
            None => value.push(c),
        }
    }
    push_units(&mut value, &mut units);
    (value, text.len())
}

/// Appends the characters that UTF-16 units stand for.
fn push_units(value: &mut String, units: &mut Vec<u16>) {
    value.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

fn decoded_entities(text: &str) -> String {
    Html::parse_fragment(text).root_element().text().collect()
}

/// A rough view of the text of some HTML, to compare lengths.
fn without_tags(html: &str) -> String {
    let (mut text, mut inside) = (String::with_capacity(html.len()), false);
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest_of(html: &str) -> String {
        let page = Html::parse_document(html);
        let outline = Outline::new(&page);
        longest(&outline, &Metadata::of(&outline))
    }

    #[test]
    fn a_text_in_the_data_of_a_script() {
        let html = r#"<script>window.__INITIAL_STATE__={"title":"签约","content":"<p>昨日，我市举行招商推介会，三个项目现场签约。<\/p>"}</script>"#;
        assert_eq!(longest_of(html), "<p>昨日，我市举行招商推介会，三个项目现场签约。</p>");
        let escaped = r"<script>var a = {content: '\u003Cp\u003E昨日，我市举行招商推介会，三个项目现场签约。\u003C/p\u003E'}</script>";
        assert_eq!(longest_of(escaped), "<p>昨日，我市举行招商推介会，三个项目现场签约。</p>");
    }

    #[test]
    fn a_text_in_a_field() {
        let text = "&lt;p&gt;昨日，我市举行招商推介会，三个项目现场签约。&lt;/p&gt;";
        for html in [format!("<textarea>{text}</textarea>"), format!("<input type=hidden value='{text}'>")] {
            assert_eq!(longest_of(&html), "<p>昨日，我市举行招商推介会，三个项目现场签约。</p>");
        }
    }

    #[test]
    fn broken_strings_end_with_the_script() {
        assert_eq!(string_value(r"一\u4e8", b'"').0, "一u4e8");
        assert_eq!(string_value(r"\ud83d\ude00一", b'"').0, "😀一");
        assert_eq!(string_value("一\\", b'"').0, "一\\");
    }
}
