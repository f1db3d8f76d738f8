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
        zh: "{every}以该主题为主的文章占全部文章的比例；同一行纵轴相同；按总占比（主题名后）排序",
        en: "Share of articles mainly about the theme, {every}; each row shares a scale; ranked by overall share",
    }
    over_time_subtitle_one(every: &str) {
        zh: "{every}以该主题为主的文章占全部文章的比例；主题名后为总占比",
        en: "Share of articles mainly about the theme, {every}; overall share after the name",
    }
    over_time_events { zh: "横轴下的短线：会议等事件", en: "Marks below the axis: meetings and other events" }
    over_time_peaks { zh: "上沿粗线：明显高于前后半年的高峰，见 peaks.csv", en: "Bars at the top: peaks above the half years around, see peaks.csv" }
    over_time_band { zh: "色带：95% 区间（Wilson，篇数按设计效应折算），超出纵轴处截去", en: "Band: 95% interval (Wilson, with the design effect), cut at the scale" }
    over_time_few { zh: "小空心点：不足 10 篇（不连线，不画区间）", en: "small open points: under 10 articles (not joined, without interval)" }
    over_time_open { zh: "空心点：不完整", en: "open: partial" }
    over_time_above { zh: "▲：超出纵轴", en: "▲ above" }
    over_time_break { zh: "断线：无文章", en: "break: none" }

    over_time_papers(papers: usize) {
        zh: "横轴上的橙色短线：有来源自此读起或读到此为止（共 {papers} 个）",
        en: "Orange ticks on the axis: sources that begin or end being read (sources: {papers})",
    }

    // Themes by their overall share.
    ranked_title { zh: "各政策主题占全部文章的比例", en: "Policy themes by their share of all articles" }
    ranked_subtitle(total: &str) {
        zh: "以该主题为主的文章数与占比；全部 {total} 篇；细线：95% 置信区间（Wilson，篇数按设计效应折算）",
        en: "Articles mainly about the theme, out of {total}; whiskers: 95% interval (Wilson, with the design effect)",
    }
    ranked_corrected {
        zh: "橙圈与橙线：按模型已知的误判校正后的占比；橙线只含误判的不确定（95%，Saerens 等 2002）",
        en: "Orange rings: share corrected for the model's known errors; orange lines: 95%, errors alone (Saerens et al. 2002)",
    }
    ranked_number(share: &str, articles: &str) { zh: "{share}（{articles} 篇）", en: "{share} ({articles})" }

    // Changes between two spans.
    changes_title { zh: "各政策主题的升降", en: "Rise and fall of policy themes" }
    changes_spans(before: &str, after: &str) {
        zh: "占全部文章的比例：空心 {before}，实心 {after}；按差值排序",
        en: "Share of all articles: open {before}, filled {after}; by difference",
    }
    changes_marks {
        zh: "右列：差值（百分点）与 95% 区间；蓝色：错误发现率低于 5%（Benjamini–Hochberg）",
        en: "Right: difference in points, 95% interval; blue: false discovery rate below 5%",
    }
    changes_marks_none {
        zh: "右列：差值（百分点）与 95% 区间；错误发现率都不低于 5%（Benjamini–Hochberg）",
        en: "Right: difference in points, 95% interval; no false discovery rate is below 5%",
    }
    changes_without_none(theme: &str, before: &str, after: &str, difference: &str, clear: &str, table: &str) {
        zh: "图中不画“{theme}”：{before} → {after}，{difference}{clear}，见 {table}",
        en: "Not on the axis: {theme}, {before} → {after}, {difference}{clear}; see {table}",
    }
    changes_none_clear { zh: "（明显）", en: " (clear)" }
    changes_few { zh: "两个时段中有一个不足 10 篇，无从比较", en: "one of the two spans has fewer than ten articles" }
    changes_few_independent {
        zh: "两个时段中有一个只相当于不足 30 篇互不相关的文章，差值不足为据",
        en: "one of the two spans tells less than 30 independent articles would"
    }
    versus_few_independent {
        zh: "两边中有一边只相当于不足 30 篇互不相关的文章，差值不足为据",
        en: "one of the two sides tells less than 30 independent articles would",
    }
    changes_none { zh: "文章只有一天的，无从比较", en: "All articles are of one day: nothing to compare" }

    themes_not_drawn(themes: usize) {
        zh: "另有 {themes} 个主题放不下，见 report.html",
        en: "{themes} more themes: see report.html",
    }
    calendar_not_drawn(themes: usize) {
        zh: "另有 {themes} 个主题放不下，逐月占比见 series.csv",
        en: "{themes} more themes: monthly shares in series.csv",
    }

    // The calendar.
    calendar_title { zh: "各政策主题的年历", en: "Calendar of policy themes" }
    calendar_subtitle {
        zh: "每格一月：以该主题为主的文章占当月全部文章的比例，各主题色标不同（主题名后：色标最深处）",
        en: "One cell a month: share of all its articles whose primary theme it is; each theme its own scale \
             (darkest behind the name)",
    }
    calendar_grey { zh: "灰色、斜线：不足 10 篇或不完整", en: "Grey, struck through: under 10 articles or partial" }
    calendar_white { zh: "白格：占比为零", en: "white: a share of 0" }
    calendar_gap { zh: "无格：没有文章", en: "no cell: no article" }
    calendar_none { zh: "没有一篇的日期到月", en: "No article's date tells its month" }

    // Themes by province: the heat map, then the tile-grid maps.
    by_region_title { zh: "各省级地区的政策主题构成", en: "Policy themes by province" }
    by_region_subtitle(known: &str, unknown: &str) {
        zh: "格内数字：以该主题为主的文章占该地区文章的百分比；{known} 篇可确定地区，{unknown} 篇不能确定、未计入",
        en: "Per cent of the province's articles; {known} articles of known place, {unknown} unknown and left out",
    }
    by_region_articles { zh: "篇数", en: "articles" }
    by_region_marks {
        zh: "颜色越深占比越高；空白格：没有文章",
        en: "Darker: larger share; empty cells: none",
    }
    by_region_without(themes: &str) { zh: "；这些地区没有文章的主题未画：{themes}", en: "; not drawn, without an article there: {themes}" }
    by_region_not_drawn(regions: usize) {
        zh: "；另有 {regions} 个文章较少的地区放不下，见 provinces.csv",
        en: "; provinces of fewer articles that find no room: {regions}, see provinces.csv",
    }
    by_region_few { zh: "；灰色列：该地区不足 10 篇，占比仅供参考", en: "; grey columns: fewer than 10 articles" }
    no_known_place { zh: "没有可确定地区的文章", en: "No article of known place" }
    map_title { zh: "各省级地区的主题关注度", en: "Attention by province" }
    map_order(known: &str, total: &str) {
        zh: "只计地点已知的 {known} 篇（共 {total} 篇）；主题按其篇数排列",
        en: "Only the {known} articles of known place (of {total}); themes by their number among these",
    }
    map_subtitle {
        zh: "每格一个省级地区（按方位排列）；数字：以该主题为主的文章占该地区文章的百分比；各图色标不同",
        en: "One tile a province, placed by its neighbours; shade and number: per cent of the province's articles, \
             each map its own scale",
    }
    map_not_drawn(themes: &str) {
        zh: "未画篇数较少的主题：{themes}；各省数字见 provinces.csv。",
        en: "Not drawn, with fewer articles: {themes}; see provinces.csv.",
    }
    map_many_not_drawn(themes: usize) {
        zh: "另有 {themes} 个篇数较少的主题未画；各省数字见 provinces.csv。",
        en: "Not drawn: {themes} themes with fewer articles; see provinces.csv.",
    }
    map_key(names: &str) {
        zh: "各格字母按 ISO 3166-2：{names}。",
        en: "Letters as in ISO 3166-2; easily confused: {names}.",
    }
    map_marks {
        zh: "灰色、括号：该地区不足 10 篇；无数字：没有该地区的文章；主题名后：色标最深处的占比",
        en: "Grey, in brackets: under 10 articles; no number: none; after the name: share at the darkest shade",
    }

    // The issues that were read and those that are missing.
    coverage_title { zh: "资料覆盖：读到的和缺的各期", en: "Coverage: issues read and missing" }
    coverage_title_untested { zh: "资料覆盖：读到的各期", en: "Coverage: issues read" }
    coverage_one_issue { zh: "1 期", en: "1 issue" }
    coverage_subtitle(one: &str) {
        zh: "一格为{one}；蓝色越浅，读到的文章越少（与该来源最多的一格相比）；橙框留白处为缺期，缺得越多，蓝色越矮（按该来源出版的星期推断；不足 6 期、看不出规律的来源不推断）",
        en: "One cell {one}; the paler the blue, the fewer articles (against the source's fullest cell); white gap framed in orange: issues missing by the source's own weekdays; the lower the blue, the more are missing \
             (not told for sources of fewer than 6 issues or without a rhythm)",
    }
    coverage_subtitle_whole(one: &str) {
        zh: "一格为{one}；蓝色：读到该期，越浅文章越少（与该来源最多的一格相比）；没有发现缺期（按该来源出版的星期推断；不足 6 期、看不出规律的来源不推断）",
        en: "One cell {one}; blue: issues were read, the paler the fewer articles (against the source's fullest cell); none found missing by the sources' own weekdays (not told for sources of fewer than 6 issues or without a rhythm)",
    }
    coverage_subtitle_untested(one: &str) {
        zh: "一格为{one}；蓝色：读到该期，越浅文章越少（与该来源最多的一格相比）；各来源均不足 6 期，不推断缺期",
        en: "One cell {one}; blue: issues were read, the paler the fewer articles (against the source's fullest cell); every source has fewer than 6, too few to tell which are missing",
    }
    coverage_none { zh: "没有一期有日期", en: "No issue has a date" }
    coverage_unnamed { zh: "（报名不详）", en: "(unnamed)" }
    coverage_issues(seen: &str) { zh: "{seen} 期", en: "{seen} issues" }
    coverage_issues_missing(seen: &str, missing: &str) { zh: "{seen} 期，缺 {missing}", en: "{seen}, {missing} missing" }
    coverage_not_drawn(sources: usize) {
        zh: "另有 {sources} 家来源未画，见 coverage.csv",
        en: "Sources not drawn: {sources}, see coverage.csv",
    }

    // The lag between national papers and provinces.
    lag_chart_days {
        zh: "横轴：比中央晚的天数，负数是早于中央；竖线是中央的日子；同一行横轴相同",
        en: "Days after the centre, below 0 before it; the upright line is the centre's day; one scale a row",
    }
    lag_chart_terms { zh: "提法：按首次提到", en: "Terms: by first mention" }
    lag_chart_bound {
        zh: "；空心：只是上限或下限（中央或该省的媒体读得晚或中间有缺，或读到的第一天就已提到）",
        en: "; open: a bound (sources read later only or with gaps, or named on the first day read)",
    }
    lag_chart_grey { zh: "；灰字：至所示之日未提到", en: "; grey: not named by the day shown" }
    lag_chart_reprints { zh: "；转：首篇转载中央稿", en: "; r: the first reprints the centre" }
    lag_chart_themes {
        zh: "主题：占比走势最吻合时的先后差，只画明显的（错误发现率低于 5%）",
        en: "Themes: the shift at which shares match most closely, where it is clear (false discovery rate below 5%)",
    }
    lag_chart_term(term: &str) { zh: "提法：{term}", en: "Term: {term}" }
    lag_chart_theme(theme: &str) { zh: "主题：{theme}", en: "Theme: {theme}" }
    lag_chart_reprint { zh: " 转", en: " r" }
    lag_chart_centre(first: Date, median: &str) { zh: "中央 {first}；{median}", en: "centre {first}; {median}" }
    lag_chart_centre_or_earlier(first: Date, median: &str) {
        zh: "中央 {first} 或更早；{median}",
        en: "centre {first} or earlier; {median}",
    }
    lag_chart_median(days: &str, low: &str, high: &str) {
        zh: "中位数 {days} 天（{low} 至 {high}）",
        en: "median {days} days ({low} to {high})",
    }
    lag_chart_median_few(total: usize, observed: usize) {
        zh: "中位数：能据以推算的省太少（{total} 省中 {observed} 省已提）",
        en: "median: too few to tell ({observed} of {total} have named it)",
    }
    lag_chart_median_not_yet { zh: "中位数：尚不到一半", en: "median: not yet half" }
    lag_chart_median_unknown { zh: "中位数：不能算出", en: "median: not known" }
    lag_chart_not_yet(last: Date) { zh: "至 {last} 未见", en: "not by {last}" }
    lag_chart_not_seen(provinces: usize) {
        zh: "；另 {provinces} 省读到的太少，未见而不能断定",
        en: "; not named where too little was read to tell: {provinces} other",
    }
    lag_chart_others(provinces: usize) {
        zh: "另 {provinces} 省不明显或文章太少",
        en: "Not clear, or too few articles: {provinces} other",
    }

    // Charts that would say nothing.
    says_nothing_one_period { zh: "文章只在一个时段之内，画不出变化", en: "all articles are of one period" }
    says_nothing_one_month { zh: "文章只在一个月之内，画不成年历", en: "all articles are of one month" }
    says_nothing_small_months { zh: "没有一个月达到 10 篇", en: "no month has ten articles" }
    says_nothing_one_place { zh: "文章只出自一个省级地区", en: "all articles of known place are of one province" }
    says_nothing_few_places { zh: "没有一个省级地区达到 10 篇", en: "no province has ten articles" }
    says_nothing_unnamed { zh: "没有一篇文章提到所查的词语", en: "no article names what was searched for" }
    says_nothing_one_issue { zh: "只读到一期", en: "only one issue was read" }
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
    reliability_title { zh: "可靠性图：给出的概率与实际正确率", en: "Reliability: predicted probability and share right" }
    reliability_subtitle(error: &str) {
        zh: "点在对角线上为准确；竖线：95% 置信区间；点旁为篇数；期望校准误差 {error}",
        en: "On the diagonal: as predicted; bars: 95% intervals; numbers: articles; expected calibration error {error}",
    }
    reliability_probability { zh: "模型给出的概率", en: "Probability predicted by the model" }
    reliability_right { zh: "实际正确的比例", en: "Share that is right" }
}
