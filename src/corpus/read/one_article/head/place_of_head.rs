//! Where the head line of an article stands among its rows, and what it tells with those beside it.

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::read::one_article::head::headline::{MAX_LINES, is_candidate};
use crate::corpus::read::one_article::marks::event_fields::is_day_of_event;
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::rows::Row;

/// How many rows from the top a head line is looked for.
const TOP: usize = 40;
/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 25;

/// Reads a row as a head line. The day of an event is none, nor is the day with which a sentence begins whose lines are set apart:
/// “2024年4月1日，”.
pub(in crate::corpus::read::one_article) fn head_of(rows: &[Row], at: usize) -> Option<HeadLine> {
    let row = rows.get(at)?;
    let goes_on = row.text.ends_with(['，', '、']);
    if goes_on || is_day_of_event(rows, at) { None } else { head_line::parse(&row.text) }
}

/// The row of the first head line that tells a day or a source, before the text has begun.
pub(in crate::corpus::read::one_article) fn place_of_head(rows: &[Row]) -> Option<usize> {
    let mut weak = None;
    let mut paragraphs = 0;
    for (index, row) in rows.iter().enumerate().take(TOP) {
        let head = match head_of(rows, index) {
            Some(head) if head.pending => with_next(rows, index).map(|(head, _)| head).or(Some(head)),
            head => head,
        };
        match head.map(|head| (head.strength(), head.title.is_empty())) {
            Some((strength, titled)) if strength >= Strength::SourceOnly || !titled => return Some(index),
            Some((Strength::Weak, _)) if is_below_headline(rows, index) => weak = weak.or(Some(index)),
            _ => {}
        }
        if ends_sentence(&row.text) && letter_count(&row.text) >= MIN_TEXT {
            paragraphs += 1;
            if paragraphs >= 2 {
                break;
            }
        }
    }
    weak
}

/// Whether nothing but the lines of a headline stands above a row.
fn is_below_headline(rows: &[Row], index: usize) -> bool {
    // Buttons and what leads through the site may stand above the headline.
    let above = rows.iter().take(index).filter(|row| !page_marks::leads_through_page(&row.text));
    above.clone().count() <= MAX_LINES
        && above.into_iter().all(|row| (is_candidate(&row.text) || row.is_rule()) && row.indent < 2)
}

/// Reads a head line whose last label has its value on the next row; gives the number of rows read.
fn with_next(rows: &[Row], index: usize) -> Option<(HeadLine, usize)> {
    let (row, next) = (rows.get(index)?, rows.get(index + 1)?);
    // What stands below has a label of its own.
    let is_labelled = ["专题", "频道", "栏目", "标签"].iter().any(|label| next.text.starts_with(label));
    // Below a button stands no value of it.
    let is_button = ["分享到", "分享至", "打印", "收藏", "字体", "字号"]
        .iter()
        .any(|button| row.text.trim_end_matches(['：', ':', ' ']).ends_with(button));
    if letter_count(&next.text) > 40 || is_labelled || is_button {
        return None;
    }
    let head = head_line::parse(&format!("{} {}", row.text, next.text))?;
    Some((head, 2))
}

/// The head lines around one of them, read together: the first row, the first row after them, and what they tell.
pub(in crate::corpus::read::one_article) fn cluster(rows: &[Row], place: usize) -> (usize, usize, HeadLine) {
    let mut start = place;
    while start.checked_sub(1).and_then(|before| head_of(rows, before)).is_some() {
        start -= 1;
    }
    let mut head = HeadLine::default();
    let mut end = start;
    while let Some(read) = head_of(rows, end) {
        let two = if read.pending { with_next(rows, end) } else { None };
        let (read, count) = two.unwrap_or((read, 1));
        if end == start {
            head = read;
        } else {
            head.merge(read);
        }
        end += count;
    }
    (start, end, head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::head::printed_frame::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    #[test]
    fn days_in_the_text_are_no_head_lines() {
        let place_in = |text: &str| {
            let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
            place_of_head(&prepare(&lines, SourceKind::Text).rows)
        };
        assert_eq!(place_in("风雨桥通车\n时间：2024-04-01 08:00\n两岸的村民从此不必再绕行。"), Some(1));
        assert_eq!(place_in("风雨桥音乐会\n时间：2024年4月1日 19:30\n地点：云岭县文化馆\n村民免费入场。"), None);
        assert_eq!(place_in("风雨桥通车\n2024年4月1日，\n两岸的村民从此不必再绕行，\n集市也开到了桥头。"), None);
        let below = "风雨桥音乐会\n发布日期：2024-03-20\n时间：2024年4月1日\n地点：云岭县文化馆";
        assert_eq!(place_in(below), Some(1));
    }

    #[test]
    fn the_day_of_an_event_is_not_merged_into_the_head_line() {
        let text = ["风雨桥音乐会", "更新时间：2024-03-20", "时间：2024年4月1日", "地点：云岭县文化馆"];
        let lines: Vec<Line> = text.iter().map(|&text| Line { text, emphasis: None }).collect();
        let (start, end, head) = cluster(&prepare(&lines, SourceKind::Text).rows, 1);
        let day = head.date.map(|date| date.to_string());
        assert_eq!((start, end, day.as_deref()), (1, 2, Some("2024-03-20")));
    }
}
