//! Articles of a crawler, each below its address on a line of its own: headline, paper and day stand below that in whatever form.

use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::read::collection::programs::one_of;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;

/// The name of the collection and the day of the crawl stand on this many lines above the first address at most.
const MAX_ABOVE: usize = 3;
/// The longest address, in characters.
const MAX_ADDRESS: usize = 300;
/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;

/// The articles below addresses, each read as the one article of its lines; none where one of them tells no day.
pub(super) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.all.as_slice();
    let begins: Vec<usize> = (0..lines.len()).filter(|&at| is_address(lines[at])).collect();
    let first = *begins.first().filter(|_| begins.len() > 1)?;
    let above: Vec<&str> = lines[..first].iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    // Addresses stand below texts as well.
    if above.len() > MAX_ABOVE || above.iter().any(|line| letter_count(line) > *HEADLINE_LENGTHS.end()) {
        return None;
    }
    let ends = begins.iter().skip(1).copied().chain([lines.len()]);
    let article = |(&begin, end): (&usize, usize)| {
        let own = &lines[begin + 1..end];
        let headline = own.iter().map(|line| line.trim()).find(|line| !line.is_empty())?;
        let is_headed = HEADLINE_LENGTHS.contains(&letter_count(headline)) && !headline.ends_with('。');
        let mut article = if is_headed { one_of(own)? } else { return None };
        article.furniture.insert(0, Furniture::of(lines[begin].trim()));
        (article.date.is_some() && !article.paragraphs.is_empty()).then_some(article)
    };
    let articles: Vec<ArticleParts> = begins.iter().zip(ends).map(article).collect::<Option<_>>()?;
    Some((articles, above.into_iter().map(Furniture::of).collect()))
}

/// Whether a line is an address and nothing else, perhaps behind its name: “URL: https://…”.
fn is_address(line: &str) -> bool {
    let line = line.trim();
    let names = ["URL", "url", "链接", "网址", "原文链接", "地址"];
    let bare = names.iter().find_map(|name| line.strip_prefix(name)?.trim_start().strip_prefix([':', '：']));
    let bare = bare.unwrap_or(line).trim().trim_start_matches('<');
    (bare.starts_with("http://") || bare.starts_with("https://"))
        && at_most(bare, MAX_ADDRESS)
        && bare.chars().all(|c| c.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "　　昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子。\n　　灯光由新的电站供电，每年省下不少电费，县里说明年还要换三条街，再装一百盏灯。\n";

    fn seen(text: &str) -> Option<Vec<[String; 3]>> {
        let (articles, _) = read(&TextLines::of(text))?;
        let of = |a: ArticleParts| [a.title, a.source, a.date.map(|day| day.to_string()).unwrap_or_default()];
        Some(articles.into_iter().map(of).collect())
    }

    #[test]
    fn addresses_stand_above_their_articles() {
        let article = |name: &str, title: &str, day: u8| {
            format!(
                "{name}http://a.example/2024-03/0{day}/1.htm\n{title}\n\n兰河日报\n2024年03月0{day}日 第02版\n\n{TEXT}\n"
            )
        };
        let expected =
            [["云岭老街昨晚换上新灯", "兰河日报", "2024-03-05"], ["云岭渡口通了公交", "兰河日报", "2024-03-06"]];
        for name in ["", "URL: "] {
            let text = article(name, "云岭老街昨晚换上新灯", 5) + &article(name, "云岭渡口通了公交", 6);
            assert_eq!(seen(&text).expect("articles"), expected);
        }
    }

    #[test]
    fn addresses_below_texts_begin_nothing() {
        let article = format!("云岭老街昨晚换上新灯\n兰河日报 2024-03-05\n{TEXT}http://a.example/1.htm\n\n");
        assert_eq!(seen(&article.repeat(3)), None);
        assert_eq!(seen("http://a.example/1.htm\nhttp://a.example/2.htm\n"), None);
    }
}
