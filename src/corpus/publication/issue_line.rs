//! A line that tells where an article was printed and nothing else: the paper, its day, the page, who wrote it, in any order and
//! with any marks between them. “兰河日报 2024年3月5日 第02版”, “（2024年3月5日《兰河日报》第2版 作者：何晓岚）”,
//! “兰河日报/2024年/3月/5日/第002版”.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::corpus::date::in_latest_year;
use crate::corpus::measure::{at_most, half_width, letter_count};
use crate::corpus::page_number::{page_in_line, page_number};
use crate::corpus::publication::dates::{day_of_republic, find_date};
use crate::corpus::publication::head_line_forms::WEEKDAY;
use crate::corpus::publication::outlet::{is_imprint, is_outlet};
use crate::corpus::publication::person::is_person;
use crate::corpus::publication::sections::sections;
use crate::text::{is_han, pattern};

/// The most characters of such a line.
const MAX_LENGTH: usize = 60;

/// Where and when an article was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::corpus) struct Credit {
    /// The paper.
    pub source: String,
    /// The day.
    pub date: Option<Date>,
    /// The month and the day, where the year is not written.
    pub day_of_year: Option<(i8, i8)>,
    /// The page of the issue.
    pub page: String,
    /// Who wrote the article.
    pub byline: String,
}

impl Credit {
    /// The day; a missing year is the latest that does not lie after the day of the collection.
    pub fn day(&self, collected: Option<Date>) -> Option<Date> {
        self.date.or_else(|| in_latest_year(self.day_of_year?.0, self.day_of_year?.1, collected?))
    }

    /// Whether it tells the day or the page, and not only where the article comes from.
    pub fn tells_issue(&self) -> bool {
        self.date.is_some() || self.day_of_year.is_some() || !self.page.is_empty()
    }

    pub fn merge(&mut self, other: Credit) {
        for (own, more) in
            [(&mut self.source, other.source), (&mut self.page, other.page), (&mut self.byline, other.byline)]
        {
            if own.is_empty() {
                *own = more;
            }
        }
        self.date = self.date.or(other.date);
        self.day_of_year = self.day_of_year.or(other.day_of_year);
    }
}

/// What such a line tells, and how it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::corpus) struct IssueLine {
    /// What it tells.
    pub credit: Credit,
    /// Whether a label says that the article comes from there: 来源, 摘自, 原载.
    pub label: bool,
    /// Whether it stands in brackets or behind a dash.
    pub bracketed: bool,
}

impl IssueLine {
    /// Whether it names the paper.
    pub fn names_paper(&self) -> bool {
        !self.credit.source.is_empty()
    }
}

/// Reads such a line; a line that tells anything else is none.
pub(in crate::corpus) fn parse(text: &str) -> Option<IssueLine> {
    let line = read(text)?;
    let Credit { source, date, page, byline, .. } = &line.credit;
    let tells = !source.is_empty() || date.is_some() && (!page.is_empty() || !byline.is_empty());
    tells.then_some(line)
}

/// The day of a line that parts the issues of a file: a day, with the paper and the page or without.
pub(in crate::corpus) fn day_of_issue(text: &str) -> Option<Date> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "=＝—-*#【】[]".contains(c));
    read(text).filter(|line| line.credit.byline.is_empty() && !line.label)?.credit.date
}

/// Words that say that an article comes from what stands behind them.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:本文|文章|稿件|新闻|信息)?来源\s*(?:[:：]|[】\]]\s*[:：]?)|(?:稿\s*源|出\s*处)\s*[:：]|(?:本文|原文|此文)?(?:摘自|摘编自|转自|转载自|选自|节选自|原载于?|原刊于|刊[载登发]于|刊于|载于?)\s*[:：]?|据)\s*",
    )
});
/// Words that stand before other things than papers as well: “见《兰河日报》2024年3月5日第2版”.
static WORD_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:本文|原文|此文)?(?:首发于|发表于|见于?|刊[载登发]?)\s*(?P<next>[《\d])"));

