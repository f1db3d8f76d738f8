//! Documents that collect articles each of which tells paper and day on a line of its own, always in the same place: above its headline,
//! below it, or at the end of its text. Where each article shows the same order, no other sign is needed of where it begins, so that
//! numbered lines, tables and subheads within the texts part none of them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::collection::common_marks::strip_common_marks;
use crate::corpus::read::collection::compilation::headline_marks::{Mark, common_mark, common_number, mark};
use crate::corpus::read::collection::compilation::rows::{PaperLine, Row, paper_lines, rows};
use crate::corpus::read::collection::compilation::signs::NUMBER;
use crate::corpus::read::one_article::Emphasis;
use crate::corpus::read::parts::ArticleParts;
use crate::corpus::read::word::Paragraph;
use crate::text::pattern;

/// Fewer such lines show no form.
const MIN_ARTICLES: usize = 3;

/// The letters of a headline.
const HEADLINE_LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;

/// A headline that ends with a mark of questions or calls has at most this many letters.
const MAX_CALL: usize = 30;

/// The name of a section has at most this many letters.
const MAX_SECTION: usize = 14;

/// A line above a headline that belongs to it has at least this many letters; shorter ones are names of sections.
const MIN_KICKER: usize = 9;

/// A headline is printed in at most this many lines.
const MAX_HEADLINE_ROWS: usize = 3;

/// Below the last article stand at most this many lines that tell who receives the collection and who made it.
const MAX_ROWS_BELOW: usize = 6;

/// An article of the collection: the rows of its headline, the line that tells its paper, and the rows of its text.
struct Unit<'t> {
    headline: Range<usize>,
    paper_line: &'t PaperLine,
    text: Range<usize>,
}

/// The articles of such a document, and what stands around them; none of any other document.
pub(super) fn read(paragraphs: &[Paragraph]) -> Option<(Vec<ArticleParts>, Vec<Furniture>)> {
    let rows = rows(paragraphs);
    let paper_lines = paper_lines(&rows)?;
    if paper_lines.len() < MIN_ARTICLES {
        return None;
    }
    let units = below_headlines(&rows, &paper_lines)
        .or_else(|| above_headlines(&rows, &paper_lines))
        .or_else(|| below_texts(&rows, &paper_lines))?;
    let has_text = |unit: &Unit<'_>| rows[unit.text.clone()].iter().any(|row| ends_sentence(&row.text));
    if !units.iter().all(has_text) {
        return None;
    }
    let begins = units.first()?.headline.start.min(units.first()?.paper_line.rows.start);
    let mut furniture: Vec<Furniture> = rows[..begins].iter().map(|row| Furniture::of(row.text.as_str())).collect();
    let are_numbered = units.iter().all(|unit| NUMBER.is_match(&rows[unit.headline.start].text));
    let number = common_number(units.iter().map(|unit| mark(&rows[unit.headline.start])));
    let last = units.len() - 1;
    let mut articles = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        let end = if place == last { end_of_collection(&rows, &unit.text) } else { end_of_text(&rows, unit, number) };
        furniture.extend(rows[end..unit.text.end].iter().map(|row| Furniture::of(row.text.as_str())));
        articles.push(article(&rows, unit, end, are_numbered));
    }
    let end = units[last].text.end.max(units[last].paper_line.rows.end);
    furniture.extend(rows[end..].iter().map(|row| Furniture::of(row.text.as_str())));
    strip_common_marks(&mut articles);
    Some((articles, furniture))
}

/// The articles of a document with such a line below each headline, where the headlines are set apart in the same way.
fn below_headlines<'t>(rows: &[Row], paper_lines: &'t [PaperLine]) -> Option<Vec<Unit<'t>>> {
    let mut headlines: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for line in paper_lines {
        // The writer may stand between headline and paper.
        let above = line.rows.start.checked_sub(1)?;
        let above = if are_persons(&rows[above].text) { above.checked_sub(1)? } else { above };
        if above < from || !is_headline(&rows[above]) {
            return None;
        }
        headlines.push(whole_headline_above(rows, from, above));
        from = line.rows.end;
    }
    let marks: Vec<Mark> = headlines.iter().map(|headline| mark(&rows[headline.start])).collect();
    let common = common_mark(&marks)?;
    if has_other_headline(rows, &headlines, common) {
        return None;
    }
    let ends = headlines.iter().skip(1).map(|next| next.start).chain([rows.len()]);
    let unit = |((headline, paper_line), end): ((&Range<usize>, &'t PaperLine), usize)| Unit {
        headline: headline.clone(),
        paper_line,
        text: paper_line.rows.end..end,
    };
    Some(headlines.iter().zip(paper_lines).zip(ends).map(unit).collect())
}

