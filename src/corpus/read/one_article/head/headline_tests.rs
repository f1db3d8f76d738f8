use super::*;

#[test]
fn bylines_are_no_headlines() {
    for text in [
        "本报记者 何晓岚 通讯员 陈一舟",
        "□ 记者 何晓岚",
        "记者：何晓岚 陈一舟",
        "兰河在线记者 方舟",
        "本报记者 方致远",
        "本报记者方致远",
    ] {
        assert!(is_byline(text), "{text}");
    }
    for text in ["优秀记者走基层活动启动", "通讯员培训班开班", "记者手记", "本报记者走访", "本报记者方便面里找答案"]
    {
        assert!(!is_byline(text), "{text}");
    }
}

use crate::corpus::read::one_article::FileContext;
use crate::corpus::read::one_article::Line;
use crate::corpus::read::one_article::head::joined_headline::{Headline, join, without_note};
use crate::corpus::read::one_article::head::printed_frame::prepare;

fn rows(text: &str) -> Vec<Row> {
    let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
    prepare(&lines, SourceKind::Text).rows
}

fn joined(text: &str, web: bool, stem: &str) -> Headline {
    let rows = rows(text);
    let context = FileContext { stem, folders: &[], kind: SourceKind::Text, title: "" };
    join(&rows.iter().collect::<Vec<_>>(), web, &context)
}

#[test]
fn what_a_site_sets_above_a_headline_is_no_part_of_it() {
    for above_it in ["云岭县门户网站", "今天是：2024年4月2日 星期二", "今天是 2024年4月2日"] {
        let rows = rows(&format!("{above_it}\n云岭县老街修缮完工"));
        let lines: Vec<&str> = above(&rows, "").iter().map(|row| row.text.as_str()).collect();
        assert_eq!(lines, ["云岭县老街修缮完工"], "{above_it}");
    }
}

#[test]
fn a_note_that_the_files_name_lacks_is_no_part_of_the_headline() {
    let speech = "在老街修缮现场会上的讲话";
    assert_eq!(without_note("在老街修缮现场会上的讲话（全文）", "方小舟在老街修缮现场会上的讲话2"), speech);
    for stem in ["在老街修缮现场会上的讲话（全文）", "下载-1a2b3c"] {
        assert_eq!(without_note("在老街修缮现场会上的讲话（全文）", stem), "在老街修缮现场会上的讲话（全文）");
    }
    assert_eq!(without_note(speech, speech), speech);
}

#[test]
fn kickers_and_decks_join_the_headline() {
    assert_eq!(
        joined("云岭县老街修缮完工\n——十二家手艺铺子重新开张", false, "").title,
        "云岭县老街修缮完工 ——十二家手艺铺子重新开张"
    );
    assert_eq!(
        joined("全县乡村会议强调\n把老街修好把手艺留住", true, "").title,
        "全县乡村会议强调 把老街修好把手艺留住"
    );
}

#[test]
fn who_took_part_is_no_headline_above_a_head_line() {
    let headline = joined("全县老街修缮现场会召开\n方小舟金禾出席", true, "");
    assert_eq!(headline.title, "全县老街修缮现场会召开");
    assert_eq!(headline.decks, ["方小舟金禾出席"]);
    // In a paper it is printed as a line of the headline.
    let headline = joined("全县老街修缮现场会召开\n方小舟金禾出席", false, "");
    assert_eq!((headline.title.as_str(), headline.decks.len()), ("全县老街修缮现场会召开 方小舟金禾出席", 0));
}

#[test]
fn full_lines_are_broken_lines() {
    let text = "云岭县十二个乡镇联合举办第一届山地手工艺集市暨农产品展\n销会";
    assert_eq!(joined(text, true, "").title, "云岭县十二个乡镇联合举办第一届山地手工艺集市暨农产品展销会");
}

#[test]
fn the_name_of_the_file_tells_where_the_headline_ends() {
    let text = "云岭在线\n老街换新颜\n手艺人回来了\n方小舟";
    assert_eq!(joined(text, false, "老街换新颜 手艺人回来了_2024-04-01").title, "老街换新颜 手艺人回来了");
    assert_eq!(named_by_stem("下载-1a2b3c", &rows(text).iter().collect::<Vec<_>>()), None);
}

