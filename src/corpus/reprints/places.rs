//! The places that an article names, by level. They distinguish two articles that were written from one template.
//!
//! Townships, counties and provinces tell of their meetings and census days in the same sentences. A reprint is part of the
//! longer printing, so that it shares at least one of the places it names; two articles of one template share none.

/// What the names of places of a level end in.
const LEVELS: [&[&str]; 3] = [&["镇", "乡", "街道"], &["县", "市", "旗"], &["省"]];
/// Characters of a name before its ending: two are enough to tell names apart, and where a longer name begins is unknown.
const NAME_LENGTH: usize = 2;
/// Characters before the ending that make a word of it that is no name: 全市, 我县, 超市, 城乡.
const NO_NAMES: &str = "全我本该各这那此某一二两三四五六七八九十几数多每外出入进在到向为和与及、是有个的城超股夜都门菜楼上下新老故家水思返下离异同市县区乡镇省跨";

/// Characters behind an ending that make another word of it: 乡村, 市场, 市民.
const NO_ENDINGS: &str = "村亲土愁情场民容值静压";

/// The places that a text of letters, digits and Han characters names, each with its level as a prefix that keeps levels apart.
pub(super) fn named(characters: &[char]) -> impl Iterator<Item = (usize, &[char])> {
    (NAME_LENGTH..characters.len()).filter_map(|at| {
        let ending_at = |ending: &&str| begins_with(&characters[at..], ending);
        let level = LEVELS.iter().position(|endings| endings.iter().any(ending_at))?;
        let is_word = characters.get(at + 1).is_some_and(|&next| NO_ENDINGS.contains(next));
        let name = &characters[at - NAME_LENGTH..at];
        (!is_word && name.iter().all(|&character| is_part_of_a_name(character))).then_some((level, name))
    })
}

/// Number of levels.
pub(super) const LEVEL_COUNT: usize = LEVELS.len();

fn begins_with(characters: &[char], word: &str) -> bool {
    let mut rest = characters.iter();
    word.chars().all(|expected| rest.next() == Some(&expected))
}

fn is_part_of_a_name(character: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&character) && !NO_NAMES.contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_level() {
        let found = |text: &str| -> Vec<(usize, String)> {
            let characters: Vec<char> = text.chars().collect();
            named(&characters).map(|(level, name)| (level, name.iter().collect())).collect()
        };
        assert_eq!(found("兰河县青石镇召开大会"), [(1, "兰河".to_owned()), (0, "青石".to_owned())]);
        assert_eq!(found("云溪省江北街道"), [(2, "云溪".to_owned()), (0, "江北".to_owned())]);
        assert!(found("全市超市和城乡夜市我县，真让乡村美，云溪市民").is_empty());
    }
}
