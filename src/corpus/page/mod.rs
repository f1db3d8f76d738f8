//! Raw pages, as they come out of a PDF, to articles.
//!
//! A page is lines: hard-wrapped, some letter-spaced, with blank lines inside sentences, several articles run
//! together, often without headlines. [`read`] cleans the lines, sets page furniture apart, finds where articles
//! begin, joins lines to paragraphs and takes dateline, byline, day and place out of each article.

pub mod boundary;
mod captions;
mod cue_phrases;
mod dateline;
mod furniture;
mod headline;
mod lines;

pub use dateline::{Opening, closing_byline, opening};
pub use furniture::{Furniture, FurnitureKind};

use jiff::civil::Date;

use crate::corpus::{Article, Gazetteer, PlaceClues, Sources, date};
use crate::error::{Error, Result};

/// What is known of a page beside its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageContext<'a> {
    /// The file as it shall be named: relative to what the user gave.
    pub file: &'a str,
    /// Where the file is, as far as it may tell date and paper; the name above where this is empty.
    pub path: &'a str,
    /// The date of the issue, where the user gave it; it goes before every other.
    pub date: Option<Date>,
    /// The paper, where the user gave it; it goes before every other.
    pub source: Option<&'a str>,
    /// The place of the page in a file of several, from 1.
    pub part: Option<usize>,
    /// Leave the places of articles for the caller to find with [`fill_region`], many at once.
    pub places_later: bool,
}

/// A page that was read.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its articles in the order of the page.
    pub articles: Vec<Article>,
    /// Mastheads, page numbers, editors' names, adverts: what belongs to no article. Captions are with their articles.
    pub furniture: Vec<Furniture>,
    /// The date of the issue, if it is known.
    pub date: Option<Date>,
    /// The paper, if it is known.
    pub source: String,
    /// Where an article may begin or not, for people to look at.
    pub unsure: Vec<UnsureBoundary>,
}

/// A line where the cutting of a page might have been decided otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct UnsureBoundary {
    /// The line's number in the page, from 1.
    pub line: usize,
    /// The probability that an article begins there.
    pub probability: f64,
    /// Whether one was said to.
    pub taken: bool,
    /// The line before.
    pub before: String,
    /// The line.
    pub after: String,
}

/// Reads one page of text.
///
/// # Errors
/// [`Error::EmptyFile`] where there is nothing but white space.
///
/// ```
/// use policyvane::corpus::{Sources, page};
///
/// let text = " 本报讯 4月26日，全市信访工作专题会召开，\n要求各级各部门压实责任，把矛盾纠纷化解在基\n\
///              层，推动信访积案逐件办结，做到件件有着落、\n事事有回音。会议通报了一季度信访工作情况。\n\
///              （记者 何晓岚）\n 本报讯 4月26日，我市举行招商推介会，来自\n省内外的六十多家企业参加，三个项目现场签约，\n\
///              总投资十二亿元，涉及装备制造和农产品加工。\n";
/// let context = page::PageContext { file: "lanhe-2025-04-27.txt", ..Default::default() };
/// let page = page::read(text, &context, &Sources::default())?;
/// assert_eq!(page.articles.len(), 2);
/// assert_eq!(page.articles[0].date.unwrap().to_string(), "2025-04-26");
/// assert_eq!(page.articles[0].dateline.as_ref().unwrap().agency, "本报");
/// assert_eq!(page.articles[0].byline, "记者 何晓岚");
/// # Ok::<(), policyvane::Error>(())
/// ```
pub fn read(text: &str, context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    let mut lines = lines::clean(text);
    if lines.is_empty() {
        return Err(Error::EmptyFile { file: context.file.into() });
    }
    let mut furniture = furniture::take_furniture(&mut lines);
    let (pieces, doubts) = boundary::split(&lines);
    let notices = |piece: &boundary::Piece| furniture::is_notice(&lines[piece.headline.start..piece.body.end]);
    let (notices, pieces): (Vec<_>, Vec<_>) = pieces.into_iter().partition(notices);
    let text_of_notice = |piece: &boundary::Piece| {
        let texts: Vec<&str> =
            lines[piece.headline.start..piece.body.end].iter().map(|line| line.text.as_str()).collect();
        Furniture { kind: FurnitureKind::Advert, text: texts.join("\n") }
    };
    furniture.extend(notices.iter().map(text_of_notice));
    let items = pieces.into_iter().map(|piece| Item {
        title: lines::join_headline(&lines[piece.headline]),
        paragraphs: lines::join(&lines[piece.body]),
        boundary: Some(piece.certainty),
    });
    let text_of = |line: usize| lines.get(line).map(|line| line.text.clone()).unwrap_or_default();
    let doubts = doubts.into_iter().map(|doubt| UnsureBoundary {
        line: lines[doubt.line].number,
        probability: doubt.probability,
        taken: doubt.taken,
        before: doubt.line.checked_sub(1).map(text_of).unwrap_or_default(),
        after: text_of(doubt.line),
    });
    Ok(Page { unsure: doubts.collect(), ..assemble(items, furniture, context, sources) })
}

