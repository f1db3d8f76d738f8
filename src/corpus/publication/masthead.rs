//! Recognises the masthead at the top of a page or of an article's file: name of the paper, day, issue, page, whose parts
//! may stand on lines of their own.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::date::{from_digits, full_date, month_of_english_name};
use crate::corpus::measure::{close_up, letter_count};
use crate::corpus::numerals::below_hundred;
use crate::corpus::page_number::{page_in_line, page_number};
use crate::corpus::publication::dates::find_date;
pub(in crate::corpus) use crate::corpus::publication::masthead_parts::{half_width, without_founding};
use crate::corpus::publication::masthead_parts::{is_paper, names_two_sections, parts, with_numbered_month};
use crate::corpus::publication::outlet::EDITIONS;
use crate::corpus::publication::sections::sections;
use crate::corpus::source::is_listed;
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

/// The line with which a database begins an article: “兰河日报/2024 年/3 月/5 日/第 002 版”. The section may stand at the other end of the line.
static DATABASE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:\d{2})?\p{Han}{2,14})/\s*((?:19|20)\d{2})\s*年\s*/\s*(\d{1,2})\s*月\s*/\s*(\d{1,2})\s*日\s*/\s*(第\s*[A-Z]?\d{1,3}\s*版)(?:\s*\p{Han}{2,8})?$",
    )
});

/// The line of a database with its day in one.
fn database_line(line: &str) -> Option<String> {
    let found = DATABASE_LINE.captures(line).filter(|_| line.contains('/'))?;
    Some(format!("{} {}年{}月{}日 {}", &found[1], &found[2], &found[3], &found[4], &found[5]))
}

/// Whether a line is that with which a database begins an article.
pub(in crate::corpus) fn is_database_line(line: &str) -> bool {
    line.contains('/') && DATABASE_LINE.is_match(line.trim())
}

/// The issue that the line tells with which a database begins an article.
pub(in crate::corpus) fn of_database_line(line: &str) -> Option<Masthead> {
    let found = if line.contains('/') { DATABASE_LINE.captures(line.trim())? } else { return None };
    let date = from_digits(&found[2], &found[3], &found[4]);
    Some(Masthead { paper: found[1].to_owned(), date, page: page_number(&found[5]), lines: 1 })
}

/// Reads the masthead at the top of some lines; one without a day is none.
pub(in crate::corpus) fn read<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Masthead> {
    // Lines are closed up, so that the number of the page may touch the day of the week before it.
    static WEEKDAY_AND_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"([期周][一二三四五六日天])(\d)"));
    let lines: Vec<&str> = lines.take(MAX_LINES).collect();
    let mut masthead = named_by_imprint(&lines).unwrap_or_default();
    let mut has_day = false;
    let mut is_below_database_line = false;
    // The day may be spread over lines.
    let mut issue_text = String::new();
    for (at, line) in lines.iter().enumerate().skip(masthead.lines) {
        let closed = close_up(line);
        let line = &*WEEKDAY_AND_NUMBER.replace(&closed, "$1 $2");
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
        let issue = with_numbered_month(&issue);
        issue_text.push(' ');
        issue_text.push_str(&issue);
        let had_day = masthead.date.is_some();
        masthead.date =
            masthead.date.or_else(|| full_date(&half_width(&issue_text)).or_else(|| written_day(&issue_text)));
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
    masthead.date = masthead.date.or_else(|| day_above_month(&issue_text));
    if masthead.paper.is_empty() && lines.get(1..masthead.lines).is_some_and(|below| below.iter().any(names_imprint)) {
        masthead.paper =
            lines.first().map(|line| close_up(line)).filter(|line| names_paper_above(line)).unwrap_or_default();
    }
    has_day.then_some(masthead)
}

/// Whether the first line of a masthead is a name that ends as those of sections do as well: “云溪新闻”, “云溪周刊”. Only above an imprint
/// it is that of a paper.
fn names_paper_above(line: &str) -> bool {
    is_paper(line) && line.chars().all(is_han) && ["新闻", "新聞", "周刊"].iter().any(|end| line.ends_with(end))
}

/// Whether a line of a masthead names the publisher, or the paper in Latin letters: “YUNXI XINWEN”.
fn names_imprint(line: &&str) -> bool {
    let is_latin = line.chars().all(|c| c.is_ascii_uppercase() || c == ' ') && line.contains(' ');
    is_latin || is_publisher(&close_up(line))
}

