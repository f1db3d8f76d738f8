//! The lines of a page as a reader sees them.

use std::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;
use scraper::node::Element;

use super::names::{BLOCK_ELEMENTS, CAPTION_NAMES, DAY_NAMES};
use super::outline::{Content, Outline, has_word};
use super::text::{ends_sentence, folded, joined, letters, punctuation};
use super::wording::{
    fields, is_control_line, is_editor_line, is_head_line, is_recommendation, is_statement, names_support,
};
use crate::corpus::page::is_caption;
use crate::corpus::read::web_page::published::dates::parted_day;
use crate::text::{is_han, pattern};

/// The letters of a part of a day that stands on a line of its own, and the nodes between two parts.
const MAX_PART: usize = 4;
const MAX_NODES_BETWEEN_PARTS: usize = 6;

/// A line of a page: the text between two block elements, or a whole heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The text, with single spaces.
    pub text: String,
    /// The place of its first run of text in the outline.
    pub node: usize,
    /// How many letters it has.
    pub letters: usize,
    /// How many of them stand in links.
    pub linked: usize,
    /// How many marks of sentences it has outside links.
    pub punctuation: usize,
    /// The level of the heading it is, from 1; 0 for other lines.
    pub heading: u8,
    /// Whether it belongs to the furniture of the page.
    pub furniture: bool,
    /// Whether it is marked as the caption of a picture.
    pub caption: bool,
    /// Whether it is centred, not bold, and nothing stands between it and a picture above it.
    pub below_picture: bool,
    /// Whether it begins in bold.
    pub bold: bool,
    /// Whether it stands in the cell of a table.
    pub cell: bool,
    /// How much it speaks for the element that holds it.
    pub value: i64,
    /// Whether it is a statement of the platform, once that was asked.
    pub statement: OnceCell<bool>,
}

impl Line {
    /// Tells whether most of the line is links.
    pub fn is_linked(&self) -> bool {
        self.linked * 2 > self.letters
    }

    /// Tells whether the line is a statement of the platform about the article. It is asked several times of every line of a page, and
    /// takes longer than most else.
    pub fn is_statement(&self) -> bool {
        *self.statement.get_or_init(|| is_statement(&self.text))
    }

    /// Tells whether the line stands below a picture as a caption does, and says what it shows or who took it.
    pub fn is_of_picture(&self) -> bool {
        self.below_picture && is_caption(&self.text)
    }
}

/// How much a line speaks for the element that holds it: its letters, if it is text; less than nothing, if it is a link
/// or a statement.
fn value(line: &Line) -> i64 {
    if line.furniture {
        return 0;
    }
    if line.is_statement() || is_recommendation(&line.text) {
        return -10;
    }
    let own = line.letters.saturating_sub(line.linked) as i64;
    if line.is_linked() {
        return -(line.linked.min(12) as i64) + if line.punctuation > 1 { own } else { 0 };
    }
    // Comments of readers stand between lines such as “举报” and “3小时前”.
    if line.letters > 1 && is_control_line(&line.text) && line.text.chars().any(is_han) {
        return -10;
    }
    let is_about = is_editor_line(&line.text) || is_head_line(&line.text) || names_support(&line.text, "");
    if is_about || fields(&line.text).is_some() {
        return -3;
    }
    let linked = 2 * line.linked as i64;
    if (line.punctuation > 0 && own >= 12) || ends_sentence(&line.text) {
        (own - linked).max(-12)
    } else if own >= 25 {
        own / 2 - linked
    } else {
        // The cells of a table of numbers speak neither way.
        if line.cell { 0 } else { -2 }
    }
}

/// What the elements around the current place say about a line.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Surroundings {
    furniture: bool,
    heading: u8,
    caption: bool,
    cell: bool,
    centred: bool,
}

/// The lines of a page in order; silent elements have none.
pub(super) fn lines(outline: &Outline<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    // The elements around the current place, each with its end and what held before it.
    let mut open: Vec<(usize, bool, Surroundings)> = Vec::new();
    let mut now = Surroundings { furniture: false, heading: 0, caption: false, cell: false, centred: false };
    let mut at = 0;
    while let Some(node) = outline.nodes.get(at) {
        while let Some(&(_, block, before)) = open.last().filter(|(end, ..)| *end <= at) {
            if block {
                finish(&mut line, &mut lines, now, before.heading > 0 && now.heading > 0);
            }
            now = before;
            open.pop();
        }
        if node.silent {
            at = node.end.max(at + 1);
            continue;
        }
        match node.content {
            Content::Text(text) => add(&mut line, text, at, node.linked),
            Content::Element(element) => {
                let name = element.name();
                let is_day = now.heading > 0 && is_day_of_heading(outline, at, element);
                let block = BLOCK_ELEMENTS.contains(&name) || node.furniture != now.furniture || is_day;
                if block {
                    finish(&mut line, &mut lines, now, now.heading > 0 && node.furniture == now.furniture && !is_day);
                }
                line.below_picture |= name == "img" && line.letters == 0;
                open.push((node.end, block, now));
                now.furniture = node.furniture;
                now.heading = if is_day { 0 } else { now.heading.max(heading_level(name)) };
                now.centred |= is_centred(element);
                line.bold |= matches!(name, "strong" | "b") && line.letters == 0;
                now.cell |= matches!(name, "td" | "th");
                now.caption |= name == "figcaption" || has_word(element, CAPTION_NAMES);
            }
            Content::Comment(_) => {}
        }
        at += 1;
    }
    finish(&mut line, &mut lines, now, false);
    with_whole_moments(lines)
}

