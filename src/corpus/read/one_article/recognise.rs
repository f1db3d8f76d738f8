//! Recognises whether a file holds exactly one article, and reads it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count, letters};
use crate::corpus::page_number::numbered_file;
use crate::corpus::publication::credit;
use crate::corpus::publication::dates::{date_of_dateline, date_of_path};
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::headline_fields::{self, HeadlineFields};
use crate::corpus::publication::masthead::{self, Masthead};
use crate::corpus::publication::outlet;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::item_number::without_item_number;
use crate::corpus::read::labelled::{self, Field, LabelledHead};
use crate::corpus::read::markdown::plain;
use crate::corpus::read::one_article::front_matter::{self, FrontMatter};
use crate::corpus::read::one_article::layout::{self, Layout};
use crate::corpus::read::one_article::rows::{self, Prepared, Row};
use crate::corpus::read::one_article::tail;
use crate::corpus::read::one_article::{
    DateOrigin, FileContext, Line, OneArticle, SourceKind, clipping_sheet, comments, first_rows, headline, info_box,
    menus, paragraphs, several,
};
use crate::text::pattern;

/// The title of a printed page stands among this many rows.
const MAX_TITLE_ROW: usize = 12;
/// The fewest letters of the text of an article.
const MIN_LENGTH: usize = 12;
/// Minimum number of letters of a headline; shorter lines may be the name of a page's section (民生周刊, 城事聚焦).
const MIN_HEADLINE_LENGTH: usize = 6;
/// The most letters of the name of a column above a headline that stands twice.
const MAX_COLUMN_LENGTH: usize = 16;
/// The fewest letters of an article that is recognised without a head line, an indent or a telling name.
const MIN_PLAIN_LENGTH: usize = 60;

static REPORTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[（(](?:本报|新华社)?(?:实习)?(?:记者|通讯员)[:：]?\s*([^）)]{2,40})[）)]"));
static INVITATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:点击|关注).{0,6}蓝字.{0,10}$"));
static IMAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^!\[[^\]]*\]\([^)]*\)$|^-?\s*https?://\S+$|^(?:-{3,}|\*{3,}|_{3,})$|^\[(?:阅读|查看|原文)[^\]]{0,4}\]\([^)]*\)$",
    )
});

