//! A page of text to its articles, with what the web adds to pages that people copy from it.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::date::date_in_path;
use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::page::{self, Furniture, Page, PageContext};
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::issue_line;
use crate::corpus::read::item_number::without_item_number;
use crate::corpus::read::one_article::{
    foot, holds_only_marks, is_above_text, is_bar_of_buttons, is_byline, is_navigation, without_button,
};
use crate::corpus::{Article, PartialDate, Sources};
use crate::error::Result;
use crate::text::pattern;

/// A text has at most this many head lines.
const MAX_HEAD_LINES: usize = 8;
/// The letters of a first line that is the headline of the only article.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 9..=45;
/// The paragraph below such a line has at least this many letters.
const MIN_PARAGRAPH: usize = 40;
/// A line of at least this many letters is text, however it ends.
const MIN_TEXT: usize = 60;
/// A further head line that tells nothing of the article, as a counter or an editor, has at most this many characters.
const MAX_COUNTER: usize = 30;

/// Cuts a page into its articles; buttons and notices of a web site are furniture.
///
/// # Errors
/// As [`page::cut`].
pub(super) fn cut(text: &str, context: &PageContext<'_>, sources: &Sources) -> Result<Page> {
    let (text, numbers) = without_sheet_numbers(text);
    let (text, bars) = without_bars(&text);
    let cut = |text: &str| Ok(without_notices(with_own_credit(page::cut(text, context, sources)?)));
    let (text, address) = without_address(&text);
    let (text, foot) = without_foot(text);
    let mut page = match below_head(text, context, cut) {
        Some(page) => page,
        None => cut(text)?,
    };
    if let [article] = page.articles.as_mut_slice()
        && article.title.is_empty()
        && let Some((title, text)) = first_line_as_headline(&article.text)
    {
        (article.title, article.text) = (title.to_owned(), text.to_owned());
    }
    for article in &mut page.articles {
        article.title = without_button(&article.title).to_owned();
    }
    // Copied issues number their headlines.
    let is_numbered = |(place, article): (usize, &Article)| article.title.starts_with(&format!("{place}. "));
    if (1..).zip(&page.articles).all(is_numbered) {
        page.articles.iter_mut().for_each(|article| article.title = without_item_number(&article.title).to_owned());
    }
    if let Some(address) = address {
        // The address at the end tells the day of the only article.
        if let [article] = page.articles.as_mut_slice() {
            article.date = article
                .date
                .or_else(|| address.split_once("://").and_then(|(_, path)| date_in_path(path)).map(Into::into));
        }
        page.furniture.push(Furniture::of(address));
    }
    page.furniture.extend(foot.lines().map(str::trim).filter(|line| !line.is_empty()).map(Furniture::of));
    page.furniture.extend(bars.into_iter().map(Furniture::of).chain(numbers));
    // A bar parts the text from what a copied page had beside it.
    if let Some(last) = page.articles.last_mut() {
        let kept = last.text.trim_end_matches(['|', '｜', ' ', '\u{3000}']).len();
        last.text.truncate(kept);
    }
    Ok(page)
}

/// The page whose text begins with head lines, which tell of its article. At the top of several articles they are a masthead: a line
/// of it is read by the page itself, and several lines with labels tell the paper, day and page of all.
fn below_head(text: &str, context: &PageContext<'_>, cut: impl Fn(&str) -> Result<Page>) -> Option<Page> {
    let (mut head, head_lines, rest) = part_head(text);
    if head_lines.is_empty() || rest.trim().is_empty() {
        return None;
    }
    let mut page = cut(rest).ok()?;
    match page.articles.as_mut_slice() {
        [article] => apply_head(head, article, context),
        _ if head_lines.len() < 2 || head.strength() < Strength::Strong => return None,
        articles => {
            // A reporter is that of one article.
            head.byline.clear();
            articles.iter_mut().for_each(|article| apply_head(head.clone(), article, context));
        }
    }
    page.furniture.extend(head_lines.into_iter().map(Furniture::of));
    Some(page)
}

