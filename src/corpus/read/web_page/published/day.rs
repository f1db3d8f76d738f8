//! The day an article was published, by the trust its places on the page deserve.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::dates::{day_form, first_in, with_whole_days, with_worded_day};
use super::day_in_scripts::{in_scripts, of_moment};
use super::linked_lines::is_linked_head_line;
use super::masthead;
use crate::corpus::date::{date_in_path, from_digits};
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::metadata::Metadata;
use crate::corpus::read::web_page::names::{DAY_METAS, WEAK_DAY_METAS};
use crate::corpus::read::web_page::outline::{Content, Outline};
use crate::corpus::read::web_page::systems::SystemMarks;
use crate::corpus::read::web_page::text::{letters, squeezed};
use crate::corpus::read::web_page::wording::fields;
use crate::corpus::read::web_page::words::{DAY_LABELS, OTHER_DAYS};
use crate::text::pattern;

/// A line that tells the day of publication has at most this many letters.
const MAX_LINE_LENGTH: usize = 60;

/// Number of lines above the headline that may be a table of fields.
const ABOVE: usize = 24;

/// Number of lines behind the text that are searched.
const BEHIND: usize = 12;

/// The mark that ends a text stands at most this many lines above the end of it, and the day at most so many below the mark.
const MARK_WITHIN: usize = 4;
const DAY_BELOW_MARK: usize = 3;

/// Where the article stands among the lines of its page.
#[derive(Debug, Clone, Copy)]
pub(in crate::corpus::read::web_page) struct Place {
    /// The line of the headline, if it is visible.
    pub title: Option<usize>,
    /// The first line of the text.
    pub start: usize,
    /// The line behind the text.
    pub end: usize,
}

impl Place {
    /// The lines between the headline and the text, or a few lines above the text where the headline is not visible.
    pub fn head(&self) -> std::ops::Range<usize> {
        let first =
            self.title.filter(|&title| title < self.start).map_or(self.start.saturating_sub(10), |title| title + 1);
        first..self.start
    }
}

/// What a line tells of the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct DayOnLine {
    /// The day.
    day: Date,
    /// How sure it is that the article was published then, from 0 to 2.
    sure: u8,
    /// Whether the line says that something was changed then.
    changed: bool,
}

/// The day of a line that may tell when the article was published.
fn in_line(line: &Line) -> Option<DayOnLine> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{1,2}\s*[:时]\s*\d{2}"));
    // Sites wrote their own address before the day.
    let is_link = line.is_linked() && line.letters > 12 && !line.text.trim_start().starts_with("http");
    if is_link && !is_linked_head_line(&line.text) {
        return None;
    }
    if line.letters > MAX_LINE_LENGTH {
        // A long line may hold nothing but fields.
        return fields(&line.text).and_then(|head| head.date).map(|day| DayOnLine { day, sure: 2, changed: false });
    }
    static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:星期|周)[一二三四五六日天]"));
    let text = WEEKDAY.replace_all(&with_whole_days(&line.text), " ").into_owned();
    let worded = if day_form().is_match(&text) { None } else { with_worded_day(&text) };
    let is_worded = worded.is_some();
    let text = worded.unwrap_or(text);
    let is_update = |before: &str| ["更新", "修改", "编辑"].iter().any(|word| before.contains(word));
    let mut updated = None;
    for found in day_form().captures_iter(&text) {
        let whole = found.get(0)?;
        let before: String =
            text[..whole.start()].chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
        if OTHER_DAYS.iter().any(|word| before.contains(word)) {
            continue;
        }
        let labelled = DAY_LABELS.iter().any(|label| text.to_lowercase().contains(label));
        let alone = letters(&text) <= 8;
        let sure = if labelled || TIME.is_match(&text[whole.start()..]) { 2 } else { u8::from(alone) };
        // A day in words may be that of what the line tells: “二〇二四年一月二十日在市人民代表大会上通过”.
        if is_worded && sure == 0 && !stands_apart(&text, whole.range()) {
            continue;
        }
        if let Some(day) = from_digits(&found[1], &found[2], &found[3]) {
            if !is_update(&before) {
                return Some(DayOnLine { day, sure, changed: false });
            }
            updated = updated.or(Some(DayOnLine { day, sure, changed: true }));
        }
    }
    updated
}