/// Headline and text of an article whose borders are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    pub title: String,
    pub paragraphs: Vec<String>,
    /// The probability that it begins where it was said to begin, where that is not certain.
    pub boundary: Option<f64>,
}

/// A page of articles whose borders are known. Its furniture may tell date, paper and page; the text of articles stays
/// as it was printed, dateline and byline included, and what they tell is taken out beside it.
pub(super) fn assemble(
    items: impl IntoIterator<Item = Item>,
    furniture: Vec<Furniture>,
    context: &PageContext<'_>,
    sources: &Sources,
) -> Page {
    let path = if context.path.is_empty() { context.file } else { context.path };
    let told = furniture.iter().filter(|f| f.kind != FurnitureKind::Advert);
    let told: Vec<&str> = told.map(|f| f.text.as_str()).collect();
    let masthead = told.join("\n");
    let issue_date = context.date.or_else(|| date::date_in_path(path)).or_else(|| date::full_date(&masthead));
    let source = context
        .source
        .map(str::to_owned)
        .or_else(|| told.iter().find_map(|line| dateline::paper_in_masthead(line)))
        .or_else(|| sources.in_path(path).map(|s| s.name.clone()))
        .unwrap_or_default();
    let page_number = told.iter().find_map(|line| dateline::page_in_masthead(line)).unwrap_or_default();
    let stem = context.file.rsplit_once('.').map_or(context.file, |(stem, _)| stem);

    let mut articles = Vec::new();
    for item in items {
        let mut article = compose(item, issue_date);
        if article.length() == 0 {
            continue;
        }
        let number = articles.len() + 1;
        article.id = context.part.map_or_else(|| format!("{stem}#{number}"), |part| format!("{stem}#{part}-{number}"));
        article.file = context.file.into();
        article.source = source.clone();
        article.page = page_number.clone();
        if !context.places_later {
            fill_region(&mut article, sources);
        }
        articles.push(article);
    }
    Page { articles, furniture, date: issue_date, source, unsure: Vec::new() }
}

/// The candidate boundaries of a page whose articles are known, as numbers ([`BOUNDARY_FEATURES`]), and whether an article
/// begins there: what `training/boundaries.rs` learns the weights from. `starts` and `bodies` are the offsets of the
/// articles' headlines and texts in the page's non-white characters.
pub fn boundary_examples(text: &str, starts: &[usize], bodies: &[usize]) -> Vec<boundary::Example> {
    let mut lines = lines::clean(text);
    let furniture: usize = furniture::take_furniture(&mut lines).iter().map(|f| white_free(&f.text)).sum();
    // Furniture is composed at the top only: offsets count from behind it.
    let behind = |offsets: &[usize]| offsets.iter().map(|o| o.saturating_sub(furniture)).collect::<Vec<_>>();
    boundary::examples(&lines, &behind(starts), &behind(bodies))
}

