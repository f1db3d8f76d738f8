use super::*;

fn read(text: &str, kind: SourceKind, stem: &str, folders: &[&str]) -> Option<OneArticle> {
    let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
    recognise(&lines, &FileContext { stem, folders, kind, title: "" })
}

fn centred<'a>(centred: &[&'a str], text: &[&'a str]) -> Option<OneArticle> {
    let lines: Vec<Line> = centred
        .iter()
        .map(|&text| Line { text, emphasis: Some(Emphasis::Centred) })
        .chain(text.iter().map(|&text| Line { text, emphasis: None }))
        .collect();
    recognise(&lines, &FileContext { stem: "下载-1a2b3c", folders: &[], kind: SourceKind::Document, title: "" })
}

const WEB_PAGE: &str = "云岭县老街修缮完工\n发布日期: 2024-04-01 来源：云岭日报\n\n\
    云岭县今年把老街修缮列为民生实事，沿街六十户人家\n的木门窗都按旧样补齐，电线全部改走地下，石板路也\n重新铺过。\n\
    修街留人\n镇上的手艺人陆续回来开店，第一家是做竹编的老师傅\n开的。\n摘自\n\n《山地周报》\n\n2024.03.31 记者 方小舟\n";

/// The text with the lines that name where it was taken from.
fn text_of(article: &OneArticle) -> String {
    article.paragraphs.iter().chain(&article.tail).cloned().collect::<Vec<_>>().join("\n")
}

#[test]
fn a_printed_web_page() {
    let article = read(WEB_PAGE, SourceKind::PrintedWebPage, "下载-1a2b3c", &["pdf"]).unwrap_or_default();
    assert_eq!(article.title, "云岭县老街修缮完工");
    assert_eq!(article.date.as_deref(), Some("2024-04-01"));
    assert_eq!(article.date_origin, DateOrigin::HeadLine);
    assert_eq!((article.source.as_str(), article.byline.as_str()), ("云岭日报", "方小舟"));
    assert_eq!(article.paragraphs.len(), 3);
    assert!(text_of(&article).ends_with("摘自　《山地周报》　2024.03.31 记者 方小舟"));
}

#[test]
fn a_narrow_page_may_break_the_name_of_the_source() {
    let text = "云岭县今年把老街修缮列为民生实事，沿街六十户人家的木门窗都按旧样补齐，石板路也重新铺过。";
    let page = |rest: &str| format!("云岭县老街修缮完工\n时间：2024-04-01 06:23 来源： 云岭日\n{rest}\n{text}\n{text}");
    let source = |rest: &str| {
        let article = read(&page(rest), SourceKind::PrintedWebPage, "下载-1a2b3c", &[]).unwrap_or_default();
        article.source
    };
    assert_eq!(source("报"), "云岭日报");
    assert_eq!(source("老街"), "云岭日");
}

#[test]
fn calls_to_share_belong_to_neither_headline_nor_text() {
    let head = "2024-04-01 11:40 来源：云岭日报";
    let text = "云岭县今年把老街修缮列为民生实事，沿街六十户人家的木门窗都按旧样补齐，石板路也重新铺过。";
    let share = "用微信扫描二维码\n分享至好友和朋友圈";
    let networks = "易信\n微信\nQQ空间\n更多";
    let page = format!(
        "云岭县老街修缮完工\n{share}\n{head}\n{networks}\n{share}\nT + -\n×\n{text}\n{text}\n分享到：\n{networks}\n{share}\n跟贴12\n参与158\n帐号\n密码\n登录并发贴\n网友评论仅供其表达个人看法，并不表明云岭网立场。"
    );
    for kind in [SourceKind::Text, SourceKind::PrintedWebPage] {
        let article = read(&page, kind, "下载-1a2b3c", &[]).unwrap_or_default();
        assert_eq!((article.title.as_str(), article.byline.as_str()), ("云岭县老街修缮完工", ""), "{kind:?}");
        assert_eq!(text_of(&article).matches(text).count(), 2, "{kind:?}");
        assert_eq!(text_of(&article).chars().filter(|c| *c == '享' || *c == '贴').count(), 0, "{kind:?}");
    }
}

