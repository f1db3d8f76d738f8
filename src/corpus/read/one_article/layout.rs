//! Where headline, head line and text of a file stand.

use crate::corpus::measure::{ends_sentence, letter_count, letters};
use crate::corpus::page_number::numbered_file;
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::sections;
use crate::corpus::read::one_article::head::around_head::{
    below_marks, is_account, is_of_page, names_author, take_credits, take_offices, take_persons, without_side_menu,
};
use crate::corpus::read::one_article::head::headline::{self, MAX_LINES, is_candidate};
use crate::corpus::read::one_article::head::place_of_head::{cluster, place_of_head};
use crate::corpus::read::one_article::head::tools::{MAX_MARKS, tools_above};
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::paragraphs;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::several;
use crate::corpus::read::one_article::{Emphasis, FileContext, SourceKind};
use crate::text::is_han;

/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 25;
/// A sentence between headline and head line of at least this many letters is a lead.
const MIN_LEAD: usize = 15;
/// The fewest letters of a headline that stands in larger type below a head line.
const MIN_LARGE: usize = 6;
/// Maximum number of rows of a lead.
const MAX_LEAD: usize = 8;
/// At least this many rows that end sentences above a headline, with at least this many letters, are no slogans of a site.
const MIN_SENTENCES: usize = 2;
const MIN_PARAGRAPHS: usize = 120;
/// A line of at least this many letters is text, however it ends.
const MIN_PARAGRAPH: usize = 60;
/// The most characters of the end of a source's name on a line of its own.
const MAX_REST: usize = 2;

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
    /// The rows of the text that stand above the head line.
    pub lead: &'a [Row],
    /// The rows of the text and of what follows it.
    pub body: &'a [Row],
}

/// Finds the parts of a file; nothing where it has no headline.
pub(crate) fn find<'a>(rows: &'a [Row], printed_title: &str, context: &FileContext) -> Option<Layout<'a>> {
    let kind = context.kind;
    if let Some(layout) = below_long_headline(rows, context) {
        return Some(layout);
    }
    let Some(place) = place_of_head(rows) else { return without_head(rows, kind) };
    let (start, end, head) = cluster(rows, place);
    // What tells paper and day below the text, and above no other, stands at its end.
    if has_text(rows.get(..start)?) && !has_text(rows.get(end..)?) {
        return without_head(rows, kind);
    }
    let mut body = rows.get(end..)?;
    let whole = headline::whole_by_stem(context.stem, rows.get(..start)?, body);
    let above = rows.get(..start)?;
    let (above, lead) = if whole.is_some() { (above, rows.get(..0)?) } else { parted_lead(above) };
    let mut lines = headline::above(without_side_menu(above), printed_title);
    if let Some((first, count)) = whole {
        complete(&mut lines, above.get(first..)?, body.get(..count)?);
        body = body.get(count..)?;
    }
    // What tells paper and day may come before the end of the text in the order of a page: no text above it may be lost.
    if has_paragraphs_above(above, lines.first().copied()) {
        return without_head(rows, kind);
    }
    // The headline that the article had elsewhere is its own where there is no other.
    if lines.is_empty() {
        lines.extend(rows[..start].iter().find(|row| row.text.starts_with("原标题")));
    }
    let mut head = head;
    take_repeated_headline(&mut lines, &mut body);
    let mut marks = Vec::new();
    // The column beside the page may come before the headline, which is that of the printed page, in the order of lines.
    if kind == SourceKind::PrintedWebPage
        && whole.is_none()
        && !lines.iter().any(|row| row.emphasis.is_some() || is_as_printed(row, printed_title))
        && let Some(at) = headline_in_large_type(body)
    {
        marks.extend(lines.iter().copied().chain(&body[..at]).map(|row| row.text.as_str()));
        lines = vec![&body[at]];
        body = &body[at + 1..];
    }
    // The name of a service stands above the head line of its article, whose headline follows.
    if head.has_issue() && lines.iter().all(|row| headline::is_outlet_or_news(&row.text) || row.is_rule()) {
        marks.extend(lines.drain(..).map(|row| row.text.as_str()));
    }
    // Where the file's name holds all of these lines, none of them is the author or the account.
    if whole.is_none() {
        take_credits(&mut lines, &mut head, kind);
    }
    if kind == SourceKind::PrintedWebPage && whole.is_none_or(|(_, below)| below == 0) {
        keep_large_type(&mut lines, &mut head, &mut marks);
    }
    complete_source(&mut body, &mut head, kind);
    // The end of a broken headline may read as the name of an account does: “…防护 / 指南发布”.
    if body.first().is_some_and(|row| !row.text.ends_with("发布")) {
        take_outlet(&mut body, &mut head);
    }
    body = below_marks(body, &mut head, &mut marks);
    // Platforms set the account between the moment and their buttons.
    if head.time && take_outlet(&mut body, &mut head) {
        body = below_marks(body, &mut head, &mut marks);
    }
    take_persons(&mut body, &mut head, kind);
    if lines.is_empty() && head.title.is_empty() {
        (lines, body) = headline_below(body, kind)?;
        body = below_marks(body, &mut head, &mut marks);
        take_persons(&mut body, &mut head, kind);
    } else if whole.is_none() && headline::continues_below(&lines, body, printed_title, kind) {
        lines.push(body.first()?);
        body = body.get(1..)?;
    }
    if lines.is_empty() && head.title.is_empty() {
        return None;
    }
    let strength = Some(head.strength());
    Some(Layout { headline: lines, head, strength, page_marks: marks, lead, body })
}

