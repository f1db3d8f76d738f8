//! Turns raw pages, as they come out of a PDF, into articles.
//!
//! A page consists of lines: hard-wrapped, some letter-spaced, with blank lines inside sentences, and with several
//! articles run together, often without headlines. [`read`] cleans the lines, sets page furniture apart, finds where
//! articles begin, joins lines to paragraphs, and extracts dateline, byline, day and place from each article.

pub mod boundary;
mod captions;
mod continuation_marks;
mod credits;
mod cue_phrases;
pub(super) mod dateline;
mod file_name;
mod form;
mod furniture;
mod headline;
mod issue;
mod joined;
#[cfg(test)]
mod layout_tests;
mod lines;
mod lone_day;
mod rewrap;
mod titles;
mod wrapping;

pub(super) use captions::is_caption;
pub(super) use continuation_marks::{continued_from, continued_on};
pub use dateline::{Opening, closing_byline, opening};
pub(super) use file_name::paper_in_name;
pub(super) use form::is_page_by_form;
pub(super) use furniture::is_number_of_article;
pub use furniture::{Furniture, FurnitureKind};
pub use issue::TwoDays;

use jiff::civil::Date;

use crate::corpus::identifier::identifier;
use crate::corpus::place::fill_region;
use crate::corpus::publication::credit::Place;
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::masthead;
use crate::corpus::{Article, Sources, date};
use crate::error::{Error, Result};

/// What is known about a page besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageContext<'a> {
    /// The name of the file in ids and messages: its path relative to what the user gave.
    pub file: &'a str,
    /// The path in which date and paper are looked for; [`PageContext::file`] is used where this is empty.
    pub path: &'a str,
    /// The date of the issue, if the user gave one; it overrides every other.
    pub date: Option<Date>,
    /// The paper, if the user gave one; it overrides every other.
    pub source: Option<&'a str>,
    /// The number of the page within a file of several pages, from 1.
    pub part: Option<usize>,
}

/// The result of reading a page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The articles, in the order of the page.
    pub articles: Vec<Article>,
    /// Mastheads, page numbers, editors' names, adverts: all that belongs to no article. Captions of pictures in articles
    /// are with these.
    pub furniture: Vec<Furniture>,
    /// The date of the issue, if it is known.
    pub date: Option<Date>,
    /// A day in the path that is not that of the masthead.
    pub two_days: Option<TwoDays>,
    /// The paper, if it is known.
    pub source: String,
    /// Lines at which it is uncertain whether an article begins, for people to check.
    pub unsure: Vec<UncertainBoundary>,
}

/// A line at which it is uncertain whether an article begins.
#[derive(Debug, Clone, PartialEq)]
pub struct UncertainBoundary {
    /// The number of the line in the page, from 1.
    pub line: usize,
    /// The probability that an article begins there.
    pub probability: f64,
    /// Whether the page was cut there.
    pub taken: bool,
    /// The text of the line before.
    pub before: String,
    /// The text of the line.
    pub after: String,
}

/// Reads one page of text.
///
/// # Errors
/// [`Error::EmptyFile`] if the text consists only of white space.
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
/// assert_eq!(page.articles[0].date.unwrap().to_string(), "2025-04-27");
/// assert_eq!(page.articles[0].dateline.as_ref().unwrap().agency, "本报");
/// assert_eq!(page.articles[0].byline, "记者 何晓岚");
/// # Ok::<(), policyvane::Error>(())
/// ```
pub fn read(text: &str, context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    let mut page = cut(text, context, sources)?;
    page.articles.iter_mut().for_each(|article| fill_region(article, sources));
    Ok(page)
}

/// Cuts one page of text into articles; the places they are about are left for the caller to find, many at once.
pub(super) fn cut(text: &str, context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    cut_below(text, Vec::new(), context, sources)
}

