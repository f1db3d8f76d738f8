//! What the second pass knows of each candidate, no matter where the article before it begins: its surroundings, and how far it
//! looks like the other beginnings of its page. The first pass says how likely each candidate is one of them.

use std::ops::Range;

use crate::corpus::page::boundary::evidence::{Candidate, Evidence};
use crate::corpus::page::boundary::features::{FirstPassFeatures, PageFeatures};
use crate::corpus::page::boundary::first_pass::FirstPass;
use crate::corpus::page::cue_phrases::captions;
use crate::corpus::page::lines::column_width;

/// The page features of all candidates, and the usual length of the page's articles in lines. `top` is the article that
/// begins with the page.
pub(super) fn page_features(
    evidence: &Evidence<'_>,
    first_pass: &FirstPass,
    top: &Candidate,
) -> (Vec<PageFeatures>, f64) {
    let page = PageHabits::new(evidence, first_pass, top);
    let features = (0..evidence.candidates().len()).map(|at| page.features(at)).collect();
    (features, page.usual_length)
}

/// One value for each mark by which a beginning may be recognised.
#[derive(Debug, Clone, Copy)]
struct Marks<T> {
    headline: T,
    dateline: T,
    indent: T,
    blank: T,
    signed_before: T,
    byline: T,
}

impl<T: Copy> Marks<T> {
    fn map<V>(self, function: impl Fn(T) -> V) -> Marks<V> {
        self.zip(self, |value, _| function(value))
    }

    fn zip<U: Copy, V>(self, other: Marks<U>, function: impl Fn(T, U) -> V) -> Marks<V> {
        Marks {
            headline: function(self.headline, other.headline),
            dateline: function(self.dateline, other.dateline),
            indent: function(self.indent, other.indent),
            blank: function(self.blank, other.blank),
            signed_before: function(self.signed_before, other.signed_before),
            byline: function(self.byline, other.byline),
        }
    }
}

/// Candidates added up, each with a weight from 0 to 1.
#[derive(Debug, Clone, Copy)]
struct Sums {
    count: f64,
    /// How many of them have each mark.
    marks: Marks<f64>,
    /// The sum of their opening scores ([`Evidence::opens`]).
    opens: f64,
}

impl Sums {
    fn add(&mut self, weight: f64, marks: Marks<bool>, opens: f64) {
        self.count += weight;
        self.marks = self.marks.zip(marks, |sum, mark| sum + weight * number(mark));
        self.opens += weight * opens;
    }

    fn without(&self, weight: f64, marks: Marks<bool>, opens: f64) -> Sums {
        Sums {
            count: self.count - weight,
            marks: self.marks.zip(marks, |sum, mark| sum - weight * number(mark)),
            opens: self.opens - weight * opens,
        }
    }

    /// The share of candidates that agree with one in each mark, smoothed by half a candidate with and half a candidate
    /// without it.
    fn agreement(&self, marks: Marks<bool>) -> Marks<f64> {
        marks.zip(self.marks, |mark, sum| {
            let share = (sum + 0.5) / (self.count + 1.0);
            if mark { share } else { 1.0 - share }
        })
    }
}

/// A page after the first pass; each list has one entry per candidate.
struct PageHabits<'a> {
    evidence: &'a Evidence<'a>,
    first_pass: &'a FirstPass,
    marks: Vec<Marks<bool>>,
    /// The opening scores of the candidates' texts, without bylines.
    opens: Vec<f64>,
    /// The share of candidates with a smaller value in [`PageHabits::opens`].
    opens_ranks: Vec<f64>,
    closes_ranks: Vec<f64>,
    cohesion_ranks: Vec<f64>,
    /// The candidates weighed by the probability that an article begins there, with the beginning of the page.
    beginnings: Sums,
    /// The candidates weighed by the probability that no article begins there.
    others: Sums,
    /// In lines.
    usual_length: f64,
}

