//! What the articles of a file say of their paper, day and page in their headlines and last lines, in a form that they share: “《兰河日报》3月5日第2版：
//! 公园开放”, “公园开放【兰河日报／方舟／2024-03-05】”, “……（摘自《兰河日报》2024年3月5日）”.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::Article;
use crate::corpus::identifier::identifier;
use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count};
use crate::corpus::page::{Furniture, Page, PageContext};
use crate::corpus::publication::credit;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::publication::masthead;
use crate::corpus::publication::outlet::is_medium_label;
use crate::corpus::read::article_parts::ArticleParts;
use crate::text::pattern;

/// A form is shared where at least this many articles have it.
const MIN_ARTICLES: usize = 2;
/// A credit before a headline has at most this many characters.
const MAX_CREDIT: usize = 40;
/// The name of a paper has at most this many letters.
const MAX_PAPER: usize = 12;
/// A headline has at least this many letters beside its credit.
const MIN_HEADLINE: usize = 4;
/// A line that tells the day of the collection has at most this many characters.
const MAX_LINE_OF_DAY: usize = 40;

/// Fills the fields of articles of a collection that no reader found with what their headlines and last lines tell. `day` is that of the
/// collection where it is known; otherwise the lines above the articles tell it, and the year of days without one.
pub(super) fn take_own_credits(articles: &mut [ArticleParts], around: &mut Vec<Furniture>, day: Option<Date>) {
    if articles.len() < MIN_ARTICLES {
        return;
    }
    take_labels(articles);
    take_headlines_below_papers(articles);
    let names_papers = |article: &ArticleParts| !article.source.is_empty();
    if !articles.iter().all(names_papers) && !take_credits_of_headlines(articles, around, day) {
        take_closing_credits(articles, around, day);
    }
}

/// A page that was cut by its form, whose articles take what all their headlines tell. What the user says about day and paper comes first.
pub(super) fn with_credits_of_headlines(mut page: Page, context: &PageContext<'_>) -> Page {
    let titled = |article: &Article| ArticleParts { title: article.title.clone(), ..ArticleParts::default() };
    let mut parts: Vec<ArticleParts> = page.articles.iter().map(titled).collect();
    if parts.len() < MIN_ARTICLES || !take_credits_of_headlines(&mut parts, &mut page.furniture, page.date) {
        return page;
    }
    for (place, (article, own)) in (1..).zip(page.articles.iter_mut().zip(parts)) {
        article.title = own.title;
        if context.source.is_none() {
            article.source = own.source;
        }
        if context.date.is_none() {
            article.date = own.date.or(article.date);
        }
        for (field, value) in [(&mut article.page, own.page), (&mut article.byline, own.byline)] {
            if !value.is_empty() {
                *field = value;
            }
        }
        article.id = identifier(article, place);
    }
    page
}

/// Takes the credits before or behind all headlines; false where not every headline has one.
fn take_credits_of_headlines(articles: &mut [ArticleParts], around: &mut Vec<Furniture>, day: Option<Date>) -> bool {
    take_name_of_collection(articles, around);
    let found = [credit_before, credit_behind].into_iter().find_map(|credit| {
        let found = articles.iter().map(|article| credit(&article.title));
        found.collect::<Option<Vec<_>>>()
    });
    let Some(found) = found else { return false };
    let collected = Collected::of(around, day);
    for (article, (title, credit)) in articles.iter_mut().zip(found) {
        article.title = title;
        collected.fill(article, credit);
    }
    true
}

/// Takes the credits in brackets at the end of the texts, where at least half of them close so. What a page of a paper reprints is its own
/// news all the same.
fn take_closing_credits(articles: &mut [ArticleParts], around: &mut Vec<Furniture>, day: Option<Date>) {
    let stated = |article: &ArticleParts| {
        article.paragraphs.last().filter(|_| article.source.is_empty()).and_then(|last| closing(last))
    };
    let count = articles.iter().filter_map(stated).count();
    let is_page_of_paper = around.iter().any(|line| masthead::paper(&line.text).is_some());
    if count < MIN_ARTICLES || 2 * count < articles.len() || is_page_of_paper {
        return;
    }
    let collected = Collected::of(around, day);
    for article in articles {
        let Some(credit) = stated(article) else { continue };
        collected.fill(article, credit);
        let is_alone = |last: &mut String| last.starts_with(['（', '(', '—', '–', '>', '据']);
        if article.paragraphs.len() > 1
            && let Some(line) = article.paragraphs.pop_if(is_alone)
        {
            around.push(Furniture::of(line));
        }
    }
}

