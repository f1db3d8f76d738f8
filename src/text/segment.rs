//! Word segmentation by jieba with the dictionary of a [`TextConfig`].

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jieba_rs::Jieba;

use crate::error::Result;
use crate::text::{TextConfig, is_word_character};

/// Maximum length in bytes of the text passed to jieba at once, which bounds the memory of its search.
const MAX_RUN_LENGTH: usize = 4096;

/// Segments normalised text into words. Creating one is costly, as it loads jieba's dictionary; threads can share it.
pub struct Segmenter {
    jieba: Arc<Jieba>,
    stop_words: BTreeSet<String>,
}

impl Segmenter {
    /// Loads the base dictionary and adds the configuration's words.
    ///
    /// # Errors
    /// Never fails today; the result leaves room for reading a base dictionary from a file.
    pub fn new(config: &TextConfig) -> Result<Self> {
        let mut jieba = Arc::clone(base_dictionary());
        if !config.dictionary.is_empty() {
            // A copy takes a tenth of the time of loading the dictionary.
            let jieba = Arc::make_mut(&mut jieba);
            for entry in &config.dictionary {
                // jieba suggests the smallest frequency that keeps the word whole; with a smaller one the entry would
                // have no effect.
                let suggested = jieba.suggest_freq(&entry.word);
                jieba.add_word(&entry.word, Some(entry.frequency.unwrap_or(0).max(suggested)), None);
            }
        }
        Ok(Segmenter { jieba, stop_words: config.stop_words.iter().cloned().collect() })
    }

    /// The base dictionary alone, loaded once for the whole program.
    pub fn base() -> &'static Segmenter {
        static BASE: OnceLock<Segmenter> = OnceLock::new();
        BASE.get_or_init(|| Segmenter { jieba: Arc::clone(base_dictionary()), stop_words: BTreeSet::new() })
    }

    /// Whether the dictionary has a word.
    pub fn has_word(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }

    /// Where the words and other tokens of a short text begin and end, as offsets in bytes.
    pub fn spans(&self, text: &str) -> Vec<(usize, usize)> {
        self.jieba.cut(text, false).into_iter().map(|token| (token.byte_start, token.byte_end)).collect()
    }

    /// Returns the words of a normalised text in order, without punctuation and stop words. The hidden Markov model for
    /// unknown words is off because it is slower and invents words.
    pub fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.cut(text, |word| self.is_word(word))
    }

    /// Returns the words and punctuation of a normalised text in order, without white space and stop words.
    pub fn tokens<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.cut(text, |token| !token.trim().is_empty() && !self.stop_words.contains(token))
    }

    fn cut<'t>(&self, text: &'t str, keep: impl Fn(&str) -> bool) -> Vec<&'t str> {
        let mut words = Vec::with_capacity(text.len() / 4);
        for run in runs(text) {
            words.extend(self.jieba.cut(run, false).into_iter().map(|token| token.word).filter(|w| keep(w)));
        }
        words
    }

    fn is_word(&self, word: &str) -> bool {
        word.chars().any(is_word_character) && (self.stop_words.is_empty() || !self.stop_words.contains(word))
    }
}

/// jieba's own dictionary, which takes about 200 ms to load.
fn base_dictionary() -> &'static Arc<Jieba> {
    static BASE: OnceLock<Arc<Jieba>> = OnceLock::new();
    BASE.get_or_init(|| Arc::new(Jieba::new()))
}

/// Splits a text into pieces of at most [`MAX_RUN_LENGTH`] bytes, if possible after a line end, comma, stop or space.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if rest.len() <= MAX_RUN_LENGTH {
            return Some(std::mem::take(&mut rest));
        }
        let mut limit = MAX_RUN_LENGTH;
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        let cut = rest[..limit]
            .rfind(['\n', '。', '，', ',', ' '])
            .map_or(limit, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
        let (run, after) = rest.split_at(cut);
        rest = after;
        Some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_terms_stay_whole() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        for term in ["新质生产力", "全过程人民民主", "接诉即办"] {
            let text = format!("全市上下推进{term}建设");
            assert!(segmenter.words(&text).contains(&term), "{term} was cut");
        }
    }

    #[test]
    fn every_letter_comes_out_once_in_order() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let text = "贵阳市2025年信访工作会议召开，12345热线办结率99%。".repeat(300);
        assert_eq!(segmenter.tokens(&text).concat(), text);
        let joined = segmenter.words(&text).concat();
        let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        assert_eq!(joined, letters);
    }

    #[test]
    fn runs_cover_the_text_and_stay_short() {
        let text = "无标点".repeat(5000);
        let pieces: Vec<&str> = runs(&text).collect();
        assert_eq!(pieces.concat(), text);
        assert!(pieces.iter().all(|p| p.len() <= MAX_RUN_LENGTH));
    }
}
