//! Lines that tell paper, day and page, wherever they stand; files of several issues; web pages with several articles.

use crate::{ALL, DOCTORS, Expected, PARKS, WATER, check, read};

const ISSUE: Expected = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "" };

#[test]
fn a_line_below_the_headline_or_below_the_text_tells_the_issue() {
    let (title, first, second) = PARKS;
    for (line, page) in [
        ("《兰河日报》（2024年3月5日 第02版）", "2"),
        ("2024-03-05 兰河日报 02版", "2"),
        ("兰河日报/2024年/3月/5日/第002版", "2"),
        ("来源：《兰河日报》2024年3月5日2版", "2"),
        ("（2024年3月5日《兰河日报》第3版 作者：林小禾）", "3"),
        ("兰河日报 2024年3月5日", ""),
    ] {
        let below_headline = format!("{title}\n{line}\n　　{first}\n　　{second}\n");
        check("a.txt", below_headline.as_bytes(), Expected { page, ..ISSUE });
        let below_text = format!("{title}\n　　{first}\n　　{second}\n{line}\n");
        let found = read("a.txt", below_text.as_bytes());
        let told: Vec<_> = found
            .iter()
            .map(|a| (a.title.as_str(), a.source.as_str(), a.page.as_str(), a.date.map(|date| date.to_string())))
            .collect();
        assert_eq!(told, [(title, "兰河日报", page, Some("2024-03-05".to_owned()))], "{line}");
    }
}

#[test]
fn authors_that_stand_alone_are_no_headline() {
    let (title, first, second) = PARKS;
    for line in ["林小禾", "林  禾", "□ 林小禾"] {
        let text = format!("{title}\n\n{line}\n\n　　{first}\n　　{second}\n");
        check("兰河日报2024-03-05.txt", text.as_bytes(), ISSUE);
    }
}

#[test]
fn issues_of_several_days_in_one_file() {
    for masthead in ["兰河日报 2024年3月{}日 星期一", "2024-03-0{}", "【2024年3月{}日】", "兰河日报\n2024年3月{}日"]
    {
        let text: String = (5..)
            .zip(ALL)
            .map(|(day, (title, first, second))| {
                format!("{}\n\n{title}\n　　{first}\n　　{second}\n\n", masthead.replace("{}", &day.to_string()))
            })
            .collect();
        let days: Vec<String> = read("合订.txt", text.as_bytes())
            .iter()
            .map(|a| a.date.map(|d| d.to_string()).unwrap_or_default())
            .collect();
        assert_eq!(days, ["2024-03-05", "2024-03-06", "2024-03-07"], "{masthead}");
    }
}

#[test]
fn web_pages_with_several_articles() {
    let paragraphs = |(_, first, second): crate::Story| format!("<p>　　{first}</p><p>　　{second}</p>");
    let all = Expected { stories: &ALL, date: "2024-03-05", source: "兰河日报", page: "2" };
    let articles = |open: &str, close: &str| -> String {
        ALL.iter()
            .map(|story| format!("{}{}{}{close}", open, format_args!("{}</h2>", story.0), paragraphs(*story)))
            .collect()
    };
    let blocks = articles("<div class=\"article\"><h2>", "</div>");
    let flat = articles("<h2>", "");
    for page in [
        format!("<title>兰河日报 2024年3月5日 第02版 综合</title><h1>兰河日报</h1><p>2024年3月5日 第02版</p>{blocks}"),
        format!(
            "<title>兰河日报 2024年3月5日 第02版</title><div><h1>兰河日报</h1><p>2024年3月5日 第02版</p></div><div>{flat}</div>"
        ),
    ] {
        check("page.html", format!("<html><meta charset=utf-8>{page}</html>").as_bytes(), all);
    }
    // A single article with sections, below its headline, stays one.
    let (title, first, second) = DOCTORS;
    let one = format!(
        "<html><meta charset=utf-8><title>{title}_兰河新闻网</title><h1>{title}</h1><p>2024-03-05 来源：兰河日报</p><div><h2>怎么开</h2>\
         <p>{first}</p><h2>怎么付</h2><p>{second}</p></div></html>"
    );
    assert_eq!(read("one.html", one.as_bytes()).len(), 1);
}

#[test]
fn tables_with_a_row_for_each_paragraph_and_papers_as_keys() {
    let rows: String = [PARKS, WATER]
        .iter()
        .zip(1..)
        .flat_map(|((title, first, second), id)| {
            [first, second]
                .into_iter()
                .zip(1..)
                .map(move |(text, number)| format!("{id},{title},2024-03-05,兰河日报,{number},{text}\n"))
        })
        .collect();
    let two = Expected { stories: &[PARKS, WATER], page: "", ..ISSUE };
    check("段落.csv", format!("文章编号,标题,日期,报纸,段落序号,段落\n{rows}").as_bytes(), two);
    let article =
        |(title, first, second): crate::Story| format!("{{\"标题\":\"{title}\",\"正文\":\"{first}\\n{second}\"}}");
    let json = format!("{{\"兰河日报\":{{\"2024-03-05\":[{},{}]}}}}", article(PARKS), article(WATER));
    check("报纸.json", json.as_bytes(), two);
}

