//! Headlines without what stands beside them on their line: the marks of a column, the number in a list, the author, and the
//! paper and day that an article of a collection was printed in.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::corpus::measure::{ends_sentence, half_width, letter_count};
use crate::corpus::numerals::below_hundred;
use crate::corpus::page::headline::is_column_of_reporters;
use crate::corpus::page::lone_day::{day_and_page, lone_day, without_hour};
use crate::corpus::page::{Item, continued_from, dateline};
use crate::corpus::page_number::page_number;
use crate::corpus::publication::credit::Place;
use crate::corpus::publication::headline_fields;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::publication::outlet::is_publisher_label;
use crate::corpus::publication::person::{are_persons, is_person};
use crate::text::{Segmenter, pattern};

/// The letters of a line that is the headline of the text below it.
const LETTERS_OF_LINE: std::ops::RangeInclusive<usize> = 5..=36;
/// Minimum number of letters that are left of a headline when something is taken off it.
const MIN_LETTERS: usize = 4;
/// The same where an author with a mark is taken off it.
const MIN_LETTERS_BESIDE_AUTHOR: usize = 2;

/// The fewest letters of a headline above the name of its author.
const MIN_LETTERS_ABOVE_NAME: usize = 6;

/// An article without a headline whose first paragraph is one: a line of its own that ends no sentence, above the text.
pub(super) fn with_headline(mut item: Item) -> Item {
    let is_headline = |line: &String| {
        LETTERS_OF_LINE.contains(&letter_count(line))
            && !ends_sentence(line)
            && !line.ends_with(['：', ':', '，', ')'])
            && (!line.ends_with('）') || ends_with_column(line))
            && !line.starts_with(['（', '(', '●', '■', '▲'])
    };
    // The day may stand alone between both.
    let text_below = |rest: &[String]| match rest {
        [day, text, ..] if lone_day(day).is_some() => ends_sentence(text),
        [text, ..] => ends_sentence(text),
        [] => false,
    };
    if let [first, rest @ ..] = item.paragraphs.as_slice()
        && item.title.is_empty()
        && is_headline(first)
        && text_below(rest)
        && dateline::byline_paragraph(first).is_none()
        && continued_from(first).is_none()
    {
        item.title = item.paragraphs.remove(0);
    }
    item
}

/// Whether a headline ends with the name of its column: “问需于民办实事（一线行走）”.
fn ends_with_column(line: &str) -> bool {
    static COLUMN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\S.{3,}（[\p{Han}·]{2,10}）$"));
    const CREDITS: [&str; 8] = ["记者", "通讯员", "作者", "摄", "供图", "来源", "图片", "单位"];
    let column = || line.rsplit_once('（').map_or("", |(_, column)| column);
    COLUMN.is_match(line) && (is_column_of_reporters(column()) || !CREDITS.iter().any(|word| line.contains(word)))
}

/// Tidies the headlines of the articles of a file. `bylines` holds for each article the author who is taken off its headline.
pub(super) fn tidy(items: &mut [Item]) -> Vec<String> {
    take_pages(items);
    take_numbers(items);
    items.iter_mut().map(tidy_one).collect()
}

/// Takes off the pages of an issue, where all headlines of a file begin with theirs: “P2 老街换灯”, “02版 # 老街换灯”.
fn take_pages(items: &mut [Item]) {
    /// A file has at least this many headlines.
    const MIN_HEADLINES: usize = 3;
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\[【（(]?(?:第?\s*(?P<page>[A-Z]?\d{1,2})\s*版|[Pp]\.?\s?(?P<number>\d{1,2}))[\]】）)]?(?P<rest>\D.*)$",
        )
    });
    let parted = |item: &Item| {
        let found = PAGE.captures(&item.title)?;
        let page = found.name("page").or(found.name("number"))?.as_str();
        let rest = found["rest"].trim_start_matches(|c: char| c.is_whitespace() || "#＃|｜/·:：—–-".contains(c));
        (letter_count(rest) >= MIN_LETTERS).then(|| (page_number(page), rest.to_owned()))
    };
    // Nearly all files have a headline that begins otherwise.
    let found: Option<Vec<(String, String)>> = items.iter().map(parted).collect();
    let Some(found) = found.filter(|found| found.len() >= MIN_HEADLINES) else { return };
    for (item, (page, title)) in items.iter_mut().zip(found) {
        item.title = title;
        item.page.get_or_insert(page);
    }
}

