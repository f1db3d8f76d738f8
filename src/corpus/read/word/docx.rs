//! Word documents (.docx): paragraphs as a reader sees them, and how they are set apart.
//!
//! What is deleted, moved away or hidden is left out, and text boxes, which Word stores twice, are read once (ECMA-376,
//! part 1, 17.13 and 17.3.2.41; part 3, 10.2).

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::corpus::encoding::decode_lossy;
use crate::corpus::publication::issue_line;
use crate::corpus::read::word::package::{TablePart, TablePlace, character_of, checked, is_on, text_of_part, value_of};
use crate::corpus::read::word::paragraph::{Paragraph, ParagraphBuilder, ParagraphFormat};
use crate::corpus::read::word::sections::take_sections;
use crate::corpus::read::word::styles::Styles;
use crate::error::Result;

/// The part of the package that holds the text (ECMA-376, part 1, 11.3.10).
const TEXT_PART: &str = "word/document.xml";

/// The part that defines the styles (ECMA-376, part 1, 11.3.12).
const STYLES_PART: &str = "word/styles.xml";

/// A document has a header for its first page, for even and for other pages (ECMA-376, part 1, 17.10.1).
const MAX_HEADERS: usize = 3;

/// Elements whose content is no part of the text: deleted and moved text, the copy of a text box for older programs, and the
/// sounds that are printed above characters (17.3.3.24).
const UNSEEN: &[&str] = &["del", "moveFrom", "Fallback", "rt"];
/// The same in a document of one file, in which headers and footers stand among the text.
const UNSEEN_IN_FILE: &[&str] = &["del", "moveFrom", "Fallback", "rt", "hdr", "ftr"];

/// What is known of the paragraph and the run that are being read.
#[derive(Default)]
struct Current {
    paragraph: ParagraphBuilder,
    format: ParagraphFormat,
    /// The level of its style, where that is one of headings.
    level: Option<u8>,
    /// Whether the style of the paragraph is bold.
    bold_style: bool,
    /// Whether the present run is bold or hidden.
    bold: bool,
    hidden: bool,
}

impl Current {
    fn push(&mut self, text: &str) {
        if !self.hidden {
            text.chars().for_each(|character| self.paragraph.push(character, self.bold));
        }
    }

    fn finish(mut self) -> (Paragraph, Option<u8>) {
        (self.paragraph.finish(self.format), self.level)
    }

    /// Takes a property of the paragraph or of the run.
    fn property(&mut self, tag: &BytesStart<'_>, styles: &Styles) {
        match tag.local_name().as_ref() {
            "pStyle" => {
                let id = value_of(tag);
                let style = styles.get(&id);
                self.level = styles.level(&id);
                self.format = ParagraphFormat { heading: style.heading, centred: style.centred };
                self.bold_style = style.bold;
            }
            "jc" => self.format.centred = value_of(tag) == "center",
            "r" => (self.bold, self.hidden) = (self.bold_style, false),
            "rStyle" => self.bold |= styles.get(&value_of(tag)).bold,
            "b" => self.bold = is_on(&value_of(tag)),
            "vanish" | "webHidden" => self.hidden = is_on(&value_of(tag)),
            "tab" => self.push(" "),
            "br" | "cr" => self.push("\n"),
            _ => {}
        }
    }
}

/// The paragraphs of a document, in its order.
///
/// # Errors
/// [`Error::BadDocument`] for what is no .docx, [`Error::TooLarge`], and [`Error::EmptyFile`] where there is no text.
pub(super) fn paragraphs(file: &str, bytes: &[u8]) -> Result<Vec<Paragraph>> {
    if !bytes.starts_with(b"PK") {
        let xml = decode_lossy(file, bytes, None)?.text;
        let styles = Styles::read(&xml);
        return checked(file, read_levels(body(&xml), &styles, UNSEEN_IN_FILE).map(without_sections));
    }
    let xml = text_of_part(file, bytes, TEXT_PART)?;
    let styles = text_of_part(file, bytes, STYLES_PART).map(|xml| Styles::read(&xml)).unwrap_or_default();
    let mut paragraphs = checked(file, read_levels(&xml, &styles, UNSEEN).map(without_sections))?;
    if let Some(issue) = issue_in_headers(file, bytes) {
        paragraphs.insert(0, issue);
    }
    Ok(paragraphs)
}

