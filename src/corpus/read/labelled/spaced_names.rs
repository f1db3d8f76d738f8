//! Names of fields that are set apart from their values by wide spaces instead of a colon, and have some between their own characters:
//! “标　题　社区食堂开门”.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::at_most;
use crate::corpus::read::labelled::names::{Field, named};
use crate::text::pattern;

/// The fewest such lines of a text, one of which names a headline.
const MIN_FIELDS: usize = 3;
/// The longest line of a field, in characters.
const MAX_LINE: usize = 160;

/// A text with colons behind such names; another text as it is.
pub(in crate::corpus::read) fn with_joined_names(text: &str) -> Cow<'_, str> {
    let fields: Vec<Field> = text.lines().filter_map(spaced).map(|(kind, ..)| kind).collect();
    if fields.len() < MIN_FIELDS || !fields.contains(&Field::Title) {
        return Cow::Borrowed(text);
    }
    let joined =
        |line: &str| spaced(line).map_or_else(|| line.to_owned(), |(_, name, value)| format!("{name}：{value}"));
    Cow::Owned(text.lines().map(joined).collect::<Vec<_>>().join("\n"))
}

/// The field of a line of this form, its name without spaces, and its value.
fn spaced(line: &str) -> Option<(Field, String, &str)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?P<first>\p{Han})[ \x{3000}]{1,4}(?P<second>\p{Han})[ \x{3000}]+|(?P<whole>\p{Han}{3,4})\x{3000}+)(?P<value>[^\s:：].*)$",
        )
    });
    // A quick check spares nearly all lines the regular expression: a space is the second character or the fourth or the fifth.
    let is_space = |at: usize| line.chars().nth(at).is_some_and(|c| matches!(c, ' ' | '\u{3000}'));
    if !(is_space(1) || is_space(3) || is_space(4)) || !at_most(line, MAX_LINE) {
        return None;
    }
    let found = FORM.captures(line)?;
    let name = match found.name("whole") {
        Some(whole) => whole.as_str().to_owned(),
        None => format!("{}{}", &found["first"], &found["second"]),
    };
    Some((named(&name)?, name, found.name("value")?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_and_closed() {
        let text = "(1/2)\n标　题　社区食堂开门：一顿饭八元\n来　源　兰河日报\n日 期 2024/03/05\n责任编辑　方小舟\n\n　　昨天，社区食堂开门。\n";
        let expected = "(1/2)\n标题：社区食堂开门：一顿饭八元\n来源：兰河日报\n日期：2024/03/05\n责任编辑：方小舟\n\n　　昨天，社区食堂开门。";
        assert_eq!(with_joined_names(text), expected);
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in [
            "标 题 党 何 时 休\n昨天。\n",
            "来　源　兰河日报\n日　期　2024/03/05\n版　面　3\n",
            "标　题：老街\n来　源：兰河日报\n日　期：2024\n",
        ] {
            assert_eq!(with_joined_names(text), text);
        }
    }
}
