//! What stands around the one article of a file: menus, leads, accounts, comments, cards of other articles, heads of mails.

use crate::{DOCTORS, Expected, PARKS, WATER, check, read};

const EXPECTED: Expected = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "" };

/// The text of a story behind a head.
fn article(head: &str) -> String {
    format!("{head}\n　　{}\n　　{}\n", PARKS.1, PARKS.2)
}

#[test]
fn menus_above_the_headline_are_no_part_of_it() {
    let title = PARKS.0;
    for menu in [
        "首页要闻时政民生视频专题数字报",
        "兰河首页　新闻　体育　汽车　房产",
        "首页\n要闻\n时政\n国际",
        "兰河要闻\n部门动态\n乡镇信息\n通知公告",
        "首页 要闻 时政 民生 视频\n新闻中心\n兰河要闻\n部门动态\n乡镇信息",
    ] {
        let text = article(&format!("{menu}\n{title}\n2024-03-05 来源：兰河日报"));
        check("a.txt", text.as_bytes(), EXPECTED);
    }
}

#[test]
fn the_moment_may_stand_on_several_lines() {
    let title = PARKS.0;
    for head in [
        format!("2024\n03/05\n09:21:33\n来源：兰河日报\n{title}\n字体：\n小\n中\n大"),
        format!("2024-03-05\n09:21:33\n来源：兰河日报\n{title}"),
        format!("{title}\n2024-03-05\n09:21\n来源：兰河日报"),
    ] {
        check("a.txt", article(&head).as_bytes(), EXPECTED);
    }
}

#[test]
fn accounts_and_authors_below_the_headline_are_no_part_of_it() {
    let title = PARKS.0;
    for (head, source, byline) in [
        ("林小禾 兰河发布\n2024年3月5日 18:02\n云南", "兰河发布", "林小禾"),
        ("城事观察\n2024-03-05 15:27\n来源：兰河日报", "兰河日报", ""),
        ("2024-03-05 18:02\n·\n兰河融媒\n关注", "兰河融媒", ""),
        ("兰河日报\n林禾\n2024-03-05", "兰河日报", "林禾"),
    ] {
        let text = article(&format!("{title}\n{head}"));
        check("a.txt", text.as_bytes(), Expected { source, ..EXPECTED });
        let found = read("a.txt", text.as_bytes());
        // The reporter of the text is named where no other author is.
        let byline = if byline.is_empty() { "林小禾" } else { byline };
        assert_eq!(found[0].byline, byline, "{head}");
    }
}

#[test]
fn a_lead_above_the_head_line_is_text() {
    const LEAD: &str = "三处公园一开放，就成了不少老人每天必去的地方。";
    for head in ["2024-03-05 来源：兰河日报", "林小禾 · 2024/03/05 11:00　浏览 3.2w　来源：兰河日报"]
    {
        let found = read("a.txt", article(&format!("{}\n{LEAD}\n{head}", PARKS.0)).as_bytes());
        assert_eq!(
            (found.len(), found[0].title.as_str(), found[0].source.as_str()),
            (1, PARKS.0, "兰河日报"),
            "{head}"
        );
        assert!(found[0].text.starts_with(LEAD) && found[0].date.is_some(), "{head}");
    }
}

#[test]
fn comments_end_a_web_page() {
    const COMMENTS: &str = "评论列表\n网友甲 2024-03-06 11:20\n公园修得真好，我每天晚饭后都去走一圈。\n";
    let text = article(&format!("{}\n2024-03-05 08:33 来源：兰河日报", PARKS.0)) + COMMENTS;
    check("a.txt", text.as_bytes(), EXPECTED);
}

#[test]
fn fields_stand_above_plain_text_as_well() {
    for quote in ["", "\"", "'"] {
        let head =
            format!("---\ntitle: {quote}{}{quote}\ndate: 2024-03-05\nsource: 兰河日报\ntags: [公园]\n---\n", PARKS.0);
        check("a.txt", article(&head).as_bytes(), EXPECTED);
    }
}

#[test]
fn databases_write_paper_day_and_page_with_marks() {
    for (line, page) in [
        ("兰河日报 . 2024-03-05 (012)", "12"),
        ("[N].兰河日报,2024-03-05(001).", "1"),
        ("（兰河日报 2024-03-05 A03）", "A03"),
    ] {
        let text = article(&format!("{}\n{line}", PARKS.0));
        check("a.txt", text.as_bytes(), Expected { page, ..EXPECTED });
    }
}

