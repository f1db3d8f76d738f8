//! Pages of links: the index of a printed page, of an issue or of a section.

use super::WebLink;
use super::body::Body;
use super::lines::Line;
use super::outline::Outline;
use super::text::{joined, letters};
use crate::corpus::date::date_in_path;

/// The text of a link to an article has at least this many letters.
const MIN_LINK_LENGTH: usize = 6;

/// A list of articles with summaries has at least this many links.
const MIN_LINKS: usize = 5;

/// The links of a page to articles, in order and each once.
pub(super) fn links(outline: &Outline<'_>) -> Vec<WebLink> {
    let mut seen = std::collections::HashSet::new();
    let mut links = Vec::new();
    for (at, element) in outline.elements() {
        let node = &outline.nodes[at];
        if element.name() != "a" || node.silent {
            continue;
        }
        let (text, address) = (joined(&outline.raw_text(at, node.end)), element.attr("href").unwrap_or_default());
        if letters(&text) >= MIN_LINK_LENGTH && seen.insert((text.clone(), address.to_owned())) {
            links.push(WebLink { text, address: address.to_owned(), date: date_in_path(address) });
        }
    }
    links
}

/// Tells whether what was found as a text is a list of links with summaries.
pub(super) fn is_list(lines: &[Line], body: &Body) -> bool {
    let lines = &lines[body.lines.clone()];
    let links = lines.iter().filter(|line| !line.furniture && line.is_linked() && line.letters >= 8).count();
    let (mut texts, mut run, mut longest) = (0, 0, 0);
    for line in lines.iter().filter(|line| !line.furniture) {
        if line.value > 0 {
            (texts, run) = (texts + 1, run + 1);
            longest = longest.max(run);
        } else if line.is_linked() {
            run = 0;
        }
    }
    !body.marked && links >= MIN_LINKS && links * 10 >= texts * 7 && longest < 3
}
