//! Pages of links: the index of a printed page, of an issue or of a section.

use crate::corpus::date::date_in_path;
use crate::corpus::read::web_page::WebLink;
use crate::corpus::read::web_page::body::Body;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::outline::Outline;
use crate::corpus::read::web_page::published::dates::first_in;
use crate::corpus::read::web_page::text::{joined, letters};

/// The text of a link to an article has at least this many letters.
const MIN_LINK_LENGTH: usize = 6;

/// A list of articles with summaries has at least this many links.
const MIN_LINKS: usize = 5;

/// Below a list of links with their days at least this many letters are a text.
const MIN_TEXT: usize = 120;

/// A list of links with their days has at least this many.
const MIN_DATED_LINKS: usize = 3;

/// The number of links behind which the day of their article stands, on their line or the next.
fn dated_links(lines: &[Line]) -> usize {
    let is_day = |line: &Line| line.letters <= 12 && first_in(&line.text).is_some();
    let is_link = |line: &Line| line.letters >= 8 && line.is_linked();
    let behind = lines.windows(2).filter(|pair| is_link(&pair[0]) && is_day(&pair[1])).count();
    behind + lines.iter().filter(|line| is_link(line) && first_in(&line.text).is_some()).count()
}

/// The links of a page to articles, in order and each once.
pub(in crate::corpus::read::web_page) fn links(outline: &Outline<'_>) -> Vec<WebLink> {
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
pub(in crate::corpus::read::web_page) fn is_list(lines: &[Line], body: &Body) -> bool {
    let letters: usize = lines[body.lines.clone()].iter().filter(|line| line.value > 0).map(|line| line.letters).sum();
    // A list above what may be the foot of the page, and no headline between them.
    let above = &lines[..body.lines.start];
    // The line with day and source, below the headline of an article, follows no link.
    let is_head_line = |at: usize| {
        let line = &above[at];
        !line.is_linked() && first_in(&line.text).is_some() && !(at > 0 && above[at - 1].is_linked())
    };
    let has_headline = above.iter().any(|line| (1..=2).contains(&line.heading) && !line.is_linked())
        || (0..above.len()).any(is_head_line);
    if !body.marked && !has_headline && letters < MIN_TEXT && dated_links(above) >= MIN_DATED_LINKS {
        return true;
    }
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
