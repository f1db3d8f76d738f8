//! Papers that stand in brackets behind texts, as lists of short news name them.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The paper that stands in brackets at the end of a text: “……（兰河日报）”.
pub(super) fn paper_behind(text: &str) -> Option<String> {
    static PAPER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[（(](?:据|来源[:：]?|摘自|转自)?\s*《?(\p{Han}{2,10})》?[）)]$"));
    PAPER.captures(text).map(|found| found[1].to_owned()).filter(|name| is_outlet(name))
}

/// Takes the papers from the brackets at the end of the items of a list, where most of them name one there.
pub(super) fn with_papers_behind((mut articles, around): Collected) -> Collected {
    let paper = |article: &ArticleParts| paper_behind(article.paragraphs.last().filter(|_| article.source.is_empty())?);
    let papers: Vec<Option<String>> = articles.iter().map(paper).collect();
    if 3 * papers.iter().flatten().count() >= 2 * articles.len() {
        for (article, paper) in articles.iter_mut().zip(papers) {
            article.source.push_str(&paper.unwrap_or_default());
        }
    }
    (articles, around)
}
