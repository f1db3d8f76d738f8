//! Regular expressions that are part of the program.

use regex::Regex;

/// The Han characters of news: `\p{Han}` without radicals and old numerals, which inputs do not hold or which are folded. Expressions
/// repeat the class up to twenty times, so that fewer ranges make smaller automata.
const HAN: &str = r"[々〇㐀-䶿一-鿿豈-\u{FAFF}\u{20000}-\u{3FFFF}]";

/// The digits of news, ASCII and full width: `\d` without the digits of sixty other scripts.
const DIGIT: &str = "[0-9０-９]";

/// Compiles a regular expression of the program, in which `\p{Han}` and `\d` stand for the characters that Chinese news have.
///
/// # Panics
/// If the expression is not valid, which the tests would show because they use every one.
pub(crate) fn pattern(text: &str) -> Regex {
    let narrowed = text.replace(r"\p{Han}", HAN).replace(r"\d", DIGIT);
    Regex::new(&narrowed).expect("every pattern of the program is used by a test")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_chinese_news() {
        let all = pattern(r"^[\p{Han}]+$");
        assert!(all.is_match("兰河〇々㐀﨑𠀀") && !all.is_match("兰 河") && !all.is_match("か"));
        let digits = pattern(r"^\d{4}[年\d]+$");
        assert!(digits.is_match("2024年") && digits.is_match("２０２４年１") && !digits.is_match("२०२४年"));
    }
}
