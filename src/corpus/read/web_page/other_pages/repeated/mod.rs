//! Pages that repeat an element for each of several articles: exports of databases and of programs for references, archives of web logs,
//! letters of news. Each element holds a headline, lines that tell the day, and the whole text.
//!
//! The parts of a single article are repeated elements as well, and some of them bear days: the sections of a report, the entries of a
//! chronicle, profiles, notices. What shows a collection is that the articles name the papers they come from, or that each is a post with
//! an address of its own; and that nothing outside of them is a text, a headline or the day of an article around them.

mod fields;
mod page_around;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use scraper::node::Element;

use self::page_around::{Lines, around};
use crate::corpus::read::web_page::WebArticle;
use crate::corpus::read::web_page::lines::{Line, heading_level, lines};
use crate::corpus::read::web_page::outline::{Outline, has_word};
use crate::corpus::read::web_page::text::{ends_sentence, letters};
use crate::corpus::read::web_page::wording::fields as fields_of_line;

/// A page has at least this many articles.
const MIN_ARTICLES: usize = 3;
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
/// The longest line that tells something of an article, in letters.
const MAX_FIELD: usize = 40;
/// At least two thirds of the articles name the paper that they come from.
const NAMED: (usize, usize) = (2, 3);

/// The articles of such a page in order; none of another page.
pub(in crate::corpus::read::web_page) fn articles(outline: &Outline<'_>) -> Vec<WebArticle> {
    let groups = groups(outline);
    if groups.is_empty() {
        return Vec::new();
    }
    let lines = Lines::of(lines(outline));
    groups.iter().find_map(|group| articles_of(outline, &lines, group)).unwrap_or_default()
}

/// An element that is repeated, and its headline.
struct Repeated {
    nodes: Range<usize>,
    headline: usize,
}