impl<'a> PageHabits<'a> {
    fn new(evidence: &'a Evidence<'a>, first_pass: &'a FirstPass, top: &Candidate) -> Self {
        let candidates = evidence.candidates();
        let opens: Vec<f64> = candidates
            .iter()
            .zip(&first_pass.features)
            .map(|(candidate, features)| match evidence.lead(candidate) {
                lead if lead == evidence.body(candidate) => features.wording_opens,
                lead => evidence.opens(lead),
            })
            .collect();
        let marks: Vec<Marks<bool>> = candidates.iter().map(|candidate| marks_of(evidence, candidate)).collect();
        let top_marks = marks_of(evidence, top).map(number);
        let mut beginnings = Sums { count: 1.0, marks: top_marks, opens: evidence.opens(evidence.lead(top)) };
        let mut others = Sums { count: 0.0, marks: top_marks.map(|_| 0.0), opens: 0.0 };
        for (at, p) in first_pass.probabilities.iter().enumerate() {
            beginnings.add(*p, marks[at], opens[at]);
            others.add(1.0 - p, marks[at], opens[at]);
        }
        let ranks_of =
            |value: fn(&FirstPassFeatures) -> f64| ranks(&first_pass.features.iter().map(value).collect::<Vec<f64>>());
        PageHabits {
            evidence,
            first_pass,
            marks,
            opens_ranks: ranks(&opens),
            closes_ranks: ranks_of(|features| features.wording_closes),
            cohesion_ranks: ranks_of(|features| features.cohesion_near),
            opens,
            usual_length: evidence.lines.len() as f64 / beginnings.count,
            beginnings,
            others,
        }
    }

    fn features(&self, at: usize) -> PageFeatures {
        let (evidence, lines, log_odds) = (self.evidence, self.evidence.lines, &self.first_pass.log_odds);
        let candidates = evidence.candidates();
        let (candidate, marks, opens) = (&candidates[at], self.marks[at], self.opens[at]);
        let (line, body, headline) = (candidate.line, evidence.body(candidate), candidate.headline.clone());
        let before_line = at.checked_sub(1).map_or(0, |before| candidates[before].line);
        let next_line = candidates.get(at + 1).map_or(lines.len(), |next| next.line);
        // The candidate itself is taken out, so that it is not its own model.
        let p = self.first_pass.probabilities[at];
        let beginnings = self.beginnings.without(p, marks, opens);
        let others = self.others.without(1.0 - p, marks, opens);
        let log_ratio = |beginning: f64, other: f64| libm::log(beginning.max(0.01) / other.max(0.01));
        let habits = beginnings.agreement(marks).zip(others.agreement(marks), log_ratio);
        let count = beginnings.count.max(0.1);
        let (usual_opens, other_opens) = (beginnings.opens / count, others.opens / others.count.max(0.5));
        PageFeatures {
            first_look: log_odds[at],
            first_look_before: entry_or(log_odds, at.checked_sub(1), 0.0),
            first_look_behind: entry_or(log_odds, Some(at + 1), -9.0),
            first_look_near: self.best_neighbour(at),
            headline_width: if headline.is_empty() { 0.0 } else { self.relative_width(headline.end - 1) },
            headlines_alike: self.headlines_alike(candidate),
            headline_repeats_before: evidence.cohesion.between(headline, line.saturating_sub(16)..line),
            paragraph_before: (line - before_line).min(30) as f64,
            paragraph_here: (next_line - body.min(next_line)).min(30) as f64,
            dateline_ahead: self.lines_to_dateline(body..(body + 20).min(lines.len())).unwrap_or(20) as f64,
            dateline_behind: self.lines_to_dateline((line.saturating_sub(60)..line).rev()).unwrap_or(60) as f64,
            lead_opens: opens,
            lead_below_byline: number(evidence.lead(candidate) != body),
            before_breaks_off: number(lines[line - 1].text.ends_with(['，', '、', '：', '；'])),
            before_is_caption: number(captions(&lines[line - 1].text)),
            line_is_caption: number(captions(&lines[line].text)),
            quotes_open: f64::from(self.open_quotes(line)),
            opens_rank: self.opens_ranks[at],
            closes_rank: self.closes_ranks[at],
            cohesion_rank: self.cohesion_ranks[at],
            cohesion_wide: evidence.cohesion.between(line.saturating_sub(30)..line, body..(body + 30).min(lines.len())),
            opens_before: entry_or(&self.opens, at.checked_sub(1), 0.0),
            opens_behind: entry_or(&self.opens, Some(at + 1), 0.0),
            page_lines: lines.len() as f64,
            page_candidates: candidates.len() as f64 / lines.len() as f64,
            page_indented: evidence.indented,
            page_blank: evidence.blank,
            page_headed: evidence.headed,
            page_dated: evidence.dated,
            page_signed: evidence.signed,
            before_width: self.relative_width(line - 1),
            line_width: self.relative_width(line),
            next_width: if line + 1 < lines.len() { self.relative_width(line + 1) } else { 0.0 },
            habit_headline: habits.headline,
            habit_dateline: habits.dateline,
            habit_indent: habits.indent,
            habit_blank: habits.blank,
            habit_signed_before: habits.signed_before,
            habit_byline: habits.byline,
            habit_opens: (opens - f64::midpoint(usual_opens, other_opens)) * (usual_opens - other_opens).max(0.0),
            habit_sum: habits.headline
                + habits.dateline
                + habits.indent
                + habits.blank
                + habits.signed_before
                + habits.byline,
            beginnings: beginnings.count,
            beginnings_headed: beginnings.marks.headline / count,
            beginnings_dated: beginnings.marks.dateline / count,
            beginnings_indented: beginnings.marks.indent / count,
            usual_length: self.usual_length,
        }
    }

