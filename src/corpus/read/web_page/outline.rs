//! The tree of a page as a flat list in document order, so that every question about a part of it is one about a range.

use std::ops::Range;

use scraper::Html;
use scraper::node::{Element, Node};

use super::names::{
    BLOCK_ELEMENTS, BODY_MARKS, COMMENT_NAMES, FURNITURE_ELEMENTS, FURNITURE_NAMES, SILENT_ELEMENTS, TEXT_IDS,
};
use super::text::{joined, letters, name_words};

/// Approximate maximum length of a label in bytes.
const MAX_LABEL_LENGTH: usize = 400;

/// What a node of the page is.
#[derive(Clone, Copy)]
pub(super) enum Content<'a> {
    /// An element with its attributes.
    Element(&'a Element),
    /// A run of text.
    Text(&'a str),
    /// A comment, by which some systems mark the article.
    Comment(&'a str),
}

/// A node of the page.
#[derive(Clone)]
pub(super) struct OutlineNode<'a> {
    /// What it is.
    pub content: Content<'a>,
    /// The node around it.
    pub parent: usize,
    /// The first node behind it and all that it holds.
    pub end: usize,
    /// Whether a reader never sees it.
    pub silent: bool,
    /// Whether it belongs to the furniture of the page: navigation, recommendations, comments.
    pub furniture: bool,
    /// Whether it stands within a link.
    pub linked: bool,
}

/// The nodes of a page in document order.
#[derive(Clone)]
pub(super) struct Outline<'a> {
    /// Every node, those around others first.
    pub nodes: Vec<OutlineNode<'a>>,
}

impl<'a> Outline<'a> {
    /// Lays out a parsed page.
    pub fn new(page: &'a Html) -> Self {
        let mut nodes: Vec<OutlineNode<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut steps = vec![(page.tree.root(), true)];
        // A list of steps instead of recursion: saved pages nest deeper than a stack allows.
        while let Some((node, entering)) = steps.pop() {
            if !entering {
                if let Some(at) = open.pop() {
                    nodes[at].end = nodes.len();
                }
                continue;
            }
            let is_element = node.value().is_element();
            if is_element {
                steps.push((node, false));
            }
            let first = steps.len();
            steps.extend(node.children().map(|child| (child, true)));
            steps[first..].reverse();
            let content = match node.value() {
                Node::Text(text) => Content::Text(text),
                Node::Comment(comment) => Content::Comment(comment),
                Node::Element(element) => Content::Element(element),
                _ => continue,
            };
            let parent = open.last().copied();
            let (silent, linked) = parent.map_or((false, false), |at| (nodes[at].silent, nodes[at].linked));
            let (silent, linked) = match content {
                Content::Element(element) => (silent || is_silent(element), linked || is_link(element)),
                _ => (silent, linked),
            };
            let end = nodes.len() + 1;
            let furniture = false;
            if is_element {
                open.push(nodes.len());
            }
            nodes.push(OutlineNode { content, parent: parent.unwrap_or(0), end, silent, furniture, linked });
        }
        let mut outline = Outline { nodes };
        outline.mark_furniture();
        outline
    }

    /// Hides nodes, as if the page did not show them.
    pub fn silence(&mut self, nodes: Range<usize>) {
        if let Some(nodes) = self.nodes.get_mut(nodes) {
            nodes.iter_mut().for_each(|node| node.silent = true);
        }
    }

    /// The places of the headings of the first three ranks.
    pub fn headings(&self) -> Vec<usize> {
        let named = self.elements().filter(|(_, element)| matches!(element.name(), "h1" | "h2" | "h3"));
        named.map(|(at, _)| at).collect()
    }