#[test]
fn the_credit_tells_the_day_where_nothing_else_does() {
    let text = WEB_PAGE.replace("发布日期: 2024-04-01 ", "");
    let article = read(&text, SourceKind::Text, "下载-1a2b3c", &[]).unwrap_or_default();
    assert_eq!((article.date.as_deref(), article.date_origin), (Some("2024-03-31"), DateOrigin::Credit));
    let article = read(&text, SourceKind::Text, "下载-1a2b3c", &["20240402"]).unwrap_or_default();
    assert_eq!((article.date.as_deref(), article.date_origin), (Some("2024-04-02"), DateOrigin::Path));
}

#[test]
fn a_single_credit_is_evidence_and_several_are_a_digest() {
    let text = WEB_PAGE.replace("发布日期: 2024-04-01 来源：云岭日报", "");
    let article = read(&text, SourceKind::PrintedWebPage, "下载-1a2b3c", &[]).unwrap_or_default();
    assert_eq!((article.title.as_str(), article.source.as_str()), ("云岭县老街修缮完工", "山地周报"));
    assert_eq!(read(&format!("{text}\n{text}"), SourceKind::PrintedWebPage, "下载-1a2b3c", &[]), None);
}

#[test]
fn the_day_on_which_a_note_was_saved_yields_to_the_head_line() {
    let day = |fields: &str| {
        let text = "云岭县今年把老街修缮列为民生实事，沿街六十户人家的木门窗都按旧样补齐，电线全部改走地下，石板路也重新铺过。";
        let head = "2024-04-01 08:12 来源：云岭日报";
        let note =
            format!("---\ntitle: 云岭县老街修缮完工\n{fields}\n---\n\n# 云岭县老街修缮完工\n\n{head}\n\n{text}\n");
        read(&note, SourceKind::Markdown, "下载-1a2b3c", &[]).and_then(|article| article.date)
    };
    assert_eq!(day("date: 2024-04-02T18:14:22+08:00\nlastmod: 2024-04-05").as_deref(), Some("2024-04-01"));
    assert_eq!(day("date: 2024-05-02").as_deref(), Some("2024-04-01"));
    // The issue of a paper has the day after that of its site, and no head line is of a later day.
    assert_eq!(day("date: 2024-04-02").as_deref(), Some("2024-04-02"));
    assert_eq!(day("date: 2024-03-31\nlastmod: 2024-04-05").as_deref(), Some("2024-03-31"));
}

#[test]
fn a_headline_that_is_repeated_stands_once() {
    let article = centred(
        &["方小舟：把手艺留住", "把手艺留住", "（2024年4月1日）"],
        &["各位乡亲，今天我们在老街相聚，看一看新铺的石板路。"],
    );
    assert_eq!(article.map(|article| article.title).as_deref(), Some("方小舟：把手艺留住"));
}

#[test]
fn a_headline_that_goes_on_below_the_head_line() {
    let text = "云岭县十二个乡镇联合举办第一届山地手工艺集市暨农产品展\n发布日期: 2024-04-01\n销会\n\
        云岭县十二个乡镇的手艺人近日聚到县城，带来竹编、蜡染和木雕，三天里迎来两万名客人。";
    let article = read(text, SourceKind::Text, "下载-1a2b3c", &[]).unwrap_or_default();
    assert_eq!(article.title, "云岭县十二个乡镇联合举办第一届山地手工艺集市暨农产品展销会");
    assert_eq!(article.paragraphs.len(), 1);
}

#[test]
fn the_name_of_the_file_holds_the_rest_of_a_headline() {
    let first = "云岭县十二个乡镇联合举办第一届山地手工艺集市暨农产品展";
    let text = "核心阅读\n云岭县十二个乡镇的手艺人近日聚到县城，带来竹编、蜡染和木雕，三天里迎来两万名客人。";
    for rest in ["（乡村见闻）", "“把手艺留住”", "——两万名客人走进深山", "席人员", "全观", "为什么这样热闹？"]
    {
        let stem = format!("{first}{rest}");
        for page in [
            format!("{first}\n发布日期: 2024-04-01\n{rest}\n{text}"),
            format!("{first}\n{rest}\n发布日期: 2024-04-01\n{text}"),
        ] {
            let article = read(&page, SourceKind::Text, &stem, &[]).unwrap_or_default();
            assert_eq!((article.title.as_str(), article.paragraphs.len()), (stem.as_str(), 2), "{page}");
        }
    }
}

