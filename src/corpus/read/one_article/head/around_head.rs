//! What stands around a head line and is no part of headline or text: accounts, authors, buttons, the menu beside the page.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Gazetteer;
use crate::corpus::measure::{at_most, letter_count};
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::person::are_persons;
use crate::corpus::publication::source_name::signed_writers;
use crate::corpus::read::one_article::SourceKind;
use crate::corpus::read::one_article::head::headline;
use crate::corpus::read::one_article::marks::navigation::{is_menu_above, is_navigation};
use crate::corpus::read::one_article::marks::page_marks;
use crate::corpus::read::one_article::rows::Row;
use crate::text::{Segmenter, pattern};

/// The most letters of an entry of the menu beside a page, and the fewest of its entries.
const MAX_ENTRY: usize = 8;
const MIN_ENTRIES: usize = 3;
/// The fewest letters of a headline below such a menu, and of one above the name of an account.
const MIN_BELOW_MENU: usize = 9;
const MIN_ABOVE_ACCOUNT: usize = 9;
/// The most letters of the name of an office that wrote a report.
const MAX_OFFICE: usize = 14;
/// The most letters of the name of an account.
const MAX_ACCOUNT: usize = 8;
/// The most characters of a line that names a writer and the office.
const MAX_SIGNATURE: usize = 60;
/// A headline this wide, in half-width columns, may have been broken because it was full.
const FULL_LINE: usize = 36;

/// Whether a row below a headline may name the account that published it: a short name, without the marks of a phrase.
pub(in crate::corpus::read::one_article) fn is_account(row: &Row) -> bool {
    (2..=MAX_ACCOUNT).contains(&letter_count(&row.text))
        && row.emphasis.is_none()
        && row.text.chars().all(char::is_alphanumeric)
        && !row.text.chars().all(|c| c.is_ascii_digit())
}

/// The rows without the menu beside the page, which comes before the headline in the order of the page: several short entries one below
/// the other, above a row that is longer than all of them.
pub(in crate::corpus::read::one_article) fn without_side_menu(rows: &[Row]) -> &[Row] {
    let is_entry = |row: &&Row| {
        (2..=MAX_ENTRY).contains(&letter_count(&row.text))
            && row.emphasis.is_none()
            && row.text.chars().all(char::is_alphanumeric)
    };
    let is_headline = |row: &Row| letter_count(&row.text) >= MIN_BELOW_MENU;
    let mut entries = 0;
    for (at, row) in rows.iter().enumerate() {
        if entries >= MIN_ENTRIES && is_headline(row) && !is_navigation(&row.text) {
            return &rows[at..];
        }
        entries = if is_entry(&row) { entries + 1 } else { 0 };
    }
    rows
}

/// Takes the outlet and the author off the end of a headline.
pub(in crate::corpus::read::one_article) fn take_credits(lines: &mut Vec<&Row>, head: &mut HeadLine, kind: SourceKind) {
    // A platform writes who made the article, and the account, below this word.
    if let Some(at) = lines.iter().skip(1).position(|row| row.text == "原创").map(|at| at + 1)
        && let Some(account) = lines[at + 1..].last().filter(|row| headline::is_outlet(&row.text))
    {
        if head.source.is_empty() {
            head.source.clone_from(&account.text);
        }
        lines.truncate(at);
    }
    // The author stands below the paper, where two characters are no end of a headline.
    if head.byline.is_empty()
        && let [_, .., paper, author] = lines.as_slice()
        && headline::is_outlet(&paper.text)
        && (are_persons(&author.text) || headline::is_byline(&author.text))
    {
        head.byline.clone_from(&author.text);
        lines.pop();
    }
    // Platforms name the author and the account on one line.
    if head.source.is_empty()
        && let [_, .., row] = lines.as_slice()
        && let Some((author, account)) = row.text.trim().rsplit_once(char::is_whitespace)
        && headline::is_outlet(account)
        && author.split_whitespace().all(|name| letter_count(name) <= MAX_ACCOUNT / 2)
    {
        head.byline = author.trim().to_owned();
        head.source = account.to_owned();
        lines.pop();
    }
    // Applications name outlet and reporter on one line.
    if head.source.is_empty()
        && let [_, .., row] = lines.as_slice()
        && let Some((outlet, reporter)) = row.text.trim().split_once(char::is_whitespace)
        && let reporter = reporter.trim_start_matches(['|', '｜', ' ']).trim_start_matches("记者").trim()
        && (headline::is_outlet_or_news(outlet) || outlet.contains("客户端") && outlet.ends_with("频道"))
        && are_persons(reporter)
    {
        head.byline = reporter.to_owned();
        head.source = outlet.to_owned();
        lines.pop();
    }
    // Applications set the outlet below the headline, and the reporter beside the day.
    let is_reporter = !head.source_label && are_persons(&head.source);
    if (head.source.is_empty() || is_reporter)
        && lines.len() > 1
        && let Some(row) = lines.pop_if(|row| headline::is_outlet(&row.text))
    {
        let reporter = std::mem::replace(&mut head.source, row.text.clone());
        if head.byline.is_empty() {
            head.byline = reporter;
        }
    }
    // An account with a name of its own, below a headline that was not broken to fit the paper.
    if head.time
        && kind != SourceKind::PrintedWebPage
        && let [.., above, row] = lines.as_slice()
        && is_account(row)
        && above.width < FULL_LINE
        && letter_count(&above.text) >= MIN_ABOVE_ACCOUNT
        && !row.text.ends_with(['？', '！'])
    {
        if head.source.is_empty() {
            head.source.clone_from(&row.text);
        }
        lines.pop();
    }
    take_speaker(lines, head);
    take_offices(lines, head);
    if head.byline.is_empty()
        && lines.len() > 1
        && let Some(row) = lines.pop_if(|row| names_author(row, kind) || headline::is_byline(&row.text))
    {
        head.byline = row.text.clone();
    }
}

