//! Extracts the article from a saved web page: its headline, day of publication, source and text.

mod about;
mod beginning;
mod body;
mod dated_titles;
mod declared;
mod edges;
mod editing;
mod flat_text;
mod headline;
mod lines;
mod metadata;
mod names;
mod nesting;
mod notices;
mod other_pages;
mod outline;
mod promotions;
mod published;
mod reader_comments;
mod systems;
mod teasers;
mod text;
mod wording;
mod words;

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use scraper::Html;

use crate::corpus::date::date_in_path;
use crate::corpus::page_number::page_in_line;
use crate::corpus::publication::issue_line;
use crate::text::pattern;

pub(super) use self::declared::declared_encoding;
pub(super) use self::other_pages::document::{document_paragraphs, heading_lines};
pub(super) use self::wording::{is_article_end, is_editor_line, is_recommendation};

use self::about::About;
use self::body::{Body, Text, Titles};
use self::headline::{headline_place, title};
use self::lines::Line;
use self::metadata::Metadata;
use self::other_pages::apart::Apart;
use self::other_pages::several::Block;
use self::other_pages::{embedded, index, letter, repeated, service, several};
use self::outline::Outline;
use self::published::day::Place;
use self::published::{byline, dates, day, day_order, source};
use self::systems::SystemMarks;
use self::text::{letters, squeezed};

/// The article of a web page. Fields that the page does not tell are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebArticle {
    /// The main headline, without the names of site and section.
    pub title: String,
    /// The line above the headline (引题).
    pub kicker: String,
    /// The line below the headline (副题).
    pub subtitle: String,
    /// The day of publication.
    pub date: Option<Date>,
    /// The paper or site that the article comes from.
    pub source: String,
    /// Who wrote the article.
    pub byline: String,
    /// The number of the printed page, for digital papers.
    pub page: String,
    /// The paragraphs of the text in order.
    pub paragraphs: Vec<String>,
    /// The captions of the pictures within the text.
    pub captions: Vec<String>,
    /// The lines that name who edited the article.
    pub editors: Vec<String>,
}

impl WebArticle {
    /// The whole headline: kicker, main headline and sub-headline with spaces between them.
    pub fn headline(&self) -> String {
        let parts = [self.kicker.as_str(), self.title.as_str(), self.subtitle.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// A link of an index page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebLink {
    /// The text of the link.
    pub text: String,
    /// Where it leads, as the page writes it.
    pub address: String,
    /// The day in the address.
    pub date: Option<Date>,
}

/// A page of links without an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebIndex {
    /// The links to articles in order.
    pub links: Vec<WebLink>,
    /// The day of the issue, if the page is the index of one.
    pub date: Option<Date>,
    /// The paper.
    pub source: String,
    /// The number of the printed page.
    pub page: String,
}

/// What a web page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebPage {
    /// A page with one article.
    Article(Box<WebArticle>),
    /// A page with several articles, as digital papers show a printed page, in order.
    Articles(Vec<WebArticle>),
    /// A page of links.
    Index(WebIndex),
    /// A page with neither text nor links.
    Nothing,
}

/// A visible text of fewer letters is replaced by a longer one that the page holds as embedded data.
const SHORT_TEXT: usize = 100;

