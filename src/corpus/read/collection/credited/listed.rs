//! Articles whose headlines a collection lists on top. Reports, laws, theses and handbooks have contents too, so that the articles must show
//! as well that they are several: each tells its paper and its day, or the contents tell the paper of each, or a press desk gives them a
//! name and many of them begin as reports do.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{ends_sentence, is_in_brackets, letter_count};
use crate::corpus::page::opening;
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::collection::collection_words::names_press;
use crate::corpus::read::collection::common_marks::strip_common_marks;
use crate::corpus::read::collection::credited::credit_of_line::{CreditLine, are_credits, behind, credit_line};
use crate::corpus::read::collection::credited::rows::{Row, is_headline, outside, rows};
use crate::corpus::read::collection::credited::{MIN_ARTICLES, article, behind_headline};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::markup::contents_of_collection::{ListedArticle, contents};
use crate::corpus::read::one_article::names_reporters;
use crate::text::pattern;

/// A text has at least this many letters.
const MIN_TEXT: usize = 60;
/// Reporters, paper and day stand on this many lines below a headline, and the first sentence below them.
const MAX_HEAD: usize = 3;
/// Of this many letters at most one stands between the contents and the articles.
const LETTERS_FOR_OTHER: usize = 10;

/// What the title of a document with contents of its own ends in.
const OF_DOCUMENTS: [&str; 6] = ["报告", "方案", "规划", "白皮书", "论文", "讲话"];

/// An article of the contents: its rows below the headline without its credit, and what shows that it is one.
struct Unit<'t> {
    title: String,
    text: Vec<Row<'t>>,
    credit_line: Option<CreditLine>,
    /// What brackets behind the headline tell, above the text or in the contents.
    listed: Option<Credit>,
    /// Whether it begins as a report does, with a dateline or its reporters.
    is_report: bool,
}

/// The articles that the contents on top of these lines list; none where the parts may be those of one article.
pub(super) fn listed(lines: &[&str]) -> Option<Collected> {
    let found = contents(lines)?;
    let first = found.articles.first()?.headline;
    let between = &lines[found.lines.end..first];
    let above = [rows(&lines[..found.lines.start]), rows(between)].concat();
    let is_of_document = |row: &Row<'_>| OF_DOCUMENTS.iter().any(|end| row.text.trim().ends_with(end));
    if found.is_selection || above.iter().any(|row| is_of_one_article(row.text) || is_of_document(row)) {
        return None;
    }
    let ends = found.articles.iter().skip(1).map(|next| next.headline).chain([lines.len()]);
    let unit = |(own, end): (&ListedArticle, usize)| unit(&rows(&lines[own.headline..end]), lines[own.entry].trim());
    let units: Vec<Unit<'_>> = found.articles.iter().zip(ends).map(unit).collect::<Option<_>>()?;
    let outside_letters: usize = between.iter().map(|line| letter_count(line)).sum();
    let own_letters: usize = lines[first..].iter().map(|line| letter_count(line)).sum();
    if units.len() < MIN_ARTICLES || outside_letters * LETTERS_FOR_OTHER > own_letters || !are_several(&units, &above) {
        return None;
    }
    let mut around: Vec<_> = outside(&above).collect();
    around.extend(outside(&rows(&lines[found.lines.clone()])));
    let mut articles = Vec::new();
    for unit in units {
        let credit = unit.credit_line.map(|credit_line| credit_line.credit).or(unit.listed).unwrap_or_default();
        articles.push(article(unit.title, &unit.text, credit));
    }
    strip_common_marks(&mut articles);
    Some((articles, around))
}

