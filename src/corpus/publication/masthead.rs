//! Recognises the masthead at the top of a page or of an article's file: name of the paper, day, issue, page, whose parts
//! may stand on lines of their own.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::date::{from_digits, full_date, month_of_english_name};
use crate::corpus::measure::{close_up, letter_count};
use crate::corpus::page_number::{page_in_line, page_number};
use crate::corpus::publication::outlet::EDITIONS;
use crate::text::{is_han, pattern};

/// Maximum number of lines of a masthead.
const MAX_LINES: usize = 8;
/// Maximum length of a masthead's line in characters.
const MAX_LENGTH: usize = 80;

/// The most letters of the name of a section below the line of a database.
const MAX_SECTION: usize = 6;

/// The names of sections that stand beside the number of a page.
macro_rules! sections {
    () => {
        "(?:要[闻聞]|综合|綜合|时政|時政|本地|民生|经济|經濟|国际|國際|国内|國內|广告|廣告|专题|專題|文化|副刊|社会|社會|理论|教育|健康|体育|體育|生活|法治|视点|深度|评论|評論|文艺|头版|港[闻聞]|两岸|兩岸)(?:新[闻聞]|版)?"
    };
}

pub(in crate::corpus) use sections;

/// Whether a line is the name of a section and nothing else.
pub(in crate::corpus) fn is_section(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(concat!("^", sections!(), "$")));
    FORM.is_match(text.trim())
}

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
    for line in &lines[masthead.lines..] {
        let line = &*close_up(line);
        let joined = database_line(line);
        // Below the line of a database stands the section, whatever its name.
        if is_below_database_line && letter_count(line) <= MAX_SECTION && line.chars().all(is_han) {
            masthead.lines += 1;
            break;
        }
        is_below_database_line = joined.is_some();
        let line = joined.as_deref().unwrap_or(line);
        let Some(names_day) = parts_of_masthead(line, masthead.lines) else { break };
        has_day |= names_day;
        masthead.lines += 1;
        masthead.date = masthead.date.or_else(|| full_date(&half_width(line)).or_else(|| day(line)));
        if masthead.page.is_empty() {
            masthead.page = page_in_line(line).or_else(|| page(line)).unwrap_or_default();
        }
        if masthead.paper.is_empty() {
            masthead.paper = paper(line).unwrap_or_default();
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
    let are_parts = || below.iter().take(2).all(|line| parts_of_masthead(&close_up(line), 1).is_some());
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
            r"(?:\s|$|第\s*[A-Z]?\d{1,3}\s*版|(?:19|20)\d{2}[-./年]|[一二][〇零○Ｏ一二三四五六七八九]{3}年)"
        ))
    });
    // Lines are closed up, so that the name may touch the day of the week before it.
    static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern("(?:星期|周)[一二三四五六日天]"));
    // County papers call themselves news: “松江新闻 2024-03-05”.
    static NEWS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\p{Han}{2,4}新闻)\s*(?:19|20)\d{2}[-./年]"));
    const KINDS: [&str; 12] =
        ["本地", "国内", "国际", "综合", "图片", "社会", "时政", "体育", "财经", "娱乐", "今日", "最新"];
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

