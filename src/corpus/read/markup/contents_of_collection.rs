//! The contents of a collection: the headlines of its articles, listed above the first of them, each of which stands again above its text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::corpus::measure::{at_most, ends_sentence, letter_count, letters};
use crate::text::pattern;

/// Contents have at least this many entries.
const MIN_ENTRIES: usize = 3;
/// Name, number and day of the collection stand on this many lines at most.
const MAX_ABOVE: usize = 12;
/// The same may stand between the contents and the first article, on fewer lines.
const MAX_BETWEEN: usize = 6;
/// The longest entry, in characters, and the fewest letters of a headline.
const MAX_ENTRY: usize = 120;
const MIN_LETTERS: usize = 5;
/// The name of a section has at most this many letters.
const MAX_SECTION: usize = 8;
/// Longer lines are text, in letters.
const MAX_SHORT: usize = 60;

/// The contents of a collection, by the lines of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus::read) struct Contents {
    /// The lines of the contents, with their name above them.
    pub lines: Range<usize>,
    /// Whether their name says that they list some of the articles only: “今日导读”.
    pub is_selection: bool,
    /// The entries with the headlines of the articles below, in order.
    pub articles: Vec<ListedArticle>,
}

/// An article of the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus::read) struct ListedArticle {
    /// The line of its entry.
    pub entry: usize,
    /// The line of its headline above its text.
    pub headline: usize,
}

/// The contents of the text of these lines; none where an entry does not stand again, in the order of the list, above a text.
pub(in crate::corpus::read) fn contents(lines: &[&str]) -> Option<Contents> {
    let at: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].trim().is_empty()).collect();
    let written: Vec<&str> = at.iter().map(|&at| lines[at].trim()).collect();
    // A quick check spares nearly all texts the search: a list stands on top.
    let is_list = |own: &[&str]| own.iter().all(|line| !keys_of_entry(line).is_empty());
    let top = &written[..written.len().min(MAX_ABOVE + MIN_ENTRIES)];
    if written.len() < 3 * MIN_ENTRIES || !top.windows(MIN_ENTRIES).any(is_list) {
        return None;
    }
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (place, line) in written.iter().enumerate() {
        for key in keys_of_headline(line) {
            places.entry(key).or_default().push(place);
        }
    }
    let entries = (0..MAX_ABOVE).find_map(|start| entries(&written, start, &places))?;
    let (first, last) = (entries.first()?.entry, entries.last()?.entry);
    let articles = with_texts(&written, &entries)?;
    let name = first.checked_sub(1).map(|above| letters(written[above])).filter(|name| names_contents(name));
    let from = if name.is_some() { first - 1 } else { first };
    let in_lines = |own: ListedArticle| ListedArticle { entry: at[own.entry], headline: at[own.headline] };
    Some(Contents {
        lines: at[from]..at[last] + 1,
        is_selection: name.is_some_and(|name| name.ends_with("导读")),
        articles: articles.into_iter().map(in_lines).collect(),
    })
}

/// The entries of contents that begin at a line, each with the line of its headline.
fn entries(written: &[&str], start: usize, places: &FxHashMap<String, Vec<usize>>) -> Option<Vec<ListedArticle>> {
    let below = |entry: usize, above: usize| {
        let keys = keys_of_entry(written[entry]);
        let next = |found: &Vec<usize>| found.get(found.partition_point(|place| *place <= above)).copied();
        keys.iter().filter_map(|key| next(places.get(key)?)).min()
    };
    let mut found: Vec<ListedArticle> = Vec::new();
    let mut at = start;
    while at < written.len() && found.first().is_none_or(|first| at < first.headline) {
        let above = found.last().map_or(at, |last| last.headline);
        match below(at, above.max(at)) {
            Some(headline) => found.push(ListedArticle { entry: at, headline }),
            None if !found.is_empty() && is_section(written[at]) => {}
            None => break,
        }
        at += 1;
    }
    let (last, first_headline) = (found.last()?.entry, found.first()?.headline);
    let between = written.get(last + 1..first_headline)?;
    let is_listed = |place: usize| below(place, first_headline).is_some();
    let is_whole = found.len() >= MIN_ENTRIES
        && between.len() <= MAX_BETWEEN
        && !between.iter().any(|line| is_text(line))
        && !(last + 1..first_headline).any(is_listed);
    is_whole.then_some(found)
}

/// The entries whose headlines have a text; none where one has none, names of sections apart.
fn with_texts(written: &[&str], entries: &[ListedArticle]) -> Option<Vec<ListedArticle>> {
    let ends = entries.iter().skip(1).map(|next| next.headline).chain([written.len()]);
    let mut articles = Vec::new();
    for (own, end) in entries.iter().zip(ends) {
        let has_text = written[own.headline + 1..end].iter().any(|line| is_text(line));
        if has_text {
            articles.push(*own);
        } else if !is_section(written[own.headline]) {
            return None;
        }
    }
    (articles.len() >= MIN_ENTRIES).then_some(articles)
}

