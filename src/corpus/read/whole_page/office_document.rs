//! Documents of offices that were printed to PDF and hold one text. What is read of them otherwise is replaced where it is several articles,
//! where a line at the edge of the sheets got into the headline, or where the rows of a list came apart.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::Article;
use crate::corpus::measure::{half_width, letter_count, letters};
use crate::corpus::page::{Furniture, PageContext};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line;
use crate::corpus::read::ReadOptions;
use crate::corpus::read::collection::bracketed_credits;
use crate::corpus::read::document::{Content, Document, ReadPage};
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::pdf::OfficeDocument;
use crate::text::pattern;

/// At least this many lines that name the paper of an article, or begin one, show a collection.
const MIN_CREDITS: usize = 2;
/// Papers in brackets behind this many paragraphs do so: one text may quote some.
const MIN_PAPERS: usize = 3;
/// The name of a collection has at most this many letters.
const MAX_NAME: usize = 16;
/// A line with a day and more letters than this tells of something else.
const MAX_LINE_OF_DAY: usize = 48;
/// The letters of a line with a day and nothing else.
const MAX_DAY: usize = 11;
/// At least this many rows are apart where a list was read column by column, of at least this many letters each.
const MIN_ROWS: usize = 3;
const MIN_ROW: usize = 4;

impl Document<'_> {
    /// What was read of a PDF, or the one text that its pages hold as a document of an office.
    pub(super) fn as_one_text<'a>(
        &self,
        content: Content<'a>,
        office: Option<OfficeDocument>,
        context: &PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Content<'a> {
        let Some(office) = office.filter(|office| !is_collection(office)) else { return content };
        let (pages, problems) = match content {
            Content::Pages { pages, problems } => (pages, problems),
            table @ Content::Table(_) => return table,
        };
        let is_read = pages.iter().all(|page| page.page.is_ok());
        let articles: Vec<&Article> =
            pages.iter().filter_map(|page| page.page.as_ref().ok()).flat_map(|page| &page.articles).collect();
        let known = match articles.as_slice() {
            [] => None,
            [article] => is_torn(article, &office).then(|| ArticleParts {
                date: article.date,
                source: article.source.clone(),
                byline: article.byline.clone(),
                ..ArticleParts::default()
            }),
            _ => Some(ArticleParts::default()),
        };
        let Some(known) = known.filter(|_| is_read) else { return Content::Pages { pages, problems } };
        let page = article_of(office, known).into_page(context, &options.sources);
        Content::Pages { pages: vec![ReadPage { file: self.name.into(), page: Ok(page) }], problems }
    }
}

/// The article of a document, with what is known of it.
fn article_of(office: OfficeDocument, known: ArticleParts) -> ArticleParts {
    let day = day_of(&office);
    ArticleParts {
        date: day.map_or(known.date, |day| Some(day.into())),
        title: office.title,
        paragraphs: office.paragraphs,
        furniture: office.running.into_iter().chain(office.around).map(Furniture::of).collect(),
        ..known
    }
}

/// The day of a document: below the title, or where it is signed, if one day stands there. The days on which a law was passed are none.
fn day_of(office: &OfficeDocument) -> Option<Date> {
    const OF_LAWS: [&str; 7] = ["通过", "批准", "修正", "修订", "公布", "施行", "起实施"];
    let tells_day =
        |line: &&String| letter_count(line) <= MAX_LINE_OF_DAY && !OF_LAWS.iter().any(|word| line.contains(word));
    let day = |line: &String| find_date(&half_width(line)).map(|found| found.date);
    let mut signed = office.at_right.iter().filter(|line| letter_count(line) <= MAX_DAY).filter_map(day);
    let below_title = office.head.iter().filter(tells_day).find_map(day);
    below_title.or_else(|| signed.next().filter(|first| signed.all(|other| other == *first)))
}

/// Whether one article was read of a document, but with a line of the edge in its headline, or with the rows of a list apart.
fn is_torn(article: &Article, office: &OfficeDocument) -> bool {
    let (title, own) = (letters(&article.title), letters(&office.title));
    let begins_with = |line: &String| {
        let line = letters(line);
        !line.is_empty() && title.starts_with(&line)
    };
    let is_headed_by_edge = title != own && title.ends_with(&own) && office.running.iter().any(begins_with);
    let text = letters(&article.text);
    let is_apart = |row: &&String| letter_count(row) >= MIN_ROW && !text.contains(&letters(row));
    is_headed_by_edge || office.rows.iter().filter(is_apart).nth(MIN_ROWS - 1).is_some()
}

