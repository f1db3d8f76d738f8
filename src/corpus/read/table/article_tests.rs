use serde_json::json;

use super::*;
use crate::corpus::read::column_roles::role::Role;

fn layout(columns: &[&str], roles: &[(Role, &str)]) -> Layout {
    Layout {
        file: "a.csv".into(),
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        roles: roles
            .iter()
            .map(|(role, column)| RoleColumn { role: *role, column: (*column).into(), recognition: Recognition::Name })
            .collect(),
        ..Default::default()
    }
}

fn row(cells: &[&str]) -> Record {
    Record { line: 7, cells: Cells::Row(cells.iter().map(|cell| Value::from(*cell)).collect()) }
}

fn object(value: Value) -> Record {
    let Value::Object(object) = value else { panic!("the sample is an object") };
    Record { line: 7, cells: Cells::Object(object) }
}

fn faults(built: &Built) -> Vec<&Fault> {
    built.0.iter().map(|problem| &problem.fault).collect()
}

#[test]
fn values_are_cleaned() {
    let table = layout(
        &["标题", "正文", "来源", "备注"],
        &[(Role::Text, "正文"), (Role::Title, "标题"), (Role::Source, "来源")],
    );
    let (_, article) = table.article(row(&[" 春耕\n正忙 ", "<p>甲</p><p>乙</p>", "来源：柳河日报", "x"]));
    let article = article.unwrap();
    assert_eq!(
        (article.title.as_str(), article.text.as_str(), article.source.as_str()),
        ("春耕 正忙", "甲\n乙", "柳河日报")
    );
    assert_eq!(Value::Object(article.extra), json!({"备注": "x"}));
    assert_eq!(article.line, 7);
}

#[test]
fn rows_without_text_are_reported() {
    let table = layout(&["title", "text", "url"], &[(Role::Text, "text"), (Role::Title, "title")]);
    let built = table.article(row(&["", "nan", "http://a.example"]));
    assert_eq!((faults(&built), &built.1), (vec![&Fault::NoText], &None));
    assert_eq!(table.article(row(&["", " ", ""])), (vec![], None));
    assert_eq!(table.article(row(&["title", "text", "url"])), (vec![], None));
    let (_, headline) = table.article(row(&["春耕", "", ""]));
    let headline = headline.unwrap();
    assert!(headline.headline_only && headline.text == "春耕");
}

#[test]
fn ragged_rows_are_mended_or_reported() {
    let table = layout(&["text", "date"], &[(Role::Text, "text"), (Role::Date, "date")]);
    let (problems, article) = table.article(row(&["甲", "乙", "2024-04-01"]));
    assert_eq!(problems[0].fault, Fault::FieldsJoined { fields: 3, columns: 2 });
    assert!(problems[0].article_kept);
    let article = article.unwrap();
    assert_eq!((article.text.as_str(), article.date.as_str()), ("甲,乙", "2024-04-01"));
    let (problems, article) = table.article(row(&["甲", "2024-04-01", "乙"]));
    assert_eq!((problems[0].fault.clone(), article), (Fault::TooManyFields { fields: 3, columns: 2 }, None));
    assert_eq!(table.article(row(&["甲"])).1.unwrap().text, "甲");
    assert_eq!(table.article(row(&["甲", "2024", "", ""])).1.unwrap().date, "2024");
}

#[test]
fn dates_come_from_the_first_column_that_tells_them() {
    let roles = [(Role::Text, "text"), (Role::Date, "date"), (Role::Date, "year"), (Role::Url, "url")];
    let table = layout(&["text", "date", "year", "url"], &roles);
    let date = |cells: &[&str]| {
        let built = table.article(row(cells));
        let date = built.1.as_ref().map(|article| article.date.clone()).unwrap_or_default();
        (date, built.0.len())
    };
    assert_eq!(date(&["甲", "2024-04-01", "2024", ""]), ("2024-04-01".into(), 0));
    assert_eq!(date(&["甲", "", "2024", ""]), ("2024".into(), 0));
    assert_eq!(date(&["甲", "昨天", "", ""]), (String::new(), 1));
    assert_eq!(date(&["甲", "昨天", "", "http://a.example/202404/01/1.html"]), ("2024-04-01".into(), 0));
    assert_eq!(date(&["甲", "2023", "", "http://a.example/202404/01/1.html"]), ("2023".into(), 0));
    assert_eq!(date(&["甲", "4/1/2024", "", ""]), ("2024".into(), 1));
    let (_, article) = table.article(row(&["甲", "2018年7月10日第13版", "", ""]));
    assert_eq!(article.unwrap().page, "13");
}

