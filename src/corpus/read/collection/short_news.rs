//! Short news as papers send it to telephones and offices in the morning: below the name of the service and the day stand items, often under
//! the names of sections, each with its headline in brackets before its one paragraph, or behind a number or a mark above its text.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::credit;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::publication::sections;
use crate::corpus::read::collection::lists::is_title_of_list;
use crate::corpus::read::collection::papers_behind::paper_behind;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A file has at least this many items.
const MIN_ITEMS: usize = 3;
/// Name and day of the service stand on this many lines at most, of at most this many characters.
const MAX_ABOVE: usize = 4;
const MAX_ABOVE_LINE: usize = 30;
/// The letters of a headline, and the fewest of a text.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 5..=45;
const MIN_TEXT: usize = 30;
/// News is short: an item without a paper at its end has at most this many paragraphs.
const MAX_PARAGRAPHS: usize = 3;
/// The longest line of what the service says of itself below its news, in characters.
const MAX_FOOT: usize = 60;

/// Where the headlines of all items stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In brackets before the text, perhaps behind a number or a mark: “【公园开放】昨日，……”.
    Bracketed,
    /// Behind a number on a line of its own.
    Numbered,
    /// Behind a mark on a line of its own.
    Marked,
}

/// The line that begins an item.
struct Head<'t> {
    /// What stands before the headline: its number or its mark.
    mark: &'t str,
    title: &'t str,
    /// The text on the same line.
    text: &'t str,
}

/// The items of such a file; none of other texts. Parts of one article have such heads as well, so that the papers behind the texts must show
/// what they are, or a service that tells its day above the sections.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    [Form::Bracketed, Form::Numbered, Form::Marked].into_iter().find_map(|form| of_form(lines, form))
}

fn of_form(lines: &[&str], form: Form) -> Option<Collected> {
    let is_head = |at: usize| lines.get(at).is_some_and(|line| head(line, form).is_some());
    // Nearly all texts have no such line near their beginning.
    let first = (0..=MAX_ABOVE + 1).find(|&at| is_head(at))?;
    let is_section_at = |at: usize| is_section(lines[at]) && is_head(at + 1);
    let top = first - usize::from(first > 0 && is_section_at(first - 1));
    if top > MAX_ABOVE || !lines[..top].iter().all(may_stand_above) {
        return None;
    }
    let mut around: Vec<Furniture> = lines[..top].iter().map(|line| Furniture::of(*line)).collect();
    let mut articles: Vec<ArticleParts> = Vec::new();
    let (mut sections, mut number, mut is_below_section) = (0, 0, false);
    for (at, line) in lines.iter().enumerate().skip(top) {
        if is_section_at(at) {
            sections += 1;
            is_below_section = true;
            around.push(Furniture::of(*line));
            continue;
        }
        let own: Option<usize> = head(line, form).map(|head| number_of(head.mark).unwrap_or(0));
        // Numbers go on or begin anew below a section; others stand in a text.
        let begins = own.is_some_and(|own| own == 0 || own == number + 1 || own == 1 && is_below_section);
        match head(line, form).filter(|_| begins) {
            Some(Head { title, text, .. }) => {
                number = own.unwrap_or(0);
                let paragraphs = if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
                articles.push(ArticleParts { title: title.to_owned(), paragraphs, ..ArticleParts::default() });
            }
            None => articles.last_mut()?.paragraphs.push((*line).to_owned()),
        }
        is_below_section = false;
    }
    let last = articles.last_mut()?;
    while last.paragraphs.len() > 1 && last.paragraphs.last().is_some_and(|line| is_foot(line)) {
        around.extend(last.paragraphs.pop().map(Furniture::of));
    }
    let credited = articles.iter_mut().map(take_paper).filter(|is_credited| *is_credited).count();
    let has_text =
        |article: &ArticleParts| article.paragraphs.iter().map(|p| letter_count(p)).sum::<usize>() >= MIN_TEXT;
    let is_news = |article: &ArticleParts| {
        article.paragraphs.len() <= MAX_PARAGRAPHS && article.paragraphs.last().is_some_and(|line| ends_sentence(line))
    };
    let are_credited = credited >= MIN_ITEMS && 3 * credited >= 2 * articles.len();
    let tells_day = || lines[..top].iter().any(|line| find_date(line).is_some());
    let is_service = |line: &&str| {
        let bare = line.split(['（', '(', '【', '｜', '|']).next().unwrap_or_default().trim();
        names_service(bare) || beside_day(line).is_some_and(|rest| names_service(&rest))
    };
    let are_of_service =
        || sections > 1 && tells_day() && lines[..top].iter().any(is_service) && articles.iter().all(is_news);
    let is_list = articles.len() >= MIN_ITEMS && articles.iter().all(has_text) && (are_credited || are_of_service());
    is_list.then_some((articles, around))
}

