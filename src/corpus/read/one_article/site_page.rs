//! Whole pages of a site that were saved as text, Markdown or a document: menus stand above the article, and lists of other articles below it.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::sections::is_section_of_site;
use crate::corpus::read::markup::markdown::plain;
use crate::corpus::read::one_article::head::headline::{is_candidate, is_outlet};
use crate::corpus::read::one_article::marks::navigation::is_navigation;
use crate::corpus::read::one_article::marks::page_marks::{is_above_text, leads_on};
use crate::corpus::read::web_page::is_editor_line;
use crate::text::pattern;

/// The head line is looked for among this many lines; the menus of portals have some hundred entries.
const TOP: usize = 1500;
/// The most letters of an entry of a menu that nothing marks as one.
const MAX_ENTRY: usize = 12;
/// At least this many links above a headline are a menu.
const MIN_LINKS: usize = 3;
/// The fewest entries of a menu whose entries are items of a list, and how many of them are known to lead through a site.
const MIN_ITEMS: usize = 6;
const MIN_KNOWN_ITEMS: usize = 2;
/// The same for a menu whose entries nothing marks.
const MIN_PLAIN: usize = 12;
const MIN_KNOWN_PLAIN: usize = 4;
/// The letters of a headline, and of the further lines of one.
const MIN_HEADLINE: usize = 6;
const MIN_FURTHER_LINE: usize = 9;
const MAX_HEADLINE_LINES: usize = 3;
/// A sentence of at least this many letters is text; one that ends as headlines do has more.
const MIN_TEXT: usize = 12;
const MIN_LONG_TEXT: usize = 40;
/// The text begins within this many lines of the head line: buttons stand between.
const MAX_TO_TEXT: usize = 60;
/// This many links, or items of lists, without a sentence between them are no part of the text.
const MAX_LINKS_IN_TEXT: usize = 5;
const MAX_ITEMS_IN_TEXT: usize = 10;
/// This many lines without a sentence at the end of the file are a list of links, and nine in ten of them are this short.
const MIN_LIST_BELOW: usize = 20;
const MAX_LISTED: usize = 20;
/// A further article has its text within this many lines of its head line.
const MAX_TO_FURTHER_TEXT: usize = 12;
/// The longest line that names the editor, in characters.
const MAX_EDITOR_LINE: usize = 80;

/// How a line is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It holds a link and nothing else.
    Link,
    /// It is an item of a list.
    Item,
    /// By nothing.
    Nothing,
}

/// A line of the page.
#[derive(Debug, Clone)]
struct Shown {
    /// Its place among all lines.
    at: usize,
    /// What a reader sees of it.
    text: String,
    mark: Mark,
}

/// A line of the article of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus::read) struct LineOfArticle {
    /// Its place among the lines of the page.
    pub at: usize,
    /// What a reader sees of it, for the lines above the text, whose links only lead elsewhere.
    pub head: Option<String>,
}

/// The lines of the article in a page of a site, from its headline to the end of its text; none where the lines are no such page, or hold a
/// further article.
pub(in crate::corpus::read) fn article_of_page(lines: &[&str]) -> Option<Vec<LineOfArticle>> {
    let mut shown = down_to_head(lines)?;
    let head = shown.len().checked_sub(1)?;
    let start = headline_above(&shown[..head])?;
    if !are_menus(&shown[..start]) {
        return None;
    }
    let below = shown[head].at + 1;
    shown.extend(lines.iter().enumerate().skip(below).filter_map(|(at, line)| shown_line(at, line)));
    let text = (head + 1..shown.len()).take(MAX_TO_TEXT).find(|&at| is_text(&shown[at]))?;
    let end = end_of_text(&shown, text);
    let is_head = |at: usize| tells_issue(&shown[at].text);
    let has_text = |at: usize| shown[at + 1..].iter().take(MAX_TO_FURTHER_TEXT).any(is_text);
    if (text + 1..shown.len()).any(|at| is_head(at) && has_text(at)) {
        return None;
    }
    // Between the headline and the text stand buttons of the page, often as items of lists, and editors are named.
    let is_of_page = |line: &&Shown| {
        let is_button = || line.at > shown[head].at && is_above_text(&line.text);
        let is_item = || line.mark != Mark::Nothing && letter_count(&line.text) <= MAX_ENTRY;
        is_editor_line(&line.text) || (is_button() || is_item()) && !may_be_head(&line.text)
    };
    // The source may be a link on a line of its own, below its label or the moment.
    let names_source = |at: usize| at > start && awaits_source(&shown[at - 1].text) && is_outlet(&shown[at].text);
    let above = (start..text).filter(|&at| names_source(at) || !is_of_page(&&shown[at])).map(|at| &shown[at]);
    let head_lines = above.map(|line| LineOfArticle { at: line.at, head: Some(line.text.clone()) });
    let last = shown[end - 1].at;
    let text_lines = (shown[text].at..=last).map(|at| LineOfArticle { at, head: None });
    Some(head_lines.chain(text_lines).collect())
}

