//! Corpora whose documents stand between tags: `<doc>` with one tagged line a field, or `<text title="…" date="…">` with the
//! fields as attributes and the text below.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::PartialDate;
use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::field::set_field;
use crate::corpus::read::labelled::names::{Field, named};
use crate::corpus::read::parts::ArticleParts;
use crate::text::{is_han, pattern};

static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"^</?\w+[^>]*>$"));
/// At most this many elements stand around the documents.
const MAX_WRAPPERS: usize = 3;
/// Words of a text whose words stand apart have at most this many Han characters on average.
const MAX_WORD: usize = 4;
/// Fewer spaces stand between names and the parts of a headline.
const MIN_SPACES: usize = 3;
/// The value of an element of another name is text if it has at least this many letters.
const MIN_TEXT: usize = 20;

/// The longest summary that is a headline, in characters.
const MAX_HEADLINE: usize = 45;

/// The articles of a tagged corpus; none where the text is no such corpus.
pub(in crate::corpus::read) fn tagged(lines: &TextLines<'_>) -> Option<Collected> {
    let mut around = Vec::new();
    static OPEN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^<(doc|document|text|article|news|item|record)(\s[^>]*)?>$"));
    let lines = lines.written.as_slice();
    // Elements that hold the whole corpus may stand above: `<srcset setid="…">`.
    let first = lines
        .iter()
        .take(MAX_WRAPPERS + 1)
        .take_while(|line| TAG.is_match(line))
        .position(|line| OPEN.is_match(line))?;
    let name = OPEN.captures(lines[first])?[1].to_lowercase();
    // A document may hold an element with the name of another kind of document: `<text>` in `<doc>`.
    let opens = |line: &str| OPEN.captures(line).is_some_and(|found| found[1].to_lowercase() == name);
    let begins: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].starts_with('<') && opens(lines[at])).collect();
    let ends = begins.iter().skip(1).copied().chain([lines.len()]);
    let articles: Vec<ArticleParts> =
        begins.iter().zip(ends).map(|(&begin, end)| document(&lines[begin..end], &mut around)).collect();
    let is_whole = |article: &ArticleParts| !article.paragraphs.is_empty();
    articles.iter().all(is_whole).then_some((articles, around))
}

/// One document: the first line opens it. What it tells beside its text and fields is added to `around`.
fn document(lines: &[&str], around: &mut Vec<Furniture>) -> ArticleParts {
    static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(\w+)\s*=\s*["']([^"']*)["']"#));
    static ELEMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^<(\w+)(?:\s[^<>]*)?>(.*)</\w+>$"));
    let mut parts = ArticleParts::default();
    // The number of a document tells the day where nothing else does.
    let mut day_in_number = None;
    let (head, rest) = lines.split_first().map_or(("", lines), |(head, rest)| (*head, rest));
    for found in ATTRIBUTE.captures_iter(head) {
        if let Some(field) = named(&found[1]) {
            set_field(&mut parts, field, &found[2]);
        }
        day_in_number = day_in_number.or_else(|| day_of_number(&found[2]));
    }
    static OPEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^<(\w+)>$"));
    let (mut summary, mut others) = (String::new(), Vec::new());
    let mut continues = false;
    let mut lines = rest.iter();
    while let Some(line) = lines.next() {
        // The value of an element may stand on a line of its own between its tags.
        let mut whole = (*line).to_owned();
        if let Some(name) = OPEN.captures(line).map(|found| found[1].to_owned())
            && let [value, end, ..] = lines.as_slice()
            && *end == format!("</{name}>")
        {
            whole += &format!("{value}{end}");
            lines.nth(1);
        }
        let Some(found) = ELEMENT.captures(&whole) else {
            parts.paragraphs.extend((!TAG.is_match(line)).then(|| (*line).to_owned()));
            continues = false;
            continue;
        };
        let (name, value) = (found[1].to_lowercase(), without_words_apart(&without_tags(found[2].trim())));
        let value = value.as_str();
        // Sentences of one paragraph may stand on lines of their own.
        if name == "seg" {
            match parts.paragraphs.last_mut().filter(|_| continues) {
                Some(paragraph) => paragraph.push_str(value),
                None => parts.paragraphs.push(value.to_owned()),
            }
            continues = true;
            continue;
        }
        // “contenttitle” and its like name a field of the content.
        match named(&name).or_else(|| named(name.strip_prefix("content")?)) {
            _ if name == "hl" => value.clone_into(&mut parts.title),
            None if matches!(name.as_str(), "docno" | "docid") => {
                day_in_number = day_in_number.or_else(|| day_of_number(value));
            }
            Some(Field::Summary) => value.clone_into(&mut summary),
            Some(Field::Text) => parts.paragraphs.extend((!value.is_empty()).then(|| value.to_owned())),
            Some(field) if set_field(&mut parts, field, value) => {}
            // Paragraphs of a text may have elements of their own.
            None if matches!(name.as_str(), "p" | "s" | "para" | "sentence") && !value.is_empty() => {
                parts.paragraphs.push(value.to_owned());
            }
            // Elements of other names may hold the text, where none is named so: `<short_text>`.
            None if letter_count(value) >= MIN_TEXT && !value.starts_with("http") => others.push(value.to_owned()),
            // The address may tell the day.
            _ if value.starts_with("http") => {
                parts.date = parts.date.or_else(|| find_date(value).map(|found| found.date.into()));
            }
            _ => {}
        }
    }
    parts.date = parts.date.or(day_in_number);
    if parts.paragraphs.is_empty() {
        parts.paragraphs = others;
    } else {
        around.extend(others.into_iter().map(Furniture::of));
    }
    // Corpora of summaries have the headline for one; a long one is no headline.
    if parts.title.is_empty() && !parts.paragraphs.is_empty() && at_most(&summary, MAX_HEADLINE) {
        parts.title = summary;
    } else if !summary.is_empty() {
        around.push(Furniture::of(summary));
    }
    parts
}

