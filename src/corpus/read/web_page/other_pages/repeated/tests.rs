//! Tests of pages that repeat an element for each of their articles, and of single articles that do so for their parts.

use scraper::Html;

use super::*;

const TEXT: &str = "昨天，三家社区食堂在河畔新区开门，老人凭证优惠，一顿饭只要八元钱，送餐上门不另收钱，街坊都说方便。";
const TITLES: [&str; 3] = ["社区食堂昨天开门", "早市搬进新的大棚", "渡口重新通了班车"];

fn found(body: &str) -> Vec<WebArticle> {
    let page = Html::parse_document(&format!("<html><body>{body}</body></html>"));
    articles(&Outline::new(&page))
}

fn read(body: &str) -> Vec<(String, String, String)> {
    let told = |a: WebArticle| (a.title, a.date.map(|day| day.to_string()).unwrap_or_default(), a.source);
    found(body).into_iter().map(told).collect()
}

fn rows(source: &str) -> Vec<(String, String, String)> {
    let row = |(title, day): (&str, usize)| (title.to_owned(), format!("2024-03-0{day}"), source.to_owned());
    TITLES.into_iter().zip(5..).map(row).collect()
}

fn text() -> String {
    format!("<p>{TEXT}</p>").repeat(4)
}

/// Three elements, made from headline and day.
fn three(element: impl Fn(&str, usize) -> String) -> String {
    TITLES.into_iter().zip(5..).map(|(title, day)| element(title, day)).collect()
}

/// Elements with a line below each headline.
fn with_line(line: &str) -> String {
    three(|title, day| {
        let line = line.replace('#', &day.to_string());
        format!("<div class=part><h3>{title}</h3><p>{line}</p>{}</div>", text())
    })
}

#[test]
fn databases_name_the_headline_by_its_class() {
    let page = three(|title, day| {
        format!(
            "<div class='article zh'><div><span class=zhHeadline>{title}</span></div><div>何晓岚</div><div>834 字</div>\
             <div>2024 年 3 月 {day} 日</div><div>兰河日报</div><div>LANHE</div>{}<p>文件 LANHE01</p></div><hr>",
            text()
        )
    });
    assert_eq!(read(&page), rows("兰河日报"));
    assert!(read(&format!("<h2>兰河三件事</h2>{page}")).is_empty(), "a headline above them");
}

#[test]
fn the_day_on_which_somebody_kept_an_article_is_not_its_own() {
    let list = |named: &str| {
        let items = three(|title, day| {
            format!(
                "<li class='item'><h2>{title}</h2><table><tr><th>报纸名称</th><td>兰河日报</td></tr><tr><th>添加日期</th>\
                 <td>2024/10/8</td></tr><tr><th>{named}</th><td>2024-03-0{day}</td></tr></table><h3>笔记：</h3><ul><li>{}</li></ul></li>",
                text()
            )
        });
        format!("<ul>{items}</ul>")
    };
    assert_eq!(read(&list("日期")), rows("兰河日报"));
    assert!(read(&list("施行日期")).is_empty());
}

#[test]
fn letters_of_news_tell_paper_and_day_on_one_line() {
    let items = with_line("兰河日报 | 2024-03-0# 08:12 | <a href=x>原文</a>");
    let page = format!("<p>各位同事：今日监测如下。</p>{items}<p>本邮件由系统发送</p>");
    assert_eq!(read(&page), rows("兰河日报"));
    let articles = found(&page);
    assert!(articles.iter().all(|article| article.paragraphs == [TEXT; 4]));
    // What stands around them is kept beside the first and the last.
    assert_eq!(articles[0].editors.first().map(String::as_str), Some("各位同事：今日监测如下。"));
    assert_eq!(articles[2].editors.last().map(String::as_str), Some("本邮件由系统发送"));
    assert_eq!(read(&format!("<h1>兰河日报剪报</h1><p>2024年3月10日</p>{items}")), rows("兰河日报"));
    // Two are no proof.
    let two = items.rsplit_once("<div class=part>").map_or("", |(two, _)| two);
    assert!(read(two).is_empty());
}