#[test]
fn head_lines_on_several_lines() {
    let text = "当前位置：首页 > 新闻 > 正文\n老街换新颜\n来源：\n云岭日报\n发布时间：\n2024年4月1日 10:23\n作者：方小舟\n【字号：大 中 小】 打印\n　　云岭县老街的石板路重新铺过。\n　　十二家新店开张。\n责任编辑：金禾\n上一篇：风雨桥通车\n版权所有 云岭在线";
    let article = read(text, SourceKind::Text, "下载-1a2b3c", &[]).unwrap_or_default();
    assert_eq!(
        (article.title.as_str(), article.source.as_str(), article.byline.as_str()),
        ("老街换新颜", "云岭日报", "方小舟")
    );
    assert_eq!(article.date.as_deref(), Some("2024-04-01"));
    assert_eq!(article.paragraphs, ["云岭县老街的石板路重新铺过。", "十二家新店开张。"]);
    assert_eq!(article.page_furniture.len(), 3);
}

#[test]
fn an_article_of_an_issue_in_a_file_of_its_own() {
    let text = "\n老街修好了，手艺人回来了——\n修街先留人（乡村见闻）\n\n　　云岭县老街的石板路重新铺过。\n　　修街留人\n　　十二家新店开张。\n";
    let article = read(text, SourceKind::Text, "20240401-03-02", &["day", "20240401"]).unwrap_or_default();
    assert_eq!(article.title, "老街修好了，手艺人回来了—— 修街先留人（乡村见闻）");
    assert_eq!((article.date.as_deref(), article.page.as_str(), article.number), (Some("2024-04-01"), "3", Some(2)));
    assert_eq!(article.paragraphs.len(), 3);
}

#[test]
fn reports_in_the_numbered_file_of_an_article_are_one() {
    let report =
        |place: &str| format!("　　本报{place}4月1日电　（记者方小舟）{place}的老街已经修好，街上开了十二家新店。\n");
    let text = format!(
        "\n各地修好老街\n\n　　各地修街怎样留人？记者作了采访。\n{}{}{}",
        report("云岭"),
        report("兰河"),
        report("青川")
    );
    let read = |stem: &str| read(&text, SourceKind::Text, stem, &["20240401"]).map(|article| article.paragraphs.len());
    assert_eq!((read("20240401-03-02"), read("20240401-03")), (Some(4), None));
}

#[test]
fn the_file_of_an_article_knows_its_headline_and_its_day() {
    let deck = "听取老街修缮情况汇报，审议通过《关于修缮全县老街和集镇的意见》，研究部署风雨桥和石板路的日常维护，决定为迁回老街的手艺人减免三年房租，并为六十户人家补助门窗的费用，所需的钱由县里先行垫付";
    let text = format!(
        "方小舟主持召开县政府常务会议\n{deck}\n\n　　本报云岭4月1日电　会议指出，修街先要留人。\n　　会议还研究了其他事项。\n"
    );
    let article = read(&text, SourceKind::Text, "20240402-01-03", &["20240402"]).unwrap_or_default();
    assert_eq!(article.title, format!("方小舟主持召开县政府常务会议 {deck}"));
    let asks = "老街换灯记（山城面对面①）\n——怎样让老街亮起来？\n　　县里把老街的路灯全部换新，夜里走路亮堂多了。\n　　街坊都说换得好。\n";
    let article = read(asks, SourceKind::Text, "20240402-01-04", &["20240402"]).unwrap_or_default();
    assert_eq!(article.title, "老街换灯记（山城面对面①） ——怎样让老街亮起来？");
    let speech = "在老街修缮现场会上的讲话\n（2024年4月1日）\n各位来宾，\n　　同志们，朋友们：\n　　今天我们在老街开会，看一看六十家店铺怎样修好。\n　　谢谢大家。\n";
    let article = read(speech, SourceKind::Text, "20240402-02-01", &["20240402"]).unwrap_or_default();
    assert_eq!((article.title.as_str(), article.date.as_deref()), ("在老街修缮现场会上的讲话", Some("2024-04-02")));
}

