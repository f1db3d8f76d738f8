//! The parts that the lines of a masthead are made of: what is left of a line when all of them are taken off shows whether it is one.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::measure::at_most;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::sections::sections;
use crate::corpus::source::is_listed;
use crate::text::pattern;

/// Maximum length of a masthead's line in characters.
const MAX_LENGTH: usize = 120;

/// Marks that part the parts of a line.
const MARKS: [char; 14] = ['|', '│', '┃', '丨', '■', '□', '●', '◎', '◆', '◇', '▲', '△', '★', '☆'];

/// The day or a part of it.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:公元)?(?:19|20)\d{2}\s*(?:年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日?)?|[-./／·]\s*\d{1,2}\s*[-./／·]\s*\d{1,2}|年|(?:0[1-9]|1[0-2])[0-3]\d)",
        r"|[一二][〇零○OＯ一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日",
        r"|\d{1,2}月\d{1,2}日\s*(?:(?:星期|周)[一二三四五六日天]\s*)?(?:19|20)\d{2}年?",
        r"|(?:[A-Z][a-z]+day,?\s*)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s*\d{1,2}\s*,\s*(?:19|20)\d{2}",
        r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+(?:19|20)\d{2}"
    ))
});
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        // The day of the week and of other calendars: “农历乙巳年三月三十”, “四月初九立夏”, “藏历第十七绕迥木蛇年三月一日”.
        r"[（(](?:星期|周)[一二三四五六日天][）)]|[每逢]?(?:星期|周)[一二三四五六日天](?:[、至](?:星期|周)?[一二三四五六日天])*(?:出版)?|[A-Z][a-z]+day\b|(?i:(?-u:\b)(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?-u:\b)\.?)|藏历(?:第\p{Han}{1,4}绕迥)?\p{Han}{0,2}[鼠牛虎兔龙蛇马羊猴鸡狗猪]年(?:[正一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日?)?",
        r"|(?:农历|农曆|農曆|夏历)?\s*(?:(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]\s*(?:[（(]?[鼠牛虎兔龙蛇马羊猴鸡狗猪][）)]?)?年?|[鼠牛虎兔龙蛇马羊猴鸡狗猪]年)\s*)?",
        r"闰?(?:[正冬腊二三四五六七八九]|十[一二]?)月[大小]?(?:初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)日?",
        r"(?:\s*(?:立[春夏秋冬]|雨水|惊蛰|[春秋]分|清明|谷雨|小满|芒种|[夏冬]至|[大小]暑|处暑|白露|寒露|霜降|[大小]雪|[大小]寒))?",
        r"|(?:农历|农曆|農曆)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥](?:[（(]?[鼠牛虎兔龙蛇马羊猴鸡狗猪][）)]?)?年?",
        // The number of the issue, of its pages, of its license, and its price.
        r"|[（(]?总?第\s*\d+\s*[期号][）)]?|[（(]?总\s*\d+\s*期[）)]?|[（(]?(?:今日|今天|本期|共|[对四]开)\s*(?:\d+|[一二三四五六七八九十]{1,3})\s*版[）)]?|国内统一\S*|刊号\S*|(?:邮发|国外)?代号\s*[:：]?\s*[A-Z]?[\d-]+|邮发代号\S*|CN\s*[\d-]+",
        r"|(?:零售价?|定价|每份)\s*[:：]?\s*(?:每份)?[\d.]+\s*元|内部(?:资料|刊物)|免费(?:交流|赠阅)|准印证?号?\s*[:：]\s*\S+|(?:\p{Han}{2,10}网)?(?:网\s*址)?\s*[:：]\s*(?:https?://|www\.)\S+|网\s*址\s*[:：]\s*\S+|(?:https?://|www\.)\S+",
        // Who gives it out. Events are held by someone as well: “书展由市文旅局主办”.
        r"|中共[^\s的由]{2,20}(?:主管|主办|机关报|出版|\p{Han}{2,8}社)+(?:\s|$)|[^\s由]{2,16}(?:主管主办|编印)(?:\s|$)|(?:^|\s)[^\s由《》:：]{2,14}(?:社|委|局|府|集团|宣传部)(?:主管|主办|编辑|出版)+(?:\s|$)",
        // The name in Latin letters: “LANHE DAILY”.
        r"|(?:^|\s)[A-Z][A-Z'’]{0,14}(?:\s+[A-Z][A-Z'’]{0,14}){1,7}(?:\s|$)|(?:^|\s)[A-Z]{6,30}(?:\s|$)|(?:^|\s)(?:[A-Z][a-z]{1,14}\s+){1,3}(?:Daily|News|Times)(?:\s|$)",
        r"|放大|缩小|默认|朗读|[上下]一[版篇期]|往期回顾|返回首页|PDF\s*版|(?:标题|版面)导航",
        // Labels of the day, the page and its section.
        r"|(?:^|\s)出版(?:\s|$)|(?:出版|发行|见报)?日\s*期\s*[:：]|版\s*次\s*[:：]\s*第?\s*[A-Z]?\d{1,3}(?:\s*版?\s*版\s*名\s*[:：]\s*\p{Han}{2,6}(?:\s|$)|\s*版)?|版\s*名\s*[:：]\s*\p{Han}{2,6}(?:\s|$)",
        // The number of the page and its section, which may be letter-spaced; large papers part their pages into folds.
        r"|[A-Z]\s*叠|(?:^|\s)[A-Z]?\d{1,2}\s*[:：·]?\s*",
        sections!(),
        r"(?:[·/、]\p{Han}{2,4})?(?:\s|$)|(?:^|\s)",
        sections!(),
        r"(?:[·/、]\p{Han}{2,4})?\s*[:：·]?\s*第?\s*[A-D]?\d{1,2}\s*版?(?:\s|$)|(?:^|\s)[A-Z]\d{2}(?:\s|$)",
        r"|第?\s*[A-Z]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*版(?:\s*[:：·]\s*\p{Han}{2,6}(?:[·/、]\p{Han}{2,4}){0,2}(?:\s|$)",
        r"|\s*\p{Han}{2,4}(?:\s*[·/、]\s*\p{Han}{2,4}){0,2}(?:\s|$)|\s+\p{Han}\s+\p{Han}(?:\s|$))?|[/／]"
    ))
});
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[A-Z]\d{2})?[《【]?\p{Han}{1,8}(?:日报|日報|晚报|晚報|晨报|早报|早報|午报|时报|時報|商报|商報|快报|导报|新报|新報|都市报|周报|学报|报|報|电讯|新闻|新聞|周刊)[》】]?(?:（[^）]{1,8}）)?$",
    )
});
/// Beside a day a section needs no other mark: “要闻　兰河日报 | 2”.
static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(r"(?:^|[\s·])", sections!(), r"(?:\s|$)|(?:^|\s)[A-Z]\d{1,2}\s*\p{Han}{2,4}\s*$"))
});
static EDITORS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\p{Han}{2,4}(?:编辑部|新闻部|采编中心)(?:主编|编辑|主办)|(?:(?:(?:本版|值班|执行|责任|首席|美术|图片|版面)?(?:编辑|责编|主编|美编|校对|统筹|设计)|检校|审读|审校|终审|版式设计|视觉设计|视觉|版式|组版|值班主任|总值班|值班编委|(?:常务|值班)?副?总编辑?|审核|审签|签发)",
        r"(?:\s*[:：／/]\s*|\s+)(?:\p{Han}\s\p{Han}|\p{Han}{2,3}?)[\s/]*)+(?:\s|$)",
        // Short words with spaces between them are closed up as letter-spaced ones are.
        r"|^(?:(?:本版|值班|执行|责任|首席|美术|图片)?(?:编辑|责编|主编|美编|校对|组版|版式|审读|统筹|设计|视觉)\p{Han}{2,3}?){2,}$"
    ))
});
static CONTACTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:投稿|电子|本版)?(?:邮箱|信箱|E-?mail)\s*[:：]?\s*[\w.@-]{6,40}|(?:\d{1,2}小时)?(?:新闻|服务|读者|联系|广告|发行|编辑部|总编室)?(?:热线|电话)\s*[:：/]?\s*[\d（）()-]{5,20}",
        r"|天气\s*[:：]\s*\S{1,12}(?:\s*-?\d{1,2}℃\s*[—~～/-]+\s*-?\d{1,2}℃)?"
    ))
});

