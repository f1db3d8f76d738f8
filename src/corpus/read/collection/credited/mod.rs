//! Articles one below the other of which each tells its paper and its day in the same place: in brackets behind its headline, at the end of
//! its text, or on a line between both. One article may look like another form; all articles of a file together show where its credits stand.

mod closed;
mod credit_of_line;
mod headed;
mod listed;
mod marked;
mod reports;
mod rows;
mod run_in;
mod signed;

use crate::corpus::page::Furniture;
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::read::collection::collection_words::names_press;
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::markup::markdown::{heading, plain};
use crate::corpus::read::one_article::{Line, take_marks};
use crate::corpus::read::parts::ArticleParts;

use self::rows::{Row, rows};

/// A file has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// A headline has at most this many lines.
const MAX_HEADLINE_LINES: usize = 3;

/// The articles of lines that tell paper and day in brackets, behind each headline, below it, or behind the last sentence of each text,
/// those whose headlines begin with one mark, documents with their numbers, and reports that begin with datelines.
pub(in crate::corpus::read) fn in_brackets(lines: &[&str]) -> Option<Collected> {
    let rows = rows(lines);
    let (rows, signature) = rows::signature_apart(&rows);
    let (articles, mut around) = marked::marked_headlines(rows)
        .or_else(|| headed::behind_headlines(rows))
        .or_else(|| headed::below_headlines_in_brackets(rows))
        .or_else(|| closed::behind_texts(rows))
        .or_else(|| headed::above_numbers(rows))
        .or_else(|| reports::reports(rows))
        .or_else(|| run_in::run_in_headlines(rows))?;
    around.extend(rows::outside(signature));
    Some((articles, around))
}

/// The articles of lines whose headlines a collection lists on top.
pub(in crate::corpus::read) fn listed(lines: &[&str]) -> Option<Collected> {
    listed::listed(lines)
}

/// The articles of lines whose numbered headlines run into the first paragraph, with paper and day below each text.
pub(in crate::corpus::read) fn run_in_headlines(lines: &[&str]) -> Option<Collected> {
    run_in::run_in_headlines(&rows(lines))
}

/// The articles of a document whose lines show by nothing but their contents, or by paper and day of each, where its articles begin.
/// Chapters of a report may end with what they quote, so that those without contents or numbers must stand below the name that a press desk
/// gives its collection, with headlines that nothing sets apart.
pub(in crate::corpus::read) fn of_document(lines: &[Line<'_>]) -> Option<Collected> {
    /// The name of a collection stands on one of so many lines on top.
    const MAX_ABOVE: usize = 3;
    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let rows = rows(&texts);
    let top = &rows[..rows.len().min(MAX_ABOVE)];
    let is_named = top.iter().any(|row| names_press(row.text) && !row.is_paragraph());
    let is_one = top.iter().any(|row| listed::is_of_one_article(row.text));
    let mut written = lines.iter().filter(|line| !line.text.trim().is_empty()).skip(MAX_ABOVE);
    let are_plain = written.all(|line| line.emphasis.is_none());
    let closed = || closed::behind_texts(&rows).or_else(|| closed::below_texts(&rows));
    listed(&texts)
        .or_else(|| run_in::run_in_headlines(&rows))
        .or_else(|| if is_named && !is_one && are_plain { closed() } else { None })
}

/// Short news of lines in which each has its reporters on the line between its headline and its text.
pub(in crate::corpus::read) fn signed(lines: &[&str]) -> Option<Collected> {
    signed::signed(&rows(lines))
}

/// The articles of lines that tell paper and day on a line of its own below each text.
pub(in crate::corpus::read) fn below_texts(lines: &[&str]) -> Option<Collected> {
    closed::below_texts(&rows(lines))
}

/// The articles of lines that tell paper and day on a line of its own below each headline.
pub(in crate::corpus::read) fn below_headlines(lines: &[&str]) -> Option<Collected> {
    headed::below_headlines(&rows(lines))
}

/// A headline without the brackets behind it that tell its paper, with the day or alone, and what they tell.
pub(in crate::corpus::read) fn behind_headline(headline: &str) -> Option<(&str, Credit)> {
    credit_of_line::behind(headline)
        .map(|(before, credit_line)| (before, credit_line.credit))
        .or_else(|| credit_of_line::medium_behind(headline))
        .filter(|(before, _)| rows::is_headline(before))
}

/// The lines of a text in Markdown without its marks; none of a text that headings part.
pub(in crate::corpus::read) fn plain_lines(text: &str) -> Option<Vec<String>> {
    if text.lines().filter(|line| heading(line.trim()).is_some()).nth(1).is_some() {
        return None;
    }
    let bare = |line: &str| plain(heading(line.trim()).map_or(line, |(_, title)| title));
    // Drawn lines, and those of tables.
    let is_drawn = |line: &String| !line.chars().any(char::is_alphanumeric);
    Some(text.lines().map(bare).map(|line| if is_drawn(&line) { String::new() } else { line }).collect())
}

/// An article of these rows.
fn article(title: String, rows: &[Row<'_>], credit: Credit) -> ArticleParts {
    let mut paragraphs: Vec<String> = rows.iter().map(|row| row.text.to_owned()).collect();
    let furniture = take_marks(&mut paragraphs).into_iter().map(Furniture::of).collect();
    ArticleParts {
        title,
        date: credit.date.map(Into::into),
        source: credit.source,
        byline: credit.byline,
        page: credit.page,
        paragraphs,
        furniture,
        ..ArticleParts::default()
    }
}
