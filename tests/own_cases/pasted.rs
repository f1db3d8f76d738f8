//! Web pages that people copy one below the other, and what copying leaves above and below an article.

use crate::{ALL, DOCTORS, Expected, PARKS, WATER, check, docx, paragraph, read};

const EXPECTED: Expected = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "" };
const THREE: Expected = Expected { stories: &ALL, ..EXPECTED };

/// What sites write below a headline, and below a text.
const SITES: [(&str, &str); 3] = [
    ("2024年03月05日05:52 | 来源：兰河日报\n小字号", "(责编：方舟、田薇)\n分享让更多人看到"),
    ("2024-03-05 14:31 来源： 兰河日报\n字号：默认 大 超大|打印|收藏|留言|", "【我要纠错】 责任编辑：田薇"),
    ("作者：方舟\n来源：兰河日报\n日期：2024-03-05", "举报\n评论 0"),
];

#[test]
fn articles_copied_from_several_sites_are_parted_at_their_headlines() {
    for between in ["\n", ""] {
        let article = |((title, first, second), (head, foot)): (&crate::Story, (&str, &str))| {
            format!("{title}\n{head}\n　　{first}\n　　{second}\n{foot}\n{between}")
        };
        let text: String = ALL.iter().zip(SITES).map(article).collect();
        check("素材.txt", text.as_bytes(), THREE);
        let body: String = text.lines().map(paragraph).collect();
        check("素材.docx", &docx(&body), THREE);
    }
}

#[test]
fn a_collection_may_begin_with_its_name_and_contents() {
    let contents: String =
        (1..).zip(ALL).map(|(number, story)| format!("{number}、{}…………{number}\n", story.0)).collect();
    let articles: String = (1..)
        .zip(ALL)
        .map(|(number, (title, first, second))| {
            format!("{number}、{title}\n来源：兰河日报　时间：2024-03-05\n　　{first}\n　　{second}\n\n")
        })
        .collect();
    check("a.txt", format!("每日要情摘编\n（第36期）\n目　录\n{contents}\n{articles}").as_bytes(), THREE);
}

#[test]
fn databases_begin_each_article_with_the_line_of_its_issue() {
    let article = |(title, first, second): &crate::Story| {
        format!(
            "兰河日报/2024 年/3 月/5 日/第 002 版\n城乡观察\n\n{title}\n本报记者 方舟\n　　{first}\n　　{second}\n\n"
        )
    };
    let text: String = ALL.iter().map(article).collect();
    let found = read("a.txt", text.as_bytes());
    let told: Vec<_> = found.iter().map(|a| (a.title.as_str(), a.source.as_str(), a.page.as_str())).collect();
    assert_eq!(told, ALL.map(|story| (story.0, "兰河日报", "2")));
}

#[test]
fn transcripts_number_their_items() {
    let items: String = (1..)
        .zip(ALL)
        .map(|(number, (title, first, second))| format!("{number}、{title}\n{first}\n{second}\n\n"))
        .collect();
    let text = format!("《兰河新闻联播》 20240305 文字版\n\n{items}");
    check("兰河新闻联播20240305.txt", text.as_bytes(), Expected { source: "", ..THREE });
}

#[test]
fn quotations_below_headings_may_have_several_head_lines() {
    let article = |(title, first, second): &crate::Story| {
        format!("## {title}\n\n> 来源：兰河日报  \n> 日期：2024-03-05\n\n{first}\n\n{second}\n\n")
    };
    let text: String = ALL.iter().map(article).collect();
    check("a.md", format!("# 3月新闻汇总\n\n{text}").as_bytes(), THREE);
}

#[test]
fn what_pages_write_below_a_text_ends_it() {
    let (title, first, second) = PARKS;
    for foot in [
        format!("【我要纠错】责任编辑：田薇\n相关稿件\n{}\n{}", WATER.0, DOCTORS.0),
        format!("文章来自企鹅号\n免责声明：本内容来自平台创作者，不代表本网的观点和立场。\n举报\n热门\n{}", WATER.0),
        format!("凡注明“来源：兰河网”的所有文字、图片，均为本网原创，转载请注明出处。\n{}\n{}", WATER.0, DOCTORS.0),
        "赞 56\n全部评论(0) 打开APP查看更多精彩评论\n点击下载掌上兰河APP，更多本地资讯".to_owned(),
        "【大 中 小】【打印此页】【关闭窗口】\n附件下载：".to_owned(),
        "编辑：田薇\n微信扫一扫\n关注该公众号".to_owned(),
        "责任编辑：田薇\n想爆料？请登录《阳光热线》( http://a.example.org/)、拨打新闻热线0531-66661234".to_owned(),
    ] {
        let text = format!("{title}\n2024-03-05 08:12 来源：兰河日报\n　　{first}\n　　{second}\n{foot}\n");
        check("a.txt", text.as_bytes(), EXPECTED);
    }
}

