use super::*;
use jiff::civil::date;

fn paper_day_page(credit: &Credit) -> (&str, Option<String>, &str) {
    let day = credit.day(Some(date(2024, 3, 8))).map(|day| day.to_string());
    (&credit.source, day, &credit.page)
}

#[test]
fn credits_below_headlines() {
    for (line, page) in [
        ("来源：兰河日报　时间：2024-03-05", ""),
        ("（兰河日报  2024-03-05）", ""),
        ("兰河日报  记者 何晓岚  2024-03-05 08:12", ""),
        ("兰河日报 2024-03-05 第1版", "1"),
        ("来源：兰河日报2024-03-05", ""),
        ("（兰河日报3月5日A5版）", "A5"),
    ] {
        let text =
            ["河畔新增三处公园", line, "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到。"];
        let all: Vec<&str> = text.iter().chain(&text).copied().collect();
        let found = credits(&all);
        assert_eq!(found.len(), 2, "{line}");
        assert_eq!(found[0].place, Place::BelowHeadline);
        assert_eq!(paper_day_page(&found[0].credit), ("兰河日报", Some("2024-03-05".into()), page), "{line}");
        assert!(credits(&text).is_empty(), "one article is no collection");
    }
}

#[test]
fn the_writer_may_stand_between_headline_and_credit() {
    let text = |writer| {
        [
            "河畔新增三处公园",
            writer,
            "来源：兰河日报　发布时间：2024-03-05",
            "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到。",
        ]
    };
    let all = [text("尼加提"), text("方 舟")].concat();
    let found: Vec<_> = credits(&all).into_iter().map(|credit| (credit.line, credit.place)).collect();
    assert_eq!(found, [(2, Place::BelowHeadline), (6, Place::BelowHeadline)]);
    assert_eq!(credits(&all)[1].credit.byline, "方 舟");
    assert_eq!(writers(&all, &credits(&all)), BTreeSet::from([1, 5]));
    assert_eq!(writer_above(&all, 2), Some(1));
    assert_eq!(writer_above(&text("三、"), 2), None);
    assert_eq!(writer_above(&["昨天，公园开放了。", "方舟", "来源：兰河日报"], 2), None, "below a text");
}

#[test]
fn bare_lines_close_texts_where_the_last_line_is_one() {
    let all = [
        "河畔新增三处公园",
        "市民走十分钟就能到。",
        "兰河日报 2024-03-05",
        "零工市场搬进社区",
        "市场搬进了社区。",
        "2024年3月6日 兰河晚报 记者 何晓岚",
    ];
    let found = credits(&all);
    assert_eq!(
        found.iter().map(|credit| (credit.line, credit.place)).collect::<Vec<_>>(),
        [(2, Place::AtEnd), (5, Place::AtEnd)]
    );
    assert_eq!(paper_day_page(&found[1].credit), ("兰河晚报", Some("2024-03-06".into()), ""));
    let mastheads = [all[2], all[0], all[1], "兰河日报 2024-03-06", all[3], all[4]];
    assert!(!bare_lines_close(&mastheads));
    assert!(!bare_lines_close(&[&mastheads[..], &["兰河日报 2024-03-07"]].concat()), "a masthead on top");
}

#[test]
fn journals_have_names_of_their_own() {
    let text = |line| {
        ["河畔新增三处公园", line, "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到。"].repeat(2)
    };
    for (line, journal) in [
        ("《兰河工作通讯》　2024.03.05", "兰河工作通讯"),
        ("求是　2024-03-05", "求是"),
        ("参考消息 2024-03-05", "参考消息"),
    ] {
        let found = credits(&text(line));
        assert_eq!(found.len(), 2, "{line}");
        assert_eq!(paper_day_page(&found[0].credit), (journal, Some("2024-03-05".into()), ""), "{line}");
    }
    assert_eq!(credits(&text("河畔步道　2024-03-05")), [], "a name that is no journal's");
}

#[test]
fn a_moment_and_names_are_a_credit_below_headlines() {
    let text = [
        "河畔新增三处公园",
        "2024-03-05 09:10 方舟 何晓岚",
        "市里今年在河畔新建三处公园，市民从家里走十分钟就能到，园内有步道。",
    ];
    let all: Vec<&str> = text.iter().chain(&text).copied().collect();
    let found = credits(&all);
    assert_eq!(found.len(), 2);
    assert_eq!(paper_day_page(&found[0].credit), ("", Some("2024-03-05".into()), ""));
    assert_eq!(found[0].credit.byline, "方舟 何晓岚");
    let departures = [text[0], "2024-03-05 09:10 开往兰河方向", text[2]].repeat(2);
    assert_eq!(credits(&departures), []);
}

