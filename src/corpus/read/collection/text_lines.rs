//! The lines of a text file, which are split once for all readers that look for a form in them.

use crate::corpus::page::Furniture;
use crate::corpus::read::parts::ArticleParts;

/// The articles that a file holds, and what stands around them.
pub(in crate::corpus::read) type Collected = (Vec<ArticleParts>, Vec<Furniture>);

/// The lines of a text.
pub(in crate::corpus::read) struct TextLines<'t> {
    /// All lines as they are, blank ones too.
    pub all: Vec<&'t str>,
    /// The lines that are not blank, without the white space around them.
    pub written: Vec<&'t str>,
}

impl<'t> TextLines<'t> {
    /// Splits a text into its lines.
    pub fn of(text: &'t str) -> Self {
        let all: Vec<&str> = text.lines().collect();
        let written = all.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        TextLines { all, written }
    }
}
