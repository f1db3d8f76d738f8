//! Which features are made.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline.
    Headline,
    /// The text.
    Body,
}

/// One block of columns: a part of the article, cut in words and characters, scaled to one length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BlockConfig {
    /// The part of the article.
    pub part: Part,
    /// The Euclidean length of the block's values in a row.
    pub weight: f32,
    /// Word n-grams up to this length; 0 for none.
    pub longest_words: u8,
    /// Character n-grams up to this length; 0 for none.
    pub longest_characters: u8,
    /// A term in fewer training articles than this is left out.
    pub min_document_frequency: u32,
}

/// Which features are made; stored in every model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeatureConfig {
    /// The blocks, in the order of their columns.
    pub blocks: Vec<BlockConfig>,
}

impl Default for FeatureConfig {
    fn default() -> Self {
        let block = |part, weight, min_document_frequency| BlockConfig {
            part,
            weight,
            longest_words: 1,
            longest_characters: 3,
            min_document_frequency,
        };
        FeatureConfig { blocks: vec![block(Part::Headline, 0.5, 2), block(Part::Body, 1.0, 3)] }
    }
}

impl FeatureConfig {
    /// Checks every setting.
    ///
    /// # Errors
    /// [`Error::BadSetting`] for the first setting outside its range.
    pub fn check(&self) -> Result<()> {
        let bad = |setting, value: String, expected| Err(Error::BadSetting { setting, value, expected });
        if self.blocks.is_empty() || self.blocks.len() > 8 {
            return bad("blocks", self.blocks.len().to_string(), "1 to 8 blocks");
        }
        for block in &self.blocks {
            if !(block.weight > 0.0 && block.weight.is_finite()) {
                return bad("weight", block.weight.to_string(), "a positive number");
            }
            if block.longest_words > 3 {
                return bad("longest_words", block.longest_words.to_string(), "0 to 3");
            }
            if block.longest_characters > 3 {
                return bad("longest_characters", block.longest_characters.to_string(), "0 to 3");
            }
            if block.longest_words == 0 && block.longest_characters == 0 {
                return bad("longest_words", "0".into(), "at least 1 where there are no character n-grams");
            }
        }
        Ok(())
    }
}
