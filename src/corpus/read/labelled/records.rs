//! Files in which a crawler wrote many articles one below the other, each with its fields on lines of their own:
//! between rules (`=====`), below headings in Markdown, or with `标题：` at the beginning of each.

use crate::corpus::measure::{ends_sentence, half_width, letter_count};
use crate::corpus::page::{Furniture, is_number_of_article};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::labelled::field::{field, fields, page_mark, parts as name_and_value, set_field};
use crate::corpus::read::labelled::names::Field;
use crate::corpus::read::markup::item_number::without_item_number;
use crate::corpus::read::markup::markdown::{heading, plain};
use crate::corpus::read::one_article::take_foot;
use crate::corpus::read::parts::ArticleParts;

/// Headings of a crawler's sections that hold no text.
const OTHER_SECTIONS: &[&str] = &["图片链接", "图片", "相关图片", "附件", "相关链接", "原文链接"];

/// The letters of a headline that stands without a name above the fields of its record.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;
/// What a program writes below the rule that closes its last record is no longer, in letters.
const MAX_CLOSING: usize = 30;

/// The articles of records, and what stands above the first; none where the text is no such file.
pub(in crate::corpus::read) fn records(lines: &TextLines<'_>) -> Option<Collected> {
    let lines = lines.all.as_slice();
    let begins = record_starts(lines);
    let first = *begins.first()?;
    let last = *begins.last()?;
    let end = last + without_closing(lines.get(last..)?).len();
    let ends = begins.iter().skip(1).copied().chain([end]);
    let mut records: Vec<ArticleParts> =
        begins.iter().zip(ends).filter_map(|(&begin, end)| record(without_number(lines.get(begin..end)?))).collect();
    if records.len() < 2 || 2 * records.len() < begins.len() {
        return None;
    }
    let above = lines.iter().take(first).map(|line| line.trim_start_matches('#').trim());
    let above = above.filter(|line| !line.is_empty()).map(Furniture::heading);
    let below: Vec<Furniture> = records.iter_mut().flat_map(|record| std::mem::take(&mut record.furniture)).collect();
    let closing = lines[end..].iter().map(|line| line.trim()).filter(|line| line.chars().any(char::is_alphanumeric));
    Some((records, above.chain(below).chain(closing.map(Furniture::of)).collect()))
}

/// The lines at which records begin, by the first of the four forms that shows at least two.
fn record_starts(lines: &[&str]) -> Vec<usize> {
    // Rules part the records, or end them: the first may stand at the top without a rule above it.
    let found: Vec<Option<(Field, &str)>> = lines.iter().map(|line| field(line)).collect();
    let top = lines.iter().position(|line| !line.trim().is_empty());
    let is_top = |at: &usize| top == Some(*at) && found[*at].is_some() && has_fields(lines, *at);
    let after_rules = |at: &usize| is_rule(lines[*at]) && has_fields(lines, at + 1) || is_top(at);
    let headings = |at: &usize| {
        let names_article = |(level, text): (usize, &str)| level <= 4 && !OTHER_SECTIONS.contains(&text);
        heading(lines[*at]).is_some_and(names_article) && has_fields(lines, at + 1)
    };
    let names_title = |at: &usize| found[*at].is_some_and(|(field, value)| field == Field::Title && !value.is_empty());
    // The headline that the article had elsewhere stands among its own fields or above its text.
    let is_earlier = |at: &usize| lines[*at].trim_start_matches(['#', '*', '-', '（', '(', ' ']).starts_with("原标题");
    let has_own = (0..lines.len()).any(|at| names_title(&at) && !is_earlier(&at));
    let titles = |at: &usize| names_title(at) && !(has_own && is_earlier(at));
    let numbered = |at: &usize| {
        let line = lines[*at].trim();
        without_item_number(line) != line && found[*at].is_none() && tells_publication(lines, at + 1)
    };
    let by_form = |form: &dyn Fn(&usize) -> bool| (0..lines.len()).filter(form).collect::<Vec<usize>>();
    let by_titles = with_fields_above(&by_form(&titles), &found);
    let by_rules = without_inner_rules(by_form(&after_rules), lines);
    // Where rules stand between the records only, the first stands above them.
    let is_between = by_titles.first() < by_rules.first() && by_rules.len() + 1 == by_titles.len();
    let by_rules = if is_between { Vec::new() } else { by_rules };
    let mut by_headings = by_form(&headings);
    // A heading above the others names the collection.
    let level = |at: usize| heading(lines[at]).map_or(0, |(level, _)| level);
    if let [first, others @ ..] = by_headings.as_slice()
        && others.len() >= 2
        && others.iter().all(|&other| level(other) > level(*first))
    {
        by_headings.remove(0);
    }
    let by_forms = [by_rules, by_headings, by_titles, by_form(&numbered)];
    by_forms.into_iter().find(|starts| starts.len() >= 2).unwrap_or_else(|| {
        let by_brackets = by_form(&|at: &usize| is_above_bracketed_fields(lines, *at));
        if by_brackets.len() >= MIN_BRACKETED { by_brackets } else { Vec::new() }
    })
}

