//! The second look at a page: once the likeliest beginnings are known, the rest are judged by what beginnings look like on
//! this page, by their neighbours, and by the article they would end. Boosted trees weigh it all.

use std::sync::OnceLock;

use crate::corpus::page::boundary::first_pass::{Candidate, Evidence, FEATURES, probability};
use crate::corpus::page::boundary::trees::{CompactTrees, Trees};
use crate::corpus::page::cue_phrases::captions;
use crate::corpus::page::headline::headline_at;
use crate::corpus::page::lines::column_width;

/// The trees as they were learned.
const TREES: &str = include_str!("../../../../models/boundary-trees.csv");

/// What is told of a candidate beside [`FEATURES`]: the first of the page, of its neighbours and its habits, then what
/// depends on where the article before it begins.
const MORE: [&str; 55] = [
    "first_look",
    "first_look_before",
    "first_look_behind",
    "first_look_near",
    "headline_width",
    "headlines_alike",
    "headline_repeats_before",
    "paragraph_before",
    "paragraph_here",
    "dateline_ahead",
    "dateline_behind",
    "lead_opens",
    "lead_below_byline",
    "before_breaks_off",
    "before_is_caption",
    "line_is_caption",
    "quotes_open",
    "opens_rank",
    "closes_rank",
    "cohesion_rank",
    "cohesion_wide",
    "opens_before",
    "opens_behind",
    "page_lines",
    "page_candidates",
    "page_indented",
    "page_blank",
    "page_headed",
    "page_dated",
    "page_signed",
    "before_width",
    "line_width",
    "next_width",
    "habit_headline",
    "habit_dateline",
    "habit_indent",
    "habit_blank",
    "habit_signed_before",
    "habit_byline",
    "habit_opens",
    "habit_sum",
    "beginnings",
    "beginnings_headed",
    "beginnings_dated",
    "beginnings_indented",
    "usual_length",
    "length",
    "length_to_usual",
    "article_dated",
    "second_dateline_after",
    "article_headed",
    "article_top_cohesion",
    "article_cohesion",
    "first_article",
    "headlines_within",
];

/// How many numbers are judged by.
pub const JUDGED: usize = FEATURES.len() + MORE.len();

/// The names of what is judged by.
pub fn judged() -> [&'static str; JUDGED] {
    std::array::from_fn(|at| FEATURES.get(at).copied().unwrap_or_else(|| MORE[at - FEATURES.len()]))
}

/// Numbers of the first look that the second wants.
const COHESION_NEAR: usize = 22;
const WORDING_OPENS: usize = 34;
const WORDING_CLOSES: usize = 36;

/// What the first look tells of each candidate.
#[derive(Debug, Default)]
pub(super) struct FirstLook {
    features: Vec<[f64; FEATURES.len()]>,
    /// The probabilities, given the beginnings that it takes before.
    probabilities: Vec<f64>,
    /// The logarithms of their odds.
    odds: Vec<f64>,
}

impl FirstLook {
    /// Looks at a page; where the probability reaches the threshold an article is held to begin.
    pub(super) fn new(evidence: &Evidence<'_>, threshold: f64) -> Self {
        let mut start = 0;
        let mut look = FirstLook::default();
        for candidate in evidence.candidates() {
            let mut features = evidence.features(candidate);
            evidence.set_start(&mut features, candidate, start);
            let p = probability(&features);
            if p >= threshold {
                start = candidate.line;
            }
            look.features.push(features);
            look.probabilities.push(p);
            look.odds.push(libm::log(p.max(1e-6) / (1.0 - p).max(1e-6)));
        }
        look
    }
}

/// A page at the second look.
pub(super) struct Judge<'a> {
    evidence: &'a Evidence<'a>,
    first: Candidate,
    looks: &'a FirstLook,
    /// How many candidates before each have a headline.
    headlines: Vec<usize>,
    /// What is known of each candidate wherever the article before begins.
    known: Vec<Vec<f64>>,
    usual_length: f64,
}