/// The lines of a page down to the first head line, those with something on them. None where a text stands above it: most files begin with
/// theirs, so that nothing is read below it.
fn down_to_head(lines: &[&str]) -> Option<Vec<Shown>> {
    let mut shown = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(line) = shown_line(at, line) else { continue };
        let is_head = tells_issue(&line.text);
        if !is_head && is_text(&line) || shown.len() >= TOP {
            return None;
        }
        shown.push(line);
        if is_head {
            return Some(shown);
        }
    }
    None
}

/// What a reader sees of a line; none of one that is blank, drawn or a picture.
fn shown_line(at: usize, line: &str) -> Option<Shown> {
    static LIST_MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[*+•·–○●▪-]\s+|[•▪]|[*+•·–-]$)"));
    static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"!?\[[^\[\]]*\]\((?:\\.|[^()\\]|\([^()]*\))*\)"));
    let line = line.trim();
    if line.is_empty() {
        return None;
    }
    let item = LIST_MARK.find(line).map_or("", |mark| mark.as_str());
    let content = line[item.len()..].trim_start_matches('#').trim();
    let text = plain(content).replace(['*', '_'], "").trim().to_owned();
    let letters = letter_count(&text);
    if letters == 0 {
        return (!item.is_empty()).then_some(Shown { at, text: String::new(), mark: Mark::Item });
    }
    // What leads to a place in the same file is its contents; a headline may lead to where it was taken from.
    let is_link = || {
        let beside = letter_count(&LINK.replace_all(content, ""));
        let may_be = content.contains("](") && !content.contains("](#") && !line.starts_with("# ");
        may_be && (beside <= 2 || 5 * beside <= letters) && !may_be_head(&text)
    };
    let mark = if is_link() {
        Mark::Link
    } else if item.is_empty() {
        Mark::Nothing
    } else {
        Mark::Item
    };
    Some(Shown { at, text, mark })
}

/// Whether a line tells the day with a label, a time or the source beside it.
fn tells_issue(text: &str) -> bool {
    head_line::parse(text).is_some_and(|head| head.strength() == Strength::Strong) && !is_navigation(text)
}

/// Whether the source may stand on the line below: a line ends in its label, or tells the moment and no source.
pub(super) fn awaits_source(text: &str) -> bool {
    head_line::parse(text).is_some_and(|head| head.source.is_empty() && (head.pending || head.time))
}

/// Whether a line tells anything that head lines tell, or names it.
fn may_be_head(text: &str) -> bool {
    head_line::parse(text).is_some_and(|head| {
        let is_labelled = head.source_label || head.date_label || head.pending;
        is_labelled || head.date.is_some() || !head.source.is_empty() || !head.byline.is_empty()
    })
}

/// The first line of the headline that stands above the head lines. What else tells of the article, and buttons, may stand between.
fn headline_above(above: &[Shown]) -> Option<usize> {
    let is_between = |line: &Shown| {
        may_be_head(&line.text)
            || is_above_text(&line.text)
            || is_editor_line(&line.text)
            || letter_count(&line.text) < 4
    };
    let end = above.iter().rposition(|line| !is_between(line))? + 1;
    let fits = |(at, line): &(usize, &Shown)| {
        let least = if *at == 0 { MIN_HEADLINE } else { MIN_FURTHER_LINE };
        line.mark == Mark::Nothing
            && letter_count(&line.text) >= least
            && is_candidate(&line.text)
            && !leads_through_site(&line.text)
    };
    let count = above[..end].iter().rev().enumerate().take(MAX_HEADLINE_LINES).take_while(fits).count();
    (count > 0).then_some(end - count)
}