#[test]
fn what_pages_write_above_a_headline_is_left_out() {
    let (title, first, second) = PARKS;
    for above in [
        "今天是 2024年3月18日 星期一 无障碍阅读\n首页 要闻动态 信息公开 政务服务",
        "学习进行时 高层 时政 国际 财经 网评 港澳 台湾",
        "第03版：要闻 上一版下一版\n第01版：头版\n第02版：要闻\n第03版：要闻",
    ] {
        let text = format!("{above}\n{title}\n来源：兰河日报 发布时间：2024-03-05\n　　{first}\n　　{second}\n");
        check("a.txt", text.as_bytes(), EXPECTED);
    }
}

#[test]
fn a_text_may_begin_with_the_day() {
    const DAY: &str = "今天是2024年3月5日，惊蛰。";
    let (title, first, second) = PARKS;
    let text = format!("{title}\n来源：兰河日报 发布时间：2024-03-05\n　　{DAY}{first}\n　　{second}\n");
    let found = read("a.txt", text.as_bytes());
    assert!(found.len() == 1 && found[0].title == title && found[0].text.starts_with(DAY), "{found:?}");
}

#[test]
fn labels_may_have_no_colon_and_papers_name_their_staff() {
    let (title, first, second) = PARKS;
    for head in [
        "来源于 兰河日报\n发布时间 2024年03月05日 18:22",
        "来源于 兰河日报 发布时间 2024年03月05日 18:22",
        "2024-03-05 16:22\n兰河日报 记者 方舟 编辑 田薇",
    ] {
        check("a.txt", format!("{title}\n{head}\n　　{first}\n　　{second}\n").as_bytes(), EXPECTED);
    }
    // A name may begin as a day of the week does.
    let named = format!("{title}\n　　{first}\n　　{second}\n（兰河日报 2024-03-05 第3版 记者 周三春）\n");
    let found = read("a.txt", named.as_bytes());
    let day = found[0].date.map(|date| date.to_string());
    assert_eq!((found.len(), found[0].title.as_str(), found[0].source.as_str()), (1, title, "兰河日报"));
    assert_eq!((found[0].page.as_str(), day.as_deref()), ("3", Some("2024-03-05")));
}

#[test]
fn web_pages_name_their_account_or_paper_in_few_places() {
    let (title, first, second) = PARKS;
    let text = format!("<p>{first}</p><p>{second}</p>");
    for (named, head) in [
        (
            title.to_owned(),
            "<p class=\"x1\">兰河日报</p><div><span>2024-03-05 09:32</span><span>上海</span><span>兰河日报官方账号</span></div>",
        ),
        (format!("{title}-兰河日报"), "<p>记者 方舟</p><p>2024-03-05</p>"),
    ] {
        let page = format!(
            "<html><head><meta charset=\"utf-8\"><title>{named}</title></head><body><div><h1>{title}</h1>{head}<div class=\"content\">{text}</div></div></body></html>"
        );
        check("a.html", page.as_bytes(), EXPECTED);
    }
}

#[test]
fn a_picture_story_ends_with_its_photographer() {
    let story = |(title, first, second): crate::Story| format!("{title}\n　　{first}\n　　{second}\n");
    let picture =
        "图片报道\n　　3月5日，市民在湿地公园内游玩。近年来，当地持续推进生态修复，昔日荒滩变成城市绿肺。方舟 摄\n";
    let text =
        format!("兰河日报\n2024年3月5日 星期二 第02版\n{}{picture}{}{}", story(PARKS), story(WATER), story(DOCTORS));
    let found = read("a.txt", text.as_bytes());
    for (title, first, second) in ALL {
        let article = found.iter().find(|article| article.title == title).expect(title);
        assert_eq!(article.text, format!("{first}\n{second}"), "{text}");
    }
}
