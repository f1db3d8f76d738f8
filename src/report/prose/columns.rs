//! What the columns of a table were taken for, in one line.

use crate::Language;
use crate::corpus::{PartDescription, Recognition, Role, RoleColumn, TableDescription, TableFormat};
use crate::messages::columns as messages;
use crate::messages::{clause_comma, comma, format_spreadsheet, semicolon};

/// The form of a table and the roles of its columns, without the name of the file.
pub fn columns_line(table: &TableDescription, language: Language) -> String {
    let mut form = form_of(&table.format, language);
    if let Some(encoding) = table.encoding {
        form += clause_comma(language);
        form += &encoding.to_string();
    }
    let parts = table.parts.iter().map(|part| part_line(part, language));
    let mut lines: Vec<String> = [form].into_iter().chain(parts).collect();
    if !table.skipped_sheets.is_empty() {
        let names = table.skipped_sheets.join(comma(language));
        lines.push(messages::sheets_without_articles(language, &names));
    }
    if !table.hidden_sheets.is_empty() {
        let names = table.hidden_sheets.join(comma(language));
        lines.push(messages::hidden_sheets(language, &names));
    }
    if table.formulas_without_result > 0 {
        lines.push(messages::formulas_without_result(language, table.formulas_without_result));
    }
    lines.join(semicolon(language))
}

fn form_of(format: &TableFormat, language: Language) -> String {
    match format {
        TableFormat::Separated(separator) => match separator.characters() {
            "" => messages::one_field_a_line(language).to_owned(),
            "\t" => messages::separated_by_tabs(language).to_owned(),
            "," => messages::separated_by_commas(language).to_owned(),
            ";" => messages::separated_by_semicolons(language).to_owned(),
            other => messages::separated_by(language, &other.escape_debug().to_string()),
        },
        TableFormat::JsonLines => messages::json_lines(language).to_owned(),
        TableFormat::Json => "JSON".to_owned(),
        TableFormat::Spreadsheet => format_spreadsheet(language).to_owned(),
        #[cfg(feature = "parquet")]
        TableFormat::Parquet => "Parquet".to_owned(),
        TableFormat::Records => messages::records(language).to_owned(),
        TableFormat::Markup => messages::table_in_markup(language).to_owned(),
    }
}

fn part_line(part: &PartDescription, language: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(part.sheet.iter().map(|name| messages::sheet(language, name)));
    parts.extend(part.rows.map(|rows| match rows {
        1 => messages::one_row(language).to_owned(),
        _ => messages::rows(language, rows),
    }));
    for role in Role::ALL {
        let columns: Vec<String> = part
            .roles
            .iter()
            .filter(|column| column.role == role)
            .map(|column| column_text(column, language))
            .collect();
        if !columns.is_empty() {
            parts.push(format!("{role}={}", columns.join(messages::or(language))));
        }
    }
    if !part.roles.iter().any(|column| column.role == Role::Text) {
        parts.push(messages::headlines_only(language).to_owned());
    }
    let others: Vec<&str> = part.other_columns().collect();
    if !others.is_empty() {
        parts.push(messages::other_columns(language, &others.join(comma(language))));
    }
    parts.extend(part.other_days.iter().map(|name| messages::other_days(language, name)));
    parts.join(clause_comma(language))
}

fn column_text(column: &RoleColumn, language: Language) -> String {
    let how = match column.recognition {
        Recognition::Chosen => messages::chosen(language),
        Recognition::Name => "",
        Recognition::Content => messages::by_content(language),
    };
    format!("{}{how}", column.column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_described_in_both_languages() {
        let column = |role, column: &str, recognition| RoleColumn { role, column: column.into(), recognition };
        let part = PartDescription {
            sheet: Some("三月".into()),
            header_line: Some(1),
            columns: vec!["甲".into(), "标题".into(), "抓取时间".into()],
            roles: vec![column(Role::Text, "甲", Recognition::Chosen), column(Role::Title, "标题", Recognition::Name)],
            day_first: None,
            other_days: Some("抓取时间".into()),
            rows: Some(1),
        };
        let table = TableDescription {
            file: "a.xlsx".into(),
            format: TableFormat::Spreadsheet,
            encoding: None,
            parts: vec![part],
            skipped_sheets: vec!["说明".into()],
            hidden_sheets: vec!["底稿".into()],
            formulas_without_result: 0,
        };
        assert_eq!(
            columns_line(&table, Language::Chinese),
            "电子表格；工作表“三月”，1 行，text=甲（指定），title=标题，其他列：抓取时间，列“抓取时间”看来是采集、更新等的时间，未用作日期，如要采用，请加 --columns date=抓取时间；没有文章的工作表：说明；隐藏的工作表未读取：底稿"
        );
        assert_eq!(
            columns_line(&table, Language::English),
            "spreadsheet; sheet 三月, 1 row, text=甲 (chosen), title=标题, other columns: 抓取时间, column 抓取时间 seems to tell when articles were collected or changed and dates none; to take it, add --columns date=抓取时间; sheets without articles: 说明; hidden sheets, not read: 底稿"
        );
    }
}
