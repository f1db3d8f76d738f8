//! Words by jieba, with the dictionary of a [`TextConfig`].

use std::collections::BTreeSet;

use jieba_rs::Jieba;

use crate::error::Result;
use crate::text::{TextConfig, is_word_character};

/// The longest run of characters given to jieba at once: its search keeps several words of memory per character.
const LONGEST_RUN: usize = 4096;

/// Cuts normalised text into words. Cheap to share between threads, costly to make (it loads jieba's dictionary).
pub struct Segmenter {
    jieba: Jieba,
    stop_words: BTreeSet<String>,
}

impl Segmenter {
    /// Loads the base dictionary and the configuration's own words.
    ///
    /// # Errors
    /// None today; kept so that a base dictionary from a file can be added without breaking callers.
    pub fn new(config: &TextConfig) -> Result<Self> {
        let mut jieba = Jieba::new();
        for entry in &config.dictionary {
            // jieba's own suggestion is the smallest frequency that wins against cutting the word; a
            // frequency that is too small to win would make the entry a silent no-op.
            let suggested = jieba.suggest_freq(&entry.word);
            jieba.add_word(&entry.word, Some(entry.frequency.unwrap_or(0).max(suggested)), None);
        }
        Ok(Segmenter { jieba, stop_words: config.stop_words.iter().cloned().collect() })
    }

    /// The words of a normalised text in order: letters, digits and Han characters only, no punctuation, no
    /// stop words. The hidden Markov model for unknown words is off: it is slower and invents words.
    pub fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.cut(text, |word| self.is_word(word))
    }

    /// The words of a normalised text with the punctuation between them; only white space and stop words are left out.
    pub fn tokens<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.cut(text, |token| !token.trim().is_empty() && !self.stop_words.contains(token))
    }

    fn cut<'t>(&self, text: &'t str, wanted: impl Fn(&str) -> bool) -> Vec<&'t str> {
        let mut words = Vec::with_capacity(text.len() / 4);
        for run in runs(text) {
            words.extend(self.jieba.cut(run, false).into_iter().map(|token| token.word).filter(|w| wanted(w)));
        }
        words
    }

    fn is_word(&self, word: &str) -> bool {
        word.chars().any(is_word_character) && (self.stop_words.is_empty() || !self.stop_words.contains(word))
    }
}

/// Pieces of at most [`LONGEST_RUN`] bytes, cut at line ends and sentence ends where there are any.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if rest.len() <= LONGEST_RUN {
            return Some(std::mem::take(&mut rest));
        }
        let mut limit = LONGEST_RUN;
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
        assert!(pieces.iter().all(|p| p.len() <= LONGEST_RUN));
    }
}
