//! Whole pages in the layouts that crawlers, websites and people's own files have.

use crate::corpus::page::{FurnitureKind, Item, Page, PageContext, assemble, read};
use crate::corpus::{Article, Sources};

/// Headline and paragraphs of fictional articles.
const ARTICLES: [(&str, [&str; 2]); 4] = [
    (
        "河畔新增三处便民公园 老城区推窗见绿",
        [
            "本报讯（记者 何晓岚）记者昨日从市园林局获悉，新建的三处公园向市民开放，公园沿河而建，种了六百多棵乔木，每处都有健身步道和儿童游乐场，附近居民步行十分钟就能走到。",
            "园林局负责人介绍，今年还将在老城区见缝插绿，再建五处小游园，方便老人和孩子就近休息玩耍，选址已经征求居民意见，年底前全部建成。",
        ],
    ),
    (
        "早市搬进新大棚 下雨天也能安心买菜",
        [
            "城东早市的摊主们近日搬进新建的大棚，结束了多年来露天经营、占道卖菜的历史，大棚设摊位两百个，水电齐全，摊位费与从前一样。",
            "市场监管人员每天抽检蔬菜，结果在门口公示，发现农药超标的当场下架，并追查进货渠道，抽检记录保存两年。",
        ],
    ),
    (
        "水库除险加固完工 下游两万亩农田旱涝保收",
        [
            "市水务局通报，南山水库除险加固工程通过验收，大坝防渗墙、溢洪道和放水涵洞全部更新，防洪标准由二十年一遇提高到五十年一遇。",
            "工程历时十四个月，新装水位和渗压监测设备三十六套，数据实时传到调度中心，下游两万亩农田灌溉用水有了保障。",
        ],
    ),
    (
        "技工院校扩招 学徒边学边领工资",
        [
            "秋季学期，全市六所技工院校新增数控加工、工业机器人等专业，计划扩招三千人，其中一半学生与企业签订学徒协议，在校学习与在岗实训轮换进行。",
            "学徒期间由企业按月发放生活补助，毕业考核合格的直接上岗，取得高级工证书的一次性奖励两千元，落户与子女入学同等对待。",
        ],
    ),
];

/// A page of all articles; `width` is the width of its lines, `below` stands between headline and text, `between` between
/// articles.
fn page(width: usize, below: &str, between: &str) -> String {
    let paragraph = |text: &&str| {
        let chars: Vec<char> = format!("\u{3000}\u{3000}{text}").chars().collect();
        chars.chunks(width).map(String::from_iter).collect::<Vec<_>>().join("\n")
    };
    let article = |(title, paragraphs): &(&str, [&str; 2])| {
        format!("{title}\n{below}{}\n", paragraphs.iter().map(paragraph).collect::<Vec<_>>().join("\n"))
    };
    ARTICLES.iter().map(article).collect::<Vec<_>>().join(between)
}

fn cut(text: &str) -> Page {
    let context = PageContext { file: "lanhe.txt", ..Default::default() };
    read(text, &context, &Sources::default()).expect("a page")
}

fn titles(page: &Page) -> Vec<&str> {
    page.articles.iter().map(|article| article.title.as_str()).collect()
}

#[test]
fn pages_that_are_not_wrapped_or_wider_than_a_column_are_cut_at_their_headlines() {
    let expected: Vec<&str> = ARTICLES.iter().map(|(title, _)| *title).collect();
    for width in [usize::MAX, 40, 46] {
        for (below, between) in [("\n", "\n"), ("", ""), ("", "\n"), ("\n", "\n\n\n")] {
            let cut = cut(&page(width, below, between));
            assert_eq!(titles(&cut), expected, "{width} {below:?} {between:?}");
            for (article, (_, paragraphs)) in cut.articles.iter().zip(ARTICLES) {
                assert_eq!(article.text.lines().collect::<Vec<_>>(), paragraphs);
            }
        }
    }
}

#[test]
fn kicker_headline_and_subtitle_are_one_title() {
    for (lines, title) in [
        ("从源头减少堆积\n垃圾分类进了农家院（乡村治理）", "从源头减少堆积 垃圾分类进了农家院（乡村治理）"),
        ("厨余垃圾少两车，\n堆肥桶进了农家院", "厨余垃圾少两车，堆肥桶进了农家院"),
        ("垃圾分类进了农家院\n——城郊三个村的新变化", "垃圾分类进了农家院 ——城郊三个村的新变化"),
    ] {
        let more = "\u{3000}\u{3000}在城郊三个村，村民把厨余垃圾倒进堆肥桶，其余垃圾由保洁员上门分拣，村里每天少运两车垃圾，积分还能换肥皂和毛巾。\n";
        let text = format!("{}\n{lines}\n\n{more}{more}", page(usize::MAX, "\n", "\n"));
        let cut = cut(&text);
        assert_eq!(titles(&cut).last(), Some(&title));
        assert_eq!(cut.articles.len(), 5);
    }
}