#[test]
fn mails_send_an_article() {
    let sent = article(&format!("{}\n来源：兰河日报 2024-03-05", PARKS.0));
    let subject = PARKS.0;
    for head in [
        format!("From: 方舟\nDate: 2024年3月6日 9:30\nSubject: Fw: {subject}\n"),
        format!(
            "-----原始邮件-----\n发件人:\"方舟\" <a@example.org>\n发送时间:2024-03-06 09:30:00\n收件人: b@example.org\n主题: {subject}\n"
        ),
        format!(
            "发件人: 宣传科\n发送时间: 2024年3月6日 9:30\n收件人: 各科室\n主题: 转发: {subject}\n\n各位同事：\n请阅。\n\n---------- 转发的邮件 ----------"
        ),
    ] {
        check("a.txt", format!("{head}\n{sent}").as_bytes(), EXPECTED);
    }
}

#[test]
fn cards_of_other_articles_are_no_text() {
    let (title, first, second) = PARKS;
    let card = |(title, first, _): crate::Story| {
        format!("<div class=\"item\"><a href=\"1.html\">{title}</a><p>{first}</p><span>2024-03-04</span></div>")
    };
    let cards = card(WATER) + &card(DOCTORS);
    let article = format!(
        "<h1>{title}</h1><div>2024-03-05 来源：兰河日报</div><div class=\"content\"><p>{first}</p><p>{second}</p></div>"
    );
    for around in [
        format!("{article}<div class=\"more\"><h3>更多新闻</h3>{cards}</div>"),
        format!("{article}<div class=\"list\">{cards}</div>"),
        format!("<div class=\"top\">{cards}</div>{article}"),
    ] {
        let page = format!(
            "<html><head><meta charset=\"utf-8\"><title>{title}_兰河新闻网</title></head><body>{around}</body></html>"
        );
        check("a.html", page.as_bytes(), EXPECTED);
    }
}

#[test]
fn the_title_of_a_page_may_be_that_of_its_site() {
    let (title, first, second) = PARKS;
    let text = format!("<td>　　{first}<br>　　{second}</td>");
    for (named, headline, about) in [
        (
            "兰河市园林局",
            format!("<td align=center><font size=5><b>{title}</b></font></td>"),
            "作者：办公室 发布时间：2024-03-05",
        ),
        (
            "兰河市园林绿化局 工作动态 河畔新增三处便民公园",
            format!("<td class=\"title\">{title}</td>"),
            "发布日期：2024-03-05 16:40 字号：[ 大 中 小 ]",
        ),
        ("学习强国", format!("<td><div class=\"render-detail-title\">{title}</div></td>"), "来源：兰河日报 2024-03-05"),
    ] {
        let page = format!(
            "<html><head><meta charset=\"utf-8\"><title>{named}</title></head><body><table><tr>{headline}</tr><tr><td>{about}</td></tr><tr>{text}</tr></table></body></html>"
        );
        check("a.html", page.as_bytes(), Expected { source: "", ..EXPECTED });
    }
}

#[test]
fn fields_may_stand_in_brackets() {
    for (line, source) in [
        ("[ 信息发布：兰河市教育局 ] [ 发布时间：2024-03-05 ] [ 字体：大 中 小 ]", "兰河市教育局"),
        ("【信息来源：兰河市教育局】【信息时间：2024-03-05 10:22 阅读次数：12】【字号 大 中 小】", "兰河市教育局"),
    ] {
        let text = article(&format!("{}\n{line}", PARKS.0));
        check("a.txt", text.as_bytes(), Expected { source, ..EXPECTED });
    }
}

#[test]
fn a_source_with_a_label_is_not_the_writer_beside_the_day() {
    for head in ["林小禾 · 2024/03/05 10:22\n来源：兰河日报", "记者 林小禾 2024-03-05 10:22\n来源：兰河日报"]
    {
        check("a.txt", article(&format!("{}\n{head}", PARKS.0)).as_bytes(), EXPECTED);
    }
}

#[test]
fn collections_number_their_articles_and_tell_below_each_where_it_is_from() {
    let day = |number: usize| format!("2024-03-0{}", number + 4);
    let lines: String = (1..)
        .zip(crate::ALL)
        .map(|(number, (title, first, second))| {
            format!("{number}.{title}\n　　{first}\n　　{second}\n（兰河日报 2024年3月{}日）\n\n", number + 4)
        })
        .collect();
    let found = read("a.txt", lines.as_bytes());
    let told: Vec<_> = found.iter().map(|a| (a.title.as_str(), a.date.map(|date| date.to_string()))).collect();
    let expected: Vec<_> = (1..).zip(crate::ALL).map(|(number, story)| (story.0, Some(day(number)))).collect();
    assert_eq!(told, expected);
}
