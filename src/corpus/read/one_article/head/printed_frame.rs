//! The rows of a file made ready: what a browser prints around the pages of a web site is taken out, and its title is kept.

use std::collections::HashMap;

use crate::corpus::measure::{at_most, ends_sentence, letter_count, letters};
use crate::corpus::publication::head_line;
use crate::corpus::publication::outlet::EDITIONS;
use crate::corpus::read::markup::print_marks::PrintMark;
use crate::corpus::read::one_article::head::headline::{MIN_HEADLINE_LENGTH, without_paper};
use crate::corpus::read::one_article::head::joined_headline::is_kicker;
use crate::corpus::read::one_article::head::menus::are_above_headline;
use crate::corpus::read::one_article::head::published_moment::published_moment;
use crate::corpus::read::one_article::marks::navigation::is_bar;
use crate::corpus::read::one_article::rows::{Row, rows};
use crate::corpus::read::one_article::{Emphasis, Line, SourceKind};

/// The headline stands within this many rows from the top of a printed page.
const MAX_ABOVE_TITLE: usize = 60;
/// A head line stands within this many rows below its headline.
const MAX_HEAD: usize = 6;
/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 25;
/// At least this many lines with the end of a sentence in them, of at least this many letters each, are text.
const MIN_LINES_OF_TEXT: usize = 2;
const MIN_LINE_OF_TEXT: usize = 18;

/// The shortest headline that is found again behind a browser's moment, with the name of the site, in characters.
const MIN_TITLE: usize = 4;

/// The last row on which a head line stands that tells nothing but the moment.
const MAX_HEAD_ROW: usize = 3;

/// The lines of a file, and what the browser's header and footer say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Prepared {
    /// The lines that hold text.
    pub rows: Vec<Row>,
    /// The title of the web page, where a browser printed it around every page.
    pub printed_title: String,
    /// Whether a browser printed the file.
    pub printed: bool,
    /// Whether the moment and the address that a browser prints around its pages stand there both.
    pub framed: bool,
}

impl Prepared {
    /// Takes the title that the file carries for that of the printed web page.
    pub fn take_title(&mut self, title: &str) {
        if title.trim().is_empty() {
            return;
        }
        (self.printed, self.printed_title) = (true, title.trim().to_owned());
        // In small type beside a headline it is what the browser or the site printed; the name of a digital edition tells the paper.
        let own = letters(title);
        let names_edition = self.names_edition();
        let is_other_headline = |row: &Row| row.emphasis == Some(Emphasis::Heading) && letters(&row.text) != own;
        let other = self.rows.iter().take(MAX_ABOVE_TITLE).position(is_other_headline).filter(|_| !names_edition);
        let title = self.rows.iter().position(|row| letters(&row.text) == own);
        // In large type below the text stand the headings of other parts of the site.
        let stands_above_text = other.zip(title).is_some_and(|(other, title)| {
            let between = self.rows.get(title..other).unwrap_or_default();
            between.iter().filter(|row| is_line_of_text(row)).nth(MIN_LINES_OF_TEXT - 1).is_some()
        });
        if other.is_some() && !stands_above_text {
            self.rows.retain(|row| row.emphasis.is_some() || letters(&row.text) != own);
        }
    }

    /// Whether the title of the printed web page is that of a digital edition, which all its articles share.
    fn names_edition(&self) -> bool {
        EDITIONS.iter().any(|edition| self.printed_title.ends_with(edition))
    }

    /// The title of the printed web page without the name of the paper before it.
    pub fn printed_headline(&self) -> &str {
        without_paper(&self.printed_title)
    }

    /// Takes off what stands above the headline, where the title of the page names it in large type and a head line stands below it:
    /// menus, the paths through the site and its name. A line right above the headline may be a part of it. Where the head line stands
    /// elsewhere, only menus are taken off; `None` where the title names no headline.
    pub fn take_above_title(&mut self) -> Option<Vec<Row>> {
        let is_headline =
            |row: &Row| row.emphasis == Some(Emphasis::Heading) && begins_title(&self.printed_title, &row.text);
        let Some(at) = self.rows.iter().position(is_headline) else { return self.take_above_headline_of_edition() };
        // Some sites show the headline twice, the second time above the text.
        let again = self.rows.iter().skip(at + 1).take_while(|row| !is_text(row)).position(is_headline);
        let at = again.map_or(at, |below| at + 1 + below);
        let is_head =
            |row: &Row| head_line::parse(&row.text).is_some_and(|head| head.date.is_some() || !head.source.is_empty());
        let has_head = self.rows[at + 1..].iter().take(MAX_HEAD).any(is_head);
        if !has_head && !are_above_headline(&self.rows[..at], &self.rows[at + 1..]) {
            return Some(Vec::new());
        }
        let is_part = |above: usize| is_kicker(&self.rows[above].text) && !self.rows[above].gap;
        let start = at.checked_sub(1).filter(|&above| is_part(above)).unwrap_or(at);
        let above: Vec<Row> = self.rows.drain(..start).collect();
        // The moment may come before the headline in the order of the page.
        let is_moment = |row: &&Row| head_line::parse(&row.text).is_some_and(|head| head.time);
        let below = at + 1 - start;
        if !self.rows[below..].iter().take(MAX_HEAD).any(tells_day)
            && let Some(moment) = above.iter().rev().find(is_moment)
        {
            self.rows.insert(below, moment.clone());
        }
        Some(above)
    }

