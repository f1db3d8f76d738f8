//! Text as the model sees it: normalised characters and segmented words.
//!
//! ```
//! use policyvane::text::{normalise, Segmenter, TextConfig};
//!
//! let text = normalise("我市出台“人工智能＋”行动方案，２０２５年投入１２００万元。");
//! assert!(text.contains("人工智能+") && text.contains("2025年"));
//!
//! let segmenter = Segmenter::new(&TextConfig::default())?;
//! let words = segmenter.words(&text);
//! assert!(words.contains(&"人工智能+") && words.contains(&"行动"));
//! # Ok::<(), policyvane::Error>(())
//! ```

mod added_words;
mod config;
mod lattice;
mod normalise;
mod pattern;
mod search_phrases;
mod segment;
mod whole_words;
mod word_spans;
mod word_trie;

pub use config::{DictionaryEntry, TextConfig, parse_dictionary};
pub use normalise::{OffsetMap, fold_for_search, is_han, is_word_character, normalise};
pub(crate) use normalise::{half_width, simplified};
pub(crate) use pattern::pattern;
pub use search_phrases::SearchPhrases;
pub use segment::Segmenter;
pub use word_spans::WordSpans;
pub use word_trie::WordTrie;
