//! Recognises the masthead at the top of a page or of an article's file: name of the paper, day, issue, page, whose parts
//! may stand on lines of their own.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::date::{from_digits, full_date, month_of_english_name};
use crate::corpus::measure::{close_up, letter_count};
use crate::corpus::numerals::below_hundred;
use crate::corpus::page_number::{page_in_line, page_number};
pub(in crate::corpus) use crate::corpus::publication::masthead_parts::{
    half_width, is_section, sections, without_founding,
};
use crate::corpus::publication::masthead_parts::{is_paper, names_two_sections, parts};
use crate::corpus::publication::outlet::EDITIONS;
use crate::text::{is_han, pattern};

/// Maximum number of lines of a masthead.
const MAX_LINES: usize = 12;
/// The most letters of the name of a section below the line of a database.
const MAX_SECTION: usize = 6;

/// What a masthead tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::corpus) struct Masthead {
    /// The name of the paper.
    pub paper: String,
    /// The day of the issue.
    pub date: Option<Date>,
    /// The page of the issue.
    pub page: String,
    /// The number of lines that it takes.
    pub lines: usize,
}

/// The line with which a database begins an article, with its day in one: “兰河日报/2024 年/3 月/5 日/第 002 版”.
fn database_line(line: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(\p{Han}{2,14})/\s*((?:19|20)\d{2})\s*年\s*/\s*(\d{1,2})\s*月\s*/\s*(\d{1,2})\s*日\s*/\s*(第\s*[A-Z]?\d{1,3}\s*版)$",
        )
    });
    let found = FORM.captures(line).filter(|_| line.contains('/'))?;
    Some(format!("{} {}年{}月{}日 {}", &found[1], &found[2], &found[3], &found[4], &found[5]))
}

/// Whether a line is that with which a database begins an article.
pub(in crate::corpus) fn is_database_line(line: &str) -> bool {
    database_line(line.trim()).is_some()
}

/// Reads the masthead at the top of some lines; one without a day is none.
pub(in crate::corpus) fn read<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Masthead> {
    let lines: Vec<&str> = lines.take(MAX_LINES).collect();
    let mut masthead = named_by_imprint(&lines).unwrap_or_default();
    let mut has_day = false;
    let mut is_below_database_line = false;
    // The day may be spread over lines.
    let mut issue_text = String::new();
    for (at, line) in lines.iter().enumerate().skip(masthead.lines) {
        let line = &*close_up(line);
        let joined = database_line(line);
        // Below the line of a database stands the section, whatever its name.
        if is_below_database_line && letter_count(line) <= MAX_SECTION && line.chars().all(is_han) {
            masthead.lines += 1;
            break;
        }
        is_below_database_line = joined.is_some();
        let line = joined.as_deref().unwrap_or(line);
        let Some(own) = parts(line, masthead.lines) else {
            // Sections of any name stand between the number of the page and the day; below the day they may be a headline.
            let below = || lines.get(at + 1).and_then(|next| parts(&close_up(next), at + 1));
            let is_above_day = !has_day && !masthead.page.is_empty() && names_two_sections(line);
            if is_above_day && below().is_some_and(|below| below.names_day) {
                masthead.lines += 1;
                continue;
            }
            break;
        };
        // Below the name of the paper another one is a headline: “我和我的日报”.
        if own.left == line && is_paper(line) && !masthead.paper.is_empty() && masthead.paper != line {
            break;
        }
        has_day |= own.names_day;
        masthead.lines += 1;
        let issue = without_founding(line);
        issue_text.push(' ');
        issue_text.push_str(&issue);
        let had_day = masthead.date.is_some();
        masthead.date = masthead.date.or_else(|| full_date(&half_width(&issue_text)).or_else(|| day(&issue_text)));
        if masthead.page.is_empty() {
            // A number alone above the end of the day is a part of the day.
            let is_of_page = had_day || own.names_day && masthead.date.is_some();
            let number = (is_of_page && !own.number.is_empty()).then(|| page_number(&own.number));
            masthead.page = page_in_line(line).or_else(|| page(line)).or(number).unwrap_or_default();
        }
        if masthead.paper.is_empty() {
            masthead.paper = paper(&issue).or_else(|| paper(&own.left)).unwrap_or_default();
        }
    }
    has_day.then_some(masthead)
}

