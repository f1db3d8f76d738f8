//! The menus of a site above the headline, as people copy them with the whole page.

use crate::corpus::measure::{ends_sentence, letter_count, letters};
use crate::corpus::publication::head_line;
use crate::corpus::read::one_article::head::headline::is_candidate;
use crate::corpus::read::one_article::marks::navigation;
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::rows::Row;
use crate::corpus::read::one_article::several;
use crate::corpus::read::web_page::is_editor_line;

/// A head line is looked for among this many rows; portals have some hundred entries in their menus.
const TOP: usize = 300;
/// The fewest rows that are menus.
const MIN_ROWS: usize = 6;
/// The most letters of an entry of a menu.
const MAX_ENTRY: usize = 8;
/// At least this many of the rows are known to lead through a site.
const MIN_KNOWN: usize = 2;
/// Minimum number of letters of the headline, which distinguishes it from the last entry of a menu.
const MIN_HEADLINE: usize = 9;
/// The same for the row right above the head line.
const MIN_LAST_HEADLINE: usize = 6;
/// The most bars of a menu on top of a page.
const MAX_BARS: usize = 3;
/// The most rows of a headline.
const MAX_HEADLINE: usize = 3;
/// A sentence of at least this many letters is text.
const MIN_TEXT: usize = 12;
/// The bar of a digital paper's reader has at most this many letters, and stands in one of this many rows.
const MAX_READER_BAR: usize = 50;
const TOP_OF_READER: usize = 60;
/// The text begins within this many rows of the head line.
const MAX_TO_TEXT: usize = 12;
/// On a printed page, whose lines are broken, the first sentence ends within this many rows of the headline.
const MAX_TO_TEXT_OF_PRINT: usize = 40;

/// The rows from the headline on, where the menus of a site stand above it: a run of short entries without a sentence, and below
/// it a headline with a head line that tells the day. What stands below the editor is left out, too. Other rows are returned as they are.
pub(crate) fn below(rows: &[Row]) -> &[Row] {
    // Nothing is read below the first text, which stands on top of most files.
    let is_end = |row: &Row| is_text(row) || several::has_dateline(row) || tells_day(row);
    let Some(head) = rows.iter().take(TOP).position(is_end).filter(|&end| tells_day(&rows[end])) else {
        return rows;
    };
    let (above, below) = rows.split_at(head);
    if !below.iter().skip(1).take(MAX_TO_TEXT).any(is_text) {
        return rows;
    }
    // Sources, buttons and counters may stand on lines of their own above that of the day.
    let is_of_head = |row: &&Row| head_line::parse(&row.text).is_some() || is_counter(row);
    let of_head = above.iter().rev().take_while(is_of_head).count();
    let above = &above[..head - of_head];
    // The nearest row may be shorter than others, where it is no entry of a menu that is known.
    let is_headline = |(at, row): &(usize, &Row)| {
        let is_long = letter_count(&row.text) >= if *at == 0 { MIN_LAST_HEADLINE } else { MIN_HEADLINE };
        is_candidate(&row.text) && is_long && !is_known(row) && !is_menu(row)
    };
    let count = above.iter().rev().enumerate().take(MAX_HEADLINE).take_while(is_headline).count();
    let menus = &above[..above.len() - count];
    // Below the moment and the source the headline may follow, where the last entry of the menu stands right above them.
    if count == 0 && above.last().is_some_and(is_known) && are_menus(above) {
        return above_foot(&rows[head - of_head..]);
    }
    if count == 0 || !are_menus(menus) {
        return rows;
    }
    // The headline may stand twice.
    let headline = &above[menus.len()..];
    let is_repeated = headline
        .split_last()
        .is_some_and(|(last, others)| others.iter().any(|row| letters(&row.text) == letters(&last.text)));
    let start = if is_repeated { above.len() - 1 } else { menus.len() };
    above_foot(&rows[start..])
}

