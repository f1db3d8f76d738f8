use super::*;

fn read(line: &str) -> (String, String, Strength) {
    parse(line).map_or((String::new(), String::new(), Strength::Nothing), |head| {
        (head.source.clone(), head.date.map(|date| date.to_string()).unwrap_or_default(), head.strength())
    })
}

#[test]
fn labels_in_any_order_and_width() {
    for line in [
        "来源：云岭日报 发布时间：2024-04-01",
        "发布日期: 2024年4月1日  来源:云岭日报",
        "2024年04月01日 10:23　来源：云岭日报　【字号：大 中 小】　打印",
        "时间：2024/4/1 08:00 来源：《云岭日报》 作者：方小舟 浏览次数：128 次",
        "来 源：云岭日报 | 日 期：2024.4.1 | 责编：金禾",
        "2024-04-01 09:12:33 云岭日报",
        "Source: 云岭日报 Date: April 1, 2024",
        "稿源：云岭日报  二〇二四年四月一日",
        "２０２４－０４－０１来源：云岭日报作者：方小舟",
    ] {
        assert_eq!(read(line), ("云岭日报".into(), "2024-04-01".into(), Strength::Strong), "{line}");
    }
}

#[test]
fn what_platforms_set_behind_the_source_is_no_part_of_it() {
    for line in [
        "2024-04-01 07:20:11　来源: 云岭日报 甘肃  举报",
        "2024-04-01 15:51:07 来源： 云岭日报 关注云岭网 微博 Qzone 评论",
        "2024 04/01 11:37:37 云岭日报",
        "2024-04-01 01:15 云岭日报 記者方小舟、金禾／云岭報導",
    ] {
        assert_eq!(read(line), ("云岭日报".into(), "2024-04-01".into(), Strength::Strong), "{line}");
    }
}

#[test]
fn numbers_and_buttons_behind_a_name_are_no_part_of_it() {
    for line in [
        "2024-04-01 08:15 来源：云岭日报 (12)",
        "2024-04-01 08:15 云岭日报官方账号 ＋",
        "云岭日报 2024-04-01 08:15 发布于甘肃 云岭日报官方账号 ＋关注",
        "时间：2024-04-01 14:52 来源：云岭日报 收藏 复制分享 共有评论(0)条",
    ] {
        assert_eq!(read(line), ("云岭日报".into(), "2024-04-01".into(), Strength::Strong), "{line}");
    }
}

#[test]
fn a_stroke_may_part_the_moment_from_its_label() {
    for line in ["发布 / 2024年4月1日 5:00 AM", "发布/2024年4月1日 17:00", "更新 / 2024-04-01 08:12"] {
        assert_eq!(read(line), (String::new(), "2024-04-01".into(), Strength::Strong), "{line}");
    }
    assert_eq!(read("发布/更新两个版本").2, Strength::Nothing);
}

#[test]
fn labels_may_stand_in_brackets() {
    for line in [
        "【发布日期】2024.04.01　【信息来源】云岭日报　【阅读次数】1206",
        "[来源]云岭日报 [发布时间]2024-04-01 [浏览]12",
        "【时间】2024-04-01【来源】《云岭日报》",
        "「来源」云岭日报 「发布时间」2024-04-01",
        "发布日期 2024-04-01 信息来源 云岭日报 阅读次数 1206",
        "发布：2024-04-01 | 作者：方小舟 | 来源：云岭日报 | 查看：120次",
    ] {
        assert_eq!(read(line), ("云岭日报".into(), "2024-04-01".into(), Strength::Strong), "{line}");
    }
    assert_eq!(read("【来源】云岭日报　【作者】方小舟").0, "云岭日报");
    for line in ["刊名：云岭日报", "刊物名称：云岭日报", "報刊：云岭日报", "文献来源：云岭日报 版次：06"]
    {
        assert_eq!(read(line).0, "云岭日报", "{line}");
    }
    assert_eq!(parse("【时间】2024年4月1日 【地点】云岭县文化馆").map(|head| head.date_label), None, "an event");
}

#[test]
fn accounts_stand_before_their_province() {
    for line in ["方小舟 云岭宣传 2024-04-01 08:00 甘肃", "云岭宣传 2024年04月01日 08:00 甘肃"] {
        assert_eq!(read(line).0, "云岭宣传", "{line}");
    }
    assert_eq!(read("关注云岭的 云岭杂志 2024年04月01日 08:00 北京").0, "云岭杂志");
    assert_eq!(read("四川 广安 2024-04-01 08:00").0, "");
}

