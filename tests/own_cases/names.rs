//! What names of files and folders tell where the text does not, and mastheads above one article.

use crate::{Expected, PARKS, THREE, check, page};

#[test]
fn papers_are_joined_to_days_in_names() {
    let (title, first, second) = PARKS;
    let text = format!("{title}\n　　{first}\n　　{second}\n");
    let one = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "" };
    for (name, page) in [
        ("兰河日报2024-03-05.txt", ""),
        ("2024-03-05兰河日报.txt", ""),
        ("兰河日报（2024年3月5日）第2版.txt", "2"),
        ("兰河日报-2024-03-05-A02.txt", "A02"),
        ("兰河日报_20240305_01.txt", "1"),
        ("兰河日报/2024年3月/3月5日/河畔新增三处便民公园.txt", ""),
        ("兰河日报2024.3.5/河畔新增三处便民公园.txt", ""),
    ] {
        check(name, text.as_bytes(), Expected { page, ..one });
    }
}

#[test]
fn mastheads_above_one_article() {
    let (title, first, second) = PARKS;
    let one = Expected { stories: &[PARKS], date: "2024-03-05", source: "兰河日报", page: "" };
    for (masthead, page) in [
        ("兰河日报 2024年3月5日 星期二 第一版", "1"),
        ("兰河日报 第十二版 2024年3月5日", "12"),
        ("兰河日报  2024年3月5日  A03", "A03"),
        ("2024年3月5日 星期二　要闻　兰河日报 | 2", "2"),
    ] {
        let text = format!("{masthead}\n\n{title}\n\n　　{first}\n\n　　{second}\n");
        check("x.txt", text.as_bytes(), Expected { page, ..one });
    }
}

#[test]
fn mastheads_of_many_parts_above_one_article_and_several() {
    let (title, first, second) = PARKS;
    for (masthead, number) in [
        ("兰河日报\nLANHE DAILY\n1950年1月1日创刊\n2024年3月5日 星期二 甲辰年正月廿五\n第27475号（今日4版）", ""),
        ("A03\n本市·综合\n2024.3.5 星期二\n兰河日报\n责编/林禾 美编/何岚", "A03"),
        ("4 2024年3月5日 星期二 要闻 责任编辑 林禾 电话：0000-8555555 兰河日报", "4"),
        ("2024年3月5日 星期二 3版 兰河日报社主办", "3"),
        ("兰河日报/2024年/3月/5日/第002版\n要闻", "2"),
        ("兰河日报 20240305 第03版", "3"),
    ] {
        let text = format!("{masthead}\n\n{title}\n\n　　{first}\n\n　　{second}\n");
        let three = Expected { page: number, ..THREE };
        check("x.txt", text.as_bytes(), Expected { stories: &[PARKS], ..three });
        check("y.txt", format!("{masthead}\n\n{}", page(THREE.stories, "\n")).as_bytes(), three);
    }
}

#[test]
fn letterheads_of_offices_are_no_headlines() {
    let document = "云溪县人民政府文件\n云政发〔2024〕3号\n云溪县人民政府关于保障春灌用水的通知\n各乡镇人民政府，县直各部门：\n\
        为保障春灌用水，经2024年2月20日县政府第5次常务会议研究，现将有关事项通知如下。\n一、抓紧检修渠道\n\
        各乡镇要在3月15日前完成支渠检修，保证渠道畅通，水流到田。\n云溪县人民政府\n2024年3月5日\n（此件公开发布）\n";
    let found = crate::read("通知.txt", document.as_bytes());
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].title, "云溪县人民政府关于保障春灌用水的通知");
    assert_eq!(found[0].date.map(|date| date.to_string()).as_deref(), Some("2024-03-05"));
}