/// Whether a line names who publishes the paper, with nothing but parts of a masthead and no day: “中共兰河市委主管主办 兰河日报社出版”.
pub(in crate::corpus) fn is_publisher(line: &str) -> bool {
    ["主管", "主办", "社出版"].iter().any(|word| line.contains(word))
        && parts(line, 1).is_some_and(|own| !own.names_day)
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
            r"[《【](?P<quoted>\p{Han}{2,12}(?:[报報]|每日电讯))[》】]|(?:^|\s|日|[-./]\d{1,2}|[】\]]|[A-D]\d{2})(?P<paper>\p{Han}{2,12}(?:[报報]|每日电讯))(?:[（(][^）)]*[）)])?",
            r"(?:\s|$|社(?:主[管办]|编辑|出版)|第\s*[A-Z]?\d{1,3}\s*版|(?:19|20)\d{2}(?:[-./年]|\d{4})|[一二][〇零○Ｏ一二三四五六七八九]{3}年)"
        ))
    });
    // Lines are closed up, so that the name may touch the day of the week before it.
    static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern("(?:星期|周)[一二三四五六日天]"));
    // County papers call themselves news: “松江新闻 2024-03-05”.
    static NEWS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\p{Han}{2,4}新闻)\s*(?:19|20)\d{2}[-./年]"));
    const KINDS: [&str; 12] =
        ["本地", "国内", "国际", "综合", "图片", "社会", "时政", "体育", "财经", "娱乐", "今日", "最新"];
    // A desk's own collection of articles is no paper.
    const COLLECTIONS: [&str; 8] = ["摘报", "剪报", "简报", "专报", "通报", "月报", "年报", "海报"];
    const PAPERS: [&str; 6] = ["青年报", "少年报", "老年报", "文摘报", "书摘报", "交通报"];
    let alone = line.trim().trim_matches(|c: char| "《》【】".contains(c));
    if is_listed(alone) {
        return Some(alone.to_owned());
    }
    if !line.contains(['报', '報', '讯', '新']) {
        return None;
    }
    let line = WEEKDAY.replace_all(line, " ");
    if let Some(found) = NEWS.captures(&line).filter(|found| !KINDS.iter().any(|kind| found[1].starts_with(kind))) {
        return Some(found[1].to_owned());
    }
    let found = FORM.captures(&line)?;
    let name = found.name("quoted").or(found.name("paper"))?.as_str();
    let ends_as_one_of = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let is_collection = ends_as_one_of(&COLLECTIONS) && !ends_as_one_of(&PAPERS);
    // Digital papers name their edition: “兰河日报数字报”.
    let name = EDITIONS
        .iter()
        .find_map(|edition| name.strip_suffix(edition).filter(|paper| paper.ends_with('报')))
        .unwrap_or(name);
    (!is_collection).then(|| name.to_owned())
}

/// The number of the page in a masthead that sets it beside the section, or writes it out: “02 要闻”, “A03 民生”, “要闻·02”, “三版 综合”.
pub(in crate::corpus) fn page(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:^|\s)([A-Z]?\d{1,2})\s*[:：·|]?\s*",
            sections!(),
            r"(?:[·/、]\p{Han}{2,4})?(?:\s|$|(?:19|20)\d{2})|(?:^|\s)([A-Z]\d{2})(?:\s|\p{Han}{2,4}$|$)|[|｜]\s*(\d{1,2})$|(?:^|\s)",
            sections!(),
            r"(?:[·/、]\p{Han}{2,4})?\s*[:：·]?\s*([A-D]?\d{1,2})$"
        ))
    });
    static NUMERAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)([一二三四五六七八九十]{1,3})版(?:\s|$)"));
    let text = half_width(text);
    let numeral = NUMERAL.captures(text.trim()).and_then(|found| below_hundred(&found[1]));
    if let Some(number) = numeral.filter(|number| *number > 0) {
        return Some(number.to_string());
    }
    let found = FORM.captures(text.trim())?;
    found.iter().skip(1).flatten().next().map(|page| page_number(page.as_str()))
}

/// The day in a masthead that does not write it with 年, 月 and 日: “2025.01.01”, “20250101”, “January 1, 2025”, “2025年 1月 1”,
/// “1月1日 2025”, “1 2025年1月”.
pub(in crate::corpus) fn day(text: &str) -> Option<Date> {
    written_day(text).or_else(|| day_above_month(text))
}

fn written_day(text: &str) -> Option<Date> {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|\D)((?:19|20)\d{2})\s*[-./／·年][\s/]*(\d{1,2})\s*[-./／·月][\s/]*(\d{1,2})(?:\D|$)")
    });
    static COMPACT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|\D)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?:\D|$)"));
    static YEAR_LAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|\D)(\d{1,2})月(\d{1,2})日\s*(?:(?:星期|周)[一二三四五六日天]\s*)?((?:19|20)\d{2})(?:\D|$)")
    });
    static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s*(\d{1,2})\s*,\s*((?:19|20)\d{2})")
    });
    let text = half_width(&without_founding(text));
    let text = with_numbered_month(&text);
    let in_numbers = |form: &Regex| form.captures(&text).and_then(|found| from_digits(&found[1], &found[2], &found[3]));
    let year_last = || YEAR_LAST.captures(&text).and_then(|found| from_digits(&found[3], &found[1], &found[2]));
    let in_english = || {
        let found = ENGLISH.captures(&text)?;
        Date::new(found[3].parse().ok()?, month_of_english_name(&found[1])?, found[2].parse().ok()?).ok()
    };
    // English papers may write the day first, and the name of the first month takes the place of its number.
    let in_other_forms = || find_date(&text).map(|found| found.date);
    in_numbers(&NUMBERS).or_else(|| in_numbers(&COMPACT)).or_else(year_last).or_else(in_english).or_else(in_other_forms)
}

/// The day that stands in large type above its month, and nothing else in its line: “1”, “2025年1月”.
fn day_above_month(text: &str) -> Option<Date> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|\s)(\d{1,2})\s+((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月(?:\s|$)"));
    let text = half_width(text);
    let found = FORM.captures(&text)?;
    from_digits(&found[2], &found[3], &found[1])
}

#[cfg(test)]
#[path = "masthead_tests.rs"]
mod tests;
