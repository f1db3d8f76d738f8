//! SearchPhrases that somebody looks for in texts, as they were typed.

use crate::text::normalise;

/// SearchPhrases to look for.
#[derive(Debug, Clone, Default)]
pub struct SearchPhrases {
    /// As typed, without white space around.
    typed: Vec<String>,
    /// As they stand in normalised texts.
    normalised: Vec<String>,
}

impl SearchPhrases {
    /// Takes phrases in their order; empty ones, and those that are the same as an earlier one once normalised, are left out.
    pub fn new<S: AsRef<str>>(typed: &[S]) -> Self {
        let mut phrases = SearchPhrases::default();
        for phrase in typed.iter().map(|phrase| phrase.as_ref().trim()) {
            let normal = normalised_phrase(phrase);
            if !phrase.is_empty() && !phrases.normalised.contains(&normal) {
                phrases.typed.push(phrase.into());
                phrases.normalised.push(normal);
            }
        }
        phrases
    }

    /// The phrases as typed.
    pub fn typed(&self) -> &[String] {
        &self.typed
    }

    /// The phrases (their places in the list) that a headline or the text below it names.
    pub fn named_in(&self, title: &str, text: &str) -> Vec<usize> {
        if self.typed.is_empty() {
            return Vec::new();
        }
        // Together: a headline alone may be too short to tell whether it is traditional. No phrase runs over the line's end.
        let whole = format!("{title}\n{text}");
        let whole = normalise(&whole);
        (0..self.typed.len()).filter(|&number| names(&whole, &self.normalised[number])).collect()
    }
}

/// A phrase as it stands in normalised texts. Traditional characters are told by their share of a text, and one that stands
/// twice counts: a phrase may hold just one.
fn normalised_phrase(phrase: &str) -> String {
    let twice = format!("{phrase}{phrase}");
    normalise(&twice).chars().take(phrase.chars().count()).collect()
}

/// Whether a text names a phrase. Latin letters and digits at its ends may not go on: “AI” does not stand in “said”.
fn names(text: &str, phrase: &str) -> bool {
    let goes_on = |inner: Option<char>, outer: Option<char>| {
        inner.zip(outer).is_some_and(|(inner, outer)| inner.is_ascii_alphanumeric() && outer.is_ascii_alphanumeric())
    };
    text.match_indices(phrase).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + phrase.len()..]);
        !goes_on(phrase.chars().next(), before.chars().next_back())
            && !goes_on(phrase.chars().next_back(), after.chars().next())
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
