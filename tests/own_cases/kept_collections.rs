//! Collections and issues as people keep them: an issue in Markdown, reading material, bulletins, notes of programs for reading later.

use crate::{ALL, DOCTORS, Expected, PARKS, Story, WATER, check, docx, paragraph, read};

const ONE: Expected = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "" };

fn body(story: Story) -> String {
    format!("　　{}\n　　{}\n", story.1, story.2)
}

fn heading(text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn an_issue_in_markdown_has_its_articles_in_bold() {
    let item = |number: usize, story: Story| format!("**{number}. {}**\n\n{}\n\n{}\n\n", story.0, story.1, story.2);
    let text = format!(
        "# 【2024-03-05】兰河日报\n\n## 第01版：要闻\n\n{}{}## 第02版：民生\n\n{}",
        item(1, PARKS),
        item(2, WATER),
        item(3, DOCTORS)
    );
    check("issue.md", text.as_bytes(), Expected { stories: &ALL, ..ONE });
}

#[test]
fn the_paper_closes_each_article_of_reading_material() {
    let closing = ["——摘自《兰河日报》2024年3月5日", "（兰河日报 2024年3月5日 05版）"];
    let of = |story: Story| heading(story.0) + &paragraph(story.1) + &paragraph(story.2) + &paragraph(closing[0]);
    check(
        "晨读.docx",
        &docx(&(heading("晨读材料（3月上）") + &of(PARKS) + &of(WATER))),
        Expected { stories: &[PARKS, WATER], ..ONE },
    );
    let of = |number: &str, story: Story| format!("{number}、{}\n{}{}\n\n\n", story.0, body(story), closing[1]);
    let text = format!("时评积累（三月）\n\n{}{}", of("一", PARKS), of("二", WATER));
    check("x.txt", text.as_bytes(), Expected { stories: &[PARKS, WATER], page: "5", ..ONE });
}

#[test]
fn the_paper_below_one_headline_is_not_that_of_the_next() {
    let of = |story: Story, paper: &str| {
        let paper = if paper.is_empty() { String::new() } else { paragraph(paper) };
        heading(story.0) + &paper + &paragraph(story.1) + &paragraph(story.2)
    };
    let document = docx(
        &(paragraph("每日报摘")
            + &paragraph("2024年3月5日　星期二")
            + &of(PARKS, "【兰河日报】")
            + &of(WATER, "")
            + &of(DOCTORS, "【青川日报】")),
    );
    let articles = read("报摘.docx", &document);
    let sources: Vec<(&str, &str)> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str())).collect();
    assert_eq!(sources, [(PARKS.0, "兰河日报"), (WATER.0, ""), (DOCTORS.0, "青川日报")]);
}

#[test]
fn bare_lines_of_paper_and_day_close_the_articles_of_a_collection() {
    let credits = ["兰河日报 2024年3月5日", "云溪晚报　2024.03.06"];
    let of =
        |story: Story, credit: &str| heading(story.0) + &paragraph(story.1) + &paragraph(story.2) + &paragraph(credit);
    let document = docx(&(of(PARKS, credits[0]) + &of(WATER, credits[1])));
    let of = |story: Story, credit: &str| format!("{}\n{}{credit}\n\n", story.0, body(story));
    let text = of(PARKS, credits[0]) + &of(WATER, credits[1]);
    for (name, bytes) in [("学习资料.docx", document), ("学习资料.txt", text.into_bytes())] {
        let day = |article: &policyvane::Article| article.date.map(|date| date.to_string()).unwrap_or_default();
        let articles = read(name, &bytes);
        let told: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str(), day(a))).collect();
        let expected = [(PARKS.0, "兰河日报", "2024-03-05".to_owned()), (WATER.0, "云溪晚报", "2024-03-06".to_owned())];
        assert_eq!(told, expected, "{name}");
    }
}

#[test]
fn the_cover_of_reading_material_is_no_headline() {
    let centred = |text: &str| {
        format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let of = |story: Story| {
        centred(story.0) + &paragraph("（兰河日报 2024年3月5日）") + &paragraph(story.1) + &paragraph(story.2)
    };
    let cover = centred("云溪县乡镇干部培训班") + &centred("学 习 资 料") + &centred("2024年3月");
    check(
        "a.docx",
        &docx(&(cover + &paragraph("") + &of(PARKS) + &of(WATER))),
        Expected { stories: &[PARKS, WATER], ..ONE },
    );
}

#[test]
fn briefs_stand_below_one_name() {
    let of = |story: Story| format!("●{}\n{}", story.0, body(story));
    let text = format!("A04 民生\n2024年3月5日 星期二\n\n简讯\n{}{}{}", of(PARKS), of(WATER), of(DOCTORS));
    let articles = read("兰河日报20240305A04.txt", text.as_bytes());
    let titles: Vec<&str> = articles.iter().map(|article| article.title.as_str()).collect();
    assert_eq!(titles[1..], [WATER.0, DOCTORS.0]);
    assert!(titles[0].ends_with(PARKS.0));
}

#[test]
fn programs_for_reading_later_write_lists_and_properties() {
    let (title, first, second) = PARKS;
    let list = format!(
        "# {title}\n\n## Metadata\n- Author: [[兰河日报]]\n- Full Title: {title}\n- Category: #articles\n- Published: 2024-03-05\n- Saved: 2024-04-11\n\n\
         ## Full Document\n{first}\n\n{second}\n\n## Highlights\n- 沿河步道全部接通\n"
    );
    check("x.md", list.as_bytes(), ONE);
    let outline = format!(
        "type:: [[民生]]\nsource:: [[兰河日报]]\ndate:: [[2024-03-05]]\n\n- # {title}\n\t- {first}\n\t- {second}\n"
    );
    check("x.md", outline.as_bytes(), ONE);
    let saved = format!(
        "## {title}\n\n[阅读原文](https://a.example/1.html) · 来源：兰河日报 · 发布：2024-03-05\n\n{first}\n\n{second}\n"
    );
    let further = saved.replace(title, WATER.0).replace(first, WATER.1).replace(second, WATER.2);
    let collected = format!("# 收藏夹导出\n\n{saved}\n{further}");
    check("x.md", collected.as_bytes(), Expected { stories: &[PARKS, WATER], ..ONE });
}

#[test]
fn databases_and_notes_set_buttons_and_columns_around_the_headline() {
    let (title, ..) = PARKS;
    let database = format!(
        "中国知网 HTML阅读\n目录\n记笔记\n引用\n分享\n\n{title}\n何 晓\n兰河日报 . 2024-03-05 ( 005 版：评论 )\n下载次数：41\n\n{}",
        body(PARKS)
    );
    check("x.txt", database.as_bytes(), Expected { page: "5", ..ONE });
    let clipped =
        paragraph(title) + &paragraph("兰河日报　民生　2024年3月5日") + &paragraph(PARKS.1) + &paragraph(PARKS.2);
    check("x.docx", &docx(&clipped), ONE);
    let front =
        paragraph(title) + &paragraph("兰河日报　2024年3月5日　头版") + &paragraph(PARKS.1) + &paragraph(PARKS.2);
    check("x.docx", &docx(&front), Expected { page: "1", ..ONE });
    let archive = format!("{title}\n朱小禾\n\n{}", body(PARKS));
    check("lhrb2024030505_05.txt", archive.as_bytes(), Expected { source: "", ..ONE });
}
