use super::*;
use crate::corpus::read::one_article::head::printed_frame::prepare;
use crate::corpus::read::one_article::{Line, SourceKind};

fn parted(text: &str) -> (usize, Tail) {
    let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
    let rows = prepare(&lines, SourceKind::Text).rows;
    let (body, tail) = part(&rows);
    (body.len(), tail)
}

#[test]
fn credits_are_read_on_one_line_and_on_several() {
    for text in [
        "老街修好了。\n摘自　《云岭日报》　2024.04.01　记者　方小舟",
        "老街修好了。\n摘自\n\n《云岭日报》\n\n2024.04.01 记者 方小舟",
    ] {
        let (body, tail) = parted(text);
        assert_eq!(body, 1);
        assert_eq!(tail.source, "云岭日报");
        assert_eq!(tail.date.map(|date| date.to_string()).as_deref(), Some("2024-04-01"));
        assert_eq!(tail.byline, "方小舟");
        assert_eq!(tail.credits.len(), 1);
    }
}

#[test]
fn what_is_attached_stands_below_the_signature() {
    let notice = |day: &str| {
        let text = format!(
            "各学校：\n现将名单印发给你们。\n云岭县教育局\n{day}\n（此件公开发布）\n附件1\n先进集体名单\n云岭中学"
        );
        parted(&text).1.date.map(|date| date.to_string())
    };
    assert_eq!(notice("2024年4月1日").as_deref(), Some("2024-04-01"));
    assert_eq!(notice("联系人方小舟"), None);
}

#[test]
fn imprints_tell_the_page() {
    let (body, tail) = parted("老街修好了。\n《 云岭日报 》（ 2024年04月01日 03 版）\n责任编辑：金禾");
    assert_eq!((body, tail.page.as_str(), tail.source.as_str()), (1, "3", "云岭日报"));
    assert_eq!(tail.page_furniture, ["责任编辑：金禾"]);
}

#[test]
fn the_last_line_tells_the_issue() {
    for line in [
        "云岭日报 2024年4月1日",
        "来源：云岭日报 2024-04-01",
        "（刊于《云岭日报》2024年4月1日 A02版）",
        "——摘自2024年4月1日《云岭日报》第3版",
        "发布日期：2024-04-01 来源：云岭日报",
        "云岭日报/2024年/4月/1日/第002版",
        "（本文发表于《云岭日报》2024年4月1日）",
        "刊发媒体：云岭日报\n刊发日期：2024-04-01",
    ] {
        let (body, tail) = parted(&format!("老街修好了。\n街上开了十二家新店。\n{line}"));
        let day = tail.date.map(|date| date.to_string());
        assert_eq!((body, tail.source.as_str(), day.as_deref()), (2, "云岭日报", Some("2024-04-01")), "{line}");
    }
    let (_, tail) = parted("老街修好了。\n街上开了十二家新店。\n刊于《云岭日报》2024年4月1日第3版");
    assert_eq!((tail.credits.len(), tail.page.as_str(), tail.page_furniture.len()), (1, "3", 0));
    let (_, tail) = parted("老街修好了。\n街上开了十二家新店。\n发布日期：2024-04-01");
    assert_eq!((tail.credits.len(), tail.page_furniture.len()), (0, 1));
    assert_eq!(
        parted("老街修好了。\n（2024年4月1日）").1.date.map(|date| date.to_string()).as_deref(),
        Some("2024-04-01")
    );
}

#[test]
fn the_day_below_the_buttons_is_that_of_publication() {
    let page = "赞 0 赏 分享\n查看评论\n发布日期：2024-03-05 08:12:33 所属分类： 头条\n标签：";
    for below in ["", "\n热门文章\n风雨桥昨天通车，两岸的村民从此不必再绕行三十里山路。"]
    {
        let (body, tail) = parted(&format!("老街修好了。\n街上开了十二家新店，客人多了三成。\n{page}{below}"));
        let day = tail.date.map(|date| date.to_string());
        assert_eq!((body, day.as_deref()), (2, Some("2024-03-05")), "{below}");
    }
}

