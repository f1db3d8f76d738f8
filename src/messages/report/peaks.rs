//! Sentences on peaks of themes and on the events beside them.

crate::messages::messages! {
    peaks_head {
        zh: "\n## 高峰\n\n以下各段时间，某主题的占比显著高于前后半年的平时水平。检验对全部主题和时段一并控制，并计入事件通常持续数日。\
             在关注并无变化的模拟新闻（24 个主题、240 天、每天 10 或 30 篇）里，各篇互不相关时每 100 份报告有 5 至 6 份说出高峰；半数文章出自延续数日的事件时有 6 至 29 份，\
             其中多半是一件事的报道远多于平常，由几件寻常事件碰巧相接而成的有 0 至 11 份。真实新闻的事件若延续更久，还会更多。\
             高峰说的是关注，不是原因。全部见 peaks.csv。\n\n",
        en: "\n## Peaks\n\nStretches of time in which a theme had significantly more attention than in the surrounding half years. All \
             themes and times are tested together, and that events last for days is allowed for. In simulated news whose attention does not change (24 themes, 240 days, 10 or 30 articles a day) \
             5 to 6 of 100 reports told of a peak where articles were independent, and 6 to 29 of 100 where half of the articles were of events that last for days: \
             mostly a single event with far more articles than usual, while 0 to 11 of 100 had one that several usual events made by meeting. Where events last longer it may be more. \
             A peak tells of attention, not of a cause. All of them in peaks.csv.\n\n",
    }
    peaks_more(peaks: usize) { zh: "\n另有 {peaks} 处，见 peaks.csv。\n", en: "\n{peaks} more in peaks.csv.\n" }
    // How long a long peak is, and that it reaches to an end of what was read.
    peak_weeks(weeks: i32) { zh: "，历时 {weeks} 周", en: ", {weeks} weeks" }
    peak_from_first_day { zh: "，从读到的头几天起，更早的情况不详", en: ", from the first days read" }
    peak_to_last_day { zh: "，到读到的最后几天为止，其后的情况不详", en: ", to the last days read" }
    // “When” is a span of days with the events in it, if any.
    peak_when(theme: &str, when: &str, events: &str) { zh: "**{theme}**，{when}{events}", en: "**{theme}**, {when}{events}" }
    peak_during(event: &str) { zh: "（正值{event}）", en: " (at the time of {event})" }
    peak_holds(events: &str) { zh: "（其间有{events}）", en: " (these weeks hold {events})" }
    peak_share(share: &str, low: &str, high: &str, count: usize, total: &str, usual: &str, usual_low: &str, usual_high: &str) {
        zh: "占 {share}（{total} 篇中 {count} 篇，95% 区间 {low}–{high}），平时 {usual}（{usual_low}–{usual_high}）",
        en: "{share} of the articles ({count} of {total}; 95% interval {low}–{high}), usually {usual} ({usual_low}–{usual_high})",
    }
    peak_few_weeks(weeks: usize) {
        zh: "；平时的水平只出自前后半年的 {weeks} 周（没有读到的周和别的高峰除外）",
        en: "; the usual level rests on {weeks} weeks of the half years around (without weeks that were not read and other peaks)",
    }
    peak_top(week: &str, share: &str, count: usize, total: usize) {
        zh: "；其中{week}一周最高，占 {share}（{total} 篇中 {count} 篇）",
        en: "; most in the week of {week}, {share} ({count} of {total})",
    }
    peak_terms(terms: &str) {
        zh: "与该主题平时的报道相比，多见：{terms}。", en: "More frequent than in the theme's other articles: {terms}."
    }
    peak_articles(articles: &str) { zh: "例如{articles}。", en: "For example {articles}." }
    peak_article(title: &str, source: &str, day: &str) { zh: "《{title}》（{source}，{day}）", en: "“{title}” ({source}, {day})" }
    peak_article_without_source(title: &str, day: &str) { zh: "《{title}》（{day}）", en: "“{title}” ({day})" }
    methods_peaks {
        zh: "- 高峰：扫描统计量（Kulldorff 1997），窗口 1–2 周与 3–8 周，与前后各半年比较，最大值的分布由打乱各日 300 次得出\
             （Gumbel 近似，Abrams 等 2010），找到的窗口剔除后再扫描（Zhang 等 2010），相接的窗口合并；按主题数与两种窗口作 Bonferroni 校正。\
             事件常持续数日：合并后的窗口再与前后各半年比较一次，似然比除以“同样长的一段内各日相加的方差因事件持续而增大的倍数”（由全部主题在该窗口以外的各日共同估计，\
             Politis 与 Romano 1995），仍须显著（p 值只是名义上的：模拟新闻的关注并无变化而事件延续数日时，每 100 份报告有 6 至 29 份说出高峰）；此时打乱所得最大值的均值和标准差不超过各主题中位数的三倍，以免一个主题的几件大事互相遮掩。\
             来源不止一个时，按各来源平时对该主题的偏重折算应有的篇数（间接标准化；偏重用经验贝叶斯向总体收缩，Marshall 1991），只在主要来源相同的各日之间打乱：某时只读到偏重该主题的来源，不算高峰。\
             同一报道只计一次；区间按日间差异折算篇数，不含“因其高而被选出”的偏差。所用的词与本主题其他文章比较：精确二项检验，错误发现率低于 5%，常见程度至少为三倍，按对数优势比的 z 值排序。\
             高峰旁只列该主题在其会期内占比也偏高（高于高峰与平时的中点）的事件；内置的会议还须会期内占比不低于整个高峰，或由所列的词提到；超过八周的高峰不列；时间相合，不等于因其而起。\n",
        en: "- Peaks: a scan statistic (Kulldorff 1997) over windows of 1–2 and of 3–8 weeks against the half years around; the \
             largest values under chance come from 300 random orders of the days (Gumbel approximation, Abrams et al. 2010); found \
             windows are set apart and the scan repeated (Zhang et al. 2010); windows that touch are joined; Bonferroni over \
             themes and both lengths. Events last for days: joined windows are compared with the half years around once more, and have to be as clear with the \
             log-likelihood ratio divided by what the variance of a sum over so many days grows by since events last, which all themes together tell outside the \
             window (Politis & Romano 1995), by which p-values are nominal: in simulated news with events that last, 6 to 29 of 100 reports told of a peak where attention did not change; the mean and the deviation of the largest values under chance are then at most three times their medians over the themes, \
             so that great events of one theme do not hide each other. Of several sources each is expected to write of a theme as much as it usually does (indirect \
             standardisation; its habit is drawn towards that of all by empirical Bayes, Marshall 1991), and only days with the same main sources change places: weeks in which other sources were read are no \
             peak. A story counts once. Intervals divide articles by the design effect of days and do not \
             know that the peak was chosen for its height. Terms are compared with the theme's other articles: exact binomial tests with a false \
             discovery rate below 5%, at least three times as common, in the order of the z of their log-odds ratios. Events stand beside a peak if the theme's share on their \
             days, too, lies above the middle between peak and usual; the shipped meetings only if it was as high as in the whole \
             peak, or if a term of the peak names them; and none beside \
             peaks of more than eight weeks; an event at the time of a peak need not be its cause.\n",
    }

    // Days.
    whole_day(year: i16, month: i8, day: i8, month_name: &str) { zh: "{year}年{month}月{day}日", en: "{day} {month_name} {year}" }
    day_of_year(month: i8, day: i8, month_name: &str) { zh: "{month}月{day}日", en: "{day} {month_name}" }
    week_of_year(year: i16, week: i8, code: &str) { zh: "{year}年第{week}周", en: "{code}" }
    month_with_year(year: i16, month: i8, month_name: &str) { zh: "{year}年{month}月", en: "{month_name} {year}" }
    quarter_of_year(year: i16, number: &str, code: &str) { zh: "{year}年第{number}季度", en: "{code}" }
    whole_year(year: i16) { zh: "{year}年", en: "{year}" }
    day_of_month(day: i8) { zh: "{day}日", en: "{day}" }
    from_to(first: &str, last: &str) { zh: "{first}至{last}", en: "{first} to {last}" }
}
