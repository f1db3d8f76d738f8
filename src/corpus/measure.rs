//! Small measures of text that several modules share.

use crate::text::is_han;

/// Whether a text stands in brackets as a whole: “（摘自《兰河日报》）”.
pub(in crate::corpus) fn is_in_brackets(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && text.matches(['（', '(']).count() == 1
}

/// Maps full-width digits, Latin letters, colons, slashes, full stops and spaces to their half-width forms.
pub(in crate::corpus) fn half_width(text: &str) -> String {
    // The forms are no longer than what they stand for.
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(|c| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '：' | '／' | '．' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        '∶' => ':',
        // The strokes of divisions, fractions and boxes stand for that of a path: “文∕方舟”, “兰河日报╱A2版”.
        '\u{2215}' | '\u{2044}' | '╱' => '/',
        '｜' | '丨' => '|',
        '\u{3000}' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\t' => ' ',
        _ => c,
    }));
    folded
}

/// Whether the character is a letter or a digit, which are all that comparisons of headlines look at.
pub(in crate::corpus) fn is_letter(c: char) -> bool {
    // The first test decides for nearly all characters, so the Unicode table is seldom consulted.
    is_han(c) || c.is_alphanumeric()
}

/// The letters and digits of a text, full-width ones made half-width.
pub(in crate::corpus) fn letters(text: &str) -> String {
    half_width(text).chars().filter(|&c| is_letter(c)).collect()
}

/// The number of letters and digits of a text.
pub(in crate::corpus) fn letter_count(text: &str) -> usize {
    text.chars().filter(|&c| is_letter(c)).count()
}

/// The width of a text on paper, in half-width columns.
pub(in crate::corpus) fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || c == '\u{a0}' { 1 } else { 2 }).sum()
}

/// Whether the text is at most this many characters long, which is found without reading a longer text to its end.
pub(in crate::corpus) fn at_most(text: &str, limit: usize) -> bool {
    text.chars().nth(limit).is_none()
}

/// Whether a text has four digits, half or full width, as a year has.
pub(in crate::corpus) fn has_digits(text: &str) -> bool {
    text.chars().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).nth(3).is_some()
}

/// Whether the text ends as a sentence ends, closing quotation marks and brackets apart.
pub(in crate::corpus) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(['”', '’', '）', ')', '」', '』', '》', '"']);
    end.ends_with(['。', '！', '？', '…', '；', '!', '?', ';', '：', ':'])
}

/// Whether an opening quotation mark or bracket of the text is not closed in it.
pub(in crate::corpus) fn has_open_bracket(text: &str) -> bool {
    [('“', '”'), ('《', '》'), ('（', '）'), ('‘', '’'), ('「', '」'), ('(', ')')].iter().any(|&(open, close)| {
        text.chars().filter(|&c| c == open).count() > text.chars().filter(|&c| c == close).count()
    })
}

/// Removes the spaces that come from the layout: in a letter-spaced line all of them (“推 动 高 质 量 发 展”), elsewhere
/// those beside digits and marks (“4 月 25 日”). Spaces between words stay, because headlines and names need them.
pub(in crate::corpus) fn close_up(line: &str) -> String {
    if !line.contains(char::is_whitespace) {
        return line.to_owned();
    }
    let chars: Vec<char> = line.chars().collect();
    let spaces = chars.iter().filter(|c| c.is_whitespace()).count();
    let letters = chars.len() - spaces;
    // Names of two characters are set apart beside what these persons are: “记者 方 舟”.
    let names_role = || line.contains("记者") || line.contains("通讯员");
    let letter_spaced = letters >= 4 && spaces * 5 >= letters * 2 && !names_role();
    let mut closed = String::with_capacity(line.len());
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_whitespace() {
            closed.push(c);
            continue;
        }
        let before = closed.chars().last();
        let after = chars[i + 1..].iter().copied().find(|c| !c.is_whitespace());
        let (Some(before), Some(after)) = (before, after) else { continue };
        let wide = |c: char| is_han(c) || (!c.is_ascii() && !c.is_alphanumeric());
        let drop = if letter_spaced {
            wide(before) || wide(after)
        } else {
            (wide(before) && after.is_ascii_digit() && before != '讯' && before != '电')
                || (before.is_ascii_digit() && wide(after))
                || (!is_han(before) && wide(before) && wide(after))
                || (wide(before) && !is_han(after) && wide(after) && !matches!(after, '（' | '“' | '《'))
        };
        if !drop && !closed.ends_with(' ') {
            closed.push(' ');
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_spacing_is_removed_and_names_keep_their_spaces() {
        assert_eq!(close_up("推 动 高 质 量 发 展 ，促 进 融 合"), "推动高质量发展，促进融合");
        assert_eq!(close_up("局 4 月 25 日下午就加强"), "局4月25日下午就加强");
        assert_eq!(close_up("（记者 何晓岚 陈一舟）4月"), "（记者 何晓岚 陈一舟）4月");
        assert_eq!(close_up("本报讯 4月26日"), "本报讯 4月26日");
        assert_eq!(close_up("本报记者 李 明 通讯员 王 芳"), "本报记者 李 明 通讯员 王 芳");
        assert_eq!(close_up("本 报 记 者 走 进 乡 村"), "本报记者走进乡村");
        assert_eq!(close_up("同心筑梦 共绘蓝图"), "同心筑梦 共绘蓝图");
    }

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
