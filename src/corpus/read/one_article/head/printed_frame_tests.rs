use super::*;

fn prepared(text: &str, kind: SourceKind) -> Prepared {
    let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
    prepare(&lines, kind)
}

#[test]
fn browser_headers_and_footers_are_taken_out() {
    let page = "2024/4/1 10:23\n\n云岭县风雨桥通车_云岭在线\n\n云岭县风雨桥通车\n来源：云岭日报\n桥长八十米，\n\nhttps://example.org/a/1.html\n\n1/2\n\n\
        2024/4/1 10:23\n\n云岭县风雨桥通车_云岭在线\n\n由村民合力修成。\n\nhttps://example.org/a/1.html 2/2";
    let prepared = prepared(page, SourceKind::PrintedWebPage);
    let texts: Vec<&str> = prepared.rows.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(texts, ["云岭县风雨桥通车", "来源：云岭日报", "桥长八十米，", "由村民合力修成。"]);
    assert!(prepared.printed);
    assert_eq!(prepared.printed_title, "云岭县风雨桥通车_云岭在线");
}

#[test]
fn the_moment_among_the_fields_of_a_head_line_is_that_of_publication() {
    let text = "风雨桥修好以后，两岸的村民过河赶集不必再绕行十几里山路。";
    let frame = ["2026/11/30 18:14 云岭县风雨桥通车_云岭在线", "https://example.org/a/1.html 1/1"];
    let kept = |lines: &[&str]| {
        let rows = prepared(&lines.join("\n"), SourceKind::PrintedWebPage).rows;
        rows.iter().filter(|row| PrintMark::of(&row.text).is_some()).map(|row| row.text.clone()).collect::<Vec<_>>()
    };
    let head = ["首页", "云岭县风雨桥通车", "点击数：55", "来源：云岭日报", "2022/03/03 11:40:03", text];
    assert_eq!(kept(&head), ["2022/03/03 11:40:03"]);
    assert_eq!(kept(&[&frame[..1], &head, &frame[1..]].concat()), ["2022/03/03 11:40:03"]);
    let bare = ["首页", "要闻", "县区", "云岭县风雨桥通车", "2022/03/03 11:40", text];
    assert_eq!(kept(&[&frame[..1], &bare, &frame[1..]].concat()), ["2022/03/03 11:40"]);
    // Alone, at the edge of a sheet, beside other marks or below the text it may be that of printing.
    assert!(kept(&bare).is_empty());
    let sheets = ["首页", "要闻", "县区", "云岭县风雨桥通车", frame[1], "2022/03/03 11:40:03", "来源：云岭日报", text];
    assert!(kept(&sheets).is_empty());
    assert!(kept(&["云岭县风雨桥通车", "来源：云岭日报", text, "责任编辑：方舟", "2022/03/03 11:40"]).is_empty());
}

#[test]
fn the_title_of_the_page_may_stand_behind_its_menu() {
    let page = "11/27/26, 2:18 PM\n首页时政社会\n云岭县风雨桥通车，两岸村民过河_云岭在线\n云岭县风雨桥通车，两岸\n村民过河\n来源：云岭日报";
    let prepared = prepared(page, SourceKind::PrintedWebPage);
    assert_eq!(prepared.printed_title, "云岭县风雨桥通车，两岸村民过河_云岭在线");
    assert_eq!(prepared.rows.len(), 4);
}

#[test]
fn the_head_line_may_stand_between_the_lines_of_the_headline() {
    let page = "2024/4/1 10:23\n云岭县风雨桥通车，两岸 村民过河-云岭在线\n云岭县风雨桥通车，两岸\n发布日期：2024-03-31\n村民过河\n桥长八十米。";
    let prepared = prepared(page, SourceKind::Text);
    assert_eq!((prepared.rows.len(), prepared.rows[0].text.as_str()), (4, "云岭县风雨桥通车，两岸"));
    let short = self::prepared(
        "2024/4/1 10:23\n风雨桥通车-云岭在线\n风雨桥通车\n来源：云岭日报\n桥长八十米。",
        SourceKind::Text,
    );
    assert_eq!(short.rows[0].text, "风雨桥通车");
}

#[test]
fn blank_lines_become_gaps_and_indents_are_measured() {
    let prepared = prepared("老街换新颜\n\n　　近日，云岭县修好老街。\n\u{a0}\n　　街上开了新店。", SourceKind::Text);
    let shape: Vec<(usize, bool)> = prepared.rows.iter().map(|row| (row.indent, row.gap)).collect();
    assert_eq!(shape, [(0, false), (4, true), (4, true)]);
    assert!(!prepared.printed);
}

