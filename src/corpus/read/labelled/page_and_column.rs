//! The archive of the People's Daily as it is passed on: above each article stands its page and column, `第6版(国际)专栏:`. The
//! headline stands below, or above with a number; headline and text may be one line.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::measure::{ends_sentence, letter_count, letters};
use crate::corpus::page::Furniture;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::masthead;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::markup::item_number::without_item_number;
use crate::corpus::read::parts::ArticleParts;
use crate::text::{half_width, pattern};

/// The lines of a headline have at most this many letters.
const MAX_HEADLINE: usize = 40;
/// A headline has at most this many lines.
const MAX_LINES: usize = 5;

/// Page and column, and what stands behind them on their line.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^第\s*(?P<page>\d{1,2})\s*版\s*[（(](?P<section>[^（）()]{0,12})[）)]\s*(?:专栏\s*[:：]\s*(?P<rest>.*))?$",
    )
});

/// The articles of a file of this archive; none where the text is no such file.
pub(in crate::corpus::read) fn page_and_column(lines: &TextLines<'_>) -> Option<Collected> {
    // Nearly all texts have no such line, and are looked at no further.
    let lines = lines.written.as_slice();
    if !lines.iter().any(|line| line.starts_with('第') && line.contains('版')) {
        return None;
    }
    let heads: Vec<usize> = (0..lines.len()).filter(|&at| is_head(lines, at)).collect();
    let first = *heads.first()?;
    // The headline may stand above page and column, with its number.
    let above = |head: usize| head.checked_sub(1).filter(|&at| without_item_number(lines[at]) != lines[at]);
    let begin = above(first).unwrap_or(first);
    let ends = heads.iter().skip(1).map(|&head| above(head).unwrap_or(head)).chain([lines.len()]);
    let articles: Vec<ArticleParts> = heads
        .iter()
        .zip(ends)
        .map(|(&head, end)| article(&lines[head..end], above(head).map(|at| without_item_number(lines[at]))))
        .collect();
    let date = lines[..begin].iter().find_map(|line| find_date(&line.chars().map(half_width).collect::<String>()));
    let paper = lines[..begin].iter().find_map(|line| masthead::paper(line));
    let with_issue = |article: ArticleParts| ArticleParts {
        date: date.as_ref().map(|found| found.date.into()),
        source: paper.clone().unwrap_or_default(),
        ..article
    };
    // A picture with its caption has no headline.
    let are_whole = articles.iter().all(|article| !article.paragraphs.is_empty())
        && articles.iter().any(|article| !article.title.is_empty());
    let around = lines[..begin].iter().map(|line| Furniture::of(*line)).collect();
    are_whole.then(|| (articles.into_iter().map(with_issue).collect(), around))
}

/// Whether page and column stand on a line, or the page there and the column on the next.
fn is_head(lines: &[&str], at: usize) -> bool {
    let names_column = |found: &Captures<'_>| {
        found.name("rest").is_some() || lines.get(at + 1).is_some_and(|next| next.starts_with("专栏"))
    };
    HEAD.captures(lines[at]).as_ref().is_some_and(names_column)
}

/// The article below page and column; `above` is the headline that stands above them.
fn article(lines: &[&str], above: Option<&str>) -> ArticleParts {
    let mut parts = ArticleParts::default();
    let Some(head) = HEAD.captures(lines[0]) else { return parts };
    parts.page = page_number(&head["page"]);
    let column_apart = head.name("rest").is_none();
    let rest = head.name("rest").map_or("", |rest| rest.as_str()).trim();
    let mut body = &lines[1 + usize::from(column_apart)..];
    match above {
        Some(title) => title.clone_into(&mut parts.title),
        None => {
            let is_headline = |line: &&&str| {
                letter_count(line) <= MAX_HEADLINE && !ends_sentence(line) && !line.starts_with(['【', '（', '('])
            };
            let count = body.iter().take(MAX_LINES).take_while(is_headline).count().min(body.len().saturating_sub(1));
            parts.title = body[..count].join(" ");
            body = &body[count..];
        }
    }
    // Behind the column stand its name and the headline once more.
    let text = behind_title(rest, &parts.title);
    parts.paragraphs.extend((!text.is_empty() && above.is_some()).then(|| text.to_owned()));
    parts.paragraphs.extend(body.iter().map(|line| (*line).to_owned()));
    parts
}

/// What stands behind a headline in a line that repeats it, whatever stands before it and however its spaces fall.
fn behind_title<'t>(line: &'t str, title: &str) -> &'t str {
    let title = letters(title);
    let Some(first) = title.chars().next() else { return line };
    let starts = line.char_indices().filter(|(_, c)| *c == first).map(|(at, _)| at);
    for start in starts {
        let mut wanted = title.chars().peekable();
        for (at, c) in line[start..].char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            if wanted.next_if(|next| letters(&c.to_string()).starts_with(*next)).is_none() {
                break;
            }
            if wanted.peek().is_none() {
                let end = start + at + c.len_utf8();
                return line[end..].trim_start_matches(|c: char| !c.is_alphanumeric() && !"“‘《【（(".contains(c));
            }
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_stand_below_page_and_column() {
        let text = "1951年9月15日兰河日报 第1版\n\n第1版()\n专栏:\n\n河畔新增公园\n市民免费入园\n【本报兰河十四日讯】河畔新增三处公园。\n公园免费开放。\n\n第1版(要闻)\n专栏:今日谈\n\n老街换灯\n老街昨晚换上了新灯。\n";
        let (articles, around) = page_and_column(&TextLines::of(text)).expect("an archive");
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.page.as_str(), a.paragraphs.len())).collect();
        assert_eq!(seen, [("河畔新增公园 市民免费入园", "1", 2), ("老街换灯", "1", 1)]);
        assert_eq!(articles[0].date.map(|date| date.to_string()).as_deref(), Some("1951-09-15"));
        assert_eq!((articles[1].source.as_str(), around.len()), ("兰河日报", 1));
    }

    #[test]
    fn headlines_may_stand_above_and_once_more_within_the_line() {
        let text = "1998-04-26\n第 1 版\n1. 河畔新增公园 市民免费入园\n第1版(要闻)专栏:务实之笔 河畔新增公园市民免费入园 本报兰河4月25日讯 河畔新增三处公园。\n2. 老街换灯\n第1版()专栏: 老街换灯 “老街亮了！”居民说。\n";
        let (articles, _) = page_and_column(&TextLines::of(text)).expect("an archive");
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.paragraphs[0].as_str())).collect();
        assert_eq!(
            seen,
            [
                ("河畔新增公园 市民免费入园", "本报兰河4月25日讯 河畔新增三处公园。"),
                ("老街换灯", "“老街亮了！”居民说。")
            ]
        );
        assert!(page_and_column(&TextLines::of("本报开设专栏。\n第1版(要闻)刊登。\n")).is_none());
    }
}
