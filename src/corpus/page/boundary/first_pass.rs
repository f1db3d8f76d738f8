//! The evidence that an article begins at a line, as numbers, and the learned weights that add it up.
//!
//! A candidate is a line before which a sentence, a byline or a headline may have ended. Layout (indents, blank lines,
//! widths) is measured against the page's own habits; words are compared on both sides of the line (lexical cohesion
//! after Hearst 1997, and its fall against the surroundings after Choi 2000). The weights are those of a logistic regression on pages composed of other texts
//! (`training/`), never of the pages they are tested on.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::corpus::page::boundary::cohesion::Cohesion;
use crate::corpus::page::boundary::opening_closing::ArticleEnd;
use crate::corpus::page::cue_phrases::{
    begins_report, captions, closes_report, continues_report, list_item, names_a_day,
};
use crate::corpus::page::dateline;
use crate::corpus::page::headline::headline_at;
use crate::corpus::page::lines::{Line, is_short};
use crate::text::is_han;

/// The weights as they were learned: `feature,weight`.
const WEIGHTS: &str = include_str!("../../../../models/boundary-weights.csv");

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

/// The number that depends on where the article before begins.
const SHORT_ARTICLE_BEFORE: usize = 26;

/// A line that may begin an article.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The line.
    pub line: usize,
    /// The lines of its headline, from that line on; empty where it has none.
    pub headline: Range<usize>,
}

/// What single lines tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// A dateline begins it.
    pub dated: bool,
    /// It ends with who wrote it.
    pub signed: bool,
    /// It tells only who wrote it.
    pub byline: bool,
}

/// A page as boundaries see it.
pub(super) struct Evidence<'a> {
    pub lines: &'a [Line],
    pub facts: Vec<Facts>,
    /// Characters before each line, and all of them.
    offsets: Vec<usize>,
    pub cohesion: Cohesion,
    candidates: Vec<Candidate>,
    /// Shares of the candidates that are indented, follow a blank line, carry a headline or a dateline.
    pub indented: f64,
    pub blank: f64,
    pub headed: f64,
    pub dated: f64,
    pub signed: f64,
}

impl<'a> Evidence<'a> {
    /// Finds the candidates of a page and measures its habits.
    pub(super) fn new(lines: &'a [Line]) -> Self {
        let mut offsets = vec![0];
        for line in lines {
            offsets.push(offsets[offsets.len() - 1] + line.text.chars().filter(|c| !c.is_whitespace()).count());
        }
        let facts: Vec<Facts> = (0..lines.len()).map(|at| facts(lines, at)).collect();
        let candidates: Vec<Candidate> = (1..lines.len())
            .filter(|&at| may_begin(lines, &facts, at))
            .map(|line| Candidate { line, headline: headline_at(lines, line) })
            .collect();
        let count = candidates.len().max(1) as f64;
        let share = |test: &dyn Fn(&Candidate) -> bool| candidates.iter().filter(|c| test(c)).count() as f64 / count;
        let body = |c: &Candidate| c.headline.end.max(c.line).min(lines.len() - 1);
        let indented = share(&|c| lines[body(c)].indented);
        let blank = share(&|c| lines[c.line].after_blank);
        let headed = share(&|c| !c.headline.is_empty());
        let dated = share(&|c| facts[body(c)].dated);
        let signed = share(&|c| facts[c.line - 1].signed);
        let cohesion = Cohesion::new(lines.iter().map(|line| line.text.as_str()));
        Evidence { lines, facts, offsets, cohesion, candidates, indented, blank, headed, dated, signed }
    }

    /// The candidates, in the order of the page; the first line is none, it begins an article anyway.
    pub(super) fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Characters before a line.
    pub(super) fn offset(&self, line: usize) -> usize {
        self.offsets[line]
    }

    /// The first line of a candidate's text.
    pub(super) fn body(&self, candidate: &Candidate) -> usize {
        candidate.headline.end.max(candidate.line).min(self.lines.len() - 1)
    }

    /// Sets the number of a candidate that depends on where the article before it begins.
    pub(super) fn set_start(&self, features: &mut [f64], candidate: &Candidate, article_start: usize) {
        let written = (self.offsets[candidate.line] - self.offsets[article_start]) as f64;
        features[SHORT_ARTICLE_BEFORE] = (1.0 - written / 120.0).max(0.0);
    }

