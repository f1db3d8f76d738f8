//! Small inputs of many kinds, each with the articles that a reader expects of it. All of them are fictional.

mod around_articles;
mod briefs;
mod clippings;
mod collections;
mod fields_and_lists;
mod filled_pages;
mod kept_collections;
mod kept_copies;
mod lines_of_issues;
mod names;
mod pasted;
mod printed;
mod web_pages;

use std::path::Path;

use encoding_rs::GB18030;
use policyvane::Article;
use policyvane::corpus::{Inputs, Problem, ReadOptions};

/// Headline and two paragraphs.
type Story = (&'static str, &'static str, &'static str);

const PARKS: Story = (
    "河畔新增三处便民公园",
    "本报讯（记者 林小禾）3月4日，兰河市新建的三处便民公园向市民开放。公园沿河而建，种了六百多棵乔木，附近居民步行十分钟就能走到。",
    "园林部门负责人介绍，今年还将在老城区见缝插绿，再建五处小游园，选址已经征求居民意见。",
);
const WATER: Story = (
    "云溪县启动春灌保障行动",
    "本报讯（记者 何晓岚）3月4日，云溪县三座泵站同时开机，沿线二十六个村的麦田可以按时浇上返青水。",
    "水利部门派出四支小队检修渠道，保证每条支渠通水到田头，对缺水的村安排了拉水车辆。",
);
const DOCTORS: Story = (
    "慢病患者一次可开三个月药",
    "本报讯（记者 陈一舟）3月4日起，兰河市社区卫生服务中心对高血压、糖尿病等慢病患者开出长期处方，一次最多可开三个月的药量。",
    "家庭医生每月电话随访一次，患者病情有变化时及时调整用药，药品费用按规定由医保支付。",
);
const ALL: [Story; 3] = [PARKS, WATER, DOCTORS];

/// What is expected of all articles of a file: day, paper and page, where they are not empty.
#[derive(Clone, Copy, Default)]
struct Expected {
    stories: &'static [Story],
    date: &'static str,
    source: &'static str,
    page: &'static str,
}

/// The articles of one file in a folder of its own.
fn read(name: &str, bytes: &[u8]) -> Vec<Article> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
    std::fs::write(&path, bytes).expect("a file");
    let mut problems: Vec<Problem> = Vec::new();
    let typed = folder.path().to_str().expect("a path that is text");
    let inputs = Inputs::find(&[typed], ReadOptions::default(), None, None, &mut problems).expect("a file");
    let mut articles = Vec::new();
    let outcome = inputs.read(&mut problems, 64, |portion, _| {
        articles.extend(portion);
        Ok(())
    });
    assert!(outcome.is_ok() && problems.is_empty(), "{name}: {problems:?}");
    articles
}

fn check(name: &str, bytes: &[u8], expected: Expected) {
    let found = read(name, bytes);
    let text = String::from_utf8_lossy(bytes);
    let shown: Vec<_> = found.iter().map(|a| (&a.title, &a.date, &a.source, &a.page, &a.text)).collect();
    assert_eq!(found.len(), expected.stories.len(), "{text}\n{shown:#?}");
    for (article, (title, first, second)) in found.iter().zip(expected.stories) {
        assert_eq!(article.title, *title, "{text}\n{shown:#?}");
        let whole: String = article.text.split_whitespace().collect();
        let wanted: String = format!("{first}{second}").split_whitespace().collect();
        assert_eq!(whole, wanted, "{text}");
        let date = article.date.map(|date| date.to_string()).unwrap_or_default();
        for (value, wanted) in
            [(date.as_str(), expected.date), (&article.source, expected.source), (&article.page, expected.page)]
        {
            assert!(wanted.is_empty() || value == wanted, "{value} is not {wanted}\n{text}\n{shown:#?}");
        }
    }
}

/// A page of stories with indented paragraphs, with some lines between the stories.
fn page(stories: &[Story], between: &str) -> String {
    let story = |(title, first, second): &Story| format!("{title}\n{between}　　{first}\n　　{second}\n{between}");
    stories.iter().map(story).collect()
}

