//! Configuration of the features: the blocks of columns and their weights.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Expected, Result};

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline.
    Headline,
    /// The body text.
    Body,
}

impl Part {
    /// Headline and body, in this order.
    pub const BOTH: [Part; 2] = [Part::Headline, Part::Body];

    /// Index of the part in [`Part::BOTH`].
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// The kind of term that a column represents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// A word or several consecutive words, separated by one space.
    Words,
    /// One or several consecutive characters.
    Characters,
    /// Two different words anywhere in the same text, in lexicographic order with a space between them. Pairs add
    /// context to the single words of short texts; only the first [`MAX_PAIRED_WORDS`] words of a text are paired.
    WordPairs,
}

/// Maximum number of words of a text that are paired, since the number of pairs grows with its square.
pub const MAX_PAIRED_WORDS: usize = 40;

/// How the values of a block are scaled in each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scaling {
    /// They are scaled to a fixed Euclidean length.
    Length,
    /// They are scaled to a fixed sum, as the weights of a mean.
    Mean,
}

/// One block of columns: terms of one kind and length from one part of the article, scaled together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BlockConfig {
    /// The part of the article.
    pub part: Part,
    /// The kind of term.
    pub kind: TermKind,
    /// Minimum n-gram length, 1 to 3.
    #[serde(rename = "shortest")]
    pub min_length: u8,
    /// Maximum n-gram length, 1 to 3.
    #[serde(rename = "longest")]
    pub max_length: u8,
    /// How values are scaled.
    pub scaling: Scaling,
    /// Length or sum to which the values are scaled.
    pub weight: f32,
    /// Terms that occur in fewer training articles than this are left out.
    pub min_document_frequency: u32,
    /// Whether terms include punctuation and marks of the text's start (`^`) and end (`$`), useful for short texts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub punctuation: bool,
}

impl BlockConfig {
    /// A block of terms of one length, scaled to a Euclidean length, without punctuation.
    fn of_length(part: Part, kind: TermKind, length: u8, weight: f32, min_document_frequency: u32) -> Self {
        let scaling = Scaling::Length;
        let (min_length, max_length, punctuation) = (length, length, false);
        BlockConfig { part, kind, min_length, max_length, scaling, weight, min_document_frequency, punctuation }
    }

    /// Whether the terms are the single words of the labelled articles. Blocks scaled to a mean hold words learned from
    /// unlabelled text, for which cross-validation cannot estimate the share of unknown words, so they do not count.
    pub(super) fn single_words(&self) -> bool {
        self.kind == TermKind::Words && (self.min_length, self.max_length) == (1, 1) && self.scaling == Scaling::Length
    }

    /// Iterates over the n-gram lengths of the block.
    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> + use<> {
        usize::from(self.min_length)..=usize::from(self.max_length)
    }
}

/// Configuration of the features, stored in every model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeatureConfig {
    /// The blocks, in the order of their columns.
    pub blocks: Vec<BlockConfig>,
    /// How the beginning of the body counts; models from before 2026-11-27 have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<LeadConfig>,
}

/// How much the beginning of the body counts beside the whole of it. Readers decide by headline and lead what an article
/// is mainly about; in a long article the lead would drown in the rest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LeadConfig {
    /// Number of characters of the body that are its lead.
    pub characters: u32,
    /// Weight of the lead relative to that of the whole body.
    pub weight: f32,
}

impl LeadConfig {
    /// The number of terms of a block that make the lead: Chinese words have two characters on average. A block that
    /// mixes terms of several lengths, one of word pairs and one of the headline have no lead.
    pub(super) fn terms(&self, block: &BlockConfig) -> Option<usize> {
        let characters = self.characters as usize;
        match block.kind {
            _ if block.part == Part::Headline || block.min_length != block.max_length => None,
            TermKind::Characters => Some(characters),
            TermKind::Words => Some(characters / 2),
            TermKind::WordPairs => None,
        }
    }
}