/// A file has at least this many records whose headlines stand without a name above fields with names in brackets.
const MIN_BRACKETED: usize = 3;

/// Whether a line is the headline of a record without a name, set apart, above fields with names in brackets that tell where and when it was
/// published: “【报纸日期】2024-03-05”.
fn is_above_bracketed_fields(lines: &[&str], at: usize) -> bool {
    let line = lines[at].trim();
    let is_headline =
        HEADLINE_LENGTHS.contains(&letter_count(line)) && !is_text(line) && !line.starts_with(['【', '[']);
    let is_set_apart = at == 0 || lines[at - 1].trim().is_empty() || is_text(lines[at - 1]);
    if !is_headline || !is_set_apart || field(line).is_some() {
        return false;
    }
    let below = lines[at + 1..].iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let found: Vec<Field> =
        below.take_while(|line| line.starts_with('【')).filter_map(|line| Some(field(line)?.0)).collect();
    found.contains(&Field::Source) && found.contains(&Field::Date)
}

/// The rules at which records begin, without those that stand below another rule and the name of the page at the top of a record.
fn without_inner_rules(rules: Vec<usize>, lines: &[&str]) -> Vec<usize> {
    let is_above_fields = |line: &&str| line.trim().is_empty() || is_rule(line) || page_mark(line).is_some();
    let mut outer: Vec<usize> = Vec::with_capacity(rules.len());
    for at in rules {
        let is_inner = |&above: &usize| lines[above..at].iter().all(is_above_fields);
        if !outer.last().is_some_and(is_inner) {
            outer.push(at);
        }
    }
    outer
}

/// The lines at which records begin whose headlines stand on these lines: other fields may stand above a headline. Where records
/// follow each other without a line between them, the fields above the first show which of them are the next one's.
fn with_fields_above(titles: &[usize], found: &[Option<(Field, &str)>]) -> Vec<usize> {
    let is_field = |at: usize| found[at].is_some_and(|(kind, _)| kind != Field::Text);
    let mut above_first = None;
    let mut from = 0;
    let begin = |&title: &usize| {
        let above = (from..title).rev().take_while(|&at| is_field(at)).count();
        let is_closed = from > 0 && above == title - from;
        from = title + 1;
        let above_first = *above_first.get_or_insert(above);
        title - if is_closed { above.min(above_first) } else { above }
    };
    titles.iter().map(begin).collect()
}

/// The lines of a record without the number of the next one below them: “第2/3篇”.
fn without_number<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let is_around = |line: &&str| line.trim().is_empty() || is_number_of_article(line);
    let end = lines.iter().rposition(|line| !is_around(line)).map_or(0, |last| last + 1);
    &lines[..end]
}

/// Whether a line is a sentence of a text, and no field. Headlines may end as questions do.
fn is_text(line: &str) -> bool {
    line.trim_end().trim_end_matches(['”', '）', ')']).ends_with('。') && field(line).is_none()
}

/// The lines of the last record without what a program writes below the rule that closes it: “done. 3 articles”.
fn without_closing<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let mark = |line: &str| if is_rule(line) { line.trim().chars().next() } else { None };
    let Some(first) = lines.first().and_then(|line| mark(line)) else { return lines };
    let closes = |at: &usize| *at > 0 && mark(lines[*at]) == Some(first);
    let Some(rule) = (0..lines.len()).rev().find(closes) else { return lines };
    let is_closed = lines[..rule].iter().any(|line| is_text(line));
    let length: usize = lines[rule..].iter().map(|line| letter_count(line)).sum();
    if is_closed && length <= MAX_CLOSING { &lines[..rule] } else { lines }
}

