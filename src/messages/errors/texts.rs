//! The texts of errors, and what users can do about each.

crate::messages::messages! {
    cannot_read(path: &str, reason: &str) { zh: "{path}：无法读取：{reason}", en: "{path}: cannot be read: {reason}" }
    cannot_write(path: &str, reason: &str) { zh: "{path}：无法写入：{reason}", en: "{path}: cannot be written: {reason}" }
    no_input(path: &str) {
        zh: "{path}：没有这个文件，也没有与之匹配的文件名",
        en: "{path}: no such file, and no file name matches it as a pattern",
    }
    nothing_to_read(path: &str) {
        zh: "{path}：其中没有可读取的文件（.txt、.pdf、.html、.md、.docx、.jsonl、.csv、.zip、.tar.gz 等）",
        en: "{path}: contains no file that can be read (.txt, .pdf, .html, .md, .docx, .jsonl, .csv, .zip, .tar.gz and others)",
    }
    empty_file(file: &str) { zh: "{file}：文件为空", en: "{file}: is empty" }
    no_article_in_page(file: &str) {
        zh: "{file}：没有文章（只有报头、列表、表单或提示）",
        en: "{file}: holds no article (only a masthead, a list, a form or a message)",
    }
    not_text(file: &str, kind: &str) { zh: "{file}：不是文本文件（{kind}）", en: "{file}: is not text ({kind})" }
    unknown_encoding(file: &str, offset: usize) {
        zh: "{file}：无法识别文本编码（自第 {offset} 字节起无法解码）",
        en: "{file}: text encoding not recognised (first byte that cannot be decoded: offset {offset})",
    }
    replaced(file: &str, line: usize, characters: &str) {
        zh: "{file}：{characters}无法解码，已用 \u{FFFD} 代替（首处在第 {line} 行）",
        en: "{file}: {characters} could not be decoded; \u{FFFD} is written instead (first on line {line})",
    }
    garbled(file: &str) {
        zh: "{file}：内容是乱码，曾以错误的编码打开并保存，无法复原",
        en: "{file}: the text is garbled, as it was opened in a wrong encoding and saved; it cannot be restored",
    }
    too_large(file: &str, megabytes: u64) {
        zh: "{file}：解压后超过 {megabytes} MB，未读取",
        en: "{file}: is larger than {megabytes} MB unpacked and was not read",
    }
    bad_archive(file: &str, problem: &str) {
        zh: "{file}：无法作为压缩包读取：{problem}",
        en: "{file}: cannot be read as an archive: {problem}",
    }
    bad_member(file: &str, problem: &str) { zh: "{file}：{problem}", en: "{file}: {problem}" }
    nested_archive(file: &str) {
        zh: "{file}：是压缩包内的压缩文件，未读取",
        en: "{file}: is packed inside another archive and was not read",
    }
    bad_document(file: &str, problem: &str) {
        zh: "{file}：无法作为文档读取：{problem}",
        en: "{file}: cannot be read as a document: {problem}",
    }
    no_text(file: &str, page: usize) {
        zh: "{file}：第 {page} 页没有文字层，是扫描件或图片",
        en: "{file}: page {page} has no text layer: it is a scan or a picture",
    }
    unreadable_kind(file: &str, kind: &str) { zh: "{file}：不支持读取{kind}", en: "{file}: {kind} files are not supported" }
    unknown_columns(file: &str, found: &str) {
        zh: "{file}：未能识别正文列或标题列（现有各列：{found}）",
        en: "{file}: no column is recognised as the text or headline of articles (found: {found})",
    }
    unreadable_text(file: &str, page: usize) {
        zh: "{file}：第 {page} 页的文字无法提取：字体缺少字符编码信息",
        en: "{file}: the text of page {page} cannot be extracted: its fonts do not identify their characters",
    }
    broken_off(file: &str) {
        zh: "{file}：文件不完整，缺少结尾，可能是下载中断；已读取可恢复的部分，文字可能有误",
        en: "{file}: the end of the file is missing, as after a download that was broken off; what could be read may be wrong",
    }
    ambiguous_id(id: &str, articles: usize, files: &str) {
        zh: "编号 {id} 对应 {articles} 篇不同的文章（见 {files}），未作更改",
        en: "{articles} different articles bear the id {id} (in {files}); nothing was changed",
    }
    recognition(file: &str, problem: &str) {
        zh: "{file}：文字识别未成功：{problem}",
        en: "{file}: text recognition failed: {problem}",
    }
    recognition_of_page(file: &str, page: usize, problem: &str) {
        zh: "{file}：第 {page} 页文字识别未成功：{problem}",
        en: "{file}: text recognition of page {page} failed: {problem}",
    }
    recognised_in_part(file: &str, characters: &str) {
        zh: "{file}：识别程序的输出中有 {characters}无法解码，已用 \u{FFFD} 代替",
        en: "{file}: {characters} that the recogniser wrote could not be decoded; \u{FFFD} is written instead",
    }
    page_recognised_in_part(file: &str, page: usize, characters: &str) {
        zh: "{file}：第 {page} 页，识别程序的输出中有 {characters}无法解码，已用 \u{FFFD} 代替",
        en: "{file}: page {page}: {characters} that the recogniser wrote could not be decoded; \u{FFFD} is written instead",
    }
    output_is_input(path: &str) {
        zh: "{path}：输出文件同时是输入文件，未予覆盖",
        en: "{path}: is one of the inputs and was not overwritten",
    }
    database_not_replaced(path: &str) {
        zh: "{path}：已有文章库或其他数据库，未予覆盖",
        en: "{path}: is an archive or another database and was not overwritten",
    }
    no_card_not_replaced(path: &str) {
        zh: "{path}：模型卡应写在这里，但已有其他内容的文件，未予覆盖",
        en: "{path}: is where the model card goes, but holds something else and was not overwritten",
    }
    missing_column(file: &str, column: &str, found: &str) {
        zh: "{file}：缺少 {column} 列（现有各列：{found}）",
        en: "{file}: has no column `{column}` (found: {found})",
    }
    bad_line(file: &str, line: u64, problem: &str) {
        zh: "{file}:{line}：{problem}",
        en: "{file}:{line}: {problem}",
    }
    bad_field(file: &str, line: u64, field: &str, problem: &str) {
        zh: "{file}:{line}：字段 {field}：{problem}",
        en: "{file}:{line}: field `{field}`: {problem}",
    }
    bad_date(value: &str) { zh: "“{value}”不是有效日期", en: "\"{value}\" is not a date" }
    bad_theme_set(file: &str, problem: &str) {
        zh: "{file}：主题表无法使用：{problem}",
        en: "{file}: is not a usable theme set: {problem}",
    }
    bad_dictionary(file: &str, line: u64, problem: &str) {
        zh: "{file}:{line}：词典条目有误：{problem}",
        en: "{file}:{line}: not a dictionary entry: {problem}",
    }
    unknown_theme(name: &str) { zh: "没有主题“{name}”", en: "unknown theme \"{name}\"" }
    unknown_theme_near(name: &str, nearest: &str) {
        zh: "没有主题“{name}”（是否指 {nearest}？）",
        en: "unknown theme \"{name}\" (did you mean {nearest}?)",
    }
    unknown_region(value: &str) { zh: "没有行政区划“{value}”", en: "unknown region \"{value}\"" }
    unknown_region_near(value: &str, candidates: &str) {
        zh: "没有行政区划“{value}”（是否指 {candidates}？）",
        en: "unknown region \"{value}\" (did you mean {candidates}?)",
    }
    ambiguous_region(value: &str, candidates: &str) {
        zh: "“{value}”可指多个行政区划：{candidates}",
        en: "ambiguous region \"{value}\": {candidates}",
    }
    unread_paper(name: &str) { zh: "没有读到“{name}”的文章", en: "no article of the paper \"{name}\" was read" }
    unread_paper_near(name: &str, nearest: &str) {
        zh: "没有读到“{name}”的文章（是否指 {nearest}？）",
        en: "no article of the paper \"{name}\" was read (did you mean {nearest}?)",
    }
    or_candidates { zh: "，或 ", en: ", or " }
    unknown_themes(articles: &str, themes: &str) {
        zh: "{articles}的主题不在主题表中：{themes}",
        en: "{articles} labelled with themes that are not in the theme set: {themes}",
    }
    unknown_labels(themes: &str) {
        zh: "没有这样的主题：{themes}；标注均未读入",
        en: "unknown themes: {themes}; no label was read in",
    }
    too_few_themes(themes: &str) {
        zh: "已标注文章只有 {themes}，训练分类器至少需要 2 个",
        en: "the labelled articles have {themes}; a classifier needs at least 2",
    }
    no_known_labels(labels: &str) { zh: "模型不识别任何一条标注：{labels}", en: "the model knows none of the labels: {labels}" }
    no_labels(inputs: &str) { zh: "{inputs}中没有已标注的文章", en: "no labelled article in {inputs}" }
    no_audit_labels(file: &str) {
        zh: "{file} 的 label 列中没有可用的标注",
        en: "no label in the column `label` of {file} can be used",
    }
    nothing_recorded { zh: "没有记录任何更正或标注", en: "no correction or label was recorded" }
    few_labels(articles: &str, least: usize) {
        zh: "未采用：模型只学了 {articles}的标注，不足 {least} 篇",
        en: "not adopted: the model learned from the labels of {articles} only, fewer than {least}",
    }
    no_selection { zh: "没有指明移除哪些文章", en: "nothing says which articles are to be removed" }
    nothing_to_report(reason: &str) { zh: "没有可纳入报告的文章：{reason}", en: "no article left to report: {reason}" }
    empty_day(day: &str) { zh: "{day} 没有文章", en: "there is no article of {day}" }
    nothing_found { zh: "未读到任何文章", en: "no article was found" }
    all_filtered { zh: "没有一篇文章符合所选的报纸、地区、主题和日期", en: "no article has the paper, region, theme and date that were asked for" }
    none_has_a_date { zh: "所有文章均无日期", en: "no article has a date" }
    undated(articles: &str) {
        zh: "{articles}没有可确定时段的日期，未计入",
        en: "{articles} without a date precise enough for the chosen period, not counted",
    }
    read_twice(file: &str, id: &str, first: &str) {
        zh: "{file}：文章 {id} 已从 {first} 读取",
        en: "{file}: article `{id}` was read already from {first}",
    }
    two_days(file: &str, named: &str, printed: &str) {
        zh: "{file}：文件名或文件夹名中的日期是 {named}，报头却是 {printed}，暂按前者读取",
        en: "{file}: the file or its folder is named {named}, the masthead says {printed}; the former was taken",
    }
    copied_file(file: &str, first: &str) {
        zh: "{file}：与 {first} 内容完全相同，报纸和日期也相同，不再计入",
        en: "{file}: has the same content, paper and day as {first} and was not counted again",
    }
    repeated_articles(file: &str, first: &str, articles: &str) {
        zh: "{file}：其中 {articles}与 {first} 中的相同，报纸、日期和版次也相同，不再计入",
        en: "{file}: {articles} of the same paper, day and page are in {first} as well and were not counted again",
    }
    other_version(file: &str, first: &str, articles: &str) {
        zh: "{file}：同报、同日、同版的另一版本（{first}）仍在库中，两个版本有 {articles}不同，均予保留，同一篇文章可能计入两次",
        en: "{file}: another version of the same paper, day and page is in the archive ({first}); {articles} that differ are kept in both versions and may count twice",
    }
    earlier_version(file: &str, first: &str, articles: &str) {
        zh: "{file}：与 {first} 同报、同日、同版，是其更正前的版本，其中 {articles}不再收入",
        en: "{file}: is the version of {first} before it was corrected (same paper, day and page); {articles} in it were not added again",
    }
    nothing_read { zh: "未能读取任何文章", en: "no article could be read" }
    bad_setting(setting: &str, value: &str, expected: &str) {
        zh: "{setting} 的值“{value}”无效：应为{expected}",
        en: "{setting} is \"{value}\"; it must be {expected}",
    }
    not_a_model(file: &str) { zh: "{file}：不是 policyvane 模型文件", en: "{file}: is not a policyvane model" }
    model_cut_short(file: &str, found: u64, expected: u64) {
        zh: "{file}：模型文件不完整（仅有 {found} 字节，应有 {expected} 字节）",
        en: "{file}: the model file is cut short ({found} of {expected} bytes)",
    }
    model_damaged(file: &str, problem: &str) {
        zh: "{file}：模型文件已损坏（{problem}）",
        en: "{file}: the model file is damaged ({problem})",
    }
    model_too_new(file: &str, found: u16, supported: u16) {
        zh: "{file}：模型文件的格式为 {found}，本程序最高支持格式 {supported}",
        en: "{file}: model file of format {found}; this program reads formats up to {supported}",
    }
    training_failed(problem: &str) { zh: "训练失败：{problem}", en: "training failed: {problem}" }
    chart_failed(chart: &str, problem: &str) {
        zh: "图表 {chart} 绘制失败：{problem}",
        en: "chart `{chart}` could not be drawn: {problem}",
    }
    format_failed(format: &str, problem: &str) {
        zh: "无法生成 .{format} 格式：{problem}",
        en: "the output could not be made as .{format}: {problem}",
    }
    not_an_archive(path: &str) { zh: "{path}：不是 policyvane 文章库", en: "{path}: is not a policyvane archive" }
    archive_too_new(path: &str, found: i64, supported: i64) {
        zh: "{path}：文章库的格式为 {found}，本程序最高支持格式 {supported}",
        en: "{path}: archive of format {found}; this program knows formats up to {supported}",
    }
    archive_failed(path: &str, problem: &str) {
        zh: "{path}：读写文章库失败（{problem}）",
        en: "{path}: reading or writing the archive failed ({problem})",
    }
    changed_meanwhile(file: &str) {
        zh: "{file}：读取过程中文件发生变化，未收入文章库",
        en: "{file}: changed while it was read, and was not added",
    }
    archive_busy(path: &dyn std::fmt::Display) {
        zh: "{path}：另一个程序一直在写入这个文章库",
        en: "{path}: another program is writing this archive"
    }
    far_day(file: &str, day: &str, articles: &str) {
        zh: "{file}：日期 {day} 与今天相差太远，应有误，该日的 {articles}未计入",
        en: "{file}: the day {day} is too far away and must be wrong; {articles} of that day were left out",
    }
    cannot_listen(address: &str, reason: &str) {
        zh: "无法在 {address} 提供网页：{reason}",
        en: "cannot serve pages at {address}: {reason}",
    }
    stopped { zh: "已中止", en: "stopped" }
}