impl Default for FeatureConfig {
    /// Separate blocks for the words and the character n-grams of length 1 to 3 of headline and body. The weights were
    /// chosen by cross-validation on labelled news (docs/DECISIONS.md).
    fn default() -> Self {
        let blocks = [
            (Part::Headline, TermKind::Words, 1, 0.25),
            (Part::Headline, TermKind::Characters, 1, 0.25),
            (Part::Headline, TermKind::Characters, 2, 0.25),
            (Part::Headline, TermKind::Characters, 3, 0.25),
            (Part::Body, TermKind::Words, 1, 0.5),
            (Part::Body, TermKind::Characters, 1, 0.3536),
            (Part::Body, TermKind::Characters, 2, 0.5),
            (Part::Body, TermKind::Characters, 3, 0.5),
        ];
        let blocks = blocks.map(|(part, kind, length, weight)| BlockConfig::of_length(part, kind, length, weight, 2));
        // Chosen by cross-validation on 8,035 newspaper articles (docs/DECISIONS.md).
        let lead = Some(LeadConfig { characters: 200, weight: 0.3 });
        FeatureConfig { blocks: blocks.into(), lead }
    }
}

impl FeatureConfig {
    /// Blocks for headlines, posts and other texts of a sentence or two, with rare terms and word pairs. The weights
    /// were chosen on the development set of 10,000 news headlines (benches/RESULTS.md).
    pub fn short_texts() -> Self {
        let terms = [
            (TermKind::Words, 1, 1.0, 1),
            (TermKind::Words, 2, 0.5, 2),
            (TermKind::WordPairs, 1, 0.7, 2),
            (TermKind::Characters, 1, 0.7, 1),
            (TermKind::Characters, 2, 1.0, 1),
            (TermKind::Characters, 3, 0.7, 1),
        ];
        let of_part = |part: Part| {
            terms.map(|(kind, length, weight, min_document_frequency)| BlockConfig {
                punctuation: true,
                ..BlockConfig::of_length(part, kind, length, weight, min_document_frequency)
            })
        };
        FeatureConfig { blocks: Part::BOTH.into_iter().flat_map(of_part).collect(), lead: None }
    }

    /// Raises the minimum document frequencies to what suits a number of training articles, so that a vocabulary does not
    /// grow with the corpus: rare triples and pairs of characters are most of it and add nothing to the scores
    /// (docs/DECISIONS.md, “A vocabulary that does not grow”). Nothing changes below about 2,000 articles.
    #[must_use]
    pub fn for_articles(mut self, articles: usize) -> Self {
        for block in &mut self.blocks {
            let articles_per_unit = match (block.kind, block.max_length) {
                (TermKind::Characters, 3) => 900,
                (TermKind::Characters, 2) => 1300,
                _ => 2600,
            };
            let frequency = (articles / articles_per_unit) as u32;
            block.min_document_frequency = block.min_document_frequency.max(frequency);
        }
        self
    }

    /// Checks every setting.
    ///
    /// # Errors
    /// Returns [`Error::BadSetting`] for the first setting outside its range.
    pub fn check(&self) -> Result<()> {
        let bad = |setting, value: String, expected| Err(Error::BadSetting { setting, value, expected });
        if self.blocks.is_empty() || self.blocks.len() > 32 {
            return bad("blocks", self.blocks.len().to_string(), Expected::Range(1, 32));
        }
        for block in &self.blocks {
            if !(block.weight > 0.0 && block.weight.is_finite()) {
                return bad("weight", block.weight.to_string(), Expected::Positive);
            }
            if block.kind == TermKind::WordPairs && block.max_length != 1 {
                return bad("longest", block.max_length.to_string(), Expected::SingleWords);
            }
            if block.min_length == 0 || block.min_length > block.max_length || block.max_length > 3 {
                return bad("longest", format!("{} to {}", block.min_length, block.max_length), Expected::Range(1, 3));
            }
        }
        if let Some(lead) = &self.lead
            && !(lead.weight > 0.0 && lead.weight.is_finite())
        {
            return bad("weight of the lead", lead.weight.to_string(), Expected::Positive);
        }
        Ok(())
    }
}