#[test]
fn a_document_with_decks() {
    let text =
        ["近日，云岭县召开老街修缮现场会，十二个乡镇的负责人看了工地。", "《 云岭日报 》（ 2024年04月01日 03 版）"];
    let article =
        centred(&["全县老街修缮现场会召开", "方小舟出席", "来源：云岭在线 \u{a0}发布时间：2024-04-01"], &text)
            .unwrap_or_default();
    assert_eq!(article.title, "全县老街修缮现场会召开");
    assert_eq!((article.source.as_str(), article.page.as_str()), ("云岭在线", "3"));
    assert!(text_of(&article).starts_with("方小舟出席\n近日，"));
    let article = centred(&["全县老街修缮现场会召开"], &text).unwrap_or_default();
    assert_eq!((article.source.as_str(), article.date_origin), ("云岭日报", DateOrigin::Credit));
}

#[test]
fn a_document_of_several_articles_is_none() {
    let one = Line { text: "风雨桥通车", emphasis: Some(Emphasis::Centred) };
    let other = Line { text: "老街换新颜", emphasis: Some(Emphasis::Centred) };
    let text =
        Line { text: "云岭县的风雨桥由十二位木匠用两年修成，今天通车。", emphasis: None };
    let context = FileContext { stem: "稿件", folders: &[], kind: SourceKind::Document, title: "" };
    assert!(recognise(&[one, text], &context).is_some());
    assert_eq!(recognise(&[one, text, other, text], &context), None);
}

#[test]
fn pages_of_several_articles_are_none() {
    let indented = "云岭日报　2024年4月1日　星期一　第2版\n\n风雨桥通车\n\n　　云岭县的风雨桥今天通车。\n\n老街换新颜\n\n　　老街的石板路重新铺过。";
    assert_eq!(read(indented, SourceKind::Text, "2024-04-01-02", &[]), None);
    let broken = "风雨桥通车\n 本报讯（记者 方小舟）云岭县的风雨桥由十二\n位木匠用两年修成，今天正式通车，两岸村民出\n门不用再绕路，孩子上学近了三里地。\n老街换新颜\n 老街的石板路重新铺过，十二家新店陆续开张，\n手艺人回来了。";
    assert_eq!(read(broken, SourceKind::Text, "2024-04-01-02", &[]), None);
    assert_eq!(read(broken, SourceKind::PrintedWebPage, "2024-04-01-02", &[]), None);
    let two = format!("{WEB_PAGE}\n{}", WEB_PAGE.replace("老街", "新街"));
    assert_eq!(read(&two, SourceKind::Text, "汇编", &[]), None);
}

#[test]
fn indexes_and_continuations_are_none() {
    let index = "云岭日报 2024年4月1日 星期一 第1版\n今日导读\n风雨桥通车　2版\n老街换新颜　3版\n　　云岭县的风雨桥由十二位木匠用两年修成。";
    assert_eq!(read(index, SourceKind::Text, "页", &[]), None);
    let continued = "风雨桥通车\n　　云岭县的风雨桥由十二位木匠用两年修成。\n　　（上接第一版）老街的石板路重新铺过。";
    assert_eq!(read(continued, SourceKind::Text, "页", &[]), None);
}

#[test]
fn a_single_article_under_a_masthead() {
    let text = "云岭日报\n２０２４年４月１日　星期一　第２版\n\n风雨桥通车\n\n　　云岭县的风雨桥2023年12月31日完工，由十二位木匠用两年修成。";
    let article = read(text, SourceKind::Text, "m", &[]).unwrap_or_default();
    assert_eq!(
        (article.title.as_str(), article.source.as_str(), article.page.as_str()),
        ("风雨桥通车", "云岭日报", "2")
    );
    assert_eq!((article.date.as_deref(), article.date_origin), (Some("2024-04-01"), DateOrigin::Masthead));
}

