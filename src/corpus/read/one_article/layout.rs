//! Where headline, head line and text of a file stand.

use crate::corpus::measure::{ends_sentence, letter_count, letters};
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::masthead;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::one_article::headline::{self, MAX_LINES, is_candidate};
use crate::corpus::read::one_article::page_marks;
use crate::corpus::read::one_article::paragraphs;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::several;
use crate::corpus::read::one_article::tools::{MAX_MARKS, tools_above};
use crate::corpus::read::one_article::{Emphasis, SourceKind};

/// How many rows from the top a head line is looked for.
const TOP: usize = 40;

/// A line of at least this many short words above a headline in larger type is a menu.
const MENU_WORDS: usize = 4;
/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 25;
/// A line of at least this many letters is text, however it ends.
const MIN_PARAGRAPH: usize = 60;
/// The most letters of a word of a menu.
const MAX_MENU_WORD: usize = 4;

/// The parts of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout<'a> {
    /// The rows of the headline.
    pub headline: Vec<&'a Row>,
    /// What the head line tells.
    pub head: HeadLine,
    /// How well the head line shows that the file is one article.
    pub strength: Option<Strength>,
    /// What stands between headline and text and belongs to the page.
    pub page_marks: Vec<&'a str>,
    /// The rows of the text and of what follows it.
    pub body: &'a [Row],
}

/// Finds the parts of a file; nothing where it has no headline.
pub(crate) fn find<'a>(rows: &'a [Row], printed_title: &str, kind: SourceKind) -> Option<Layout<'a>> {
    let Some(place) = place_of_head(rows) else { return without_head(rows, kind) };
    let (start, end, head) = cluster(rows, place);
    // What tells paper and day below the text, and above no other, stands at its end.
    if has_text(rows.get(..start)?) && !has_text(rows.get(end..)?) {
        return without_head(rows, kind);
    }
    let mut body = rows.get(end..)?;
    let mut lines = headline::above(rows.get(..start)?, printed_title);
    // The headline that the article had elsewhere is its own where there is no other.
    if lines.is_empty() {
        lines.extend(rows[..start].iter().find(|row| row.text.starts_with("原标题")));
    }
    let mut head = head;
    // Copied pages have a list of the headlines above their tools; below stands that of the article.
    if let [row, _, ..] = body
        && lines.len() > 2
        && lines.iter().any(|line| letters(&line.text) == letters(&row.text))
        && lines.iter().all(|line| letter_count(&line.text) <= letter_count(&row.text))
    {
        lines = vec![row];
        body = &body[1..];
    }
    take_credits(&mut lines, &mut head, kind);
    let mut marks = Vec::new();
    // On a printed web page the type tells menus and buttons from the headline.
    if kind == SourceKind::PrintedWebPage
        && let Some(first) = lines.iter().position(|row| row.emphasis.is_some())
    {
        let mut place = 0..;
        lines.retain(|row| {
            let is_above = place.next().is_some_and(|at: usize| at < first);
            // Below the headline the account stands once more, where the head line names the source.
            let names_account = !is_above && !head.source.is_empty() && headline::is_outlet(&row.text);
            let is_kept = row.emphasis.is_some() || !names_account && !is_of_page(&row.text, is_above);
            marks.extend((!is_kept).then_some(row.text.as_str()));
            is_kept
        });
    }
    if head.source.is_empty()
        && let [row, rest @ ..] = body
        && !rest.is_empty()
        && headline::is_outlet(&row.text)
        // The end of a broken headline may read as the name of an account does: “…防护 / 指南发布”.
        && !row.text.ends_with("发布")
    {
        head.source.clone_from(&row.text);
        body = rest;
    }
    body = below_marks(body, &mut head, &mut marks);
    take_persons(&mut body, &mut head, kind);
    if lines.is_empty() && head.title.is_empty() {
        let is_headline = |row: &&Row| {
            several::may_begin(row)
                && !headline::is_byline(&row.text)
                && !names_author(row, kind)
                && !page_marks::is_above_text(&row.text)
        };
        // The line of paper, day and page may name the page's section below it.
        let section = usize::from(body.len() > 2 && body.first().is_some_and(|row| masthead::is_section(&row.text)));
        body = body.get(section..)?;
        let count = body.iter().take(MAX_LINES).take_while(is_headline).count();
        lines = body.iter().take(count).collect();
        body = body.get(count..)?;
        body = below_marks(body, &mut head, &mut marks);
        take_persons(&mut body, &mut head, kind);
    } else if let (Some(last), Some(row)) = (lines.last(), body.first())
        && headline::continues_below(last, row, body.get(1), kind)
    {
        lines.push(row);
        body = body.get(1..)?;
    }
    if lines.is_empty() && head.title.is_empty() {
        return None;
    }
    let strength = Some(head.strength());
    Some(Layout { headline: lines, head, strength, page_marks: marks, body })
}

