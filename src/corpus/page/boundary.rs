//! The evidence that an article begins at a line, as numbers, and the learned weights that add it up.
//!
//! A candidate is a line before which a sentence, a byline or a headline may have ended. Layout (indents, blank lines,
//! widths) is measured against the page's own habits; words are compared on both sides of the line (lexical cohesion
//! after Hearst 1997, with character pairs weighed by how rare they are on the page, and its fall against the
//! surroundings after Choi 2000). The weights are those of a logistic regression on pages composed of other texts
//! (`training/`), never of the pages they are tested on.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::dateline;
use super::headline::headline_at;
use super::lines::{Line, is_short};
use super::phrases::{begins_report, closes_report, continues_report, list_item, names_a_day};
use super::wording::ArticleEnd;
use crate::text::is_han;

/// The weights as they were learned: `feature,weight`.
const WEIGHTS: &str = include_str!("../../../data/boundary-weights.csv");

/// What each number tells.
pub const FEATURES: [&str; 42] = [
    "always",
    "before_ends_sentence",
    "before_is_short",
    "before_is_byline",
    "before_closes_report",
    "dateline",
    "begins_report",
    "day_in_lead",
    "continues_report",
    "byline_below",
    "headline_one_line",
    "headline_more_lines",
    "headline_then_dateline_or_indent",
    "headline_where_usual",
    "looks_like_headline_only",
    "indent",
    "indent_where_rare",
    "no_indent_where_usual",
    "after_blank",
    "after_blank_where_rare",
    "no_blank_where_usual",
    "dateline_page_without_dateline",
    "cohesion_near",
    "cohesion_far",
    "cohesion_fall",
    "lead_repeats_before",
    "short_article_before",
    "little_left",
    "opens_with_quote",
    "opens_with_dash",
    "list_item",
    "line_is_byline",
    "byline_before_on_page_with_bylines",
    "first_line_full",
    "wording_opens",
    "wording_opens_without_headline",
    "wording_closes",
    "ends_without_stop",
    "signed_without_brackets",
    "headline_short",
    "wording_opens_below_headline",
    "headline_after_blank",
];

/// A line that may begin an article.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The line.
    pub line: usize,
    /// The lines of its headline, from that line on; empty where it has none.
    pub headline: Range<usize>,
}

/// A page as boundaries see it.
pub(super) struct Evidence<'a> {
    lines: &'a [Line],
    /// Characters before each line, and all of them.
    offsets: Vec<usize>,
    /// Character pairs of each line, with the weight of their rarity.
    pairs: Vec<Vec<(u64, f64)>>,
    candidates: Vec<Candidate>,
    /// Shares of the candidates that are indented, follow a blank line, carry a headline or a dateline.
    indented: f64,
    blank: f64,
    headed: f64,
    dated: f64,
    signed: f64,
}

impl<'a> Evidence<'a> {
    /// Finds the candidates of a page and measures its habits.
    pub(super) fn new(lines: &'a [Line]) -> Self {
        let mut offsets = vec![0];
        for line in lines {
            offsets.push(offsets[offsets.len() - 1] + line.text.chars().filter(|c| !c.is_whitespace()).count());
        }
        let candidates: Vec<Candidate> = (1..lines.len())
            .filter(|&at| may_begin(lines, at))
            .map(|line| Candidate { line, headline: headline_at(lines, line) })
            .collect();
        let count = candidates.len().max(1) as f64;
        let share = |test: &dyn Fn(&Candidate) -> bool| candidates.iter().filter(|c| test(c)).count() as f64 / count;
        let first = |c: &Candidate| &lines[c.headline.end.max(c.line).min(lines.len() - 1)];
        let indented = share(&|c| first(c).indented);
        let blank = share(&|c| lines[c.line].after_blank);
        let headed = share(&|c| !c.headline.is_empty());
        let dated = share(&|c| dateline::opening(&first(c).text).dateline.is_some());
        let signed = share(&|c| is_signed(&lines[c.line - 1].text));
        let pairs = weighed_pairs(lines);
        Evidence { lines, offsets, pairs, candidates, indented, blank, headed, dated, signed }
    }

    /// The candidates, in the order of the page; the first line is none, it begins an article anyway.
    pub(super) fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Characters before a line.
    pub(super) fn offset(&self, line: usize) -> usize {
        self.offsets[line]
    }

