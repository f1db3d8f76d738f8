//! Recognises whether a file holds exactly one article, and reads it.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, letter_count, letters};
use crate::corpus::page_number::numbered_file;
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::masthead;
use crate::corpus::read::labelled::{self, LabelledHead};
use crate::corpus::read::one_article::assemble::assemble;
use crate::corpus::read::one_article::fields::front_matter::{self, FrontMatter};
use crate::corpus::read::one_article::fields::{clipping_sheet, info_box};
use crate::corpus::read::one_article::head::printed_frame::{Prepared, prepare};
use crate::corpus::read::one_article::head::{first_rows, headline, menus};
use crate::corpus::read::one_article::layout::{self, Layout};
use crate::corpus::read::one_article::marks::comments;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::tail;
use crate::corpus::read::one_article::{DateOrigin, FileContext, Line, OneArticle, SourceKind, paragraphs, several};
use crate::text::pattern;

/// The fewest letters of an article that is recognised without a head line, an indent or a telling name.
const MIN_PLAIN_LENGTH: usize = 60;

/// Reads the one article of a file; `None` where the file holds several articles or is not recognised.
pub fn recognise(lines: &[Line], context: &FileContext) -> Option<OneArticle> {
    let mut prepared = prepare(lines, context.kind);
    prepared.take_title(context.title);
    let above_title = prepared.take_above_title();
    first_rows::part_first(&mut prepared.rows);
    let wire = first_rows::take_wire(&mut prepared.rows);
    let bulletin_day = first_rows::take_bulletin(&mut prepared.rows);
    let day_in_address = first_rows::take_address(&mut prepared.rows);
    let writer = first_rows::take_writer(&mut prepared.rows);
    let Fields { fields, is_labelled, has_facts } = take_fields(&mut prepared.rows, context.kind);
    let is_other = fields.is_none() || has_facts;
    if context.kind == SourceKind::Markdown {
        first_rows::take_excerpt(&mut prepared.rows);
        first_rows::unlink_source(&mut prepared.rows);
    }
    let rows = prepared.rows.get(fields.as_ref().map_or(0, |fields| fields.rows)..)?;
    let rows = if is_other { comments::above(menus::below_bars(menus::below(rows)), context.kind) } else { rows };
    // Many reports below headlines of their own are a page; the first may be that of the file's one article.
    let are_several = several::has_rules(rows)
        || several::has_contents(rows)
        || several::headed_datelines(rows) > several::MIN_HEADED_DATELINES;
    if are_several {
        return None;
    }
    let texts = || rows.iter().map(|row| row.text.as_str());
    // What stands on top with the moment or labels is the head line of one article.
    let is_headed = head_line::parse(&rows.first()?.text).is_some_and(|head| head.strength() == Strength::Strong);
    let masthead = if is_headed { None } else { masthead::read(texts()).or_else(|| masthead::read_undated(texts())) };
    let mut masthead = masthead.unwrap_or_default();
    let (above_bar, rows) = menus::at_reader_bar(rows.get(masthead.lines..)?);
    first_rows::complete_masthead(&mut masthead, above_bar);
    let (rows, of_office) = without_letterhead(rows);
    let layout = match layout::find(rows, prepared.printed_headline(), context) {
        _ if is_labelled => Layout { body: rows, ..Layout::default() },
        Some(layout) => layout,
        None if fields.is_some() => layout::below_fields(rows),
        None => return None,
    };
    let above_title = above_title.as_deref();
    if layout.head.date.is_none() || layout.head.source.is_empty() {
        first_rows::complete_masthead(&mut masthead, above_title.unwrap_or_default());
    }
    if masthead.page.is_empty() {
        first_rows::complete_page(&mut masthead, above_title.unwrap_or_default());
    }
    // The line of a database stands above each of its articles.
    let mut database_lines = prepared.rows.iter().filter(|row| masthead::is_database_line(&row.text));
    let is_of_database = database_lines.next().is_some()
        && masthead.date.is_some()
        && database_lines.next().is_none()
        && several::headed_datelines(layout.body) < 2
        && !(context.kind == SourceKind::Text && several::are_parted_by_blank_lines(&prepared.rows));
    // An office sends one report below the head of its bulletin, or several with headlines of their own or from papers.
    let is_of_bulletin = bulletin_day.is_some()
        && !several::have_credits(rows)
        && !several::close_with_credits(rows)
        && !several::has_further_headline(&layout.headline, layout.body, context.kind)
        && several::headed_datelines(layout.body) == 0
        && layout.body.iter().all(|row| !row.text.starts_with(['●', '■', '◆', '【']));
    // Collections have titles as well.
    let is_titled =
        above_title.is_some() && !several::has_further_head(layout.body) && several::headed_datelines(layout.body) == 0;
    let is_of_page = is_titled || !above_bar.is_empty();
    let is_certain = is_of_page || is_of_bulletin || of_office || has_facts || is_of_database;
    if !is_certain && !is_one(&layout, fields.as_ref(), &prepared, context) {
        return None;
    }
    let article = assemble(&layout, fields.unwrap_or_default(), &masthead, &prepared, context)?;
    let article = if article.source.is_empty() { OneArticle { source: wire, ..article } } else { article };
    let article = if article.byline.is_empty() { OneArticle { byline: writer, ..article } } else { article };
    let of_bulletin = bulletin_day.map(|day| (day, DateOrigin::Masthead));
    let other_day = of_bulletin.or(day_in_address.map(|day| (day, DateOrigin::Path)));
    Some(match other_day.filter(|_| article.date.is_none()) {
        Some((day, date_origin)) => OneArticle { date: Some(day.to_string()), date_origin, ..article },
        None => article,
    })
}

