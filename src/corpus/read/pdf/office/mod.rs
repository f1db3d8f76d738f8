//! Recognises a document of an office that holds one text: a report, a law, a speech, minutes, as word processors print them. Its text runs
//! in one column, and one title stands on top in larger type than all else, but for the headings that are counted or have the names of
//! parts. What stands at the edge of its sheets is no part of it.

mod column;
mod forms;
mod sheet_rows;

use std::ops::Range;

use self::column::Column;
use self::sheet_rows::SheetRow;
use crate::corpus::measure::{at_most, ends_sentence, letters};
use crate::corpus::read::pdf::lines::{Line, body_size};

/// Sheets with more lines than this are those of no such document.
const MAX_LINES: usize = 200;
/// What is printed across a sheet has at most this many characters.
const MAX_WATERMARK: usize = 60;
/// The type of a title is at least this much larger than that of the text, and that of a heading this much.
const TITLE: f32 = 1.1;
const HEADING: f32 = 1.06;
/// Sizes of type that differ by less, in points, are the same.
const SAME_SIZE: f32 = 0.4;
/// A title has at most this many characters.
const MAX_TITLE: usize = 80;
/// A line with at most this many characters may be a headline.
const MAX_HEADLINE: usize = 40;
/// At most this share of the characters stands in lines side by side that are as long as those of columns.
const MAX_COLUMNS: f32 = 0.15;
/// Fewer lines that are set apart may be a caption or the heading of a table.
const MAX_SET_APART: usize = 1;
/// A document is known from at least this many counted headings or rows of tables, or from what stands at the edge of its sheets.
const MIN_PARTS: usize = 2;
const MIN_TABLE_ROWS: usize = 3;
/// A title in the type of the text alone shows less: at least this many parts stand below it.
const MIN_PARTS_BELOW_PLAIN_TITLE: usize = 4;
/// What stands above the title in type smaller than this share of that of the text is the head of the sheet, and in the text a caption or
/// a note.
const SMALL: f32 = 0.92;

/// The lines of a sheet, as far as they may be those of a document.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Whether no browser printed it, and all of it can be read.
    pub is_plain: bool,
}

impl Sheet {
    /// A sheet with these lines.
    pub fn of(lines: &[Line], is_plain: bool) -> Self {
        let is_plain = is_plain && lines.len() <= MAX_LINES && !lines.iter().any(|line| line.downwards);
        Self { lines: if is_plain { lines.to_vec() } else { Vec::new() }, is_plain }
    }

    /// Adds lines in another direction: a mark across the sheet is short, and more is text that no column holds.
    pub fn add_turned(&mut self, lines: &[Line]) {
        self.is_plain &= lines.iter().map(|line| line.count).sum::<usize>() <= MAX_WATERMARK;
    }
}

/// A document of an office that holds one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficeDocument {
    /// The title.
    pub title: String,
    /// What stands at the edge of its sheets.
    pub running: Vec<String>,
    /// What stands above the title, and the contents.
    pub around: Vec<String>,
    /// What stands between the title and the text, which the paragraphs hold as well.
    pub head: Vec<String>,
    /// The paragraphs; the rows of tables are one each.
    pub paragraphs: Vec<String>,
    /// The rows of tables and of lists that are set in columns.
    pub rows: Vec<String>,
    /// The lines at the right, where offices sign.
    pub at_right: Vec<String>,
}

