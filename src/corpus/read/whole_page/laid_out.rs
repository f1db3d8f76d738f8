//! Printed documents whose pages may hold tables, two columns, few lines or contents, as one document.

use jiff::civil::Date;

use crate::corpus::measure::{at_most, ends_sentence, is_letter};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::read::pdf::{FlowParagraph, PdfPage};
use crate::corpus::read::whole_page::issue_pages::full_heading;
use crate::corpus::read::whole_page::styled_text::printed_document;
use crate::corpus::read::word::Paragraph;

/// A line stands at the edge of at least this many pages, if it is printed on each of them.
const MIN_PAGES: usize = 3;

/// The line at the edge of each page has at most this many characters.
const MAX_LINE: usize = 60;

/// Contents have at least this many entries.
const MIN_ENTRIES: usize = 3;

/// The paragraphs of a document that was printed to pages, as [`printed_document`] reads them, where pages may hold tables and two columns.
/// The line at the head of most pages is read on the first of them, and that at their foot on none.
pub(super) fn laid_out_document(pages: &[PdfPage]) -> Option<Vec<Paragraph>> {
    if pages.iter().all(|page| page.laid_out.is_empty()) {
        return None;
    }
    let texts = || pages.iter().flat_map(|page| &page.laid_out).map(|paragraph| paragraph.text.as_str());
    let issues: Vec<Credit> = texts().filter_map(full_heading).collect();
    let head = running_line(pages, <[FlowParagraph]>::first, &issues);
    let foot = running_line(pages, <[FlowParagraph]>::last, &issues);
    let mut is_read = false;
    let page = |page: &PdfPage| {
        let mut paragraphs = page.laid_out.clone();
        let is_headed = head.is_some() && paragraphs.first().map(words) == head;
        if is_headed && std::mem::replace(&mut is_read, true) {
            paragraphs.remove(0);
            // What stands below the head may go on from the page before.
            paragraphs.iter_mut().take(1).for_each(|first| first.begins = first.is_set_apart);
        }
        paragraphs.pop_if(|last| Some(words(last)) == foot);
        if page.laid_out.is_empty() && are_contents(&page.text) {
            paragraphs = page.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(entry).collect();
        }
        PdfPage { paragraphs, ..page.clone() }
    };
    let pages: Vec<PdfPage> = pages.iter().map(page).collect();
    printed_document(&pages)
}

/// The line at the head or the foot of most pages, without the number of the page, where there is one. `issues` are what the headings
/// tell that name paper, day and page of a newspaper.
fn running_line(
    pages: &[PdfPage],
    edge: fn(&[FlowParagraph]) -> Option<&FlowParagraph>,
    issues: &[Credit],
) -> Option<String> {
    let lines: Vec<String> = pages.iter().filter_map(|page| edge(&page.laid_out)).map(words).collect();
    let count = |text: &String| lines.iter().filter(|line| *line == text).count();
    let line = lines.iter().filter(|text| may_run(text, issues)).max_by_key(|text| count(text))?;
    let found = count(line);
    (found >= MIN_PAGES && 2 * found > pages.len()).then(|| line.clone())
}

/// Whether a line may stand on each page: it is short and no sentence. A day is that of an article, unless the number of an issue stands
/// beside it, or the headings of the pages of a newspaper tell the same day.
fn may_run(text: &str, issues: &[Credit]) -> bool {
    let is_of_issue = |date: Date| issues.iter().any(|issue| issue.date == Some(date)) && full_heading(text).is_none();
    at_most(text, MAX_LINE)
        && !ends_sentence(text)
        && find_date(text).is_none_or(|found| text.contains('期') || is_of_issue(found.date))
}

/// The words of a line without the number of the page around them.
fn words(line: &FlowParagraph) -> String {
    // The digits of a day are those of no page.
    if find_date(&line.text).is_some() {
        return line.text.clone();
    }
    let is_beside = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-–—·|第页".contains(c);
    let words = line.text.trim_matches(is_beside);
    if words.chars().any(is_letter) { words.to_owned() } else { line.text.clone() }
}

/// Whether a page holds the contents of a document: every second line ends with the number of a page or is one, and none with a full stop.
fn are_contents(text: &str) -> bool {
    let lines = || text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let entries = lines().filter(|line| line.ends_with(|c: char| c.is_ascii_digit())).count();
    entries >= MIN_ENTRIES && 5 * entries >= 2 * lines().count() && !text.contains('。')
}

/// An entry of the contents.
fn entry(line: &str) -> FlowParagraph {
    FlowParagraph { text: line.to_owned(), emphasis: None, begins: true, is_set_apart: true, may_go_on: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_pages_part_no_paragraph() {
        let page = |paragraphs: &[(&str, bool)]| {
            let paragraph = |&(text, is_set_apart): &(&str, bool)| FlowParagraph {
                text: text.into(),
                emphasis: None,
                begins: true,
                is_set_apart,
                may_go_on: true,
            };
            PdfPage { laid_out: paragraphs.iter().map(paragraph).collect(), ..PdfPage::default() }
        };
        let pages = [
            page(&[("兰河剪报", false), ("昨天，三家社区食堂", true), ("内部资料 第1页", true)]),
            page(&[("兰河剪报", false), ("一起开门。", false), ("内部资料 第2页", true)]),
            page(&[("兰河剪报", false), ("老人凭证优惠。", true), ("内部资料 第3页", true)]),
        ];
        let read = laid_out_document(&pages).expect("a document");
        let texts: Vec<&str> = read.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(texts, ["兰河剪报", "昨天，三家社区食堂一起开门。", "老人凭证优惠。"]);
        let told = page(&[("兰河日报 2024-03-05", true), ("昨天，三家社区食堂一起开门。", true)]);
        let read = laid_out_document(&[told.clone(), told.clone(), told]).expect("a document");
        assert_eq!(read.len(), 6, "the paper of each article");
        let issue = |number: u8| {
            let heading = format!("兰河日报 2024年3月5日 第{number:02}版");
            page(&[("兰河日报 2024-03-05", true), (heading.as_str(), true), ("昨天，三家社区食堂一起开门。", true)])
        };
        let read = laid_out_document(&[issue(1), issue(2), issue(3)]).expect("a document");
        assert_eq!(read.len(), 7, "the day of the issue at the head of each page");
    }

    #[test]
    fn a_line_that_ends_before_the_column_does_goes_on_on_no_page() {
        let page = |text: &str, begins: bool, may_go_on: bool| {
            let paragraph =
                FlowParagraph { text: text.into(), emphasis: None, begins, is_set_apart: begins, may_go_on };
            PdfPage { laid_out: vec![paragraph], ..PdfPage::default() }
        };
        let count = |may_go_on: bool| {
            let pages = [page("兰河日报 | 2024-03-05", true, may_go_on), page("社区食堂昨天开门。", false, false)];
            laid_out_document(&pages).map(|read| read.len())
        };
        assert_eq!((count(true), count(false)), (Some(1), Some(2)));
    }

    #[test]
    fn the_contents_of_a_document_stand_above_its_text() {
        assert!(are_contents("目　录\n老街怎么修？　2\n社区食堂开门\n3\n早市搬家……4"));
        assert!(!are_contents("目　录\n老街怎么修？\n社区食堂开门\n早市搬家"));
        assert!(!are_contents("老街怎么修？\n2024年3月5日\n社区食堂开门。\n12\n13"));
    }
}
