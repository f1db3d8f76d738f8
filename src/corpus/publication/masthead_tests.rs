use super::*;

fn masthead(text: &str) -> Option<(String, String, String, usize)> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let found = read(lines)?;
    Some((found.paper, found.date?.to_string(), found.page, found.lines))
}

fn masthead_lines(text: &str) -> usize {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    read(lines).map_or(0, |found| found.lines)
}

#[test]
fn mastheads_on_lines_of_their_own() {
    for (text, count) in [
        ("兰河日报\n2025年1月1日 星期三 农历甲辰年十二月初二 第001期 今日8版", 2),
        ("兰河日报\n２０２５年１月１日　星期三　第２版", 2),
        ("2025.01.01 星期三 兰河日报 A02版", 1),
        ("兰 河 日 报\n公元2025年1月1日 星期三 乙巳年", 2),
        ("2025/1/1 星期三 责编 某某 兰河日报 2版", 1),
        ("兰河日报\nWednesday January 1, 2025\n2版", 3),
        ("兰河日报\n2025年\n1月\n1\n星期三\n农历甲辰年十二月初二", 6),
        ("兰河晚报 ２０２５-０１-０１", 1),
        (
            "云溪新闻\nYUNXI XINWEN\n中共云溪县委主管主办\n国内统一连续出版物号 CN 00-0000\n2025年1月1日　星期三\n第１版",
            6,
        ),
        ("02 要闻\n2025.1.1 星期三\n责任编辑 陈一舟  美编 何晓岚\n兰河日报", 4),
        ("《兰河晚报》　二〇二五年一月一日　甲辰年腊月初二　A03　民生", 1),
        ("兰河晚报\n今日16版\n二〇二五年一月一日  星期三", 3),
    ] {
        let page = format!("{text}\n\n高铁站直达公交开通\n　　市交通局近日开通公交线路。\n");
        assert_eq!(masthead_lines(&page), count, "{text}");
    }
    for text in ["2025.01.01", "２０２５-０１-０１", "Wednesday January 1, 2025", "2025年 1月 1 星期三", "2025/1/1 2版"]
    {
        assert_eq!(day(text), Date::new(2025, 1, 1).ok(), "{text}");
    }
    for (text, number) in [("02 要闻 2025.1.1", "2"), ("兰河晚报 A03　民生", "A03")] {
        assert_eq!(page(text).as_deref(), Some(number), "{text}");
    }
    for text in ["高铁站传来捷报\n　　市交通局近日开通公交线路。", "2025年工作报告\n要闻", "2025年高考放榜 \n下周公布"]
    {
        assert_eq!(masthead_lines(text), 0, "{text}");
    }
}

#[test]
fn what_mastheads_tell() {
    let is = |paper: &str, page: &str, lines| Some((paper.into(), "2025-01-06".into(), page.into(), lines));
    assert_eq!(masthead("云岭日报　2025年1月6日　星期一　第2版\n\n风雨桥通车"), is("云岭日报", "2", 1));
    assert_eq!(masthead("云 岭 日 报\n公元２０２５年１月６日 星期一\n风雨桥通车"), is("云岭日报", "", 2));
    assert_eq!(masthead("2025.01.06 星期一 云岭日报 A02版\n风雨桥通车"), is("云岭日报", "A02", 1));
    assert_eq!(masthead("云岭日报 2025年1月6日 星期一 第一版\n风雨桥通车"), is("云岭日报", "1", 1));
    assert_eq!(masthead("云岭日报 第十二版 2025年1月6日\n风雨桥通车"), is("云岭日报", "12", 1));
    assert_eq!(masthead("云岭日报  2025年1月6日  A03\n风雨桥通车"), is("云岭日报", "A03", 1));
    assert_eq!(masthead("2025年1月6日 星期一　要闻　云岭日报 | 2\n风雨桥通车"), is("云岭日报", "2", 1));
    assert_eq!(masthead("雲嶺日報\n2025年1月6日 星期一　A05版　本地新聞\n風雨橋通車"), is("雲嶺日報", "A05", 2));
    assert_eq!(masthead("【云岭晚报】2025.01.06 星期一 A04 城事\n风雨桥通车"), is("云岭晚报", "A04", 1));
    assert_eq!(masthead("2025-01-06\n云岭每日电讯\n01版：要闻\n风雨桥通车"), is("云岭每日电讯", "1", 3));
    assert_eq!(paper("2025年1月6日星期一云岭日报第2版本市新闻").as_deref(), Some("云岭日报"));
    assert_eq!(masthead("云岭日报 2025/01/06 03版 责编 金禾\n风雨桥通车"), is("云岭日报", "3", 1));
    let edited =
        "云岭日报\n2025年1月6日 星期一 第2版\n主编：金禾 编辑：方小舟 校对：何晓岚\n投稿邮箱：a@b.example\n风雨桥通车";
    assert_eq!(masthead(edited), is("云岭日报", "2", 4));
    let school = "云岭时报 2025年1月6日 星期一\n新闻·基层 责任编辑：金禾 设计：何晓岚\n电话：0000-66322011\n天气：多云转小雨 14℃—23℃\n风雨桥";
    assert_eq!(masthead(school), is("云岭时报", "", 4));
    let undated = read_undated("云岭日报\nA02·特别报道\n风雨桥通车".lines()).unwrap();
    assert_eq!((undated.paper.as_str(), undated.page.as_str(), undated.lines), ("云岭日报", "A02", 2));
    assert_eq!(read_undated("云岭日报\n风雨桥通车".lines()), None);
    assert_eq!(masthead("风雨桥通车\n2025年1月6日"), None);
    assert_eq!(masthead("云岭日报\n风雨桥通车"), None);
}

