//! Forms: the name of a field on one line, its value on the next, as the tables of Word documents give them.

use crate::corpus::measure::{at_most, ends_sentence};
use crate::corpus::read::labelled::field::{Field, named, set_field};
use crate::corpus::read::parts::ArticleParts;

/// The longest value of a field below the text, in characters.
const MAX_NOTE: usize = 30;

/// The article of a form, whose lines are in turn the name of a field and its value; none where the text is no such form.
/// Below the fields the text may stand without a name.
pub(in crate::corpus::read) fn form(lines: &[&str]) -> Option<ArticleParts> {
    let name_of = |line: &str| named(&line.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    // The form may bear a title: “稿件登记表”.
    let is_title =
        |line: &&str| name_of(line).is_none() && line.ends_with(['表', '单', '卡']) && line.chars().count() <= 20;
    let title = lines.iter().take_while(|line| is_title(line)).count();
    let mut lines = &lines[title.min(lines.len())..];
    name_of(lines.first()?)?;
    // Who cut the article out, and when, stands below its text.
    while let [fields @ .., name, value] = lines
        && name_of(name) == Some(Field::Other)
        && at_most(value, MAX_NOTE)
        && !ends_sentence(value)
    {
        lines = fields;
    }
    let mut parts = ArticleParts::default();
    let (mut kind, mut count, mut has_value) = (Field::Other, 0, false);
    for &line in lines {
        match name_of(line) {
            Some(field) if kind != Field::Text => {
                (kind, has_value) = (field, false);
                count += 1;
            }
            _ if kind == Field::Text || has_value => {
                kind = Field::Text;
                parts.paragraphs.push(line.to_owned());
            }
            _ => {
                set_field(&mut parts, kind, line);
                has_value = true;
            }
        }
    }
    (count >= 3 && !parts.title.is_empty() && !parts.paragraphs.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_stand_in_turn() {
        let lines = [
            "报刊名称",
            "兰河日报",
            "日期",
            "2023年9月12日",
            "版面",
            "6",
            "标题",
            "集市搬进社区",
            "昨天，集市开张。",
            "摊位一百个。",
        ];
        let parts = form(&lines).expect("a form");
        assert_eq!(
            (parts.title.as_str(), parts.source.as_str(), parts.page.as_str()),
            ("集市搬进社区", "兰河日报", "6")
        );
        assert_eq!(parts.paragraphs, ["昨天，集市开张。", "摊位一百个。"]);
        assert!(form(&["标题", "集市搬进社区", "昨天，集市开张。"]).is_none());
    }
}
