//! Pages to which a program for messages exports a channel (`messages.html`): each message is one element with its moment and its text.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::read::collection::messages::{self, Message};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::table::without_entities;
use crate::text::pattern;

/// The articles of such a page; none of other pages.
pub(super) fn read(html: &str) -> Option<Collected> {
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r#"<div class="[^"]*\bdate\b[^"]*"\s+title="(\d{2})\.(\d{2})\.(\d{4})\s+\d{2}:\d{2}:\d{2}[^"]*""#)
    });
    static TEXT: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?s)<div class="text">(.*?)</div>"#));
    if !html.contains("chat_page") {
        return None;
    }
    let found: Vec<_> = MOMENT.captures_iter(html).collect();
    let begins: Vec<usize> = found.iter().filter_map(|found| Some(found.get(0)?.end())).collect();
    let ends = begins.iter().skip(1).copied().chain([html.len()]);
    let message = |(found, (begin, end)): (&regex::Captures<'_>, (usize, usize))| {
        let text = TEXT.captures(html.get(begin..end)?)?;
        let day = Date::new(found[3].parse().ok()?, found[2].parse().ok()?, found[1].parse().ok()?).ok();
        let has_headline = text[1].trim_start().starts_with("<strong>");
        Some(Message { day, lines: lines(&text[1]), has_headline, ..Message::default() })
    };
    let spans = begins.iter().copied().zip(ends);
    messages::articles(found.iter().zip(spans).filter_map(message).collect())
}

/// The lines of the text of a message, without its tags.
fn lines(html: &str) -> Vec<String> {
    static BREAK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<br\s*/?>|\n|</?blockquote[^>]*>"));
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?[A-Za-z][^>]*>"));
    let line = |part: &str| without_entities(&TAG.replace_all(part, "")).trim().to_owned();
    BREAK.split(html).map(line).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_is_an_article() {
        let message = |day: &str, text: &str| {
            format!(
                "<div class=\"message default clearfix\"><div class=\"body\">\n<div class=\"pull_right date details\" title=\"{day} 09:00:00 UTC+08:00\">\n09:00\n</div>\n\
                 <div class=\"text\">\n{text}\n</div></div></div>"
            )
        };
        let page = format!(
            "<html><body><div class=\"page_body chat_page\">{}{}{}</div></body></html>",
            message(
                "05.03.2024",
                "<strong>河畔新增公园</strong><br><br>河畔新增三处公园。<br>市民免费入园。<br><a href=\"https://a.example/1\">https://a.example/1</a>"
            ),
            message("06.03.2024", "收到"),
            message("07.03.2024", "老街换上新灯<br><a href=\"https://a.example/2\">https://a.example/2</a>"),
        );
        let (articles, around) = read(&page).unwrap();
        let seen: Vec<_> = articles
            .iter()
            .map(|a| (a.title.as_str(), a.date.map(|day| day.to_string()).unwrap_or_default(), a.paragraphs.len()))
            .collect();
        assert_eq!(seen, [("河畔新增公园", "2024-03-05".into(), 2), ("老街换上新灯", "2024-03-07".into(), 0)]);
        assert_eq!(around.len(), 1);
        assert!(read("<html><body><p>河畔新增公园</p></body></html>").is_none());
    }
}
