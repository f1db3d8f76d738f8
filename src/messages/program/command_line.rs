//! What the commands say beside their results: notes, progress, warnings, and hints that name options.

use std::io::ErrorKind;

use crate::Language;
use crate::error::{Error, NothingToReport, UnreadableKind};

// The frame of messages.
crate::messages::messages! {
    error(message: &str, help: &str) { zh: "错误：{message}\n  建议：{help}", en: "error: {message}\n  help: {help}" }
    warning(message: &str, help: &str) { zh: "警告：{message}\n  建议：{help}", en: "warning: {message}\n  help: {help}" }
    further_messages(file: &str, messages: &str) {
        zh: "警告：{file}：另有同类信息 {messages}，不再列出",
        en: "warning: {file}: {messages} more of this kind not shown",
    }
    note(text: &str) { zh: "提示：{text}", en: "note: {text}" }
    bad_threads(threads: usize, maximum: usize) {
        zh: "错误：--threads {threads}：应为 1 到 {maximum} 之间的整数",
        en: "error: --threads {threads}: must be between 1 and {maximum}",
    }
    press_return { zh: "按回车键关闭窗口", en: "Press Enter to close the window." }
}

// Progress.
crate::messages::messages! {
    per_second(articles: u64) { zh: "，每秒 {articles} 篇", en: ", {articles} a second" }
    reading { zh: "正在读取", en: "reading" }
    classifying { zh: "正在分类", en: "classifying" }
    reading_and_classifying { zh: "正在读取和分类", en: "reading and classifying" }
    counting_and_drawing { zh: "正在统计和绘图", en: "counting and drawing" }
    training { zh: "正在训练", en: "training" }
    learning_from_unlabelled { zh: "正在学习未标注文本", en: "learning from unlabelled text" }
    cross_validating { zh: "正在交叉验证", en: "cross-validating" }
    fitting { zh: "正在交叉验证和拟合", en: "cross-validating, fitting" }
    writing { zh: "正在写入", en: "writing" }
    searching { zh: "正在搜索参数", en: "searching settings" }
    learning { zh: "正在学习", en: "learning" }
}

// report
crate::messages::messages! {
    report_of(name: &str) { zh: "{name}-报告", en: "{name}-report" }
    report_written(articles: &str, files: &str, charts: &str, folder: &str) {
        zh: "已读取 {files}，共 {articles}；report.html、{charts}及数据表已写入 {folder}",
        en: "{articles} from {files}: report.html, {charts} and their tables written to {folder}",
    }
    by_event(count: usize, articles: &str) {
        zh: "按所述事件的日期统计：{articles}中有 {count} 篇写明了事件日期，其余按见报日期计；缺期和首发先后请按见报日期另行统计",
        en: "counted by the days of the events reported: {count} of {articles} give one, the others count on their day of publication; for missing issues and first mentions, make a report by publication day",
    }
    cut_by_dates(articles: &str) {
        zh: "其中 {articles}的日期只到年或月，与 --from 或 --to 的界限交叉，无法判断是否在范围之内，未计入",
        en: "of these, {articles} with only a month or a year for a date straddle --from or --to and were left out",
    }
    results_passed_over(files: &str, named: &str) {
        zh: "{files}是本程序生成的结果，不是文章，未读入：{named}（确需读入某个文件时，请直接写出文件名）",
        en: "results of policyvane, which are no articles, were passed over ({files}): {named}; to read one, give it by name",
    }
    filtered(excluded: usize, total: &str) {
        zh: "读到的 {total}中有 {excluded} 篇不符合筛选条件，未计入",
        en: "{excluded} of {total} that were read are excluded by the filters and not counted",
    }
    excluded_papers(papers: &str) {
        zh: "以下报纸读到的文章都不符合其他筛选条件，未计入：{papers}",
        en: "papers of which no article that was read meets the other filters: {papers}",
    }
    undetermined(articles: &str) {
        zh: "另有 {articles}信息太少，主题未判定，未计入；理由见 classified.csv 的 undetermined 栏",
        en: "{articles} tell too little for a theme and are not counted; classified.csv gives the reasons (column undetermined)",
    }
    no_lag(reason: &str) { zh: "未比较先后：{reason}", en: "Lead–lag analysis skipped: {reason}" }
    empty_periods(periods: &str) {
        zh: "{periods}没有文章，图中以断线表示",
        en: "{periods} without articles, drawn as gaps",
    }
}

// ingest, classify
crate::messages::messages! {
    ingested(articles: &str, files: &str) { zh: "从 {files}得到 {articles}", en: "{articles} from {files}" }
    uncertain_places(places: &str, pages: &str) { zh: "{pages}中有 {places}", en: "{places} on {pages}" }
    without_date(undated: usize, articles: &str) {
        zh: "{articles}中有 {undated} 篇没有日期；可用 --date 指定，或写在文件名中",
        en: "{undated} of {articles} without a date: give it with --date or in the file name",
    }
    late_column(column: &str) {
        zh: "{column} 列在前若干篇文章之后才出现，未写入数据表",
        en: "column `{column}` begins after the first articles and is not in the table",
    }
    rows_so_far(file: &str) { zh: "已中止；已完成的各行保存在 {file}", en: "stopped; the rows so far are in {file}" }
}

