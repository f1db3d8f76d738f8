//! Tables that are drawn with signs: the `+----+` of MySQL's client, the `----+----` of PostgreSQL's, the boxes of SQLite's, the grids of
//! Python's libraries, and the pipes of Markdown in a text file.

use serde_json::Value;

use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::read::table::is_header_of_articles;

/// Signs that lines between rows are made of.
const DASHES: &str = "-=─━═";
/// Signs at which lines between rows meet those between columns.
const JOINTS: &str = "+|┌┬┐├┼┤└┴┘╭╮╰╯┏┳┓┣╋┫┗┻┛┡╇┩╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛";
/// The statement that asked for the rows stands above them on at most this many lines.
const MAX_ABOVE: usize = 10;
/// A file with this many sentences of this many letters outside its tables holds texts, which a table of contents stands above.
const MAX_SENTENCES: usize = 2;
const MIN_SENTENCE: usize = 25;

/// The rows of the drawn table of articles that a text is, the header first, as JSON; none where it is no such table.
pub(in crate::corpus::read) fn read(text: &str) -> Option<Value> {
    text.lines().filter(|line| !line.trim().is_empty()).take(MAX_ABOVE + 1).find(|line| is_rule(line))?;
    let lines: Vec<String> = text.lines().map(|line| line.replace(['│', '┃', '║'], "|")).collect();
    let rules: Vec<usize> = (0..lines.len()).filter(|&at| is_rule(&lines[at])).collect();
    let first = *rules.first()?;
    let has_header_above = |rule: &usize| *rule > 0 && lines[*rule - 1].contains('|') && !is_rule(&lines[*rule - 1]);
    let is_framed = !has_header_above(&first);
    let frame = first..*rules.last()?;
    let is_outside = |at: usize| if is_framed { !frame.contains(&at) } else { !lines[at].contains('|') };
    let is_text = |line: &str| ends_sentence(line.trim()) && letter_count(line) >= MIN_SENTENCE;
    if (0..lines.len()).filter(|&at| is_outside(at) && is_text(&lines[at])).nth(MAX_SENTENCES - 1).is_some() {
        return None;
    }
    let mut tables = if is_framed {
        framed(&lines, &rules)
    } else {
        rules.iter().filter(|rule| has_header_above(rule)).map(|&rule| below_rule(&lines, rule)).collect()
    };
    tables.retain(|table| table.first().is_some_and(|header| is_header_of_articles(header)));
    // Several answers to one question stand one below the other.
    let header = tables.first()?.first()?.clone();
    let alike = tables.into_iter().filter(|table| table.first() == Some(&header));
    let rows: Vec<Vec<String>> =
        std::iter::once(header.clone()).chain(alike.flat_map(|table| table.into_iter().skip(1))).collect();
    (rows.len() > 1).then(|| rows.into())
}

/// Whether a line divides the rows of a drawn table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_drawn = |c: char| DASHES.contains(c) || JOINTS.contains(c) || matches!(c, ' ' | ':');
    line.contains(|c: char| JOINTS.contains(c))
        && DASHES.chars().any(|dash| line.contains(&String::from_iter([dash, dash])))
        && line.chars().all(is_drawn)
}

/// The raw cells of a line, which stands between pipes or only has them between its cells.
fn parts(line: &str, is_piped: bool) -> Vec<String> {
    /// Stands for a pipe within a cell.
    const PIPE: char = '\u{1F}';
    let line = line.replace("\\|", &PIPE.to_string());
    let within = if is_piped {
        let line = line.trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        line.strip_suffix('|').unwrap_or(line)
    } else {
        &line
    };
    within.split('|').map(|cell| cell.replace(PIPE, "|")).collect()
}

fn cells(line: &str, is_piped: bool) -> Vec<String> {
    parts(line, is_piped).iter().map(|cell| tidy(cell)).collect()
}

fn tidy(cell: &str) -> String {
    cell.trim().replace("<br>", "\n")
}

/// Adds the cells of a further line to those of a row.
fn add_line(row: &mut [String], further: Vec<String>) {
    for (cell, more) in row.iter_mut().zip(further).filter(|(_, more)| !more.is_empty()) {
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(&more);
    }
}

/// The rows of a table whose header stands above its only line. PostgreSQL writes `+` behind a cell that goes on on the next line.
fn below_rule(lines: &[String], rule: usize) -> Vec<Vec<String>> {
    let is_piped = lines[rule - 1].trim_start().starts_with('|');
    let has_marks = !is_piped && lines[rule].contains('+');
    let mut rows = vec![cells(&lines[rule - 1], is_piped)];
    let mut is_open = false;
    for line in lines[rule + 1..].iter().take_while(|line| line.contains('|')) {
        let raw = parts(line, is_piped);
        let without_mark = |at: usize| {
            // Behind the last cell no blanks are written, so that a sign at its end may be its own.
            let mark = if at + 1 == raw.len() { " +" } else { "+" };
            raw[at].strip_suffix(mark).filter(|_| has_marks)
        };
        let goes_on = (0..raw.len()).any(|at| without_mark(at).is_some());
        let row = (0..raw.len()).map(|at| tidy(without_mark(at).unwrap_or(&raw[at]))).collect();
        match rows.last_mut().filter(|_| is_open) {
            Some(last) => add_line(last, row),
            None => rows.push(row),
        }
        is_open = goes_on;
    }
    rows
}

