//! Articles in Markdown whose parts have headings: the headline is the only heading above them, the plain line on top, or the name of the
//! file. They stand here because collections have the same form, from which they are told apart.

use crate::corpus::PartialDate;
use crate::corpus::measure::{ends_sentence, half_width, letter_count};
use crate::corpus::page::{Item, PageContext, opening};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::parse;
use crate::corpus::publication::masthead;
use crate::corpus::read::collection::collection_words::{collection_word, introduces, names_collection};
use crate::corpus::read::collection::transcript_lines::{MIN_HEADLINE, MIN_TEXT, is_of_crawler, lines_of, take_head};
use crate::corpus::read::labelled;
use crate::corpus::read::markup::markdown::{LEVELS, heading, plain};
use crate::corpus::read::one_article::{FrontMatter, Saved, is_byline, part_front_matter, without_affixes};
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::table::without_markup;

/// A headline has at most this many letters.
const MAX_HEADLINE: usize = 50;
/// The name of a file that is a headline has at least this many letters that are no ASCII.
const MIN_NAME: usize = 6;
/// Subheadings have at most this many letters on average; the headlines of several articles are longer.
const MAX_SUBHEADING: usize = 10;

/// The article whose headline is the only heading of the first level, where its text begins below that heading; the headings
/// below are those of its parts.
pub(super) fn headed(lines: &[String]) -> Option<ArticleParts> {
    let (first, below) = lines.split_first()?;
    let (level, title) = heading(first)?;
    let is_only = below.iter().filter_map(|line| heading(line)).all(|(below, _)| below > level);
    if !is_only || letter_count(title) < MIN_HEADLINE || !is_one(title, below) {
        return None;
    }
    Some(ArticleParts { title: plain(title), paragraphs: paragraphs(below), ..ArticleParts::default() })
}

/// The article of a file whose headline is no heading, as clippers and programs for notes write it: they keep the title as the name of
/// the file, or as a plain line. Fields above the text tell its day.
pub(in crate::corpus::read) fn read(text: &str, context: &PageContext<'_>) -> Option<ArticleParts> {
    let (fields, text) = part_front_matter(text);
    if !fields.title.is_empty() {
        return None;
    }
    let lines = lines_of(text);
    // Text without fields is asked for its only headline when it is read as a transcript.
    let has_fields = fields != FrontMatter::default();
    let own = if has_fields { headed(&lines) } else { None };
    let article = own.or_else(|| unheaded(&lines, context))?;
    let published = fields.date.map(PartialDate::from);
    let surely = published.filter(|_| fields.saved == Saved::Never);
    let perhaps = published.filter(|_| fields.saved == Saved::Perhaps);
    let either = |own: String, stated: String| if own.is_empty() { stated } else { own };
    Some(ArticleParts {
        date: surely.or(article.date).or(perhaps),
        source: either(article.source, fields.source),
        byline: either(article.byline, fields.byline),
        page: either(article.page, fields.page),
        ..article
    })
}

/// The article below a plain headline, or of a file that bears its headline as name.
fn unheaded(lines: &[String], context: &PageContext<'_>) -> Option<ArticleParts> {
    // Clippers set the picture of the page on top.
    let shown = lines.iter().position(|line| !plain(line).is_empty())?;
    let emboldened = with_bold_headings(&lines[shown..]);
    let lines = emboldened.as_deref().unwrap_or(&lines[shown..]);
    let (first, below) = lines.split_first()?;
    let headings: Vec<usize> =
        lines.iter().filter_map(|line| heading(line)).map(|(_, title)| letter_count(title)).collect();
    let are_subheadings = headings.len() >= 2 && headings.iter().sum::<usize>() <= MAX_SUBHEADING * headings.len();
    // Each article of a collection tells where it is from.
    let are_several = || lines.iter().filter(|line| is_report(line)).nth(1).is_some();
    if heading(first).is_some() || !are_subheadings || are_several() {
        return None;
    }
    let (title, below) =
        if is_plain_headline(first) { (plain(first), below) } else { (headline_in_name(context)?, lines) };
    if !is_one(&title, below) {
        return None;
    }
    let mut item = Item { paragraphs: paragraphs(below), ..Item::default() };
    let head = take_head(&mut item);
    Some(ArticleParts {
        title,
        paragraphs: item.paragraphs,
        date: head.date.map(PartialDate::from),
        source: head.source,
        byline: head.byline,
        page: head.page,
        ..ArticleParts::default()
    })
}

/// The lines of a text without headings whose first line is bold, as a plain line, with other bold lines as headings below it.
fn with_bold_headings(lines: &[String]) -> Option<Vec<String>> {
    fn bold(line: &str) -> Option<&str> {
        let inner = line.strip_prefix("**")?.strip_suffix("**")?;
        (!inner.contains('*') && !ends_sentence(inner)).then_some(inner)
    }
    let (first, below) = lines.split_first()?;
    if lines.iter().any(|line| heading(line).is_some()) {
        return None;
    }
    let mark = "#".repeat(LEVELS);
    let headed = |line: &String| bold(line).map_or_else(|| line.clone(), |inner| format!("{mark} {inner}"));
    Some([bold(first)?.to_owned()].into_iter().chain(below.iter().map(headed)).collect())
}

/// Whether a line on top of a text is its headline.
fn is_plain_headline(line: &str) -> bool {
    (MIN_HEADLINE..=MAX_HEADLINE).contains(&letter_count(line))
        && !ends_sentence(line)
        && !line.starts_with(['-', '>', '*', '|', '!', '<', '[', '+'])
        && !line.contains("](")
        && labelled::field(line).is_none()
        && !is_byline(line)
        && parse(line).is_none()
}

