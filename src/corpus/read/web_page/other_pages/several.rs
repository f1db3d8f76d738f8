//! Web pages that hold several articles whole, as some digital papers show a printed page: each below its own headline.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::page_number::page_in_line;
use crate::corpus::read::web_page::body::Body;
use crate::corpus::read::web_page::headline::page_title::is_site_name;
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::outline::{Content, Outline};
use crate::corpus::read::web_page::published::dates::first_in;
use crate::corpus::read::web_page::text::{ends_sentence, letters};
use crate::corpus::read::web_page::wording::{is_article_end, is_recommendation};
use crate::text::pattern;

/// An article has at least this many letters that are not links below its headline.
const MIN_LETTERS: usize = 60;
/// The same where the page is known to be one of an issue, which holds briefs.
const MIN_LETTERS_OF_ISSUE: usize = 24;
/// A headline has at least this many letters.
const MIN_HEADLINE: usize = 4;
/// The fewest sentences of an article that is shown whole below a headline that is a link.
const MIN_SENTENCES: usize = 2;
/// How the headings of collections end.
pub(super) const COLLECTIONS: [&str; 13] =
    ["摘编", "汇编", "剪报", "简报", "专报", "摘报", "要目", "导读", "一览", "文摘", "选编", "汇总", "选登"];
/// An article tells who reports within this many characters of its text.
const OPENING: usize = 100;
/// At least two thirds of the articles tell who reports: sections of one article do not.
const REPORTED: (usize, usize) = (2, 3);

/// One of the articles of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus::read::web_page) struct Block {
    /// Its nodes.
    pub nodes: Range<usize>,
    /// The node of its headline.
    pub headline: usize,
}

/// The articles of the page, where it holds several; else nothing. What stands before the first and behind the last is the
/// page's.
///
/// The headlines are the headings of the highest rank, so that the sections of one article below its headline are none.
///
/// Readers of feeds and web logs link the headline of each article that they show whole; indexes show beginnings.
pub(in crate::corpus::read::web_page) fn articles(outline: &Outline<'_>) -> Vec<Block> {
    let plain = headings(outline, false);
    // Below a heading of the first rank stands the one article of the page, and beside it links to others.
    let is_of_one = |at: &usize| outline.element(*at).is_some_and(|element| element.name() == "h1");
    if plain.len() > 1 || plain.iter().any(is_of_one) {
        blocks(outline, plain, false)
    } else {
        blocks(outline, headings(outline, true), true)
    }
}

/// The articles below these headings, where they are articles.
fn blocks(outline: &Outline<'_>, headings: Vec<usize>, linked: bool) -> Vec<Block> {
    if headings.len() < 2 {
        return Vec::new();
    }
    let starts: Vec<usize> = headings.iter().map(|&heading| block(outline, heading, &headings)).collect();
    let mut ends: Vec<usize> = starts[1..].to_vec();
    // The last one ends with the element that it shares with the one before, or with its own.
    let last = *starts.last().unwrap_or(&0);
    let own_end = outline.nodes[last].end;
    let is_block = !headings.contains(&last);
    ends.push(if is_block { own_end } else { outline.nodes[outline.nodes[last].parent].end });
    let ranges: Vec<Range<usize>> = starts.into_iter().zip(ends).map(|(start, end)| start..end).collect();
    let texts: Vec<String> =
        headings.iter().zip(&ranges).map(|(&at, range)| text(outline, outline.nodes[at].end..range.end)).collect();
    let reported = texts.iter().filter(|text| tells_who_reports(text)).count();
    // A page of an issue holds articles; else each has to tell who reports or where it was printed.
    let is_issue = is_page_of_issue(&text(outline, 0..ranges.first().map_or(0, |range| range.start)));
    let least = if is_issue { MIN_LETTERS_OF_ISSUE } else { MIN_LETTERS };
    let are_marked = starts_are_marked(outline, &ranges, &headings);
    // The article that a page is about is longer than what it tells of others.
    let (start, end) = (ranges.first().map_or(0, |range| range.start), ranges.last().map_or(0, |range| range.end));
    let outside = || letters(&text(outline, 0..start)) + letters(&text(outline, end..outline.nodes.len()));
    let longest = texts.iter().map(|text| letters(text)).max().unwrap_or_default();
    let are_whole = !linked || texts.iter().all(|text| is_whole(text)) && outside() <= longest;
    let are_articles = are_whole
        && texts.iter().all(|text| letters(text) >= least)
        && (is_issue || are_marked || reported >= 2 && reported * REPORTED.1 >= texts.len() * REPORTED.0);
    let blocks = ranges.into_iter().zip(headings).map(|(nodes, headline)| Block { nodes, headline });
    if are_articles { blocks.collect() } else { Vec::new() }
}

