//! Where in a text the terms stand that decide for or against a theme.

use policyvane::features::{Document, Part, TermKind};
use policyvane::model::{Contribution, Explanation};
use policyvane::text::normalise;

/// What each character of an article adds to the decision value.
pub struct Marked {
    pub headline: Vec<f32>,
    pub body: Vec<f32>,
}

/// The contribution of each term, divided evenly among the places where it stands and their characters.
pub fn marks(document: &Document<'_>, explanation: &Explanation) -> Marked {
    let of = |part: Part, text: &str| {
        let terms = explanation.contributions.iter().filter(|term| term.part == part);
        weights(&normalise(text), terms)
    };
    Marked { headline: of(Part::Headline, document.headline), body: of(Part::Body, document.body) }
}

/// The name of a part of an article.
pub fn part_name(part: Part) -> &'static str {
    match part {
        Part::Headline => "title",
        Part::Body => "text",
    }
}

/// The name of a kind of term.
pub fn kind_name(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Words => "words",
        TermKind::Characters => "characters",
        TermKind::WordPairs => "word-pairs",
    }
}

/// Normalisation keeps the number of characters, so a place in the normalised text is the same place in the text.
fn weights<'a>(text: &str, terms: impl Iterator<Item = &'a Contribution>) -> Vec<f32> {
    // The number of the character that begins at each byte.
    let mut numbers = vec![0; text.len()];
    let mut length = 0;
    for (byte, _) in text.char_indices() {
        numbers[byte] = length;
        length += 1;
    }
    let mut weights = vec![0.0; length];
    for term in terms {
        let words: Vec<String> = match term.kind {
            // Consecutive words stand together in Chinese text.
            TermKind::Words => vec![term.term.replace(' ', "")],
            TermKind::Characters => vec![term.term.clone()],
            TermKind::WordPairs => term.term.split(' ').map(str::to_owned).collect(),
        };
        let places: Vec<(usize, usize)> = words
            .iter()
            .filter(|word| !word.is_empty())
            .flat_map(|word| {
                text.match_indices(word.as_str()).map(|(byte, word)| (numbers[byte], word.chars().count()))
            })
            .collect();
        let characters: usize = places.iter().map(|(_, length)| length).sum();
        for (start, length) in places {
            weights[start..start + length].iter_mut().for_each(|weight| *weight += term.weight / characters as f32);
        }
    }
    weights
}