/// The document that sheets hold; none where they hold anything else.
pub(super) fn read(sheets: &[Sheet]) -> Option<OfficeDocument> {
    if sheets.iter().any(|sheet| !sheet.is_plain) {
        return None;
    }
    let body = body_size(sheets.iter().flat_map(|sheet| &sheet.lines).map(|line| (line.size, line.count)));
    let mut rows: Vec<Vec<SheetRow>> =
        sheets.iter().enumerate().map(|(at, sheet)| sheet_rows::rows_of(&sheet.lines, at)).collect();
    let mut running = sheet_rows::take_running(&mut rows, body);
    let mut rows: Vec<SheetRow> = rows.into_iter().flatten().collect();
    let column = Column::of(&rows, body)?;
    let text = first_sentence(&rows, body)?;
    let large = title_of(&rows, text, body);
    let is_plain = large.is_none();
    let title = large.or_else(|| plain_title(&rows, text, column))?;
    if !is_of_one_text(&rows, &title, text, column) {
        return None;
    }
    let parts = rows[title.end..].iter().filter(|row| forms::shows_parts(&row.text)).count();
    let table_rows = rows.iter().filter(|row| row.is_of_table).count();
    let above = rows[..title.start].iter().take_while(|row| row.size <= SMALL * body).count();
    running.extend(rows[..above].iter().map(|row| row.text.clone()));
    let is_known = parts >= MIN_PARTS || table_rows >= MIN_TABLE_ROWS || !running.is_empty();
    if !is_known || is_plain && parts < MIN_PARTS_BELOW_PLAIN_TITLE {
        return None;
    }
    let contents = contents_of(&rows, title.end, text);
    let around = rows[above..title.start].iter().chain(&rows[contents.clone()]).map(|row| row.text.clone()).collect();
    let head: Vec<SheetRow> =
        rows[title.end..contents.start].iter().chain(&rows[contents.end..text]).cloned().collect();
    let heading: String = rows[title.clone()].iter().map(|row| row.text.trim()).collect();
    rows.drain(contents);
    rows.drain(..title.end);
    // The title of a cover may be printed again above the text.
    let named = letters(&heading);
    rows.retain(|row| {
        !(row.size >= HEADING * body && !forms::is_part(&row.text) && named.contains(&letters(&row.text)))
    });
    Some(OfficeDocument {
        title: heading,
        running,
        around,
        head: column.paragraphs(&head),
        paragraphs: column.paragraphs(&rows),
        rows: rows.iter().filter(|row| row.is_of_table).map(|row| row.text.clone()).collect(),
        at_right: rows.iter().filter(|row| column.is_at_right(row)).map(|row| row.text.clone()).collect(),
    })
}

/// The first row that holds a sentence or a part of one, in the type of the text; entries of the contents may hold a comma.
fn first_sentence(rows: &[SheetRow], body: f32) -> Option<usize> {
    let is_text = |row: &SheetRow| {
        row.size < TITLE * body && row.text.contains(['。', '，', '；']) && !forms::is_entry(&row.text)
    };
    rows.iter().position(is_text)
}

/// The rows of the title, above the first sentence: those in the largest type that are no part and no letterhead.
fn title_of(rows: &[SheetRow], text: usize, body: f32) -> Option<Range<usize>> {
    let above = rows.get(..text)?;
    let may_be =
        |row: &SheetRow| row.size >= TITLE * body && !forms::is_part(&row.text) && !forms::is_letterhead(&row.text);
    let largest = above.iter().filter(|row| may_be(row)).map(|row| row.size).fold(f32::MIN, f32::max);
    let is_line = |row: &SheetRow| may_be(row) && row.size >= largest - SAME_SIZE;
    let start = above.iter().position(is_line)?;
    let sheet = above[start].sheet;
    let end = start + above[start..].iter().take_while(|row| is_line(row) && row.sheet == sheet).count();
    let title: String = above[start..end].iter().map(|row| row.text.as_str()).collect();
    (at_most(&title, MAX_TITLE) && !title.contains('。')).then_some(start..end)
}

