//! What a page shows about where its articles may begin, as numbers.
//!
//! A candidate is a line before which a sentence, a byline or a headline may have ended. Layout (indents, blank lines,
//! widths) is measured against the page's own habits; words are compared on both sides of the line (lexical cohesion
//! after Hearst 1997, and its fall against the surroundings after Choi 2000).

use std::borrow::Cow;
use std::ops::Range;

use crate::corpus::page::boundary::cohesion::Cohesion;
use crate::corpus::page::boundary::features::FirstPassFeatures;
use crate::corpus::page::boundary::margin::begins_with_tail;
use crate::corpus::page::boundary::opening_closing::ArticleEnd;
use crate::corpus::page::boundary::piece::Piece;
use crate::corpus::page::captions::signs_picture;
use crate::corpus::page::continuation_marks::{is_continuation, is_continued};
use crate::corpus::page::cue_phrases::{
    begins_report, captions, closes_report, continues_report, list_item, names_a_day,
};
use crate::corpus::page::dateline;
use crate::corpus::page::headline::{headline_at, looks_like_headline};
use crate::corpus::page::lines::{Line, is_short};
use crate::text::is_han;

/// The names of columns that hold a picture and its description.
const COLUMNS: [&str; 4] = ["图片报道", "图片新闻", "图片故事", "图片"];
/// A picture and its description take at most this many lines.
const MAX_PICTURE_STORY: usize = 10;

/// A line that may begin an article.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Index of the line among the lines of the page.
    pub line: usize,
    /// The lines of its headline, beginning with that line; empty where there is no headline.
    pub headline: Range<usize>,
}

/// What a single line shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// The line begins with a dateline.
    pub dated: bool,
    /// The line ends with a byline.
    pub signed: bool,
    /// The line consists only of a byline.
    pub byline: bool,
}

/// A page with everything that its candidate boundaries are measured by.
pub(super) struct Evidence<'a> {
    pub lines: &'a [Line],
    /// Whether the printed lines were wider than a column.
    pub is_rewrapped: bool,
    /// One entry per line.
    pub facts: Vec<Facts>,
    /// Number of non-white characters before each line, and of the whole page as the last entry.
    offsets: Vec<usize>,
    pub cohesion: Cohesion,
    candidates: Vec<Candidate>,
    /// What the margin shows, on a page that sets its headlines apart by it.
    by_margin: Vec<(Piece, bool)>,
    /// Share of the candidates whose text is indented, 0 to 1.
    pub indented: f64,
    /// Share of the candidates that follow a blank line.
    pub blank: f64,
    /// Share of the candidates with a headline.
    pub headed: f64,
    /// Share of the candidates whose text begins with a dateline.
    pub dated: f64,
    /// Share of the candidates that follow a byline.
    pub signed: f64,
    /// Share of the printed lines that are indented: high where each paragraph is one indented line.
    pub lines_indented: f64,
}

impl<'a> Evidence<'a> {
    /// Finds the candidates of a page and measures its habits. `by_margin` is what
    /// [`articles_by_margin`](crate::corpus::page::boundary::margin::articles_by_margin) found out about it.
    pub(super) fn new(lines: &'a [Line], by_margin: Vec<(Piece, bool)>) -> Self {
        let mut offsets = vec![0];
        for line in lines {
            offsets.push(offsets[offsets.len() - 1] + line.text.chars().filter(|c| !c.is_whitespace()).count());
        }
        let facts: Vec<Facts> = (0..lines.len()).map(|at| facts(lines, at)).collect();
        let at_margin = !by_margin.is_empty();
        // None begins within an article of which the form is certain.
        let is_within = |line: usize| {
            let holds = |piece: &Piece| piece.headline.start < line && line < piece.body.end;
            by_margin.iter().any(|(piece, is_certain)| *is_certain && holds(piece))
        };
        let candidates: Vec<Candidate> = (1..lines.len())
            .filter(|&at| may_begin(lines, &facts, at) && !is_within(at))
            .map(|line| Candidate { line, headline: headline(lines, &by_margin, line) })
            .filter(|c| !begins_with_tail(&lines[c.line..], c.headline.len()))
            // An indented line is then a subhead, unless it heads a report with a dateline of its own.
            .filter(|c| {
                let body = c.headline.end.max(c.line).min(lines.len() - 1);
                !(at_margin && lines[c.line].indented) || facts[body].dated || is_continuation(&lines[body].text)
            })
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
        let printed = || lines.iter().filter(|line| !line.continues);
        let lines_indented = printed().filter(|line| line.indented).count() as f64 / printed().count().max(1) as f64;
        let is_rewrapped = lines.iter().any(|line| line.unfilled.is_some());
        Evidence {
            lines,
            is_rewrapped,
            facts,
            offsets,
            cohesion,
            candidates,
            by_margin,
            indented,
            blank,
            headed,
            dated,
            signed,
            lines_indented,
        }
    }

