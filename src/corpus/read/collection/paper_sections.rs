//! Digests with a section for each paper: its name on a line of its own, “《兰河日报》” or “【兰河日报】”, and its articles below, whose headlines are
//! numbered where there are several.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::lengths_of_texts::HEADLINE_LENGTHS;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A digest has at least this many papers.
const MIN_PAPERS: usize = 2;
/// Above the first paper stand the name and the day of the digest, in at most this many lines.
const MAX_LINES_ABOVE: usize = 5;
/// The text of an article has at least this many letters.
const MIN_TEXT: usize = 30;

/// The articles of such a digest, and what stands above the first paper; none where a section has another form.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    let papers: Vec<(usize, &str)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, paper(line)?))).collect();
    let distinct: BTreeSet<&str> = papers.iter().map(|(_, paper)| *paper).collect();
    let first = papers.first()?.0;
    let is_head = first <= MAX_LINES_ABOVE && !lines[..first].iter().any(|line| ends_sentence(line));
    if distinct.len() < MIN_PAPERS || !is_head {
        return None;
    }
    let ends = papers.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
    let mut articles = Vec::new();
    for (&(at, paper), end) in papers.iter().zip(ends) {
        articles.extend(articles_of(&lines[at + 1..end], paper)?);
    }
    let above = lines[..first].iter().filter(|line| !line.trim().is_empty());
    Some((articles, above.map(|line| Furniture::of(*line)).collect()))
}

/// The name of a paper that stands alone on a line, in its marks.
fn paper(line: &str) -> Option<&str> {
    let line = line.trim().trim_end_matches(['：', ':']);
    let inner = |marks: [char; 2]| line.strip_prefix(marks[0])?.strip_suffix(marks[1]);
    let name = inner(['《', '》']).or_else(|| inner(['【', '】']))?;
    is_outlet(name).then_some(name)
}

/// The articles of a section: each below its number, or one that begins with its headline.
fn articles_of(lines: &[&str], paper: &str) -> Option<Vec<ArticleParts>> {
    let written: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let numbered: Vec<usize> = (0..written.len()).filter(|&at| numbered_headline(written[at]).is_some()).collect();
    let begins = if numbered.is_empty() { vec![0] } else { numbered };
    if begins[0] != 0 {
        return None;
    }
    let ends = begins.iter().skip(1).copied().chain([written.len()]);
    begins.iter().zip(ends).map(|(&begin, end)| article(written.get(begin..end)?, paper)).collect()
}

fn article(lines: &[&str], paper: &str) -> Option<ArticleParts> {
    let (first, text) = lines.split_first()?;
    let title = numbered_headline(first).unwrap_or(first);
    let length: usize = text.iter().map(|line| letter_count(line)).sum();
    (is_headline(title) && length >= MIN_TEXT && text.iter().any(|line| ends_sentence(line))).then(|| ArticleParts {
        title: title.to_owned(),
        source: paper.to_owned(),
        paragraphs: text.iter().map(|line| (*line).to_owned()).collect(),
        ..ArticleParts::default()
    })
}

/// A headline behind its number: “1. 公园开放”, “（二）公园开放”.
fn numbered_headline(line: &str) -> Option<&str> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\d{1,2}\s*[.．、]|[一二三四五六七八九十]{1,3}、|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)])\s*",
        )
    });
    let headline = &line[NUMBER.find(line)?.end()..];
    is_headline(headline).then_some(headline)
}

fn is_headline(line: &str) -> bool {
    HEADLINE_LENGTHS.contains(&letter_count(line)) && !ends_sentence(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天，河边的三处公园一起开放，孩子们去放风筝，老人在树下下棋，热闹了一整天。";

    fn found(text: &str) -> Option<Vec<(String, String)>> {
        let (articles, _) = read(&TextLines::of(text))?;
        Some(articles.into_iter().map(|own| (own.source, own.title)).collect())
    }

    #[test]
    fn each_paper_has_its_articles() {
        let two = format!("《兰河日报》\n1. 河畔公园昨天开放\n{TEXT}\n2. 老街昨晚换上新灯\n{TEXT}\n");
        let one = format!("【云岭晚报】\n\n早市搬进新建大棚\n{TEXT}\n");
        let expected =
            [("兰河日报", "河畔公园昨天开放"), ("兰河日报", "老街昨晚换上新灯"), ("云岭晚报", "早市搬进新建大棚")];
        let expected = expected.map(|(paper, title)| (paper.to_owned(), title.to_owned())).to_vec();
        assert_eq!(found(&format!("当地媒体摘要\n2024年3月8日\n\n{two}{one}")), Some(expected));
        assert_eq!(found(&two), None, "one paper");
        assert_eq!(found(&format!("{TEXT}\n{two}{one}")), None, "an article that quotes papers");
        let letter = format!("《兰河日报》\n{TEXT}\n《云岭晚报》\n{TEXT}\n");
        assert_eq!(found(&letter), None, "texts without headlines");
    }
}
