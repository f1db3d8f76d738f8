//! Where the articles of a page begin.
//!
//! Each line that may begin an article is weighed: dateline, headline above it, indentation where that is rare,
//! how the line before ends, how the line itself begins, and whether the words on both sides belong together
//! (lexical cohesion after Hearst 1997, on character pairs). The weights were set by hand on pages composed from
//! other texts.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::dateline;
use super::lines::{Line, column_width, is_short};
use crate::text::is_han;

/// One article of a page, as ranges of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub headline: Range<usize>,
    pub body: Range<usize>,
}

/// A line begins an article where its evidence reaches this.
const THRESHOLD: f64 = 3.0;
/// A headline has at most this many lines,
const HEADLINE_LINES: usize = 3;
/// and at most this many characters a line.
const HEADLINE_WIDTH: f32 = 34.0;
/// Lines on each side whose words are compared.
const COHESION_LINES: usize = 14;

/// Cuts a page into articles; together the pieces hold every line once, in order.
pub(super) fn split(lines: &[Line]) -> Vec<Piece> {
    let indent_share = lines.iter().filter(|l| l.indented).count() as f64 / lines.len().max(1) as f64;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let headline = headline_at(lines, at);
        let body = headline.end;
        if at == 0 || evidence(lines, at, &headline, indent_share) >= THRESHOLD {
            if let Some(last) = pieces.last_mut() {
                last.body.end = at;
            }
            pieces.push(Piece { headline, body: body..lines.len() });
            at = body.max(at + 1);
        } else {
            at += 1;
        }
    }
    pieces
}

/// The lines from `at` on that form a headline, if any: no sentence ends in them, and what follows begins a text.
fn headline_at(lines: &[Line], at: usize) -> Range<usize> {
    let after_text = at == 0 || lines[at - 1].ends_sentence();
    if !after_text || lines[at].indented && at > 0 && !lines[at].after_blank {
        return at..at;
    }
    for length in 1..=HEADLINE_LINES {
        let Some(next) = lines.get(at + length) else { break };
        let last = &lines[at + length - 1];
        if !looks_like_headline(last) {
            break;
        }
        // The text below begins visibly, or the headline's last line is clearly shorter than the column.
        let begins = next.indented || begins_report(&next.text) || dateline::byline_paragraph(&next.text).is_some();
        let column = column_width(lines, at + length + 3);
        let short = last.width < column - 3.0 && (length == 1 || lines[at].width >= column - 3.0);
        if begins || (short && !looks_like_headline(next)) || (short && next.width >= column - 1.6 && length == 1) {
            return at..at + length;
        }
    }
    at..at
}

fn looks_like_headline(line: &Line) -> bool {
    let text = &line.text;
    line.width >= 2.0
        && line.width <= HEADLINE_WIDTH
        && !line.ends_sentence()
        && !text.contains('。')
        && !text.ends_with(['，', '、', '；', '：', ',', '（', '“'])
        && !dateline_like(text)
        && dateline::byline_paragraph(text).is_none()
}

fn dateline_like(text: &str) -> bool {
    dateline::opening(text).length > 0
}

/// How news texts begin.
fn begins_report(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:(?:20\d{2}年)?\d{1,2}月\d{1,2}日|(?:\d{1,2}日)(?:[上下]午|，|晚)|近日|日前|连日来|近期|昨日|昨天|昨晚|今天|今日|前日|",
            r"“?(?:记者|笔者).{0,12}(?:获悉|了解到)|[\p{Han}]{2,12}(?:近日|日前|昨日))"
        ))
        .expect("patterns of the program are tested")
    });
    dateline_like(text) || FORM.is_match(text)
}

/// How paragraphs within a text begin.
fn continues_report(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:[他她它]|会议(?:要求|指出|强调|认为|还)|会上|会前|会后|此外|同时|另外|据了解|据介绍|据悉|其中|对此|因此|为此|当前|目前|",
            r"下一步|接下来|随后|截至目前|与此同时|“|一是|二是|三是|第[一二三四五]|要[^\p{Han}]?|在.{2,12}(?:后|时)，|",
            r"[\p{Han}]{2,4}(?:强调|指出|表示|说|要求|介绍|认为)|活动(?:中|现场)|座谈会上|这(?:次|是|些|一|种)|该|本次)"
        ))
        .expect("patterns of the program are tested")
    });
    FORM.is_match(text)
}