/// The paper whose name alone stands above its imprint, whatever the name: “今日云溪” above “中共云溪县委机关报　国内统一连续出版物号…”.
fn named_by_imprint(lines: &[&str]) -> Option<Masthead> {
    const IMPRINT: [&str; 8] = ["主管主办", "编印", "机关报", "国内统一", "刊号", "责任编辑", "责编", "邮发代号"];
    let name = close_up(lines.first()?);
    let is_name = (3..=8).contains(&letter_count(&name)) && name.chars().all(is_han);
    let below = lines.get(1..lines.len().min(4))?;
    let has_imprint = below.iter().any(|line| IMPRINT.iter().any(|word| line.contains(word)));
    let are_parts = || below.iter().take(2).all(|line| parts(&close_up(line), 1).is_some());
    (is_name && below.len() >= 2 && has_imprint && are_parts()).then(|| Masthead {
        paper: name,
        lines: 1,
        ..Masthead::default()
    })
}

/// Reads the name of a paper alone on a line and the number of its page on the next, where the name of the file tells the
/// day: “云岭日报”, “A02·特别报道”.
pub(in crate::corpus) fn read_undated<'l>(mut lines: impl Iterator<Item = &'l str>) -> Option<Masthead> {
    static PAGE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:第?\s*([A-Z]?\d{1,3})\s*版|([A-Z]\d{1,2}))\s*[:：·]?\s*\p{Han}{0,8}$"));
    let (name, next) = (close_up(lines.next()?), half_width(lines.next()?));
    let found = PAGE.captures(next.trim()).filter(|_| paper(&name).as_deref() == Some(name.trim()))?;
    let page = found.iter().skip(1).flatten().next().map(|page| page_number(page.as_str())).unwrap_or_default();
    Some(Masthead { paper: name.trim().to_owned(), date: None, page, lines: 2 })
}

/// The paper's name in a line of a masthead.
pub(in crate::corpus) fn paper(line: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"[《【](?P<quoted>\p{Han}{2,12}(?:[报報]|每日电讯))[》】]|(?:^|\s|日|[-./]\d{1,2}|[A-D]\d{2})(?P<paper>\p{Han}{2,12}(?:[报報]|每日电讯))(?:[（(][^）)]*[）)])?",
            r"(?:\s|$|社(?:主[管办]|编辑|出版)|第\s*[A-Z]?\d{1,3}\s*版|(?:19|20)\d{2}(?:[-./年]|\d{4})|[一二][〇零○Ｏ一二三四五六七八九]{3}年)"
        ))
    });
    // Lines are closed up, so that the name may touch the day of the week before it.
    static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern("(?:星期|周)[一二三四五六日天]"));
    // County papers call themselves news: “松江新闻 2024-03-05”.
    static NEWS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\p{Han}{2,4}新闻)\s*(?:19|20)\d{2}[-./年]"));
    const KINDS: [&str; 12] =
        ["本地", "国内", "国际", "综合", "图片", "社会", "时政", "体育", "财经", "娱乐", "今日", "最新"];
    if !line.contains(['报', '報', '讯', '新']) {
        return None;
    }
    let line = WEEKDAY.replace_all(line, " ");
    if let Some(found) = NEWS.captures(&line).filter(|found| !KINDS.iter().any(|kind| found[1].starts_with(kind))) {
        return Some(found[1].to_owned());
    }
    let found = FORM.captures(&line)?;
    let name = found.name("quoted").or(found.name("paper"))?.as_str();
    // A desk's own collection of articles is no paper.
    let is_collection =
        ["摘报", "剪报", "简报", "专报", "通报", "月报", "年报", "海报"].iter().any(|end| name.ends_with(end));
    // Digital papers name their edition: “兰河日报数字报”.
    let name = EDITIONS
        .iter()
        .find_map(|edition| name.strip_suffix(edition).filter(|paper| paper.ends_with('报')))
        .unwrap_or(name);
    (!is_collection).then(|| name.to_owned())
}

/// The number of the page in a masthead that sets it beside the section, or writes it out: “02 要闻”, “A03 民生”, “要闻·02”, “三版”.
pub(in crate::corpus) fn page(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:^|\s)([A-Z]?\d{1,2})\s*[:：·|]?\s*",
            sections!(),
            r"(?:\s|$)|(?:^|\s)([A-Z]\d{2})(?:\s|\p{Han}{2,4}$|$)|[|｜]\s*(\d{1,2})$|(?:^|\s)",
            sections!(),
            r"\s*[:：·]?\s*([A-D]?\d{1,2})$"
        ))
    });
    let text = half_width(text);
    if let Some(number) = text.trim().strip_suffix('版').and_then(below_hundred).filter(|number| *number > 0) {
        return Some(number.to_string());
    }
    let found = FORM.captures(text.trim())?;
    found.iter().skip(1).flatten().next().map(|page| page_number(page.as_str()))
}

