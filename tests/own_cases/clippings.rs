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

#[test]
fn bulletins_collect_what_papers_wrote() {
    let head = "舆情快报\n第164期\n县委网信办　　2024年3月7日\n\n";
    let foot = "报：县委常委，县人大、县政府、县政协主要领导。\n送：县直有关单位。\n";
    let of = |(number, (title, first, second)): (&str, crate::Story)| {
        format!("{number}{title}\n（兰河日报 2024年3月5日）\n　　{first}\n　　{second}\n")
    };
    for numbers in [["一、", "二、", "三、"], ["1.", "2.", "3."], ["", "", ""]] {
        let contents: String =
            numbers.iter().zip(ALL).map(|(number, story)| format!("{number}{}\n", story.0)).collect();
        let articles: String = numbers.into_iter().zip(ALL).map(of).collect();
        check("a.txt", format!("{head}{articles}{foot}").as_bytes(), THREE);
        check("b.txt", format!("{head}本期目录\n{contents}\n{articles}{foot}").as_bytes(), THREE);
    }
}

#[test]
fn bulletins_of_offices_stand_above_the_headline() {
    let head = "工 作 简 报\n第17期\n兰河市优化办　　　　　2024年3月5日\n━━━━━━━━━━\n";
    check("a.txt", format!("{head}{}\n{}", PARKS.0, body()).as_bytes(), Expected { source: "", ..EXPECTED });
    // A bulletin may have any name, where its issuer stands between its number and a rule.
    let head = "媒体看兰河\n第17期\n兰河市委宣传部新闻科编　　2024年3月8日\n——————————\n";
    let text = format!("{head}{}\n《兰河日报》（2024年3月5日 第4版）\n{}", PARKS.0, body());
    check("d.txt", text.as_bytes(), Expected { page: "4", ..EXPECTED });
    let head = "舆情专报\n（2024 年第 28 期）\n";
    let text =
        format!("{head}{}\n发布媒体：兰河日报　　发布时间：2024-3-5　首发平台：网站　转载量：36\n{}", PARKS.0, body());
    check("b.txt", text.as_bytes(), EXPECTED);
    let fields = "刊发媒体：兰河日报\n刊发时间：2024年3月5日\n刊发版面：第4版 头条\n作者：方舟";
    let text: String = format!("{fields}\n{}\n{}", PARKS.0, body()).lines().map(paragraph).collect();
    check("c.docx", &docx(&text), EXPECTED);
}

#[test]
fn applications_and_platforms_name_outlet_and_day() {
    let text =
        format!("打开云溪新闻客户端，提升3倍流畅度\n{}\n云溪新闻 方舟\n2024-03-05 19:14:14\n{}", PARKS.0, body());
    check("a.txt", text.as_bytes(), Expected { source: "云溪新闻", ..EXPECTED });
    let text: String = format!("{}\nhttps://mp.weixin.qq.com/s/3kJ\n云溪观察 · 2024/03/05\n{}", PARKS.0, body())
        .lines()
        .map(paragraph)
        .collect();
    check("b.docx", &docx(&text), Expected { source: "云溪观察", ..EXPECTED });
    let text = format!(
        "慧科新闻 WiseSearch\n兰河日报 | 2024-03-05\nA06 | 要闻 | 记者 方舟 | 字数：271 字\n{}\n{}",
        PARKS.0,
        body()
    );
    check("c.txt", text.as_bytes(), Expected { page: "A06", ..EXPECTED });
    let text = format!(
        "发件人: 新闻中心 <news@lanhe.example>\n收件人: 各处室\n日期: 2024年12月2日 9:01\n主题: 转：{0}\n\n{0}\n来源：兰河日报　发布时间：2024-03-05\n\n{1}",
        PARKS.0,
        body()
    );
    check("d.txt", text.as_bytes(), EXPECTED);
}

#[test]
fn web_pages_mark_headline_and_outlet_in_their_own_ways() {
    let paragraphs = format!("<p>{}</p><p>{}</p>", PARKS.1, PARKS.2);
    let page = format!(
        "<html><head><title>兰河市园林局 工作动态 {0}</title></head><body><table><tr><td class=title><!--<$[标题名称(html)]>begin-->{0}<!--<$[标题名称(html)]>end--></td></tr><tr><td>发布日期：2024-03-05</td><td>信息来源：兰河日报</td></tr><tr><td><div id=zoom>{paragraphs}</div></td></tr></table></body></html>",
        PARKS.0
    );
    check("a.html", page.as_bytes(), EXPECTED);
    let page = format!(
        "<html><head><title>{0}</title></head><body><div class=app-download>打开云溪新闻客户端，提升3倍流畅度</div><div class=detail-title>{0}</div><div class=detail-sub><div class=flex><span>云溪新闻</span>\n<span>方舟</span></div><div>2024-03-05 13:55:58</div></div><div class=detail-content>{paragraphs}</div></body></html>",
        PARKS.0
    );
    check("b.html", page.as_bytes(), Expected { source: "云溪新闻", ..EXPECTED });
    let page = format!(
        "<html><head><title>{0} - 兰河日报数字报</title></head><body><div class=dateBox><span>2024年03月05日</span> <em>星期二</em> <a>往期</a></div><div class=bar><a>上一篇</a> <a>下一篇</a> <a>放大</a> <a>缩小</a></div><h2>{0}</h2><p class=info>日期：03-05　版次：A12　作者：方舟</p><div class=articleContent>{paragraphs}</div></body></html>",
        PARKS.0
    );
    check("c.html", page.as_bytes(), EXPECTED);
}

#[test]
fn tables_hold_paper_and_day_in_one_column_or_under_other_names() {
    let row = |(title, first, second): &crate::Story| format!("{title},兰河日报 2024年3月5日 A06版,{first}{second}\n");
    let rows: String = ALL.iter().map(row).collect();
    check("a.csv", format!("标题,出处,正文\n{rows}").as_bytes(), Expected { page: "A06", ..THREE });
    let row = |(title, first, second): &crate::Story| {
        format!("{title},发布时间：2024-03-05 08:10　来源：兰河日报　点击：9次,{first}{second}\n")
    };
    let rows: String = ALL.iter().map(row).collect();
    check("b.csv", format!("标题,信息,正文\n{rows}").as_bytes(), THREE);
    let row = |(title, first, second): &crate::Story| format!("{title},《兰河日报》,2024-03-05,{first}{second}\n");
    let rows: String = ALL.iter().map(row).collect();
    check("c.csv", format!("题目,刊载报纸,时间,内容\n{rows}").as_bytes(), THREE);
}
