//! Lines that tell who wrote a text, or which office answered: the author's office is a place the text is about, the home of a
//! reader who signs a letter is not.

use std::ops::Range;

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::names::boundaries::first_run;
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
    let from = text.ceil_char_boundary(text.len().saturating_sub(AUTHOR_WITHIN));
    let is_author = |at: &usize| ["作者为", "作者系", "作者单位"].iter().any(|mark| text[*at..].starts_with(mark));
    let at = text[from..].rmatch_indices('作').map(|(at, _)| from + at).find(is_author)?;
    CueWords::shared().office.is_in(&text[at..]).then_some(at)
}

/// Where a text tells which office answered a question: “（某市公安局于2024年3月5日回复）”.
pub(super) fn reply_line(text: &str) -> Option<Range<usize>> {
    // “回复” or “答复” before a bracket: one pass finds 复, the character of both; few texts hold it often.
    let is_reply = |&(at, shared): &(usize, &str)| {
        text[..at].ends_with(['回', '答']) && text[at + shared.len()..].starts_with(['）', ')'])
    };
    let (at, _) = text.match_indices('复').find(is_reply)?;
    let end = at - '回'.len_utf8();
    let start = text[..end].rfind(['（', '(', '\n'])?;
    (end - start <= REPLY_WITHIN).then_some(start..end)
}

/// Whether the names from `group` to `end` tell where a reader lives, in a line of its own that signs a letter: “湖南省长沙市　王小明”.
pub(super) fn is_signature(text: &str, group: usize, end: usize) -> bool {
    // Most names stand in a sentence, as the character right behind them shows.
    if !text[end..].starts_with(char::is_whitespace) {
        return false;
    }
    let mut before = text[..group].chars().rev().take_while(|&c| c != '\n').take(MARKS_BEFORE).enumerate();
    let begins_line = !before.any(|(marks, c)| marks + 1 == MARKS_BEFORE || c.is_alphanumeric());
    let behind = first_run(&text[end..], PERSON_WITHIN, |c| c != '\n');
    let ends_line = behind.chars().count() < PERSON_WITHIN;
    let person = behind.trim().trim_end_matches([')', '）', '】']);
    let name = person.chars().filter(|c| !c.is_whitespace());
    begins_line && ends_line && name.clone().all(is_han) && (2..=4).contains(&name.count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str, place: &str) -> bool {
        let group = text.find(place).unwrap();
        is_signature(text, group, group + place.len())
    }

    #[test]
    fn the_first_reply_and_the_last_author_count() {
        let replied = "兰河县的路何时修？（兰河县交通局答复）还有一问，（兰河县住建局回复）";
        assert_eq!(reply_line(replied).map(|line| &replied[line]), Some("（兰河县交通局"));
        assert_eq!(reply_line("答复了再问，恢复)、a复)、复)，没有下文（回复慢"), None);
        let signed = "作者为兰河县一名教师。\n（作者单位：兰河县委政研室）作者说";
        assert_eq!(author_line(signed), signed.find("作者单位"));
        let above = format!("（作者系兰河县委书记）{}", "夜访".repeat(60));
        assert_eq!((author_line(&above), author_line("")), (None, None));
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
