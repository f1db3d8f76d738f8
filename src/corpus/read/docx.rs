//! Word documents (.docx): paragraphs, and headings where the styles tell them.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::corpus::Sources;
use crate::corpus::page::{self, Furniture, Item, Page, PageContext, assemble};
use crate::error::{Error, Result};

/// The text of a document unpacks to no more bytes than this.
const LARGEST_TEXT: u64 = 64 << 20;

/// Where the text of a document is (ECMA-376, part 1, 11.3.10).
const TEXT_PART: &str = "word/document.xml";

/// A paragraph and whether its style makes it a heading.
#[derive(Default)]
struct Paragraph {
    text: String,
    heading: bool,
}

/// Reads a document: articles begin at headings; without any it is cut like a page of text.
///
/// # Errors
/// [`Error::BadDocument`] for what is no .docx or is locked with a password, [`Error::TooLarge`], and
/// [`Error::EmptyFile`] where there is no text.
pub(super) fn read(bytes: &[u8], context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    let paragraphs = paragraphs(context.file, bytes)?;
    if paragraphs.iter().all(|p| p.text.trim().is_empty()) {
        return Err(Error::EmptyFile { file: context.file.into() });
    }
    if !paragraphs.iter().any(|p| p.heading) {
        let lines: Vec<&str> = paragraphs.iter().map(|p| p.text.as_str()).collect();
        return page::read(&lines.join("\n"), context, sources);
    }
    let (mut items, mut furniture) = (Vec::<Item>::new(), Vec::new());
    for Paragraph { text, heading } in paragraphs {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        match items.last_mut() {
            // Headings one below the other are the parts of one.
            Some(item) if heading && item.paragraphs.is_empty() => {
                item.title = format!("{} {}", item.title, text.trim()).trim().to_owned();
            }
            _ if heading => items.push(Item { title: text.trim().into(), ..Item::default() }),
            Some(item) => item.paragraphs.extend(lines),
            None => furniture.extend(lines.map(Furniture::of)),
        }
    }
    Ok(assemble(items, furniture, context, sources))
}

fn paragraphs(file: &str, bytes: &[u8]) -> Result<Vec<Paragraph>> {
    let bad = |problem: String| Error::BadDocument { file: file.into(), problem };
    // Office locks documents by wrapping them into the container of its old formats.
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(bad("it is locked with a password, or an old .doc".into()));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| bad(e.to_string()))?;
    let part = archive.by_name(TEXT_PART).map_err(|_| bad(format!("it has no {TEXT_PART}")))?;
    let mut xml = Vec::new();
    part.take(LARGEST_TEXT + 1).read_to_end(&mut xml).map_err(|e| bad(e.to_string()))?;
    if xml.len() as u64 > LARGEST_TEXT {
        return Err(Error::TooLarge { file: file.into(), limit: LARGEST_TEXT });
    }
    let xml = String::from_utf8(xml).map_err(|_| bad("its text is not UTF-8".into()))?;
    let mut reader = Reader::from_str(&xml);
    let mut paragraphs = vec![Paragraph::default()];
    let mut in_text = false;
    loop {
        let event = reader.read_event().map_err(|e| bad(e.to_string()))?;
        let Some(last) = paragraphs.last_mut() else { break };
        match event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "tab" => last.text.push(' '),
                "br" | "cr" => last.text.push('\n'),
                "pStyle" => {
                    let style = tag.try_get_attribute("w:val").ok().flatten();
                    let style = style.map(|value| value.value.to_string()).unwrap_or_default().to_lowercase();
                    // Chinese Word names the styles of headings 1 to 9 by their numbers, others spell them out.
                    last.heading = style.starts_with("heading")
                        || style.starts_with("标题")
                        || style == "title"
                        || matches!(style.as_bytes(), [b'1'..=b'9']);
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" => paragraphs.push(Paragraph::default()),
                _ => {}
            },
            Event::Text(text) if in_text => last.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if in_text => {
                let named = match reference.xml10_content().as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                last.text.extend(named);
            }
            _ => {}
        }
    }
    Ok(paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn document(body: &str) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(TEXT_PART, zip::write::SimpleFileOptions::default()).unwrap();
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>"
        );
        writer.write_all(xml.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    }

    fn paragraph(style: &str, text: &str) -> String {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn articles_begin_at_headings() {
        let body = paragraph("a", "兰河日报 2024年3月5日 第1版")
            + &paragraph("Heading1", "全市信访工作会议召开")
            + &paragraph("a", "本报讯 会议要求&quot;件件有着落&quot;。")
            + &paragraph("1", "三个项目签约")
            + &paragraph("a", "昨日，招商推介会举行。");
        let context = PageContext { file: "a.docx", ..Default::default() };
        let page = read(&document(&body), &context, &Sources::default()).unwrap();
        assert_eq!(page.articles.len(), 2);
        assert_eq!(page.articles[0].title, "全市信访工作会议召开");
        assert_eq!(page.articles[0].text, "本报讯 会议要求\"件件有着落\"。");
        assert_eq!(page.articles[1].date.unwrap().to_string(), "2024-03-04");
        assert_eq!(page.articles[1].page, "1");
    }

    #[test]
    fn what_is_no_document_is_told() {
        let context = PageContext { file: "a.docx", ..Default::default() };
        let read = |bytes: &[u8]| read(bytes, &context, &Sources::default());
        assert!(matches!(read(b"hello"), Err(Error::BadDocument { .. })));
        assert!(matches!(read(b"\xD0\xCF\x11\xE0\xA1\xB1"), Err(Error::BadDocument { .. })));
        assert!(matches!(read(&document("")), Err(Error::EmptyFile { .. })));
        let huge = document(&format!("<w:p><w:t>{}</w:t></w:p>", "会".repeat(23 << 20)));
        assert!(matches!(read(&huge), Err(Error::TooLarge { .. })));
    }
}
