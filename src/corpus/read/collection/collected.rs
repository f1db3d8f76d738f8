//! Text files that hold many articles in a form that shows where each begins.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::collection::{
    addressed, alerts, clippings, compilation, dated_lines, headline_lines, headline_list, issue, joined_files, lists,
    marked_contents, messages, press_reprints, press_summary, ruled_articles, short_news,
};
use crate::corpus::read::labelled;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The articles of a text of such a form; none where the text has none of these forms.
pub(in crate::corpus::read) fn collected(text: &str) -> Option<Collected> {
    let lines = TextLines::of(text);
    joined_files::read(&lines)
        .or_else(|| labelled::exported(&lines))
        .or_else(|| labelled::citations(&lines))
        .or_else(|| labelled::records(&lines))
        .or_else(|| alerts::read(&lines))
        .or_else(|| clippings::read(&lines))
        .or_else(|| messages::read(&lines))
        .or_else(|| dated_lines::read(&lines))
        .or_else(|| labelled::drawn(&lines))
        .or_else(|| labelled::tagged(&lines))
        .or_else(|| labelled::tagged_words(&lines))
        .or_else(|| labelled::page_and_column(&lines))
        .or_else(|| press_summary::read(&lines))
        .or_else(|| press_reprints::read(&lines))
        .or_else(|| compilation::closed(&lines))
        .or_else(|| short_news::read(&lines))
        .or_else(|| lists::read(&lines).map(with_papers))
        .or_else(|| headline_list::read(&lines))
        .or_else(|| headline_lines::read(&lines))
        .or_else(|| ruled_articles::read(&lines))
        .or_else(|| issue::read(&lines))
        .or_else(|| addressed::read(&lines))
        .or_else(|| marked_contents::read(&lines))
}

/// The paper that stands in brackets at the end of a text: “……（兰河日报）”.
pub(super) fn paper_behind(text: &str) -> Option<String> {
    static PAPER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[（(](?:据|来源[:：]?|摘自|转自)?\s*《?(\p{Han}{2,10})》?[）)]$"));
    PAPER.captures(text).map(|found| found[1].to_owned()).filter(|name| is_outlet(name))
}

/// Takes the papers from the brackets at the end of the items of a list, where most of them name one there.
fn with_papers((mut articles, around): Collected) -> Collected {
    let paper = |article: &ArticleParts| paper_behind(article.paragraphs.last().filter(|_| article.source.is_empty())?);
    let papers: Vec<Option<String>> = articles.iter().map(paper).collect();
    if 3 * papers.iter().flatten().count() >= 2 * articles.len() {
        for (article, paper) in articles.iter_mut().zip(papers) {
            article.source.push_str(&paper.unwrap_or_default());
        }
    }
    (articles, around)
}