/// Shorter articles than this many lines are hardly on the pages that the trees were learned from.
const BRIEF: usize = 5;

/// What habits are made of.
const HABITS: usize = 6;

impl<'a> Judge<'a> {
    /// Measures what the beginnings of a page are like.
    pub(super) fn new(evidence: &'a Evidence<'a>, looks: &'a FirstLook) -> Self {
        let lines = evidence.lines;
        let candidates = evidence.candidates();
        let count = candidates.len();
        let first = Candidate { line: 0, headline: headline_at(lines, 0) };
        let FirstLook { probabilities, odds, .. } = looks;
        let opens: Vec<f64> = candidates
            .iter()
            .zip(&looks.features)
            .map(|(candidate, features)| match lead(evidence, candidate) {
                lead if lead == evidence.body(candidate) => features[WORDING_OPENS],
                lead => evidence.opens(lead),
            })
            .collect();
        let closes: Vec<f64> = looks.features.iter().map(|features| features[WORDING_CLOSES]).collect();
        let near: Vec<f64> = looks.features.iter().map(|features| features[COHESION_NEAR]).collect();
        let marks: Vec<[bool; HABITS]> = candidates.iter().map(|c| marks(evidence, c)).collect();
        let first_marks = marks_of_first(evidence, &first);
        let first_opens = evidence.opens(lead(evidence, &first));
        // Of beginnings and of others: how many, how many bear each mark, and their words.
        let mut begin = (1.0, first_marks.map(|mark| f64::from(u8::from(mark))), first_opens);
        let mut other = (0.0, [0.0; HABITS], 0.0);
        for (at, p) in probabilities.iter().enumerate() {
            for (sums, weight) in [(&mut begin, *p), (&mut other, 1.0 - p)] {
                sums.0 += weight;
                (0..HABITS).for_each(|m| sums.1[m] += weight * f64::from(u8::from(marks[at][m])));
                sums.2 += weight * opens[at];
            }
        }
        let usual_length = lines.len() as f64 / begin.0;
        let (opens_ranks, closes_ranks, near_ranks) = (ranks(&opens), ranks(&closes), ranks(&near));
        // The candidates within so many lines of a line.
        let around_line = |line: usize, reach: usize| {
            let from = candidates.partition_point(|c| c.line + reach < line);
            from..candidates.partition_point(|c| c.line <= line + reach)
        };
        let column = |at: usize| f64::from(lines[at].width / column_width(lines, at).max(1.0));
        let known = (0..count)
            .map(|at| {
                let candidate = &candidates[at];
                let (line, body) = (candidate.line, evidence.body(candidate));
                let lead = lead(evidence, candidate);
                let is = |test: bool| f64::from(u8::from(test));
                let neighbour = |at: Option<usize>, values: &[f64], none: f64| {
                    at.and_then(|at| values.get(at)).copied().unwrap_or(none)
                };
                let near_looks =
                    around_line(line, 3).filter(|&other| other != at).map(|other| odds[other]).fold(-9.0, f64::max);
                let alike = |other: &&Candidate| {
                    other.line != line
                        && other.headline.len() == 1
                        && (lines[other.line].width - lines[line].width).abs() <= 2.0
                };
                let headline = candidate.headline.clone();
                let wide = evidence.cohesion.between(line.saturating_sub(30)..line, body..(body + 30).min(lines.len()));
                let ahead = (body..(body + 20).min(lines.len())).position(|l| evidence.facts[l].dated);
                let behind = (line.saturating_sub(60)..line).rev().position(|l| evidence.facts[l].dated);
                let before_line = at.checked_sub(1).map_or(0, |before| candidates[before].line);
                let next_line = candidates.get(at + 1).map_or(lines.len(), |next| next.line);
                let quotes = lines[line.saturating_sub(8)..line].iter().flat_map(|l| l.text.chars());
                let open = quotes.fold(0i32, |open, c| match c {
                    '“' => open + 1,
                    '”' => (open - 1).max(0),
                    _ => open,
                });
                // Of all others: a candidate shall not be a habit of its own.
                let p = probabilities[at];
                let mut habits = [0.0; HABITS];
                for (m, habit) in habits.iter_mut().enumerate() {
                    let own = is(marks[at][m]);
                    let share = |sums: &(f64, [f64; HABITS], f64), own_weight: f64| {
                        let bearing = sums.1[m] - own_weight * own;
                        let share = (bearing + 0.5) / (sums.0 - own_weight + 1.0);
                        if marks[at][m] { share } else { 1.0 - share }
                    };
                    *habit = libm::log(share(&begin, p).max(0.01) / share(&other, 1.0 - p).max(0.01));
                }
                let beginnings = begin.0 - p;
                let mark_share = |m: usize| (begin.1[m] - p * is(marks[at][m])) / beginnings.max(0.1);
                let usual_opens = (begin.2 - p * opens[at]) / beginnings.max(0.1);
                let other_opens = (other.2 - (1.0 - p) * opens[at]) / (other.0 - (1.0 - p)).max(0.5);
                let habit_opens =
                    (opens[at] - f64::midpoint(usual_opens, other_opens)) * (usual_opens - other_opens).max(0.0);
                vec![
                    odds[at],
                    neighbour(at.checked_sub(1), odds, 0.0),
                    neighbour(Some(at + 1), odds, -9.0),
                    near_looks,
                    if headline.is_empty() { 0.0 } else { column(headline.end - 1) },
                    if headline.len() == 1 {
                        candidates[around_line(line, 69)].iter().filter(alike).count().min(6) as f64
                    } else {
                        0.0
                    },
                    evidence.cohesion.between(headline, line.saturating_sub(16)..line),
                    (line - before_line).min(30) as f64,
                    (next_line - body.min(next_line)).min(30) as f64,
                    ahead.unwrap_or(20) as f64,
                    behind.unwrap_or(60) as f64,
                    opens[at],
                    is(lead != body),
                    is(lines[line - 1].text.ends_with(['，', '、', '：', '；'])),
                    is(captions(&lines[line - 1].text)),
                    is(captions(&lines[line].text)),
                    f64::from(open),
                    opens_ranks[at],
                    closes_ranks[at],
                    near_ranks[at],
                    wide,
                    neighbour(at.checked_sub(1), &opens, 0.0),
                    neighbour(Some(at + 1), &opens, 0.0),
                    lines.len() as f64,
                    count as f64 / lines.len() as f64,
                    evidence.indented,
                    evidence.blank,
                    evidence.headed,
                    evidence.dated,
                    evidence.signed,
                    column(line - 1),
                    column(line),
                    if line + 1 < lines.len() { column(line + 1) } else { 0.0 },
                    habits[0],
                    habits[1],
                    habits[2],
                    habits[3],
                    habits[4],
                    habits[5],
                    habit_opens,
                    habits.iter().sum(),
                    beginnings,
                    mark_share(0),
                    mark_share(1),
                    mark_share(2),
                    usual_length,
                ]
            })
            .collect();
        let mut headlines = vec![0];
        for candidate in candidates {
            headlines.push(headlines[headlines.len() - 1] + usize::from(!candidate.headline.is_empty()));
        }
        Judge { evidence, first, looks, headlines, known, usual_length }
    }