/// Whether a line leads through a site or names its sections.
fn leads_through_site(text: &str) -> bool {
    is_navigation(text)
        || text.split([' ', '/', '|', '\u{3000}']).all(|entry| entry.is_empty() || is_section_of_site(entry))
}

/// Whether the lines above a headline are the menus of a site.
fn are_menus(lines: &[Shown]) -> bool {
    let count = |mark: Mark| lines.iter().filter(|line| line.mark == mark).count();
    let (links, items) = (count(Mark::Link), count(Mark::Item));
    let known = lines.iter().filter(|line| !line.text.is_empty() && leads_through_site(&line.text)).count();
    let is_entry = |line: &&Shown| {
        line.mark != Mark::Nothing || letter_count(&line.text) <= MAX_ENTRY || leads_through_site(&line.text)
    };
    let entries = lines.iter().filter(is_entry).count();
    let is_marked = links >= MIN_LINKS || links + items >= MIN_ITEMS && known >= MIN_KNOWN_ITEMS;
    5 * entries >= 4 * lines.len() && (is_marked || lines.len() >= MIN_PLAIN && known >= MIN_KNOWN_PLAIN)
}

/// Whether a line is text: a sentence that no link leads away from. Headlines ask and call as well.
fn is_text(line: &Shown) -> bool {
    let (text, letters) =
        (line.text.trim_end_matches(['”', '’', '）', ')', '」', '』', '"']), letter_count(&line.text));
    let closes = text.ends_with(['。', '；']) && letters >= MIN_TEXT || text.contains('。') && letters >= 2 * MIN_TEXT;
    let calls = text.ends_with(['！', '？', '…']) && text.contains('，') && letters >= MIN_LONG_TEXT;
    line.mark != Mark::Link && (closes || calls)
}

/// The line below the article whose text begins at a line: below the editor, where one is named, else above the lists of the page.
fn end_of_text(shown: &[Shown], text: usize) -> usize {
    let mut end = text + 1;
    let (mut links, mut items) = (0, 0);
    for (at, line) in shown.iter().enumerate().skip(end) {
        if names_editor(&line.text) {
            return at + 1;
        }
        if is_text(line) {
            (end, links, items) = (at + 1, 0, 0);
            continue;
        }
        links += usize::from(line.mark == Mark::Link);
        items += usize::from(line.mark == Mark::Item);
        if links >= MAX_LINKS_IN_TEXT || items >= MAX_ITEMS_IN_TEXT {
            break;
        }
    }
    // Right below the text stand credits and the names of authors.
    let is_list = is_list_below(&shown[end..]);
    let is_of_article = |line: &&Shown| {
        line.mark == Mark::Nothing && !leads_on(&line.text) && !(is_list && letter_count(&line.text) <= MAX_LISTED)
    };
    end + shown[end..].iter().take_while(is_of_article).count()
}

/// Whether a line names the editor, perhaps behind the source: “本文来源：兰河日报　责任编辑：何晓岚”.
fn names_editor(text: &str) -> bool {
    let is_labelled = || text.contains("责任编辑：") || text.contains("责任编辑:");
    at_most(text, MAX_EDITOR_LINE) && !text.ends_with('。') && (is_editor_line(text) || is_labelled())
}