/// Takes off the numbers of a list, where the articles are numbered in order.
fn take_numbers(items: &mut [Item]) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[（(\[]?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<mark>[、）)\]]|[.．]\s|[.．])\s*")
    });
    // The number, and how many characters it takes.
    let number = |item: &Item| -> Option<(usize, usize)> {
        let title = half_width(&item.title);
        let found = NUMBER.captures(&title)?;
        // A point between digits is that of a share: “1.5万亿元”.
        if title[found.get(0)?.end()..].starts_with(|c: char| c.is_ascii_digit()) && found["mark"].starts_with('.') {
            return None;
        }
        let value = &found["number"];
        let number =
            value.parse().ok().or_else(|| below_hundred(value).and_then(|number| usize::try_from(number).ok()))?;
        Some((number, found[0].chars().count()))
    };
    // What stands above the first number, such as the title of the list, may have been taken for an article.
    let numbers: Vec<usize> = items.iter().filter_map(|item| Some(number(item)?.0)).collect();
    let is_list = items.len() > 1
        && numbers.len() + 1 >= items.len()
        && numbers.len() > 1
        && numbers[0] <= 2
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        && items[items.len() - numbers.len()..].iter().all(|item| number(item).is_some());
    if is_list {
        for item in items {
            let length = number(item).map_or(0, |(_, length)| length);
            item.title = item.title.chars().skip(length).collect();
        }
    }
}

/// A headline without the day that stands before or behind it, and that day.
fn beside_day(title: &str) -> Option<(String, Date)> {
    let (first, rest) = title.split_once(char::is_whitespace)?;
    if let Some(date) = lone_day(first) {
        return Some((rest.trim().to_owned(), date));
    }
    // The hour may stand behind the day.
    let title = without_hour(title);
    let (rest, last) = title.rsplit_once(char::is_whitespace)?;
    Some((rest.trim().to_owned(), lone_day(last)?))
}

/// Takes the fields of a database off a headline; returns the author.
fn take_fields(item: &mut Item) -> String {
    let Some(fields) = headline_fields::part(&item.title) else { return String::new() };
    item.title = fields.title;
    fields.byline
}

/// Whether the names of an author, without their roles, are those of persons.
fn names_persons(author: &str) -> bool {
    static ROLES: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:本报|本刊|本网|新华社)?(?:实习|特约|首席|见习)?(?:记者|通讯员)|文\s*/\s*[图摄]"));
    are_persons(ROLES.replace_all(author, " ").trim())
}

/// A headline without the author that stands behind it, and the author.
fn beside_author(title: &str) -> Option<(String, String)> {
    static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?P<title>.+?)(?:\s+|[□■◎○●◆/]\s*)(?P<author>(?:文\s*[/／]?\s*[图摄]\s*[:：]?\s*)?(?:(?:本报|本刊|本网|新华社)?(?:实习|特约|首席|见习)?",
            r"(?:记者|通讯员)(?:[\s：:/]+(?:\p{Han}{2,4}|\p{Han}\s{1,2}\p{Han}))+\s*)+(?:文\s*/\s*[图摄])?",
            r"|(?:作者|撰文|撰稿|文|责任编辑|责编|编辑)\s*[:：/／]\s*(?:本报)?(?:记者|通讯员)?\s*(?:\p{Han}{2,4}|\p{Han}\s{1,2}\p{Han})",
            r"(?:[\s、]+(?:\p{Han}{2,4}|\p{Han}\s{1,2}\p{Han})){0,2})$"
        ))
    });
    static PERSON: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?P<title>.+?)\s*[□■◎○●◆]\s*(?P<author>\p{Han}{2,4}(?:[\s、]+\p{Han}{1,4}){0,3}|\p{Han}\s+\p{Han})$")
    });
    static SPACED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<title>.+?)\s+(?P<author>\p{Han}\s+\p{Han})$"));
    let is_headline = |text: &str| letter_count(text) >= MIN_LETTERS;
    let named = AUTHOR.captures(title);
    let named = named.or_else(|| PERSON.captures(title).filter(|found| are_persons(&found["author"])));
    // What says that it is the author may stand behind the shortest headline.
    let is_fit = |found: &Captures<'_>| {
        is_headline(&found["title"])
            || letter_count(&found["title"]) >= MIN_LETTERS_BESIDE_AUTHOR && names_persons(&found["author"])
    };
    // A name of two letters is set as wide as one of three: “柏 青”.
    let spaced =
        |title| SPACED.captures(title).filter(|found| is_headline(&found["title"]) && is_person(&found["author"]));
    let found = named.filter(is_fit).or_else(|| spaced(title))?;
    Some((found["title"].trim_end().to_owned(), found["author"].trim().to_owned()))
}

