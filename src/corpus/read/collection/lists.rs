//! Lists of short articles in a text: numbered headlines with their texts below, or items whose headline stands in brackets
//! at the beginning of their one paragraph.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::numerals::below_hundred;
use crate::corpus::page::Furniture;
use crate::corpus::page_number::{page_in_line, page_number};
use crate::corpus::publication::credit;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::issue_line;
use crate::corpus::publication::masthead;
use crate::corpus::publication::sections;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::one_article::is_byline;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A list has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 5..=45;
/// Headlines with bullets that stand below no title of a list have at least this many letters on average.
const MIN_BULLET_HEADLINE: usize = 9;
/// The title of a list has at most this many letters.
const MAX_TITLE: usize = 10;
/// The name of a collection has at most this many letters.
const MAX_COLLECTION: usize = 20;
/// The fewest letters of the text of an article.
const MIN_TEXT: usize = 30;
/// At most this many lines stand above the first headline with a bullet.
const MAX_ABOVE_BULLETS: usize = 4;
/// Words in the title of a list. Below other titles numbered lines are the parts of one article.
const TITLES: [&str; 19] = [
    "要闻",
    "汇总",
    "简讯",
    "快讯",
    "短讯",
    "速递",
    "新闻",
    "摘要",
    "摘编",
    "剪报",
    "摘抄",
    "一周",
    "本周",
    "今日",
    "每日",
    "动态",
    "合集",
    "文字版",
    "文字稿",
];

/// The articles of a list, and what stands above the first; none where the text is no list.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    numbered(lines).or_else(|| bracketed(lines)).or_else(|| bulleted(lines))
}

/// Headlines with bullets, each above its text, as lists of a printed page have them. A bullet may stand before the number of the
/// page as well.
fn bulleted(lines: &[&str]) -> Option<Collected> {
    let headline = |line: &&str| line.strip_prefix('•').map(|headline| headline.trim().to_owned());
    let fits = |headline: &String| HEADLINE_LENGTHS.contains(&letter_count(headline)) && !ends_sentence(headline);
    let first = lines.iter().position(|line| headline(line).as_ref().is_some_and(fits))?;
    let mut articles: Vec<ArticleParts> = Vec::new();
    for line in &lines[first..] {
        match headline(line) {
            Some(title) if fits(&title) => articles.push(ArticleParts { title, ..ArticleParts::default() }),
            Some(_) => return None,
            None => articles.last_mut()?.paragraphs.push((*line).to_owned()),
        }
    }
    // The points of one article are sentences, and stand one below the other.
    let has_text = |article: &ArticleParts| article.paragraphs.iter().any(|p| letter_count(p) >= MIN_TEXT);
    let above = lines[..first].iter().map(|line| line.trim_start_matches('•').trim());
    // A head line or a reporter above the first bullet is that of one article, whose subheads have bullets.
    let is_of_article = |line: &&str| {
        ends_sentence(line)
            || is_byline(line)
            || head_line::parse(line).is_some_and(|head| head.strength() >= Strength::SourceOnly)
    };
    // The subheads of one article are shorter than headlines.
    let are_long = |articles: &[ArticleParts]| {
        let letters: usize = articles.iter().map(|article| letter_count(&article.title)).sum();
        letters >= MIN_BULLET_HEADLINE * articles.len()
    };
    // The page, its day or the name of a list stands above.
    let names_list = |line: &&str| {
        let line = line.trim_start_matches('•').trim();
        is_title_of_list(&line)
            || page_in_line(line).is_some()
            || first == 1 && sections::is_section(line)
            || find_date(line).is_some() && !goes_on_behind_day(line)
    };
    let is_page = first <= MAX_ABOVE_BULLETS
        && (first == 0 && are_long(&articles) || lines[..first].iter().any(names_list))
        && !lines[..first].iter().any(is_of_article);
    (is_page && articles.len() >= MIN_ARTICLES && articles.iter().all(has_text))
        .then(|| (articles, above.map(Furniture::of).collect()))
}

