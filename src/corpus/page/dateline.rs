//! Recognises datelines, bylines and mastheads.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Dateline;
use crate::corpus::measure::letter_count;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::source_name::signed_writers;
use crate::text::is_han;
use crate::text::pattern;

/// The dateline and the byline before the first sentence of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opening {
    /// Length of the opening, in bytes of the text.
    pub length: usize,
    /// Agency, place and day, if there is a dateline.
    pub dateline: Option<Dateline>,
    /// The reporter; empty if none is named.
    pub byline: String,
}

/// Names of agencies, “本报”, and names with the usual endings of papers, sites and stations.
const AGENCY: &str = r"(?:新华社|中新社|新华网|人民网|中新网|央视网|央视新闻|本报|本台|本网|本刊|[\p{Han}A-Za-z·•\-—]{2,22}?(?:日报|晚报|晨报|早报|午报|时报|商报|快报|导报|新报|都市报|报社|报|新闻网|网|通讯社|客户端|在线|电视台|广播电台|融媒体中心|融媒体|融媒|传媒|新闻))";

/// A day in Chinese numerals: “四月二十六日”.
const CHINESE_DAY: &str =
    r"(?:[一二]?[〇零○一二三四五六七八九]{3}年)?[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日";

/// Numerals that may end such a day.
const CHINESE_NUMERALS: &[char] = &['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '廿', '卅'];

/// Characters that a match of [`AGENCY`] may end with.
const AGENCY_ENDS: &[char] = &['社', '网', '闻', '报', '台', '刊', '端', '线', '心', '体', '媒'];

/// Names in brackets: “（记者 何晓岚 通讯员 陈一舟）”.
const REPORTER: &str =
    r"[（(]\s*(?P<byline>[^（）()]{0,16}(?:记者|通讯员|实习生|评论员|特派员|作者)[^（）()]{0,60})[）)]";

/// The regular expression of datelines whose day has the given form.
fn dateline_form(day: &str) -> Regex {
    pattern(&format!(
        r"^\s*据?(?P<agency>{AGENCY}(?:综合|记者|\s)?)(?P<place>[\p{{Han}}·]{{0,8}}?)\s*(?P<date>{day})(?:[上下]午|凌晨|晚)?\s*(?:综合)?(?P<kind>电|讯|消息)(?:\s*{REPORTER})?(?P<next>\s|[：:]|[^\p{{Han}}，。、；]|\p{{Han}}|$)"
    ))
}

/// Finds the dateline and the byline at the beginning of a text.
///
/// ```
/// use policyvane::corpus::page::opening;
///
/// let found = opening("新华社北京4月26日电（记者 何晓岚）会议指出");
/// let dateline = found.dateline.unwrap();
/// assert_eq!((dateline.agency.as_str(), dateline.place.as_str(), dateline.date.as_str()), ("新华社", "北京", "4月26日"));
/// assert_eq!(found.byline, "记者 何晓岚");
/// ```
pub fn opening(text: &str) -> Opening {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| dateline_form(r"(?:(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日)?"));
    static OLD: LazyLock<Regex> = LazyLock::new(|| dateline_form(CHINESE_DAY));
    static BARE: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"^\s*(?P<date>\d{{1,2}}月\d{{1,2}}日)(?:电|讯)(?:\s*{REPORTER})?\s")));
    static BYLINE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^\s*(?:本报讯\s*)?{REPORTER}\s*")));
    // Few lines have the last character of an agency's name before a character that ends a dateline; the others need no search.
    let begin = text.trim_start();
    let run = unbroken_run(begin);
    let reports = run.rfind(['电', '讯', '息']);
    let agency = reports.is_some_and(|at| run[..at].contains(AGENCY_ENDS));
    let bare = reports.is_some() && begin.starts_with(|c: char| c.is_ascii_digit());
    // Days in Chinese numerals are rare and need a large automaton, so they have an expression of their own.
    let old = agency && run.match_indices('日').any(|(at, _)| run[..at].ends_with(CHINESE_NUMERALS));
    for (form, may_be) in [(&OLD, old), (&DATELINE, agency), (&BARE, bare)] {
        if let Some(found) = may_be.then(|| form.captures(text)).flatten() {
            let group = |name: &str| found.name(name).map_or("", |m| m.as_str()).trim().to_owned();
            // “网信办消息灵通” is no dateline: behind 消息 there must be a mark or a space.
            let word_only = found.name("kind").is_some_and(|kind| kind.as_str() == "消息")
                && found.name("byline").is_none()
                && (group("next").starts_with(is_han) || found.name("next").is_none_or(|next| next.is_empty()));
            // “本报记者 何晓岚 通讯员 陈一舟” names reporters.
            let is_role = found
                .name("kind")
                .is_some_and(|kind| text[..kind.start()].ends_with('通') && text[kind.end()..].starts_with('员'));
            if word_only || is_role {
                continue;
            }
            let end = found.name("next").map_or_else(|| found.get(0).map_or(0, |m| m.end()), |m| m.start());
            let dateline = Dateline { agency: group("agency"), place: group("place"), date: group("date") };
            return Opening { length: end, dateline: Some(dateline), byline: group("byline") };
        }
    }
    let signed = begin.starts_with(['（', '(']) || begin.starts_with("本报讯");
    if let Some(found) = signed.then(|| BYLINE.captures(text)).flatten() {
        let length = found.get(0).map_or(0, |m| m.end());
        return Opening { length, dateline: None, byline: found["byline"].trim().to_owned() };
    }
    Opening::default()
}