    /// The candidates at most `reach` lines from a line.
    fn candidates_near(&self, line: usize, reach: usize) -> Range<usize> {
        let candidates = self.evidence.candidates();
        let begin = candidates.partition_point(|c| c.line + reach < line);
        begin..candidates.partition_point(|c| c.line <= line + reach)
    }

    /// The highest log-odds among the other candidates at most three lines away.
    fn best_neighbour(&self, at: usize) -> f64 {
        let near = self.candidates_near(self.evidence.candidates()[at].line, 3);
        near.filter(|&other| other != at).map(|other| self.first_pass.log_odds[other]).fold(-9.0, f64::max)
    }

    /// How many other headlines of one line near a candidate are as wide as its own, at most 6; 0 unless its own
    /// headline is one line.
    fn headlines_alike(&self, candidate: &Candidate) -> f64 {
        let (lines, line) = (self.evidence.lines, candidate.line);
        if candidate.headline.len() != 1 {
            return 0.0;
        }
        let alike = |other: &&Candidate| {
            other.line != line
                && other.headline.len() == 1
                && (lines[other.line].width - lines[line].width).abs() <= 2.0
        };
        self.evidence.candidates()[self.candidates_near(line, 69)].iter().filter(alike).count().min(6) as f64
    }

    /// The width of a line as a share of its column's width.
    fn relative_width(&self, line: usize) -> f64 {
        let lines = self.evidence.lines;
        f64::from(lines[line].width / column_width(lines, line).max(1.0))
    }

    /// How many of the given lines come before the first that begins with a dateline.
    fn lines_to_dateline(&self, mut lines: impl Iterator<Item = usize>) -> Option<usize> {
        lines.position(|line| self.evidence.facts[line].dated)
    }

    /// How many quotations opened in the eight lines before a line are still open.
    fn open_quotes(&self, line: usize) -> i32 {
        let characters = self.evidence.lines[line.saturating_sub(8)..line].iter().flat_map(|l| l.text.chars());
        characters.fold(0, |open: i32, c| match c {
            '“' => open + 1,
            '”' => (open - 1).max(0),
            _ => open,
        })
    }
}

/// The marks of a candidate, or of the article that begins with the page.
fn marks_of(evidence: &Evidence<'_>, candidate: &Candidate) -> Marks<bool> {
    let body = evidence.body(candidate);
    Marks {
        headline: !candidate.headline.is_empty(),
        dateline: evidence.facts[evidence.lead(candidate)].dated,
        indent: evidence.lines[body].indented,
        blank: evidence.lines[candidate.line].after_blank,
        signed_before: candidate.line.checked_sub(1).is_some_and(|before| evidence.facts[before].signed),
        byline: evidence.facts[body].byline,
    }
}

/// 1 for true, 0 for false.
fn number(test: bool) -> f64 {
    f64::from(u8::from(test))
}

/// An entry of a list, or `default` where the list has none there.
fn entry_or(values: &[f64], at: Option<usize>, default: f64) -> f64 {
    at.and_then(|at| values.get(at)).copied().unwrap_or(default)
}

/// The share of values that are smaller than each value.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    values.iter().map(|value| sorted.partition_point(|other| other < value) as f64 / sorted.len() as f64).collect()
}
