//! Corrections after a page was cut: what continues an article of another page, a headline that stayed with the text above it, a
//! text without a headline that continues the only article of a file, and the signature of an office.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::continuation_marks::{is_continuation, is_continued};
use crate::corpus::page::lone_day::lone_day;
use crate::corpus::page::{Item, PageContext, dateline, file_name};
use crate::corpus::publication::credit::Place;
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::source_name::signed_writers;

/// At most this many texts without a headline belong to the one article above them.
const MAX_UNTITLED: usize = 2;
/// Such a text begins with a sentence of at least this many letters.
const MIN_SENTENCE: usize = 12;
/// The letters of a line that is the headline of the text below it.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 7..=36;
/// The letters of the headline of a brief.
const BRIEF_LENGTHS: std::ops::RangeInclusive<usize> = 5..=30;
/// The name of a column of briefs has at most this many letters.
const MAX_NAME_OF_BRIEFS: usize = 6;
/// The fewest briefs without headlines that show by their bullets where they begin.
const MIN_BRIEFS: usize = 3;
/// Bullets before briefs.
const BULLETS: [char; 6] = ['●', '■', '▲', '◆', '★', '•'];
/// The most letters of a line that names the author.
const MAX_AUTHOR: usize = 24;

/// Joins a text that continues an article of another page (“上接第一版”) to that article, where both pages are in one file
/// and only one article is left to be continued or bears the same headline.
pub(super) fn continued(items: impl Iterator<Item = Item>) -> Vec<Item> {
    let mut joined: Vec<Item> = Vec::new();
    for item in items {
        let continues = item.paragraphs.first().is_some_and(|first| is_continuation(first));
        let waits = |other: &Item| other.paragraphs.last().is_some_and(|last| is_continued(last));
        let waiting: Vec<usize> =
            if continues { (0..joined.len()).filter(|&at| waits(&joined[at])).collect() } else { Vec::new() };
        let same = waiting.iter().copied().find(|&at| !item.title.is_empty() && joined[at].title == item.title);
        match (same, waiting.as_slice()) {
            (Some(at), _) => joined[at].paragraphs.extend(item.paragraphs),
            (None, &[at]) if item.title.is_empty() => joined[at].paragraphs.extend(item.paragraphs),
            _ => joined.push(item),
        }
    }
    joined
}

/// Makes the last line of a text the headline of the text below it, where that text has no headline and the line is not a sentence but
/// stands below one: the cut came one line too late.
pub(super) fn with_headline_above(mut items: Vec<Item>) -> Vec<Item> {
    for at in 1..items.len() {
        let [above, item] = &mut items[at - 1..=at] else { continue };
        let [.., text, line] = above.paragraphs.as_slice() else { continue };
        let is_headline = HEADLINE_LENGTHS.contains(&letter_count(line))
            && !ends_sentence(line)
            && !line.starts_with(['（', '(', '《', '—', '●', '■', '▲'])
            && !line.ends_with(['：', ':', '，'])
            && !names_author(line);
        let begins = item.paragraphs.first().is_some_and(|first| is_opening(first));
        if item.title.is_empty() && is_headline && ends_sentence(text) && begins {
            item.title = above.paragraphs.pop().unwrap_or_default();
        }
    }
    items
}

/// Separates the briefs below one name: “简讯 ●水厂今晚检修” above further headlines with the same bullet, each above its text.
pub(super) fn with_parted_briefs(items: Vec<Item>) -> Vec<Item> {
    items.into_iter().flat_map(parted_briefs).collect()
}

fn parted_briefs(item: Item) -> Vec<Item> {
    let Some((name, bullet)) = item.title.char_indices().find(|(_, c)| BULLETS.contains(c)) else {
        return parted_sentences(item);
    };
    let is_headline =
        |line: &String| line.starts_with(bullet) && BRIEF_LENGTHS.contains(&letter_count(line)) && !ends_sentence(line);
    let starts: Vec<usize> = (0..item.paragraphs.len()).filter(|&at| is_headline(&item.paragraphs[at])).collect();
    let has_text = |at: &usize| item.paragraphs.get(at + 1).is_some_and(|text| is_opening(text));
    let are_briefs = is_name_of_briefs(item.title[..name].trim()) && !starts.is_empty() && starts[0] > 0;
    if !are_briefs || !starts.iter().all(has_text) {
        return vec![item];
    }
    let headline = |line: &str| line.trim_start_matches(|c: char| c == bullet || c.is_whitespace()).to_owned();
    let ends = starts.iter().skip(1).copied().chain([item.paragraphs.len()]);
    let further: Vec<Item> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| Item {
            title: headline(&item.paragraphs[start]),
            paragraphs: item.paragraphs[start + 1..end].to_vec(),
            ..item.clone()
        })
        .collect();
    let first = Item { paragraphs: item.paragraphs[..starts[0]].to_vec(), ..item };
    [first].into_iter().chain(further).collect()
}

