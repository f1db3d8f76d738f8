//! Web pages: articles of digital papers (数字报), one a page, and articles saved from news sites.
//!
//! The text is found as readers' views find it: paragraphs speak for the element that holds them, links against it
//! (after Arc90's Readability; Kohlschütter, Fankhauser & Nejdl 2010 for link density).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

use crate::corpus::page::{Furniture, Item, Page, PageContext, assemble};
use crate::corpus::{Sources, date};
use crate::error::{Error, Result};
use crate::text::is_han;

/// An article has at least so many Han characters; pages with less are indexes, galleries or empty.
const SHORTEST: usize = 20;

/// More links than this share of the characters make a list of a text.
const MOST_LINKED: f64 = 0.4;

/// Elements that never hold text of an article.
const SILENT: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "aside",
    "form",
    "select",
    "button",
    "iframe",
    "svg",
    "figcaption",
    "head",
    "textarea",
];

/// Elements that begin a new line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "section",
    "article",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "center",
    "header",
    "main",
    "hr",
    "dd",
    "dt",
    "figure",
];

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("patterns of the program are tested")
}

fn selector(text: &str) -> Option<Selector> {
    Selector::parse(text).ok()
}

/// The encoding a page says it is in: `<meta charset="gb2312">`, or in `http-equiv`.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(2048)];
    let at = memchr::memmem::find_iter(head, b"charset=").next()? + b"charset=".len();
    let rest = head[at..].trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_".contains(b)))?;
    Some(&rest[..end])
}

/// Reads a web page: one article, or none where it is an index of links.
///
/// # Errors
/// [`Error::EmptyFile`] where there is nothing but white space.
pub(super) fn read(text: &str, context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    if text.trim().is_empty() {
        return Err(Error::EmptyFile { file: context.file.into() });
    }
    let page = Html::parse_document(text);
    let root = page.root_element();
    let Some(body) = best_element(root) else {
        return Ok(assemble([], Vec::new(), context, sources));
    };
    let title = headline(&page);
    let mut paragraphs = paragraphs(body);
    // The headline often stands above the text within the same element.
    while paragraphs.first().is_some_and(|first| !title.is_empty() && squeezed(first) == squeezed(&title)) {
        paragraphs.remove(0);
    }
    let imprint = Imprint::of(&page, &paragraphs);
    let context = PageContext {
        date: context.date.or(imprint.day),
        source: context.source.or(imprint.paper.as_deref()),
        ..*context
    };
    let furniture = imprint.number.map(|number| Furniture::of(format!("第{number}版"))).into_iter().collect();
    Ok(assemble([Item { keeps_captions: false, title, paragraphs, boundary: None }], furniture, &context, sources))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn han(text: &str) -> usize {
    text.chars().filter(|&c| is_han(c)).count()
}

fn is_silent(element: ElementRef<'_>) -> bool {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(^|[-_ ])(nav|menu|foot(er)?|share|comments?|recommend|related?|relevant|copyright|crumbs?|breadcrumb|sidebar|hot|rank|banner|ad|ads|toolbar|pagination|pages?list|editor)([-_ \d]|$)",
        )
    });
    let value = element.value();
    let hidden = value.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    SILENT.contains(&value.name())
        || hidden
        || value.id().into_iter().chain(value.attr("class")).any(|name| NAMES.is_match(name))
}

/// The element whose own paragraphs hold the most text, links counting against it.
fn best_element(root: ElementRef<'_>) -> Option<ElementRef<'_>> {
    static TEXT: LazyLock<Option<Selector>> = LazyLock::new(|| {
        selector(
            "founder-content, #ozoom, #articleContent, #mdf, .rm_txt_con, .TRS_Editor, article, [itemprop=articleBody]",
        )
    });
    // What papers' own systems call the text of an article; of several the fullest.
    let named = TEXT.as_ref().and_then(|named| root.select(named).max_by_key(|element| han(&plain(*element))));
    if let Some(element) = named.filter(|element| is_text(*element)) {
        return Some(element);
    }
    // The Han characters of paragraphs and bare text, for the element they stand in.
    let mut best: Option<(f64, ElementRef<'_>)> = None;
    let mut open = vec![root];
    while let Some(element) = open.pop() {
        if is_silent(element) {
            continue;
        }
        let mut own = 0.0;
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(text), _) => own += han(text) as f64,
                (_, Some(child)) if child.value().name() == "a" => own -= han(&plain(child)) as f64,
                (_, Some(child)) if child.value().name() == "p" && !is_silent(child) => {
                    own += han(&plain(child)) as f64 - 2.0 * linked(child) as f64;
                }
                _ => {}
            }
        }
        let better = best.is_none_or(|(score, _)| own > score);
        if better && own >= SHORTEST as f64 {
            best = Some((own, element));
        }
        // The first child last, so that it is looked at first: of equals the first is taken.
        let children: Vec<ElementRef<'_>> = element.children().filter_map(ElementRef::wrap).collect();
        open.extend(children.into_iter().rev());
    }
    best.map(|(_, element)| element).filter(|element| is_text(*element))
}

