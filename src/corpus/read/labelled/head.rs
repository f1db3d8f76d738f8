//! The named fields above the text of one article.

use crate::corpus::read::labelled::field::{fields, parts as name_and_value, set_field};
use crate::corpus::read::labelled::names::Field;
use crate::corpus::read::parts::ArticleParts;

/// The longest line, in characters, that stands among the fields without being one that is known.
const MAX_OTHER: usize = 80;
/// A line of unknown name is a field where one of the next lines of this number is a known one.
const LOOK_AHEAD: usize = 3;

/// The fields above a text.
#[derive(Debug, Clone, Default)]
pub(in crate::corpus::read) struct LabelledHead {
    /// Headline, day, paper, page and author.
    pub parts: ArticleParts,
    /// The lines that the fields take.
    pub lines: usize,
    /// The beginning of the text, where it stands behind its name on the last of these lines.
    pub text: String,
}

/// The fields that stand, one a line or several, at the top of a text; none where the text is no such one. They tell the
/// headline, or both the text's beginning and where or when it was published.
pub(in crate::corpus::read) fn head(lines: &[&str]) -> Option<LabelledHead> {
    let mut head = LabelledHead::default();
    let (mut count, mut has_text) = (0, false);
    for (at, line) in lines.iter().enumerate() {
        let found = fields(line);
        if let [(Field::Text, value)] = found.as_slice() {
            (head.lines, has_text) = (at + 1, true);
            (*value).clone_into(&mut head.text);
            count += 1;
            break;
        }
        if found.is_empty() {
            let next = lines.iter().skip(at + 1).take(LOOK_AHEAD);
            let is_field = line.chars().count() <= MAX_OTHER
                && name_and_value(line).is_some()
                && next.clone().any(|next| !fields(next).is_empty());
            if count > 0 && is_field {
                continue;
            }
            break;
        }
        // Without a kicker above it 主题 names what an event is about.
        if matches!(found.as_slice(), [(Field::MainTitle, _)]) && head.parts.title.is_empty() {
            break;
        }
        for (field, value) in found {
            set_field(&mut head.parts, field, value);
            count += 1;
        }
        head.lines = at + 1;
    }
    let ArticleParts { title, date, source, .. } = &head.parts;
    let tells = !title.is_empty() || has_text && (date.is_some() || !source.is_empty());
    (count >= 2 && tells).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_up_to_the_text() {
        let lines = [
            "【标题】集市搬进社区",
            "【作者】何晓岚",
            "【来源】兰河日报",
            "【日期】2023.12.06",
            "【版次】A2",
            "【栏目】城事",
            "【正文】昨天，集市开张。",
        ];
        let found = head(&lines).expect("fields");
        assert_eq!((found.parts.title.as_str(), found.parts.page.as_str()), ("集市搬进社区", "A2"));
        assert_eq!((found.lines, found.text.as_str()), (7, "昨天，集市开张。"));
        let lines = ["肩题：关注民生", "主题：气温骤降", "副题：蔬菜涨价", "作者：何晓岚", "　　昨天，气温骤降。"];
        let found = head(&lines).expect("fields");
        assert_eq!((found.parts.title.as_str(), found.lines), ("关注民生 气温骤降 蔬菜涨价", 4));
        let lines = [
            "Title: 集市开张",
            "URL Source: https://a.example/1",
            "Published Time: 2024-03-05T08:00:00+08:00",
            "Markdown Content:",
            "昨天，集市开张。",
        ];
        let found = head(&lines).expect("fields");
        assert_eq!((found.parts.title.as_str(), found.lines), ("集市开张", 4));
        let lines = ["标题: 集市开张", "编码: 17", "媒体: 兰河日报", "发布日期: 20240305", "昨天，集市开张。"];
        let found = head(&lines).expect("fields");
        assert_eq!((found.parts.source.as_str(), found.lines), ("兰河日报", 4));
        assert!(found.parts.date.is_some());
    }

    #[test]
    fn other_texts_have_no_such_fields() {
        assert!(head(&["集市搬进社区", "来源：兰河日报", "昨天，集市开张。"]).is_none());
        assert!(head(&["来源：兰河日报　日期：2024-03-05", "昨天，集市开张。"]).is_none());
        assert!(head(&["记者：集市为什么搬？", "何晓岚：街太窄。"]).is_none());
    }
}