#[test]
fn editions_and_issues_in_brackets_stand_behind_the_name_of_a_paper() {
    let edition = ("云岭日报海外版".into(), "2024-04-01".into(), Strength::Strong);
    assert_eq!(read("2024年04月01日07:22 来源：云岭日报海外版"), edition);
    let line = "作者：方小舟 来源：《云岭日报》（2024年04月01日 第05版） 2024-04-02 07:38:36";
    assert_eq!(read(line), ("云岭日报".into(), "2024-04-01".into(), Strength::Strong));
    assert_eq!(parse(line).map(|head| head.page).as_deref(), Some("5"));
    let line = "来源：云岭日报 2024年4月1日第9版 作者：方小舟 编辑：何晓岚";
    assert_eq!(read(line), ("云岭日报".into(), "2024-04-01".into(), Strength::Strong));
    assert_eq!(parse(line).map(|head| head.page).as_deref(), Some("9"));
}

#[test]
fn bars_part_paper_day_page_and_writer() {
    let head = parse("云岭日报 | 2024-04-01 | 第02版 | 方 舟").unwrap();
    assert_eq!((head.source.as_str(), head.page.as_str(), head.byline.as_str()), ("云岭日报", "2", "方 舟"));
    assert!(parse("云岭县 | 三个项目签约 | 方舟").is_none());
}

#[test]
fn brackets_within_a_name_stay() {
    assert_eq!(read("发布日期：2024-04-01　来源：云岭日报（晚刊）").0, "云岭日报（晚刊）");
    assert_eq!(read("（来源：云岭日报　2024-04-01）").0, "云岭日报");
}

#[test]
fn a_day_and_a_name_are_weak_evidence() {
    assert_eq!(read("新华社 2024-04-01"), ("新华社".into(), "2024-04-01".into(), Strength::Weak));
    assert_eq!(read("2024-04-01").2, Strength::Weak);
    for line in ["2024/4/1 宣传科", "宣传科　2024-04-01"] {
        assert_eq!(read(line), ("宣传科".into(), "2024-04-01".into(), Strength::Weak), "{line}");
    }
    assert_eq!(parse("2024年4月1日 会议室"), None);
    assert_eq!(read("来源：云岭日报").2, Strength::SourceOnly);
    assert_eq!(read("【打印】【关闭窗口】 分享到：微信 微博").2, Strength::Nothing);
}

#[test]
fn sentences_are_no_head_lines() {
    for line in [
        "时间：3月1日至6月10日",
        "数据来源：市统计局",
        "2024年4月1日，云岭县第一座风雨桥通车。",
        "云岭县2024年4月1日起施行新规",
        "会议时间定在2024年4月1日",
        "来源：他说，这笔钱的来历谁也讲不清。",
        "老街换新颜",
    ] {
        assert_eq!(parse(line), None, "{line}");
    }
}

#[test]
fn the_day_of_publication_is_preferred() {
    let head = parse("成文日期：2024-03-20 发布日期：2024-04-01 更新时间：2024-05-01").unwrap_or_default();
    assert_eq!(head.date.map(|date| date.to_string()).as_deref(), Some("2024-04-01"));
    let mut first = parse("更新时间：2024-05-01").unwrap_or_default();
    first.merge(parse("发布时间：2024-04-01").unwrap_or_default());
    assert_eq!(first.date.map(|date| date.to_string()).as_deref(), Some("2024-04-01"));
}

#[test]
fn a_name_goes_before_the_address_of_a_page() {
    for (first, second) in [
        ("来源：https://a.example/20240402/1.html", "2024年4月1日　云岭日报"),
        ("2024年4月1日　云岭日报", "来源：https://a.example/20240402/1.html"),
    ] {
        let mut head = parse(first).unwrap_or_default();
        head.merge(parse(second).unwrap_or_default());
        let day = head.date.map(|date| date.to_string());
        assert_eq!((head.source.as_str(), day.as_deref()), ("云岭日报", Some("2024-04-01")), "{first}");
    }
}

#[test]
fn the_moment_at_which_a_page_was_kept_is_not_that_of_publication() {
    for line in ["剪藏时间：2025-11-02 21:33", "抓取时间: 2025-11-02 21:33:08", "收藏于：2025-11-02"] {
        assert_eq!(read(line), (String::new(), String::new(), Strength::Nothing), "{line}");
    }
    let line = "来源：云岭日报 发布时间：2024-04-01 采集时间：2025-11-02";
    assert_eq!(read(line), ("云岭日报".into(), "2024-04-01".into(), Strength::Strong));
}

