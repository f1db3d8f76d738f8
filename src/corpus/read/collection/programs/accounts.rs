//! Articles of accounts on WeChat that were copied one below the other, each with what the app writes below it: “微信扫一扫”, “继续滑动看下一个”.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::read::collection::programs::one_of;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;

/// What the app writes last below an article: the first of these that a file has closes its articles.
const ENDS: [&str; 2] = ["向上滑动看下一个", "关注该公众号"];
/// What it writes below an article besides. The name of the account stands between some of these.
const BELOW: [&str; 8] = [
    "预览时标签不可点",
    "阅读原文",
    "微信扫一扫",
    "关注该公众号",
    "继续滑动看下一个",
    "轻触阅读原文",
    "向上滑动看下一个",
    "知道了",
];
/// The letters of a text below which a part of the file is no article.
const MIN_TEXT: usize = 40;

/// The articles of such a file, each read as the one article of its lines; none where one of them shows no headline.
pub(super) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let count = |end: &str| lines.all.iter().filter(|line| line.trim() == end).count();
    let end = *ENDS.iter().find(|end| count(end) > 0)?;
    let (mut articles, mut around) = (Vec::new(), Vec::new());
    for own in lines.all.split(|line| line.trim() == end) {
        let own = without_marks(own);
        if text_length(own) < MIN_TEXT {
            around.extend(own.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(Furniture::of));
            continue;
        }
        articles.push(one_of(own).filter(|article: &ArticleParts| !article.paragraphs.is_empty())?);
    }
    (articles.len() > 1).then_some((articles, around))
}

/// The lines of an article without what the app writes around them, and the name of the account among that.
fn without_marks<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let is_mark = |line: &str| line.is_empty() || BELOW.contains(&line);
    let begin = lines.iter().position(|line| !is_mark(line.trim())).unwrap_or(lines.len());
    let mut own = &lines[begin..];
    while let Some((last, rest)) = own.split_last() {
        let above = rest.iter().map(|line| line.trim()).rfind(|line| !line.is_empty());
        let leads_on = above.is_some_and(|above| matches!(above, "继续滑动看下一个" | "轻触阅读原文"));
        if !is_mark(last.trim()) && !leads_on {
            break;
        }
        own = rest;
    }
    own
}

/// The letters of the sentences among some lines.
fn text_length(lines: &[&str]) -> usize {
    lines.iter().filter(|line| ends_sentence(line)).map(|line| letter_count(line)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子。\n\n灯光由新的电站供电，每年省下不少电费，县里说明年还要换三条街，再装一百盏灯。";

    fn seen(text: &str) -> Option<Vec<[String; 3]>> {
        let (articles, _) = read(&TextLines::of(text))?;
        let of = |a: ArticleParts| [a.title, a.source, a.date.map(|day| day.to_string()).unwrap_or_default()];
        Some(articles.into_iter().map(of).collect())
    }

    #[test]
    fn the_app_closes_each_article() {
        let article = |title: &str, account: &str, day: u8, end: &str| {
            format!(
                "{title}\n\n{account}\n2024年03月0{day}日 09:46 云南\n\n{TEXT}\n\n预览时标签不可点\n阅读原文\n微信扫一扫\n关注该公众号\n{end}\n"
            )
        };
        let go_on = |account: &str| format!("\n继续滑动看下一个\n{account}\n向上滑动看下一个\n");
        let text = article("云岭老街昨晚换上新灯", "兰河日报", 5, &go_on("兰河日报"))
            + &article("云岭渡口通了公交", "云溪晚报", 6, &go_on("云溪晚报"));
        let expected =
            [["云岭老街昨晚换上新灯", "兰河日报", "2024-03-05"], ["云岭渡口通了公交", "云溪晚报", "2024-03-06"]];
        assert_eq!(seen(&text).expect("articles"), expected);
        let text = article("云岭老街昨晚换上新灯", "兰河日报", 5, "") + &article("云岭渡口通了公交", "云溪晚报", 6, "");
        assert_eq!(seen(&text).expect("articles"), expected);
    }

    #[test]
    fn names_of_accounts_stand_among_the_marks() {
        let lines = ["关注该公众号", "", "老街换灯", "昨晚换的。", "阅读原文", "继续滑动看下一个", "兰河日报", ""];
        assert_eq!(without_marks(&lines), &lines[2..4]);
    }

    #[test]
    fn a_single_article_is_left_to_other_readers() {
        assert_eq!(
            seen(&format!("云岭老街昨晚换上新灯\n\n兰河日报\n2024年03月05日 09:46\n\n{TEXT}\n\n关注该公众号\n")),
            None
        );
    }
}
