use super::*;
use crate::corpus::read::table::columns::statistics;

const LONG: &str = "柳河两岸春耕正忙，全县组织技术人员到田间地头进行指导，种子化肥储备充足，春耕物资下摆到村。";

fn table(columns: &[(&str, &[&str])]) -> Vec<Column> {
    columns
        .iter()
        .map(|(name, values)| Column {
            name: (*name).into(),
            statistics: statistics::of(&values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()),
        })
        .collect()
}

fn assigned(columns: &[(&str, &[&str])], choice: &str, has_header: bool) -> Vec<(Role, String)> {
    let choice = choice.parse().unwrap();
    let roles = assign("a.csv", &table(columns), &choice, has_header).unwrap();
    roles.into_iter().map(|column| (column.role, column.column)).collect()
}

#[test]
fn names_decide() {
    let found = assigned(
        &[("标题", &["春耕"]), ("内容", &[LONG]), ("发布时间", &["2024-04-01"]), ("crawl_time", &["2024-04-02"])],
        "",
        true,
    );
    let expected = [(Role::Text, "内容".into()), (Role::Title, "标题".into()), (Role::Date, "发布时间".into())];
    assert_eq!(found, expected);
}

#[test]
fn a_summary_stands_in_for_the_text() {
    let found = assigned(&[("title", &["春耕"]), ("summary", &[LONG]), ("body", &[""])], "", true);
    assert_eq!(found[..2], [(Role::Text, "body".into()), (Role::Text, "summary".into())]);
}

#[test]
fn values_contradict_names() {
    let themes: &[&str] = &["教育", "能源", "教育", "能源", "教育", "教育", "教育", "教育", "教育", "教育", "教育"];
    let texts: &[&str] = &[LONG; 11];
    assert_eq!(assigned(&[("内容", themes), ("原文", texts)], "", true)[0].1, "原文");
    let found = assigned(&[("source", &["http://a.example/1"]), ("text", &[LONG])], "", true);
    assert_eq!(found, [(Role::Text, "text".into()), (Role::Url, "source".into())]);
}

#[test]
fn content_decides_without_names() {
    let found = assigned(
        &[
            ("column1", &["1", "2"]),
            ("column2", &["柳河日报", "柳河日报"]),
            ("column3", &["全县春耕进展顺利", "柳河大桥建成通车"]),
            ("column4", &["2024-04-01", "2024-04-02"]),
            ("column5", &[LONG, LONG]),
        ],
        "",
        false,
    );
    let roles: Vec<Role> = found.iter().map(|(role, _)| *role).collect();
    assert_eq!(roles, [Role::Text, Role::Title, Role::Date, Role::Source, Role::Id]);
    let headlines = assigned(
        &[("column1", &["全县春耕进展顺利", "柳河大桥建成通车"]), ("column2", &["2024-04-01", "2024-04-02"])],
        "",
        false,
    );
    assert_eq!(headlines, [(Role::Title, "column1".into()), (Role::Date, "column2".into())]);
}

#[test]
fn tables_of_something_else_are_refused() {
    let people =
        table(&[("姓名", &["甲某", "乙某"]), ("地址", &["柳河县河畔街道一号院三单元", "柳河县河畔街道二号院一单元"])]);
    let refused = assign("a.csv", &people, &ColumnChoice::default(), true);
    assert!(matches!(refused, Err(TableError::NoText { columns, .. }) if columns == ["姓名", "地址"]));
}

#[test]
fn the_choice_of_the_user_comes_first() {
    let columns: &[(&str, &[&str])] = &[("甲", &["春耕"]), ("正文", &[LONG]), ("来源", &["柳河日报"])];
    let found = assigned(columns, "text=甲,source=", true);
    assert_eq!(found, [(Role::Text, "甲".into())]);
    let missing = assign("a.csv", &table(columns), &"date=日期".parse().unwrap(), true);
    assert!(matches!(missing, Err(TableError::UnknownColumn { column, .. }) if column == "日期"));
    assert_eq!(assigned(&[("column1", &["春耕"])], "title=1", false), [(Role::Title, "column1".into())]);
}

