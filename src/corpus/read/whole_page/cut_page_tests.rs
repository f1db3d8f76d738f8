use super::*;

#[test]
fn head_lines_above_a_text_without_headline_are_no_headline() {
    let text = "来源：兰河客户端\n2024-03-05\n兰河日报·兰河客户端记者 方舟 何晓岚\n初春，阳光明媚。昨日下午，市领导到三个项目现场观摩，听取汇报，研究解决问题。\n";
    let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
    let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
    assert_eq!((article.title.as_str(), article.source.as_str()), ("", "兰河客户端"));
    assert_eq!(article.date.unwrap().to_string(), "2024-03-05");
    assert!(article.byline.contains("方舟") && article.text.starts_with("初春"), "{article:?}");
}

#[test]
fn a_head_line_above_several_articles_is_that_of_all() {
    let article = |number: usize| {
        format!(
            "河畔新增第{number}处公园\n　　本报讯（记者 方舟）昨日，河畔新增一处公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园和健身场地。\n"
        )
    };
    let text: String =
        std::iter::once("来源：兰河日报 2024年3月5日 第02版\n".to_owned()).chain((1..=4).map(article)).collect();
    let page = cut(&text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
    assert_eq!(page.articles.len(), 4);
    for article in &page.articles {
        assert_eq!((article.date.map(|d| d.to_string()), article.page.as_str()), (Some("2024-03-05".into()), "2"));
    }
}

#[test]
fn labels_above_several_articles_tell_of_all() {
    let article = |number: usize| {
        format!(
            "河畔新增第{number}处公园\n　　本报讯（记者 方舟）昨日，河畔新增一处公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园和健身场地。\n\n"
        )
    };
    let head = "来源：兰河日报\n日期：2024-03-05\n版次：02版\n责编：何晓岚\n浏览：203次\n\n".to_owned();
    let text: String = std::iter::once(head).chain((1..=4).map(article)).collect();
    let page = cut(&text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
    assert_eq!(page.articles.len(), 4);
    for article in &page.articles {
        let seen = (article.date.map(|d| d.to_string()), article.source.as_str(), article.page.as_str());
        assert_eq!(seen, (Some("2024-03-05".into()), "兰河日报", "2"), "{article:?}");
    }
}

#[test]
fn labels_of_page_and_author_belong_to_the_head() {
    let text = "报纸：兰河日报\n日期：2024-03-05\n版次：02版\n作者：方舟\n昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园。\n";
    let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
    let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
    assert_eq!((article.title.as_str(), article.source.as_str(), article.page.as_str()), ("", "兰河日报", "2"));
    assert_eq!(article.byline, "方舟");
}

#[test]
fn the_rights_of_a_site_are_no_article() {
    let text = "昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里。\n通讯员 方舟 摄\nCopyright © 2001-2025 兰河网络科技股份有限公司 All Rights Reserved\n\
        互联网新闻信息许可证 42120170001 -\n增值电信业务经营许可证 鄂B2-20231273 -\n广播电视节目制作经营许可证(鄂)字第00011号\n营业执照\n版权为 兰河网 www.lanhe.example 所有 未经同意不得复制或镜像\n";
    let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
    let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
    assert!(!article.text.contains("许可证") && article.text.contains("步道三公里"), "{article:?}");
}

#[test]
fn what_stands_around_a_copied_text_is_furniture() {
    let text = "打印页面\n\n首页 > 新闻社会 雨中疏导交通\n\n雨中疏导交通\n\n□晚报记者 方舟\n\n　　雨中，民警在街头疏导交通，为市民排忧解难，保障道路正常通行。\n\n文章来源:http://www.lanhe.example/2024/0305/482918.shtml\n";
    let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
    let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
    assert_eq!(article.title, "雨中疏导交通");
    assert_eq!(article.date.unwrap().to_string(), "2024-03-05");
    assert!(!article.text.contains("文章来源"), "{article:?}");
    assert!(is_sheet("Page 1") && is_sheet("--- 第2页 ---") && !is_sheet("第2页") && !is_sheet("Page One"));
}

#[test]
fn what_stands_below_an_editor_may_be_an_article() {
    let report = |headline: &str| {
        format!(
            "{headline}\n　　本报讯（记者 方舟）昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园。\n　　夜里开灯，园子十点才关门，附近的居民饭后都来走一走。\n"
        )
    };
    let texts = |text: &str| {
        let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
        page.articles
            .iter()
            .map(|article| format!("{}\n{}", article.title, article.text))
            .collect::<Vec<_>>()
            .join("\n\n")
    };
    let poem = "春到兰河\n□方小舟\n　　春风吹过山岗\n　　桃花开在路旁\n　　孩子们追着风筝\n　　跑向远方\n编辑：方舟\n";
    let results = "女排联赛战报\n第二十五轮\n兰河队 云溪队\n3:1 25:19 25:22 21:25 25:17\n编辑：方舟\n";
    for (last, kept) in [(poem, "孩子们追着风筝"), (results, "25:22 21:25")] {
        let page = format!("{}\n{}编辑：方舟\n\n{last}", report("公园开放"), report("老街换灯"));
        assert!(texts(&page).contains(kept), "{}", texts(&page));
        assert!(texts(&format!("{}编辑：方舟\n\n{last}", report("公园开放"))).contains(kept));
    }
    let related = format!("{}编辑：方舟\n相关链接\n集市昨晚开张了\n新桥昨日通车了\n", report("公园开放"));
    assert!(!texts(&related).contains("集市"), "{}", texts(&related));
}

#[test]
fn the_only_headline_is_no_button() {
    let text =
        "　　本报讯（记者 方舟）昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园。\n";
    for headline in ["收藏", "立案 > 审理 > 执行全流程公开"] {
        let page = format!("{headline}\n{text}\n老街换灯\n{text}");
        let page = cut(&page, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
        assert_eq!(page.articles[0].title.replace(' ', ""), headline.replace(' ', ""));
    }
}

#[test]
fn numbers_of_sheets_part_no_sentence() {
    let text = "到了年底，厂里还清了拖欠的工资，给每个\n\n          - 1 -\n\n工人补发了棉衣。";
    let (joined, numbers) = without_sheet_numbers(text);
    assert_eq!((&*joined, numbers.len()), ("到了年底，厂里还清了拖欠的工资，给每个\n工人补发了棉衣。", 1));
    for text in [
        "厂里还清了工资。\n\n- 1 -\n\n工人补发了棉衣。",
        "老街\n- 一 -\n修好了。",
        "那一年我十岁\n\n- 3 -\n\n老街修好了。",
    ] {
        assert_eq!(without_sheet_numbers(text).0, text);
    }
}

#[test]
fn times_of_a_list_are_text() {
    let text = "中超首轮赛程公布\n3.1 19:35\n海港队对阵三镇队\n3.2 15:30\n泰山队对阵长春队\n　　据悉，新赛季将于三月一日开幕，全部比赛均由本台现场直播，欢迎收看。\n";
    let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
    let all: String = page.articles.iter().map(|article| format!("{}{}", article.title, article.text)).collect();
    assert!(all.contains("19:35") && all.contains("15:30"), "{all}");
}

/// The articles of a page whose file has no telling name.
fn articles(text: &str) -> Vec<Article> {
    cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap().articles
}

const REPORTS: [(&str, &str); 3] = [
    (
        "河畔新增三处便民公园",
        "　　昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园。\n　　夜里开灯，园子十点才关门。",
    ),
    (
        "县医院开设夜间门诊",
        "　　从本月起，县医院开设夜间门诊，内科、儿科和口腔科的医生每晚坐诊到九点，检查当场出结果。\n　　首周共接诊四百人。",
    ),
    (
        "农机手下乡抢收晚稻",
        "　　连日来天气晴好，全县三百台收割机开进田间抢收晚稻，合作社统一烘干，农户当天就能卖粮。\n　　预计五天收完。",
    ),
];

#[test]
fn what_the_web_adds_below_several_articles_is_none_of_them() {
    let page: String = REPORTS.iter().map(|(headline, text)| format!("{headline}\n{text}\n\n")).collect();
    for foot in [
        "推荐阅读\n新桥昨日正式通车\n老街昨晚换上新灯",
        "责任编辑：方舟\n分享到：微信 微博\n推荐阅读\n新桥昨日正式通车",
    ] {
        let titles: Vec<String> = articles(&format!("{page}{foot}\n")).into_iter().map(|a| a.title).collect();
        assert_eq!(titles, REPORTS.map(|(headline, _)| headline), "{foot}");
    }
}

#[test]
fn boxes_below_several_articles_stay() {
    let page: String = REPORTS.iter().map(|(headline, text)| format!("{headline}\n{text}\n\n")).collect();
    let poem = "推荐阅读\n故乡的春天\n□ 方明\n春天来了\n风从河面上吹过\n麦子在夜里拔节";
    let all: String = articles(&format!("{page}{poem}\n")).into_iter().map(|a| a.title + "\n" + &a.text).collect();
    assert!(all.contains("麦子在夜里拔节"), "{all}");
}

#[test]
fn buttons_between_articles_join_no_headline() {
    let page: String =
        REPORTS.iter().map(|(headline, text)| format!("{headline}\n{text}\n分享到：微信 微博\n\n")).collect();
    let found: Vec<String> = articles(&page).into_iter().map(|article| article.title).collect();
    assert_eq!(found, REPORTS.map(|(headline, _)| headline));
    let figures = format!("县融媒号公布数据\n{}\n点赞：3500\n转发：1200\n{}\n", REPORTS[0].1, REPORTS[1].1);
    assert!(articles(&figures).iter().any(|article| article.text.contains("3500")), "figures are no buttons");
}

#[test]
fn moments_and_names_below_headlines_tell_day_and_author() {
    let page: String =
        REPORTS.iter().map(|(headline, text)| format!("{headline}\n2024-03-05 09:10 方舟\n{text}\n\n")).collect();
    let found = articles(&page);
    assert_eq!(found.iter().map(|article| article.title.as_str()).collect::<Vec<_>>(), REPORTS.map(|(title, _)| title));
    for article in found {
        assert_eq!(
            (article.date.map(|day| day.to_string()).as_deref(), &*article.byline),
            (Some("2024-03-05"), "方舟")
        );
    }
}

#[test]
fn furniture_is_no_headline_where_none_was_copied() {
    let text = REPORTS[0].1;
    for bar in ["打印 收藏 分享\n收藏 打印", "首页 > 新闻 > 正文", "设为首页 | 加入收藏"] {
        let found = articles(&format!("{bar}\n{text}\n"));
        assert!(found.len() == 1 && found[0].title.is_empty(), "{bar}: {}", found[0].title);
    }
}

#[test]
fn a_text_without_a_headline_goes_on_with_the_one_article() {
    let [(headline, text), (_, further), _] = REPORTS;
    let found = articles(&format!("{headline}\n{text}\n{further}\n"));
    assert_eq!(found.len(), 1);
}
