//! Paragraphs: what the readers of Word's formats share. They gather runs of text into paragraphs, within a limit.

use crate::corpus::encoding::folded;
use crate::corpus::read::one_article::Emphasis;
use crate::error::{Error, Result};

/// The paragraphs of a document take at most this many bytes.
pub(super) const MAX_TEXT_BYTES: usize = 64 << 20;

/// A paragraph of which at least this share of the characters is bold stands out.
const MIN_BOLD_SHARE: f64 = 0.8;

/// A paragraph, and how it is set apart from the text around it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::corpus::read) struct Paragraph {
    /// The text; line breaks within the paragraph are kept.
    pub text: String,
    /// How the paragraph is set apart.
    pub emphasis: Option<Emphasis>,
    /// The cell of a table that it stands in; not known of binary documents.
    pub cell: Option<Cell>,
}

/// A cell of a table of a document, each number counted from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::corpus::read) struct Cell {
    /// The table.
    pub table: usize,
    /// The row of the table.
    pub row: usize,
    /// The cell of the row.
    pub column: usize,
}

/// Why a document gives no paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// It is damaged, protected, or not what it seems to be.
    BadDocument(String),
    /// Its text is larger than [`MAX_TEXT_BYTES`].
    TooMuchText,
}

impl Problem {
    /// The error that tells the problem of a file.
    pub fn of_file(self, file: &str) -> Error {
        match self {
            Self::BadDocument(problem) => Error::BadDocument { file: file.into(), problem },
            Self::TooMuchText => Error::TooLarge { file: file.into(), limit: MAX_TEXT_BYTES as u64 },
        }
    }
}

/// How a paragraph is formatted as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::corpus::read) struct ParagraphFormat {
    /// Whether its style is that of a heading.
    pub heading: bool,
    /// Whether it is centred.
    pub centred: bool,
}

/// The paragraph that is being read.
#[derive(Debug, Default)]
pub(in crate::corpus::read) struct ParagraphBuilder {
    text: String,
    /// The number of characters, and of those that are bold; white space counts for neither.
    characters: usize,
    bold_characters: usize,
}

impl ParagraphBuilder {
    /// Adds a character that a reader sees.
    pub fn push(&mut self, character: char, bold: bool) {
        // A paragraph that goes beyond the limit is refused as a whole.
        if self.text.len() > MAX_TEXT_BYTES {
            return;
        }
        // The space that does not break a line, and a tab, are to the reader but spaces.
        let character = if matches!(character, '\u{A0}' | '\t') { ' ' } else { folded(character) };
        self.text.push(character);
        if !character.is_whitespace() {
            self.characters += 1;
            self.bold_characters += usize::from(bold);
        }
    }

    /// Whether nothing has been added.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Ends the paragraph; the next one begins empty.
    pub fn finish(&mut self, format: ParagraphFormat) -> Paragraph {
        let is_bold = self.characters > 0 && self.bold_characters as f64 >= MIN_BOLD_SHARE * self.characters as f64;
        let emphasis = match (format.heading, format.centred, is_bold) {
            (true, ..) => Some(Emphasis::Heading),
            (_, true, _) => Some(Emphasis::Centred),
            (_, _, true) => Some(Emphasis::Bold),
            _ => None,
        };
        let text = std::mem::take(self).text;
        Paragraph { text, emphasis, cell: None }
    }
}

/// The paragraphs that have been read, within [`MAX_TEXT_BYTES`].
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    paragraphs: Vec<Paragraph>,
    bytes: usize,
}

impl Paragraphs {
    /// Adds a paragraph.
    ///
    /// # Errors
    /// [`Problem::TooMuchText`]; an empty paragraph, too, takes its place in memory.
    pub fn add(&mut self, paragraph: Paragraph) -> Result<(), Problem> {
        self.bytes = self.bytes.saturating_add(paragraph.text.len()).saturating_add(size_of::<Paragraph>());
        if self.bytes > MAX_TEXT_BYTES {
            return Err(Problem::TooMuchText);
        }
        self.paragraphs.push(paragraph);
        Ok(())
    }

    /// All paragraphs of a file.
    ///
    /// # Errors
    /// [`Error::EmptyFile`] where they hold no text.
    pub fn of_file(self, file: &str) -> Result<Vec<Paragraph>> {
        if self.paragraphs.iter().all(|paragraph| paragraph.text.trim().is_empty()) {
            return Err(Error::EmptyFile { file: file.into() });
        }
        Ok(self.paragraphs)
    }
}

/// Whether a style is that of headings: Chinese Word names the styles of headings by their numbers or as 标题, others
/// spell them out.
pub(super) fn is_heading_style(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    name.starts_with("heading")
        || name.starts_with("标题")
        || name == "title"
        || matches!(name.as_bytes(), [b'1'..=b'9'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_bold_where_nearly_all_of_it_is() {
        let mut builder = ParagraphBuilder::default();
        for (character, bold) in
            [('甲', true), ('乙', true), ('丙', true), ('\u{A0}', false), ('丁', true), ('。', false)]
        {
            builder.push(character, bold);
        }
        let paragraph = builder.finish(ParagraphFormat::default());
        assert_eq!((paragraph.text.as_str(), paragraph.emphasis), ("甲乙丙 丁。", Some(Emphasis::Bold)));
        assert!(builder.is_empty());
        assert_eq!(builder.finish(ParagraphFormat::default()).emphasis, None);
    }

    #[test]
    fn the_style_counts_more_than_the_alignment_and_that_more_than_bold() {
        let of = |heading, centred| {
            let mut builder = ParagraphBuilder::default();
            builder.push('题', true);
            builder.finish(ParagraphFormat { heading, centred }).emphasis
        };
        assert_eq!(of(true, true), Some(Emphasis::Heading));
        assert_eq!(of(false, true), Some(Emphasis::Centred));
        assert_eq!(of(false, false), Some(Emphasis::Bold));
    }

    #[test]
    fn paragraphs_are_limited_even_where_they_are_empty() {
        let mut paragraphs = Paragraphs::default();
        let most = MAX_TEXT_BYTES / size_of::<Paragraph>();
        assert!((0..most).all(|_| paragraphs.add(Paragraph::default()).is_ok()));
        assert_eq!(paragraphs.add(Paragraph::default()), Err(Problem::TooMuchText));
    }

    #[test]
    fn styles_of_headings_are_known_by_their_names() {
        let headings = ["heading 1", "Heading 2,h2", "标题 3", "Title", "1"];
        assert!(headings.into_iter().all(is_heading_style));
        assert!(!["Normal", "正文", "10", "Subtitle", ""].into_iter().any(is_heading_style));
    }
}