    /// Whether the text of a candidate begins with a dateline.
    pub(super) fn has_dateline(&self, candidate: &Candidate) -> bool {
        let body = candidate.headline.end.max(candidate.line).min(self.lines.len() - 1);
        dateline::opening(&self.lines[body].text).dateline.is_some()
    }

    /// The numbers of a candidate, given the line at which the article before it begins.
    pub(super) fn features(&self, candidate: &Candidate, article_start: usize) -> [f64; FEATURES.len()] {
        let (lines, at) = (self.lines, candidate.line);
        let before = &lines[at - 1];
        let body = candidate.headline.end.max(at).min(lines.len() - 1);
        let first = &lines[body];
        let headline = candidate.headline.len();
        let opening = dateline::opening(&first.text);
        let dated = opening.dateline.is_some();
        let signed = is_signed(&before.text);
        let is = |test: bool| f64::from(u8::from(test));
        let written = (self.offsets[at] - self.offsets[article_start]) as f64;
        let left = (self.offsets[lines.len()] - self.offsets[at]) as f64;
        // The dateline has a number of its own.
        let text = self.behind(body);
        let opens = ArticleEnd::Open.score(&text[opening.length.min(text.len())..]);
        let (near, far) = (self.cohesion(at, body, 6), self.cohesion(at, body, 16));
        [
            1.0,
            is(before.ends_sentence()),
            is(is_short(lines, at - 1)),
            is(signed),
            is(closes_report(&before.text)),
            is(dated),
            is(begins_report(&first.text)),
            is(names_a_day(&first.text)),
            is(continues_report(&first.text)),
            is(lines.get(body + 1).is_some_and(|next| byline_alone(&next.text)) || byline_alone(&first.text)),
            is(headline == 1),
            is(headline > 1),
            is(headline > 0 && (dated || first.indented)),
            is(headline > 0) * self.headed,
            is(headline == 0 && super::headline::looks_like_headline(&lines[at])),
            is(first.indented),
            is(first.indented) * (1.0 - self.indented),
            is(!first.indented) * self.indented,
            is(lines[at].after_blank),
            is(lines[at].after_blank) * (1.0 - self.blank),
            is(!lines[at].after_blank) * self.blank,
            is(!dated) * self.dated,
            near,
            far,
            self.fall(at, body, near),
            self.repeats(at, body),
            (1.0 - written / 120.0).max(0.0),
            (1.0 - left / 80.0).max(0.0),
            is(first.text.starts_with(['“', '‘'])),
            is(lines[at].text.starts_with(['—', '-'])),
            is(list_item(&lines[at].text)),
            is(byline_alone(&lines[at].text)),
            is(signed) * self.signed,
            is(!is_short(lines, body)),
            opens,
            if headline == 0 && !dated { opens } else { 0.0 },
            ArticleEnd::Close.score(&self.before(at)),
            is(!before.ends_sentence() && !signed),
            is(signed && !before.text.ends_with([')', '）'])),
            is(headline == 1 && lines[at].width <= 10.0),
            if headline > 0 { opens } else { 0.0 },
            is(headline > 0 && lines[at].after_blank),
        ]
    }

    /// How much the words of so many lines before and behind belong together: the cosine of their character pairs.
    fn cohesion(&self, at: usize, body: usize, reach: usize) -> f64 {
        let left = self.bag(at.saturating_sub(reach)..at);
        let right = self.bag(body..(body + reach).min(self.lines.len()));
        cosine(&left, &right)
    }

    /// How far the cohesion falls below that of the places a little before and behind.
    fn fall(&self, at: usize, body: usize, here: f64) -> f64 {
        let count = self.lines.len();
        let shifted = |place: usize| (place > 0 && place < count).then(|| self.cohesion(place, place, 6));
        let around = [at.checked_sub(5).and_then(shifted), shifted(body + 5)];
        let around: Vec<f64> = around.into_iter().flatten().collect();
        if around.is_empty() { 0.0 } else { around.iter().sum::<f64>() / around.len() as f64 - here }
    }

    /// Whether the first words name somebody or something named before: from two characters (0.5) to four (1).
    fn repeats(&self, at: usize, body: usize) -> f64 {
        let start: Vec<char> = self.lines[body].text.chars().take_while(|&c| is_han(c)).take(4).collect();
        let before: String = self.lines[at.saturating_sub(16)..at].iter().map(|line| line.text.as_str()).collect();
        let found = (2..=start.len()).rev().find(|&n| before.contains(&start[..n].iter().collect::<String>()));
        found.map_or(0.0, |n| n as f64 / 4.0)
    }

