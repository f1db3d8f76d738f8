//! What the columns of a table were taken for.

crate::messages::messages! {
    one_field_a_line { zh: "每行一项", en: "one field a line" }
    separated_by_tabs { zh: "以制表符分隔", en: "tab-separated" }
    separated_by_commas { zh: "以逗号分隔", en: "comma-separated" }
    separated_by_semicolons { zh: "以分号分隔", en: "semicolon-separated" }
    separated_by(characters: &str) {
        zh: "以“{characters}”分隔",
        en: "separated by `{characters}`",
    }
    json_lines { zh: "JSON 行", en: "JSON lines" }
    table_in_markup { zh: "HTML 或 XML 中的表格", en: "table in HTML or XML" }
    records { zh: "文件中的记录", en: "records in the file" }
    sheet(name: &str) {
        zh: "工作表“{name}”",
        en: "sheet {name}",
    }
    rows(count: u64) {
        zh: "{count} 行",
        en: "{count} rows",
    }
    one_row { zh: "1 行", en: "1 row" }
    chosen { zh: "（指定）", en: " (chosen)" }
    by_content { zh: "（据内容）", en: " (by content)" }
    or { zh: "或", en: " or " }
    headlines_only { zh: "只有标题", en: "headlines only" }
    other_columns(names: &str) {
        zh: "其他列：{names}",
        en: "other columns: {names}",
    }
    other_days(name: &str) {
        zh: "列“{name}”看来是采集、更新等的时间，未用作日期，如要采用，请加 --columns date={name}",
        en: "column {name} seems to tell when articles were collected or changed and dates none; to take it, add --columns date={name}",
    }
    sheets_without_articles(names: &str) {
        zh: "没有文章的工作表：{names}",
        en: "sheets without articles: {names}",
    }
    hidden_sheets(names: &str) {
        zh: "隐藏的工作表未读取：{names}",
        en: "hidden sheets, not read: {names}",
    }
    formulas_without_result(count: usize) {
        zh: "有 {count} 个单元格的公式没有保存计算结果，按空白处理；请用 Excel 或 WPS 打开并保存一次",
        en: "cells whose formulas have no saved result, taken as empty: {count}; open and save the file once in Excel or WPS",
    }
}
