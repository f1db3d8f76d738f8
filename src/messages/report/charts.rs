//! Titles, notes and labels of charts.

use jiff::civil::Date;

crate::messages::messages! {
    // The foot of every chart.
    foot_articles(articles: &str) { zh: "{articles} 篇文章", en: "{articles} articles" }
    foot_limits(names: &str) { zh: "只统计 {names}", en: "only {names}" }
    foot_missing(periods: usize) { zh: "{periods} 个时段没有文章", en: "periods without articles: {periods}" }
    foot_undated(articles: usize) { zh: "另有 {articles} 篇日期不详，未计入", en: "{articles} undated, not counted" }
    foot_undetermined(articles: usize) {
        zh: "另有 {articles} 篇未判定主题，未计入",
        en: "{articles} of undetermined theme, not counted",
    }
    foot_model(digest: &str) { zh: "模型 {digest}", en: "model {digest}" }

    // Themes over time.
    over_time_title { zh: "各政策主题的关注度随时间变化", en: "Attention to policy themes over time" }
    over_time_subtitle(every: &str) {
        zh: "{every}以该主题为主的文章占全部文章的比例；同一行纵轴相同；按总占比（见主题名后）排序",
        en: "Share of articles mainly about the theme, {every}; panels in a row share a scale; ranked by overall share (beside the name)",
    }
    over_time_subtitle_one(every: &str) {
        zh: "{every}以该主题为主的文章占全部文章的比例；主题名后为总占比",
        en: "Share of articles mainly about the theme, {every}; overall share after the name",
    }
    over_time_events { zh: "横轴下的短线：会议等事件", en: "Marks below the axis: meetings and other events" }
    over_time_peaks { zh: "上沿粗线：占比显著高于前后半年的高峰，见 peaks.csv", en: "Bars at the top: peaks, significantly above the surrounding half years (see peaks.csv)" }
    over_time_band { zh: "色带：95% 置信区间（Wilson，篇数按设计效应折算），超出纵轴处截去", en: "Band: 95% CI (Wilson, with the design effect), clipped at the axis" }
    over_time_few { zh: "小空心点：不足 10 篇（不连线，不画区间）", en: "small hollow points: fewer than 10 articles (not joined, no interval)" }
    over_time_open { zh: "空心点：时段不完整", en: "hollow: incomplete period" }
    over_time_above { zh: "▲：超出纵轴", en: "▲: off the scale" }
    over_time_break { zh: "断线：该时段无文章", en: "gap: no articles" }

    over_time_papers(papers: usize) {
        zh: "横轴上的橙色短线：有来源自此开始收录或至此结束收录（共 {papers} 个来源）",
        en: "Orange ticks on the axis: a source enters or leaves the collection (sources: {papers})",
    }

    // Themes by their overall share.
    ranked_title { zh: "各政策主题占全部文章的比例", en: "Policy themes by their share of all articles" }
    ranked_subtitle(total: &str) {
        zh: "以该主题为主的文章数与占比；全部 {total} 篇；细线：95% 置信区间（Wilson，篇数按设计效应折算）",
        en: "Articles mainly about the theme, out of {total}; whiskers: 95% interval (Wilson, with the design effect)",
    }
    ranked_corrected {
        zh: "橙圈：按模型已知误判率校正后的占比；橙线：其 95% 区间，仅反映误判的不确定性（Saerens 等 2002）",
        en: "Orange rings: share corrected for the model's known errors; orange lines: 95% interval for these errors alone (Saerens et al. 2002)",
    }
    ranked_number(share: &str, articles: &str) { zh: "{share}（{articles} 篇）", en: "{share} ({articles})" }

    // Changes between two spans.
    changes_title { zh: "各政策主题的升降", en: "Rise and fall of policy themes" }
    changes_spans(before: &str, after: &str) {
        zh: "占全部文章的比例：空心点为 {before}，实心点为 {after}；按差值排序",
        en: "Share of all articles: hollow {before}, filled {after}; sorted by difference",
    }
    changes_marks {
        zh: "右列：差值（百分点）及 95% 置信区间；蓝色：错误发现率低于 5%（Benjamini–Hochberg）",
        en: "Right: difference in percentage points with 95% CI; blue: false discovery rate below 5%",
    }
    changes_marks_none {
        zh: "右列：差值（百分点）及 95% 置信区间；各主题的错误发现率均不低于 5%（Benjamini–Hochberg）",
        en: "Right: difference in percentage points with 95% CI; no false discovery rate is below 5%",
    }
    changes_without_none(theme: &str, before: &str, after: &str, difference: &str, clear: &str, table: &str) {
        zh: "图中不画“{theme}”：{before} → {after}，{difference}{clear}，见 {table}",
        en: "Not on the axis: {theme}, {before} → {after}, {difference}{clear}; see {table}",
    }
    changes_none_clear { zh: "（显著）", en: " (significant)" }
    changes_few { zh: "其中一个时段不足 10 篇，无法比较", en: "one of the two spans has fewer than ten articles" }
    changes_few_independent {
        zh: "其中一个时段的有效样本量不足 30 篇，不足以比较",
        en: "one of the two spans has an effective sample size below 30 articles"
    }
    versus_few_independent {
        zh: "其中一方的有效样本量不足 30 篇，不足以比较",
        en: "one of the two sides has an effective sample size below 30 articles",
    }
    changes_none { zh: "文章均属同一日，无法比较", en: "All articles are of one day: nothing to compare" }

    themes_not_drawn(themes: usize) {
        zh: "限于篇幅，另有 {themes} 个主题未画，见 report.html",
        en: "{themes} more themes: see report.html",
    }
    calendar_not_drawn(themes: usize) {
        zh: "限于篇幅，另有 {themes} 个主题未画，逐月占比见 series.csv",
        en: "{themes} more themes: monthly shares in series.csv",
    }

    // The calendar.
    calendar_title { zh: "各政策主题逐月占比（年历）", en: "Calendar of policy themes" }
    calendar_subtitle {
        zh: "每格为一个月：以该主题为主的文章占当月全部文章的比例；各主题色标不同，主题名后为最深色对应的占比",
        en: "One cell per month: share of the month's articles mainly about the theme. Colour scales differ between themes; the figure beside each \
             name is the share at the darkest shade",
    }
    calendar_grey { zh: "灰色、斜线：不足 10 篇或当月不完整", en: "Grey, struck through: fewer than 10 articles or incomplete month" }
    calendar_white { zh: "白格：该主题无文章", en: "white cell: no articles of the theme" }
    calendar_gap { zh: "空白：当月无文章", en: "blank: no articles that month" }
    calendar_none { zh: "没有一篇文章的日期精确到月", en: "No article has a date exact to the month" }

    // Themes by province: the heat map, then the tile-grid maps.
    by_region_title { zh: "各省级地区的政策主题构成", en: "Policy themes by province" }
    by_region_subtitle(known: &str, unknown: &str) {
        zh: "格内数字：以该主题为主的文章占该地区文章的百分比；可确定地区的 {known} 篇，不能确定的 {unknown} 篇未计入",
        en: "Percentage of the province's articles; {known} articles with a known place; {unknown} without, left out",
    }
    by_region_articles { zh: "篇数", en: "articles" }
    by_region_marks {
        zh: "颜色越深占比越高；空白格：该主题无文章",
        en: "Darker: larger share; blank cell: no articles of the theme",
    }
    by_region_without(themes: &str) { zh: "；所列地区均无文章的主题未画：{themes}", en: "; not drawn, as no article of these provinces is about them: {themes}" }
    by_region_not_drawn(regions: usize) {
        zh: "；限于篇幅，另有 {regions} 个文章较少的地区未画，见 provinces.csv",
        en: "; provinces with fewer articles, not drawn: {regions}, see provinces.csv",
    }
    by_region_few { zh: "；灰色列：该地区不足 10 篇，占比仅供参考", en: "; grey columns: fewer than 10 articles" }
    no_known_place { zh: "没有可确定地区的文章", en: "No article has a known place" }
    map_title { zh: "各省级地区的主题关注度", en: "Attention by province" }
    map_order(known: &str, total: &str) {
        zh: "仅统计地区已知的 {known} 篇（共 {total} 篇）；主题按其中的篇数排序",
        en: "Based on the {known} articles (of {total}) with a known place; themes ranked by their articles among these",
    }
    map_subtitle {
        zh: "每格为一个省级地区，按大致方位排列；数字：以该主题为主的文章占该地区文章的百分比；各图色标不同",
        en: "One tile per province, roughly in position; shade and figure: percentage of the province's articles. \
             Colour scales differ between maps",
    }
    map_not_drawn(themes: &str) {
        zh: "未画篇数较少的主题：{themes}；各省数字见 provinces.csv。",
        en: "Themes with fewer articles, not drawn: {themes}; see provinces.csv.",
    }
    map_many_not_drawn(themes: usize) {
        zh: "另有 {themes} 个篇数较少的主题未画；各省数字见 provinces.csv。",
        en: "Themes with fewer articles, not drawn: {themes}; see provinces.csv.",
    }
    map_key(names: &str) {
        zh: "各格字母按 ISO 3166-2：{names}。",
        en: "Letters as in ISO 3166-2; easily confused: {names}.",
    }
    map_marks {
        zh: "灰色、括号：该地区不足 10 篇；无数字：该地区无文章；主题名后：最深色对应的占比",
        en: "Grey, in brackets: fewer than 10 articles; no figure: no articles; beside the name: share at the darkest shade",
    }

    // The issues that were read and those that are missing.
    coverage_title { zh: "资料收录情况：已收录与缺失的期次", en: "Coverage: issues read and missing" }
    coverage_title_untested { zh: "资料收录情况：已收录的期次", en: "Coverage: issues read" }
    coverage_one_issue { zh: "1 期", en: "1 issue" }
    coverage_subtitle(one: &str) {
        zh: "每格代表{one}；蓝色越浅，收录的文章越少（相对该来源最多的一格）；橙框空白处为缺期，缺期越多，蓝色部分越矮（依据该来源的常规出版日推断；不足 6 期或无规律者不作推断）",
        en: "Each cell is {one}. Shade: articles, relative to the source's fullest cell. Orange frame with a gap: missing issues, inferred from usual publication days; the lower the blue, the more are missing \
             (not inferred for sources with fewer than 6 issues or without a pattern)",
    }
    coverage_subtitle_whole(one: &str) {
        zh: "每格代表{one}；蓝色：已收录，越浅文章越少（相对该来源最多的一格）；未发现缺期（依据该来源的常规出版日推断；不足 6 期或无规律者不作推断）",
        en: "Each cell is {one}. Shade: articles, relative to the source's fullest cell. No missing issues, as inferred from usual publication days (not inferred for sources with fewer than 6 issues or without a pattern)",
    }
    coverage_subtitle_untested(one: &str) {
        zh: "每格代表{one}；蓝色：已收录，越浅文章越少（相对该来源最多的一格）；各来源均不足 6 期，不推断缺期",
        en: "Each cell is {one}. Shade: articles, relative to the source's fullest cell. Every source has fewer than 6 issues, too few to infer missing ones",
    }
    coverage_none { zh: "各期均无日期", en: "No issue has a date" }
    coverage_unnamed { zh: "（报名不详）", en: "(unnamed)" }
    coverage_issues(seen: &str) { zh: "{seen} 期", en: "{seen} issues" }
    coverage_issues_missing(seen: &str, missing: &str) { zh: "{seen} 期，缺 {missing}", en: "{seen}, {missing} missing" }
    coverage_not_drawn(sources: usize) {
        zh: "另有 {sources} 家来源未画，见 coverage.csv",
        en: "Sources not drawn: {sources}, see coverage.csv",
    }

    // The lag between national papers and provinces.
    lag_chart_days {
        zh: "横轴：晚于中央媒体的天数（负数为早于）；竖线：中央媒体；同一行横轴相同",
        en: "Days after the national papers (negative: before them); vertical line: national papers; panels in a row share a scale",
    }
    lag_chart_terms { zh: "提法：按首次提及日", en: "Terms: by first mention" }
    lag_chart_bound {
        zh: "；空心：仅为上限或下限（中央或该省媒体收录较晚、中间有缺，或收录首日即已提及）",
        en: "; hollow: a bound only (sources collected late or with gaps, or the term appears on the first day)",
    }
    lag_chart_grey { zh: "；灰字：截至所示日期未见报道", en: "; grey: not mentioned by the date shown" }
    lag_chart_reprints { zh: "；转：首篇为转载中央媒体稿件", en: "; r: the first is a reprint from a national paper" }
    lag_chart_themes {
        zh: "主题：占比序列互相关最大时对应的滞后天数，仅列显著者（错误发现率低于 5%）",
        en: "Themes: lag of the largest cross-correlation between share series, where significant (false discovery rate below 5%)",
    }
    lag_chart_term(term: &str) { zh: "提法：{term}", en: "Term: {term}" }
    lag_chart_theme(theme: &str) { zh: "主题：{theme}", en: "Theme: {theme}" }
    lag_chart_reprint { zh: " 转", en: " r" }
    lag_chart_centre(first: Date, median: &str) { zh: "中央 {first}；{median}", en: "national papers {first}; {median}" }
    lag_chart_centre_or_earlier(first: Date, median: &str) {
        zh: "中央 {first} 或更早；{median}",
        en: "national papers {first} or earlier; {median}",
    }
    lag_chart_median(days: &str, low: &str, high: &str) {
        zh: "中位数 {days} 天（{low} 至 {high}）",
        en: "median {days} days ({low} to {high})",
    }
    lag_chart_median_few(total: usize, observed: usize) {
        zh: "中位数：可推算的省份过少（{total} 省中 {observed} 省已提及）",
        en: "no median: too few provinces ({observed} of {total} have mentioned it)",
    }
    lag_chart_median_not_yet { zh: "提及省份不足半数，无中位数", en: "no median: fewer than half have mentioned it" }
    lag_chart_median_unknown { zh: "无法计算中位数", en: "no median" }
    lag_chart_not_yet(last: Date) { zh: "截至 {last} 未见", en: "not by {last}" }
    lag_chart_not_seen(provinces: usize) {
        zh: "；另有 {provinces} 省收录过少，未见报道但不能断定",
        en: "; other provinces with too few articles to tell: {provinces}",
    }
    lag_chart_others(provinces: usize) {
        zh: "另有 {provinces} 省不显著或文章过少",
        en: "Other provinces, not significant or with too few articles: {provinces}",
    }

    // Charts that would say nothing.
    says_nothing_one_period { zh: "文章均属同一时段，无法显示变化", en: "all articles are of one period" }
    says_nothing_one_month { zh: "文章均属同一个月，无法绘制年历", en: "all articles are of one month" }
    says_nothing_small_months { zh: "没有一个月达到 10 篇", en: "no month has ten articles" }
    says_nothing_one_place { zh: "文章只出自一个省级地区", en: "all articles of known place are of one province" }
    says_nothing_few_places { zh: "没有一个省级地区达到 10 篇", en: "no province has ten articles" }
    says_nothing_unnamed { zh: "没有文章提及所查词语", en: "no article mentions the search terms" }
    says_nothing_one_issue { zh: "仅收录一期", en: "only one issue was read" }
    chart_left_out(chart: &str, reason: &str) { zh: "未画 {chart}：{reason}", en: "{chart} is not drawn: {reason}" }
    charts_left_out(charts: &str) { zh: "\n## 未画的图\n\n{charts}。\n", en: "\n## Charts that are not drawn\n\n{charts}.\n" }

    // The evaluation of a model.
    evaluation_foot(articles: &str, model: &str) {
        zh: "policyvane · {articles} 篇有标注的文章 · 模型 {model}",
        en: "policyvane · {articles} labelled articles · model {model}",
    }
    confusion_title { zh: "混淆矩阵：标注主题与模型主题", en: "Confusion matrix: labelled and assigned themes" }
    confusion_subtitle {
        zh: "行：标注；列：模型；格内为篇数，颜色为占该行的比例",
        en: "Rows: labels; columns: model; articles, shaded by their share of the row",
    }
    reliability_title { zh: "可靠性图：预测概率与实际正确率", en: "Reliability: predicted probability and actual accuracy" }
    reliability_subtitle(error: &str) {
        zh: "点落在对角线上表示概率准确；竖线：95% 置信区间；点旁为篇数；期望校准误差 {error}",
        en: "On the diagonal: as predicted; bars: 95% intervals; numbers: articles; expected calibration error {error}",
    }
    reliability_probability { zh: "模型预测的概率", en: "Probability predicted by the model" }
    reliability_right { zh: "实际正确率", en: "Actual accuracy" }
}