    /// The element at a place, if there is one.
    pub fn element(&self, at: usize) -> Option<&'a Element> {
        match self.nodes.get(at)?.content {
            Content::Element(element) => Some(element),
            _ => None,
        }
    }

    /// All elements with their places.
    pub fn elements(&self) -> impl Iterator<Item = (usize, &'a Element)> + '_ {
        (0..self.nodes.len()).filter_map(|at| self.element(at).map(|element| (at, element)))
    }

    /// All text of the nodes from one place to another, scripts included.
    pub fn raw_text(&self, start: usize, end: usize) -> String {
        let texts = self.nodes[start..end].iter().filter_map(|node| match node.content {
            Content::Text(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    /// The beginning of the text of an element, for names and labels; longer texts are cut off.
    pub fn label(&self, at: usize) -> String {
        let mut label = String::new();
        for node in &self.nodes[at..self.nodes[at].end.min(at + MAX_LABEL_LENGTH)] {
            if let Content::Text(text) = node.content {
                label.extend(text.chars().take(MAX_LABEL_LENGTH.saturating_sub(label.len())));
            }
        }
        joined(&label)
    }

    /// Marks the furniture of the page. An element that is named like furniture stays when it holds a heading of the
    /// first level, a marked or named text, or most of the text of the page; comments may well be most of a page.
    fn mark_furniture(&mut self) {
        let mut sums = Vec::with_capacity(self.nodes.len() + 1);
        let mut kept = Vec::with_capacity(self.nodes.len() + 1);
        let (mut sum, mut keeps) = (0usize, 0usize);
        for node in &self.nodes {
            sums.push(sum);
            kept.push(keeps);
            match node.content {
                Content::Text(text) if !node.silent && !node.linked => sum += letters(text),
                Content::Element(element) => keeps += usize::from(keeps_from_furniture(element)),
                _ => {}
            }
        }
        sums.push(sum);
        kept.push(keeps);
        for at in 0..self.nodes.len() {
            let (parent, end) = (self.nodes[at].parent, self.nodes[at].end);
            let (named, comments) = match self.nodes[at].content {
                Content::Element(element) => (is_furniture(element), is_comments(element)),
                _ => (false, false),
            };
            let keeps = kept[end] > kept[at] || ((sums[end] - sums[at]) * 2 > sum && !comments);
            self.nodes[at].furniture = (parent < at && self.nodes[parent].furniture) || (named && !keeps);
        }
    }
}

/// Whether an element is a link. A mark to link to has a name and no address; where nobody closed it, the whole page is within it.
fn is_link(element: &Element) -> bool {
    element.name() == "a" && (element.attr("href").is_some() || element.attr("name").is_none())
}

/// Tells whether a reader never sees an element.
fn is_silent(element: &Element) -> bool {
    let hidden = element.attr("style").is_some_and(|style| {
        style.split(';').any(|rule| {
            rule.split_once(':').is_some_and(|(name, value)| {
                name.trim().eq_ignore_ascii_case("display") && value.trim().to_ascii_lowercase().starts_with("none")
            })
        })
    });
    SILENT_ELEMENTS.contains(&element.name()) || hidden || element.attr("hidden").is_some()
}

/// Tells whether an element is marked or named as furniture of the page.
fn is_furniture(element: &Element) -> bool {
    if matches!(element.name(), "html" | "body" | "main") || is_body_mark(element) {
        return false;
    }
    let names = element.attr("class").into_iter().chain(element.attr("id"));
    FURNITURE_ELEMENTS.contains(&element.name())
        || names.flat_map(name_words).any(|word| FURNITURE_NAMES.contains(&word.as_str()))
}

/// Tells whether what holds this element is no furniture, whatever its name: “share” is that of a row of buttons, and of pictures that may
/// be shared.
fn keeps_from_furniture(element: &Element) -> bool {
    let is_text = |id: &str| TEXT_IDS.contains(&id.to_ascii_lowercase().as_str());
    element.name() == "h1" || is_body_mark(element) || element.attr("id").is_some_and(is_text)
}

/// Tells whether an element holds the comments of readers.
fn is_comments(element: &Element) -> bool {
    let names = element.attr("class").into_iter().chain(element.attr("id"));
    element.name() != "article" && names.flat_map(name_words).any(|word| COMMENT_NAMES.contains(&word.as_str()))
}

/// Tells whether an element is marked as an article's text by the system that made the page.
pub(super) fn is_body_mark(element: &Element) -> bool {
    has_name(element, BODY_MARKS)
        || BODY_MARKS.contains(&element.name())
        || element.attr("itemprop").is_some_and(|property| property.eq_ignore_ascii_case("articleBody"))
}

/// Tells whether an element has one of these names, in lower case, as a class or as its id.
pub(super) fn has_name(element: &Element, names: &[&str]) -> bool {
    let own = element.attr("class").unwrap_or_default().split_whitespace();
    let mut own = own.chain(element.attr("id")).chain(element.attr("data-testid"));
    own.any(|name| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// Tells whether one of these words, in lower case, stands in the class or the id of an element.
pub(super) fn has_word(element: &Element, words: &[&str]) -> bool {
    let names = element.attr("class").into_iter().chain(element.attr("id")).chain(element.attr("itemprop"));
    names
        .flat_map(|name| name_words(name).chain([name.to_ascii_lowercase()]))
        .any(|word| words.contains(&word.as_str()))
}

/// The block element around a run of text.
pub(super) fn block_of(outline: &Outline<'_>, node: usize) -> usize {
    let mut at = outline.nodes[node].parent;
    while outline.element(at).is_some_and(|element| !BLOCK_ELEMENTS.contains(&element.name())) {
        let parent = outline.nodes[at].parent;
        if parent >= at {
            break;
        }
        at = parent;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buttons_of_services_that_share_are_furniture() {
        for name in ["sharedaddy sd-sharing-enabled", "jp-relatedposts", "addtoany_content", "bdsharebuttonbox"] {
            let html = format!("<p>三个项目签约，总投资十二亿元。</p><div class='{name}'><h3>分享此文：</h3></div>");
            let page = Html::parse_document(&html);
            let outline = Outline::new(&page);
            let found = outline.elements().find(|(_, element)| element.name() == "div");
            assert!(found.is_some_and(|(at, _)| outline.nodes[at].furniture), "{name}");
        }
    }

    #[test]
    fn what_holds_the_text_of_the_article_is_no_furniture() {
        let furniture = |id: &str| {
            let other = "另一处的文字比正文还长，说的是别的事情，占去页面的大半。";
            let html = format!("<div class=js_share_area><div id={id}><p>三个项目签约。</p></div></div><p>{other}</p>");
            let page = Html::parse_document(&html);
            let outline = Outline::new(&page);
            let found = outline.elements().find(|(_, element)| element.attr("id").is_some());
            found.is_some_and(|(at, _)| outline.nodes[at].furniture)
        };
        assert!(!furniture("main_content") && furniture("buttons"));
    }
}