/// The weight of all that speaks for an article beginning at a line.
fn evidence(lines: &[Line], at: usize, headline: &Range<usize>, indent_share: f64) -> f64 {
    let before = &lines[at - 1];
    let byline_before = dateline::closing_byline(&before.text).is_some();
    // Within a sentence nothing begins, except under a byline that ends without a full stop.
    if !before.ends_sentence() && !byline_before {
        return f64::NEG_INFINITY;
    }
    // The reporter's name on a line of its own ends an article.
    if dateline::closing_byline(&lines[at].text).is_some_and(|(start, _)| start == 0) {
        return f64::NEG_INFINITY;
    }
    let first = &lines[headline.end.min(lines.len() - 1)];
    // Nothing but the beginning of an article carries a dateline.
    if dateline::opening(&first.text).dateline.is_some() {
        return THRESHOLD;
    }
    let mut weight = -0.4;
    if begins_report(&first.text) {
        weight += 1.5;
    }
    if continues_report(&first.text) {
        weight -= 2.0;
    }
    if first.indented && indent_share < 0.15 {
        weight += 3.0;
    }
    if !headline.is_empty() {
        weight += 1.8;
        if first.indented || begins_report(&first.text) {
            weight += 1.0;
        }
    }
    if byline_before {
        weight += 2.5;
    }
    if before.text.ends_with("参加。") || before.text.ends_with("出席。") || before.text.ends_with("陪同。") {
        weight += 0.7;
    }
    if lines[at].after_blank {
        weight += 0.3;
    }
    if !is_short(lines, at - 1) && !first.indented {
        weight -= 0.8;
    }
    weight + 3.0 * (0.5 - cohesion(lines, at)).clamp(-0.5, 0.5)
}

/// How much the words before and after a place belong together, from 0 (nothing in common) to about 1: cosine of
/// the character pairs' counts, stretched so that 0.25, common within an article, gives 1.
fn cohesion(lines: &[Line], at: usize) -> f64 {
    let pairs = |range: Range<usize>| {
        let mut counts: BTreeMap<(char, char), f64> = BTreeMap::new();
        for line in &lines[range] {
            let mut last = None;
            for c in line.text.chars() {
                if let (Some(last), true) = (last, is_han(c)) {
                    *counts.entry((last, c)).or_default() += 1.0;
                }
                last = is_han(c).then_some(c);
            }
        }
        counts
    };
    let left = pairs(at.saturating_sub(COHESION_LINES)..at);
    let right = pairs(at..(at + COHESION_LINES).min(lines.len()));
    let dot: f64 = left.iter().filter_map(|(pair, n)| right.get(pair).map(|m| n * m)).sum();
    let length = |counts: &BTreeMap<(char, char), f64>| counts.values().map(|n| n * n).sum::<f64>().sqrt();
    let lengths = length(&left) * length(&right);
    if lengths > 0.0 { dot / lengths / 0.25 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::lines::clean;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_headline_belongs_to_the_text_below_it() {
        let text = "本报讯 3月5日，全市信访工作会议召开，各部\n门负责人参加。\n河畔新增三处便民公园\n 近日，市园林局新建的三处公园向市民开放，\n每处都有健身步道。\n";
        let lines = clean(text);
        let pieces = split(&lines);
        assert_eq!(pieces.len(), 2);
        assert_eq!(lines[pieces[1].headline.clone()][0].text, "河畔新增三处便民公园");
    }

    proptest! {
        #[test]
        fn every_line_belongs_to_one_piece(text in "([本报讯3月5日，。近日市会议 （记者）\n]{0,200})") {
            let lines = clean(&text);
            if !lines.is_empty() {
                let mut next = 0;
                for piece in split(&lines) {
                    prop_assert_eq!(piece.headline.start, next);
                    prop_assert_eq!(piece.body.start, piece.headline.end);
                    next = piece.body.end;
                }
                prop_assert_eq!(next, lines.len());
            }
        }
    }
}
