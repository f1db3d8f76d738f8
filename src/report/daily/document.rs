//! The daily digest as a Word document on A4.

use docx_rs::{AlignmentType, Docx, LineSpacing, Paragraph, Run};

use crate::Language;
use crate::error::Result;
use crate::report::daily::{DailyDigest, DigestEntry};
use crate::report::word::{GREY, empty_document, heading_style, packed, twips};

/// Red of themes above their usual share.
const RED: &str = "A61B1B";
/// Width and height of A4 and the margin, in millimetres.
const PAGE: (f64, f64, f64) = (210.0, 297.0, 22.0);

/// The digest as the bytes of a `.docx` file. It holds no clock: the same digest gives the same bytes.
///
/// # Errors
/// [`Error::Format`](crate::Error::Format) where the document cannot be packed.
pub fn to_docx(digest: &DailyDigest, language: Language) -> Result<Vec<u8>> {
    let document = empty_document(PAGE.0, PAGE.1, PAGE.2)
        .add_style(heading_style("Heading1", "heading 1", 36))
        .add_style(heading_style("Heading2", "heading 2", 26));
    let title = Paragraph::new().style("Heading1").align(AlignmentType::Center);
    let mut paragraphs = vec![
        title.add_run(Run::new().add_text(digest.title(language))),
        small(&digest.summary(language)).align(AlignmentType::Center),
    ];
    for section in &digest.sections {
        let mut run = Run::new().add_text(section.heading(language));
        if section.is_above() {
            run = run.color(RED);
        }
        let spacing = LineSpacing::new().before(twips(5.0)).after(twips(1.0));
        let heading = Paragraph::new().style("Heading2").keep_next(true).line_spacing(spacing).add_run(run);
        paragraphs.push(heading);
        if let Some(comparison) = section.comparison(language) {
            paragraphs.push(small(&comparison).keep_next(true));
        }
        for (number, entry) in (1..).zip(&section.entries) {
            paragraphs.extend(entry_paragraphs(number, entry, language));
        }
    }
    // Without numbers of their own, paragraphs are numbered on by the library from document to document.
    let numbered = paragraphs.into_iter().zip(1..).map(|(paragraph, number)| paragraph.id(format!("{number:08x}")));
    let document = numbered.fold(document, Docx::add_paragraph);
    packed(document, |text| text)
}

/// A paragraph of small grey text.
fn small(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text).size(18).color(GREY))
}

/// The paragraphs of a story, which stay on one page.
fn entry_paragraphs(number: usize, entry: &DigestEntry, language: Language) -> Vec<Paragraph> {
    let headline = Run::new().add_text(format!("{number}. {}", entry.headline)).bold();
    let spacing = LineSpacing::new().before(twips(2.0));
    let mut paragraphs = vec![Paragraph::new().line_spacing(spacing).add_run(headline)];
    let sentence = Paragraph::new().add_run(Run::new().add_text(&entry.first_sentence));
    for (line, paragraph) in [
        (entry.facts(language), small(&entry.facts(language))),
        (entry.first_sentence.clone(), sentence),
        (entry.reprint_note(language), small(&entry.reprint_note(language))),
    ] {
        if !line.is_empty() {
            paragraphs.push(paragraph);
        }
    }
    let last = paragraphs.len() - 1;
    paragraphs.into_iter().enumerate().map(|(at, p)| p.keep_lines(true).keep_next(at < last)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::daily::ThemeSection;

    #[test]
    fn the_same_digest_gives_the_same_bytes() {
        let entry = DigestEntry {
            id: "兰河日报/2024-03-05/2#1".into(),
            headline: "全市信访工作会议召开".into(),
            paper: "兰河日报".into(),
            page: "2".into(),
            region: "甘肃省兰州市".into(),
            first_sentence: "会议要求压实责任。".into(),
            reprints: vec![("滇湖新报".into(), "1".into())],
            earlier: 1,
        };
        let section = ThemeSection {
            theme: Some("信访工作".into()),
            theme_id: Some("petition".into()),
            articles: 2,
            total: 2,
            usual: None,
            entries: vec![entry],
        };
        let digest =
            DailyDigest { day: "2024-03-05".into(), articles: 2, papers: 2, history: None, sections: vec![section] };
        let bytes = to_docx(&digest, Language::Chinese).unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, to_docx(&digest, Language::Chinese).unwrap());
    }
}
