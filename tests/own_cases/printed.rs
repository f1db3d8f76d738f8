//! Documents and web pages that were printed to PDF. Their text is fictional.

use policyvane::Article;

fn read(name: &str) -> Vec<Article> {
    let path = format!("{}/tests/cases/pdf/{name}", env!("CARGO_MANIFEST_DIR"));
    crate::read(name, &std::fs::read(path).expect("a PDF"))
}

fn told(articles: &[Article]) -> Vec<(String, String, &str, &str)> {
    let day = |article: &Article| article.date.map(|date| date.to_string()).unwrap_or_default();
    articles
        .iter()
        .map(|article| (article.title.clone(), day(article), article.source.as_str(), article.page.as_str()))
        .collect()
}

#[test]
fn a_collection_printed_from_a_word_processor() {
    let articles = read("printed-collection.pdf");
    let expected = [
        ("全市安全生产百日攻坚行动启动".into(), "2025-09-06".into(), "清源日报", ""),
        ("入河排污口有了“身份证”".into(), "2025-09-05".into(), "云岭日报", ""),
        ("我省调整退休人员基本养老金平均增长2%".into(), "2025-09-04".into(), "平川日报", ""),
    ];
    assert_eq!(told(&articles), expected);
    assert!(articles[1].text.ends_with("实现超标自动预警。"), "{}", articles[1].text);
}

#[test]
fn clippings_go_on_over_the_turn_of_a_page() {
    let articles = read("printed-clippings-of-two-pages.pdf");
    let expected = [
        ("全市安全生产百日攻坚行动启动".into(), "2025-09-06".into(), "清源日报", "1"),
        ("入河排污口有了“身份证”".into(), "2025-09-05".into(), "清源日报", "2"),
        ("古镇夜游点亮消费新场景".into(), "2025-09-06".into(), "云岭晚报", "A5"),
    ];
    assert_eq!(told(&articles), expected);
    assert!(articles[2].text.contains("旅游收入1.9亿元。\n镇里还成立了"), "{}", articles[2].text);
}

#[test]
fn the_menu_of_a_printed_web_page_is_no_headline() {
    let articles = read("printed-web-page-with-menu.pdf");
    let expected = [("青禾县：村级医保服务站把窗口搬到家门口".into(), "2025-09-04".into(), "云岭日报", "")];
    assert_eq!(told(&articles), expected);
    assert!(articles[0].text.ends_with("一次完成。"), "{}", articles[0].text);
}

#[test]
fn what_a_browser_prints_around_a_digital_paper_is_no_article() {
    let articles = read("printed-web-page-framed.pdf");
    let expected = [("零工市场搬进社区 求职者出门就能找活".into(), "2025-09-04".into(), "清源日报", "3")];
    assert_eq!(told(&articles), expected);
    assert!(articles[0].text.ends_with("追回拖欠的工钱八十七万元。"), "{}", articles[0].text);
}