#[test]
fn posts_of_web_logs_have_addresses_of_their_own() {
    let posts = |end: &str, address: &str| {
        three(|title, day| {
            let address = address.replace('#', &day.to_string());
            format!(
                "<div class='post-{day} post'><h2><a href='{address}'>{title}</a></h2><div>发表于 <a href=#>2024年3月{day}日</a> 由 admin</div>\
                 <div>{}</div>{end}</div>",
                text()
            )
        })
    };
    let tags = "<div>标签：<a href=#>民生</a></div>";
    let site = "<h1><a href='/'>兰河见闻</a></h1>";
    assert_eq!(read(&format!("{site}{}", posts(tags, "/archives/#"))), rows(""));
    // Lists of beginnings, sections with marks to link to, and the posts of a thread.
    assert!(read(&posts("<p><a href=/1>阅读全文</a></p>", "/archives/#")).is_empty());
    assert!(read(&posts(&format!("<p>{TEXT}……</p>"), "/archives/#")).is_empty());
    assert!(read(&posts(tags, "/archives/1")).is_empty());
    let thread = site.replace("'/'", "'/thread/12'");
    assert!(read(&format!("{thread}{}", posts(tags, "/archives/#"))).is_empty());
    assert!(read(&posts(tags, "/archives/#").replace("post", "part")).is_empty());
}

#[test]
fn the_parts_of_one_article_stay_together() {
    let signed = "兰河日报 2024-03-0# 08:12";
    // A headline of higher rank, alone or with a byline, and a text beside them.
    for above in [
        "<h1>兰河三年变化记</h1>".to_owned(),
        "<h1>兰河三年变化记</h1><p>兰河日报 2024-03-10 记者 何晓岚</p>".to_owned(),
        "<div>兰河三年变化记</div><p>来源：兰河日报 2024-03-10</p>".to_owned(),
        format!("<p>{TEXT}</p>"),
    ] {
        assert!(read(&format!("{above}{}", with_line(signed))).is_empty(), "{above}");
    }
    assert!(read(&format!("{}<p>{TEXT}</p>", with_line(signed))).is_empty(), "a text below");
    // Sections, the entries of a chronicle, profiles, laws and notices bear other days, and no paper.
    for line in [
        "2024年3月#日",
        "1990年3月#日出生",
        "施行日期：2024年3月#日",
        "截止日期：2024-03-0#",
        "（2024年3月#日通过）",
        "兰河日报",
        "时政新闻 | 2024-03-0#",
    ] {
        assert!(read(&with_line(line)).is_empty(), "{line}");
    }
}

#[test]
fn notices_and_questions_with_their_answers_stay_together() {
    let line = "来源：兰河日报 2024-03-0# 08:12";
    assert_eq!(read(&with_line(line)), rows("兰河日报"));
    let renamed = |titles: [&str; 3]| {
        TITLES.iter().zip(titles).fold(with_line(line), |page, (title, other)| page.replace(title, other))
    };
    assert!(read(&renamed(["县医院招聘护士", "一中招聘教师", "文化馆招聘讲解员"])).is_empty());
    assert!(read(&renamed(["社保卡怎么补办？", "公交卡怎么年审？", "水费怎么交？"])).is_empty());
}

const PAPERS: [&str; 3] = ["兰河日报", "云溪晚报", "兰河日报"];

/// Elements whose headlines no heading marks, made from headline, paper and day.
fn plain(element: impl Fn(&str, &str, usize) -> String) -> String {
    TITLES.into_iter().zip(PAPERS).zip(5..).map(|((title, paper), day)| element(title, paper, day)).collect()
}

fn plain_rows() -> Vec<(String, String, String)> {
    let row =
        |((title, paper), day): ((&str, &str), usize)| (title.to_owned(), format!("2024-03-0{day}"), paper.to_owned());
    TITLES.into_iter().zip(PAPERS).zip(5..).map(row).collect()
}

