//! Phrases typed by a user, searched for in headlines and texts.

use crate::text::normalise;

/// Phrases to search for.
#[derive(Debug, Clone, Default)]
pub struct SearchPhrases {
    /// The phrases as typed, trimmed.
    typed: Vec<String>,
    /// The same phrases as they appear in normalised texts.
    normalised: Vec<String>,
}

impl SearchPhrases {
    /// Takes phrases in order, skipping empty ones and those that equal an earlier one after normalisation.
    pub fn new<S: AsRef<str>>(typed: &[S]) -> Self {
        let mut phrases = SearchPhrases::default();
        for phrase in typed.iter().map(|phrase| phrase.as_ref().trim()) {
            let normalised = normalised_phrase(phrase);
            if !phrase.is_empty() && !phrases.normalised.contains(&normalised) {
                phrases.typed.push(phrase.into());
                phrases.normalised.push(normalised);
            }
        }
        phrases
    }

    /// Returns the phrases as typed.
    pub fn typed(&self) -> &[String] {
        &self.typed
    }

    /// Returns the indices of the phrases that occur in a headline or in the text below it.
    pub fn named_in(&self, title: &str, text: &str) -> Vec<usize> {
        if self.typed.is_empty() {
            return Vec::new();
        }
        // Both are normalised together because a headline alone may be too short to recognise as traditional. The line
        // end keeps a phrase from matching across them.
        let combined = format!("{title}\n{text}");
        let combined = normalise(&combined);
        (0..self.typed.len()).filter(|&index| contains_phrase(&combined, &self.normalised[index])).collect()
    }
}

/// Normalises a phrase, doubled because a text counts as traditional only if it has at least two traditional
/// characters, and a phrase may have just one.
fn normalised_phrase(phrase: &str) -> String {
    let doubled = format!("{phrase}{phrase}");
    normalise(&doubled).chars().take(phrase.chars().count()).collect()
}

/// Whether a text contains a phrase. Latin words and numbers match only whole, so “AI” is not found in “said”.
fn contains_phrase(text: &str, phrase: &str) -> bool {
    let continues = |inner: Option<char>, outer: Option<char>| {
        inner.zip(outer).is_some_and(|(inner, outer)| inner.is_ascii_alphanumeric() && outer.is_ascii_alphanumeric())
    };
    text.match_indices(phrase).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + phrase.len()..]);
        !continues(phrase.chars().next(), before.chars().next_back())
            && !continues(phrase.chars().next_back(), after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_however_they_are_printed() {
        let phrases = SearchPhrases::new(&["人工智能＋", " 新質生產力 ", "ＡＩ", "", "新质生产力"]);
        assert_eq!(phrases.typed(), ["人工智能＋", "新質生產力", "ＡＩ"]);
        assert_eq!(phrases.named_in("“人工智能+”行动", "加快发展新质生产力。"), [0, 1]);
        assert_eq!(phrases.named_in("", "加快發展新質生產力，這是機遇。"), [1]);
        assert_eq!(phrases.named_in("ai进工厂", ""), [2]);
        assert!(phrases.named_in("新质", "生产力 he said").is_empty());
        assert!(SearchPhrases::new::<&str>(&[]).named_in("甲", "乙").is_empty());
    }

    #[test]
    fn one_traditional_character_is_enough_in_a_phrase() {
        assert_eq!(SearchPhrases::new(&["數字經济"]).named_in("", "发展数字经济"), [0]);
    }
}