/// The articles of a document with such a line above each headline.
fn above_headlines<'t>(rows: &[Row], paper_lines: &'t [PaperLine]) -> Option<Vec<Unit<'t>>> {
    let ends_text = |row: &Row| !is_headline(row) || row.is_cell;
    let first = paper_lines.first()?.rows.start;
    let is_above = |line: &&PaperLine| line.rows.start.checked_sub(1).is_none_or(|above| ends_text(&rows[above]));
    // Lines of which some stand below what looks like a headline may be those of another form.
    if rows[..first].iter().any(|row| ends_sentence(&row.text))
        || 4 * paper_lines.iter().skip(1).filter(is_above).count() < 3 * (paper_lines.len() - 1)
    {
        return None;
    }
    let ends = paper_lines.iter().skip(1).map(|next| next.rows.start).chain([rows.len()]);
    let unit = |(paper_line, end): (&'t PaperLine, usize)| {
        let start = paper_line.rows.end;
        let first = rows[start..end].first().filter(|row| is_headline(row))?;
        let is_same = |row: &&Row| row.emphasis.is_some() && row.emphasis == first.emphasis && is_headline(row);
        let more = rows[start + 1..end].iter().take(MAX_HEADLINE_ROWS - 1).take_while(is_same).count();
        let text = start + 1 + more;
        (text < end).then_some(Unit { headline: start..text, paper_line, text: text..end })
    };
    paper_lines.iter().zip(ends).map(unit).collect()
}

/// The articles of a document with such a line at the end of each text, where all headlines look alike.
fn below_texts<'t>(rows: &[Row], paper_lines: &'t [PaperLine]) -> Option<Vec<Unit<'t>>> {
    let last = paper_lines.last()?.rows.end;
    let below = &rows[last..];
    if below.len() > MAX_ROWS_BELOW || below.iter().any(|row| ends_sentence(&row.text)) {
        return None;
    }
    let mut units: Vec<Unit<'t>> = Vec::new();
    let starts = [0].into_iter().chain(paper_lines.iter().map(|line| line.rows.end));
    let ranges: Vec<Range<usize>> = starts.zip(paper_lines).map(|(start, line)| start..line.rows.start).collect();
    // The first article stands below the name of the collection, so that the others show how headlines look.
    let look = |range: &Range<usize>| {
        let own = rows.get(range.clone())?.iter().find(|row| !is_section(row, Emphasis::Heading))?;
        if is_headline(own) { own.emphasis } else { None }
    };
    let common = look(ranges.get(1)?)?;
    if !ranges.iter().skip(1).all(|range| look(range) == Some(common)) {
        return None;
    }
    for (range, line) in ranges.into_iter().zip(paper_lines) {
        let own = &rows[range.clone()];
        let text = own.iter().position(|row| ends_sentence(&row.text) && row.emphasis != Some(common))?;
        let is_own = |row: &Row| row.emphasis == Some(common) && is_headline(row) && !are_persons(&row.text);
        let end = range.start + own[..text].iter().rposition(is_own)? + 1;
        // Above the last of these lines the name of the section or of the collection may look the same; a broken headline goes on.
        let mut start = end - 1;
        while start > range.start && is_own(&rows[start - 1]) && goes_on(&rows[start - 1], &rows[start]) {
            start -= 1;
        }
        // A further headline may begin an article of which nothing is told.
        if own[text..].iter().any(is_own) {
            return None;
        }
        let is_below_section = units.is_empty() || rows[range.start..start].iter().all(|row| is_section(row, common));
        if !is_below_section {
            return None;
        }
        units.push(Unit { headline: start..end, paper_line: line, text: end..range.end });
    }
    Some(units)
}

/// Whether a headline goes on in the next row: there stands too little for a headline of its own.
fn goes_on(row: &Row, next: &Row) -> bool {
    letter_count(&next.text) < *HEADLINE_LENGTHS.start() || next.text.starts_with('—') || row.text.ends_with('—')
}

/// Whether a row may be a headline.
fn is_headline(row: &Row) -> bool {
    let text = row.text.as_str();
    let letters = letter_count(text);
    let calls = || text.ends_with(['？', '！', '?', '!']) && letters <= MAX_CALL && !text.contains('。');
    let is_named = HEADLINE_LENGTHS.contains(&letters) || row.emphasis == Some(Emphasis::Heading) && letters > 0;
    let is_in_brackets = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    !row.is_cell
        && is_named
        && !is_in_brackets
        && !text.ends_with(['，', '、', '：', ':'])
        && (!ends_sentence(text) || calls())
}

