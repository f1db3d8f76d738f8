//! Sheets that are forms: each article stands in fields that lie beside their names, `标题 | … ` above `媒体 | … | 日期 | …`, on a sheet of
//! its own or one form below the other.

use serde_json::Value;

use crate::corpus::measure::at_most;
use crate::corpus::read::column_roles::names::{fold, role_of_name};
use crate::corpus::read::column_roles::role::Role;
use crate::corpus::read::table::cells::values::{is_empty, plain};
use crate::corpus::read::table::columns::header::known_roles;
use crate::corpus::read::table::record::{Cells, Record};
use crate::corpus::source::is_known_publisher;
use crate::text::is_han;

/// The longest name of a field, in characters.
const MAX_NAME: usize = 12;
/// A form names at least this many of what tables of articles tell.
const MIN_ROLES: usize = 3;
/// A form has at least this many rows with fields.
const MIN_ROWS: usize = 3;
/// The most rows of a sheet that is looked at.
const MOST_ROWS: usize = 2000;

/// One form: its fields in their order, and the row at which it begins.
#[derive(Default)]
struct Form {
    line: u64,
    rows: usize,
    fields: Vec<(String, Value)>,
}

impl Form {
    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(own, _)| own == name)
    }

    /// Whether the fields tell the headline and enough else to be those of an article.
    fn is_of_article(&self) -> bool {
        let filled = self.fields.iter().filter(|(_, value)| !is_empty(value));
        let names: Vec<String> = filled.map(|(name, _)| name.clone()).collect();
        let known = known_roles(&names);
        self.rows >= MIN_ROWS && known.len() >= MIN_ROLES && known.contains(&Role::Title)
    }
}

/// The forms of a sheet as the rows of a table below their names; none of other sheets.
pub(super) fn as_table(rows: &[Record]) -> Option<Vec<Record>> {
    if !(MIN_ROWS..=MOST_ROWS).contains(&rows.len()) {
        return None;
    }
    let mut forms = vec![Form::default()];
    // The name of the field whose value stands in the next row.
    let mut awaited: Option<String> = None;
    for record in rows {
        let Cells::Row(cells) = &record.cells else { return None };
        let filled: Vec<&Value> = cells.iter().filter(|cell| !is_empty(cell)).collect();
        let awaited_name = awaited.take();
        if let [cell] = filled.as_slice() {
            let (text, form) = (plain(cell), forms.last_mut()?);
            if let Some(name) = awaited_name
                && !is_known(&text)
                && let Some((_, value)) = form.fields.iter_mut().find(|(own, _)| *own == name)
            {
                *value = (*cell).clone();
                continue;
            }
            // A title, or a remark below the fields.
            if !is_known(&text) {
                continue;
            }
        }
        let fields = fields_of(&filled)?;
        let repeats = fields.iter().any(|(name, _)| forms.last().is_some_and(|form| form.has(name)));
        if repeats {
            forms.push(Form::default());
        }
        let form = forms.last_mut()?;
        if form.fields.is_empty() {
            form.line = record.line;
        }
        form.rows += 1;
        if let [(name, Value::Null)] = fields.as_slice() {
            awaited = Some(name.clone());
        }
        form.fields.extend(fields);
    }
    if !forms.iter().all(Form::is_of_article) {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    for (name, _) in forms.iter().flat_map(|form| &form.fields) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let value = |form: &Form, name: &String| {
        form.fields.iter().find(|(own, _)| own == name).map_or(Value::Null, |(_, value)| value.clone())
    };
    let articles: Vec<Record> = forms
        .iter()
        .map(|form| Record { line: form.line, cells: Cells::Row(names.iter().map(|name| value(form, name)).collect()) })
        .collect();
    let header = Record { line: forms.first()?.line, cells: Cells::Row(names.into_iter().map(Value::from).collect()) };
    Some(std::iter::once(header).chain(articles).collect())
}

/// The fields of a row: names, each with the value behind it or without one. None where a cell is neither.
fn fields_of(filled: &[&Value]) -> Option<Vec<(String, Value)>> {
    let mut fields: Vec<(String, Value)> = Vec::new();
    let mut cells = filled.iter().peekable();
    while let Some(cell) = cells.next() {
        let name = plain(cell).trim_end_matches(['：', ':']).trim().to_owned();
        if !is_name(&name) || fields.iter().any(|(own, _)| *own == name) {
            return None;
        }
        let value = cells.next_if(|cell| !is_known(&plain(cell))).map_or(Value::Null, |cell| (*cell).clone());
        fields.push((name, value));
    }
    // A row of names alone is the header of a table.
    let is_header = fields.len() >= 2 && fields.iter().all(|(_, value)| value.is_null());
    (!is_header).then_some(fields)
}

/// Whether a cell is a name that columns of articles have.
fn is_known(text: &str) -> bool {
    let name = text.trim_end_matches(['：', ':']);
    at_most(name, MAX_NAME) && fold(name).chars().all(is_han) && role_of_name(name).is_some()
}

/// Whether a cell may be the name of a field.
fn is_name(text: &str) -> bool {
    let is_made_of_words = text.chars().all(|c| is_han(c) || c.is_whitespace() || "（）()/、·".contains(c));
    !text.is_empty() && at_most(text, MAX_NAME) && is_made_of_words && !is_known_publisher(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(line: u64, cells: &[&str]) -> Record {
        let value = |cell: &&str| if cell.is_empty() { Value::Null } else { Value::from(*cell) };
        Record { line, cells: Cells::Row(cells.iter().map(value).collect()) }
    }

    fn texts(rows: &[Record]) -> Vec<Vec<String>> {
        let row = |record: &Record| match &record.cells {
            Cells::Row(cells) => cells.iter().map(plain).collect(),
            Cells::Object(_) => Vec::new(),
        };
        rows.iter().map(row).collect()
    }

    const FORM: [&[&str]; 6] = [
        &["舆情登记表"],
        &["标题", "河畔新增公园", "", ""],
        &["来源媒体", "兰河日报", "发布时间", "2024年3月5日"],
        &["内容"],
        &["河畔新增三处公园，市民可以免费入园。"],
        &["填表人", "方舟", "审核人", "何晓岚"],
    ];

    #[test]
    fn each_form_is_an_article() {
        let rows: Vec<Record> =
            FORM.iter().cycle().take(12).zip(1..).map(|(cells, line)| record(line, cells)).collect();
        let table = as_table(&rows).unwrap();
        let names = ["标题", "来源媒体", "发布时间", "内容", "填表人", "审核人"];
        let article =
            ["河畔新增公园", "兰河日报", "2024年3月5日", "河畔新增三处公园，市民可以免费入园。", "方舟", "何晓岚"];
        assert_eq!(texts(&table), [names, article, article]);
        assert_eq!(table.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 2, 8]);
    }

    #[test]
    fn tables_are_no_forms() {
        let tables: [&[&[&str]]; 3] = [
            &[&["标题", "媒体", "日期"], &["春耕", "兰河日报", "2024-03-05"], &["秋收", "兰河日报", "2024-10-05"]],
            &[
                &["标题", "报送情况", "", ""],
                &["", "媒体", "日期", "作者"],
                &["春耕", "兰河日报", "2024-03-05", "方舟"],
            ],
            &[&["河畔新增三处公园，市民免费入园", "兰河日报"], &["老街换灯", "云溪晚报"], &["渡口通车", "兰河日报"]],
        ];
        for rows in tables {
            let rows: Vec<Record> = rows.iter().zip(1..).map(|(cells, line)| record(line, cells)).collect();
            assert!(as_table(&rows).is_none());
        }
    }
}