    /// What the first look told of a candidate: the logarithm of the odds.
    pub(super) fn first_look(&self, at: usize) -> f64 {
        self.looks.odds[at]
    }

    /// The article that begins at a candidate, or at the top of the page.
    pub(super) fn candidate(&self, start: Option<usize>) -> &Candidate {
        start.map_or(&self.first, |at| &self.evidence.candidates()[at])
    }

    /// Whether a candidate begins with its dateline.
    pub(super) fn dated(&self, candidate: &Candidate) -> bool {
        self.evidence.facts[self.evidence.body(candidate)].dated
    }

    /// Whether both begin with a dateline, each with its own.
    pub(super) fn dated_apart(&self, one: &Candidate, other: &Candidate) -> bool {
        self.evidence.body(one) != self.evidence.body(other) && self.dated(one) && self.dated(other)
    }

    /// Whether a candidate has a dateline of its own behind an article of few lines that has one.
    pub(super) fn ends_brief(&self, at: usize, start: Option<usize>) -> bool {
        let (article, candidate) = (self.candidate(start), &self.evidence.candidates()[at]);
        candidate.line - article.line <= BRIEF && self.dated_apart(article, candidate)
    }

    /// All numbers of a candidate, given the candidate at which the article before it begins.
    pub(super) fn features(&self, at: usize, start: Option<usize>) -> Vec<f64> {
        let evidence = self.evidence;
        let candidate = &evidence.candidates()[at];
        let article = self.candidate(start);
        let (line, body) = (candidate.line, evidence.body(candidate));
        let top = evidence.body(article).min(line);
        let is = |test: bool| f64::from(u8::from(test));
        let dated = evidence.facts[lead(evidence, article)].dated;
        let within = self.headlines[at] - self.headlines[start.map_or(0, |s| s + 1)];
        let count = evidence.lines.len();
        let length = (line - article.line) as f64;
        let mut features = Vec::with_capacity(JUDGED);
        features.extend_from_slice(&self.looks.features[at]);
        evidence.set_start(&mut features, candidate, article.line);
        features.extend_from_slice(&self.known[at]);
        features.extend([
            length,
            length / self.usual_length,
            is(dated),
            if evidence.facts[body].dated && !dated { length } else { -1.0 },
            is(!article.headline.is_empty()),
            evidence.cohesion.between(top..(top + 12).min(line), body..(body + 12).min(count)),
            evidence.cohesion.between(line.saturating_sub(100).max(top)..line, body..(body + 20).min(count)),
            is(start.is_none()),
            within as f64,
        ]);
        features
    }