/// The parts of the file of an issue's article, of which a line of the headline is longer than headlines are elsewhere, or is a deck behind
/// a dash: it stands flush above a text whose every line is indented.
fn below_long_headline<'a>(rows: &'a [Row], context: &FileContext) -> Option<Layout<'a>> {
    let count = rows.iter().take_while(|row| row.indent < 2).count();
    let (headline, body) = rows.split_at(count);
    let is_long = |row: &Row| letter_count(&row.text) > MIN_PARAGRAPH || row.text.starts_with("——");
    let is_of_issue = context.kind == SourceKind::Text && numbered_file(context.stem).is_some();
    let fits = is_of_issue && (1..=MAX_LINES).contains(&count) && !body.is_empty() && headline.iter().any(is_long);
    let stands_above = || {
        headline.iter().all(|row| !row.text.ends_with(['。', '：', '，']) && head_line::parse(&row.text).is_none())
            && body.iter().all(|row| row.indent >= 2)
    };
    (fits && stands_above()).then(|| Layout { headline: headline.iter().collect(), body, ..Layout::default() })
}

/// Completes the rows of a headline by those that the file's name shows to be a part of it, above the head line and below it.
fn complete<'a>(lines: &mut Vec<&'a Row>, above: &'a [Row], below: &'a [Row]) {
    let has = |row: Option<&Row>| row.is_some_and(|row| lines.iter().any(|line| std::ptr::eq(*line, row)));
    if has(above.first()) && has(above.last()) {
        lines.extend(below);
    } else {
        *lines = above.iter().chain(below).filter(|row| !row.is_rule()).collect();
    }
}

/// Takes the outlet that stands alone above the text for the source, and tells whether one stood there.
fn take_outlet(body: &mut &[Row], head: &mut HeadLine) -> bool {
    let [row, rest @ ..] = *body else { return false };
    let is_source = head.source.is_empty() && !rest.is_empty() && headline::is_outlet(&row.text);
    if is_source {
        head.source.clone_from(&row.text);
        *body = rest;
    }
    is_source
}

/// Completes the source by the row below the head line, where a narrow page broke its name: “来源： 云岭日” above “报”.
fn complete_source(body: &mut &[Row], head: &mut HeadLine, kind: SourceKind) {
    let [row, rest @ ..] = *body else { return };
    let name = format!("{}{}", head.source, row.text);
    let is_rest = (1..=MAX_REST).contains(&row.text.chars().count()) && row.text.chars().all(is_han);
    let may_be_broken = matches!(kind, SourceKind::PrintedWebPage | SourceKind::Text);
    let is_broken = may_be_broken && is_rest && !head.source.is_empty() && !headline::is_outlet(&head.source);
    if is_broken && !rest.is_empty() && headline::is_outlet(&name) {
        head.source = name;
        *body = rest;
    }
}