#[test]
fn headlines_that_ask_stand_above_credits() {
    let text = "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到。";
    let all = [
        "河畔公园何时开？",
        "2024-03-05 09:10 来源：兰河日报",
        text,
        "零工市场搬去哪里？",
        "2024-03-06 来源：兰河晚报",
        text,
    ];
    let found: Vec<_> = credits(&all).into_iter().map(|credit| (credit.line, credit.place)).collect();
    assert_eq!(found, [(1, Place::BelowHeadline), (4, Place::BelowHeadline)]);
    // A question ends a text where another credit closes one.
    let close = "来源：兰河日报 2024-03-05";
    let closed = ["河畔新增三处公园", text, close, "零工市场搬进社区", text, "还有哪里要搬？", close, text];
    assert!(credits(&closed).iter().all(|credit| credit.place == Place::AtEnd));
}

#[test]
fn the_time_beside_the_source_is_that_of_publication() {
    let text = "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到。";
    let lines =
        |day| ["河畔新增三处公园", day, "来源：兰河日报", text, "零工市场搬进社区", day, "来源：兰河晚报", text];
    for day in ["时间：2024/03/05 09:10:22", "日期：2024-03-05"] {
        let found: Vec<_> = credits(&lines(day)).into_iter().map(|credit| credit.line).collect();
        assert_eq!(found, [1, 2, 5, 6], "{day}");
    }
    let event = ["河畔音乐会", "时间：2024-03-05 19:30", "地点：河畔公园", text].repeat(2);
    assert_eq!(credits(&event), []);
}

#[test]
fn writer_and_paper_may_stand_below_the_moment() {
    let text = [
        "河畔新增三处公园",
        "2024-03-05 09:10",
        "何晓岚/兰河日报",
        "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到。",
    ];
    let found = credits(&[text, text].concat());
    assert_eq!(found.iter().map(|credit| credit.line).collect::<Vec<_>>(), [1, 2, 5, 6]);
    let (_, credit) = together(found[..2].iter()).unwrap();
    assert_eq!(paper_day_page(&credit), ("兰河日报", Some("2024-03-05".into()), ""));
    assert_eq!(credit.byline, "何晓岚");
}

#[test]
fn credits_on_two_lines_are_taken_together() {
    let text = [
        "河畔新增三处公园",
        "来源：兰河日报",
        "发布时间：2024-03-05",
        "市里今年在河畔新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到。",
    ];
    let all: Vec<&str> = text.iter().chain(&text).copied().collect();
    let found = credits(&all);
    assert_eq!(found.iter().map(|credit| credit.line).collect::<Vec<_>>(), [1, 2, 5, 6]);
    let (_, credit) = together(found[..2].iter()).unwrap();
    assert_eq!(paper_day_page(&credit), ("兰河日报", Some("2024-03-05".into()), ""));
}

#[test]
fn credits_at_the_end() {
    for (line, page) in [
        ("（来源：兰河日报，2024年3月5日）", ""),
        ("（摘自2024年3月5日《兰河日报》）", ""),
        ("（原载《兰河日报》2024年3月5日第3版）", "3"),
        ("（兰河日报3月5日2版）", "2"),
        ("——《兰河日报》2024年3月5日", ""),
        ("《兰河日报》2024年3月5日第1版", "1"),
    ] {
        let all = ["市民走十分钟就能到。", line, "零工市场搬进社区", "市场搬进了社区。", line];
        let found = credits(&all);
        assert_eq!(found.len(), 2, "{line}");
        assert_eq!(found[0].place, Place::AtEnd);
        assert_eq!(paper_day_page(&found[0].credit), ("兰河日报", Some("2024-03-05".into()), page), "{line}");
    }
    for line in ["（据新华社）", "（何晓岚）", "兰河日报 2024年3月5日 第2版", "（本报记者 何晓岚）", "3月5日，公园开放"]
    {
        let all = ["市民走十分钟就能到。", line, "零工市场搬进社区", "市场搬进了社区。", line];
        assert_eq!(credits(&all), [], "{line}");
    }
}
