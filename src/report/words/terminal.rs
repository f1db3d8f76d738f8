//! Text on a terminal: its width, and values as a shell takes them.

/// The width of a text on a terminal in columns: Han characters take two.
pub(crate) fn places(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Pads a text at its right to a width on a terminal.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(places(text))))
}

/// Pads a text at its left to a width on a terminal.
pub(crate) fn padded_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(places(text))))
}

/// A value as a shell takes it; only what a shell would take apart is quoted.
pub fn shell_word(value: &str) -> String {
    let is_special = |c: char| c.is_whitespace() || "\"'`$&|;()<>*?!\\#~".contains(c);
    match shlex::try_quote(value) {
        Ok(quoted) if value.contains(is_special) => quoted.into_owned(),
        _ => value.to_owned(),
    }
}