/// The tables that stand in frames: lines above the header, below it and below the rows.
fn framed(lines: &[String], rules: &[usize]) -> Vec<Vec<Vec<String>>> {
    let mut tables = Vec::new();
    let mut table: Vec<&[String]> = Vec::new();
    let mut is_grid = false;
    let ends = rules.iter().copied().skip(1).chain([lines.len()]);
    for (&start, end) in rules.iter().zip(ends) {
        let between = &lines[start + 1..end];
        if between.first().is_some_and(|line| line.trim_start().starts_with('|')) {
            is_grid |= table.len() == 1 && lines[start].contains('=');
            table.push(between);
        } else {
            tables.extend(rows_between(&std::mem::take(&mut table), is_grid));
            is_grid = false;
        }
    }
    tables.extend(rows_between(&table, is_grid));
    tables
}

/// The rows of a table of which the lines between each two rules are given. In a grid, each row has its own rule.
fn rows_between(parts: &[&[String]], is_grid: bool) -> Option<Vec<Vec<String>>> {
    let (header, body) = parts.split_first()?;
    let header = joined(header);
    let rows: Vec<Vec<String>> = if is_grid || body.len() > 1 {
        body.iter().map(|row| joined(row)).collect()
    } else {
        body.iter().flat_map(|lines| whole_rows(lines, header.len())).collect()
    };
    Some(std::iter::once(header).chain(rows).collect())
}

/// One row that is drawn on several lines.
fn joined(lines: &[String]) -> Vec<String> {
    let mut row: Vec<String> = Vec::new();
    for line in lines {
        let further = cells(line, true);
        if row.is_empty() { row = further } else { add_line(&mut row, further) }
    }
    row
}

/// The rows on lines: MySQL writes the ends of lines within a cell as they are.
fn whole_rows(lines: &[String], width: usize) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut open = String::new();
    let mut pipes = 0;
    for line in lines {
        if !open.is_empty() {
            open.push('\n');
        }
        open.push_str(line);
        pipes += line.matches('|').count();
        // A long cell has many lines, so that its row is taken apart only where it may be whole.
        if !line.trim_end().ends_with('|') || pipes <= width {
            continue;
        }
        let row = cells(&open, true);
        if row.len() >= width {
            rows.push(row);
            open.clear();
            pipes = 0;
        }
    }
    if !open.trim().is_empty() {
        rows.push(cells(&open, true));
    }
    rows
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn frames_of_mysql() {
        let table = "mysql> select * from n;\n+----+--------+------------+\n| id | title  | content    |\n+----+--------+------------+\n\
            |  1 | 春耕   | 柳河两岸。\n农机下田。 |\n|  2 | 秋收   | NULL       |\n+----+--------+------------+\n2 rows in set (0.01 sec)\n";
        let rows = json!([["id", "title", "content"], ["1", "春耕", "柳河两岸。\n农机下田。"], ["2", "秋收", "NULL"]]);
        assert_eq!(read(table), Some(rows.clone()));
        let box_drawn = table.replace("----+", "────┼").replace('|', "│");
        assert_eq!(read(&box_drawn), Some(rows));
    }

    #[test]
    fn lines_of_postgresql() {
        let table = " id | title | content  | source \n----+-------+----------+--------\n  1 | 春耕  | 柳河两岸+| 柳河报\n    |       | 农机下田 | \n\
            \x20 2 | 数字+ | 早市     | 柳河报\n(2 rows)\n";
        assert_eq!(
            read(table),
            Some(json!([
                ["id", "title", "content", "source"],
                ["1", "春耕", "柳河两岸\n农机下田", "柳河报"],
                ["2", "数字+", "早市", "柳河报"],
            ]))
        );
    }

    #[test]
    fn grids_and_pipes() {
        let grid = "+------+----------+\n| 标题 | 正文     |\n+======+==========+\n| 春耕 | 柳河两岸 |\n|      | 农机下田 |\n+------+----------+\n";
        assert_eq!(read(grid), Some(json!([["标题", "正文"], ["春耕", "柳河两岸\n农机下田"]])));
        let two = "| 标题 | 日期 |\n|---|---|\n| 春耕 | 2024-04-01 |\n\n## 五月\n\n| 标题 | 日期 |\n|---|---|\n| 夏种 | 2024-05-01 |\n";
        assert_eq!(read(two), Some(json!([["标题", "日期"], ["春耕", "2024-04-01"], ["夏种", "2024-05-01"]])));
        let pipes = "| 标题 | 日期 |\n|:--|---|\n| 春耕\\|夏种 | 2024-04-01 |\n\n共一篇\n";
        assert_eq!(read(pipes), Some(json!([["标题", "日期"], ["春耕|夏种", "2024-04-01"]])));
    }

    #[test]
    fn other_lines_are_no_tables() {
        for text in [
            "",
            "柳河日报\n----------\n春耕正忙。\n",
            "| 项目 | 金额 |\n|---|---|\n| 甲 | 1 |\n",
            "+--+\n",
            "标题|日期\n---|---\n",
            "| 标题 | 日期 |\n|---|---|\n| 春耕 | 2024-04-01 |\n\n春耕\n柳河两岸春耕正忙，全县组织技术人员到田间地头进行指导，种子化肥储备充足。\n\
             农机手已经下田，合作社的三十台插秧机全部检修完毕，五月中旬以前可以插完全部水田。\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
