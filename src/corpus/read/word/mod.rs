//! Word documents: .docx, the binary .doc that WPS writes too, RTF, and the .odt of LibreOffice. Each format gives paragraphs as a reader sees
//! them, with what sets them apart.

mod binary;
mod docx;
mod form;
mod open_document;
mod package;
mod paragraph;
mod rtf;
mod sections;
mod styles;

pub(super) use self::form::below_form;
pub(super) use self::package::{attribute, character_of};
pub(super) use self::paragraph::{Cell, Paragraph, ParagraphBuilder, ParagraphFormat};

use crate::error::Result;

/// The formats of Word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordFormat {
    /// A package of XML (.docx), or such XML in one file (Word 2003, Flat OPC).
    Package,
    /// A package of OpenDocument (.odt).
    OpenDocument,
    /// The binary format (.doc, .wps).
    Binary,
    /// Rich Text Format (.rtf).
    Rtf,
}

/// The paragraphs of a document, in its order.
///
/// # Errors
/// [`Error::BadDocument`](crate::Error::BadDocument) for what is damaged, protected or of another kind,
/// [`Error::TooLarge`](crate::Error::TooLarge), and [`Error::EmptyFile`](crate::Error::EmptyFile) where there is no text.
pub(super) fn paragraphs(file: &str, bytes: &[u8], format: WordFormat) -> Result<Vec<Paragraph>> {
    let mut paragraphs = match format {
        WordFormat::Package => return docx::paragraphs(file, bytes),
        WordFormat::OpenDocument => open_document::paragraphs(file, bytes),
        WordFormat::Binary => binary::paragraphs(file, bytes),
        WordFormat::Rtf => rtf::paragraphs(file, bytes),
    }?;
    sections::take_sections(&mut paragraphs, &[]);
    Ok(paragraphs)
}