#[test]
fn the_day_in_an_address_goes_before_a_later_one_on_which_the_article_was_kept() {
    let date = |name: &str, day: &str| {
        let table = layout(&["text", name, "url"], &[(Role::Text, "text"), (Role::Date, name), (Role::Url, "url")]);
        table.article(row(&["甲", day, "http://a.example/2024/03/05/1.html"])).1.unwrap().date
    };
    for name in ["created", "time_added", "收藏时间"] {
        assert_eq!(date(name, "2024-04-08"), "2024-03-05", "{name}");
        assert_eq!(date(name, "2024-03-04"), "2024-03-04", "{name}");
    }
    assert_eq!(date("发布时间", "2024-04-08"), "2024-04-08");
}

#[test]
fn years_months_and_days_are_joined() {
    let mut table = layout(&["text", "年", "月", "日"], &[(Role::Text, "text"), (Role::Date, "年")]);
    let parts = DateParts { year: "年".into(), month: "月".into(), day: Some("日".into()), known_year: None };
    table.date_parts = Some(parts.clone());
    assert_eq!(table.article(row(&["甲", "2024", "4", "1"])).1.unwrap().date, "2024-04-01");
    assert_eq!(table.article(row(&["甲", "2024年", "4月", ""])).1.unwrap().date, "2024-04");
    assert_eq!(table.article(row(&["甲", "2024", "", ""])).1.unwrap().date, "2024");
    table.date_parts = Some(DateParts { year: String::new(), known_year: Some(2024), ..parts });
    assert_eq!(table.article(row(&["甲", "", "4", "1"])).1.unwrap().date, "2024-04-01");
}

#[test]
fn a_year_of_its_own_completes_days() {
    let mut table =
        layout(&["text", "时间", "年份", "月日"], &[(Role::Text, "text"), (Role::Date, "时间"), (Role::Date, "年份")]);
    table.roles.push(RoleColumn { role: Role::Date, column: "月日".into(), recognition: Recognition::Name });
    table.year_column = Some("年份".into());
    assert_eq!(table.article(row(&["甲", "08:30", "2024", "4月1日"])).1.unwrap().date, "2024-04-01");
    assert_eq!(table.article(row(&["甲", "4月1日", "2024年", ""])).1.unwrap().date, "2024-04-01");
    assert_eq!(table.article(row(&["甲", "", "2024", "2024-04-01"])).1.unwrap().date, "2024");
}

#[test]
fn the_header_of_a_further_table_is_no_article() {
    let table =
        layout(&["标题", "报纸", "版面"], &[(Role::Title, "标题"), (Role::Source, "报纸"), (Role::Page, "版面")]);
    assert_eq!(table.article(row(&["标题", "网站", "网址"])), (vec![], None));
    assert!(table.article(row(&["春耕", "网站", "网址"])).1.is_some());
}

#[test]
fn a_day_without_its_year_is_no_headline() {
    let table = layout(&["标题", "链接"], &[(Role::Title, "标题"), (Role::Url, "链接")]);
    let built = table.article(row(&["4月1日", ""]));
    assert_eq!(faults(&built), [&Fault::Note { value: "4月1日".into() }]);
}