/// Whether a line names the day, if it has nothing but parts of a masthead; `None` for any other line. `before` is the
/// number of masthead lines above it.
fn parts_of_masthead(text: &str, before: usize) -> Option<bool> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:公元)?(?:19|20)\d{2}\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-./／·]\s*\d{1,2}\s*[-./／·]\s*\d{1,2}|年)",
            r"|[一二][〇零○Ｏ一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日",
            r"|(?:[A-Z][a-z]+day,?\s*)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}\s*,\s*(?:19|20)\d{2}"
        ))
    });
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:星期|周)[一二三四五六日天]|[A-Z][a-z]+day\b|农历\S*|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?\S{0,8}",
            r"|(?:总)?第\s*\d+\s*[期号]|(?:今日|本期|共)\s*(?:\d+|[一二三四五六七八九十]{1,3})\s*版|\p{Han}{2,10}网\s*[:：]\s*(?:https?://|www\.)\S+|国内统一\S*|刊号\S*|邮发代号\S*|CN\s*[\d-]+|(?:https?://|www\.)\S+",
            r"|中共\S{2,20}(?:主管|主办|机关报)\S*|\S{2,16}(?:主管主办|编印)(?:\s|$)|^(?:[A-Z]{1,8}\s+){2,7}[A-Z]{1,8}$|^[A-Z]{6,30}$",
            r"|放大|缩小|默认|朗读|[上下]一[版篇期]|往期回顾|返回首页|PDF\s*版|(?:标题|版面)导航",
            r"|\S{2,12}社(?:编辑)?出版(?:\s|$)|网\s*址\s*[:：]\s*\S+",
            r"|版\s*次\s*[:：]\s*[A-Z]?\d{1,3}|(?:^|\s)[A-Z]?\d{1,2}\s*[:：·]?\s*",
            sections!(),
            r"(?:\s|$)|(?:^|\s)[A-Z]\d{2}(?:\s|$)",
            r"|第?\s*[A-Z]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*版(?:\s*[:：·]?\s*\p{Han}{2,4}(?:\s|$))?|[|｜/]"
        ))
    });
    static PAPER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[A-Z]\d{2})?[《【]?\p{Han}{1,8}(?:日报|日報|晚报|晚報|晨报|早报|早報|午报|时报|時報|商报|商報|快报|导报|新报|新報|都市报|周报|学报|报|報|电讯|新闻|新聞|周刊)[》】]?(?:（[^）]{1,8}）)?$",
        )
    });
    static SECTION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:^|\s)",
            sections!(),
            r"(?:\s|$)|(?:^|[\s|｜])[A-Z]?\d{1,2}\s*$|(?:^|\s)[A-Z]\d{1,2}\s*\p{Han}{2,4}$"
        ))
    });
    static EDITORS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:(?:[■□●◆◇▲]\s*)?(?:执行主编|责任编辑|首席编辑|美术编辑|值班编辑|责编|编辑|主编|校对|检校|审读|美编|版式设计|视觉设计|设计|版式|组版|值班主任)(?:\s*[:：／/]\s*|\s+)\p{Han}{2,3}?[\s|｜／/]*)+(?:\s|$)",
        )
    });
    static CONTACTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:投稿|电子)?(?:邮箱|信箱|E-?mail)\s*[:：]?\s*[\w.@-]{6,40}|(?:\d{1,2}小时)?(?:新闻|服务|读者|联系)?(?:热线|电话)\s*[:：/]?\s*[\d（）()-]{7,20}|天气\s*[:：]\s*\S{1,12}(?:\s*-?\d{1,2}℃\s*[—~～/-]+\s*-?\d{1,2}℃)?",
        )
    });
    // The name of a section before the number of its page: “县域 04”.
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{2,4}(?:\s+[A-D]?\d{1,2}|[A-D]?\d{2})$"));
    static SECTION_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{2,4}(?:·\p{Han}{2,4})?$"));
    // Parts of a day on lines of their own: “1月”, “1日”.
    static LEFTOVER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:\d{1,2}月?(?:\d{1,2})?日?|(?:要闻|综合|时政|本地|民生|经济|国际|广告|专题|文化|副刊)(?:新闻)?)$")
    });
    // The paper's name in pinyin or English, in capitals below the Chinese one.
    static PINYIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z][A-Z'’]{1,12}(?:\s+[A-Z][A-Z'’]{1,12}){0,3}$"));
    if text.chars().nth(MAX_LENGTH).is_some() || text.contains(['。', '，']) {
        return None;
    }
    let text = half_width(text);
    if before > 0 && PINYIN.is_match(text.trim()) {
        return Some(false);
    }
    let names_day = DAY.is_match(&text);
    let rest = DAY.replace(&text, " ");
    let edited = EDITORS.replace_all(&rest, " ");
    let has_editors = edited != rest;
    let rest = CONTACTS.replace_all(&edited, " ");
    let mut rest = PARTS.replace_all(&rest, " ");
    // Beside a day a section and the number of its page need no other mark: “要闻　兰河日报 | 2”.
    if names_day || before > 0 {
        rest = SECTION.replace_all(&rest, " ").into_owned().into();
    }
    let left: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    // Beside the editors stands the section of the page: “新闻·基层 责任编辑：何晓岚”.
    let is_section = || before > 0 && (has_editors || NUMBERED.is_match(text.trim())) && SECTION_NAME.is_match(&left);
    let nothing_left =
        left.is_empty() || is_section() || PAPER.is_match(&left) || before > 0 && LEFTOVER.is_match(&left);
    nothing_left.then_some(names_day)
}

/// The text with full-width digits, letters and punctuation as ASCII.
pub(in crate::corpus) fn half_width(text: &str) -> String {
    let fold = |c: char| match c {
        '！'..='～' if !matches!(c, '，' | '：' | '（' | '）' | '！' | '？' | '；') => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(fold).collect()
}

/// The number of the page in a masthead that sets it before the section: “02 要闻”, “A03 民生”.
pub(in crate::corpus) fn page(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:^|\s)([A-Z]?\d{1,2})\s*[:：·]?\s*",
            sections!(),
            r"(?:\s|$)|(?:^|\s)([A-Z]\d{2})(?:\s|\p{Han}{2,4}$|$)|[|｜]\s*(\d{1,2})$"
        ))
    });
    let text = half_width(text);
    let found = FORM.captures(text.trim())?;
    found.iter().skip(1).flatten().next().map(|page| page_number(page.as_str()))
}

/// The day in a masthead that does not write it with 年, 月 and 日: “2025.01.01”, “January 1, 2025”, “2025年 1月 1”.
pub(in crate::corpus) fn day(text: &str) -> Option<Date> {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|\D)((?:19|20)\d{2})\s*[-./／·年]\s*(\d{1,2})\s*[-./／·月]\s*(\d{1,2})(?:\D|$)")
    });
    static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})\s*,\s*((?:19|20)\d{2})")
    });
    let text = half_width(text);
    let in_numbers = || NUMBERS.captures(&text).and_then(|found| from_digits(&found[1], &found[2], &found[3]));
    let in_english = || {
        let found = ENGLISH.captures(&text)?;
        Date::new(found[3].parse().ok()?, month_of_english_name(&found[1])?, found[2].parse().ok()?).ok()
    };
    in_numbers().or_else(in_english)
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
    fn collections_of_a_desk_are_no_papers() {
        assert_eq!(paper("舆情摘报 2025年1月6日"), None);
        assert_eq!(paper("兰河日报 2025年1月6日").as_deref(), Some("兰河日报"));
        assert_eq!(paper("兰河日报（虚构样报） 2024年3月5日 星期二 第2版").as_deref(), Some("兰河日报"));
        assert_eq!(paper("《兰河晚报》").as_deref(), Some("兰河晚报"));
    }
}