/// What the lines around the articles tell of days without a year.
struct Collected {
    day: Option<Date>,
    year: Option<i16>,
}

impl Collected {
    fn of(around: &[Furniture], day: Option<Date>) -> Collected {
        static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)\d{2})\s*年"));
        let lines = || around.iter().map(|line| half_width(&line.text)).filter(|line| at_most(line, MAX_LINE_OF_DAY));
        let day = day.or_else(|| lines().find_map(|line| find_date(&line).map(|found| found.date)));
        let year = || lines().find_map(|line| YEAR.captures(&line)?[1].parse().ok());
        Collected { day, year: day.map(|day| day.year()).or_else(year) }
    }

    /// Fills the fields that the article lacks. Its day is surer than that of the collection.
    fn fill(&self, article: &mut ArticleParts, credit: Credit) {
        let in_year = || credit.day_of_year.and_then(|(month, day)| Date::new(self.year?, month, day).ok());
        let date = credit.day(self.day).or_else(in_year);
        article.date = date.map(Into::into).or(article.date);
        let fields = [
            (&mut article.source, credit.source),
            (&mut article.page, credit.page),
            (&mut article.byline, credit.byline),
        ];
        for (field, value) in fields {
            if field.is_empty() {
                *field = value;
            }
        }
    }
}

/// A headline without the credit before it, and the credit: “《兰河日报》3月5日第2版：公园开放”.
fn credit_before(title: &str) -> Option<(String, Credit)> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}:\d{2}(?::\d{2})?\s*"));
    let title = &*TIME.replace(title, "");
    let ends = title.char_indices().filter(|(_, c)| matches!(c, '：' | ':' | '｜' | '|') || c.is_whitespace());
    let parts = ends.map(|(at, mark)| (&title[..at], &title[at + mark.len_utf8()..]));
    let near = parts.take_while(|(credit, _)| at_most(credit, MAX_CREDIT));
    near.filter_map(|(before, headline)| {
        let credit =
            issue_credit(before).or_else(|| paper(before)).filter(|_| letter_count(headline) >= MIN_HEADLINE)?;
        Some((headline.trim().to_owned(), credit))
    })
    .last()
}

/// A headline without the credit in brackets behind it, and the credit: “公园开放【兰河日报／方舟／2024-03-05】”.
fn credit_behind(title: &str) -> Option<(String, Credit)> {
    static REMARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*[【\[（(]\s*(?:正面|负面|中性)\s*[】\]）)]\s*$"));
    // What monitors of opinion think of an article is no part of its credit.
    let title = &*REMARK.replace(title, "");
    on_last_line(title).or_else(|| in_last_brackets(title))
}

/// The credit on a line below the headline, which readers join to it with a space: “公园开放 发表于 兰河日报 2024-03-05”.
fn on_last_line(title: &str) -> Option<(String, Credit)> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:首?发表?于|刊[载登发]?于|载于)\s*[:：]?\s*"));
    let spaces = title.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| title.split_at(at));
    let lines = spaces.map(|(headline, line)| (headline, WORD.replace(line.trim(), "")));
    let mut near = lines.filter(|(headline, line)| {
        // The name of a paper may be the last word of a headline, but no day is.
        at_most(line, MAX_CREDIT) && letter_count(headline) >= MIN_HEADLINE
    });
    near.find_map(|(headline, line)| Some((headline.trim_end().to_owned(), issue_credit(&line)?)))
}

fn in_last_brackets(title: &str) -> Option<(String, Credit)> {
    let open = title.trim_end().ends_with(['】', '）', ')', ']']).then(|| title.rfind(['【', '（', '(', '[']))??;
    let (headline, brackets) = title.split_at(open);
    let credit =
        issue_credit(brackets).or_else(|| paper(brackets)).filter(|_| letter_count(headline) >= MIN_HEADLINE)?;
    Some((headline.trim_end().to_owned(), credit))
}

/// What a credit tells that names the paper with day or page.
fn issue_credit(text: &str) -> Option<Credit> {
    issue_line::parse(text).filter(|line| line.names_paper() && line.credit.tells_issue()).map(|line| line.credit)
}