/// The fields above a text.
struct Fields {
    /// What they tell.
    fields: Option<FrontMatter>,
    /// Whether they have names with colons.
    is_labelled: bool,
    /// Whether they stand in a box or on a clipping sheet.
    has_facts: bool,
}

/// Reads the fields above a text, however they are written.
fn take_fields(rows: &mut Vec<Row>, kind: SourceKind) -> Fields {
    // Crawlers write the fields of Markdown above plain text as well.
    let front_matter = if matches!(kind, SourceKind::Markdown | SourceKind::Text) {
        front_matter::read(rows)
            .or_else(|| front_matter::take_metadata(rows))
            .or_else(|| front_matter::take_properties(rows))
    } else {
        None
    };
    if front_matter.is_some() {
        return Fields { fields: front_matter, is_labelled: false, has_facts: false };
    }
    let labelled = take_labelled_head(rows);
    if labelled.is_some() {
        return Fields { fields: labelled, is_labelled: true, has_facts: false };
    }
    let facts =
        info_box::take(rows, kind).or_else(|| clipping_sheet::take(rows)).or_else(|| clipping_sheet::take_below(rows));
    Fields { has_facts: facts.is_some(), fields: facts, is_labelled: false }
}

/// Reads the fields with names above the text (“标题：…”, “来源：…”), and leaves of the last of them what is text.
fn take_labelled_head(rows: &mut [Row]) -> Option<FrontMatter> {
    let lines: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let LabelledHead { parts, lines, text } = labelled::head(&lines)?;
    let begins_behind_name = !text.is_empty();
    if begins_behind_name && let Some(row) = lines.checked_sub(1).and_then(|last| rows.get_mut(last)) {
        row.text = text;
    }
    Some(FrontMatter { rows: lines - usize::from(begins_behind_name), ..FrontMatter::from(parts) })
}

