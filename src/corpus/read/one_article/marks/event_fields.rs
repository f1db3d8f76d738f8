//! Lines that announce an event: when and where it takes place, and who holds it.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::read::one_article::rows::Row;
use crate::text::pattern;

/// Whether a line tells by its label where an event takes place, who holds it or how to take part.
pub(in crate::corpus::read::one_article) fn is_event_field(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^\W{0,3}(?:\p{Han}{0,6}(?:地点|会场)|(?:活动|展览|演出|会议|报名|征集|比赛|开幕|举办|参观)(?:时间|日期)|票\s*价",
            r"|(?:联合)?(?:主办|承办|协办|支持|指导|赞助|冠名|协助)(?:单位|机构|方)?)\s*[:：]"
        ))
    });
    FORM.is_match(text)
}

/// Whether a line tells by its label who holds an event or runs a site.
pub(in crate::corpus::read::one_article) fn names_organiser(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:主办|承办)(?:单位)?\s*[:：]"));
    FORM.is_match(text)
}

/// Whether a row tells when an event takes place and not when the article was published: its label says no more than that it is a time,
/// and a field of the event stands right beside it.
pub(in crate::corpus::read::one_article) fn is_day_of_event(rows: &[Row], at: usize) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\W{0,3}(?:时\s*间|日\s*期)\s*[:：]"));
    // Beside the source the day is that of publication.
    let is_bare = |row: &Row| DAY.is_match(&row.text) && !row.text.contains("来源");
    let tells_event = |row: Option<&Row>| row.is_some_and(|row| is_event_field(&row.text));
    let above = at.checked_sub(1).and_then(|above| rows.get(above));
    rows.get(at).is_some_and(is_bare) && (tells_event(above) || tells_event(rows.get(at + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::head::printed_frame::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    #[test]
    fn events_are_told_by_their_fields() {
        for line in [
            "地点：云岭县文化馆",
            "主场活动地点：云岭县",
            "承办单位：云岭县文化馆",
            "■ 展览时间：四月",
            "联合主办：县文联",
        ] {
            assert!(is_event_field(line), "{line}");
        }
        for line in ["来源：云岭日报", "时间：2024-04-01", "地点选在老街", "发布时间：2024-04-01", "文化馆主办的画展"]
        {
            assert!(!is_event_field(line), "{line}");
        }
    }

    #[test]
    fn the_time_of_an_event_is_no_day_of_publication() {
        let is_of_event = |text: &str| {
            let lines: Vec<Line> = text.split('\n').map(|text| Line { text, emphasis: None }).collect();
            is_day_of_event(&prepare(&lines, SourceKind::Text).rows, 1)
        };
        assert!(is_of_event("风雨桥音乐会\n时间：2024年4月1日\n地点：云岭县文化馆"));
        assert!(is_of_event("主办单位：云岭县文化馆\n日期：2024年4月1日\n客人免费入场。"));
        assert!(!is_of_event("风雨桥音乐会\n时间：2024年4月1日\n云岭县的风雨桥修好了。"));
        assert!(!is_of_event("风雨桥音乐会\n时间：2024年4月1日 来源：云岭日报\n地点：云岭县文化馆"));
    }
}
