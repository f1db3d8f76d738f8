//! Pages that repeat an element for each of several articles: exports of databases and of programs for references, archives of web logs,
//! letters of news. Each element holds a headline, lines that tell the day, and the whole text.
//!
//! The parts of a single article are repeated elements as well, and some of them bear days: the sections of a report, the entries of a
//! chronicle, profiles, notices. What shows a collection is that the articles name the papers they come from, or that each is a post with
//! an address of its own; and that nothing outside of them is a text, a headline or the day of an article around them.
//!
//! Where no heading marks the headlines, the first line of each element is one: all of them stand in the same place of their elements.

mod fields;
mod groups;
mod page_around;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use self::groups::{below_headlines, groups, repeated_texts, with_headlines};
use self::page_around::{Head, Lines, around, issue_above};
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::web_page::WebArticle;
use crate::corpus::read::web_page::lines::{Line, lines};
use crate::corpus::read::web_page::outline::{Outline, has_word};
use crate::corpus::read::web_page::text::{ends_sentence, letters, squeezed};
use crate::corpus::read::web_page::wording::fields as fields_of_line;

/// A page has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// The same where each is of another paper, and no heading marks the headlines.
const MIN_OF_PAPERS: usize = 2;
/// A headline has at least this many letters.
const MIN_HEADLINE: usize = 4;
/// One that is a link has more; a shorter one may be the name of an account.
const MIN_LINKED_HEADLINE: usize = 6;
/// A line of at least this many letters is text, however it ends; a shorter one has to end as a sentence.
const LONG_LINE: usize = 60;
/// The fewest letters of a sentence that begins a text.
const MIN_SENTENCE: usize = 20;
/// The fewest letters of a whole text; what lists show of articles is shorter.
const MIN_TEXT: usize = 150;
/// The same where the article names its paper.
const MIN_TEXT_OF_PAPER: usize = 60;
/// The longest line that tells something of an article, in letters.
const MAX_FIELD: usize = 40;
/// At least two thirds of the articles name the paper that they come from.
const NAMED: (usize, usize) = (2, 3);

/// The articles of such a page in order; none of another page.
pub(in crate::corpus::read::web_page) fn articles(outline: &Outline<'_>) -> Vec<WebArticle> {
    let read = OnceCell::new();
    // The lines of a page are made only where it repeats an element.
    let lines = || read.get_or_init(|| Lines::of(lines(outline)));
    let of_group = |group: &Vec<Repeated>| articles_of(outline, lines(), group);
    let marked = groups(outline).iter().find_map(of_group);
    let unmarked = || {
        let repeated = repeated_texts(outline);
        repeated.iter().filter_map(|group| with_headlines(outline, lines(), group)).find_map(|group| of_group(&group))
    };
    let flat = || below_headlines(outline).iter().find_map(of_group);
    marked.or_else(unmarked).or_else(flat).unwrap_or_default()
}

/// Articles with what they do not tell themselves, where the page repeats an element for each and that tells it.
pub(in crate::corpus::read::web_page) fn completed(
    outline: &Outline<'_>,
    mut articles: Vec<WebArticle>,
) -> Vec<WebArticle> {
    let misses = |article: &WebArticle| article.date.is_none() || article.source.is_empty();
    if articles.len() < MIN_ARTICLES || !articles.iter().any(misses) {
        return articles;
    }
    let told = self::articles(outline);
    let is_same = |(own, told): (&WebArticle, &WebArticle)| squeezed(&own.headline()) == squeezed(&told.title);
    if told.len() == articles.len() && articles.iter().zip(&told).all(is_same) {
        for (own, told) in articles.iter_mut().zip(told) {
            fields::fill(own, told);
        }
    }
    articles
}

/// Where the articles of a group tell their day and their paper.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// Above their texts.
    Above,
    /// Below their texts.
    Below,
    /// Nowhere: all are of the issue that stands at the top of the page, and each tells who wrote it.
    Issue(Date, String),
}

/// An element that is repeated.
struct Repeated {
    nodes: Range<usize>,
    /// The element of its headline, or the first run of text of the line that is one.
    headline: usize,
}