/// The head lines and reporters at the top of a text that has no headline above them, what they tell, and the text below.
fn part_head(text: &str) -> (HeadLine, Vec<&str>, &str) {
    let (mut head, mut lines, mut rest) = (HeadLine::default(), Vec::new(), text);
    while let Some((line, below)) = rest.split_once('\n').filter(|_| lines.len() < MAX_HEAD_LINES) {
        let own = line.trim();
        let tells = |own: &HeadLine| {
            let is_further = own.strength() >= Strength::Weak || !own.page.is_empty() || !own.byline.is_empty();
            own.strength() >= Strength::SourceOnly
                || !lines.is_empty() && (is_further || at_most(line.trim(), MAX_COUNTER))
        };
        match head_line::parse(own).filter(tells) {
            Some(own) => head.merge(own),
            _ if own.is_empty() && !lines.is_empty() => {}
            _ if !lines.is_empty() && head.byline.is_empty() && is_byline(own) => own.clone_into(&mut head.byline),
            _ => break,
        }
        lines.extend((!own.is_empty()).then_some(own));
        rest = below;
    }
    (head, lines, rest)
}

/// Sets what a head line tells of an article, where the user and the article itself tell nothing.
fn apply_head(head: HeadLine, article: &mut Article, context: &PageContext<'_>) {
    if context.date.is_none() && head.date.is_some() {
        article.date = head.date.map(PartialDate::from);
    }
    if context.source.is_none() && !head.source.is_empty() {
        article.source = head.source;
    }
    for (own, told) in [(&mut article.page, head.page), (&mut article.byline, head.byline)] {
        if own.is_empty() {
            *own = told;
        }
    }
}

/// A text without the numbers of sheets that stand within a sentence, as recognisers leave them (“- 1 -”), and these numbers.
/// The blank lines around them part nothing.
fn without_sheet_numbers(text: &str) -> (Cow<'_, str>, Vec<Furniture>) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?P<before>[^\n]{14}[^\s。！？”…：；）)])[ \u{3000}\t]*\n(?:[ \u{3000}\t]*\n)*[ \u{3000}\t]*(?P<number>[-–—]\s?\d{1,3}\s?[-–—])",
            r"[ \u{3000}\t]*\n(?:[ \u{3000}\t]*\n)*(?P<after>\p{Han})"
        ))
    });
    // Nearly all texts have no such line, and are looked at no further.
    const DASHES: [char; 3] = ['-', '–', '—'];
    if !text.lines().any(|line| line.trim().starts_with(DASHES) && line.trim().ends_with(DASHES)) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let numbers = NUMBER.captures_iter(text).map(|found| Furniture::of(&found["number"])).collect();
    (NUMBER.replace_all(text, "$before\n$after"), numbers)
}

/// A text without the bars of buttons above its first sentence and below its last one, and these lines.
fn without_bars(text: &str) -> (Cow<'_, str>, Vec<&str>) {
    let lines: Vec<&str> = text.lines().collect();
    // A colon may stand behind the label of a field.
    let is_sentence = |line: &&str| {
        ends_sentence(line.trim()) && !line.trim().ends_with([':', '：']) || letter_count(line) >= MIN_TEXT
    };
    let first = lines.iter().position(is_sentence).unwrap_or(0);
    let last = lines.iter().rposition(is_sentence).unwrap_or(lines.len());
    let is_bar = |at: usize, line: &str| {
        is_sheet(line)
            || !(first..=last).contains(&at) && is_bar_of_buttons(line.trim())
            || at < first && (is_above_text(line.trim()) || is_navigation(line))
    };
    let (bars, rest): (Vec<_>, Vec<_>) = lines.into_iter().enumerate().partition(|(at, line)| is_bar(*at, line));
    if bars.is_empty() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let rest: Vec<&str> = rest.into_iter().map(|(_, line)| line).collect();
    (Cow::Owned(rest.join("\n")), bars.into_iter().map(|(_, line)| line.trim()).collect())
}