#[test]
fn the_name_of_the_file_tells_which_lines_are_the_headline() {
    let above = rows("云岭在线\n老街修缮一新——十二家手");
    let stem = "老街修缮一新——十二家手艺铺子开张_2024-04-01";
    assert_eq!(whole_by_stem(stem, &above, &rows("艺铺子\n开张\n客人多了三成。")), Some((1, 2)));
    assert_eq!(whole_by_stem("老街修缮一新 十二家手", &above, &rows("客人多了三成。")), Some((1, 0)));
    assert_eq!(whole_by_stem(stem, &above, &rows("艺铺子开张")), None, "no text is left");
    assert_eq!(whole_by_stem(stem, &above, &rows("客人多了三成。\n艺铺子开张")), None);
    assert_eq!(whole_by_stem("老街", &rows("老街"), &rows("客人多了三成。")), None, "a short name tells little");
}

#[test]
fn the_name_of_the_file_tells_whether_lines_are_joined_by_a_space() {
    let first = "云岭县十二个乡镇联合举办第一届山地手工艺集市暨农产品展";
    let text = format!("{first}\n销会圆满落幕");
    assert_eq!(joined(&text, true, &format!("{first}销会圆满落幕")).title, format!("{first}销会圆满落幕"));
    assert_eq!(joined(&text, true, &format!("{first} 销会圆满落幕")).title, format!("{first} 销会圆满落幕"));
}

#[test]
fn navigation_and_site_names_are_no_headlines() {
    for navigation in [
        "云岭县人民政府门户网站\n当前位置：首页 > 新闻 > 正文",
        "首页 新闻 政务公开",
        "网站首页　要闻　专题",
        "政策解读",
        "工 作 动 态",
    ] {
        let rows = rows(&format!("{navigation}\n老街换新颜"));
        let texts: Vec<&str> = above(&rows, "").iter().map(|row| row.text.as_str()).collect();
        assert_eq!(texts, ["老街换新颜"], "{navigation}");
    }
}

#[test]
fn the_line_below_a_head_line_is_no_part_of_a_headline_that_is_whole() {
    let found = rows(
        "云岭县风雨桥与石板街修缮工程今日举行第二场新闻发布会\n云岭县文化馆新闻发言人　方舟\n昨天上午，风雨桥和石板街的修缮工程举行了第二场新闻发布会。",
    );
    let continues = |title: &str| continues_below(&[&found[0]], &found[1..], title, SourceKind::PrintedWebPage);
    assert!(continues(""));
    assert!(!continues("云岭县风雨桥与石板街修缮工程今日举行第二场新闻发布会_云岭在线"));
    assert!(continues("云岭县风雨桥与石板街修缮工程今日举行第二场新闻发布会云岭县文化馆新闻发言人方舟"));
}

#[test]
fn menus_stand_above_headings() {
    let heading = Some(Emphasis::Heading);
    let texts = |lines: &[(&str, Option<Emphasis>)]| -> Vec<String> {
        let lines: Vec<Line> = lines.iter().map(|&(text, emphasis)| Line { text, emphasis }).collect();
        let rows = prepare(&lines, SourceKind::Document).rows;
        above(&rows, "").iter().map(|row| row.text.clone()).collect()
    };
    for menu in ["社会 中国", "登录 订阅 首页 中国 全球 商业", "兰河网 / 民生 / 正文"] {
        assert_eq!(texts(&[(menu, None), ("老街换新颜", heading)]), ["老街换新颜"], "{menu}");
    }
    let site = [("云岭县中心医院", heading), ("Menu", None), ("医院概况", None), ("云岭县老街修缮完工", heading)];
    assert!(!texts(&site).contains(&"云岭县中心医院".to_owned()));
    let kicker = [("问题导向 久久为功", None), ("老街换新颜", heading)];
    assert_eq!(texts(&kicker).len(), 2);
}
