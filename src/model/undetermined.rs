//! Texts that tell the model too little for a theme.
//!
//! A linear model gives every text a theme: without known terms its biases alone decide, and those favour rare themes.
//! Such a text therefore gets no theme but a reason.

use crate::corpus::headless_continuation;
use crate::corpus::page::Furniture;
use crate::features::KnownWords;
use crate::text::is_han;

/// A text is unreadable if more than this share of its characters is.
const MAX_UNREADABLE_SHARE: f64 = 0.1;
/// A text is of another script if more than this share of its letters is neither Han nor Latin: kana, Hangul, Tibetan.
const MAX_OTHER_SHARE: f64 = 0.3;
/// A text is of another script if less than this share of its units is Han, where a Latin word is one unit.
const MIN_HAN_SHARE: f64 = 0.25;
/// The model must know this share of the words. Of the labelled articles that it did not learn from, the lowest share was
/// above it for all but 1 in 1,000 (docs/DECISIONS.md).
const MIN_KNOWN_SHARE: f64 = 0.3;

/// The most bytes of an imprint.
const MAX_IMPRINT_BYTES: usize = 400;

/// A text without one of these characters has none of those that [`garbled_characters`] counts.
const GARBLED: [char; 3] = ['锟', '烫', '屯'];

/// Why an article is given no theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Undetermined {
    /// There are no letters: digits, marks or nothing at all.
    NoText,
    /// The text is not Chinese.
    OtherScript,
    /// Too many characters could not be decoded.
    Unreadable,
    /// The model knows too few of the words.
    UnknownWords,
    /// There is nothing but an imprint: the names of editors and designers, telephone numbers.
    Imprint,
    /// It is the rest of an article of another page, without headline, and its first part was not found.
    Continuation,
}

impl Undetermined {
    /// The reason as tables have it.
    pub fn id(self) -> &'static str {
        match self {
            Undetermined::NoText => "no-text",
            Undetermined::OtherScript => "other-script",
            Undetermined::Unreadable => "unreadable",
            Undetermined::UnknownWords => "unknown-words",
            Undetermined::Imprint => "imprint",
            Undetermined::Continuation => "continuation",
        }
    }

    /// The reason that tables call so.
    pub fn from_id(id: &str) -> Option<Self> {
        let all =
            [Self::NoText, Self::OtherScript, Self::Unreadable, Self::UnknownWords, Self::Imprint, Self::Continuation];
        all.into_iter().find(|reason| reason.id() == id)
    }

    /// Why a text is given no theme, if it is. `known` counts the words that the model knows.
    pub(super) fn of(headline: &str, body: &str, known: KnownWords) -> Option<Self> {
        let mut characters = CharacterCounts::default();
        [headline, body].into_iter().for_each(|text| characters.add(text));
        characters.problem().or_else(|| {
            let share = known.unknown_share().map_or(0.0, |unknown| 1.0 - unknown);
            let is_unknown = (share < MIN_KNOWN_SHARE).then_some(Undetermined::UnknownWords);
            is_unknown
                .or_else(|| is_imprint(headline, body).then_some(Undetermined::Imprint))
                .or_else(|| headless_continuation(headline, body).map(|_| Undetermined::Continuation))
        })
    }
}

/// Whether a short text is an imprint, which crawlers keep as a row of its own. Longer texts are not looked at.
fn is_imprint(headline: &str, body: &str) -> bool {
    let mut lines = headline.lines().chain(body.lines()).filter(|line| !line.trim().is_empty());
    headline.len() + body.len() <= MAX_IMPRINT_BYTES && lines.all(Furniture::is_imprint)
}

/// The characters of a text by kind.
#[derive(Debug, Default)]
struct CharacterCounts {
    han: usize,
    latin_words: usize,
    /// Letters of other scripts.
    other: usize,
    unreadable: usize,
    /// Digits and marks.
    rest: usize,
}

impl CharacterCounts {
    fn add(&mut self, text: &str) {
        let (mut is_in_latin_word, mut may_be_garbled) = (false, false);
        for character in text.chars() {
            if is_han(character) {
                self.han += 1;
                is_in_latin_word = false;
                may_be_garbled |= GARBLED.contains(&character);
                continue;
            }
            let is_latin = is_latin(character);
            if is_common_mark(character) {
                self.rest += 1;
            } else if is_latin {
                self.latin_words += usize::from(!is_in_latin_word);
            } else if is_unreadable(character) {
                self.unreadable += 1;
            } else if character.is_alphabetic() {
                self.other += 1;
            } else if !character.is_whitespace() {
                self.rest += 1;
            }
            is_in_latin_word = is_latin;
        }
        if may_be_garbled {
            // Each of these is a Han character by itself.
            let garbled = garbled_characters(text);
            self.unreadable += garbled;
            self.han -= garbled;
        }
    }

    fn problem(&self) -> Option<Undetermined> {
        let letters = self.han + self.latin_words + self.other;
        let all = (letters + self.unreadable + self.rest) as f64;
        if self.unreadable as f64 > MAX_UNREADABLE_SHARE * all {
            Some(Undetermined::Unreadable)
        } else if letters == 0 {
            Some(Undetermined::NoText)
        } else if self.other as f64 > MAX_OTHER_SHARE * letters as f64
            || (self.han as f64) < MIN_HAN_SHARE * letters as f64
        {
            Some(Undetermined::OtherScript)
        } else {
            None
        }
    }
}

