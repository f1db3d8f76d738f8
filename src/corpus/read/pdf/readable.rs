//! Tells whether the text of a page can be read.

/// Whether more than a tenth of the characters cannot be read: replaced, private, control, or foreign to Chinese text.
pub(super) fn is_unreadable(characters: impl Iterator<Item = char>) -> bool {
    let (mut total, mut bad) = (0_usize, 0_usize);
    for character in characters.filter(|character| !character.is_whitespace()) {
        total += 1;
        bad += usize::from(!is_usual(character));
    }
    bad * 10 > total
}

/// Whether a character occurs in Chinese text: ASCII, Latin letters, Greek and Cyrillic, punctuation, symbols, CJK.
fn is_usual(character: char) -> bool {
    matches!(
        character,
        ' '..='~' | '\u{A0}'..='\u{24F}' | 'Α'..='ω' | 'Ѐ'..='ӿ' | '\u{2000}'..='\u{2BFF}' | '\u{2E80}'..='\u{2FDF}'
            | '\u{3000}'..='\u{312F}' | '\u{3200}'..='\u{33FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{323AF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_cannot_be_read_are_told() {
        assert!(!is_unreadable("云溪县启动春灌保障行动，ABC 123。".chars()));
        assert!(is_unreadable("\u{FFFD}\u{FFFD}云溪县启动春灌保障".chars()));
        assert!(is_unreadable("\u{E001}\u{E002}\u{E003}".chars()));
        assert!(!is_unreadable("".chars()));
    }
}