/// A text without what a web page adds below it, and that.
fn without_foot(text: &str) -> (&str, &str) {
    let mut places = Vec::new();
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            places.push(start);
            lines.push(line.trim());
        }
        start += line.len();
    }
    match foot(&lines) {
        Some(first) => text.split_at(places[first]),
        None => (text, ""),
    }
}

/// The first line of a text as its headline, and the text below: it is no sentence, names no reporter, and paragraphs follow.
fn first_line_as_headline(text: &str) -> Option<(&str, &str)> {
    let (first, below) = text.split_once('\n')?;
    let next = below.lines().next()?;
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(first))
        && !ends_sentence(first)
        && !first.ends_with(['，', ',', '、'])
        && !is_byline(first)
        && !["记者", "通讯员", "作者", "来源", "本报讯"].iter().any(|word| first.contains(word));
    let follows = (ends_sentence(next) || letter_count(next) >= MIN_TEXT)
        && letter_count(next) >= MIN_PARAGRAPH.max(2 * letter_count(first));
    (is_headline && follows && issue_line::parse(first).is_none()).then_some((first.trim(), below))
}

/// Whether a line numbers a sheet, as recognisers do above each: “Page 1”, “--- 第2页 ---”.
fn is_sheet(line: &str) -> bool {
    static SHEET: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[-=#*\s]*(?i:page)\s*\d{1,3}[-=#*\s]*$|^[-=#*]{2,}\s*第\s*\d{1,3}\s*页\s*[-=#*]{2,}$")
    });
    let may_be = line.trim_start().starts_with(['-', '=', '#', '*', 'p', 'P']);
    may_be && at_most(line, 40) && SHEET.is_match(line)
}

/// A text without the line at its end that gives its address: “文章来源：http://…”, and this line.
fn without_address(text: &str) -> (&str, Option<&str>) {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\n[ \u{3000}]*(?P<line>(?:文章来源|来源|原文|原文链接|原文地址|链接|网址)\s*[:：]\s*https?://\S+)\s*$",
        )
    });
    match ADDRESS.captures(text).and_then(|found| Some((found.get(0)?, found.name("line")?))) {
        Some((whole, line)) => (&text[..whole.start()], Some(line.as_str())),
        None => (text, None),
    }
}

/// A page without the notices of a web site below its last article, which the cut may take for articles without a headline.
fn without_notices(mut page: Page) -> Page {
    let is_notice = |article: &Article| article.title.is_empty() && holds_only_marks(&article.text);
    while page.articles.len() > 1
        && let Some(notice) = page.articles.pop_if(|last| is_notice(last))
    {
        page.furniture.extend(notice.text.lines().map(Furniture::of));
    }
    page
}