// train, evaluate
crate::messages::messages! {
    short_texts {
        zh: "文本较短，已同时以词对为特征（如非短文本，请用 --texts articles）",
        en: "the texts are short, so pairs of words are used too (--texts articles if they are not)",
    }
    trials_done(trials: &str, number: usize) {
        zh: "共试验 {trials}，采用第 {number} 组",
        en: "{trials} tried; number {number} is used",
    }
    corrected_for_search(accuracy: f64, macro_f1: f64) {
        zh: "校正择优造成的偏高之后：准确率 {accuracy:.4}，宏平均 F1 {macro_f1:.4}",
        en: "corrected for the choice: accuracy {accuracy:.4}, macro-F1 {macro_f1:.4}",
    }
    trial(number: usize, accuracy: f64, macro_f1: f64) {
        zh: "第 {number} 组参数：准确率 {accuracy:.4}，宏平均 F1 {macro_f1:.4}",
        en: "setting {number}: accuracy {accuracy:.4}, macro-F1 {macro_f1:.4}",
    }
    labelled_by_terms(labelled: usize, articles: &str) {
        zh: "{articles}中有 {labelled} 篇据词语标注",
        en: "{labelled} of {articles} labelled by terms",
    }
    term_table_theme { zh: "主题", en: "theme" }
    term_table_matched { zh: "命中", en: "matched" }
    term_table_overlapping { zh: "重叠", en: "overlapping" }
    term_table_conflicting { zh: "冲突", en: "conflicting" }
    term_table_labelled { zh: "标注", en: "labelled" }
    contradicting(articles: &str, first: &str, second: &str) {
        zh: "{articles}与另一篇内容相同而标注不同，例如 {second} 与 {first}",
        en: "{articles} with the text of another but a different label, such as {second} and {first}",
    }
    rare_themes(themes: &str) {
        zh: "以下主题文章过少，难以学好：{themes}",
        en: "themes with too few articles to be learned well: {themes}",
    }
    in_brackets(count: usize) { zh: "（{count}）", en: " ({count})" }
    unknown_labels(labels: &str) {
        zh: "模型不识别以下标注（括号内为次数），相应文章计为判错：{labels}",
        en: "the model does not know these labels (with their counts); their articles count as errors: {labels}",
    }
    help_unknown_labels {
        zh: "请更正标注：用 `policyvane themes` 查看主题的代号和名称",
        en: "Correct the labels: `policyvane themes` lists the ids and names of the themes.",
    }
    help_learned_articles { zh: "请用模型未学习过的文章评估", en: "Evaluate with articles that the model has not learned from." }
    help_missing_themes { zh: "请用主题相同的模型比较", en: "Compare models that have the same themes." }
    help_unnamed_themes { zh: "如系笔误请更正标注，否则在主题表中补充", en: "Correct the labels, or add the themes to the theme set." }
    learned_articles(model: &str, learned: usize, all: usize) {
        zh: "模型 {model} 曾用其中 {learned} 篇（共 {all} 篇）训练，在这些文章上的得分不能说明它对新文章的表现",
        en: "model {model} learned from {learned} of these {all} articles; its scores on them say nothing about new articles",
    }
    missing_themes(model: &str, themes: &str) {
        zh: "模型 {model} 没有以下主题，带这些标注的文章一律计为其判错：{themes}",
        en: "model {model} does not have these themes, so every article labelled with them counts as its error: {themes}",
    }
    unnamed_themes(themes: &str) {
        zh: "以下主题在主题表中没有名称：{themes}",
        en: "themes without a name in the theme set: {themes}",
    }
    and_more(themes: &str) { zh: "等，另有 {themes}", en: "and {themes} more" }
    trained(file: &str, articles: &str, themes: &str, features: &str, megabytes: f64) {
        zh: "{file}：{articles}，{themes}，{features}，{megabytes:.1} MB",
        en: "{file}: {articles}, {themes}, {features}, {megabytes:.1} MB",
    }
    trained_scores(method: &str, accuracy: f64, macro_f1: f64, all_themes: f64) {
        zh: "{method}：准确率 {accuracy:.3}，宏平均 F1 {macro_f1:.3}，全部主题微平均 F1 {all_themes:.3}",
        en: "{method}: accuracy {accuracy:.3}, macro-F1 {macro_f1:.3}, all-themes micro-F1 {all_themes:.3}",
    }
    adapted(file: &str, articles: &str) {
        zh: "{file}：在原模型基础上学习了 {articles}的标注",
        en: "{file}: learned from the labels of {articles} on top of the base model",
    }
    adapted_scores(articles: usize, before: &str, after: &str, p: &str) {
        zh: "随机抽取的 {articles} 篇交叉验证：准确率由 {before} 变为 {after}（McNemar 检验 p {p}）",
        en: "cross-validation on {articles} articles drawn at random: accuracy {before} before and {after} after (McNemar's test, p {p})",
    }
    adapted_doubling(gain: &str) {
        zh: "；标注篇数最近一次加倍使准确率变动 {gain}",
        en: "; the last doubling of the labels moved the accuracy by {gain}",
    }
    adapted_unmeasured {
        zh: "随机抽取并标注的文章不足 30 篇，无法评估学习的效果",
        en: "fewer than 30 labelled articles were drawn at random: what the labels give cannot be measured",
    }
    few_labels(articles: &str, least: usize) {
        zh: "警告：模型只学了 {articles}的标注，不足 {least} 篇\n  建议：请继续标注，暂不采用。报纸文章的实测中，学 100 篇准确率只提高 0.2 个百分点，学 400 篇提高 1.1 个；更少时看不出提高，却会改变一些文章的主题",
        en: "warning: the model learned from the labels of {articles} only, fewer than {least}\n  help: Label more before you adopt it. On newspaper articles 100 labels gave 0.2 points of accuracy and 400 gave 1.1; fewer show no gain and still change the themes of some articles.",
    }
    labels_of_other_themes(labels: usize) {
        zh: "{labels} 条标注的主题不在原模型的主题之内，未予学习；新的主题请用 train 另行训练",
        en: "{labels} labels name themes that the base model does not have and were left out; new themes need a model of their own (train without --adapt)",
    }
    unlabelled_skipped(unlabelled: usize, articles: &str) {
        zh: "{articles}中有 {unlabelled} 篇没有标注，未参与评估",
        en: "{unlabelled} of {articles} without a label, not evaluated",
    }
    against(model: &str, both: usize, first: usize, second: usize, neither: usize, p: &str) {
        zh: "\n与模型 {model} 比较：均正确 {both} 篇，仅本模型正确 {first} 篇，仅对方正确 {second} 篇，均错误 {neither} 篇；\
             McNemar 精确检验 p 值 {p}\n",
        en: "\nagainst model {model}: both right {both}, only this one {first}, only the other {second}, both wrong {neither}; \
             McNemar's exact test, p value {p}\n",
    }
}