/// As [`cut`], with furniture of the page that its layout showed and that is not in the text.
pub(super) fn cut_below(
    text: &str,
    shown: Vec<Furniture>,
    context: &PageContext<'_>,
    sources: &Sources,
) -> Result<Page> {
    let mut lines = lines::clean(text);
    if lines.is_empty() {
        return Err(Error::EmptyFile { file: context.file.into() });
    }
    let (mut furniture, marks) = furniture::take_furniture(&mut lines);
    furniture.splice(0..0, shown);
    let credits = credits::take_credits(&mut lines);
    rewrap::rewrap(&mut lines);
    let (pieces, uncertain) = boundary::split(&lines);
    let is_notice = |piece: &boundary::Piece| {
        let lines = &lines[piece.headline.start..piece.body.end];
        furniture::is_notice_of_loss(lines) || furniture::is_advertisement(lines)
    };
    let (losses, pieces): (Vec<_>, Vec<_>) = pieces.into_iter().partition(is_notice);
    furniture.extend(losses.iter().map(|piece| Furniture {
        kind: FurnitureKind::Notice,
        text: lines::join(&lines[piece.headline.start..piece.body.end]).join("\n"),
    }));
    let ends = pieces.iter().skip(1).map(|piece| lines[piece.headline.start].number).chain([usize::MAX]);
    let ends: Vec<usize> = ends.collect();
    let items = pieces.into_iter().zip(ends).map(|(piece, end)| {
        let printed = lines[piece.headline.start].number..end;
        Item {
            title: lines::join_headline(&lines[piece.headline]),
            paragraphs: lines::join(&lines[piece.body]).into_iter().chain(credits.at_end(&printed)).collect(),
            boundary: Some(piece.certainty),
            keeps_captions: false,
            published: credits.of(&printed),
            spoken: None,
            page: marks.page_at(printed.start),
            day: marks.day_at(printed.start),
            paper: marks.paper_at(printed.start),
        }
    });
    let items = items.map(titles::with_headline);
    let text_of = |line: usize| lines.get(line).map(|line| line.text.clone()).unwrap_or_default();
    let uncertain = uncertain.into_iter().map(|place| UncertainBoundary {
        line: lines[place.line].number,
        probability: place.probability,
        taken: place.taken,
        before: place.line.checked_sub(1).map(text_of).unwrap_or_default(),
        after: text_of(place.line),
    });
    let items = joined::with_headline_above(joined::with_signature(joined::continued(items)));
    let items = joined::with_parted_briefs(joined::with_untitled(items, context));
    let mut page = assemble(items, furniture, context, sources);
    page.furniture.extend(credits.furniture());
    Ok(Page { unsure: uncertain.collect(), ..page })
}

/// The headline and the text of an article whose boundaries are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    pub title: String,
    pub paragraphs: Vec<String>,
    /// The probability that the article begins here; `None` where that is certain.
    pub boundary: Option<f64>,
    /// Whether captions stay in the text, as in a file that holds one picture story.
    pub keeps_captions: bool,
    /// What the article's own credit says, where it stands in a collection.
    pub published: Option<(Place, Credit)>,
    /// The day on which the speech was held that the article is.
    pub spoken: Option<Date>,
    /// The day of the masthead above the article, where the file has mastheads of several days.
    pub day: Option<Date>,
    /// The paper of the masthead above the article.
    pub paper: Option<String>,
    /// The page that a mark or the masthead above the article names.
    pub page: Option<String>,
}

/// Makes a page from articles whose boundaries are known. Date, paper and page number may come from its furniture. The
/// texts stay as printed, including dateline and byline, whose contents are copied to the other fields.
pub(super) fn assemble(
    items: impl IntoIterator<Item = Item>,
    furniture: Vec<Furniture>,
    context: &PageContext<'_>,
    sources: &Sources,
) -> Page {
    let path = if context.path.is_empty() { context.file } else { context.path };
    let of_the_page = furniture.iter().filter(|f| f.is_about_the_page());
    let furniture_lines: Vec<&str> = of_the_page.map(|f| f.text.as_str()).collect();
    let issue::Issue { day: issue_date, page: page_number, two_days } =
        issue::issue(&furniture, &furniture_lines, path, context.date);
    let printed =
        context.source.map(str::to_owned).or_else(|| furniture_lines.iter().find_map(|line| masthead::paper(line)));
    // The name of a file may tell whose reports it collects, and each of them where it was printed.
    let is_only_named = printed.is_none();
    let source = printed
        .or_else(|| sources.find_in_path(path).map(|s| s.name.clone()))
        .or_else(|| file_name::paper(path))
        .unwrap_or_default();
    let mut items: Vec<Item> = items.into_iter().collect();
    // A file that holds one text without a headline may bear the headline as its name.
    if let [item] = items.as_mut_slice()
        && item.title.is_empty()
    {
        item.title = file_name::headline(path).unwrap_or_default();
    }

    let authors = titles::tidy(&mut items);
    let are_speeches = 2 * items.iter().filter(|item| item.spoken.is_some()).count() > items.len();
    let are_bare_days_spoken = issue_date.is_some() && !source.is_empty() && credits::have_few_bare_days(&items);
    let mut articles = Vec::new();
    for (item, author) in items.into_iter().zip(authors) {
        let (published, own_page, own_paper) = (item.published.clone(), item.page.clone(), item.paper.clone());
        let issue_date = context.date.or(item.day).or(issue_date);
        let spoken = item.spoken;
        let mut article = compose(item, issue_date);
        if article.length() == 0 {
            continue;
        }
        if article.byline.is_empty() {
            article.byline = author;
        }
        article.file = context.file.into();
        article.source = context.source.map(str::to_owned).or(own_paper).unwrap_or_else(|| source.clone());
        // The page of a masthead that contradicts the name is that of another issue.
        article.page = own_page.filter(|_| two_days.is_none()).unwrap_or_else(|| page_number.clone());
        credits::apply_spoken(spoken, &mut article, issue_date, are_speeches, context);
        if let Some((place, credit)) = published.filter(|(_, credit)| !(are_bare_days_spoken && credits::is_bare_day(credit)))
            // What a page of a paper reprints is its own news all the same, as is what it has from an agency.
            && (source.is_empty() || credit.tells_issue() && (place == Place::BelowHeadline || is_only_named))
        {
            credits::apply(credit, &mut article, issue_date, context);
        }
        article.id = identifier(&article, articles.len() + 1);
        articles.push(article);
    }
    Page { articles, furniture, date: issue_date, two_days, source, unsure: Vec::new() }
}