/// The body of an article with all sentences below its headline, where the article is nothing but headings, paragraphs and tables: questions
/// of an interview and rows of numbers look like lines beside a text. `lines` are those of a page that shows no other article.
pub(in crate::corpus::read::web_page) fn with_all_sentences(
    page: &Outline<'_>,
    block: &Block,
    lines: &[Line],
    body: Body,
) -> Body {
    /// The parts of a page, which may stand beside an article within its element.
    const PARTS: [&str; 9] = ["div", "section", "ul", "ol", "form", "aside", "footer", "header", "iframe"];
    /// A sentence has at least this many letters.
    const MIN_SENTENCE: usize = 6;
    let is_part =
        |content: Content<'_>| matches!(content, Content::Element(element) if PARTS.contains(&element.name()));
    if page.nodes[block.nodes.clone()].iter().any(|node| is_part(node.content)) {
        return body;
    }
    let below = page.nodes[block.headline].end..block.nodes.end;
    let is_sentence = |line: &Line| {
        let is_of_page = line.furniture || line.caption || line.is_linked();
        let is_notice = line.is_statement() || is_recommendation(&line.text) || is_article_end(&line.text);
        below.contains(&line.node)
            && line.letters >= MIN_SENTENCE
            && ends_sentence(&line.text)
            && !is_of_page
            && !is_notice
    };
    let first = lines.iter().position(is_sentence).unwrap_or(body.lines.start);
    let end = lines.iter().rposition(is_sentence).map_or(body.lines.end, |last| last + 1);
    if first >= body.lines.start && end <= body.lines.end {
        return body;
    }
    Body { lines: first.min(body.lines.start)..end.max(body.lines.end), marked: true }
}

/// Whether each article is an element of that name or bears a heading of the first rank: sections of one article do not.
fn starts_are_marked(outline: &Outline<'_>, ranges: &[Range<usize>], headings: &[usize]) -> bool {
    let is_named = |at: usize, name: &str| outline.element(at).is_some_and(|element| element.name() == name);
    ranges.iter().all(|range| is_named(range.start, "article")) || headings.iter().all(|at| is_named(*at, "h1"))
}

/// The headings of the highest rank that has any which are links or, as wanted, none, and no name of the paper.
fn headings(outline: &Outline<'_>, linked: bool) -> Vec<usize> {
    let is_headline = |at: usize| {
        let node = &outline.nodes[at];
        let label = outline.label(at);
        let is_shown = !node.silent && !node.furniture && (node.linked || has_link(outline, at)) == linked;
        is_shown
            && letters(&label) >= MIN_HEADLINE
            && !is_site_name(&label, "")
            && !COLLECTIONS.iter().any(|ending| label.ends_with(ending))
    };
    let of_rank = |rank: &str| -> Vec<usize> {
        let named = outline.elements().filter(|(_, element)| element.name() == rank);
        named.map(|(at, _)| at).filter(|&at| is_headline(at)).collect()
    };
    ["h1", "h2", "h3"].into_iter().map(of_rank).find(|headings| !headings.is_empty()).unwrap_or_default()
}

