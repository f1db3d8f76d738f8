//! Word segmentation by jieba's algorithm with its dictionary and the words of a [`TextConfig`].

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::error::Result;
use crate::text::added_words::AddedWords;
use crate::text::lattice::{Dictionary, Lattice};
use crate::text::whole_words::WholeWords;
use crate::text::word_trie::WordTrie;
use crate::text::{TextConfig, is_word_character};

/// Maximum length in bytes of the text that is cut at once, which bounds the memory of the search.
const MAX_RUN_LENGTH: usize = 4096;

/// jieba's dictionary as a [`WordTrie`], compressed; see `data/README.md`.
const BASE_DICTIONARY: &[u8] = include_bytes!("../../data/jieba-dictionary.trie.zst");

/// jieba's dictionary, with the natural logarithm of each of its frequencies and the sum over all words.
struct Base {
    trie: WordTrie,
    log_frequencies: Vec<f64>,
    total: u64,
}

/// Segments normalised text into words. The base dictionary is loaded once for the whole program; threads can share a
/// segmenter.
pub struct Segmenter {
    base: &'static Base,
    added: AddedWords,
    /// Natural logarithm of the sum of the frequencies of all words.
    log_total: f64,
    stop_words: BTreeSet<String>,
    /// Added words with characters that no other word has.
    whole_words: Option<WholeWords>,
}

impl Segmenter {
    /// Takes the base dictionary and adds the configuration's words.
    ///
    /// # Errors
    /// Never fails today; the result leaves room for reading a base dictionary from a file.
    pub fn new(config: &TextConfig) -> Result<Self> {
        let stop_words = config.stop_words.iter().cloned().collect();
        let entries = config.dictionary.iter().filter(|entry| !entry.word.is_empty());
        let (ordinary, unusual): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.word.chars().all(is_segmented));
        let whole_words = WholeWords::new(unusual.into_iter().map(|entry| entry.word.as_str()));
        let mut segmenter = Segmenter { stop_words, whole_words, ..Segmenter::of_base() };
        let mut total = segmenter.base.total;
        for entry in ordinary {
            // With a smaller frequency than the one that just keeps the word whole the entry would have no effect.
            let suggested = segmenter.suggested_frequency(&entry.word);
            let frequency = entry.frequency.map_or(suggested, |f| suggested.max(f as u64));
            total = (total + frequency).saturating_sub(segmenter.frequency(&entry.word).unwrap_or(0));
            segmenter.added.insert(&entry.word, frequency);
            segmenter.log_total = libm::log(total as f64);
        }
        Ok(segmenter)
    }

    fn of_base() -> Self {
        let base = base_dictionary();
        let log_total = libm::log(base.total as f64);
        Segmenter { base, added: AddedWords::new(), log_total, stop_words: BTreeSet::new(), whole_words: None }
    }

    /// The base dictionary alone, made once for the whole program.
    pub fn base() -> &'static Segmenter {
        static BASE: OnceLock<Segmenter> = OnceLock::new();
        BASE.get_or_init(Segmenter::of_base)
    }

    /// Whether the dictionary has a word.
    pub fn has_word(&self, word: &str) -> bool {
        self.frequency(word).is_some()
    }

    fn frequency(&self, word: &str) -> Option<u64> {
        self.added.frequency(word).or_else(|| self.base.trie.frequency(word))
    }

    /// The smallest frequency that keeps a word whole: the product of the probabilities of the words that it is cut into
    /// now, as a frequency, and one more (jieba's `suggest_freq`).
    fn suggested_frequency(&self, word: &str) -> u64 {
        let log_frequency = |part: &str| libm::log(self.frequency(part).unwrap_or(1) as f64);
        let add = |sum: f64, (start, end): (usize, usize)| sum + log_frequency(&word[start..end]) - self.log_total;
        let log_probability = self.spans(word).into_iter().fold(0.0, add);
        let of_parts = libm::exp(log_probability + self.log_total) as u64 + 1;
        of_parts.max(self.frequency(word).unwrap_or(1))
    }

    /// Where the words and other tokens of a short text begin and end, as offsets in bytes.
    pub fn spans(&self, text: &str) -> Vec<(usize, usize)> {
        let mut spans = Vec::new();
        self.cut(text, &mut Lattice::default(), |start, end| spans.push((start, end)));
        spans
    }

    /// Returns the words of a normalised text in order, without punctuation and stop words. The hidden Markov model for
    /// unknown words is off because it is slower and invents words.
    pub fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.kept(text, |word| self.is_word(word))
    }

    /// Returns the words and punctuation of a normalised text in order, without white space and stop words.
    pub fn tokens<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.kept(text, |token| !token.trim().is_empty() && !self.stop_words.contains(token))
    }

    fn kept<'t>(&self, text: &'t str, keep: impl Fn(&str) -> bool) -> Vec<&'t str> {
        let mut words = Vec::with_capacity(text.len() / 4);
        let mut lattice = Lattice::default();
        for part in parts(text) {
            self.cut(part, &mut lattice, |start, end| {
                if keep(&part[start..end]) {
                    words.push(&part[start..end]);
                }
            });
        }
        words
    }

    /// Calls `visit` with the offsets of each token: words of the runs of letters, and every other character.
    fn cut(&self, text: &str, lattice: &mut Lattice, mut visit: impl FnMut(usize, usize)) {
        let mut at = 0;
        for (start, end) in self.whole_words.iter().flat_map(|words| words.find(text)) {
            self.cut_runs(&text[at..start], lattice, |from, to| visit(at + from, at + to));
            visit(start, end);
            at = end;
        }
        self.cut_runs(&text[at..], lattice, |from, to| visit(at + from, at + to));
    }

    fn cut_runs(&self, text: &str, lattice: &mut Lattice, mut visit: impl FnMut(usize, usize)) {
        let Base { trie, log_frequencies, .. } = self.base;
        let dictionary = Dictionary {
            base: trie,
            base_log_frequencies: log_frequencies,
            added: &self.added,
            log_total: self.log_total,
        };
        let mut start = 0;
        while let Some(first) = text[start..].chars().next() {
            let rest = &text[start..];
            if is_segmented(first) {
                let length = rest.find(|c| !is_segmented(c)).unwrap_or(rest.len());
                lattice.cut(&rest[..length], &dictionary, |from, to| visit(start + from, start + to));
                start += length;
            } else {
                // A carriage return and the line feed after it are one token.
                let length = if rest.starts_with("\r\n") { 2 } else { first.len_utf8() };
                visit(start, start + length);
                start += length;
            }
        }
    }

    fn is_word(&self, word: &str) -> bool {
        // Most words begin with a Han character of the main block (U+5000 to U+9FFF).
        (matches!(word.as_bytes(), [0xE5..=0xE9, ..]) || word.chars().any(is_word_character))
            && (self.stop_words.is_empty() || !self.stop_words.contains(word))
    }
}

