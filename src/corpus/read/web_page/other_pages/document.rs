//! Documents that are web pages within: Word saves them so, and programs give pages the names of documents. Their paragraphs are read with
//! what sets them apart, as those of other documents are.

use std::sync::LazyLock;

use regex::Regex;
use scraper::Html;
use scraper::node::Element;

use crate::corpus::read::web_page::lines::{heading_level, is_centred, lines};
use crate::corpus::read::web_page::metadata::Metadata;
use crate::corpus::read::web_page::names::BLOCK_ELEMENTS;
use crate::corpus::read::web_page::nesting::limit_nesting;
use crate::corpus::read::web_page::outline::{Content, Outline};
use crate::corpus::read::web_page::text::squeezed;
use crate::corpus::read::word::{Paragraph, ParagraphBuilder, ParagraphFormat};
use crate::text::pattern;

/// What Word writes into its pages.
const MARKS_OF_WORD: [&str; 3] = ["urn:schemas-microsoft-com:office:word", "MsoNormal", "<w:WordDocument>"];

/// The paragraphs of a page that is a document; none of a page of a site, with links or a title of its own, of one that sets nothing
/// apart, and of one whose headings have several levels, which may be those within one article.
pub(in crate::corpus::read) fn document_paragraphs(html: &str) -> Option<Vec<Paragraph>> {
    static NO_TITLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:document|untitled|microsoftword.*|(?:新建|无标题|未命名)?(?:microsoftword|wps|docx?|文字)*文[档字])?\d*(?:docx?)?$",
        )
    });
    let html = limit_nesting(html);
    let page = Html::parse_document(&html);
    let outline = Outline::new(&page);
    let is_of_word = MARKS_OF_WORD.iter().any(|mark| html.contains(mark));
    if !is_of_word && outline.nodes.iter().any(|node| node.linked) {
        return None;
    }
    let mut levels = outline.elements().map(|(_, element)| heading_level(element.name())).filter(|level| *level > 0);
    let first_level = levels.next();
    if levels.any(|level| Some(level) != first_level) {
        return None;
    }
    let paragraphs = paragraphs(&outline);
    let title = squeezed(&Metadata::of(&outline).title);
    // Word takes the first line for the title.
    let first_line = paragraphs.iter().map(|paragraph| squeezed(&paragraph.text)).find(|text| !text.is_empty())?;
    let has_title = !(NO_TITLE.is_match(&title) || is_of_word && first_line.starts_with(&title));
    let stands_out = |paragraph: &Paragraph| paragraph.emphasis.is_some() && !paragraph.text.is_empty();
    (!has_title && paragraphs.iter().any(stands_out)).then_some(paragraphs)
}

/// The lines of a page, each with the level of the heading that it is, or 0; none of a page whose headings lead to other pages.
pub(in crate::corpus::read) fn heading_lines(html: &str) -> Option<Vec<(usize, String)>> {
    let html = limit_nesting(html);
    let page = Html::parse_document(&html);
    let lines = lines(&Outline::new(&page));
    let leads_away = lines.iter().any(|line| line.heading > 0 && line.linked > 0);
    (!leads_away).then(|| lines.into_iter().map(|line| (usize::from(line.heading), line.text)).collect())
}

/// What the elements around the current place say of a paragraph and of its text.
#[derive(Clone, Copy, Default)]
struct Style {
    format: ParagraphFormat,
    bold: bool,
}

