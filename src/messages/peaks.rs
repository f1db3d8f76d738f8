//! Sentences on peaks of themes and on the events beside them.

crate::messages::messages! {
    peaks_head {
        zh: "\n## 高峰\n\n以下几周，某主题的占比明显高于前后半年的平时水平。以日为单位检验，全部主题和时段一并控制：把各日随机打乱，\
             平均每二十次才有一次会出现哪怕一处。全部见 peaks.csv。\n\n",
        en: "\n## Peaks\n\nWeeks in which a theme had clearly more attention than in the half years around. Days are the draws, and all \
             themes and times are tested together: with the days dealt at random, one report in twenty would hold a peak. All of \
             them in peaks.csv.\n\n",
    }
    peaks_more(peaks: usize) { zh: "\n另有 {peaks} 处，见 peaks.csv。\n", en: "\n{peaks} more in peaks.csv.\n" }
    // “When” is a span of days with the events in it, if any.
    peak_when(theme: &str, when: &str, events: &str) { zh: "**{theme}**，{when}{events}", en: "**{theme}**, {when}{events}" }
    peak_during(event: &str) { zh: "（正值{event}）", en: " (during {event})" }
    peak_holds(events: &str) { zh: "（其间有{events}）", en: " (which holds {events})" }
    peak_share(share: &str, low: &str, high: &str, count: usize, total: &str, usual: &str, usual_low: &str, usual_high: &str) {
        zh: "占 {share}（{total} 篇中 {count} 篇，95% 区间 {low}–{high}），平时 {usual}（{usual_low}–{usual_high}）",
        en: "{share} of the articles ({count} of {total}; 95% interval {low}–{high}), usually {usual} ({usual_low}–{usual_high})",
    }
    peak_top(week: &str, share: &str) { zh: "，{week}一周最高，为 {share}", en: ", most in the week of {week} with {share}" }
    peak_terms(terms: &str) {
        zh: "这些文章比本主题其他文章多见：{terms}。", en: "Its articles have more often than the theme's others: {terms}."
    }
    peak_articles(articles: &str) { zh: "如{articles}。", en: "For example {articles}." }
    peak_article(title: &str, source: &str, day: &str) { zh: "《{title}》（{source}，{day}）", en: "“{title}” ({source}, {day})" }
    peak_article_without_source(title: &str, day: &str) { zh: "《{title}》（{day}）", en: "“{title}” ({day})" }
    full_stop { zh: "。", en: "." }

    // Days.
    whole_day(year: i16, month: i8, day: i8, month_name: &str) { zh: "{year}年{month}月{day}日", en: "{day} {month_name} {year}" }
    day_of_year(month: i8, day: i8, month_name: &str) { zh: "{month}月{day}日", en: "{day} {month_name}" }
    day_of_month(day: i8) { zh: "{day}日", en: "{day}" }
    from_to(first: &str, last: &str) { zh: "{first}至{last}", en: "{first} to {last}" }
}