fn linked(element: ElementRef<'_>) -> usize {
    static LINKS: LazyLock<Option<Selector>> = LazyLock::new(|| selector("a"));
    LINKS.as_ref().map_or(0, |links| element.select(links).map(|link| han(&plain(link))).sum())
}

fn is_text(element: ElementRef<'_>) -> bool {
    let all = han(&plain(element));
    all >= SHORTEST && (linked(element) as f64) < MOST_LINKED * all as f64
}

/// All text of an element.
fn plain(element: ElementRef<'_>) -> String {
    paragraphs(element).join("\n")
}

/// The lines of an element, as its block elements part them.
fn paragraphs(element: ElementRef<'_>) -> Vec<String> {
    enum Step<'a> {
        Enter(ElementRef<'a>),
        Text(&'a str),
        Break,
    }
    let mut lines = vec![String::new()];
    let mut steps = vec![Step::Enter(element)];
    // A stack of its own: saved pages nest deeper than a thread's.
    while let Some(step) = steps.pop() {
        match step {
            Step::Break => lines.push(String::new()),
            Step::Text(text) => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(text);
                }
            }
            Step::Enter(parent) => {
                let block = BLOCKS.contains(&parent.value().name());
                if block {
                    lines.push(String::new());
                    steps.push(Step::Break);
                }
                let inside = parent.children().filter_map(|child| match child.value() {
                    Node::Text(text) => Some(Step::Text(text)),
                    Node::Element(_) => ElementRef::wrap(child).filter(|e| !is_silent(*e)).map(Step::Enter),
                    _ => None,
                });
                let inside: Vec<Step<'_>> = inside.collect();
                steps.extend(inside.into_iter().rev());
            }
        }
    }
    let folded = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.into_iter().map(folded).filter(|line| !line.is_empty()).collect()
}

/// The value of the first meta element of these names.
fn meta(page: &Html, names: &[&str]) -> Option<String> {
    static METAS: LazyLock<Option<Selector>> = LazyLock::new(|| selector("meta[content]"));
    let metas: Vec<(String, &str)> = page
        .select(METAS.as_ref()?)
        .filter_map(|meta| {
            let name = meta.attr("name").or(meta.attr("property")).or(meta.attr("itemprop"))?;
            Some((name.to_lowercase(), meta.attr("content")?.trim()))
        })
        .collect();
    let value = |name: &&str| metas.iter().find(|(found, value)| found == name && !value.is_empty());
    names.iter().find_map(value).map(|(_, value)| (*value).to_owned())
}

/// The headline: as the paper's system marks it, else the page's only or first heading, else its title without the
/// site's name behind it.
fn headline(page: &Html) -> String {
    for wanted in ["founder-title", "h1", ".title h2, h2.title, .article h2", "h2", "h3"] {
        let found = selector(wanted).and_then(|s| {
            page.select(&s).filter(|e| !is_silent(*e)).map(|e| plain(e).replace('\n', " ")).find(|text| han(text) >= 2)
        });
        if let Some(found) = found {
            return found;
        }
    }
    let title = selector("title").and_then(|s| page.select(&s).next()).map(|e| e.text().collect::<String>());
    let title = meta(page, &["og:title", "articletitle"]).or(title).unwrap_or_default();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    title.split(['_', '|']).next().and_then(|t| t.split("--").next()).unwrap_or_default().trim().to_owned()
}

/// What a web page tells of its article beside the text.
struct Imprint {
    day: Option<Date>,
    paper: Option<String>,
    number: Option<String>,
}