/// One record for each story.
fn records(form: impl Fn(usize, &Story) -> String) -> String {
    ALL.iter().enumerate().map(|(at, story)| form(at + 1, story)).collect()
}

const TWO: Expected = Expected { stories: &[PARKS, WATER], date: "2024-03-05", source: "", page: "" };
const THREE: Expected = Expected { stories: &ALL, date: "2024-03-05", source: "兰河日报", page: "" };

#[test]
fn mastheads_tell_day_paper_and_page() {
    let two = page(TWO.stories, "\n");
    let masthead = "云溪新闻\nYUNXI XINWEN\n中共云溪县委主管主办\n国内统一连续出版物号 CN 00-0000\n2024年3月5日　星期二\n农历甲辰年正月廿五\n第１版\n\n";
    check("x.txt", format!("{masthead}{two}").as_bytes(), Expected { page: "1", ..TWO });
    let masthead = "02 要闻\n2024.3.5 星期二\n责任编辑 陈一舟  美编 何晓岚\n兰河日报\n";
    check("y.txt", format!("{masthead}{two}").as_bytes(), Expected { page: "2", source: "兰河日报", ..TWO });
    let masthead = "《兰河晚报》　二〇二四年三月五日　甲辰年正月廿五　A03　民生\n";
    check("z.txt", format!("{masthead}{two}").as_bytes(), Expected { page: "A03", source: "兰河晚报", ..TWO });
}

#[test]
fn articles_begin_where_headlines_do() {
    let three = Expected { source: "", ..THREE };
    check("2024-03-05-02.txt", page(&ALL, "").as_bytes(), three);
    let unindented: Vec<String> =
        ALL.iter().map(|(title, first, second)| format!("{title}\n{first}\n{second}")).collect();
    check("2024-03-05-03.txt", unindented.join("\n\n\n").as_bytes(), three);
    let windows: Vec<String> =
        ALL.iter().map(|(title, first, second)| format!("{title}\r\n\r\n{first}{second}")).collect();
    check("2024-03-05-04.txt", windows.join("\r\n\r\n").as_bytes(), three);
}

#[test]
fn furniture_is_no_article() {
    let notice = "招领启事\n　　本站拾到黑色背包一个，内有书本若干，请失主持有效证件到兰河客运站服务台认领。\n　　兰河客运站　2024年3月4日\n\n";
    let index = "导读\n● 慢病患者一次可开三个月药 ②版\n● 老城区再建五处小游园 ③版\n\n";
    let imprint = "\n社址：兰河市河滨路1号　邮编：000000　新闻热线：0000-0000000　广告部：0000-0000001\n印刷：兰河日报印务中心　零售每份一元\n";
    let (parks, water) = (page(&[PARKS], "\n"), page(&[WATER], "\n"));
    for text in
        [format!("{parks}\n{notice}{water}"), format!("{index}{parks}{water}"), format!("{parks}{water}{imprint}")]
    {
        check("2024-03-05-05.txt", text.as_bytes(), TWO);
    }
}

