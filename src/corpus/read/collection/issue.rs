//! Texts that hold a whole issue of a paper: headings of pages, and below them articles whose headlines are set apart by marks, by rules or
//! by blank lines.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::{field, take_fields};
use crate::corpus::read::one_article::names_reporters;
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::whole_page::issue_pages::IssuePages;
use crate::text::pattern;

/// The letters of a line of a headline, and the fewest of a whole headline; a subhead may be shorter.
const HEADLINE: std::ops::RangeInclusive<usize> = 3..=45;
const MIN_HEADLINE: usize = 6;
/// Signs that may stand before headlines.
const SIGNS: &str = "◆◇■□●○◎▲△★☆※";
/// What papers print for others bears short headlines.
const NOTICES: [&str; 5] = ["公告", "启事", "通告", "声明", "讣告"];
/// A headline has at most this many lines.
const MAX_HEADLINE_LINES: usize = 4;
/// The text of an article has at least this many letters.
const MIN_TEXT: usize = 30;
/// At least this share of the lines of texts end a sentence; others are broken at a measure.
const MIN_UNBROKEN: f64 = 0.7;

/// What a line of an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Around,
    Rule,
    Short,
    Text,
}

/// What sets the headlines of an issue apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The same mark, or numbers of the same form.
    Mark(char),
    Rule,
    Blank,
}

/// The articles of an issue of at least two pages; none where a text is none, or its headlines are set apart otherwise.
pub(in crate::corpus::read) fn read(lines: &TextLines<'_>) -> Option<Collected> {
    let texts: Vec<&str> = lines.all.iter().map(|line| line.trim()).collect();
    let pages = IssuePages::of(&texts);
    if pages.count() < 2 {
        return None;
    }
    let kinds: Vec<Kind> = (0..texts.len()).map(|at| kind(&texts, at, &pages)).collect();
    let form = form(&texts, &kinds)?;
    let mut furniture = Vec::new();
    let mut articles: Vec<ArticleParts> = Vec::new();
    // The lines of the headline to which more may come, and whether an article stands above on this page.
    let (mut headline, mut is_open) = (0, false);
    for (at, &text) in texts.iter().enumerate() {
        let is_further = headline > 0 && (!matches!(form, Form::Mark(_)) || mark(text).is_none());
        match kinds[at] {
            Kind::Blank | Kind::Rule => {}
            Kind::Around => {
                (headline, is_open) = (0, false);
                furniture.push(if pages.is_around(at) { pages.furniture(at, text) } else { Furniture::of(text) });
            }
            Kind::Short if is_further && !names_reporters(text) && field(text).is_none() => {
                headline += 1;
                let title = &mut articles.last_mut()?.title;
                *title = format!("{title} {text}");
            }
            Kind::Short if headline == 0 && begins(&texts, &kinds, at, form) => {
                let title = if matches!(form, Form::Mark(_)) { without_mark(text) } else { text };
                let page = pages.page_of(at).unwrap_or_default();
                articles.push(ArticleParts { title: title.to_owned(), page, ..ArticleParts::default() });
                (headline, is_open) = (1, true);
            }
            Kind::Short | Kind::Text if is_open => {
                articles.last_mut()?.paragraphs.push(text.to_owned());
                headline = 0;
            }
            Kind::Short | Kind::Text => return None,
        }
        if headline > MAX_HEADLINE_LINES {
            return None;
        }
    }
    for article in &mut articles {
        let (author, fields) = take_fields(&mut article.paragraphs);
        article.byline = author;
        furniture.extend(fields.into_iter().map(Furniture::of));
    }
    (articles.len() > 1 && are_whole(&articles)).then_some((articles, furniture))
}

fn kind(texts: &[&str], at: usize, pages: &IssuePages) -> Kind {
    let text = texts[at];
    if text.is_empty() {
        Kind::Blank
    } else if pages.is_around(at) || Furniture::is_imprint(text) {
        Kind::Around
    } else if !text.chars().any(char::is_alphanumeric) {
        Kind::Rule
    } else if HEADLINE.contains(&letter_count(text))
        && !ends_sentence(text)
        && (!text.starts_with(['（', '(']) || mark(text).is_some())
    {
        Kind::Short
    } else {
        Kind::Text
    }
}

/// What sets the headlines apart; none where nothing does so everywhere.
fn form(texts: &[&str], kinds: &[Kind]) -> Option<Form> {
    let written: Vec<usize> = (0..kinds.len()).filter(|&at| kinds[at] != Kind::Blank).collect();
    let on_top: Vec<usize> = written
        .windows(2)
        .filter(|pair| kinds[pair[0]] == Kind::Around && kinds[pair[1]] == Kind::Short)
        .map(|pair| pair[1])
        .collect();
    let marks: Vec<Option<char>> = on_top.iter().map(|at| mark(texts[*at])).collect();
    if let Some(Some(first)) = marks.first()
        && marks.iter().all(|mark| *mark == Some(*first))
    {
        return Some(Form::Mark(*first));
    }
    // Where blank lines part paragraphs, they set no headline apart.
    let parts_text = |pair: &[usize]| pair[1] > pair[0] + 1 && pair.iter().all(|at| kinds[*at] == Kind::Text);
    let sets_apart =
        |pair: &[usize]| pair[1] > pair[0] + 1 && kinds[pair[0]] == Kind::Text && kinds[pair[1]] == Kind::Short;
    let are_set_apart = written.windows(2).any(sets_apart) && !written.windows(2).any(parts_text);
    let is_ruled =
        |own: &[usize]| kinds[own[0]] == Kind::Text && kinds[own[1]] == Kind::Rule && kinds[own[2]] == Kind::Short;
    if !are_set_apart {
        return written.windows(3).any(is_ruled).then_some(Form::Rule);
    }
    let texts_at = || written.iter().filter(|at| kinds[**at] == Kind::Text);
    let unbroken = texts_at().filter(|at| ends_sentence(texts[**at]) || texts[**at].ends_with(['）', ')'])).count();
    (unbroken as f64 >= MIN_UNBROKEN * texts_at().count() as f64).then_some(Form::Blank)
}