/// The rows of a title in the type of the text: the first of the document, in the middle of the column, where no type is larger.
fn plain_title(rows: &[SheetRow], text: usize, column: Column) -> Option<Range<usize>> {
    if rows.iter().any(|row| row.size >= HEADING * column.body) {
        return None;
    }
    let is_line = |row: &SheetRow| row.cells == 1 && column.is_in_middle(row) && !forms::is_part(&row.text);
    let start = rows[..text].iter().position(|row| !forms::is_letterhead(&row.text))?;
    // A headline may have a first line that ends with a colon.
    let goes_on = |at: usize| rows[at].text.ends_with('：') && at + 1 < text && is_line(&rows[at + 1]);
    let end = start + 1 + usize::from(goes_on(start));
    let title: String = rows[start..end].iter().map(|row| row.text.as_str()).collect();
    (is_line(&rows[start]) && at_most(&title, MAX_TITLE)).then_some(start..end)
}

/// Whether nothing but the title heads a text of its own: all else in large type is a part, and little is set apart otherwise.
fn is_of_one_text(rows: &[SheetRow], title: &Range<usize>, text: usize, column: Column) -> bool {
    let letters_of_title = letters(&rows[title.clone()].iter().map(|row| row.text.as_str()).collect::<String>());
    let is_large = |row: &SheetRow| row.size >= HEADING * column.body;
    let is_within = |at: usize, row: &SheetRow| {
        // A heading may be longer than the column is wide.
        let goes_on = rows[at - 1].sheet == row.sheet
            && (rows[at - 1].size - row.size).abs() < SAME_SIZE
            && !column.is_short(&rows[at - 1]);
        forms::is_part(&row.text) || goes_on || letters_of_title.contains(&letters(&row.text))
    };
    let below = || rows.iter().enumerate().skip(text + 1);
    if below().any(|(at, row)| is_large(row) && !is_within(at, row)) {
        return false;
    }
    let is_set_apart = |row: &SheetRow| {
        row.cells == 1
            && row.size > SMALL * column.body
            && (row.bold || column.is_centred(row))
            && column.is_short(row)
            && at_most(&row.text, MAX_HEADLINE)
            && !ends_sentence(&row.text)
            && !forms::is_part(&row.text)
    };
    let set_apart = below().filter(|(_, row)| is_set_apart(row)).count();
    let count = |rows: &mut dyn Iterator<Item = &SheetRow>| rows.map(|row| row.count).sum::<usize>() as f32;
    let of_columns = count(&mut rows.iter().filter(|row| row.is_of_columns));
    set_apart <= MAX_SET_APART && of_columns <= MAX_COLUMNS * count(&mut rows.iter())
}

