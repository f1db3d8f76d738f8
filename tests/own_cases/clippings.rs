//! Clippings and copies as archives, databases, applications and readers of digital papers give them.

use crate::{ALL, DOCTORS, Expected, PARKS, WATER, check, docx, paragraph, read};

const EXPECTED: Expected = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "" };
const THREE: Expected = Expected { stories: &ALL, ..EXPECTED };

fn body() -> String {
    format!("　　{}\n　　{}\n", PARKS.1, PARKS.2)
}

#[test]
fn menus_end_at_the_head_line_which_may_stand_above_the_headline() {
    let menu = "兰河网首页\n时政\n国际\n财经\n港澳\n台湾\n视频\n娱乐\n";
    let text = format!("{menu}2024 03/05 09:54:28\n来源：兰河日报\n字体：小 中 大\n分享到：\n{}\n{}", PARKS.0, body());
    check("a.txt", text.as_bytes(), EXPECTED);
    let text = format!("{menu}兰河网首页→文化→正文\n{}\n2024年03月05日 18:41 来源：兰河日报\n{}", PARKS.0, body());
    check("b.txt", text.as_bytes(), EXPECTED);
}

#[test]
fn the_reader_of_a_digital_paper_lists_headlines_above_the_article() {
    let list = format!("{}\n{}\n{}\n", WATER.0, PARKS.0, DOCTORS.0);
    for bar in ["上一篇  下一篇  2024年03月05日  放大  缩小  默认", "上一篇 下一篇 朗读 放大 缩小 默认"]
    {
        let text = format!(
            "兰河日报\n2024年03月05日 星期二\n第04版：政策解读\n\n上一版  下一版\n\n{list}\n{bar}\n\n{}\n{}",
            PARKS.0,
            body()
        );
        check("a.txt", text.as_bytes(), Expected { page: "4", ..EXPECTED });
    }
}

#[test]
fn head_lines_of_databases_and_clippers() {
    for head in [
        "今日云溪 | A12 | 民生 | By 方舟 | 2024-03-05",
        "今日云溪 2024年3月5日 A12版",
        "今日云溪　2024-03-05　方舟",
        "**今日云溪** | 2024年3月5日 | 第12版 | 方舟",
    ] {
        let text = format!("{}\n{head}\n\n{}", PARKS.0, body());
        check("a.txt", text.as_bytes(), Expected { source: "今日云溪", ..EXPECTED });
    }
    let text = format!(
        "{}\n作者：方舟;田薇\n报纸：兰河日报\n报纸日期：2024-03-05\n版号：002\n版名：民生\nDOI：10.0/a.2024\n正文：\n{}",
        PARKS.0,
        body()
    );
    check("b.txt", text.as_bytes(), Expected { page: "2", ..EXPECTED });
    let text = format!("{} 2024-03-05 16:57 来源：兰河日报\n{}", PARKS.0, body());
    check("c.txt", text.as_bytes(), EXPECTED);
    let text = format!("新华社新媒体专线\n2024-03-05 21:02:58\n稿件编号：202403050001\n\n{}\n\n{}", PARKS.0, body());
    check("d.txt", text.as_bytes(), Expected { source: "新华社", ..EXPECTED });
    let text = format!("{}\n兰河日报客户端\n方舟  2024-03-05 09:37\n\n{}", PARKS.0, body());
    check("e.txt", text.as_bytes(), Expected { source: "兰河日报客户端", ..EXPECTED });
}

#[test]
fn clippings_in_word_have_a_table_above_the_headline() {
    let fields = "媒体\n兰河日报\n日期\n2024.3.5\n版面\nA02\n记者\n方舟";
    let text: String = format!("{fields}\n{}\n{}", PARKS.0, body()).lines().map(paragraph).collect();
    check("a.docx", &docx(&text), Expected { page: "A02", ..EXPECTED });
}

#[test]
fn clippers_write_their_own_fields_into_markdown() {
    let text = format!(
        "---\ncreated: 2025-11-18T10:22:31 (UTC +08:00)\ntags: []\nsource: https://www.lanhe.example/2024/1.html\nauthor: \n---\n\n# {}\n\n> ## Excerpt\n> 3月4日，三处公园开放。\n\n---\n[首页](https://www.lanhe.example/) > [要闻](https://www.lanhe.example/yw/)\n\n2024-03-05 08:20　来源：[兰河日报](https://www.lanhe.example)\n\n{}\n\n{}\n",
        PARKS.0, PARKS.1, PARKS.2
    );
    check("a.md", text.as_bytes(), EXPECTED);
    let text = format!(
        "# {}\n\n原创 方舟  [ 兰河发布 ](javascript:void(0);) _2024-03-05 17:37_ _甘肃_\n\n{}\n\n{}\n",
        PARKS.0, PARKS.1, PARKS.2
    );
    check("b.md", text.as_bytes(), Expected { source: "兰河发布", ..EXPECTED });
}

#[test]
fn a_collection_names_paper_and_day_above_each_headline() {
    let article = |((title, first, second), paper): (&crate::Story, &str)| {
        format!("{paper} 2024年3月5日 A02版\n{title}\n　　{first}\n　　{second}\n\n")
    };
    let papers = ["今日云溪", "兰河日报", "南山时报"];
    let text: String = ALL.iter().zip(papers).map(article).collect();
    // The days differ, so that the lines part issues.
    let text = text.replacen("3月5日", "3月4日", 1);
    let found = read("a.txt", text.as_bytes());
    let sources: Vec<&str> = found.iter().map(|article| article.source.as_str()).collect();
    assert_eq!(sources, papers);
}

#[test]
fn digests_name_the_paper_at_the_end_of_an_item() {
    let item = |(title, first, _): &crate::Story| format!("【{title}】{first}（兰河日报）\n");
    let text: String = ALL.iter().map(item).collect();
    let found = read("a.txt", format!("每日要闻（2024年3月5日）\n{text}").as_bytes());
    assert!(found.len() == 3 && found.iter().all(|article| article.source == "兰河日报"), "{found:#?}");
    let item = |(title, first, _): &crate::Story| {
        format!("**{title}**\n\n{first}\n\n来源：兰河日报 [阅读原文](http://www.lanhe.example/1.htm)\n\n")
    };
    let text: String = ALL.iter().map(item).collect();
    let found = read("b.md", format!("# 早报｜2024年3月5日\n\n## 头条\n\n{text}").as_bytes());
    let seen: Vec<(&str, &str)> = found.iter().map(|a| (a.title.as_str(), a.source.as_str())).collect();
    assert_eq!(seen, ALL.map(|story| (story.0, "兰河日报")));
}

#[test]
fn a_collection_may_have_a_long_name_and_a_month() {
    let articles: String = (1..)
        .zip(ALL)
        .map(|(number, (title, first, second))| {
            format!("{number}. {title}\n（兰河日报 2024年3月5日）\n　　{first}\n　　{second}\n\n")
        })
        .collect();
    check("a.txt", format!("省级媒体报道我市情况汇编\n（2024年3月）\n\n{articles}").as_bytes(), THREE);
}