/// The outermost element that holds this heading and no other of them, which stand in the order of the page.
fn block(outline: &Outline<'_>, heading: usize, headings: &[usize]) -> usize {
    // A page may hold hundreds, so that they are not all looked at for each.
    let headings_within = |nodes: &Range<usize>| {
        let before = |place: usize| headings.partition_point(|&at| at < place);
        before(nodes.end).saturating_sub(before(nodes.start))
    };
    let mut block = heading;
    loop {
        let parent = outline.nodes[block].parent;
        let within = parent..outline.nodes[parent].end;
        if parent >= block || headings_within(&within) > 1 {
            return block;
        }
        block = parent;
    }
}

fn has_link(outline: &Outline<'_>, at: usize) -> bool {
    (at..outline.nodes[at].end).any(|at| outline.element(at).is_some_and(|element| element.name() == "a"))
}

/// The visible text of a range of nodes that is neither a link nor furniture.
fn text(outline: &Outline<'_>, range: Range<usize>) -> String {
    let nodes = outline.nodes.get(range).unwrap_or_default();
    let visible = nodes.iter().filter(|node| !(node.silent || node.furniture || node.linked));
    visible.filter_map(|node| if let Content::Text(text) = node.content { Some(text) } else { None }).collect()
}

/// Whether the text above the articles is the masthead of a printed page: a day and the number of the page.
fn is_page_of_issue(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect();
    page_in_line(&head).is_some() && first_in(&head).is_some()
}

/// Whether a text shows an article whole and not its beginning: it tells the day first, and ends as a sentence after several others.
fn is_whole(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let head: String = words.join(" ").chars().take(OPENING).collect();
    let end = text.trim_end();
    first_in(&head).is_some()
        && text.matches(['。', '！', '？']).count() >= MIN_SENTENCES
        && ends_sentence(end)
        && !end.ends_with(['…', '.'])
}