/// What the name of a paper alone tells, with the marks around it. Offices stand before headlines about themselves: “县教育局：三项措施办好午餐”.
fn paper(text: &str) -> Option<Credit> {
    let name = text.trim_matches(|c: char| c.is_whitespace() || "《》【】（）()[]".contains(c));
    let is_name = letter_count(name) <= MAX_PAPER && name.chars().all(char::is_alphanumeric);
    (is_name && is_medium_label(name)).then(|| Credit { source: name.to_owned(), ..Credit::default() })
}

/// What the brackets at the end of a text tell, or a last line: “——《兰河日报》2024年3月5日”, “据兰河日报3月5日报道”.
fn closing(last: &str) -> Option<Credit> {
    let bare = last.trim_start_matches(['>', ' ']).replace(['*', '_'], "");
    let alone = || if bare.starts_with(['—', '–', '据']) { issue_credit(&bare) } else { None };
    credit::closing(last).or_else(alone)
}

/// Takes the headlines of articles over which a reader found no more than the name of the paper: “兰河日报” above “公园开放”, or
/// “【兰河日报】公园开放” on the first line.
fn take_headlines_below_papers(articles: &mut [ArticleParts]) {
    let is_headline = |line: &str| (MIN_HEADLINE..=MAX_CREDIT).contains(&letter_count(line)) && !ends_sentence(line);
    let found = |article: &ArticleParts| {
        let [first, _, ..] = article.paragraphs.as_slice() else { return None };
        if article.title.is_empty() {
            let (name, headline) = first.strip_prefix('【')?.split_once('】')?;
            return Some((paper(name)?, headline.trim().to_owned())).filter(|(_, line)| is_headline(line));
        }
        paper(&article.title).filter(|_| is_headline(first)).map(|paper| (paper, first.clone()))
    };
    let Some(found) = articles.iter().map(found).collect::<Option<Vec<_>>>() else { return };
    for (article, (paper, headline)) in articles.iter_mut().zip(found) {
        article.paragraphs.remove(0);
        article.title = headline;
        if article.source.is_empty() {
            article.source = paper.source;
        }
    }
}

/// Takes the name of the collection off the first headline, where it stands above the credits before all headlines.
fn take_name_of_collection(articles: &mut [ArticleParts], around: &mut Vec<Furniture>) {
    let [first, others @ ..] = articles else { return };
    let Some(begin) = first.title.find('《').filter(|begin| *begin > 0) else { return };
    let (name, title) = first.title.split_at(begin);
    let is_name = credit_before(&first.title).is_none()
        && credit_before(title).is_some()
        && others.iter().all(|other| credit_before(&other.title).is_some());
    if is_name {
        let (name, title) = (name.trim().to_owned(), title.to_owned());
        around.insert(0, Furniture::of(name));
        first.title = title;
    }
}

