//! Measures and comparisons of text.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;
use crate::text::{half_width, is_han};

/// Counts the Han characters and the words in other scripts.
pub(super) fn letters(text: &str) -> usize {
    let (mut count, mut in_word) = (0, false);
    for c in text.chars() {
        let word = !is_han(c) && c.is_alphanumeric();
        count += usize::from(is_han(c) || (word && !in_word));
        in_word = word;
    }
    count
}

/// Counts the Han characters.
pub(super) fn han(text: &str) -> usize {
    text.chars().filter(|&c| is_han(c)).count()
}

/// The letters and digits of a text in lower case, with full-width forms folded.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().map(half_width).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text with its full-width digits, letters and colons in the usual form.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// A text with every run of white space as one space and none at its ends.
pub(super) fn joined(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !result.is_empty() {
            result.push(' ');
        }
        result.push_str(word);
    }
    result.retain(|c| !matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{AD}') && (!c.is_control()));
    result
}

/// Marks that part a sentence or end it.
pub(super) fn punctuation(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '，' | '。' | '！' | '？' | '；' | '、' | '“' | '”' | '：')).count()
}

/// Whether a text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '）', ')', '」', '』', '"']).ends_with(['。', '！', '？', '；', '…', '!', '?'])
}

/// The length of the longest common subsequence of two texts, of which only the first hundred characters count.
pub(super) fn common_subsequence(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(100).collect();
    let mut row = vec![0usize; other.len() + 1];
    for c in one.chars().take(100) {
        let mut diagonal = 0;
        for (at, &d) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if c == d { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[other.len()]
}

/// Splits a class or an id into its words in lower case: `relatedArticle-list` holds `related`, `article` and `list`.
pub(super) fn name_words(name: &str) -> impl Iterator<Item = String> + '_ {
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern("[A-Z]?[a-z]+|[A-Z]+"));
    WORD.find_iter(name).map(|word| word.as_str().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_han_characters_and_words() {
        assert_eq!(letters("用 Python 3 写的 code，好。"), 4 + 3);
    }

    #[test]
    fn names_are_split_at_marks_and_capitals() {
        let words: Vec<String> = name_words("relatedArticle-list_2 TRS").collect();
        assert_eq!(words, ["related", "article", "list", "trs"]);
    }

    #[test]
    fn common_subsequences_keep_the_order() {
        assert_eq!(common_subsequence("全市会议召开", "全市信访会议今日召开"), 6);
        assert_eq!(common_subsequence("", "全市"), 0);
    }
}