/// The day in a masthead that does not write it with 年, 月 and 日: “2025.01.01”, “20250101”, “January 1, 2025”, “2025年 1月 1”,
/// “1月1日 2025”.
pub(in crate::corpus) fn day(text: &str) -> Option<Date> {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|\D)((?:19|20)\d{2})\s*[-./／·年][\s/]*(\d{1,2})\s*[-./／·月][\s/]*(\d{1,2})(?:\D|$)")
    });
    static COMPACT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|\D)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?:\D|$)"));
    static YEAR_LAST: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|\D)(\d{1,2})月(\d{1,2})日\s*((?:19|20)\d{2})(?:\D|$)"));
    static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})\s*,\s*((?:19|20)\d{2})")
    });
    let text = half_width(&without_founding(text));
    let in_numbers = |form: &Regex| form.captures(&text).and_then(|found| from_digits(&found[1], &found[2], &found[3]));
    let year_last = || YEAR_LAST.captures(&text).and_then(|found| from_digits(&found[3], &found[1], &found[2]));
    let in_english = || {
        let found = ENGLISH.captures(&text)?;
        Date::new(found[3].parse().ok()?, month_of_english_name(&found[1])?, found[2].parse().ok()?).ok()
    };
    in_numbers(&NUMBERS).or_else(|| in_numbers(&COMPACT)).or_else(year_last).or_else(in_english)
}

#[cfg(test)]
mod tests {
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
        for text in
            ["2025.01.01", "２０２５-０１-０１", "Wednesday January 1, 2025", "2025年 1月 1 星期三", "2025/1/1 2版"]
        {
            assert_eq!(day(text), Date::new(2025, 1, 1).ok(), "{text}");
        }
        for (text, number) in [("02 要闻 2025.1.1", "2"), ("兰河晚报 A03　民生", "A03")] {
            assert_eq!(page(text).as_deref(), Some(number), "{text}");
        }
        for text in
            ["高铁站传来捷报\n　　市交通局近日开通公交线路。", "2025年工作报告\n要闻", "2025年高考放榜 \n下周公布"]
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
        let edited = "云岭日报\n2025年1月6日 星期一 第2版\n主编：金禾 编辑：方小舟 校对：何晓岚\n投稿邮箱：a@b.example\n风雨桥通车";
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
            (
                "云岭日报\n2025年1月6日 星期一\n云岭日报社出版 国内统一连续出版物号 CN 00-0000 第28012期 代号1-1 今日8版",
                "",
            ),
            ("云岭日报\n2025年1月6日\n云岭网网址：http://www.example.cn", ""),
            ("云岭日报\nYUNLING DAILY\n1949年6月16日创刊\n2025年1月6日 星期一\n第27475号（今日4版）", ""),
            ("2025年1月6日 星期一 3版 云岭日报社主办", "3"),
            ("云岭日报 20250106 第03版", "3"),
            ("云岭日报\nA2 要闻\n2025年1月6日/星期一/要闻编辑部主编/责编 金禾/美编 方舟", "A2"),
            ("云岭日报 2025年1月6日 星期一 藏历第十七绕迥木龙年十一月七日 第二版", "2"),
            ("云岭日报\n2025年1月6日 星期一\n■ 责任编辑：金禾 ■ 新闻热线：00084395205\n2", "2"),
            ("2025年1月6日 星期一 新闻热线：0000-96966\n云岭日报 要闻 2", "2"),
            ("云岭日报 星期一 2025年1月6日 版面统筹/金禾 编辑/方舟 2", "2"),
            (
                "云岭日报\nYUN LING RI BAO\n2025年\n1月6日\n星期一\n腊月初七\n第14321期\n今日四版\n中共云岭市委主管主办",
                "",
            ),
            ("云岭日报\n2025年1月6日 星期一 第2版 YUNLING DAILY", "2"),
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
        ] {
            let page = format!("云岭日报 2025年1月6日 星期一 第2版\n{headline}\n　　市交通局昨日介绍，风雨桥通车了。");
            assert_eq!(masthead_lines(&page), 1, "{headline}");
        }
    }

    #[test]
    fn collections_of_a_desk_are_no_papers() {
        assert_eq!(paper("舆情摘报 2025年1月6日"), None);
        assert_eq!(paper("兰河日报 2025年1月6日").as_deref(), Some("兰河日报"));
        assert_eq!(paper("兰河日报（虚构样报） 2024年3月5日 星期二 第2版").as_deref(), Some("兰河日报"));
        assert_eq!(paper("《兰河晚报》").as_deref(), Some("兰河晚报"));
    }
}