/// Takes such a word off the beginning of a text.
fn take_label(rest: &mut String) -> Option<String> {
    let begins = rest.trim_start_matches(is_mark);
    let label = LABEL.find(begins)?.as_str().to_owned();
    *rest = begins[label.len()..].to_owned();
    Some(label)
}

/// Takes those who wrote the article out of a text. Reporters are named with what they are, as in datelines; authors by their names
/// alone.
fn take_writers(rest: &mut String) -> String {
    static WRITER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:(?:本报|本刊)?(?:实习|见习|特约|首席|融媒体?|全媒体)?(?:记者|記者|作者|通讯员|評論員|评论员)|文\s*/|文字|撰文)\s*[:：/]?\s*((?:\p{Han}{2,4}|\p{Han} {1,2}\p{Han})(?:[ 、]+(?:\p{Han}{2,4}|\p{Han} {1,2}\p{Han}))?)",
        )
    });
    let writer = |found: Captures<'_>| {
        let is_reporter = ["记者", "記者", "通讯员", "评论员", "評論員"].iter().any(|role| found[0].contains(role));
        if is_reporter { found[0].trim().to_owned() } else { found[1].to_owned() }
    };
    // Digests write the author before the word as well: “方舟/文”.
    static BEFORE_WORD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(^|[\s,，;；|])(\p{Han}{2,4})\s*/\s*文([\s)）】]|$)"));
    let rest_of = |text: &str| BEFORE_WORD.replace(text, "$1 文/$2$3").into_owned();
    // Behind the reporters their correspondents may be named.
    let parted = rest_of(rest).replace(" 通讯员", " |通讯员");
    *rest = WRITER.replace_all(&parted, " ").into_owned();
    WRITER.captures_iter(&parted).map(writer).collect::<Vec<_>>().join(" ")
}

/// Reads a line that begins with words that say where an article was printed: “本文发表于《兰河日报》2024年3月5日”.
pub(in crate::corpus) fn parse_with_words(text: &str) -> Option<IssueLine> {
    const WORDS: [&str; 8] = ["本文", "原文", "此文", "刊", "载", "见", "发表于", "首发于"];
    let begins = text.trim_start_matches(is_mark);
    let says_so = begins.contains('《') && WORDS.iter().any(|word| begins.starts_with(word));
    if says_so { parse(text) } else { None }
}