/// If a page has one article that ends with a line of paper and day, the article takes both from that line unless it has them
/// already.
fn with_own_credit(mut page: Page) -> Page {
    if let [article] = page.articles.as_mut_slice()
        && let Some((text, last)) = article.text.rsplit_once('\n')
        && let Some(line) = issue_line::parse(last).filter(|line| line.names_paper() && line.credit.tells_issue())
    {
        article.text = text.to_owned();
        article.date = article.date.or(line.credit.date.map(PartialDate::from));
        if article.source.is_empty() {
            article.source = line.credit.source;
        }
        if article.page.is_empty() {
            article.page = line.credit.page;
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_lines_above_a_text_without_headline_are_no_headline() {
        let text = "来源：兰河客户端\n2024-03-05\n兰河日报·兰河客户端记者 方舟 何晓岚\n初春，阳光明媚。昨日下午，市领导到三个项目现场观摩，听取汇报，研究解决问题。\n";
        let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
        let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
        assert_eq!((article.title.as_str(), article.source.as_str()), ("", "兰河客户端"));
        assert_eq!(article.date.unwrap().to_string(), "2024-03-05");
        assert!(article.byline.contains("方舟") && article.text.starts_with("初春"), "{article:?}");
    }

    #[test]
    fn a_head_line_above_several_articles_is_that_of_all() {
        let article = |number: usize| {
            format!(
                "河畔新增第{number}处公园\n　　本报讯（记者 方舟）昨日，河畔新增一处公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园和健身场地。\n"
            )
        };
        let text: String =
            std::iter::once("来源：兰河日报 2024年3月5日 第02版\n".to_owned()).chain((1..=4).map(article)).collect();
        let page = cut(&text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
        assert_eq!(page.articles.len(), 4);
        for article in &page.articles {
            assert_eq!((article.date.map(|d| d.to_string()), article.page.as_str()), (Some("2024-03-05".into()), "2"));
        }
    }

    #[test]
    fn labels_above_several_articles_tell_of_all() {
        let article = |number: usize| {
            format!(
                "河畔新增第{number}处公园\n　　本报讯（记者 方舟）昨日，河畔新增一处公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园和健身场地。\n\n"
            )
        };
        let head = "来源：兰河日报\n日期：2024-03-05\n版次：02版\n责编：何晓岚\n浏览：203次\n\n".to_owned();
        let text: String = std::iter::once(head).chain((1..=4).map(article)).collect();
        let page = cut(&text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
        assert_eq!(page.articles.len(), 4);
        for article in &page.articles {
            let seen = (article.date.map(|d| d.to_string()), article.source.as_str(), article.page.as_str());
            assert_eq!(seen, (Some("2024-03-05".into()), "兰河日报", "2"), "{article:?}");
        }
    }

    #[test]
    fn labels_of_page_and_author_belong_to_the_head() {
        let text = "报纸：兰河日报\n日期：2024-03-05\n版次：02版\n作者：方舟\n昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里，还有儿童乐园。\n";
        let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
        let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
        assert_eq!((article.title.as_str(), article.source.as_str(), article.page.as_str()), ("", "兰河日报", "2"));
        assert_eq!(article.byline, "方舟");
    }

    #[test]
    fn the_rights_of_a_site_are_no_article() {
        let text = "昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里。\n通讯员 方舟 摄\nCopyright © 2001-2025 兰河网络科技股份有限公司 All Rights Reserved\n\
            互联网新闻信息许可证 42120170001 -\n增值电信业务经营许可证 鄂B2-20231273 -\n广播电视节目制作经营许可证(鄂)字第00011号\n营业执照\n版权为 兰河网 www.lanhe.example 所有 未经同意不得复制或镜像\n";
        let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
        let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
        assert!(!article.text.contains("许可证") && article.text.contains("步道三公里"), "{article:?}");
    }

    #[test]
    fn what_stands_around_a_copied_text_is_furniture() {
        let text = "打印页面\n\n首页 > 新闻社会 雨中疏导交通\n\n雨中疏导交通\n\n□晚报记者 方舟\n\n　　雨中，民警在街头疏导交通，为市民排忧解难，保障道路正常通行。\n\n文章来源:http://www.lanhe.example/2024/0305/482918.shtml\n";
        let page = cut(text, &PageContext { file: "a.txt", ..Default::default() }, &Sources::default()).unwrap();
        let [article] = page.articles.as_slice() else { panic!("{:?}", page.articles) };
        assert_eq!(article.title, "雨中疏导交通");
        assert_eq!(article.date.unwrap().to_string(), "2024-03-05");
        assert!(!article.text.contains("文章来源"), "{article:?}");
        assert!(is_sheet("Page 1") && is_sheet("--- 第2页 ---") && !is_sheet("第2页") && !is_sheet("Page One"));
    }

    #[test]
    fn numbers_of_sheets_part_no_sentence() {
        let text = "到了年底，厂里还清了拖欠的工资，给每个\n\n          - 1 -\n\n工人补发了棉衣。";
        let (joined, numbers) = without_sheet_numbers(text);
        assert_eq!((&*joined, numbers.len()), ("到了年底，厂里还清了拖欠的工资，给每个\n工人补发了棉衣。", 1));
        for text in [
            "厂里还清了工资。\n\n- 1 -\n\n工人补发了棉衣。",
            "老街\n- 一 -\n修好了。",
            "那一年我十岁\n\n- 3 -\n\n老街修好了。",
        ] {
            assert_eq!(without_sheet_numbers(text).0, text);
        }
    }
}
