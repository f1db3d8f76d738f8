//! The second pass over a page: once the likeliest beginnings are known, the candidates are judged by what beginnings
//! look like on this page, by their neighbours, and by the article they would end. Boosted trees weigh all of it.

use std::sync::OnceLock;

use crate::corpus::measure::letter_count;
use crate::corpus::page::boundary::evidence::{Candidate, Evidence};
use crate::corpus::page::boundary::features::{
    ArticleFeatures, FirstPassFeatures, PageFeatures, second_pass_feature_names,
};
use crate::corpus::page::boundary::first_pass::FirstPass;
use crate::corpus::page::boundary::page_features::page_features;
use crate::corpus::page::boundary::trees::{CompactTrees, Trees};
use crate::corpus::page::cue_phrases::{begins_report, list_item, names_day_or_announcer};
use crate::corpus::page::lines::Line;

/// The learned trees, in the format of [`Trees::read`].
const TREES: &str = include_str!("../../../../models/boundary-trees.csv");
/// The trees for pages that were rewrapped.
const TREES_REWRAPPED: &str = include_str!("../../../../models/boundary-trees-rewrapped.csv");

/// An article of at most this many lines is a brief; the pages that the trees were learned from have hardly any.
const MAX_BRIEF_LINES: usize = 5;
/// The same for a short article below a headline. Two headlines this close together, both above texts that begin like news, are
/// hardly ever part of one report: there are seventeen pairs in eight thousand reports with three thousand subheads.
const MAX_HEADED_LINES: usize = 20;

/// A headline of fewer letters above a text without a dateline is more likely a subhead.
const MIN_HEADLINE_LETTERS: usize = 7;
/// How a question begins that stands above an answer.
const QUESTIONS: [&str; 4] = ["问：", "问:", "记者：", "有记者问"];

/// A page in the second pass.
pub(super) struct SecondPass<'a> {
    evidence: &'a Evidence<'a>,
    first_pass: &'a FirstPass,
    /// Whether each paragraph is known for certain, because none is wrapped.
    has_whole_paragraphs: bool,
    /// Whether all headlines above datelines stand below a blank line, except the one at the top.
    headlines_follow_blanks: bool,
    /// The article that begins with the page.
    top: Candidate,
    /// Number of candidates with a headline before each candidate, and of all of them as the last entry.
    headlines_before: Vec<usize>,
    /// One entry per candidate.
    page_features: Vec<PageFeatures>,
    /// The usual length of the page's articles, in lines.
    usual_length: f64,
}

impl<'a> SecondPass<'a> {
    /// Measures what the beginnings of a page are like.
    pub(super) fn new(evidence: &'a Evidence<'a>, first_pass: &'a FirstPass) -> Self {
        let top = evidence.top();
        let (page_features, usual_length) = page_features(evidence, first_pass, &top);
        let mut headlines_before = vec![0];
        for candidate in evidence.candidates() {
            let before = headlines_before[headlines_before.len() - 1];
            headlines_before.push(before + usize::from(!candidate.headline.is_empty()));
        }
        let has_whole_paragraphs = evidence.lines.iter().any(|line| line.unfilled == Some(f32::INFINITY));
        let is_dated = |c: &&Candidate| !c.headline.is_empty() && evidence.facts[evidence.body(c)].dated;
        let mut dated = evidence.candidates().iter().filter(is_dated).peekable();
        let headlines_follow_blanks = dated.peek().is_some() && dated.all(|c| evidence.lines[c.line].after_blank);
        SecondPass {
            evidence,
            first_pass,
            has_whole_paragraphs,
            headlines_follow_blanks,
            top,
            headlines_before,
            page_features,
            usual_length,
        }
    }

    /// The result of the first pass for a candidate: the logarithm of the odds.
    pub(super) fn first_pass_log_odds(&self, at: usize) -> f64 {
        self.first_pass.log_odds[at]
    }

    /// The article that begins at a candidate, or with the page.
    pub(super) fn article(&self, start: Option<usize>) -> &Candidate {
        start.map_or(&self.top, |at| &self.evidence.candidates()[at])
    }

    /// Whether the text of a candidate begins with a dateline.
    fn dated(&self, candidate: &Candidate) -> bool {
        self.evidence.facts[self.evidence.body(candidate)].dated
    }

    /// Whether both of two candidates' texts begin with a dateline.
    fn dated_apart(&self, one: &Candidate, other: &Candidate) -> bool {
        self.evidence.body(one) != self.evidence.body(other) && self.dated(one) && self.dated(other)
    }

    /// Whether a candidate is a headline above a text that begins like news, on a page that shows its paragraphs for certain.
    fn heads_news(&self, candidate: &Candidate) -> bool {
        let text_of = |line: usize| &self.evidence.lines[line].text;
        let text = text_of(self.evidence.body(candidate));
        // The parts of a document have numbers.
        let is_numbered = || list_item(text_of(candidate.line));
        self.has_whole_paragraphs
            && !candidate.headline.is_empty()
            && !is_numbered()
            && (self.dated(candidate)
                || !self.heads_part(candidate) && (begins_report(text) || names_day_or_announcer(text)))
    }