/// Whether an element within a heading is set apart from the headline and holds nothing but the day of publication: it is small, or named
/// as a time: “三个项目签约<small>（2024年3月5日）</small>”.
fn is_day_of_heading(outline: &Outline<'_>, at: usize, element: &Element) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[（(\[【]?\s*(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[）)\]】]?$",
        )
    });
    let is_apart = matches!(element.name(), "small" | "time") || has_word(element, DAY_NAMES);
    is_apart && FORM.is_match(&outline.label(at))
}

/// Lines in which the year stands beside the day where a site sets it on a line of its own: “2024”, “05/06 09:21:33”.
fn with_whole_moments(lines: Vec<Line>) -> Vec<Line> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{2}[/-]\d{2}(?:\s+\d{2}:\d{2}(?::\d{2})?)?$"));
    let is_year = |text: &str| text.len() == 4 && text.starts_with("20") && text.bytes().all(|b| b.is_ascii_digit());
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let parts = whole.last_mut().and_then(|before| Some((day_of_parts(before, &line)?, before)));
        if let Some((day, before)) = parts {
            before.text = day;
            before.letters += line.letters;
            continue;
        }
        let follows_year = whole.last().is_some_and(|before| is_year(&before.text)) && DAY.is_match(&line.text);
        match whole.last_mut().filter(|_| follows_year) {
            Some(year) => {
                year.text = format!("{}-{}", year.text, line.text.replace('/', "-"));
                year.letters += line.letters;
            }
            None => whole.push(line),
        }
    }
    whole
}

/// The day that two lines hold in parts, one right behind the other: “07”, “2024-03”. In the cells of tables such numbers tell other things.
fn day_of_parts(before: &Line, line: &Line) -> Option<String> {
    let is_part = |line: &Line| line.letters <= MAX_PART && !line.cell && line.heading == 0;
    let are_near = line.node.saturating_sub(before.node) <= MAX_NODES_BETWEEN_PARTS;
    if !is_part(before) || !is_part(line) || !are_near {
        return None;
    }
    parted_day(&folded(&format!("{} {}", before.text, line.text))).map(|day| day.to_string())
}

/// Whether an element centres what it holds.
pub(super) fn is_centred(element: &Element) -> bool {
    let style = || element.attr("style").is_some_and(|style| style.replace(' ', "").contains("text-align:center"));
    // The alignment of a table is that of the table on the page, not of its text.
    element.name() == "center" || element.attr("align") == Some("center") && element.name() != "table" || style()
}

/// The level of a heading element.
pub(super) fn heading_level(name: &str) -> u8 {
    match name {
        "h1" | "founder-title" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        "h6" => 6,
        _ => 0,
    }
}

fn add(line: &mut Line, text: &str, at: usize, linked: bool) {
    if text.trim().is_empty() {
        line.text.push_str(if text.is_empty() { "" } else { " " });
        return;
    }
    if line.letters == 0 && line.text.trim().is_empty() {
        line.node = at;
    }
    let count = letters(text);
    line.letters += count;
    if linked {
        line.linked += count;
    } else {
        line.punctuation += punctuation(text);
    }
    if is_section_number(&line.text) && begins_name(text) {
        line.text.push(' ');
    }
    line.text.push_str(text);
}

/// Whether a text is the number that accounts set before the name of a section: “01”.
fn is_section_number(text: &str) -> bool {
    matches!(text.trim().as_bytes(), [b'0', b'1'..=b'9'])
}

/// Whether a text may be the name of a section behind its number, and no measure or part of a day.
fn begins_name(text: &str) -> bool {
    text.starts_with(|c: char| is_han(c) && !"年月日时点分秒号版期个".contains(c)) && letters(text) >= 2
}

