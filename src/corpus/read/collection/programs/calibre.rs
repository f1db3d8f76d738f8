//! News that calibre fetched and wrote as text: below bars that lead to the next article and to the menus stand the lists of sections and the
//! articles, each closed by the address that it was downloaded from. Name and day of the issue stand on top.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, half_width};
use crate::corpus::numerals::below_hundred;
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::{self, HeadLine};
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::page_mark;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The longest line of a bar and of an address, in characters.
const MAX_BAR: usize = 80;
const MAX_ADDRESS: usize = 400;
/// Name and day of the issue stand on this many lines at most.
const MAX_ABOVE: usize = 4;

/// The articles of such a text; none of others.
pub(super) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.written.as_slice();
    lines.iter().find(|line| is_end(line))?;
    let top = lines.iter().position(|line| is_bar(line) || is_end(line)).filter(|at| is_bar(lines[*at])).unwrap_or(0);
    let above = &lines[..top];
    let date = above.iter().take(MAX_ABOVE).find_map(|line| day(line));
    let source = above.first().map(|line| line.split('[').next().unwrap_or_default().trim());
    let source = source.filter(|name| is_outlet(name)).unwrap_or_default();
    let mut articles = Vec::new();
    let mut around: Vec<Furniture> = above.iter().map(|line| Furniture::of(*line)).collect();
    let mut page = String::new();
    for own in lines[top..].split(|line| is_bar(line)) {
        if !own.iter().any(|line| is_end(line)) {
            page = own.iter().find_map(|line| page_mark(line)).unwrap_or_default();
            around.extend(own.iter().map(|line| Furniture::of(*line)));
            continue;
        }
        for own in own.split(|line| is_end(line)) {
            // A long address may stand on the line below.
            let begin = own.iter().take_while(|line| line.starts_with("http")).count();
            if let Some(article) = article(&own[begin..]) {
                let source = if article.source.is_empty() { source.to_owned() } else { article.source };
                let page = if article.page.is_empty() { page.clone() } else { article.page };
                articles.push(ArticleParts { date: article.date.or(date.map(Into::into)), source, page, ..article });
            }
        }
    }
    (!articles.is_empty()).then_some((articles, around))
}

/// Whether a line closes an article: “This article was downloaded by calibre from https://…”.
fn is_end(line: &str) -> bool {
    line.contains("calibre")
        && at_most(line, MAX_ADDRESS)
        && (line.contains("downloaded by") || line.contains("下载") || line.contains("下載"))
}

/// Whether a line leads to other articles and to menus: “| 下一篇 | 版块菜单 | 主菜单 |”.
fn is_bar(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^[|｜\s]*(?:(?:[上下前后]一?(?:篇|项|条|版块|版面|部分|章节|节|页|个)|(?:版块|板块|章节|部分|分类|主|栏目)菜单",
            r"|(?:next|previous)(?: section| article)?|(?:section|main) menu)\s*[|｜]\s*){1,8}$"
        ))
    });
    line.contains(['|', '｜']) && at_most(line, MAX_BAR) && FORM.is_match(line)
}

/// The day of the issue, whose month may be written in Chinese behind it: “[星期二, 05 三月 2024]”.
fn day(line: &str) -> Option<Date> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?P<day>\d{1,2})\s*日?[\s,]+(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月[\s,]+(?P<year>(?:19|20)\d{2})",
        )
    });
    let line = half_width(line);
    let in_chinese = || {
        let found = FORM.captures(&line)?;
        let month = found["month"].parse().ok().or_else(|| below_hundred(&found["month"]))?;
        Date::new(found["year"].parse().ok()?, i8::try_from(month).ok()?, found["day"].parse().ok()?).ok()
    };
    find_date(&line).map(|found| found.date).or_else(in_chinese)
}

/// The article of these lines: its headline, perhaps paper and day, and its text.
fn article(lines: &[&str]) -> Option<ArticleParts> {
    let (title, text) = lines.split_first()?;
    let head = text.first().and_then(|line| head_line::parse(line));
    let head = head.filter(|head| head.source_label || head.date.is_some());
    let text = &text[usize::from(head.is_some())..];
    let HeadLine { source, date, byline, page, .. } = head.unwrap_or_default();
    let paragraphs: Vec<String> = text.iter().map(|line| (*line).to_owned()).collect();
    let title = (*title).to_owned();
    let date = date.map(Into::into);
    (!paragraphs.is_empty()).then(|| ArticleParts {
        title,
        date,
        source,
        byline,
        page,
        paragraphs,
        ..ArticleParts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_stand_between_bars() {
        let end = "This article was downloaded by calibre from https://paper.example/2024/03/05/1.html";
        let bar = "| 下一篇 | 版块菜单 | 主菜单 | 上一篇 |";
        let text = format!(
            "兰河日报\n\n[Tue, 05 Mar 2024]\n\n  * 01版：要闻\n  * 03版：民生\n\n\n| 下一版块 | 主菜单 |\n\n01版：要闻\n\n  * 老街换上新灯\n\n\n{bar}\n\n\
            老街换上新灯\n\n昨晚，老街换上了新灯。\n\n街坊都来看灯。\n\n{end}\n\n\n| 下一版块 | 主菜单 | 上一版块 |\n\n03版：民生\n\n  * 渡口通了公交\n\n{bar}\n\n\
            渡口通了公交\n来源：云溪晚报 2024-03-04\n昨天，渡口通了公交。\n\n{end}\n"
        );
        let (articles, _) = read(&TextLines::of(&text)).expect("articles");
        let of = |a: &ArticleParts| {
            let day = a.date.map(|day| day.to_string()).unwrap_or_default();
            [a.title.clone(), a.source.clone(), day, a.page.clone(), a.paragraphs.join("/")]
        };
        let expected = [
            ["老街换上新灯", "兰河日报", "2024-03-05", "1", "昨晚，老街换上了新灯。/街坊都来看灯。"],
            ["渡口通了公交", "云溪晚报", "2024-03-04", "3", "昨天，渡口通了公交。"],
        ];
        assert_eq!(articles.iter().map(of).collect::<Vec<_>>(), expected);
        assert!(read(&TextLines::of(&text.replace("calibre", "兰河"))).is_none());
    }

    #[test]
    fn months_may_be_written_in_chinese() {
        for line in ["[Tue, 05 Mar 2024]", "[星期二, 05 三月 2024]", "[二, 05 3月 2024]", "兰河日报 2024年3月5日"]
        {
            assert_eq!(day(line).map(|day| day.to_string()).as_deref(), Some("2024-03-05"), "{line}");
        }
    }

    #[test]
    fn bars_lead_to_articles_and_menus() {
        for line in
            ["| Next | Section menu | Main menu | Previous |", "| 下一篇 | 主菜单 |", "|下一项|章节菜单|主菜单|上一项|"]
        {
            assert!(is_bar(line), "{line}");
        }
        for line in ["| 下一站 | 老街 |", "下一篇", "| 标题 | 来源 |"] {
            assert!(!is_bar(line), "{line}");
        }
    }
}
