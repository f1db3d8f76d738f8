//! Files that collect articles one below the other, each with a headline and head lines of its own: “来源：兰河日报 2024-03-05”,
//! or below the line of a database.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count, letters};
use crate::corpus::page::Furniture;
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::masthead::is_database_line;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::collection::common_marks::strip_common_marks;
use crate::corpus::read::collection::headed_records::numbers_records;
use crate::corpus::read::collection::lengths_of_texts::{HEADLINE_LENGTHS, have_texts, length_of_text};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::one_article::{
    FileContext, Line, SourceKind, is_above_text, is_byline, is_head_of_sheet, is_mark, leads_on, recognise, take_marks,
};
use crate::corpus::read::parts::ArticleParts;
use crate::text::pattern;

/// A headline has at most this many lines.
pub(super) const MAX_HEADLINE_LINES: usize = 3;
/// Above the first headline stands at most the name of the collection, in this many lines.
const MAX_LINES_ABOVE: usize = 3;
/// Longer lines are no head lines, in characters.
pub(super) const MAX_HEAD_LINE: usize = 100;
/// A longer run of head lines is a table of days or names, whose lines would be read again from each line above them.
const MAX_LINES_OF_HEAD: usize = 20;

/// The articles of a file that collects several with head lines of their own, each read as the one article of its lines; none where
/// the file is no such collection.
pub(in crate::corpus::read) fn read(lines: &[Line<'_>], kind: SourceKind) -> Option<Collected> {
    articles(lines, kind, &beginnings(lines)?)
}

/// Each of the articles that begin here, read as the one article of its lines.
pub(super) fn articles(lines: &[Line<'_>], kind: SourceKind, beginnings: &[Beginning]) -> Option<Collected> {
    let ends = beginnings.iter().skip(1).map(|next| next.headline.start).chain([lines.len()]);
    let context = FileContext { stem: "", folders: &[], kind, title: "" };
    let article = |(beginning, end): (&Beginning, usize)| {
        // Rules and numbers part the articles.
        let end = lines[..end].iter().rposition(|line| !numbers_records(line.text.trim())).map_or(end, |last| last + 1);
        let own = recognise(&lines[beginning.headline.start..end], &context).map(ArticleParts::from);
        // The line of a database names no headline.
        own.or_else(|| beginning.head.date.is_some().then(|| article_below(beginning, lines, end)))
    };
    let mut articles: Vec<ArticleParts> = beginnings.iter().zip(ends).map(article).collect::<Option<_>>()?;
    strip_common_marks(&mut articles);
    let above = &lines[..beginnings.first()?.headline.start];
    let above = above.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
    Some((articles, above.map(Furniture::of).collect()))
}

/// An article of a collection whose lines up to `end` show nothing but what its beginning tells.
fn article_below(beginning: &Beginning, lines: &[Line<'_>], end: usize) -> ArticleParts {
    let texts = |range: Range<usize>| {
        let own = lines.get(range).unwrap_or_default().iter().map(|line| line.text.trim());
        own.filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut paragraphs = texts(beginning.text..end);
    let furniture = take_marks(&mut paragraphs).into_iter().map(Furniture::of).collect();
    let head = beginning.head.clone();
    ArticleParts {
        title: texts(beginning.headline.clone()).join(" "),
        date: head.date.map(Into::into),
        source: head.source,
        byline: head.byline,
        page: head.page,
        paragraphs,
        furniture,
        ..ArticleParts::default()
    }
}

/// Where an article of a collection begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Beginning {
    /// The lines of its headline; for an article of a database the line of its issue.
    pub(super) headline: Range<usize>,
    /// The first line of its text.
    pub(super) text: usize,
    /// What its head lines tell.
    pub(super) head: HeadLine,
}

/// The beginnings of at least two articles, in order; none where the file is no such collection. Lines above the first are the name of
/// the collection and its contents.
fn beginnings(lines: &[Line<'_>]) -> Option<Vec<Beginning>> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
    let of_database: Vec<usize> =
        (0..texts.len()).filter(|&at| is_database_line(texts[at]) || is_head_of_sheet(texts[at])).collect();
    if of_database.len() >= 2 && texts[..of_database[0]].iter().all(|line| line.is_empty()) {
        let beginning = |at| Beginning { headline: at..at + 1, text: at + 1, head: HeadLine::default() };
        return Some(of_database.into_iter().map(beginning).collect());
    }
    let mut beginnings: Vec<Beginning> = Vec::new();
    let mut text_begins = 0;
    let mut at = 0;
    while at < texts.len() {
        let Some((head, end)) = head_lines(&texts, at) else {
            at += 1;
            continue;
        };
        // Head lines without a headline stand below the text they tell of, or mean that the form is another.
        let headline = headline_above(without_writer(&texts[text_begins..at]))?;
        let headline = text_begins + headline.start..text_begins + headline.end;
        beginnings.push(Beginning { headline, text: end, head });
        (at, text_begins) = (end, end);
    }
    // Who publishes the collection stands with its day on the title page, as above an article.
    if let [first, second, _, ..] = beginnings.as_slice()
        && length_of_text(&texts[first.headline.start..second.headline.start]) == 0
    {
        beginnings.remove(0);
    }
    // The contents may hold the headlines without the numbers of sheets: “一、河畔新增三处公园（兰河日报）”.
    let headlines: Vec<String> = beginnings.iter().map(|own| letters(&texts[own.headline.clone()].concat())).collect();
    let is_listed = |line: &str| {
        let line = letters(line);
        headlines.iter().any(|headline| !headline.is_empty() && line.contains(headline.as_str()))
    };
    let is_above = |line: &&&str| !line.is_empty() && !is_entry_of_contents(line) && !is_listed(line);
    let above = texts[..beginnings.first()?.headline.start].iter().filter(is_above);
    let is_name = above.clone().count() <= MAX_LINES_ABOVE && !above.into_iter().any(|line| ends_sentence(line));
    let ends = beginnings.iter().skip(1).map(|next| next.headline.start).chain([texts.len()]);
    let length = |(own, end): (&Beginning, usize)| length_of_text(&texts[own.headline.start..end]);
    let lengths: Vec<usize> = beginnings.iter().zip(ends).map(length).collect();
    (beginnings.len() >= 2 && is_name && have_texts(&lengths)).then_some(beginnings)
}

/// Whether a line is an entry of the contents of a collection, or the heading above them: “一、河畔新增三处公园…………1”.
pub(in crate::corpus::read) fn is_entry_of_contents(line: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:…|\.{3}|·{3}|\t)\s*\d{1,3}$|^目\s*[录錄]$"));
    FORM.is_match(line)
}

/// What the head lines tell that begin at a line, and the line below them; none where none begin there that tell the day and where the
/// article is from.
fn head_lines(texts: &[&str], start: usize) -> Option<(HeadLine, usize)> {
    let mut head: Option<HeadLine> = None;
    let mut end = start;
    for (at, line) in texts.iter().enumerate().skip(start).take(MAX_LINES_OF_HEAD) {
        match parse(line).or_else(|| medium_above_day(&texts[at..])) {
            Some(more) => match &mut head {
                Some(head) => head.merge(more),
                None => head = Some(more),
            },
            // The writer may stand between day and source, and a blank line between all of them.
            None if head.is_some() && (line.is_empty() || is_byline(line) || is_above_text(line)) => continue,
            None => break,
        }
        end = at + 1;
    }
    let head = head?;
    let tells = head.strength() == Strength::Strong || head.date.is_some() && !head.source.is_empty();
    tells.then_some((head, end))
}

/// What a medium's name that stands alone tells with the day on the line below.
fn medium_above_day(lines: &[&str]) -> Option<HeadLine> {
    let [medium, day, ..] = lines else { return None };
    let mut head = if names_medium(medium) { parse(day)? } else { return None };
    let tells_day_alone = head.date.is_some() && head.source.is_empty();
    (*medium).clone_into(&mut head.source);
    tells_day_alone.then_some(head)
}

/// Reads a head line. What opens or closes with a bracket is a credit or names an editor.
fn parse(line: &str) -> Option<HeadLine> {
    let may_be = at_most(line, MAX_HEAD_LINE) && !line.starts_with(['（', '(', '【', '[']);
    let head = head_line::parse(line).filter(|_| may_be)?;
    let tells = head.date.is_some() || !head.source.is_empty() || !head.byline.is_empty() || !head.page.is_empty();
    (tells && head.title.is_empty()).then_some(head)
}

/// The headline at the end of the lines above a head line, which stands behind a blank line, a rule, the end of a text, or on top.
fn headline_above(above: &[&str]) -> Option<Range<usize>> {
    let end = above.iter().rposition(|line| !line.is_empty())? + 1;
    let fits = |line: &str| HEADLINE_LENGTHS.contains(&letter_count(line)) && !is_mark(line) && !numbers_records(line);
    // A question that ends a headline stands below a blank line or on top; elsewhere it may end a text.
    let asks = above[end - 1].ends_with(['？', '！', '?', '!']) && fits(above[end - 1]);
    let rest = end - usize::from(asks);
    let is_headline = |line: &&&str| fits(line) && !ends_sentence(line);
    let start = rest - above[..rest].iter().rev().take_while(is_headline).count();
    let count = end - start;
    // A list of other articles tells their days as well.
    let heads_list = |line: &&str| leads_on(line) && !is_counter(line) && !takes_corrections(line);
    let in_list = above[..start].iter().rev().find(|line| !line.is_empty()).is_some_and(heads_list);
    let is_set_apart = start == 0 || numbers_records(above[start - 1]) || !asks && ends_text(above[start - 1]);
    ((1..=MAX_HEADLINE_LINES).contains(&count) && is_set_apart && !in_list).then_some(start..end)
}

/// The lines above a head line without the writer, who may stand between headline and head line.
fn without_writer<'t, 'l>(above: &'t [&'l str]) -> &'t [&'l str] {
    let is_other = |line: &&str| !line.is_empty() && !is_byline(line) && !are_persons(line);
    &above[..above.iter().rposition(is_other).map_or(0, |last| last + 1)]
}

/// Whether a line ends a text: a sentence, a credit in brackets, or what a web page writes below a text.
pub(super) fn ends_text(line: &str) -> bool {
    ends_sentence(line) || line.ends_with(['）', ')', '】', ']']) || is_mark(line) || leads_on(line)
}

/// Whether a line tells the number of comments: “评论 0”.
fn is_counter(line: &str) -> bool {
    line.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | '）'))
}

