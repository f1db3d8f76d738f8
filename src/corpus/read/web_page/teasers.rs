//! Other articles that a page offers with their first sentences: each a headline that is a link, and a summary below it.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use scraper::node::Element;

use super::names::BLOCK_ELEMENTS;
use super::outline::{Content, Outline};
use super::text::{ends_sentence, letters};

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

/// Marks what offers other articles as furniture of the page.
pub(super) fn mark(outline: &mut Outline<'_>) {
    let teasers = find(outline);
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
