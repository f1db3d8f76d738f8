//! Puts an article together from the parts of its file.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count, letters};
use crate::corpus::page_number::numbered_file;
use crate::corpus::publication::credit;
use crate::corpus::publication::dates::{date_of_dateline, date_of_path, find_date};
use crate::corpus::publication::head_line::{HeadLine, Strength};
use crate::corpus::publication::headline_fields::{self, HeadlineFields};
use crate::corpus::publication::masthead::Masthead;
use crate::corpus::publication::outlet;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::labelled::{self, Field};
use crate::corpus::read::markup::item_number::without_item_number;
use crate::corpus::read::markup::markdown::plain;
use crate::corpus::read::one_article::fields::front_matter::{FrontMatter, Saved};
use crate::corpus::read::one_article::head::headline::{self, MIN_HEADLINE_LENGTH};
use crate::corpus::read::one_article::head::joined_headline::{self, Headline};
use crate::corpus::read::one_article::head::printed_frame::Prepared;
use crate::corpus::read::one_article::layout::Layout;
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::marks::tail_forms::owner_of_rights;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::{DateOrigin, FileContext, OneArticle, SourceKind, paragraphs, tail};
use crate::text::pattern;

/// The title of a printed page stands among this many rows.
const MAX_TITLE_ROW: usize = 12;
/// The fewest letters of the text of an article.
const MIN_LENGTH: usize = 12;
/// The fewest letters of the paragraph below a headline that stands twice.
const MIN_TEXT_BELOW: usize = 30;
/// The day of a speech stands among this many rows below its headline.
const MAX_TO_OCCASION: usize = 2;
/// The most letters of the name of a column above a headline that stands twice.
const MAX_COLUMN_LENGTH: usize = 16;

static REPORTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[（(](?:本报|新华社)?(?:实习)?(?:记者|通讯员)[:：]?\s*([^）)]{2,40})[）)]"));
static INVITATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:点击|关注).{0,6}蓝字.{0,10}$"));
static IMAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^!\[[^\]]*\]\([^)]*\)$|^-?\s*https?://\S+$|^(?:-{3,}|\*{3,}|_{3,})$|^\[(?:阅读|查看|原文)[^\]]{0,4}\]\([^)]*\)$",
    )
});

/// Puts the article together; `None` where no headline or no text is left.
pub(super) fn assemble(
    layout: &Layout,
    fields: FrontMatter,
    masthead: &Masthead,
    prepared: &Prepared,
    context: &FileContext,
) -> Option<OneArticle> {
    let (body, tail) = tail::part(layout.body);
    let head = &layout.head;
    let mut paragraphs = text(layout, body, context.kind);
    let joined = joined_headline(layout, prepared.printed_headline(), context);
    let title = [fields.title, head.title.clone(), joined.title].into_iter().find(|title| !title.is_empty())?;
    let title = headline::without_site(without_item_number(&title));
    let title = joined_headline::without_note(title, context.stem).to_owned();
    let beside = headline_fields::part(&title).unwrap_or(HeadlineFields { title, ..HeadlineFields::default() });
    // What a page adds below the text may be known only where its lines were joined.
    let is_printed = context.kind == SourceKind::PrintedWebPage;
    let foot = if is_printed { page_marks::take_foot(&mut paragraphs) } else { Vec::new() };
    let above_text = take_above_text(&mut paragraphs, &beside, layout, context.kind);
    if paragraphs.iter().map(|paragraph| letter_count(paragraph)).sum::<usize>() < MIN_LENGTH {
        return None;
    }
    // The last paragraph may close with paper and day: “……（《兰河日报》2024年3月5日）”.
    let closing = paragraphs.last().and_then(|last| credit::closing(last)).unwrap_or_default();
    let (page_of_file, number) = numbered_file(context.stem).unzip();
    let byline = [fields.byline, head.byline.clone(), beside.byline, tail.byline.clone(), reporter(&paragraphs)];
    let pages = [
        fields.page,
        head.page.clone(),
        beside.page,
        masthead.page.clone(),
        page_of_file.unwrap_or_default(),
        tail.page.clone(),
    ];
    let sources = [
        fields.source,
        head.source.clone(),
        masthead.paper.clone(),
        tail.source.clone(),
        closing.source,
        paper_of_printed_page(prepared),
        tail.page_furniture.iter().find_map(|line| owner_of_rights(line)).unwrap_or_default(),
    ];
    let of_fields = fields.date.filter(|day| !is_day_of_file(*day, fields.saved, head));
    let day_in_foot = || {
        let own = foot.iter().take_while(|line| !page_marks::leads_on(line));
        own.map(String::as_str).find_map(tail::published_day)
    };
    let below = tail.date.or(closing.date).or_else(day_in_foot);
    let below = below.or_else(|| day_of_occasion(layout, body));
    let (date, date_origin) = day(of_fields, head, masthead, below, &paragraphs, context);
    let marks = layout.page_marks.iter().map(|line| (*line).to_owned());
    Some(OneArticle {
        title: beside.title,
        date: date.map(|date| date.to_string()),
        date_origin,
        source: first_non_empty(sources),
        byline: first_non_empty(byline),
        page: first_non_empty(pages),
        number,
        paragraphs: joined.decks.iter().cloned().chain(paragraphs).collect(),
        decks: joined.decks,
        tail: tail.credits,
        page_furniture: marks.chain(above_text).chain(foot).chain(tail.page_furniture).collect(),
    })
}