    /// The numbers of a candidate, [`Evidence::set_start`] left.
    pub(super) fn features(&self, candidate: &Candidate) -> [f64; FEATURES.len()] {
        let (lines, at) = (self.lines, candidate.line);
        let before = &lines[at - 1];
        let body = self.body(candidate);
        let first = &lines[body];
        let headline = candidate.headline.len();
        let dated = self.facts[body].dated;
        let signed = self.facts[at - 1].signed;
        let is = |test: bool| f64::from(u8::from(test));
        let left = (self.offsets[lines.len()] - self.offsets[at]) as f64;
        let (opens, closes) = (self.opens(body), self.closes(at));
        let (near, far) = (self.cohesion_around(at, body, 6), self.cohesion_around(at, body, 16));
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
            is(self.facts.get(body + 1).is_some_and(|next| next.byline) || self.facts[body].byline),
            is(headline == 1),
            is(headline > 1),
            is(headline > 0 && (dated || first.indented)),
            is(headline > 0) * self.headed,
            is(headline == 0 && crate::corpus::page::headline::looks_like_headline(&lines[at])),
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
            0.0,
            (1.0 - left / 80.0).max(0.0),
            is(first.text.starts_with(['“', '‘'])),
            is(lines[at].text.starts_with(['—', '-'])),
            is(list_item(&lines[at].text)),
            is(self.facts[at].byline),
            is(signed) * self.signed,
            is(!is_short(lines, body)),
            opens,
            if headline == 0 && !dated { opens } else { 0.0 },
            closes,
            is(!before.ends_sentence() && !signed),
            is(signed && !before.text.ends_with([')', '）'])),
            is(headline == 1 && lines[at].width <= 10.0),
            if headline > 0 { opens } else { 0.0 },
            is(headline > 0 && lines[at].after_blank),
        ]
    }

    /// How much the words of so many lines before and behind belong together: the cosine of their character pairs.
    fn cohesion_around(&self, at: usize, body: usize, reach: usize) -> f64 {
        self.cohesion.between(at.saturating_sub(reach)..at, body..(body + reach).min(self.lines.len()))
    }

    /// How far the cohesion falls below that of the places a little before and behind.
    fn fall(&self, at: usize, body: usize, here: f64) -> f64 {
        let count = self.lines.len();
        let shifted = |place: usize| (place > 0 && place < count).then(|| self.cohesion_around(place, place, 6));
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

    /// How much the words from a line on open an article; a dateline, which has a number of its own, left out.
    pub(super) fn opens(&self, at: usize) -> f64 {
        let text = self.behind(at);
        ArticleEnd::Open.score(&text[dateline::opening(&text).length..])
    }

    /// How much the words before a line close an article.
    pub(super) fn closes(&self, at: usize) -> f64 {
        ArticleEnd::Close.score(&self.before(at))
    }

    /// The text that begins at a line.
    fn behind(&self, at: usize) -> String {
        self.lines[at..(at + 3).min(self.lines.len())].iter().map(|line| line.text.as_str()).collect()
    }

    /// The text that ends before a line.
    fn before(&self, at: usize) -> String {
        self.lines[at.saturating_sub(3)..at].iter().map(|line| line.text.as_str()).collect()
    }
}

/// Whether an article may begin at a line: within a sentence none does.
fn may_begin(lines: &[Line], facts: &[Facts], at: usize) -> bool {
    let before = &lines[at - 1];
    // Behind a dateline that fills its line its text begins.
    if facts[at - 1].dated && dateline::opening(&before.text).length == before.text.len() {
        return false;
    }
    if before.ends_sentence() || facts[at - 1].signed {
        return true;
    }
    // A caption; a text that was cut; a text or a list that ends without a full stop.
    lines[at].indented
        || captions(&before.text)
        || is_short(lines, at - 1) && !before.text.ends_with(['，', '、', '；', '：', ','])
}

fn facts(lines: &[Line], at: usize) -> Facts {
    let text = lines[at].text.as_str();
    let opening = dateline::opening(text);
    let dated = opening.dateline.is_some() || {
        // A dateline may be wrapped; what is found must not lie in the next line only.
        let next = lines.get(at + 1).filter(|next| !next.after_blank).map_or("", |next| next.text.as_str());
        !lines[at].ends_sentence() && dateline::opening(&format!("{text}{next}")).dateline.is_some()
    };
    let byline = byline_alone(text);
    // The reporter of a dateline stands at the beginning.
    let signed = byline
        || dateline::signs_without_brackets(text)
        || dateline::closing_byline(text).is_some_and(|(start, _)| start >= opening.length);
    Facts { dated, signed, byline }
}

fn byline_alone(text: &str) -> bool {
    dateline::byline_paragraph(text).is_some() || dateline::closing_byline(text).is_some_and(|(start, _)| start == 0)
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
        assert_eq!(FEATURES[SHORT_ARTICLE_BEFORE], "short_article_before");
    }
}