#[test]
fn labels_keep_their_spelling() {
    let table = layout(&[], &[(Role::Text, "text"), (Role::Theme, "theme"), (Role::Also, "also")]);
    let labels = |theme: Value, also: Value| {
        let article = table.article(object(json!({"text": "甲", "theme": theme, "also": also}))).1.unwrap();
        (article.theme, article.also)
    };
    assert_eq!(labels(json!("ENERGY"), json!("a、b")), ("ENERGY".into(), vec!["a".into(), "b".into()]));
    assert_eq!(labels(json!(["a", "b"]), json!(["c"])), ("a".into(), vec!["b".into(), "c".into()]));
    assert_eq!(labels(json!(4), json!([])), ("4".into(), vec![]));
    assert_eq!(labels(json!("[\"a\", \"b\"]"), json!(null)), ("a".into(), vec!["b".into()]));
    assert_eq!(labels(json!("None"), json!("")), ("None".into(), vec![]));
    assert_eq!(labels(json!("nan"), json!("")), (String::new(), vec![]));
}

#[test]
fn objects_keep_what_no_role_takes() {
    let table = layout(&[], &[(Role::Text, "_source.text"), (Role::Date, "date")]);
    let article = table.article(object(json!({
        "_source": {"text": "甲", "n": 1}, "date": "昨天", "dateline": {"place": "柳河"}
    })));
    let article = article.1.unwrap();
    assert_eq!(article.text, "甲");
    assert_eq!(Value::Object(article.extra), json!({"_source.n": 1, "date": "昨天", "dateline": {"place": "柳河"}}));
}

#[test]
fn rows_of_another_origin_are_read_by_their_names() {
    let table = layout(&[], &[(Role::Text, "content")]);
    let article = table.article(object(json!({"正文": "甲", "标题": "春耕"}))).1.unwrap();
    assert_eq!((article.text.as_str(), article.title.as_str()), ("甲", "春耕"));
}

#[test]
fn what_web_pages_add_around_a_text_is_left_out() {
    let mut table = layout(&["标题", "正文"], &[(Role::Text, "正文"), (Role::Title, "标题")]);
    let text = |table: &Layout, text: &str| {
        let article = table.article(row(&["春耕", text])).1.unwrap();
        (article.text, article.source, article.date)
    };
    let plain = |text: &str| (text.to_owned(), String::new(), String::new());
    assert_eq!(text(&table, "原标题：柳河两岸春耕忙\n春耕正忙。\n责任编辑：金禾"), plain("春耕正忙。"));
    assert_eq!(text(&table, "春耕正忙。\n\n农机下田。（责任编辑：金禾）"), plain("春耕正忙。\n\n农机下田。"));
    assert_eq!(
        text(&table, "春耕正忙。\n来源：柳河日报 2024-04-01"),
        ("春耕正忙。\n来源：柳河日报 2024-04-01".into(), "柳河日报".into(), "2024-04-01".into())
    );
    assert_eq!(text(&table, "责任编辑：金禾"), plain("责任编辑：金禾"));
    // Sentences begin as such lines do, and a day in brackets is no credit.
    for content in
        ["春耕正忙。\n关闭小煤矿十二座，整治散煤污染。", "宣判。\n终审：维持原判。", "春耕正忙。\n（2023年1月1日）"]
    {
        assert_eq!(text(&table, content), plain(content));
    }
    assert_eq!(text(&table, "春耕正忙（本报记者 方舟）"), plain("春耕正忙（本报记者 方舟）"));
    let headless = table.article(row(&["", "原标题：柳河两岸春耕忙\n春耕正忙。"])).1.unwrap();
    assert_eq!((headless.title.as_str(), headless.text.as_str()), ("柳河两岸春耕忙", "春耕正忙。"));
    table.verbatim = true;
    assert_eq!(text(&table, "春耕正忙。\n责任编辑：金禾"), plain("春耕正忙。\n责任编辑：金禾"));
}

#[test]
fn remarks_below_a_table_are_no_articles() {
    let table = layout(&["摘要", "题名"], &[(Role::Text, "摘要"), (Role::Title, "题名")]);
    for cells in [["注：以上数据来自各报官网，截至2024年4月，不含转载和评论。", ""], ["", "制表人：方舟"]]
    {
        let built = table.article(row(&cells));
        assert!(matches!(faults(&built)[..], [Fault::Note { .. }]) && built.1.is_none());
    }
    assert!(table.article(row(&["数据来源：柳河日报记者整理。", "春耕"])).1.is_some());
}
