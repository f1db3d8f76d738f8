//! The help of the command line, from one table: a command, one of its arguments, and the text in each language.
//!
//! Long because it is one table of the help of all commands.

mod archive;
mod comparison;
mod placeholders;
mod server;

use crate::Language;

crate::messages::messages! {
    usage_heading { zh: "用法：", en: "Usage:" }
    commands_heading { zh: "命令", en: "Commands" }
    arguments_heading { zh: "参数", en: "Arguments" }
    options_heading { zh: "选项", en: "Options" }
    possible_values(values: &str) { zh: "可选值：{values}", en: "possible values: {values}" }
    placeholders(listed: &str) { zh: "其中：{listed}", en: "Where: {listed}" }
    default_value(value: &str) { zh: "默认值：{value}", en: "default: {value}" }
    after_help {
        zh: "退出状态：0 全部完成；1 已完成，但有输入未处理（逐一列于标准错误输出）；2 用法有误；3 未能完成任何工作。\n\n\
             示例：policyvane report issues/ -o reports/\n\
             只写文件或文件夹（如拖到程序图标上）：在其旁边生成报告；什么都不写：打开网页。",
        en: "Exit status: 0 done; 1 done, but some inputs were left out (each listed on standard error); 2 bad usage; 3 nothing \
             could be done.\n\nExample: policyvane report issues/ -o reports/\nFiles or folders alone, as when they are dragged onto the \
             program: a report beside them; nothing at all: the page.",
    }
}

/// In place of an argument: what a command does.
pub const ABOUT: &str = "";
/// In place of a command: an argument with the same meaning in all commands, or what the program itself does.
pub const ANY: &str = "";

/// The help of an argument of a command, or of the command itself ([`ABOUT`]); `None` if there is none.
pub fn help(language: Language, command: &str, argument: &str) -> Option<&'static str> {
    let all = || HELP.iter().chain(archive::HELP).chain(comparison::HELP).chain(server::HELP);
    let entry = |command: &str| all().find(|entry| (entry.0, entry.1) == (command, argument));
    // A report of states has the options of one of files.
    let of_report = || entry("report").filter(|_| command == "merge" && argument != ABOUT);
    let (_, _, chinese, english) =
        entry(command).or_else(of_report).or_else(|| entry(ANY).filter(|_| argument != ABOUT))?;
    Some(match language {
        Language::Chinese => chinese,
        Language::English => english,
    })
}

/// What a word in capitals stands for, in Chinese; the words themselves are English.
pub fn placeholder(word: &str) -> Option<&'static str> {
    placeholders::PLACEHOLDERS.iter().find(|(own, _)| *own == word).map(|(_, meaning)| *meaning)
}

