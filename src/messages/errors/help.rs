//! What users can do about an error, one sentence each. The command line replaces some of these by hints that name its
//! options.

crate::messages::messages! {
    read { zh: "请确认路径存在，且有读取权限", en: "Check that the path exists and that you may read it." }
    write { zh: "请检查磁盘空间和写入权限", en: "Check the free space and the permission to write there." }
    no_folder { zh: "请先建立所在的文件夹，或换一个位置", en: "Make the folder first, or choose another place." }
    no_input { zh: "请检查拼写；含 * 的文件名模式要加引号", en: "Check the spelling; put patterns with * in quotes." }
    nothing_to_read {
        zh: "请提供版面文件（.txt、.pdf、.html、.docx）所在的文件夹，或 .jsonl、.csv 文章文件",
        en: "Give a folder of pages (.txt, .pdf, .html, .docx), or article files in .jsonl or .csv.",
    }
    empty_file { zh: "请删除该文件，或重新获取", en: "Remove the file, or fetch the page again." }
    no_article_in_page {
        zh: "如需其中列出的文章，请另存各篇文章的网页",
        en: "Save the pages of the articles that it lists, if you need them.",
    }
    not_text {
        zh: "请按实际格式命名文件（.pdf、.docx、.zip），或先转换为文本",
        en: "Name the file after its real format (.pdf, .docx, .zip), or convert it to text first.",
    }
    unknown_encoding { zh: "请将文件另存为 UTF-8 或 GB18030 编码", en: "Save the file as UTF-8 or GB18030." }
    replaced {
        zh: "请重新获取该文件，或检查其编码；其余内容已读取",
        en: "Fetch the file again, or check its encoding; all other text was read.",
    }
    garbled {
        zh: "请找未经转存的原文件重新读取；乱码文章判不出主题，不计入统计",
        en: "Read the file as it was before; garbled articles get no theme and are not counted.",
    }
    too_large { zh: "如确认文件可信，请自行解压或拆分", en: "Unpack or split the file yourself if you trust it." }
    bad_archive { zh: "请重新复制压缩包，或解压后提供文件夹", en: "Copy the archive again, or unpack it and give the folder." }
    bad_member {
        zh: "请解压后提供文件夹；压缩包内其他文件已读取",
        en: "Unpack the archive and give the folder; all other members were read.",
    }
    nested_archive { zh: "请先解开外层压缩包，再提供文件夹", en: "Unpack the outer archive and give the folder." }
    bad_document { zh: "请打开文档后重新保存，或另存为文本", en: "Open the document and save it again, or save it as text." }
    no_text {
        zh: "请先做文字识别（OCR）；其余各页已读取",
        en: "Run text recognition (OCR) on it first; all other pages were read.",
    }
    unknown_columns {
        zh: "请在表头中写明列名，例如 title、text、date",
        en: "Name the columns in the header line: title, text, date.",
    }
    unreadable_text {
        zh: "请对该页做文字识别（OCR）；其余各页已读取",
        en: "Run text recognition (OCR) on the page; all other pages were read.",
    }
    broken_off {
        zh: "请重新获取该文件",
        en: "Fetch the file again.",
    }
    ambiguous_id {
        zh: "请写作“文件名#编号”，或在网页中更正",
        en: "Name the file as well, as in FILE#ID, or correct it in the page.",
    }
    recognition {
        zh: "请单独对该图片运行识别程序，查看其输出；其余各页已读取",
        en: "Run the recogniser on the picture by itself and look at its output; all other pages were read.",
    }
    not_a_state {
        zh: "分片文件由 `policyvane classify … --shard 1/4 -o 名称.state` 生成",
        en: "States are made by `policyvane classify … --shard 1/4 -o NAME.state`.",
    }
    state_damaged { zh: "请重新生成这一分片", en: "Make this shard's state again." }
    other_model {
        zh: "请用 --model 指定该模型，或用同一模型重新生成各分片",
        en: "Give that model with --model, or make all states with one model.",
    }
    missing_shards {
        zh: "请给出同一批的全部分片；缺少的分片会使总数和占比失实",
        en: "Give all shards of the run: without one, counts and shares would be wrong.",
    }
    same_shard { zh: "每个分片只给出一次", en: "Give each shard once." }
    changed_file {
        zh: "请用同一批未改动的文件重新生成各分片",
        en: "Make the states again from files that do not change meanwhile.",
    }
    shared_file {
        zh: "请把这些文件放在同一上级文件夹下一起分片，使文件名各不相同；同一文件不能计入两次",
        en: "Make shards of a folder that holds both, so that names differ; no file may count twice.",
    }
    left_out_before {
        zh: "其余输入已计入；更正后请重新生成该分片",
        en: "All other inputs count; once it is mended, make that shard's state again.",
    }
    recognised_in_part {
        zh: "请让识别程序以 UTF-8 输出（Python 程序可设置环境变量 PYTHONUTF8=1）；其余内容已读取",
        en: "Let the recogniser write UTF-8 (for Python, set PYTHONUTF8=1); all other text was read.",
    }
    output_is_input { zh: "请换一个输出位置", en: "Choose another place for the output." }
    missing_column { zh: "请在文件首行写明列名", en: "Name the column in the first line of the file." }
    bad_line { zh: "请更正或删除该行；其余各行已读取", en: "Correct or remove this line; all other rows were read." }
    bad_field { zh: "请更正该值；其余各行已读取", en: "Correct this value; all other rows were read." }
    bad_date { zh: "日期请写作 2025-04-26、2025-04 或 2025", en: "Write dates as 2025-04-26, 2025-04 or 2025." }
    bad_theme_set { zh: "写法可参照 data/themes.toml", en: "See data/themes.toml for a working example." }
    bad_dictionary {
        zh: "每行一个词条，写作“词语 [词频 [词性]]”",
        en: "Write one entry per line: `word [frequency [tag]]`.",
    }
    unknown_theme { zh: "请使用模型所含主题的代号或名称", en: "Use the id or the name of one of the model's themes." }
    unknown_region {
        zh: "请使用省、市、县（区）的名称或六位区划代码；重名者用代码或全称",
        en: "Use a province, prefecture or county name, or a six-digit code; for ambiguous names the code or the full name.",
    }
    unknown_papers {
        zh: "请按读到的文章所属报纸的名称填写",
        en: "Give papers the names that their articles have.",
    }
    unknown_themes {
        zh: "请在主题表中补充这些主题，或更正标注",
        en: "Add the themes to the theme set, or correct the labels.",
    }
    too_few_themes {
        zh: "请为第二个主题标注文章；不属于任何主题的文章可标为 none",
        en: "Label articles of a second theme; articles without a theme can be labelled `none`.",
    }
    no_known_labels {
        zh: "标注应为模型主题的代号或名称；用 `policyvane themes` 查看，或用 --model 指定标注所属的模型",
        en: "Labels are the ids or names of the model's themes: see `policyvane themes`, or give their model with --model.",
    }
    no_labels {
        zh: "标注文章应在 theme 字段（列）写明主题代号",
        en: "Labelled articles have the id of their theme in the field `theme`.",
    }
    no_audit_labels {
        zh: "请在 label 列填写主题代号或名称，并确认样本抽自这批文章",
        en: "Fill the column `label` with ids or names of themes, and check that the sample was drawn from these articles.",
    }
    few_labels {
        zh: "请继续标注后再学一次。报纸文章的实测中，学 100 篇准确率只提高 0.2 个百分点，更少时看不出提高，却会改变一些文章的主题。确要采用，请加 --few-labels",
        en: "Label more and learn again: on newspaper articles 100 labels gave 0.2 points of accuracy, fewer show no gain and still change the themes of some articles. To adopt it all the same, add --few-labels.",
    }
    no_selection {
        zh: "请给出文件名、--paper、--from、--to 中的至少一项",
        en: "Give names of files, --paper, --from or --to.",
    }
    exists { zh: "请换一个文件名，或先移走已有的文件", en: "Choose another name, or move the file away first." }
    no_article { zh: "请检查输入文件", en: "Check the input files." }
    empty_day {
        zh: "请换一个日期；不指定日期时取有文章的最后一天",
        en: "Choose another day; without one it is the last day that has articles.",
    }
    filtered { zh: "请放宽筛选条件", en: "Widen the filters." }
    dates { zh: "请给出报纸日期，或在文件名中写明日期", en: "Give the date of the issues, or put it in their file names." }
    read_twice {
        zh: "原始版面与由其生成的文章文件请只提供一种",
        en: "Give either the raw pages or the articles made from them, not both.",
    }
    two_days {
        zh: "如报头的日期正确，请改正文件名，或指定日期后重新读取",
        en: "If the masthead is right, rename the file, or give the date and read it again.",
    }
    copied_file {
        zh: "同一版重复下载或重复存放的，无需处理",
        en: "Nothing has to be done where a page was downloaded or stored twice.",
    }
    other_version {
        zh: "如系更正，请用 `policyvane archive remove` 移除旧版本，再重新收入新文件",
        en: "If it is a correction, remove the earlier version with `policyvane archive remove` and add the new file again.",
    }
    earlier_version {
        zh: "库中保留更正后的版本，无需处理；如确要换回旧版，请先取出该文件，再单独收入",
        en: "The corrected version stays and nothing has to be done. To go back to the earlier one, unpack the file and add it by itself.",
    }
    nothing_read { zh: "原因见上文各条信息", en: "See the messages above." }
    bad_setting { zh: "请更正该设置", en: "Correct the setting." }
    not_a_model { zh: "请指定 policyvane 训练的模型文件（.pvm）", en: "Give a model file trained with policyvane (.pvm)." }
    model_damaged { zh: "请重新复制模型文件，或重新训练", en: "Copy the model again, or train it anew." }
    model_too_new {
        zh: "请升级 policyvane，或用当前版本重新训练模型",
        en: "Upgrade policyvane, or train the model anew with this version.",
    }
    training { zh: "请检查标注；若标注无误，请报告此问题", en: "Check the labels; if they are sound, report the problem." }
    chart { zh: "这是程序缺陷，请报告", en: "This is a defect of the program; please report it." }
    format {
        zh: "请改用其他格式，如 .csv；仍然失败的话，请报告",
        en: "Write another format, such as .csv; if that fails as well, please report it.",
    }
    not_an_archive {
        zh: "请用 --db 指定由 `policyvane archive add` 建立的文件",
        en: "Give a file made by `policyvane archive add` with --db.",
    }
    archive_too_new { zh: "请升级 policyvane", en: "Upgrade policyvane." }
    database {
        zh: "请检查磁盘空间和文件是否完好（`policyvane archive check`），或稍后重试",
        en: "Check the free space and the file itself (`policyvane archive check`), or try again later.",
    }
    changed_meanwhile { zh: "待文件写完后再次添加", en: "Add it again once it is written completely." }
    archive_busy { zh: "待它写完后再试", en: "Try again when it has finished." }
    far_day { zh: "请改正文件中的日期，或用 --date 指定日期", en: "Correct the day in the file, or give the day with --date." }
    listen_address { zh: "请核对 --listen 的地址", en: "Check the address given with --listen." }
    listen { zh: "请用 --port 换一个端口", en: "Choose another port with --port." }
    stopped {
        zh: "重新运行即可：没写完的结果不会替换原有文件，文章库中已收入的文件不必重收",
        en: "Run it again: unfinished results replace no file, and files that an archive has are kept.",
    }
}