/// Whether the rows above the headline that the title of a printed page names are nothing but menus, where no head line stands right below
/// it: none of them is text or tells of the article, and the text follows soon.
pub(crate) fn are_above_headline(above: &[Row], below: &[Row]) -> bool {
    let tells = |row: &Row| {
        is_text(row) || head_line::parse(&row.text).is_some_and(|head| head.date.is_some() || !head.source.is_empty())
    };
    let known = above.iter().filter(|row| is_known(row)).count();
    known >= MIN_KNOWN && !above.iter().any(tells) && below.iter().take(MAX_TO_TEXT_OF_PRINT).any(is_text)
}

/// The rows below the bars of a menu that stand on top of the page: “首页 要闻 时政 民生”.
pub(crate) fn below_bars(rows: &[Row]) -> &[Row] {
    let bars = rows.iter().take(MAX_BARS).take_while(|row| navigation::is_bar(&row.text)).count();
    // The last entries of a bar may stand on a line of their own, where it was full.
    let rest = rows.iter().skip(bars).take_while(|row| bars > 0 && navigation::names_sections(&row.text)).count();
    if bars + rest < rows.len() { &rows[bars + rest..] } else { rows }
}

/// Parts the rows at the bar of a digital paper's reader, where it stands above the headline: above it stand paper and day, the pages of
/// the issue and the headlines of the page. A bar that tells nothing is left out.
pub(crate) fn at_reader_bar(rows: &[Row]) -> (&[Row], &[Row]) {
    const BUTTONS: [&str; 6] = ["上一篇", "下一篇", "放大", "缩小", "默认", "朗读"];
    let is_bar = |row: &Row| {
        letter_count(&row.text) <= MAX_READER_BAR && BUTTONS.iter().filter(|word| row.text.contains(*word)).count() >= 3
    };
    let place = rows.iter().take(TOP_OF_READER).take_while(|row| !is_text(row)).position(is_bar);
    let Some(at) = place else { return (&[], rows) };
    let rest = if tells_day(&rows[at]) { &rows[at..] } else { &rows[at + 1..] };
    // Right above the text the bar stands below the headline.
    let is_below_headline = rest.first().is_some_and(|row| several::has_dateline(row) || is_text(row));
    if !is_below_headline && rest.iter().any(is_text) { (&rows[..at], rest) } else { (&[], rows) }
}

/// The rows up to the editor below the text: on a page that was copied with its menus, further parts of the site follow.
fn above_foot(rows: &[Row]) -> &[Row] {
    let Some(first) = rows.iter().position(is_text) else { return rows };
    let editor = rows.iter().skip(first).position(|row| is_editor_line(&row.text));
    editor.map_or(rows, |editor| &rows[..=first + editor])
}

/// Whether rows are the menus of a site.
fn are_menus(rows: &[Row]) -> bool {
    let short = rows.iter().filter(|row| is_menu(row) || letter_count(&row.text) <= MAX_ENTRY).count();
    // Two menus of a page hold the same entries.
    let again = |at: usize| rows[..at].iter().any(|row| letters(&row.text) == letters(&rows[at].text));
    let known = (0..rows.len()).filter(|&at| is_known(&rows[at]) || again(at)).count();
    rows.len() >= MIN_ROWS && 4 * short >= 3 * rows.len() && known >= MIN_KNOWN
}

/// Whether all words of a row are entries of a menu.
fn is_menu(row: &Row) -> bool {
    row.text.split_whitespace().nth(1).is_some()
        && row.text.split_whitespace().all(|word| letter_count(word) <= MAX_ENTRY)
}

/// Whether a row holds numbers alone, as the counters of buttons do that are drawn as pictures.
fn is_counter(row: &Row) -> bool {
    row.text.contains(|c: char| c.is_ascii_digit()) && !row.text.contains(char::is_alphabetic)
}

