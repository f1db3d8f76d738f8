//! Elements that a page repeats, and the headline of each.

use std::collections::HashMap;
use std::ops::Range;

use scraper::node::Element;

use super::page_around::Lines;
use super::{MAX_FIELD, MIN_ARTICLES, MIN_HEADLINE, MIN_OF_PAPERS, MIN_TEXT_OF_PAPER, Repeated, fields, is_text};
use crate::corpus::read::web_page::lines::{Line, heading_level};
use crate::corpus::read::web_page::outline::{Content, Outline, block_of};
use crate::corpus::read::web_page::text::{ends_sentence, letters};

/// The longest headline that no heading marks, in letters.
const MAX_HEADLINE: usize = 50;
/// A headline that no heading marks is one of the first lines of its element.
const MAX_LINES_ABOVE: usize = 5;

/// The elements of one name and class within the same element, each with a headline of the same rank and none above that.
pub(super) fn groups(outline: &Outline<'_>) -> Vec<Vec<Repeated>> {
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
        let place = *places.entry((node.parent, element.name(), class(element))).or_insert(groups.len());
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

/// The first class of an element without its number: systems number the elements by their classes, “post-12 post”.
fn class(element: &Element) -> &str {
    let class = element.attr("class").and_then(|class| class.split_whitespace().next()).unwrap_or_default();
    class.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The elements of one name and class within the same element, each of which holds as much text as an article does.
pub(super) fn repeated_texts(outline: &Outline<'_>) -> Vec<Vec<usize>> {
    const NAMES: [&str; 7] = ["div", "li", "section", "article", "table", "tr", "dl"];
    // How many letters stand before each node, and before the end of the page.
    let mut before = Vec::with_capacity(outline.nodes.len() + 1);
    let mut sum = 0;
    before.push(sum);
    for node in &outline.nodes {
        if let Content::Text(text) = node.content
            && !node.silent
            && !node.furniture
        {
            sum += letters(text);
        }
        before.push(sum);
    }
    let mut places: HashMap<(usize, &str, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, element) in outline.elements().filter(|(_, element)| NAMES.contains(&element.name())) {
        let node = &outline.nodes[at];
        if node.silent || node.furniture || before[node.end] - before[at] < MIN_TEXT_OF_PAPER {
            continue;
        }
        let place = *places.entry((node.parent, element.name(), class(element))).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(at);
    }
    groups.retain(|group| group.len() >= MIN_OF_PAPERS);
    groups
}

/// These elements, each with the line that is its headline, though no heading marks it; none where the headlines do not all stand in
/// elements of one form. An element before the first headline or behind the last may hold a word to the reader.
pub(super) fn with_headlines(outline: &Outline<'_>, lines: &Lines, group: &[usize]) -> Option<Vec<Repeated>> {
    // What several elements begin with is the name of a section.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for &at in group {
        for line in lines.of_nodes(&(at..outline.nodes[at].end)).iter().take(MAX_LINES_ABOVE) {
            *counts.entry(line.text.as_str()).or_default() += 1;
        }
    }
    let is_section = |line: &Line| counts.get(line.text.as_str()).is_some_and(|count| *count > 1);
    let headline = |&at: &usize| unmarked_headline(lines, at..outline.nodes[at].end, &is_section);
    let headlines: Vec<Option<usize>> = group.iter().map(headline).collect();
    let first = headlines.iter().position(Option::is_some)?;
    let last = headlines.iter().rposition(Option::is_some)?;
    let within = group[first..=last].iter().zip(&headlines[first..=last]);
    let repeated = |(&at, headline): (&usize, &Option<usize>)| {
        Some(Repeated { nodes: at..outline.nodes[at].end, headline: (*headline)? })
    };
    let found: Vec<Repeated> = within.map(repeated).collect::<Option<_>>()?;
    let form = |own: &Repeated| {
        let block = block_of(outline, own.headline);
        outline.element(block).map(|element| (element.name(), class(element), block == own.nodes.start))
    };
    let are_alike = found.windows(2).all(|pair| form(&pair[0]) == form(&pair[1]));
    (found.len() >= MIN_OF_PAPERS && are_alike).then_some(found)
}

/// The first run of text of the line that is the headline of an element: the first that tells neither day nor paper.
fn unmarked_headline(lines: &Lines, nodes: Range<usize>, is_section: &dyn Fn(&Line) -> bool) -> Option<usize> {
    let is_about = |line: &Line| line.letters <= MAX_FIELD && fields::tells_publication(&line.text);
    let is_mark = |line: &Line| !line.text.chars().any(char::is_alphabetic);
    let own = lines.of_nodes(&nodes).iter().filter(|line| !line.furniture && !is_mark(line));
    let line = own.take(MAX_LINES_ABOVE).find(|line| !is_about(line) && !is_section(line))?;
    let is_headline = (MIN_HEADLINE..=MAX_HEADLINE).contains(&line.letters)
        && line.heading == 0
        && !is_text(line)
        && !(ends_sentence(&line.text) && line.text.ends_with(['。', '；']));
    is_headline.then_some(line.node)
}

/// The parts of elements that hold nothing but articles, each from a headline up to the next: the headlines are headings, or elements of one
/// class.
pub(super) fn below_headlines(outline: &Outline<'_>) -> Vec<Vec<Repeated>> {
    const NAMES: [&str; 3] = ["p", "div", "li"];
    let mut places: HashMap<(usize, &str, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, element) in outline.elements() {
        let is_heading = heading_level(element.name()) > 0;
        let node = &outline.nodes[at];
        // Text in plain paragraphs is longer, and shows no class of its own.
        if !(is_heading || NAMES.contains(&element.name()) && !class(element).is_empty())
            || node.silent
            || node.furniture
        {
            continue;
        }
        let place = *places.entry((node.parent, element.name(), class(element))).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(at);
    }
    let is_headline = |at: &usize| (MIN_HEADLINE..=MAX_HEADLINE).contains(&letters(&outline.label(*at)));
    groups.retain(|group| group.len() >= MIN_ARTICLES && group.iter().all(is_headline));
    let parts = |group: Vec<usize>| {
        let end = group.first().map_or(0, |&at| outline.nodes[outline.nodes[at].parent].end);
        let ends: Vec<usize> = group.iter().skip(1).copied().chain([end]).collect();
        group.into_iter().zip(ends).map(|(at, end)| Repeated { nodes: at..end, headline: at }).collect()
    };
    groups.into_iter().map(parts).collect()
}