/// The head of an item of a form.
fn head(line: &str, form: Form) -> Option<Head<'_>> {
    static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?P<mark>(?:\d{1,3}\s*[.、．]|[●■◆▲△★□◎▶►▌•·])?)\s*【(?P<title>[^【】]{5,60})】\s*(?P<text>\S.*)$")
    });
    static NUMBERED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?P<mark>\d{1,3})\s*[.、．]\s*(?P<title>[^\s\d].*)$"));
    static MARKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<mark>[●■◆▲△★☆□◎▶►▌])\s*(?P<title>\S.*)$"));
    let found = match form {
        Form::Bracketed if !line.contains('【') => None,
        Form::Bracketed => BRACKETED.captures(line),
        Form::Numbered => NUMBERED.captures(line),
        Form::Marked => MARKED.captures(line),
    }?;
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    let (mark, title, text) = (part("mark"), part("title").trim(), part("text"));
    // Brackets set a headline apart that asks or calls.
    let is_apart = if form == Form::Bracketed { letter_count(text) >= MIN_TEXT } else { !ends_sentence(title) };
    let fits = HEADLINE_LENGTHS.contains(&letter_count(title)) && !title.ends_with(['：', ':', '；', '，']);
    (fits && is_apart).then_some(Head { mark, title, text })
}

/// The number before a headline.
fn number_of(mark: &str) -> Option<usize> {
    mark.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

/// Whether a line is the name of a section: “【要闻】”, “◆ 民生”, “—— 国际 ——”.
fn is_section(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[【\[]\s*[\p{Han}·、]{2,8}\s*[】\]]|[◆■●★▶►▌※☆◇□◎#]+\s*[\p{Han}·、]{2,8}|[—\-=＝]{1,8}\s*[\p{Han}·、]{2,8}\s*[—\-=＝]{1,8})$",
        )
    });
    at_most(line, MAX_ABOVE_LINE) && (FORM.is_match(line) || sections::is_section(line))
}

/// Whether a line may stand above the first section or item: the name of the service, its day, or the title of a list.
fn may_stand_above(line: &&str) -> bool {
    let bare = line.split(['（', '(', '【', '｜', '|']).next().unwrap_or_default().trim();
    at_most(line, MAX_ABOVE_LINE)
        && !ends_sentence(line)
        && (is_title_of_list(line) || is_outlet(bare) || names_service(bare) || tells_only_day(line))
}

/// Whether a name is that of a service of short news.
fn names_service(name: &str) -> bool {
    const SERVICES: [&str; 8] = ["早读", "手机报", "早报", "快讯", "速览", "播报", "早知道", "早餐"];
    is_title_of_list(&name) && !is_outlet(name) || SERVICES.iter().any(|service| name.ends_with(service))
}

/// The letters of a line beside its day, its day of the week and its number; none where it has no day.
fn beside_day(line: &str) -> Option<String> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:星期|周)[一二三四五六日天]|[总第]*\s*\d+\s*期|农历\p{Han}{0,8}"));
    let found = find_date(line)?;
    let rest = [line.get(..found.start)?, line.get(found.end..)?].join(" ");
    Some(NUMBER.replace_all(&rest, "").chars().filter(|c| c.is_alphabetic()).collect())
}

/// Whether a line tells a day, and beside it nothing but a service, an outlet or the title of a list. The title of a notice holds days as well.
fn tells_only_day(line: &str) -> bool {
    beside_day(line).is_some_and(|rest| rest.is_empty() || is_outlet(&rest) || names_service(&rest))
}

/// Whether a line says what the service says of itself below its news: who made it, and how it is ordered.
fn is_foot(line: &str) -> bool {
    const WORDS: [&str; 8] = ["退订", "订阅", "回复", "整理", "编辑", "版权", "热线", "投稿"];
    at_most(line, MAX_FOOT) && WORDS.iter().any(|word| line.contains(word)) && paper_behind(line).is_none()
}