    /// The probability that an article begins at a candidate, given where the one before it begins.
    pub(super) fn probability(&self, at: usize, start: Option<usize>) -> f64 {
        1.0 / (1.0 + libm::exp(-trees().score(&self.features(at, start))))
    }
}

/// The share of values that are smaller than each.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    values.iter().map(|value| sorted.partition_point(|other| other < value) as f64 / sorted.len() as f64).collect()
}

/// The first line of a candidate's text that is no byline.
fn lead(evidence: &Evidence<'_>, candidate: &Candidate) -> usize {
    let body = evidence.body(candidate);
    let last = (body + 3).min(evidence.lines.len());
    (body..last).find(|&at| !evidence.facts[at].byline).unwrap_or(body)
}

/// The marks of a beginning.
fn marks(evidence: &Evidence<'_>, candidate: &Candidate) -> [bool; HABITS] {
    let mut marks = marks_of_first(evidence, candidate);
    marks[4] = evidence.facts[candidate.line - 1].signed;
    marks
}

fn marks_of_first(evidence: &Evidence<'_>, candidate: &Candidate) -> [bool; HABITS] {
    let body = evidence.body(candidate);
    [
        !candidate.headline.is_empty(),
        evidence.facts[lead(evidence, candidate)].dated,
        evidence.lines[body].indented,
        evidence.lines[candidate.line].after_blank,
        false,
        evidence.facts[body].byline,
    ]
}

fn trees() -> &'static CompactTrees {
    static READ: OnceLock<CompactTrees> = OnceLock::new();
    READ.get_or_init(|| Trees::read(TREES, &judged()).unwrap_or_default().compact())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trees_are_read() {
        let trees = Trees::read(TREES, &judged()).expect("a table of trees");
        assert!(!trees.trees.is_empty());
        let wanted = [COHESION_NEAR, WORDING_OPENS, WORDING_CLOSES].map(|at| FEATURES[at]);
        assert_eq!(wanted, ["cohesion_near", "wording_opens", "wording_closes"]);
    }
}
