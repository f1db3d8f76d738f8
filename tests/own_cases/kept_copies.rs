//! Copies of articles as people keep them: cards, notebooks, readers, mails, bulletins.

use crate::{ALL, DOCTORS, Expected, PARKS, WATER, bold, check, docx, paragraph, read, table};

fn body() -> String {
    format!("　　{}\n　　{}\n", PARKS.1, PARKS.2)
}

const ONE: Expected = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "" };

#[test]
fn the_name_of_a_file_may_hold_more_than_the_headline() {
    let (title, first, second) = PARKS;
    for (name, above) in [
        ("【通稿】河畔新增三处便民公园（定稿）.txt", "新闻通稿"),
        ("兰河学习平台_河畔新增三处便民公园.txt", "兰河学习平台"),
    ] {
        let text = format!("{above}\n{title}\n来源：兰河日报 2024-03-05\n　　{first}\n　　{second}\n");
        check(name, text.as_bytes(), ONE);
    }
}

#[test]
fn clipping_cards_space_the_names_of_their_fields() {
    let row = |cells: &[&str]| cells.iter().map(|cell| paragraph(cell)).collect::<Vec<_>>();
    let card = table([
        row(&["报刊名称", "兰河日报", "出版日期", "2024.3.5"]),
        row(&["版  次", "第2版", "分类号", "K92"]),
        row(&["标  题", PARKS.0]),
        row(&["作  者", "林小禾"]),
        vec![paragraph(PARKS.1) + &paragraph(PARKS.2)],
        row(&["剪报人", "资料室 何"]),
    ]);
    let document = docx(&(bold("报刊资料剪报卡") + &card));
    check("剪报卡.docx", &document, Expected { page: "2", ..ONE });
}

#[test]
fn notebooks_write_their_properties_below_the_headline() {
    let properties = "URL: https://www.example.com/2024/03/05/a1.htm\n发布时间: 2024年3月5日\n媒体: 兰河日报\n标签: 民生\n创建时间: 2024年4月3日 15:20";
    check("笔记.md", format!("# {}\n\n{properties}\n\n{}", PARKS.0, body()).as_bytes(), ONE);
    let clipped = format!(
        "# {0} - 兰河市人民政府\n\n[首页](http://a.example/) > [动态](http://a.example/dt/)\n\n## {0}\n\n\
         发布时间：2024-03-05 12:03 来源：兰河日报 字体：\\[ [大](javascript:;) [小](javascript:;) \\]\n\n{1}",
        PARKS.0,
        body()
    );
    check("x.md", clipped.as_bytes(), ONE);
}

#[test]
fn exports_of_notebooks_tell_who_clipped_and_when() {
    let page = format!(
        "<html><head><title>{0}</title><meta name=\"exporter-version\" content=\"YXBJ Windows/606210\"/>\
         <meta name=\"author\" content=\"reader\"/><meta name=\"created\" content=\"2024-05-11 13:05:20 +0000\"/>\
         <meta name=\"source\" content=\"web.clip\"/></head><body><a name=\"601\"/><h1>{0}</h1><div>创建时间：2024/5/11 21:05</div>\
         <div><h1>{0}</h1><div><span>2024年03月05日 09:28</span> <a>兰河日报</a></div><p>{1}</p><p>{2}</p></div></body></html>",
        PARKS.0, PARKS.1, PARKS.2
    );
    check("x.html", page.as_bytes(), ONE);
}

#[test]
fn readers_that_take_pages_apart_name_the_address() {
    let text = format!(
        "{}\n本文由 简悦 SimpRead 转码， 原文地址 www.example.com/local/2024-03/05/c_1.htm\n{}",
        PARKS.0,
        body()
    );
    check("x.txt", text.as_bytes(), Expected { source: "", ..ONE });
}