/// Characters that words of the dictionary can consist of, as jieba has them: Han characters, ASCII letters and digits,
/// and marks within names.
#[inline]
fn is_segmented(character: char) -> bool {
    match character {
        '\u{4E00}'..='\u{9FFF}' => true,
        '\0'..='\x7F' => {
            character.is_ascii_alphanumeric() || matches!(character, '+' | '#' | '&' | '.' | '_' | '%' | '-')
        }
        '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2A6DF}' => true,
        '\u{2A700}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}' => true,
        _ => false,
    }
}

/// Room for the unpacked dictionary, in bytes; it need not be exact.
const DICTIONARY_SIZE: usize = 7_400_000;

/// jieba's own dictionary.
fn base_dictionary() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        // The dictionary is a part of the program, and a test loads it; without it every character would be a word.
        let mut bytes = Vec::with_capacity(DICTIONARY_SIZE);
        if zstd::stream::copy_decode(BASE_DICTIONARY, &mut bytes).is_err() {
            bytes.clear();
        }
        let trie = WordTrie::from_bytes(&bytes).or_else(|| WordTrie::build([("的", 1)])).unwrap_or_default();
        let log_frequencies = trie.frequencies().iter().map(|&frequency| libm::log(frequency as f64)).collect();
        let total = trie.total();
        Base { trie, log_frequencies, total }
    })
}

/// Splits a text into pieces of at most [`MAX_RUN_LENGTH`] bytes, if possible after a line end, comma, stop or space.
fn parts(text: &str) -> impl Iterator<Item = &str> {
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
        let (part, after) = rest.split_at(cut);
        rest = after;
        Some(part)
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
    fn words_with_unusual_characters_stay_whole() {
        let words = ["弗里德里克·泰勒", "“双碳”目标", "*st舜船", "edu trust认证", "x-y z"];
        let entry = |word: &&str| crate::text::DictionaryEntry { word: (*word).into(), frequency: None };
        let config = TextConfig { dictionary: words.iter().map(entry).collect(), ..TextConfig::default() };
        let segmenter = Segmenter::new(&config).unwrap();
        let text = "学习弗里德里克·泰勒的书，围绕“双碳”目标，*st舜船通过edu trust认证，ax-y zb。";
        let found = segmenter.words(text);
        for word in &words[..4] {
            assert!(found.contains(word), "{word} in {found:?}");
        }
        assert!(!found.contains(&"x-y z"), "{found:?}");
        assert_eq!(segmenter.tokens(text).concat(), text.replace(' ', "").replace("edutrust", "edu trust"));
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
    fn parts_cover_the_text_and_stay_short() {
        let text = "无标点".repeat(5000);
        let pieces: Vec<&str> = parts(&text).collect();
        assert_eq!(pieces.concat(), text);
        assert!(pieces.iter().all(|p| p.len() <= MAX_RUN_LENGTH));
    }

    #[test]
    fn words_are_those_of_jieba() {
        let config = TextConfig::default();
        let segmenter = Segmenter::new(&config).unwrap();
        let mut jieba = jieba_rs::Jieba::new();
        for entry in &config.dictionary {
            let suggested = jieba.suggest_freq(&entry.word);
            assert_eq!(segmenter.frequency(&entry.word).is_some(), suggested > 0);
            jieba.add_word(&entry.word, Some(entry.frequency.unwrap_or(0).max(suggested)), None);
        }
        let pages = walkdir::WalkDir::new("data/issues").sort_by_file_name().into_iter().filter_map(Result::ok);
        let mut compared = 0;
        for page in pages.filter(|entry| entry.file_type().is_file()) {
            let text = String::from_utf8_lossy(&std::fs::read(page.path()).unwrap()).into_owned();
            for text in text.lines().chain([text.as_str()]) {
                let expected: Vec<&str> = jieba.cut(text, false).into_iter().map(|token| token.word).collect();
                let actual: Vec<&str> = segmenter.spans(text).into_iter().map(|(a, b)| &text[a..b]).collect();
                assert_eq!(actual, expected);
                compared += expected.len();
            }
        }
        assert!(compared > 100_000, "only {compared} words were compared");
    }
}