/// Separates briefs without headlines, each behind the same bullet below their common name, which stays with the first: “一句话新闻”
/// above “■水厂今晚检修。”.
fn parted_sentences(item: Item) -> Vec<Item> {
    let bullet = item.paragraphs.first().and_then(|first| first.chars().next()).filter(|c| BULLETS.contains(c));
    let starts: Vec<usize> = bullet.map_or_else(Vec::new, |bullet| {
        (0..item.paragraphs.len()).filter(|&at| item.paragraphs[at].starts_with(bullet)).collect()
    });
    let are_sentences = starts.iter().all(|&start| is_opening(&item.paragraphs[start]));
    if starts.len() < MIN_BRIEFS || !are_sentences || !is_name_of_briefs(&item.title) {
        return vec![item];
    }
    let ends = starts.iter().skip(1).copied().chain([item.paragraphs.len()]);
    let briefs = starts.iter().zip(ends).map(|(&start, end)| Item {
        title: if start == 0 { item.title.clone() } else { String::new() },
        paragraphs: item.paragraphs[start..end].to_vec(),
        ..item.clone()
    });
    briefs.collect()
}

/// Whether a headline is only the name of the briefs below it.
fn is_name_of_briefs(text: &str) -> bool {
    const NAMES: [&str; 9] = ["简讯", "快讯", "短讯", "要闻", "短波", "简报", "一句话新闻", "速览", "动态"];
    letter_count(text) <= MAX_NAME_OF_BRIEFS && NAMES.iter().any(|name| text.contains(name))
}

/// Whether a text begins with a sentence of some length.
fn is_opening(text: &str) -> bool {
    ends_sentence(text) && letter_count(text) >= MIN_SENTENCE
}

/// Joins the texts without a headline to the only article of a file that has one. They begin neither like a report nor like a
/// continuation, and nothing shows that they were printed elsewhere. A file with one headline holds one article; the headline may be the
/// name of the file.
pub(super) fn with_untitled(mut items: Vec<Item>, context: &PageContext<'_>) -> Vec<Item> {
    let path = if context.path.is_empty() { context.file } else { context.path };
    let begins_report = |text: &String| {
        let opening = dateline::opening(text);
        opening.dateline.is_some()
            || !opening.byline.is_empty()
            || dateline::byline_paragraph(text).is_some()
            || is_continuation(text)
    };
    // The first paragraph of a text whose headline was not recognised is that headline.
    let goes_on = |item: &Item| {
        item.title.is_empty()
            && item.published.is_none()
            && item.paragraphs.first().is_some_and(|first| is_opening(first))
            && !item.paragraphs.iter().take(2).any(|text| begins_report(text) || names_author(text))
    };
    // Its reporter ends an article.
    let is_signed = |item: &Item| {
        let last = item.paragraphs.last();
        last.is_some_and(|last| dateline::closing_byline(last).is_some() || names_author(last))
    };
    if let [first, rest @ ..] = items.as_mut_slice()
        && (1..=MAX_UNTITLED).contains(&rest.len())
        && (!first.title.is_empty() || goes_on(first) && file_name::headline(path).is_some())
        && !is_signed(first)
        && first.paragraphs.last().is_some_and(|last| ends_sentence(last))
        && rest.iter().all(|item| goes_on(item) && item.page == first.page && item.day == first.day)
    {
        rest.iter_mut().for_each(|item| first.paragraphs.append(&mut item.paragraphs));
        items.truncate(1);
    }
    items
}

/// Whether a paragraph only names who wrote the text: “□方舟”, “文/方舟”, “兰河日报记者 方舟”.
fn names_author(text: &str) -> bool {
    let bare = text.trim().trim_matches(|c: char| "□■◎●（）()".contains(c)).trim();
    let named =
        ["文/", "文／", "图/", "作者：", "作者:"].iter().find_map(|label| bare.strip_prefix(label)).unwrap_or(bare);
    let is_reporter = ["记者", "通讯员"].iter().any(|role| text.contains(role));
    let is_signed = is_reporter || are_persons(named) || signed_writers(bare).is_some();
    letter_count(text) <= MAX_AUTHOR && !ends_sentence(text) && is_signed
}