#[test]
fn of_two_days_the_one_beside_time_or_source_is_that_of_publication() {
    let day_of = |first: &str, second: &str| {
        let mut head = parse(first).unwrap_or_default();
        head.merge(parse(second).unwrap_or_default());
        head.date.map(|date| date.to_string())
    };
    for second in ["2024-04-02 08:15 来源：云岭在线", "2024-04-02 08:15", "来源：云岭日报 2024-04-02"] {
        assert_eq!(day_of("（2024年4月1日）", second).as_deref(), Some("2024-04-02"), "{second}");
    }
    assert_eq!(day_of("2024-04-02 08:15 来源：云岭在线", "（2024年4月1日）").as_deref(), Some("2024-04-02"));
    assert_eq!(day_of("2024-04-01", "2024-04-02").as_deref(), Some("2024-04-01"));
}

#[test]
fn fields_may_stand_behind_the_words_of_a_notice() {
    let line = "版权声明 来源：云岭日报 时间：2024-04-01 14:34:05 作者：";
    assert_eq!(read(line), ("云岭日报".into(), "2024-04-01".into(), Strength::Strong));
    assert_eq!(parse("版权声明 未经授权不得转载 2024-04-01"), None);
}

#[test]
fn a_label_without_its_value_waits_for_it() {
    assert!(parse("来源：").is_some_and(|head| head.pending));
    assert!(parse("作者：方小舟").is_some_and(|head| head.byline == "方小舟" && !head.pending));
}

#[test]
fn weblogs_write_day_and_category_behind_the_author() {
    let head = parse("作者：方小舟 / 2024年4月1日 / 医院新闻").unwrap();
    assert_eq!(head.date.map(|date| date.to_string()).as_deref(), Some("2024-04-01"));
    assert_eq!((head.byline.as_str(), head.source.as_str()), ("方小舟", ""));
    assert_eq!(parse("作者：方小舟 / 金禾").unwrap().byline, "方小舟 / 金禾");
}

#[test]
fn writers_and_words_behind_the_time_are_no_source() {
    let head = parse("2024-04-01 11:14:24  方小舟 金禾").unwrap();
    assert_eq!((head.source.as_str(), head.byline.as_str()), ("", "方小舟 金禾"));
    assert_eq!(read("发布于 2024-04-01 08:23"), (String::new(), "2024-04-01".into(), Strength::Strong));
    let head = parse("来源：云岭日报 记者 方小舟").unwrap();
    assert_eq!((head.source.as_str(), head.byline.as_str()), ("云岭日报", "方小舟"));
}

#[test]
fn buttons_behind_a_label_without_a_value_are_no_headline() {
    let head = parse("来源：云岭网 | 2024-04-01 08:23 原标题： A- A+ 分享 评论").unwrap();
    assert_eq!(head.title, "");
    assert_eq!(parse("标题：老街 换新颜 来源：云岭日报").map(|head| head.source).as_deref(), Some("云岭日报"));
}

#[test]
fn the_writers_are_no_source_whatever_their_stroke() {
    for line in ["来源：文∕记者方小舟 时间：2024-04-01", "2024-04-01 09:12 文／方小舟", "2024-04-01 文⁄记者方小舟"]
    {
        let head = parse(line).expect(line);
        assert_eq!(head.source, "", "{line}");
        assert!(head.byline.ends_with("方小舟"), "{line}: {}", head.byline);
    }
}

#[test]
fn site_and_writer_may_stand_before_the_label_of_the_day() {
    for (line, byline) in [
        ("云岭清风网 何晓岚 发布时间：2024-04-01 06:00", "何晓岚"),
        ("云岭清风网 记者 何晓岚 发布时间：2024-04-01 06:00", "何晓岚"),
        ("云岭清风网 发布时间：2024-04-01", ""),
    ] {
        let head = parse(line).expect(line);
        assert_eq!((head.source.as_str(), head.byline.as_str()), ("云岭清风网", byline), "{line}");
        assert_eq!(head.date.map(|date| date.to_string()).as_deref(), Some("2024-04-01"), "{line}");
    }
    assert_eq!(site_and_writers("云岭县建成一张服务网 方便群众"), None);
}