// What the value of a setting must be.
crate::messages::messages! {
    expected_positive { zh: "正数", en: "a positive number" }
    expected_share { zh: "0 到 1 之间的数", en: "a number between 0 and 1" }
    expected_at_least(minimum: usize) { zh: "不小于 {minimum} 的整数", en: "at least {minimum}" }
    expected_range(minimum: usize, maximum: usize) { zh: "{minimum} 到 {maximum} 之间的整数", en: "between {minimum} and {maximum}" }
    expected_single_words { zh: "1（词对由单个词组成）", en: "1, since pairs are made of single words" }
    expected_chart {
        zh: "以下图表名称之一：themes-over-time、themes-ranked、themes-changes、themes-calendar、themes-by-region、themes-map、\
             themes-versus、coverage、term-series、lag",
        en: "one of themes-over-time, themes-ranked, themes-changes, themes-calendar, themes-by-region, themes-map, \
             themes-versus, coverage, term-series, lag",
    }
    expected_article_format { zh: "文章的格式（csv、jsonl 或 fasttext）", en: "a format for articles (csv, jsonl or fasttext)" }
    expected_term { zh: "一个词语，例如“新质生产力”", en: "a term such as 新质生产力" }
    expected_recognition_command {
        zh: "程序及其参数，其中以 {image} 表示图片路径，如 tesseract {image} stdout -l chi_sim",
        en: "a program with its arguments, and {image} where the path of the picture goes, such as tesseract {image} \
             stdout -l chi_sim",
    }
    expected_columns {
        zh: "用途=列名，以逗号分隔，如 text=正文,date=发布时间（用途：text、title、date、source、page、region、id、theme、also、url、byline）",
        en: "role=column pairs separated by commas, as in text=正文,date=发布时间 (roles: text, title, date, source, page, region, id, \
             theme, also, url, byline)",
    }
    expected_output_ending {
        zh: "以 .csv、.tsv、.jsonl（可再加 .gz）、.xlsx 或 .parquet（须带 parquet 功能编译）结尾、且与所选格式一致的文件名（.xlsx 和 .parquet 不另选格式；fastText 格式用 .txt）",
        en: "a name that ends in .csv, .tsv, .jsonl (.gz may follow), .xlsx or .parquet (in a program that was built with the feature `parquet`) and fits the format asked for: .xlsx and .parquet are formats of their own, and fastText is .txt",
    }
    expected_ending(endings: &str) { zh: "以 {endings} 结尾的文件名", en: "a name that ends in {endings}" }
    first_or_last(first: &str, last: &str) { zh: "{first} 或 {last}", en: "{first} or {last}" }
    expected_event_row {
        zh: "日期和名称，例如 2024-05-01,名称 或 2024-03-04,2024-03-11,名称",
        en: "a day and a name, such as 2024-05-01,NAME or 2024-03-04,2024-03-11,NAME",
    }
    expected_spans { zh: "两个时段，例如 2024 或 2023..2024-06", en: "two spans such as 2024 or 2023..2024-06" }
    expected_not_after_end { zh: "不晚于 --to 的日期", en: "a day that is not after that of --to" }
    expected_separate_spans { zh: "两个互不重叠的时段", en: "two spans that do not overlap" }
    expected_versus {
        zh: "两个选择，例如 paper=人民日报 paper=光明日报、region=湖南 region=湖北、2023..2023 2024..2024；条件可用逗号并列，第二个可写 rest（其余）",
        en: "two selections such as paper=NAME paper=NAME, region=湖南 region=湖北 or 2023..2023 2024..2024; conditions are joined by \
             commas, and the second may be rest",
    }
    expected_articles_of_both {
        zh: "两边都选中文章，且不是同一批文章",
        en: "selections that both have articles, and not the same ones",
    }
    expected_paths_or_archive { zh: "文件路径或 --db 文章库，二者择一", en: "either paths or an archive (--db)" }
    expected_digest_ending {
        zh: "以 .docx、.html、.md 或 .xlsx 结尾的文件名",
        en: "a name that ends in .docx, .html, .md or .xlsx",
    }
    not_a_state(path: &str) { zh: "{path}：不是 policyvane 分片文件", en: "{path}: is not a state of policyvane" }
    state_too_new(path: &str, found: u64, supported: u64) {
        zh: "{path}：由较新版本的程序写入（格式 {found}，本程序支持到 {supported}）",
        en: "{path}: was written by a newer program (form {found}; this program reads up to {supported})",
    }
    state_cut_short(path: &str) {
        zh: "{path}：分片文件不完整，缺少结尾",
        en: "{path}: the state ends too early",
    }
    state_damaged(path: &str) { zh: "{path}：分片文件已损坏", en: "{path}: the state is damaged" }
    state_of_other_model(path: &str, model: &str) {
        zh: "{path}：文章由另一模型（{model}）分类",
        en: "{path}: the articles were classified by another model ({model})",
    }
    missing_shards(path: &str, missing: &str) {
        zh: "{path}：同一批的其他分片未给出：{missing}",
        en: "{path}: other shards of the same run are missing: {missing}",
    }
    same_shard(path: &str, other: &str) {
        zh: "{path}：与 {other} 是同一分片",
        en: "{path}: is the same shard as {other}",
    }
    changed_file(path: &str, file: &str, other: &str) {
        zh: "{path}：文件 {file} 的内容与生成 {other} 时不同",
        en: "{path}: the file {file} had another content when {other} was made",
    }
    shared_file(path: &str, file: &str, other: &str) {
        zh: "{path}：其中的文件 {file} 与 {other} 中的文件同名",
        en: "{path}: holds a file {file}, and so does {other}",
    }
    expected_not_for_states {
        zh: "输出为 .state 文件时不使用的选项（其中已含全部内容）",
        en: "left out where the output is a .state file, which holds everything",
    }
    expected_shard { zh: "分片编号/分片总数，如 2/4", en: "the number of a shard and of all shards, as in 2/4" }
    expected_saved_file { zh: "已保存的文件（标准输入请先存为文件）", en: "a file (save standard input to one first)" }
    labelled_articles { zh: "已标注文章数", en: "number of labelled articles" }
}