/// Reads the one article of a file; `None` where the file holds several articles or is not recognised.
pub fn recognise(lines: &[Line], context: &FileContext) -> Option<OneArticle> {
    let mut prepared = rows::prepare(lines, context.kind);
    first_rows::part_first(&mut prepared.rows);
    let wire = first_rows::take_wire(&mut prepared.rows);
    let bulletin_day = first_rows::take_bulletin(&mut prepared.rows);
    let day_in_address = first_rows::take_address(&mut prepared.rows);
    // Crawlers write the fields of Markdown above plain text as well.
    let may_have_fields = matches!(context.kind, SourceKind::Markdown | SourceKind::Text);
    let front_matter = if may_have_fields { front_matter::read(&prepared.rows) } else { None };
    let labelled = if front_matter.is_none() { take_labelled_head(&mut prepared.rows) } else { None };
    let is_labelled = labelled.is_some();
    let is_other = front_matter.is_none() && labelled.is_none();
    let facts = if is_other {
        let rows = &mut prepared.rows;
        info_box::take(rows, context.kind)
            .or_else(|| clipping_sheet::take(rows))
            .or_else(|| clipping_sheet::take_below(rows))
    } else {
        None
    };
    let has_facts = facts.is_some();
    let fields = front_matter.or(labelled).or(facts);
    if context.kind == SourceKind::Markdown {
        first_rows::take_excerpt(&mut prepared.rows);
    }
    let rows = prepared.rows.get(fields.as_ref().map_or(0, |fields| fields.rows)..)?;
    let rows = if is_other { comments::above(menus::below_bars(menus::below(rows)), context.kind) } else { rows };
    if several::has_rules(rows) {
        return None;
    }
    // Many reports below headlines of their own are a page; the first may be that of the file's one article.
    if several::headed_datelines(rows) > several::MIN_HEADED_DATELINES {
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
    let layout = match layout::find(rows, &prepared.printed_title, context.kind) {
        _ if is_labelled => Layout { body: rows, ..Layout::default() },
        Some(layout) => layout,
        None if fields.is_some() => layout::below_fields(rows),
        None => return None,
    };
    // The line of a database stands above each of its articles.
    let mut database_lines = prepared.rows.iter().filter(|row| masthead::is_database_line(&row.text));
    let is_of_database = database_lines.next().is_some() && masthead.date.is_some() && database_lines.next().is_none();
    // An office sends one report below the head of its bulletin, or several with headlines of their own.
    let is_of_bulletin = bulletin_day.is_some()
        && !several::has_further_headline(&layout.headline, layout.body, context.kind)
        && several::headed_datelines(layout.body) == 0
        && layout.body.iter().all(|row| !row.text.starts_with(['●', '■', '◆', '【']));
    let is_certain = is_of_bulletin || of_office || has_facts || !above_bar.is_empty() || is_of_database;
    if !is_certain && !is_one(&layout, fields.as_ref(), &prepared, context) {
        return None;
    }
    let article = assemble(&layout, fields.unwrap_or_default(), &masthead, &prepared, context)?;
    let article = if article.source.is_empty() { OneArticle { source: wire, ..article } } else { article };
    let of_bulletin = bulletin_day.map(|day| (day, DateOrigin::Masthead));
    let other_day = of_bulletin.or(day_in_address.map(|day| (day, DateOrigin::Path)));
    Some(match other_day.filter(|_| article.date.is_none()) {
        Some((day, date_origin)) => OneArticle { date: Some(day.to_string()), date_origin, ..article },
        None => article,
    })
}

/// Reads the fields with names above the text (“标题：…”, “来源：…”), and leaves of the last of them what is text.
fn take_labelled_head(rows: &mut [Row]) -> Option<FrontMatter> {
    let lines: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let LabelledHead { parts, lines, text } = labelled::head(&lines)?;
    let begins_behind_name = !text.is_empty();
    if begins_behind_name && let Some(row) = lines.checked_sub(1).and_then(|last| rows.get_mut(last)) {
        row.text = text;
    }
    Some(FrontMatter {
        title: parts.title,
        source: parts.source,
        date: parts.date.and_then(|date| date.full()),
        page: parts.page,
        byline: parts.byline,
        rows: lines - usize::from(begins_behind_name),
    })
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
    if several::is_index(&layout.headline)
        || several::has_continuation(body)
        || several::headed_datelines(body) >= several::MIN_HEADED_DATELINES
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
    if several::headed_datelines(body) >= 1 || several::datelines(body) >= 3 {
        return false;
    }
    // A day with the paper stands below the headline of one article; a masthead stands above all headlines.
    let names_issue = layout.strength == Some(Strength::Weak)
        && !layout.head.source.is_empty()
        && (1..=2).contains(&layout.headline.len())
        && layout.headline.iter().map(|row| letter_count(&row.text)).sum::<usize>() >= MIN_HEADLINE_LENGTH
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
        SourceKind::PrintedWebPage => prepared.printed && is_printed_title(layout, &prepared.printed_title),
        SourceKind::Document => {
            let marked = layout.headline.iter().any(|row| row.emphasis.is_some());
            !several::has_further_headline(&layout.headline, body, context.kind)
                && (marked || several::only_paragraphs(body))
        }
        SourceKind::Markdown => {
            layout.headline.iter().any(|row| row.emphasis.is_some())
                && !several::has_further_headline(&layout.headline, body, context.kind)
        }
        SourceKind::Text if several::all_indented(body) => true,
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

/// Puts the article together from the parts of the file.
fn assemble(
    layout: &Layout,
    fields: FrontMatter,
    masthead: &Masthead,
    prepared: &Prepared,
    context: &FileContext,
) -> Option<OneArticle> {
    let printed_title = prepared.printed_title.as_str();
    let (body, tail) = tail::part(layout.body);
    let head = &layout.head;
    let mut text: Vec<Row> = Vec::with_capacity(body.len());
    text.extend(layout.lead.iter().chain(body).filter(|row| is_text(row, context.kind)).cloned());
    let measure = match context.kind {
        SourceKind::PrintedWebPage | SourceKind::Text => paragraphs::measure(&text),
        SourceKind::Document | SourceKind::Markdown => None,
    };
    let mut paragraphs = paragraphs::join(&text, measure);
    if let Some(first) = paragraphs.first_mut()
        && let Some((Field::Text, text)) = labelled::field(first)
    {
        *first = text.to_owned();
    }
    if context.kind == SourceKind::Markdown {
        paragraphs = paragraphs.iter().map(|paragraph| plain(paragraph)).filter(|line| !line.is_empty()).collect();
    }
    let mut joined = headline::join(&layout.headline, layout.strength.is_some(), context.stem);
    // The title of the web page shows where the headline was only broken to fit the paper.
    let unbroken: String = layout.headline.iter().map(|row| row.text.as_str()).collect();
    if layout.headline.len() > 1 && printed_title.starts_with(&unbroken) {
        joined.title = unbroken;
    }
    let title = [fields.title, head.title.clone(), joined.title].into_iter().find(|title| !title.is_empty())?;
    let title = headline::without_site(without_item_number(&title)).to_owned();
    let HeadlineFields { title, page: page_beside, byline: byline_beside } =
        headline_fields::part(&title).unwrap_or(HeadlineFields { title, ..HeadlineFields::default() });
    let may_repeat =
        layout.headline.is_empty() || matches!(context.kind, SourceKind::Markdown | SourceKind::PrintedWebPage);
    let may_repeat = may_repeat || !page_beside.is_empty();
    let repeats = |first: &String| may_repeat && letters(first) == letters(&title);
    let mut page_furniture: Vec<String> = layout.page_marks.iter().map(|line| (*line).to_owned()).collect();
    page_furniture.extend(take_repeated(&mut paragraphs, &title));
    while paragraphs.first().is_some_and(|first| repeats(first) || INVITATION.is_match(first)) {
        paragraphs.remove(0);
    }
    if paragraphs.iter().map(|paragraph| letter_count(paragraph)).sum::<usize>() < MIN_LENGTH {
        return None;
    }
    let byline = [fields.byline, head.byline.clone(), byline_beside, tail.byline.clone(), reporter(&paragraphs)];
    // The last paragraph may close with paper and day: “……（《兰河日报》2024年3月5日）”.
    let closing = paragraphs.last().and_then(|last| credit::closing(last)).unwrap_or_default();
    let (page, number) = numbered_file(context.stem).unzip();
    let page = page.unwrap_or_default();
    let pages = [fields.page, head.page.clone(), page_beside, masthead.page.clone(), page, tail.page.clone()];
    // The frame of a printed page may stand anywhere among its first rows.
    let names_edition = |row: &&Row| outlet::EDITIONS.iter().any(|edition| row.text.ends_with(edition));
    let named = prepared.rows.iter().take(MAX_TITLE_ROW).filter(names_edition).map(|row| row.text.as_str());
    let titles = [printed_title].into_iter().chain(named);
    let of_site = titles.map(paper_of_title).find(|paper| !paper.is_empty()).unwrap_or_default().to_owned();
    let sources =
        [fields.source, head.source.clone(), masthead.paper.clone(), tail.source.clone(), closing.source, of_site];
    let tail_day = tail.date.or(closing.date);
    let (date, date_origin) = day(fields.date, head, masthead, tail_day, &paragraphs, context);
    Some(OneArticle {
        title,
        date: date.map(|date| date.to_string()),
        date_origin,
        source: first_non_empty(sources),
        byline: first_non_empty(byline),
        page: first_non_empty(pages),
        number,
        paragraphs: joined.decks.iter().cloned().chain(paragraphs).collect(),
        decks: joined.decks,
        tail: tail.credits,
        page_furniture: page_furniture.into_iter().chain(tail.page_furniture).collect(),
    })
}

/// The paper whose digital edition the title of a printed web page names before or behind the headline: “兰河日报数字报-…”.
fn paper_of_title(title: &str) -> &str {
    fn without_edition(piece: &str) -> &str {
        outlet::EDITIONS.iter().find_map(|edition| piece.strip_suffix(edition)).unwrap_or(piece)
    }
    let pieces = title.split(['-', '_', '|', '—', '–', '｜']).map(str::trim).map(without_edition);
    pieces.into_iter().find(|piece| piece.ends_with('报') && headline::is_outlet(piece)).unwrap_or_default()
}

/// Takes off the headline that stands once more above the text, and the name of the column above it.
fn take_repeated(paragraphs: &mut Vec<String>, title: &str) -> Vec<String> {
    let is_title =
        |paragraph: &String| letter_count(title) >= MIN_HEADLINE_LENGTH && letters(paragraph) == letters(title);
    let is_short = |paragraph: &String| letter_count(paragraph) <= MAX_COLUMN_LENGTH && !ends_sentence(paragraph);
    let repeated = paragraphs.iter().take(2).position(is_title);
    // A reporter stands between both as well, and a line that is repeated in a dialogue is its text.
    let is_other = |paragraph: &String| headline::is_byline(paragraph) || are_persons(paragraph);
    let has_text = |at: usize| paragraphs.get(at + 1).is_some_and(|next| letter_count(next) >= MIN_PLAIN_LENGTH / 2);
    let is_again =
        |at: &usize| paragraphs[..*at].iter().all(|above| is_short(above) && !is_other(above)) && has_text(*at);
    match repeated.filter(|at| *at > 0 && is_again(at)) {
        Some(at) => paragraphs.drain(..=at).collect(),
        None => Vec::new(),
    }
}

/// The first that is not empty.
fn first_non_empty<const N: usize>(values: [String; N]) -> String {
    values.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
}

/// Whether a row belongs to the text: links to pictures and the headings of a crawler's sections do not.
fn is_text(row: &Row, kind: SourceKind) -> bool {
    kind != SourceKind::Markdown
        || !(at_most(&row.text, 400)
            && (IMAGE.is_match(&row.text)
                || (row.emphasis.is_some() && matches!(row.text.as_str(), "正文" | "图片链接" | "图片"))))
}

/// The day of publication and where it was found.
fn day(
    fields: Option<Date>,
    head: &HeadLine,
    masthead: &Masthead,
    credit: Option<Date>,
    paragraphs: &[String],
    context: &FileContext,
) -> (Option<Date>, DateOrigin) {
    let path = date_of_path(context.stem, context.folders);
    let candidates = [
        (fields, DateOrigin::HeadLine),
        (head.date, DateOrigin::HeadLine),
        (masthead.date, DateOrigin::Masthead),
        (path, DateOrigin::Path),
        (credit, DateOrigin::Credit),
    ];
    if let Some((date, origin)) = candidates.into_iter().find(|(date, _)| date.is_some()) {
        return (date, origin);
    }
    let year = context.folders.iter().rev().chain([&context.stem]).find_map(|name| year_of(name));
    let dateline =
        year.and_then(|year| paragraphs.iter().take(3).find_map(|paragraph| date_of_dateline(paragraph, year)));
    (dateline, if dateline.is_some() { DateOrigin::Dateline } else { DateOrigin::Unknown })
}

/// The year a name bears.
fn year_of(name: &str) -> Option<i16> {
    name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4 || digits.len() == 6).find_map(
        |digits| {
            let year = digits.get(..4)?.parse().ok()?;
            (1900..=2100).contains(&year).then_some(year)
        },
    )
}

/// The reporters whom the first paragraphs name in brackets.
fn reporter(paragraphs: &[String]) -> String {
    paragraphs
        .iter()
        .take(3)
        .find_map(|paragraph| {
            let opening: String = paragraph.chars().take(80).collect();
            REPORTER
                .captures(&opening)
                .and_then(|captures| captures.get(1))
                .map(|name| name.as_str().trim().to_string())
        })
        .unwrap_or_default()
}
