//! The headlines that a text of a whole issue lists below the name of each page, above the articles of the page that bear them again.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, letters};
use crate::corpus::read::labelled::page_mark;
use crate::text::pattern;

/// An issue has at least this many pages with such a list.
const MIN_PAGES: usize = 2;
/// A headline is broken into this many lines at most.
const MAX_HEADLINE_LINES: usize = 3;
/// The longest entry of a list, in characters.
const MAX_ENTRY: usize = 120;

/// The text without these lists, and their entries; none of a text where no page, or only one, has such a list.
pub(in crate::corpus::read) fn without_page_contents(text: &str) -> Option<(String, Vec<String>)> {
    let lines: Vec<&str> = text.lines().collect();
    let pages: Vec<usize> = (0..lines.len()).filter(|&at| page_mark(lines[at]).is_some()).collect();
    if pages.len() < MIN_PAGES {
        return None;
    }
    let ends = pages.iter().skip(1).copied().chain([lines.len()]);
    let listed: Vec<Vec<usize>> =
        pages.iter().zip(ends).filter_map(|(&page, end)| entries(&lines, page + 1, end)).collect();
    if listed.len() < MIN_PAGES {
        return None;
    }
    let listed: Vec<usize> = listed.concat();
    let is_kept = |at: &usize| listed.binary_search(at).is_err();
    let kept: Vec<&str> = (0..lines.len()).filter(is_kept).map(|at| lines[at]).collect();
    Some((kept.join("\n"), listed.iter().map(|&at| lines[at].trim().to_owned()).collect()))
}

/// The lines of the list on top of a page, each of whose headlines stands again below it; none where one of them does not.
fn entries(lines: &[&str], from: usize, end: usize) -> Option<Vec<usize>> {
    let mut listed: Vec<(usize, String)> = Vec::new();
    let mut below = from;
    for (at, line) in lines.iter().enumerate().take(end).skip(from) {
        if line.trim().is_empty() {
            continue;
        }
        let Some(headline) = headline_of_entry(line.trim()) else { break };
        listed.push((at, letters(headline)));
        below = at + 1;
    }
    let written: Vec<String> =
        lines[below..end].iter().map(|line| letters(line)).filter(|line| !line.is_empty()).collect();
    let stands_at = |begin: usize, headline: &str| {
        let last = (begin + MAX_HEADLINE_LINES).min(written.len());
        (begin + 1..=last).any(|last| written[begin..last].concat() == headline)
    };
    let stands_below = |headline: &str| (0..written.len()).any(|begin| stands_at(begin, headline));
    let is_list = !listed.is_empty() && listed.iter().all(|(_, headline)| stands_below(headline));
    is_list.then(|| listed.into_iter().map(|(at, _)| at).collect())
}

/// The headline of an entry, behind its number or its mark: “1. 社区食堂开门”.
fn headline_of_entry(line: &str) -> Option<&str> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\d{1,2}\s*[.．、:：)）]|[（(]\d{1,2}[)）]|[①-⑳]|[-*·•●■◆○◇▪])\s*(?P<headline>[^\s\d.].*|\d.*[^\d\s.].*)$",
        )
    });
    let found = if at_most(line, MAX_ENTRY) { FORM.captures(line)? } else { return None };
    found.name("headline").map(|headline| headline.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "　　昨天，三家社区食堂在河畔新区开门。\n";

    #[test]
    fn pages_list_their_headlines() {
        let first = format!(
            "兰河日报 2024年3月5日\n\n第01版：要闻\n1. 社区食堂开门\n2. 2024年早市 搬进大棚\n\n社区食堂开门\n{TEXT}\n2024年早市\n搬进大棚\n{TEXT}\n"
        );
        let second = format!("第02版：民生\n1. 老街换上新灯\n\n老街换上新灯\n{TEXT}");
        let (kept, taken) = without_page_contents(&format!("{first}{second}")).expect("lists");
        assert_eq!(taken, ["1. 社区食堂开门", "2. 2024年早市 搬进大棚", "1. 老街换上新灯"]);
        assert!(
            kept.contains("第01版：要闻\n\n社区食堂开门\n")
                && kept.ends_with("第02版：民生\n\n老街换上新灯\n　　昨天，三家社区食堂在河畔新区开门。")
        );
        assert_eq!(without_page_contents(&kept), None);
        assert_eq!(without_page_contents(&first), None, "one page");
    }

    #[test]
    fn numbered_headlines_are_no_lists() {
        let text = format!("第01版：要闻\n1. 社区食堂开门\n{TEXT}\n第02版：民生\n1. 老街换上新灯\n{TEXT}");
        assert_eq!(without_page_contents(&text), None);
    }
}
