//! What readers marked on a reading device, as the device keeps it (`My Clippings.txt`): below each headline a line tells where and when
//! it was marked, then stands the passage, then a line of equal signs.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page::Furniture;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A file has at least this many passages.
const MIN_PASSAGES: usize = 2;

/// The passages of such a file as articles; none of other texts. Bookmarks and the reader's own notes are none.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    static MARKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^-\s.*(?P<kind>标注|笔记|书签|標註|筆記|書籤|highlight|note|bookmark).*\|.*(?:添加于|加入於|added on)",
        )
    });
    let lines = lines.written.as_slice();
    // Nearly all texts have no such line below their first.
    MARKED.captures(lines.get(1)?)?;
    let is_rule = |line: &&str| line.len() >= 8 && line.chars().all(|c| c == '=');
    let (mut articles, mut around) = (Vec::new(), Vec::new());
    for block in lines.split(|line| is_rule(line)).filter(|block| !block.is_empty()) {
        let passage = match block {
            [title, marked, text @ ..] if !text.is_empty() => {
                let kind = MARKED.captures(marked).map(|found| found["kind"].to_lowercase());
                kind.filter(|kind| matches!(kind.as_str(), "标注" | "標註" | "highlight")).map(|_| article(title, text))
            }
            _ => None,
        };
        match passage {
            Some(passage) => articles.push(passage),
            None => around.extend(block.iter().map(|line| Furniture::of(*line))),
        }
    }
    (articles.len() >= MIN_PASSAGES).then_some((articles, around))
}

/// A passage below its headline, behind which the paper or the author stands in brackets.
fn article(title: &str, text: &[&str]) -> ArticleParts {
    static AUTHOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<title>.+?)\s*[（(](?P<author>[^（()）]+)[)）]$"));
    let title = title.trim_start_matches('\u{feff}');
    let paragraphs = text.iter().map(|line| (*line).to_owned()).collect();
    let Some(found) = AUTHOR.captures(title) else {
        return ArticleParts { title: title.to_owned(), paragraphs, ..ArticleParts::default() };
    };
    let (title, author) = (found["title"].to_owned(), found["author"].trim().to_owned());
    let (source, byline) = if names_medium(&author) { (author, String::new()) } else { (String::new(), author) };
    ArticleParts { title, source, byline, paragraphs, ..ArticleParts::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_passages_are_articles() {
        let passage = |title: &str, kind: &str, text: &str| {
            format!(
                "{title}\n- 您在位置 #12-13的{kind} | 添加于 2024年3月5日星期二 上午9:00:00\n\n{text}\n==========\n"
            )
        };
        let text = passage("\u{feff}河畔新增公园 (兰河日报)", "标注", "昨日，河畔新增三处公园。")
            + &passage("河畔新增公园 (兰河日报)", "笔记", "可用")
            + &passage("老街换上新灯 (方舟)", "标注", "老街昨晚换上新灯。");
        let (articles, around) = read(&TextLines::of(&text)).unwrap();
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str(), a.byline.as_str())).collect();
        assert_eq!(seen, [("河畔新增公园", "兰河日报", ""), ("老街换上新灯", "", "方舟")]);
        assert_eq!(around.len(), 3);
        assert!(read(&TextLines::of("河畔新增公园\n- 三处公园开放\n==========\n")).is_none());
    }
}