fn white_free(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// A caption of so few characters tells only who took the picture.
const CREDIT: usize = 20;

fn compose(item: Item, issue: Option<Date>) -> Article {
    let Item { mut title, paragraphs, boundary } = item;
    // Without a headline the article may begin with what its picture shows: then that stays its beginning.
    let begins = title.is_empty() && paragraphs.first().is_some_and(|first| first.chars().count() > CREDIT);
    let mut place = 0..;
    let (mut captions, mut paragraphs): (Vec<String>, Vec<String>) = paragraphs.into_iter().partition(|paragraph| {
        let first = place.next() == Some(0);
        !(first && begins) && captions::is_caption(paragraph)
    });
    // A picture with its caption is an article of its own.
    if paragraphs.is_empty() {
        paragraphs = std::mem::take(&mut captions);
    } else if captions::is_caption(&title) {
        captions.insert(0, std::mem::take(&mut title));
    }
    let first = paragraphs.first().map_or("", String::as_str);
    let opening = opening(first);
    let byline = [
        opening.byline,
        dateline::byline_paragraph(first).unwrap_or_default(),
        paragraphs.last().and_then(|last| closing_byline(last)).map(|(_, byline)| byline).unwrap_or_default(),
    ];
    // The dateline tells the day first, then the lead; where neither does, the story is of the issue's day.
    let day = opening.dateline.as_ref().and_then(|d| date::reported_day(&d.date, issue));
    let text = paragraphs.join("\n");
    let day = day.or_else(|| date::reported_day(&text[opening.length.min(text.len())..], issue));
    Article {
        title,
        date: day.or(issue).map(Into::into),
        dateline: opening.dateline,
        byline: byline.into_iter().find(|b| !b.is_empty()).unwrap_or_default(),
        boundary: boundary.map(|p| (p * 1000.0).round() / 1000.0),
        text,
        captions,
        ..Default::default()
    }
}

/// Fills the region of an article from its own words, unless it is told already.
pub fn fill_region(article: &mut Article, sources: &Sources) {
    let gazetteer = Gazetteer::shared();
    if !article.region.is_empty() && !article.regions.is_empty() {
        return;
    }
    let opening = opening(&article.text);
    let text = &article.text[opening.length..];
    let dateline = article
        .dateline
        .as_ref()
        .or(opening.dateline.as_ref())
        .map(|d| format!("{} {}", d.agency, d.place))
        .unwrap_or_default();
    let home = sources.home(&article.source);
    let found = gazetteer.places(&PlaceClues { title: &article.title, text, dateline: &dateline, home });
    if article.region.is_empty() {
        article.region = found.about.map(|a| a.to_string()).unwrap_or_default();
    }
    if article.regions.is_empty() {
        article.regions = found.mentioned.iter().map(ToString::to_string).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The characters of a text that are neither white space nor control characters, counted.
    fn characters(text: &str) -> std::collections::BTreeMap<char, usize> {
        let mut counts = std::collections::BTreeMap::new();
        for c in text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{FEFF}') {
            *counts.entry(c).or_default() += 1;
        }
        counts
    }

    /// Nothing is lost or invented between a page and its articles and furniture.
    fn check_lossless(text: &str) {
        let context = PageContext { file: "page.txt", ..Default::default() };
        let Ok(page) = read(text, &context, &Sources::default()) else { return };
        let mut all: String = page.furniture.iter().map(|f| f.text.as_str()).collect();
        for article in &page.articles {
            all += &format!("\n{}\n{}\n{}", article.title, article.text, article.captions.join("\n"));
        }
        assert_eq!(characters(&all), characters(text));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_character_is_lost_or_invented(
            text in "([本报讯新华社电（）()记者何晓岚 0-9年月日第版，。：“”—\n\n\u{3000}a-z]{0,400}\n?){0,6}"
        ) {
            check_lossless(&text);
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            check_lossless(&text);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            if let Ok(decoded) = crate::corpus::decode_with("a", &bytes, Some(b"gb2312")) {
                check_lossless(&decoded.text);
            }
        }
    }

    #[test]
    fn a_megabyte_without_line_breaks_is_read() {
        check_lossless(&"全市信访工作会议召开，要求把矛盾化解在基层".repeat(17_000));
        check_lossless(&"本报讯3月5日。".repeat(50_000));
    }
}
