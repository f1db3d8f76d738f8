//! What `policyvane archive` says.

// add, watch
crate::messages::messages! {
    adding { zh: "正在收入文章库", en: "adding to the archive" }
    added(articles: &str, files: usize, replaced: usize, unchanged: usize) {
        zh: "已收入 {articles}：新文件 {files} 个，内容有变而替换的文件 {replaced} 个，已在库中而跳过的文件 {unchanged} 个",
        en: "{articles} added: {files} new files, {replaced} replaced because they changed, {unchanged} in the archive already",
    }
    corrected_version(file: &str) {
        zh: "{file} 与库中同名、同报、同日、同版的文件内容不同，视为更正，已替换原有内容",
        en: "{file} replaced the file of the same name, paper, day and page, as its corrected version",
    }
    superseded_version(file: &str) {
        zh: "{file} 是库中同名、同报、同日、同版的文件更正前的版本，未收入；如确需收入，请加 --again 单独收入",
        en: "{file} is the version of the file of the same name, paper, day and page before it was corrected, and was not added; if it is to be added nevertheless, add it by itself with --again",
    }
    known_articles(articles: &str) {
        zh: "另有 {articles}已由其他文件收入，不再重复收入",
        en: "{articles} more were in the archive already from other files and were not added again",
    }
    kept_labels(articles: &str) {
        zh: "{articles}文字略有更正，沿用原有的人工更正和标注",
        en: "labels and corrections went over to articles whose text was corrected a little: {articles}",
    }
    lost_label(file: &str, headline: &str, theme: &str, who: &str) {
        zh: "{file} 中已没有曾标为“{theme}”（{who}）的文章“{headline}”，如仍需要，请重新更正或标注",
        en: "{file} no longer holds the article \"{headline}\", which was labelled {theme} ({who}); correct or label it again if it is still wanted",
    }
    other_models(articles: &str) {
        zh: "库中有 {articles}的主题由其他模型判定；可用 `policyvane archive reclassify` 统一",
        en: "the themes of {articles} are by another model; `policyvane archive reclassify` makes them one",
    }
    network_drive(path: &str) {
        zh: "{path} 位于网络驱动器上：多人同时写入可能出错，建议放在本机磁盘",
        en: "{path} is on a network drive, where several writers at once are not safe; better keep it on a disk of this computer",
    }
    watching(folder: &str, seconds: u64) {
        zh: "正在监视 {folder}（每 {seconds} 秒检查一次，按 Ctrl-C 结束）",
        en: "watching {folder} (every {seconds} seconds; Ctrl-C ends)",
    }
    watching_ended {
        zh: "已停止监视；已收入的文件都在文章库中，没收完的下次再收",
        en: "watching ended; what was added is in the archive, and files that were not finished are added next time",
    }
}

// search
crate::messages::messages! {
    found(total: &str, shown: usize) { zh: "找到 {total}，显示 {shown} 篇", en: "{total} found, {shown} shown" }
    found_none { zh: "没有找到文章", en: "no article found" }
    page_number(page: &str) { zh: "第 {page} 版", en: "page {page}" }
    no_theme { zh: "未判定", en: "undetermined" }
    corrected_articles(articles: &str) { zh: "已记录 {articles}", en: "{articles} recorded" }
    no_such_article(id: &str) { zh: "库中没有编号为 {id} 的文章", en: "no article {id} in the archive" }
    exported_labels(labels: usize, corrections: usize) {
        zh: "已导出标注 {labels} 条；更正（{corrections} 条）不在其中，见不带 --labels 的导出",
        en: "labels exported: {labels}; corrections are not among them ({corrections}): they stand in the export without --labels",
    }
    imported_labels(added: usize, known: usize) {
        zh: "已读入标注 {added} 条，另有 {known} 条库中已有",
        en: "{added} labels added; {known} are in the archive already",
    }
    no_labels { zh: "文件中没有标注，文章库未作改动", en: "there are no labels in the files; the archive is as it was" }
    replaced_labels(labels: usize, ids: &str) {
        zh: "另有 {labels} 条与同一人对同一篇文章的另一标注不同，以后读到的为准：{ids}",
        en: "{labels} more differ from another label of the same coder for the same article and took its place: {ids}",
    }
    ambiguous_labels(labels: usize) {
        zh: "有 {labels} 条标注的编号对应多篇不同文章，且未附原文，无法确定属于哪一篇，未读入；编号可写作“文件名#编号”",
        en: "{labels} labels have an id that several articles bear and no text that decides between them, and were left out; write ids as FILE#ID",
    }
    unknown_labels(labels: usize) {
        zh: "有 {labels} 条标注所属的文章不在库中，未读入",
        en: "{labels} labels are of articles that are not in the archive, and were left out",
    }
    empty_labels(labels: usize) { zh: "有 {labels} 篇尚未标注，已跳过", en: "{labels} examples without a label were passed over" }
    with_corrections(articles: &str) {
        zh: "其中 {articles}采用人工更正的主题",
        en: "with a theme that a person corrected: {articles}",
    }
}