/// What the headline of an entry may be, by its letters: without its number, the page behind it and the medium in brackets. Nothing of a
/// line that is no entry.
fn keys_of_entry(line: &str) -> Vec<String> {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\s*(?:(?:…|\.{3}|·{3}|_{3})[….·_\s]*[（(]?\d{1,3}[)）]?|\s[（(]?(?:第|P)?\s*\d{1,3}\s*(?:页|版)?[)）]?)$",
        )
    });
    let headline = without_number(line);
    let paged = PAGE.find(headline).map(|page| &headline[..page.start()]);
    let forms = [Some(headline), paged].into_iter().flatten();
    forms.flat_map(|form| keys(line, form)).collect()
}

/// What a headline may be in the contents, by its letters; nothing of a line that is no headline.
fn keys_of_headline(line: &str) -> Vec<String> {
    keys(line, without_number(line))
}

/// The letters of a headline in a line, with what stands in brackets at its end and without.
fn keys(line: &str, headline: &str) -> Vec<String> {
    if !at_most(line, MAX_ENTRY) || line.ends_with(['。', '；', '，', '、', '：', ':']) {
        return Vec::new();
    }
    let open = headline.rfind(['（', '(']).filter(|_| headline.ends_with(['）', ')']));
    let bare = open.map(|open| &headline[..open]);
    let forms = [Some(headline), bare].into_iter().flatten();
    forms.map(letters).filter(|key| key.chars().count() >= MIN_LETTERS).collect()
}

/// A line without the number or the mark before its headline.
fn without_number(line: &str) -> &str {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:\d{1,3}\s*[.．、:：)）]\s*|0\d\s+|[（(【\[](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）】\]]\s*",
            r"|[一二三四五六七八九十]{1,3}[、.．]\s*|第[一二三四五六七八九十\d]{1,3}[篇条则][\s:：、]*|[①-⑳●◆■★▲◇○□▪•※☆·*-]\s*)"
        ))
    });
    NUMBER.find(line).map_or(line, |number| &line[number.end()..])
}

/// Whether a line is text and no headline.
fn is_text(line: &str) -> bool {
    ends_sentence(line) && !line.ends_with(['：', ':']) || letter_count(line) > MAX_SHORT
}

/// Whether a line may name a section of the contents.
fn is_section(line: &str) -> bool {
    letter_count(line) <= MAX_SECTION && !ends_sentence(line)
}

/// Whether the letters of a line are the name of contents.
fn names_contents(name: &str) -> bool {
    const NAMES: [&str; 7] = ["目录", "目錄", "要目", "目次", "导读", "摘要", "提要"];
    name.chars().count() <= MAX_SECTION && NAMES.iter().any(|own| name.ends_with(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [&str; 3] = ["老街昨晚换上新路灯", "渡口通了公交车", "早市搬进新建的大棚"];

    fn text(entry: fn(usize, &str) -> String, headline: fn(usize, &str) -> String) -> String {
        let numbered = || TITLES.iter().enumerate();
        let contents: String = numbered().map(|(at, title)| entry(at + 1, title) + "\n").collect();
        let article =
            |(at, title): (usize, &&str)| headline(at + 1, title) + "\n昨天，街坊都来看，说办得好。\n周末还有活动。\n";
        let articles: String = numbered().map(article).collect();
        format!("云岭日报 2024年3月5日\n目　录\n{contents}\n{articles}")
    }

    fn found(text: &str) -> Option<(Range<usize>, Vec<usize>)> {
        let found = contents(&text.lines().collect::<Vec<_>>())?;
        Some((found.lines, found.articles.into_iter().map(|own| own.headline).collect()))
    }

    fn plain(_: usize, title: &str) -> String {
        title.to_owned()
    }

    #[test]
    fn the_headlines_of_the_contents_stand_again_above_the_texts() {
        let expected = Some((1..5, vec![6, 9, 12]));
        assert_eq!(found(&text(plain, plain)), expected);
        assert_eq!(found(&text(|at, title| format!("{at}. {title}…………{at}"), plain)), expected);
        assert_eq!(found(&text(|at, title| format!("{title} {at}"), plain)), expected);
        let numbered = |at: usize, title: &str| format!("{}、{title}", ["一", "二", "三"][at - 1]);
        assert_eq!(found(&text(|at, title| format!("{at}. {title}（云岭日报）"), numbered)), expected);
        assert_eq!(found(&text(plain, |_, title| format!("{title}（云岭日报 2024-03-05）"))), expected);
        let parted = text(plain, plain).replacen("渡口", "民生\n渡口", 1);
        assert_eq!(found(&parted), Some((1..6, vec![7, 10, 13])), "the name of a section");
    }

    #[test]
    fn other_lists_are_no_contents() {
        assert_eq!(found(&text(plain, |_, title| title.replace("渡口", "码头"))), None, "a headline that differs");
        let repeated = TITLES.join("\n");
        assert_eq!(found(&format!("云岭日报\n{repeated}\n昨天开门。\n{repeated}\n相关新闻\n{repeated}")), None);
        let selected = text(plain, plain).replace("目　录", "今日导读");
        assert!(contents(&selected.lines().collect::<Vec<_>>()).is_some_and(|found| found.is_selection));
    }
}
