//! Records of data within a text: below a line that says what they are, within the fence of a Markdown file, or between the lines that a
//! crawler writes about its work.

use crate::corpus::measure::{at_most, ends_sentence};

/// At most this many lines stand above the data, none of which is longer than that, in characters.
const MAX_LINES_ABOVE: usize = 6;
const MAX_LINE_ABOVE: usize = 80;
/// The data are at least this share of a text that is no log.
const MIN_SHARE: f64 = 0.8;
/// A line of a log has at most this many bytes.
const MAX_LINE_OF_LOG: usize = 300;

/// The records with blank lines in place of what stands around them, so that each keeps its line; none where a text is no such file.
pub(in crate::corpus::read) fn records_alone(text: &str) -> Option<String> {
    // A quick check spares nearly all texts: all records have braces, and begin a line.
    if !text.contains("\n{") && !text.contains("\n[") || text.trim_start().starts_with(['{', '[']) && !is_log(text) {
        return None;
    }
    let lines: Vec<&str> = text.lines().collect();
    let size = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>() as f64;
    let is_most = |kept: &Vec<&str>| size(kept) >= MIN_SHARE * size(&lines);
    let within_text = || fenced(&lines).or_else(|| below_lines(&lines)).filter(is_most);
    between_log(&lines).or_else(within_text).map(|kept| kept.join("\n"))
}

/// What stands within the only fence of a text.
fn fenced<'t>(lines: &[&'t str]) -> Option<Vec<&'t str>> {
    let fences: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].trim_start().starts_with("```")).collect();
    let [open, close] = fences[..] else { return None };
    let first = lines[open + 1..close].iter().find(|line| !line.trim().is_empty())?;
    let inside = |at: usize| at > open && at < close;
    first.trim_start().starts_with(['{', '[']).then(|| kept_where(lines, inside))
}

/// The records between the lines of a log, each on a line of its own.
fn between_log<'t>(lines: &[&'t str]) -> Option<Vec<&'t str>> {
    let is_record = |line: &str| line.starts_with('{') && line.trim_end().ends_with(['}', ',']);
    let are_parted = lines.iter().any(|line| is_line_of_log(line))
        && lines.iter().all(|line| line.trim().is_empty() || is_record(line) || is_line_of_log(line));
    are_parted.then(|| kept_where(lines, |at| is_record(lines[at])))
}

/// The data below a few lines that say what they are.
fn below_lines<'t>(lines: &[&'t str]) -> Option<Vec<&'t str>> {
    let first = lines.iter().position(|line| line.starts_with(['{', '[']))?;
    let says = |line: &&str| at_most(line, MAX_LINE_ABOVE) && !ends_sentence(line);
    let are_short = (1..=MAX_LINES_ABOVE).contains(&first) && lines[..first].iter().all(says);
    are_short.then(|| kept_where(lines, |at| at >= first))
}

fn kept_where<'t>(lines: &[&'t str], is_kept: impl Fn(usize) -> bool) -> Vec<&'t str> {
    lines.iter().enumerate().map(|(at, line)| if is_kept(at) { *line } else { "" }).collect()
}

fn is_log(text: &str) -> bool {
    text.lines().take(2).any(is_line_of_log)
}

/// Whether a line tells when a program did what: “2024-03-05 08:00:01 [scrapy.core.scraper] DEBUG: …”, “[2024-03-05 08:00:01] INFO …”.
fn is_line_of_log(line: &str) -> bool {
    const LEVELS: [&str; 5] = ["DEBUG", "INFO", "WARNING", "WARN", "ERROR"];
    line.len() <= MAX_LINE_OF_LOG
        && line
            .trim_start_matches('[')
            .starts_with(|c: char| c.is_ascii_digit() || LEVELS.iter().any(|l| l.starts_with(c)))
        && LEVELS.iter().any(|level| line.contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDS: &str = "{\"title\": \"公园开放\", \"text\": \"昨天，河边的三处公园一起开放，孩子们去放风筝，老人在树下下棋。\"}\n\
        {\"title\": \"老街换灯\", \"text\": \"昨晚，老街的两百盏路灯都换了新的，街坊们散步到很晚，店铺也多开了一个小时。\"}";

    #[test]
    fn records_keep_their_lines() {
        let [first, second] = RECORDS.split('\n').collect::<Vec<_>>()[..] else { panic!("two records") };
        let log = "2024-03-05 08:00:01 [scraper] DEBUG: found";
        for (text, expected) in [
            (format!("2024年3月采集结果\n{RECORDS}"), format!("\n{RECORDS}")),
            (format!("# 数据\n\n```json\n{RECORDS}\n```"), format!("\n\n\n{RECORDS}\n")),
            (format!("{log}\n{first}\n{log}\n{second}"), format!("\n{first}\n\n{second}")),
        ] {
            assert_eq!(records_alone(&text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_hold_none() {
        let prose = "昨天，河边的三处公园一起开放，孩子们去放风筝，老人在树下下棋。".repeat(9);
        for text in [
            RECORDS.to_owned(),
            prose.clone(),
            format!("{prose}\n{RECORDS}"),
            format!("一例\n{RECORDS}\n{prose}{prose}"),
        ] {
            assert_eq!(records_alone(&text).filter(|kept| !kept.contains(&prose)), None, "{text}");
        }
    }
}
