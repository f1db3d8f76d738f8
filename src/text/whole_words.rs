//! Words of a user dictionary with characters at which the lattice cuts: names with a middle dot, words with a space, a
//! quotation mark or an asterisk. They are found before the text between them is cut.

use aho_corasick::{AhoCorasick, MatchKind};

/// Finds such words in a text.
#[derive(Debug, Clone)]
pub(super) struct WholeWords(AhoCorasick);

impl WholeWords {
    /// A finder for these words; `None` if there are none.
    pub(super) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<Self> {
        let words: Vec<&str> = words.into_iter().collect();
        if words.is_empty() {
            return None;
        }
        // Only an automaton beyond all bounds of memory fails to build; then the words are cut as without it.
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok().map(WholeWords)
    }

    /// Where the words begin and end, as offsets in bytes. A word with a letter or digit at its end is not found within a longer run
    /// of them.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        self.0.find_iter(text).map(|found| (found.start(), found.end())).filter(|&(start, end)| {
            let goes_on = |inner: Option<char>, outer: Option<char>| {
                let is_latin = |c: char| c.is_ascii_alphanumeric();
                inner.is_some_and(is_latin) && outer.is_some_and(is_latin)
            };
            let word = &text[start..end];
            !goes_on(word.chars().next(), text[..start].chars().next_back())
                && !goes_on(word.chars().next_back(), text[end..].chars().next())
        })
    }
}