#[test]
fn tables_have_many_shapes() {
    let rows =
        records(|at, (title, first, second)| format!("{at};{title};\"{first}\n{second}\";2024年3月5日;兰河日报\n"));
    check("a.csv", format!("序号;新闻标题;新闻内容;发布日期;媒体名称\n{rows}").as_bytes(), THREE);
    let rows = records(|_, (title, first, second)| format!("{title}\t{first}{second}\tMar 5, 2024\t兰河日报\n"));
    let wide: Vec<u8> = format!("\u{FEFF}Headline\tBody\tPublished at\tOutlet\n{rows}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check("b.tsv", &wide, THREE);
    let rows = records(|_, (title, first, second)| format!("45356,{title},{first}{second}\n"));
    check(
        "c.csv",
        format!("兰河日报报道汇总表,,\n,,\n日期,标题,全文\n{rows}").as_bytes(),
        Expected { source: "", ..THREE },
    );
    let rows = records(|_, (title, first, second)| format!("{title}|{first}{second}|2024/03/05 08:30\n"));
    check("d.txt", format!("标题|正文|时间\n{rows}").as_bytes(), Expected { source: "", ..THREE });
}

#[test]
fn json_has_many_shapes() {
    let row = |(title, first, second): &Story| {
        serde_json::json!({"newsTitle": title, "newsContent": format!("<p>{first}</p><p>{second}</p>"),
            "pubTime": 1_709_596_800_000_i64, "mediaName": "兰河日报"})
    };
    let answer = serde_json::json!({"code": 0, "msg": "ok", "data": {"total": 3, "list": ALL.iter().map(row).collect::<Vec<_>>()}});
    check("a.json", answer.to_string().as_bytes(), THREE);
    let hit = |at: usize, (title, first, second): &Story| {
        let source = serde_json::json!({"title": title, "content": format!("{first}{second}"), "publish_date": "20240305", "site": "兰河日报"});
        format!("{}\n", serde_json::json!({"_source": source, "_id": at.to_string()}))
    };
    check("b.jsonl", records(hit).as_bytes(), THREE);
}

#[test]
fn crawlers_write_many_forms() {
    let rule = "-".repeat(40);
    let below = records(|at, (title, first, second)| {
        format!(
            "标题：{title}\n时间：2024-03-05 08:30\n来源：兰河日报\n链接：https://news.example.cn/{at}.html\n正文：\n{first}\n{second}\n{rule}\n"
        )
    });
    check("a.txt", below.as_bytes(), THREE);
    let brackets = records(|_, (title, first, second)| {
        format!("【标题】{title}\n【日期】2024年3月5日\n【来源】兰河日报\n【正文】{first}\n{second}\n\n")
    });
    check("b.txt", brackets.as_bytes(), THREE);
    let markdown = records(|at, (title, first, second)| {
        format!(
            "## [{title}](https://news.example.cn/{at}.html)\n\n> 来源：兰河日报 | 2024-03-05\n\n{first}\n\n{second}\n\n"
        )
    });
    check("c.md", format!("# 兰河日报 2024-03-05\n\n{markdown}").as_bytes(), THREE);
}

#[test]
fn web_pages_of_papers_and_sites() {
    let one = Expected { stories: &[PARKS], ..THREE };
    let (title, first, second) = PARKS;
    let paper = format!(
        "<html><head><meta charset=gb2312><title>{title}-兰河日报数字报-兰河日报</title></head><body><div class=nav><a href=#>首页</a>\
         <a href=#>上一版</a></div><td>兰河日报 2024年03月05日 星期二</td><div>第02版：要闻</div><h3></h3><h1>{title}</h1><h2></h2>\
         <div id=ozoom><p>{first}</p><p>{second}</p></div><a>上一篇</a><a>下一篇</a></body></html>"
    );
    check("a.html", &GB18030.encode(&paper).0, Expected { page: "2", ..one });
    let site = format!(
        "<html><head><meta charset=utf-8><meta property=\"og:title\" content=\"{title}\"><script type=\"application/ld+json\">\
         {{\"@type\":\"NewsArticle\",\"headline\":\"{title}\",\"datePublished\":\"2024-03-05T08:00:00+08:00\",\"publisher\":{{\"name\":\
         \"兰河日报\"}}}}</script><title>{title} | 兰河网</title></head><body><header>兰河网</header><article><h1>{title}</h1><p>{first}</p>\
         <p>{second}</p><p>责任编辑：陈一舟</p></article><aside><h3>相关推荐</h3><ul><li>{}</li><li>{}</li></ul></aside>\
         <footer>版权所有 兰河网</footer></body></html>",
        WATER.0, DOCTORS.0
    );
    check("b.html", site.as_bytes(), one);
}

#[test]
fn web_pages_saved_as_one_file() {
    let (title, first, second) = PARKS;
    let html = format!(
        "<html><head><title>{title}_兰河网</title></head><body><h1>{title}</h1><p>来源：兰河日报</p><p>{first}</p><p>{second}</p></body></html>"
    );
    // Internet Explorer tells the encoding in the message alone, and the day stands in the address alone.
    let quoted: String = GB18030.encode(&html).0.iter().map(|byte| format!("={byte:02X}")).collect();
    let lines: Vec<&str> = quoted.as_bytes().chunks(72).map(|line| std::str::from_utf8(line).unwrap()).collect();
    let message = format!(
        "From: <Saved by Windows Internet Explorer>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\";\r\n\
         \tboundary=\"----=_NextPart\"\r\n\r\nThis is a multi-part message in MIME format.\r\n\r\n------=_NextPart\r\n\
         Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: http://www.example.cn/html/2024-03/05/content_12.htm\r\n\r\n{}\r\n------=_NextPart--\r\n",
        lines.join("=\r\n")
    );
    check("河畔.mht", message.as_bytes(), Expected { stories: &[PARKS], page: "", ..THREE });
}

#[test]
fn encodings_without_marks() {
    let two = page(TWO.stories, "\n");
    let wide: Vec<u8> = two.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check("2024-03-05-08.txt", &wide, TWO);
    let wide: Vec<u8> = two.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("2024-03-05-09.txt", &wide, TWO);
    check("2024-03-05-10.txt", &GB18030.encode(&two).0, TWO);
}

#[test]
fn radicals_are_folded_in_every_kind_of_input() {
    let radicals = |text: &str| text.replace('日', "⽇").replace('月', "⽉").replace('民', "⺠");

    let (title, first, second) = (radicals(PARKS.0), radicals(PARKS.1), radicals(PARKS.2));
    let one = Expected { stories: &[PARKS], page: "", ..THREE };
    check("a.txt", format!("兰河⽇报\n2024年3⽉5⽇ 第2版\n{title}\n\n　　{first}\n　　{second}\n").as_bytes(), one);
    check("b.csv", format!("标题,正⽂,⽇期,来源\n{title},{first}{second},2024年3⽉5⽇,兰河⽇报\n").as_bytes(), one);
    let row = serde_json::json!({"title": title, "text": format!("{first}{second}"), "date": "2024年3⽉5⽇", "source": "兰河⽇报"});
    check("c.jsonl", row.to_string().as_bytes(), one);
    let web = format!(
        "<html><meta charset=utf-8><title>{title}</title><body><h1>{title}</h1><p>2024年3⽉5⽇ 来源：兰河⽇报</p><p>{first}</p><p>{second}</p></body></html>"
    );
    check("d.html", web.as_bytes(), one);
}

#[test]
fn one_article_in_a_file() {
    let one = Expected { stories: &[PARKS], ..THREE };
    let (title, first, second) = PARKS;
    let head = "发布时间：2024年03月05日 08:30:12　信息来源：市园林局　浏览次数：128　字体：【大 中 小】";
    let office = format!("首页 > 新闻 > 要闻\n{title}\n{head}\n　　{first}\n　　{second}\n打印本页　关闭窗口\n");
    check("下载-1.txt", office.as_bytes(), Expected { source: "市园林局", ..one });
    let found = read(
        "新建文本文档.txt",
        format!("{title}\n\n兰河日报　林小禾　2024-03-05 08:30\n\n{first}\n\n{second}\n\n本文链接：https://news.example.cn/a/1001.html\n").as_bytes(),
    );
    assert_eq!((found[0].source.as_str(), found[0].byline.as_str()), ("兰河日报", "林小禾"));
    assert!(!found[0].text.contains("http"), "{}", found[0].text);
    let name = "20240305_兰河日报_02版_河畔新增三处便民公园.txt";
    check(name, format!("{first}\n{second}\n").as_bytes(), Expected { page: "2", ..one });
}

/// A Word document with this body.
fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A Word document with this body and further parts, by their names.
fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    package.start_file("word/document.xml", options).expect("a part");
    let xml = format!("<w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>");
    std::io::Write::write_all(&mut package, xml.as_bytes()).expect("a part");
    for (name, xml) in parts {
        package.start_file(*name, options).expect("a part");
        std::io::Write::write_all(&mut package, xml.as_bytes()).expect("a part");
    }
    package.finish().expect("a package").into_inner()
}