/// What the sky is like.
macro_rules! sky {
    () => {
        "(?:晴|多云|阴|(?:零星|小|中|大|暴|阵|雷阵|冻|小到中|中到大)?雨|(?:小|中|大|暴|阵|雨夹)?雪|雾|霾|浮尘|扬沙)"
    };
}

/// The weather: “晴 3℃~12℃ 北风2级”.
static WEATHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|\s)(?:(?:今日|今天|白天|夜间|城区|市区)?(?:天气|气温|风力)?\s*[:：]?\s*(?:",
        sky!(),
        "(?:[转到间有]",
        sky!(),
        r"){0,2}|-?\d{1,2}\s*(?:℃|°C?|度)?\s*[~—至/-]{1,2}\s*-?\d{1,2}\s*(?:℃|°C?|度)|-?\d{1,2}\s*℃",
        r"|(?:[偏东南西北]{1,3}风|微风)?\s*[<≤]?\d{1,2}(?:\s*[~—至到-]{1,2}\s*\d{1,2})?级|微风)\s*)+(?:\s|$)"
    ))
});

/// What a line tells that has nothing but parts of a masthead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Whether it names the day, or a part of it with the year.
    pub names_day: bool,
    /// A number that stands alone before or behind all others, which is that of the page or of the day.
    pub number: String,
    /// What is left of it: the name of the paper or of the section.
    pub left: String,
}