#[test]
fn the_last_line_may_tell_paper_and_day() {
    let (title, first, second) = PARKS;
    for text in [
        format!("{title}\n　　{first}\n　　{second}（来源：《兰河日报》 2024-03-05）\n"),
        format!(
            "{title}\n　　{first}\n　　{second}\n（作者：林小禾　单位：兰河市委党校）\n——摘自2024年3月5日《兰河日报》第2版\n"
        ),
    ] {
        let found = read("x.txt", text.as_bytes());
        let day = found[0].date.map(|date| date.to_string());
        let expected = (1, title, "兰河日报", Some("2024-03-05"));
        assert_eq!(
            (found.len(), found[0].title.as_str(), found[0].source.as_str(), day.as_deref()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn databases_break_the_lines_of_an_article() {
    let broken = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        letters.chunks(30).map(|line| line.iter().collect::<String>() + "\n").collect::<String>()
    };
    let text = format!(
        "兰河日报/2024 年/3 月/5 日/第 002 版\n综合\n{}\n本报记者　林小禾\n　　{}　　{}",
        PARKS.0,
        broken(PARKS.1),
        broken(PARKS.2)
    );
    check("从数据库复制.txt", text.as_bytes(), Expected { page: "2", ..ONE });
}

#[test]
fn mails_send_lists_of_articles() {
    let item = |(number, (title, first, second)): (usize, (&str, &str, &str))| {
        format!("【{number}】{title}\n（兰河日报 2024-03-05）\n\n{first}\n{second}\n\n")
    };
    let items: String = (1..).zip(ALL).map(item).collect();
    let mail = format!(
        "From: news@a.example\nTo: desk@a.example\nSubject: clippings\nDate: Wed, 6 Mar 2024 08:10:00 +0800\n\
         Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: 8bit\nMIME-Version: 1.0\n\n\
         各位好，今日剪报如下：\n\n{items}--\n资讯部\n电话：0000-0000000\n"
    );
    check("剪报.eml", mail.as_bytes(), Expected { stories: &[PARKS, WATER, DOCTORS], ..ONE });
}

#[test]
fn the_header_of_a_document_may_name_the_issue() {
    let header = "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">".to_owned()
        + &paragraph("兰河日报　2024年03月05日　第A07版")
        + "</w:hdr>";
    let text = bold(PARKS.0) + &paragraph(PARKS.1) + &paragraph(PARKS.2);
    let document = crate::docx_with(&text, &[("word/header1.xml", &header)]);
    check("x.docx", &document, Expected { page: "A07", ..ONE });
    let header = header.replace("兰河日报　2024年03月05日　第A07版", "城乡建设参考");
    let document = crate::docx_with(&text, &[("word/header1.xml", &header)]);
    check("x.docx", &document, Expected { date: "", source: "", ..ONE });
}

#[test]
fn journals_are_named_with_their_number() {
    let text = format!("{}\n2024-03-05 林小禾\n兰河论坛　2024年3期\n{}", PARKS.0, body());
    check("x.txt", text.as_bytes(), Expected { source: "兰河论坛", ..ONE });
}

#[test]
fn whole_days_part_their_pages_by_rules_and_copy_the_buttons_of_each_article() {
    let (title, first, second) = PARKS;
    let of = |(title, first, second): crate::Story| format!("{title}\n　　{first}\n　　{second}\n");
    let ruled = format!(
        "兰河日报 2024年03月05日\n\n==================== 第01版：要闻 ====================\n\n{}\n\
         ==================== 第02版：民生 ====================\n\n{}\n",
        of(PARKS),
        of(WATER)
    );
    check("兰河日报20240305.txt", ruled.as_bytes(), Expected { stories: &[PARKS, WATER], ..ONE });
    let bar = "上一篇 下一篇 放大 缩小 默认";
    let copied = format!("兰河日报数字报 第01版：要闻 2024年03月05日 星期二\n{bar}\n{}{bar}\n{}", of(PARKS), of(WATER));
    check("全部.txt", copied.as_bytes(), Expected { stories: &[PARKS, WATER], ..ONE });
    let one =
        format!("兰河日报 2024年03月05日 星期二 第03版：综合 放大 缩小 默认\n\n{title}\n\n　　{first}\n　　{second}\n");
    check("x.txt", one.as_bytes(), Expected { page: "3", ..ONE });
    let county = format!(
        "今日兰河\nJIN RI LAN HE\n中共兰河县委主管主办　兰河县融媒体中心编印\n2024年3月5日　星期二　第1286期　本期4版\n\n{}{}",
        of(PARKS),
        of(WATER)
    );
    check("x.txt", county.as_bytes(), Expected { stories: &[PARKS, WATER], source: "", ..ONE });
}

#[test]
fn head_lines_stand_below_front_matter_and_below_the_name_of_a_service() {
    let (title, ..) = PARKS;
    let clipped = format!(
        "---\ntitle: \"{title}\"\nsource: \"https://a.example/1.html\"\npublished: 2024-03-05\n---\n2024-03-05 07:12:45 来源：兰河日报\n\n{}",
        body()
    );
    check("x.md", clipped.as_bytes(), ONE);
    let found = format!("慧科新闻\n——————————\n兰河日报　| 2024-03-05\n报刊 | A02 | 要闻 | 155字\n{title}\n{}", body());
    check("x.txt", found.as_bytes(), Expected { page: "A02", ..ONE });
    let account = format!("{title}\n原创\n河畔拍客\n兰河发布\n2024年03月05日 08:00\n甘肃\n{}", body());
    check("x.txt", account.as_bytes(), Expected { source: "兰河发布", ..ONE });
}
