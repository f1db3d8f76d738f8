//! The tools of a page that stand above its headline: what leads through the site, buttons, and the list of an issue's headlines
//! between them.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::publication::masthead;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::sections;
use crate::corpus::read::one_article::head::headline::{self, MAX_LINES, is_candidate};
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::several;

/// Above a headline without a head line stand at most this many tools and headlines of a digital paper.
pub(in crate::corpus::read::one_article) const MAX_MARKS: usize = 11;
/// Minimum number of lines above a headline that are taken for the page's tools.
const MIN_TOOLS: usize = 2;
/// A line of at least this many letters is a paragraph, however it ends.
const MIN_PARAGRAPH: usize = 40;
/// The fewest letters of a headline that stands alone above the tools of a page.
const MIN_HEADLINE_ABOVE_TOOLS: usize = 7;
/// The fewest letters of a headline behind the tools of a page.
const MIN_HEADLINE: usize = 4;

fn leads(row: &Row) -> bool {
    page_marks::leads_through_page(&row.text)
}

/// Whether rows are the tools of a page rather than a headline with a line between its parts: at least two lead through the page or
/// are its buttons, or all do.
fn are_tools(rows: &[Row]) -> bool {
    // Times and numbers stand in lists of matches and departures, too.
    let has_word = |row: &&Row| row.text.chars().any(char::is_alphabetic);
    let tools = rows.iter().filter(|row| leads(row)).filter(has_word).count();
    rows.iter().all(leads) || tools >= MIN_TOOLS && !rows.iter().any(several::has_dateline)
}

/// The number of rows above the headline that are tools of the page.
pub(in crate::corpus::read::one_article) fn tools_above(rows: &[Row]) -> usize {
    // The number of the page and its section may stand between the buttons of a digital paper.
    let top = rows.iter().take(MAX_LINES + MAX_MARKS).take_while(|row| is_candidate(&row.text) || leads(row)).count();
    let skipped = rows.iter().take(top).rposition(leads).map_or(0, |last| last + 1);
    // Behind the tools of a digital paper stands the headline. Where only a salutation, a name or the text does, it is above them.
    let begins_headline = |row: &Row| {
        is_candidate(&row.text)
            && !ends_sentence(&row.text)
            && !row.text.starts_with(['—', '–', '（', '(', '〔', '['])
            && !are_persons(&row.text)
            && !headline::is_byline(&row.text)
            && letter_count(&row.text) >= MIN_HEADLINE
    };
    let is_behind = rows.get(skipped).is_some_and(begins_headline);
    let is_first = rows.first().is_some_and(leads);
    let is_paragraph = |row: &Row| letter_count(&row.text) >= MIN_PARAGRAPH || ends_sentence(&row.text);
    let is_above_text = |at: usize| is_behind && rows.get(at + 1).is_some_and(is_paragraph);
    // A line that reads as a headline above nothing but tools is the headline, and the line behind them begins the text. The name
    // of a paper or of one of its sections is no headline.
    let is_headline = |row: &Row| {
        begins_headline(row)
            && letter_count(&row.text) >= MIN_HEADLINE_ABOVE_TOOLS
            && !headline::is_outlet(&row.text)
            && !sections::is_section(&row.text)
            && masthead::paper(&row.text).is_none()
    };
    if let [row, tools @ ..] = &rows[..skipped]
        && !tools.is_empty()
        && !leads(row)
        && tools.iter().all(leads)
        && is_headline(row)
        && !is_above_text(skipped)
    {
        return 0;
    }
    let run = rows.iter().take(top).take_while(|row| leads(row)).count();
    let skipped = if skipped < rows.len() && is_behind && are_tools(&rows[..skipped]) { skipped } else { run };
    if skipped < rows.len() && (is_first || skipped > run) { skipped } else { 0 }
}
