//! Mails in which a search engine sends what it found anew: below a line between equal signs stand headlines, each with its paper and the
//! beginning of its text.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence};
use crate::corpus::page::Furniture;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// The longest name of a paper, in characters.
const MAX_PAPER: usize = 20;

/// The headlines of such a mail; none of other texts.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^={2,}\s*.*(?:个新?结果|個新?結果|条新?结果|new results?).*={2,}$"));
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:(?:- ?){8,}$|取消订阅|取消訂閱|unsubscribe)"));
    let first = *lines.written.first()?;
    if !TITLE.is_match(first) {
        return None;
    }
    let is_end = |line: &&str| END.is_match(line.trim());
    let end = lines.all.iter().position(is_end).unwrap_or(lines.all.len());
    let is_title = |line: &str| TITLE.is_match(line);
    let mut articles = Vec::new();
    let mut around: Vec<Furniture> = Vec::new();
    for block in lines.all[..end].split(|line| line.trim().is_empty()) {
        let written: Vec<&str> = block.iter().map(|line| line.trim()).collect();
        around.extend(written.iter().filter(|line| is_title(line)).map(|line| Furniture::of(*line)));
        let own: Vec<&str> = written.into_iter().filter(|line| !is_title(line)).collect();
        match found(&own) {
            Some(article) => articles.push(article),
            None => around.extend(own.into_iter().map(Furniture::of)),
        }
    }
    let below = lines.all[end..].iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    around.extend(below.map(Furniture::of));
    (!articles.is_empty()).then_some((articles, around))
}

/// The article of the lines between blank ones: the headline, the paper, the beginning of the text, the address.
fn found(lines: &[&str]) -> Option<ArticleParts> {
    let is_address = |line: &&&str| line.trim_start_matches('<').starts_with("http");
    let mut own = lines.iter().filter(|line| !is_address(line)).copied().peekable();
    let title = own.next()?.to_owned();
    let is_paper = |line: &&str| at_most(line, MAX_PAPER) && !ends_sentence(line) && !line.ends_with("...");
    let source = own.next_if(is_paper).unwrap_or_default().to_owned();
    let text: String = own.collect();
    // A headline alone is what a mail says of itself.
    let tells = !source.is_empty() || !text.is_empty() || lines.len() > 1;
    let paragraphs = if text.is_empty() { Vec::new() } else { vec![text] };
    tells.then(|| ArticleParts { title, source, paragraphs, ..ArticleParts::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_block_is_an_article() {
        let text = "=== 新闻 - 2 个新结果，关键词：[公园] ===\n\n河畔新增公园\n兰河日报\n昨日，河畔新增三处公园， ...\n<https://a.example/1>\n\n\
                    老街换上新灯\n云溪晚报\n老街昨晚换上新灯。 ...\n<https://a.example/2>\n\n- - - - - - - - - - - -\n取消订阅此快讯：\n<https://a.example/r>\n";
        let (articles, around) = read(&TextLines::of(text)).unwrap();
        let seen: Vec<_> = articles.iter().map(|a| (a.title.as_str(), a.source.as_str(), a.paragraphs.len())).collect();
        assert_eq!(seen, [("河畔新增公园", "兰河日报", 1), ("老街换上新灯", "云溪晚报", 1)]);
        assert_eq!(around.len(), 4);
        assert!(read(&TextLines::of("=== 三月 ===\n\n河畔新增公园\n兰河日报\n")).is_none());
    }
}
