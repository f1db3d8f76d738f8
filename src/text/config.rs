//! Segmentation settings, stored in every model so that a model carries its own tokenizer.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::text::half_width;

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

/// Reads a user dictionary with one `word [frequency [tag]]` per line, as jieba has it: the word may hold spaces, and the frequency
/// may be missing before a tag. Tabs and commas separate too, and a first line that names columns is skipped. `#` starts a
/// comment, and CRLF line ends and a byte order mark are accepted. Errors name `file`.
///
/// # Errors
/// Returns [`Error::BadDictionary`] with the line number if a line holds several Chinese words: the second is no frequency.
pub fn parse_dictionary(file: &str, text: &str) -> Result<Vec<DictionaryEntry>> {
    let mut entries = Vec::new();
    for (number, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || number == 0 && is_heading(line) {
            continue;
        }
        let line: String = line.chars().map(half_width).collect();
        let (word, frequency) = parse_entry(&line).map_err(|value| Error::BadDictionary {
            file: file.into(),
            line: number as u64 + 1,
            problem: format!("frequency `{value}` is not a number"),
        })?;
        entries.push(DictionaryEntry { word: super::normalise(&word).into_owned(), frequency });
    }
    entries.sort();
    entries.dedup_by(|a, b| a.word == b.word);
    Ok(entries)
}

/// The characters between the fields of a table.
const SEPARATORS: [char; 3] = ['\t', ',', '，'];

/// The word and the frequency of a line, or what stands in the place of a frequency.
fn parse_entry(line: &str) -> std::result::Result<(String, Option<usize>), String> {
    if line.contains(SEPARATORS) {
        let mut fields = line.split(SEPARATORS).map(|field| field.trim().trim_matches('"'));
        let word = fields.next().unwrap_or_default().to_owned();
        let frequency = fields.next().filter(|field| !field.is_empty() && !is_tag(field));
        return match frequency.map(|value| value.parse().map_err(|_| value.to_owned())) {
            None => Ok((word, None)),
            Some(frequency) => frequency.map(|frequency| (word, Some(frequency))),
        };
    }
    let mut fields: Vec<&str> = line.split_whitespace().collect();
    if fields.len() > 1 && fields.last().is_some_and(|last| is_tag(last)) {
        fields.pop();
    }
    let frequency = fields.last().filter(|_| fields.len() > 1).and_then(|last| last.parse().ok());
    if frequency.is_some() {
        fields.pop();
    }
    // A space within a word stands beside a word in Latin letters: “Edu Trust认证”.
    let is_latin = |field: &&str| field.contains(|c: char| c.is_ascii_alphanumeric());
    // Two characters set apart, as in justified columns, are one word: “重　庆”.
    if fields.len() > 1 && fields.iter().all(|field| field.chars().count() == 1 && !is_latin(field)) {
        return Ok((fields.concat(), frequency));
    }
    match fields[..] {
        [_, second, ..] if !fields.iter().any(is_latin) => Err(second.to_owned()),
        _ => Ok((fields.join(" "), frequency)),
    }
}

/// Whether a field is one of jieba's tags of parts of speech, such as `n` and `nrt`.
fn is_tag(field: &str) -> bool {
    field.len() <= 4 && field.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether the first line of a dictionary names its columns.
fn is_heading(line: &str) -> bool {
    let first = line.split(SEPARATORS).next().unwrap_or_default();
    line.contains(SEPARATORS)
        && ["词语", "词", "词条", "单词", "word", "term"].contains(&first.trim().to_lowercase().as_str())
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
    fn lines_as_jieba_and_tables_have_them() {
        let text =
            "词语,词频\n接诉即办,500\n链长制\t20\tn\n柳小荷 nr\n创新办 ３ i\nEdu Trust认证 2000\nOpen Day\n柳　河 7\n";
        let entries = parse_dictionary("my.csv", text).unwrap();
        let read: Vec<(&str, Option<usize>)> = entries.iter().map(|e| (e.word.as_str(), e.frequency)).collect();
        let expected = [
            ("edu trust认证", Some(2000)),
            ("open day", None),
            ("创新办", Some(3)),
            ("接诉即办", Some(500)),
            ("柳小荷", None),
            ("柳河", Some(7)),
            ("链长制", Some(20)),
        ];
        assert_eq!(read, expected);
        assert!(parse_dictionary("my.csv", "接诉即办,多\n").is_err());
    }

    #[test]
    fn a_bad_frequency_is_reported_with_its_line() {
        let error = parse_dictionary("my.txt", "链长制 5\n河长制 多\n").unwrap_err();
        assert!(error.to_string().starts_with("my.txt:2:"), "{error}");
    }
}