/// The line of the headline that stands without a name above the fields of a record: “[1/3] 三个项目签约”.
fn headline_above_fields(lines: &[&str]) -> Option<usize> {
    let is_written = |line: &str| !line.trim().is_empty() && !is_rule(line) && !is_number_of_record(line.trim());
    let at = lines.iter().position(|line| is_written(line))?;
    let below = lines[at + 1..].iter().find(|line| is_written(line))?;
    let line = lines[at].trim();
    let is_headline = HEADLINE_LENGTHS.contains(&letter_count(line))
        && !is_text(line)
        && field(line).is_none()
        && heading(line).is_none()
        && page_mark(line).is_none();
    let is_above_fields = || field(below).is_some_and(|(kind, _)| !matches!(kind, Field::Text | Field::Summary));
    let names_headline = |line: &&str| field(line).is_some_and(|(kind, _)| kind == Field::Title);
    (is_headline && is_above_fields() && !lines.iter().any(names_headline)).then_some(at)
}

/// Names of the numbers by which databases know their articles.
const NUMBERS: [&str; 3] = ["馆藏号", "文章编号", "文献编号"];
/// At most this many lines may stand between the beginning of a record and its first fields.
const MAX_LINES_TO_FIELDS: usize = 6;

/// Whether at least two lines with fields follow soon.
fn has_fields(lines: &[&str], from: usize) -> bool {
    let written = lines.iter().skip(from).map(|line| line.trim()).filter(|line| !line.is_empty());
    // What stands below the next heading or below a text is not the head of this record.
    let written = written.take_while(|line| heading(line).is_none() && !is_text(line));
    written.take(MAX_LINES_TO_FIELDS).map(|line| fields(line).len()).sum::<usize>() >= 2
}

/// Whether the next two lines tell both where and when an article was published, or one of them both: the hours of an office and its address
/// do not.
fn tells_publication(lines: &[&str], from: usize) -> bool {
    let written = lines.iter().skip(from).filter(|line| !line.trim().is_empty()).take(2);
    let found: Vec<(Field, &str)> = written.flat_map(|line| fields(line)).collect();
    let is_day = |value: &str| find_date(&half_width(value)).is_some_and(|day| day.start == 0);
    let is_issue =
        |value: &str| issue_line::parse(value).is_some_and(|line| line.names_paper() && line.credit.date.is_some());
    let tells = |wanted: Field, is_told: &dyn Fn(&str) -> bool| {
        found.iter().any(|(field, value)| *field == wanted && is_told(value))
    };
    tells(Field::Source, &|value: &str| !value.is_empty()) && tells(Field::Date, &is_day)
        || tells(Field::Source, &is_issue)
}

/// Whether a line is drawn: at least eight equal signs, dashes or stars.
pub(in crate::corpus::read) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 8 && ['=', '-', '*', '#', '~', '_'].iter().any(|&mark| line.chars().all(|c| c == mark))
}

/// Whether a line holds the number of a record in brackets and nothing else: “【2】”.
fn is_number_of_record(line: &str) -> bool {
    let inner = line.strip_prefix('【').and_then(|line| line.strip_suffix('】'));
    inner.is_some_and(|inner| inner.chars().count() <= 3 && inner.chars().all(|c| c.is_ascii_digit()))
}

/// Takes what a database adds below the text off its end, and returns it: its numbers, and notices of rights.
fn take_end(paragraphs: &mut Vec<String>) -> Vec<String> {
    let is_number = |line: &mut String| {
        is_number_of_record(line) || name_and_value(line).is_some_and(|(name, _)| NUMBERS.contains(&name.trim()))
    };
    let foot = take_foot(paragraphs);
    let mut taken = Vec::new();
    while paragraphs.len() > 1
        && let Some(line) = paragraphs.pop_if(is_number)
    {
        taken.push(line);
    }
    taken.reverse();
    taken.extend(foot);
    let from = without_fields_of_database(paragraphs);
    taken.splice(0..0, paragraphs.drain(from..));
    taken
}