/// The elements of one name and class within the same element, each with a headline of the same rank and none above that.
fn groups(outline: &Outline<'_>) -> Vec<Vec<Repeated>> {
    const NAMES: [&str; 5] = ["div", "li", "section", "article", "table"];
    // Headlines in order; elements without one are not looked at further.
    let headlines: Vec<(usize, u8)> = outline.elements().filter_map(|(at, own)| Some((at, rank(own)?))).collect();
    if headlines.len() < MIN_ARTICLES {
        return Vec::new();
    }
    let before = |place: usize| headlines.partition_point(|(at, _)| *at < place);
    let mut places: HashMap<(usize, &str, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<Repeated>> = Vec::new();
    for (at, element) in outline.elements().filter(|(_, element)| NAMES.contains(&element.name())) {
        let node = &outline.nodes[at];
        let Some((headline, _)) = headlines.get(before(at)).filter(|(place, _)| *place < node.end) else { continue };
        if node.silent || node.furniture {
            continue;
        }
        // Systems number the elements by their classes: “post-12 post”.
        let class = element.attr("class").and_then(|class| class.split_whitespace().next()).unwrap_or_default();
        let class = class.trim_end_matches(|c: char| c.is_ascii_digit());
        let place = *places.entry((node.parent, element.name(), class)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(Repeated { nodes: at..node.end, headline: *headline });
    }
    let within = |own: &Repeated| &headlines[before(own.nodes.start)..before(own.nodes.end)];
    let rank_of = |own: &Repeated| within(own).first().map(|(_, rank)| *rank);
    let is_highest = |own: &Repeated| within(own).iter().skip(1).all(|(_, other)| Some(*other) > rank_of(own));
    let has_one_rank = |group: &[Repeated]| {
        group.windows(2).all(|pair| rank_of(&pair[0]) == rank_of(&pair[1])) && group.iter().all(is_highest)
    };
    groups.retain(|group| group.len() >= MIN_ARTICLES && has_one_rank(group));
    groups
}

/// The rank of a headline: that of the heading, or the highest where an element is only named as a headline.
fn rank(element: &Element) -> Option<u8> {
    const HEADLINE: &str = "headline";
    let level = heading_level(element.name());
    let is_headline = |name: &str| {
        name.get(name.len().saturating_sub(HEADLINE.len())..).is_some_and(|end| end.eq_ignore_ascii_case(HEADLINE))
    };
    let is_named = || element.attr("class").is_some_and(|class| class.split_whitespace().any(is_headline));
    if level > 0 { Some(level) } else { is_named().then_some(1) }
}

/// The articles of these elements, where all of them are articles, the page is theirs, and it shows that they are a collection. What little
/// else the page tells is told beside the first and the last.
fn articles_of(outline: &Outline<'_>, lines: &Lines, group: &[Repeated]) -> Option<Vec<WebArticle>> {
    let [above, below] = around(outline, lines, group)?;
    let mut articles: Vec<WebArticle> =
        group.iter().map(|own| article(outline, &lines.all, own)).collect::<Option<_>>()?;
    let titles: HashSet<&str> = articles.iter().map(|article| article.title.as_str()).collect();
    let asks_or_calls = articles.iter().filter(|article| is_notice_or_question(&article.title)).count();
    if titles.len() < articles.len() || asks_or_calls * 2 >= articles.len() {
        return None;
    }
    let named = articles.iter().filter(|article| !article.source.is_empty()).count();
    let are_of_papers = named * NAMED.1 >= articles.len() * NAMED.0;
    let is_linked = group.iter().any(|own| address(outline, own.headline).is_some());
    let is_whole = |article: &WebArticle| {
        // A list shows the beginning of an article in one paragraph, and links its headline.
        let is_long = || article.paragraphs.iter().map(|text| letters(text)).sum::<usize>() >= 2 * MIN_TEXT;
        article.paragraphs.len() > 1 || is_long()
    };
    if is_linked && !articles.iter().all(is_whole) || !are_of_papers && !are_posts(outline, group, &articles) {
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

/// Whether each of these elements is a post of a web log, whose headline leads to the page of the post.
fn are_posts(outline: &Outline<'_>, group: &[Repeated], articles: &[WebArticle]) -> bool {
    const POSTS: [&str; 6] = ["article", "post", "posts", "entry", "hentry", "blog"];
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

/// The article of an element; none where it tells no day above its text, or shows only the beginning of it.
fn article(outline: &Outline<'_>, lines: &[Line], own: &Repeated) -> Option<WebArticle> {
    let place = |node: usize| lines.partition_point(|line| line.node < node);
    let headline = place(own.headline)..place(outline.nodes[own.headline].end);
    let (start, end) = (place(own.nodes.start), place(own.nodes.end));
    let (of_headline, below) = (lines.get(headline.clone())?, lines.get(headline.end..end)?);
    let first = headline.end + below.iter().position(is_text)?;
    let is_close = |line: &Line| !line.is_linked() && !line.furniture && (is_text(line) || ends_sentence(&line.text));
    let last = headline.end + below.iter().rposition(is_close)?;
    let text = || lines[first..=last].iter().filter(|line| !line.is_linked() && !line.furniture);
    let above = lines.get(start..headline.start)?;
    let is_whole = text().filter(|line| !line.caption).map(|line| line.letters).sum::<usize>() >= MIN_TEXT
        && !lines[last].text.ends_with(['…', '.', ']', '】'])
        && !lines[start..end].iter().any(|line| leads_on(&line.text));
    if !is_whole || above.iter().any(is_text) {
        return None;
    }
    // A day may stand within the heading, behind the headline.
    let is_heading = of_headline.iter().any(|line| line.heading > 0);
    let (titles, beside): (Vec<&Line>, Vec<&Line>) =
        of_headline.iter().partition(|line| !is_heading || line.heading > 0);
    let title = titles.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut found =
        WebArticle { title: if is_heading { title } else { outline.label(own.headline) }, ..WebArticle::default() };
    let head: Vec<&Line> = above.iter().chain(beside).chain(&lines[headline.end..first]).collect();
    fields::take(&head, &mut found);
    if letters(&found.title) < MIN_HEADLINE || found.date.is_none() {
        return None;
    }
    let behind = lines[last + 1..end].iter();
    found.editors = head.into_iter().chain(behind).map(|line| line.text.clone()).collect();
    found.captions = text().filter(|line| line.caption).map(|line| line.text.clone()).collect();
    found.paragraphs = text().filter(|line| !line.caption).map(|line| line.text.clone()).collect();
    Some(found)
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