/// A headline without the name of a person that stood below it, and the name. A person the article is about is named in its text as well.
fn beside_name(title: &str, paragraphs: &[String]) -> Option<(String, String)> {
    let (rest, name) = title.rsplit_once(char::is_whitespace)?;
    let is_author = (2..=3).contains(&name.chars().count())
        && is_person(name)
        // Words may begin with a character that is a surname, too: 纪实, 管理.
        && !Segmenter::base().has_word(name)
        && letter_count(rest) >= MIN_LETTERS_ABOVE_NAME
        && !rest.ends_with(['：', ':', '、', '，', '—', '“'])
        && !paragraphs.iter().any(|paragraph| paragraph.contains(name));
    is_author.then(|| (rest.trim_end().to_owned(), name.to_owned()))
}

/// A headline without the day and the paper before it, and that day and paper: “2024-03-05 兰河日报：…”, “[2024-03-05][兰河日报][3版] …”.
fn below_credit(title: &str) -> Option<(String, Credit)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?P<credit>[\[【（(]?(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?[\]】）)]?\s*[\[【《]?\p{Han}{2,10}(?:报|网|社|刊|台)[\]】》]?",
            r"(?:\s*[\[【]?第?\d{1,2}版[\]】]?)?)(?P<mark>\s*[:：]\s*|\s+)(?P<title>\S.{5,})$"
        ))
    });
    if !title.starts_with(|c: char| c.is_ascii_digit() || "[【（(".contains(c)) {
        return None;
    }
    let found = FORM.captures(title)?;
    let line = issue_line::parse(&found["credit"]).filter(|line| line.names_paper() && line.credit.tells_issue())?;
    Some((found["title"].to_owned(), line.credit))
}

/// A headline without the address that stood below it: “河畔新增三处公园 URL: https://…”.
fn without_address(title: &str) -> &str {
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\s+(?:(?:原文)?(?:链接|网址|地址)?|url|link)\s*[:：]?\s*https?://\S+$"));
    let found = if title.contains("://") { ADDRESS.find(title) } else { None };
    found.map_or(title, |found| title[..found.start()].trim_end())
}

/// Whether a headline is that of a speech, below which the day stands in brackets on which it was held.
fn is_speech(headline: &str) -> bool {
    let headline = headline.trim_end_matches(|c: char| "（）()全文摘要节选".contains(c));
    const ENDS: [&str; 11] =
        ["讲话", "講話", "致辞", "致詞", "演讲", "演講", "发言", "發言", "报告", "主持词", "讲话稿"];
    ENDS.iter().any(|end| headline.ends_with(end))
}