    /// Takes off what stands above the headline of an article in a digital edition, the only lines in large type: the day, the pages of
    /// the issue and its buttons. `None` where no day stands there.
    fn take_above_headline_of_edition(&mut self) -> Option<Vec<Row>> {
        let is_large = |row: &Row| row.emphasis == Some(Emphasis::Heading);
        let at = self.rows.iter().position(is_large).filter(|_| self.names_edition())?;
        let headline = self.rows[at..].iter().take_while(|row| is_large(row)).count();
        let is_only = !self.rows[at + headline..].iter().any(is_large);
        let above = &self.rows[..at];
        let is_of_issue = is_only && above.iter().any(tells_day) && !above.iter().any(is_text);
        is_of_issue.then(|| self.rows.drain(..at).collect())
    }
}

/// Whether a row tells the day of an issue or of publication.
fn tells_day(row: &Row) -> bool {
    head_line::parse(&row.text).is_some_and(|head| head.date.is_some())
}

/// Whether a line begins the title of a web page, the names of paper and site around it apart, or the title begins the line; both are long
/// enough to be a headline.
pub(in crate::corpus::read) fn begins_title(title: &str, line: &str) -> bool {
    let headline = without_paper(title);
    let (own, title) = (letters(line), letters(headline));
    let is_long = |text: &str| text.chars().nth(MIN_HEADLINE_LENGTH - 1).is_some();
    let is_shortened = || {
        let shortened = letters(without_site(headline));
        is_long(&shortened) && own.starts_with(&shortened)
    };
    is_long(&own) && (title.starts_with(&own) || is_shortened())
}

/// Whether a row is a line of a paragraph, which may have been broken to fit the paper.
fn is_line_of_text(row: &Row) -> bool {
    row.text.contains('。') && letter_count(&row.text) >= MIN_LINE_OF_TEXT
}

/// Whether a row is a sentence of some length.
fn is_text(row: &Row) -> bool {
    ends_sentence(&row.text) && letter_count(&row.text) >= MIN_TEXT
}

/// The text of a file without what a browser printed around its pages; nothing where it is not framed by that.
pub(in crate::corpus::read) fn without_frame(lines: &[Line]) -> Option<String> {
    let prepared = prepare(lines, SourceKind::PrintedWebPage);
    let line = |row: &Row| {
        let blank = if row.gap { "\n" } else { "" };
        format!("{blank}{}{}\n", " ".repeat(row.indent), row.text)
    };
    // The bars of the site's menu are no text.
    prepared.framed.then(|| prepared.rows.iter().filter(|row| !is_bar(&row.text)).map(line).collect())
}

/// The rows of a file without what a browser printed around its pages.
pub(crate) fn prepare(lines: &[Line], kind: SourceKind) -> Prepared {
    without_print(rows(lines, kind))
}

/// Takes out the address, page number, time and title that a browser prints on every page.
fn without_print(rows: Vec<Row>) -> Prepared {
    let marks: Vec<Option<PrintMark>> = rows.iter().map(|row| PrintMark::of(&row.text)).collect();
    let found = || marks.iter().flatten();
    if found().next().is_none() {
        return Prepared { rows, ..Prepared::default() };
    }
    let addresses = found().filter(|mark| **mark == PrintMark::Address).count();
    let titles = found().filter(|mark| !mark.title().is_empty()).count();
    let at_top = marks.first().is_some_and(Option::is_some);
    let framed = addresses > 0 && found().any(|mark| matches!(mark, PrintMark::Moment { .. }));
    let mut prepared = Prepared { printed: at_top || addresses > 0, framed, ..Prepared::default() };
    prepared.printed_title =
        found().map(PrintMark::title).find(|title| !title.is_empty()).unwrap_or_default().to_owned();
    let running = running_titles(&rows, &marks);
    // One moment below a headline, without an address anywhere, tells when the article was published.
    let alone = (addresses == 0 && !at_top && found().count() == 1)
        .then(|| marks.iter().position(Option::is_some).filter(|index| *index <= MAX_HEAD_ROW))
        .flatten();
    // The title with the name of the site, where the headline without it stands in the file, too.
    let headline = without_site(&prepared.printed_title);
    let begins_headline = |row: &Row| row.text.chars().nth(5).is_some() && headline.starts_with(&row.text);
    let is_there = headline.len() < prepared.printed_title.len() && rows.iter().any(begins_headline);
    let title_with_site = if is_there { prepared.printed_title.clone() } else { String::new() };
    let top = rows.iter().position(is_text).unwrap_or(rows.len());
    let of_article = published_moment(&rows, &marks, top);
    let mut gap = false;
    for (index, row) in rows.into_iter().enumerate() {
        let is_printed = |mark: &PrintMark| mark.title().is_empty() || titles > 1 || index == 0;
        let is_of_article = alone == Some(index) || of_article == Some(index);
        let mark = !is_of_article && marks[index].as_ref().is_some_and(is_printed);
        // The title of the page with the name of the site stands on each sheet; the headline is without that name.
        let is_title_again = row.text == title_with_site;
        if mark || is_title_again || running.contains(&index) {
            if !mark && prepared.printed_title.is_empty() {
                prepared.printed_title = row.text;
            }
            gap = true;
            continue;
        }
        prepared.rows.push(Row { gap: row.gap || gap, ..row });
        gap = false;
    }
    prepared
}