/// Takes the outlet and the author off the end of a headline.
fn take_credits(lines: &mut Vec<&Row>, head: &mut HeadLine, kind: SourceKind) {
    if head.source.is_empty()
        && lines.len() > 1
        && let Some(row) = lines.pop_if(|row| headline::is_outlet(&row.text))
    {
        head.source = row.text.clone();
    }
    if head.byline.is_empty()
        && lines.len() > 1
        && let Some(row) = lines.pop_if(|row| names_author(row, kind) || headline::is_byline(&row.text))
    {
        head.byline = row.text.clone();
    }
}

/// Whether any row is text: a sentence of some length, or any long line that is no notice of the page.
fn has_text(rows: &[Row]) -> bool {
    let is_text = |row: &Row| {
        let letters = letter_count(&row.text);
        letters >= MIN_PARAGRAPH || ends_sentence(&row.text) && letters >= MIN_TEXT
    };
    rows.iter().any(|row| is_text(row) && !page_marks::is_notice(&row.text))
}

/// Whether a line in small type beside a headline in large type belongs to the page: buttons or a number, and above the headline a
/// menu. Kickers and subtitles are phrases, of which there are at most three.
fn is_of_page(text: &str, is_above: bool) -> bool {
    let words = || text.split_whitespace();
    let is_menu = words().count() >= MENU_WORDS && words().all(|word| letter_count(word) <= MAX_MENU_WORD);
    let invites = text.contains("打开APP") || text.contains("立即打开");
    page_marks::is_buttons(text) || text.chars().all(|c| !c.is_alphabetic()) || is_above && (is_menu || invites)
}

/// The rows below the buttons of the page and below further head lines, which a page may set between headline and text.
fn below_marks<'a>(mut body: &'a [Row], head: &mut HeadLine, marks: &mut Vec<&'a str>) -> &'a [Row] {
    while let [row, rest @ ..] = body
        && !rest.is_empty()
    {
        let is_count = row.text.len() <= 6 && row.text.bytes().all(|byte| byte.is_ascii_digit());
        if is_count && page_marks::is_above_text(&rest[0].text) {
            marks.push(&row.text);
            body = rest;
            continue;
        }
        // The reporters may stand above the buttons.
        if head.byline.is_empty() && headline::is_byline(&row.text) && page_marks::is_above_text(&rest[0].text) {
            head.byline.clone_from(&row.text);
            body = rest;
            continue;
        }
        // Who holds an event stands at the top of its news; below a head line it is who published the page.
        let is_further = |further: &HeadLine| {
            further.strength() == Strength::Nothing
                && (further.source.is_empty() || head.strength() > Strength::Nothing)
        };
        let further = head_line::parse(&row.text).filter(is_further);
        if !page_marks::is_above_text(&row.text) && further.is_none() {
            break;
        }
        match further {
            Some(further) => head.merge(further),
            None => marks.push(&row.text),
        }
        body = rest;
    }
    body
}

/// Whether a row names the author and nothing else. A headline that was broken to fit the paper ends in short words that
/// may be names as well (管理, 纪实): two characters are a name only where a blank line or a space sets them apart, and on
/// a printed web page no row without it is.
fn names_author(row: &Row, kind: SourceKind) -> bool {
    let is_apart = row.gap || row.text.contains(char::is_whitespace);
    let is_long = row.text.chars().nth(2).is_some() && kind != SourceKind::PrintedWebPage;
    (is_apart || is_long) && are_persons(&row.text)
}

/// Takes the names of the authors that stand alone above the text.
fn take_persons(body: &mut &[Row], head: &mut HeadLine, kind: SourceKind) {
    if head.byline.is_empty()
        && let [row, rest @ ..] = body
        && !rest.is_empty()
        && names_author(row, kind)
    {
        head.byline.clone_from(&row.text);
        *body = rest;
    }
}

/// The row of the first head line that tells a day or a source, before the text has begun.
fn place_of_head(rows: &[Row]) -> Option<usize> {
    let mut weak = None;
    let mut paragraphs = 0;
    for (index, row) in rows.iter().enumerate().take(TOP) {
        let head = match head_line::parse(&row.text) {
            Some(head) if head.pending => with_next(rows, index).map(|(head, _)| head).or(Some(head)),
            head => head,
        };
        match head.map(|head| (head.strength(), head.title.is_empty())) {
            Some((strength, titled)) if strength >= Strength::SourceOnly || !titled => return Some(index),
            Some((Strength::Weak, _)) if is_below_headline(rows, index) => weak = weak.or(Some(index)),
            _ => {}
        }
        if ends_sentence(&row.text) && letter_count(&row.text) >= MIN_TEXT {
            paragraphs += 1;
            if paragraphs >= 2 {
                break;
            }
        }
    }
    weak
}

