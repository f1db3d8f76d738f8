//! What stands before or around all headlines of a collection and belongs to none of them: numbers and marks of titles.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::markup::item_number::without_item_number;
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// Takes what all headlines have around them off each.
pub(super) fn strip_common_marks(articles: &mut [ArticleParts]) {
    const FORMS: [fn(&str) -> &str; 3] = [without_number, without_ordinal, without_title_marks];
    for bare in FORMS {
        if articles.iter().all(|article| bare(&article.title) != article.title) {
            articles.iter_mut().for_each(|article| article.title = bare(&article.title).to_owned());
        }
    }
    let counted = |(at, article): (usize, &ArticleParts)| without_count(&article.title, at + 1).map(str::to_owned);
    let bare: Option<Vec<String>> = articles.iter().enumerate().map(counted).collect();
    if let Some(titles) = bare.filter(|titles| titles.len() > 1) {
        articles.iter_mut().zip(titles).for_each(|(article, title)| article.title = title);
    }
}

/// A headline behind its place among all headlines in at least two digits, where only a space parts them: “01 公园开放”, “02 老街换灯”. Amounts
/// have no zero before them: “1 死 2 伤”.
fn without_count(title: &str, place: usize) -> Option<&str> {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &title[..title.len() - rest.len()];
    let headline = rest.trim_start();
    let is_place = digits.len() >= 2 && digits.parse::<usize>() == Ok(place);
    (is_place && headline.len() < rest.len() && !headline.is_empty()).then_some(headline)
}

/// A headline without its number in the collection: “1. 三个项目签约”, “二、公园开放”.
fn without_number(title: &str) -> &str {
    let rest = title.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let numbered = rest.strip_prefix('、').filter(|headline| rest.len() < title.len() && !headline.is_empty());
    numbered.map_or_else(|| without_item_number(title), str::trim_start)
}

/// A headline without a word that counts it: “第一篇 公园开放”, “#2 公园开放”.
fn without_ordinal(title: &str) -> &str {
    static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:#\s*\d{1,3}|第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[篇条则])[\s:：、.]+")
    });
    ORDINAL.find(title).map(|found| &title[found.end()..]).filter(|rest| !rest.is_empty()).unwrap_or(title)
}

/// A headline without the marks of a title around the whole of it: “《公园开放》”.
fn without_title_marks(title: &str) -> &str {
    let inner = title.strip_prefix('《').and_then(|title| title.strip_suffix('》'));
    inner.filter(|inner| !inner.is_empty() && !inner.contains(['《', '》'])).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_no_part_of_headlines() {
        assert_eq!(without_number("二、旧粮仓里开书店"), "旧粮仓里开书店");
        assert_eq!(without_number("2. 旧粮仓里开书店"), "旧粮仓里开书店");
        assert_eq!(without_number("一座城的书店"), "一座城的书店");
    }

    #[test]
    fn what_all_headlines_have_is_taken_off() {
        let titles = |titles: [&str; 2]| {
            let mut articles = titles.map(|title| ArticleParts { title: title.to_owned(), ..ArticleParts::default() });
            strip_common_marks(&mut articles);
            articles.map(|article| article.title)
        };
        for marked in [
            ["#1 公园开放", "#2 老街换灯"],
            ["第一篇 公园开放", "第二篇 老街换灯"],
            ["文章1：公园开放", "文章2：老街换灯"],
            ["《公园开放》", "《老街换灯》"],
            ["1. 《公园开放》", "2. 《老街换灯》"],
            ["01 公园开放", "02 老街换灯"],
        ] {
            assert_eq!(titles(marked), ["公园开放", "老街换灯"]);
        }
        for kept in [
            ["《公园开放》", "老街换灯"],
            ["第一条地铁开通", "老街换灯"],
            ["《公园》与《老街》", "《灯》与《桥》"],
            ["1 死 2 伤", "2 月物价平稳"],
            ["01 公园开放", "老街换灯"],
        ] {
            assert_eq!(titles(kept), kept);
        }
    }
}