/// The title of a page without the name of the site at its end: “云岭县风雨桥通车_云岭在线”. A double dash stands before a
/// subtitle.
fn without_site(title: &str) -> &str {
    let Some((headline, site)) = title.rsplit_once(['-', '_', '|', '｜']) else { return title };
    if (2..=12).contains(&site.trim().chars().count()) {
        headline.trim_end_matches(['-', '_', '|', ' '])
    } else {
        title
    }
}

/// The rows that repeat the title of the web page beside what a browser printed.
fn running_titles(rows: &[Row], marks: &[Option<PrintMark>]) -> Vec<usize> {
    let mark = |index: Option<usize>| index.and_then(|index| marks.get(index)).is_some_and(Option::is_some);
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        if !mark(Some(index)) && (mark(index.checked_sub(1)) || mark(Some(index + 1))) && at_most(&row.text, 120) {
            places.entry(row.text.as_str()).or_default().push(index);
        }
    }
    // In large type the same words are the headline: the address of the page may stand above it as well, as readers write it.
    let repeated = places.into_values().filter(|places| places.len() > 1).flatten();
    let mut running: Vec<usize> = repeated.filter(|&at| rows[at].emphasis.is_none()).collect();
    if mark(Some(0)) {
        running.extend(title_with_site(rows));
    }
    // The title beside the moment is the headline with the site behind or before it, wherever the frame stands in the order of the page.
    const SEPARATORS: [char; 6] = ['-', '_', '|', '–', '—', '｜'];
    let is_title = |at: &usize| {
        let title = rows[*at].text.as_str();
        let is_headline = |row: &Row| {
            let headline = row.text.as_str();
            let behind = || title.strip_prefix(headline).is_some_and(|site| site.trim_start().starts_with(SEPARATORS));
            let before = || title.strip_suffix(headline).is_some_and(|site| site.trim_end().ends_with(SEPARATORS));
            headline.chars().nth(5).is_some() && (behind() || before())
        };
        !mark(Some(*at)) && at_most(title, 160) && rows.iter().any(is_headline)
    };
    let moments = (0..rows.len()).filter(|&at| matches!(marks[at], Some(PrintMark::Moment { .. })));
    running.extend(
        moments
            .flat_map(|at| [at.checked_sub(1), Some(at + 1).filter(|&at| at < rows.len())])
            .flatten()
            .filter(is_title),
    );
    running.sort_unstable();
    running.dedup();
    running
}

/// The row near the top that holds a headline which stands below it as well, and behind it the name of the site: the
/// title of the web page. A menu may stand between both, and the head line between the lines of the headline.
fn title_with_site(rows: &[Row]) -> Option<usize> {
    let names_site = |title: &str, at: usize| {
        let mut headline = String::new();
        let own = without_site(title);
        let whole = if own.len() < title.len() { letters(own) } else { String::new() };
        rows.iter().skip(at).filter(|row| !tells_day(row)).take(3).any(|row| {
            headline.push_str(&row.text);
            let rest = title.strip_prefix(headline.as_str()).unwrap_or_default().trim_start();
            let is_long = headline.chars().nth(MIN_TITLE - 1).is_some();
            is_long && (rest.starts_with(['-', '_', '|', '–', '—', '｜']) || letters(&headline) == whole)
        })
    };
    let is_title = |&at: &usize| {
        rows.get(at).is_some_and(|row| {
            at_most(&row.text, 160) && (at + 1..(at + 25).min(rows.len())).any(|below| names_site(&row.text, below))
        })
    };
    (1..6).find(is_title)
}

#[cfg(test)]
#[path = "printed_frame_tests.rs"]
mod tests;