/// Whether words follow a day without a space, as in a headline: “2024年3月5日起施行”.
fn goes_on_behind_day(line: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d\s*日[\p{Han}--[星周第农]]"));
    DAY.is_match(line)
}

/// Headlines with numbers from 1 on, each above its text. No text stands above the first.
fn numbered(lines: &[&str]) -> Option<Collected> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[【〔]?(\d{1,4}|[一二三四五六七八九十]{1,3})([、．]|\.\s+|\.|[】〕]\s*)(\S.*)$"));
    static IN_BRACKETS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[（(]\s*(\d{1,4}|[一二三四五六七八九十]{1,3})\s*([）)])\s*(\S.*)$"));
    // The archive of an issue tells the page above the headlines, and knows them for certain.
    let is_archive = lines.iter().take(4).any(|line| page_alone(line).is_some());
    let numbered = |form: &Regex, line: &str, number: usize| {
        let found = form.captures(line)?;
        let headline = found[3].trim().to_owned();
        let own: Option<usize> =
            found[1].parse().ok().or_else(|| below_hundred(&found[1]).and_then(|number| number.try_into().ok()));
        // “3.5亿元” begins with no number of an item.
        let is_number = headline.starts_with(|c: char| c.is_ascii_digit()) && &found[2] == ".";
        let fits = HEADLINE_LENGTHS.contains(&letter_count(&headline))
            && !is_number
            && (is_archive || !ends_sentence(&headline) && !headline.ends_with(['；', '，', '：', ':']));
        (own == Some(number) && fits).then_some(headline)
    };
    let first = |form: &'static Regex| {
        lines.iter().take(4).position(|line| numbered(form, line, 1).is_some()).map(|first| (form, first))
    };
    let (form, first) = first(&NUMBER).or_else(|| first(&IN_BRACKETS))?;
    // Documents without a title may begin with their first part: “一、提高认识”.
    let is_chinese = !lines[first].starts_with(|c: char| c.is_ascii_digit());
    if !lines[..first].iter().all(is_title_of_list) || is_chinese && first == 0 {
        return None;
    }
    let mut articles: Vec<ArticleParts> = Vec::new();
    let mut page = lines[..first].iter().rev().find_map(|line| page_alone(line)).unwrap_or_default();
    let mut expected = 1;
    for line in &lines[first..] {
        // The archive of an issue numbers its headlines, anew on each page or throughout.
        if let Some(next) = page_alone(line).filter(|_| !page.is_empty()) {
            page = next;
            continue;
        }
        let restarts = !page.is_empty() && articles.last().is_some_and(|last| last.page != page);
        let title = numbered(form, line, expected).map(|title| (title, expected));
        match title.or_else(|| numbered(form, line, 1).filter(|_| restarts).map(|title| (title, 1))) {
            Some((title, number)) => {
                expected = number + 1;
                articles.push(ArticleParts { title, page: page.clone(), ..ArticleParts::default() });
            }
            None => articles.last_mut()?.paragraphs.push((*line).to_owned()),
        }
    }
    let has_text =
        |article: &ArticleParts| article.paragraphs.iter().map(|p| letter_count(p)).sum::<usize>() >= MIN_TEXT;
    let is_list = articles.len() >= MIN_ARTICLES && articles.iter().all(has_text) && !has_other_articles(&articles);
    let year = lines[..first].iter().find_map(|line| year_in(line));
    let with_head = |article| with_head_line(article, year);
    is_list.then(|| (articles.into_iter().map(with_head).collect(), furniture(&lines[..first])))
}

/// The number of the page that stands alone on a line: “第 1 版”.
fn page_alone(line: &str) -> Option<String> {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^第\s*([A-Z]?\d{1,2})\s*版$"));
    PAGE.captures(line).map(|found| page_number(&found[1]))
}