/// Whether a line in small type beside a headline in large type belongs to the page: buttons or a number, and above the headline a
/// menu. Kickers and subtitles are phrases, of which there are at most three.
pub(in crate::corpus::read::one_article) fn is_of_page(text: &str, is_above: bool) -> bool {
    let invites = text.contains("打开APP") || text.contains("立即打开");
    page_marks::is_buttons(text)
        || text.chars().all(|c| !c.is_alphabetic())
        || is_above && (is_menu_above(text) || invites)
}

/// The rows below the buttons of the page and below further head lines, which a page may set between headline and text.
pub(in crate::corpus::read::one_article) fn below_marks<'a>(
    mut body: &'a [Row],
    head: &mut HeadLine,
    marks: &mut Vec<&'a str>,
) -> &'a [Row] {
    while let [row, rest @ ..] = body
        && !rest.is_empty()
    {
        let is_count = row.text.len() <= 6 && row.text.bytes().all(|byte| byte.is_ascii_digit());
        if is_count && page_marks::is_above_text(&rest[0].text) {
            marks.push(&row.text);
            body = rest;
            continue;
        }
        // The sizes of type, one below the other.
        let is_size = |text: &str| matches!(text.trim(), "大" | "中" | "小");
        if is_size(&row.text) && (is_size(&rest[0].text) || marks.last().is_some_and(|mark| is_size(mark))) {
            marks.push(&row.text);
            body = rest;
            continue;
        }
        // Platforms tell the province of the account below the moment.
        if head.time && letter_count(&row.text) <= 3 && Gazetteer::shared().parse(row.text.trim()).is_some() {
            marks.push(&row.text);
            body = rest;
            continue;
        }
        // The reporters may stand above the buttons.
        if head.byline.is_empty() && headline::is_byline(&row.text) && page_marks::is_above_text(&rest[0].text) {
            head.byline.clone_from(&row.text);
            body = rest;
            continue;
        }
        // Who holds an event stands at the top of its news; below a head line it is who published the page.
        let is_further = |further: &HeadLine| {
            further.strength() == Strength::Nothing
                && (further.source.is_empty()
                    || head.strength() > Strength::Nothing
                    || further.names_writer_and_paper())
        };
        let further = head_line::parse(&row.text).filter(is_further);
        if !page_marks::is_above_text(&row.text) && further.is_none() {
            break;
        }
        match further {
            Some(further) => head.merge(further),
            None => marks.push(&row.text),
        }
        body = rest;
    }
    body
}

/// Whether a row names the author and nothing else. A headline that was broken to fit the paper ends in short words that
/// may be names as well (管理, 纪实): two characters are a name only where a blank line or a space sets them apart, or in a document,
/// whose paragraphs are not broken, where they are no word. On a printed web page no row without it is.
pub(in crate::corpus::read::one_article) fn names_author(row: &Row, kind: SourceKind) -> bool {
    let is_apart = row.gap || row.text.contains(char::is_whitespace);
    let is_word = || Segmenter::base().has_word(row.text.trim());
    let is_long = match kind {
        SourceKind::PrintedWebPage => false,
        SourceKind::Document => row.text.chars().nth(2).is_some() || !is_word(),
        SourceKind::Text | SourceKind::Markdown => row.text.chars().nth(2).is_some(),
    };
    (is_apart || is_long) && are_persons(&row.text) || is_signature(&row.text)
}

