//! The daily digest as a Word document on A4.

use std::io::Cursor;

use docx_rs::{AlignmentType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Style, StyleType};

use crate::Language;
use crate::error::{Error, Result};
use crate::report::daily::{DailyDigest, DigestEntry};

/// Twentieths of a point in a millimetre, the unit of lengths in Word.
const MILLIMETRE: f64 = 56.6929;
/// Grey of facts, and red of themes above their usual share.
const GREY: &str = "555555";
const RED: &str = "A61B1B";

fn twips(millimetres: f64) -> u32 {
    (millimetres * MILLIMETRE).round() as u32
}

/// The digest as the bytes of a `.docx` file. It holds no clock: the same digest gives the same bytes.
///
/// # Errors
/// [`Error::Chart`] where the document cannot be packed.
pub fn to_docx(digest: &DailyDigest, language: Language) -> Result<Vec<u8>> {
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("SimSun");
    let margin = PageMargin::new()
        .top(twips(22.0) as i32)
        .bottom(twips(22.0) as i32)
        .left(twips(22.0) as i32)
        .right(twips(22.0) as i32);
    let heading = |id: &str, name: &str, size: usize| {
        Style::new(id, StyleType::Paragraph).name(name).size(size).bold().based_on("Normal").next("Normal")
    };
    let document = Docx::new()
        .page_size(twips(210.0), twips(297.0))
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(21)
        .add_style(heading("Heading1", "heading 1", 36))
        .add_style(heading("Heading2", "heading 2", 26));
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
    let mut bytes = Cursor::new(Vec::new());
    let packed = document.build().pack(&mut bytes);
    packed.map_err(|error| Error::Chart { chart: "docx".into(), problem: error.to_string() })?;
    Ok(bytes.into_inner())
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
