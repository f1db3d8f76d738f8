//! The form by which a text shows that it is a page of a paper.

use crate::corpus::page::lines::{self, Line};
use crate::corpus::page::{boundary, dateline, rewrap};
use crate::corpus::publication::head_line::{self, Strength};

/// The widest line of a newspaper column, in Han characters.
const MAX_WIDTH: f32 = 28.5;
/// The least share of lines that are at most this wide, and of lines that do not end a sentence because the column broke them.
const MIN_NARROW: f64 = 0.95;
const MIN_BROKEN: f64 = 0.5;
/// A page has at least this many lines.
const MIN_LINES: usize = 30;
/// A page has at least this many reports that begin with a dateline, each this many lines below the one before.
const MIN_REPORTS: usize = 2;
const MIN_DISTANCE: usize = 6;

/// Whether the form of a text shows that it is a page of a paper: several reports in columns, or headlines at the margin above indented texts.
pub(in crate::corpus) fn is_page_by_form(text: &str) -> bool {
    let mut lines = lines::clean(text);
    if is_page_in_columns(&lines) {
        return true;
    }
    // Many texts have no indent at all, so that the widths of their lines need not be measured.
    if !lines.iter().any(|line| line.indented) {
        return false;
    }
    rewrap::rewrap(&mut lines);
    boundary::is_page_by_form(&lines)
}

/// Whether the form of a text shows that it is a page of several reports in columns, so that no other sign is needed: the columns
/// break its lines, several paragraphs begin with datelines, and no line says where a single article is from.
fn is_page_in_columns(lines: &[Line]) -> bool {
    let share = |belongs: &dyn Fn(&Line) -> bool| {
        lines.iter().filter(|line| belongs(line)).count() as f64 / lines.len().max(1) as f64
    };
    lines.len() >= MIN_LINES
        && share(&|line| line.width <= MAX_WIDTH) >= MIN_NARROW
        && share(&|line| !line.ends_sentence()) >= MIN_BROKEN
        && reports(lines) >= MIN_REPORTS
        && !lines.iter().any(states_field)
}

/// The number of reports that begin with datelines.
fn reports(lines: &[Line]) -> usize {
    let begins = |at: usize| at == 0 || lines[at].indented || lines[at].after_blank || lines[at - 1].ends_sentence();
    let mut found = 0;
    let mut next = 0;
    for (at, line) in lines.iter().enumerate() {
        if at >= next && begins(at) && dateline::opening(&line.text).length > 0 {
            (found, next) = (found + 1, at + MIN_DISTANCE);
        }
    }
    found
}

/// Whether a line says where an article is from, or belongs to a web page or a record.
fn states_field(line: &Line) -> bool {
    line.text.contains("://")
        || line.text.starts_with(['=', '#', '-', '*', '【'])
        || head_line::parse(&line.text).is_some_and(|head| head.strength() >= Strength::SourceOnly)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;

    /// A page of two reports as a paper prints them, with a line between them.
    fn page(between: &str) -> String {
        let text = "兰河县把老街的路灯全部换成新的\n一共四百二十盏，居民晚上出门\n不再打手电，孩子们也在灯下玩\n到很晚。县城管局说，旧灯拆下\n后送到乡村，明年再装两百盏，\n费用由县里和镇里分担。\n";
        let report = |first: &str| format!("{first}\n{}", text.repeat(3));
        format!(
            "老街换上新路灯\n\n{}{between}\n南坪公园开放\n\n{}",
            report("本报讯（记者 何晓岚）昨天，"),
            report("新华社北京3月5日电（记者方舟）")
        )
    }

    #[test]
    fn columns_with_several_reports_are_a_page() {
        assert!(is_page_in_columns(&clean(&page(""))));
    }

    #[test]
    fn what_tells_of_a_single_article_is_asked_for() {
        assert!(!is_page_in_columns(&clean(&page("来源：兰河日报 2024-03-05"))));
        assert!(!is_page_in_columns(&clean(&page("https://www.example.com/a.html"))));
        let one = page("").split("南坪公园开放").next().unwrap().to_owned();
        assert!(!is_page_in_columns(&clean(&one)));
        let wide = page("").replace("，\n", "，").replace("的\n", "的");
        assert!(!is_page_in_columns(&clean(&wide)));
    }
}