/// The contents between the title and the text, with their heading; an empty range where there are none.
fn contents_of(rows: &[SheetRow], from: usize, text: usize) -> Range<usize> {
    let none = from..from;
    let Some(start) = (from..text).find(|&at| forms::heads_contents(&rows[at].text)) else { return none };
    let count = rows[start + 1..text].iter().take_while(|row| forms::is_entry(&row.text)).count();
    if count < forms::MIN_ENTRIES { none } else { start..start + 1 + count }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::pdf::test_lines::line;

    const TEXT: [&str; 2] =
        ["昨天，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到", "很晚，孩子们在灯下踢毽子。"];

    /// A sheet of lines with their places and sizes.
    fn sheet(lines: &[(f32, f32, &str)]) -> Sheet {
        let drawn: Vec<Line> = lines
            .iter()
            .zip(0_u8..)
            .map(|(&(left, size, text), row)| line(left, 80.0 + 26.0 * f32::from(row), size, text))
            .collect();
        Sheet::of(&drawn, true)
    }

    /// A sheet with the title, and a heading of the given size above each of two texts.
    fn report(headings: [&str; 2], size: f32) -> Sheet {
        let text = [(114.0, 12.0, TEXT[0]), (90.0, 12.0, TEXT[1])];
        let mut lines = vec![(150.0, 22.0, "云岭县老街修缮情况的报告"), (250.0, 12.0, "2024年3月5日")];
        for heading in headings {
            lines.push((114.0, size, heading));
            lines.extend(text);
        }
        sheet(&lines)
    }

    #[test]
    fn counted_headings_divide_one_text() {
        let read = read(&[report(["一、修街", "二、点灯"], 15.0)]).expect("a document");
        assert_eq!(read.title, "云岭县老街修缮情况的报告");
        assert_eq!(read.head, ["2024年3月5日", "一、修街"]);
        let text = TEXT.concat();
        assert_eq!(read.paragraphs, ["2024年3月5日", "一、修街", text.as_str(), "二、点灯", text.as_str()]);
    }

    #[test]
    fn headlines_in_large_type_part_texts() {
        assert!(read(&[report(["老街昨晚换上新路灯", "渡口今天通了公交"], 15.0)]).is_none());
        assert!(read(&[report(["老街修好了", "渡口通车了"], 12.0)]).is_none(), "without a number");
        let two =
            [report(["一、修街", "二、点灯"], 15.0), sheet(&[(150.0, 22.0, "渡口通车的通知"), (114.0, 12.0, TEXT[0])])];
        assert!(read(&two).is_none(), "two documents");
    }

    #[test]
    fn a_title_in_the_type_of_the_text_stands_in_the_middle() {
        let document = |left: f32, parts: [&'static str; 4]| {
            let mut lines = vec![(left, 12.0, "云岭县老街修缮办法"), (114.0, 12.0, TEXT[0]), (90.0, 12.0, TEXT[1])];
            for part in parts {
                lines.extend([(114.0, 12.0, part), (114.0, 12.0, TEXT[0]), (90.0, 12.0, TEXT[1])]);
            }
            read(&[sheet(&lines)])
        };
        let parts = ["第一章 总则", "第二章 修街", "第三章 点灯", "第四章 附则"];
        assert_eq!(document(240.0, parts).map(|own| own.title).as_deref(), Some("云岭县老街修缮办法"));
        assert!(document(114.0, parts).is_none());
        assert!(document(240.0, ["老街修好了", "渡口通车了", "早市搬家了", "食堂开门了"]).is_none());
    }

    #[test]
    fn the_contents_stand_around_the_text() {
        let cover = sheet(&[
            (150.0, 22.0, "云岭县老街修缮情况的报告"),
            (280.0, 12.0, "目录"),
            (90.0, 12.0, "一、修街……1"),
            (90.0, 12.0, "二、点灯……2"),
            (90.0, 12.0, "三、后续……3"),
        ]);
        let text = sheet(&[
            (114.0, 15.0, "一、修街"),
            (114.0, 12.0, TEXT[0]),
            (90.0, 12.0, TEXT[1]),
            (114.0, 15.0, "二、点灯"),
            (114.0, 12.0, TEXT[0]),
            (90.0, 12.0, TEXT[1]),
        ]);
        let read = read(&[cover, text]).expect("a document");
        assert_eq!(read.around, ["目录", "一、修街……1", "二、点灯……2", "三、后续……3"]);
        assert_eq!(read.paragraphs.len(), 4);
    }

    #[test]
    fn the_cells_of_a_row_stay_together() {
        let mut lines = vec![line(150.0, 80.0, 22.0, "关于表彰先进个人的通知")];
        for (row, text) in (0_u8..).zip(TEXT) {
            lines.push(line(if row == 0 { 114.0 } else { 90.0 }, 106.0 + 16.0 * f32::from(row), 12.0, text));
        }
        for row in 0_u8..3 {
            for (column, name) in (0_u8..).zip(["何晓岚", "方舟", "方圆"]) {
                lines.push(line(114.0 + 80.0 * f32::from(column), 150.0 + 26.0 * f32::from(row), 12.0, name));
            }
        }
        let read = read(&[Sheet::of(&lines, true)]).expect("a document");
        assert_eq!(read.rows, ["何晓岚\u{3000}方舟\u{3000}方圆"; 3]);
        assert_eq!(read.paragraphs.len(), 4);
    }
}
