//! Joins the lines of a headline, and keeps apart what belongs above or below it.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{has_open_bracket, is_in_brackets, letter_count, letters};
use crate::corpus::read::one_article::head::headline::{
    FULL_LINE, SITE_NAME, is_byline, is_candidate, is_outlet, is_unbroken_in, named_by_stem, without_site,
};
use crate::corpus::read::one_article::marks::navigation::is_navigation;
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::{FileContext, SourceKind};
use crate::text::pattern;

/// The letters of a line above a headline that is a part of it.
const KICKER_LENGTHS: std::ops::RangeInclusive<usize> = 8..=30;
/// Names of columns and kinds of texts that stand below a headline.
const COLUMNS: [&str; 16] = [
    "纵横", "今谈", "论坛", "时评", "评论", "短评", "快评", "社论", "杂谈", "漫笔", "随笔", "散文", "小说", "诗歌",
    "特写", "通讯",
];
static STRESSED: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:强调|指出|要求|提出|并强调|并指出)|^(?:副题|副标题|肩题|引题)[:：]"));
static ATTENDED: LazyLock<Regex> = LazyLock::new(|| pattern("(?:出席|主持|参加|列席|致辞|陪同|出席会议|出席并讲话)$"));
static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[（(](?:\d{4}年\d{1,2}月\d{1,2}日(?:[，,、]?\s*\p{Han}{1,8})?|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日)[）)]$",
    )
});
/// When and by whom a law or a list was passed: “（2024年3月5日县人民代表大会常务委员会第八次会议通过）”.
static PASSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[（(]\d{4}年\d{1,2}月\d{1,2}日[^）)]{4,80}(?:通过|批准|公布|发布|修订|修正|印发)(?:[，,；;\s][^）)]{0,120})?[）)]$",
    )
});
static WANTS_MORE: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:强调|要求|指出|表示|提出|——|—|：|，|、|的|和|与|及|向|对|在|为|从|以|把)$"));

/// A headline and the decks that do not belong to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Headline {
    /// The headline.
    pub title: String,
    /// The decks under it: who took part, what was stressed.
    pub decks: Vec<String>,
}

/// Joins the rows of a headline; `web` tells that a head line follows, so that a full first line may have been broken.
pub(crate) fn join(rows: &[&Row], web: bool, context: &FileContext) -> Headline {
    let (stem, is_printed) = (context.stem, context.kind == SourceKind::PrintedWebPage);
    let mut headline = Headline::default();
    if let Some((start, count)) = named_by_stem(stem, rows) {
        // The name of a file seldom holds the line above the headline.
        let is_above =
            |row: &&&Row| web && !rows[start].gap && is_kicker(&row.text) && row.emphasis == rows[start].emphasis;
        let kicker = rows[..start].last().filter(is_above).map_or(0, |_| 1);
        // Where the name holds no space a full line was only broken.
        let is_text = is_printed || context.kind == SourceKind::Text;
        let is_full = |row: &Row| web && is_text && row.width >= FULL_LINE;
        let mut above: Option<&Row> = None;
        for row in rows.iter().skip(start - kicker).take(kicker + count) {
            let broken = above.is_some_and(|above| is_full(above) && is_unbroken_in(stem, &above.text, &row.text));
            append(&mut headline.title, &row.text, broken);
            above = Some(row);
        }
        // A headline in large type goes on where its line is full.
        let widest = rows.iter().map(|row| row.width).max().unwrap_or_default();
        let goes_on = |pair: &&[&Row]| {
            let [above, row] = pair else { return false };
            is_printed
                && !row.gap
                && row.emphasis.is_some()
                && row.emphasis == above.emphasis
                && above.width * 10 >= widest * 9
        };
        let more = rows[start + count - 1..].windows(2).take_while(goes_on).count();
        for row in rows.iter().skip(start + count).take(more) {
            append(&mut headline.title, &row.text, true);
        }
        let count = count + more;
        let is_deck = |row: &&&Row| letters(&row.text) != letters(&headline.title);
        headline.decks = rows.iter().skip(start + count).filter(is_deck).map(|row| row.text.clone()).collect();
        return headline;
    }
    // In the file of an issue's article, where no head line follows, headline and deck stand together above the text, as they were
    // printed. Elsewhere the deck opens the text.
    let is_printed_block = !web && context.kind == SourceKind::Text;
    let (rows, cover) = rows.split_at(rows.len() - lines_of_cover(rows, context.kind));
    let mut before: Option<&Row> = None;
    let mut columns: Vec<String> = Vec::new();
    for row in rows {
        let wanted =
            headline.title.is_empty() || (wants_more(&headline.title) && !is_repeated(&row.text, &headline.title));
        // A browser prints the title of the page above the headline.
        if letters(&row.text) == letters(&headline.title) {
            continue;
        }
        // A clipper's own heading has the name of the site behind the headline.
        if letters(&row.text) == letters(without_site(&headline.title)) {
            headline.title.clone_from(&row.text);
            continue;
        }
        // A column begins with a dash above the headline, which a subtitle does below it. In brackets a clipper notes what the
        // article is for.
        let is_column = row.text.starts_with("——") || is_in_brackets(&row.text);
        if headline.title.is_empty() && is_column && rows.len() > 1 {
            columns.push(row.text.clone());
            continue;
        }
        let is_apart = (is_deck(&row.text) || PASSED.is_match(&row.text)) && (!is_printed_block || row.gap);
        let deck = is_apart || !headline.decks.is_empty() || is_repeated(&row.text, &headline.title);
        if deck && !wanted {
            headline.decks.push(row.text.clone());
            continue;
        }
        let broken = web && before.is_some_and(|before| before.width >= FULL_LINE && row.width < before.width);
        if !broken && !headline.title.is_empty() && !wanted && COLUMNS.contains(&row.text.trim()) {
            headline.decks.push(row.text.clone());
            continue;
        }
        append(&mut headline.title, &row.text, broken);
        before = Some(row);
    }
    headline.decks.splice(0..0, columns);
    headline.decks.extend(cover.iter().map(|row| row.text.clone()));
    headline
}

