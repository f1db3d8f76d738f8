//! In which order the page writes a day whose numbers may be read in two orders, with its year last: “02/07/2020”.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::year_last::{NUMBERS, Order, day_in, is_open, order_of, rewritten};
use crate::corpus::read::web_page::lines::Line;
use crate::corpus::read::web_page::outline::Outline;
use crate::corpus::read::web_page::text::{ends_sentence, folded};
use crate::text::pattern;

/// A line that tells the day of publication, and is read with the order of the page, has at most this many letters.
const MAX_LINE: usize = 30;

/// A text tells of days at most this many days before it was published, and one day behind.
const MAX_DAYS_BEFORE: i64 = 3;

/// Writes the days of the lines that may be read in two orders with the year first, if the page tells which order it is.
pub(in crate::corpus::read::web_page) fn settle(lines: &mut [Line], outline: &Outline<'_>) {
    let is_short =
        |line: &Line| line.letters <= MAX_LINE && !line.cell && line.text.contains('/') && !ends_sentence(&line.text);
    let open: Vec<usize> = (0..lines.len())
        .filter(|&at| {
            is_short(&lines[at]) && NUMBERS.captures(&folded(&lines[at].text)).is_some_and(|day| is_open(&day))
        })
        .collect();
    let Some(&first) = open.first() else { return };
    let text = folded(&lines[first].text);
    let Some(day) = NUMBERS.captures(&text) else { return };
    let order = order_of_others(lines).or_else(|| order_in_text(lines, &day)).or_else(|| order_of_home(outline));
    if order.is_none() {
        return;
    }
    for at in open {
        lines[at].text = rewritten(&folded(&lines[at].text), order).into_owned();
    }
}

/// The order of the first other day of the page whose numbers tell it.
fn order_of_others(lines: &[Line]) -> Option<Order> {
    let mut short = lines.iter().filter(|line| line.letters <= MAX_LINE && line.text.contains('/'));
    short.find_map(|line| NUMBERS.captures(&line.text).filter(|day| &day["mark"] == "/").and_then(|day| order_of(&day)))
}

/// The order in which the day is near those that the text tells, where the other is not: “7月1日上午” beside “02/07/2020”, “（新山12日讯）”
/// beside “12/06/2020”.
fn order_in_text(lines: &[Line], found: &Captures<'_>) -> Option<Order> {
    static TOLD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日|(?:^|\D)(?P<sent>\d{1,2})日(?:讯|訊|电|電)"));
    let told = |order: Order| {
        let Some(day) = day_in(found, order) else { return false };
        let near = |other: Date| {
            let before = day.since(other).map_or(i64::MAX, |span| i64::from(span.get_days()));
            (-1..=MAX_DAYS_BEFORE).contains(&before)
        };
        let texts = lines.iter().filter(|line| line.value > 0);
        texts.flat_map(|line| TOLD.captures_iter(&line.text)).any(|told| {
            let number = |name: &str| told.name(name).and_then(|part| part.as_str().parse::<i8>().ok());
            match number("sent") {
                Some(sent) => (0..=1).contains(&(day.day() - sent)),
                None => {
                    let other = number("month").zip(number("day"));
                    other.and_then(|(month, number)| Date::new(day.year(), month, number).ok()).is_some_and(near)
                }
            }
        })
    };
    match (told(Order::DayFirst), told(Order::MonthFirst)) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// The order of the country that the page names as the one of its language or address. Of those where Chinese papers appear only the
/// United States and the Philippines set the month first; their names say less, for programs bear them wherever they are used.
fn order_of_home(outline: &Outline<'_>) -> Option<Order> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:https?:)?//[^/]+\.(?:my|sg|vn|th|id|kh|mm|la|bn|hk|mo|au|nz|uk|ie|fr|de|it|es|pt|nl)(?:[:/]|$)",
        )
    });
    static LANGUAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:vi|th|id|ms|km|my|lo)(?:[-_]\w+)?$|^[a-z]{2}(?:[-_]\w+)?[-_](?:my|sg|hk|mo|vn|th|id|au|nz|gb)$",
        )
    });
    let is_home = outline.elements().any(|(_, element)| match element.name() {
        "html" => element.attr("lang").is_some_and(|language| LANGUAGE.is_match(language)),
        "link" if element.attr("rel") == Some("canonical") => {
            element.attr("href").is_some_and(|address| ADDRESS.is_match(address))
        }
        "meta" => {
            let property = element.attr("property").or_else(|| element.attr("name")).unwrap_or_default();
            let value = element.attr("content").unwrap_or_default();
            property == "og:url" && ADDRESS.is_match(value) || property == "og:locale" && LANGUAGE.is_match(value)
        }
        _ => false,
    });
    is_home.then_some(Order::DayFirst)
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::corpus::read::web_page::lines::lines;

    #[test]
    fn the_page_tells_which_number_is_the_day() {
        let first = |attributes: &str, day: &str, rest: &str| {
            let page = Html::parse_document(&format!("<html {attributes}><p>{day}</p>{rest}"));
            let outline = Outline::new(&page);
            let mut lines = lines(&outline);
            settle(&mut lines, &outline);
            lines[0].text.clone()
        };
        let text = |day: &str| format!("<p>{day}，兰河市图书馆新馆向市民开放，设阅览座位一千二百个。</p>");
        assert_eq!(first("", "02/07/2020 09:51", &text("7月1日上午")), "2020-07-02 09:51");
        assert_eq!(first("", "07/02/2020 09:51", &text("7月1日上午")), "2020-07-02 09:51");
        assert_eq!(first("", "日期：03/09/2019", &text("（曼谷3日讯）本地消息")), "日期:2019-09-03");
        assert_eq!(first("", "05/03/2024", "<p>28/02/2024</p>"), "2024-03-05");
        assert_eq!(first("lang=zh-HK", "05/03/2024", &text("昨日")), "2024-03-05");
        assert_eq!(first("lang=zh-CN", "05/03/2024", &text("昨日")), "05/03/2024");
    }
}
