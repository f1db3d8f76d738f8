//! Corpora of newspapers whose words are tagged, as the corpus of the People's Daily of January 1998 is (Institute of
//! Computational Linguistics, Peking University): each paragraph on a line that begins with day, page, article and paragraph:
//! `20240305-02-003-001/m  河畔/s  新增/v  公园/n`. The first paragraph of an article is its headline.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::corpus::page_number::page_number;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The articles of a corpus of tagged words; none where the text is no such corpus.
pub(in crate::corpus::read) fn tagged_words(lines: &TextLines<'_>) -> Option<Collected> {
    head(lines.written.first()?)?;
    let mut articles: Vec<ArticleParts> = Vec::new();
    let mut last = String::new();
    for line in &lines.written {
        let found = head(line)?;
        let tagged = &line[found.get(0).map_or(0, |head| head.end())..];
        if !tagged.contains('/') {
            return None;
        }
        let words = words(tagged);
        let number = format!("{}-{}-{}", &found["day"], &found["page"], &found["article"]);
        if number == last {
            articles.last_mut()?.paragraphs.push(words);
            continue;
        }
        last = number;
        let date = Date::strptime("%Y%m%d", &found["day"]).ok();
        let page = page_number(&found["page"]);
        articles.push(ArticleParts { title: words, date: date.map(Into::into), page, ..ArticleParts::default() });
    }
    Some((articles, Vec::new()))
}

/// The number of a paragraph.
fn head(line: &str) -> Option<Captures<'_>> {
    static HEAD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?P<day>(?:19|20)\d{6})-(?P<page>\d{2})-(?P<article>\d{3})-\d{3}(?:/m)?\s+"));
    HEAD.captures(line)
}

/// A text without the tags of its words; names of several words stand in brackets: `[兰河/ns  日报/n]nz`.
fn words(tagged: &str) -> String {
    let word = |token: &str| {
        let token = token.strip_prefix('[').filter(|rest| !rest.is_empty() && !rest.starts_with('/')).unwrap_or(token);
        token.rsplit_once('/').map_or(token, |(word, _)| word).to_owned()
    };
    tagged.split_whitespace().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_with_the_same_number_are_an_article() {
        let text = "20240305-02-003-001/m  河畔/s  新增/v  公园/n  \n\n20240305-02-003-002/m  [兰河/ns  日报/n]nz  昨日/t  报道/v  。/w  \n\
            20240305-02-004-001/m  老街/n  换/v  灯/n  \n20240305-02-004-002/m  路/n  亮/a  了/u  。/w  \n";
        let (articles, _) = tagged_words(&TextLines::of(text)).expect("a corpus");
        let seen: Vec<_> = articles
            .iter()
            .map(|a| (a.title.as_str(), a.paragraphs.concat(), a.page.as_str(), a.date.unwrap().to_string()))
            .collect();
        let day = || String::from("2024-03-05");
        assert_eq!(
            seen,
            [("河畔新增公园", "兰河日报昨日报道。".into(), "2", day()), ("老街换灯", "路亮了。".into(), "2", day())]
        );
        assert!(tagged_words(&TextLines::of("河畔/s  新增/v  公园/n\n")).is_none());
    }
}