/// Reads a web page. The path, with its folders, may tell the day and the number of the printed page.
///
/// ```
/// use policyvane::corpus::web_page::{WebPage, read_web_page};
///
/// let html = "<title>三个项目签约_兰河新闻网</title><h1>三个项目签约</h1><p>2024-03-05 08:00 来源：兰河晚报</p>\
///             <div><p>昨日，我市举行招商推介会，三个项目现场签约。</p><p>项目总投资十二亿元。</p></div>";
/// let WebPage::Article(article) = read_web_page(html, "1.html") else { panic!("there is an article") };
/// assert_eq!(article.title, "三个项目签约");
/// assert_eq!(article.date.unwrap().to_string(), "2024-03-05");
/// assert_eq!(article.source, "兰河晚报");
/// assert_eq!(article.paragraphs.len(), 2);
/// ```
pub fn read_web_page(html: &str, path: &str) -> WebPage {
    let html = nesting::limit_nesting(html);
    let html = without_directives(&html);
    let page = Html::parse_document(&html);
    let outline = Outline::new(&page);
    let blocks = several::articles(&outline);
    if !blocks.is_empty() {
        return WebPage::Articles(repeated::completed(&outline, articles(&outline, &blocks, path)));
    }
    let repeated = repeated::articles(&outline);
    if !repeated.is_empty() {
        return WebPage::Articles(repeated);
    }
    let view = PageView::of(outline);
    if let Some(article) = view.letter(path) {
        return WebPage::Article(Box::new(article));
    }
    let body = body::find(&view.outline, &view.lines).filter(|body| !index::is_list(&view.lines, body));
    let visible = body.as_ref().map_or(0, |body| view.lines[body.lines.clone()].iter().map(|line| line.letters).sum());
    if visible < SHORT_TEXT && !body.as_ref().is_some_and(|body| body.marked) {
        let data = embedded::longest(&view.outline, &view.metadata);
        if let Some(article) = view.article_of_data(&data, visible, path) {
            return WebPage::Article(Box::new(article));
        }
    }
    match body.and_then(|body| view.article(body, path)) {
        Some(article) if serves_site(&article) || service::is_search(&view.metadata.title, &view.lines) => {
            WebPage::Nothing
        }
        Some(article) => WebPage::Article(Box::new(article)),
        None => view.index(path),
    }
}

/// A page without the directives of the system that made it, which are left where it was saved before it was served: `<%@ include … %>`.
fn without_directives(html: &str) -> Cow<'_, str> {
    static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<%.{0,2000}?%>"));
    if html.contains("<%") { DIRECTIVE.replace_all(html, "") } else { Cow::Borrowed(html) }
}

/// Maximum number of letters of the text of a service page (a message, a form, an imprint).
const MAX_SERVICE_TEXT: usize = 400;

/// Whether what was found is no article but a message, a form, the imprint of the site or a list of beginnings.
fn serves_site(article: &WebArticle) -> bool {
    let length = article.paragraphs.iter().map(|paragraph| letters(paragraph)).sum::<usize>();
    let beginnings = article.paragraphs.iter().filter(|paragraph| wording::is_beginning(paragraph)).count();
    let is_list = beginnings >= 3 && beginnings * 3 >= article.paragraphs.len() * 2;
    is_list
        || length <= MAX_SERVICE_TEXT && service::is_service_title(&article.title)
        || article.title.is_empty() && article.paragraphs.first().is_some_and(|first| first.contains("版权所有"))
        || article.paragraphs.iter().all(|paragraph| wording::is_statement(paragraph))
}