#[test]
fn parts_of_a_masthead_in_any_order() {
    for (text, page) in [
        ("云岭日报 │ 2025年1月6日 星期一 │ 第03版：民生", "3"),
        ("A03\n本市·综合\n2025.1.6 星期一\n云岭日报\n责编/金禾 美编/方小舟", "A03"),
        ("要闻 4版\n二〇二五年一月六日 星期一\n云岭日报", "4"),
        ("要闻·02\n2025年1月6日 星期一\n责编：金禾 何晓岚 版式：方小舟\n云岭日报", "2"),
        ("星期一 2025年1月\n6\n甲辰年腊月初七\n腊月二十立春\n云岭日报", ""),
        ("云 岭 日 报  ２０２５年１月６日　星期一　第Ａ２版", "A2"),
        ("云岭日报\n2025年1月6日 星期一\n第15123期（总15696期） 今日12版", ""),
        ("4 2025年1月6日 星期一 要闻 责任编辑 金禾 电话：0000-85555555 云岭日报", "4"),
        ("1月6日 2025 星期一\n三版\n云岭日报", "3"),
        ("云岭日报 第三版 2025年1月6日 农历甲辰年腊月初七 星期一 内部资料 免费交流", "3"),
        ("农历甲辰年腊月初七  公元2025年1月6日  星期一  第9876期  对开八版\n云岭日报", ""),
        ("云岭日报\n2025年1月6日 星期一\n云岭日报社出版 国内统一连续出版物号 CN 00-0000 第28012期 代号1-1 今日8版", ""),
        ("云岭日报\n2025年1月6日\n云岭网网址：http://www.example.cn", ""),
        ("云岭日报\nYUNLING DAILY\n1949年6月16日创刊\n2025年1月6日 星期一\n第27475号（今日4版）", ""),
        ("2025年1月6日 星期一 3版 云岭日报社主办", "3"),
        ("云岭日报 20250106 第03版", "3"),
        ("云岭日报\nA2 要闻\n2025年1月6日/星期一/要闻编辑部主编/责编 金禾/美编 方舟", "A2"),
        ("云岭日报 2025年1月6日 星期一 藏历第十七绕迥木龙年十一月七日 第二版", "2"),
        ("云岭日报\n2025年1月6日 星期一\n■ 责任编辑：金禾 ■ 新闻热线：00084395205\n2", "2"),
        ("2025年1月6日 星期一 新闻热线：0000-96966\n云岭日报 要闻 2", "2"),
        ("云岭日报 星期一 2025年1月6日 版面统筹/金禾 编辑/方舟 2", "2"),
        ("云岭日报\nYUN LING RI BAO\n2025年\n1月6日\n星期一\n腊月初七\n第14321期\n今日四版\n中共云岭市委主管主办", ""),
        ("云岭日报\n2025年1月6日 星期一 第2版 YUNLING DAILY", "2"),
        ("云岭日报 2025年1月6日 星期一 第02版 要闻·综合 编辑/金禾 校对/何晓岚", "2"),
        ("云岭日报 2025年1月6日 星期一 第2版 综 合", "2"),
        ("云岭日报 2025年1月6日 星期一 3 民生·社会", "3"),
        ("02要闻 2025年1月6日 星期一 审核：金禾 新闻热线 96111\n云岭日报", "2"),
        ("主编 金禾 编辑 何晓岚 组版 方小舟\n2025年1月6日 星期一\n云岭日报", ""),
        ("云岭日报\n2025年1月6日 星期一 多云转晴 3℃~12℃ 北风2级\n今日8版", ""),
        ("云岭日报\n2025年1月6日 星期一 -3～5℃", ""),
        ("云岭日报 第4521期 2025年1月6日 总编辑 金禾 值班副总编 何晓岚", ""),
        ("云岭日报 2025年1月6日 星期一 A叠 02版 责编 金禾 视觉 何晓岚", "A02"),
        ("云岭日报\n2025/01/06 Mon.\nA05 社会", "A05"),
        ("云岭日报\n6 January 2025\n二版 综合", "2"),
        ("【2025-01-06】云岭日报 第003版 民生", "3"),
        ("云岭日报\n2025年1月6日（星期一）", ""),
        ("云岭日报\n二○二五年元月六日 星期一", ""),
        ("云岭日报\n2025年第1期 总第452期 2025年1月6日出版", ""),
        ("2025年1月6日\n云岭日报\n逢周一、四出版 第4521号", ""),
        ("1月6日 星期一 2025年 云岭日报 要闻版 02", "2"),
        ("云岭日报\n6\n2025年1月\n星期一", ""),
        ("《云岭日报》\n出版日期：2025年1月6日\n版次：02版\n版名：综合", "2"),
    ] {
        let wanted = ("云岭日报".into(), "2025-01-06".into(), page.into(), text.lines().count());
        let below = "风雨桥今日通车\n　　市交通局昨日介绍，风雨桥通车了。";
        assert_eq!(masthead(&format!("{text}\n\n{below}")), Some(wanted), "{text}");
    }
}

