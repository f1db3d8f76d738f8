//! Fixed texts that are made or stored as English and shown in either language: the details of errors, and how a model
//! was measured. `{}` stands for a value. A text that is not listed, such as a foreign parser's message, is shown as it is.

use std::borrow::Cow;

use crate::Language;

/// The texts in English and in Chinese.
const TEXTS: &[(&str, &str)] = &[
    // Kinds of files that are not text.
    ("a PDF", "实为 PDF"),
    ("a zip archive, or a .docx or .xlsx", "实为 zip 压缩包，或 .docx、.xlsx"),
    ("a PNG picture", "实为 PNG 图片"),
    ("a JPEG picture", "实为 JPEG 图片"),
    ("gzip; name it .gz", "实为 gzip 压缩文件，应以 .gz 命名"),
    ("an old Office file", "实为旧版 Office 文件"),
    ("an SQLite database", "实为 SQLite 数据库"),
    ("a policyvane model", "实为 policyvane 模型"),
    ("it contains zero bytes", "含有零字节"),
    ("neither text nor a spreadsheet", "既非文本，也非电子表格"),
    // Archives.
    ("it is empty", "内容为空"),
    ("it has more than {} members", "所含文件超过 {} 个"),
    ("the name of a member is no text", "其中一个文件的文件名无法解码"),
    ("the order of reading names it, but it is no page of the book", "电子书的阅读顺序列有此项，但书中没有这一页"),
    ("its name leads out of the archive; it is not read", "文件名指向压缩包之外，未读取"),
    // Documents.
    (
        "the PDF is encrypted and asks for a password; save it without one first",
        "PDF 已加密，需要密码；请先另存为无密码的文件",
    ),
    ("not a readable PDF: {}", "不是可读取的 PDF：{}"),
    (
        "the PDF has {} pages, more than the {} that are read from one file; split it first",
        "PDF 共 {} 页，超过单个文件上限 {} 页；请先拆分",
    ),
    ("the PDF has {} bytes, more than the {} that are read from one file", "PDF 共 {} 字节，超过单个文件上限 {} 字节"),
    ("page {} of the PDF draws more than any newspaper page does", "PDF 第 {} 页的内容远多于正常报纸版面"),
    ("the file is damaged", "文件已损坏"),
    ("it does not start as a PDF does", "开头不是 PDF 的内容"),
    ("invalid Zip archive: {}", "压缩包或 Office 文件已损坏（{}）"),
    (
        "it is XML, but no feed of a web site (RSS or Atom) and no list of articles",
        "是 XML 文件，但既不是网站的订阅源（RSS 或 Atom），也不含文章列表",
    ),
    (
        "the dump cannot be read on from line {}; the rows before it were read",
        "数据库转储文件自第 {} 行起无法读取；此前的行已读取",
    ),
    (
        "it is protected by a password; take the password off in Word, Excel or WPS and save it anew",
        "文件设有密码；请在 Word、Excel 或 WPS 中取消密码后重新保存",
    ),
    ("unsupported Zip archive: Password required to decrypt file", "压缩包设有密码"),
    (
        "another mail may begin here, but the line has no date and no blank line stands above it; it is read as part of the mail above",
        "此处可能是另一封邮件的开头，但该行没有日期，上面也没有空行；已按上一封邮件的内容读取",
    ),
    (
        "the note is encrypted; decrypt it in its program and export it anew",
        "笔记已加密；请在原软件中取消加密后重新导出",
    ),
    // Text recognition.
    ("`{}` cannot be started ({})", "无法启动“{}”（{}）"),
    ("the recogniser did not end within {} seconds", "识别程序 {} 秒内未结束"),
    ("the recogniser failed: {}", "识别程序报错：{}"),
    ("the recogniser found no text", "识别程序未找到文字"),
    ("what the recogniser wrote is no text in a known encoding", "识别程序的输出不是文字，或编码不明"),
    ("the picture cannot be passed on ({})", "图片无法交给识别程序（{}）"),
    (
        "the page is no scan: it holds no large picture; save it as a picture first",
        "该页不是扫描件，其中没有整版图片；请先另存为图片",
    ),
    (
        "the page is put together from {} pictures; save it as one picture first",
        "该页由 {} 张图片拼成；请先另存为一张图片",
    ),
    ("the picture of the page cannot be taken out ({})", "无法取出该页的图片（{}）"),
    ("its size is not stated", "未注明尺寸"),
    ("it ends too early", "内容不完整"),
    ("its colours are of an unknown kind", "颜色类型不明"),
    ("it cannot be written as PNG", "无法写为 PNG"),
    // Tables and their rows.
    ("the reference has no title", "该条文献没有标题"),
    ("no row of the table can be read", "没有一行能读取"),
    (
        "all sheets with rows are hidden; show them in Excel or WPS and save the file anew",
        "有内容的工作表均已隐藏；请在 Excel 或 WPS 中取消隐藏后重新保存",
    ),
    ("not a list of tasks", "不是任务列表"),
    ("is no JSON object", "不是 JSON 对象"),
    ("is no complete JSON object ({})", "不是完整的 JSON 对象（{}）"),
    ("has {} fields, the header {}", "有 {} 个字段，而表头有 {} 列"),
    ("is empty or missing; the article is left out", "为空或缺失，未读取该篇文章"),
    ("`{}` is not a date; the article is kept without one", "“{}”不是日期；该篇文章按无日期处理"),
    (
        "`{}` is no division of GB/T 2260; the region is taken from the text",
        "“{}”不是 GB/T 2260 中的行政区划；地区改从正文判断",
    ),
    ("the row has neither text nor headline", "该行既无正文，也无标题"),
    ("`{}` is a note or a sum and no article", "“{}”是合计或说明，不是文章"),
    (
        "the {} rows below this header are those of a table without headlines; they are not read",
        "此表头下的 {} 行属于另一张没有标题列的表，未读取",
    ),
    ("not valid JSON ({})", "不是有效的 JSON（{}）"),
    ("not a JSON object", "不是 JSON 对象"),
    ("{} fields for {} columns; the surplus is joined to the text", "有 {} 个字段，而表格有 {} 列；多出部分已并入正文"),
    ("{} fields for {} columns", "有 {} 个字段，而表格有 {} 列"),
    (
        "a quotation mark is not closed within {} lines; they are read without quotes",
        "引号在 {} 行内未闭合；这些行不按引号解析",
    ),
    ("`{}` is not a date", "“{}”不是日期"),
    ("`{}` is a day that does not exist", "“{}”这一天不存在"),
    ("`{}` is relative to an unknown day", "“{}”是相对日期，无法确定所指日期"),
    ("`{}` has no year", "“{}”缺少年份"),
    ("`{}` may be day/month or month/day; only the year is kept", "“{}”无法判断日与月的先后，仅保留年份"),
    (
        "`{}` has a year of two digits; the order of year, month and day is unknown",
        "“{}”的年份只有两位，无法判断年、月、日的先后",
    ),
    ("{} characters are unreadable (\u{FFFD})", "{} 个字符无法辨认（\u{FFFD}）"),
    ("the text is garbled: it was saved in a wrong encoding before", "正文是乱码：此前曾以错误的编码保存"),
    ("reading stops here: {}", "读取在此中断：{}"),
    // How a model was measured.
    ("{}-fold cross-validation by date", "按时间分折的 {} 折交叉验证"),
    ("{}-fold cross-validation, stratified by theme", "按主题分层的 {} 折交叉验证"),
    (
        "{} later stretches of time, each by a model of the earlier ones",
        "逐段前推验证（共 {} 个后续时段，均由此前时段训练的模型预测）",
    ),
    // Theme sets and dictionaries.
    ("it has no [[theme]] table", "缺少 [[theme]] 表"),
    ("`{}` is no usable id (no spaces, commas or semicolons)", "“{}”不能用作代号（不得含空格、逗号、分号）"),
    ("theme `{}` stands twice", "主题“{}”重复出现"),
    (
        "at least two themes need `include` terms to label articles by",
        "至少两个主题须有 include 词语，才能据以标注文章",
    ),
    ("frequency `{}` is not a number", "词频“{}”不是数字"),
    // Models.
    ("its digest does not fit", "校验和不符"),
    ("it does not unpack", "无法解压"),
    ("no header", "缺少文件头"),
    ("its header cannot be read", "文件头无法读取"),
    ("its header cannot be read: {}", "文件头无法读取：{}"),
    ("its header contradicts itself", "文件头自相矛盾"),
    ("its header contradicts itself: {}", "文件头自相矛盾：{}"),
    ("its vocabulary ends too early", "词表不完整"),
    ("its vocabulary is no text", "词表不是文本"),
    ("its vocabulary contradicts its header", "词表与文件头不符"),
    ("it is longer than its header says", "长度超过文件头所示"),
    ("a scale of its weights is no number", "权重的缩放系数不是数字"),
    ("a term is in more articles than there are", "词语的文章数超过文章总数"),
    // The parts of packages; below other texts that begin so.
    ("it has no {}", "缺少 {}"),
];

