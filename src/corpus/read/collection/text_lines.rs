//! The lines of a text file, which are split once for all readers that look for a form in them.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::{Furniture, FurnitureKind};
use crate::corpus::read::parts::ArticleParts;

/// The articles that a file holds, and what stands around them.
pub(in crate::corpus::read) type Collected = (Vec<ArticleParts>, Vec<Furniture>);

/// A sentence of more letters belongs to an article.
const MAX_OUTSIDE: usize = 60;

/// Whether no text of an article stands around the articles that a reader found: such a reader mistook the form, and lost it.
pub(in crate::corpus::read) fn keeps_texts((_, around): &Collected) -> bool {
    let is_text = |line: &Furniture| {
        line.kind == FurnitureKind::Other && letter_count(&line.text) > MAX_OUTSIDE && ends_sentence(&line.text)
    };
    !around.iter().any(is_text)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_around_articles_are_lost() {
        let around = |line: &str| (Vec::new(), vec![Furniture::of(line.to_owned())]);
        assert!(keeps_texts(&around("媒体看云岭　第16期")) && keeps_texts(&around("昨天，河边的公园开放。")));
        let text = "昨天，河边的三处公园一起开放，孩子们去放风筝，老人在树下下棋，热闹了一整天。".repeat(3);
        assert!(!keeps_texts(&around(&text)));
    }
}
