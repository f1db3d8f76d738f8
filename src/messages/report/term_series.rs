//! Search terms along the periods.

crate::messages::messages! {
    // The chart.
    term_series_title { zh: "所查词语的占比随时间变化", en: "Search terms over time" }
    term_series_subtitle(every: &str) {
        zh: "{every}提到该词的文章占全部文章的比例（不含别的词中的同形字）；各图纵轴不同；词后为总占比与篇数",
        en: "Share of all articles that name the term as a word of its own, {every}; each with its own scale; share and number of articles over all",
    }
    term_series_not_drawn(terms: usize) { zh: "限于篇幅，另有 {terms} 个词未画，见 term-series.csv", en: "Terms that are not drawn: {terms}, see term-series.csv" }
    term_series_unnamed(terms: &str) { zh: "没有文章提到：{terms}", en: "named in no article: {terms}" }

    // Words.
    term_series_head {
        zh: "\n## 所查词语\n\n“显著”：与其余时段相比，错误发现率低于 5%（区间与检验都按篇数除以设计效应计）；不足 10 篇的时段不计。\n\n",
        en: "\n## Search terms\n\nSignificant: against the other periods, with a false discovery rate below 5% (intervals and tests by articles over the design \
             effect), among periods of ten articles or more.\n\n",
    }
    term_series_term(term: &str, count: &str, total: &str, share: &str, low: &str, high: &str) {
        zh: "- “{term}”：{total} 篇中 {count} 篇提到（{share}，95% 区间 {low}–{high}）",
        en: "- “{term}”: named in {count} of {total} articles ({share}, 95% interval {low}–{high})",
    }
    term_series_never(term: &str, total: &str) {
        zh: "- “{term}”：{total} 篇文章都没有提到。\n", en: "- “{term}”: named in none of {total} articles.\n",
    }
    term_series_highest(period: &str, share: &str, count: &str, total: &str, low: &str, high: &str) {
        zh: "；显著高于其余的完整时段中，最高为{period}，{share}（{total} 篇中 {count} 篇，95% 区间 {low}–{high}）",
        en: "; of the whole periods significantly above the others, most in {period}, {share} ({count} of {total}, 95% interval {low}–{high})",
    }
    term_series_none_higher { zh: "；没有一个完整的时段显著高于其余", en: "; no whole period is significantly above the others" }
    term_series_table { zh: "\n各期见 term-series.csv。\n", en: "\nAll periods: term-series.csv.\n" }
    term_series_end { zh: "。\n", en: ".\n" }

    // The page and the workbook.
    finding_term_series { zh: "所查词语逐期占比", en: "Search terms over time" }
    finding_term_series_says {
        zh: "提到该词的文章占当期全部文章的比例；该词在别的词中不算；色带为 95% 区间（Wilson，篇数除以设计效应）。",
        en: "Share of all articles of the period that name the term; within other words it does not count; band: 95% interval (Wilson, articles over \
             the design effect).",
    }
    finding_term { zh: "词语", en: "Term" }
    finding_naming { zh: "提到的篇数", en: "Articles with it" }
    finding_of_articles(count: &str, total: &str) { zh: "{total} 篇中 {count} 篇", en: "{count} of {total} articles" }
}