#[test]
fn the_first_line_of_an_element_may_be_its_headline() {
    let batch = plain(|title, paper, day| {
        format!(
            "<div class=rec><div class=t>{title}</div><div><span>{paper}</span><span>2024-03-0{day}</span><span>第{day}版</span>\
             <span>何晓岚</span></div><div>{}</div></div>",
            text()
        )
    });
    assert_eq!(read(&batch), plain_rows());
    let told: Vec<_> = found(&batch).into_iter().map(|article| (article.page, article.byline)).collect();
    assert_eq!(told[0], ("5".to_owned(), "何晓岚".to_owned()));
    // A title of the collection may stand above them, if they are of several papers.
    let titled = format!("<h1>基层治理素材</h1>{batch}");
    assert_eq!(read(&titled), plain_rows());
    assert!(read(&titled.replace("云溪晚报", "兰河日报")).is_empty());
    // Rows of a mail, and paper and day below the texts.
    let mail = plain(|title, paper, day| {
        format!(
            "<tr><td><table><tr><td><a href='/{day}'><b>{title}</b></a></td></tr><tr><td>{paper} | 2024年3月{day}日</td></tr>\
             <tr><td>{}</td></tr></table></td></tr>",
            text()
        )
    });
    let word = "<tr><td>各位老师：现将本周的剪报发给大家，一共三篇，请查收。</td></tr>";
    assert_eq!(read(&format!("<table>{word}{mail}<tr><td><a href=u>退订</a></td></tr></table>")), plain_rows());
    let results = plain(|title, paper, day| {
        format!(
            "<div class=r><i>媒体报道</i><div><a href='/{day}'>{title}</a></div>{}<p>来源：{paper}　发布时间：2024-03-0{day}</p></div>",
            text()
        )
    });
    assert_eq!(read(&results), plain_rows());
    // Elements one below the other, which nothing holds together.
    let flat =
        plain(|title, paper, day| format!("<p class=t>{title}</p><p class=m>{paper} 2024-03-0{day}</p>{}", text()));
    assert_eq!(read(&flat), plain_rows());
}

#[test]
fn two_articles_are_of_different_papers() {
    let all = plain(|title, paper, day| {
        format!("<div class=rec><div>{title}</div><div>{paper} · 2024年3月{day}日</div>{}</div>", text())
    });
    let two = all.rsplit_once("<div class=rec>").map_or("", |(two, _)| two);
    assert_eq!(read(two), plain_rows()[..2]);
    assert!(read(&two.replace("云溪晚报", "兰河日报")).is_empty());
}

#[test]
fn articles_of_an_issue_tell_their_writers() {
    let pieces =
        three(|title, _| format!("<div class=a><div class=t>{title}</div><div>文／何晓岚</div>{}</div>", text()));
    let page = |head: &str| read(&format!("<div>{head}</div>{pieces}"));
    let days: Vec<_> =
        page("《兰河周刊》2024年第9期　2024年3月8日出版").into_iter().map(|(_, day, paper)| (day, paper)).collect();
    assert_eq!(days, vec![("2024-03-08".to_owned(), "兰河周刊".to_owned()); 3]);
    assert!(page("兰河周刊 2024年第9期 2024年3月8日 文／方舟").is_empty(), "one article");
    assert!(page("兰河周刊 2024年3月8日").is_empty(), "no issue");
}

#[test]
fn plans_stories_and_related_news_stay_together() {
    let parts = |line: &str| {
        three(|title, day| {
            format!(
                "<div class=p><div class=t>{title}</div><div>{}</div>{}</div>",
                line.replace('#', &day.to_string()),
                text()
            )
        })
    };
    for line in [
        "2024年3月#日　晴",
        "责任单位：县水务局　完成时限：2024年3月#日",
        "2024-03-0#　县水务局",
        "（数据截至2024年3月#日）",
        "记者 何晓岚",
    ] {
        assert!(read(&parts(line)).is_empty(), "{line}");
    }
    let related = parts("兰河日报 2024-03-0#");
    let article = format!("<div>{}</div>", text().repeat(2));
    assert!(read(&format!("<div class=t>渡口旧貌换新颜</div>{article}{related}")).is_empty());
}