#[test]
fn the_mark_of_an_end_below_each_article_loses_none() {
    for mark in ["【完】", "（完）", "上一篇 下一篇"] {
        let text: String = ALL
            .iter()
            .map(|(title, first, second)| {
                // Without the opening of a report nothing else shows that the file holds several.
                let first = first.split_once('）').map_or(*first, |(_, rest)| rest);
                format!("{title}\n　　{first}\n　　{second}\n\n{mark}\n\n")
            })
            .collect();
        let titles: Vec<String> =
            read("兰河日报2024-03-05.txt", text.as_bytes()).into_iter().map(|a| a.title).collect();
        assert_eq!(titles, ALL.map(|story| story.0), "{mark}");
    }
}

#[test]
fn the_index_of_an_issue_is_no_headline_whatever_its_marks() {
    let (title, first, second) = PARKS;
    let page = format!("兰河日报\n2024年3月5日 星期二\n\n{{index}}\n\n{title}\n　　{first}\n　　{second}\n");
    for index in [
        "今日导读\n▶2版 县医院推出夜间门诊\n▶3版 雨季来临 小心用电",
        "今日看点\n县医院推出夜间门诊 >>02\n雨季来临 小心用电 >>03",
        "【导读】\n县医院推出夜间门诊\n第2版\n雨季来临 小心用电\n第3版",
    ] {
        check("a.txt", page.replace("{index}", index).as_bytes(), ISSUE);
    }
}

#[test]
fn a_sentence_above_the_photographer_is_a_caption() {
    let (title, first, second) = PARKS;
    let (other, text, more) = WATER;
    let page = format!(
        "兰河日报\n2024年3月5日 星期二\n\n{title}\n　　{first}\n　　{second}\n　　3月4日，市民在河畔公园赏花。\n　　本报记者 林小禾 摄\n\n\
         {other}\n　　{text}\n　　{more}\n"
    );
    check("a.txt", page.as_bytes(), Expected { stories: &[PARKS, WATER], ..ISSUE });
    assert!(read("a.txt", page.as_bytes())[0].captions[0].contains("赏花"));
}

#[test]
fn the_names_of_columns_may_stand_below_others() {
    let (title, first, second) = PARKS;
    let row = format!("1,兰河日报,2024-03-05,{title},{first}{second}\n");
    for head in ["基本信息,,,内容,\n", "兰河媒体报道汇总表,,,,\n填报单位：宣传部,,,,2024年3月31日\n"]
    {
        let table = format!("{head}序号,媒体名称,刊发日期,标题,正文\n{row}");
        check("a.csv", table.as_bytes(), ISSUE);
    }
    let table = format!("序号,发文单位,印发日期,政策名称,全文内容\n{row}");
    check("a.csv", table.as_bytes(), ISSUE);
}

#[test]
fn a_name_alone_below_the_headline_is_the_author() {
    let page: String = ALL
        .iter()
        .zip(["林禾", "何晓岚", "陈舟"])
        .map(|((title, first, second), name)| {
            format!("{title}\n{name}\n　　{}\n　　{second}\n\n", first.split_once('）').map_or("", |(_, text)| text))
        })
        .collect();
    let found = read("a.txt", format!("兰河日报 2024年3月5日 第02版：综合\n\n{page}").as_bytes());
    let told: Vec<_> = found.iter().map(|a| (a.title.as_str(), a.byline.as_str())).collect();
    assert_eq!(told, [(PARKS.0, "林禾"), (WATER.0, "何晓岚"), (DOCTORS.0, "陈舟")]);
}

#[test]
fn mastheads_of_two_lines_and_papers_that_call_themselves_news() {
    let (title, first, second) = PARKS;
    for (masthead, source) in [
        ("2024年3月5日 星期二 责编/林禾 版式/何岚 校对/陈舟\nA02 兰河日报 社会", "兰河日报"),
        ("松江新闻 2024-03-05 第02版：经济", "松江新闻"),
    ] {
        let page = format!(
            "{masthead}\n\n{title}\n　　{first}\n　　{second}\n\n{}\n　　{}\n　　{}\n",
            WATER.0, WATER.1, WATER.2
        );
        check("a.txt", page.as_bytes(), Expected { stories: &[PARKS, WATER], source, ..ISSUE });
    }
}
