//! The sketches of many articles, kept out of memory: of each, only what orders and selects them stays in it.

use std::io;

use crate::corpus::reprints::sketch::{Sketch, is_short, is_too_short};
use crate::corpus::{ByteStore, StoredBytes, content_hash, unreadable};
use crate::error::Result;

/// The sketches of articles. They take about 2,000 bytes an article, so they are stored in a [`ByteStore`].
#[derive(Debug, Default)]
pub struct SketchStore {
    bytes: ByteStore,
}

/// A sketch in a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoredSketch {
    place: StoredBytes,
    /// Number of different shingles of the whole text.
    size: u32,
    /// Number of letters, digits and Han characters of the text.
    characters: u32,
    /// The two smallest shingle hashes.
    smallest: [u32; 2],
    /// A hash of the whole sketch. Two sketches are equal where size, smallest hashes and this one are.
    digest: u64,
}

impl SketchStore {
    /// Adds a sketch.
    pub fn add(&mut self, sketch: &Sketch) -> StoredSketch {
        let bytes = sketch.to_bytes();
        let shingles = sketch.smallest(2);
        StoredSketch {
            place: self.bytes.add(&bytes),
            size: sketch.size(),
            characters: sketch.characters(),
            smallest: [0, 1].map(|at| shingles.get(at).copied().unwrap_or(0)),
            digest: content_hash(&bytes),
        }
    }

    /// A sketch that was added.
    pub(super) fn sketch(&self, stored: &StoredSketch) -> Result<Sketch> {
        Sketch::from_bytes(&self.bytes.read(stored.place)?).ok_or_else(|| unreadable(io::ErrorKind::InvalidData))
    }

    /// At most `max` of the smallest shingle hashes of a sketch, ascending.
    pub(super) fn smallest(&self, stored: &StoredSketch, max: usize) -> Result<Vec<u32>> {
        let bytes = self.bytes.read_first(stored.place, Sketch::bytes_of_smallest(max))?;
        Ok(Sketch::smallest_in(&bytes))
    }
}

impl StoredSketch {
    /// A key that orders sketches by content: equal for equal sketches only.
    pub(super) fn content(&self) -> (u32, [u32; 2], u64) {
        (self.size, self.smallest, self.digest)
    }

    /// Number of different shingles of the whole text.
    pub(super) fn size(&self) -> u32 {
        self.size
    }

    /// Whether the text is too short to distinguish a reprint from a recurring notice.
    pub(super) fn is_too_short(&self) -> bool {
        is_too_short(self.characters)
    }

    /// Whether the text is so short that only nearly the same words within a few days are a reprint: a caption, a brief.
    pub(super) fn is_short(&self) -> bool {
        is_short(self.characters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::reprints::sketch;

    #[test]
    fn sketches_are_read_as_they_were_added() {
        let long: String = (0..3000).filter_map(|at| char::from_u32(0x4E00 + (at * 7919) % 20_000)).collect();
        let mut store = SketchStore::default();
        for text in ["", "云溪县青石镇3月2日逝世。", &long] {
            let sketch = sketch("云溪省大桥合龙12座", text);
            let stored = store.add(&sketch);
            assert_eq!(store.sketch(&stored).unwrap(), sketch);
            assert_eq!(store.smallest(&stored, 64).unwrap(), sketch.smallest(64));
            assert_eq!(store.add(&sketch).content(), stored.content());
        }
    }
}