/// Whether a line may stand above a list: its title, the day, or the paper's name. Other headlines stand above one article of
/// several points.
pub(super) fn is_title_of_list(line: &&str) -> bool {
    let name: String = line.chars().filter(|c| c.is_alphanumeric()).collect();
    // “本周要闻”, “一周民生汇总（2024年第9期）”: short, and without more behind the word.
    let name = name.replace(|c: char| c.is_ascii_digit(), "");
    let bare = name.trim_end_matches(|c: char| "年第期总月日".contains(c));
    let is_name =
        bare.chars().count() <= MAX_TITLE && TITLES.iter().any(|word| bare.ends_with(word) || bare.starts_with(word));
    // Collections bear longer names, and the month below them: “省级媒体报道我市情况汇编”, “（2024年4月）”.
    let is_collection = bare.chars().count() <= MAX_COLLECTION
        && ["汇编", "选编", "摘编", "汇总", "剪报"].iter().any(|word| bare.ends_with(word));
    // “各位领导好，今日剪报如下：” in a mail.
    let announces = line.trim_end().ends_with(['：', ':'])
        && bare.ends_with("如下")
        && TITLES.iter().any(|word| bare.trim_end_matches("如下").ends_with(word));
    let is_name = is_name || is_collection || bare.is_empty() && line.contains('年');
    // “兰河日报 2024年3月5日 剪报”
    let issue = TITLES.iter().find_map(|word| line.trim().strip_suffix(word)).unwrap_or(line).trim();
    let tells_issue = || {
        issue_line::day_of_issue(issue).is_some()
            || issue_line::parse(issue).is_some_and(|line| line.credit.date.is_some())
            || masthead::paper(line).as_deref() == Some(line.trim())
    };
    announces
        || !ends_sentence(line)
            && (is_name || tells_issue() || page_alone(line).is_some() || issue_line::parse(line).is_some())
}

/// Whether a line below the items looks like the headline of another article: a short line without an end of a sentence, above
/// a report.
fn has_other_articles(articles: &[ArticleParts]) -> bool {
    let begins = |pair: &[String]| {
        !ends_sentence(&pair[0])
            && letter_count(&pair[0]) <= 45
            && pair[1].contains("讯（")
            && head_line::parse(&pair[0]).is_none()
    };
    articles.iter().any(|article| article.paragraphs.windows(2).any(begins))
}

/// The year that the title of a list tells: “2024年第9期”.
fn year_in(title: &str) -> Option<i16> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)\d{2})\s*年"));
    YEAR.captures(title)?[1].parse().ok()
}

/// The article with what the line below its headline tells of paper, day and author.
fn with_head_line(mut article: ArticleParts, year: Option<i16>) -> ArticleParts {
    if let Some(credit) = article.paragraphs.last().and_then(|last| credit::closing(last)) {
        let of_year = || credit.day_of_year.and_then(|(month, day)| Date::new(year?, month, day).ok());
        article.date = credit.date.or_else(of_year).map(Into::into);
        (article.source, article.page) = (credit.source, credit.page);
    }
    // Page and author may stand in brackets below the headline: “（第4版 记者 方舟）”.
    if let [first, _, ..] = article.paragraphs.as_slice()
        && let Some((page, byline)) = page_and_author(first)
    {
        (article.page, article.byline) = (page, byline);
        article.paragraphs.remove(0);
    }
    let head = article.paragraphs.first().and_then(|line| head_line::parse(line));
    if let Some(head) = head.filter(|head| head.strength() > Strength::Nothing && article.paragraphs.len() > 1) {
        article.paragraphs.remove(0);
        article.date = head.date.map(Into::into);
        (article.source, article.byline, article.page) = (head.source, head.byline, head.page);
    }
    article
}

/// What a line in brackets tells that holds the page and the author: “（第6版·论语 作者：方舟）”.
fn page_and_author(line: &str) -> Option<(String, String)> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[（(]\s*第?\s*([A-Z]?\d{1,3})\s*版(?:\s*[·:：]\s*\p{Han}{2,6})?\s*((?:记者|通讯员|作者)[\s:：]*[\p{Han}\s]{2,16}?)?\s*[）)]$",
        )
    });
    let found = FORM.captures(line.trim())?;
    let byline = found.get(2).map_or("", |byline| byline.as_str());
    let byline = byline.strip_prefix("作者").map_or(byline, |name| name.trim_start_matches([':', '：', ' ']));
    Some((page_number(&found[1]), byline.to_owned()))
}