/// Reads a line that has nothing but parts of a masthead; any other line is none. `before` is the number of masthead lines above it.
pub(super) fn parts(text: &str, before: usize) -> Option<Parts> {
    // The name of a section before the number of its page: “县域 04”.
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{2,4}(?:\s+[A-D]?\d{1,2}|[A-D]?\d{2})$"));
    static SECTION_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{2,4}(?:·\p{Han}{2,4})?$"));
    // Parts of a day on lines of their own: “1月”, “1日”.
    static LEFTOVER: LazyLock<Regex> =
        LazyLock::new(|| pattern(concat!(r"^(?:\d{1,2}月?(?:\d{1,2})?日?|", sections!(), ")$")));
    // The paper's name in pinyin or English, in capitals below the Chinese one.
    static PINYIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z][A-Z'’]{1,12}(?:\s+[A-Z][A-Z'’]{1,12}){0,3}$"));
    // Lines are closed up, so that a number may touch the name before it: “要闻2”.
    static LAST_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\p{Han})([A-D]?\d{1,2})$"));
    // Behind the year with the number of the issue the day may stand in full: “2025年第1期 2025年1月6日出版”.
    static ISSUE_OF_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:19|20)\d{2}\s*年\s*第\s*\d{1,3}\s*期"));
    // The day may stand in brackets before the name of the paper: “【2025-01-06】云岭日报”.
    static EMPTY_BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*[【\[]\s+[】\]]\s*(\S)"));
    // Most headlines hold nothing that a masthead can begin with.
    let may_begin = |c: char| c.is_ascii_alphanumeric() || "报報年月星周版新主印电".contains(c);
    // A rule ends the masthead.
    if !at_most(text, MAX_LENGTH) || text.contains(['。', '，']) || !text.contains(char::is_alphanumeric) {
        return None;
    }
    let text = half_width(text).replace(MARKS, " ");
    if before == 0 && !text.contains(may_begin) && !is_listed(text.trim()) {
        return None;
    }
    // Fields with names above the rest are those of an article or of a table.
    if before == 0 && (text.contains("日期") || text.contains("版名")) {
        return None;
    }
    if before > 0 && PINYIN.is_match(text.trim()) {
        return Some(Parts::default());
    }
    let text = LAST_NUMBER.replace(text.trim(), "$1 $2");
    let issue = without_founding(&text);
    let issue = with_numbered_month(&issue);
    let names_day = DAY.is_match(&issue);
    let rest = ISSUE_OF_YEAR.replace_all(&issue, " ");
    let rest = DAY.replace(&rest, " ");
    let edited = EDITORS.replace_all(&rest, " ");
    let has_editors = edited != rest;
    // Each of two parts needs a space of its own beside the other.
    let rest = CONTACTS.replace_all(&edited, " ").replace(' ', "  ");
    let rest = PARTS.replace_all(&rest, " ");
    let rest = if names_day || rest.contains('℃') { WEATHER.replace_all(&rest, " ") } else { Cow::Borrowed(&*rest) };
    let mut rest = EMPTY_BRACKETS.replace(&rest, "$1").into_owned();
    let is_beside = names_day || before > 0;
    if is_beside {
        rest = SECTION.replace_all(&rest, " ").into_owned();
    }
    let is_mark = |c: char| "·•-—:：、".contains(c);
    // Editors may be several.
    let is_left = |word: &&str| !(word.is_empty() || has_editors && are_persons(word));
    let mut words: Vec<&str> = rest.split_whitespace().map(|word| word.trim_matches(is_mark)).filter(is_left).collect();
    let last = words.pop_if(|word| is_beside && is_number(word));
    let first = words.first().copied().filter(|word| is_beside && last.is_none() && is_number(word));
    let left = words[usize::from(first.is_some())..].concat();
    // Beside the editors stands the section of the page: “新闻·基层 责任编辑：何晓岚”.
    let is_section = || before > 0 && (has_editors || NUMBERED.is_match(&text)) && SECTION_NAME.is_match(&left);
    let nothing_left = left.is_empty() || is_section() || is_paper(&left) || before > 0 && LEFTOVER.is_match(&left);
    let number = last.or(first).unwrap_or_default().to_owned();
    nothing_left.then_some(Parts { names_day, number, left })
}

