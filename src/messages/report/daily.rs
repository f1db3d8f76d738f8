//! The texts of the daily digest.

crate::messages::messages! {
    daily_title(day: &str) { zh: "{day} 要目", en: "Daily digest, {day}" }
    daily_summary(articles: usize, papers: usize) {
        zh: "当日 {papers} 个来源，共 {articles} 篇文章。",
        en: "Articles: {articles}; sources: {papers}. ",
    }
    daily_history(days: usize, first: &str, last: &str) {
        zh: "占比与同样报纸此前的 {days} 天（{first} 至 {last}）相比，显著偏高的主题列于最前。",
        en: "Shares are compared with {days} earlier days of the same papers ({first} to {last}); themes significantly above their usual share come first.",
    }
    daily_no_history {
        zh: "同样报纸此前不足 10 天，未与平时比较。",
        en: "There are fewer than 10 earlier days of the same papers to compare with.",
    }
    daily_heading(theme: &str, articles: usize) { zh: "{theme}（{articles} 篇）", en: "{theme} ({articles})" }
    daily_no_theme { zh: "主题未判定", en: "No theme determined" }
    daily_above { zh: "高于平时：", en: "Above usual: " }
    daily_comparison(share: &str, articles: usize, total: usize, usual: &str, smaller: usize, days: usize) {
        zh: "占 {share}（{articles}/{total} 篇），平时 {usual}；此前 {days} 天中有 {smaller} 天低于今日",
        en: "{share} ({articles} of {total} articles), usually {usual}; lower on {smaller} of {days} earlier days",
    }
    daily_page(page: &str) { zh: "第 {page} 版", en: "p. {page}" }
    daily_reprints(papers: &str) { zh: "同日另见：{papers}", en: "also on this day in {papers}" }
    daily_earlier(printings: usize) { zh: "此前已刊载 {printings} 次", en: "printed {printings} times before" }
    digest_written(day: &str, articles: &str, file: &str) {
        zh: "{day}：{articles}，要目已写入 {file}",
        en: "{day}: {articles}; digest written to {file}",
    }
}