#[test]
fn a_crawler_s_markdown() {
    let text = "---\ntitle: \"风雨桥通车\"\ndate: 2024-04-01\npage_no: \"03\"\n---\n# 风雨桥通车\n- 来源：云岭日报\n- 日期：2024-04-01\n- 版面：第03版：要闻\n## 正文\n\n云岭县的风雨桥由十二位木匠用两年修成。\n\n## 图片链接\n- https://example.org/1.jpg";
    let article = read(text, SourceKind::Markdown, "a", &[]).unwrap_or_default();
    assert_eq!(
        (article.title.as_str(), article.source.as_str(), article.page.as_str()),
        ("风雨桥通车", "云岭日报", "3")
    );
    assert_eq!(article.paragraphs, ["云岭县的风雨桥由十二位木匠用两年修成。"]);
}

#[test]
fn datelines_tell_the_day_last() {
    let text = "风雨桥通车\n　　新华社云岭4月1日电 云岭县的风雨桥由十二位木匠用两年修成。";
    let article = read(text, SourceKind::Text, "a", &["2024年"]).unwrap_or_default();
    assert_eq!((article.date.as_deref(), article.date_origin), (Some("2024-04-01"), DateOrigin::Dateline));
    assert_eq!(read(text, SourceKind::Text, "a", &[]).unwrap_or_default().date, None);
}

#[test]
fn a_day_in_the_text_yields_to_that_of_the_name() {
    let text =
        "集市开张\n日期：2024年3月1日\n　　云岭县的夜间集市昨晚开张，摊位摆满了石板街。\n　　游客逛到十点还没有散去。";
    let day = |stem: &str, folder: &str| {
        let article = read(text, SourceKind::Text, stem, &[folder]).unwrap_or_default();
        (article.date.unwrap_or_default(), article.date_origin)
    };
    assert_eq!(day("20240401-03-02", "day"), ("2024-04-01".to_owned(), DateOrigin::Path), "the issue's own day");
    assert_eq!(day("下载-1a2b3c", "20240201"), ("2024-02-01".to_owned(), DateOrigin::Path), "an event to come");
    assert_eq!(
        day("下载-1a2b3c", "20240401"),
        ("2024-03-01".to_owned(), DateOrigin::HeadLine),
        "the day of a download"
    );
}

#[test]
fn odd_input_is_none_and_ends_soon() {
    assert_eq!(read("", SourceKind::Text, "", &[]), None);
    assert_eq!(read("来源：", SourceKind::Text, "", &[]), None);
    assert_eq!(read("---", SourceKind::Markdown, "", &[]), None);
    let long = "云（".repeat(300_000);
    assert_eq!(read(&long, SourceKind::Text, &long, &[&long]), None);
    let many = "时间：来源：\n".repeat(20_000);
    assert_eq!(read(&many, SourceKind::PrintedWebPage, "a", &[]), None);
}

#[test]
fn the_tools_of_a_digital_paper_stand_above_the_headline() {
    let text = "第A44版:城事/综合\n3上一版  下一版4\n老街修缮完工\n风雨桥通车\n集市昨晚开张\n新闻搜索:\n3上一期 版面导航\n下一篇4 2024年4月1日 放大 缩小 默认\n\n老街修缮完工\n\n\
        本报讯 云岭县今年把老街修缮列为民生实事，沿街六十户人家的木门窗都按旧样补齐。\n\n电线全部改走地下，石板路也重新铺过，镇上的手艺人陆续回来开店。\n";
    let article = read(text, SourceKind::Text, "content_1", &[]).unwrap_or_default();
    assert_eq!((article.title.as_str(), article.date.as_deref()), ("老街修缮完工", Some("2024-04-01")));
    assert!(article.paragraphs[0].starts_with("本报讯"), "{article:?}");
}

#[test]
fn a_headline_that_stands_twice_is_told_once() {
    let text = "【聚焦】老街修缮完工\n\n  山地特稿第12期\n\n  【聚焦】老街修缮完工\n\n  云岭县今年把老街修缮列为民生实事，沿街六十户人家的木门窗都按旧样补齐。\n\n  电线全部改走地下，石板路也重新铺过。\n";
    let article = read(text, SourceKind::Text, "【聚焦】老街修缮完工", &[]).unwrap_or_default();
    assert_eq!((article.title.as_str(), article.paragraphs.len()), ("【聚焦】老街修缮完工", 2));
    assert_eq!(article.page_furniture.len(), 2);
}

