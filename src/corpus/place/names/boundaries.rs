//! Whether a name of a place stands in a text as a word of its own, or is cut out of other words: 自贡 in “来自贡献者”.

use crate::corpus::place::cue_words::CueWords;
use crate::text::{Segmenter, is_han};

/// Length in characters of the text that is segmented on each side of a name. Words are rarely longer than this, and a
/// run of Han characters is seldom ambiguous beyond it.
const WINDOW: usize = 8;

/// Beginnings of longer words of the dictionary that end in the name of a place and still mean the place: “中国台湾”.
const OPEN_BEGINNINGS: [&str; 6] = ["中国", "中共", "武警", "首都", "民盟", "民建"];

/// Single characters before a name with which the dictionary has accidental words: “和资阳”, “从朝阳”.
const LOOSE_CHARACTERS: &str = "和与及从向在到往望对今赴于由为是据经至来去比";

/// A name in a text, and how much of it must stand by itself.
pub(in crate::corpus::place) struct Candidate<'t> {
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
    /// Whether it is a full name, whose last character may also open the next word: 县 in “屯昌县城”.
    pub full: bool,
    /// Whether another name stands right before: 兰州 in “甘肃兰州”, which the dictionary has as one word.
    pub is_led_to: bool,
    /// Whether another name follows right behind: 阿里 in “阿里普兰县”.
    pub leads_on: bool,
}

/// What the words around a name make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus::place) enum Standing {
    /// It is a word, or a name in a longer one.
    Name,
    /// It is cut out of other words.
    CutOut,
    /// Its last character belongs to the next word: 昆明 in “昆明市场”.
    WithoutLast,
}

/// Words that begin with the last character of a full name, which is then no part of the name.
const NEXT_WORDS: [&str; 7] = ["市场", "市值", "市价", "区域", "区间", "区块", "区位"];

impl Candidate<'_> {
    fn name(&self) -> &str {
        &self.text[self.start..self.end]
    }

    /// The end of what must be a word: the name, or a full name without its last character.
    fn stem_end(&self) -> usize {
        let last = self.name().chars().next_back().map_or(0, char::len_utf8);
        let has_stem = self.full && self.name().chars().count() >= 3;
        if has_stem { self.end - last } else { self.end }
    }

    /// Tells what the words around the name make of it.
    pub fn standing(&self) -> Standing {
        let before = last_characters(&self.text[..self.start], WINDOW);
        let after = first_characters(&self.text[self.end..], WINDOW);
        let needed = if self.name().ends_with('州') { 1 } else { 2 };
        let sounds_foreign = foreign(before.chars().rev(), needed) || foreign(after.chars(), 1) && self.is_all_sound();
        if !sounds_foreign && !self.touches_a_word(before, after) && !self.may_be_a_person(before) {
            return Standing::Name;
        }
        let segmenter = Segmenter::base();
        let (from, to) = (self.start - before.len(), self.end + after.len());
        let spans: Vec<(usize, usize)> =
            segmenter.spans(&self.text[from..to]).into_iter().map(|(a, b)| (a + from, b + from)).collect();
        if self.is_cut_out(&spans) || self.is_foreign(&spans) || self.is_person(&spans) {
            return Standing::CutOut;
        }
        let stem_end = self.stem_end();
        let next = spans.iter().find(|span| span.0 == stem_end).map_or("", |&(a, b)| &self.text[a..b]);
        if stem_end < self.end && NEXT_WORDS.iter().any(|word| next.starts_with(word)) {
            Standing::WithoutLast
        } else {
            Standing::Name
        }
    }

    /// Whether the dictionary has a word across either end of the name. Only then the text is segmented.
    fn touches_a_word(&self, before: &str, after: &str) -> bool {
        let segmenter = Segmenter::base();
        let name = self.name();
        let inner = |count: usize| name.char_indices().nth(count).map_or(name.len(), |(at, _)| at);
        let left = [1, 2].into_iter().any(|count| {
            let run = last_characters(before, count);
            run.chars().count() == count
                && [inner(1), inner(2), name.len()]
                    .into_iter()
                    .any(|length| segmenter.has_word(&self.text[self.start - run.len()..self.start + length]))
        });
        let last = name.char_indices().next_back().map_or(0, |(at, _)| at);
        left || [1, 2].into_iter().any(|count| {
            let run = first_characters(after, count);
            run.chars().count() == count && segmenter.has_word(&self.text[self.start + last..self.end + run.len()])
        })
    }

    /// Whether the words leave no boundary at the beginning or at the end of the name.
    fn is_cut_out(&self, spans: &[(usize, usize)]) -> bool {
        let stem_end = self.stem_end();
        let begins = self.is_led_to || spans.iter().any(|&(start, _)| start == self.start);
        // A longer word that ends in the name: 中国台湾, but not 长白山.
        let within = spans.iter().any(|&(start, end)| {
            let lead = self.text.get(start..self.start).unwrap_or_default();
            start < self.start
                && end >= stem_end
                && (OPEN_BEGINNINGS.contains(&lead) || LOOSE_CHARACTERS.contains(lead) && lead.chars().count() == 1)
        });
        let ends = spans.iter().any(|&(start, end)| {
            end == stem_end || end == self.end || start == stem_end || start <= self.start && end > stem_end
        });
        !(begins || within) || !ends
    }

    /// Whether the name is the end or the beginning of a foreign name written by its sound: 德州 in “别尔哥罗德州”.
    fn is_foreign(&self, spans: &[(usize, usize)]) -> bool {
        let single = |&(a, b): &(usize, usize)| {
            self.text[a..b].chars().count() == 1
                && self.text[a..b].chars().all(|c| CueWords::shared().sound.contains(&c))
        };
        let before = spans.iter().rev().skip_while(|span| span.1 > self.start).take_while(|span| single(span)).count();
        let after = spans.iter().skip_while(|span| span.0 < self.end).take_while(|span| single(span)).count();
        // Provinces of other lands are called 州 too: 梅州 in “苏梅州”.
        before >= if self.name().ends_with('州') { 1 } else { 2 } || after >= 1 && self.is_all_sound()
    }

    /// Whether the name itself may be the beginning of a foreign one: 阿里 in “阿里米”.
    fn is_all_sound(&self) -> bool {
        !self.full && !self.leads_on && self.name().chars().all(|c| CueWords::shared().sound.contains(&c))
    }

    /// Whether the character before a short name is a family name that may begin a person's.
    fn may_be_a_person(&self, before: &str) -> bool {
        !self.full && before.chars().next_back().is_some_and(|c| CueWords::shared().surname.contains(&c))
    }

    /// Whether the name is a person's given name: 大庆 in “记者王大庆”.
    fn is_person(&self, spans: &[(usize, usize)]) -> bool {
        let Some(&(start, end)) = spans.iter().find(|span| span.1 == self.start) else { return false };
        let before = &self.text[..start];
        self.may_be_a_person(&self.text[start..end])
            && self.text[start..end].chars().count() == 1
            && (before.chars().next_back().is_none_or(|c| !is_han(c)) || CueWords::shared().person_before.end(before))
    }
}