/// Whether a line names the writer with the office behind which the name stands, or with a word that says who wrote: “云溪县纪委书记、监委主任
/// 方舟”, “何晓岚 报道”, “文/何晓岚”.
pub(in crate::corpus::read) fn is_signature(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[\p{Han}、，]{3,40}(?:书记|[省市区县州乡镇部厅局院校会行社所]长|主任|董事长|总经理|检察长|秘书长|教授|研究员)\s+(?P<bearer>\p{Han}[\p{Han}\s、]{1,12})",
            r"|(?P<reporter>\p{Han}{2,4})\s+(?:综合|摄影)?报道|(?:文|图文|文图|撰文|采写)\s*[/／|｜丨]\s*(?P<writer>\p{Han}[\p{Han}\s、]{1,12})",
            r"|(?P<scholar>\p{Han}{2,4})\s+(?:[\p{Han}--[的了在让为]]|、){2,24}(?:教授|研究员|讲师|院士|工程师|分析师)",
            r"|(?P<student>\p{Han}{2,4})\s+(?:指导教师|导师)[:：]\s*\p{Han}[\p{Han}\s]{1,11})$"
        ))
    });
    const GROUPS: [&str; 5] = ["bearer", "reporter", "writer", "scholar", "student"];
    let found = if at_most(text, MAX_SIGNATURE) { FORM.captures(text.trim()) } else { None };
    let name = found.and_then(|found| GROUPS.iter().find_map(|name| found.name(name)));
    name.is_some_and(|name| are_persons(name.as_str())) || signed_writers(text).is_some()
}

/// Takes the office and the name of the speaker, which stand below the headline of a speech.
fn take_speaker(lines: &mut Vec<&Row>, head: &mut HeadLine) {
    if let [.., above, _] = lines.as_slice()
        && is_speech(&above.text)
        && let Some(row) = lines.pop_if(|row| names_speaker(&row.text))
        && head.byline.is_empty()
    {
        head.byline = row.text.clone();
    }
}

/// Takes the offices that stand below the headline of their report: “区民政局 区妇联”.
pub(in crate::corpus::read::one_article) fn take_offices(lines: &mut Vec<&Row>, head: &mut HeadLine) {
    const ENDS: [&str; 12] = ["局", "委", "办", "厅", "院", "联", "政府", "办公室", "中心", "协会", "总工会", "公司"];
    let is_office =
        |word: &str| (3..=MAX_OFFICE).contains(&letter_count(word)) && ENDS.iter().any(|end| word.ends_with(end));
    let are_offices = |row: &mut &Row| {
        row.emphasis.is_none()
            && row.text.split_whitespace().nth(1).is_some()
            && row.text.split([' ', '\u{3000}', '、']).filter(|word| !word.is_empty()).all(is_office)
    };
    if lines.len() > 1
        && let Some(row) = lines.pop_if(are_offices)
        && head.byline.is_empty()
    {
        head.byline = row.text.clone();
    }
}

/// Whether a headline is that of a speech or a report that somebody gave.
fn is_speech(headline: &str) -> bool {
    ["讲话", "致辞", "演讲", "发言", "报告", "讲话稿", "主持词"].iter().any(|end| headline.trim_end().ends_with(end))
}

/// Whether a line tells the office and perhaps the name of a speaker: “县委副书记、县长 方小舟”.
fn names_speaker(line: &str) -> bool {
    static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\p{Han}、，\s]{0,40}(?:书记|省长|市长|区长|县长|州长|盟长|旗长|乡长|镇长|部长|厅长|局长|主任|主席|总理|委员长|院长|校长|会长|董事长|总经理|行长|检察长|秘书长)(?P<name>[\s\p{Han}]{0,8})$",
        )
    });
    let name = OFFICE.captures(line.trim()).map(|found| found["name"].trim().to_owned());
    at_most(line, 60) && name.is_some_and(|name| name.is_empty() || are_persons(&name))
}

/// Takes the names of the authors that stand alone above the text.
pub(in crate::corpus::read::one_article) fn take_persons(body: &mut &[Row], head: &mut HeadLine, kind: SourceKind) {
    if head.byline.is_empty()
        && let [row, rest @ ..] = body
        && !rest.is_empty()
        && (names_author(row, kind) || headline::is_byline(&row.text))
    {
        head.byline.clone_from(&row.text);
        *body = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_sign_with_their_offices_or_with_what_they_did() {
        for line in [
            "云溪县纪委书记、监委主任　方舟",
            "兰河大学教授 何晓岚",
            "何晓岚 报道",
            "文/何晓岚",
            "文∕记者何晓岚",
            "图文 | 方舟 何晓岚",
            "方小舟　兰河大学经济学院教授",
            "方小舟　导师：何晓岚教授",
        ] {
            assert!(is_signature(line), "{line}");
        }
        for line in [
            "云溪县委书记调研春耕",
            "老书记 新故事",
            "市长热线 全程办理",
            "方舟 报到",
            "文/图",
            "方舟 走上讲台的教授",
            "老街 请来大学教授",
        ] {
            assert!(!is_signature(line), "{line}");
        }
    }
}
