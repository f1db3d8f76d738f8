//! What of the articles of a survey is kept out of memory: their sketches, the probabilities of their themes, and what only
//! tables and pages show of them.

use serde::{Deserialize, Serialize};

use crate::corpus::reprints::{Sketch, SketchStore, StoredSketch};
use crate::corpus::{ByteStore, StoredBytes, unreadable};
use crate::error::Result;

/// What only tables and pages show of an article.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ArticleDetails {
    /// How likely the province of its place is right, 0 to 1, where it was found in the text.
    pub region_confidence: Option<f32>,
    /// The adcodes of all places that it names.
    pub mentioned: Vec<String>,
    /// The terms that contributed most to its theme, with their contributions to the decision value.
    pub evidence: Vec<(String, f32)>,
}

/// The probabilities and details of an article in a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoredDetails {
    /// The probabilities as four bytes each, and the details as JSON behind them.
    place: StoredBytes,
    themes: u16,
    terms: u16,
}

/// The sketches, probabilities and details of articles, in memory or in a temporary file.
#[derive(Debug, Default)]
pub struct ArticleStore {
    sketches: SketchStore,
    details: ByteStore,
}

impl ArticleStore {
    /// Adds what is kept of an article. `probabilities` are those of its themes, in the theme set's order; they add up to 1.
    pub fn add(
        &mut self,
        sketch: &Sketch,
        probabilities: &[f32],
        details: &ArticleDetails,
    ) -> (StoredSketch, StoredDetails) {
        let mut bytes: Vec<u8> = probabilities.iter().flat_map(|probability| probability.to_le_bytes()).collect();
        // Numbers, texts and lists of them can always be written.
        bytes.extend(serde_json::to_vec(details).unwrap_or_default());
        let (themes, terms) = (probabilities.len() as u16, details.evidence.len() as u16);
        (self.sketches.add(sketch), StoredDetails { place: self.details.add(&bytes), themes, terms })
    }

    /// The probability of each theme of some articles, one article after the other.
    ///
    /// # Errors
    /// [`Error::Read`](crate::Error::Read) where the temporary file cannot be read.
    pub fn probabilities(&self, articles: impl Iterator<Item = StoredDetails>) -> Result<Vec<f32>> {
        let mut probabilities = Vec::new();
        for stored in articles {
            let bytes = self.details.read_first(stored.place, stored.bytes_of_probabilities())?;
            probabilities.extend(bytes.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number)));
        }
        Ok(probabilities)
    }

    /// The details of an article.
    ///
    /// # Errors
    /// [`Error::Read`](crate::Error::Read) where the temporary file cannot be read.
    pub fn details(&self, stored: StoredDetails) -> Result<ArticleDetails> {
        let bytes = self.details.read(stored.place)?;
        let json = bytes.get(stored.bytes_of_probabilities()..).unwrap_or_default();
        serde_json::from_slice(json).map_err(unreadable)
    }

    /// The sketches of the articles.
    pub(super) fn sketches(&self) -> &SketchStore {
        &self.sketches
    }
}

impl StoredDetails {
    /// The number of terms of the article's evidence.
    pub fn terms(self) -> usize {
        self.terms.into()
    }

    fn bytes_of_probabilities(self) -> usize {
        usize::from(self.themes) * size_of::<f32>()
    }
}