/// The candidate boundaries of a page whose articles are known, with their features ([`boundary::FIRST_PASS_FEATURE_NAMES`] and
/// [`boundary::second_pass_feature_names`]): `training/` learns the weights and trees from them. `starts` and `bodies`
/// are the offsets of the articles' headlines and texts, in non-white characters of the page.
pub fn boundary_examples(text: &str, starts: &[usize], bodies: &[usize]) -> Vec<boundary::Example> {
    let mut lines = lines::clean(text);
    let _ = furniture::take_furniture(&mut lines);
    // Furniture is not among the lines that are cut, so it does not count in their offsets either.
    let lengths: Vec<usize> = text.lines().map(non_white_length).collect();
    let mut is_kept = vec![false; lengths.len()];
    lines.iter().for_each(|line| is_kept[line.number - 1] = true);
    let without_furniture = |offsets: &[usize]| -> Vec<usize> {
        let furniture_before = |offset: usize| {
            let mut end = 0;
            let ends = lengths.iter().map(|length| {
                end += length;
                end
            });
            let before = ends.zip(&is_kept).zip(&lengths).take_while(|((end, _), _)| *end <= offset);
            before.filter(|((_, kept), _)| !**kept).map(|(_, length)| length).sum::<usize>()
        };
        offsets.iter().map(|offset| offset - furniture_before(*offset)).collect()
    };
    rewrap::rewrap(&mut lines);
    boundary::examples(&lines, &without_furniture(starts), &without_furniture(bodies))
}

fn non_white_length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// A caption of at most this many characters only names the photographer.
const MAX_CREDIT_LENGTH: usize = 20;

fn compose(item: Item, issue: Option<Date>) -> Article {
    let Item { mut title, paragraphs, boundary, keeps_captions, .. } = item;
    // An article without a headline may begin with a caption, which then stays its first paragraph.
    let may_open_with_caption =
        title.is_empty() && paragraphs.first().is_some_and(|first| first.chars().count() > MAX_CREDIT_LENGTH);
    let mut index = 0..;
    let credited: Vec<bool> = (0..paragraphs.len()).map(|at| captions::is_credited(&paragraphs[at..])).collect();
    let (mut captions, mut paragraphs): (Vec<String>, Vec<String>) = paragraphs.into_iter().partition(|paragraph| {
        let at = index.next().unwrap_or_default();
        let is_caption = captions::is_caption(paragraph) || at > 0 && credited[at];
        !(keeps_captions || at == 0 && may_open_with_caption) && is_caption
    });
    // A picture that stands alone with its caption is an article of its own.
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
    // The day that the article reports on comes from the dateline, else from the lead.
    let day = opening.dateline.as_ref().and_then(|d| date::reported_day(&d.date, issue));
    let text = paragraphs.join("\n");
    // Without an issue's day nothing tells news in the lead from deadlines, plans and history.
    let in_lead = || date::reported_day(&text[opening.length.min(text.len())..], Some(issue?));
    let day = day.or_else(in_lead);
    Article {
        title,
        // Without an issue's day, that of the dateline or of the signature is the best known day of its publication.
        date: issue.or(day).or_else(|| credits::signed_day(paragraphs.last()?)).map(Into::into),
        event_date: day.map(Into::into),
        dateline: opening.dateline,
        byline: byline.into_iter().find(|b| !b.is_empty()).unwrap_or_default(),
        boundary: boundary.map(|p| (p * 1000.0).round() / 1000.0),
        text,
        captions,
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The counts of the characters of a text that are neither white space nor control characters.
    fn characters(text: &str) -> std::collections::BTreeMap<char, usize> {
        let mut counts = std::collections::BTreeMap::new();
        for c in text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{FEFF}') {
            *counts.entry(c).or_default() += 1;
        }
        counts
    }

    /// Checks that articles and furniture together have exactly the characters of the page.
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
            if let Ok(decoded) = crate::corpus::decode_lossy("a", &bytes, Some(b"gb2312")) {
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
