//! Other articles that a page offers with their first sentences: each a headline that is a link, and a summary below it; or a box
//! below the text whose heading says that it leads on.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use scraper::node::Element;

use super::lines::{Line, heading_level};
use super::names::BLOCK_ELEMENTS;
use super::outline::{Content, Outline, is_body_mark};
use super::text::{ends_sentence, letters};
use super::wording::{is_beginning, is_recommendation};

/// The letters of the headline.
const HEADLINE: RangeInclusive<usize> = 6..=60;
/// The letters of the summary, with day and source.
const SUMMARY: RangeInclusive<usize> = 12..=260;
/// Maximum number of nodes of a teaser.
const MAX_NODES: usize = 60;
/// Fewer that look alike may be parts of the article.
const MIN_ALIKE: usize = 2;
/// The fewest letters beside the teasers of a page that holds an article; a page of teasers alone is an index.
const MIN_BESIDE: usize = 60;
/// The heading of a box stands within this many elements that hold nothing else.
const MAX_AROUND_HEADING: usize = 3;
/// The fewest links of a box that leads on; one without them may tell the background of the article.
const MIN_LINKS_OF_BOX: usize = 2;

/// Marks what offers other articles as furniture of the page.
pub(super) fn mark(outline: &mut Outline<'_>) {
    let mut teasers = find(outline);
    teasers.extend(boxes(outline));
    let mut is_teaser = vec![false; outline.nodes.len()];
    teasers.iter().for_each(|&at| is_teaser[at..outline.nodes[at].end].fill(true));
    let beside: usize = outline
        .nodes
        .iter()
        .zip(&is_teaser)
        .filter(|(node, is_teaser)| !**is_teaser && !node.silent && !node.furniture && !node.linked)
        .filter_map(|(node, _)| match node.content {
            Content::Text(text) => Some(letters(text)),
            _ => None,
        })
        .sum();
    if beside < MIN_BESIDE {
        return;
    }
    let nodes = outline.nodes.iter_mut().zip(is_teaser).filter(|(_, is_teaser)| *is_teaser);
    nodes.for_each(|(node, _)| node.furniture = true);
}

/// Lowers the worth of lines that are the beginnings of other articles, where the page has a text of its own below its headline. On a
/// page of nothing else they stay what they are, and tell that it is a list.
pub(super) fn devalue(lines: &mut [Line]) {
    let Some(headline) = lines.iter().position(|line| line.heading == 1 && !line.furniture) else { return };
    let is_offered = |line: &Line| !line.furniture && is_beginning(&line.text);
    let is_own = |line: &&Line| line.value > 0 && ends_sentence(&line.text) && !is_beginning(&line.text);
    let own: usize = lines[headline..].iter().filter(is_own).map(|line| line.letters).sum();
    let offered: usize = lines.iter().filter(|line| is_offered(line)).map(|line| line.letters).sum();
    if own < MIN_BESIDE || own * 2 < offered {
        return;
    }
    lines.iter_mut().filter(|line| is_offered(line)).for_each(|line| line.value = line.value.min(-10));
}

/// The boxes below the sentences of the page whose first line is the heading of a list that leads on: “推荐阅读”. Their summaries may be
/// longer than a short article.
fn boxes(outline: &Outline<'_>) -> Vec<usize> {
    let (mut found, mut above) = (Vec::new(), 0);
    for (at, node) in outline.nodes.iter().enumerate() {
        if node.silent || node.furniture || node.linked {
            continue;
        }
        match node.content {
            Content::Text(text) if text.contains('。') => above += letters(text),
            Content::Element(element) if above >= MIN_BESIDE && heading_level(element.name()) > 1 => {
                found.extend(box_of(outline, at));
            }
            _ => {}
        }
    }
    found
}

/// The element around the heading of a list that leads on, and around what it offers; it is no part of the article.
fn box_of(outline: &Outline<'_>, heading: usize) -> Option<usize> {
    let title = outline.label(heading);
    if !is_recommendation(&title) {
        return None;
    }
    let around =
        std::iter::successors(Some(heading), |at| Some(outline.nodes[*at].parent).filter(|parent| parent < at));
    let at = around.skip(1).take(MAX_AROUND_HEADING).find(|at| letters(&outline.label(*at)) > letters(&title))?;
    let is_whole_page = matches!(outline.element(at)?.name(), "html" | "body" | "main" | "article");
    if is_whole_page || !outline.label(at).starts_with(&title) {
        return None;
    }
    let within = || (at..outline.nodes[at].end).filter_map(move |inner| outline.element(inner));
    let holds_article = within().any(|element| element.name() == "h1" || is_body_mark(element));
    let links = within().filter(|element| element.name() == "a" && element.attr("href").is_some()).count();
    (links >= MIN_LINKS_OF_BOX && !holds_article).then_some(at)
}