/// Paragraphs that begin with a headline in brackets, with or without a mark before it.
fn bracketed(lines: &[&str]) -> Option<Collected> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[●■◆▲★□◎•·]\s*)?【([^【】]{6,50})】\s*(.+)$"));
    // The headline and the text of an item.
    let item = |line: &str| {
        let found = line.contains('【').then(|| ITEM.captures(line)).flatten()?;
        (letter_count(&found[2]) >= MIN_TEXT).then(|| (found[1].trim().to_owned(), found[2].to_owned()))
    };
    let first = lines.iter().position(|line| item(line).is_some())?;
    let mut articles: Vec<ArticleParts> = Vec::new();
    for line in &lines[first..] {
        match item(line) {
            Some((title, text)) => {
                articles.push(ArticleParts { title, paragraphs: vec![text], ..ArticleParts::default() });
            }
            None => articles.last_mut()?.paragraphs.push((*line).to_owned()),
        }
    }
    // Without marks the title must say that a list follows, and nothing may follow it: brackets head the parts of one article, too.
    let is_marked = lines[first..].iter().all(|line| item(line).is_none() || !line.starts_with('【'));
    let is_titled = || {
        let ends_as_title = |line: &&str| {
            let name = line.split(['（', '(']).next().unwrap_or(line).trim();
            TITLES.iter().any(|word| name.ends_with(word))
        };
        first > 0
            && lines[..first].iter().any(ends_as_title)
            && articles.iter().all(|article| article.paragraphs.len() == 1)
    };
    let is_list = articles.len() >= MIN_ARTICLES
        && lines[..first].iter().all(is_title_of_list)
        && !has_other_articles(&articles)
        && (is_marked || is_titled());
    is_list.then(|| (articles, furniture(&lines[..first])))
}