impl Style {
    /// The style within an element.
    fn within(self, element: &Element) -> Style {
        let name = element.name();
        let style = element.attr("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
        let sets = |rule: &str| style.split(';').any(|own| own.trim() == rule);
        let is_bold = matches!(name, "b" | "strong") || sets("font-weight:bold") || sets("font-weight:700");
        let is_aligned = element.attr("align").is_some() || style.contains("text-align:");
        Style {
            format: ParagraphFormat {
                heading: self.format.heading || heading_level(name) > 0,
                centred: is_centred(element) || self.format.centred && !is_aligned,
            },
            bold: (self.bold || is_bold) && !sets("font-weight:normal"),
        }
    }
}

/// The paragraphs of a page in order.
fn paragraphs(outline: &Outline<'_>) -> Vec<Paragraph> {
    let (mut paragraphs, mut builder) = (Vec::new(), ParagraphBuilder::default());
    // The elements around the current place, each with its end, whether it is a paragraph, and the style before it.
    let mut open: Vec<(usize, bool, Style)> = Vec::new();
    let mut now = Style::default();
    let mut at = 0;
    while let Some(node) = outline.nodes.get(at) {
        while let Some((_, is_block, before)) = open.pop_if(|(end, ..)| *end <= at) {
            if is_block {
                finish(&mut builder, now, &mut paragraphs);
            }
            now = before;
        }
        if node.silent {
            at = node.end.max(at + 1);
            continue;
        }
        match node.content {
            Content::Text(text) => push(&mut builder, text, now.bold),
            Content::Element(element) if element.name() == "br" => builder.push('\n', false),
            Content::Element(element) => {
                let is_block = BLOCK_ELEMENTS.contains(&element.name());
                if is_block {
                    finish(&mut builder, now, &mut paragraphs);
                }
                open.push((node.end, is_block, now));
                now = now.within(element);
            }
            Content::Comment(_) => {}
        }
        at += 1;
    }
    finish(&mut builder, now, &mut paragraphs);
    paragraphs
}

/// Adds text in which every run of white space of the source is one space, and none begins a paragraph.
fn push(builder: &mut ParagraphBuilder, text: &str, bold: bool) {
    let mut blank = builder.is_empty();
    for c in text.chars() {
        let is_blank = c.is_ascii_whitespace();
        if !(is_blank && blank) {
            builder.push(if is_blank { ' ' } else { c }, bold);
        }
        blank = is_blank;
    }
}

/// Ends the paragraph, if there is one.
fn finish(builder: &mut ParagraphBuilder, style: Style, paragraphs: &mut Vec<Paragraph>) {
    if !builder.is_empty() {
        let paragraph = builder.finish(style.format);
        paragraphs.push(Paragraph { text: paragraph.text.trim().to_owned(), ..paragraph });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::Emphasis;

    fn read(html: &str) -> Option<Vec<(String, Option<Emphasis>)>> {
        let found = document_paragraphs(html)?;
        Some(found.into_iter().map(|paragraph| (paragraph.text, paragraph.emphasis)).collect())
    }

    #[test]
    fn paragraphs_of_word_with_what_sets_them_apart() {
        let html = "<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><head><title>文档1</title></head><body>\n\
            <p class=MsoNormal align=center style=\"text-align:center\"><b><span>老街\n改造</span></b></p>\n\
            <p class=MsoNormal><b style='mso-bidi-font-weight:normal'>留住 <i>烟火气</i></b></p>\n\
            <p class=MsoNormal>　　清晨<a href=x>六点</a>。<!--[if gte mso 9]><xml>1</xml><![endif]--></p></body></html>";
        let expected = [
            ("老街 改造".to_owned(), Some(Emphasis::Centred)),
            ("留住 烟火气".to_owned(), Some(Emphasis::Bold)),
            ("清晨六点。".to_owned(), None),
        ];
        assert_eq!(read(html).unwrap(), expected);
    }

    #[test]
    fn pages_of_sites_are_no_documents() {
        let text = "<h2>老街改造</h2><p>清晨六点。</p>";
        assert_eq!(read(&format!("{text}{text}")).map(|found| found.len()), Some(4));
        for html in [
            format!("<p><a href=x>首页</a></p>{text}"),
            format!("<title>老街改造留住烟火气</title>{text}"),
            format!("<h1>老街改造留住烟火气</h1>{text}"),
            "<p>清晨六点。</p>".to_owned(),
        ] {
            assert_eq!(read(&html), None, "{html}");
        }
    }
}
