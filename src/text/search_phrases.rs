//! Phrases typed by a user, searched for in headlines and texts.

use crate::text::{Segmenter, normalise};

/// Words for organisations and businesses: a short phrase with one of these behind it is part of a name (两新 in 两新工委).
const ORGANISATIONS: [&str; 8] = ["工委", "党工委", "党委", "党组织", "组织", "党建", "集团", "公司"];
/// Phrases of more characters are no abbreviations that mean something else within a name.
const MAX_ABBREVIATION: usize = 3;
/// Marks that end a clause: words do not reach across them.
const CLAUSE_ENDS: [char; 14] = ['\n', '，', '。', '；', '：', '、', '！', '？', '“', '”', '（', '）', '《', '》'];

/// Phrases to search for.
#[derive(Debug, Clone, Default)]
pub struct SearchPhrases {
    /// The phrases as typed with what they exclude, trimmed.
    typed: Vec<String>,
    /// The same phrases as they appear in normalised texts.
    normalised: Vec<String>,
    /// Longer phrases that hold each one and mean something else.
    excluded: Vec<Vec<String>>,
}

impl SearchPhrases {
    /// Takes phrases in order, skipping empty ones and those that equal an earlier one after normalisation. What stands behind
    /// “ -” excludes longer phrases: `两新 -两新组织 -两新工委`.
    pub fn new<S: AsRef<str>>(typed: &[S]) -> Self {
        let mut phrases = SearchPhrases::default();
        for phrase in typed.iter().map(|phrase| phrase.as_ref().trim()) {
            let mut parts = phrase.split(" -").map(str::trim);
            let begin = parts.next().unwrap_or_default();
            let normalised = normalised_phrase(begin);
            let excluded: Vec<String> = parts.filter(|part| !part.is_empty()).map(normalised_phrase).collect();
            let is_known = phrases.normalised.iter().zip(&phrases.excluded).any(|own| own == (&normalised, &excluded));
            if !begin.is_empty() && !is_known {
                phrases.typed.push(phrase.into());
                phrases.normalised.push(normalised);
                phrases.excluded.push(excluded);
            }
        }
        phrases
    }

    /// Returns the phrases as typed, with what they exclude, so that a chart tells what it counts.
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
        (0..self.typed.len()).filter(|&index| self.is_named(index, &combined)).collect()
    }
}

impl SearchPhrases {
    /// Whether a normalised text holds a phrase and none of its exclusions around it.
    fn is_named(&self, index: usize, text: &str) -> bool {
        let phrase = &self.normalised[index];
        phrase_places(text, phrase).any(|at| {
            let is_excluded = self.excluded[index].iter().any(|longer| {
                longer.match_indices(phrase.as_str()).any(|(offset, _)| {
                    at.checked_sub(offset)
                        .and_then(|begin| text.get(begin..))
                        .is_some_and(|rest| rest.starts_with(longer.as_str()))
                })
            });
            !is_excluded && is_own_word(text, at, phrase)
        })
    }
}

/// Whether a phrase at a place stands for itself: it neither begins nor ends within a word of the dictionary, nor is it the
/// beginning of an organisation's name.
fn is_own_word(text: &str, at: usize, phrase: &str) -> bool {
    let end = at + phrase.len();
    let behind = &text[end..];
    let is_short = phrase.chars().count() <= MAX_ABBREVIATION && !phrase.is_ascii();
    if is_short && ORGANISATIONS.iter().any(|word| behind.starts_with(word)) {
        return false;
    }
    let begin =
        text[..at].rfind(CLAUSE_ENDS).map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8));
    let clause = &text[begin..end + behind.find(CLAUSE_ENDS).unwrap_or(behind.len())];
    let segmenter = Segmenter::base();
    let mut place = begin;
    for word in segmenter.words(clause) {
        let Some(found) = text[place..].find(word) else { continue };
        let (first, last) = (place + found, place + found + word.len());
        place = last;
        let crosses = |border: usize| first < border && border < last;
        // Words that the segmenter only guesses are no evidence, nor are those of which a whole word lies within the phrase
        // (低空经济 in 低空经济体系).
        let inner = &text[first.max(at).min(last)..last.min(end).max(first)];
        let has_inner_word = inner.chars().nth(1).is_some() && segmenter.has_word(inner);
        if (crosses(at) || crosses(end)) && segmenter.has_word(word) && !has_inner_word {
            return false;
        }
    }
    true
}

/// Normalises a phrase, doubled because a text counts as traditional only if it has at least two traditional
/// characters, and a phrase may have just one.
fn normalised_phrase(phrase: &str) -> String {
    let doubled = format!("{phrase}{phrase}");
    normalise(&doubled).chars().take(phrase.chars().count()).collect()
}

/// The places of a phrase in a text. Latin words and numbers match only whole, so “AI” is not found in “said”.
fn phrase_places<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = usize> + 't {
    let continues = |inner: Option<char>, outer: Option<char>| {
        inner.zip(outer).is_some_and(|(inner, outer)| inner.is_ascii_alphanumeric() && outer.is_ascii_alphanumeric())
    };
    let is_whole = move |at: &usize| {
        let (before, after) = (&text[..*at], &text[at + phrase.len()..]);
        !continues(phrase.chars().next(), before.chars().next_back())
            && !continues(phrase.chars().next_back(), after.chars().next())
    };
    text.match_indices(phrase).map(|(at, _)| at).filter(is_whole)
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
    fn a_phrase_is_not_found_within_other_words() {
        let named = |typed: &str, text: &str| !SearchPhrases::new(&[typed]).named_in("", text).is_empty();
        assert!(named("两新", "抓好两新政策落实") && named("两新", "扩围支持“两新”，见效快"));
        assert!(!named("两新", "县委两新工委召开会议") && !named("两新", "加强两新组织党建"));
        assert!(named("两新", "两新工委说，两新补贴已到账"));
        // 人大代表 and 国人大 are cut elsewhere: a phrase does not end within a word.
        assert!(!named("中国人", "参加中国人民大学的活动") || named("中国人", "中国人自己的节日"));
        assert!(!named("发展新", "大力发展新闻事业"));
        assert!(named("低空经济", "构建低空经济体系"));
        assert!(named("双减 -双减办公室", "落实双减要求") && !named("双减 -双减办公室", "双减办公室"));
        let both = SearchPhrases::new(&["双减", "双减 -双减办公室", "双减"]);
        assert_eq!(both.typed(), ["双减", "双减 -双减办公室"]);
        assert_eq!(both.named_in("", "双减办公室"), [0]);
    }

    #[test]
    fn one_traditional_character_is_enough_in_a_phrase() {
        assert_eq!(SearchPhrases::new(&["數字經济"]).named_in("", "发展数字经济"), [0]);
    }
}