/// How many rows at the end of a headline are those of the cover of a report: who made it, in which month, and the heading of its contents.
fn lines_of_cover(rows: &[&Row], kind: SourceKind) -> usize {
    static COVER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:目\s*[录錄]|(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月|[\p{Han}（）、 ]{2,30}(?:课题组|调研组|编写组|编印))$",
        )
    });
    // The paragraphs of a document are not broken, so that the name of an office is no end of a headline.
    static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\p{Han}{2,16}(?:人民检察院|人民法院|人民政府|人民政府办公室|委员会办公室|研究院|研究中心)$")
    });
    let is_of_cover = |row: &&&Row| {
        let text = row.text.trim();
        COVER.is_match(text) || kind == SourceKind::Document && OFFICE.is_match(text)
    };
    rows.iter().skip(1).rev().take_while(is_of_cover).count()
}

/// A headline without the note behind it that the text is whole, where the name of the file holds the headline without that note:
/// “在老街修缮现场会上的讲话（全文）”.
pub(in crate::corpus::read::one_article) fn without_note<'t>(title: &'t str, stem: &str) -> &'t str {
    const NOTES: [&str; 4] = ["（全文）", "(全文)", "（实录）", "（摘要）"];
    let bare = NOTES.iter().find_map(|note| title.trim_end().strip_suffix(note)).map(str::trim_end);
    let stem = letters(stem);
    let is_named = |bare: &&str| {
        let own = letters(bare);
        own.chars().nth(3).is_some() && stem.contains(&own) && !stem.contains(&letters(title))
    };
    bare.filter(is_named).unwrap_or(title)
}

/// Whether a line above a headline may be a part of it: a phrase, and no name of a paper, a site or a section.
pub(in crate::corpus::read::one_article) fn is_kicker(text: &str) -> bool {
    KICKER_LENGTHS.contains(&letter_count(text))
        && is_candidate(text)
        && !is_outlet(text)
        && !is_navigation(text)
        && !is_byline(text)
        && !SITE_NAME.is_match(text)
        && !["办公室", "委员会", "专栏", "专题", "专版", "局"].iter().any(|end| text.ends_with(end))
        && !page_marks::is_above_text(text)
        && text.split_whitespace().nth(2).is_none()
        && text.starts_with(|c: char| c.is_alphanumeric() || c == '“' || c == '《')
        && !text.contains(|c: char| c.is_ascii_alphabetic() || "|｜>：:。，！？…".contains(c))
}

/// Whether a line under a headline tells what was stressed, who took part, or when and where a speech was held.
fn is_deck(text: &str) -> bool {
    STRESSED.is_match(text) || OCCASION.is_match(text) || (letter_count(text) <= 30 && ATTENDED.is_match(text))
}

/// Whether a line repeats a part of the headline above it.
fn is_repeated(text: &str, title: &str) -> bool {
    let text = letters(text);
    text.chars().nth(3).is_some() && letters(title).contains(&text)
}

/// Whether a line of a headline cannot stand alone.
fn wants_more(title: &str) -> bool {
    has_open_bracket(title) || WANTS_MORE.is_match(title)
}

/// Appends a line of a headline, after a space unless the line before was broken because it was full.
pub(crate) fn append(title: &mut String, text: &str, broken: bool) {
    if !title.is_empty() && !broken {
        title.push(' ');
    }
    title.push_str(text);
}