/// The number of paragraphs above the fields that a database adds below a text, of which several have names in Latin letters: “Document
/// Number: A12”.
fn without_fields_of_database(paragraphs: &[String]) -> usize {
    const MIN_FIELDS: usize = 2;
    let is_field = |line: &&String| {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        (3..=32).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" -/()".contains(&byte))
    };
    let count = paragraphs.iter().rev().take_while(is_field).count();
    if count >= MIN_FIELDS && count < paragraphs.len() { paragraphs.len() - count } else { paragraphs.len() }
}

/// Whether a line is a field that means something to a program alone: a name in Latin letters and a short value behind
/// a half-width colon, `DataType: 5`. A text may begin with who speaks, or with “GDP：同比增长5.2%”, whose colons are those of Chinese texts.
fn is_field_of_program(line: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && (3..=24).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
    };
    !line.contains('：')
        && name_and_value(line).is_some_and(|(name, value)| is_name(name) && value.len() <= 40 && !ends_sentence(value))
}

/// One record; none where it has no headline or no text.
pub(super) fn record(lines: &[&str]) -> Option<ArticleParts> {
    let mut parts = ArticleParts::default();
    let (mut in_text, mut in_other, mut in_summary) = (false, false, false);
    let mut summary = None;
    let (mut summarised, mut beside): (Vec<String>, Vec<String>) = Default::default();
    let headline = headline_above_fields(lines);
    for (number, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if headline == Some(number) {
            without_item_number(trimmed).clone_into(&mut parts.title);
            continue;
        }
        if number == 0 && heading(trimmed).is_none() && without_item_number(trimmed) != trimmed {
            without_item_number(trimmed).clone_into(&mut parts.title);
            continue;
        }
        if trimmed.is_empty() || is_rule(trimmed) || !in_text && is_number_of_record(trimmed) {
            continue;
        }
        if let Some((_, text)) = heading(trimmed) {
            in_other = OTHER_SECTIONS.contains(&text);
            in_summary = text == "摘要";
            if parts.title.is_empty() && !in_other && !in_summary && text != "正文" {
                parts.title = without_item_number(&plain(text)).to_owned();
            }
            in_text |= text == "正文";
            continue;
        }
        if in_other {
            continue;
        }
        if in_summary {
            summarised.push(trimmed.to_owned());
            continue;
        }
        if !in_text && let Some(page) = page_mark(trimmed) {
            parts.page = page;
            continue;
        }
        let mut found = if in_text { Vec::new() } else { fields(trimmed) };
        if found.len() > 1 {
            for (kind, value) in found {
                set_field(&mut parts, kind, value);
            }
            continue;
        }
        match found.pop() {
            // A headline with its name says more than the heading above it.
            Some((Field::Title, value)) if !value.is_empty() => parts.title = value.to_owned(),
            Some((kind, value)) if set_field(&mut parts, kind, value) => {}
            Some((Field::Text, value)) => {
                in_text = true;
                parts.paragraphs.extend((!value.is_empty()).then(|| value.to_owned()));
            }
            Some((Field::Summary, value)) => summary = Some(value).filter(|value| !value.is_empty()),
            Some(_) => {}
            // The crawler's own remarks, such as a second headline, stand as quotations among the fields.
            None if !in_text && trimmed.starts_with('>') => {}
            None if !in_text && is_field_of_program(trimmed) => beside.push(trimmed.to_owned()),
            None => {
                in_text = true;
                let is_markup =
                    trimmed.starts_with("<!--") || trimmed.chars().all(|c| matches!(c, '-' | '*' | '_' | '='));
                parts.paragraphs.extend((!is_markup).then(|| trimmed.to_owned()));
            }
        }
    }
    if parts.paragraphs.is_empty() {
        parts.paragraphs.extend(summary.map(str::to_owned));
        parts.paragraphs.extend(summarised);
    }
    parts.furniture = beside.into_iter().chain(take_end(&mut parts.paragraphs)).map(Furniture::of).collect();
    // A list may tell headlines with their days and nothing else.
    (!parts.title.is_empty() && (!parts.paragraphs.is_empty() || parts.date.is_some())).then_some(parts)
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
