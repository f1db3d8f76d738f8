//! Texts whose fields bear names, lists of briefs, tagged corpora, credits and signatures below texts, and pages without an
//! article.

use policyvane::corpus::{Inputs, ReadOptions};

use crate::{ALL, Expected, PARKS, Story, THREE, check, read, records};

const ISSUE: Expected = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "2" };

/// The text of a story without the opening of a report, so that nothing but its fields shows where it begins.
fn plain((_, first, second): Story) -> (&'static str, &'static str) {
    (first.split_once('）').map_or(first, |(_, rest)| rest), second)
}

fn titles(name: &str, text: &str) -> Vec<String> {
    read(name, text.as_bytes()).into_iter().map(|article| article.title).collect()
}

#[test]
fn one_article_below_its_named_fields() {
    let (title, first, second) = PARKS;
    for head in [
        format!("【标题】{title}\n【作者】林小禾\n【来源】兰河日报\n【日期】2024.03.05\n【版次】2\n【正文】"),
        format!("标题: {title}\n副标题: 无\n发布日期: 20240305\n媒体: 兰河日报\n版面: 02\n链接:\n\n"),
        format!("题名：{title}\n报纸名称：兰河日报\n报纸日期：2024-03-05\n版号：02\n正文快照："),
        format!("Title-题名: {title}\nSource-文献来源: 兰河日报\nPubTime-发表时间: 2024-03-05\n版次：2\n内容：\n"),
    ] {
        check("a.txt", format!("{head}{first}\n{second}\n").as_bytes(), ISSUE);
    }
}

#[test]
fn records_of_crawlers_and_databases() {
    let all = Expected { stories: &ALL, date: "2024-03-05", source: "兰河日报", page: "" };
    let of = |record: &dyn Fn(Story) -> String| ALL.iter().map(|story| record(*story)).collect::<String>();
    for text in [
        of(&|(title, first, second)| {
            format!("新闻标题：{title}\n发布时间：2024-03-05\n来源：兰河日报\n新闻内容：\n{first}\n{second}\n\n")
        }),
        of(&|(title, first, second)| {
            format!("<text title=\"{title}\" date=\"2024-03-05\" source=\"兰河日报\">\n{first}\n{second}\n</text>\n")
        }),
        of(&|(title, first, second)| {
            format!(
                "<doc>\n<url>http://a.example/20240305/1.html</url>\n<source>兰河日报</source>\n<contenttitle>{title}</contenttitle>\n<content>{first}</content>\n<content>{second}</content>\n</doc>\n"
            )
        }),
    ] {
        check("a.txt", text.as_bytes(), all);
    }
}

#[test]
fn lists_of_briefs() {
    let expected = ALL.map(|story| story.0);
    let numbered = |above: &str, mark: &dyn Fn(usize) -> String| {
        let item = |(at, story): (usize, &Story)| {
            let (first, second) = plain(*story);
            format!("{}{}\n{first}\n{second}\n", mark(at + 1), story.0)
        };
        format!("{above}{}", ALL.iter().enumerate().map(item).collect::<String>())
    };
    let han = ["", "一", "二", "三"];
    for text in [
        numbered("本周要闻\n", &|number| format!("{number}、")),
        numbered("", &|number| format!("{number}. ")),
        numbered("一周民生汇总\n", &|number| format!("{}、", han[number])),
        format!(
            "县域简讯\n{}",
            ALL.iter().map(|story| format!("●【{}】{}\n", story.0, plain(*story).0)).collect::<String>()
        ),
        numbered("", &|number| format!("第{number}篇\n")),
        ALL.iter().map(|story| format!("{}\n　　{}\n　　{}\n\n* * *\n\n", story.0, plain(*story).0, story.2)).collect(),
    ] {
        assert_eq!(titles("兰河日报2024-03-05.txt", &text), expected, "{text}");
    }
}

#[test]
fn parts_of_a_document_are_no_briefs() {
    let part = |number: &str, name: &str| format!("{number}、{name}\n{}\n", plain(PARKS).1);
    for text in [
        format!(
            "云溪县去年办成的三件实事\n{}{}{}",
            part("1", "修好三座公园"),
            part("2", "接通沿河步道"),
            part("3", "点亮老城街灯")
        ),
        format!("关于做好绿化工作的通知\n各乡镇：\n{}{}", part("一", "提高思想认识"), part("二", "落实工作责任")),
    ] {
        assert_eq!(read("a.txt", text.as_bytes()).len(), 1, "{text}");
    }
}

