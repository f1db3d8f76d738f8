//! The help of `policyvane archive` and of `policyvane digest`.

use crate::messages::program::help::{ABOUT, ANY};

/// Command, argument, Chinese, English.
pub(super) const HELP: &[(&str, &str, &str, &str)] = &[
    (ANY, "db", "文章库文件（由 archive add 建立）", "Archive file (made by archive add)"),
    (
        "archive",
        ABOUT,
        "文章库：逐日收入报纸文章，供检索、统计和更正",
        "An archive of articles that grows day by day, to search, count and correct",
    ),
    // add
    (
        "add",
        ABOUT,
        "收入文章并判定主题；已收入的文件跳过，内容有变的文件替换",
        "Add articles with their themes; files that are there already are passed over, changed ones replaced",
    ),
    ("add", "db", "文章库文件，不存在时新建", "Archive file; made where there is none"),
    ("add", "again", "重新读取已收入的文件", "Read files again that are in the archive already"),
    ("add", "who", "操作日志中的收入者，缺省时为当前用户", "Who adds, for the log; the present user if omitted"),
    // watch
    (
        "watch",
        ABOUT,
        "监视文件夹，新文件写完后自动收入",
        "Watch folders, and add new files once they are written completely",
    ),
    ("watch", "db", "文章库文件，不存在时新建", "Archive file; made where there is none"),
    ("watch", "paths", "要监视的文件夹", "Folders to watch"),
    ("watch", "every", "检查的间隔（秒）", "Seconds between looks at the folders"),
    ("watch", "once", "收入现有文件后即结束", "End after what is there now was added"),
    ("watch", "who", "操作日志中的收入者，缺省时为当前用户", "Who adds, for the log; the present user if omitted"),
    // search
    (
        "search",
        ABOUT,
        "检索标题和正文，字数不限；多个词语须同时出现，不分繁简、全半角和大小写",
        "Search headlines and texts for phrases of any length; all must occur. Width, case and traditional forms do not matter",
    ),
    (
        "search",
        "phrases",
        "要查找的词语；省略时列出符合条件的全部文章",
        "Phrases to find; all articles that pass the filters if omitted",
    ),
    ("search", "theme", "只列出指定主题（代号或名称，可重复）", "Only this theme (id or name; repeatable)"),
    ("search", "from", "起始日、月或年", "First day, month or year"),
    ("search", "to", "截止日、月或年", "Last day, month or year"),
    (
        "search",
        "only_region",
        "只列出涉及指定行政区划的文章（六位代码或名称，可重复）",
        "Only articles about this division (six-digit code or name; repeatable)",
    ),
    ("search", "only_source", "只列出指定报纸的文章（可重复）", "Only articles of this paper (repeatable)"),
    (
        "search",
        "sort",
        "排列次序：最新在前（newest）或最相关在前（best）",
        "Order: the newest first, or the best match first",
    ),
    (
        "search",
        "limit",
        "最多列出的篇数；缺省时屏幕上 20 篇，文件中不限",
        "At most this many articles; if omitted, 20 on the screen and all in a file",
    ),
    (
        "search",
        "output",
        "写入表格文件（.csv、.tsv、.jsonl 或 .xlsx），缺省时显示在屏幕上",
        "Table to write (.csv, .tsv, .jsonl or .xlsx); shown on the screen if omitted",
    ),
    // export
    (
        "export",
        ABOUT,
        "导出全部文章（JSONL，可由其他命令读取），附人工标注",
        "Write all articles as JSONL that the other commands read, with people's labels",
    ),
    (
        "export",
        "labels",
        "只导出标注，按指定的格式（doccano、Label Studio、fastText、CSV 或 JSONL）",
        "Write the labels only, in the form of another program, as a table or as lines of JSON",
    ),
    ("export", "output", "输出文件，缺省时写入标准输出", "File to write; standard output if omitted"),
    // import-labels
    (
        "import-labels",
        ABOUT,
        "读入其他标注工具导出的标注，按文章编号或正文对应",
        "Read labels that other programs wrote; articles are found by identifier, else by their text",
    ),
    ("import-labels", "files", "标注文件", "Files of labels"),
    (
        "import-labels",
        "format",
        "格式，缺省时依扩展名：.csv、.json（Label Studio）、.jsonl（doccano）、.txt（fastText）",
        "Form of the files; if omitted, by the ending: .csv, .json (Label Studio), .jsonl (doccano), .txt (fastText)",
    ),
    (
        "import-labels",
        "who",
        "未注明标注者时采用的名字，缺省时为当前用户",
        "Who labelled, where a file does not tell; the present user if omitted",
    ),
    // correct
    (
        "correct",
        ABOUT,
        "更正文章的主题；更正与模型的判定分别保存，并记录更正者和时间",
        "Correct the theme of articles; corrections are kept apart from the model's choice, with who and when",
    ),
    ("correct", "ids", "文章编号", "Identifiers of articles"),
    ("correct", "theme", "正确的主题（代号或名称）", "The right theme (id or name)"),
    ("correct", "also", "次要主题（可重复）", "A secondary theme (repeatable)"),
    ("correct", "undo", "撤销上一次更正", "Take the last correction back"),
    (
        "correct",
        "label",
        "仅作为训练用的标注，报告仍采用模型的判定",
        "A label to learn from only; reports keep the model's choice",
    ),
    ("correct", "who", "更正者，缺省时为当前用户", "Who corrects; the present user if omitted"),
    ("correct", "note", "备注", "A remark"),
    // check, stats, reclassify, remove, backup
    (
        "check",
        ABOUT,
        "检查文章库是否完好、索引与正文是否一致",
        "Check that the archive is sound and that its index agrees with the texts",
    ),
    ("check", "quick", "不逐篇核对索引", "Do not compare the index with each text"),
    ("stats", ABOUT, "文章库的概况和最近的改动", "What the archive holds, in numbers, and its last changes"),
    (
        "reclassify",
        ABOUT,
        "用当前模型重新判定由其他模型判定的文章",
        "Classify the articles again whose themes are by another model",
    ),
    (
        "reclassify",
        "adopt",
        "将 --model 指定的模型存入文章库，今后该库一律用它判定；未指定 --model 时改回内置模型",
        "Store the model given by --model in the archive, which uses it from now on; without --model, return to the built-in one",
    ),
    (
        "reclassify",
        "few_labels",
        "与 --adopt 同用：所学标注不足 100 篇的模型也采用（不写则拒绝）",
        "With --adopt: adopt a model that learned from fewer than 100 labels, too, which is refused otherwise",
    ),
    (
        "reclassify",
        "who",
        "操作日志中的操作者，缺省时为当前用户",
        "Who classifies again or adopts, for the log; the present user if omitted",
    ),
    (
        "remove",
        ABOUT,
        "移除符合全部条件的文章；人工标注予以保留",
        "Remove the articles that meet all conditions; people's labels stay",
    ),
    ("remove", "names", "文件名或文件夹名（以收入时为准）", "Names of files or folders, as they were added"),
    ("remove", "only_source", "报纸名称（可重复）", "Only this paper (repeatable)"),
    ("remove", "from", "起始日、月或年", "First day, month or year"),
    ("remove", "to", "截止日、月或年", "Last day, month or year"),
    ("remove", "who", "操作日志中的移除者，缺省时为当前用户", "Who removes, for the log; the present user if omitted"),
    ("backup", ABOUT, "备份文章库（写入期间也可备份）", "Copy the archive into a new file, also while others write"),
    // digest
    (
        "digest",
        ABOUT,
        "要目：某一天的文章按主题列出，显著高于平时的主题在前，可打印（A4）",
        "The articles of one day by theme, to print on A4; themes above their usual share come first",
    ),
    ("digest", "date", "哪一天，缺省时为最近有文章的一天", "Which day; the last one with articles if omitted"),
    ("digest", "output", "输出文件（.docx、.html、.md 或 .xlsx）", "File to write (.docx, .html, .md or .xlsx)"),
    ("backup", "output", "备份文件，不得已存在", "File to write; it must not be there"),
];