/// The number of Han characters that stand for bytes which tell nothing: 锟斤拷 is what GBK makes of the replacement character, 烫 and 屯
/// of memory that was never written.
fn garbled_characters(text: &str) -> usize {
    const FILLERS: [char; 2] = ['烫', '屯'];
    const MIN_RUN: usize = 4;
    let replaced = 3 * text.matches("锟斤拷").count();
    let runs = FILLERS.iter().filter(|filler| text.contains(**filler));
    let filled = |filler: &char| {
        text.split(|c| c != *filler).map(|run| run.chars().count()).filter(|run| *run >= MIN_RUN).sum::<usize>()
    };
    replaced + runs.map(filled).sum::<usize>()
}

/// Letters of the Latin script, full-width ones included (Unicode blocks up to Latin Extended-B).
fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic()
        || matches!(character, '\u{C0}'..='\u{24F}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
            && character.is_alphabetic()
}

/// Digits and the commonest marks, which are recognised without a look into the tables of Unicode.
fn is_common_mark(character: char) -> bool {
    matches!(character, '0'..='9' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3004}' | '\u{FF01}'..='\u{FF20}')
}

/// Characters that stand for what could not be decoded: the replacement character, controls and private use.
fn is_unreadable(character: char) -> bool {
    character == char::REPLACEMENT_CHARACTER
        || matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
        || character.is_control() && !character.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL_KNOWN: KnownWords = KnownWords { known: 10, all: 10 };

    #[test]
    fn a_text_that_is_not_readable_chinese_has_its_reason() {
        let reason = |text: &str| Undetermined::of("", text, ALL_KNOWN);
        assert_eq!(reason("བོད་རང་སྐྱོང་ལྗོངས་ཀྱི་སློབ་གྲྭ།"), Some(Undetermined::OtherScript));
        assert_eq!(reason("日本の新しい政策について説明会が開かれました。"), Some(Undetermined::OtherScript));
        assert_eq!(reason("The ministers met on Tuesday."), Some(Undetermined::OtherScript));
        assert_eq!(reason("�������� 会议 ��������"), Some(Undetermined::Unreadable));
        assert_eq!(reason("锟斤拷锟斤拷锟斤拷，锟斤拷锟斤拷会议。"), Some(Undetermined::Unreadable));
        assert_eq!(reason("烫烫烫烫烫烫烫烫屯屯屯屯"), Some(Undetermined::Unreadable));
        for text in ["", "……", "12 345 678", "　\n"] {
            assert_eq!(reason(text), Some(Undetermined::NoText), "{text:?}");
        }
    }

    #[test]
    fn latin_words_and_a_few_unreadable_characters_do_not_matter() {
        let reason = |text: &str| Undetermined::of("", text, ALL_KNOWN);
        assert_eq!(reason("OpenAI发布GPT-5 Codex模型"), None);
        assert_eq!(
            reason("网页上的“锟斤拷”从何而来？兰河市图书馆开讲编码的故事，市民听得津津有味，孩子们也来了。"),
            None
        );
        assert_eq!(reason("这碗面烫烫烫！屯里的集市开张了。"), None);
        assert_eq!(reason("全市信访工作会议召开，要求化解积案�。"), None);
        assert_eq!(Undetermined::of("招商引资推介会", "English summary only", ALL_KNOWN), None);
    }

    #[test]
    fn an_imprint_is_no_article() {
        let reason = |headline: &str, body: &str| Undetermined::of(headline, body, ALL_KNOWN);
        assert_eq!(reason("", "本版责编：何晓岚  陈一舟"), Some(Undetermined::Imprint));
        assert_eq!(
            reason("本版责编：何晓岚", "版式设计：方小舟\n投稿邮箱：a@lanhe.example"),
            Some(Undetermined::Imprint)
        );
        assert_eq!(reason("集市搬进社区", "版式设计：方小舟"), None);
        assert_eq!(reason("", "昨天，集市开张。\n责编：何晓岚"), None);
    }

    #[test]
    fn the_headless_rest_of_an_article_is_no_news_of_its_own() {
        let reason = |headline: &str, body: &str| Undetermined::of(headline, body, ALL_KNOWN);
        assert_eq!(reason("", "（上接第一版）每座公园都有步道。"), Some(Undetermined::Continuation));
        assert_eq!(reason("（上接第一版）", "每座公园都有步道。"), Some(Undetermined::Continuation));
        assert_eq!(reason("河畔新增三处便民公园", "（上接第一版）每座公园都有步道。"), None);
        assert_eq!(reason("", "每座公园都有步道。"), None);
        assert_eq!(Undetermined::from_id("continuation"), Some(Undetermined::Continuation));
    }

    #[test]
    fn a_text_of_unknown_words_is_undetermined() {
        let reason = |known, all| Undetermined::of("", "魑魅魍魉饕餮貔貅", KnownWords { known, all });
        assert_eq!(reason(0, 9), Some(Undetermined::UnknownWords));
        assert_eq!(reason(0, 0), Some(Undetermined::UnknownWords));
        assert_eq!(reason(3, 9), None);
    }
}