#[test]
fn notices_and_indexes_beside_articles_are_furniture() {
    let articles = page(usize::MAX, "\n", "\n");
    for (block, kind) in [
        (
            "遗失声明\n　　兰河市红光商贸有限公司遗失公章一枚，声明作废。\n　　张某遗失身份证一张，声明作废。\n",
            FurnitureKind::Notice,
        ),
        ("注销公告\n　　兰河市晨光文具店拟注销，请债权人于四十五日内申报债权。\n", FurnitureKind::Notice),
        ("今日导读\n慢病长处方可开十二周　2版\n零工市场搬进社区　3版\n", FurnitureKind::Index),
        ("本期看点\n慢病长处方可开十二周（第2版）\n零工市场搬进社区（第3版）\n", FurnitureKind::Index),
    ] {
        for text in [format!("{block}\n{articles}"), format!("{articles}\n{block}")] {
            let cut = cut(&text);
            assert_eq!(cut.articles.len(), 4, "{text}");
            assert!(cut.furniture.iter().any(|f| f.kind == kind), "{text}");
            assert!(cut.articles.iter().all(|a| a.page.is_empty()));
        }
    }
}

#[test]
fn a_continuation_is_joined_where_its_beginning_is_in_the_file_and_marked_elsewhere() {
    let rest = "（上接第一版）幼儿园建成后，周边三个小区的孩子步行十分钟就能入园。家长王女士说，如今下楼就到。";
    let articles = page(usize::MAX, "\n", "\n");
    let alone = cut(&format!("{rest}\n\n{articles}"));
    assert_eq!((alone.articles.len(), alone.articles[0].text.as_str()), (5, rest));
    let last = cut(&format!("{articles}\n\u{3000}\u{3000}{rest}\n"));
    assert_eq!((last.articles.len(), last.articles[4].text.as_str()), (5, rest));
    let begun = articles.replacen("年底前全部建成。", "年底前全部建成。（下转第二版）", 1);
    let joined = cut(&format!("{begun}\n\u{3000}\u{3000}{rest}\n"));
    assert_eq!(joined.articles.len(), 4);
    assert!(joined.articles[0].text.ends_with(rest));
}

#[test]
fn a_masthead_on_lines_of_its_own_is_in_no_headline() {
    let articles = page(usize::MAX, "\n", "\n");
    for (masthead, number) in [
        ("兰河日报\n2025年1月1日 星期三 农历甲辰年十二月初二 第001期 今日8版", ""),
        ("兰河日报\n２０２５年１月１日　星期三　第２版", "2"),
        ("2025.01.01 星期三 兰河日报 A02版", "A02"),
        ("兰河日报\nWednesday January 1, 2025\n2版", "2"),
    ] {
        let cut = cut(&format!("{masthead}\n\n{articles}"));
        assert_eq!((cut.articles.len(), cut.articles[0].title.as_str()), (4, ARTICLES[0].0), "{masthead}");
        assert_eq!(cut.articles[0].page, number, "{masthead}");
        assert_eq!((cut.source.as_str(), cut.date.map(|d| d.to_string()).as_deref()), ("兰河日报", Some("2025-01-01")));
    }
}

#[test]
fn the_day_of_a_speech_is_not_that_of_its_issue() {
    let item = |(title, paragraphs): (&str, [&str; 2]), day: &str| {
        let paragraphs = [day].into_iter().filter(|day| !day.is_empty()).chain(paragraphs).map(str::to_owned).collect();
        Item { title: title.to_owned(), paragraphs, ..Item::default() }
    };
    let days = |days: [&str; 4]| -> Vec<String> {
        let context = PageContext { file: "兰河日报_2024-03-05.txt", ..PageContext::default() };
        let items = ARTICLES.into_iter().zip(days).map(|(article, day)| item(article, day));
        let page = assemble(items, Vec::new(), &context, &Sources::default());
        page.articles.iter().map(|article| article.date.map(|day| day.to_string()).unwrap_or_default()).collect()
    };
    assert_eq!(days(["", "（2024年3月1日）", "", ""]), ["2024-03-05"; 4]);
    // A collection tells the day of each.
    let own = ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04"];
    assert_eq!(days(own), own);
}

#[test]
fn each_clipping_is_from_the_paper_that_is_named_above_its_day() {
    let papers = ["兰河日报", "云岭晚报", "青石时报", "江畔日报"];
    let clipping = |(number, (paper, (title, paragraphs))): (usize, (&str, &(&str, [&str; 2])))| {
        format!(
            "{paper}\n2024年3月{}日 星期二 第{number}版\n{title}\n　　{}\n\n",
            number + 4,
            paragraphs.join("\n　　")
        )
    };
    let text: String = (1..).zip(papers.into_iter().zip(&ARTICLES)).map(clipping).collect();
    let page = cut(&text);
    let day = |article: &Article| article.date.map_or(String::new(), |day| day.to_string());
    let found = page.articles.iter().map(|own| (own.source.as_str(), day(own), own.page.clone()));
    let expected =
        (1..).zip(papers).map(|(number, paper)| (paper, format!("2024-03-0{}", number + 4), number.to_string()));
    assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}