#[test]
fn text_below_links_or_the_mark_of_an_end_is_kept() {
    let next = "集市开张\n云岭县的夜间集市昨晚开张，一百二十个摊位摆满了新修的石板街，游客逛到十点还没有散去。";
    let (body, tail) = parted(&format!("老街修好了。\n上一篇 下一篇\n{next}"));
    assert_eq!((body, tail.page_furniture.len()), (4, 0));
    let lines: Vec<Line> = ["老街修好了。", "【完】", "集市开张", "摊位摆满了街。", "来源：云岭日报 2024-04-01"]
        .iter()
        .map(|text| Line { text, emphasis: None })
        .collect();
    let rows = prepare(&lines, SourceKind::Text).rows;
    assert_eq!(without_credits(&rows).len(), 4);
}

#[test]
fn links_and_copyright_end_the_article() {
    let text =
        "老街修好了。\n街上开了十二家新店。\n客人多了三成。\n上一篇：风雨桥通车\n下一篇：集市开张\n版权所有 云岭在线";
    let (body, tail) = parted(text);
    assert_eq!((body, tail.page_furniture.len()), (3, 3));
}

#[test]
fn the_day_and_the_place_of_a_communique_are_its_text() {
    for line in ["2024年4月1日于云岭", "２０２４年４月１日于北京", "（2024年4月1日于云岭老街）"]
    {
        let (body, tail) = parted(&format!("老街修好了。\n街上开了十二家新店。\n{line}"));
        assert_eq!((body, tail.date, tail.byline.as_str()), (3, None, ""), "{line}");
    }
    let (body, tail) = parted("老街修好了。\n2024年4月1日于云岭\n《 云岭日报 》（ 2024年04月02日 03 版）");
    assert_eq!((body, tail.source.as_str(), tail.page.as_str()), (2, "云岭日报", "3"));
}

#[test]
fn offices_sign_with_the_day() {
    let (body, tail) = parted("本意见自2024年5月1日起施行。\n云岭县人民政府\n2024年4月1日\n（此件公开发布）");
    assert_eq!((body, tail.date.map(|date| date.to_string()).as_deref()), (4, Some("2024-04-01")));
}

#[test]
fn notices_above_the_neighbours_are_no_text() {
    let (body, tail) = parted(
        "老街修好了，客人多了三成，店里热闹。\n封面图片来源：记者 方小舟 摄\n如需转载请与《云岭经济报》报社联系。\n读者热线：0000-000\n上一篇  集市开张\n下一篇  公园开放",
    );
    assert_eq!((body, tail.page_furniture.len()), (1, 5));
}

#[test]
fn sentences_that_begin_like_links_stay() {
    for text in [
        "推荐阅读的书目由专家选出，读者也可以提名。",
        "举报电话：0000-0000000",
        "点赞身边好人的活动办了三年，评出好人百名。",
    ] {
        assert_eq!(parted(&format!("老街修好了。\n街上开了新店。\n客人多了。\n店里热闹。\n{text}")).0, 5, "{text}");
    }
}

#[test]
fn sentences_at_the_end_stay() {
    assert_eq!(parted("老街修好了。\n来源：他说，这笔钱是村民凑的。").0, 2);
    assert_eq!(parted("相关文件：云岭县老街修缮办法").0, 1);
}

#[test]
fn the_paper_and_the_moment_stand_on_two_lines() {
    for end in ["云岭日报\n2024-04-01 21:49", "2024-04-01 21:49:05\n云岭日报", "云岭日报\n发布时间：2024-04-01"]
    {
        let (body, tail) = parted(&format!("老街修好了。\n街上开了十二家新店。\n{end}"));
        let day = tail.date.map(|date| date.to_string());
        let told = (body, tail.source.as_str(), day.as_deref(), tail.page_furniture.len());
        assert_eq!(told, (2, "云岭日报", Some("2024-04-01"), 2), "{end}");
    }
    for end in ["云岭县人民政府\n2024年4月1日", "云岭日报\n2024年4月1日"] {
        let (body, tail) = parted(&format!("老街修好了。\n街上开了十二家新店。\n{end}"));
        assert_eq!((body, tail.source.as_str()), (4, ""), "{end}");
    }
}
