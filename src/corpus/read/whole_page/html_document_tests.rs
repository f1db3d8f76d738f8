//! Tests of web pages as articles.

use super::*;

#[test]
fn headings_of_pages_show_a_whole_issue() {
    let page = |heading: &str, title: &str| {
        format!("<h2>{heading}</h2><h3>{title}</h3><p>昨天，三家社区食堂开门，老人凭证优惠。</p>")
    };
    let pages = [page("第01版：要闻", "社区食堂开门"), page("第02版：民生", "早市搬进大棚")].concat();
    let html = format!("<html><body><h1>兰河日报</h1>{pages}</body></html>");
    assert!(issue(&html).is_some());
    assert!(issue(&html.replace("h2>", "p>")).is_none());
}

#[test]
fn a_database_exports_its_records_as_one_page() {
    let record = |number: usize, title: &str| {
        format!(
            "<div><div>{number} / 2</div><h3>{title}</h3><table><tr><td>报纸名称</td><td>兰河日报</td></tr><tr><td>出版日期</td>\
            <td>2024-03-0{number}</td></tr><tr><td>版次</td><td>02</td></tr></table><div><p>昨日，我市举行招商推介会。</p></div></div><hr>"
        )
    };
    let two = [record(1, "三个项目签约"), record(2, "河畔新增公园")].concat();
    let page = format!("<html><body><h2>报刊数据库</h2><p>命中：2 条</p>{two}<p>仅供学习使用</p></body></html>");
    let (articles, around) = exported_records(&page).expect("records");
    let told: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str(), a.page.as_str())).collect();
    assert_eq!(told, [("三个项目签约", "兰河日报", "2"), ("河畔新增公园", "兰河日报", "2")]);
    assert!(articles.iter().all(|article| article.paragraphs == ["昨日，我市举行招商推介会。"]), "{articles:?}");
    assert_eq!(around.last().map(|line| line.text.as_str()), Some("仅供学习使用"));
    // An article above what the page tells of others, and headlines that lead to other pages.
    assert!(exported_records(&page.replace("<p>命中：2 条</p>", "<p>昨日，公园开放了。</p>")).is_none());
    assert!(exported_records(&page.replace("<h3>", "<h3><a href=x>").replace("</h3>", "</a></h3>")).is_none());
}

#[test]
fn terms_and_their_descriptions_are_records() {
    let record = |number: usize, title: &str| {
        format!(
            "<dt>【题名】</dt><dd>{title}</dd><dt>【来源】</dt><dd>兰河日报</dd><dt>【日期】</dt><dd>2024-03-0{number}</dd>\
             <dt>【正文】</dt><dd>昨日，我市举行招商推介会。<br>三个项目签约。</dd>"
        )
    };
    let page = format!("<html><body><dl>{}{}</dl></body></html>", record(1, "三个项目签约"), record(2, "河畔新增公园"));
    let (articles, _) = exported_records(&page).expect("records");
    let titles: Vec<&str> = articles.iter().map(|article| article.title.as_str()).collect();
    assert_eq!(titles, ["三个项目签约", "河畔新增公园"]);
    assert!(articles.iter().all(|article| article.paragraphs.len() == 2), "{articles:?}");
    assert!(exported_records(&page.replace("【来源】", "【主办】")).is_none());
}

#[test]
fn a_page_may_collect_articles_with_paper_and_day_below_each_text() {
    let article = |number: usize, title: &str, day: usize| {
        format!(
            "<p><strong>{number}、{title}</strong></p><p>昨日，我市举行招商推介会，六十多家企业前来参加，签约十一项。</p><p>（兰河日报 2024-03-0{day}）</p>"
        )
    };
    let html = format!(
        "<html><body><h1>兰河县舆情日报</h1><p>2024年3月10日</p><h2>一、正面报道</h2>{}{}<h2>二、关注</h2>{}</body></html>",
        article(1, "三个项目签约", 5),
        article(2, "河畔新增公园", 6),
        article(1, "老街昨晚换灯", 7)
    );
    let (articles, _) = credited_articles(&html).expect("articles");
    let told: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str(), a.paragraphs.len())).collect();
    let expected = ["三个项目签约", "河畔新增公园", "老街昨晚换灯"].map(|title| (title, "兰河日报", 1));
    assert_eq!(told, expected);
}