/// Whether the lines at the end of a page are a list of links: many, short ones and no sentences.
fn is_list_below(lines: &[Shown]) -> bool {
    let short = lines.iter().filter(|line| letter_count(&line.text) <= MAX_LISTED).count();
    lines.len() >= MIN_LIST_BELOW && 10 * short >= 9 * lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADLINE: &str = "云岭县夜间集市昨晚开张";
    const HEAD: &str = "2024-03-05 08:12:00 来源：云岭日报";
    const TEXT: &str = "云岭县的夜间集市昨晚开张，一百二十个摊位摆满了新修的石板街。";

    /// The lines of the article as they are read.
    fn article(lines: &[&str]) -> Option<Vec<String>> {
        let found = article_of_page(lines)?;
        Some(found.into_iter().map(|line| line.head.unwrap_or_else(|| lines[line.at].to_owned())).collect())
    }

    #[test]
    fn lists_of_links_around_an_article_are_left_out() {
        let menu = [
            "### 新闻",
            "* [要闻](http://a.example/1)",
            "* [县区](http://a.example/2)",
            "### [体育](http://a.example/3)",
        ];
        let title = format!("# {HEADLINE}");
        let head = "2024-03-05 08:12:00 来源：[云岭日报](http://a.example/4)";
        let below = ["### 热门推荐", "[风雨桥通车](http://a.example/5)", "[公园开放](http://a.example/6)"];
        let page = [&menu[..], &[title.as_str(), head, "* [微信](javascript:;)", TEXT, TEXT], &below[..]].concat();
        assert_eq!(article(&page).unwrap(), [HEADLINE, HEAD, TEXT, TEXT]);
        // A list of the contents of the file leads to its own articles.
        let contents: Vec<String> = menu.iter().map(|line| line.replace("http://a.example/", "#")).collect();
        let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
        assert_eq!(article(&[&contents[..], &page[4..]].concat()), None);
        // Below the first article stands another, or the text stands above.
        assert_eq!(article(&[&page[..], &["风雨桥今天正式通车", HEAD, TEXT]].concat()), None);
        assert_eq!(article(&[&[TEXT], &page[..]].concat()), None);
        assert_eq!(article(&page[4..]), None);
    }

    #[test]
    fn the_source_may_be_a_link_of_its_own() {
        let menu = ["* [要闻](http://a.example/1)", "* [县区](http://a.example/2)", "### [体育](http://a.example/3)"];
        let title = format!("# {HEADLINE}");
        let source = "[云岭日报](http://a.example/4)";
        for head in ["2024-03-05 08:12:00", "2024-03-05 08:12:00 来源:"] {
            let page = [&menu[..], &[title.as_str(), head, source, "* [微信](javascript:;)", TEXT, TEXT]].concat();
            assert_eq!(article(&page).unwrap(), [HEADLINE, head, "云岭日报", TEXT, TEXT]);
        }
    }

    #[test]
    fn items_and_short_lines_are_menus_where_they_name_sections() {
        let items = ["* 新闻", "* 体育", "* 财经", "* 论坛", "* 选车", "* "];
        let end = "本文来源：云岭日报 责任编辑：何晓岚";
        let of_article = [HEADLINE, HEAD, "• 微信", TEXT, end];
        let below = ["为您推荐", "* 风雨桥通车", "风雨桥昨天通车，两岸的村民从此不必再绕行三十里山路。"];
        let page = [&items[..], &of_article, &below].concat();
        assert_eq!(article(&page).unwrap(), [HEADLINE, HEAD, TEXT, end]);
        let plain: Vec<&str> = items[..5].iter().cycle().take(25).map(|item| &item[2..]).collect();
        assert_eq!(article(&[&plain[..], &of_article].concat()).unwrap(), [HEADLINE, HEAD, TEXT, end]);
        // The headlines of a digest, and a list of another kind.
        let unknown: Vec<String> = (0..25).map(|number| format!("石板街第{number}号")).collect();
        let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
        assert_eq!(article(&[&unknown[..], &of_article].concat()), None);
    }

    #[test]
    fn many_short_lines_at_the_end_are_links() {
        let items = ["* 新闻", "* 体育", "* 财经", "* 论坛", "* 选车", "* 房产"];
        let links: Vec<&str> = ["县委办公室", "县文化馆", "兰河市"].into_iter().cycle().take(30).collect();
        let page = [&items[..], &[HEADLINE, HEAD, TEXT], &links].concat();
        assert_eq!(article(&page).unwrap(), [HEADLINE, HEAD, TEXT]);
    }
}
