//! Lines that tell who wrote a text, or which office answered: the author's office is a place the text is about, the home of a
//! reader who signs a letter is not.

use std::ops::Range;

use crate::corpus::place::cue_words::CueWords;
use crate::text::is_han;

/// The longest line that names who replied, in bytes.
const REPLY_WITHIN: usize = 160;

/// How far from its end a text names its author, in bytes.
const AUTHOR_WITHIN: usize = 300;

/// Before the place in a signature stand fewer characters than this: spaces, a bracket or a mark such as ■.
const MARKS_BEFORE: usize = 8;

/// Behind the place in a signature stand fewer characters than this: spaces and a person's name.
const PERSON_WITHIN: usize = 14;

/// The offset of the line that names the author and the office that he holds in a place, if the text ends with one.
pub(super) fn author_line(text: &str) -> Option<usize> {
    let from = text.char_indices().map(|(at, _)| at).find(|at| text.len() - at <= AUTHOR_WITHIN)?;
    let cues = CueWords::shared();
    let at = ["作者为", "作者系", "作者单位"].iter().filter_map(|mark| text[from..].rfind(mark)).max()? + from;
    cues.office.is_in(&text[at..]).then_some(at)
}

/// Where a text tells which office answered a question: “（某市公安局于2024年3月5日回复）”.
pub(super) fn reply_line(text: &str) -> Option<Range<usize>> {
    let end = ["回复）", "回复)", "答复）", "答复)"].iter().filter_map(|mark| text.find(mark)).min()?;
    let start = text[..end].rfind(['（', '(', '\n'])?;
    (end - start <= REPLY_WITHIN).then_some(start..end)
}

/// Whether the names from `group` to `end` tell where a reader lives, in a line of its own that signs a letter: “湖南省长沙市　王小明”.
pub(super) fn is_signature(text: &str, group: usize, end: usize) -> bool {
    let (mut marks, mut begins_line) = (0, true);
    for c in text[..group].chars().rev().take_while(|&c| c != '\n').take(MARKS_BEFORE) {
        marks += 1;
        begins_line &= !c.is_alphanumeric();
    }
    let behind: String = text[end..].chars().take(PERSON_WITHIN).take_while(|&c| c != '\n').collect();
    let ends_line = behind.chars().count() < PERSON_WITHIN;
    let person = behind.trim().trim_end_matches([')', '）', '】']);
    let name: Vec<char> = person.chars().filter(|c| !c.is_whitespace()).collect();
    begins_line
        && marks < MARKS_BEFORE
        && ends_line
        && behind.starts_with(char::is_whitespace)
        && (2..=4).contains(&name.len())
        && name.iter().all(|&c| is_han(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str, place: &str) -> bool {
        let group = text.find(place).unwrap();
        is_signature(text, group, group + place.len())
    }

    #[test]
    fn readers_sign_with_their_place_and_name() {
        for text in [
            "来信说，路灯应当早修。\n　　湖南省长沙市　王小明",
            "湖南省长沙市  王  明\n路灯应当早修。",
            "路灯应当早修。\n（■湖南省长沙市 王先生）\n",
        ] {
            assert!(signs(text, "湖南省长沙市"), "{text}");
        }
        for text in [
            "湖南省长沙市的路灯修好了。\n街坊说好。",
            "路灯修好了。湖南省长沙市 王小明",
            "湖南省长沙市 三条主干道的路灯本周全部修好\n街坊说好。",
            "湖南省长沙市\n王小明",
        ] {
            assert!(!signs(text, "湖南省长沙市"), "{text}");
        }
    }
}
