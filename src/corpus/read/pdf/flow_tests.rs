use super::*;
use crate::corpus::read::pdf::test_lines::line;

const FULL: &str = "昨天早上八点三家社区食堂在河畔新区同时开门老人凭证优惠一顿饭只要八元钱送";

fn read(lines: &[Line]) -> Vec<(String, Option<Emphasis>)> {
    let found = paragraphs(lines, Measure::of(lines));
    found.into_iter().map(|paragraph| (paragraph.text, paragraph.emphasis)).collect()
}

#[test]
fn the_margin_is_known_where_most_lines_begin_paragraphs() {
    let mut lines = Vec::new();
    for at in 0..6 {
        let top = 100.0 + at as f32 * 60.0;
        lines.push(line(120.0, top, 10.0, &FULL[..34 * 3]));
        if at < 4 {
            lines.push(line(100.0, top + 20.0, 10.0, "餐上门不另收钱。"));
        }
    }
    let found = read(&lines);
    assert_eq!(found.len(), 6);
    assert!(found[0].0.ends_with("不另收钱。") && found.iter().all(|(_, emphasis)| emphasis.is_none()));
}

#[test]
fn a_headline_may_be_longer_than_the_column_is_wide() {
    let mut lines = vec![line(100.0, 60.0, 20.0, &FULL[..18 * 3]), line(270.0, 90.0, 20.0, "开门")];
    for at in 0..4 {
        lines.push(line(100.0, 130.0 + at as f32 * 20.0, 10.0, FULL));
    }
    assert_eq!(read(&lines)[0], (format!("{}开门", &FULL[..18 * 3]), Some(Emphasis::Heading)));
    (lines[1].text, lines[1].bold) = ("5.2%".to_owned(), true);
    assert_eq!(read(&lines)[0], (format!("{}5.2%", &FULL[..18 * 3]), Some(Emphasis::Heading)));
    let mut bold = vec![line(100.0, 60.0, 10.0, FULL), line(100.0, 80.0, 10.0, "惠民见闻")];
    bold.iter_mut().for_each(|line| line.bold = true);
    bold.extend(lines.drain(2..));
    assert_eq!(read(&bold)[0], (format!("{FULL}惠民见闻"), Some(Emphasis::Bold)));
    bold.splice(..2, [line(100.0, 60.0, 11.7, "社区食堂开门了")]);
    assert_eq!(read(&bold)[0], ("社区食堂开门了".to_owned(), Some(Emphasis::Bold)));
}

/// The type size of the text, and the line that fills a column of thirty characters.
const BODY: f32 = 10.0;
const TEXT: &str = "昨天一早，兰河边的三家社区食堂一起开了门，老人凭证优惠，街坊";

fn laid(lines: &[Line], known: &mut Option<Column>) -> Vec<(String, bool)> {
    let found = laid_out(lines, Measure::of(lines), known);
    found.into_iter().map(|paragraph| (paragraph.text, paragraph.begins)).collect()
}

fn column(left: f32, top: f32) -> Vec<Line> {
    let row = |at: usize| {
        let (left, text) =
            if at.is_multiple_of(2) { (left + 20.0, &TEXT[..TEXT.len() - 6]) } else { (left, "都说方便。") };
        line(left, top + 14.0 * at as f32, BODY, text)
    };
    (0..6).map(row).collect()
}

#[test]
fn the_cells_of_a_row_are_one_paragraph() {
    let mut lines = column(40.0, 40.0);
    for (at, cells) in [["县区", "增速", "收入"], ["兰河", "3.4", "12.5"]].iter().enumerate() {
        let place = |column: usize| 40.0 + 100.0 * column as f32;
        lines.extend(
            cells.iter().enumerate().map(|(column, cell)| line(place(column), 130.0 + 14.0 * at as f32, BODY, cell)),
        );
    }
    let found = laid(&lines, &mut None);
    let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts[3..], ["县区\u{3000}增速\u{3000}收入", "兰河\u{3000}3.4\u{3000}12.5"]);
    assert!(paragraphs(&lines, Measure::of(&lines)).is_empty());
}

#[test]
fn a_page_with_few_lines_stands_in_the_column_of_the_page_before() {
    let rest = [line(60.0, 40.0, BODY, "食堂每天开门，送餐上门不另收钱。"), line(40.0, 54.0, BODY, "街坊都说方便。")];
    assert!(laid(&rest, &mut None).is_empty());
    let mut known = None;
    laid(&column(40.0, 40.0), &mut known);
    let found = laid(&rest, &mut known);
    assert_eq!(found.iter().map(|(_, begins)| *begins).collect::<Vec<_>>(), [true, true]);
    // Where each paragraph has one line, the margin is that of the page before.
    let lines: Vec<Line> =
        (0..5).map(|at| line(60.0, 40.0 + 14.0 * at as f32, BODY, &TEXT[..TEXT.len() - 6])).collect();
    assert_eq!(laid(&lines, &mut known).len(), 5);
}

#[test]
fn two_wide_columns_are_read_one_after_the_other() {
    let title = line(300.0, 20.0, 20.0, "兰河剪报");
    let both = [column(40.0, 60.0), column(380.0, 60.0)].concat();
    let found = laid(&[vec![title], both].concat(), &mut None);
    assert_eq!(found.len(), 7, "{found:?}");
    assert_eq!(found[0].0, "兰河剪报");
    assert!(found[1..].iter().all(|(text, _)| text.starts_with("昨天") && text.ends_with("方便。")), "{found:?}");
}

#[test]
fn a_paragraph_that_fills_the_column_may_go_on_on_the_next_page() {
    let may_go_on = |lines: &[Line]| laid_out(lines, Measure::of(lines), &mut None).last().map(|last| last.may_go_on);
    let mut lines = column(40.0, 40.0);
    assert_eq!(may_go_on(&lines), Some(false), "it ends with a short line");
    lines.pop();
    assert_eq!(may_go_on(&lines), Some(true));
}
