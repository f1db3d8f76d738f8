//! Cuts RTF into groups, control words and text (RTF 1.9.1, "RTF Syntax").

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    GroupStart,
    /// `}`
    GroupEnd,
    /// `\name` with the number that may follow it.
    Word { name: &'a [u8], parameter: Option<i32> },
    /// `\` and a character that is no letter.
    Symbol(u8),
    /// `\'hh`, a byte of the text.
    Byte(u8),
    /// Bytes of the text as they stand.
    Text(&'a [u8]),
}

/// Cuts a file into tokens.
pub(super) struct Tokenizer<'a> {
    rest: &'a [u8],
}

impl<'a> Tokenizer<'a> {
    /// The tokens of a file.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next token. `is_double_byte` tells that in the present encoding some characters take two bytes, of which the
    /// second may look like `\`, `{` or `}`.
    pub fn next(&mut self, is_double_byte: bool) -> Option<Token<'a>> {
        loop {
            return Some(match self.rest {
                [] => return None,
                // Line ends are there for the sake of mail only.
                [b'\r' | b'\n', rest @ ..] => {
                    self.rest = rest;
                    continue;
                }
                [b'{', rest @ ..] => self.advance(rest, Token::GroupStart),
                [b'}', rest @ ..] => self.advance(rest, Token::GroupEnd),
                [b'\\', rest @ ..] => return self.control(rest),
                _ => self.text(is_double_byte),
            });
        }
    }

    fn advance(&mut self, rest: &'a [u8], token: Token<'a>) -> Token<'a> {
        self.rest = rest;
        token
    }

    /// What follows a `\`.
    fn control(&mut self, rest: &'a [u8]) -> Option<Token<'a>> {
        Some(match rest {
            [] => {
                self.rest = rest;
                return None;
            }
            [b'\'', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                self.advance(rest, Token::Byte(16 * hexadecimal(*high) + hexadecimal(*low)))
            }
            [letter, ..] if letter.is_ascii_alphabetic() => self.word(rest),
            [symbol, rest @ ..] => self.advance(rest, Token::Symbol(*symbol)),
        })
    }

    fn word(&mut self, rest: &'a [u8]) -> Token<'a> {
        let (name, rest) = split_where(rest, |byte| !byte.is_ascii_alphabetic());
        let (is_negative, digits) = match rest {
            [b'-', digits @ ..] if digits.first().is_some_and(u8::is_ascii_digit) => (true, digits),
            _ => (false, rest),
        };
        let (digits, rest) = split_where(digits, |byte| !byte.is_ascii_digit());
        let magnitude = digits.iter().fold(0_i32, |number, digit| {
            number.saturating_mul(10).saturating_add(i32::from(digit.saturating_sub(b'0')))
        });
        let parameter = if is_negative { -magnitude } else { magnitude };
        let parameter = (!digits.is_empty()).then_some(parameter);
        // One space belongs to the word.
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        if name == b"bin" {
            // The number counts the bytes that follow; they are no part of the text.
            let length = parameter.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
            self.rest = self.rest.get(length..).unwrap_or_default();
        }
        Token::Word { name, parameter }
    }

    fn text(&mut self, is_double_byte: bool) -> Token<'a> {
        let mut length = 0;
        loop {
            length += match self.rest.get(length..).unwrap_or_default() {
                [] | [b'\\' | b'{' | b'}' | b'\r' | b'\n', ..] => break,
                [0x81..=0xFE, 0x40..=0xFE, ..] if is_double_byte => 2,
                _ => 1,
            };
        }
        let (text, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.advance(rest, Token::Text(text))
    }
}

/// Cuts bytes before the first that ends them.
fn split_where(bytes: &[u8], is_end: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let length = bytes.iter().position(|byte| is_end(*byte)).unwrap_or(bytes.len());
    bytes.split_at_checked(length).unwrap_or((bytes, &[]))
}

/// The value of a hexadecimal digit.
fn hexadecimal(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(bytes: &[u8], is_double_byte: bool) -> Vec<Token<'_>> {
        let mut tokenizer = Tokenizer::new(bytes);
        std::iter::from_fn(|| tokenizer.next(is_double_byte)).collect()
    }

    fn word(name: &str, parameter: impl Into<Option<i32>>) -> Token<'_> {
        Token::Word { name: name.as_bytes(), parameter: parameter.into() }
    }

    #[test]
    fn groups_words_symbols_and_text_are_told_apart() {
        let expected = [
            Token::GroupStart,
            word("rtf", 1),
            word("b", None),
            Token::Text(b"ab"),
            word("u", -10179),
            Token::Text(b"?"),
            Token::Byte(0xD6),
            Token::Symbol(b'~'),
            Token::Symbol(b'\''),
            Token::Text(b"zz-1"),
            Token::GroupEnd,
        ];
        assert_eq!(tokens(b"{\\rtf1\\b ab\r\n\\u-10179?\\'d6\\~\\'zz-1}", false), expected);
    }

    #[test]
    fn numbers_and_lengths_that_a_file_claims_need_not_be_true() {
        assert_eq!(tokens(b"\\fs99999999999999 x", false), [word("fs", i32::MAX), Token::Text(b"x")]);
        assert_eq!(tokens(b"\\bin3 {{{x", false), [word("bin", 3), Token::Text(b"x")]);
        assert_eq!(tokens(b"\\bin2147483647 {{{x", false), [word("bin", i32::MAX)]);
        assert_eq!(tokens(b"a\\", false), [Token::Text(b"a")]);
    }

    #[test]
    fn the_second_byte_of_a_character_is_no_control() {
        // 0xB8 0x5C and 0x8B 0x7D are each one character of GBK.
        let bytes = b"\xB8\\\x8B}x}";
        assert_eq!(tokens(bytes, true), [Token::Text(b"\xB8\\\x8B}x"), Token::GroupEnd]);
        assert_eq!(tokens(bytes, false).first(), Some(&Token::Text(b"\xB8")));
    }
}
