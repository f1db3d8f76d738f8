//! Titles, notes and labels of charts.

crate::messages::messages! {
    over_time_title { zh: "各政策主题的关注度随时间变化", en: "Attention to policy themes over time" }
    foot_articles(articles: &str) { zh: "{articles} 篇文章", en: "{articles} articles" }
}