    /// The text that begins at a line.
    fn behind(&self, at: usize) -> String {
        self.lines[at..(at + 3).min(self.lines.len())].iter().map(|line| line.text.as_str()).collect()
    }

    /// The text that ends before a line.
    fn before(&self, at: usize) -> String {
        self.lines[at.saturating_sub(3)..at].iter().map(|line| line.text.as_str()).collect()
    }

    fn bag(&self, range: Range<usize>) -> BTreeMap<u64, f64> {
        let mut bag = BTreeMap::new();
        for (pair, weight) in self.pairs[range].iter().flatten() {
            *bag.entry(*pair).or_default() += weight;
        }
        bag
    }
}

/// Whether an article may begin at a line: within a sentence none does.
fn may_begin(lines: &[Line], at: usize) -> bool {
    let before = &lines[at - 1];
    if before.ends_sentence() || is_signed(&before.text) {
        return true;
    }
    // A text or a list that ends without a full stop.
    is_short(lines, at - 1) && !before.text.ends_with(['，', '、', '；', '：', ','])
}

/// Whether a line ends with who wrote it; that of a dateline stands at the beginning.
fn is_signed(text: &str) -> bool {
    let closed = dateline::closing_byline(text).is_some_and(|(start, _)| start >= dateline::opening(text).length);
    closed || byline_alone(text)
}

fn byline_alone(text: &str) -> bool {
    dateline::byline_paragraph(text).is_some() || dateline::closing_byline(text).is_some_and(|(start, _)| start == 0)
}

/// The character pairs of each line, weighed by ln(lines / lines with the pair).
fn weighed_pairs(lines: &[Line]) -> Vec<Vec<(u64, f64)>> {
    let pairs: Vec<Vec<u64>> = lines.iter().map(|line| han_pairs(&line.text)).collect();
    let mut frequency: BTreeMap<u64, u32> = BTreeMap::new();
    for line in &pairs {
        let mut distinct = line.clone();
        distinct.sort_unstable();
        distinct.dedup();
        distinct.into_iter().for_each(|pair| *frequency.entry(pair).or_default() += 1);
    }
    let count = lines.len() as f64;
    let weight = |pair: u64| libm::log((1.0 + count) / f64::from(frequency[&pair]));
    pairs.into_iter().map(|line| line.into_iter().map(|pair| (pair, weight(pair))).collect()).collect()
}

fn han_pairs(text: &str) -> Vec<u64> {
    let mut pairs = Vec::new();
    let mut last = None;
    for c in text.chars() {
        if let (Some(last), true) = (last, is_han(c)) {
            pairs.push(u64::from(u32::from(last)) << 32 | u64::from(u32::from(c)));
        }
        last = is_han(c).then_some(c);
    }
    pairs
}

fn cosine(left: &BTreeMap<u64, f64>, right: &BTreeMap<u64, f64>) -> f64 {
    let dot: f64 = left.iter().filter_map(|(pair, n)| right.get(pair).map(|m| n * m)).sum();
    let length = |bag: &BTreeMap<u64, f64>| bag.values().map(|n| n * n).sum::<f64>().sqrt();
    let lengths = length(left) * length(right);
    if lengths > 0.0 { dot / lengths } else { 0.0 }
}

/// The probability that an article begins at a candidate.
pub(super) fn probability(features: &[f64; FEATURES.len()]) -> f64 {
    let weights = weights();
    let sum: f64 = features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum();
    1.0 / (1.0 + libm::exp(-sum))
}

/// The learned weights, in the order of [`FEATURES`]; a feature that the table does not name weighs nothing.
fn weights() -> &'static [f64; FEATURES.len()] {
    static READ: OnceLock<[f64; FEATURES.len()]> = OnceLock::new();
    READ.get_or_init(|| {
        let table: BTreeMap<&str, f64> = WEIGHTS
            .lines()
            .filter_map(|line| line.split_once(','))
            .filter_map(|(f, w)| Some((f, w.parse().ok()?)))
            .collect();
        FEATURES.map(|feature| table.get(feature).copied().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_feature_and_no_other() {
        let named: Vec<&str> =
            WEIGHTS.lines().skip(1).filter_map(|line| line.split_once(',')).map(|(f, _)| f).collect();
        assert_eq!(named, FEATURES);
    }
}