/// The articles of a page that holds several: each is read as if the page did not show the others, nor headings of its own.
fn articles(page: &Outline<'_>, blocks: &[Block], path: &str) -> Vec<WebArticle> {
    let mut without_articles = page.clone();
    blocks.iter().for_each(|block| without_articles.silence(block.nodes.clone()));
    let about = About::of(page).of_several();
    let issue = PageView::with(without_articles, about.clone()).issue(path);
    let apart = Apart::of(page, blocks);
    let article = |block: &Block| {
        let (outline, block) = apart.with(block);
        let view = PageView::with(outline, about.clone());
        let title = view.outline.label(block.headline);
        let body = body::find(&view.outline, &view.lines)?;
        let mut article = view.article(several::with_all_sentences(&view.outline, &block, &view.lines, body), path)?;
        let or = |own: String, issue: &str| if own.is_empty() { issue.to_owned() } else { own };
        if squeezed(&article.title) != squeezed(&title) {
            // The line that was taken for the headline is the one below it.
            let taken = std::mem::replace(&mut article.title, title);
            if article.subtitle.is_empty() && taken != view.metadata.title {
                article.subtitle = taken;
            }
        }
        // Lines about the headline stand within the article; others are the page's.
        let own = squeezed(&view.outline.raw_text(block.nodes.start, block.nodes.end));
        for line in [&mut article.kicker, &mut article.subtitle] {
            if !own.contains(&squeezed(line)) {
                line.clear();
            }
        }
        for repeated in [&article.title, &article.subtitle] {
            article.paragraphs.retain(|paragraph| squeezed(paragraph) != squeezed(repeated));
        }
        Some(WebArticle {
            date: article.date.or(issue.date),
            source: or(article.source, &issue.source),
            page: or(article.page, &issue.page),
            ..article
        })
    };
    let mut articles: Vec<WebArticle> = blocks.iter().filter_map(article).collect();
    // Where nearly all articles are of the day of the issue, a day below a headline is that of a speech or an event.
    let is_of_issue = |article: &&WebArticle| article.date == issue.date;
    if issue.date.is_some() && 3 * articles.iter().filter(is_of_issue).count() >= 2 * articles.len() {
        // One that tells its own source was published on the day beside that.
        let without_source = articles.iter_mut().filter(|article| article.source == issue.source);
        without_source.for_each(|article| article.date = issue.date);
    }
    articles
}

/// A page with everything that is read from it once.
struct PageView<'a> {
    outline: Outline<'a>,
    lines: Vec<Line>,
    metadata: Rc<Metadata>,
    marks: SystemMarks,
}

impl<'a> PageView<'a> {
    fn of(outline: Outline<'a>) -> Self {
        let about = About::of(&outline);
        PageView::with(outline, about)
    }

    fn with(mut outline: Outline<'a>, about: About) -> Self {
        editing::silence(&mut outline);
        teasers::mark(&mut outline);
        let mut lines = lines::lines(&outline);
        teasers::devalue(&mut lines);
        reader_comments::mark(&outline, &mut lines);
        dated_titles::mark(&outline, &mut lines);
        flat_text::settle(&outline, &mut lines);
        day_order::settle(&mut lines, &outline);
        PageView { outline, lines, metadata: about.metadata, marks: about.marks }
    }

    /// The article whose text is visible.
    fn article(&self, body: Body, path: &str) -> Option<WebArticle> {
        let (body, headline) = self.headed(body);
        let repeated = [&headline.title, &headline.kicker, &headline.subtitle].map(|part| squeezed(part));
        let is_title = |line: &str| {
            let line = squeezed(line);
            !line.is_empty() && repeated.contains(&line)
        };
        let titles = Titles { is_title: &is_title, headline: &repeated[0] };
        let mut body = body::refined(&self.outline, &self.lines, body, headline.line);
        if headline.line.is_none()
            && let Some(at) = headline_place::within(&self.lines, &body, &repeated[0])
        {
            body.lines.start = at + 1;
        }
        body.lines = edges::trimmed(&self.outline, &self.lines, body.lines);
        let mut text = body::text(&self.lines, &body, titles);
        if let Some(first) = text.paragraphs.first_mut().filter(|_| headline.opens_text)
            && let Some((_, rest)) = first.split_once('】')
        {
            *first = rest.trim_start().to_owned();
        }
        let place = Place { title: headline.line, start: text.first, end: text.end };
        self.composed(headline, text, place, path)
    }

    /// The headline of a text, and the text, without the headline and the line below it where nothing but this line tells which it is.
    fn headed(&self, body: Body) -> (Body, title::Headline) {
        let find = |body: &Body| {
            let first = body::text(&self.lines, body, Titles::NONE).first;
            title::find(&self.outline, &self.lines, &self.metadata, &self.marks, first)
        };
        let headline = find(&body);
        let below = || headline_place::below_head_line(&self.lines, &body);
        let found = headline.line.is_none().then(below).flatten().map(|below| (find(&below), below));
        match found.filter(|(found, below)| found.line.is_some_and(|line| line < below.lines.start)) {
            Some((found, below)) => (below, found),
            None => (body, headline),
        }
    }

