use super::*;

#[test]
fn records_between_rules_are_articles() {
    let text = "兰河日报 2025年10月20日\n\n==========\n【第01版：要闻】\n标题：社区食堂开门\n作者：何晓岚\n链接：https://a.example/1\n\n　　今天，三家社区食堂开门。\n　　老人凭证优惠。\n==========\n【第02版：要闻】\n标题：早市搬进大棚\n作者：陈一舟\n\n　　城东早市搬进大棚。\n";
    let (articles, above) = records(&TextLines::of(text)).expect("records");
    assert_eq!(articles.len(), 2);
    assert_eq!((articles[0].title.as_str(), articles[0].page.as_str()), ("社区食堂开门", "1"));
    assert_eq!(articles[0].paragraphs, ["今天，三家社区食堂开门。", "老人凭证优惠。"]);
    assert_eq!(articles[1].byline, "陈一舟");
    assert_eq!(above[0].text, "兰河日报 2025年10月20日");
}

#[test]
fn the_page_may_stand_between_two_rules() {
    let record = |page: &str, title: &str| {
        format!("========\n【{page}】\n--------\n标题：{title}\n作者：何晓岚\n\n　　昨天，社区食堂开门。\n\n")
    };
    let text = format!(
        "兰河日报 2025年10月20日\n\n{}{}",
        record("第01版：要闻", "社区食堂开门"),
        record("02版 民生", "早市搬家")
    );
    let (articles, _) = records(&TextLines::of(&text)).expect("records");
    let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.page.as_str())).collect();
    assert_eq!(seen, [("社区食堂开门", "1"), ("早市搬家", "2")]);
    assert!(articles.iter().all(|article| article.paragraphs == ["昨天，社区食堂开门。"]));
}

#[test]
fn the_headline_may_stand_without_a_name_above_the_fields() {
    let record = |headline: &str, day: &str| {
        format!(
            "============\n{headline}\nlink: https://a.example/1\ntime: {day} 10:20:00\nmedia: 兰河日报\ncrawl_at: 2024-04-01 03:00:00\n------------\n三家社区食堂开门。\n"
        )
    };
    let text = [record("[1/2] 社区食堂开门", "2024-03-05"), record("[2/2] 早市搬家", "2024-03-06")].concat();
    let (articles, around) =
        records(&TextLines::of(&format!("{text}============\ndone. 2 articles\n"))).expect("records");
    let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.date.unwrap().to_string())).collect();
    assert_eq!(seen, [("社区食堂开门", "2024-03-05".to_owned()), ("早市搬家", "2024-03-06".to_owned())]);
    assert!(articles.iter().all(|article| article.source == "兰河日报"), "{articles:?}");
    assert!(articles.iter().all(|article| article.paragraphs == ["三家社区食堂开门。"]), "{articles:?}");
    assert_eq!(around.last().map(|line| line.text.as_str()), Some("done. 2 articles"));
    // A name stands for the headline, and a line above text alone is none.
    assert_eq!(headline_above_fields(&["兰河日报 2024年3月5日", "标题：社区食堂开门", "作者：何晓岚"]), None);
    assert_eq!(headline_above_fields(&["社区食堂开门", "三家社区食堂开门。"]), None);
}

#[test]
fn databases_add_fields_below_texts() {
    let record = |number: u8, headline: &str| {
        format!(
            "Record: {number}\nTitle: {headline}\nAuthors: 方小舟\nSource: 兰河日报. 3/{number}/2024, p4.\n\n昨天，社区食堂开门。\n\nCopyright: 兰河日报\nDocument Number: A{number}\n\n"
        )
    };
    let text = [record(1, "社区食堂开门"), record(2, "早市搬家")].concat();
    let (articles, _) = records(&TextLines::of(&text)).expect("records");
    let seen: Vec<_> = articles
        .iter()
        .map(|a| (a.title.as_str(), a.source.as_str(), a.date.unwrap().to_string(), a.page.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ("社区食堂开门", "兰河日报", "2024-03-01".to_owned(), "4"),
            ("早市搬家", "兰河日报", "2024-03-02".to_owned(), "4")
        ]
    );
    assert!(articles.iter().all(|article| article.paragraphs == ["昨天，社区食堂开门。"]), "{articles:?}");
}

#[test]
fn headlines_may_stand_above_fields_in_brackets() {
    let record = |day: u8, headline: &str| {
        format!(
            "{headline}\n【作者】方小舟\n【报纸中文名】兰河日报\n【报纸日期】2024-03-0{day}\n【版号】004\n【正文】昨天，社区食堂开门。\n\n"
        )
    };
    let two = [record(1, "社区食堂开门"), record(2, "早市搬家")].concat();
    assert!(records(&TextLines::of(&two)).is_none(), "two records");
    let (articles, _) = records(&TextLines::of(&(two + &record(3, "渡口通车")))).expect("records");
    let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str(), a.page.as_str())).collect();
    assert_eq!(seen, [("社区食堂开门", "兰河日报", "4"), ("早市搬家", "兰河日报", "4"), ("渡口通车", "兰河日报", "4")]);
}

