//! Files that a program wrote one below the other into one text, each below its name: “==> 01-社区食堂开门.txt <==”.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::one_article::{FileContext, Line, SourceKind, names_reporters, recognise};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A line with the name of a file has at most this many characters.
const MAX_NAME: usize = 120;
/// At most this many lines stand above the name of the first file.
const MAX_ABOVE: usize = 3;
/// The letters of a headline.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=50;

/// The articles of joined files; none where a text is no such file, or one of the files holds no article.
pub(super) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let names: Vec<(usize, &str)> =
        lines.all.iter().enumerate().filter_map(|(at, line)| Some((at, name_of_file(line.trim())?))).collect();
    let first = names.first().filter(|_| names.len() > 1)?.0;
    let is_written = |line: &&&str| line.chars().any(char::is_alphanumeric);
    let above: Vec<&str> = lines.all[..first].iter().filter(is_written).map(|line| line.trim()).collect();
    if above.len() > MAX_ABOVE || above.iter().any(|line| ends_sentence(line)) {
        return None;
    }
    let ends = names.iter().skip(1).map(|(at, _)| *at).chain([lines.all.len()]);
    let articles = names.iter().zip(ends).map(|(&(at, name), end)| article(name, &lines.all[at + 1..end]));
    Some((articles.collect::<Option<_>>()?, above.into_iter().map(Furniture::of).collect()))
}

/// The name of a file without its ending, where a line tells nothing else.
fn name_of_file(line: &str) -> Option<&str> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^(?:[=＝─━*#~_-]{2,}[>\s]*|【\s*|#{1,3}\s+|(?:文件名?|file)\s*[:：]\s*)?(?:[^\s=【】<>]*[/\\])?",
            r"(?P<name>[^/\\=【】<>|。]{1,80}?)\.(?:txt|md|docx?|wps|rtf|odt|html?|pdf)(?:[<\s]*[=＝─━*#~_-]{2,}|\s*】|\s*[:：])?$"
        ))
    });
    let may_be = at_most(line, MAX_NAME) && line.contains('.') && !line.contains("://");
    let found = if may_be { NAME.captures(line)? } else { return None };
    found.name("name").map(|name| name.as_str().trim())
}

/// The article of a file; its name is the headline where none stands in its lines.
fn article(name: &str, lines: &[&str]) -> Option<ArticleParts> {
    let is_written = |line: &&str| line.chars().any(char::is_alphanumeric);
    let from = lines.iter().position(is_written)?;
    let end = lines.iter().rposition(is_written)? + 1;
    let own = &lines[from..end];
    let rows: Vec<Line<'_>> = own.iter().map(|text| Line { text, emphasis: None }).collect();
    let name = without_number(name);
    let context = FileContext { stem: name, folders: &[], kind: SourceKind::Text, title: "" };
    if let Some(one) = recognise(&rows, &context).filter(|one| !one.title.is_empty()) {
        return Some(ArticleParts::from(one));
    }
    let mut paragraphs: Vec<String> =
        own.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let is_headline = |line: &String| HEADLINE.contains(&letter_count(line)) && !ends_sentence(line);
    let is_headed = paragraphs.first().is_some_and(is_headline);
    let title = if is_headed { paragraphs.remove(0) } else { name.to_owned() };
    // The file may be a page of several articles.
    let may_begin = |line: &String| is_headline(line) && !line.starts_with(['（', '(']) && !names_reporters(line);
    let is_one = paragraphs.iter().any(|line| ends_sentence(line)) && !paragraphs.iter().any(may_begin);
    is_one.then(|| ArticleParts { title, paragraphs, ..ArticleParts::default() })
}

/// The name of a file without its number: “01-社区食堂开门”, “3. 早市搬家”.
fn without_number(name: &str) -> &str {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,4}\s*[-_.、 ]\s*)+"));
    let rest = NUMBER.find(name).map_or(name, |number| &name[number.end()..]);
    if rest.is_empty() { name } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "　　昨天，三家社区食堂在河畔新区开门，老人凭证优惠，一顿饭只要八元钱。\n　　街坊都说方便。\n";

    #[test]
    fn files_stand_below_their_names() {
        for (before, behind) in [("===== ", " ====="), ("==> ", " <=="), ("【", "】"), ("", "")] {
            let file = |name: &str, head: &str| format!("{before}{name}{behind}\n{head}{TEXT}\n");
            let head = "早市昨天搬进新大棚\n2024-03-05 来源：兰河日报\n";
            let text = [file("01-社区食堂开门.txt", ""), file("稿件/02-早市搬家.txt", head)].concat();
            let (articles, _) = read(&TextLines::of(&text)).expect("articles");
            let told: Vec<_> = articles.iter().map(|own| (own.title.as_str(), own.source.as_str())).collect();
            assert_eq!(told, [("社区食堂开门", ""), ("早市昨天搬进新大棚", "兰河日报")], "{before}");
        }
    }

    #[test]
    fn other_lines_name_no_file() {
        for line in
            ["详见 http://a.example/1.html", "附件：名单.docx 已发送。", "早市搬家", "1.5万元", "社区食堂开门。"]
        {
            assert_eq!(name_of_file(line), None, "{line}");
        }
        assert!(read(&TextLines::of(&format!("社区食堂开门\n{TEXT}附件：名单.docx\n早市搬家\n{TEXT}"))).is_none());
    }
}