/// Whether a document is a collection of articles: its name says so, several lines tell where an article was printed or begin a report, or
/// marks stand before its items.
fn is_collection(office: &OfficeDocument) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:今日|每日|昨日|本周|每周|一周)|(?:专报|摘编|汇编|选编|集锦|要闻|新闻|剪报|简报|文摘|媒体|关注|报道|舆情|阅读|资料|学习材料|参考材料|信息|内参|周刊|要情|选登|时评|时事|快讯|快报|速递|速览|早读|动态|[日周晚早晨]报)(?:[（(〔\[].*|第.*期)?$",
        )
    });
    static REPORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:本[报刊]讯|本[报刊]\p{Han}{1,8}\d{1,2}月\d{1,2}日[讯电]|(?:新华社|中新社|中新网|人民网)[^。]{0,12}\d{1,2}月\d{1,2}日[^。]{0,6}[讯电]|\p{Han}{2,10}[讯电]\s*[（(][^（()）]{0,12}(?:记者|通讯员)|(?:来源|原载|摘自|稿源)\s*[:：])",
        )
    });
    static PAPER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[（(](?:据|摘自|来源[:：]\s*)?《?\p{Han}{2,8}(?:日报|晚报|早报|晨报|时报|商报|都市报|网|新闻|社|客户端)》?[^（()）]{0,20}[)）]$",
        )
    });
    let is_credit = |line: &str| {
        REPORT.is_match(line)
            || bracketed_credits::is_credit(line)
            || issue_line::parse(line).is_some_and(|own| own.names_paper() && (own.label || own.credit.tells_issue()))
    };
    let lines = || office.paragraphs.iter().map(|line| line.trim());
    let all = || lines().chain(office.around.iter().map(|line| line.trim()));
    let title: String = office.title.chars().filter(|c| !c.is_whitespace()).collect();
    letter_count(&title) <= MAX_NAME && NAME.is_match(&title)
        || lines().filter(|line| is_credit(line)).nth(MIN_CREDITS - 1).is_some()
        || all().filter(|line| PAPER.is_match(line)).nth(MIN_PAPERS - 1).is_some()
        || lines().filter(|line| line.starts_with(['●', '■', '◆', '▲', '★'])).nth(MIN_CREDITS - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(title: &str, paragraphs: &[&str]) -> OfficeDocument {
        OfficeDocument {
            title: title.into(),
            running: vec!["云岭县档案馆".into()],
            paragraphs: paragraphs.iter().map(|&text| text.to_owned()).collect(),
            ..OfficeDocument::default()
        }
    }

    /// The headlines of what is read where these articles were found.
    fn titles(articles: &[(&str, &str)], office: OfficeDocument) -> Vec<String> {
        let (context, options) = (PageContext { file: "a.pdf", ..PageContext::default() }, ReadOptions::default());
        let document = Document { name: "a.pdf", path: "", bytes: b"" };
        let page = |(title, text): &(&str, &str)| {
            let parts =
                ArticleParts { title: (*title).into(), paragraphs: vec![(*text).into()], ..ArticleParts::default() };
            ReadPage { file: "a.pdf".into(), page: Ok(parts.into_page(&context, &options.sources)) }
        };
        let content = Content::Pages { pages: articles.iter().map(page).collect(), problems: Vec::new() };
        let Content::Pages { pages, .. } = document.as_one_text(content, Some(office), &context, &options) else {
            return Vec::new();
        };
        let articles = pages.into_iter().filter_map(|page| page.page.ok()).flat_map(|page| page.articles);
        articles.map(|article| article.title).collect()
    }

    const TEXT: &str = "昨天，云岭县的老街换上了新灯，街坊们散步到很晚。";

    #[test]
    fn one_text_is_one_article() {
        let report = || office("云岭县老街修缮情况的报告", &["一、修街", TEXT, "二、点灯", TEXT]);
        assert_eq!(titles(&[("一、修街", TEXT), ("二、点灯", TEXT)], report()), ["云岭县老街修缮情况的报告"]);
        let headed = "云岭县档案馆 云岭县老街修缮情况的报告";
        assert_eq!(titles(&[(headed, TEXT)], report()), ["云岭县老街修缮情况的报告"]);
        assert_eq!(titles(&[("修缮老街", TEXT)], report()), ["修缮老街"], "one article already");
    }

    #[test]
    fn rows_that_came_apart_are_read_again() {
        let rows = ["何晓岚\u{3000}方舟", "方圆\u{3000}安然", "安宁\u{3000}平山"];
        let list = || OfficeDocument {
            rows: rows.iter().map(|&row| row.to_owned()).collect(),
            ..office("关于表彰先进个人的通知", &[&[TEXT][..], rows.as_slice()].concat())
        };
        assert_eq!(titles(&[("通知", "何晓岚方圆安宁方舟安然平山")], list()), ["关于表彰先进个人的通知"]);
        assert_eq!(titles(&[("通知", "何晓岚方舟方圆安然安宁平山")], list()), ["通知"]);
    }

    #[test]
    fn collections_stay_what_they_are() {
        for (title, paragraphs) in [
            ("本周基层工作", ["1.修街", TEXT, "2.点灯", TEXT].as_slice()),
            ("云岭舆情专报", ["一、修街", TEXT, "二、点灯", TEXT].as_slice()),
            (
                "云岭一周",
                ["一、修街", "云岭日报 2024年3月5日", TEXT, "二、点灯", "云岭日报 2024年3月6日", TEXT].as_slice(),
            ),
            ("云岭一周", ["一、修街", "本报讯 昨天，老街修好了。", "二、点灯", "本报讯 昨天，渡口点了灯。"].as_slice()),
            ("云岭一周", ["● 老街修好了。", "● 渡口点了灯。"].as_slice()),
        ] {
            assert!(is_collection(&office(title, paragraphs)), "{title}");
        }
        assert!(!is_collection(&office("政府信息公开工作年度报告", &["一、修街", TEXT, "记者：后来呢？"])));
    }

    #[test]
    fn the_day_stands_below_the_title_or_where_the_office_signs() {
        let with = |head: &str, at_right: &[&str]| OfficeDocument {
            head: vec![head.into()],
            at_right: at_right.iter().map(|&line| line.to_owned()).collect(),
            ..OfficeDocument::default()
        };
        let day = |office: OfficeDocument| day_of(&office).map(|day| day.to_string());
        assert_eq!(day(with("（2024年3月5日）", &[])).as_deref(), Some("2024-03-05"));
        assert_eq!(day(with("各乡镇：", &["云岭县档案馆", "2024年3月6日"])).as_deref(), Some("2024-03-06"));
        assert_eq!(day(with("（2024年3月5日云岭县第三次会议通过）", &[])), None);
        assert_eq!(day(with("各乡镇：", &["2024年3月6日", "2024年3月7日"])), None);
    }
}
