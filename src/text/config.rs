//! Segmentation settings, stored in every model so that a model carries its own tokenizer.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The dictionary of policy terms that the project ships.
const POLICY_TERMS: &str = include_str!("../../data/policy-terms.txt");

/// A word of a user dictionary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DictionaryEntry {
    /// The word, normalised.
    pub word: String,
    /// Assumed frequency: higher values favour the word over other segmentations. `None` lets the segmenter choose
    /// the smallest frequency that keeps the word whole.
    pub frequency: Option<usize>,
}

/// Settings of word segmentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextConfig {
    /// Name and version of the base dictionary, since other versions may segment differently.
    pub base_dictionary: String,
    /// Words added to the base dictionary.
    pub dictionary: Vec<DictionaryEntry>,
    /// Words that the segmenter leaves out.
    pub stop_words: Vec<String>,
}

impl Default for TextConfig {
    /// jieba's dictionary with the project's policy terms and no stop words, since inverse document frequency already
    /// down-weights common words.
    fn default() -> Self {
        TextConfig {
            base_dictionary: "jieba-rs 0.11 default".into(),
            dictionary: parse_dictionary("data/policy-terms.txt", POLICY_TERMS).unwrap_or_default(),
            stop_words: Vec::new(),
        }
    }
}

impl TextConfig {
    /// Adds a user's words to the dictionary; a word that is already listed takes the new frequency.
    pub fn extend_dictionary(&mut self, entries: Vec<DictionaryEntry>) {
        let mut all: std::collections::BTreeMap<String, Option<usize>> =
            self.dictionary.drain(..).map(|e| (e.word, e.frequency)).collect();
        all.extend(entries.into_iter().map(|e| (e.word, e.frequency)));
        self.dictionary = all.into_iter().map(|(word, frequency)| DictionaryEntry { word, frequency }).collect();
    }
}

/// Reads a user dictionary with one `word [frequency [tag]]` per line; `#` starts a comment, and CRLF line ends and a
/// byte order mark are accepted. Errors name `file`.
///
/// # Errors
/// Returns [`Error::BadDictionary`] with the line number if a frequency is not a number.
pub fn parse_dictionary(file: &str, text: &str) -> Result<Vec<DictionaryEntry>> {
    let mut entries = Vec::new();
    for (number, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut parts = line.split_whitespace();
        let word = super::normalise(parts.next().unwrap_or_default()).into_owned();
        let frequency = match parts.next() {
            None => None,
            Some(value) => Some(value.parse().map_err(|_| Error::BadDictionary {
                file: file.into(),
                line: number as u64 + 1,
                problem: format!("frequency `{value}` is not a number"),
            })?),
        };
        entries.push(DictionaryEntry { word, frequency });
    }
    entries.sort();
    entries.dedup_by(|a, b| a.word == b.word);
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_dictionary_parses() {
        assert!(TextConfig::default().dictionary.len() > 1000);
    }

    #[test]
    fn byte_order_marks_crlf_and_comments_are_accepted() {
        let entries = parse_dictionary("my.txt", "\u{FEFF}接诉即办 500 n\r\n# 注\r\n链长制\r\n").unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].frequency, Some(500));
    }

    #[test]
    fn a_bad_frequency_is_reported_with_its_line() {
        let error = parse_dictionary("my.txt", "链长制 5\n河长制 多\n").unwrap_err();
        assert!(error.to_string().starts_with("my.txt:2:"), "{error}");
    }
}