#[test]
fn what_stands_below_a_text_belongs_to_it() {
    for credit in ["《兰河日报》2024年3月{}日第2版", "（摘自《兰河日报》2024年3月{}日）"] {
        let text: String = (5..)
            .zip(ALL)
            .map(|(day, story)| {
                let (first, second) = plain(story);
                format!("{}\n{first}\n{second}\n{}\n\n", story.0, credit.replace("{}", &day.to_string()))
            })
            .collect();
        let found = read("下载.txt", text.as_bytes());
        let seen: Vec<_> =
            found.iter().map(|a| (a.title.as_str(), a.date.map(|day| day.to_string()).unwrap_or_default())).collect();
        let expected: Vec<_> = (5..).zip(ALL).map(|(day, story)| (story.0, format!("2024-03-0{day}"))).collect();
        assert_eq!(seen, expected, "{credit}");
    }
    let (first, second) = plain(PARKS);
    let signed = format!("关于开放便民公园的通知\n\n各街道：\n{first}\n{second}\n\n兰河市园林局\n2024年3月5日\n");
    let found = read("通知.txt", signed.as_bytes());
    let days: Vec<_> = found.iter().map(|article| article.date.map(|day| day.to_string())).collect();
    assert_eq!(days, [Some("2024-03-05".to_owned())]);
}

#[test]
fn a_text_in_blocks_is_one_text() {
    let (title, first, second) = PARKS;
    for date in ["/Date(1709600000000)/", "2024-03-05"] {
        let json = format!(
            "{{\"items\":[{{\"title\":\"{title}\",\"date\":\"{date}\",\"source\":\"兰河日报\",\"body\":[{{\"type\":\"text\",\"text\":\"{first}\"}},{{\"type\":\"text\",\"text\":\"{second}\"}}]}}]}}"
        );
        check("a.json", json.as_bytes(), Expected { page: "", ..ISSUE });
    }
}

#[test]
fn pages_that_serve_a_site_are_named_and_hold_no_article() {
    let page = |title: &str, text: &str| format!("<html><title>{title}</title><h1>{title}</h1><p>{text}</p></html>");
    let statement = "很抱歉，您要访问的页面不存在或已被删除，请检查网址是否正确，或返回首页继续浏览其他内容。";
    for html in [
        page("404-您访问的页面不存在", statement),
        page("用户登录", "数字报全文阅读需登录后使用，请输入用户名和密码，没有账号的请先注册。"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.html"), &html).expect("a file");
        let mut problems = Vec::new();
        let typed = folder.path().to_str().expect("a path that is text");
        let inputs = Inputs::find(&[typed], ReadOptions::default(), None, None, &mut problems).expect("a file");
        let _ = inputs.read(&mut problems, 64, |portion, _| {
            assert!(portion.is_empty(), "{html}");
            Ok(())
        });
        assert!(problems.iter().any(|problem| problem.to_string().contains("holds no article")), "{problems:?}");
    }
}

#[test]
fn names_of_files_tell_page_and_headline() {
    let (first, second) = plain(PARKS);
    let text = format!("　　{first}\n　　{second}\n");
    for name in ["兰河日报_20240305_A02_河畔新增三处便民公园.txt", "河畔新增三处便民公园(兰河日报20240305).txt"]
    {
        let found = read(name, text.as_bytes());
        assert_eq!(found[0].title, PARKS.0, "{name}");
        assert_eq!((found.len(), found[0].source.as_str()), (1, "兰河日报"), "{name}");
    }
    for name in ["兰河日报/2024-03-05/A02/3.txt", "兰河日报_20240305_A02_头条.txt"] {
        assert_eq!(read(name, text.as_bytes())[0].page, "A02", "{name}");
    }
}

#[test]
fn crawlers_write_where_they_took_each_article_from() {
    let numbered = records(|at, (title, first, second)| {
        format!("{at}. {title}\n链接：https://news.example.cn/{at}\n　　{first}\n　　{second}\n\n")
    });
    check("a.txt", format!("兰河日报（2024年3月5日）\n\n{numbered}").as_bytes(), THREE);
    let markdown = records(|at, (title, first, second)| {
        format!(
            "## {title}\n\n> 来源：兰河日报 | 日期：2024-03-05 | 版面：01\n\n{first}\n\n{second}\n\n[查看原文](https://news.example.cn/{at})\n\n"
        )
    });
    check("b.md", format!("# 兰河日报 2024-03-05\n\n{markdown}").as_bytes(), Expected { page: "1", ..THREE });
    let parted = records(|at, (title, first, second)| {
        format!(
            "{}\n第0{at}版 要闻\n{title}\n作者：柏 青\nURL: https://news.example.cn/{at}.html\n　　{first}\n　　{second}\n\n",
            "*".repeat(40)
        )
    });
    check("c.txt", format!("兰河日报 2024-03-05\n\n{parted}").as_bytes(), THREE);
}

#[test]
fn the_heading_of_an_issue_tells_its_day() {
    let items = records(|at, (title, first, second)| format!("## {at}. {title}\n\n{first}\n\n{second}\n\n"));
    check("a.md", format!("# 兰河日报 2024-03-05\n\n{items}").as_bytes(), THREE);
}