#[test]
fn open_documents_are_read_as_word_documents_are() {
    let (title, first, second) = PARKS;
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    package.start_file("content.xml", options).expect("a part");
    let xml = format!(
        "<office:document-content><office:body><office:text><text:h text:outline-level=\"1\">{title}</text:h>\
         <text:p>2024-03-05 08:30 来源：兰河日报</text:p><text:p>{first}</text:p><text:p>{second}</text:p></office:text></office:body>\
         </office:document-content>"
    );
    std::io::Write::write_all(&mut package, xml.as_bytes()).expect("a part");
    let bytes = package.finish().expect("a package").into_inner();
    check("河畔.odt", &bytes, Expected { stories: &[PARKS], page: "", ..THREE });
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn bold(text: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

fn table(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let row = |cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    format!("<w:tbl>{}</w:tbl>", rows.into_iter().map(row).collect::<String>())
}

#[test]
fn word_documents_may_collect_articles() {
    let expected = Expected { stories: &ALL, date: "2024-03-05", source: "兰河日报", ..Default::default() };
    // A table with a head line, as a desk keeps its clippings.
    let head = ["序号", "标题", "日期", "来源", "正文"].map(paragraph).to_vec();
    let rows = (1..).zip(&ALL).map(|(number, (title, first, second))| {
        let text = format!("{first}{second}");
        [&number.to_string(), *title, "2024-03-05", "兰河日报", &text].map(|cell: &str| paragraph(cell)).to_vec()
    });
    check("剪报.docx", &docx(&table(std::iter::once(head).chain(rows))), expected);
    // A table without one: number, article, paper.
    let rows = (1..).zip(&ALL).map(|(number, (title, first, second))| {
        let article = bold(title) + &paragraph(first) + &paragraph(second);
        vec![paragraph(&number.to_string()), article, paragraph("兰河日报")]
    });
    let body = bold("2024年3月5日舆情摘报") + &table(rows);
    check("摘报.docx", &docx(&body), expected);
    // Numbered headings under the title of the digest, each with its paper below.
    let articles: String = ["一", "二", "三"]
        .iter()
        .zip(&ALL)
        .map(|(number, (title, first, second))| {
            bold(&format!("{number}、{title}"))
                + &paragraph(first)
                + &paragraph(second)
                + &paragraph("（来源：兰河日报）")
        })
        .collect();
    check("要闻.docx", &docx(&(bold("每日要闻（2024年3月5日）") + &articles)), expected);
}

#[test]
fn a_report_with_numbered_sections_is_one_article() {
    let body = bold("兰河市政府工作报告（2024年3月5日）")
        + &["一、去年工作回顾", "二、今年工作安排"]
            .map(|section| bold(section) + &paragraph(PARKS.1) + &paragraph(PARKS.2))
            .concat();
    assert_eq!(read("报告.docx", &docx(&body)).len(), 1);
}

#[test]
fn deadlines_laws_and_history_are_no_days_of_publication() {
    let plans = "本报讯（记者 林小禾）兰河市计划到2026年底建成三十处便民公园。《兰河市绿化条例》自2023年5月1日起施行。";
    let found = read("2024-03-05-11.txt", page(&[(PARKS.0, plans, PARKS.2)], "\n").as_bytes());
    let days = |article: &Article| (article.date.map(|d| d.to_string()), article.event_date);
    assert_eq!(days(&found[0]), (Some("2024-03-05".into()), None));
    let history = "2019年，兰河市只有两处公园。按照规划，2027年6月30日前将全部建成。";
    let text = format!("{}\n2024-03-05 09:12　来源：兰河日报　作者：林小禾\n　　{history}\n　　{}\n", PARKS.0, PARKS.2);
    assert_eq!(days(&read("p.txt", text.as_bytes())[0]), (Some("2024-03-05".into()), None));
}