// Kinds of files that are not read.
crate::messages::messages! {
    kind_ofd { zh: " OFD 文档", en: "OFD" }
    kind_image { zh: "图片", en: "picture" }
    kind_presentation { zh: "演示文稿", en: "presentation" }
    kind_caj { zh: " CAJ 文档", en: "CAJ" }
    kind_archive { zh: "此类压缩包（.rar、.7z）", en: ".rar and .7z" }
    kind_parquet { zh: " Parquet、Arrow 数据表", en: "Parquet and Arrow" }
    kind_media { zh: "音频和视频", en: "sound and video" }
    kind_attachment { zh: "邮件附件", en: "mail-attachment" }
    kind_read_me { zh: "说明文件（README、LICENSE 等）", en: "read-me and licence" }
    kind_word_list { zh: "词表、标签表和依赖清单", en: "word-list, label-list and package-list" }
    kind_hidden { zh: "隐藏文件", en: "hidden" }
    kind_other { zh: "此类文件", en: "such" }
}

// Why the system could not read or write a file.
crate::messages::messages! {
    io_not_found { zh: "文件或文件夹不存在", en: "no such file or folder" }
    io_denied { zh: "没有权限", en: "permission denied" }
    io_full { zh: "磁盘空间不足", en: "no space left on the disk" }
    io_not_a_folder { zh: "路径中有一级不是文件夹", en: "a part of the path is not a folder" }
    io_is_a_folder { zh: "是文件夹而非文件", en: "is a folder, not a file" }
    io_exists { zh: "已有同名文件", en: "a file with this name exists" }
    io_port_taken { zh: "端口已被占用", en: "the port is taken" }
    io_no_address { zh: "本机没有这个地址", en: "this computer has no such address" }
}
