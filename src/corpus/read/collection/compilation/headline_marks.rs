//! What sets the headlines of a compilation apart from other rows, and what is common to all of them.

use crate::corpus::read::collection::compilation::rows::Row;
use crate::corpus::read::collection::compilation::signs::NUMBER;
use crate::corpus::read::one_article::Emphasis;

/// How a headline is set apart: its look, and whether a number stands before it.
pub(super) type Mark = (Option<Emphasis>, Option<char>);

/// How a row is set apart.
pub(super) fn mark(row: &Row) -> Mark {
    let number = NUMBER.is_match(&row.text).then(|| row.text.chars().next()).flatten();
    let kind = number.map(|first| match first {
        '（' | '(' => '（',
        '0'..='9' => '1',
        first if "一二三四五六七八九十".contains(first) => '一',
        first => first,
    });
    // A number sets a headline apart however it looks.
    if kind.is_some() { (None, kind) } else { (row.emphasis, None) }
}

/// The mark of nearly all headlines, which is one that sets them apart.
pub(super) fn common_mark(marks: &[Mark]) -> Option<Mark> {
    // What more than half have is left where each other mark takes one away.
    let (mut common, mut lead) = (*marks.first()?, 0_usize);
    for mark in marks {
        if lead == 0 {
            common = *mark;
        }
        lead = if *mark == common { lead + 1 } else { lead - 1 };
    }
    let count = marks.iter().filter(|mark| **mark == common).count();
    (common != (None, None) && 5 * count >= 4 * marks.len()).then_some(common)
}

/// The kind of number that stands before all headlines.
pub(super) fn common_number(marks: impl Iterator<Item = Mark>) -> Option<char> {
    let mut numbers = marks.map(|(_, number)| number);
    let first = numbers.next()??;
    numbers.all(|number| number == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_all_headlines_are_set_apart_in_one_way() {
        let (bold, numbered, plain) = ((Some(Emphasis::Bold), None), (None, Some('1')), (None, None));
        assert_eq!(common_mark(&[numbered, bold, bold, bold, bold]), Some(bold));
        assert_eq!(common_mark(&[bold, bold, numbered, bold, numbered]), None);
        assert_eq!(common_mark(&[plain, plain, plain]), None);
        assert_eq!(common_mark(&[]), None);
        assert_eq!(common_number([numbered, numbered].into_iter()), Some('1'));
        assert_eq!(common_number([numbered, bold].into_iter()), None);
        assert_eq!(common_number([bold, numbered].into_iter()), None);
    }
}
