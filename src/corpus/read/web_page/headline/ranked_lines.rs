//! Headlines of several lines whose elements bear one name with the rank of the line as its number, as the systems of digital papers name
//! them: “font02”, “font01”, “font02”.

use std::sync::LazyLock;

use regex::Regex;
use scraper::node::Element;

use super::headline_place::MAX_LENGTH;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::outline::Outline;
use crate::corpus::read::web_page::published::dates::first_in;
use crate::corpus::read::web_page::wording::{author_of, is_editor_line, is_head_line};
use crate::text::pattern;

/// The main line stands within this many lines of the text.
const FARTHEST: usize = 12;

/// The element with the name stands at most this many elements around the line.
const MAX_AROUND: usize = 4;

/// A headline has at most this many lines.
const MAX_PARTS: usize = 4;

/// A line of a headline has at least this many letters.
const MIN_LETTERS: usize = 4;

/// What the name of the element around a line tells: its beginning, and the rank of the line.
#[derive(Debug)]
struct Ranked {
    stem: String,
    rank: u32,
}

/// The name of the innermost element around a line that has a rank.
fn ranked(outline: &Outline<'_>, line: &Line, digital_paper: bool) -> Option<Ranked> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(title|font|bt|tit|biaoti)0?([1-4])$"));
    let of_element = |element: &Element| {
        let names = element.attr("class").unwrap_or_default().split_whitespace().chain(element.attr("id"));
        names.map(str::to_ascii_lowercase).find_map(|name| {
            let found = FORM.captures(&name)?;
            Some(Ranked { stem: found[1].to_owned(), rank: found[2].parse().ok()? })
        })
    };
    let around = std::iter::successors(Some(line.node), |node| Some(outline.nodes[*node].parent)).skip(1);
    let name = around.take(MAX_AROUND).filter_map(|node| outline.element(node)).find_map(of_element)?;
    // Other pages name letters of every kind so.
    (digital_paper || name.stem == "title").then_some(name)
}

/// Whether a line may belong to a headline; it does not, if it names who wrote or edited the article.
fn may_be_part(line: &Line) -> bool {
    static WRITERS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:记者|通讯员|评论员|特约撰稿|摄影|实习生)(?:[\s:：/]|$)|[文图]/|[■□●]"));
    (MIN_LETTERS..=MAX_LENGTH / 2).contains(&line.letters)
        && !line.furniture
        && !line.is_linked()
        && !line.text.ends_with('。')
        && !is_head_line(&line.text)
        && !is_editor_line(&line.text)
        && !are_persons(&line.text)
        && author_of(&line.text).is_none()
        && !WRITERS.is_match(&line.text)
        && first_in(&line.text).is_none()
}

/// The line beside another one, where both are parts of one headline.
pub(in crate::corpus::read::web_page) fn beside(
    outline: &Outline<'_>,
    lines: &[Line],
    at: usize,
    near: Option<usize>,
    digital_paper: bool,
) -> Option<String> {
    let line = lines.get(near?).filter(|line| may_be_part(line))?;
    let other = ranked(outline, line, digital_paper)?;
    let own = ranked(outline, lines.get(at)?, digital_paper)?;
    // Where nothing else bears the name, several lines may be of one rank.
    let are_parts = own.stem == other.stem && (own.rank != other.rank || own.stem == "title");
    are_parts.then(|| line.text.clone())
}

/// The main line of the headline of a digital paper that stands nearest above the text: of several lines the only bold one, or that of the
/// first rank.
pub(super) fn main_line(outline: &Outline<'_>, lines: &[Line], body_start: usize) -> Option<usize> {
    let end = body_start.min(lines.len());
    let name = |at: usize| ranked(outline, &lines[at], true).filter(|_| may_be_part(&lines[at]));
    let last = (end.saturating_sub(FARTHEST)..end).rev().find(|&at| name(at).is_some())?;
    let stem = name(last)?.stem;
    let parts: Vec<(usize, u32)> = (0..=last)
        .rev()
        .map_while(|at| name(at).filter(|name| name.stem == stem).map(|name| (at, name.rank)))
        .take(MAX_PARTS)
        .collect();
    let only = |found: Vec<usize>| if let [one] = found[..] { Some(one) } else { None };
    let bold = only(parts.iter().filter(|(at, _)| lines[*at].bold).map(|(at, _)| *at).collect());
    let first = parts.iter().map(|(_, rank)| *rank).min()?;
    // Of several lines of one rank none is known to be the main one.
    bold.or_else(|| only(parts.iter().filter(|(_, rank)| *rank == first).map(|(at, _)| *at).collect()))
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::corpus::read::web_page::lines::lines as lines_of;

    fn found(rows: &[(&str, &str)]) -> Option<(usize, Option<String>, Option<String>)> {
        let row = |(name, text): &(&str, &str)| format!("<tr><td class={name}>{text}</td></tr>");
        let rows: String = rows.iter().map(row).collect();
        let page = Html::parse_document(&format!("<table>{rows}</table><p>昨日，三个项目集中签约。</p>"));
        let outline = Outline::new(&page);
        let lines = lines_of(&outline);
        let at = main_line(&outline, &lines, lines.len() - 1)?;
        let near = |near| beside(&outline, &lines, at, near, true);
        Some((at, near(at.checked_sub(1)), near(Some(at + 1))))
    }

    #[test]
    fn the_main_line_is_bold_or_of_the_first_rank() {
        let (kicker, title, deck) = ("招商推介会举行", "兰河新区三个项目集中签约", "首批企业年内投产");
        let whole = Some((1, Some(kicker.to_owned()), Some(deck.to_owned())));
        let bold = format!("<b>{title}</b>");
        assert_eq!(found(&[("font02", kicker), ("font01", title), ("font02", deck)]), whole);
        assert_eq!(found(&[("bt1", kicker), ("bt2", &bold), ("bt1", deck), ("bt1", "方舟")]), whole);
        assert_eq!(found(&[("font01", title), ("font02", "本报记者 方舟")]), Some((0, None, None)));
        assert_eq!(found(&[("font01", title), ("font01", deck)]), None);
        assert_eq!(found(&[("big", title), ("small", deck)]), None);
    }
}