/// The text of a document of one file, which holds its other parts as well.
fn body(xml: &str) -> &str {
    let start = xml.find("<w:body").unwrap_or(0);
    let end = xml.rfind("</w:body>").map_or(xml.len(), |at| at + "</w:body>".len());
    xml.get(start..end).unwrap_or(xml)
}

/// The line above the pages that tells paper and day of an issue; other headers are no part of the text.
fn issue_in_headers(file: &str, bytes: &[u8]) -> Option<Paragraph> {
    let header = |number: usize| {
        let xml = text_of_part(file, bytes, &format!("word/header{number}.xml")).ok()?;
        read_xml(&xml, &Styles::default(), UNSEEN).ok()
    };
    let tells_issue = |paragraph: &Paragraph| {
        let line = issue_line::parse(paragraph.text.trim());
        line.is_some_and(|line| line.names_paper() && line.credit.date.is_some())
    };
    (1..=MAX_HEADERS).filter_map(header).flatten().find(tells_issue)
}

/// The paragraphs without the headings of sections among those that stand apart.
fn without_sections(read: Vec<(Paragraph, Option<u8>)>) -> Vec<Paragraph> {
    let (mut paragraphs, levels): (Vec<Paragraph>, Vec<Option<u8>>) = read.into_iter().unzip();
    take_sections(&mut paragraphs, &levels);
    paragraphs
}

fn read_xml(xml: &str, styles: &Styles, unseen_elements: &[&str]) -> Result<Vec<Paragraph>, quick_xml::Error> {
    let read = read_levels(xml, styles, unseen_elements)?;
    Ok(read.into_iter().map(|(paragraph, _)| paragraph).collect())
}

