//! What every page of a printed collection repeats: a running head on top and the number of the page below. In a text it stands among the
//! articles.

use std::collections::BTreeMap;

use crate::corpus::measure::{ends_sentence, half_width, letter_count};
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::markup::print_marks::PrintMark;

/// A text has at least this many pages below the first.
const MIN_PAGES: usize = 2;
/// The letters of a running head.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=40;
/// The mark of a new page.
const FORM_FEED: char = '\u{c}';

/// The text without the running heads and numbers of its pages, and those; none of a text whose pages repeat nothing.
pub(in crate::corpus::read) fn without_running_heads(text: &str) -> Option<(String, Vec<String>)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_number = |line: &str| PrintMark::of(line.trim()) == Some(PrintMark::SheetNumber);
    let begins_page = |at: &usize| lines[*at].starts_with(FORM_FEED) || *at > 0 && is_number(lines[*at - 1]);
    let pages: Vec<usize> = (0..lines.len()).filter(begins_page).collect();
    // The first line of each page, without the numbers in it.
    let words = |line: &str| line.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let first_line = |at: &usize| lines[*at..].iter().map(|line| line.trim()).find(|line| !line.is_empty());
    let firsts: Vec<&str> = pages.iter().filter_map(first_line).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for line in &firsts {
        *counts.entry(words(line)).or_default() += 1;
    }
    let (head, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let written = *firsts.iter().find(|line| words(line) == head)?;
    let is_head = LENGTHS.contains(&letter_count(written))
        && letter_count(&head) >= *LENGTHS.start()
        && count > MIN_PAGES
        && 5 * count >= 4 * firsts.len()
        && !ends_sentence(written)
        && !tells_issue(written);
    if !is_head {
        return None;
    }
    let is_kept = |line: &&&str| !is_number(line) && words(line) != head;
    let kept: Vec<String> = lines.iter().filter(is_kept).map(|line| line.replace(FORM_FEED, "")).collect();
    Some((kept.join("\n"), vec![written.to_owned()]))
}

/// Whether a line tells the day or the page of an issue, as mastheads do, or is what a browser prints around a page.
fn tells_issue(line: &str) -> bool {
    find_date(&half_width(line)).is_some() || line.contains('版') || PrintMark::of(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_repeat_their_heads() {
        let page = |number: usize, title: &str| {
            format!(
                "\u{c}云岭参考　　　2024年第7期\n\n{title}\n云岭日报  2024年3月5日\n\n　　老街昨晚换了灯。\n\n　　　　- {number} -\n"
            )
        };
        let text =
            ["云岭参考\n2024年第7期\n\n", &page(1, "老街换灯"), &page(2, "渡口通车"), &page(3, "早市开张")].concat();
        let (kept, taken) = without_running_heads(&text).expect("pages");
        assert_eq!(taken, ["云岭参考　　　2024年第7期"]);
        assert!(kept.starts_with("云岭参考\n2024年第7期\n\n\n老街换灯\n云岭日报"), "{kept}");
        assert!(!kept.contains("- 2 -") && !kept.contains(FORM_FEED) && kept.contains("渡口通车"), "{kept}");
        assert_eq!(without_running_heads(&kept), None);
    }

    #[test]
    fn texts_without_running_heads_stay_as_they_are() {
        assert_eq!(without_running_heads("老街换灯\n老街昨晚换了灯。\n- 1 -\n"), None);
        let pages = "老街换灯\n- 1 -\n渡口通车\n- 2 -\n早市开张\n- 3 -\n石桥修好\n- 4 -\n";
        assert_eq!(without_running_heads(pages), None);
        let issue = "云岭日报 2024年3月5日 第1版\n老街换灯\n- 1 -\n".repeat(4);
        assert_eq!(without_running_heads(&issue), None, "mastheads");
    }
}