/// Whether a word may be the number of a page: “2”, “A02”.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(word);
    (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is the name of a paper; some end as such names do: “高铁站传来捷报”. Names that end otherwise are in the table.
pub(super) fn is_paper(name: &str) -> bool {
    const OTHERS: [&str; 10] = ["海报", "捷报", "喜报", "公报", "预报", "警报", "汇报", "举报", "申报", "回报"];
    is_listed(name) || !OTHERS.iter().any(|end| name.ends_with(end)) && PAPER.is_match(name)
}

/// Whether a line names two sections and nothing else: “本市·综合”.
pub(super) fn names_two_sections(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{2,4}\s*[·/]\s*\p{Han}{2,4}$"));
    line.contains(['·', '/']) && at_most(line, 12) && FORM.is_match(line.trim())
}

/// A text without the day on which the paper was founded, which is never that of the issue: “1949年6月16日创刊”.
pub(in crate::corpus) fn without_founding(text: &str) -> Cow<'_, str> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:(?:19|20)\d{2}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|[一二][〇零○OＯ一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十廿]{1,3}日)?)?)\s*[创創复復]刊",
            r"|[创創复復]刊(?:于|(?:日期|时间)?[:：])\s*(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?"
        ))
    });
    if text.contains('刊') { FORM.replace_all(text, " ") } else { Cow::Borrowed(text) }
}

/// A text with the number of the first month or day, where it is written otherwise: “2025年元月2日”, “2025年元旦”.
pub(super) fn with_numbered_month(text: &str) -> Cow<'_, str> {
    const NUMERALS: &str = "〇零○OＯ一二三四五六七八九";
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d|[〇零○OＯ一二三四五六七八九])年\s*元([月旦])"));
    if !text.contains('元') {
        return Cow::Borrowed(text);
    }
    FORM.replace_all(text, |found: &Captures<'_>| {
        let in_digits = !NUMERALS.contains(&found[1]);
        let rest = match (in_digits, &found[2]) {
            (true, "月") => "1月",
            (true, _) => "1月1日",
            (false, "月") => "一月",
            (false, _) => "一月一日",
        };
        format!("{}年{rest}", &found[1])
    })
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