/// The rows of the headline whose last row stands here: a second line begins with a dash, or the lines of one look look alike.
fn whole_headline_above(rows: &[Row], from: usize, last: usize) -> Range<usize> {
    let mut start = last;
    while start > from && last + 1 - start < MAX_HEADLINE_ROWS && !NUMBER.is_match(&rows[start].text) {
        let (above, own) = (&rows[start - 1], &rows[start]);
        let is_alike = above.emphasis.is_some()
            && above.emphasis == own.emphasis
            && letter_count(&above.text) >= MIN_KICKER
            && !is_name_of_section(&above.text);
        let goes_on = own.text.starts_with('—') || is_alike;
        if !goes_on || !is_headline(above) {
            break;
        }
        start -= 1;
    }
    start..last + 1
}

/// Whether a row below the first headline looks as headlines do and begins no article with such a line, names of sections apart: it may
/// begin one of which nothing is told.
fn has_other_headline(rows: &[Row], headlines: &[Range<usize>], common: Mark) -> bool {
    let Some(first) = headlines.first() else { return false };
    // The headlines stand in the order of the rows.
    let is_near = |at: usize| {
        let begun = headlines.partition_point(|headline| headline.start <= at + 1);
        headlines[..begun].last().is_some_and(|headline| at <= headline.end)
    };
    (first.end..rows.len()).any(|at| !is_near(at) && mark(&rows[at]) == common && is_headline(&rows[at]))
}

/// Whether a row is the name of a section above headlines of the given look.
fn is_section(row: &Row, headlines: Emphasis) -> bool {
    let is_larger = row.emphasis == Some(Emphasis::Heading) && headlines != Emphasis::Heading;
    letter_count(&row.text) <= MAX_SECTION && !ends_sentence(&row.text) && (is_name_of_section(&row.text) || is_larger)
}

/// Whether a text is the name of a section by its form: “一、中央要闻”, “【媒体报道】”, “第一部分　本省动态”.
fn is_name_of_section(text: &str) -> bool {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[一二三四五六七八九十]{1,3}、\S{2,12}|【[^】]{2,10}】|第[一二三四五六七八九十]部分\s*\S{0,10})$")
    });
    at_most(text, MAX_SECTION + 4) && FORM.is_match(text)
}

/// The end of the text of an article without the name of the section of the next one. `number` stands before all headlines.
fn end_of_text(rows: &[Row], unit: &Unit<'_>, number: Option<char>) -> usize {
    let are_numbered_alike = |row: &Row| number.is_some() && mark(row).1 == number;
    // A heading right above a headline is no text, even where it looks like one.
    let look = rows[unit.headline.start].emphasis.filter(|look| *look != Emphasis::Heading).unwrap_or(Emphasis::Bold);
    let is_name = |row: &Row| is_section(row, look) && !are_numbered_alike(row);
    let names = rows[unit.text.clone()].iter().rev().take_while(|row| is_name(row)).count();
    unit.text.end - names
}

/// The end of the last text without the lines that tell who receives the collection and who made it.
fn end_of_collection(rows: &[Row], text: &Range<usize>) -> usize {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[主抄]?[报送发]|[主抄]送|抄报|报送|分送|印发|联系人|编\s*辑|责任?编辑?|主\s*编|审\s*[核稿]|核\s*稿|签\s*发|校\s*对|电\s*话|共印)\s*[:：]",
        )
    });
    let own = &rows[text.clone()];
    let is_below = |row: &&Row| FORM.is_match(&row.text) && letter_count(&row.text) <= 60;
    let count = own.iter().rev().take(MAX_ROWS_BELOW).take_while(is_below).count();
    text.end - count
}

