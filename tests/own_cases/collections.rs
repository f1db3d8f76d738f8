//! Files in which a desk collected articles of several papers and days, and a day's issue in one file.

use crate::{ALL, Expected, bold, check, docx, page, paragraph, read};

/// Day, paper and page of each article of a file.
fn published(name: &str, bytes: &[u8]) -> Vec<[String; 3]> {
    let articles = read(name, bytes);
    assert_eq!(articles.len(), ALL.len(), "{articles:#?}");
    for (article, (title, ..)) in articles.iter().zip(&ALL) {
        assert_eq!(article.title, *title);
    }
    let day = |article: &policyvane::Article| article.date.map(|date| date.to_string()).unwrap_or_default();
    articles.iter().map(|article| [day(article), article.source.clone(), article.page.clone()]).collect()
}

const THREE_PAPERS: [[&str; 3]; 3] =
    [["2024-03-05", "兰河日报", "2"], ["2024-03-06", "云溪晚报", "A3"], ["2024-03-07", "平川日报", "1"]];

#[test]
fn each_article_bears_a_line_of_its_own_below_its_headline() {
    let line = |[day, paper, page]: [&str; 3]| format!("来源：{paper}　时间：{day}　版面：第{page}版");
    let text: String = ALL
        .iter()
        .zip(THREE_PAPERS)
        .map(|((title, first, second), credit)| format!("{title}\n{}\n\n{first}\n\n{second}\n\n\n", line(credit)))
        .collect();
    assert_eq!(published("汇总.txt", text.as_bytes()), THREE_PAPERS);
    let body: String = ALL
        .iter()
        .zip(THREE_PAPERS)
        .map(|((title, first, second), [day, paper, page])| {
            bold(title) + &paragraph(&format!("（{paper} {day} 第{page}版）")) + &paragraph(first) + &paragraph(second)
        })
        .collect();
    assert_eq!(published("汇总.docx", &docx(&body)), THREE_PAPERS);
}

#[test]
fn the_writer_of_any_name_may_stand_between_headline_and_line() {
    let writers = ["尼加提", "方舟", "买买提"];
    let body: String = ALL
        .iter()
        .zip(THREE_PAPERS.iter().zip(writers))
        .map(|((title, first, second), ([day, paper, _], writer))| {
            let line = format!("来源：{paper}　　发布时间：{day}");
            bold(title) + &paragraph(writer) + &paragraph(&line) + &paragraph(first) + &paragraph(second)
        })
        .collect();
    let expected = THREE_PAPERS.map(|[day, paper, _]| [day, paper, ""]);
    assert_eq!(published("学习参考.docx", &docx(&body)), expected);
}

#[test]
fn each_article_bears_a_credit_at_its_end() {
    let credit = |[day, paper, page]: [&str; 3]| {
        let (month, day) = (&day[6..7], &day[9..10]);
        format!("（{paper}{month}月{day}日{page}版）")
    };
    let body: String = ALL
        .iter()
        .zip(THREE_PAPERS)
        .map(|((title, first, second), told)| {
            bold(title) + &paragraph(first) + &paragraph(second) + &paragraph(&credit(told))
        })
        .collect();
    let document = docx(&(bold("每日剪报") + &paragraph("（2024年3月8日 第12期）") + &body));
    assert_eq!(published("剪报.docx", &document), THREE_PAPERS);
}

#[test]
fn a_reprint_on_a_page_stays_the_news_of_its_paper() {
    let text: String = ALL
        .iter()
        .map(|(title, first, second)| {
            format!("{title}\n　　{first}\n　　{second}\n　　（摘自《云溪晚报》2024年2月1日）\n\n")
        })
        .collect();
    let page = format!("兰河日报 2024年3月5日 星期二 第4版\n\n{text}");
    let found = published("x.txt", page.as_bytes());
    assert!(found.iter().all(|told| told == &["2024-03-05", "兰河日报", "4"]), "{found:?}");
}

#[test]
fn what_a_page_has_from_an_agency_is_its_own_news() {
    let text: String = ALL
        .iter()
        .map(|(title, first, second)| format!("{title}\n来源：新华社\n　　{first}\n　　{second}\n\n"))
        .collect();
    let found = published("x.txt", format!("兰河日报 2024年3月5日 星期二 第4版\n\n{text}").as_bytes());
    assert!(found.iter().all(|told| told == &["2024-03-05", "兰河日报", "4"]), "{found:?}");
}

#[test]
fn marks_of_pages_are_followed_within_a_file() {
    for (first, second) in
        [("【第01版】", "【第02版】"), ("=== 01版 要闻 ===", "=== 02版 民生 ==="), ("A01 要闻", "A02 民生")]
    {
        let text = format!(
            "兰河日报 2024年3月5日 星期二\n\n{first}\n{}\n{second}\n{}",
            page(&ALL[..1], "\n"),
            page(&ALL[1..], "\n")
        );
        let pages: Vec<String> = read("x.txt", text.as_bytes()).into_iter().map(|article| article.page).collect();
        let prefix = if first.starts_with('A') { "A0" } else { "" };
        assert_eq!(pages, [format!("{prefix}1"), format!("{prefix}2"), format!("{prefix}2")], "{text}");
    }
}

#[test]
fn drawn_rules_part_articles() {
    for rule in ["==========", "----------", "＊＊＊＊＊", "————————"] {
        let text: Vec<String> =
            ALL.iter().map(|(title, first, second)| format!("{title}\n　　{first}\n　　{second}\n")).collect();
        let text = text.join(&format!("{rule}\n"));
        check(
            "2024-03-05兰河日报.txt",
            text.as_bytes(),
            Expected { stories: &ALL, date: "2024-03-05", source: "兰河日报", page: "" },
        );
    }
}