/// Whether at least this many characters that write foreign sounds stand next to a name.
fn foreign(beside: impl Iterator<Item = char>, needed: usize) -> bool {
    beside.take(needed).filter(|c| CueWords::shared().sound.contains(c)).count() == needed
}

/// The Han characters right at the end of a text, at most `count` of them.
fn last_characters(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().take(count).take_while(|&(_, c)| is_han(c)).last();
    from.map_or("", |(at, _)| &text[at..])
}

/// The Han characters right at the beginning of a text, at most `count` of them.
pub(in crate::corpus::place) fn first_characters(text: &str, count: usize) -> &str {
    first_run(text, count, is_han)
}

/// The characters right at the beginning of a text that belong to a run, at most `count` of them.
pub(in crate::corpus::place) fn first_run(text: &str, count: usize, belongs: impl Fn(char) -> bool) -> &str {
    let length: usize = text.chars().take(count).take_while(|&c| belongs(c)).map(char::len_utf8).sum();
    &text[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(text: &str, name: &str, full: bool) -> Standing {
        let start = text.find(name).unwrap();
        Candidate { text, start, end: start + name.len(), full, is_led_to: false, leads_on: false }.standing()
    }

    #[test]
    fn names_across_the_boundaries_of_words_are_none() {
        for (text, name) in [
            ("这些经验来自贡献突出的班组", "自贡"),
            ("盛大庆祝活动", "大庆"),
            ("形成都市圈", "成都"),
            ("南海南部有大风", "海南"),
            ("人们相信阳光", "信阳"),
            ("增进效益阳光操作", "益阳"),
            ("新开发资源头寸", "河源"),
        ] {
            if text.contains(name) {
                assert_eq!(standing(text, name, false), Standing::CutOut, "{text}");
            }
        }
        assert_eq!(standing("城市南区新建公园", "市南区", true), Standing::CutOut);
        assert_eq!(standing("俄罗斯别尔哥罗德州", "德州", false), Standing::CutOut);
        assert_eq!(standing("本报记者王大庆报道", "大庆", false), Standing::CutOut);
    }

    #[test]
    fn names_that_are_words_stay() {
        for (text, name, full) in [
            ("记者从自贡获悉", "自贡", false),
            ("前往大庆采访", "大庆", false),
            ("海南屯昌县城改造", "屯昌县", true),
            ("中国台湾省", "台湾省", true),
            ("和资阳签约", "资阳", false),
            ("在和田地区调研", "和田地区", true),
            ("成都市民", "成都", false),
        ] {
            assert_eq!(standing(text, name, full), Standing::Name, "{text}");
        }
        assert_eq!(standing("走进昆明市场", "昆明市", true), Standing::WithoutLast);
        // The dictionary has 市场潜力 as one word.
        assert_eq!(standing("双方合作市场潜力大", "合作市", true), Standing::WithoutLast);
    }
}
