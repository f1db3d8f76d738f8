//! Small measures of text that several modules share.

/// Maps full-width digits, Latin letters, colons, slashes, full stops and spaces to their half-width forms.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '：' | '／' | '．' => {
                char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
            }
            '∶' => ':',
            '｜' | '丨' => '|',
            '\u{3000}' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\t' => ' ',
            _ => c,
        })
        .collect()
}

/// Whether the character is a letter or a digit, which are all that comparisons of headlines look at.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// The letters and digits of a text, full-width ones made half-width.
pub(crate) fn letters(text: &str) -> String {
    half_width(text).chars().filter(|&c| is_letter(c)).collect()
}

/// The number of letters and digits of a text.
pub(crate) fn letter_count(text: &str) -> usize {
    text.chars().filter(|&c| is_letter(c)).count()
}

/// The width of a text on paper, in half-width columns.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || c == '\u{a0}' { 1 } else { 2 }).sum()
}

/// Whether the text is at most this many characters long, which is found without reading a longer text to its end.
pub(crate) fn at_most(text: &str, limit: usize) -> bool {
    text.chars().nth(limit).is_none()
}

/// Whether the text ends as a sentence ends, closing quotation marks and brackets apart.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(['”', '’', '）', ')', '」', '』', '》', '"']);
    end.ends_with(['。', '！', '？', '…', '；', '!', '?', ';', '：', ':'])
}

/// Whether an opening quotation mark or bracket of the text is not closed in it.
pub(crate) fn has_open_bracket(text: &str) -> bool {
    [('“', '”'), ('《', '》'), ('（', '）'), ('‘', '’'), ('「', '」'), ('(', ')')].iter().any(|&(open, close)| {
        text.chars().filter(|&c| c == open).count() > text.chars().filter(|&c| c == close).count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_ignore_width_and_marks() {
        assert_eq!(letters("“１２条”新规　（试行）"), "12条新规试行");
        assert_eq!(width("ab桥"), 4);
    }

    #[test]
    fn sentences_end_before_closing_marks() {
        assert!(ends_sentence("他说：“修好了。”"));
        assert!(!ends_sentence("老街换新颜"));
        assert!(has_open_bracket("《云岭县公园"));
        assert!(!has_open_bracket("《云岭县公园》"));
    }
}
