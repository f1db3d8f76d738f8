//! Whether values hold articles for certain: in formats that hold much else, titles alone are those of buttons, pages and settings.

use serde_json::Value;

use crate::corpus::read::column_roles::names::role_of_name;
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::dates::{ColumnForm, read};
use crate::corpus::read::table::cells::values::plain;
use crate::corpus::read::table::forms::json_shape;
use crate::corpus::read::table::forms::json_shape::flatten;
use crate::corpus::read::table::record::Cells;
use crate::text::is_han;

/// A headline has at least this many Han characters; buttons and columns have fewer.
const MIN_TITLE: usize = 4;
/// A text has at least this many Han characters.
const MIN_TEXT: usize = 20;

/// Whether a value holds a row with two of headline, day and text.
pub(in crate::corpus::read) fn holds_articles(value: &Value) -> bool {
    json_shape::rows(value.clone()).iter().any(is_article)
}

fn is_article(cells: &Cells) -> bool {
    let Cells::Object(object) = cells else { return false };
    let form = ColumnForm { unix: true, ..ColumnForm::default() };
    let (mut title, mut day, mut text) = (false, false, false);
    for (name, value) in &flatten(object.clone(), &|_| true) {
        let Some((role, rank)) = role_of_name(name) else { continue };
        let value = plain(value);
        let length = || value.chars().filter(|c| is_han(*c)).count();
        match role {
            Role::Title => title |= !rank.is_second_choice() && length() >= MIN_TITLE,
            Role::Date => day |= read(&value, &form).is_ok_and(|read| read.date.len() == 10),
            Role::Text => text |= length() >= MIN_TEXT,
            _ => {}
        }
    }
    [title, day, text].into_iter().filter(|has| *has).count() >= 2
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn two_parts_make_an_article() {
        assert!(holds_articles(&json!({"list": [{"title": "柳河大桥通车", "date": "2024-04-01"}]})));
        let text = "柳河两岸春耕正忙，全县组织技术人员到田间地头进行指导。";
        assert!(holds_articles(&json!({"doc": {"标题": "春耕备耕忙", "正文": text}})));
        for value in [
            json!({"title": "全部文章列表", "path": "/list"}),
            json!({"title": "标题", "date": "日期", "content": "内容"}),
            json!([{"name": "方舟与何晓岚", "time": "2024-04-01"}]),
            json!([1, "甲", null]),
        ] {
            assert!(!holds_articles(&value), "{value}");
        }
    }
}