/// Whether no word stands right before and behind a part of a line: “Mar 6, 2024 · 秘书处”.
fn stands_apart(text: &str, part: std::ops::Range<usize>) -> bool {
    let before = text[..part.start].trim_end().chars().next_back();
    let behind = text[part.end..].trim_start().chars().next();
    before.into_iter().chain(behind).all(|c| !c.is_alphanumeric())
}

/// Whether a line tells when an event was held, as the place or the subject in one of the next lines shows: “时间：2024年6月7日”,
/// “地点：兰河厅”.
fn is_of_event(line: &Line, below: &[&Line]) -> bool {
    const FIELDS: [&str; 7] = ["地点", "地點", "主题", "主題", "主持", "出席", "嘉宾"];
    let begins = |text: &str, names: &[&str]| {
        names.iter().filter_map(|name| text.trim_start().strip_prefix(name)).any(|rest| {
            let rest = rest.trim_start_matches(['人', ' ', '\u{3000}']);
            rest.starts_with([':', '：'])
        })
    };
    begins(&line.text, &["时间", "時間"]) && below.iter().take(2).any(|line| begins(&line.text, &FIELDS))
}

/// The surest day in some lines; the first of those that are equally sure. The day on which a note was changed counts only where no other
/// is as sure, and the one on which it was created where there is no other: notebooks tell both above the head line of the article. Nor does
/// the day of an event count where another is told.
fn in_lines<'l>(lines: impl Iterator<Item = &'l Line>) -> Option<(Date, u8)> {
    let (mut best, mut changed, mut created) = (None, None, None);
    let mut label: Option<&Line> = None;
    let lines: Vec<&Line> = lines.collect();
    for (at, &line) in lines.iter().enumerate() {
        let is_of_event = is_of_event(line, &lines[at + 1..]);
        let label = label.replace(line).filter(|label| is_label(&label.text));
        // In a table of fields the label stands in a cell of its own.
        let whole = label.map(|label| Line { text: format!("{}{}", label.text, line.text), ..line.clone() });
        let line = whole.as_ref().unwrap_or(line);
        let Some(day_on_line) = in_line(line) else { continue };
        let day_on_line = if is_of_event { DayOnLine { sure: 0, ..day_on_line } } else { day_on_line };
        let chosen = match day_on_line {
            _ if line.text.contains("创建") || is_of_event => &mut created,
            DayOnLine { changed: true, .. } => &mut changed,
            _ => &mut best,
        };
        if chosen.is_none_or(|(_, most)| day_on_line.sure > most) {
            *chosen = Some((day_on_line.day, day_on_line.sure));
        }
    }
    let of_change = changed.filter(|(_, sure)| best.is_none_or(|(_, most)| *sure > most));
    of_change.or(best).or(created)
}

/// Whether a line is nothing but the label of the next one.
fn is_label(text: &str) -> bool {
    text.ends_with(['：', ':']) && letters(text) <= 8
}

/// Finds the day of publication.
pub(in crate::corpus::read::web_page) fn find(
    outline: &Outline<'_>,
    lines: &[Line],
    metadata: &Metadata,
    marks: &SystemMarks,
    place: Place,
    path: &str,
) -> Option<Date> {
    let head = in_lines(lines[place.head()].iter());
    let sure = |least: u8| head.filter(|(_, sure)| *sure >= least).map(|(day, _)| day);
    let meta = |names: &[&str]| metadata.metas_named(names).find_map(first_in);
    let behind = || {
        let end = (place.end + BEHIND).min(lines.len());
        let about_article = lines[place.end.min(end)..end].iter().filter(|line| !tells_of_page(&line.text));
        in_lines(about_article).filter(|(_, sure)| *sure == 2).map(|(day, _)| day)
    };
    let above = || {
        let title = place.title.unwrap_or(place.start);
        in_lines(lines[title.saturating_sub(4)..title].iter()).filter(|(_, sure)| *sure >= 1).map(|(day, _)| day)
    };
    // Offices set a table of fields above the headline.
    let labelled_above = || {
        let title = place.title.unwrap_or(place.start);
        in_lines(lines[title.saturating_sub(ABOVE)..title].iter()).filter(|(_, sure)| *sure == 2).map(|(day, _)| day)
    };
    let address = || {
        let stated = metadata.meta(&["og:url"]).and_then(date_in_path);
        stated.or_else(|| address_of(outline).and_then(date_in_path))
    };
    marks
        .day
        .or_else(|| sure(2))
        .or_else(|| first_in(&metadata.published))
        .or_else(|| meta(DAY_METAS))
        .or_else(|| sure(1))
        .or_else(|| of_moment(outline, &lines[place.head()]))
        .or_else(|| in_time_element(outline))
        .or_else(|| below_end_mark(lines, place))
        .or_else(|| sure(0))
        .or_else(above)
        .or_else(labelled_above)
        .or_else(|| masthead::of_issue(lines, place.start..place.end, marks.digital_paper))
        .or_else(|| date_in_path(path))
        .or_else(behind)
        .or_else(|| masthead::above_page(&lines[..place.title.unwrap_or(place.start)]))
        .or_else(|| meta(WEAK_DAY_METAS))
        .or_else(|| in_scripts(outline))
        .or_else(address)
}