/// Whether a headline begins at a short line.
fn begins(texts: &[&str], kinds: &[Kind], at: usize, form: Form) -> bool {
    let above = (0..at).rev().find(|above| kinds[*above] != Kind::Blank);
    let is_on_top = above.is_none_or(|above| matches!(kinds[above], Kind::Around | Kind::Rule));
    match form {
        // The same mark may stand before the names of reporters.
        Form::Mark(own) => mark(texts[at]) == Some(own) && !names_reporters(texts[at]),
        Form::Rule => is_on_top,
        // A number leads a part of an article.
        Form::Blank => is_on_top || kinds[at - 1] == Kind::Blank && mark(texts[at]).is_none(),
    }
}

/// The mark before a headline: a sign, or the first of the numbers of its form.
fn mark(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    if SIGNS.contains(first) {
        return Some(first);
    }
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    NUMBER.is_match(text).then(|| match first {
        '（' | '(' if is_digit(text.chars().nth(1)) => '(',
        '（' | '(' => '（',
        '①'..='⑳' => '①',
        _ if is_digit(Some(first)) => '1',
        _ => '一',
    })
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]|\d{1,2}\s*[.．、]\s*|[一二三四五六七八九十]{1,3}\s*、|[①-⑳])\s*\D",
    )
});

fn without_mark(text: &str) -> &str {
    static NUMBER_ALONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[（(][^）)]{1,3}[）)]|\d{1,2}\s*[.．、]|[一二三四五六七八九十]{1,3}\s*、|[①-⑳◆◇■□●○◎▲△★☆※])\s*")
    });
    NUMBER_ALONE.find(text).map_or(text, |mark| &text[mark.end()..])
}

/// Whether each article has a text, and a headline that is not too short to be one: short lines may be subheads, even with the sign of the
/// headlines before them, unless they are notices or name their reporters below.
fn are_whole(articles: &[ArticleParts]) -> bool {
    let is_notice = |title: &str| NOTICES.iter().any(|name| title.ends_with(name));
    let has_reporters =
        |article: &ArticleParts| article.paragraphs.first().is_some_and(|paragraph| names_reporters(paragraph));
    articles.iter().all(|article| {
        let may_be_short = is_notice(&article.title) || has_reporters(article);
        let letters: usize = article.paragraphs.iter().map(|paragraph| letter_count(paragraph)).sum();
        letters >= MIN_TEXT
            && (may_be_short || letter_count(&article.title) >= MIN_HEADLINE)
            && article.paragraphs.iter().any(|paragraph| ends_sentence(paragraph))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "　　昨天，三家社区食堂在河畔新区开门，老人凭证优惠，一顿饭只要八元钱，街坊都说方便。\n";
    const TEXT: &str = "　　食堂开在老厂房里，门口装了坡道，送餐上门不另收钱，周末也不关门。\n";

    fn found(text: &str) -> Option<Vec<(String, String)>> {
        let (articles, _) = read(&TextLines::of(text))?;
        Some(articles.into_iter().map(|article| (article.title, article.page)).collect())
    }

    #[test]
    fn headlines_are_set_apart_in_one_way() {
        let expected = [("社区食堂开门", "1"), ("早市搬进新大棚", "1"), ("老街换上新路灯", "2")];
        let expected = Some(expected.map(|(title, page)| (title.to_owned(), page.to_owned())).to_vec());
        let issue = |before: &str, below: &str, behind: &str| {
            let article = |title: &str| format!("{before}{title}\n{below}{FIRST}{TEXT}{behind}");
            let [one, two, three] = ["社区食堂开门", "早市搬进新大棚", "老街换上新路灯"].map(article);
            format!("兰河日报 2024年3月5日\n\n第01版：要闻\n\n{one}{two}第02版：民生\n\n{three}")
        };
        assert_eq!(found(&issue("◆", "", "")), expected);
        let byline = "◎ 云岭日报记者 何晓岚\n";
        assert_eq!(found(&issue("◎", byline, "")), expected);
        assert_eq!(found(&issue("◎", "", "").replacen("◎早市", &format!("{byline}◎早市"), 1)), expected);
        assert_eq!(found(&issue("（1）", "\n", "\n")), expected);
        assert_eq!(found(&issue("", "\n", "\n")), expected);
        assert_eq!(found(&issue("", "本报记者 方小舟\n", "----------\n")), expected);
        let with_subhead = issue("◆", "", "").replacen("◆早市", &format!("◆找准路子\n{FIRST}{TEXT}◆早市"), 1);
        assert_eq!(found(&with_subhead), None, "a subhead with the sign of the headlines");
        assert_eq!(found(&issue("", "", "")), None, "nothing sets them apart");
        assert_eq!(found(&issue("", "\n", "\n").replace("第02版：民生\n", "")), None, "one page");
    }

    #[test]
    fn headlines_have_several_lines() {
        let text = format!(
            "A01 头版\n\n办好家门口的事\n社区食堂开门\n\n——河畔新区见闻\n{FIRST}{TEXT}\n早市搬进新大棚\n{FIRST}\nA02 民生\n\n老街换上新路灯\n{FIRST}"
        );
        let titles: Vec<String> = found(&text).expect("articles").into_iter().map(|(title, _)| title).collect();
        assert_eq!(titles, ["办好家门口的事 社区食堂开门 ——河畔新区见闻", "早市搬进新大棚", "老街换上新路灯"]);
    }
}
