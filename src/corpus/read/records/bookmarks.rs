//! Lists of pages that a browser or a program for reading later hands out as a web page: bookmarks in the form that Netscape gave them, the
//! exports of Pocket and Instapaper. Each link is a headline with its address, perhaps with a description below it.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Value, json};

use crate::text::pattern;

/// What such a file says of itself stands within this many bytes.
const BEGINNING: usize = 2048;
/// The names of these forms.
const SIGNS: [&str; 3] = ["NETSCAPE-Bookmark-file", "<title>Pocket Export", "<title>Instapaper: Export"];

/// The links of such a file as the rows of a table; none of other pages.
pub(super) fn rows(html: &str) -> Option<Value> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r#"(?is)<a\s[^>]*?href="(?P<url>https?://[^"]+)"[^>]*>(?P<title>.*?)</a>(?:\s*<dd>(?P<text>[^<]*))?"#)
    });
    let beginning = &html.as_bytes()[..html.len().min(BEGINNING)];
    SIGNS.iter().find(|sign| memchr::memmem::find(beginning, sign.as_bytes()).is_some())?;
    let row = |found: regex::Captures<'_>| {
        let mut row = json!({"title": found["title"].trim(), "url": &found["url"]});
        if let Some(text) = found.name("text").map(|text| text.as_str().trim()).filter(|text| !text.is_empty()) {
            row["text"] = text.into();
        }
        row
    };
    let rows: Vec<Value> = LINK.captures_iter(html).map(row).collect();
    (!rows.is_empty()).then_some(Value::Array(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_rows() {
        let page = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n<DT><H3 ADD_DATE=\"1\">剪报</H3>\n<DL><p>\n\
            <DT><A HREF=\"http://a.example/2024/03/05/1.html\" ADD_DATE=\"1\">老街换上新灯</A>\n<DD>昨晚，老街换上了新灯。\n\
            <DT><A HREF=\"javascript:void(0)\">保存</A>\n<DT><A HREF=\"http://a.example/2.html\">渡口通车</A>\n</DL><p>\n</DL>";
        let expected = json!([
            {"title": "老街换上新灯", "url": "http://a.example/2024/03/05/1.html", "text": "昨晚，老街换上了新灯。"},
            {"title": "渡口通车", "url": "http://a.example/2.html"},
        ]);
        assert_eq!(rows(page), Some(expected));
        let pocket = "<html><head><title>Pocket Export</title></head><ul><li><a href=\"http://a.example/2.html\" time_added=\"1\" tags=\"\">渡口通车</a></li></ul></html>";
        assert_eq!(rows(pocket), Some(json!([{"title": "渡口通车", "url": "http://a.example/2.html"}])));
        assert_eq!(rows(&pocket.replace("Pocket Export", "兰河要闻")), None);
    }
}
