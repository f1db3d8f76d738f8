//! The end of a file: where the article was taken from, and what the web page adds below it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, half_width, letter_count};
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::{self, HeadLine, Strength};
use crate::corpus::publication::issue_line;
use crate::corpus::publication::outlet::is_outlet;
use crate::corpus::read::labelled;
use crate::corpus::read::one_article::end_of_article::end_of_article;
use crate::corpus::read::one_article::marks::page_marks::{self, is_bar_of_buttons, is_buttons, leads_on};
use crate::corpus::read::one_article::marks::tail_forms::{
    COPIED_FROM, EDITOR, IMPRINT, TAKEN_FROM, WEB_PAGE, names_paper,
};
use crate::corpus::read::one_article::rows::Row;
use crate::text::pattern;

/// The most letters of a line that names the paper and nothing else.
const MAX_PAPER: usize = 14;

/// The end of a file, set apart from the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tail {
    /// The lines that tell where the article was taken from.
    pub credits: Vec<String>,
    /// What the web page adds: editors, links, copyright.
    pub page_furniture: Vec<String>,
    /// The paper or site the article was taken from.
    pub source: String,
    /// The day it was published there.
    pub date: Option<Date>,
    /// The page of the issue.
    pub page: String,
    /// Who wrote it.
    pub byline: String,
}

impl Tail {
    /// Takes from another what this one does not tell.
    fn fill(&mut self, other: &Tail) {
        for (own, more) in
            [(&mut self.source, &other.source), (&mut self.page, &other.page), (&mut self.byline, &other.byline)]
        {
            if own.is_empty() {
                own.clone_from(more);
            }
        }
        self.date = self.date.or(other.date);
    }
}

static NAME_OF_SOURCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:《([^》]{2,30})》|([^\s（）()，。：:0-9]{2,30}))"));
static ROLES: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:本报|新华社)?(?:通讯员|实习记者|记者|作者|文/|供稿)[:：]?"));

/// Parts the end of a file from the text; gives the rows of the text and the end.
pub(crate) fn part(rows: &[Row]) -> (&[Row], Tail) {
    let mut tail = Tail::default();
    let end = end_of_article(rows);
    // Lists and boxes further down may hold sentences, above which nothing seems to be the foot of the page.
    let above_end = || foot(rows.get(..end)?);
    if let Some(foot) = foot(rows).filter(|foot| *foot <= end).or_else(above_end) {
        let end = above_credits(rows, foot, &mut tail);
        tail.page_furniture.extend(texts(rows.get(foot..)));
        tail.fill(&credit_below(rows, foot));
        tail.date = tail.date.or_else(|| signed_day(rows.get(..end)?));
        return (rows.get(..end).unwrap_or_default(), tail);
    }
    tail.page_furniture = texts(rows.get(end..));
    let end = above_credits(rows, end, &mut tail);
    tail.date = tail.date.or_else(|| signed_day(rows.get(..end)?));
    (rows.get(..end).unwrap_or_default(), tail)
}

fn foot(rows: &[Row]) -> Option<usize> {
    page_marks::foot(&rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>())
}

/// What a credit tells below the editor of a page; it is no part of the text there.
fn credit_below(rows: &[Row], foot: usize) -> Tail {
    let mut found = Tail::default();
    let tells = |row: &Row| at_most(&row.text, 160) && TAKEN_FROM.is_match(&row.text);
    // Credits below the heading of a list are those of other articles; buttons lead to none.
    let is_own = |text: &str| is_bar_of_buttons(text) || !leads_on(text);
    let own = rows.iter().enumerate().skip(foot).take_while(|(_, row)| is_own(&row.text));
    for (at, row) in own {
        if tells(row) {
            credit(rows, at + 1, &mut found);
        } else if at_most(&row.text, 160) {
            imprint(&row.text, &mut found);
            found.date = found.date.or_else(|| published_day(&row.text));
        }
    }
    found
}

/// The day of publication that a line below the text tells by its name, beside the editor or the buttons of the page.
pub(super) fn published_day(text: &str) -> Option<Date> {
    head_line::parse(text).filter(|head| head.date_label).and_then(|head| head.date)
}

/// The rows without the lines at their very end that tell editor, paper or day. Unlike [`part`] it leaves out nothing else: a
/// file of several articles may bear the mark of an end below each.
pub(crate) fn without_credits(rows: &[Row]) -> &[Row] {
    let end = foot(rows).unwrap_or(rows.len());
    rows.get(..above_credits(rows, end, &mut Tail::default())).unwrap_or_default()
}