#[test]
fn the_field_of_the_paper_may_tell_the_day() {
    let record = |number: u8, headline: &str| {
        format!(
            "{number}.{headline}\n作者：方小舟\n出处：《兰河日报》 2024年3月{number}日 第4版\n摘要：\n关键词：城建\n正文：\n　　昨天，社区食堂开门。\n\n"
        )
    };
    let text = [record(1, "社区食堂开门"), record(2, "早市搬家")].concat();
    let (articles, _) = records(&TextLines::of(&text)).expect("records");
    let seen: Vec<_> = articles
        .iter()
        .map(|a| (a.title.as_str(), a.source.as_str(), a.date.unwrap().to_string(), a.page.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ("社区食堂开门", "兰河日报", "2024-03-01".to_owned(), "4"),
            ("早市搬家", "兰河日报", "2024-03-02".to_owned(), "4")
        ]
    );
    assert!(articles.iter().all(|article| article.paragraphs == ["昨天，社区食堂开门。"]), "{articles:?}");
}

#[test]
fn headings_with_fields_begin_articles() {
    let item = |title: &str, text: &str| {
        format!(
            "### {title}\n\n- 来源：兰河日报\n- 日期：2025-01-03\n- 版面：第02版：要闻\n\n#### 正文\n\n{text}\n\n#### 图片链接\n\n无\n\n"
        )
    };
    let text =
        format!("# 兰河日报\n\n{}{}", item("社区食堂开门", "三家社区食堂开门。"), item("早市搬家", "早市搬进大棚。"));
    let (articles, _) = records(&TextLines::of(&text)).expect("records");
    assert_eq!(articles.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(), ["社区食堂开门", "早市搬家"]);
    assert_eq!(articles[1].paragraphs, ["早市搬进大棚。"]);
    assert_eq!((articles[1].page.as_str(), articles[1].source.as_str()), ("2", "兰河日报"));
    assert_eq!(articles[1].date.map(|d| d.to_string()).as_deref(), Some("2025-01-03"));
}

#[test]
fn repeated_title_fields_begin_articles() {
    let text = "标题: 社区食堂开门\n时间: 2025/1/3\n内容: 三家社区食堂开门。\n标题: 早市搬家\n时间: 2025/1/3\n内容: 早市搬进大棚。\n";
    let (articles, _) = records(&TextLines::of(text)).expect("records");
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].paragraphs, ["三家社区食堂开门。"]);
}

#[test]
fn records_may_follow_each_other_without_a_blank_line() {
    let record = |number: usize, between: &str| {
        format!(
            "标题：社区食堂开门{number}\n来源：兰河日报\n日期：2024-03-0{number}\n摘要：三家社区食堂开门。\n{between}"
        )
    };
    for between in ["", "\n"] {
        let text: String = (1..=3).map(|number| record(number, between)).collect();
        let (articles, _) = records(&TextLines::of(&text)).expect("records");
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.date.unwrap().to_string())).collect();
        let expected = [1, 2, 3].map(|number| (format!("社区食堂开门{number}"), format!("2024-03-0{number}")));
        assert_eq!(seen, expected.each_ref().map(|(title, day)| (title.as_str(), day.clone())));
    }
    // The number of fields above the first headline tells which are above the others.
    let text =
        "来源：兰河日报\n标题：社区食堂开门\n日期：2024-03-01\n来源：兰河晚报\n标题：早市搬家\n日期：2024-03-02\n";
    let (articles, _) = records(&TextLines::of(text)).expect("records");
    let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str())).collect();
    assert_eq!(seen, [("社区食堂开门", "兰河日报"), ("早市搬家", "兰河晚报")]);
}

#[test]
fn exports_of_databases_may_hold_summaries_alone() {
    let record = |title: &str, summary: &str| {
        format!(
            "DataType: 5\nStatus: 已读\nSrcDatabase-来源库: 报纸\nTitle-题名: {title}\nOrgan-单位:\nSource-文献来源: 兰河日报\nSummary-摘要: {summary}\nPubTime-发表时间: 2023-03-14\n\n"
        )
    };
    let text = [record("社区食堂开门", "三家社区食堂开门。"), record("早市搬家", "早市搬进大棚。")].concat();
    let (articles, above) = records(&TextLines::of(&text)).expect("records");
    assert_eq!(
        articles.iter().map(|a| a.paragraphs.concat()).collect::<Vec<_>>(),
        ["三家社区食堂开门。", "早市搬进大棚。"]
    );
    // What means something to the program alone is kept beside the articles.
    assert_eq!((articles[1].source.as_str(), above.len()), ("兰河日报", 4));
}