    /// The candidates, in the order of the page. The first line is not among them: it always begins an article.
    pub(super) fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The article that begins with the page.
    pub(super) fn top(&self) -> Candidate {
        Candidate { line: 0, headline: headline(self.lines, &self.by_margin, 0) }
    }

    /// Number of non-white characters before a line.
    pub(super) fn offset(&self, line: usize) -> usize {
        self.offsets[line]
    }

    /// The first line of a candidate's text.
    pub(super) fn body(&self, candidate: &Candidate) -> usize {
        candidate.headline.end.max(candidate.line).min(self.lines.len() - 1)
    }

    /// Whether a candidate certainly begins an article or the part of one that another page continues: the text is marked
    /// as a continuation (“上接第一版”), or the text before is marked as continued elsewhere (“下转第二版”), or the margin shows it.
    pub(super) fn is_certain(&self, candidate: &Candidate) -> bool {
        is_continuation(&self.lines[self.body(candidate)].text)
            || is_continued(&end_of(self.lines, candidate.line - 1))
            || !candidate.headline.is_empty() && self.is_at_picture_story(candidate.line)
            || self.by_margin.iter().any(|(piece, is_certain)| *is_certain && piece.headline.start == candidate.line)
    }

    /// Whether a line begins a story that consists of a picture and its description, from the name of its column down to the name of
    /// the photographer, or is the first line below such a story.
    fn is_at_picture_story(&self, line: usize) -> bool {
        let text = |at: usize| self.lines[at].text.trim();
        let column = (line.saturating_sub(MAX_PICTURE_STORY)..=line).rev().find(|&at| COLUMNS.contains(&text(at)));
        let Some(column) = column else { return false };
        let end = (column + 1..self.lines.len()).take(MAX_PICTURE_STORY).find(|&at| signs_picture(text(at)));
        end.is_some_and(|end| line == column && column > 0 || line == end + 1)
    }

    /// The first line of a candidate's text that is not a byline, among its first three lines.
    pub(super) fn lead(&self, candidate: &Candidate) -> usize {
        let body = self.body(candidate);
        let end = (body + 3).min(self.lines.len());
        (body..end).find(|&at| !self.facts[at].byline).unwrap_or(body)
    }

    /// How short the article would be that ends at a candidate: 1 without any text, 0 from 120 characters on.
    pub(super) fn short_article_before(&self, candidate: &Candidate, article_start: usize) -> f64 {
        let written = (self.offsets[candidate.line] - self.offsets[article_start]) as f64;
        (1.0 - written / 120.0).max(0.0)
    }