/// Reads the lines above a row that tell editor, paper or day; gives the row at which they begin.
pub(super) fn above_credits(rows: &[Row], mut end: usize, tail: &mut Tail) -> usize {
    while let Some(row) = end.checked_sub(1).and_then(|last| rows.get(last)) {
        if paper_and_moment(rows, end, tail) {
            // Beside its moment the name is that of the site.
            tail.page_furniture.splice(0..0, texts(rows.get(end - 2..end)));
            end -= 2;
            continue;
        }
        let short = at_most(&row.text, 160);
        let is_count = || labelled::field(&row.text).is_some_and(|(field, _)| field.is_note());
        if short && (EDITOR.is_match(&row.text) || WEB_PAGE.is_match(&row.text) || is_count()) {
            tail.date = tail.date.or_else(|| published_day(&row.text));
            tail.page_furniture.insert(0, row.text.clone());
        } else if short && imprint(&row.text, tail) {
            tail.credits.insert(0, row.text.clone());
        } else if short && line_of_issue(rows, end - 1, tail) {
            // The paper that printed the article belongs to its text, as every credit does; a day alone is the page's.
            let lines = if names_paper(&row.text) { &mut tail.credits } else { &mut tail.page_furniture };
            lines.insert(0, row.text.clone());
        } else {
            break;
        }
        end -= 1;
    }
    credit(rows, end, tail).unwrap_or(end)
}

/// The day with which an office signs its document, at the end of the text and below its name, or above what is attached.
fn signed_day(rows: &[Row]) -> Option<Date> {
    static ATTACHED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^附\s*(?:件|表|录)\s*[一二三四五六七八九十\d]{0,2}\s*(?:[:：]\S{0,40})?$"));
    let is_attached = |row: &Row| at_most(&row.text, 50) && ATTACHED.is_match(&row.text);
    let above_attached = || {
        let mut attached = rows.iter().enumerate().filter(|(_, row)| is_attached(row));
        attached.find_map(|(at, _)| day_of_signature(&rows[..at]))
    };
    day_of_signature(rows).or_else(above_attached)
}

/// The day of a signature at the end of some rows; a note on who may read the document may follow.
fn day_of_signature(rows: &[Row]) -> Option<Date> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日)$",
        )
    });
    let is_note = |row: &Row| row.text.starts_with(['（', '(']) && at_most(&row.text, 20);
    let last = rows.iter().rposition(|row| !is_note(row))?;
    let (row, above) = (rows.get(last)?, rows.get(last.checked_sub(1)?)?);
    let is_signed = at_most(&row.text, 20) && DAY.is_match(&half_width(&row.text)) && at_most(&above.text, 40);
    (is_signed && !above.text.ends_with('。'))
        .then(|| find_date(&half_width(&row.text)).map(|found| found.date))
        .flatten()
}

/// Whether exactly one credit stands in the file, and at its end: a digest bears one under every article.
pub(crate) fn has_one_credit(rows: &[Row]) -> bool {
    let credits = rows.iter().filter(|row| at_most(&row.text, 160) && COPIED_FROM.is_match(&row.text)).count();
    credits == 1
        && part(rows)
            .1
            .credits
            .iter()
            .any(|credit| COPIED_FROM.is_match(credit) && find_date(&half_width(credit)).is_some())
}

fn texts(rows: Option<&[Row]>) -> Vec<String> {
    rows.unwrap_or_default().iter().map(|row| row.text.clone()).collect()
}

/// Reads an imprint: “《云岭日报》（2024年04月01日 01版）”.
fn imprint(text: &str, tail: &mut Tail) -> bool {
    let text = half_width(text);
    let Some(captures) = IMPRINT.captures(&text) else { return false };
    let group = |index: usize| captures.get(index).map_or("", |group| group.as_str());
    if tail.source.is_empty() {
        tail.source = group(1).to_string();
    }
    tail.date = tail.date.or_else(|| find_date(group(2)).map(|found| found.date));
    if tail.page.is_empty() {
        tail.page = page_number(group(3));
    }
    true
}

/// Whether a line tells on which day and where the text above it was written or agreed, as the last line of a communiqué or an essay:
/// “2024年4月1日于云岭”. The place may read as a name.
fn tells_where_written(text: &str) -> bool {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[（(]?\d{4}年\d{1,2}月\d{1,2}日\s*[，,]?于\p{Han}{2,14}[）)]?$"));
    at_most(text, 40) && FORM.is_match(&half_width(text))
}

