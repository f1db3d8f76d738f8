//! What `policyvane serve` and its page say.
//!
//! Long because it is one table of all texts of the page.

use crate::Language;

crate::messages::messages! {
    serving(path: &str) {
        zh: "正在提供文章库 {path}；请用上面的完整链接打开网页（按 Ctrl-C 结束）",
        en: "serving {path}; open the page by the whole address above (Ctrl-C ends)",
    }
    default_archive(path: &str) {
        zh: "未指定文章库，使用 {path}；改用其他文件：policyvane serve --db FILE，或设置环境变量 POLICYVANE_DB；其他命令见 policyvane --help",
        en: "no archive was named: {path} is used; for another one: policyvane serve --db FILE, or the variable POLICYVANE_DB; other commands: policyvane --help",
    }
    serving_others {
        zh: "注意：持有链接的其他电脑也能访问；传输未加密，请只在可信的网络中使用",
        en: "note: other computers can reach the page with that address, unencrypted: only in a network you trust",
    }
    removed_uploads(uploads: usize) {
        zh: "上次运行被强行终止，遗留的上传文件临时副本（{uploads} 次上传）已清除；文章库完好，未收完的文件请重新拖入",
        en: "an earlier run was killed; its temporary copies of uploads ({uploads}) were removed. The archive is whole; drop files again that were not added",
    }
    no_browser { zh: "未能自动打开浏览器", en: "no browser could be opened" }
}

// Errors of the API.
crate::messages::messages! {
    wrong_host { zh: "请求的主机名不是本机", en: "the request is for another host" }
    cross_site { zh: "请求来自其他网站", en: "the request comes from another site" }
    no_token { zh: "链接缺少口令或口令已失效，请用程序显示的完整链接打开", en: "the token is missing or wrong; open the page by the address that the program printed" }
    read_only { zh: "只读模式，不能改动", en: "this page is read-only" }
    not_found { zh: "没有这个地址", en: "there is no such address" }
    wrong_method { zh: "该地址不支持这种请求", en: "the address does not take this kind of request" }
    too_large { zh: "内容过大", en: "too large" }
    too_slow { zh: "超时", en: "it took too long" }
    busy { zh: "正在收入其他文件，请稍候再试", en: "other files are being added; try again in a moment" }
    reporting { zh: "正在制作另一份报告，请稍候再试", en: "another report is being made; try again in a moment" }
    large_report(max: usize) {
        zh: "文章库超过 {max} 篇，完整报告须在后台制作：POST /api/report/job，或用命令行 policyvane report --db FILE",
        en: "the archive has more than {max} articles: their report is made in the background, POST /api/report/job, or on the command line, policyvane report --db FILE",
    }
    no_report { zh: "这份报告已不在，请重新制作", en: "that report is not there any more; make it again" }
    learning { zh: "模型正在学习或重新判定，请稍候再试", en: "the model is learning or classifying again; try again in a moment" }
    large_upload(files: usize, megabytes: usize) {
        zh: "一次最多收入 {files} 个文件、{megabytes} MB，请分批收入，或用命令行 policyvane archive add",
        en: "at most {files} files and {megabytes} MB are added at once: add them in parts, or on the command line with policyvane archive add",
    }
    theme_by_name(name: &str, id: &str) {
        zh: "参数 theme 须写主题代码：“{name}”的代码是 {id}",
        en: "the parameter theme takes ids: \"{name}\" has the id {id}",
    }
    no_labels { zh: "还没有可供学习的标注或更正", en: "there are no labels or corrections to learn from yet" }
    no_proposal { zh: "没有这个待采用的模型，请重新学习", en: "there is no such proposal to adopt; learn again" }
    few_labels(articles: &str, least: usize) {
        zh: "模型只学了 {articles}的标注，不足 {least} 篇，未予采用；确要采用，请在请求中写明 few_labels 为 true",
        en: "not adopted: the model learned from the labels of {articles} only, fewer than {least}; to adopt it all the same, send few_labels: true",
    }
    internal { zh: "程序内部出错", en: "something went wrong inside the program" }
    no_article { zh: "库中没有这篇文章", en: "there is no such article in the archive" }
    bad_body { zh: "请求的内容无法读取", en: "the body of the request cannot be read" }
    bad_json(cause: &str) { zh: "请求的内容无法读取：{cause}", en: "the body of the request cannot be read: {cause}" }
    no_files { zh: "请求中没有文件", en: "the request holds no files" }
    missing_parameter(name: &str) { zh: "{name}未填写", en: "{name} is missing" }
    bad_text(name: &str, max: usize) {
        zh: "{name}不得超过 {max} 个字符，且须能显示",
        en: "{name} must be at most {max} characters that can be printed",
    }
    bad_order { zh: "开始日期晚于结束日期", en: "the first day is after the last" }
    long_span { zh: "时间跨度太长，不能按此时段计数", en: "the span of time is too long for periods of this length" }
    archive_busy { zh: "另一个程序正在写入文章库，请稍后再试", en: "another program is writing the archive; try again later" }
    unknown_parameter(name: &str) { zh: "没有参数 {name}", en: "there is no parameter {name}" }
    bad_parameter(name: &str, value: &str) { zh: "{name}的值无效：{value}", en: "{name} cannot be {value}" }
    other_parameter(name: &str) { zh: "参数 {name} ", en: "the parameter {name}" }
    known_parameter(name: &str, called: &str) { zh: "“{called}”（{name}）", en: "“{called}” ({name})" }
    disk_full { zh: "磁盘已满", en: "the disk is full" }
    archive_failed { zh: "文章库读写失败", en: "the archive could not be read or written" }
}

// The description of the API for people.
crate::messages::messages! {
    api_title { zh: "接口说明", en: "The API" }
    api_back { zh: "返回网页", en: "Back to the page" }
    api_for_programs {
        zh: "供程序读取的同一份说明（OpenAPI 3.1）：/api/openapi.json，须带口令。",
        en: "The same description for programs (OpenAPI 3.1): /api/openapi.json, with the token.",
    }
    api_open { zh: "无须口令。", en: "No token is needed." }
    api_parameters { zh: "参数", en: "Parameters" }
    api_body { zh: "请求内容", en: "Body" }
    api_answers { zh: "回答", en: "Answers" }
    api_errors { zh: "错误：", en: "Errors:" }
    api_shapes { zh: "数据结构", en: "Shapes" }
    api_optional { zh: "可省略", en: "optional" }
}

/// What people know the parameters of the API by: name, Chinese, English.
const PARAMETERS: &[(&str, &str, &str)] = &[
    ("date", "日期", "Date"),
    ("from", "起始日期", "From"),
    ("to", "截止日期", "To"),
    ("paper", "报纸", "Paper"),
    ("region", "地区", "Region"),
    ("theme", "主题", "Theme"),
    ("without", "缺项", "Missing"),
    ("q", "检索词", "Search"),
    ("who", "姓名", "Your name"),
    ("note", "备注", "Note"),
    ("articles", "篇数", "Articles"),
];