/// The articles of these elements, where all of them are articles, the page is theirs, and it shows that they are a collection. What little
/// else the page tells is told beside the first and the last.
fn articles_of(outline: &Outline<'_>, lines: &Lines, group: &[Repeated]) -> Option<Vec<WebArticle>> {
    let issue = issue_above(lines, group);
    let places = [Some(Place::Above), Some(Place::Below), issue.map(|(day, paper)| Place::Issue(day, paper))];
    let (place, mut articles) = places.into_iter().flatten().find_map(|place| {
        let of_place = |own: &Repeated| article(outline, &lines.all, own, &place);
        let articles = group.iter().map(of_place).collect::<Option<Vec<WebArticle>>>()?;
        Some((place, articles))
    })?;
    fields::complete_sources(&mut articles);
    let papers: HashSet<&str> = articles.iter().map(|article| article.source.as_str()).collect();
    let head = match place {
        Place::Issue(..) => Head::Issue,
        // One article whose parts tell day and paper is of one paper.
        Place::Above if papers.len() > 1 && !papers.contains("") => Head::Title,
        _ => Head::Nothing,
    };
    let [above, below] = around(outline, lines, group, head)?;
    let titles: HashSet<&str> = articles.iter().map(|article| article.title.as_str()).collect();
    let asks_or_calls = articles.iter().filter(|article| is_notice_or_question(&article.title)).count();
    if titles.len() < articles.len() || asks_or_calls * 2 >= articles.len() {
        return None;
    }
    // Beside the days of plans and of work done stand the offices that do it.
    let is_marked = group.iter().all(|own| outline.element(own.headline).is_some());
    let is_paper = |article: &&WebArticle| !article.source.is_empty() && (is_marked || !is_office(&article.source));
    let named = articles.iter().filter(is_paper).count();
    let are_of_papers = named * NAMED.1 >= articles.len() * NAMED.0;
    if group.len() < MIN_ARTICLES && (is_marked || head != Head::Title || named < group.len()) {
        return None;
    }
    let is_linked = group.iter().any(|own| address(outline, own.headline).is_some());
    if is_linked && !are_whole(&articles) || !are_of_papers && !are_posts(outline, group, &articles) {
        return None;
    }
    if let Some(first) = articles.first_mut() {
        first.editors = above.into_iter().chain(std::mem::take(&mut first.editors)).collect();
    }
    if let Some(last) = articles.last_mut() {
        last.editors.extend(below);
    }
    Some(articles)
}

/// Whether a source is an office and no medium.
fn is_office(source: &str) -> bool {
    source.ends_with(['局', '厅', '委', '部', '办', '署', '院', '会', '处', '站', '室', '科']) && !names_medium(source)
}

/// Whether articles whose headlines are links are shown whole: a list shows the beginning of each in one paragraph. Up to half of the
/// articles may be short enough for a single one.
fn are_whole(articles: &[WebArticle]) -> bool {
    /// The fewest sentences of a single paragraph that is a whole text.
    const MIN_SENTENCES: usize = 2;
    let is_long =
        |article: &WebArticle| article.paragraphs.iter().map(|text| letters(text)).sum::<usize>() >= 2 * MIN_TEXT;
    let is_whole = |article: &&WebArticle| article.paragraphs.len() > 1 || is_long(article);
    let sentences =
        |article: &WebArticle| article.paragraphs.iter().map(|text| text.matches('。').count()).sum::<usize>();
    let whole = articles.iter().filter(is_whole).count();
    whole * 2 >= articles.len()
        && articles.iter().all(|article| is_whole(&article) || sentences(article) >= MIN_SENTENCES)
}

/// Whether each of these elements is a post of a web log or a piece of news of a site, whose headline leads to the page of it.
fn are_posts(outline: &Outline<'_>, group: &[Repeated], articles: &[WebArticle]) -> bool {
    const POSTS: [&str; 9] = ["article", "post", "posts", "entry", "hentry", "blog", "news", "story", "release"];
    let is_named = |own: &Repeated| {
        outline.element(own.nodes.start).is_some_and(|element| element.name() == "article" || has_word(element, &POSTS))
    };
    let own_address = |own: &Repeated| address(outline, own.headline).filter(|address| leads_to_page(address));
    let addresses: HashSet<&str> = group.iter().filter_map(own_address).collect();
    addresses.len() == group.len()
        && group.iter().all(is_named)
        && articles.iter().all(|article| letters(&article.title) >= MIN_LINKED_HEADLINE)
}

/// Whether an address is that of another page.
fn leads_to_page(address: &str) -> bool {
    !address.trim_start().starts_with('#') && !address.contains("javascript:")
}

/// Where the link in or around an element leads.
fn address<'a>(outline: &Outline<'a>, at: usize) -> Option<&'a str> {
    let leads = |at: usize| outline.element(at).filter(|element| element.name() == "a")?.attr("href");
    let mut node = at;
    while outline.nodes[node].linked {
        let parent = outline.nodes[node].parent;
        if let Some(address) = leads(node) {
            return Some(address);
        }
        if parent >= node {
            break;
        }
        node = parent;
    }
    (at..outline.nodes[at].end).find_map(leads)
}

/// Whether a headline is that of a notice, of which offices show several in one page, or a question with its answer below.
fn is_notice_or_question(title: &str) -> bool {
    const NOTICES: [&str; 12] =
        ["招聘", "招录", "招标", "投标", "中标", "采购", "招租", "拍卖", "竞价", "询价", "公示", "公告"];
    NOTICES.iter().any(|word| title.contains(word)) || title.ends_with(['？', '?'])
}

