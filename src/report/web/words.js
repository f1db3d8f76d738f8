// ---------------------------------------------------------------------------------------------------------------
// 1. Words: every string a reader sees, [Chinese, English]. {x} is filled in by say().

const WORDS = {
  brand: ["policyvane · 政策风向标", "policyvane"],
  title: ["政策主题关注度报告", "Attention to policy themes"],
  otherLanguage: ["English", "中文"],
  skip: ["跳到图表", "Skip to the charts"],
  subtitle: ["{span} · 每篇文章归入一个主要政策主题，按日期与地区统计", "{span} · each article is given one main policy theme and counted by date and region"],
  factArticles: ["文章", "Articles"], factSources: ["来源", "Sources"],
  factRegions: ["省级地区", "Provinces"], factModel: ["模型", "Model"],
  withReprints: ["含 {n} 篇转载", "with {n} reprints"], located: ["{n} 篇可确定", "{n} articles located"],
  accuracyShort: ["准确率 {p}", "accuracy {p}"],
  filters: ["筛选", "Filters"], from: ["起始日期", "From"], to: ["截止日期", "To"],
  themeAll: ["全部主题", "All themes"], themeSome: ["主题：{x}", "Themes: {x}"],
  regionAll: ["全部地区", "All regions"], regionSome: ["地区：{x}", "Regions: {x}"],
  sourceAll: ["全部来源", "All sources"], sourceSome: ["来源：{x}", "Sources: {x}"],
  several: ["{n} 个", "{n}"], all: ["全选", "All"], unknown: ["地区未知", "Place unknown"], noSource: ["来源未知", "Source unknown"],
  periodLabel: ["时间单位", "Period"], day: ["按日", "Daily"], week: ["按周", "Weekly"], month: ["按月", "Monthly"],
  quarter: ["按季度", "Quarterly"], year: ["按年", "Yearly"],
  measureLabel: ["占比或篇数", "Shares or counts"], shares: ["占比", "Shares"], counts: ["篇数", "Counts"],
  unitLabel: ["篇或报道", "Printings or stories"], printings: ["每篇都计", "Printings"], stories: ["转载计一次", "Stories"],
  alsoLabel: ["计入次要主题", "Also themes"], reset: ["重置", "Reset"],
  counted: ["计入 {n} / {all} 篇", "{n} of {all} articles"], countedAll: ["计入全部 {n} 篇", "all {n} articles"],
  activeFilters: ["本页筛选：{x}", "Filters: {x}"],
  findings: ["要点", "In short"], nothing: ["没有符合筛选条件的文章。", "No article passes these filters."],
  findTop: ["占比最高：{x}。", "Most attention: {x}."],
  findChange: ["前后两段时间相比，{x}。", "Between the two spans compared below, {x}."], semicolon: ["；", "; "],
  findRise: ["明显上升的有{x}", "clearly up: {x}"], findFall: ["明显下降的有{x}", "clearly down: {x}"],
  findFlat: ["前后两段时间没有哪个主题的占比有明显升降。", "No theme's share differs clearly between the two spans."],
  findPoints: ["{x}（{d} 个百分点）", "{x} ({d} points)"], comma: ["、", ", "],
  timeTitle: ["各政策主题的关注度随时间变化", "Policy themes over time"],
  timeShare: ["{every}{main}的文章占全部文章的比例；色带为 95% 置信区间（Wilson）；同一行纵轴相同；主题名后为总占比", "{every} share of articles {main}; band: 95% interval (Wilson); one scale per row; overall share after each name"],
  timeCount: ["{every}{main}的文章篇数；同一行纵轴相同；主题名后为总篇数", "{every} number of articles {main}; one scale per row; total after each name"],
  timeNote: ["断线：该时段没有文章（不是零）。空心点：不足 10 篇或时段不完整。▲：超出纵轴。", "Broken line: no articles in that period (not zero). Hollow: fewer than 10 articles or a period covered in part. ▲: beyond the axis."],
  coarser: ["所选时间单位超过 {max} 个时段，图中改{every}。", "More than {max} periods at the chosen length: drawn {every}."],
  undated: ["{n} 篇日期不详或不够精确，未列入本图。", "{n} articles have no date exact enough and are left out here."],
  mainOnly: ["以该主题为主", "mainly about the theme"], mainAlso: ["涉及该主题（主要或次要）", "that carry the theme, mainly or besides"],
  every_day: ["每日", "daily"], every_week: ["每周", "weekly"], every_month: ["每月", "monthly"], every_quarter: ["每季度", "quarterly"], every_year: ["每年", "yearly"],
  rankTitle: ["各政策主题占全部文章的比例", "Share of each policy theme"],
  rankSub: ["{main}的文章数与占比；全部 {n} 篇；横线为 95% 置信区间（Wilson）", "Articles {main}, out of {n}; whiskers: 95% intervals (Wilson)"],
  rankCount: ["{main}的文章篇数；全部 {n} 篇", "Number of articles {main}, out of {n}"],
  rankCorrected: ["◆ 为按模型已知误判校正后的占比及其区间。", "◆ share corrected for the model's known errors, with its interval."],
  rankFiltered: ["校正后的占比只适用于全部文章，筛选时不显示。", "Corrected shares hold for the whole set only and are hidden while it is filtered."],
  corrected: ["校正后 {x}", "corrected {x}"],
  changeTitle: ["升与降：两段时间的比较", "Rise and fall between two spans"],
  changeSub: ["○ 前段 {a}（{na} 篇） ● 后段 {b}（{nb} 篇）；右侧为差值（百分点）及 95% 区间（Newcombe）", "○ {a} ({na} articles), ● {b} ({nb} articles); right: difference in points with 95% interval (Newcombe)"],
  changeNote: ["粗线：错误发现率低于 5%（Benjamini–Hochberg，全部主题一并检验）。两段时间季节不同，也会造成差异。", "Bold: false discovery rate below 5% (Benjamini–Hochberg over all themes). Spans of different seasons differ for that reason too."],
  discoveryRate: ["错误发现率 {r}", "false discovery rate {r}"],
  changeNone: ["需要至少两天、前后两段都有文章才能比较。", "Two spans that both hold dated articles are needed."],
  termsTitle: ["各主题内的新提法", "New terms within themes"],
  termsSub: ["{a} 与 {b} 相比，各主题的文章里明显多起来的词（前段篇数 → 后段篇数，转载不计，错误发现率低于 5%）；按全部文章计算，不随筛选变化；全部见 terms.csv", "Terms that clearly came up among a theme's articles from {a} to {b} (articles before → after, reprints left out, false discovery rate below 5%); of the whole set, whatever the filters; all of them in terms.csv"],
  termsFading: ["少了：", "faded:"],
  spanA: ["前段", "A"], spanB: ["后段", "B"], spanAFrom: ["前段起", "A from"], spanATo: ["前段止", "A to"], spanBFrom: ["后段起", "B from"], spanBTo: ["后段止", "B to"],
  difference: ["差 {d} 个百分点 [{l}, {h}]", "{d} points [{l}, {h}]"],
  heatTitle: ["各省级地区的政策主题构成", "Policy themes by province"],
  heatShare: ["格内上行：占该地区文章的百分比，下行：篇数；{n} 篇可确定地区，{u} 篇不能确定、未计入", "Per cent of the province's articles, with the count below; {n} articles located, {u} not and left out"],
  heatPlain: ["格内：占该地区文章的百分比；{n} 篇可确定地区，{u} 篇不能确定、未计入", "Per cent of the province's articles; {n} located, {u} not and left out"],
  heatCount: ["格内：篇数；{n} 篇可确定地区，{u} 篇不能确定、未计入", "Number of articles; {n} located, {u} not and left out"],
  heatNote: ["颜色越深数值越高。灰色列：该地区不足 10 篇，占比仅供参考。空格：没有文章。", "Darker: higher. Grey columns: fewer than 10 articles, little to go by. Empty: no article."],
  noRegion: ["没有可确定地区的文章。", "No article has a known place."], articlesRow: ["篇数", "articles"],
  mapTitle: ["地区分布", "Where"], mapTheme: ["图中主题", "Theme shown"],
  mapSub: ["{theme}：{main}的文章占该地区文章的比例", "{theme}: share of the province's articles {main}"],
  mapSubCount: ["{theme}：各地区{main}的文章篇数", "{theme}: number of articles {main}"],
  mapNote: ["方格示意图：34 个省级地区每个一格，只表示大致方位。灰格、括号：不足 10 篇；无数字：没有文章。", "A grid of squares, one for each of the 34 provincial-level regions, roughly in place. Grey, in brackets: fewer than 10 articles; without a number: none."],
  mapRanked: ["右侧只排不少于 10 篇的地区。", "Ranked beside: provinces with 10 articles or more."],
  coverTitle: ["收录情况：各来源的文章数", "Coverage: articles by source"],
  coverSub: ["{every}文章篇数，每行一个来源，纵轴相同", "{every} number of articles, one row per source, one scale"],
  coverMissing: ["▼ 该时段有缺期。", "▼ issues missing in that period."],
  coverNote: ["空白：没有文章。变化可能来自收录多少，而不是关注度。", "Blank: no articles. Changes here may explain changes above."],
  missing: ["缺 {n} 期", "{n} issues missing"],
  onlyFirst: ["只画前 {n} 项，共 {all} 项。", "The first {n} of {all} are drawn."], drawAll: ["全部显示", "Show all"], drawFewer: ["收起", "Show fewer"],
  kOfN: ["{k} / {n} 篇", "{k} of {n} articles"], interval: ["95% 区间 {l}–{h}", "95% interval {l}–{h}"],
  noArticles: ["没有文章", "no articles"], partial: ["时段不完整", "period covered in part"], few: ["不足 10 篇", "fewer than 10 articles"],
  hint: ["点击图中任一处可看对应的文章；也可用方向键和回车。", "Click anywhere in a chart for the articles behind it, or use arrow keys and Enter."],
  none: ["未定", "unsure"],
  listTitle: ["{what}：{n} 篇", "{what}: {n} articles"], listStories: ["{what}：{n} 则报道", "{what}: {n} stories"],
  sortLabel: ["排序", "Sort"], sort_new: ["日期由新到旧", "Newest first"], sort_old: ["日期由旧到新", "Oldest first"],
  sort_sure: ["概率由高到低", "Most certain first"], sort_unsure: ["概率由低到高", "Least certain first"],
  close: ["关闭", "Close"], pagesLabel: ["翻页", "Pages"], pageBack: ["上一页", "Back"], pageNext: ["下一页", "Next"], pageNow: ["第 {a}–{b} 篇，共 {n} 篇", "{a}–{b} of {n}"],
  untitled: ["（无标题）", "(no headline)"], pageOf: ["第{p}版", "p. {p}"], printedTimes: ["共 {n} 处刊出", "printed {n} times"], characters: ["{n} 字", "{n} characters"],
  alsoThemes: ["兼：{x}", "also {x}"], dateless: ["日期不详", "no date"],
  methodsTitle: ["方法与局限", "Methods and limits"],
  mCount: ["计的是什么", "What is counted"],
  mCountText: ["分类程序为每篇文章选出一个主要主题，有时另有次要主题；不涉及政策的归入“{none}”。占比的分母是同一时段（或地区）通过筛选的全部文章，不论主题。本报告共 {n} 篇文章，来自 {s} 个来源；{undated} 篇没有日期，{nowhere} 篇不能确定地区，{reprints} 篇是转载。",
    "The classifier gives each article one main theme and sometimes further ones; articles about no policy go to “{none}”. A share's denominator is every article of the same period (or region) that passes the filters, whatever its theme. This report stands on {n} articles of {s} sources; {undated} have no date, {nowhere} no known place, {reprints} are reprints."],
  mStories: ["“转载计一次”把同一报道的多次刊出只算通过筛选的最早一篇。", "“Stories” counts a story once, at its earliest printing that passes the filters."],
  mModel: ["模型有多准", "How good the model is"],
  mModelText: ["模型 {digest}：准确率 {acc}，macro-F1 {f1}，概率校准误差 {ece}。{how}", "Model {digest}: accuracy {acc}, macro-F1 {f1}, calibration error {ece}. {how}"],
  mModelPlain: ["模型 {digest}。{how}", "Model {digest}. {how}"],
  mErrors: ["计数是程序的选择，带有它的误判；相近主题之间误判最多。区间只反映抽样误差，不含误判。", "Counts are the program's choices and carry its errors, most where themes touch. Intervals tell sampling error only, not misclassification."],
  mRead: ["怎样读图", "How to read the charts"],
  mReadText: ["没有文章的时段是断线，不是零。首尾时段若有十分之一以上未被覆盖，画成空心。占比区间用 Wilson 法（1927），差值区间用 Newcombe 法（1998）；同时看许多主题时，二十个里约有一个会碰巧显得“明显”。不足 10 篇处以空心或灰色表示。",
    "Periods without articles break the line; they are not zero. A first or last period of which more than a tenth is not covered is hollow. Intervals of shares are Wilson's (1927), of differences Newcombe's (1998); with many themes at once about one in twenty will look clear by chance. Fewer than 10 articles are drawn hollow or grey."],
  mRun: ["本次运行", "This run"],
  mRunText: ["policyvane {version}；模型 {digest}；主题 {t} 个；时间 {span}。", "policyvane {version}; model {digest}; {t} themes; {span}."],
  mOffline: ["本页不联网；筛选条件写在网址 # 之后，可随网址分享。", "This page never uses the network; filters are kept after # in its address and can be shared."],
  foot: ["policyvane {version} · {n} 篇文章 · {s} 个来源 · {span} · 模型 {digest}", "policyvane {version} · {n} articles · {s} sources · {span} · model {digest}"],
  noData: ["本文件没有数据。", "This file holds no data."],
};

let language = 0; // index into WORDS entries

function say(key, values = {}) {
  const entry = WORDS[key];
  return (entry ? entry[language] : key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
/** One digit, or two where one would hide a share that is not zero. */
const percent = (share) => (100 * share).toFixed(share > 0 && share < 0.0005 ? 2 : 1) + "%";
/** Percentage points with their sign; none where they round to 0. */
const points = (d) => { const size = Math.abs(100 * d).toFixed(1); return (size === "0.0" ? "" : d > 0 ? "+" : "−") + size; };

// PROVINCES, which the program writes before this file: code, Chinese, English, ISO 3166-2 letters, and column and row in the tile grid.
const NOWHERE = PROVINCES.length; // index for “place unknown”
const provinceIndex = new Map(PROVINCES.map((p, i) => [p[0], i]));
const provinceName = (i) => (i === NOWHERE ? say("unknown") : PROVINCES[i][1 + language]);