/// Sets the paper that the text of an item names at its end; whether it names one.
fn take_paper(article: &mut ArticleParts) -> bool {
    let Some(last) = article.paragraphs.last() else { return false };
    if let Some(told) = credit::closing(last) {
        (article.source, article.date, article.page) = (told.source, told.date.map(Into::into), told.page);
    } else if let Some(paper) = paper_behind(last) {
        article.source = paper;
    }
    !article.source.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 4] = [
        "云岭县今年新建三处公园，沿河步道全部接通，市民从家里走十分钟就能到，周边的商户也说生意好了不少。",
        "渡口今天通了公交，从县城到对岸只要十分钟，沿途设六个停靠站，每二十分钟一班，票价两元。",
        "图书馆从本周起延长开放时间到晚上十点，周末不休息，馆里新添了三百个座位，还有一间阅览室。",
        "早市昨天搬进新建的大棚，一百二十个摊位摆满，摊主都是附近的农户，居民下楼就能买到新鲜的菜。",
    ];
    const TITLES: [&str; 4] = ["云岭新建三处公园", "渡口通了公交", "图书馆延长开放时间", "早市搬进新大棚"];

    fn seen(text: &str) -> Option<Vec<(String, String, usize)>> {
        let (articles, _) = read(&TextLines::of(text))?;
        Some(articles.into_iter().map(|a| (a.title, a.source, a.paragraphs.len())).collect())
    }

    fn expected(source: &str) -> Option<Vec<(String, String, usize)>> {
        Some(TITLES.iter().map(|title| ((*title).to_owned(), source.to_owned(), 1)).collect())
    }

    /// The items, each written by the function, two under each section.
    fn of_sections(sections: [&str; 2], item: impl Fn(usize) -> String) -> String {
        let [first, second] = sections.map(|name| format!("{name}\n\n"));
        ["云岭手机报（早间版）\n2024年3月5日 星期二\n\n", &first, &item(0), &item(1), &second, &item(2), &item(3)]
            .concat()
    }

    #[test]
    fn papers_behind_the_texts_show_items_in_brackets() {
        let items = |paper: &str| -> String {
            (0..4).map(|at| format!("【{}】{}{paper}\n\n", TITLES[at], TEXTS[at])).collect()
        };
        let foot = "（以上内容由云岭手机报编辑部整理，回复TD退订）\n";
        let text = format!("【早读】2024年3月5日 星期二\n\n{}{foot}", items("（云岭日报）"));
        assert_eq!(seen(&text), expected("云岭日报"));
        // The points of one article have no papers behind them.
        assert_eq!(seen(&format!("云岭县推进民生实事\n\n{}", items(""))), None);
        assert_eq!(seen(&format!("云岭县推进民生实事\n\n{}", items("（云岭日报）"))), None);
    }

    #[test]
    fn items_stand_under_sections() {
        let on_line = |at: usize| format!("{}.【{}】{}（云岭日报）\n", at % 2 + 1, TITLES[at], TEXTS[at]);
        assert_eq!(seen(&of_sections(["◆要闻", "◆民生"], on_line)), expected("云岭日报"));
        let anew = |at: usize| format!("{}. {}\n{}\n\n", at % 2 + 1, TITLES[at], TEXTS[at]);
        assert_eq!(seen(&of_sections(["【要闻】", "【民生】"], anew)), expected(""));
        let throughout = |at: usize| format!("{}、{}\n{}\n\n", at + 1, TITLES[at], TEXTS[at]);
        assert_eq!(seen(&of_sections(["—— 要闻 ——", "—— 民生 ——"], throughout)), expected(""));
        let marked = |at: usize| format!("▲{}\n{}\n", TITLES[at], TEXTS[at]);
        assert_eq!(seen(&of_sections(["要闻", "民生"], marked)), expected(""));
    }

    #[test]
    fn parts_of_one_article_are_no_items() {
        let anew = |at: usize| format!("{}. {}\n{}\n\n", at % 2 + 1, TITLES[at], TEXTS[at]);
        let text = of_sections(["【主要做法】", "【工作成效】"], anew);
        let report = text.replace("云岭手机报（早间版）", "云岭县民生实事办理情况的报告");
        assert_eq!(seen(&report), None);
        let minutes = text.replace("云岭手机报（早间版）", "云岭县民生实事专题会议纪要");
        assert_eq!(seen(&minutes), None);
        let undated = text.replace("2024年3月5日 星期二\n", "");
        assert_eq!(seen(&undated), None);
        assert_eq!(seen(&format!("云岭手机报\n2024年3月5日\n\n{}{}{}", anew(0), anew(1), "3. 图书馆\n开放。\n")), None);
    }
}