    /// Whether the headline of a candidate may only head a part of a report: it is very short, asks a question in an interview, or follows
    /// no blank line on a page where all headlines above datelines do.
    fn heads_part(&self, candidate: &Candidate) -> bool {
        let headline = &self.evidence.lines[candidate.headline.clone()];
        let letters: usize = headline.iter().map(|line| letter_count(&line.text)).sum();
        let follows_text = candidate.line > 0 && !self.evidence.lines[candidate.line].after_blank;
        let asks = |line: &Line| QUESTIONS.iter().any(|begin| line.text.starts_with(begin));
        letters < MIN_HEADLINE_LETTERS || self.headlines_follow_blanks && follows_text || headline.iter().any(asks)
    }

    /// Whether the text of a candidate begins with a dateline or, below a headline, like news.
    pub(super) fn begins_news(&self, candidate: &Candidate) -> bool {
        self.dated(candidate) || self.heads_news(candidate)
    }

    /// Whether two candidates are headlines above news of their own.
    fn headed_apart(&self, one: &Candidate, other: &Candidate) -> bool {
        self.evidence.body(one) != self.evidence.body(other) && self.heads_news(one) && self.heads_news(other)
    }

    /// Whether the texts of two candidates begin like two articles, so that the candidates do not compete for one beginning.
    pub(super) fn apart(&self, one: &Candidate, other: &Candidate) -> bool {
        self.dated_apart(one, other) || self.headed_apart(one, other)
    }

    /// Whether the article before a candidate would be a brief with a dateline, and the candidate has another dateline, or both have a
    /// headline above news.
    pub(super) fn ends_brief(&self, at: usize, start: Option<usize>) -> bool {
        let (article, candidate) = (self.article(start), &self.evidence.candidates()[at]);
        let length = candidate.line - article.line;
        length <= MAX_BRIEF_LINES && self.dated_apart(article, candidate)
            || length <= MAX_HEADED_LINES && self.headed_apart(article, candidate)
    }

    /// All features of a candidate, in the order of [`second_pass_feature_names`], given the candidate at which the
    /// article before it begins (`None`: with the page).
    pub(super) fn features(&self, at: usize, start: Option<usize>) -> Vec<f64> {
        let (candidate, article_start) = (&self.evidence.candidates()[at], self.article(start).line);
        let first_pass = FirstPassFeatures {
            short_article_before: self.evidence.short_article_before(candidate, article_start),
            ..self.first_pass.features[at]
        };
        let article = self.article_features(at, start);
        [&first_pass.values()[..], &self.page_features[at].values()[..], &article.values()[..]].concat()
    }

    fn article_features(&self, at: usize, start: Option<usize>) -> ArticleFeatures {
        let evidence = self.evidence;
        let candidate = &evidence.candidates()[at];
        let article = self.article(start);
        let (line, body, count) = (candidate.line, evidence.body(candidate), evidence.lines.len());
        let article_body = evidence.body(article).min(line);
        let article_dated = evidence.facts[evidence.lead(article)].dated;
        let length = (line - article.line) as f64;
        let first_inside = start.map_or(0, |start| start + 1);
        let is = |test: bool| f64::from(u8::from(test));
        ArticleFeatures {
            length,
            length_to_usual: length / self.usual_length,
            article_dated: is(article_dated),
            second_dateline_after: if evidence.facts[body].dated && !article_dated { length } else { -1.0 },
            article_headed: is(!article.headline.is_empty()),
            article_top_cohesion: evidence
                .cohesion
                .between(article_body..(article_body + 12).min(line), body..(body + 12).min(count)),
            article_cohesion: evidence
                .cohesion
                .between(line.saturating_sub(100).max(article_body)..line, body..(body + 20).min(count)),
            first_article: is(start.is_none()),
            headlines_within: (self.headlines_before[at] - self.headlines_before[first_inside]) as f64,
        }
    }

    /// The probability that an article begins at a candidate, given where the one before it begins.
    pub(super) fn probability(&self, at: usize, start: Option<usize>) -> f64 {
        1.0 / (1.0 + libm::exp(-trees(self.evidence.is_rewrapped).score(&self.features(at, start))))
    }
}

fn trees(is_rewrapped: bool) -> &'static CompactTrees {
    static READ: OnceLock<[CompactTrees; 2]> = OnceLock::new();
    let read = |table: &str| Trees::read(table, &second_pass_feature_names()).unwrap_or_default().compact();
    &READ.get_or_init(|| [TREES, TREES_REWRAPPED].map(read))[usize::from(is_rewrapped)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trees_are_read() {
        for table in [TREES, TREES_REWRAPPED] {
            let trees = Trees::read(table, &second_pass_feature_names()).expect("a table of trees");
            // The number that models/README.md names.
            assert_eq!(trees.trees.len(), 200);
        }
    }
}