/// The elements that are teasers: those with a neighbour of the same name and class that is one as well.
fn find<'a>(outline: &Outline<'a>) -> Vec<usize> {
    let teasers: Vec<(usize, &'a Element)> = outline.elements().filter(|(at, _)| is_teaser(outline, *at)).collect();
    let kind = |at: usize, element: &'a Element| {
        (outline.nodes[at].parent, element.name(), element.attr("class").unwrap_or_default())
    };
    let mut alike: HashMap<_, usize> = HashMap::new();
    teasers.iter().for_each(|&(at, element)| *alike.entry(kind(at, element)).or_default() += 1);
    let found = teasers.iter().filter(|&&(at, element)| alike[&kind(at, element)] >= MIN_ALIKE);
    found.map(|(at, _)| *at).collect()
}

/// Whether an element holds a headline that is a link, and a summary in a block of its own.
fn is_teaser(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    let is_block = |at: usize| outline.element(at).is_some_and(|element| BLOCK_ELEMENTS.contains(&element.name()));
    if node.silent || node.end - at > MAX_NODES || !is_block(at) || !(at + 1..node.end).any(is_block) {
        return false;
    }
    let (mut headline, mut summary, mut last) = (0, 0, "");
    for node in &outline.nodes[at..node.end] {
        let Content::Text(text) = node.content else { continue };
        if node.silent || text.trim().is_empty() {
            continue;
        }
        match node.linked {
            true if summary == 0 => (headline, last) = (headline + letters(text), text),
            true => return false,
            // The headline comes first.
            false if headline == 0 => return false,
            false => summary += letters(text),
        }
    }
    HEADLINE.contains(&headline) && SUMMARY.contains(&summary) && !ends_sentence(last)
}

#[cfg(test)]
mod tests {
    use super::super::{WebPage, read_web_page};

    /// The text of a short article.
    const TEXT: &str = "昨日，兰河市图书馆新馆向市民开放，设阅览座位一千二百个，藏书六十万册，儿童区另有绘本三万册，\
        开放时间延长到晚上九点，周末照常开放，读者凭身份证即可借书。";

    fn paragraphs(below: &str) -> Vec<String> {
        let html = format!(
            "<title>新图书馆开放_兰河网</title><h1>新图书馆开放</h1><p>2024-03-05 来源：兰河晚报</p>\
             <div class=zw><p>{TEXT}</p></div>{below}"
        );
        match read_web_page(&html, "1.html") {
            WebPage::Article(article) => article.paragraphs,
            other => panic!("no article but {other:?}"),
        }
    }

    #[test]
    fn what_a_page_offers_below_a_short_text_is_not_its_text() {
        let summary = "云溪县的老街走过三百年，茶馆、书场和码头都留着从前的样子。记者沿街走访十二位老人，听他们讲船工、\
            茶商和学徒的旧事，记下一座小城的来路，也记下今天的年轻人怎样守着这些手艺，把日子过得有声有色。";
        let offered = format!("<div><p><strong>老街记忆</strong> {summary} <i><a href=x>【详细】</a></i></p></div>");
        let more = "<h6><a href=a>专题一览</a><a href=b>图说老街</a></h6>";
        assert_eq!(paragraphs(&format!("<div class=tj><h2>推荐阅读</h2>{offered}{more}{offered}</div>")), [TEXT]);
        assert_eq!(paragraphs(&format!("<div class=tj>{offered}{more}</div>")), [TEXT]);
    }

    #[test]
    fn the_background_below_a_text_stays() {
        let background = "兰河市图书馆始建于一九五六年，原馆位于老城区，面积四千平方米，馆舍陈旧，座位不足。";
        let found = paragraphs(&format!("<div class=zw><h3>相关链接</h3><p>{background}</p></div>"));
        assert!(found.iter().any(|paragraph| paragraph == background), "{found:?}");
    }
}