/// The head lines above a text whose headline is told elsewhere, and the text.
pub(crate) fn below_fields(rows: &[Row]) -> Layout<'_> {
    let is_head = rows.first().is_some_and(|row| head_line::parse(&row.text).is_some());
    if !is_head {
        return Layout { body: rows, ..Layout::default() };
    }
    let (_, end, head) = cluster(rows, 0);
    Layout { head, body: rows.get(end..).unwrap_or_default(), ..Layout::default() }
}

/// Whether a row is the title of the printed page, behind which only names of section and site are left.
fn is_as_printed(row: &Row, printed_title: &str) -> bool {
    let own = letters(&row.text);
    own.chars().nth(5).is_some() && letters(printed_title).starts_with(&own)
}

/// The only row in larger type among the first below a head line, above the text.
fn headline_in_large_type(body: &[Row]) -> Option<usize> {
    let mut large = body.iter().take(MAX_LEAD).enumerate().filter(|(_, row)| row.emphasis.is_some());
    let (at, row) = large.next().filter(|_| large.next().is_none())?;
    let is_above_text =
        body[..at].iter().all(|row| letter_count(&row.text) < MIN_PARAGRAPH && !ends_sentence(&row.text));
    let fits = letter_count(&row.text) >= MIN_LARGE && several::may_begin(row) && is_above_text;
    (fits && at + 1 < body.len()).then_some(at)
}

/// The rows of the headline that stands below its head line, and those below it.
fn headline_below(body: &[Row], kind: SourceKind) -> Option<(Vec<&Row>, &[Row])> {
    let measure = paragraphs::measure(body);
    let is_full = |row: &Row| {
        let is_long = letter_count(&row.text) >= MIN_TEXT && row.text.contains(['，', '。']);
        row.emphasis.is_none() && (is_long || measure.is_some_and(|measure| row.width * 5 >= measure * 4))
    };
    let is_headline = |row: &Row| {
        several::may_begin(row)
            && !several::has_dateline(row)
            && !headline::is_byline(&row.text)
            && !names_author(row, kind)
            && !page_marks::is_above_text(&row.text)
    };
    // The line of paper, day and page may name the page's section below it.
    let section = usize::from(body.len() > 2 && body.first().is_some_and(|row| sections::is_section(&row.text)));
    let body = body.get(section..)?;
    // Below the headline the counters and the author may stand.
    let is_below = |at: usize, row: &Row| at > 0 && head_line::parse(&row.text).is_some();
    let rows = body.iter().enumerate().take(MAX_LINES);
    let count =
        rows.take_while(|(at, row)| is_headline(row) && !is_below(*at, row) && !(*at > 0 && is_full(row))).count();
    let (headline, body) = body.split_at(count);
    Some((headline.iter().collect(), body))
}

/// On a printed web page the type tells menus, buttons and accounts from the headline: they go to the marks of the page.
fn keep_large_type<'a>(lines: &mut Vec<&'a Row>, head: &mut HeadLine, marks: &mut Vec<&'a str>) {
    let Some(first) = lines.iter().position(|row| row.emphasis.is_some()) else { return };
    let mut place = 0..;
    lines.retain(|row| {
        let is_above = place.next().is_some_and(|at: usize| at < first);
        // Below the headline the account stands in small type, once more where the head line names the source.
        let is_source = !is_above && head.source.is_empty() && head.time && is_account(row);
        if is_source {
            head.source.clone_from(&row.text);
        }
        let names_account = !is_above && !head.source.is_empty() && (headline::is_outlet(&row.text) || is_account(row));
        let is_kept = row.emphasis.is_some() || !names_account && !is_of_page(&row.text, is_above);
        marks.extend((!is_kept).then_some(row.text.as_str()));
        is_kept
    });
}

