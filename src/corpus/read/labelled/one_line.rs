//! Articles of a corpus whose fields, with their names in brackets, were joined to one line: “【 日 期 】19960104【 标 题 】…【 正 文 】…”.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::pattern;

/// A text of more lines than this is not one whose fields were joined.
const MAX_LINES: usize = 3;

/// The text with each field on a line of its own, where its fields stand on one line.
pub(in crate::corpus::read) fn unfolded(text: &str) -> Cow<'_, str> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"【\s*(?:日\s*期|版\s*[号次名]|标\s*题|作\s*者|正\s*文|来\s*源|栏\s*目|专\s*栏|副\s*题|肩\s*题)\s*】")
    });
    let is_short = text.lines().filter(|line| !line.trim().is_empty()).nth(MAX_LINES).is_none();
    if !is_short || !text.contains('【') {
        return Cow::Borrowed(text);
    }
    let names: Vec<String> =
        NAME.find_iter(text).map(|name| name.as_str().chars().filter(|c| !c.is_whitespace()).collect()).collect();
    let has = |name: &str| names.iter().filter(|found| *found == name).count() == 1;
    if names.len() < 3 || !has("【标题】") || !has("【正文】") {
        return Cow::Borrowed(text);
    }
    let first = NAME.find(text).map_or(0, |found| found.start());
    // A number of the corpus may stand before the first field.
    let begin = if text[..first].chars().any(char::is_alphabetic) { 0 } else { first };
    // Brackets in the text are the text's.
    let text_at =
        NAME.find_iter(text).find(|name| name.as_str().chars().filter(|c| !c.is_whitespace()).eq("【正文】".chars()));
    let (fields, rest) = text.split_at(text_at.map_or(text.len(), |name| name.end()));
    Cow::Owned(format!("{}{rest}", NAME.replace_all(&fields[begin..], "\n$0").trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_to_lines_of_their_own() {
        let text = "17,【日 期】20240305【版 号】1【标 题】集市开张【作 者】方舟【正 文】集市昨晚开张，见【栏目】。";
        let lines: Vec<String> = unfolded(text).lines().map(str::to_owned).collect();
        assert_eq!(lines[..2], ["【日 期】20240305", "【版 号】1"]);
        assert_eq!(lines.len(), 5);
        for text in ["【集市开张】集市昨晚开张。", "【标题】集市开张\n集市昨晚开张。"] {
            assert_eq!(unfolded(text), text);
        }
    }
}