/// The paragraphs of the text: its lines joined where they were broken at a measure, without the marks of Markdown.
fn text(layout: &Layout, body: &[Row], kind: SourceKind) -> Vec<String> {
    let rows: Vec<Row> = layout.lead.iter().chain(body).filter(|row| is_text(row, kind)).cloned().collect();
    let measure = match kind {
        SourceKind::PrintedWebPage | SourceKind::Text => paragraphs::measure(&rows),
        SourceKind::Document | SourceKind::Markdown => None,
    };
    let mut paragraphs = paragraphs::join(&rows, measure);
    if let Some(first) = paragraphs.first_mut()
        && let Some((Field::Text, text)) = labelled::field(first)
    {
        *first = text.to_owned();
    }
    if kind == SourceKind::Markdown {
        paragraphs = paragraphs.iter().map(|paragraph| plain(paragraph)).filter(|line| !line.is_empty()).collect();
    }
    paragraphs
}

/// The day below a headline, in brackets or behind a dash, on which a speech was held or an essay written: “（2024年3月5日）”,
/// “——2024年3月5日在全县工作会议上”.
static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[—–-]{1,2}|[（(])\s*(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日)\s*(?:[在于]\p{Han}[^。；]{1,60})?[）)]?$",
    )
});

/// The day of such a line among the rows of the headline or right below them, where nothing tells when the article was published.
fn day_of_occasion(layout: &Layout, body: &[Row]) -> Option<Date> {
    let rows = layout.headline.iter().copied().chain(body.iter().take(MAX_TO_OCCASION));
    let text = rows.map(|row| half_width(&row.text)).find(|text| at_most(text, 90) && OCCASION.is_match(text))?;
    find_date(&text).map(|found| found.date)
}

/// The lines of the headline joined; the title of the web page shows where they were only broken to fit the paper.
fn joined_headline(layout: &Layout, printed_title: &str, context: &FileContext) -> Headline {
    let mut joined = joined_headline::join(&layout.headline, layout.strength.is_some(), context);
    let unbroken: String = layout.headline.iter().map(|row| row.text.as_str()).collect();
    if layout.headline.len() > 1 && printed_title.starts_with(&unbroken) {
        joined.title = unbroken;
    }
    joined
}

/// Takes the headline that stands once more above the text, and invitations to follow the account, off the paragraphs. Gives the lines
/// that belong to the page.
fn take_above_text(
    paragraphs: &mut Vec<String>,
    beside: &HeadlineFields,
    layout: &Layout,
    kind: SourceKind,
) -> Vec<String> {
    let title = beside.title.as_str();
    let may_repeat = layout.headline.is_empty()
        || matches!(kind, SourceKind::Markdown | SourceKind::PrintedWebPage)
        || !beside.page.is_empty();
    let furniture = take_repeated(paragraphs, title);
    // The title of a printed page has the name of the site behind the headline.
    let is_title_with_site = |first: &String| {
        let site = first.strip_prefix(title).map(str::trim_start);
        site.is_some_and(|site| site.starts_with(['-', '_', '|', '–', '｜']) && at_most(site, MAX_COLUMN_LENGTH))
    };
    let is_title = |first: &String| may_repeat && (letters(first) == letters(title) || is_title_with_site(first));
    while paragraphs.first().is_some_and(|first| is_title(first) || INVITATION.is_match(first)) {
        paragraphs.remove(0);
    }
    furniture
}

/// The paper that the title of a printed page names; the frame of the page may stand anywhere among its first rows.
fn paper_of_printed_page(prepared: &Prepared) -> String {
    let names_edition = |row: &&Row| outlet::EDITIONS.iter().any(|edition| row.text.ends_with(edition));
    let named = prepared.rows.iter().take(MAX_TITLE_ROW).filter(names_edition).map(|row| row.text.as_str());
    let titles = [prepared.printed_title.as_str()].into_iter().chain(named);
    titles.map(paper_of_title).find(|paper| !paper.is_empty()).unwrap_or_default().to_owned()
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
    let has_text = |at: usize| paragraphs.get(at + 1).is_some_and(|next| letter_count(next) >= MIN_TEXT_BELOW);
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

/// Whether the day of the fields above a text is that on which it was saved: the head line below the headline tells an earlier one for sure.
/// A paper dates its issue a day behind what it published on its site.
fn is_day_of_file(day: Date, saved: Saved, head: &HeadLine) -> bool {
    let published = head.date.filter(|_| head.strength() == Strength::Strong && head.tells_publication());
    let days = published.and_then(|published| day.since(published).ok()).map_or(0, |span| span.get_days());
    match saved {
        Saved::Never => false,
        Saved::Perhaps => days > 1,
        Saved::Likely => days > 0,
    }
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
    let is_of_head = |date: &Date| path.is_none_or(|path| !yields_to_path(*date, head, path, context.stem));
    let candidates = [
        (fields, DateOrigin::HeadLine),
        (head.date.filter(is_of_head), DateOrigin::HeadLine),
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

/// Whether the day of a head line that may be that of an event yields to the day of the file's name: the issue of a paper has none but its
/// own day, and no other file is named before its day. Names that write the day in words may speak of the event.
fn yields_to_path(date: Date, head: &HeadLine, path: Date, stem: &str) -> bool {
    let is_of_issue = numbered_file(stem).is_some();
    !head.tells_publication() && (is_of_issue && date != path || date > path && !stem.contains('年'))
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