fn furniture(lines: &[&str]) -> Vec<Furniture> {
    lines.iter().map(|line| Furniture::of(*line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "集市昨晚在新修的石板街开张，一百二十个摊位摆满了街，游客逛到十点还没有散去，摊主忙到半夜。";

    fn titles(text: &str) -> Vec<String> {
        read(&TextLines::of(text))
            .map(|(articles, _)| articles.into_iter().map(|a| a.title).collect())
            .unwrap_or_default()
    }

    #[test]
    fn the_archive_of_an_issue_numbers_its_headlines() {
        let text = format!(
            "1996-12-17\n第 1 版\n1. 公园开放？还是先修路吧!\n{TEXT}\n2. 老街昨晚换灯\n{TEXT}\n第 2 版\n1. 1997年集市展望\n{TEXT}\n"
        );
        let (articles, _) = read(&TextLines::of(&text)).expect("a list");
        let seen: Vec<_> = articles.iter().map(|article| (article.title.as_str(), article.page.as_str())).collect();
        assert_eq!(seen, [("公园开放？还是先修路吧!", "1"), ("老街昨晚换灯", "1"), ("1997年集市展望", "2")]);
    }

    #[test]
    fn headlines_may_have_bullets() {
        let item = |title: &str| {
            format!(
                "  • {title}\n\n      据新华社电 昨日，河畔新增三处公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园\n\n"
            )
        };
        let text = format!(
            "• A10\n\n      2022年1月5日/星期三/ 要闻编辑部主编/责编 方舟\n\n{}{}{}",
            item("河畔新增公园"),
            item("老街:今晚 换灯"),
            item("集市昨晚开张")
        );
        let (articles, above) = read(&TextLines::of(&text)).expect("a list");
        let titles: Vec<&str> = articles.iter().map(|article| article.title.as_str()).collect();
        assert_eq!((titles, above.len()), (vec!["河畔新增公园", "老街:今晚 换灯", "集市昨晚开张"], 2));
        assert!(read(&TextLines::of("会议要求：\n• 河畔新增公园。\n• 老街换灯。\n• 集市开张。\n")).is_none());
        // Subheads of one article.
        for above in ["一图读懂政府工作报告\n2024-03-05 来源：兰河日报\n记者 方舟", "春季养生有讲究"]
        {
            let subheads = ["河畔公园怎么建", "老街灯光怎么换", "集市摊位怎么摆"];
            let text: String = subheads.iter().map(|subhead| format!("• {subhead}\n{TEXT}\n")).collect();
            assert!(read(&TextLines::of(&format!("{above}\n{text}"))).is_none(), "{above}");
        }
    }

    #[test]
    fn numbered_headlines_begin_articles() {
        let list = |above: &str| {
            format!("{above}1、夜间集市开张\n{TEXT}\n2、老街换上新灯\n{TEXT}\n{TEXT}\n3、渡口通了公交\n{TEXT}\n")
        };
        for above in ["", "本周要闻\n", "兰河日报\n2024年3月5日\n"] {
            assert_eq!(titles(&list(above)), ["夜间集市开张", "老街换上新灯", "渡口通了公交"], "{above}");
        }
        let bracketed = list("本周要闻\n").replace("1、", "（1）").replace("2、", "（2）").replace("3、", "（3）");
        assert_eq!(titles(&bracketed), ["夜间集市开张", "老街换上新灯", "渡口通了公交"]);
        assert_eq!(titles(&(1..=120).map(|n| format!("{n}. 老街昨晚换灯\n{TEXT}\n")).collect::<String>()).len(), 120);
        // Below a title of its own, or a paragraph, the numbers are those of an article's parts.
        for above in [
            "云溪县去年办成的十件实事\n".to_owned(),
            "今日起这些新规将影响你的生活\n".to_owned(),
            "兰河市举行新闻发布会通报惠民举措\n".to_owned(),
            format!("本周要闻\n{TEXT}\n"),
        ] {
            assert!(titles(&list(&above)).is_empty(), "{above}");
        }
    }

    #[test]
    fn lists_may_name_the_issue_and_each_item_its_page() {
        let item =
            |number: usize, title: &str| format!("{number}、{title}\n（第{number}版·论语 作者：方舟）\n{TEXT}\n");
        let text = [
            "兰河日报 2024年3月5日 剪报\n".into(),
            item(1, "夜间集市开张"),
            item(2, "老街换上新灯"),
            item(3, "渡口通了公交"),
        ];
        let (articles, _) = read(&TextLines::of(&text.concat())).expect("a list");
        let seen: Vec<_> = articles.iter().map(|a| (a.page.as_str(), a.byline.as_str(), a.paragraphs.len())).collect();
        assert_eq!(seen, [("1", "方舟", 1), ("2", "方舟", 1), ("3", "方舟", 1)]);
    }

    #[test]
    fn headlines_in_brackets_begin_articles() {
        let item = |title: &str| format!("●【{title}】{TEXT}\n");
        let text = ["县域简讯\n".into(), item("夜间集市开张"), item("老街换上新灯"), item("渡口通了公交")].concat();
        assert_eq!(titles(&text), ["夜间集市开张", "老街换上新灯", "渡口通了公交"]);
        assert!(titles(&[item("夜间集市开张"), item("老街换上新灯")].concat()).is_empty());
        let points = [item("夜间集市开张"), item("老街换上新灯"), item("渡口通了公交")].concat();
        assert!(titles(&format!("文化节推出三大活动\n{points}")).is_empty());
        let bare = points.replace('●', "");
        assert!(titles(&bare).is_empty() && titles(&format!("本周天气\n{bare}")).is_empty());
        assert!(titles(&format!("县域简讯\n{bare}三件事都在这个春天。\n")).is_empty());
        assert_eq!(titles(&format!("县域简讯\n{bare}")).len(), 3);
        assert!(titles(&format!("县域简讯\n{points}县医院新大楼启用\n本报讯（记者 何晓岚）{TEXT}\n")).is_empty());
    }
}