    /// The features of a candidate, given the line at which the article before it begins.
    pub(super) fn features(&self, candidate: &Candidate, article_start: usize) -> FirstPassFeatures {
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
        FirstPassFeatures {
            always: 1.0,
            before_ends_sentence: is(before.ends_sentence()),
            before_is_short: is(is_short(lines, at - 1)),
            before_is_byline: is(signed),
            before_closes_report: is(closes_report(&before.text)),
            dateline: is(dated),
            begins_report: is(begins_report(&first.text)),
            day_in_lead: is(names_a_day(&first.text)),
            continues_report: is(continues_report(&first.text)),
            byline_below: is(self.facts.get(body + 1).is_some_and(|next| next.byline) || self.facts[body].byline),
            headline_one_line: is(headline == 1),
            headline_more_lines: is(headline > 1),
            headline_then_dateline_or_indent: is(headline > 0 && (dated || first.indented)),
            headline_where_usual: is(headline > 0) * self.headed,
            looks_like_headline_only: is(headline == 0 && looks_like_headline(&lines[at])),
            indent: is(first.indented),
            indent_where_rare: is(first.indented) * (1.0 - self.indented),
            no_indent_where_usual: is(!first.indented) * self.indented,
            after_blank: is(lines[at].after_blank),
            after_blank_where_rare: is(lines[at].after_blank) * (1.0 - self.blank),
            no_blank_where_usual: is(!lines[at].after_blank) * self.blank,
            dateline_page_without_dateline: is(!dated) * self.dated,
            cohesion_near: near,
            cohesion_far: far,
            cohesion_fall: self.fall(at, body, near),
            lead_repeats_before: self.repeats(at, body),
            short_article_before: self.short_article_before(candidate, article_start),
            little_left: (1.0 - left / 80.0).max(0.0),
            opens_with_quote: is(first.text.starts_with(['“', '‘'])),
            opens_with_dash: is(lines[at].text.starts_with(['—', '-'])),
            list_item: is(list_item(&lines[at].text)),
            line_is_byline: is(self.facts[at].byline),
            byline_before_on_page_with_bylines: is(signed) * self.signed,
            first_line_full: is(!is_short(lines, body)),
            wording_opens: opens,
            wording_opens_without_headline: if headline == 0 && !dated { opens } else { 0.0 },
            wording_closes: closes,
            ends_without_stop: is(!before.ends_sentence() && !signed),
            signed_without_brackets: is(signed && !before.text.ends_with([')', '）'])),
            headline_short: is(headline == 1 && lines[at].width <= 10.0),
            wording_opens_below_headline: if headline > 0 { opens } else { 0.0 },
            headline_after_blank: is(headline > 0 && lines[at].after_blank),
            rewrapped: is(lines[at].unfilled.is_some()),
            headline_on_rewrapped_page: is(headline > 0 && lines[at].unfilled.is_some()),
            line_indented: is(lines[at].indented),
            flush_where_indented: is(!lines[at].indented) * self.lines_indented,
            flush_headline_where_indented: is(headline > 0 && !lines[at].indented) * self.lines_indented,
            blank_below_headline: is(headline > 0 && first.after_blank),
        }
    }

    /// Lexical cohesion of the `reach` lines before a candidate and the `reach` lines of its text (see [`Cohesion`]).
    fn cohesion_around(&self, at: usize, body: usize, reach: usize) -> f64 {
        self.cohesion.between(at.saturating_sub(reach)..at, body..(body + reach).min(self.lines.len()))
    }

    /// How far the cohesion at a candidate falls below the mean cohesion five lines before and behind it.
    fn fall(&self, at: usize, body: usize, here: f64) -> f64 {
        let count = self.lines.len();
        let shifted = |place: usize| (place > 0 && place < count).then(|| self.cohesion_around(place, place, 6));
        let around = [at.checked_sub(5).and_then(shifted), shifted(body + 5)];
        let around: Vec<f64> = around.into_iter().flatten().collect();
        if around.is_empty() { 0.0 } else { around.iter().sum::<f64>() / around.len() as f64 - here }
    }

