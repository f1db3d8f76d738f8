//! Comparisons of selections, papers and provinces, and seasons.

crate::messages::messages! {
    // Two selections side by side.
    versus_rest { zh: "其余", en: "all others" }
    versus_head(first: &str, second: &str) { zh: "\n## {first} 与 {second}\n\n", en: "\n## {first} and {second}\n\n" }
    versus_stories(first: &str, in_first: &str, second: &str, in_second: &str) {
        zh: "{first} {in_first} 篇，{second} {in_second} 篇（各自的转载不计）。",
        en: "{first}: {in_first} stories; {second}: {in_second} (reprints within each are not counted). ",
    }
    versus_days { zh: "日", en: "days" }
    versus_weeks { zh: "周", en: "weeks" }
    versus_months { zh: "月", en: "months" }
    versus_quarters { zh: "季", en: "quarters" }
    versus_same_periods(draws: &str, periods: usize) {
        zh: "逐{draws}比较，仅限双方均有文章的{draws}（{periods} 个）。",
        en: "They are compared within the {draws} in which both have articles ({periods}).",
    }
    versus_same_papers(draws: &str) {
        zh: "两部分一先一后，仅在双方均有的来源之内比较；以{draws}为抽样单位。",
        en: "They follow one another in time and are compared within the sources that both have; the sampling units are {draws}.",
    }
    versus_apart(draws: &str) {
        zh: "两部分既无共同的时段，也无共同的来源，差别可能源于时间，也可能源于来源不同；以{draws}为抽样单位。",
        en: "They have neither periods nor sources in common, so differences may be those of time or of sources. The sampling units are {draws}.",
    }
    versus_compared(first: &str, second: &str) {
        zh: "参与比较的是 {first} 篇与 {second} 篇。",
        en: " The comparison rests on {first} and {second} stories.",
    }
    versus_small_part(name: &str) {
        zh: "参与比较的不足{name}的二十分之一，以下数字不代表其全部文章。",
        en: " Fewer than one in twenty of the stories of {name} are compared: the numbers below do not stand for all of them.",
    }
    versus_opposite(raw: &str) { zh: "；按全部篇数计则相反：{raw} 个百分点", en: "; opposite over all articles: {raw} points" }
    versus_in_both(articles: &str) {
        zh: "双方共有的 {articles} 篇不计入任何一方。",
        en: " {articles} articles belong to both and are counted in neither.",
    }
    versus_clear { zh: "\n\n差异显著的主题（错误发现率低于 5%）：", en: "\n\nThemes that differ significantly (false discovery rate below 5%): " }
    versus_clear_theme(theme: &str, first: &str, second: &str, note: &str) {
        zh: "{theme}（{first} 对 {second}{note}）",
        en: "{theme} ({first} against {second}{note})",
    }
    versus_none_clear { zh: "\n\n没有差异显著的主题（错误发现率低于 5%）", en: "\n\nNo theme differs significantly (false discovery rate below 5%)" }
    versus_not_compared(articles: usize) {
        zh: "\n\n各主题的占比无法比较：其中一方的有效样本量不足 {articles} 篇",
        en: "\n\nThe shares of themes cannot be compared: one side has an effective sample size below {articles} articles",
    }
    versus_distance(distance: &str, low: &str, high: &str, counted: &str, chance: &str) {
        zh: "议程距离 {distance}（0 为相同，1 为毫无重合；95% 区间 {low}–{high}；已订正小样本偏差，订正前 {counted}；议程若相同，仅因抽样也有 {chance}）。",
        en: " The agendas are {distance} apart (0: the same, 1: no theme in common; 95% interval {low}–{high}; corrected for small-sample \
             bias: {counted} before, where sampling alone gives {chance}).",
    }
    versus_columns(first: &str, second: &str) {
        zh: "| 主题 | {first} | 95% 区间 | {second} | 95% 区间 | {second}减{first}（百分点） | 95% 区间 | 错误发现率 |\n",
        en: "| theme | {first} | 95% interval | {second} | 95% interval | {second} minus {first} (points) | 95% interval | false discovery rate |\n",
    }

    // The chart of it.
    versus_title(first: &str, second: &str) { zh: "{first} 与 {second} 的主题", en: "Themes of {first} and {second}" }
    versus_marks(first: &str, second: &str) {
        zh: "占各自文章的比例：空心点为 {first}，实心点为 {second}；按差值（后者减前者）排序",
        en: "Share of the articles of each: hollow {first}, filled {second}; sorted by difference (second minus first)",
    }

    // Papers, provinces, front pages, diversity.
    attention_head { zh: "\n## 关注的分布\n\n", en: "\n## How attention is spread\n\n" }
    attention_farthest(pairs: usize, first: &str, second: &str, distance: &str, low: &str, high: &str) {
        zh: "- 各来源的议程（可比的 {pairs} 对）：相距最远的是 {first} 与 {second}，{distance}（Jensen–Shannon 距离，已订正小样本偏差，95% 区间 {low}–{high}）",
        en: "- Agendas of sources (of {pairs} pairs that can be compared): {first} and {second} are farthest apart, {distance} (Jensen–Shannon distance less the bias of few \
             articles, 95% interval {low}–{high})",
    }
    attention_only_pair(first: &str, second: &str, distance: &str, low: &str, high: &str) {
        zh: "- 各来源的议程：可比的只有 {first} 与 {second}，相距 {distance}（Jensen–Shannon 距离，已订正小样本偏差，95% 区间 {low}–{high}）",
        en: "- Agendas of sources: only {first} and {second} can be compared; they are {distance} apart (Jensen–Shannon distance less the \
             bias of few articles, 95% interval {low}–{high})",
    }
    attention_nearest(first: &str, second: &str, distance: &str) {
        zh: "；最近的是 {first} 与 {second}，{distance}", en: "; {first} and {second} are nearest, {distance}",
    }
    attention_agendas { zh: "。见 agendas.csv。\n", en: ". See agendas.csv.\n" }
    attention_diversity(periods: &str, mean: &str, low: &str, low_period: &str, high: &str, high_period: &str) {
        zh: "- 各政策主题之间的均匀程度（Shannon 熵除以最大值，已订正小样本偏差，1 为完全均匀）：{periods}平均 {mean}，最低 {low}（{low_period}），最高 {high}（{high_period}）",
        en: "- Evenness over the policy themes (Shannon entropy over its maximum, corrected for the bias of few stories; 1: all alike): {mean} on average \
             over {periods}, lowest {low} ({low_period}), highest {high} ({high_period})",
    }
    attention_overlap { zh: "，两者的 95% 区间有重叠", en: ", whose 95% intervals overlap" }
    attention_few_periods { zh: "；时段过少，无法判断有无持续升降趋势", en: "; too few periods to tell whether there is a trend" }
    attention_rising { zh: "；总体呈上升趋势（Mann–Kendall，p < 0.05）", en: "; rising over the whole span (Mann–Kendall, p < 0.05)" }
    attention_falling { zh: "；总体呈下降趋势（Mann–Kendall，p < 0.05）", en: "; falling over the whole span (Mann–Kendall, p < 0.05)" }
    attention_trend_of_mix {
        zh: "；其升降可能源于来源的增减，除去这一影响后无持续升降趋势",
        en: "; its rise or fall may come from sources that enter, leave or are covered more: without these there is no trend",
    }
    attention_no_trend { zh: "；未见持续升降趋势", en: "; no monotonic trend is seen" }
    attention_diversity_table { zh: "。见 diversity.csv。\n", en: ". See diversity.csv.\n" }
    attention_all_periods { zh: "各期", en: "the periods" }
    attention_some_periods(periods: usize, all: usize) {
        zh: "{all} 期中收录完整且文章足够的 {periods} 期",
        en: "the {periods} of {all} periods that are complete and hold enough articles",
    }
    attention_front(papers: usize, share: &str) {
        zh: "- 头版：版次可知的 {papers} 家报纸，文章登在头版的占 {share}",
        en: "- Front pages: {share} of the articles of the {papers} papers whose pages are known",
    }
    attention_front_papers_one(share: &str) {
        zh: "- 头版：版次可知的报纸只有 1 家，文章登在头版的占 {share}",
        en: "- Front pages: {share} of the articles of the one paper whose pages are known",
    }
    attention_share(share: &str, low: &str, high: &str, count: &str, total: &str) {
        zh: "{share}（{total} 篇中 {count} 篇，95% 区间 {low}–{high}）", en: "{share} ({count} of {total}, 95% interval {low}–{high})",
    }
    attention_front_more(themes: &str) {
        zh: "；登上头版的比例显著高于其余主题的（错误发现率低于 5%）：{themes}",
        en: "; significantly more often than other themes (false discovery rate below 5%): {themes}",
    }
    attention_front_less(themes: &str) {
        zh: "；显著低于其余主题的：{themes}",
        en: "; significantly less often: {themes}",
    }
    attention_front_alike { zh: "；各主题之间无显著差异", en: "; no theme significantly more or less often than others" }
    attention_front_table { zh: "。见 front-pages.csv。\n", en: ". See front-pages.csv.\n" }
    attention_provinces_clear(leads: &str) {
        zh: "- 各省占比：首位与次位差异显著的主题：{leads}。",
        en: "- Provinces: the first differs significantly from the second in {leads}.",
    }
    attention_provinces_lead(theme: &str, province: &str, share: &str) {
        zh: "{theme}以{province}为首，{share}", en: "{theme}: {province}, {share}",
    }
    attention_provinces_unclear(themes: usize) {
        zh: "其余 {themes} 个主题的首位与次位无显著差异，名次不足为据。见 provinces.csv。\n",
        en: " In the other {themes} themes it does not, so ranks there carry no meaning. See provinces.csv.\n",
    }
    attention_provinces_none(themes: usize) {
        zh: "- 各省占比：{themes} 个主题的首位与次位均无显著差异，名次不足为据。见 provinces.csv。\n",
        en: "- Provinces: in none of the {themes} themes does the first differ significantly from the second, so ranks carry no meaning. See \
             provinces.csv.\n",
    }

    // Seasons.
    seasons_head(years: usize, first: &str, last: &str) {
        zh: "\n## 季节\n\n按 {first} 至 {last} 的 {years} 个整年，各月份之间差异显著的主题（错误发现率低于 5%；括号内为与各月平均值相差的百分点，只列 95% 区间不含 0 的月份）：\n\n",
        en: "\n## Seasons\n\nThemes whose share differs significantly between the months of the year, over the {years} whole years from {first} to {last} (false \
             discovery rate below 5%; in brackets points from the average month; only months whose 95% interval excludes 0):\n\n",
    }
    seasons_theme(theme: &str, months: &str) { zh: "- {theme}：{months}\n", en: "- {theme}: {months}\n" }
    seasons_higher(months: &str) { zh: "{months}偏高", en: "higher in {months}" }
    seasons_lower(months: &str) { zh: "{months}偏低", en: "lower in {months}" }
    seasons_month(month: &str, points: &str) { zh: "{month}（{points}）", en: "{month} ({points})" }
    seasons_no_month { zh: "没有单独显著偏高或偏低的月份", en: "no single month differs significantly" }
    seasons_only_without(themes: &str) {
        zh: "\n除去季节因素后才有持续升降趋势的主题：{themes}。",
        en: "\nThemes with a trend only after seasonal adjustment: {themes}.",
    }
    seasons_only_raw(themes: &str) {
        zh: "\n除去季节因素后不再有持续升降趋势的主题：{themes}。",
        en: "\nThemes whose trend disappears after seasonal adjustment: {themes}.",
    }
    seasons_table { zh: "\n各月见 seasons.csv，季节调整后的占比见 deseasonalised.csv（均不计转载，来源不止一个时按来源构成标准化，与计数的占比不同）。\n", en: "\nAll months: seasons.csv; seasonally adjusted shares: deseasonalised.csv (both without reprints and standardised over several sources, so they differ from the shares as counted).\n" }
    seasons_average { zh: "均", en: "avg" }
    seasons_calendar_average(years: usize) {
        zh: "末行“均”：{years} 个整年同一月份文章合计的占比（与上面各格一样按计数）",
        en: "Last row (avg): share over {years} whole years of the same month (as counted, like the cells above)",
    }
    month_of_year(month: usize, name: &str) { zh: "{month}月", en: "{name}" }

    // Methods.
    methods_versus {
        zh: "- 并列比较：两边同时段都有文章时，在每月（较短时每周、每日，稀疏时每季）之内相比，按 Mantel–Haenszel 权重合并，方差按各期差值的离散程度估计（以日、周为单位时，再按全部主题合起来看差值延续多久折算），\
             t 分布，区间为 Newcombe (1998)，错误发现率按 Benjamini 与 Hochberg (1995)；不同时段则同“变化”。\n",
        en: "- Side by side: where both selections have articles in the same periods they are compared within months (weeks, days, or quarters where \
             issues are scarce), \
             pooled by Mantel–Haenszel weights, with the variance of the periods' differences (days and weeks allow for how long these last, as all themes together tell it), Student's t, Newcombe's interval \
             (1998) and Benjamini & Hochberg's false discovery rate (1995); selections one after the other as changes.\n",
    }
    methods_attention {
        zh: "- 关注的分布：议程距离为 Jensen–Shannon 散度（以 2 为底）的平方根（Lin 1991），只比较两个来源都读到的时间，区间为按周（不足六周按日）重抽样的基本自助法（每次少抽一周，Rao 与 Wu 1988；再按所据周数乘以 t/z）；\
             均匀程度为 Shannon 熵除以 ln(政策主题数)，同一报道只计一次；篇数有限时熵偏小，故按日刀切订正：g·H −（g − 1）·逐日剔除一日后 H 的平均（g 为有政策报道的日数；Zahl 1977），\
             并取在 0 与 1 之间，区间由同一刀切得出；不足 5 日时只加（出现的主题数 − 1）/（2 × 篇数）（Miller 1955），不给区间；其升降按除去来源增减之后的值检验（减去各来源若每期都如其全部时期那样写作时的熵，各来源份额按 Marshall 1991 向总体收缩，见 diversity_by_mix）；各省占比另按 Kleinman (1973) 向总体收缩，第一与第二之别按 Hung 与 Fithian (2019)，所有主题合计错误发现率低于 5% 的才算分得开。\n",
        en: "- How attention is spread: distances of agendas are square roots of Jensen–Shannon divergences to base 2 (Lin 1991) over \
             the time in which both sources were read, with basic bootstrap intervals over weeks (days below six weeks; one draw less than weeks, Rao & Wu 1988; times t/z for their number); evenness is Shannon's entropy \
             over ln(number of policy themes), each story once; the entropy H of few stories is too small and is corrected by a jackknife over the g days with stories on policy, \
             g·H − (g − 1)·(mean of H without each day in turn) (Zahl 1977), kept between 0 and 1, with the interval of the same jackknife; \
             where there are fewer than 5 such days, (themes seen − 1)/(2 × stories) is added (Miller 1955) and no interval given; its trend is tested less what the mix of sources makes (the entropy if each source wrote in every period as it does in all, its shares drawn to those of all after Marshall 1991, diversity_by_mix); shares of provinces are also drawn to the mean (Kleinman 1973), and the first is tested against the \
             second (Hung & Fithian 2019), with a false discovery rate below 5% over all themes.\n",
    }
    methods_seasons {
        zh: "- 季节：年份 × 月份的两向方差分析（F 检验），至少两个整年；同一报道只计一次，seasons.csv 的均值也是如此，图上的占比则含转载；除去季节的趋势为 Mann–Kendall；来源不止一个时，占比如趋势一样先经标准化。\n",
        en: "- Seasons: two-way analysis of variance of years and months of the year (F test), from two whole years on; a story counts once, also in the means of seasons.csv, while charts hold reprints; trends without \
             seasons by Mann–Kendall; shares are standardised over several sources as for trends.\n",
    }
}