/// Whether a line is the button below a text by which readers report its faults, perhaps with the editor: “【纠错】 【责任编辑：田薇】”.
fn takes_corrections(line: &str) -> bool {
    line.trim_start_matches(['【', '[', ' ']).starts_with("纠错")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "三月的云岭县，梨花沿河开了十里。县里在河边修了步道，装了路灯，把旧粮仓改成了书店和茶馆，每个周末都有两三千人来看花。\n\
        县文旅局负责人说，去年来的人比前年多了三成，村里新开的小店有四十多家，许多在外打工的年轻人回来了。";

    fn found(text: &str) -> Option<Vec<usize>> {
        let lines: Vec<Line<'_>> = text.lines().map(|text| Line { text, emphasis: None }).collect();
        beginnings(&lines).map(|found| found.into_iter().map(|beginning| beginning.headline.start).collect())
    }

    #[test]
    fn each_headline_with_head_lines_begins_an_article() {
        let fields = format!("云岭县开了春\n作者：方舟\n来源：云岭日报\n日期：2024-03-05\n{TEXT}\n");
        let line =
            format!("旧粮仓里开书店\n云岭县乡村见闻\n2024-03-06 08:12 来源：兰河日报\n{TEXT}\n（责任编辑：田薇）\n");
        assert_eq!(found(&format!("{fields}{line}{fields}")), Some(vec![0, 6, 12]));
        let written = format!("云岭县开了春\n方 舟\n《 云岭日报 》（ 2024年03月05日　 第 12 版）\n\n{TEXT}\n\n\n");
        assert_eq!(found(&written.repeat(2)), Some(vec![0, 8]));
        assert_eq!(found(&format!("媒体看云岭\n\n{fields}\n{line}")), Some(vec![2, 9]));
        let title_page = "云岭县每日舆情\n（第56期）\n云岭县网信办 2024年3月10日\n\n";
        assert_eq!(found(&format!("{title_page}{fields}{fields}")), Some(vec![4, 10]));
        let apart = format!("云岭县开了春\n云岭日报\n2024年3月5日 A1版\n{TEXT}\n\n");
        assert_eq!(found(&apart.repeat(2)), Some(vec![0, 6]), "paper and day on lines of their own");
        // A headline that asks is set apart by a blank line from the text above, which may end with a question.
        let asking = line.replacen("旧粮仓里开书店\n云岭县乡村见闻", "旧粮仓里能开书店吗？", 1);
        assert_eq!(found(&format!("{asking}\n\n{fields}\n{asking}")), Some(vec![0, 7, 14]));
        assert_eq!(found(&format!("{fields}{asking}")), None);
        // The contents hold the headlines of the articles below.
        let contents = "媒体看云岭\n\n一、云岭县开了春（云岭日报）\n二、旧粮仓里开书店 云岭县乡村见闻（兰河日报）\n三、云岭县开了春\n四、云岭县开了春\n";
        assert_eq!(found(&format!("{contents}\n{fields}\u{c}{line}")), Some(vec![7, 13]));
        let short =
            "渡口通车\n2024-03-07 08:12 来源：兰河日报\n渡口昨天通了车，从县城到对岸只要十分钟，沿途设六个停靠站。\n";
        assert_eq!(found(&format!("{fields}{short}{fields}")), Some(vec![0, 6, 9]), "short news");
        assert_eq!(found(&format!("{fields}{short}")), None, "a list below an article");
        assert_eq!(found(&format!("{fields}========\n{asking}========\n{line}")), Some(vec![0, 7, 13]));
    }

    #[test]
    fn lines_of_saved_articles_may_be_broken_at_a_measure() {
        let article = |headline: &str, account: &str| {
            format!(
                "{headline}\n公众号：{account} 作者：何晓岚 2024-03-05 20:00\n三月的云岭县，梨花沿河开了十里，县里在河边修了步道，装了路灯，把\n旧粮仓改成了书店和茶馆，每个周末都有两三千人来看花，比去年同期多了三\n成。\n原文链接：https://a.example/s/1\n"
            )
        };
        let two = [article("云岭县开了春", "云岭发布"), article("旧粮仓里开书店", "兰河夜读")].concat();
        assert_eq!(found(&two), Some(vec![0, 6]));
        let listed = "相关阅读\n旧粮仓里开书店\n2024-03-06 08:12 来源：兰河日报\n旧粮仓里开了书店。\n";
        assert_eq!(found(&format!("{}{listed}", article("云岭县开了春", "云岭发布"))), None, "a list below an article");
    }

    #[test]
    fn buttons_and_numbers_between_articles_part_them() {
        let article = |day: u8| {
            format!(
                "云岭县开了春\n2024 03/0{day} 08:12:30\n来源：云岭网\n\n{TEXT}\n\n【纠错】 【责任编辑:田薇 】\n\n\n"
            )
        };
        assert_eq!(found(&[article(5), article(6), article(7)].concat()), Some(vec![0, 10, 20]));
        let article = |day: u8| format!("第{day}篇 共7篇\n云岭县开了春\n云岭日报　2024-03-0{day}　第02版\n\n{TEXT}\n");
        assert_eq!(found(&[article(5), article(6), article(7)].concat()), Some(vec![1, 7, 13]));
    }

    #[test]
    fn other_files_are_no_such_collections() {
        let article = format!("云岭县开了春\n2024-03-05 08:12 来源：云岭日报\n{TEXT}\n");
        assert_eq!(found(&article), None, "one article");
        assert_eq!(found(&format!("{article}来源：兰河日报 2024-03-06\n")), None, "a credit at the end");
        let listed = "相关阅读\n旧粮仓里开书店\n2024-03-06 08:12 来源：兰河日报\n旧粮仓里开了书店。\n";
        assert_eq!(found(&format!("{article}{listed}")), None, "a list below an article");
        let below = format!("云岭县开了春\n{TEXT}\n来源：云岭日报 2024-03-05\n");
        assert_eq!(found(&below.repeat(2)), None, "credits below the texts");
        assert_eq!(found(&format!("{TEXT}\n{article}{article}")), None, "text above the first headline");
    }
}