// check, stats, reclassify, remove, backup
crate::messages::messages! {
    sound(path: &str) { zh: "{path}：完好", en: "{path}: sound" }
    damaged(problem: &str) { zh: "数据库损坏：{problem}", en: "the database is damaged: {problem}" }
    dangling(table: &str, rows: usize) {
        zh: "表 {table} 中有 {rows} 行缺少对应的记录",
        en: "{rows} rows of table {table} without what they belong to",
    }
    index_differs(articles: &str, examples: &str) {
        zh: "{articles}的检索索引与正文不符（如第 {examples} 号）",
        en: "the index differs from the text of {articles} (numbers {examples})",
    }
    unattached(labels: usize) {
        zh: "有 {labels} 条人工标注所属的文章不在库中（标注予以保留）",
        en: "{labels} labels of articles that are not in the archive (they are kept)",
    }
    doubled(articles: &str, issues: &str) {
        zh: "{articles}重复收入（报纸、日期、版次和文字都相同）：{issues}；在网页的“今日”中或用 `policyvane archive remove` 移除这些报纸，再重新收入原文件，即只计一次",
        en: "in the archive a second time, with the same paper, day, page and text: {articles}, of {issues}; remove these issues, on the page or with `policyvane archive remove`, and add their files again: then each counts once",
    }
    doubles_taken_out(articles: &str) {
        zh: "旧版程序重复收入的 {articles}（报纸、日期、版次和文字都相同）已移除，今后只计一次；标注和更正均保留",
        en: "taken out of the archive: {articles} that an earlier version had added a second time (same paper, day, page and text); labels and corrections are kept",
    }
    stats_files { zh: "文件", en: "files" }
    stats_articles { zh: "文章", en: "articles" }
    stats_undetermined { zh: "其中主题未判定", en: "of them without a theme" }
    stats_undated { zh: "其中没有日期", en: "of them without a date" }
    stats_days { zh: "起止日期", en: "days" }
    stats_papers { zh: "报纸", en: "papers" }
    stats_corrections { zh: "人工更正", en: "corrected by hand" }
    stats_labels { zh: "人工标注", en: "labelled" }
    stats_model(model: &str) { zh: "由模型 {model} 判定", en: "by model {model}" }
    stats_text { zh: "正文（MB）", en: "text (MB)" }
    stats_event { zh: "最近的改动", en: "last changes" }
    event_add { zh: "收入", en: "added" }
    event_remove { zh: "移除", en: "removed" }
    event_adopt { zh: "采用模型", en: "model adopted" }
    event_reclassify { zh: "重新判定而主题有变", en: "classified again, theme changed" }
    event_correction { zh: "更正", en: "corrected" }
    event_labels { zh: "读入标注", en: "labels read" }
    event_base_model { zh: "原模型", en: "base model" }
    event_doubles { zh: "旧版重复收入的文章", en: "articles that an earlier version added twice" }
    event_audit { zh: "抽取核定样本", en: "audit sample drawn" }
    event_line(at: &str, who: &str, kind: &str, what: &str, articles: &str) {
        zh: "{at}　{who}　{kind}：{what}，{articles}",
        en: "{at}  {who}  {kind}: {what}, {articles}",
    }
    stats_file { zh: "文章库文件（MB）", en: "archive file (MB)" }
    reclassifying { zh: "正在重新判定", en: "classifying again" }
    reclassified(articles: &str, changed: usize) {
        zh: "已重新判定 {articles}，其中 {changed} 篇主题有变",
        en: "{articles} classified again; the theme of {changed} changed",
    }
    back_to_built_in { zh: "该库改用内置模型", en: "the archive uses the built-in model again" }
    how_to_unadopt(db: &str) {
        zh: "已采用；改回内置模型：policyvane archive reclassify --db {db} --adopt（不写 --model）",
        en: "it is adopted; back to the built-in model: policyvane archive reclassify --db {db} --adopt, without --model",
    }
    removed(articles: &str) { zh: "已移除 {articles}", en: "{articles} removed" }
    backed_up(path: &str) { zh: "备份已写入 {path}", en: "copied to {path}" }
}