/// The headline that the name of a file holds, without a day before it.
fn headline_in_name(context: &PageContext<'_>) -> Option<String> {
    let path = if context.path.is_empty() { context.file } else { context.path };
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let title = without_affixes(stem);
    let is_headline = title.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count() >= MIN_NAME;
    is_headline.then(|| title.trim().to_owned())
}

/// Whether a title and what stands below it are one article: it begins between its headline and its first subheading, and neither
/// names a collection nor stands above the reports of one.
fn is_one(title: &str, below: &[String]) -> bool {
    let above_parts = || below.iter().take_while(|line| heading(line).is_none());
    let has_lead = above_parts().any(|line| {
        let begins_otherwise = line.starts_with(['-', '>', '*', '|', '!']) || line.contains("](");
        !begins_otherwise && ends_sentence(line) && letter_count(line) >= MIN_TEXT
    });
    let names_day = |text: &str| find_date(&half_width(text)).is_some();
    let is_collection = names_collection(title)
        || collection_word(title)
        || names_day(title)
        || parse(title).is_some()
        || masthead::paper(title).is_some()
        || below.iter().filter_map(|line| heading(line)).any(|(_, below)| names_day(below));
    let is_introduced = || above_parts().any(|line| introduces(line));
    // Below the headings of several articles stand reports, or lines of paper and day.
    let mut heads = below.windows(2).filter(|pair| heading(&pair[0]).is_some()).map(|pair| plain(&pair[1]));
    has_lead && !is_collection && !is_introduced() && !heads.any(|line| is_report(&line))
}

/// Whether a line tells where and when its text was published, or opens a report.
fn is_report(line: &str) -> bool {
    parse(line).is_some_and(|head| head.source_label || head.date.is_some()) || opening(line).dateline.is_some()
}

/// The paragraphs of some lines, without marks and without what a crawler adds.
fn paragraphs(lines: &[String]) -> Vec<String> {
    let text = lines.iter().map(|line| plain(heading(line).map_or(line.as_str(), |(_, title)| title)));
    let text = text.map(|line| without_markup(&line)).filter(|line| !line.is_empty() && !is_of_crawler(line));
    text.flat_map(|line| line.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &str = "---\nsource: https://a.example/1\ncreated: 2024-03-09\npublished: 2024-03-05\n---\n";
    const TEXT: &str = "昨日，河畔新增三处便民公园，市民可以免费入园游玩，园内有步道三公里。\n\n## 孩子们最高兴\n\n\
        “这里离学校近。”一位家长说，放学以后孩子们都来这里玩。\n\n## 夜里也亮堂\n\n路灯由太阳能供电，一直亮到夜里十点。\n";

    fn stated(text: &str, file: &str) -> Option<(String, usize, String)> {
        let article = read(text, &PageContext { file, ..PageContext::default() })?;
        let day = article.date.map(|day| day.to_string()).unwrap_or_default();
        Some((article.title, article.paragraphs.len(), day))
    }

    #[test]
    fn the_headline_may_be_the_name_of_the_file_or_a_plain_line() {
        let article = |title: &str, day: &str| Some((title.to_owned(), 5, day.to_owned()));
        let named = "a/2024-03-06 河畔新增便民公园.md";
        assert_eq!(stated(&format!("{FIELDS}{TEXT}"), named), article("河畔新增便民公园", "2024-03-05"));
        assert_eq!(stated(&format!("{FIELDS}![](a.png)\n\n{TEXT}"), named), article("河畔新增便民公园", "2024-03-05"));
        assert_eq!(stated(&format!("河畔添了三处公园\n\n{TEXT}"), "1.md"), article("河畔添了三处公园", ""));
        let bold = TEXT.replace("## 孩子们最高兴", "**孩子们最高兴**").replace("## 夜里也亮堂", "**夜里也亮堂**");
        assert_eq!(stated(&format!("**河畔添了三处公园**\n\n{bold}"), "1.md"), article("河畔添了三处公园", ""));
        assert_eq!(
            stated(&format!("{FIELDS}# 河畔添了三处公园\n\n{TEXT}"), "1.md"),
            article("河畔添了三处公园", "2024-03-05")
        );
    }

    #[test]
    fn collections_and_texts_without_a_headline_are_no_such_articles() {
        assert_eq!(stated(TEXT, "1.md"), None);
        for name in ["兰河民生新闻剪报.md", "兰河日报2024年3月5日.md", "本周民生要闻.md"] {
            assert_eq!(stated(TEXT, name), None, "{name}");
        }
        let title = "河畔添了三处公园\n\n";
        let sourced = TEXT.replace("玩。\n", "玩。\n\n来源：兰河日报\n") + "\n来源：兰河晚报\n";
        let reports = TEXT.replace("路灯由", "本报兰河3月5日讯 路灯由");
        let headlines = TEXT.replace("## 孩子们最高兴", "## 河畔公园成了孩子们放学以后最爱去的地方");
        let headlines = headlines.replace("## 夜里也亮堂", "## 城东早市搬进新建大棚摊主顾客都说好");
        let without_lead = TEXT.split_once("\n\n").map_or("", |(_, rest)| rest).to_owned();
        for text in [sourced, reports, headlines, without_lead] {
            assert_eq!(stated(&format!("{title}{text}"), "1.md"), None, "{text}");
        }
    }
}