/// Ends a line; within a heading the text goes on behind a space.
fn finish(line: &mut Line, lines: &mut Vec<Line>, now: Surroundings, goes_on: bool) {
    if goes_on {
        line.text.push(' ');
        return;
    }
    let mut done = std::mem::take(line);
    done.text = joined(&done.text);
    if done.text.is_empty() {
        line.below_picture = done.below_picture;
    } else {
        done.below_picture &= now.centred && !done.bold;
        // Some systems set day and source into the heading, behind the headline.
        if let Some(at) = Some(()).filter(|()| now.heading > 0).and_then(|()| behind_headline(&done.text)) {
            let about = done.text.split_off(at).trim().to_owned();
            done.text.truncate(done.text.trim_end().len());
            done.letters = letters(&done.text);
            let mut below = Line { letters: letters(&about), text: about, node: done.node, ..Line::default() };
            below.furniture = now.furniture;
            below.value = value(&below);
            (done.furniture, done.heading) = (now.furniture, now.heading);
            done.value = value(&done);
            lines.extend([done, below]);
            return;
        }
        (done.furniture, done.heading) = (now.furniture, now.heading);
        (done.caption, done.cell) = (now.caption, now.cell);
        done.value = value(&done);
        lines.push(done);
    }
}

/// Where the day and what follows it begin in a heading that holds more than the headline.
fn behind_headline(text: &str) -> Option<usize> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\S.{3,}?(?:\s((?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s.*(?:来源|作者|编辑|评论|点击|浏览|阅读)[:：])|\s?((?:来源|稿源|发布时间|发布日期|发布人)\s*[:：].*(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}))",
        )
    });
    FORM.captures(text)?.iter().skip(1).flatten().next().map(|about| about.start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn lines_of(html: &str) -> Vec<Line> {
        lines(&Outline::new(&Html::parse_document(html)))
    }

    #[test]
    fn block_elements_part_lines_and_headings_stay_whole() {
        let found = lines_of("<h1>项目<br>签约</h1><div>甲乡<p>乙乡</p>丙乡<br>丁<b>乡</b></div><script>戊</script>");
        let texts: Vec<&str> = found.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["项目 签约", "甲乡", "乙乡", "丙乡", "丁乡"]);
        assert_eq!(found[0].heading, 1);
    }

    #[test]
    fn the_day_in_an_element_of_its_own_is_no_part_of_the_heading() {
        let page = |inner: &str| {
            let found = lines_of(&format!("<h2>三个项目<br>签约{inner}</h2><p>招商推介会举行</p>"));
            found.into_iter().map(|line| (line.text, line.heading)).collect::<Vec<_>>()
        };
        let below = ("招商推介会举行".to_owned(), 0);
        for inner in ["<small>（2024年3月5日）</small>", "<span class=PBtime>（2024年3月5日）</span>"] {
            let day = ("（2024年3月5日）".to_owned(), 0);
            assert_eq!(page(inner), [("三个项目 签约".to_owned(), 2), day, below.clone()], "{inner}");
        }
        // A day of the headline, and a deck in small letters.
        assert_eq!(page("（2024年3月5日）")[0].0, "三个项目 签约（2024年3月5日）");
        assert_eq!(page("<small>——2024年3月5日见闻</small>")[0].0, "三个项目 签约——2024年3月5日见闻");
    }

    #[test]
    fn days_whose_parts_stand_apart_are_whole_but_in_tables() {
        for html in [
            "<div><p>07</p><p>2024-03</p></div>",
            "<ul><li>03/07<li>2024</ul>",
            "<div>2024.03</div><div>07</div>",
            "<div><p>07</p><p>Mar 2024</p></div>",
        ] {
            let texts: Vec<String> = lines_of(html).into_iter().map(|line| line.text).collect();
            assert_eq!(texts, ["2024-03-07"], "{html}");
        }
        assert_eq!(lines_of("<table><tr><td>07</td><td>2024-03</td></tr></table>").len(), 2);
        assert_eq!(lines_of("<p>第7期</p><p>2024-03</p>").len(), 2);
    }

    #[test]
    fn the_number_of_a_section_does_not_touch_its_name() {
        let text = |html: &str| lines_of(html).remove(0).text;
        assert_eq!(text("<p><span>02</span><strong>招商范围</strong></p>"), "02 招商范围");
        assert_eq!(text("<p><b>03</b>月<b>05</b>日上午</p>"), "03月05日上午");
        assert_eq!(text("<p><b>12</b>个项目</p>"), "12个项目");
    }

    #[test]
    fn furniture_and_links_are_told() {
        let found = lines_of("<div class='page-footer'>版权</div><p><a href=x>乡村</a>正文</p>");
        assert!(found[0].furniture && !found[1].furniture);
        assert_eq!((found[1].letters, found[1].linked), (4, 2));
    }
}