#[test]
fn article_files_mean_what_their_names_say() {
    let found = assigned(
        &[
            ("id", &["1"]),
            ("file", &["a.txt"]),
            ("text", &["<p>"]),
            ("summary", &[LONG]),
            ("发布时间", &["2024-04-01"]),
            ("seen", &["2024-04-01"]),
        ],
        "",
        true,
    );
    assert_eq!(found, [(Role::Text, "text".into()), (Role::Id, "id".into())]);
}

#[test]
fn other_columns_of_a_known_table_are_no_headlines() {
    let found = assigned(&[("text", &[LONG]), ("why", &["全县春耕进展顺利之原因"])], "", true);
    assert_eq!(found, [(Role::Text, "text".into())]);
}

#[test]
fn results_of_reports_hold_no_articles() {
    let columns = table(&[
        ("theme", &["petition-work", "housing"]),
        ("theme_name", &["信访工作", "住房与城市建设"]),
        ("articles", &[LONG, "河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园。"]),
    ]);
    let refused = assign("peaks.csv", &columns, &"".parse().unwrap(), true);
    assert!(matches!(refused, Err(TableError::NoText { .. })), "{refused:?}");
}

#[test]
fn a_word_that_media_end_with_is_no_medium() {
    let posts: &[(&str, &[&str])] =
        &[("type", &["post", "post", "post"]), ("title", &["春耕", "夏种", "秋收"]), ("content", &[LONG, LONG, LONG])];
    assert!(assigned(posts, "", true).iter().all(|(role, _)| *role != Role::Source));
    let accounts: &[(&str, &[&str])] = &[("title", &["春耕"]), ("nickname", &["兰河发布"]), ("content", &[LONG])];
    assert!(assigned(accounts, "", true).contains(&(Role::Source, "nickname".into())));
}

#[test]
fn offices_stand_among_papers() {
    let sources: &[&str] = &["新闻联播", "柳河日报", "新闻联播", "柳河县委办", "新闻联播", "柳河日报"];
    let titles: &[&str] =
        &["全县春耕进展顺利", "柳河大桥建成通车", "早市搬进大棚", "新馆迎来首批读者", "校车新增线路", "渡口通了公交"];
    let found = assigned(&[("column1", titles), ("column2", sources), ("column3", &[LONG; 6])], "", false);
    assert!(found.contains(&(Role::Source, "column2".into())));
    let kinds: &[&str] = &["要闻", "民生", "要闻", "民生", "时评", "要闻"];
    let found = assigned(&[("column1", titles), ("column2", kinds), ("column3", &[LONG; 6])], "", false);
    assert!(!found.iter().any(|(role, _)| *role == Role::Source));
}

#[test]
fn a_far_longer_column_is_the_text_beside_a_summary() {
    let long = LONG.repeat(8);
    let columns: &[(&str, &[&str])] = &[("标题", &["春耕"]), ("摘要", &[LONG]), ("内页", &[long.as_str()])];
    assert_eq!(assigned(columns, "", true)[..2], [(Role::Text, "内页".into()), (Role::Text, "摘要".into())]);
    let columns: &[(&str, &[&str])] = &[("标题", &["春耕"]), ("摘要", &[LONG]), ("内页", &[LONG])];
    assert_eq!(assigned(columns, "", true)[0], (Role::Text, "摘要".into()));
}

#[test]
fn sentences_are_no_headlines() {
    let titles: &[&str] = &["全县春耕进展顺利", "柳河大桥建成通车"];
    let summaries: &[&str] = &["全县组织技术人员到田间地头。种子储备充足……", "两岸居民盼了二十年。昨日大桥合龙……"];
    let long = LONG.repeat(8);
    let found = assigned(
        &[("column1", titles), ("column2", summaries), ("column3", &[long.as_str(), long.as_str()])],
        "",
        false,
    );
    assert!(found.contains(&(Role::Title, "column1".into())));
}

