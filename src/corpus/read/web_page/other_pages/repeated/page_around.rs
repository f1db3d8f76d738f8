//! What stands on a page around the elements that are repeated for its articles.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::fields::tells_publication;
use super::{MAX_FIELD, Repeated, address, is_text};
use crate::corpus::read::web_page::headline::page_title::is_site_name;
use crate::corpus::read::web_page::lines::{Line, heading_level};
use crate::corpus::read::web_page::other_pages::several::COLLECTIONS;
use crate::corpus::read::web_page::outline::Outline;
use crate::corpus::read::web_page::published::dates::first_in;
use crate::corpus::read::web_page::text::letters;
use crate::text::pattern;

/// The articles hold at least this share of the letters of the page that are not links: two thirds.
const SHARE: (usize, usize) = (2, 3);

/// The head of an issue is among this many lines at the top of its page.
const MAX_LINES_OF_TOP: usize = 40;

/// What may stand above the articles of a page beside its own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing.
    Nothing,
    /// A heading that names the collection.
    Title,
    /// The head of the issue that all of them are of.
    Issue,
}

/// The lines of a page.
pub(super) struct Lines {
    /// All of them in order.
    pub all: Vec<Line>,
    /// How many letters that are no links stand before each, and before the end of the page.
    own: Vec<usize>,
}

impl Lines {
    /// Counts the letters of lines.
    pub fn of(all: Vec<Line>) -> Self {
        let mut own = Vec::with_capacity(all.len() + 1);
        let mut sum = 0;
        own.push(sum);
        for line in &all {
            if !line.furniture {
                sum += line.letters.saturating_sub(line.linked);
            }
            own.push(sum);
        }
        Lines { all, own }
    }

    /// The lines within these nodes.
    pub fn of_nodes(&self, nodes: &Range<usize>) -> &[Line] {
        let before = |node: usize| self.all.partition_point(|line| line.node < node);
        self.all.get(before(nodes.start)..before(nodes.end)).unwrap_or_default()
    }

    /// The letters of the lines within these nodes.
    fn within(&self, nodes: &Range<usize>) -> usize {
        let before = |node: usize| self.own[self.all.partition_point(|line| line.node < node)];
        before(nodes.end).saturating_sub(before(nodes.start))
    }
}

/// The lines of the page above the first and behind that which no element of the group holds. None where the page is not theirs: it holds
/// other texts, a headline of higher rank that may not stand there, or, above them, the day or the writer of an article of which they are
/// the parts. The head of an issue, where the page shows one, tells the day and the paper of all of them.
pub(super) fn around(outline: &Outline<'_>, lines: &Lines, group: &[Repeated], head: Head) -> Option<[Vec<String>; 2]> {
    let held: usize = group.iter().map(|own| lines.within(&own.nodes)).sum();
    let whole = lines.own.last().copied().unwrap_or_default();
    if held * SHARE.1 < whole * SHARE.0 {
        return None;
    }
    let is_inside = |node: usize| {
        let next = group.partition_point(|own| own.nodes.start <= node);
        next > 0 && node < group[next - 1].nodes.end
    };
    let headline = group.first().and_then(|own| outline.element(own.headline));
    // Below headlines that no heading marks, every heading is one of higher rank.
    let level = headline.map(|element| heading_level(element.name())).filter(|level| *level > 0).unwrap_or(u8::MAX);
    let first = group.first().map_or(0, |own| own.nodes.start);
    let (mut is_collection, mut has_title) = (false, false);
    for (at, element) in outline.elements() {
        let node = &outline.nodes[at];
        let is_higher = (1..level).contains(&heading_level(element.name()));
        if is_higher && !node.silent && !node.furniture && !is_inside(at) {
            let label = outline.label(at);
            let names_collection = COLLECTIONS.iter().any(|end| label.ends_with(end));
            let is_title = head == Head::Title && at < first && !has_title;
            has_title |= is_title;
            if !names_collection && !names_page(outline, at, &label) && !is_title {
                return None;
            }
            is_collection |= names_collection;
        }
    }
    let mut outside = [Vec::new(), Vec::new()];
    for line in lines.all.iter().filter(|line| !line.furniture && !line.is_linked() && !is_inside(line.node)) {
        let is_above = line.node < first;
        let is_head = || is_above && !is_collection && line.heading == 0 && tells_publication(&line.text);
        if is_text(line) && !line.is_statement() && !is_word_to_reader(&line.text) || head != Head::Issue && is_head() {
            return None;
        }
        outside[usize::from(!is_above)].push(line.text.clone());
    }
    Some(outside)
}

/// Whether a line is a word of those who sent the articles to their readers: “各位老师：本周剪报共五篇，请查收。”
fn is_word_to_reader(line: &str) -> bool {
    /// The longest one, in letters.
    const MAX_WORD: usize = 90;
    const BEGINNINGS: [&str; 7] = ["各位", "您好", "您收到", "本邮件", "此邮件", "现将", "以下是"];
    const WORDS: [&str; 3] = ["请查收", "供参考", "退订"];
    letters(line) <= MAX_WORD
        && (BEGINNINGS.iter().any(|word| line.starts_with(word)) || WORDS.iter().any(|word| line.contains(word)))
}

/// The day and the paper of the issue whose head stands above the elements: “《兰河周刊》2024年第16期　2024年4月22日出版”.
pub(super) fn issue_above(lines: &Lines, group: &[Repeated]) -> Option<(Date, String)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:《(?P<quoted>\p{Han}{2,12})》|(?P<paper>\p{Han}{2,12}?))\s*(?P<behind>(?:总?第\s*\d|(?:19|20)\d{2}).*)$",
        )
    });
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"第\s*\d{1,4}\s*期"));
    let first = group.first()?.nodes.start;
    // A page may repeat thousands of elements, so that only its top is looked at for each.
    let top = lines.all.iter().take(MAX_LINES_OF_TOP).take_while(|line| line.node < first);
    top.filter(|line| line.letters <= MAX_FIELD && line.text.contains('期'))
        .filter_map(|line| {
            let found = FORM.captures(line.text.trim())?;
            // The head of a single article tells its writer.
            let tells_writer = ["文/", "文／", "作者", "记者"].iter().any(|word| line.text.contains(word));
            let is_issue = NUMBER.is_match(&found["behind"]) && !tells_writer;
            let paper = found.name("quoted").or_else(|| found.name("paper")).filter(|_| is_issue)?;
            Some((first_in(&found["behind"])?, paper.as_str().to_owned()))
        })
        .next()
}

/// Whether a heading is the name of the site, or of a list that the system made: it leads to the first page, or names an archive.
fn names_page(outline: &Outline<'_>, at: usize, label: &str) -> bool {
    const LISTS: [&str; 2] = ["归档", "存档"];
    label.is_empty()
        || is_site_name(label, "")
        || LISTS.iter().any(|word| label.contains(word))
        || address(outline, at).is_some_and(is_root)
}

/// Whether an address is that of the first page of a site.
fn is_root(address: &str) -> bool {
    let path = match address.trim().split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address.trim(),
    };
    let path = path.trim_start_matches(['.', '/']);
    path.is_empty() || ["index.", "default."].iter().any(|name| path.starts_with(name) && !path.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_pages_of_sites() {
        for address in ["/", "./", "", "https://lanhe.example", "https://lanhe.example/", "../index.html", "/index.php"]
        {
            assert!(is_root(address), "{address}");
        }
        for address in ["/archives/12", "https://lanhe.example/a.html", "#", "/a/index.html"] {
            assert!(!is_root(address), "{address}");
        }
    }
}
