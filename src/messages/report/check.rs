//! The table of `ingest --check`.

crate::messages::messages! {
    check_file { zh: "文件", en: "file" }
    check_format { zh: "格式", en: "format" }
    check_articles { zh: "篇数", en: "articles" }
    check_days { zh: "日期", en: "days" }
    check_sources { zh: "来源", en: "papers" }
    check_problems { zh: "问题", en: "problems" }
    check_unread { zh: "不读取", en: "not read" }
    check_total(files: &str, read: usize, without: usize, articles: &str, undated: usize) {
        zh: "共 {files}：{read} 个含文章，{without} 个不含；{articles}，其中 {undated} 篇日期不详。",
        en: "{files}: {read} with articles, {without} without; {articles}, {undated} undated.",
    }
    format_text { zh: "文本", en: "text" }
    format_html { zh: "网页", en: "web page" }
    format_mail { zh: "邮件", en: "mail" }
    format_table { zh: "数据表", en: "table" }
    format_spreadsheet { zh: "电子表格", en: "spreadsheet" }
    format_image { zh: "图片", en: "picture" }
    format_archive { zh: "压缩包", en: "archive" }
}
