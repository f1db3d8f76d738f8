//! Sentences of the report in words and of the notes on its page.

use jiff::civil::Date;

crate::messages::messages! {
    // The head of the report, and its table of themes.
    report_head(articles: &str, span: &str) {
        zh: "# 政策主题关注度报告\n\n{articles} 篇文章，{span}",
        en: "# Attention to policy themes\n\n{articles} articles, {span}",
    }
    opening_reprints(articles: &str) { zh: "；其中转载或重复刊登 {articles} 篇", en: "; reprints or repeats: {articles}" }
    opening_unplaced(articles: &str) { zh: "；地区不能确定 {articles} 篇", en: "; of unknown place: {articles}" }
    opening_undated(articles: &str) { zh: "日期不详的 {articles} 篇", en: "undated: {articles}" }
    opening_undetermined(articles: &str) { zh: "未判定主题的 {articles} 篇", en: "of undetermined theme: {articles}" }
    opening_not_counted(named: &str) { zh: "另有{named}，未计入。", en: " Not counted besides: {named}." }
    opening_missing(issues: &str) { zh: "按出版规律推断缺 {issues} 期。", en: " Missing issues, as inferred from usual publication days: {issues}." }
    opening_without_rhythm(papers: usize) {
        zh: "有 {papers} 个来源无明显出版规律，无法判断是否缺期。",
        en: " Sources without a pattern of publication days, for which missing issues cannot be inferred: {papers}.",
    }
    opening_mostly_of_day(share: &str, day: &str) {
        zh: "{share} 的文章集中在{day}。",
        en: " {share} of the articles are of {day} alone.",
    }
    opening_mostly_of_period(share: &str, period: &str, from: &str, to: &str) {
        zh: "{share} 的文章集中在{period}，可用 --from {from} --to {to} 另作一份只看这一时段的报告。",
        en: " {share} of the articles are of {period} alone: a report of its own shows what changes within it (--from {from} --to {to}).",
    }
    opening_mostly_of_paper(share: &str, paper: &str) {
        zh: "{share} 的文章出自{paper}。",
        en: " {share} of the articles are from {paper}.",
    }
    report_limits(names: &str) {
        zh: "本报告只统计{names}的文章，各项占比均以这些文章为分母。\n\n",
        en: "This report counts only articles of {names}; all shares are shares of these.\n\n",
    }
    report_shares { zh: "## 各主题占比\n\n", en: "## Shares of themes\n\n" }
    report_columns {
        zh: "| 主题 | 篇数 | 占比 | 95% 区间 | 变化（百分点） | 变化的 95% 区间 | 错误发现率 |\n",
        en: "| theme | articles | share | 95% interval | change (points) | its 95% interval | false discovery rate |\n",
    }
    report_corrected {
        zh: "\n## 按模型已知的误判校正后的占比\n\n仅供参考：前提是各主题文章的特征与训练时相同，仅比例有变。区间仅反映分类误差，不反映抽样误差（收录哪些文章有偶然性）；\
             如需核实，可用 audit 命令从这批文章中抽样标注。\n\n| 主题 | 计数的占比 | 校正后 | 95% 区间 |\n",
        en: "\n## Shares corrected for the model's known errors\n\nFor reference: the correction assumes that articles of a theme \
             look as they did in training and that only the mix changed. Its intervals cover the errors of the model, but not \
             sampling error (which articles happened to be collected). To check it, draw a sample of these articles with the command audit and label it.\n\n\
             | theme | share as counted | corrected | 95% interval |\n",
    }
    report_changes(before: &str, after: &str) {
        zh: "\n## 变化\n\n比较 {before} 与 {after}；错误发现率低于 5% 的变化：\n\n",
        en: "\n## Changes\n\n{before} against {after}; changes with a false discovery rate below 5%:\n\n",
    }
    report_not_compared(before: &str, after: &str, articles: usize) {
        zh: "\n## 变化\n\n{before} 与 {after} 无法比较：其中一个时段的有效样本量不足 {articles} 篇。\n",
        en: "\n## Changes\n\n{before} and {after} cannot be compared: one of them has an effective sample size below {articles} articles.\n",
    }
    compared_in_spans(before: &str, after: &str) {
        zh: "参与比较：前一段 {before} 篇，后一段 {after} 篇（只计两个时段均有收录的来源）。",
        en: "The comparison rests on the sources present in both spans: {before} articles before, {after} after. ",
    }
    compared_effective(before: &str, after: &str) {
        zh: "同一时段的文章彼此相关，各来源的收录篇数也可能不均，故有效样本量为 {before} 篇与 {after} 篇（各主题的中位数）。",
        en: "Articles of the same time are correlated and sources may be covered unevenly, so the effective sample sizes are {before} and {after} \
             articles (median over themes). ",
    }
    compared_not_shown(articles: usize, table: &str) {
        zh: "“—”：其中一方的有效样本量不足 {articles} 篇，不足以比较，故不列；可计算的数值见 {table}。",
        en: "Dash: one side has an effective sample size below {articles} articles, too few for a comparison; {table} has the value. ",
    }
    compared_not_known {
        zh: "“—”：其中一方的有效样本量不足 1 篇，无法比较。",
        en: "Dash: one side has an effective sample size below one article, so there is nothing to compare. ",
    }
    compared_few { zh: "篇数较少，差值仅供参考。", en: "With so few articles, treat the differences as indicative only. " }
    report_left_out(periods: &str) {
        zh: "\n未参与检验的时段（应有期次收录不足一半）：{periods}。\n",
        en: "\nLeft out of the tests, because fewer than half of the expected issues were read: {periods}.\n",
    }
    report_raw(changes: &str, more: &str) {
        zh: "\n若按全部文章计数（不论来源是否两个时段均有收录），差值（百分点）有所不同，相差最大的是：{changes}{more}。这一差异来自来源的增减，未作检验。\n",
        en: "\nCounted over all articles, whether or not their sources are present in both spans, the differences in points change, \
             most of all for: {changes}{more}. The gap comes from sources that enter or leave, and is not tested.\n",
    }
    report_raw_more(themes: usize) { zh: "（另有 {themes} 个主题相差 2 个百分点以上，见 changes.csv）", en: " (other themes in which they are 2 points apart or more: {themes}; see changes.csv)" }
    report_and_more_papers(named: &str, papers: usize) { zh: "{named} 等 {papers} 个", en: "{named} and others, {papers} in all" }
    report_and_more_periods(named: &str, periods: usize) { zh: "{named}等 {periods} 个时段", en: "{named} and others, {periods} in all" }
    report_seldom_read(papers: usize) {
        zh: "另有 {papers} 个来源各不足 6 期，不在其列。",
        en: "Sources of fewer than 6 issues, which are not named: {papers}.",
    }
    report_partly_read(papers: &str, more: &str) {
        zh: "未全程收录的来源：{papers}。{more}计数的升降可能源于来源的增减；“变化”一节仅比较前后两个时段均有收录的来源。\n\n",
        en: "Sources that are not covered throughout: {papers}. {more} Counts may move because sources enter or leave; “Changes” compares \
             only sources present in both spans.\n\n",
    }
    paper_entered(paper: &str, from: Date) { zh: "{paper}（{from} 起）", en: "{paper} (from {from})" }
    paper_left(paper: &str, to: Date) { zh: "{paper}（至 {to}）", en: "{paper} (to {to})" }
    paper_entered_and_left(paper: &str, from: Date, to: Date) {
        zh: "{paper}（{from} 至 {to}）",
        en: "{paper} ({from} to {to})",
    }
    report_seasons {
        zh: "\n两个时段所含月份不同，季节因素也可能造成差异。\n",
        en: "\nThe spans cover different months of the year, so seasons may also cause differences.\n",
    }
    change_without_trend { zh: "；逐期看无持续升降趋势（Mann–Kendall）", en: "; no monotonic trend along the periods (Mann–Kendall)" }
    trends_without_change(trends: &str) {
        zh: "\n两个时段之间无显著变化、而逐期看有持续升降趋势（Mann–Kendall，错误发现率低于 5%）的主题中，{trends}。\n",
        en: "\nThemes without a significant change between the spans but with a monotonic trend along the periods (Mann–Kendall, false discovery rate below 5%): {trends}.\n",
    }
    trend_within(theme: &str, first: &str, last: &str) {
        zh: "{theme}（{first} 至 {last}）",
        en: "{theme} ({first} to {last})",
    }
    rising_themes(themes: &str) { zh: "上升的有{themes}", en: "rising: {themes}" }
    falling_themes(themes: &str) { zh: "下降的有{themes}", en: "falling: {themes}" }
    none_found { zh: "没有。\n", en: "None.\n" }

    // Files that were left out.
    omitted_title { zh: "未读入的文件", en: "Files left out" }
    omitted_says(files: &str) {
        zh: "{files}全部或部分未读入，未读入的内容没有计入本报告。",
        en: "Left out wholly or in part, so that nothing of what is missing is counted here: {files}.",
    }
    omitted_more(named: usize, files: &str) {
        zh: "以下列出前 {named} 个，另有 {files}见 manifest.json。",
        en: " The first {named} are named; manifest.json has {files} more.",
    }
    omitted_file { zh: "文件", en: "file" }
    omitted_reason { zh: "原因", en: "reason" }
    omitted_item(file: &str, reason: &str) { zh: "- {file}：{reason}\n", en: "- {file}: {reason}\n" }
    omitted_further(further: usize) { zh: "（另有 {further} 处）", en: " (and {further} more of this file)" }

    // New terms within themes.
    new_terms_head {
        zh: "\n## 各主题内的新提法\n\n两个时段之间，各主题文章中显著增多的提法（后附提及该提法的篇数，前段 → 后段，转载不计）；错误发现率低于 5%，\
             全部见 terms.csv。\n\n",
        en: "\n## New terms within themes\n\nTerms that became significantly more frequent among a theme's articles between the two spans (articles \
             with the term before → after, reprints left out), with a false discovery rate below 5%; all of them in terms.csv.\n\n",
    }
    new_terms_leads { zh: "；线索（单独检验 p < 0.01，未作多重检验校正，半数以上可能出于偶然）：", en: "; leads (p < 0.01 when tested alone, without correction for multiple tests: half of them or more may be chance): " }
    new_terms_faded { zh: "；减少的词：", en: "; less frequent: " }

    // Words that the model does not know.
    vocabulary_title { zh: "\n## 未登录词\n\n", en: "\n## Vocabulary drift\n\n" }
    vocabulary_warning_label { zh: "注意：", en: "Warning: " }
    vocabulary_table { zh: "各时段见 vocabulary.csv。\n", en: "By period: vocabulary.csv.\n" }
    vocabulary_more_periods(named: &str, periods: usize, more: usize) {
        zh: "{named}等 {periods} 期", en: "{named} and {more} more"
    }
    vocabulary_all(share: &str, expected: &str) {
        zh: "本批文章用词与训练语料差异较大：未登录词平均占 {share}（训练语料 {expected}）。建议抽样核查分类结果，\
             并以新标注语料重新训练模型。",
        en: "Vocabulary drift: {share} of the words here are unknown to the model ({expected} in its training articles). \
             Spot-check the results, and retrain on newer labels.",
    }
    vocabulary_periods(periods: &str, expected: &str) {
        zh: "{periods}的文章用词与训练语料差异较大：未登录词占比高于训练语料（平均 {expected}）半个标准差以上。建议抽样核查这些时段的分类结果，\
             并以新标注语料重新训练模型。",
        en: "Vocabulary drift in {periods}: the share of words unknown to the model is more than half a standard deviation above \
             that of its training articles ({expected} on average). Spot-check the results there, and retrain on newer labels.",
    }
    vocabulary_periods_compared(periods: &str) {
        zh: "{periods}的文章中未登录词占比高于其他时段半个标准差以上。建议抽样核查这些时段的分类结果。",
        en: "Vocabulary drift in {periods}: the share of words unknown to the model is more than half a standard deviation above \
             that of the other periods. Spot-check the results there.",
    }
    vocabulary_share(share: &str, expected: &str) {
        zh: "未登录词（模型训练时未见的词）平均占每篇的 {share}；训练语料为 {expected}。",
        en: "On average {share} of an article's words are unknown to the model; {expected} in its training articles.",
    }
    vocabulary_share_alone(share: &str) {
        zh: "未登录词（模型训练时未见的词）平均占每篇的 {share}；该模型未存参照值，只能在各时段之间比较。",
        en: "On average {share} of an article's words are unknown to the model; no reference is kept in this model, so that \
             only periods can be compared with each other.",
    }

    // The lag between national papers and provinces.
    lag_title { zh: "中央与地方报道的时序", en: "National and provincial papers: who came first" }
    lag_pairs(pairs: usize, clear: usize, unclear: usize, few: usize) {
        zh: "主题：共比较 {pairs} 对（主题 × 省份），{clear} 对时序显著，{unclear} 对不显著（不列数值），{few} 对文章过少。",
        en: "Themes: of {pairs} pairs (theme × province), {clear} show a significant lag, {unclear} do not (no number is given), and \
             {few} have too few articles.",
    }
    lag_no_terms {
        zh: "查看某一提法由谁首先提出，可加选项 --term，例如 --term 新质生产力。",
        en: "To see who mentioned a term first, add --term, as in --term 新质生产力.",
    }
    lag_no_pair(pairs: usize) {
        zh: "主题：{pairs} 对（主题 × 省份）的文章均过少，不作比较。",
        en: "Themes: each of the {pairs} pairs (theme × province) has too few articles to be compared.",
    }
    lag_left_out(named: &str) { zh: "未计入：{named}。", en: "Left out: {named}." }
    lag_unknown_level(articles: usize) {
        zh: "来源级别不明的 {articles} 篇",
        en: "{articles} articles of sources that are not known to be national or provincial",
    }
    lag_undated(articles: usize) { zh: "没有完整日期的 {articles} 篇", en: "{articles} articles without a full date" }
    lag_centre_never(last: Date, articles: usize, provinces: usize, named: usize) {
        zh: "截至 {last} 中央媒体未见报道（收录 {articles} 篇），无法计算滞后天数；{provinces} 省中 {named} 省已提及。",
        en: "Not mentioned in national papers by {last} ({articles} articles): there is no day to count from; {named} of {provinces} \
             provinces have mentioned it.",
    }
    lag_centre_first(first: Date, naming: usize, median: &str) {
        zh: "中央首次提及日 {first}（共 {naming} 篇）；{median}。",
        en: "First in national papers on {first} ({naming} articles); {median}.",
    }
    lag_centre_first_or_earlier(first: Date, naming: usize, median: &str) {
        zh: "中央首次提及日 {first}（共 {naming} 篇），即收录首日，实际可能更早；{median}。",
        en: "First in national papers on {first} ({naming} articles), the first day collected: it may have been earlier; {median}.",
    }
    lag_centre_first_or_unread(first: Date, naming: usize, before: Date, after: Date, median: &str) {
        zh: "中央首次提及日 {first}（共 {naming} 篇）；{before} 与 {after} 之间未收录，实际可能更早；{median}。",
        en: "First in national papers on {first} ({naming} articles); nothing was collected between {before} and {after}: it may have been earlier; {median}.",
    }
    lag_median(days: &str, low: &str, high: &str, total: usize, observed: usize) {
        zh: "各省中位数 {days} 天（95% 区间 {low} 至 {high}；{total} 省中 {observed} 省已提及）",
        en: "median of the provinces {days} days (95% CI {low} to {high}; {observed} of {total} have mentioned it)",
    }
    lag_median_not_yet(total: usize, observed: usize) {
        zh: "提及省份不足半数，无法计算中位数（{total} 省中 {observed} 省已提及）",
        en: "no median, because fewer than half of the provinces have mentioned it ({observed} of {total})",
    }
    lag_median_few(total: usize, observed: usize) {
        zh: "可推算的省份过少，无法计算中位数（{total} 省中 {observed} 省已提及）",
        en: "no median, because too few provinces can be used ({observed} of {total} have mentioned it)",
    }
    lag_median_unknown { zh: "无法计算中位数", en: "no median" }
    lag_read_from(first: Date) { zh: "自 {first} 起收录，可能更早", en: "collected from {first}: perhaps earlier" }
    lag_unread(before: Date, after: Date) {
        zh: "{before} 与 {after} 之间未收录，可能更早",
        en: "nothing collected between {before} and {after}: perhaps earlier",
    }
    lag_not_yet_before_unread(before: Date, after: Date) {
        zh: "截至 {before} 未见报道；其后至 {after} 未收录，此后仍未见报道",
        en: "not by {before}; then nothing collected until {after}, and not mentioned after that",
    }
    lag_not_seen_unread(before: Date, after: Date) {
        zh: "已收录的文章未提及；{before} 与 {after} 之间未收录",
        en: "not mentioned in what was collected; nothing collected between {before} and {after}",
    }
    lag_not_seen(first: Date, last: Date) {
        zh: "{first} 至 {last} 未见报道，此前不详",
        en: "not mentioned from {first} to {last}; unknown before",
    }
    lag_not_seen_on(day: Date) { zh: "仅收录 {day} 一天，未见报道", en: "collected on {day} only, and not mentioned" }
    lag_not_yet(last: Date) { zh: "截至 {last} 未见报道", en: "not by {last}" }
    lag_first_is_reprint { zh: "首篇为转载中央媒体稿件", en: "the first is a reprint from a national paper" }
    lag_themes_title { zh: "占比变动的时序", en: "Which changes in shares come first" }
    lag_themes_note {
        zh: "各省与中央媒体的占比序列互相关最大时相差的时段数，负数表示该省在前。走势吻合也可能源于相同的日程，并不表示一方影响另一方。",
        en: "The lag at which a province's shares correlate most with those of national papers; negative: the province is first. Both may follow the \
             same calendar, so this does not prove that one influences the other.",
    }
    lag_bin_day(bins: usize) { zh: "日 × {bins}", en: "day × {bins}" }
    lag_bin_week(bins: usize) { zh: "周 × {bins}", en: "week × {bins}" }
    lag_column_theme { zh: "主题", en: "theme" }
    lag_column_province { zh: "省份", en: "province" }
    lag_column_first { zh: "首次", en: "first" }
    lag_column_days { zh: "滞后（天）", en: "lag (days)" }
    lag_column_third { zh: "第 3 篇", en: "third article" }
    lag_column_articles { zh: "篇数", en: "articles" }
    lag_column_remark { zh: "说明", en: "remark" }
    lag_column_bins { zh: "时段", en: "bins" }
    lag_column_correlation { zh: "相关系数", en: "correlation" }
    lag_column_false_discovery { zh: "错误发现率", en: "false discovery rate" }
    lag_one_source {
        zh: "全部文章出自同一来源，无法比较中央与地方报道的时序。",
        en: "All articles are of one source, so national and provincial papers cannot be compared.",
    }
    lag_no_national_paper {
        zh: "来源中没有已知的中央级（全国性）媒体，无法比较中央与地方报道的时序。可在 sources.csv 中标明。",
        en: "Lead–lag analysis skipped: none of the sources is known as national. Mark one in sources.csv.",
    }
    lag_no_provincial_paper {
        zh: "来源中没有已知所在省份的媒体，无法比较中央与地方报道的时序。可在 sources.csv 中标明。",
        en: "Lead–lag analysis skipped: none of the sources has a known province. Add one in sources.csv.",
    }

    // Notes on the page.
    page_measured(articles: usize, method: &str) {
        zh: "在 {articles} 篇有标注的新闻上交叉验证（{method}），每篇由未见过它的模型判断。",
        en: "Measured on {articles} labelled articles by {method}, each judged by a model that had not seen it.",
    }
    page_sampled(listed: &str, articles: &str) {
        zh: "各图统计全部 {articles} 篇；为使页面不致过大，只附 {listed} 篇的标题与依据（各主题、各月同比例抽取），其余见 classified.csv。",
        en: "The charts count all {articles} articles; to keep the page small it lists headlines and evidence of {listed} (the same share of each \
             theme and month); the others are in classified.csv.",
    }
    terms_sampled(kept: &str, articles: &str) {
        zh: "全部 {articles} 篇文章过多，词语只在按编号随机抽取的 {kept} 篇中查找，所列篇数只计这些文章。",
        en: "Terms were looked for in {kept} of the {articles} articles, a random sample by identifier; their counts are of these articles alone.",
    }
    page_reprints(articles: usize) {
        zh: "{articles} 篇为此前刊登过的稿件；选“转载合并计数”可只计首次刊登。",
        en: "{articles} articles print a story that was printed before; “Stories” counts first printings only.",
    }
    page_missing(issues: usize) {
        zh: "按各来源的出版规律推断，缺 {issues} 期；缺期不作零计。",
        en: "{issues} issues are missing, as inferred from usual publication days; they are not counted as zeros.",
    }
}