/// Command, argument, Chinese, English.
const HELP: &[(&str, &str, &str, &str)] = &[
    (
        "policyvane",
        ABOUT,
        "识别中文报纸文章的政策主题，统计各主题在不同时期、不同地区的关注度",
        "Classifies Chinese newspaper articles by policy theme and measures the attention to each theme over time and by region",
    ),
    // In all commands.
    (ANY, "model", "模型文件，缺省时使用内置模型", "Model file; the built-in model if omitted"),
    (
        ANY,
        "lang",
        "信息、图表和表格中名称的语言，缺省时依系统语言环境",
        "Language of messages, of charts and of names in tables; by the system's locale if omitted",
    ),
    (
        ANY,
        "threads",
        "线程数，缺省时使用全部处理器核心；不影响结果",
        "Number of threads; all processor cores if omitted; has no effect on results",
    ),
    (
        ANY,
        "columns",
        "指定数据表各列的用途，如 text=正文,date=发布时间；未指定的列按列名和内容识别",
        "Assign columns of tables to roles, as in text=正文,date=发布时间; the others are recognised by name and content",
    ),
    (
        ANY,
        "ocr_command",
        "文字识别程序及其参数，{image} 代表图片路径，如 'tesseract {image} stdout -l chi_sim'；用于图片和没有文字层的 PDF 页面",
        "Program that recognises text, with its arguments and {image} for the path of the picture, as in 'tesseract {image} stdout -l \
         chi_sim'; used for pictures and for pages of PDF files without text",
    ),
    (ANY, "quiet", "不显示进度和说明，仅显示警告和错误", "Show warnings and errors only, no progress and no notes"),
    (ANY, "help", "显示帮助", "Print help"),
    (ANY, "version", "显示版本", "Print version"),
    (
        ANY,
        "paths",
        "文件、文件夹或加引号的文件名模式：版面和文稿（.txt、.pdf、.html、.mht、.docx、.doc、.wps、.rtf、.odt、.md、.epub、.eml、.mbox）、表格\
         （.csv、.tsv、.xlsx、.xls、.ods）、数据（.jsonl、.json、.xml、.sql、.ris、.enw），及其 .gz、.zip、.tar.gz 压缩文件；\
         - 表示从标准输入读取一个版面或 JSONL",
        "Files, folders or quoted patterns: pages and documents (.txt, .pdf, .html, .mht, .docx, .doc, .wps, .rtf, .odt, .md, .epub, \
         .eml, .mbox), tables (.csv, .tsv, .xlsx, .xls, .ods), data (.jsonl, .json, .xml, .sql, .ris, .enw), each also as .gz, and .zip or \
         .tar.gz archives of them; - reads a page or JSONL from standard input",
    ),
    (
        ANY,
        "date",
        "报纸出版日期，优先于文件名和报头所载日期",
        "Date of the issues; overrides the date in file names and mastheads",
    ),
    (
        ANY,
        "source",
        "报纸名称，优先于文件名和报头所载名称",
        "Name of the paper; overrides the name in file names and mastheads",
    ),
    (
        ANY,
        "sources",
        "报纸及其所在地的表格（name,aliases,home）；输入文件夹中的 sources.csv 会自动读取",
        "Table of papers and their home regions (name,aliases,home); a sources.csv in an input folder is read automatically",
    ),
    (ANY, "json", "以 JSON 格式输出", "Output as JSON"),
    (
        ANY,
        "excel",
        "在 CSV 文件开头写入字节顺序标记（BOM），便于 Excel 识别",
        "Start CSV files with a byte order mark, for Excel",
    ),
    // report
    (
        "report",
        ABOUT,
        "由原始版面或文章文件生成报告：图表、数据表和网页",
        "Make a report from issues or article files: charts, tables and a web page",
    ),
    // audit
    (
        "audit",
        ABOUT,
        "人工核定：从自己的文章中随机抽样编码，据此推断各主题的真实占比、变化和模型的准确率",
        "Audit the counts by hand: code a random sample of your articles, get valid shares, changes and the model's accuracy",
    ),
    (
        "draw",
        ABOUT,
        "随机抽取供人工编码的文章（按模型判断的主题分层，兼顾各报各月）",
        "Draw articles for coding at random (by the model's themes, spread over papers and months)",
    ),
    (
        "draw",
        "output",
        "样本文件（.csv 或 .xlsx），旁边另存 .design.csv",
        "File of the sample (.csv or .xlsx), with a .design.csv beside it",
    ),
    ("draw", "size", "抽取的篇数", "Number of articles to draw"),
    (
        "draw",
        "seed",
        "随机数种子；同样的文章和种子抽到同样的样本",
        "Seed of the draw; the same articles and seed give the same sample",
    ),
    (
        "estimate",
        ABOUT,
        "由标注推断全部文章：占比、变化、准确率及其区间，与模型计数对照",
        "What the labels tell of all articles: shares, changes and accuracy with intervals, beside the model's counts",
    ),
    (
        "estimate",
        "labels",
        "填好 label 列的样本文件（.csv、.jsonl 或 .xlsx）",
        "The sample with its column label filled in (.csv, .jsonl or .xlsx)",
    ),
    ("estimate", "output", "结果文件（.csv、.json 或 .xlsx）", "File of the result (.csv, .json or .xlsx)"),
    (
        "estimate",
        "half_width",
        "希望达到的区间半宽（百分点），据此计算还需标注多少篇",
        "Wished half-width of the intervals in percentage points, for the number of labels still needed",
    ),
    (
        "report",
        "audit",
        "人工标注的随机样本（见 audit draw）；报告在计数之后列出据此推断的占比",
        "A random sample with labels (see audit draw); the report gives audited shares after the counts",
    ),
    ("report", "output", "报告的输出文件夹", "Folder for the report"),
    (
        "report",
        "by",
        "图表的时间单位，也可写作日、周、月、季、年；缺省时依时间跨度选定",
        "Length of the periods in charts; chosen by the time covered if omitted",
    ),
    (
        "report",
        "by_event",
        "按文章所述事件的日期统计，未写明的按见报日期；缺省时一律按见报日期",
        "Count articles at the day they tell of, where they name one; by default all count at the day of their issue",
    ),
    (ANY, "from", "统计的起始日、月或年", "First day, month or year to count"),
    (ANY, "to", "统计的截止日、月或年", "Last day, month or year to count"),
    (
        "report",
        "theme",
        "只绘制指定主题（代号或名称，可重复）；占比仍以全部文章为分母",
        "Draw only this theme (id or name; repeatable); shares remain shares of all articles",
    ),
    (
        "report",
        "term",
        "绘制该词语逐期占比，并比较中央与地方报纸首次提及的先后（可重复；“两新 -两新企业”排除更长的词）",
        "Draw this term's share over time, and compare when national and provincial papers first mentioned it (repeatable; ‘A -AB’ leaves out AB)",
    ),
    (
        ANY,
        "only_region",
        "只统计涉及指定行政区划的文章（六位代码或名称，可重复）",
        "Count only articles about this division (six-digit code or name; repeatable)",
    ),
    (ANY, "only_source", "只统计指定报纸的文章（可重复）", "Count only articles of this paper (repeatable)"),
    (
        ANY,
        "compare",
        "比较两个时段，如 2023 2024（整年）、2024-03 2025-03（整月）、2023..2023 2024..2024-06（起..止）；缺省时比较最近的整年与之前等长的时段，不足两年则比较前后两半",
        "Compare two spans: years (2023 2024), months (2024-03 2025-03) or stretches (2023..2023 2024..2024-06); if omitted, the \
         last whole years and as many before, or the two halves of less than two years",
    ),
    (
        "report",
        "events",
        "标在时间轴和高峰旁的事件，CSV：日期（或起、止日期）,名称；缺省时用随附的党代会、中央全会、全国两会、中央经济工作会议",
        "Events to mark on axes of time and beside peaks, as CSV: day (or first and last day), name; if omitted, the shipped \
         Party congresses, plenums, Two Sessions and economic work conferences",
    ),
    ("report", "no_events", "不标任何事件", "Mark no events"),
    (
        "report",
        "top",
        "只绘制占比最高的若干政策主题（“非政策”另列）",
        "Draw only this many policy themes, those with the largest shares, beside “no policy theme”",
    ),
    (
        "report",
        "chart",
        "只绘制指定图表（可重复）：themes-over-time、themes-ranked、themes-changes、themes-calendar、themes-by-region、\
         themes-map、themes-versus、coverage、term-series、lag",
        "Draw only this chart (repeatable): themes-over-time, themes-ranked, themes-changes, themes-calendar, themes-by-region, \
         themes-map, themes-versus, coverage, term-series, lag",
    ),
    (
        "report",
        "size",
        "图表宽度：A4 版心（page，170 毫米）、双栏排版的单栏（column，86 毫米）或幻灯片（slide，240 毫米，高不超过 180 毫米）",
        "Width of charts: text width of an A4 page (page, 170 mm), a column of two (column, 86 mm) or a slide (slide, 240 mm, at most 180 mm high)",
    ),
    (
        "report",
        "dpi",
        "PNG 图片的分辨率（每英寸像素数，36 至 1200）",
        "Resolution of PNG pictures (dots per inch, 36 to 1200)",
    ),
    ("report", "svg", "另存 SVG 格式的图表", "Write the charts as SVG files too"),
    (
        "report",
        "excel",
        "另写一个 Excel 工作簿（report.xlsx），各 CSV 表也可直接用 Excel 打开",
        "Also write an Excel workbook (report.xlsx), and CSV tables that Excel opens rightly",
    ),
    // ingest
    ("ingest", ABOUT, "由原始版面切分出文章，写入文章文件", "Cut raw issues into articles and write an article file"),
    (
        "ingest",
        "output",
        "输出文件（.jsonl、.csv、.tsv、.xlsx），缺省时写入标准输出",
        "File to write (.jsonl, .csv, .tsv, .xlsx); standard output if omitted",
    ),
    ("ingest", "format", "文章文件的格式，缺省时依扩展名", "Format of the article file; by its ending if omitted"),
    (
        "ingest",
        "review",
        "不输出文章，改为列出版面中难以判定是否为文章开头的行",
        "List the lines where it is uncertain whether an article begins, instead of the articles",
    ),
    (
        "ingest",
        "furniture",
        "不输出文章，改为以 CSV 输出文章以外的内容：报头、版权信息、广告、图片说明",
        "Write what is not part of articles as CSV instead: mastheads, imprints, advertisements, captions",
    ),
    (
        "ingest",
        "check",
        "只检查不输出：列出每个文件被识别为何种格式、含多少篇文章、起止日期、来源、列的用途，以及未能读取的内容",
        "Write no articles; list for each file what it is taken for, its articles, days, papers and columns, and what is left out",
    ),
    // classify
    ("classify", ABOUT, "判定每篇文章的主题，输出数据表", "Classify articles and write a table of their themes"),
    (
        "classify",
        "output",
        "输出文件（.csv、.tsv、.jsonl、.xlsx），缺省时写入标准输出；以 .state 结尾时写入供 merge 使用的分片文件",
        "File to write (.csv, .tsv, .jsonl, .xlsx); standard output if omitted; a name that ends in .state gives a state for `merge`",
    ),
    (
        "classify",
        "shard",
        "只处理输入的一部分：2/4 为四份中的第二份，供多台机器分别处理",
        "Classify one part of the inputs only: 2/4 is the second of four, for several machines",
    ),
    (
        "classify",
        "format",
        "数据表的格式；fasttext 为“__label__主题 正文”，cap 为比较议程项目（Babel Machine）所用的 id,year,major_topic,text",
        "Format of the table; fasttext: __label__theme text; cap: id,year,major_topic,text, as the Babel Machine of the \
         Comparative Agendas Project reads it",
    ),
    (
        "classify",
        "abstain",
        "概率低于此值时主题留空（0 至 1）",
        "Leave the theme empty if its probability is below this value (0 to 1)",
    ),
    (
        "classify",
        "probabilities",
        "另列出每个主题的概率（probability_主题编号）",
        "Add the probability of each theme (columns probability_THEME)",
    ),
    (
        "classify",
        "no_evidence",
        "不查找分类依据，处理较快；evidence 栏保留，内容为空",
        "Do not look for the terms that decided, which is faster; the column evidence stays and is empty",
    ),
    // merge
    (
        "merge",
        ABOUT,
        "由各分片文件（classify 生成的 .state）生成一份报告，与一次处理全部输入的报告完全相同",
        "Make one report of states (.state files of classify): the same as that of one run over all inputs",
    ),
    ("merge", "states", "同一批的全部分片文件，次序不限", "All states of a run, in any order"),
    // train
    (
        "train",
        ABOUT,
        "用已标注文章训练模型，并写出模型说明",
        "Train a model on labelled articles and write its model card",
    ),
    (
        "train",
        "output",
        "模型文件；模型说明写入同名 .md 文件",
        "Model file; the model card is written beside it as .md",
    ),
    (
        "train",
        "adapt",
        "以现有模型（--model 指定，缺省为内置模型）为起点，用少量标注作适应性学习，并报告学习前后的准确率；适合几十至几千篇标注",
        "Start from a model (--model, or the built-in one) and learn from some tens to some thousands of labels on top of it; reports the accuracy before and after",
    ),
    (
        "train",
        "unlabelled",
        "未标注的文章，用于学习词语之间的关联（文件、文件夹或文件名模式，可重复）",
        "Unlabelled articles, from which associations between words are learned (file, folder or pattern; repeatable)",
    ),
    (
        "train",
        "weak",
        "文章未标注时，用主题表中的 include 与 exclude 词语标注可明确判定的文章",
        "Label unlabelled articles by the include and exclude terms of the theme set, where these decide clearly",
    ),
    (
        "train",
        "themes",
        "提供主题名称的主题表，缺省时使用内置主题表",
        "Theme set that names the themes; the built-in one if omitted",
    ),
    ("train", "strict", "遇到主题表以外的标注即报错", "Reject labels that are not in the theme set"),
    (
        "train",
        "dictionary",
        "用户词典，每行“词语 [词频]”，与内置词典合用",
        "User dictionary, one `word [frequency]` per line, used together with the built-in one",
    ),
    (
        "train",
        "notes",
        "写入模型说明的文字：语料与标注的来源、模型的局限",
        "Text for the model card: origin of articles and labels, limitations of the model",
    ),
    (
        "train",
        "folds",
        "交叉验证的折数，用于校准概率和评估精度；0 表示不做 [默认值：5]",
        "Folds of the cross-validation that calibrates probabilities and measures accuracy; 0 for none [default: 5]",
    ),
    (
        "train",
        "split",
        "分折方式：按时间段（date）、各折主题构成相同（stratified）、以先前时段预测后续时段（temporal）",
        "How folds are made: stretches of time (date), equal mix of themes (stratified), or later stretches predicted from \
         earlier ones (temporal)",
    ),
    (
        "train",
        "cost",
        "误差的代价，越大越贴近训练数据",
        "Cost of an error; larger values fit the training data more closely",
    ),
    (
        "train",
        "texts",
        "文本类型：文章（articles），或标题、帖子等一两句话的短文本（short）；缺省时依长度判断",
        "Kind of texts: articles, or headlines, posts and other texts of a sentence or two (short); by their length if omitted",
    ),
    (
        "train",
        "search",
        "先以交叉验证试验若干组参数并取最优；试验记录写入同名 .search.csv 文件",
        "Try this many settings by cross-validation first and use the best; the trials are written beside the model as .search.csv",
    ),
    ("train", "budget", "参数搜索的时限（分钟）", "Time limit of the search in minutes"),
    // evaluate
    ("evaluate", ABOUT, "用已标注文章评估模型", "Evaluate a model on labelled articles"),
    (
        "evaluate",
        "against",
        "另一个模型，与之逐篇比较（McNemar 检验）",
        "Second model to compare with, article by article (McNemar's test)",
    ),
    (
        "evaluate",
        "learning_curve",
        "不评估模型，改为检验标注数量递增时的精度，以判断增加标注是否有益",
        "Instead of evaluating the model, learn from growing parts of the labels, to see whether more labels would help",
    ),
    (
        "evaluate",
        "charts",
        "存放混淆矩阵和可靠性图（PNG）的文件夹",
        "Folder for the confusion matrix and the reliability diagram as PNG",
    ),
    // explain
    (
        "explain",
        ABOUT,
        "说明文章主题的判定依据：词语及其权重",
        "Explain the theme of articles: the terms and their weights",
    ),
    (
        "explain",
        "theme",
        "说明指定主题（代号或名称），而非判定的主题",
        "Explain this theme (id or name) instead of the assigned one",
    ),
    ("explain", "top", "所列词语数", "Number of terms to list"),
    ("explain", "json", "以 JSON 输出全部词语，每行一篇文章", "Output all terms as JSON, one article per line"),
    // themes
    ("themes", ABOUT, "列出各主题及模型中权重最高的词语", "List the themes and their strongest terms in the model"),
    ("themes", "top", "每个主题所列词语数", "Number of terms to list for each theme"),
    // help
    ("help", ABOUT, "显示程序或某一命令的帮助", "Print help for the program or a command"),
];