#[test]
fn a_page_may_collect_articles_with_paper_and_day_below_each_headline() {
    let text = "<p>昨日，我市举行招商推介会，六十多家企业参加。</p><p>项目计划明年六月建成投产。</p>";
    let article = |title: &str, line: &str| format!("<hr><p><strong>{title}</strong></p><p>{line}</p>{text}");
    let articles = [
        article("三个项目现场签约", "2024年3月5日　兰河日报　何晓岚"),
        article("河畔新增便民公园", "2024年3月6日　兰河晚报　方舟"),
        article("老街换上新灯", "兰河新闻　2024-03-07"),
    ]
    .concat();
    let page = format!("<html><body><h2>媒体报道汇总</h2>{articles}<p>如需取消，请退订</p></body></html>");
    let context = PageContext { file: "a.html", ..Default::default() };
    let read = read_html(&page, &context, &ReadOptions::default()).unwrap();
    let told = |a: &crate::corpus::Article| (a.title.clone(), a.source.clone(), a.date.unwrap().to_string());
    let row = |title: &str, source: &str, day: &str| (title.to_owned(), source.to_owned(), day.to_owned());
    let expected = [
        row("三个项目现场签约", "兰河日报", "2024-03-05"),
        row("河畔新增便民公园", "兰河晚报", "2024-03-06"),
        row("老街换上新灯", "兰河新闻", "2024-03-07"),
    ];
    assert_eq!(read.articles.iter().map(told).collect::<Vec<_>>(), expected);
    assert!(read.articles.iter().all(|article| article.text.ends_with("投产。")), "{:?}", read.articles);
    // A page of a site, whose lists lead to other articles.
    assert!(credited_articles(&page.replace("<p>昨日", "<a href=1></a><a href=2></a><a href=3></a><p>昨日")).is_none());
    // The article of a page with paper and day below its headline tells what others wrote, below headlines of lower rank.
    let with_first = |level: &str| {
        let first = format!("<{level}>媒体看兰河</{level}><p>2024年3月8日　兰河日报</p>{text}");
        credited_articles(&format!("<html><body>{first}{articles}</body></html>"))
    };
    assert!(with_first("h1").is_none());
    assert_eq!(with_first("b").map(|(articles, _)| articles.len()), Some(4));
    // The line behind a dash belongs to its headline.
    let deck = "<h1>媒体看兰河</h1><p>——老街三年变化记</p><p>2024年3月8日　兰河日报</p>";
    assert!(credited_articles(&format!("<html><body>{deck}{text}{articles}</body></html>")).is_none());
}

#[test]
fn codes_of_fields_stand_in_cells_of_their_own() {
    let article = |title: &str, day: &str| {
        let row = |code: &str, value: &str| format!("<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>");
        let rows = [
            row("SE", "民生"),
            row("HD", &format!("<b>{title}</b>")),
            row("PD", day),
            row("SN", "兰河日报"),
            row("PG", "4"),
            row("LP", "<p>昨日，我市举行招商推介会。</p>"),
            row("TD", "<p>三个项目签约。</p><p>明年投产。</p>"),
            row("AN", "文件 LANHE000020240305"),
        ];
        format!("<div><table>{}</table></div><hr/>", rows.concat())
    };
    let two = [article("三个项目签约", "2024年3月5日"), article("河畔新增公园", "2024年3月6日")].concat();
    let (articles, _) = coded_fields(&format!("<html><body>{two}<p>检索摘要</p></body></html>")).expect("articles");
    let told: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str(), a.page.as_str())).collect();
    assert_eq!(told, [("三个项目签约", "兰河日报", "4"), ("河畔新增公园", "兰河日报", "4")]);
    let text = ["昨日，我市举行招商推介会。", "三个项目签约。", "明年投产。"];
    assert!(articles.iter().all(|article| article.paragraphs == text), "{articles:?}");
    assert!(
        coded_fields("<table><tr><td>HD</td><td>高清</td></tr><tr><td>TD</td><td>制式</td></tr></table>").is_none()
    );
}

#[test]
fn headline_and_head_line_may_be_the_first_lines_of_the_text() {
    let html = "<html><body><div id=a>三个项目现场签约</div><div><span>2024 年 03 月 05 日 21:30</span></div><span class=\"publish source\">兰河日报</span>\
        <div class=article><p>原标题：签约！</p><p>昨日，我市举行招商推介会，六十多家企业参加，三个项目现场签约。</p><p>项目总投资十二亿元，计划明年六月建成投产。</p></div></body></html>";
    let context = PageContext { file: "a.html", ..Default::default() };
    let page = read_html(html, &context, &ReadOptions::default()).unwrap();
    let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
    assert_eq!((article.title.as_str(), article.source.as_str()), ("三个项目现场签约", "兰河日报"));
    assert_eq!(article.date.unwrap().to_string(), "2024-03-05");
    assert!(article.text.starts_with("昨日"), "{article:?}");
}

#[test]
fn each_of_several_articles_may_name_its_source_on_a_line_of_its_own() {
    let text = "<p>昨日，我市举行招商推介会，六十多家企业参加，三个项目现场签约，总投资十二亿元。</p><p>项目计划明年六月建成投产，投产后可以带动八百人就业，年产值六亿元。</p>";
    let article = |title: &str, head: &str| format!("<h1>{title}</h1>{head}{text}");
    let page = [
        article("三个项目现场签约", "<p>发表时间：2024年3月5日</p><p>转自：兰河日报</p>"),
        article("河畔新增便民公园", "<p>时间：2024-03-06 16:24</p><p>兰河晚报</p>"),
    ]
    .concat();
    let context = PageContext { file: "a.html", ..Default::default() };
    let page = read_html(&format!("<html><body>{page}</body></html>"), &context, &ReadOptions::default()).unwrap();
    let sources: Vec<&str> = page.articles.iter().map(|article| article.source.as_str()).collect();
    assert_eq!(sources, ["兰河日报", "兰河晚报"]);
    assert!(page.articles.iter().all(|article| article.text.starts_with("昨日")), "{:?}", page.articles);
}