/// Whether the parts are articles of their own.
fn are_several(units: &[Unit<'_>], above: &[Row<'_>]) -> bool {
    let credit_line = || units.iter().filter_map(|unit| unit.credit_line.as_ref());
    // Documents of offices stand in handbooks with who gave them out and when.
    let of_press = || credit_line().filter(|credit_line| names_medium(&credit_line.credit.source)).count();
    let shown = units.iter().filter(|unit| unit.credit_line.is_some() || unit.is_report).count();
    let is_named = || above.iter().any(|row| names_press(row.text));
    credit_line().count() == units.len() && are_credits(credit_line()) && 2 * of_press() >= units.len()
        || units.iter().all(|unit| unit.listed.is_some())
        || 2 * shown >= units.len() && shown >= 2 && is_named()
}

/// The article of these rows, the first of which is its headline; none where it is the part of a book, has no text, or holds the credit or
/// the beginning of another article, which the contents do not list.
fn unit<'t>(rows: &[Row<'t>], entry: &str) -> Option<Unit<'t>> {
    let (head, below) = rows.split_first()?;
    if is_part(head.text) || below.iter().map(|row| letter_count(row.text)).sum::<usize>() < MIN_TEXT {
        return None;
    }
    // A second line of the headline begins with a dash.
    let second = below.first().filter(|row| row.text.starts_with("——") && is_headline(row.text));
    let (headline, headed) = match behind_headline(head.text) {
        Some((headline, credit)) => (headline, Some(credit)),
        None => (head.text, None),
    };
    let lines = [Some(headline), second.map(|row| row.text)];
    let title = lines.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let below = &below[usize::from(second.is_some())..];
    let top = &below[..below.len().min(MAX_HEAD)];
    let is_report = top.iter().any(|row| names_reporters(row.text) || begins_report(row));
    let begins_another = below.iter().skip(MAX_HEAD).any(begins_report);
    let credits = below.iter().filter_map(credit).filter(|credit_line| credit_line.is_sure).count();
    if begins_another || credits > 1 {
        return None;
    }
    let mut text = below.to_vec();
    let of_top = (0..top.len()).find(|&at| credit(&top[at]).is_some());
    let of_end = below.len().checked_sub(1).filter(|&at| credit(&below[at]).is_some());
    let credit_line = match of_top.or(of_end) {
        Some(at) => credit(&text.remove(at)),
        None => {
            let last = text.last_mut()?;
            let found = behind(last.text).filter(|(before, _)| ends_sentence(before));
            found.map(|(before, credit_line)| {
                last.text = before;
                credit_line
            })
        }
    };
    let listed = headed.or_else(|| behind_headline(entry).map(|(_, credit)| credit));
    let has_sentence = text.iter().any(|row| ends_sentence(row.text));
    has_sentence.then_some(Unit { title, text, credit_line, listed, is_report })
}

/// What a line tells that is nothing but a credit.
fn credit(row: &Row<'_>) -> Option<CreditLine> {
    let is_alone =
        |credit_line: &CreditLine| !row.text.contains('。') && (credit_line.is_sure || is_in_brackets(row.text));
    credit_line(row.text).filter(is_alone)
}

/// Whether a row begins the text of a report: “新华社云岭3月5日电”.
fn begins_report(row: &Row<'_>) -> bool {
    row.is_paragraph() && opening(row.text).dateline.is_some()
}

/// Whether a line above the articles tells who wrote one, or where it is from.
pub(super) fn is_of_one_article(line: &str) -> bool {
    ["记者", "来源", "作者", "通讯员", "出处", "撰稿"].iter().any(|word| line.contains(word))
}