/// The day below the mark with which offices end what they publish: “完”, “2024年6月7日（星期五）”. It may stand within the text.
fn below_end_mark(lines: &[Line], place: Place) -> Option<Date> {
    let end = (place.end + BEHIND).min(lines.len());
    let near = lines.get(place.end.saturating_sub(MARK_WITHIN).max(place.start)..end)?;
    let mark = near.iter().rposition(|line| squeezed(&line.text) == "完")?;
    let below =
        near[mark + 1..].iter().take(DAY_BELOW_MARK).filter(|line| !line.is_linked() && !tells_of_page(&line.text));
    below.filter_map(in_line).find(|day_on_line| day_on_line.sure >= 1).map(|day_on_line| day_on_line.day)
}

/// Whether a line in the foot tells when the page was changed or looked over, not when the article was published: “修訂日期: 2024年6月8日”.
fn tells_of_page(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "修訂",
        "修订",
        "覆檢",
        "覆检",
        "覆核",
        "最後更新",
        "最后更新",
        "最近更新",
        "上次更新",
        "last updated",
        "last modified",
        "last revi",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

/// The address that the page is known by, or that the browser that saved it wrote above it.
fn address_of<'o>(outline: &Outline<'o>) -> Option<&'o str> {
    let canonical = outline.elements().find_map(|(_, element)| {
        let is_link = element.name() == "link" && element.attr("rel") == Some("canonical");
        element.attr("href").filter(|_| is_link)
    });
    let saved = || {
        outline.nodes.iter().find_map(|node| match node.content {
            Content::Comment(comment) => comment.trim().strip_prefix("saved from url=")?.split_once(')'),
            _ => None,
        })
    };
    canonical.filter(|address| date_in_path(address).is_some()).or_else(|| saved().map(|(_, address)| address))
}