/// Whether nothing but the lines of a headline stands above a row.
fn is_below_headline(rows: &[Row], index: usize) -> bool {
    index <= MAX_LINES && rows.iter().take(index).all(|row| is_candidate(&row.text) && row.indent < 2)
}

/// Reads a head line whose last label has its value on the next row; gives the number of rows read.
fn with_next(rows: &[Row], index: usize) -> Option<(HeadLine, usize)> {
    let (row, next) = (rows.get(index)?, rows.get(index + 1)?);
    // What stands below has a label of its own.
    let is_labelled = ["专题", "频道", "栏目", "标签"].iter().any(|label| next.text.starts_with(label));
    if letter_count(&next.text) > 40 || is_labelled {
        return None;
    }
    let head = head_line::parse(&format!("{} {}", row.text, next.text))?;
    Some((head, 2))
}

/// The head lines around one of them, read together: the first row, the first row after them, and what they tell.
fn cluster(rows: &[Row], place: usize) -> (usize, usize, HeadLine) {
    let mut start = place;
    while let Some(before) = start.checked_sub(1).and_then(|index| rows.get(index)) {
        if head_line::parse(&before.text).is_none() {
            break;
        }
        start -= 1;
    }
    let mut head = HeadLine::default();
    let mut end = start;
    while let Some(row) = rows.get(end) {
        let Some(read) = head_line::parse(&row.text) else { break };
        let two = if read.pending { with_next(rows, end) } else { None };
        let (read, count) = two.unwrap_or((read, 1));
        if end == start {
            head = read;
        } else {
            head.merge(read);
        }
        end += count;
    }
    (start, end, head)
}

/// The parts of a file without a head line: its first rows up to the text are the headline.
fn without_head(rows: &[Row], kind: SourceKind) -> Option<Layout<'_>> {
    // A list of matches or departures is no headline.
    if page_marks::are_times(rows.iter().take(MAX_LINES + MAX_MARKS).map(|row| row.text.as_str())) {
        return None;
    }
    let skipped = tools_above(rows);
    let above = rows.get(..skipped)?;
    let rows = rows.get(skipped..)?;
    // The day may stand among the tools of a digital paper, below the list of its headlines.
    let (mut head, mut page_marks) = (HeadLine::default(), Vec::new());
    page_marks.extend(above.iter().map(|row| row.text.as_str()));
    let rows = match rows {
        [row, rest @ ..] if skipped > 0 && !rest.is_empty() => match head_line::parse(&row.text) {
            Some(found) if found.strength() == Strength::Weak => {
                head = found;
                rest
            }
            _ => rows,
        },
        _ => rows,
    };
    let set_apart = |row: &Row| matches!(row.emphasis, Some(Emphasis::Heading | Emphasis::Centred));
    let first = rows.first()?;
    let (apart, indented) = (set_apart(first), first.indent >= 2);
    let measure = paragraphs::measure(rows);
    let count = rows
        .iter()
        .take(MAX_LINES)
        .enumerate()
        .take_while(|(at, row)| {
            let is_salutation = *at > 0 && row.text.ends_with(['：', ':']) && row.text.contains("各");
            let fits = is_candidate(&row.text)
                && (*at == 0 || !page_marks::is_above_text(&row.text))
                && !several::has_dateline(row)
                && !headline::is_byline(&row.text)
                && !is_salutation
                && (*at == 0 || !names_author(row, kind));
            let is_sentence = ends_sentence(&row.text) && letter_count(&row.text) > 30;
            let same = kind != SourceKind::Document || set_apart(row) == apart;
            let full = measure.is_some_and(|measure| row.width * 5 >= measure * 4);
            fits && !is_sentence && same && !full && (indented || row.indent < 2)
        })
        .count();
    let mut body = below_marks(rows.get(count..)?, &mut head, &mut page_marks);
    let mut lines: Vec<&Row> = rows.iter().take(count).collect();
    // A mark of the page may stand above the subtitle.
    if let [row, rest @ ..] = body
        && count > 0
        && row.text.starts_with("——")
        && !ends_sentence(&row.text)
        && is_candidate(&row.text)
        && !rest.is_empty()
    {
        lines.push(row);
        body = rest;
    }
    take_persons(&mut body, &mut head, kind);
    (count > 0 && !indented && !body.is_empty()).then(|| Layout {
        headline: lines,
        head,
        page_marks,
        body,
        ..Layout::default()
    })
}