    /// Whether the first words of the text already occur in the 16 lines before: 1 where the first four characters do,
    /// 0.5 where only two do, 0 where none do.
    fn repeats(&self, at: usize, body: usize) -> f64 {
        let start: Vec<char> = self.lines[body].text.chars().take_while(|&c| is_han(c)).take(4).collect();
        let before: String = self.lines[at.saturating_sub(16)..at].iter().map(|line| line.text.as_str()).collect();
        let found = (2..=start.len()).rev().find(|&n| before.contains(&start[..n].iter().collect::<String>()));
        found.map_or(0.0, |n| n as f64 / 4.0)
    }

    /// How much the words from a line on look like the opening of an article. A dateline is left out: it has a feature
    /// of its own.
    pub(super) fn opens(&self, at: usize) -> f64 {
        let text = self.text_from(at);
        ArticleEnd::Open.score(&text[dateline::opening(&text).length..])
    }

    /// How much the words before a line look like the end of an article.
    pub(super) fn closes(&self, at: usize) -> f64 {
        ArticleEnd::Close.score(&self.text_before(at))
    }

    /// The text of a line and the two lines behind it.
    fn text_from(&self, at: usize) -> String {
        self.lines[at..(at + 3).min(self.lines.len())].iter().map(|line| line.text.as_str()).collect()
    }

    /// The text of the three lines before a line.
    fn text_before(&self, at: usize) -> String {
        self.lines[at.saturating_sub(3)..at].iter().map(|line| line.text.as_str()).collect()
    }
}

/// The headline that begins at a line.
fn headline(lines: &[Line], by_margin: &[(Piece, bool)], line: usize) -> Range<usize> {
    let at_margin = by_margin.iter().find(|(piece, _)| piece.headline.start == line && !piece.headline.is_empty());
    at_margin.map_or_else(|| headline_at(lines, line), |(piece, _)| piece.headline.clone())
}

/// Whether an article may begin at a line; it never begins within a sentence.
fn may_begin(lines: &[Line], facts: &[Facts], at: usize) -> bool {
    if lines[at].continues {
        return false;
    }
    if is_continuation(&lines[at].text) || is_continued(&end_of(lines, at - 1)) {
        return true;
    }
    let before = &lines[at - 1];
    // A dateline that fills its line is followed by its own text.
    if facts[at - 1].dated && dateline::opening(&before.text).length == before.text.len() {
        return false;
    }
    if before.ends_sentence() || facts[at - 1].signed {
        return true;
    }
    // Without a full stop before it, a line may still begin an article: behind a caption, a text that was cut off, or a
    // text or list that ends without punctuation.
    lines[at].indented
        || captions(&before.text)
        || is_short(lines, at - 1) && !before.text.ends_with(['，', '、', '；', '：', ','])
}

/// The end of the text up to a line: where a long line was rewrapped, a byline or a mark may begin in the part before.
fn end_of(lines: &[Line], at: usize) -> Cow<'_, str> {
    let text = lines[at].text.as_str();
    if lines[at].continues { format!("{}{text}", lines[at - 1].text).into() } else { text.into() }
}

fn facts(lines: &[Line], at: usize) -> Facts {
    let text = lines[at].text.as_str();
    let opening = dateline::opening(text);
    let dated = opening.dateline.is_some() || {
        // A dateline may run on into the next line; one that lies wholly in the next line does not count.
        let next = lines.get(at + 1).filter(|next| !next.after_blank).map_or("", |next| next.text.as_str());
        !lines[at].ends_sentence()
            && dateline::may_run_on(text)
            && dateline::opening(&format!("{text}{next}")).dateline.is_some()
    };
    let byline = byline_alone(text);
    // A byline within the opening belongs to the dateline and does not sign the text before it.
    let end = end_of(lines, at);
    let signed = byline
        || dateline::signs_without_brackets(&end)
        || dateline::closing_byline(&end).is_some_and(|(start, _)| start >= opening.length);
    Facts { dated, signed, byline }
}

fn byline_alone(text: &str) -> bool {
    dateline::byline_paragraph(text).is_some() || dateline::closing_byline(text).is_some_and(|(start, _)| start == 0)
}