/// The article of a unit, whose text ends here.
fn article(rows: &[Row], unit: &Unit<'_>, end: usize, are_numbered: bool) -> ArticleParts {
    let headline: Vec<&str> = rows[unit.headline.clone()].iter().map(|row| row.text.as_str()).collect();
    let is_broken = headline.get(1).is_some_and(|second| letter_count(second) < *HEADLINE_LENGTHS.start());
    let title = headline.join(if is_broken { "" } else { " " });
    let title = if are_numbered { NUMBER.replace(&title, "").trim().to_owned() } else { title };
    let Credit { source, date, page, byline, .. } = unit.paper_line.credit.clone();
    let mut paragraphs: Vec<String> = rows[unit.text.start..end].iter().map(|row| row.text.clone()).collect();
    let above = unit.paper_line.rows.start.checked_sub(1).filter(|above| *above == unit.headline.end);
    let writer = above.map(|at| &rows[at].text).filter(|name| are_persons(name));
    let mut byline = if byline.is_empty() { writer.cloned().unwrap_or_default() } else { byline };
    // The writer may stand alone between headline and text.
    if byline.is_empty() && paragraphs.len() > 1 && are_persons(&paragraphs[0]) {
        byline = paragraphs.remove(0);
    }
    ArticleParts { title, source, byline, page, paragraphs, date: date.map(Into::into), ..ArticleParts::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨天一早，兰河边的三家社区食堂一起开了门，老人凭证优惠。";

    fn documents(paragraphs: &[(Option<Emphasis>, &str)]) -> Option<Vec<(String, String, String, String)>> {
        let paragraph = |(emphasis, text): &(Option<Emphasis>, &str)| Paragraph {
            text: (*text).to_owned(),
            emphasis: *emphasis,
            ..Paragraph::default()
        };
        let paragraphs: Vec<Paragraph> = paragraphs.iter().map(paragraph).collect();
        let tell = |article: ArticleParts| {
            let day = article.date.and_then(|date| date.full()).map(|day| day.to_string()).unwrap_or_default();
            (article.title, article.source, day, article.paragraphs.join("/"))
        };
        read(&paragraphs).map(|(articles, _)| articles.into_iter().map(tell).collect())
    }

    fn row(title: &str, source: &str, day: &str, text: &str) -> (String, String, String, String) {
        (title.to_owned(), source.to_owned(), day.to_owned(), text.to_owned())
    }

    #[test]
    fn subheads_and_sections_begin_no_articles_where_a_line_tells_each_paper() {
        let bold = Some(Emphasis::Bold);
        let found = documents(&[
            (None, "内部★一年"),
            (Some(Emphasis::Centred), "兰河专报"),
            (None, "近期的媒体报道共3篇，现摘编如下。"),
            (None, "一、中央媒体"),
            (bold, "（一）在兰河现场会上的讲话"),
            (None, "兰河日报\u{3000}2024年3月5日"),
            (None, "（2024年3月1日）"),
            (None, TEXT),
            (None, "一、看清形势"),
            (None, TEXT),
            (Some(Emphasis::Heading), "二、本省媒体"),
            (bold, "（一）早市搬进大棚"),
            (None, "云岭晚报\u{3000}2024年3月6日"),
            (None, TEXT),
            (bold, "（二）渡口通车"),
            (None, "云岭日报\u{3000}2024年3月7日"),
            (None, TEXT),
            (None, "报：县委办公室"),
        ]);
        let speech = format!("（2024年3月1日）/{TEXT}/一、看清形势/{TEXT}");
        let expected = vec![
            row("在兰河现场会上的讲话", "兰河日报", "2024-03-05", &speech),
            row("早市搬进大棚", "云岭晚报", "2024-03-06", TEXT),
            row("渡口通车", "云岭日报", "2024-03-07", TEXT),
        ];
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn lines_above_headlines_tell_of_the_articles_below_them() {
        let centred = Some(Emphasis::Centred);
        let unit = |paper, headline| [(None, paper), (centred, headline), (None, TEXT)];
        let units = [
            unit("兰河日报 2024年3月5日 02版", "社区食堂开门"),
            unit("云岭晚报 2024年3月6日 04版", "早市搬进大棚"),
            unit("云岭日报 2024年3月7日 01版", "渡口通车"),
        ]
        .concat();
        let expected = vec![
            row("社区食堂开门", "兰河日报", "2024-03-05", TEXT),
            row("早市搬进大棚", "云岭晚报", "2024-03-06", TEXT),
            row("渡口通车", "云岭日报", "2024-03-07", TEXT),
        ];
        assert_eq!(documents(&units), Some(expected));
        assert_eq!(documents(&units[..6]), None, "two lines show no form");
    }

    #[test]
    fn lines_below_texts_close_articles_whose_headlines_look_alike() {
        let heading = Some(Emphasis::Heading);
        let unit = |paper, headline| {
            [(heading, headline), (None, TEXT), (Some(Emphasis::Bold), "一、怎么办"), (None, TEXT), (None, paper)]
        };
        let units = [
            [(heading, "剪报")].as_slice(),
            &unit("（兰河日报 2024-03-05）", "社区食堂开门"),
            &unit("（云岭晚报 2024-03-06）", "早市搬进大棚"),
            &unit("（云岭日报 2024-03-07）", "渡口通车了"),
        ]
        .concat();
        let text = format!("{TEXT}/一、怎么办/{TEXT}");
        let expected = vec![
            row("社区食堂开门", "兰河日报", "2024-03-05", &text),
            row("早市搬进大棚", "云岭晚报", "2024-03-06", &text),
            row("渡口通车了", "云岭日报", "2024-03-07", &text),
        ];
        assert_eq!(documents(&units), Some(expected));
        let further = (heading, "集市开张了");
        let within = [&units[..4], &[further, (None, TEXT)], &units[4..]].concat();
        assert_eq!(documents(&within), None, "a headline without such a line");
        let other = [units.as_slice(), &[further, (None, TEXT)]].concat();
        assert_eq!(documents(&other), None, "an article without such a line");
    }
}
