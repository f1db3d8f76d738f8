//! OpenDocument texts (.odt), which LibreOffice and WPS write: paragraphs as a reader sees them (OASIS OpenDocument 1.3, part 3).

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::corpus::read::word::package::{TablePart, TablePlace, attribute, character_of, checked, text_of_part};
use crate::corpus::read::word::paragraph::{Paragraph, ParagraphBuilder, ParagraphFormat, is_heading_style};
use crate::error::Result;

/// The part of the package that holds the text (OpenDocument 1.3, part 2, 2.2.1).
const TEXT_PART: &str = "content.xml";

/// Elements whose content is no part of the text: deleted text, comments, the numbers of notes, and sounds above characters.
const UNSEEN: &[&str] = &["tracked-changes", "annotation", "note-citation", "ruby-text"];

/// At most this many spaces stand for one `text:s`.
const MAX_SPACES: usize = 100;

/// What a style of the document sets.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    format: ParagraphFormat,
    bold: bool,
}

/// A paragraph that is being read, and whether each span that is open is bold.
#[derive(Default)]
struct Current {
    paragraph: ParagraphBuilder,
    format: ParagraphFormat,
    bold: Vec<bool>,
}

impl Current {
    fn push(&mut self, text: &str) {
        let bold = self.bold.last().copied().unwrap_or_default();
        text.chars().for_each(|character| self.paragraph.push(character, bold));
    }
}

/// The paragraphs of a document, in its order.
///
/// # Errors
/// [`Error::BadDocument`](crate::Error::BadDocument) for what is no .odt, [`Error::TooLarge`](crate::Error::TooLarge), and
/// [`Error::EmptyFile`](crate::Error::EmptyFile) where there is no text.
pub(super) fn paragraphs(file: &str, bytes: &[u8]) -> Result<Vec<Paragraph>> {
    let xml = text_of_part(file, bytes, TEXT_PART)?;
    checked(file, read_xml(&xml))
}

fn read_xml(xml: &str) -> Result<Vec<Paragraph>, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut paragraphs = Vec::new();
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut style_name = String::new();
    // A text box holds paragraphs within a paragraph.
    let mut open: Vec<Current> = Vec::new();
    let mut unseen = 0_usize;
    let mut tables = TablePlace::default();
    loop {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(tag) if UNSEEN.contains(&tag.local_name().as_ref()) => unseen += 1,
            Event::End(tag) if UNSEEN.contains(&tag.local_name().as_ref()) => unseen = unseen.saturating_sub(1),
            Event::Start(tag) if unseen == 0 => match tag.local_name().as_ref() {
                "p" | "h" => open.push(begun(&tag, &styles)),
                "span" => {
                    if let Some(current) = open.last_mut() {
                        let outer = current.bold.last().copied().unwrap_or_default();
                        let own = styles.get(&attribute(&tag, "text:style-name")).is_some_and(|style| style.bold);
                        current.bold.push(outer || own);
                    }
                }
                "table" => tables.begin(TablePart::Table),
                "table-row" => tables.begin(TablePart::Row),
                "table-cell" => tables.begin(TablePart::Cell),
                _ => define(&tag, &mut style_name, &mut styles),
            },
            Event::Empty(tag) if unseen == 0 => match (tag.local_name().as_ref(), open.last_mut()) {
                ("p" | "h", _) => paragraphs.push(Paragraph { cell: tables.cell(), ..Paragraph::default() }),
                ("table-cell" | "covered-table-cell", _) => tables.begin(TablePart::Cell),
                ("s", Some(current)) => {
                    let count = attribute(&tag, "text:c").parse().unwrap_or(1).clamp(1, MAX_SPACES);
                    current.push(&" ".repeat(count));
                }
                ("tab", Some(current)) => current.push(" "),
                ("line-break", Some(current)) => current.push("\n"),
                _ => define(&tag, &mut style_name, &mut styles),
            },
            Event::End(tag) if unseen == 0 => match tag.local_name().as_ref() {
                "p" | "h" => {
                    if let Some(mut current) = open.pop() {
                        let read = current.paragraph.finish(current.format);
                        paragraphs.push(Paragraph { cell: tables.cell(), ..read });
                    }
                }
                "span" => {
                    open.last_mut().map(|current| current.bold.pop());
                }
                "table" => tables.end_table(),
                _ => {}
            },
            Event::Text(text) if unseen == 0 => {
                if let Some(current) = open.last_mut() {
                    // Line ends within a paragraph are but spaces (OpenDocument 1.3, part 3, 6.1.2).
                    current.push(&text.xml10_content().replace(['\n', '\r'], ""));
                }
            }
            Event::GeneralRef(reference) if unseen == 0 => {
                if let (Some(current), Some(character)) = (open.last_mut(), character_of(&reference)) {
                    current.push(character.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }
    Ok(paragraphs)
}

/// The paragraph or heading that a tag begins.
fn begun(tag: &BytesStart<'_>, styles: &HashMap<String, Style>) -> Current {
    let name = attribute(tag, "text:style-name");
    let mut style = styles.get(&name).copied().unwrap_or_default();
    style.format.heading |= tag.local_name().as_ref() == "h" || is_heading_style(&name);
    Current { format: style.format, bold: vec![style.bold], ..Current::default() }
}

/// Takes what a tag of the automatic styles defines.
fn define(tag: &BytesStart<'_>, name: &mut String, styles: &mut HashMap<String, Style>) {
    let local = tag.local_name();
    if local.as_ref() == "style" {
        *name = attribute(tag, "style:name");
        let heading = is_heading_style(&attribute(tag, "style:parent-style-name"));
        styles.entry(name.clone()).or_default().format.heading = heading;
        return;
    }
    let Some(style) = styles.get_mut(name.as_str()) else { return };
    match local.as_ref() {
        "paragraph-properties" => style.format.centred = attribute(tag, "fo:text-align") == "center",
        "text-properties" => style.bold = attribute(tag, "fo:font-weight") == "bold",
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::Emphasis;

    fn read(body: &str) -> Vec<Paragraph> {
        let styles = r#"<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
            </style:style><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>"#;
        let xml = format!(
            "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        read_xml(&xml).expect("well-formed").into_iter().filter(|p| !p.text.is_empty()).collect()
    }

    #[test]
    fn headings_centred_and_bold_paragraphs_stand_out() {
        let body = r#"<text:h text:outline-level="1">柳河开渠</text:h><text:p text:style-name="P1">水到田头</text:p>
            <text:p><text:span text:style-name="T1">三年治水</text:span></text:p><text:p>渠长<text:s text:c="2"/>九里&amp;。</text:p>"#;
        let found: Vec<_> = read(body).into_iter().map(|p| (p.text, p.emphasis)).collect();
        let expected = [
            ("柳河开渠".to_owned(), Some(Emphasis::Heading)),
            ("水到田头".to_owned(), Some(Emphasis::Centred)),
            ("三年治水".to_owned(), Some(Emphasis::Bold)),
            ("渠长  九里&。".to_owned(), None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_deleted_or_a_comment_is_left_out_and_cells_are_known() {
        let body = "<text:tracked-changes><text:p>旧稿</text:p></text:tracked-changes>\
            <text:p>正文<office:annotation><text:p>批注</text:p></office:annotation>一段</text:p>\
            <table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>\
            <table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table>";
        let found: Vec<_> = read(body).into_iter().map(|p| (p.text, p.cell.map(|c| (c.row, c.column)))).collect();
        let expected =
            [("正文一段".to_owned(), None), ("甲".to_owned(), Some((0, 0))), ("乙".to_owned(), Some((0, 1)))];
        assert_eq!(found, expected);
    }
}