/// The beginning of a text up to its first mark: agency, place and day of a dateline have none between them.
fn unbroken_run(text: &str) -> &str {
    let belongs = |c: char| {
        // The first test decides for nearly all characters, so the Unicode table is seldom consulted.
        matches!(c, '一'..='鿿' | '0'..='9' | '·' | '•' | '-' | '—' | '○')
            || !matches!(c, '，' | '。' | '、' | '“' | '”' | '：' | '；' | '（' | '）' | '《' | '》')
                && (c.is_alphanumeric() || c.is_whitespace())
    };
    text.find(|c| !belongs(c)).map_or(text, |end| &text[..end])
}

/// Whether a line may hold the beginning of a dateline whose end is in the next line.
pub(super) fn may_run_on(line: &str) -> bool {
    let line = line.trim_start();
    let run = unbroken_run(line);
    run.len() == line.len() || run.contains(['电', '讯', '息'])
}

/// The byline of a paragraph that names only the reporter: “本报记者 何晓岚”, “□ 通讯员 陈一舟”.
pub(super) fn byline_paragraph(paragraph: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[□■◎●▢○◆（(\s]*(?P<byline>(?:[\p{Han}]{0,12})(?:记者|通讯员|评论员|特约撰稿人)[\s/：:]*[\p{Han}·\s、/]{2,30}?(?:文/?图|摄)?)[）)\s]*$",
        )
    });
    // “■何晓岚”, “◎方　舟”
    let marked = paragraph.trim().strip_prefix(['□', '■', '◎', '●', '▢', '○', '◆']);
    if let Some(author) = marked.filter(|name| name.len() <= 48 && are_persons(name)) {
        return Some(author.trim().to_owned());
    }
    // “文/图 何晓岚”, “文图/方舟”, “文并摄/本报记者 何晓岚”, “文·摄影/何晓岚”
    const WORDS: [&str; 15] = [
        "文/图",
        "文图",
        "文并摄",
        "文/摄",
        "图文",
        "文、图",
        "文·摄影",
        "文·摄",
        "文·图",
        "图·文",
        "图/文",
        "文/",
        "文／",
        "采写",
        "撰文",
    ];
    let by = WORDS.iter().find_map(|word| paragraph.trim().strip_prefix(word));
    let by = by.map(|names| names.trim_start_matches(['/', '／', '：', ':', ' ', '\u{3000}']));
    let is_signed = signed_writers(paragraph).is_some();
    if is_signed
        || by.is_some_and(|names| names.len() <= 48 && (are_persons(names) || byline_paragraph(names).is_some()))
    {
        return Some(paragraph.trim().to_owned());
    }
    // Cheap checks first: more than 160 bytes are more than 40 characters, as none takes more than four bytes.
    if paragraph.len() > 160 || !paragraph.contains(['者', '员', '稿']) {
        return None;
    }
    let names_role = ["记者", "通讯员", "评论员", "特约撰稿人"].iter().any(|role| paragraph.contains(role));
    if !names_role || paragraph.chars().count() > 40 || is_column_of_reporters(paragraph) {
        return None;
    }
    FORM.captures(paragraph).map(|found| found["byline"].trim().to_owned())
}

/// Whether a paragraph is the name of a column in which reporters write, or the headline of a comment: “记者手记”, “本报评论员：把好事办好”.
fn is_column_of_reporters(paragraph: &str) -> bool {
    const COLUMNS: [&str; 18] = [
        "手记",
        "感言",
        "札记",
        "观察",
        "调查",
        "见闻",
        "日记",
        "走基层",
        "求证",
        "帮办",
        "帮忙",
        "走访",
        "体验",
        "连线",
        "探访",
        "探店",
        "追踪",
        "暗访",
    ];
    /// A name has at most this many letters.
    const MAX_NAME: usize = 4;
    let text = paragraph.trim();
    let is_column = text.split_once("记者").is_some_and(|(_, column)| COLUMNS.contains(&column));
    let comment = text.split_once(['：', ':']).filter(|(author, _)| author.ends_with("评论员"));
    is_column || comment.is_some_and(|(_, title)| letter_count(title) > MAX_NAME && !are_persons(title))
}