#[test]
fn numbers_and_buttons_are_no_part_of_a_headline() {
    for title in ["1. 云岭县老街修缮完工", "云岭县老街修缮完工 [复制链接]", "云岭县老街修缮完工******"]
    {
        let text = WEB_PAGE.replace("云岭县老街修缮完工", title);
        let article = read(&text, SourceKind::Text, "下载-1a2b3c", &[]).unwrap_or_default();
        assert_eq!(article.title, "云岭县老街修缮完工", "{title}");
    }
}

#[test]
fn the_speaker_stands_below_the_headline_of_a_speech() {
    let page = "在全县防火工作会议上的讲话\n县委副书记、县长　方小舟\n发布机构：县政府办公室\n发布时间：2024-04-01\n来源：云岭网\n　　同志们，今天开会，部署春季防火工作，我讲三点意见。\n　　一要看紧火源，二要备足物资，三要守好岗位。";
    let article = read(page, SourceKind::Text, "下载-1a2b3c", &[]).unwrap_or_default();
    assert_eq!(article.title, "在全县防火工作会议上的讲话");
    assert_eq!(article.byline, "县委副书记、县长　方小舟");
    assert_eq!(article.source, "云岭网", "the source goes before the office that published the page");
}

#[test]
fn a_heading_may_ask_at_any_length() {
    let headline = "老街修好以后怎样让搬回来的六十户人家安心开店，怎样让远道而来的客人住得下来？";
    let text = "云岭县今年把老街修缮列为民生实事，沿街六十户人家的木门窗都按旧样补齐，石板路也重新铺过。";
    let read = |emphasis: Option<Emphasis>| {
        let lines = [(headline, emphasis), (text, None), (text, None)].map(|(text, emphasis)| Line { text, emphasis });
        recognise(&lines, &FileContext { stem: "下载-1a2b3c", folders: &[], kind: SourceKind::Document, title: "" })
    };
    let article = read(Some(Emphasis::Heading)).unwrap_or_default();
    assert_eq!((article.title.as_str(), article.paragraphs.len()), (headline, 2));
    assert!(read(None).is_none());
}

#[test]
fn the_day_of_a_speech_or_an_essay_stands_below_its_headline() {
    let text = "云岭县今年把老街修缮列为民生实事，沿街六十户人家的木门窗都按旧样补齐，石板路也重新铺过。";
    let essay = centred(&["把老街修缮做深做实", "（一九九五年十月十二日）"], &[text, text]).unwrap_or_default();
    assert_eq!((essay.title.as_str(), essay.date.as_deref()), ("把老街修缮做深做实", Some("1995-10-12")));
    let speech = ["在全县工作会议上的讲话", "——2024年1月16日在云岭县工作会议上"];
    let speech = centred(&speech, &[text, text]).unwrap_or_default();
    assert_eq!(speech.date.as_deref(), Some("2024-01-16"));
    let passed = ["云岭县常委会任免名单", "（2024年3月5日云岭县第八届人民代表大会常务委员会第三次会议通过）"];
    assert_eq!(centred(&passed, &[text, text]).unwrap_or_default().title, "云岭县常委会任免名单");
}

#[test]
fn covers_and_numbered_sections_are_no_lines_of_a_headline() {
    let text = "云岭县今年把老街修缮列为民生实事，沿街六十户人家的木门窗都按旧样补齐，石板路也重新铺过。";
    let cover = ["云岭县老街修缮调研报告", "云岭县老街保护课题组", "2024年4月", "目\u{3000}录"];
    assert_eq!(centred(&cover, &[text, text]).unwrap_or_default().title, "云岭县老街修缮调研报告");
    let page = format!("云岭县老街修缮问答\n\n1.哪些门窗可以补齐？\n\n{text}\n\n2.石板路怎样铺？\n\n{text}");
    let article = read(&page, SourceKind::Text, "下载-1a2b3c", &[]).unwrap_or_default();
    assert_eq!(article.title, "云岭县老街修缮问答");
}
