//! Guards the parser against pages that nest without end.
//!
//! The HTML parsing algorithm searches the open elements at many tags, and opens unclosed formatting elements again in
//! every paragraph, so a hostile page takes quadratic time. Pages that nest too deep lose the tags that do so.

use std::borrow::Cow;

/// Elements may be nested this deep; browsers stop at the same depth.
const DEEPEST: usize = 512;

/// This many formatting elements may be left open on a page.
const MOST_OPEN_FORMATTING: usize = 200;

/// Tags longer than this many bytes lose their attributes when they hold many of them.
const LONG_TAG: usize = 4096;

/// A tag has at most this many attributes.
const MOST_ATTRIBUTES: usize = 256;

/// Elements that have no end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that stay open although their tag ends in a slash.
const NEVER_EMPTY: &[&str] = &["a", "article", "blockquote", "center", "div", "section", "span", "table", "ul"];

/// Elements that the parser opens again in the next paragraph when they are left open.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content holds no tags.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "noscript", "iframe"];

/// One tag or comment of a page.
struct Tag<'a> {
    /// The bytes of the page it takes.
    start: usize,
    end: usize,
    name: &'a str,
    closing: bool,
    empty: bool,
    crowded: bool,
}

/// The page with the tags left out that nest too deep; an ordinary page is returned as it is.
pub(super) fn limit_nesting(html: &str) -> Cow<'_, str> {
    if is_ordinary(html) {
        return Cow::Borrowed(html);
    }
    let mut kept = String::with_capacity(html.len());
    let mut open: Vec<&str> = Vec::new();
    let (mut dropped, mut copied) = (0usize, 0);
    for tag in Tags::of(html) {
        let formatting = is_one_of(tag.name, FORMATTING);
        let keep = if formatting || tag.crowded {
            false
        } else if tag.closing {
            if dropped > 0 {
                dropped -= 1;
                false
            } else {
                open.pop();
                true
            }
        } else if tag.empty || is_one_of(tag.name, VOID) {
            true
        } else if open.len() >= DEEPEST / 2 {
            dropped += 1;
            false
        } else {
            open.push(tag.name);
            true
        };
        if !keep {
            kept.push_str(&html[copied..tag.start]);
            if !formatting {
                // A line still ends where the element would have ended it.
                kept.push_str("<br>");
            }
            copied = tag.end;
        }
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

/// Tells whether a page nests within the limits.
fn is_ordinary(html: &str) -> bool {
    let (mut depth, mut formatting) = (0usize, 0usize);
    for tag in Tags::of(html) {
        if tag.crowded {
            return false;
        }
        if tag.empty || is_one_of(tag.name, VOID) {
            continue;
        }
        let count = if is_one_of(tag.name, FORMATTING) { &mut formatting } else { &mut depth };
        if tag.closing {
            *count = count.saturating_sub(1);
        } else if !matches!(tag.name, "p" | "P" | "li" | "LI" | "tr" | "TR" | "td" | "TD" | "option" | "dd" | "dt") {
            *count += 1;
        }
        if depth > DEEPEST || formatting > MOST_OPEN_FORMATTING {
            return false;
        }
    }
    true
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// The tags of a page in order; comments and raw text are passed over.
struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn of(html: &'a str) -> Self {
        Tags { html, at: 0 }
    }

    /// The end of the tag whose attributes begin at `from`, and whether it has too many of them.
    fn end(&self, from: usize) -> (usize, bool) {
        let bytes = self.html.as_bytes();
        let (mut quote, mut attributes, mut before) = (None, 0usize, b' ');
        for (at, &byte) in bytes.iter().enumerate().skip(from) {
            match quote {
                Some(mark) if byte == mark => quote = None,
                Some(_) => {}
                None if byte == b'>' => return (at + 1, at - from > LONG_TAG && attributes > MOST_ATTRIBUTES),
                None if (byte == b'"' || byte == b'\'') && before == b'=' => quote = Some(byte),
                None if byte.is_ascii_whitespace() => attributes += usize::from(!before.is_ascii_whitespace()),
                None => {}
            }
            if !byte.is_ascii_whitespace() || before != b'=' {
                before = byte;
            }
        }
        (bytes.len(), attributes > MOST_ATTRIBUTES)
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at + self.html.get(self.at..)?.find('<')?;
            if self.html[start..].starts_with("<!--") {
                self.at = self.html[start..].find("-->").map_or(bytes.len(), |end| start + end + 3);
                continue;
            }
            let closing = bytes.get(start + 1) == Some(&b'/');
            let from = start + 1 + usize::from(closing);
            if !bytes.get(from).is_some_and(u8::is_ascii_alphabetic) {
                self.at = start + 1;
                continue;
            }
            let length = bytes[from..].iter().take_while(|b| !b.is_ascii_whitespace() && !b"/>".contains(b)).count();
            let name = &self.html[from..from + length];
            let (end, crowded) = self.end(from + length);
            self.at = end;
            if !closing && is_one_of(name, RAW) {
                self.at = raw_end(self.html, end, name);
            }
            let empty = bytes[..end].ends_with(b"/>") && !is_one_of(name, NEVER_EMPTY);
            return Some(Tag { start, end, name, closing, empty, crowded });
        }
    }
}

/// Where the content of a raw element ends, that is before its end tag; the end of its start tag if it is never closed.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = html[at..].find("</") {
        let begin = at + found + 2;
        if bytes.get(begin..begin + name.len()).is_some_and(|other| other.eq_ignore_ascii_case(name.as_bytes())) {
            return at + found;
        }
        at = begin;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_stays_as_it_is() {
        let page = "<div><p>一<p>二<!-- <div> --><script>if (a<b) '<div>'</script><img src='a>b'></div>";
        assert!(matches!(limit_nesting(page), Cow::Borrowed(_)));
    }

    #[test]
    fn deep_and_unclosed_tags_are_left_out() {
        let deep = format!("{}会议召开{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let limited = limit_nesting(&deep);
        assert_eq!(limited.matches("<div>").count(), DEEPEST / 2);
        assert!(limited.contains("会议召开"));
        let fonts: String = (0..2000).map(|size| format!("<font size={size}>")).collect();
        assert!(!limit_nesting(&fonts).contains("<font"));
    }

    #[test]
    fn tags_with_too_many_attributes_are_left_out() {
        let attributes: String = (0..5000).map(|number| format!(" a{number}=1")).collect();
        assert_eq!(limit_nesting(&format!("<p{attributes}>会议")), "<br>会议");
    }
}