// Hints that name options of the command line.
crate::messages::messages! {
    hint_output {
        zh: "请检查磁盘空间和写入权限，或用 -o 指定其他位置",
        en: "Check the free space and the permission to write there, or choose another place with -o.",
    }
    hint_other_output { zh: "请用 -o 指定其他输出位置", en: "Choose another place for the output with -o." }
    hint_date {
        zh: "用 --date 指定日期，或在文件名中写明日期",
        en: "Give the date with --date, or in the file names.",
    }
    hint_recognition {
        zh: "可用 --ocr-command 指定文字识别程序，如 --ocr-command 'tesseract {image} stdout -l chi_sim'；.psd、.svg、.heic 须先转为 .png",
        en: "Give a program that recognises text, as in --ocr-command 'tesseract {image} stdout -l chi_sim'; convert .psd, .svg and \
             .heic to .png first.",
    }
    state_written(shard: &str, articles: &str, path: &str) {
        zh: "第 {shard} 分片，共 {articles}，已写入 {path}；全部分片完成后用 `policyvane merge` 生成报告",
        en: "Shard {shard}: {articles}, written to {path}; make the report with `policyvane merge` when all shards are there",
    }
    hint_filters {
        zh: "请放宽 --from、--to、--region 或 --paper 的条件",
        en: "Widen --from, --to, --region or --paper.",
    }
    hint_theme { zh: "用 `policyvane themes` 查看全部主题", en: "List the themes with `policyvane themes`." }
    hint_strict {
        zh: "请在 --themes 指定的主题表中补充这些主题，或更正标注，或去掉 --strict",
        en: "Add them to the theme set given with --themes, correct the labels, or leave out --strict.",
    }
    hint_model { zh: "模型由 `policyvane train` 生成，扩展名为 .pvm", en: "Models are made by `policyvane train` and end in .pvm." }
    hint_setting { zh: "用 --help 查看各选项的说明", en: "See --help for the meaning of each option." }
}

/// What to do about an error, with the options of the command line where they help.
pub fn hint(problem: &Error, language: Language) -> &'static str {
    match problem {
        Error::Write { source, .. } if matches!(source.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => {
            problem.help(language)
        }
        Error::Write { .. } => hint_output(language),
        Error::OutputIsInput { .. } | Error::NotReplaced { .. } => hint_other_output(language),
        Error::Undated { .. } | Error::NothingToReport { reason: NothingToReport::NoDate } => hint_date(language),
        Error::NothingToReport { reason: NothingToReport::Filtered } => hint_filters(language),
        Error::NoText { .. }
        | Error::UnreadableText { .. }
        | Error::UnreadableKind { kind: UnreadableKind::Image, .. } => hint_recognition(language),
        Error::UnknownTheme { .. } | Error::UnknownLabels { .. } => hint_theme(language),
        Error::UnknownThemes { .. } => hint_strict(language),
        Error::NotAModel { .. } => hint_model(language),
        Error::BadSetting { .. } => hint_setting(language),
        _ => problem.help(language),
    }
}