/// Parts the rows above a head line into the headline and the lead below it, which some sites set there: sentences below lines that
/// are none.
fn parted_lead(rows: &[Row]) -> (&[Row], &[Row]) {
    let is_sentence = |row: &Row| ends_sentence(&row.text) && letter_count(&row.text) >= MIN_LEAD;
    let begins = |row: &Row| letter_count(&row.text) >= MIN_TEXT && !is_candidate(&row.text) || names_lead(&row.text);
    let Some(last) = rows.last().filter(|row| is_sentence(row) || names_lead(&row.text)) else { return (rows, &[]) };
    // Type tells where the headline ends; else the lead is the last row, or goes on from one that is too long for a headline.
    let by_type = rows.iter().rposition(|row| row.emphasis.is_some()).map(|at| at + 1);
    let start = by_type.or_else(|| rows.iter().position(begins)).unwrap_or(rows.len() - 1);
    let fits = start > 0
        && rows.len() - start <= MAX_LEAD
        && !last.text.starts_with(['（', '('])
        && rows[..start].iter().any(several::may_begin);
    if fits { rows.split_at(start) } else { (rows, &[]) }
}

/// Whether a row says that it sums the article up: “核心提示：…”.
fn names_lead(text: &str) -> bool {
    const LABELS: [&str; 8] = ["核心提示", "内容提要", "导语", "导读", "摘要", "提要", "编者按", "阅读提示"];
    let label =
        |label: &&&str| text.strip_prefix(**label).is_some_and(|rest| rest.trim_start().starts_with(['：', ':']));
    LABELS.iter().find(label).is_some()
}

/// Whether any row is text: a sentence of some length, or any long line that is no notice of the page.
fn has_text(rows: &[Row]) -> bool {
    let is_text = |row: &Row| {
        let letters = letter_count(&row.text);
        letters >= MIN_PARAGRAPH || ends_sentence(&row.text) && letters >= MIN_TEXT
    };
    rows.iter().any(|row| is_text(row) && !page_marks::is_notice(&row.text))
}

/// Copied pages have a list of the issue's headlines above their tools; below stands that of the article.
fn take_repeated_headline<'a>(lines: &mut Vec<&'a Row>, body: &mut &'a [Row]) {
    let [row, rest @ ..] = *body else { return };
    if !rest.is_empty()
        && lines.len() > 2
        && lines.iter().any(|line| letters(&line.text) == letters(&row.text))
        && lines.iter().all(|line| letter_count(&line.text) <= letter_count(&row.text))
    {
        *lines = vec![row];
        *body = rest;
    }
}

/// Whether text, and not the slogan of a site, stands above a headline.
fn has_paragraphs_above(rows: &[Row], headline: Option<&Row>) -> bool {
    let first = headline.and_then(|headline| rows.iter().position(|row| std::ptr::eq(row, headline)));
    let above = first.map_or(&[][..], |first| &rows[..first]);
    let sentences = above.iter().filter(|row| ends_sentence(&row.text) && !page_marks::is_notice(&row.text)).count();
    sentences >= MIN_SENTENCES && above.iter().map(|row| letter_count(&row.text)).sum::<usize>() >= MIN_PARAGRAPHS
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
                && (*at == 0 || head_line::parse(&row.text).is_none())
                && !several::has_dateline(row)
                && !headline::is_byline(&row.text)
                && !is_salutation
                && (*at == 0 || !names_author(row, kind) && !several::is_numbered(row));
            // What stands in the style of a heading may ask at any length.
            let is_heading = row.emphasis == Some(Emphasis::Heading);
            let is_sentence = !is_heading && ends_sentence(&row.text) && letter_count(&row.text) > 30;
            let same = kind != SourceKind::Document || set_apart(row) == apart;
            let full = !set_apart(row) && measure.is_some_and(|measure| row.width * 5 >= measure * 4);
            fits && !is_sentence && same && !full && (indented || row.indent < 2)
        })
        .count();
    let mut body = below_marks(rows.get(count..)?, &mut head, &mut page_marks);
    let mut lines: Vec<&Row> = rows.iter().take(count).collect();
    // The paper may stand alone above the headline.
    if lines.len() > 1 && headline::is_paper(&lines[0].text) {
        head.source = lines.remove(0).text.clone();
    }
    take_offices(&mut lines, &mut head);
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