#[test]
fn markdown_headings_are_emphasis() {
    let prepared = prepared("## 老街换新颜\n**修街**", SourceKind::Markdown);
    let marks: Vec<(&str, Option<Emphasis>)> =
        prepared.rows.iter().map(|row| (row.text.as_str(), row.emphasis)).collect();
    assert_eq!(marks, [("老街换新颜", Some(Emphasis::Heading)), ("修街", Some(Emphasis::Bold))]);
}

#[test]
fn what_stands_above_the_headline_that_the_title_names_leads_through_the_site() {
    let lines = |texts: &[(&'static str, bool)]| -> Vec<Line<'static>> {
        let emphasis = |large: bool| large.then_some(Emphasis::Heading);
        texts.iter().map(|&(text, large)| Line { text, emphasis: emphasis(large) }).collect()
    };
    let page = [
        ("云岭在线首页要闻民生", false),
        ("首页 > 民生 > 正文", false),
        ("云岭县风雨桥今日通车", true),
        ("来源：云岭日报 2024-04-01 08:12", false),
        ("桥长八十米，由村民合力修成，孩子们上学近了三里路。", false),
    ];
    let titled = |title: &str, page: &[(&'static str, bool)]| {
        let mut prepared = prepare(&lines(page), SourceKind::PrintedWebPage);
        prepared.take_title(title);
        let above = prepared.take_above_title().map(|above| above.len());
        (above, prepared.rows.iter().map(|row| row.text.clone()).collect::<Vec<_>>())
    };
    let (above, rows) = titled("云岭县风雨桥今日通车-云岭在线", &page);
    assert_eq!((above, rows[0].as_str()), (Some(2), "云岭县风雨桥今日通车"));
    assert_eq!(titled("云岭日报数字报-云岭县风雨桥今日通车", &page).0, Some(2), "the paper stands before the headline");
    assert_eq!(titled("云岭在线", &page).0, None, "the title names no headline");
    // A masthead may tell the day where no head line stands below.
    let paper = [page[0], ("2024年4月1日 星期一", false), page[2], page[4]];
    assert_eq!(
        titled("云岭县风雨桥今日通车", &paper),
        (Some(0), paper.iter().map(|(text, _)| (*text).to_owned()).collect())
    );
    // Some sites leave the end of a long headline out of their title.
    let long = [page[0], page[1], ("云岭县风雨桥今日通车（走进云岭）", true), page[3], page[4]];
    assert_eq!(titled("云岭县风雨桥今日通车_云岭在线", &long).0, Some(2));
    // All pages of a digital edition share their title: its only line in large type is the headline.
    let edition = [("第03版：民生 上一版 下一版", false), ("2024年4月1日 星期一", false), page[2], page[4]];
    assert_eq!(titled("云岭日报数字报", &edition).0, Some(2));
    assert_eq!(titled("云岭日报数字报", &[page[0], page[2], page[4]]).0, None, "no day stands above");
    // Below the text other parts of the site have headings in large type.
    let plain = [page[0], ("云岭县风雨桥今日通车", false), page[3], page[4], page[4], ("热门推荐", true), page[4]];
    assert_eq!(titled("云岭县风雨桥今日通车", &plain).1.len(), plain.len());
    assert_eq!(titled("云岭县风雨桥今日通车", &[plain[1], ("风雨桥通车啦", true), page[3], page[4]]).1.len(), 3);
    // The moment may come first in the order of the page.
    let moment = [("2024年04月01日08:12", false), page[2], ("来源：云岭日报", false), page[4]];
    assert_eq!(titled("云岭县风雨桥今日通车", &moment).1[1], "2024年04月01日08:12");
}

#[test]
fn the_headline_below_the_address_of_a_reader_is_no_running_title() {
    let title = "云岭县风雨桥今日通车";
    let texts = ["2024/4/1 10:23", title, "www.example.org", title, "来源：云岭日报 2024-04-01 08:12"];
    let emphasis = |at: usize| (at == 3).then_some(Emphasis::Heading);
    let lines: Vec<Line> = (0..).zip(texts).map(|(at, text)| Line { text, emphasis: emphasis(at) }).collect();
    let prepared = prepare(&lines, SourceKind::PrintedWebPage);
    let kept = prepared.rows.iter().filter(|row| row.text == title && row.emphasis.is_some()).count();
    assert_eq!(kept, 1);
}