/// Reads a line below the text that tells paper, day or page as the line below a headline does, or the day alone.
fn line_of_issue(rows: &[Row], at: usize, tail: &mut Tail) -> bool {
    let (Some(row), Some(above)) = (rows.get(at), at.checked_sub(1).and_then(|above| rows.get(above))) else {
        return false;
    };
    // Below the name of an office the day belongs to its signature; a credit may stand on several lines.
    let is_labelled = || head_line::parse(&above.text).is_some_and(|head| head.source_label || head.date_label);
    let is_below_text = ends_sentence(&above.text) || above.text.ends_with(['）', ')']) || is_labelled();
    if !is_below_text || TAKEN_FROM.is_match(&row.text) || tells_where_written(&row.text) {
        return false;
    }
    let Some(head) = head_line::parse(&row.text).filter(|head| head.strength() > Strength::Nothing) else {
        return false;
    };
    for (own, told) in [(&mut tail.source, head.source), (&mut tail.page, head.page), (&mut tail.byline, head.byline)] {
        if own.is_empty() {
            *own = told;
        }
    }
    tail.date = tail.date.or(head.date);
    true
}

/// Reads the two lines above a row that tell paper and moment of publication, each on a line of its own, below the end of the text:
/// “云岭日报”, “2024-04-01 21:49”. A day without its hour is that of a signature.
fn paper_and_moment(rows: &[Row], end: usize, tail: &mut Tail) -> bool {
    let Some([above, first, second]) = end.checked_sub(3).and_then(|from| rows.get(from..end)) else { return false };
    let is_paper =
        |text: &str| letter_count(text) <= MAX_PAPER && text.chars().all(char::is_alphanumeric) && is_outlet(text);
    let (paper, moment) = match (is_paper(&first.text), is_paper(&second.text)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return false,
    };
    let is_moment =
        |head: &HeadLine| (head.time || head.date_label) && head.source.is_empty() && head.byline.is_empty();
    let Some(date) = head_line::parse(&moment.text).filter(is_moment).and_then(|head| head.date) else { return false };
    if !ends_sentence(&above.text) && !above.text.ends_with(['）', ')']) {
        return false;
    }
    if tail.source.is_empty() {
        tail.source.clone_from(&paper.text);
    }
    tail.date = tail.date.or(Some(date));
    true
}

/// Reads “摘自 《云岭日报》 2024.04.01 方小舟” at the end, on one line or on a few; gives the row it begins at.
fn credit(rows: &[Row], end: usize, tail: &mut Tail) -> Option<usize> {
    let start = (end.saturating_sub(8)..end)
        .rev()
        .find(|&index| rows.get(index).is_some_and(|row| at_most(&row.text, 160) && TAKEN_FROM.is_match(&row.text)))?;
    let own = rows.get(start..end)?.iter().map(|row| row.text.as_str());
    let joined: Vec<&str> = own.filter(|line| !is_buttons(line)).collect();
    let joined = joined.join("　");
    if letter_count(&joined) > 110
        || joined.contains(['！', '？'])
        || joined.trim_end_matches(['）', ')']).ends_with('。')
    {
        return None;
    }
    let text = half_width(&joined);
    let credit = TAKEN_FROM.captures(&text)?.get(1)?.as_str().to_string();
    // A credit may tell the page too, and the day before the paper: “摘自2024年4月1日《云岭日报》第3版”.
    if let Some(line) = issue_line::parse(joined.trim_start_matches(['—', '–', '-'])).filter(|_| tail.page.is_empty())
    {
        tail.page = line.credit.page;
        tail.date = tail.date.or(line.credit.date);
        if tail.source.is_empty() && credit.starts_with(|c: char| c.is_ascii_digit()) {
            tail.source = line.credit.source;
        }
    }
    tail.credits.insert(0, joined);
    let mut rest = credit.as_str();
    let name = NAME_OF_SOURCE
        .captures(rest)
        .and_then(|captures| captures.get(1).or_else(|| captures.get(2)).map(|name| name.as_str().to_string()));
    if let Some(name) = name {
        rest = rest.split_once(name.as_str()).map_or("", |(_, after)| after);
        if tail.source.is_empty() {
            tail.source = name;
        }
    }
    let dated = find_date(rest);
    if let Some(found) = dated {
        tail.date = tail.date.or(Some(found.date));
        tail.byline = byline(rest.get(found.end..).unwrap_or_default());
    }
    Some(start)
}

/// The names of a credit without what their bearers are.
fn byline(text: &str) -> String {
    let names = ROLES.replace_all(text, " ");
    let names: Vec<&str> = names
        .split_whitespace()
        .map(|name| name.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|name| (2..=20).contains(&name.chars().count()) && !name.chars().any(|c| c.is_ascii_digit()))
        .collect();
    names.join(" ")
}

#[cfg(test)]
#[path = "tail_tests.rs"]
mod tests;