/// Whether a row is known to lead through a site, or names its sections.
fn is_known(row: &Row) -> bool {
    page_marks::leads_through_page(&row.text) || navigation::names_sections(&row.text)
}

fn tells_day(row: &Row) -> bool {
    head_line::parse(&row.text).is_some_and(|head| head.date.is_some())
}

fn is_text(row: &Row) -> bool {
    ends_sentence(&row.text) && letter_count(&row.text) >= MIN_TEXT && !row.text.ends_with(['：', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::one_article::head::printed_frame::prepare;
    use crate::corpus::read::one_article::{Line, SourceKind};

    fn first_below(lines: &[&str]) -> String {
        let lines: Vec<Line<'_>> = lines.iter().map(|text| Line { text, emphasis: None }).collect();
        below(&prepare(&lines, SourceKind::Text).rows)[0].text.clone()
    }

    #[test]
    fn menus_above_a_headline_are_left_out() {
        let text = "云岭县的夜间集市昨晚开张，一百二十个摊位摆满了新修的石板街。";
        let menu = ["网站首页", "要闻", "县区", "专题", "登录", "注册", "要闻", "联系我们"];
        let (headline, head) = ("云岭县夜间集市昨晚开张", "2024-03-05 08:12  来源：云岭日报");
        let all = |more: &[&str]| first_below(&[&menu, more].concat());
        assert_eq!(all(&[headline, head, text]), headline);
        assert_eq!(all(&["首页 > 新闻 > 县区", headline, head, text]), headline);
        assert_eq!(all(&[headline, "来源：云岭日报", "2024-03-05 08:12", text]), headline);
        assert_eq!(all(&[headline, headline, head, text]), headline);
        assert_eq!(all(&[headline, "分享到：", "__9 __ 70", head, text]), headline);
        let page = [&menu[..], &[headline, headline, head, text, "（责任编辑：方舟）", "猜你喜欢", text]].concat();
        let lines: Vec<Line<'_>> = page.iter().map(|text| Line { text, emphasis: None }).collect();
        let rows = prepare(&lines, SourceKind::Text).rows;
        let rest: Vec<&str> = below(&rows).iter().map(|row| row.text.as_str()).collect();
        assert_eq!(rest, [headline, head, text, "（责任编辑：方舟）"]);
        // Without a head line, with text above it, or where the entries are the lines of a poem, nothing is left out.
        assert_eq!(all(&[headline, text]), menu[0]);
        assert_eq!(all(&[text, headline, head, text]), menu[0]);
        let poem = ["一去二三里", "烟村四五家", "亭台六七座", "八九十枝花", "山村咏怀", "老街", "石板", "灯笼"];
        assert_eq!(first_below(&[&poem[..], &[headline, head, text]].concat()), poem[0]);
    }

    #[test]
    fn menus_stand_above_the_headline_of_a_printed_page() {
        let rows = |texts: &[&str]| {
            let lines: Vec<Line<'_>> = texts.iter().map(|text| Line { text, emphasis: None }).collect();
            prepare(&lines, SourceKind::PrintedWebPage).rows
        };
        let below =
            ["主题", "云岭县的夜间集市昨晚开张，一百二十个摊位摆满了", "新修的石板街，游客逛到十点还没有散去。"];
        let menu = ["云岭日报", "登录", "首页", "要闻", "首页 > 要闻 > 正文"];
        assert!(are_above_headline(&rows(&menu), &rows(&below)));
        let with = |more| [&menu[..], &[more]].concat();
        for more in ["2024年4月1日 星期一", "来源：云岭日报", "集市开张以后，县里又添了六十个摊位。"]
        {
            assert!(!are_above_headline(&rows(&with(more)), &rows(&below)), "{more}");
        }
        assert!(!are_above_headline(&rows(&menu[..1]), &rows(&below)));
        assert!(!are_above_headline(&rows(&menu), &rows(&below[..2])));
    }
}