/// Joins the signature of an office, its name and the day, to the text above it.
pub(super) fn with_signature(mut items: Vec<Item>) -> Vec<Item> {
    let is_signature = |item: &Item| {
        let lines: Vec<&String> = [&item.title].into_iter().chain(&item.paragraphs).filter(|l| !l.is_empty()).collect();
        let is_name = |line: &&&String| letter_count(line) <= 24 && !ends_sentence(line);
        matches!(lines.split_last(), Some((day, names))
            if !names.is_empty() && names.len() <= 2 && lone_day(day).is_some() && names.iter().all(|name| is_name(&name)))
    };
    if items.len() > 1
        && items.last().is_some_and(is_signature)
        && let (Some(signature), Some(last)) = (items.pop(), items.last_mut())
    {
        let date = signature.paragraphs.last().and_then(|day| lone_day(day));
        last.published.get_or_insert((Place::AtEnd, Credit { date, ..Credit::default() }));
        last.paragraphs
            .extend([signature.title].into_iter().filter(|title| !title.is_empty()).chain(signature.paragraphs));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_without_a_headline_belong_to_the_one_article_unless_they_begin_as_reports_do() {
        let item =
            |title: &str, text: &str| Item { title: title.into(), paragraphs: vec![text.into()], ..Item::default() };
        let first = || item("河畔新增三处公园", "昨日，河畔新增三处公园。");
        let count_in =
            |file: &str, items: Vec<Item>| with_untitled(items, &PageContext { file, ..PageContext::default() }).len();
        let count = |items: Vec<Item>| count_in("a.txt", items);
        // The name of the file may be the headline.
        let untitled = |text: &str| vec![item("", text), item("", "夜里园子开着灯，附近居民都来走一走。")];
        let opening = "昨日，河边的三处园子都开了门。";
        assert_eq!(count_in("2024-03-05_河畔新增三处便民公园.txt", untitled(opening)), 1);
        assert_eq!(count_in("2024-03-05_河畔新增三处便民公园.txt", untitled("本报讯（记者 方舟）昨日开园。")), 2);
        assert_eq!(count(untitled(opening)), 2);
        assert_eq!(count(vec![first(), item("", "夜里园子开着灯，附近居民都来走一走。")]), 1);
        for text in ["本报讯（记者 方舟）昨晚，老街换了新灯。", "本报记者 方舟", "（上接第一版）老街换了新灯。"]
        {
            assert_eq!(count(vec![first(), item("", text)]), 2, "{text}");
        }
        assert_eq!(count(vec![first(), item("老街换灯", "昨晚换灯。"), item("", "夜里开灯。")]), 3);
        let signed = item("河畔新增三处公园", "昨日，河畔新增三处公园。（本报记者 方舟）");
        assert_eq!(count(vec![signed, item("", "夜里园子开着灯，附近居民都来走一走。")]), 2);
        for author in ["□方舟", "（方舟 何晓岚）", "文/方舟", "文∕方舟", "兰河日报记者 方舟"]
        {
            let mut signed = first();
            signed.paragraphs.push(author.into());
            assert_eq!(count(vec![signed, item("", "夜里园子开着灯，附近居民都来走一走。")]), 2, "{author}");
        }
    }

    #[test]
    fn briefs_without_headlines_are_parted_by_their_bullets() {
        let parted = |title: &str, bullet: &str| {
            let briefs = ["水厂今晚检修供水管道两处。", "市图书馆周末延长开放两小时。", "城东早市明日搬进新建的大棚。"];
            let paragraphs = briefs.iter().map(|brief| format!("{bullet}{brief}")).collect();
            with_parted_briefs(vec![Item { title: title.into(), paragraphs, ..Item::default() }])
        };
        let briefs = parted("一句话新闻", "■");
        assert_eq!(briefs.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(), ["一句话新闻", "", ""]);
        assert_eq!(briefs[2].paragraphs, ["■城东早市明日搬进新建的大棚。"]);
        for (title, bullet) in [("兰河今年办好三件实事", "■"), ("一句话新闻", "")] {
            assert_eq!(parted(title, bullet).len(), 1, "{title}");
        }
    }

    #[test]
    fn a_line_below_the_last_sentence_is_the_headline_of_the_text_below_it() {
        let item = |title: &str, text: &[&str]| Item {
            title: title.into(),
            paragraphs: text.iter().map(|paragraph| (*paragraph).to_owned()).collect(),
            ..Item::default()
        };
        let next = || item("", &["前不久，一台无人驾驶收割机开进了田间，农户当天就能卖粮。"]);
        let titles = |last: &str| {
            let above = item("河畔新增三处公园", &["昨日，河畔新增三处公园。", last]);
            with_headline_above(vec![above, next()]).into_iter().map(|item| item.title).collect::<Vec<_>>()
        };
        assert_eq!(
            titles("从会种地变为“慧”种地（兰河时评）"),
            ["河畔新增三处公园", "从会种地变为“慧”种地（兰河时评）"]
        );
        for line in ["园子十点才关门，附近居民都来走一走。", "（兰河日报3月5日第二版）", "兰河日报记者 方舟", "方舟"]
        {
            assert_eq!(titles(line), ["河畔新增三处公园", ""], "{line}");
        }
    }
}