/// A fixed text in a language.
pub fn in_language(language: Language, text: &str) -> Cow<'_, str> {
    if language == Language::English {
        return text.into();
    }
    let translated = TEXTS.iter().find_map(|(english, chinese)| Some(fill(chinese, &values(english, text)?)));
    translated.map_or(text.into(), Cow::Owned)
}

/// The values in a text that fits a pattern.
fn values<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        // The last part ends the text, so that a value may hold what stands between values.
        let end = if at + 1 == parts.len() { rest.len().checked_sub(part.len())? } else { rest.find(part)? };
        let (value, after) = rest.split_at_checked(end)?;
        rest = after.strip_prefix(part)?;
        found.push(value);
    }
    rest.is_empty().then_some(found)
}

/// A pattern with values.
fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut text = String::new();
    for (at, part) in pattern.split("{}").enumerate() {
        if at > 0 {
            // A value may itself be a fixed text.
            text += values.next().map(|value| in_language(Language::Chinese, value)).as_deref().unwrap_or_default();
        }
        text += part;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_carried_over_and_foreign_texts_kept() {
        let chinese = |text| in_language(Language::Chinese, text).into_owned();
        assert_eq!(chinese("has 3 fields, the header 2"), "有 3 个字段，而表头有 2 列");
        assert_eq!(chinese("not a readable PDF: the file is damaged"), "不是可读取的 PDF：文件已损坏");
        assert_eq!(chinese("`5月` has no year"), "“5月”缺少年份");
        assert_eq!(chinese("unexpected end of hex escape"), "unexpected end of hex escape");
        assert_eq!(in_language(Language::English, "it is empty"), "it is empty");
    }

    #[test]
    fn both_languages_hold_the_same_values() {
        for (english, chinese) in TEXTS {
            assert_eq!(english.matches("{}").count(), chinese.matches("{}").count(), "{english}");
        }
    }
}