/// The rows below the letterhead of an office, its name as on its paper and the number of the document, and whether there
/// is one.
fn without_letterhead(rows: &[Row]) -> (&[Row], bool) {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\p{Han}{1,12}\s*[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*\d{1,4}\s*号$"));
    let is_head = |row: &Row| at_most(&row.text, 40) && (NUMBER.is_match(&row.text) || row.text.ends_with("文件"));
    let count = rows.iter().take(3).take_while(|row| is_head(row)).count();
    let numbered = rows.iter().take(count).any(|row| NUMBER.is_match(&row.text));
    if numbered { (rows.get(count..).unwrap_or_default(), true) } else { (rows, false) }
}

/// Whether everything shows that the file is one article.
fn is_one(layout: &Layout, fields: Option<&FrontMatter>, prepared: &Prepared, context: &FileContext) -> bool {
    let body = layout.body;
    let head_is_on_top = prepared.rows.first().is_some_and(|row| head_line::parse(&row.text).is_some());
    // A file that is numbered on its page is one article of the issue, although it may gather several reports of one event.
    let is_of_issue = numbered_file(context.stem).is_some();
    let headed_reports = if is_of_issue { 0 } else { several::headed_datelines(body) };
    if several::is_index(&layout.headline)
        || several::has_continuation(body)
        || headed_reports >= several::MIN_HEADED_DATELINES
        || several::has_further_head(body)
    {
        return false;
    }
    // Paper, day and page with labels above the first headline are those of all articles below it.
    if head_is_on_top && context.kind == SourceKind::Text && several::are_parted_by_blank_lines(&prepared.rows) {
        return false;
    }
    let certain = layout.strength == Some(Strength::Strong) || fields.is_some_and(|fields| !fields.title.is_empty());
    if certain {
        return true;
    }
    let is_of_page = context.kind == SourceKind::Text && several::are_beside_articles(&layout.headline);
    if is_of_page || headed_reports >= 1 || several::datelines(body) >= 3 && !is_of_issue {
        return false;
    }
    // A day with the paper stands below the headline of one article; a masthead stands above all headlines.
    let names_issue = layout.strength == Some(Strength::Weak)
        && !layout.head.source.is_empty()
        && (1..=2).contains(&layout.headline.len())
        && layout.headline.iter().map(|row| letter_count(&row.text)).sum::<usize>() >= headline::MIN_HEADLINE_LENGTH
        && !several::has_further_issue(body);
    let likely = (layout.strength == Some(Strength::SourceOnly) || names_issue) && several::datelines(body) <= 1;
    // Lines below the text are ignored when its layout is measured.
    let body = tail::without_credits(body);
    let named = body.iter().take_while(|row| headline::is_byline(&row.text)).count();
    let body = body.get(named..).unwrap_or_default();
    if likely || tail::has_one_credit(layout.body) || headline::named_by_stem(context.stem, &layout.headline).is_some()
    {
        return true;
    }
    let broken = paragraphs::measure(body).is_some();
    match context.kind {
        SourceKind::PrintedWebPage => prepared.printed && is_printed_title(layout, prepared.printed_headline()),
        SourceKind::Document => {
            let marked = layout.headline.iter().any(|row| row.emphasis.is_some());
            !several::has_further_headline(&layout.headline, body, context.kind)
                && !several::have_credits(&prepared.rows)
                && (marked || several::only_paragraphs(body))
        }
        SourceKind::Markdown => {
            layout.headline.iter().any(|row| row.emphasis.is_some())
                && !several::has_further_headline(&layout.headline, body, context.kind)
        }
        SourceKind::Text if is_of_issue || several::all_indented(body) => true,
        SourceKind::Text if body.iter().filter(|row| row.indent >= 2).count() * 3 >= body.len() => false,
        SourceKind::Text => {
            let letters: usize = body.iter().map(|row| letter_count(&row.text)).sum();
            !broken && letters >= MIN_PLAIN_LENGTH && several::datelines(body) <= 1 && several::only_paragraphs(body)
        }
    }
}

/// Whether the title a browser printed is the headline.
fn is_printed_title(layout: &Layout, printed_title: &str) -> bool {
    let printed = letters(printed_title);
    let first = layout.headline.first().map(|row| letters(&row.text)).unwrap_or_default();
    first.chars().nth(3).is_some() && printed.contains(&first)
}