/// The day in the number of a document of a news agency: `XIN_CMN_20240305.0001`.
fn day_of_number(number: &str) -> Option<PartialDate> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[A-Za-z_])((?:19|20)\d{6})(?:[._-]\d|$)"));
    let day = DAY.captures(number)?;
    Date::strptime("%Y%m%d", &day[1]).ok().map(Into::into)
}

/// A text without the tags within it.
fn without_tags(text: &str) -> Cow<'_, str> {
    static INNER: LazyLock<Regex> = LazyLock::new(|| pattern(r"</?[A-Za-z]\w*(?:\s[^<>]*)?>"));
    if text.contains('<') { INNER.replace_all(text, "") } else { Cow::Borrowed(text) }
}

/// A text whose words stand apart, as corpora for translation have them, without the spaces between its Han characters and marks.
fn without_words_apart(text: &str) -> String {
    let (spaces, han) = (text.matches(' ').count(), text.chars().filter(|c| is_han(*c)).count());
    if spaces < MIN_SPACES || spaces * MAX_WORD < han {
        return text.trim().to_owned();
    }
    let characters: Vec<char> = text.trim().chars().collect();
    let is_latin = |at: usize| characters.get(at).is_some_and(char::is_ascii_alphanumeric);
    let is_kept = |at: &usize| characters[*at] != ' ' || is_latin(at + 1) && at.checked_sub(1).is_some_and(is_latin);
    (0..characters.len()).filter(is_kept).map(|at| characters[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corpora_of_agencies_number_their_documents_by_day() {
        let text = "<srcset setid=\"a\" srclang=\"zh\">\n<doc docid=\"LAN_CMN_20240305.0022\" genre=\"text\">\n<hl>\n<seg id=\"1\"> 集市 昨晚 开张 </seg>\n</hl>\n\
            <p>\n<seg id=\"2\"> 集市 昨晚 开张 ， 摊位 一百 个 。 </seg>\n<seg id=\"3\"> 游客 很 多 。 </seg>\n</p>\n<p>\n<seg id=\"4\"> 老街 换 灯 。 </seg>\n</p>\n</doc>\n</srcset>\n";
        let (articles, _) = tagged(&TextLines::of(text)).expect("a corpus");
        assert_eq!((articles[0].title.as_str(), articles.len()), ("集市昨晚开张", 1));
        assert_eq!(articles[0].paragraphs, ["集市昨晚开张，摊位一百个。游客很多。", "老街换灯。"]);
        assert_eq!(articles[0].date.map(|date| date.to_string()).as_deref(), Some("2024-03-05"));
        let text = "<DOC id=\"LAN_CMN_20240305.0001\" type=\"story\" >\n<HEADLINE>\n集市昨晚开张\n</HEADLINE>\n<TEXT>\n<P>\n集市昨晚开张，摊位一百个。\n</P>\n</TEXT>\n</DOC>\n";
        let (articles, _) = tagged(&TextLines::of(text)).expect("a corpus");
        assert_eq!((articles[0].title.as_str(), articles[0].paragraphs.len()), ("集市昨晚开张", 1));
    }

    #[test]
    fn documents_stand_between_tags() {
        let doc = |title: &str| {
            format!(
                "<doc>\n<url>http://a.example/2012/20120621/1.html</url>\n<docno>17</docno>\n<contenttitle>{title}</contenttitle>\n<content>集市昨晚开张。</content>\n</doc>\n"
            )
        };
        let (articles, _) = tagged(&TextLines::of(&[doc("集市开张"), doc("老街换灯")].concat())).expect("a corpus");
        let seen: Vec<_> =
            articles.iter().map(|a| (a.title.as_str(), a.date.map(|d| d.to_string()), a.paragraphs.len())).collect();
        assert_eq!(seen, [("集市开张", Some("2012-06-21".into()), 1), ("老街换灯", Some("2012-06-21".into()), 1)]);
        let summary = "集市昨晚在石板街开张";
        let pair = format!(
            "<doc id=0>\n    <human_label>5</human_label>\n    <summary>\n        {summary}\n    </summary>\n    <short_text>\n        集市昨晚在新修的石板街开张，一百二十个摊位摆满了街。\n    </short_text>\n</doc>\n"
        );
        let (articles, _) = tagged(&TextLines::of(&pair.repeat(2))).expect("a corpus");
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.paragraphs.len())).collect();
        assert_eq!(seen, [(summary, 1), (summary, 1)]);
        let text = "<text id=0 title=\"集市开张\" date=\"2024-03-05\" source=\"兰河日报\">\n集市昨晚开张。\n摊位一百个。\n</text>\n";
        let (articles, _) = tagged(&TextLines::of(text)).expect("a corpus");
        assert_eq!((articles[0].source.as_str(), articles[0].paragraphs.len()), ("兰河日报", 2));
        assert!(tagged(&TextLines::of("集市开张\n<doc>")).is_none());
    }
}