/// Reads a line that may tell the day alone.
fn read(text: &str) -> Option<IssueLine> {
    static SPLIT_DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(\d{4})\s*年\s*/\s*(\d{1,2})\s*月\s*/\s*(\d{1,2})\s*日\s*/?"));
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"https?://[!-~]+?(?:\]|\s|$)"));
    static MONTH_AND_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日"));
    static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d{1,2}:\d{2}(?::\d{2})?\b"));
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:第\s*(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})|[A-Z]?\d{1,3})\s*版(?:\s*[:：·]\s*\p{Han}{2,6}|\s*",
            sections!(),
            r")?|版\s*[次面]\s*[:：]\s*第?[A-Z]?\d{1,3}版?|头\s*版(?:头条)?"
        ))
    });
    // Databases write the page as “(012)” or “A03” behind the day.
    static BARE_PAGE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|[\s(（,])([A-D]\d{1,2}|0\d{1,2})(?:[\s)）.]+|$)"));
    // A quick check spares nearly all lines the regular expressions: such a line holds a number or says where it is from.
    let may_tell =
        text.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "年源自载刊据".contains(c));
    if !may_tell || !at_most(text, MAX_LENGTH) || text.trim_end().ends_with(['。', '！', '？', '；', '，']) {
        return None;
    }
    let text = half_width(text.trim());
    // A reference to what others wrote: “（参见兰河日报 2024年3月5日）”.
    if ["参见", "参阅", "参考"].iter().any(|word| text.trim_start_matches(is_mark).starts_with(word))
        && !text.contains("参考消息")
    {
        return None;
    }
    let bracketed = text.starts_with(['（', '(', '【', '[', '—', '–']);
    // The mark of a newspaper in references (GB/T 7714).
    let reference = text.strip_prefix("[N].").or_else(|| text.strip_prefix("[N]"));
    let mut rest = reference.unwrap_or(&text).trim_matches(is_mark).to_owned();
    if rest.contains("://") {
        rest = ADDRESS.replace(&rest, " ").into_owned();
    }
    let label = take_label(&mut rest);
    if label.is_none() {
        rest = WORD_BEFORE.replace(&rest, "$next").into_owned();
    }
    let mut credit = Credit::default();
    if rest.contains(|c: char| c.is_ascii_digit() || c == '年') {
        rest = SPLIT_DAY.replace(&rest, "${1}年${2}月${3}日 ").into_owned();
        if let Some(found) = find_date(&rest).or_else(|| day_of_republic(&rest)) {
            credit.date = Some(found.date);
            rest.replace_range(found.start..found.end, " ");
            rest = TIME.replace(&WEEKDAY.replace(&rest, " $1"), " ").into_owned();
        } else if let Some(found) = MONTH_AND_DAY.captures(&rest) {
            credit.day_of_year = Some((found[1].parse().ok()?, found[2].parse().ok()?));
            rest = MONTH_AND_DAY.replace(&rest, " ").into_owned();
        }
    }
    if let Some(found) = PAGE.find(&rest) {
        let is_front = found.as_str().starts_with('头');
        let page = || page_in_line(found.as_str()).unwrap_or_else(|| page_number(found.as_str()));
        credit.page = if is_front { "1".to_owned() } else { page() };
        rest.replace_range(found.range(), " ");
    } else if let Some(found) = BARE_PAGE.captures(&rest).filter(|_| credit.date.is_some()) {
        credit.page = page_number(&found[1]);
        rest = BARE_PAGE.replace(&rest, " ").into_owned();
    }
    credit.byline = take_writers(&mut rest);
    if label.as_deref() == Some("据") {
        rest.truncate(rest.trim_end().trim_end_matches("报道").len());
    }
    // The label may stand behind the day.
    let label = label.or_else(|| if rest.contains([':', '：']) { take_label(&mut rest) } else { None });
    let tells_day = credit.date.is_some() || credit.day_of_year.is_some();
    // A report “据新华社” names its agency, not where it was printed, unless a day stands beside it.
    let label = label.is_some_and(|label| label != "据" || tells_day);
    // Offices note that the paper printed what they sent: “（兰河日报2024年3月5日刊发）”.
    let printed = |word: &&str| rest.trim_end().strip_suffix(*word).map(str::len);
    if let Some(length) = ["刊发", "刊登", "刊载"].iter().find_map(printed).filter(|_| tells_day) {
        rest.truncate(length);
    }
    // Between bars the column may stand behind the page: “兰河日报|2024-03-05|03版|要闻”.
    take_names(&rest, label, bracketed || text.matches('|').nth(1).is_some(), &mut credit)?;
    Some(IssueLine { credit, label, bracketed })
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || "（(【[〖「)）】]〗」—-–,，、;；|/·■●◆□>".contains(c)
}

/// Editions of a paper that stand behind its name.
const EDITIONS: [&str; 4] = ["海外版", "农村版", "周末版", "地方版"];

/// Whether a word tells who wrote an article, or that text and pictures are of the same writer, without a name.
fn is_role(word: &str) -> bool {
    const ROLES: [&str; 11] = [
        "评论员",
        "本报评论员",
        "本刊评论员",
        "本网评论员",
        "特约评论员",
        "本报特约评论员",
        "社论",
        "文/图",
        "图/文",
        "文图",
        "图文",
    ];
    ROLES.contains(&word)
}

