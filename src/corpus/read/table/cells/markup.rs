//! Values that are marked up as HTML, as plain text with one paragraph a line.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

/// The text without HTML tags, where it has any, and without what publishing systems leave behind it.
pub(in crate::corpus::read) fn without_markup(text: &str) -> String {
    static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?i)</(?:p|div|span|font|strong|b|a|td|center|section|figure|figcaption|h[1-6]|em|i|u|s|mark|small|big|sub|sup|q|li|ul|ol|tr|table|article|blockquote|paragraph)>|<br\s*/?>|<(?:p|div|figure|em|mark|font|span|strong|paragraph)[\s/>]|<img\s"#,
        )
    });
    static REMAINS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?s)(?:<!--\s*enpproperty|\s[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}:0\s[^\n]*?\s).{0,2000}?/enpproperty\s*-->",
        )
    });
    let has_remains = text.contains("enpproperty");
    if !has_remains && memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return text.to_owned();
    }
    let text = if has_remains { REMAINS.replace_all(text, "") } else { text.into() };
    if SIGNS.is_match(&text) {
        return paragraphs(&text);
    }
    without_entities(&text).into_owned()
}

/// The text with characters for the entities of web pages, where it has any that stand in no ordinary text.
pub(in crate::corpus::read) fn without_entities(text: &str) -> Cow<'_, str> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"&#(?:[0-9]{2,6}|[xX][0-9A-Fa-f]{2,5});"));
    const NAMED: [&str; 15] = [
        "&nbsp;", "&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;", "&mdash;", "&ndash;", "&hellip;", "&amp;", "&quot;",
        "&ensp;", "&emsp;", "&middot;", "&comma;", "&period;",
    ];
    if !text.contains('&') || !NAMED.iter().any(|entity| text.contains(entity)) && !NUMBER.is_match(text) {
        return Cow::Borrowed(text);
    }
    // A line of nothing but spaces that were written as entities divides nothing.
    let is_blank = |line: &&str| line.contains('&') && decode_entities(line).trim().is_empty();
    let lines: Vec<&str> = text.split('\n').filter(|line| !is_blank(line)).collect();
    Cow::Owned(decode_entities(&lines.join("\n")))
}

/// The paragraphs of marked-up text.
fn paragraphs(text: &str) -> String {
    static DROPPED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?is)<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->"));
    static BREAK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)</?(?:p|paragraph|div|br|tr|li|ul|ol|h[1-6]|table|section|article|blockquote|center|td|th)\b[^<>]*>",
        )
    });
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?[A-Za-z][^<>]*>"));
    let text = DROPPED.replace_all(text, "");
    let text = BREAK.replace_all(&text, "\n");
    let text = decode_entities(&TAG.replace_all(&text, ""));
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Named characters that stand in Chinese web pages.
const ENTITIES: &[(&str, &str)] = &[
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", "\u{3000}"),
    ("thinsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("middot", "·"),
    ("bull", "•"),
    ("times", "×"),
    ("divide", "÷"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("permil", "‰"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("copy", "©"),
    ("reg", "®"),
    ("zwj", ""),
    ("zwnj", ""),
    ("shy", ""),
    ("yen", "¥"),
    ("euro", "€"),
    ("sect", "§"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("comma", ","),
    ("period", "."),
    ("colon", ":"),
    ("semi", ";"),
    ("excl", "!"),
    ("quest", "?"),
    ("lpar", "("),
    ("rpar", ")"),
    ("lsqb", "["),
    ("lbrack", "["),
    ("rsqb", "]"),
    ("rbrack", "]"),
    ("lcub", "{"),
    ("rcub", "}"),
    ("percnt", "%"),
    ("num", "#"),
    ("ast", "*"),
    ("plus", "+"),
    ("equals", "="),
    ("sol", "/"),
    ("bsol", "\\"),
    ("lowbar", "_"),
    ("dollar", "$"),
    ("commat", "@"),
    ("vert", "|"),
    ("Tab", " "),
    ("NewLine", "\n"),
    ("horbar", "―"),
    ("minus", "−"),
    ("frac12", "½"),
    ("sup1", "¹"),
    ("pound", "£"),
    ("larr", "←"),
    ("rarr", "→"),
    ("le", "≤"),
    ("ge", "≥"),
];

/// The text with characters for `&quot;`, `&#8220;` and `&#x201C;`.
pub(in crate::corpus::read::table) fn decode_entities(text: &str) -> String {
    static ENTITY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));"));
    ENTITY
        .replace_all(text, |found: &regex::Captures| {
            let code = |i: usize, radix: u32| found.get(i).and_then(|m| u32::from_str_radix(m.as_str(), radix).ok());
            let name = found.get(3).map_or("", |name| name.as_str());
            match code(1, 10).or_else(|| code(2, 16)).and_then(char::from_u32) {
                Some(c) => c.to_string(),
                None => ENTITIES
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map_or_else(|| found[0].to_owned(), |(_, character)| (*character).to_owned()),
            }
        })
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_paragraphs() {
        let html = "<div class=\"a\"><p>　　柳河两岸，<b>春耕</b>正忙。</p><script>x</script><p>&ldquo;快&rdquo;&nbsp;是关键&#12290;</p></div>";
        assert_eq!(without_markup(html), "柳河两岸，春耕正忙。\n“快” 是关键。");
        assert_eq!(without_markup("一<br/>二"), "一\n二");
        assert_eq!(without_markup("云溪<em>托育</em>新规H<sub>2</sub>O"), "云溪托育新规H2O");
        assert_eq!(without_markup("云溪<em>托育"), "云溪托育");
        assert_eq!(without_markup("早市开张。<Paragraph>摊主八十户。"), "早市开张。\n摊主八十户。");
        assert_eq!(without_markup("气温 < 5 度，a > b"), "气温 < 5 度，a > b");
        assert_eq!(without_markup("早市开张&comma;摊主八十户&period;"), "早市开张,摊主八十户.");
    }

    #[test]
    fn remains_of_publishing_systems_are_removed() {
        let text = "柳河通车。 2024-04-01 00:00:00:0 100 1 0 http://a.example/1 1 柳河 /enpproperty-->";
        assert_eq!(without_markup(text), "柳河通车。");
        assert_eq!(without_markup("<!--enpproperty <a>1</a>/enpproperty-->柳河通车。"), "柳河通车。");
    }
}