/// The day in the first `<time>` element, or in an element marked as the day of publication.
fn in_time_element(outline: &Outline<'_>) -> Option<Date> {
    outline.elements().filter(|(at, _)| !outline.nodes[*at].furniture).find_map(|(at, element)| {
        let marked = element.attr("itemprop") == Some("datePublished");
        if element.name() != "time" && !marked {
            return None;
        }
        let stated = element.attr("datetime").or(element.attr("content")).and_then(first_in);
        stated.or_else(|| first_in(&outline.label(at)))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::corpus::read::web_page::{WebPage, read_web_page};

    #[test]
    fn a_day_of_something_else_is_passed_over() {
        let day_on_line = |text: &str| in_line(&line(text)).map(|day_on_line| (day_on_line.day, day_on_line.sure));
        assert_eq!(day_on_line("截至2023年12月31日 发布时间：2024-06-07 09:15"), Some((date(2024, 6, 7), 2)));
        assert_eq!(day_on_line("施行日期 2023-12-31"), None);
        assert_eq!(day_on_line("最新推荐文章于 2024-08-02 11:11:11 发布"), None);
        assert_eq!(
            day_on_line("最新推荐文章于 2024-08-02 11:11:11 发布 于 2024-06-07 10:21:40 发布"),
            Some((date(2024, 6, 7), 2))
        );
        assert_eq!(day_on_line("今天是2024年6月7日 星期五"), None);
        assert_eq!(day_on_line("更新时间：2024-06-08 发布时间：2024-06-07"), Some((date(2024, 6, 7), 2)));
        assert_eq!(day_on_line("更新时间：2024-06-08"), Some((date(2024, 6, 8), 2)));
        assert_eq!(day_on_line("202406/07 17:08:26"), Some((date(2024, 6, 7), 2)));
        assert_eq!(day_on_line("2024年06月07日 星期五"), Some((date(2024, 6, 7), 1)));
    }

    #[test]
    fn the_day_of_an_event_is_not_that_of_its_article() {
        let found = |texts: &[&str]| {
            let lines: Vec<Line> = texts.iter().map(|text| line(text)).collect();
            in_lines(lines.iter())
        };
        let event = ["时间：2024年6月7日（星期五）10:00", "地点：兰河厅"];
        let published = "发布日期：2024-06-08 15:30 来源：兰河日报";
        assert_eq!(found(&[event[0], event[1], published]), Some((date(2024, 6, 8), 2)));
        assert_eq!(found(&event), Some((date(2024, 6, 7), 0)));
        assert_eq!(found(&["时间：2024-06-07 10:00", published]), Some((date(2024, 6, 7), 2)));
    }

    fn line(text: &str) -> Line {
        Line { text: text.into(), letters: letters(text), ..Line::default() }
    }

    #[test]
    fn the_days_of_a_note_go_behind_that_of_its_article() {
        let found = |texts: &[&str]| {
            let lines: Vec<Line> = texts.iter().map(|text| line(text)).collect();
            in_lines(lines.iter()).map(|(day, _)| day)
        };
        let note = ["创建时间：", "2024/6/8 21:15", "更新时间：", "2024/7/3 8:02", "标签：", "项目"];
        let head = "2024-06-07 08:30 来源：兰河日报";
        assert_eq!(found(&[&note[..], &[head]].concat()), Some(date(2024, 6, 7)));
        assert_eq!(found(&note), Some(date(2024, 7, 3)));
        assert_eq!(found(&["更新时间：2024-07-03", "2024年6月7日"]), Some(date(2024, 7, 3)));
    }

    #[test]
    fn the_day_below_the_end_of_an_announcement_and_not_that_of_the_page() {
        let day = |foot: &[&str]| {
            let lines: Vec<Line> =
                ["部門公布新措施。", "措施下月推行。"].iter().chain(foot).map(|text| line(text)).collect();
            let page = scraper::Html::parse_document("");
            let place = Place { title: None, start: 0, end: 2 };
            find(&Outline::new(&page), &lines, &Metadata::default(), &SystemMarks::default(), place, "")
        };
        let changed = "修訂日期: 2024年6月8日";
        assert_eq!(day(&["完", "2024年6月7日（星期五）", "香港時間14時30分", changed]), Some(date(2024, 6, 7)));
        assert_eq!(day(&["─完─", "二零二四年六月七日（星期五）", changed]), Some(date(2024, 6, 7)));
        assert_eq!(day(&["2024 © | 私隱政策 覆檢日期: 2024年6月8日"]), None);
        assert_eq!(day(&["發布日期: 2024年6月7日", changed]), Some(date(2024, 6, 7)));
    }

    #[test]
    fn a_line_with_an_english_day_stands_above_the_text() {
        let html = "<title>老街昨晚换上新灯_兰河网</title><h1>老街昨晚换上新灯</h1><p>By 何晓岚 | September 6, 2024</p>\
                    <p>昨晚，老街换上了新灯，街坊们散步到很晚。</p><p>灯光由新的电站供电，每年省下不少电费。</p>";
        let WebPage::Article(article) = read_web_page(html, "1.html") else { panic!("no article") };
        assert_eq!((article.date, article.paragraphs.len()), (Some(date(2024, 9, 6)), 2));
    }

    #[test]
    fn days_in_words_are_days_of_publication_where_nothing_else_is_told_of_them() {
        let in_text = |text: &str| in_line(&line(text)).map(|day_on_line| (day_on_line.day, day_on_line.sure));
        for (text, sure) in [
            ("登载时间：二〇二四年六月七日　来源：市委办公室　阅览人次：210", 2),
            ("二零二四年六月七日（星期五）", 1),
            ("Jun 7, 2024 · By 秘书处 · 3 min read", 0),
            ("秘书处 | 7 June 2024 | 新闻动态", 0),
            ("Posted on June 7, 2024 by admin", 2),
        ] {
            assert_eq!(in_text(text), Some((date(2024, 6, 7), sure)), "{text}");
        }
        assert_eq!(in_text("二〇二四年六月七日在兰河市人民代表大会上通过"), None);
        assert_eq!(in_text("Photo taken on June 7, 2024 shows a new bridge"), None);
    }
}