/// Whether a word may be the name of the office of a writer: “植保站”.
fn is_office_of_writer(word: &str) -> bool {
    const ENDS: [char; 14] = ['站', '局', '科', '所', '院', '校', '委', '部', '队', '厅', '处', '股', '室', '办'];
    (3..=12).contains(&letter_count(word)) && word.chars().all(is_han) && word.ends_with(ENDS)
}

/// Takes the names of the paper and the author that are left of a line; nothing where anything else is left.
fn take_names(rest: &str, label: bool, bracketed: bool, credit: &mut Credit) -> Option<()> {
    let is_around = |c: char| is_mark(c) || matches!(c, '"' | '“' | '”' | '《' | '》' | '.');
    // Beside day and page stands the paper, whatever its name: “今日云溪 2024年3月5日 A02版”. Beside a day and an author a headline
    // may stand as well, unless the name is one that only county papers have.
    let has_day = credit.date.is_some() || credit.day_of_year.is_some();
    let has_page = has_day && !credit.page.is_empty();
    let tells_issue = |name: &str| {
        (has_page || has_day && name.starts_with("今日"))
            && rest.trim_start_matches(is_around).starts_with(name)
            && (3..=8).contains(&letter_count(name))
            && name.chars().all(is_han)
            && !is_imprint(name)
    };
    // The column may stand between the paper and the day: “兰河日报　民生　2024年3月5日”.
    let is_between = !label && rest.split_whitespace().count() == 2 && rest.ends_with(' ');
    let is_column = |name: &str| (2..=6).contains(&letter_count(name)) && name.chars().all(is_han);
    let names = rest.split(|c: char| c.is_whitespace() || "（(【[〖「)）】]〗」|■●◆□《》,，;；>".contains(c));
    let mut names = names.map(|name| name.trim_matches(is_around)).filter(|name| !name.is_empty()).peekable();
    while let Some(name) = names.next() {
        // Beside paper and day, who wrote an article may be told by what they are, and by the office before the name.
        if has_day && !label && !credit.source.is_empty() {
            if is_role(name) {
                if credit.byline.is_empty() && name.ends_with("评论员") {
                    name.clone_into(&mut credit.byline);
                }
                continue;
            }
            if is_office_of_writer(name) && names.peek().is_some_and(|next| is_person(next)) {
                continue;
            }
        }
        let is_quoted = rest.contains(&format!("《{name}》"));
        let may_be_paper = (2..=24).contains(&letter_count(name))
            && !name.contains(|c: char| "，。：:；！？".contains(c) || c.is_ascii_digit());
        if credit.byline.is_empty() && is_person(name) && !is_quoted && !(label && credit.source.is_empty()) {
            name.clone_into(&mut credit.byline);
        } else if credit.source.is_empty()
            && may_be_paper
            && (label || is_quoted || is_outlet(name) || tells_issue(name))
        {
            name.clone_into(&mut credit.source);
        } else if EDITIONS.contains(&name) && !credit.source.is_empty() {
            credit.source.push_str(name);
        } else if (bracketed && has_page || has_day && is_between && letter_count(name) <= 3)
            && !credit.source.is_empty()
            && is_column(name)
        {
            // The column stands behind the page: “（兰河日报 2024年3月5日 04版 兰河论坛）”.
        } else {
            return None;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_day_and_page_in_any_order() {
        for (line, page, byline) in [
            ("兰河日报 2024年3月5日 第02版", "2", ""),
            ("《兰河日报》（2024年3月5日 第02版）", "2", ""),
            ("2024-03-05 兰河日报 02版", "2", ""),
            ("（2024年3月5日《兰河日报》第3版 作者：何晓岚）", "3", "何晓岚"),
            ("兰河日报/2024年/3月/5日/第002版", "2", ""),
            ("兰河日报/2024 年/3 月/5 日/第 002 版", "2", ""),
            ("[2024-03-05] [兰河日报] [http://a.example/1]", "", ""),
            ("[兰河日报] 2024-03-05 第二版", "2", ""),
            ("2024年3月5日 星期二 兰河日报 A2版", "A2", ""),
            ("来源：《兰河日报》2024年3月5日2版", "2", ""),
            ("兰河日报记者 何晓岚 2024年3月5日", "", "记者 何晓岚"),
            ("何晓岚 《兰河日报》 2024-03-05", "", "何晓岚"),
            ("■2024-03-05 ■兰河日报", "", ""),
            ("兰河日报 . 2024-03-05 (012)", "12", ""),
            ("（兰河日报 2024年03月05日 04版 兰河论坛）", "4", ""),
            ("兰河日报　纵横　2024年3月5日", "", ""),
            ("兰河日报　2024年3月5日　头版", "1", ""),
            ("[N].兰河日报,2024-03-05(001).", "1", ""),
            ("（兰河日报 2024-03-05 A03）", "A03", ""),
            ("（原文刊载于2024年3月5日《兰河日报》第3版）", "3", ""),
            ("本文发表于《兰河日报》2024年3月5日", "", ""),
            ("见《兰河日报》2024年3月5日第2版", "2", ""),
            ("（据《兰河日报》2024年3月5日报道）", "", ""),
            ("【来源】兰河日报 2024-03-05", "", ""),
            ("2024年03月05日 来源：兰河日报 A03版", "A03", ""),
            ("兰河日报 2024-03-05 第03版 记者 何晓岚 通讯员 方舟", "3", "记者 何晓岚 通讯员 方舟"),
            ("〖2024-03-05〗〖兰河日报〗", "", ""),
            ("兰河日报|2024-03-05|03版|要闻", "3", ""),
            ("兰河日报 > 第03版：要闻 > 2024-03-05", "3", ""),
            ("【2024-03-05╱兰河日报╱A6版╱要闻】", "A6", ""),
            ("（兰河日报2024年3月5日刊发）", "", ""),
            ("（《兰河日报》2024年3月5日第5版刊登）", "5", ""),
            ("兰河日报　2024年3月5日　本报评论员", "", "本报评论员"),
            ("兰河日报 2024年3月5日 特约评论员 何晓岚", "", "特约评论员 何晓岚"),
            ("兰河日报　2024-03-05　记者　方舟　文/图", "", "记者 方舟"),
            ("兰河日报　2024-03-05　融媒体记者　方舟", "", "融媒体记者 方舟"),
            ("兰河日报　2024-03-05　植保站　何晓岚", "", "何晓岚"),
        ] {
            let found = parse(line).unwrap_or_else(|| panic!("{line}"));
            let credit = &found.credit;
            let day = credit.date.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!((credit.source.as_str(), day.as_str()), ("兰河日报", "2024-03-05"), "{line}");
            assert_eq!((credit.page.as_str(), credit.byline.as_str()), (page, byline), "{line}");
        }
        assert_eq!(parse("2024年03月05日 02版:要闻").unwrap().credit.page, "2");
        assert_eq!(parse("2024-03-05 第2版 何晓岚").unwrap().credit.byline, "何晓岚");
    }

    #[test]
    fn lines_that_tell_anything_else() {
        for line in [
            "2024年3月5日，公园开放",
            "3月5日 学雷锋",
            "兰河县2024年3月5日起施行新规",
            "兰河日报创刊七十年 2024年3月5日",
            "2024年3月5日",
            "1949年6月16日创刊",
            "2024年3月5日 3版 兰河日报社主办",
            "见2024年3月5日公告",
            "兰河县2024年3月5日通告刊发",
            "首页 > 新闻 > 2024-03-05",
            "第2版",
            "来源：他说，这笔钱的来历谁也讲不清。",
            "老街换新颜",
            "兰河日报 2024年3月5日 农技站",
            "老街换新颜 2024年3月5日 本报评论员",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