#[test]
fn the_body_that_issued_a_document_stands_for_the_paper() {
    let issued: (&str, &[&str]) = ("制定机关", &["柳河县民政局"]);
    let title: (&str, &[&str]) = ("标题", &["关于养老服务的通知"]);
    let text: (&str, &[&str]) = ("正文", &[LONG]);
    assert!(assigned(&[title, issued, text], "", true).contains(&(Role::Source, "制定机关".into())));
    assert!(
        assigned(&[title, ("data.puborg", issued.1), text], "", true).contains(&(Role::Source, "data.puborg".into()))
    );
    assert!(assigned(&[title, ("office", issued.1), text], "", true).contains(&(Role::Source, "office".into())));
    let beside = assigned(&[title, issued, ("媒体", &["柳河日报"]), text], "", true);
    assert!(beside.contains(&(Role::Source, "媒体".into())) && !beside.contains(&(Role::Source, "制定机关".into())));
    assert!(!assigned(&[title, issued, text], "source=", true).iter().any(|(role, _)| *role == Role::Source));
}

#[test]
fn short_sentences_beside_headlines_are_the_text() {
    let titles: (&str, &[&str]) = ("标题", &["全县春耕进展顺利", "柳河大桥建成通车"]);
    let kept: &[&str] = &["种粮大户说，今年的种子和化肥都提前备齐了。", "从县城到江北，往后只要十分钟。"];
    assert_eq!(assigned(&[titles, ("金句", kept)], "", true)[0], (Role::Text, "金句".into()));
    let words: &[&str] = &["春耕、种子化肥、种粮大户、农机下田", "大桥、通车、过江通道、十分钟到县城"];
    assert_eq!(assigned(&[titles, ("要点", words)], "", true), [(Role::Title, "标题".into())]);
    assert_eq!(assigned(&[titles, ("备注", kept)], "", true), [(Role::Title, "标题".into())]);
}

#[test]
fn the_kind_of_an_article_is_no_paper() {
    let title: (&str, &[&str]) = ("标题", &["春耕"]);
    let text: (&str, &[&str]) = ("正文", &[LONG]);
    for kind in [("dataType", "新闻"), ("稿件类型", "时政新闻"), ("某列", "新闻"), ("folder", "柳河日报")]
    {
        let found = assigned(&[title, (kind.0, &[kind.1]), text], "", true);
        assert!(!found.iter().any(|(role, _)| *role == Role::Source), "{kind:?}");
    }
    assert!(assigned(&[title, ("某列", &["柳河日报"]), text], "", true).contains(&(Role::Source, "某列".into())));
}

#[test]
fn columns_of_levels_hold_the_papers_of_each() {
    let found = assigned(
        &[
            ("标题", &["河畔新增公园", "老街换上新灯", "渡口通了公交"]),
            ("国家级", &["柳河日报", "", ""]),
            ("省级", &["", "云溪晚报", ""]),
            ("市级", &["", "", ""]),
        ],
        "",
        true,
    );
    let sources: Vec<String> =
        found.into_iter().filter(|(role, _)| *role == Role::Source).map(|(_, column)| column).collect();
    assert_eq!(sources, ["国家级", "省级"]);
}

#[test]
fn the_questions_of_a_form_ask_for_the_article() {
    let found = assigned(
        &[
            ("序号", &["1", "2"]),
            ("提交答卷时间", &["2024/12/20 10:11:10", "2024/12/20 10:12:10"]),
            ("来源", &["微信", "微信"]),
            ("1、稿件标题：", &["春耕备耕正当时", "早市搬进新大棚"]),
            ("2、刊发媒体：", &["柳河日报", "青川晚报"]),
            ("3、刊发日期：", &["2024-04-01", "2024-04-02"]),
        ],
        "",
        true,
    );
    let expected = [
        (Role::Title, "1、稿件标题："),
        (Role::Date, "3、刊发日期："),
        (Role::Source, "2、刊发媒体："),
        (Role::Id, "序号"),
    ];
    assert_eq!(found, expected.map(|(role, column)| (role, column.to_owned())));
    // Somebody numbered two columns of a list.
    let found = assigned(
        &[
            ("1.标题", &["春耕备耕正当时", "早市搬进新大棚"]),
            ("2.正文", &["昨天，农机下了地，合作社的人都来帮忙。", "今天，早市在大棚里开张，摊位多了一倍。"]),
            ("日期", &["2024-04-01", "2024-04-02"]),
            ("来源", &["柳河日报", "青川晚报"]),
        ],
        "",
        true,
    );
    assert_eq!(found.len(), 4, "{found:?}");
}