fn tells_who_reports(text: &str) -> bool {
    static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"本[报网台刊]讯|记者|通讯员|特约|作者[：:]|来源[：:]|(?:新华社|中新社|新华网|中新网|人民网).{0,16}[电讯]|报》?\s*[（(]?(?:19|20)\d\d[-年./]|(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?\s*《?\p{Han}{2,8}报",
        )
    });
    let end = text.char_indices().filter(|(_, c)| !c.is_whitespace()).nth(OPENING).map_or(text.len(), |(at, _)| at);
    REPORTER.is_match(&text[..end])
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::corpus::read::web_page::{WebPage, read_web_page};

    fn found(html: &str) -> usize {
        let page = Html::parse_document(html);
        articles(&Outline::new(&page)).len()
    }

    const REPORT: &str = "昨日，云溪县跨江大桥合龙，两岸居民盼了二十年的通道即将打通。大桥全长1860米，主跨420米，由省路桥集团承建，\
        工人们连续奋战七个月，先后攻克深水基础和大风吊装两道难关，通车后车程由一小时缩短到十分钟。";

    #[test]
    fn articles_with_headlines_of_one_rank() {
        let article = |headline: &str, by: &str| format!("<h2>{headline}</h2><p>{by}</p><p>{REPORT}</p>");
        let two = [article("跨江大桥合龙", "本报讯（记者 方一舟）"), article("果农算细账", "通讯员 梁静")];
        assert_eq!(found(&format!("<h1>云溪日报</h1><div>{}</div>", two.concat())), 2);
        assert_eq!(found(&format!("<div class=a>{}</div><div class=a>{}</div><p>版权</p>", two[0], two[1])), 2);
        // A page of an issue, whose reports nobody signs.
        let page = "<title>云溪日报</title><h1>云溪日报</h1><p>2024年3月5日 第02版：综合</p>";
        let unsigned = [article("跨江大桥合龙", ""), article("果农算细账", "")].concat();
        assert_eq!(found(&format!("{page}<div>{unsigned}</div>")), 2);
        // Sections below a headline, and sections that nobody signs.
        assert_eq!(found(&format!("<h1>跨江大桥合龙</h1><div>{}</div>", two.concat())), 0);
        assert_eq!(found(&format!("{}{}", article("一、建设历程", ""), article("二、今后打算", ""))), 0);
        assert_eq!(found(&two[0]), 0);
    }

    #[test]
    fn feeds_link_the_headlines_of_whole_articles() {
        let article = |headline: &str, day: &str, text: &str| {
            format!(
                "<div class=a><h1><a href=x>{headline}</a></h1><div>由 云溪日报 发布于 {day}</div><p>{text}</p></div>"
            )
        };
        let page = |text: &str, day: &str| {
            let articles = [article("跨江大桥合龙", day, text), article("果农算细账", day, text)].concat();
            format!("<title>阅读器</title><h2>本地新闻（2 篇）</h2>{articles}")
        };
        let two = format!("{REPORT}大桥将在年底通车。");
        assert_eq!(found(&page(&two, "2024年3月5日 08:00")), 2);
        assert_eq!(found(&page(&format!("{two}工程……"), "2024-03-05")), 0, "beginnings");
        assert_eq!(found(&page(&two, "")), 0, "without a day");
        assert_eq!(
            found(&format!("<h1>跨江大桥合龙</h1><p>{REPORT}</p>{}", page(&two, "2024-03-05"))),
            0,
            "one article"
        );
        let others = page(&two, "2024-03-05").replace("h1", "h3").replace("本地新闻（2 篇）", "跨江大桥合龙");
        assert_eq!(found(&others.replace("</h2>", &format!("</h2><p>{REPORT}{REPORT}</p>"))), 0, "others beside it");
    }

    #[test]
    fn articles_of_an_issue_hold_all_their_sentences_and_have_its_day() {
        let question = "<p>记者：灯怎么换？</p>";
        let answer = "<p>方一舟：先换老街，再换河边，居民想要多亮就装多亮。</p>";
        let interview = format!(
            "<h2>访老街换灯的人</h2><p>编者按：云溪县今年给老街换灯，效果怎样？记者走访了施工队。</p>{question}{answer}{question}{answer}"
        );
        let speech = format!("<h2>在换灯动员会上的讲话</h2><p>（2024年3月1日）</p><p>{REPORT}</p>");
        let report = |headline: &str| format!("<h2>{headline}</h2><p>{REPORT}</p>");
        let html = format!(
            "<title>云溪日报 2024-03-05</title><h1>云溪日报</h1><p>2024年3月5日 第02版：综合</p><div>{interview}{speech}{}{}</div>",
            report("跨江大桥合龙"),
            report("果农算细账")
        );
        let WebPage::Articles(articles) = read_web_page(&html, "a.html") else { panic!("there are articles") };
        assert_eq!(articles.len(), 4);
        assert_eq!(articles[0].paragraphs.len(), 5, "{:?}", articles[0].paragraphs);
        let days: Vec<String> = articles.iter().map(|a| a.date.map(|d| d.to_string()).unwrap_or_default()).collect();
        assert_eq!(days, ["2024-03-05"; 4]);
    }

    #[test]
    fn many_articles_are_parted_at_their_own_elements() {
        let article =
            |at: usize| format!("<article><h2>跨江大桥第{at}段合龙</h2><p>本报讯</p><p>{REPORT}</p></article>");
        let html: String = (0..300).map(article).collect();
        let page = Html::parse_document(&html);
        let outline = Outline::new(&page);
        let blocks = articles(&outline);
        assert_eq!(blocks.len(), 300);
        let is_article = |at: usize| outline.element(at).is_some_and(|element| element.name() == "article");
        assert!(blocks.iter().all(|block| is_article(block.nodes.start)));
    }
}