/// Whether a headline is that of a part of a book, a law or a thesis.
fn is_part(title: &str) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:第[一二三四五六七八九十百\d]{1,4}\s*(?:[章节编条款]|部分)|",
            r"附件|附录|前言|引言|导言|结语|结论|绪论|总则|附则|后记|参考文献|致谢)"
        ))
    });
    PART.is_match(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [&str; 3] = ["老街昨晚换上新路灯", "渡口通了公交车", "早市搬进新建的大棚"];
    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子，老人坐在新装的长椅上说话，开店的人把桌子摆到了街边，一直到十点钟才收摊回家。";

    fn document(top: &str, entry: fn(&str) -> String, article: fn(&str) -> String) -> String {
        let entries: String = TITLES.iter().map(|title| entry(title) + "\n").collect();
        let articles: String = TITLES.iter().map(|title| article(title)).collect();
        format!("{top}\n目　录\n{entries}\n{articles}")
    }

    fn found(text: &str) -> Vec<(String, String, usize)> {
        let seen = |own: crate::corpus::read::parts::ArticleParts| (own.title, own.source, own.paragraphs.len());
        let found = listed(&text.lines().collect::<Vec<_>>());
        found.map(|(articles, _)| articles.into_iter().map(seen).collect()).unwrap_or_default()
    }

    fn plain(title: &str) -> String {
        title.to_owned()
    }

    fn of(source: &str) -> Vec<(String, String, usize)> {
        TITLES.map(|title| (title.to_owned(), source.to_owned(), 1)).to_vec()
    }

    #[test]
    fn articles_that_tell_paper_and_day_are_those_of_the_contents() {
        let below = |title: &str| format!("{title}\n　　{TEXT}\n（云岭日报 2024-03-05）\n");
        let top = |title: &str| format!("{title}\n来源：云岭日报 2024-03-05\n　　{TEXT}\n");
        let behind = |title: &str| format!("{title}\n　　{TEXT}（云岭日报 2024-03-05）\n");
        let articles: [fn(&str) -> String; 3] = [below, top, behind];
        for article in articles {
            assert_eq!(found(&document("资料", plain, article)), of("云岭日报"));
        }
    }

    #[test]
    fn the_contents_may_tell_the_papers() {
        let text = |title: &str| format!("{title}\n　　{TEXT}\n");
        let with_paper = |title: &str| format!("{title}（云岭日报）");
        assert_eq!(found(&document("资料", with_paper, text)), of("云岭日报"));
        let headed = |title: &str| format!("{title}（云岭日报 2024-03-05）\n　　{TEXT}\n");
        assert_eq!(found(&document("资料", plain, headed)), of("云岭日报"));
    }

    #[test]
    fn a_press_desk_names_its_reports() {
        let report = |title: &str| format!("{title}\n　　新华社云岭3月5日电（记者何晓岚）{TEXT}\n");
        assert_eq!(found(&document("每 日 要 闻\n2024年3月6日", plain, report)), of(""));
        assert!(found(&document("云岭县志", plain, report)).is_empty(), "no name of a press desk");
        let plain_text = |title: &str| format!("{title}\n　　{TEXT}\n");
        assert!(found(&document("云岭舆情专报", plain, plain_text)).is_empty(), "the chapters of one report");
        assert!(found(&document("媒体眼中的云岭\n本报记者 何晓岚", plain, report)).is_empty(), "one article");
    }

    #[test]
    fn parts_of_one_text_are_no_articles() {
        let credited = |title: &str| format!("第一章 {title}\n　　{TEXT}\n（云岭日报 2024-03-05）\n");
        assert!(found(&document("资料", |title| format!("第一章 {title}"), credited)).is_empty(), "chapters");
        let office = |title: &str| format!("{title}\n　　{TEXT}\n（县发展改革局 2024年3月5日）\n");
        assert!(found(&document("政策资料", plain, office)).is_empty(), "a handbook");
        let short = |title: &str| format!("{title}\n昨晚，老街换上了新灯。\n（云岭日报 2024-03-05）\n");
        assert!(found(&document("资料", plain, short)).is_empty(), "hardly any text");
        let two = |title: &str| {
            format!("{title}\n　　{TEXT}\n（云岭日报 2024-03-05）\n早餐店开门\n　　{TEXT}\n（云岭日报 2024-03-05）\n")
        };
        assert!(found(&document("资料", plain, two)).is_empty(), "articles that the contents do not list");
    }
}