#[test]
fn headlines_below_a_masthead_are_no_parts_of_it() {
    for headline in [
        "高铁站传来捷报",
        "我和我的日报",
        "云岭日报创刊七十年展览开幕",
        "1949年6月16日，云岭日报创刊",
        "2025年1月6日起新版时刻表启用",
        "《云岭日报》2025年1月6日头版刊文",
        "二〇二五年一月六日清晨的集市",
        "农历蛇年春节临近客流增长",
        "甲午战争纪念馆开馆",
        "正月十五闹元宵",
        "今日立夏",
        "藏历新年临近街头年味浓",
        "全国春茶节由县农业农村局主办",
        "中共云岭市委主办读书节开幕",
        "《云岭志》由人民出版社出版",
        "二版编辑金禾的一天",
        "新闻热线接到的一个求助电话",
        "致敬·劳动者",
        "8路公交调整",
        "第三版《云岭县志》发布",
        "免费交流会为小店解难",
        "最高气温38℃",
        "晴转多云宜出游",
        "总编辑走基层",
        "周三出版社开放日",
    ] {
        let page = format!("云岭日报 2025年1月6日 星期一 第2版\n{headline}\n　　市交通局昨日介绍，风雨桥通车了。");
        assert_eq!(masthead_lines(&page), 1, "{headline}");
    }
}

#[test]
fn papers_of_any_name_are_known_by_the_table() {
    for name in ["文汇报", "参考消息", "南方周末", "21世纪经济报道", "半月谈", "中国青年报", "晶报", "讽刺与幽默"]
    {
        let text = format!("{name}\n2025年1月6日 星期一 第2版\n风雨桥今日通车");
        let wanted = (name.to_owned(), "2025-01-06".to_owned(), "2".to_owned(), 2);
        assert_eq!(masthead(&text), Some(wanted), "{name}");
    }
    assert_eq!(paper("云岭青年报").as_deref(), Some("云岭青年报"));
    let above =
        |name: &str| masthead(&format!("{name}\n2025年1月6日 星期一 第2版\n风雨桥今日通车")).map(|found| found.0);
    // Sections have such names, too: only above an imprint it is that of a paper.
    assert_eq!(above("云岭周刊\n中共云岭县委主办").as_deref(), Some("云岭周刊"));
    for section in ["云岭周刊", "国际新闻", "云岭简报"] {
        assert_eq!(above(section).as_deref(), Some(""), "{section}");
    }
    assert_eq!(masthead("风雨消息\n2025年1月6日 星期一"), None);
    assert_eq!(masthead("村支书的述职汇报\n2025年1月6日 星期一"), None);
}

#[test]
fn collections_of_a_desk_are_no_papers() {
    assert_eq!(paper("舆情摘报 2025年1月6日"), None);
    assert_eq!(paper("兰河日报 2025年1月6日").as_deref(), Some("兰河日报"));
    assert_eq!(paper("兰河日报（虚构样报） 2024年3月5日 星期二 第2版").as_deref(), Some("兰河日报"));
    assert_eq!(paper("《兰河晚报》").as_deref(), Some("兰河晚报"));
}