    /// The letter of a mailbox with its answer.
    fn letter(&self, path: &str) -> Option<WebArticle> {
        let letter = letter::find(&self.outline, &self.lines)?;
        let place = Place { title: Some(letter.line), start: letter.start, end: letter.end };
        let text = Text { paragraphs: letter.paragraphs, first: place.start, end: place.end, ..Text::default() };
        let headline = title::Headline { title: letter.title, line: place.title, ..title::Headline::default() };
        self.composed(headline, text, place, path)
    }

    /// The article whose text the page holds as data, if it is longer than the visible text.
    fn article_of_data(&self, data: &str, visible: usize, path: &str) -> Option<WebArticle> {
        let data = nesting::limit_nesting(data);
        let page = Html::parse_document(&data);
        let inner = PageView::of(Outline::new(&page));
        let body = body::find(&inner.outline, &inner.lines)?;
        let text = body::text(&inner.lines, &body, Titles::NONE);
        if text.paragraphs.iter().map(|paragraph| letters(paragraph)).sum::<usize>() * 2 <= visible * 3 {
            return None;
        }
        let headline = title::find(&self.outline, &self.lines, &self.metadata, &self.marks, self.lines.len());
        let start = headline.line.map_or(self.lines.len(), |line| (line + 8).min(self.lines.len()));
        let place = Place { title: headline.line, start, end: start };
        self.composed(headline, text, place, path)
    }

    /// Puts an article together; there is none without paragraphs.
    fn composed(&self, headline: title::Headline, text: Text, place: Place, path: &str) -> Option<WebArticle> {
        if text.paragraphs.is_empty() {
            return None;
        }
        let (lines, metadata, marks) = (&self.lines, &self.metadata, &self.marks);
        let source = source::find(&self.outline, lines, metadata, marks, place);
        // The last line may tell where the article was printed first: “（来源：《兰河日报》2024年3月5日第2版）”.
        let last = text.paragraphs.last().and_then(|line| issue_line::parse(line)).unwrap_or_default().credit;
        let or = |own: String, last: String| if own.is_empty() { last } else { own };
        // The paper that printed an article goes before the site that took it over.
        let is_printed = !last.source.is_empty() && last.date.is_some() && !last.page.is_empty();
        let is_other = squeezed(&source) == squeezed(&headline.title) || is_printed && !source.ends_with('报');
        let source = if is_other { String::new() } else { source };
        Some(WebArticle {
            date: day::find(&self.outline, lines, metadata, marks, place, path).or(last.date),
            source: or(source, last.source),
            byline: or(byline::byline(lines, metadata, marks, place), last.byline),
            page: or(source::printed_page(&self.outline, lines, marks, place, path), last.page),
            title: headline.title,
            kicker: headline.kicker,
            subtitle: headline.subtitle,
            paragraphs: text.paragraphs,
            captions: text.captions,
            editors: text.editors,
        })
    }

    /// The links of the page.
    fn index(&self, path: &str) -> WebPage {
        let links = index::links(&self.outline);
        if links.is_empty() {
            return WebPage::Nothing;
        }
        WebPage::Index(WebIndex { links, ..self.issue(path) })
    }

    /// The paper, the day and the number of the printed page that stand outside of any article; without links.
    fn issue(&self, path: &str) -> WebIndex {
        let place = Place { title: None, start: 0, end: 0 };
        let printed_page = source::printed_page(&self.outline, &self.lines, &self.marks, place, path);
        let in_title = || self.metadata.title.split_whitespace().find_map(page_in_line).unwrap_or_default();
        WebIndex {
            links: Vec::new(),
            date: date_in_path(path).or_else(|| dates::first_in(&self.metadata.title)),
            source: source::paper_of(&self.outline, &self.lines, &self.metadata, place).unwrap_or_default(),
            page: if printed_page.is_empty() { in_title() } else { printed_page },
        }
    }
}

#[cfg(test)]
mod head_tests;
#[cfg(test)]
mod tests;