/// Whether a line is one of a text.
fn is_text(line: &Line) -> bool {
    let is_whole = line.letters >= LONG_LINE || line.letters >= MIN_SENTENCE && ends_sentence(&line.text);
    is_whole
        && line.heading == 0
        && !line.furniture
        && !line.caption
        && !line.is_linked()
        && fields_of_line(&line.text).is_none()
}

/// The article of an element; none where it tells no day in the place of the group, or shows only the beginning of its text.
fn article(outline: &Outline<'_>, lines: &[Line], own: &Repeated, told_in: &Place) -> Option<WebArticle> {
    let place = |node: usize| lines.partition_point(|line| line.node < node);
    let headline = place(own.headline)..place(outline.nodes[own.headline].end);
    let (start, end) = (place(own.nodes.start), place(own.nodes.end));
    let (of_headline, below) = (lines.get(headline.clone())?, lines.get(headline.end..end)?);
    let mut first = headline.end + below.iter().position(is_text)?;
    // A short sentence may open the text.
    while first > headline.end && opens_text(&lines[first - 1]) {
        first -= 1;
    }
    let is_close = |line: &Line| !line.is_linked() && !line.furniture && (is_text(line) || ends_sentence(&line.text));
    let last = headline.end + below.iter().rposition(is_close)?;
    let text = || lines[first..=last].iter().filter(|line| !line.is_linked() && !line.furniture);
    let above = lines.get(start..headline.start)?;
    // A day may stand within the heading, behind the headline.
    let is_heading = of_headline.iter().any(|line| line.heading > 0);
    let (titles, beside): (Vec<&Line>, Vec<&Line>) =
        of_headline.iter().partition(|line| !is_heading || line.heading > 0);
    let title = titles.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let is_line = outline.element(own.headline).is_none();
    let title = if is_heading || is_line { title } else { outline.label(own.headline) };
    let mut found = WebArticle { title: fields::without_number(&title), ..WebArticle::default() };
    let head: Vec<&Line> = above.iter().chain(beside).chain(&lines[headline.end..first]).collect();
    let behind: Vec<&Line> = lines[last + 1..end].iter().collect();
    fields::take_all(outline, if *told_in == Place::Below { &behind } else { &head }, &mut found);
    match told_in {
        Place::Below => {
            let mut others = WebArticle::default();
            fields::take_all(outline, &head, &mut others);
            // A day above the text would be another one.
            found.date = found.date.filter(|_| others.date.is_none());
            fields::fill(&mut found, WebArticle { date: None, ..others });
        }
        Place::Issue(day, paper) if !found.byline.is_empty() && found.date.is_none() => {
            found.date = Some(*day);
            found.source.clone_from(paper);
        }
        Place::Issue(..) => return None,
        Place::Above => {
            let mut others = WebArticle::default();
            fields::take_all(outline, &behind, &mut others);
            fields::fill(&mut found, WebArticle { date: None, ..others });
        }
    }
    if letters(&found.title) < MIN_HEADLINE || found.date.is_none() {
        return None;
    }
    let sentences = text().filter(|line| is_text(line) && ends_sentence(&line.text)).count();
    let least = if found.source.is_empty() && sentences < 2 { MIN_TEXT } else { MIN_TEXT_OF_PAPER };
    let is_whole = text().filter(|line| !line.caption).map(|line| line.letters).sum::<usize>() >= least
        && !lines[last].text.ends_with(['…', '.', ']', '】'])
        && !lines[start..end].iter().any(|line| leads_on(&line.text));
    // Below an unmarked headline, a line of paper and day within the text is that of another article.
    let holds_others = !is_heading && text().any(|line| line.letters <= MAX_FIELD && fields::tells_issue(&line.text));
    if !is_whole || holds_others || above.iter().any(is_text) {
        return None;
    }
    found.editors = head.into_iter().chain(behind).map(|line| line.text.clone()).collect();
    found.captions = text().filter(|line| line.caption).map(|line| line.text.clone()).collect();
    let is_title = |line: &&Line| squeezed(&line.text) == squeezed(&found.title);
    found.paragraphs = text().filter(|line| !line.caption && !is_title(line)).map(|line| line.text.clone()).collect();
    Some(found)
}

/// Whether a line above a text is a short sentence that opens it.
fn opens_text(line: &Line) -> bool {
    /// The fewest letters of such a sentence.
    const MIN_OPENING: usize = 5;
    let is_plain = line.heading == 0 && !line.furniture && !line.caption && line.linked == 0;
    is_plain && line.letters >= MIN_OPENING && line.text.ends_with(['。', '！', '？', '”']) && ends_sentence(&line.text)
}

/// Whether a line leads from the beginning of a text to the whole of it.
fn leads_on(line: &str) -> bool {
    const WORDS: [&str; 8] =
        ["阅读全文", "继续阅读", "阅读更多", "查看全文", "查看详情", "全文阅读", "[详细]", "了解更多"];
    let line = line.trim();
    letters(line) <= MAX_FIELD && (WORDS.iter().any(|word| line.contains(word)) || line.ends_with("[…]"))
}

#[cfg(test)]
mod tests;