#[test]
fn texts_may_begin_with_names_in_latin_letters() {
    let record = |title: &str| {
        format!("标题：{title}\n日期：2024-03-05\n来源：兰河日报\n\nGDP：同比增长5.2%\n统计部门昨天公布数字。\n\n")
    };
    let text = [record("社区食堂开门"), record("早市搬家")].concat();
    let (articles, _) = records(&TextLines::of(&text)).expect("records");
    assert_eq!(articles[0].paragraphs, ["GDP：同比增长5.2%", "统计部门昨天公布数字。"]);
}

#[test]
fn earlier_headlines_begin_no_records() {
    let text = "三家社区食堂昨天开门，老人凭证优惠。\n";
    let note = format!("title: 社区食堂开门\npublished: 2024-03-05\n\n原标题：食堂开门了\n\n{text}\n{text}");
    assert!(records(&TextLines::of(&note)).is_none());
    // An export may call the headlines of all its articles so.
    let record = |title: &str| format!("原标题：{title}\n日期：2024-03-05\n来源：兰河日报\n正文：{text}\n");
    let (articles, _) = records(&TextLines::of(&(record("社区食堂开门") + &record("早市搬家")))).expect("records");
    assert_eq!(articles.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(), ["社区食堂开门", "早市搬家"]);
}

#[test]
fn rules_may_stand_between_records_only() {
    let record = |number: usize, title: &str| {
        format!(
            "【{number}】\n标题：{title}\n日期：1983.05.07\n版次：2\n作者：\n正文：\n　　三家社区食堂昨天开门，老人凭证优惠。\n馆藏号：L{number}\n--------\n"
        )
    };
    let text = [record(1, "社区食堂开门"), record(2, "早市搬家"), record(3, "渡口通车")].concat();
    let text = text + "版权声明：本库由云岭网开发，未经许可不得复制传播。\n";
    let (articles, _) = records(&TextLines::of(&text)).expect("records");
    assert_eq!(articles.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(), ["社区食堂开门", "早市搬家", "渡口通车"]);
    assert!(articles.iter().all(|a| a.paragraphs == ["三家社区食堂昨天开门，老人凭证优惠。"]), "{articles:?}");
}

#[test]
fn pages_and_transcripts_are_no_merged_files() {
    assert!(
        records(&TextLines::of("全市信访工作会议召开\n　　会议要求：化解积案。\n　　时间：上午九时。\n")).is_none()
    );
    assert!(records(&TextLines::of("### 要闻一\n\n本台消息，会议召开。\n\n### 要闻二\n\n三个项目签约。\n")).is_none());
}

#[test]
fn reprints_name_paper_and_issue_as_they_do() {
    let record = |number: u8, paper: &str, title: &str| {
        format!(
            "【文献号】1-{number}\n【原文出处】{paper}\n【原刊期号】2024030{number}\n【原刊页号】{number}\n【分 类 号】F22\n【分 类 名】农业经济\n\
             【复印期号】202406\n【标  题】{title}\n【作  者】方舟\n【正  文】\n    昨日，河畔新增三处公园。\n\n"
        )
    };
    let text = [record(1, "兰河日报", "河畔新增公园"), record(2, "云溪晚报", "老街换上新灯")].concat();
    let (articles, _) = records(&TextLines::of(&text)).expect("records");
    let seen: Vec<_> = articles
        .iter()
        .map(|a| (a.title.as_str(), a.source.as_str(), a.page.as_str(), a.date.map(|day| day.to_string())))
        .collect();
    let day = |day: &str| Some(day.to_owned());
    let expected =
        [("河畔新增公园", "兰河日报", "1", day("2024-03-01")), ("老街换上新灯", "云溪晚报", "2", day("2024-03-02"))];
    assert_eq!(seen, expected);
    assert!(articles.iter().all(|article| article.paragraphs == ["昨日，河畔新增三处公园。"]));
}

#[test]
fn numbers_with_the_count_of_all_stand_between_records() {
    let record = |number: u8, title: &str| {
        format!("({number}/2)\n标题：{title}\n来源：兰河日报\n日期：2024/03/05\n\n　　三家社区食堂开门。\n\n")
    };
    let (articles, _) =
        records(&TextLines::of(&(record(1, "社区食堂开门") + &record(2, "早市搬家")))).expect("records");
    assert_eq!(articles.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(), ["社区食堂开门", "早市搬家"]);
    assert!(articles.iter().all(|article| article.paragraphs == ["三家社区食堂开门。"]), "{articles:?}");
}