impl Imprint {
    fn of(page: &Html, article: &[String]) -> Self {
        static SOURCE: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?:来源|稿源)\s*[:：]\s*([\p{Han}A-Za-z0-9]{2,16})"));
        static PAPER: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"《\s*([\p{Han}]{2,12}(?:报|晚报|日报|时报|周刊))\s*》"));
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"第?\s*([A-Z]?\d{1,3})\s*版"));
        let outside: Vec<String> = paragraphs(page.root_element())
            .into_iter()
            .filter(|line| !article.contains(line) && han(line) < 60)
            .collect();
        let first = |form: &Regex| outside.iter().find_map(|line| form.captures(line).map(|found| found[1].to_owned()));
        let published = meta(
            page,
            &[
                "publishdate",
                "pubdate",
                "article:published_time",
                "og:release_date",
                "datepublished",
                "date",
                "apub:time",
            ],
        );
        let day = published
            .and_then(|text| text.parse::<date::PartialDate>().ok().and_then(|day| day.full()))
            .or_else(|| outside.iter().find_map(|line| date::full_date(line)))
            .or_else(|| outside.iter().find_map(|line| date::date_in_path(line)));
        let paper = meta(page, &["articlesource", "contentsource", "source", "mediaid"])
            .filter(|name| han(name) >= 2)
            .or_else(|| first(&PAPER))
            .or_else(|| first(&SOURCE));
        Imprint { day, paper, number: first(&NUMBER) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        let context = PageContext { file: "content_1.htm", ..Default::default() };
        read(text, &context, &Sources::default()).unwrap()
    }

    #[test]
    fn an_article_of_a_digital_paper() {
        let found = page(
            "<html><head><title>兰河日报数字报</title></head><body><div class=nav><a href=x>首页</a> <a>往期</a></div>\
             <div>《兰河日报》（2024年03月05日 第 02 版）</div>\
             <founder-title>全市信访工作会议召开</founder-title><div id=ozoom><founder-content>\
             <P>　　本报讯 3月4日，全市信访工作会议召开。</P><P>会议要求把矛盾化解在基层。<BR>各区县负责人参加。</P>\
             </founder-content></div><div class=footer>版权所有</div></body></html>",
        );
        let article = &found.articles[0];
        assert_eq!(article.title, "全市信访工作会议召开");
        assert_eq!(
            article.text,
            "本报讯 3月4日，全市信访工作会议召开。\n会议要求把矛盾化解在基层。\n各区县负责人参加。"
        );
        assert_eq!((article.source.as_str(), article.page.as_str()), ("兰河日报", "02"));
        assert_eq!(article.date.unwrap().to_string(), "2024-03-04");
    }

    #[test]
    fn a_saved_article_of_a_news_site() {
        let found = page(
            "<html><head><meta name=publishdate content=2024-03-05><title>三个项目签约_兰河新闻网</title></head><body>\
             <ul><li><a>头条：这是一条很长很长很长很长很长很长的导航标题</a></li><li><a>另一条很长很长很长很长的标题</a></li></ul>\
             <h1>三个项目签约</h1><p>来源：兰河晚报</p><div><p>昨日，我市举行招商推介会，三个项目现场签约。</p>\
             <p>项目总投资十二亿元，涉及装备制造和农产品加工。</p></div>\
             <div class='related'><p>相关阅读：另外一条消息，写得也不短，说的是别的事情。</p></div></body></html>",
        );
        let article = &found.articles[0];
        assert_eq!(article.title, "三个项目签约");
        assert_eq!(article.text.lines().count(), 2);
        assert_eq!(article.source, "兰河晚报");
        assert_eq!(article.date.unwrap().to_string(), "2024-03-04");
    }

    #[test]
    fn an_index_has_no_article() {
        let links: String = (0..30).map(|i| format!("<li><a href={i}>第{i}条消息的标题写在这里</a></li>")).collect();
        assert!(page(&format!("<html><body><ul>{links}</ul></body></html>")).articles.is_empty());
    }

    #[test]
    fn declared_encodings() {
        assert_eq!(
            declared_encoding(b"<meta http-equiv=x content=\"text/html; charset=GB2312\">"),
            Some(&b"GB2312"[..])
        );
        assert_eq!(declared_encoding(b"<meta charset='utf-8'>"), Some(&b"utf-8"[..]));
        assert_eq!(declared_encoding(b"<html>"), None);
    }

    #[test]
    fn deep_nesting_is_read() {
        let deep = format!(
            "{}会议召开，要求把矛盾化解在基层，各区县负责人参加。{}",
            "<div>".repeat(5000),
            "</div>".repeat(5000)
        );
        assert_eq!(page(&deep).articles.len(), 1);
    }
}