/// A parameter in words: as the page calls its field, with the name that programs give it.
pub fn parameter(language: Language, name: &str) -> String {
    let field = name.rsplit('.').next().unwrap_or(name);
    match PARAMETERS.iter().find(|(known, _, _)| *known == field) {
        Some((_, zh, en)) => known_parameter(language, name, if language == Language::Chinese { zh } else { en }),
        None => other_parameter(language, name),
    }
}

/// The texts of the page: name, Chinese, English. Words in braces are filled in by the page.
pub const PAGE_TEXTS: &[(&str, &str, &str)] = &[
    ("brand", "政策风向标", "policyvane"),
    ("otherLanguage", "English", "中文"),
    ("skip", "跳到正文", "Skip to the content"),
    ("tabs", "栏目", "Sections"),
    ("tab_today", "今日", "Today"),
    ("tab_themes", "主题", "Themes"),
    ("tab_articles", "文章", "Articles"),
    ("tab_label", "标注", "Label"),
    ("tab_add", "收入", "Add"),
    (
        "footer",
        "库中共 {articles} 篇文章 · 模型 {model} · policyvane {version}",
        "{articles} {articles|article|articles} · model {model} · policyvane {version}",
    ),
    ("apiDocs", "接口说明", "API"),
    ("readOnly", "只读", "read-only"),
    (
        "readOnlyView",
        "本页只读：可以查阅、检索和下载，不能收入文件或标注。",
        "This page is read-only: it can be read, searched and downloaded from, but nothing can be added or labelled.",
    ),
    (
        "otherModels",
        "{n} 篇的主题由其他模型判定",
        "the {n|theme|themes} of {n} {n|article is|articles are} by another model",
    ),
    (
        "noToken",
        "链接缺少口令：请用程序启动时显示的完整链接打开本页。",
        "The address lacks its token: open the page by the whole address that the program printed.",
    ),
    (
        "unreachable",
        "程序没有回应，可能已经关闭：请重新打开程序，再用它显示的完整链接打开本页。",
        "The program does not answer; it may have been closed. Start it again, and open the page by the whole address that it prints.",
    ),
    ("undetermined", "未判定", "Undetermined"),
    ("noPaper", "来源未知", "Source unknown"),
    ("pageNumber", "第 {page} 版", "p. {page}"),
    ("noHeadline", "（无标题）", "(no headline)"),
    ("comma", "、", ", "),
    ("emptyTitle", "文章库还是空的", "The archive is empty"),
    (
        "emptyText",
        "把报纸文件或文件夹拖到本页任意位置，即可开始。",
        "Drop newspaper files or folders anywhere onto this page to begin.",
    ),
    ("emptyReadOnly", "这里只能查看，不能收入文件。", "Files cannot be added here: the page is read-only."),
    ("todaySummary", "{papers} 家报纸，{articles} 篇文章", "Articles: {articles}; papers: {papers}"),
    ("dayTitle", "{date}　{weekday}", "{weekday}, {date}"),
    ("weekday0", "星期日", "Sunday"),
    ("weekday1", "星期一", "Monday"),
    ("weekday2", "星期二", "Tuesday"),
    ("weekday3", "星期三", "Wednesday"),
    ("weekday4", "星期四", "Thursday"),
    ("weekday5", "星期五", "Friday"),
    ("weekday6", "星期六", "Saturday"),
    ("dayBefore", "‹ 前一日", "‹ Day before"),
    ("dayAfter", "后一日 ›", "Day after ›"),
    ("digestWord", "要目 Word", "Digest (Word)"),
    ("digestHtml", "要目 HTML", "Digest (HTML)"),
    ("digestExcel", "要目 Excel", "Digest (Excel)"),
    ("emptyDay", "库中没有这一天的文章。", "The archive has no articles of this day."),
    ("digestFile", "{day}要目", "digest-{day}"),
    ("issuesTitle", "收到的报纸", "Papers that came"),
    ("issueSize", "{pages} 个版 {articles} 篇", "{pages} {pages|page|pages}, {articles} {articles|article|articles}"),
    ("issueArticles", "{articles} 篇", "{articles} {articles|article|articles}"),
    (
        "missingTitle",
        "平时这一天有、今日未收到的报纸：{n} 家",
        "Papers that usually come on this weekday and did not: {n}",
    ),
    ("missingWeeks", "前 {of} 周中有 {n} 周收到", "came in {n} of the last {of} {of|week|weeks}"),
    ("sharesTitle", "各主题占当日文章的比例", "Themes of the day"),
    (
        "usualNote",
        "竖线为平时的占比，与同样报纸此前的 {days} 天（{first} 至 {last}）相比；不足 3 篇的不作判断",
        "The mark is the usual share, of {days} earlier days of the same papers ({first} to {last}); fewer than 3 articles are never above it",
    ),
    (
        "usualNone",
        "同样报纸此前不足 10 天，未与平时比较。",
        "There are fewer than 10 earlier days of the same papers to compare with.",
    ),
    ("above", "高于平时", "above usual"),
    ("lowerDays", "此前 {of} 天中有 {n} 天低于今日", "lower on {n} of {of} earlier {of|day|days}"),
    ("columnTheme", "主题", "Theme"),
    ("columnArticles", "篇数", "Articles"),
    ("columnShare", "占比", "Share"),
    ("columnUsual", "平时", "Usual"),
    ("columnPeriod", "时段", "Period"),
    ("columnPaper", "报纸", "Paper"),
    ("columnDate", "日期", "Date"),
    ("columnPages", "版数", "Pages"),
    ("articlesN", "{n} 篇", "{n} {n|article|articles}"),
    ("alsoIn", "另见：{papers}", "also in {papers}"),
    ("allStories", "查看全部 {n} 篇", "All {n} {n|article|articles}"),
    ("filters", "筛选", "Filters"),
    ("search", "检索", "Search"),
    ("searchHint", "标题和正文中的词语", "words of headlines and texts"),
    (
        "searchAsWritten",
        "标点也按原样查找；多个词请用空格隔开。可改为查找：",
        "Signs are looked for as they are written; put spaces between words. Look instead for:",
    ),
    ("themeAll", "全部主题", "All themes"),
    ("themeSome", "主题：{x}", "Themes: {x}"),
    ("regionAll", "全部地区", "All regions"),
    ("regionSome", "地区：{x}", "Regions: {x}"),
    ("paperAll", "全部报纸", "All papers"),
    ("paperSome", "报纸：{x}", "Papers: {x}"),
    ("withoutAll", "缺项不限", "Missing: any"),
    ("withoutSome", "缺少：{x}", "Missing: {x}"),
    ("without_paper", "报纸", "Paper"),
    ("without_region", "地区", "Region"),
    ("without_date", "日期", "Date"),
    ("several", "{n} 个", "{n}"),
    ("from", "起始日期", "From"),
    ("to", "截止日期", "To"),
    ("reset", "清除", "Clear"),
    ("period", "时间单位", "Period"),
    ("period_auto", "自动", "Automatic"),
    ("period_day", "按日", "Daily"),
    ("period_week", "按周", "Weekly"),
    ("period_month", "按月", "Monthly"),
    ("period_quarter", "按季度", "Quarterly"),
    ("period_year", "按年", "Yearly"),
    ("weekName", "{year}年第{week}周", "{year}-W{padded}"),
    ("quarterName1", "{year}年第一季度", "{year}-Q1"),
    ("quarterName2", "{year}年第二季度", "{year}-Q2"),
    ("quarterName3", "{year}年第三季度", "{year}-Q3"),
    ("quarterName4", "{year}年第四季度", "{year}-Q4"),
    ("measure", "占比或篇数", "Shares or counts"),
    ("measure_share", "占比", "Shares"),
    ("measure_count", "篇数", "Counts"),
    ("wholeReport", "完整报告", "Whole report"),
    (
        "wholeReportText",
        "按所选条件制作完整报告（report.html，含全部图表，可离线打开）；需要几秒到几分钟。检索词作为所查词语列出，不作筛选。",
        "Makes the whole report of this selection (report.html with all charts, which opens offline); it takes seconds to minutes. Words of the search become search terms of the report and select nothing.",
    ),
    (
        "wholeReportMaking",
        "正在制作完整报告，文章多时需要几分钟……",
        "Making the whole report; of many articles it takes minutes …",
    ),
    ("wholeReportMade", "完整报告已保存为 {name}。", "The whole report was saved as {name}."),
    (
        "wholeReportLarge",
        "库中有 {n} 篇（超过 {max} 篇），完整报告在后台制作，需要几分钟；完成后可在此下载。",
        "The archive has {n} articles (more than {max}): its whole report is made in the background, which takes minutes, and can be downloaded here when it is ready.",
    ),
    (
        "report_reading",
        "正在制作完整报告（{of}），第 1/3 步：读取文章",
        "Making the whole report ({of}), step 1 of 3: reading the articles",
    ),
    (
        "report_counting",
        "正在制作完整报告（{of}），第 2/3 步：统计，可能需要几分钟",
        "Making the whole report ({of}), step 2 of 3: counting, which may take minutes",
    ),
    (
        "report_writing",
        "正在制作完整报告（{of}），第 3/3 步：写出网页",
        "Making the whole report ({of}), step 3 of 3: writing the page",
    ),
    ("report_stopping", "正在停止，稍候即可重新制作", "Stopping; another report can be made in a moment"),
    ("reportStopped", "已停止，没有做成报告。", "Stopped: no report was made."),
    (
        "reportReady",
        "完整报告（{of}）已于 {at} 做好，约 {size} MB；制作下一份之前一直保留。",
        "The whole report ({of}) was ready at {at}, about {size} MB; it is kept until another one is made.",
    ),
    ("reportFetch", "下载", "Download"),
    (
        "wholeReportWithout",
        "按“缺少”筛选的文章不能制作完整报告，请先取消这一筛选。",
        "There is no whole report of articles by what they lack: clear that filter first.",
    ),
    ("reportFile", "完整报告", "report"),
    ("themesTitle", "各政策主题的关注度随时间变化", "Policy themes over time"),
    (
        "themesOfFound",
        "含“{q}”的 {n} 篇（全部 {total} 篇）中各主题所占",
        "Themes of the {n} {n|article|articles} with “{q}” (of {total} in all)",
    ),
    (
        "themesOfFoundPart",
        "含“{q}”的 {n} 篇（所选范围共 {total} 篇）中各主题所占",
        "Themes of the {n} {n|article|articles} with “{q}” (of {total} in the selection)",
    ),
    ("themesOfSearch", "检索所得文章中各主题所占", "Themes of what was found"),
    ("searchShare", "含“{q}”的文章占全部文章的比例", "Articles with “{q}” among all"),
    (
        "searchShareOf",
        "{total} 篇中 {count} 篇（{share}，95% 区间 {low}–{high}）",
        "{count} of {total} {total|article|articles} ({share}, 95% interval {low}–{high})",
    ),
    (
        "searchShareNote",
        "分母：符合其他条件、主题已判定、日期明确的文章。按检索计，别的词中的同形字也算；report --term 只计独立成词的，可能略少。",
        "Of the articles that meet the other conditions and have a theme and a date. As the search finds them, within longer words, too; report --term counts words of their own and may find fewer.",
    ),
    ("searchShareFile", "检索词占比", "search-share"),
    ("columnFound", "检索到", "Found"),
    ("columnInterval", "95% 区间", "95% interval"),
    ("countedArticles", "计入 {n} 篇（共 {total} 篇）。", "{n} of {total} {total|article is|articles are} counted."),
    (
        "countedUndetermined",
        "{n} 篇主题未判定，不在分母中。",
        "{n} {n|has|have} no theme and {n|is|are} in no denominator.",
    ),
    (
        "countedUndated",
        "{n} 篇日期不详，未列入图中。",
        "{n} {n|has|have} no date exact enough and {n|is|are} left out.",
    ),
    ("chartLabel", "各主题的走势图", "Charts of themes"),
    (
        "chartNote",
        "色带为 95% 置信区间（Wilson，按同周报道和转载的聚集程度放宽）；同一行纵轴相同；主题名右侧为总占比。断线：该时段没有文章。小空心点：不足 10 篇（不连线，不画区间）。空心点：时段不完整；时段过密时改为浅色细线。▲：超出纵轴。",
        "Band: 95% interval (Wilson, widened by how much articles of a week, and printings of a text, go together); one scale per row; overall share at the right of each name. Broken line: no articles. Small hollow points: fewer than 10 articles (not joined, no interval). Hollow: a period covered in part; thin and pale lines where periods are too many for points. ▲: off the scale.",
    ),
    (
        "chartWithoutPrintings",
        "文章超过 10 万篇，只按最近 2 万篇查找转载，区间可能与报告中的略有出入。",
        "Of more than 100,000 articles reprints are looked for among the newest 20,000 only; the intervals may differ a little from those of a report.",
    ),
    (
        "chartNoteCount",
        "同一行纵轴相同；主题名右侧为总篇数。断线：该时段没有文章。空心点：不足 10 篇或时段不完整；时段过密时改为浅色细线。",
        "One scale per row; the total is at the right of each name. Broken line: no articles. Hollow: fewer than 10 articles or a period covered in part; thin and pale lines where periods are too many for points.",
    ),
    (
        "tableNote",
        "主题下的数为占篇数的比例；“–”表示该时段没有文章。不足 10 篇的时段，占比仅供参考。",
        "Below each theme: its share of the articles of the period; a dash stands where there are none. Shares of fewer than 10 articles mean little.",
    ),
    (
        "tableNoteCount",
        "主题下的数为篇数；“–”表示该时段没有文章。",
        "Below each theme: its articles; a dash stands where a period has none.",
    ),
    (
        "chartKeys",
        "点击或按回车查看文章；方向键逐点移动。",
        "Click or press Enter for the articles; arrow keys move from point to point.",
    ),
    (
        "panelLabel",
        "{theme}：共 {count} 篇，占 {share}，95% 区间 {low}–{high}",
        "{theme}: {count} {count|article|articles}, {share}, 95% interval {low}–{high}",
    ),
    (
        "pointLabel",
        "{theme} {period}：{count} / {total} 篇，占 {share}，95% 区间 {low}–{high}",
        "{theme}, {period}: {count} of {total} {total|article|articles}, {share}, 95% interval {low}–{high}",
    ),
    ("pointNone", "{theme} {period}：没有文章", "{theme}, {period}: no articles"),
    ("asTable", "表格", "As table"),
    (
        "nothingCounted",
        "符合条件的文章都没有判定主题，或日期不详，没有可以按时段统计的。",
        "None of these articles has both a theme and a date, so that nothing can be counted over time.",
    ),
    ("nothingFound", "没有符合条件的文章。", "No article meets these conditions."),
    ("quotedName", "“{name}”", "“{name}”"),
    ("eventOn", "所述日期 {day}", "event of {day}"),
    ("articlesTitle", "文章", "Articles"),
    ("foundArticles", "找到 {n} 篇", "{n} found"),
    ("showChart", "看走势图", "Show the chart"),
    ("sort", "次序", "Order"),
    ("sort_newest", "最新在前", "Newest first"),
    ("sort_best", "最相关在前", "Best match first"),
    ("pages", "翻页", "Pages"),
    ("pageBack", "‹ 上一页", "‹ Back"),
    ("pageNext", "下一页 ›", "Next ›"),
    ("pageNow", "第 {from}–{to} 篇，共 {n} 篇", "{from}–{to} of {n}"),
    ("backToList", "返回列表", "Back to the list"),
    ("previousArticle", "← 上一篇", "← Previous"),
    ("nextArticle", "下一篇 →", "Next →"),
    ("articleId", "编号 {id}", "Identifier {id}"),
    ("modelTheme", "模型判定：{theme}（{p}）", "The model says: {theme} ({p})"),
    ("modelUndetermined", "模型无法判定（最接近：{theme}）", "The model cannot tell (nearest: {theme})"),
    ("confirmedTheme", "（人工确认，与模型一致）", " (confirmed by people)"),
    ("correctedFrom", "（人工更正，模型判为“{theme}”）", " (corrected; the model says “{theme}”)"),
    ("correctedBy", "由 {who} 于 {at} 更正", "corrected by {who} on {at}"),
    ("evidence", "依据：", "Evidence:"),
    ("correctTitle", "更正主题", "Correct the theme"),
    (
        "correctKeys",
        "按键即更正：1–5 为最可能的主题，字母为主题名的拼音首字母，n 为无主题，u 撤销。",
        "One key corrects: 1–5 for the likeliest, letters for the initials of the Chinese name, n for none, u to undo.",
    ),
    ("correctedTo", "已更正为“{theme}”，按 u 撤销", "Corrected to “{theme}”; u undoes it"),
    ("undone", "已撤销", "Undone"),
    ("nothingToUndo", "没有可以撤销的更正", "There is nothing to undo"),
    ("undo", "撤销", "Undo"),
    ("allThemes", "全部主题", "All themes"),
    ("who", "姓名", "Your name"),
    (
        "unknownKey",
        "没有以“{key}”开头的主题，未作选择；请稍停再按",
        "No theme begins with “{key}”: nothing was chosen. Pause for a moment, then type again",
    ),
    ("printings", "同一报道的其他刊载（{n}）", "Other printings ({n})"),
    ("neighbours", "同版文章", "On the same page"),
    ("history", "更正记录", "History"),
    ("historyLine", "{at}　{who}：{theme}", "{at} {who}: {theme}"),
    ("historyBack", "{at}　{who}：撤销更正", "{at} {who}: correction taken back"),
    ("addTitle", "收入报纸", "Add papers"),
    (
        "addText",
        "读取文件，切分成文章，判定地点和主题，收入文章库。已收入的文件自动跳过。",
        "Files are read, cut into articles, placed and classified. Files that are in the archive already are passed over.",
    ),
    ("dropHere", "把文件或文件夹拖到这里", "Drop files or folders here"),
    (
        "dropFormats",
        "PDF、Word、网页、文本、表格、JSON 及其 .zip 压缩包",
        "PDF, Word, web pages, text, tables, JSON, and .zip archives of them",
    ),
    ("chooseFiles", "选择文件", "Choose files"),
    ("chooseFolder", "选择文件夹", "Choose a folder"),
    ("addOptions", "指定日期和报纸", "Say the date and the paper"),
    ("addDate", "日期", "Date"),
    ("addPaper", "报纸", "Paper"),
    (
        "addTooMuch",
        "一次最多收入 {max} 个文件、{size} MB，这里有 {n} 个、{mb} MB：请分批收入，或用命令行 policyvane archive add。",
        "At most {max} files and {size} MB are added at once, and these are {n} with {mb} MB: add them in parts, or on the command line with policyvane archive add.",
    ),
    ("dayRange", "日期须在 {first} 至 {last} 之间。", "The date must lie between {first} and {last}."),
    (
        "addOptionsNote",
        "文件名、文件夹名或版面上已有日期和报名时，无需填写。",
        "Not needed where names of files or folders, or the pages themselves, tell them.",
    ),
    ("sending", "正在上传 {n} 个文件……", "Sending {n} {n|file|files} …"),
    ("sendingShare", "正在上传：{p}", "Sending: {p}"),
    ("reading", "正在读取、切分、判定……", "Reading, cutting, classifying …"),
    ("addedArticles", "收入 {n} 篇文章", "{n} {n|article|articles} added"),
    (
        "addedFiles",
        "收到 {n} 个文件：新文件 {fresh} 个，已在库中 {known} 个",
        "{n} {n|file|files} received: {fresh} new, {known} in the archive already",
    ),
    (
        "addedFilesCorrected",
        "收到 {n} 个文件：新文件 {fresh} 个，更正 {corrected} 个，已在库中 {known} 个",
        "{n} {n|file|files} received: {fresh} new, {corrected} corrected, {known} in the archive already",
    ),
    (
        "correctedFiles",
        "有 {n} 个文件与库中同名、同报、同日、同版的文件内容不同，视为更正，已替换原有内容。文章只改了几处的，标注和更正随之转入新版。",
        "Files with other contents than those of the same name, paper, day and page in the archive: {n}. They replaced them as corrected versions. Labels and corrections go over where an article was changed in a few places only.",
    ),
    (
        "unknownOrigin",
        "部分文章的报纸或日期不详：请填写后重新收入，这次的结果会取代前一次的；也可以连同文件夹一起拖入。",
        "The paper or the day of some articles is unknown: say it and add the files again, which replaces this reading; or drop the whole folder.",
    ),
    (
        "knownArticles",
        "另有 {n} 篇已由其他文件收入，不重复计入。",
        "{n} {n|article|articles} came in other files before and {n|is|are} not counted again.",
    ),
    (
        "keptLabels",
        "有 {n} 篇文章的标注和更正已转到新读入的版本。",
        "Labels and corrections of {n} {n|article|articles} went over to what was read now.",
    ),
    (
        "lostLabels",
        "以下 {n} 条标注或更正在新版中已找不到所属的文章，不再起作用；如仍适用，请在新版的文章上重新标注。",
        "For {n} {n|label or correction|labels or corrections} the new version has no article: no effect is left. Give again what still holds:",
    ),
    ("lostLabel", "{title}：{theme}（{who}）", "{title}: {theme} ({who})"),
    (
        "unknownInTable",
        "部分文章的报纸或日期不详：所在的文件含有多期报纸，请在文件中补齐后重新收入。",
        "The paper or the day of some articles is unknown. Their file holds several issues: complete it and add it again.",
    ),
    (
        "addAgainNote",
        "所填的日期和报纸用于这些文件的全部文章。",
        "The day and the paper hold for all articles of these files.",
    ),
    ("addAgain", "按所填重新收入这 {n} 个文件", "Add {n|this one file|these files} again ({n})"),
    (
        "completedFiles",
        "同样的文件此前已收入，但日期或报纸不详或有误，其 {n} 篇文章已由本次的取代。",
        "The same files were there without a day or a paper, or with others; what was read now replaced {n} {n|article|articles} of them.",
    ),
    ("undoAddition", "撤销本次收入", "Undo this addition"),
    (
        "undoAdditionAsk",
        "移除本次收入的 {n} 篇文章？人工标注和更正会保留，重新收入后仍然有效。",
        "Remove the {n} {n|article|articles} of this addition? Labels and corrections stay, and hold again when the files are added again.",
    ),
    (
        "undoAdditionCorrected",
        "移除本次收入的 {n} 篇文章？被取代的旧版不会恢复，请重新收入。",
        "Remove the {n} {n|article|articles} of this addition? Earlier versions that it replaced do not come back; add them again.",
    ),
    ("removed", "已移除 {n} 篇文章", "{n} {n|article|articles} removed"),
    ("removeIssue", "移除", "Remove"),
    ("removeIssueAsk", "移除{paper} {date} 的 {n} 篇文章？", "Remove the {n} {n|article|articles} of {paper}, {date}?"),
    ("removeArticle", "从库中移除本文", "Remove this article"),
    (
        "removeArticleAsk",
        "从库中移除本文？标注和更正会保留，重新收入原文件即可恢复。",
        "Remove this article from the archive? Labels and corrections stay; adding its file again brings it back.",
    ),
    ("confirm", "确定移除", "Remove"),
    ("cancel", "取消", "Cancel"),
    ("toDay", "查看 {day}", "Show {day}"),
    ("leftOut", "未收入及须注意之处（{n}）", "Left out, or to be looked at ({n})"),
    ("tryTitle", "试判一段文字", "Try a text"),
    ("tryButton", "判定主题", "Tell its theme"),
    ("label_random", "随机", "Random"),
    ("label_uncertain", "模型没把握的", "Uncertain"),
    ("label_barely", "勉强属于某主题的", "Barely a theme"),
    ("label_almost", "差点属于某主题的", "Almost a theme"),
    ("label_suspected", "标注存疑的", "Doubtful labels"),
    ("label_audit", "核定样本", "Audit sample"),
    (
        "labelText",
        "逐篇给出主题，供训练和评估；报告仍采用模型的判定和更正。",
        "Give each article its theme, to learn from and to evaluate on; reports keep the model's choice and corrections.",
    ),
    (
        "labelNote_random",
        "随机抽取，各人次序相同，可用于评估和计算一致性；选定之前不显示模型的判定。",
        "At random and in the same order for everyone, fit for evaluation and agreement; the model's choice stays hidden until you have chosen.",
    ),
    (
        "labelNote_uncertain",
        "最可能的两个主题难分高下的文章，各种混淆轮流出现；适合训练，不能用于评估。",
        "Articles whose two likeliest themes are close, each confusion in turn: good to learn from, not to evaluate on.",
    ),
    (
        "labelNote_barely",
        "模型判为“{theme}”、但与次选主题差距最小的文章：看看哪些不该算；适合训练，不能用于评估。",
        "Articles that the model calls “{theme}”, those nearest to another theme first: to find those that are not. Good to learn from, not to evaluate on.",
    ),
    (
        "labelNote_almost",
        "“{theme}”只差一点就会被选中的文章：看看漏掉了哪些；适合训练，不能用于评估。",
        "Articles of which “{theme}” is the second likeliest theme, the closest first: to find those that were missed. Good to learn from, not to evaluate on.",
    ),
    (
        "labelNote_suspected",
        "您标注过、而模型很有把握地判为别的主题的文章，最有把握的在前：看看是标错了，还是模型错了；看过的不再出现。只重看与模型不同的标注，会使评估偏向模型。",
        "Articles that you labelled and that the model, surely, calls something else, the surest first: to see which of the two is wrong. What you have looked at does not come again. Looking again only where the model differs makes it look better in evaluations.",
    ),
    (
        "labelNote_audit",
        "为核对统计数字而随机抽取的样本，选定之前不显示模型的判定；各主题的核定占比见下方。样本中的文章不用于训练，否则核定就失真了。",
        "A random sample that checks the counts; the model's choice stays hidden until you have chosen, and the audited shares stand below. Articles of the sample are not learned from, because the audit would no longer be valid.",
    ),
    ("auditTitle", "人工核定", "Audit"),
    (
        "auditText",
        "随机抽取一部分文章由人标注，即可得出全部文章中各主题占比的核定值和 95% 区间，以及模型的准确率（PPI++，Angelopoulos 等，2023）。",
        "A random sample that people label tells each theme's share among all articles with a valid 95% interval, and how often the model is right (PPI++, Angelopoulos et al. 2023).",
    ),
    ("auditNone", "还没有抽取样本。", "No sample has been drawn yet."),
    ("auditSize", "篇数", "Articles"),
    ("auditDraw", "抽取样本", "Draw the sample"),
    ("auditAgain", "重新抽取", "Draw another sample"),
    (
        "auditAgainText",
        "新样本取代现有样本，涵盖此后收入的文章；已有的标注保留，再次抽中时仍然有效。",
        "The new sample replaces this one and covers what was added since. Labels stay, and count where their articles are drawn again.",
    ),
    (
        "auditSample",
        "{at} 从 {all} 篇中抽取了 {n} 篇，其中 {m} 篇已有标注（含各标注者此前的标注）。",
        "Drawn on {at}: {n} of {all} articles, of which {m} have a label (by any coder, earlier ones included).",
    ),
    (
        "auditLater",
        "抽样之后又收入 {n} 篇，不在核定范围之内。",
        "{n} {n|article|articles} came after the draw; the audit tells nothing about {n|it|them}.",
    ),
    (
        "auditLearned",
        "样本中有 {n} 篇在采用现用模型之前就有标注，模型很可能学过，在这些文章上更准，核定会偏乐观。请重新学习并采用一次（样本中的文章不再用于学习），或改回原模型。",
        "The model in use has probably learned {n} {n|article|articles} of the sample, with labels of before it was adopted. It is right more often there, so the audit looks too good. Learn and adopt once more (articles of the sample are left out then), or return to the base model.",
    ),
    (
        "auditDisputed",
        "样本中有 {n} 篇，标注者意见不一（见下方“意见不一的文章”）：以多数人的主题为准，人数相同时以先标注者为准。",
        "Coders differ on {n} {n|article|articles} of the sample (see “Disagreements” below): the theme of most of them counts, or else that of the coder who came first.",
    ),
    ("auditFew", "再标注 {n} 篇即可给出核定结果。", "Results will stand here after {n} more {n|label|labels}."),
    (
        "auditUncovered",
        "还有 {n} 个主题（模型判定，占全部文章的 {p}）一篇也没有标注，请继续标注样本；此时推算，这些文章会被误算到别的主题。",
        "{n} {n|theme|themes} of the model ({p} of all articles) {n|has|have} no label yet: go on with the sample. Estimates would take their articles for those of other themes.",
    ),
    ("auditAccuracy", "模型判对的文章占 {a}。", "The model is right on {a} of the articles."),
    ("auditCounted", "模型统计", "Counted"),
    ("auditAudited", "人工核定（95% 区间）", "Audited (95% interval)"),
    ("auditRange", "{value}（{low}–{high}）", "{value} ({low} to {high})"),
    ("auditLabels", "标注篇数", "Labels"),
    ("auditSave", "下载样本和标注（CSV）", "Save sample and labels (CSV)"),
    (
        "auditSaveText",
        "报告中也可采用：policyvane report --db FILE --audit audit.csv。",
        "Reports take it as well: policyvane report --db FILE --audit audit.csv.",
    ),
    (
        "labelEarlier",
        "您此前的标注：{theme}；模型的判定：{model}。",
        "Your label: {theme}; the model's choice: {model}.",
    ),
    ("labelNone", "没有待标注的文章。", "There is nothing left to label."),
    ("labelCount", "您已标注 {n} 篇。", "You have labelled {n}."),
    ("labelSeconds", "本次每篇 {s} 秒（中位数）。", "{s} seconds an article (median of this visit)."),
    ("labelDoubt", "存疑备注", "Doubt"),
    (
        "labelWho",
        "请先填写姓名：按回车键进入姓名栏，填好后再按回车键；在此之前按键不作选择",
        "Enter your name first: Enter leads to the field, and Enter again confirms it; until then keys choose nothing",
    ),
    ("labelledSame", "已标注为“{theme}”，与模型一致。", "Labelled “{theme}”, as the model has it."),
    ("labelledOther", "已标注为“{theme}”；模型判定为“{model}”。", "Labelled “{theme}”; the model says “{model}”."),
    ("codebook", "主题定义", "What themes mean"),
    (
        "codebookHint",
        "把光标移到主题上，或按它的键，这里显示其定义。",
        "Move to a theme, or type its key, to read here what it means.",
    ),
    ("codebookColon", "：", ": "),
    ("codebookInclude", "常见词：", "Terms that speak for it: "),
    ("codebookExclude", "多属其他主题：", "Terms that speak for a neighbour: "),
    ("skipArticle", "跳过", "Skip"),
    ("agreementTitle", "标注者之间的一致性", "Agreement of coders"),
    ("coderLabels", "{who} {n} 篇", "{who}: {n}"),
    ("coderTheme", "{who}：{theme} {note}", "{who}: {theme} {note}"),
    ("columnCoders", "标注者", "Coders"),
    ("columnBoth", "共同标注", "Both"),
    ("columnAgreed", "一致", "Agree"),
    ("columnKappa", "Cohen's κ（95% 区间）", "Cohen's κ (95% interval)"),
    ("kappaValue", "{k}（{low}–{high}）", "{k} ({low} to {high})"),
    (
        "kappaNote",
        "κ 扣除了偶然一致的部分；区间按大样本标准误计算，共同标注不足 50 篇时仅供参考。",
        "κ leaves out what chance explains; its interval uses the large-sample standard error and means little below 50 articles.",
    ),
    (
        "alphaValue",
        "全体标注者的 Krippendorff’s α：{a}（95% 区间 {low}–{high}；{articles} 篇、{labels} 条标注）",
        "Krippendorff's α of all coders: {a} (95% interval {low} to {high}; {articles} articles, {labels} labels)",
    ),
    (
        "alphaNote",
        "α 适用于任意多人且允许缺漏，只计至少两人标注的文章的主要主题；区间由按文章重抽样 1,000 次得出。常用标准：0.80 以上可靠，0.667 以上可作初步结论。",
        "α takes any number of coders and missing labels; primary themes of articles with at least two labels count. The interval is of 1,000 bootstrap samples of articles. Customary limits: 0.80 for reliable, 0.667 for tentative conclusions.",
    ),
    (
        "labelAlsoNone",
        "次要主题：按住 Shift 选择（可选多个），再选主要主题",
        "Secondary themes: choose with Shift held (any number), then the primary theme",
    ),
    ("labelAlso", "次要主题：{themes}", "Secondary themes: {themes}"),
    // Learning from labels.
    ("modelTitle", "用标注改进模型", "Learn from labels"),
    (
        "modelText",
        "在原模型的基础上学习库中全部标注（含文件自带的）和更正，先说明效果和影响，再由您决定是否采用。",
        "All labels of the archive (those that files came with, too) and all corrections are learned on top of the base model. You see what that gives and changes before you adopt it.",
    ),
    (
        "modelNow",
        "现用模型 {model}（{learned}）；库中已标注 {labels} 篇、更正 {corrections} 篇。",
        "Model in use: {model} ({learned}); articles labelled: {labels}, corrected: {corrections}.",
    ),
    ("modelBase", "未学习本库标注", "has learned no label of this archive"),
    ("modelOwn", "已学习 {n} 篇标注", "has learned {n} labelled {n|article|articles}"),
    ("modelLearn", "学习标注", "Learn"),
    ("modelStop", "停止", "Stop"),
    ("modelGoOn", "继续重新判定", "Go on classifying again"),
    ("modelReturn", "改回原模型", "Return to the base model"),
    ("modelAdopt", "采用并重新判定全库", "Adopt and classify the archive again"),
    (
        "modelFew",
        "模型只学了 {n} 篇标注，不足 {least} 篇：看不出提高，却会改变一些文章的主题。仍要采用？",
        "The model learned from only {n} labelled {n|article|articles}, fewer than {least}: no gain is to be expected, and the themes of some articles change all the same. Adopt it?",
    ),
    ("modelDiscard", "放弃", "Discard"),
    ("modelReady", "学习完成，结果见下。", "Learned; the result is below."),
    ("modelStopped", "已停止。", "Stopped."),
    ("modelAdopted", "重新判定完成，现用模型 {model}。", "Classified again; model in use: {model}."),
    ("task_learning", "正在学习标注", "Learning from labels"),
    ("task_comparing", "正在比较对全库的影响", "Comparing the archive's themes"),
    ("task_reclassifying", "正在重新判定全库", "Classifying the archive again"),
    ("modelProposal", "学习 {n} 篇标注的结果", "After learning from {n} labelled {n|article|articles}"),
    (
        "modelUnknown",
        "有 {n} 篇标注的主题不在原模型的主题之内，未予学习。",
        "Labels that name themes which the base model does not have, and were left out: {n}.",
    ),
    (
        "modelUnmeasured",
        "随机抽取并标注的文章不足 30 篇，无法评估学习的效果：请在“随机”栏继续标注。更正和“模型没把握的”偏重出错的文章，不能用于评估。",
        "Fewer than 30 labelled articles were drawn at random, so that nobody can tell what learning gives: label more of “Random”. Corrections and “Uncertain” are mostly about errors and cannot measure it.",
    ),
    (
        "modelScores",
        "随机抽取并标注的 {n} 篇，交叉验证（每篇都由未学过它的模型判定）：准确率由 {a} 变为 {b}；改对 {better} 篇，改错 {worse} 篇（McNemar 检验，p {p}）。",
        "Cross-validation on {n} labelled articles drawn at random, each judged by a model that had not learned it: accuracy {a} before, {b} after; newly right: {better}, newly wrong: {worse} (McNemar's test, p {p}).",
    ),
    ("rangeValue", "{value}（95% 区间 {low}–{high}）", "{value} (95% interval {low} to {high})"),
    ("between", "", " "),
    ("modelBetter", "学习后准确率显著提高。", "It is significantly better."),
    ("modelWorse", "学习后准确率显著下降，不宜采用。", "It is significantly worse and should not be adopted."),
    ("modelSame", "前后差别可能出于偶然。", "The difference may be chance."),
    (
        "curveTitle",
        "学习曲线：准确率随学习的标注篇数的变化",
        "Learning curve: accuracy by the number of labels learned",
    ),
    ("curveAxis", "学习的标注篇数", "labels learned"),
    ("curvePoint", "{n} 篇 {p}", "{n}: {p}"),
    (
        "curveDoubling",
        "标注篇数最近一次加倍，准确率变化 {d} 个百分点（95% 区间 {low} 至 {high}）。",
        "The last doubling of the labels moved the accuracy by {d} points (95% interval {low} to {high}).",
    ),
    ("curveMore", "继续标注可望再有提高。", "More labels can be expected to help."),
    ("curveEnough", "继续标注预计收效不大，可以停止。", "More labels would give little; this is a point to stop."),
    (
        "curveUnclear",
        "随机抽取的文章太少，还看不出继续标注是否有用。",
        "Too few articles were drawn at random to tell whether more labels would help.",
    ),
    (
        "modelEffects",
        "采用后，库中有主题的 {all} 篇中有 {n} 篇主题改变（{p}），人工更正的不变。",
        "Adopted, it would change the theme of {n} of {all} articles that have one ({p}); corrected articles keep theirs.",
    ),
    (
        "modelLargest",
        "变动最大的是 {month} 的“{theme}”：由 {before} 篇（{a}）变为 {after} 篇（{b}），该月共 {n} 篇。",
        "The largest move is that of “{theme}” in {month}: from {before} ({a}) to {after} articles ({b}), of {n} in the month.",
    ),
    ("columnNow", "现在", "Now"),
    ("columnAfter", "采用后", "After"),
    ("columnDifference", "差（百分点）", "Points"),
    // Two selections side by side.
    ("compareTitle", "两两对比", "Compare two selections"),
    (
        "compareText",
        "为两边各选报纸、地区或时段，比较各主题所占份额。",
        "Choose papers, places or spans for each side to compare the share of each theme.",
    ),
    ("paperLabel", "报纸", "Paper"),
    ("regionLabel", "地区", "Place"),
    ("compareFirst", "甲方", "First"),
    ("compareSecond", "乙方", "Second"),
    ("compareSince", "{from} 起", "from {from}"),
    ("compareUntil", "至 {to}", "until {to}"),
    ("compareAll", "全部文章", "all articles"),
    ("compareEmpty", "至少有一方没有可比较的文章。", "At least one side has no articles to compare."),
    ("compareCounts", "甲方 {a} 篇，乙方 {b} 篇。", "{a} {a|article|articles} first, {b} second."),
    (
        "compareStories",
        "甲方 {a} 篇，乙方 {b} 篇（各自的转载不计）。",
        "{a} {a|story|stories} first, {b} second (reprints within each are not counted).",
    ),
    (
        "compareRests",
        "参与比较的是甲方 {a} 篇、乙方 {b} 篇。",
        "The comparison rests on {a} {a|article|articles} of the first and {b} of the second.",
    ),
    (
        "compareFew",
        "参与比较的不足{names}的二十分之一，以下数字不代表其全部文章。",
        "Fewer than one in twenty of {names} are compared: the numbers below do not stand for all of them.",
    ),
    ("compareBoth", "两边都有的 {n} 篇未计入。", "{n} that both have {n|is|are} left out."),
    (
        "pairing_same_periods",
        "在双方都有文章的 {n} 个时段（{period}）内比较。",
        "Compared within the {n} {n|period|periods} ({period}) in which both have articles.",
    ),
    (
        "pairing_same_papers",
        "前后两段时间，在双方共有的报纸内比较。",
        "One after the other, within the papers that both have.",
    ),
    (
        "pairing_apart",
        "双方既无共同时段，也无共同报纸，按原始篇数比较，差异可能来自时间或报纸的不同。",
        "They share neither periods nor papers; differences may come from either.",
    ),
    ("compareShare", "{count} 篇 / 共 {total} 篇", "{count} of {total} {total|article|articles}"),
    ("compareClear", "差异显著", "significant"),
    ("compareDifference", "差（乙 − 甲，百分点）", "Difference (second − first, points)"),
    (
        "compareDash",
        "“—”：其中一方的有效样本量不足 30 篇，不足以比较，故不列。",
        "Dash: one side has an effective sample size below 30 articles, too few for a comparison.",
    ),
    ("compareExported", "CSV 和 XLSX 中仍列出算得的差值。", " CSV and XLSX have the number."),
    ("compareSmall", "小字为 95% 区间。", "Small figures are 95% intervals."),
    (
        "compareIntervals",
        "占比和差值之后为其 95% 区间。",
        "Shares and differences are followed by their 95% intervals.",
    ),
    (
        "compareNote",
        "同一时段内的文章并非相互独立，差异的区间已计及这一点；“差异显著”指在所有主题中误报比例控制在 5% 以内。",
        "Intervals of differences allow for articles of one period not being independent. “Significant” keeps the share of false ones among all themes at 5%.",
    ),
    (
        "compareWithReprints",
        "文章超过 10 万篇，未查转载，转载的文章逐篇计入，差异可能显得比报告（report --versus）中更显著。",
        "Of more than 100,000 articles reprints are not looked for: each counts, so differences may look more significant than in a report (`report --versus`).",
    ),
    ("titleOf", "{title}：{of}", "{title}: {of}"),
    ("spanFromTo", "{from} 至 {to}", "{from} to {to}"),
    // What files that leave the page say of themselves.
    ("themesFile", "主题走势", "themes"),
    ("articlesFile", "文章", "articles"),
    ("sharesFile", "各主题占比", "theme-shares"),
    ("selected", "范围：{what}", "Selection: {what}"),
    ("wordsSome", "含“{q}”的文章", "articles with “{q}”"),
    ("between_parts", "，", "; "),
    ("shownSpan", "时段：{from} 至 {to}（{period}）", "Time: {from} to {to} ({period})"),
    (
        "shareBase",
        "占比的分母：上述范围内主题已判定、日期明确的文章。",
        "Shares are of the articles of this selection that have a theme and a date.",
    ),
    (
        "madeBy",
        "主题由模型 {model} 判定，经人工更正的以更正为准；policyvane {version}。",
        "Themes are those of the model {model}, or of people who corrected it; policyvane {version}.",
    ),
    ("aboutSheet", "说明", "About"),
    ("yes", "是", "yes"),
    ("no", "否", "no"),
    ("head_of", "{column}（{of}）", "{column} ({of})"),
    ("head_period", "时段", "Period"),
    ("head_theme", "主题代码", "Theme id"),
    ("head_theme_name", "主题", "Theme"),
    ("head_count", "篇数", "Articles"),
    ("head_articles", "篇数", "Articles"),
    ("head_total", "总篇数", "All articles"),
    ("head_term", "检索词", "Search"),
    ("head_share", "占比", "Share"),
    ("head_share_low", "95% 区间下限", "95% interval, low"),
    ("head_share_high", "95% 区间上限", "95% interval, high"),
    ("head_partial", "时段不完整", "Covered in part"),
    ("head_usual_share", "平时占比", "Usual share"),
    ("head_above_usual", "高于平时", "Above usual"),
    ("head_difference", "差（乙 − 甲）", "Difference (second − first)"),
    ("head_difference_low", "差的 95% 区间下限", "Difference, 95% low"),
    ("head_difference_high", "差的 95% 区间上限", "Difference, 95% high"),
    ("head_p_value", "p 值", "p"),
    ("head_false_discovery_rate", "错误发现率", "False discovery rate"),
    ("head_clear", "差异显著", "Significant"),
    // New terms.
    ("newTerms", "今日新词", "New terms"),
    (
        "newTermsNote",
        "在当日 {today} 篇（同题只计一次）中的比例显著高于此前 {days} 天（取 {before} 篇）的词语；已按多重检验校正（误报不超过 5%）。",
        "Terms whose share among the day's {today} stories (same headline once) is significantly above that of the {days} days before ({before} stories looked at), corrected for many tests (5% false).",
    ),
    (
        "newTermsNone",
        "没有显著多于此前 {days} 天的词语。",
        "No term is significantly more frequent than in the {days} days before.",
    ),
    ("newTermCounts", "{today} 篇，{share}；此前 {before}", "{today} {today|story|stories}, {share}; before {before}"),
    // The log.
    ("logTitle", "操作日志", "What was done"),
    (
        "logText",
        "谁在何时做了什么，最近的在前；只增不改。",
        "Who did what and when, the newest first. Rows are only added.",
    ),
    ("logNone", "还没有记录。", "Nothing yet."),
    ("logMore", "更早的记录", "Earlier rows"),
    ("logAt", "时间", "When"),
    ("logWho", "姓名", "Who"),
    ("logKind", "操作", "What"),
    ("logWhat", "对象", "Of what"),
    ("logNumber", "数量", "Number"),
    ("log_add", "收入", "added"),
    ("log_remove", "移除", "removed"),
    ("log_adopt", "采用模型", "model adopted"),
    ("log_reclassify", "重新判定而主题有变", "classified again, theme changed"),
    ("log_correction", "更正", "corrected"),
    ("log_labels", "读入标注", "labels read"),
    ("log_audit", "抽取核定样本", "audit sample drawn"),
    ("logBaseModel", "原模型", "base model"),
    ("logDoubles", "旧版重复收入的文章", "articles that an earlier version added twice"),
    ("disagreements", "意见不一的文章（{n}）", "Disagreements ({n})"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the braces of a text; the page fills it in.
    fn places(text: &str) -> Vec<&str> {
        text.split('{').skip(1).map(|rest| rest.split_once('}').expect("closed braces").0).collect()
    }

    #[test]
    fn texts_of_the_page_have_places_that_the_page_knows() {
        for (name, zh, en) in PAGE_TEXTS {
            for place in places(zh).into_iter().chain(places(en)) {
                let parts: Vec<&str> = place.split('|').collect();
                let is_name = !parts[0].is_empty() && parts[0].chars().all(|c| c.is_ascii_alphanumeric());
                assert!(is_name && [1, 3].contains(&parts.len()), "{name}: {place}");
            }
            // Chinese has no plural.
            assert!(!zh.contains('|'), "{name}");
        }
    }

    #[test]
    fn one_article_is_no_articles_in_english() {
        let one = PAGE_TEXTS.iter().find(|(name, _, _)| *name == "articlesN").expect("the text");
        assert_eq!(one.2, "{n} {n|article|articles}");
    }
}