/// The byline that closes a text, with its offset in bytes: “（本报记者 何晓岚）”.
pub fn closing_byline(paragraph: &str) -> Option<(usize, String)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"{REPORTER}\s*$")));
    paragraph.trim_end().ends_with([')', '）']).then_some(())?;
    let found = FORM.captures(paragraph)?;
    Some((found.get(0)?.start(), found["byline"].trim().to_owned()))
}

/// Whether a text ends with a byline without brackets behind its last sentence: “……件件有回音。本报记者 何晓岚”.
pub(super) fn signs_without_brackets(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[。！？][”’）)]?\s*(?:(?:本报|新华社|人民日报|首席|见习|实习|通讯员|融媒体?)[\p{Han}]{0,6}?)?(?:记者|通讯员)[\s:：]*[\p{Han}·\s、/]{2,24}(?:文/?图|摄)?$",
        )
    });
    (text.contains("记者") || text.contains("通讯员")) && FORM.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_of_many_kinds() {
        for (text, agency, place, date, rest) in [
            ("新华社北京4月26日电 会议指出", "新华社", "北京", "4月26日", "会议指出"),
            ("据新华社电 记者获悉", "新华社", "", "", "记者获悉"),
            ("本报讯 4月26日，全市", "本报", "", "", "4月26日，全市"),
            ("本报平壤6月21日电2019年", "本报", "平壤", "6月21日", "2019年"),
            ("兰河日报讯（记者 何晓岚） 4月", "兰河日报", "", "", "4月"),
            ("陇原新闻网天水10月23日电（记者何晓岚）近日", "陇原新闻网", "天水", "10月23日", "近日"),
            ("本报讯（实习记者 何晓岚）11月", "本报", "", "", "11月"),
            ("新华社兰州3月5日电（记者何晓岚）", "新华社", "兰州", "3月5日", ""),
            ("新华社兰州三月二十五日电 全省", "新华社", "兰州", "三月二十五日", "全省"),
            ("新华社兰州3月5日电 星期日和十日，全省", "新华社", "兰州", "3月5日", "星期日和十日，全省"),
        ] {
            let found = opening(text);
            let dateline = found.dateline.unwrap_or_else(|| panic!("no dateline in {text}"));
            assert_eq!(
                (dateline.agency.as_str(), dateline.place.as_str(), dateline.date.as_str()),
                (agency, place, date)
            );
            assert_eq!(text[found.length..].trim_start(), rest);
        }
        for text in [
            "会议指出，要用好网络电商",
            "4月26日，全市召开会议",
            "“电讯诈骗”案件",
            "中央网信办消息灵通",
            "本报得到的消息",
            "本报记者何晓岚通讯员陈一舟",
            "本报记者 李 明 通讯员 王 芳",
        ] {
            assert_eq!(opening(text).dateline, None, "{text}");
        }
    }

    #[test]
    fn bylines_at_the_end_and_on_their_own() {
        let text = "有关部门负责人参加。（本报融媒体记者 何晓岚）";
        let (start, byline) = closing_byline(text).unwrap();
        assert_eq!((&text[..start], byline.as_str()), ("有关部门负责人参加。", "本报融媒体记者 何晓岚"));
        assert_eq!(byline_paragraph("本报记者 何晓岚").as_deref(), Some("本报记者 何晓岚"));
        assert_eq!(byline_paragraph("文/图 本报记者 何晓岚").as_deref(), Some("文/图 本报记者 何晓岚"));
        assert_eq!(byline_paragraph("本报评论员：何晓岚").as_deref(), Some("本报评论员：何晓岚"));
        for text in
            ["记者在现场看到，群众排起长队。", "记者手记", "记者求证", "本报评论员：把好事办好", "文/图书馆里的春天"]
        {
            assert_eq!(byline_paragraph(text), None, "{text}");
        }
        assert_eq!(byline_paragraph("本报记者 求真").as_deref(), Some("本报记者 求真"));
        for line in [
            "文/图 何晓岚",
            "文图/方舟",
            "文并摄/本报记者 何晓岚",
            "文·摄影/本报记者 何晓岚",
            "文∕记者方舟",
            "采写：本报记者 方舟",
        ] {
            assert_eq!(byline_paragraph(line).as_deref(), Some(line));
        }
        for text in ["图文并茂话春耕", "文·图双美看新城", "采写新时代的故事"] {
            assert_eq!(byline_paragraph(text), None, "{text}");
        }
        assert!(signs_without_brackets("做到件件有回音。本报记者 何晓岚"));
        assert!(!signs_without_brackets("做到件件有回音。记者了解到，此前"));
    }
}