/// Tidies one headline; returns the author.
fn tidy_one(item: &mut Item) -> String {
    const MARKS: [char; 14] = ['◆', '●', '■', '▲', '★', '※', '◎', '□', '○', '◇', '▶', '►', '☆', '•'];
    static CREDIT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?P<title>.+?)\s*(?P<credit>[（(][^（）()]{6,48}[）)])$"));
    let mut author = take_fields(item);
    let mut title = item.title.trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
    if title.is_empty() {
        title = &item.title;
    }
    title = without_address(title);
    let labels =
        ["原标题：", "原标题:", "原标题 ", "原标题\u{3000}", "图片新闻 ", "图片报道 ", "核心阅读 ", "核心提示 "];
    let unlabelled = labels.iter().find_map(|label| title.strip_prefix(label)).map(str::trim_start);
    title = unlabelled.filter(|title| letter_count(title) >= MIN_LETTERS).unwrap_or(title);
    let inner = [("【", "】"), ("**", "**"), ("〖", "〗"), ("=== ", " ===")].into_iter();
    let inner = inner.filter_map(|(open, close)| title.strip_prefix(open)?.strip_suffix(close)).next();
    let inner = inner.filter(|inner| letter_count(inner) >= MIN_LETTERS && !inner.contains(['【', '】', '*']));
    let mut title = inner.unwrap_or(title).to_owned();
    let is_headline = |text: &str| letter_count(text) >= MIN_LETTERS;
    if let Some(found) = CREDIT.captures(&title).filter(|found| is_headline(&found["title"]))
        && let Some(line) = issue_line::parse(&found["credit"])
        && line.names_paper()
        && line.credit.tells_issue()
    {
        item.published.get_or_insert((Place::BelowHeadline, line.credit));
        title = found["title"].to_owned();
    }
    if let Some((rest, credit)) = below_credit(&title) {
        item.published.get_or_insert((Place::BelowHeadline, credit));
        title = rest;
    }
    if let Some((rest, date)) = beside_day(&title).filter(|(rest, _)| is_headline(rest)) {
        item.published.get_or_insert((Place::BelowHeadline, Credit { date: Some(date), ..Credit::default() }));
        title = rest;
    }
    // The day may stand alone between headline and text.
    if let [first, _, ..] = item.paragraphs.as_slice()
        && let Some(credit) = day_and_page(first)
    {
        let is_spoken = credit.page.is_empty() && first.trim().starts_with(['（', '(']) && is_speech(&title);
        match credit.date.filter(|_| is_spoken) {
            Some(day) => item.spoken = Some(day),
            None => drop(item.published.get_or_insert((Place::BelowHeadline, credit))),
        }
        item.paragraphs.remove(0);
    }
    if let Some((paper, rest)) = title.strip_prefix('【').and_then(|inner| inner.split_once('】'))
        && is_headline(rest)
        && is_publisher_label(paper)
    {
        let source = paper.to_owned();
        match &mut item.published {
            Some((_, credit)) if credit.source.is_empty() => credit.source = source,
            Some(_) => {}
            None => item.published = Some((Place::BelowHeadline, Credit { source, ..Credit::default() })),
        }
        title = rest.trim().to_owned();
    }
    let beside = beside_author(&title).or_else(|| beside_name(&title, &item.paragraphs));
    if let Some((rest, name)) = beside {
        (title, author) = (rest, name);
    }
    // The author may have stood behind the brackets.
    let inner = title.strip_prefix('【').and_then(|inner| inner.strip_suffix('】'));
    if let Some(inner) = inner.filter(|inner| is_headline(inner) && !inner.contains(['【', '】'])) {
        title = inner.to_owned();
    }
    item.title = title;
    author
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(titles: &[&str]) -> Vec<(String, String)> {
        let mut items: Vec<Item> =
            titles.iter().map(|title| Item { title: (*title).to_owned(), ..Item::default() }).collect();
        let authors = tidy(&mut items);
        items.into_iter().map(|item| item.title).zip(authors).collect()
    }

    #[test]
    fn pages_of_an_issue_stand_before_all_its_headlines() {
        let titles = |titles: &[&str]| tidied(titles).into_iter().map(|(title, _)| title).collect::<Vec<_>>();
        let expected = ["河畔新增三处公园", "三个项目签约", "3个渡口通车"];
        assert_eq!(titles(&["P1 河畔新增三处公园", "P1三个项目签约", "P2 3个渡口通车"]), expected);
        assert_eq!(titles(&["01版 # 河畔新增三处公园", "01版 # 三个项目签约", "02版 # 3个渡口通车"]), expected);
        let others = ["P2 河畔新增三处公园", "三个项目签约", "P1 老街换上新灯"];
        assert_eq!(titles(&others), others);
    }

    #[test]
    fn what_stands_beside_a_headline_is_taken_off() {
        for (title, author) in [
            ("◆河畔新增三处公园", ""),
            ("河畔新增三处公园 □ 何晓岚", "何晓岚"),
            ("河畔新增三处公园 本报记者 何晓岚 实习记者 方舟", "本报记者 何晓岚 实习记者 方舟"),
            ("河畔新增三处公园（《兰河日报》2024年3月5日）", ""),
            ("河畔新增三处公园 作者：本报记者 何晓岚", "作者：本报记者 何晓岚"),
            ("河畔新增三处公园 作者：柏 青", "作者：柏 青"),
            ("河畔新增三处公园 作者：柏 青 URL: http://a.example/1.html", "作者：柏 青"),
            ("河畔新增三处公园 https://a.example/1", ""),
            ("河畔新增三处公园 2024-03-05", ""),
            ("河畔新增三处公园 2024-03-05 09:10:22", ""),
            ("• 河畔新增三处公园", ""),
            ("2024年3月5日 河畔新增三处公园", ""),
            ("原标题：河畔新增三处公园", ""),
            ("【兰河日报】河畔新增三处公园", ""),
            ("河畔新增三处公园 柏 青", "柏 青"),
            ("河畔新增三处公园 本刊记者  柏  青  文/图", "本刊记者  柏  青  文/图"),
            ("河畔新增三处公园 文/图 本报记者 何晓岚", "文/图 本报记者 何晓岚"),
            ("图片新闻 河畔新增三处公园", ""),
            ("核心阅读 河畔新增三处公园", ""),
        ] {
            assert_eq!(tidied(&[title]), [("河畔新增三处公园".to_owned(), author.to_owned())], "{title}");
        }
        let (_, credit) = below_credit("[2024-03-05][兰河日报][3版] 河畔新增三处公园").expect("a credit");
        assert_eq!((credit.source.as_str(), credit.page.as_str()), ("兰河日报", "3"));
        assert_eq!(tidied(&["2024-03-05 兰河日报：河畔新增三处公园"])[0].0, "河畔新增三处公园");
        let text = |text: &str| [text.to_owned()];
        let beside = |title: &str, paragraph: &str| beside_name(title, &text(paragraph));
        assert_eq!(beside("河畔新增三处公园 何晓岚", "公园沿河而建。").map(|(_, name)| name), Some("何晓岚".into()));
        assert_eq!(beside("全省农村危房改造工作 纪实", "公园沿河而建。"), None);
        assert_eq!(beside("治沙三十年的 何晓岚", "何晓岚扛着铁锹走上沙梁。"), None);
        let list = tidied(&["1、河畔新增三处公园（《兰河日报》2024年3月5日）", "2、零工市场搬进社区"]);
        assert_eq!((list[0].0.as_str(), list[1].0.as_str()), ("河畔新增三处公园", "零工市场搬进社区"));
        let list = tidied(&["一、5个项目开工", "二、零工市场搬进社区"]);
        assert_eq!((list[0].0.as_str(), list[1].0.as_str()), ("5个项目开工", "零工市场搬进社区"));
        assert_eq!(tidied(&["【零工市场搬进社区】"])[0].0, "零工市场搬进社区");
    }

    #[test]
    fn the_day_and_the_page_stand_below_the_headline() {
        let day_and_number = |text: &str| day_and_page(text).map(|credit| (credit.date.is_some(), credit.page));
        assert_eq!(day_and_number("（2024年03月05日 第03版）"), Some((true, "3".to_owned())));
        assert_eq!(day_and_number("（2024年3月5日）"), Some((true, String::new())));
        for text in ["（兰河日报 2024年3月5日 第3版）", "（第3版）", "2024年3月5日，公园在河畔开放。"]
        {
            assert_eq!(day_and_number(text), None, "{text}");
        }
    }

    #[test]
    fn headlines_stay() {
        for title in [
            "致敬 记者 同行",
            "2、零工市场搬进社区",
            "三处公园（二期）开放",
            "记者走基层",
            "◆",
            "“十四五”成就 □ 新时代",
            "5个项目开工",
            "【各部门谈开局】河畔新增三处公园",
            "【第三届全民健身运动会】河畔新增三处公园",
        ] {
            assert_eq!(tidied(&[title])[0].0, title);
        }
    }
}