// What to do with files of kinds that are not read.
crate::messages::messages! {
    special_document {
        zh: "请用其阅读器打开，另存为 PDF 或文本",
        en: "Open it in its reader and save it as PDF or as text.",
    }
    image { zh: "请先做文字识别（OCR），再提供文本", en: "Run text recognition (OCR) on it and give the text." }
    presentation { zh: "请另存为 PDF 或文本", en: "Save it as PDF or as text." }
    archive { zh: "请解压后提供文件夹，或改用 .zip 压缩", en: "Unpack it and give the folder, or pack it as .zip." }
    parquet {
        zh: "Parquet 可用带 parquet 功能的程序读取（cargo install policyvane --features parquet）；或先转为 .jsonl，如 pandas.read_parquet(文件).to_json(\"文章.jsonl\", orient=\"records\", lines=True, force_ascii=False)",
        en: "A program that was built with the feature `parquet` reads Parquet (cargo install policyvane --features parquet). Or convert it to .jsonl, as with pandas.read_parquet(FILE).to_json(\"articles.jsonl\", orient=\"records\", lines=True).",
    }
    read_me { zh: "无需处理；如确是文章，请改用其他文件名", en: "Nothing need be done. If it is an article, give the file another name." }
    word_list {
        zh: "无需处理；如确是文章，请保留正文的标点",
        en: "Nothing need be done. If it is an article, keep the punctuation of its text.",
    }
    media { zh: "请提供文字稿", en: "Give a transcript of it." }
    attachment { zh: "请将附件另存为文件", en: "Save what is attached as a file of its own." }
    hidden { zh: "如是文章，请改名，使名称不以点开头", en: "Give it a name that does not begin with a dot if it is an article." }
    other { zh: "如不是文章，请移出该文件夹", en: "Move it out of the folder if it is not an article." }
}
