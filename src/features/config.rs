//! Which features are made.

use serde::{Deserialize, Serialize};

use super::TermKind;
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

/// How the values of a block are scaled in each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scaling {
    /// To one Euclidean length.
    Length,
    /// To one sum: the weights of a mean.
    Mean,
}

/// One block of columns: terms of one kind and length from one part of the article, scaled together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BlockConfig {
    /// The part of the article.
    pub part: Part,
    /// Words or characters.
    pub kind: TermKind,
    /// The shortest n-grams, 1 to 3.
    pub shortest: u8,
    /// The longest n-grams, 1 to 3.
    pub longest: u8,
    /// How values are scaled.
    pub scaling: Scaling,
    /// What they are scaled to.
    pub weight: f32,
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
    /// Words and one to three characters, of headline and body, each a block of its own. The weights were chosen
    /// by cross-validation on labelled news (docs/ARCHITECTURE.md).
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
        let blocks = blocks.map(|(part, kind, length, weight)| BlockConfig {
            part,
            kind,
            shortest: length,
            longest: length,
            scaling: Scaling::Length,
            weight,
            min_document_frequency: 2,
        });
        FeatureConfig { blocks: blocks.into() }
    }
}

impl FeatureConfig {
    /// Checks every setting.
    ///
    /// # Errors
    /// [`Error::BadSetting`] for the first setting outside its range.
    pub fn check(&self) -> Result<()> {
        let bad = |setting, value: String, expected| Err(Error::BadSetting { setting, value, expected });
        if self.blocks.is_empty() || self.blocks.len() > 32 {
            return bad("blocks", self.blocks.len().to_string(), "1 to 32 blocks");
        }
        for block in &self.blocks {
            if !(block.weight > 0.0 && block.weight.is_finite()) {
                return bad("weight", block.weight.to_string(), "a positive number");
            }
            if block.shortest == 0 || block.shortest > block.longest || block.longest > 3 {
                return bad("longest", format!("{} to {}", block.shortest, block.longest), "lengths from 1 to 3");
            }
        }
        Ok(())
    }
}