/// Takes the names of fields off all headlines and texts, where a reader found the articles by other signs: “标题：公园开放”, “摘要：……”.
fn take_labels(articles: &mut [ArticleParts]) {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:文章|新闻)?(?:标\s*题|题\s*[目名])\s*[:：]\s*"));
    static TEXT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:正\s*文|内\s*容|全\s*文|摘\s*要|内容摘要|导\s*语)\s*[:：]\s*"));
    let bare = |text: &str, label: &Regex| {
        let rest = label.replace(text, "").into_owned();
        (!rest.is_empty() && rest != text).then_some(rest)
    };
    let marks = |c: char| "★☆◆◇■□●○▲△▶►※".contains(c) || c.is_whitespace();
    articles.iter_mut().for_each(|article| article.title = article.title.trim_matches(marks).to_owned());
    let titles: Option<Vec<String>> = articles.iter().map(|article| bare(&article.title, &TITLE)).collect();
    if let Some(titles) = titles {
        articles.iter_mut().zip(titles).for_each(|(article, title)| article.title = title);
    }
    let first = |article: &ArticleParts| bare(article.paragraphs.first()?, &TEXT);
    let texts: Option<Vec<String>> = articles.iter().map(first).collect();
    if let Some(texts) = texts {
        articles.iter_mut().zip(texts).for_each(|(article, text)| article.paragraphs[0] = text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: &str, last: &str) -> ArticleParts {
        let paragraphs = ["河边的新公园昨天开放。", last].map(str::to_owned).to_vec();
        ArticleParts { title: title.to_owned(), paragraphs, ..ArticleParts::default() }
    }

    fn stated(articles: &[ArticleParts]) -> Vec<(&str, &str, String, &str)> {
        let day = |article: &ArticleParts| article.date.map_or(String::new(), |day| day.to_string());
        articles.iter().map(|own| (&*own.title, &*own.source, day(own), &*own.page)).collect()
    }

    #[test]
    fn headlines_tell_paper_day_and_page() {
        let expected = [("新公园开放", "兰河日报", "2024-03-05", "2"), ("老街换上新灯", "云岭日报", "2024-03-06", "1")];
        let expected = expected.map(|(title, source, day, page)| (title, source, day.to_owned(), page));
        for titles in [
            ["《兰河日报》3月5日第2版：新公园开放", "《云岭日报》3月6日第1版：老街换上新灯"],
            ["媒体看云岭 《兰河日报》3月5日2版 新公园开放", "《云岭日报》3月6日1版 老街换上新灯"],
            ["新公园开放【兰河日报／2024-03-05／2版】", "老街换上新灯 （云岭日报 2024年3月6日 1版）"],
            ["新公园开放 发表于 兰河日报 2024-03-05 第2版", "老街换上新灯 发表于 云岭日报 2024-03-06 第1版"],
            ["新公园开放 [兰河日报] [2024-03-05 2版] [正面]", "老街换上新灯 [云岭日报] [2024-03-06 1版] [中性]"],
            ["标题：新公园开放（兰河日报3月5日2版）", "标题：老街换上新灯（云岭日报3月6日1版）"],
        ] {
            let mut articles = titles.map(|title| article(title, "孩子们在草地上放风筝。"));
            take_own_credits(&mut articles, &mut vec![Furniture::of("2024年3月8日 第6期".to_owned())], None);
            assert_eq!(stated(&articles), expected, "{titles:?}");
        }
        // One headline that names a paper is no form.
        let mut articles =
            ["《兰河日报》3月5日第2版：新公园开放", "老街换上新灯"].map(|title| article(title, "很多人来看。"));
        take_own_credits(&mut articles, &mut Vec::new(), None);
        assert_eq!(articles[0].source, "");
    }

    #[test]
    fn last_lines_tell_paper_and_day() {
        let mut articles = [
            article("新公园开放", "（摘自《兰河日报》2024年3月5日 方舟/文）"),
            article("老街换上新灯", "街坊们散步到很晚。（《云岭日报》2024年3月6日）"),
            article("早市搬进大棚", "早市一年四季都开。"),
        ];
        let mut around = Vec::new();
        take_own_credits(&mut articles, &mut around, None);
        let expected = [
            ("新公园开放", "兰河日报", "2024-03-05"),
            ("老街换上新灯", "云岭日报", "2024-03-06"),
            ("早市搬进大棚", "", ""),
        ];
        let expected = expected.map(|(title, source, day)| (title, source, day.to_owned(), ""));
        assert_eq!(stated(&articles), expected);
        assert_eq!((articles[0].paragraphs.len(), articles[0].byline.as_str(), around.len()), (1, "方舟", 1));
        assert_eq!(articles[1].paragraphs.len(), 2, "a credit within a paragraph stays");
    }

    #[test]
    fn names_of_papers_alone_tell_the_paper_and_offices_do_not() {
        let titled = |titles: [&str; 2]| titles.map(|title| article(title, "很多人来看。"));
        for (titles, sources) in [
            (["兰河日报：新公园开放", "云岭晚报：老街换上新灯"], ["兰河日报", "云岭晚报"]),
            (["新公园开放（兰河日报）", "老街换上新灯（云岭晚报）"], ["兰河日报", "云岭晚报"]),
            (["县教育局：三项措施办好午餐", "县水利局：水库完成加固"], ["", ""]),
        ] {
            let mut articles = titled(titles);
            take_own_credits(&mut articles, &mut Vec::new(), None);
            assert_eq!(articles.map(|article| article.source), sources, "{titles:?}");
        }
    }

    #[test]
    fn what_the_user_says_of_a_page_comes_first() {
        let titles = ["兰河日报：新公园开放", "云岭晚报：老街换上新灯"];
        let articles = titles.map(|title| Article { title: title.to_owned(), ..Article::default() });
        let page = Page { articles: articles.to_vec(), ..Page::default() };
        let given = PageContext { source: Some("青石时报"), ..PageContext::default() };
        let sources = |context: &PageContext<'_>| -> Vec<String> {
            with_credits_of_headlines(page.clone(), context).articles.into_iter().map(|own| own.source).collect()
        };
        assert_eq!(sources(&PageContext::default()), ["兰河日报", "云岭晚报"]);
        assert_eq!(sources(&given), ["", ""]);
    }
}