/// The paragraphs with the levels of their styles.
fn read_levels(
    xml: &str,
    styles: &Styles,
    unseen_elements: &[&str],
) -> Result<Vec<(Paragraph, Option<u8>)>, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut paragraphs = Vec::new();
    // A text box holds paragraphs within a paragraph.
    let mut open: Vec<Current> = vec![Current::default()];
    let (mut in_text, mut unseen) = (false, 0_usize);
    let mut tables = TablePlace::default();
    loop {
        let event = reader.read_event()?;
        let Some(current) = open.last_mut() else { break };
        match event {
            Event::Eof => break,
            Event::Start(tag) if unseen_elements.contains(&tag.local_name().as_ref()) => unseen += 1,
            Event::End(tag) if unseen_elements.contains(&tag.local_name().as_ref()) => {
                unseen = unseen.saturating_sub(1);
            }
            Event::Start(tag) if unseen == 0 => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "p" => open.push(Current::default()),
                "tbl" => tables.begin(TablePart::Table),
                "tr" => tables.begin(TablePart::Row),
                "tc" => tables.begin(TablePart::Cell),
                _ => current.property(&tag, styles),
            },
            Event::Empty(tag) if unseen == 0 => current.property(&tag, styles),
            Event::End(tag) if unseen == 0 => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" if open.len() > 1 => {
                    let paragraph = open.pop().map(Current::finish);
                    paragraphs
                        .extend(paragraph.map(|(read, level)| (Paragraph { cell: tables.cell(), ..read }, level)));
                }
                "tbl" => tables.end_table(),
                _ => {}
            },
            Event::Text(text) if in_text && unseen == 0 => current.push(&text.xml10_content()),
            Event::GeneralRef(reference) if in_text && unseen == 0 => {
                current.push(&character_of(&reference).map(String::from).unwrap_or_default());
            }
            _ => {}
        }
    }
    Ok(paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::Emphasis;

    fn read(body: &str) -> Vec<Paragraph> {
        let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
        read_xml(&xml, &Styles::default(), UNSEEN)
            .expect("well-formed")
            .into_iter()
            .filter(|p| !p.text.is_empty())
            .collect()
    }

    fn texts(body: &str) -> Vec<String> {
        read(body).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn deleted_moved_and_hidden_text_is_left_out() {
        let body = "<w:p><w:r><w:t>会议要求</w:t></w:r><w:del><w:r><w:delText>旧稿</w:delText><w:t>旧稿</w:t></w:r></w:del>\
                    <w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>批注</w:t></w:r>\
                    <w:r><w:t>化解积案</w:t></w:r></w:p>";
        assert_eq!(texts(body), ["会议要求化解积案"]);
    }

    #[test]
    fn sounds_above_characters_are_no_text() {
        let ruby = |sound: &str, character: &str| {
            format!(
                "<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val=\"center\"/></w:rubyPr><w:rt><w:r><w:t>{sound}</w:t></w:r></w:rt>\
                 <w:rubyBase><w:r><w:t>{character}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            )
        };
        let body = format!(
            "<w:p><w:r><w:t>推广</w:t></w:r>{}{}<w:r><w:t>读物</w:t></w:r></w:p>",
            ruby("zhu", "注"),
            ruby("yin", "音")
        );
        assert_eq!(texts(&body), ["推广注音读物"]);
    }

    #[test]
    fn text_boxes_are_read_once() {
        let text_box = "<w:txbxContent><w:p><w:r><w:t>框内一段</w:t></w:r></w:p></w:txbxContent>";
        let body = format!(
            "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{text_box}</mc:Choice>\
             <mc:Fallback>{text_box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        );
        assert_eq!(texts(&body), ["框内一段", "正文"]);
    }

    #[test]
    fn paragraphs_of_tables_know_their_cells() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let inner = format!("<w:tc><w:tbl><w:tr>{}</w:tr></w:tbl></w:tc>", cell("内"));
        let rows = format!("<w:tr>{}{}</w:tr><w:tr>{}{inner}</w:tr>", cell("甲"), cell("乙"), cell("丙"));
        let body =
            format!("<w:p><w:r><w:t>上</w:t></w:r></w:p><w:tbl>{rows}</w:tbl><w:p><w:r><w:t>下</w:t></w:r></w:p>");
        let cells: Vec<_> = read(&body).into_iter().map(|p| p.cell.map(|cell| (cell.row, cell.column))).collect();
        assert_eq!(cells, [None, Some((0, 0)), Some((0, 1)), Some((1, 0)), Some((1, 1)), None]);
    }

    #[test]
    fn headlines_stand_out() {
        let body = "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>一</w:t></w:r></w:p>\
                    <w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>二</w:t></w:r></w:p>\
                    <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>三</w:t></w:r></w:p>\
                    <w:p><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>四</w:t></w:r></w:p>";
        let emphasis: Vec<Option<Emphasis>> = read(body).into_iter().map(|p| p.emphasis).collect();
        assert_eq!(emphasis, [Some(Emphasis::Heading), Some(Emphasis::Centred), Some(Emphasis::Bold), None]);
    }

    #[test]
    fn styles_set_paragraphs_and_runs_apart() {
        let styles = Styles::read(
            "<w:styles><w:style w:styleId=\"x\"><w:name w:val=\"新闻标题\"/></w:style>\
             <w:style w:styleId=\"s\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>",
        );
        let xml = "<w:body><w:p><w:pPr><w:pStyle w:val=\"x\"/></w:pPr><w:r><w:t>一</w:t></w:r></w:p>\
                   <w:p><w:r><w:rPr><w:rStyle w:val=\"s\"/></w:rPr><w:t>二</w:t></w:r></w:p><w:p><w:r><w:t>三</w:t></w:r></w:p></w:body>";
        let found: Vec<_> = read_xml(xml, &styles, UNSEEN).unwrap().into_iter().map(|p| p.emphasis).collect();
        assert_eq!(found, [Some(Emphasis::Heading), Some(Emphasis::Bold), None]);
    }

    #[test]
    fn a_document_of_one_file_is_read() {
        let xml = "<?xml version=\"1.0\"?><w:wordDocument><w:styles><w:style w:styleId=\"x\"><w:name w:val=\"heading 1\"/></w:style></w:styles>\
                   <w:body><w:p><w:pPr><w:pStyle w:val=\"x\"/></w:pPr><w:r><w:t>社区食堂开门</w:t></w:r></w:p>\
                   <w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr></w:body></w:wordDocument>";
        let found = paragraphs("a.doc", xml.as_bytes()).unwrap();
        let found: Vec<_> = found.iter().map(|p| (p.text.as_str(), p.emphasis)).collect();
        assert_eq!(found, [("社区食堂开门", Some(Emphasis::Heading))]);
    }

    #[test]
    fn breaks_tabs_and_references_are_text() {
        let body = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙&amp;丁&#x4E00;</w:t></w:r></w:p>";
        assert_eq!(texts(body), ["甲\n乙 丙&丁一"]);
    }
}
