//! Articles that tell paper and day at the end of their texts: in brackets behind the last sentence, or on a line of its own. What
//! follows is the head of the next one.

use std::ops::Range;

use crate::corpus::measure::{half_width, letter_count};
use crate::corpus::page::Furniture;
use crate::corpus::publication::dates::find_date;
use crate::corpus::read::collection::collection_words::{collection_word, names_collection, names_press};
use crate::corpus::read::collection::credited::credit_of_line::{CreditLine, are_credits, behind, credit_line};
use crate::corpus::read::collection::credited::rows::{
    NumberForm, Row, has_article, has_headline, has_indented_texts, is_headline, is_text, number, number_form,
    numbered, outside,
};
use crate::corpus::read::collection::credited::{MAX_HEADLINE_LINES, MIN_ARTICLES, article};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::one_article::names_reporters;

/// An indented line of fewer letters that ends no sentence may be one of the title page.
const MIN_INDENTED: usize = 25;

/// The title page of a collection has no more paragraphs than this, and a paragraph that introduces it no fewer letters than that.
const MAX_TITLE_PAGE: usize = 20;
const MIN_INTRODUCTION: usize = 20;

/// Editors and day of a collection stand on a line of at most this many letters.
const MAX_EDITORS: usize = 40;

/// The end of an article: the row that tells its credit, and what stands before it there.
struct End<'t> {
    at: usize,
    before: &'t str,
    credit_line: CreditLine,
}

/// Articles with brackets behind the last sentence of each: “……。（来源：云岭日报，2024-03-05）”.
pub(super) fn behind_texts(rows: &[Row<'_>]) -> Option<Collected> {
    let ends = rows.iter().enumerate().filter_map(|(at, row)| {
        let (before, credit_line) =
            behind(row.text).filter(|(before, _)| Row { text: before, ..*row }.is_paragraph())?;
        Some(End { at, before, credit_line })
    });
    let ends: Vec<End<'_>> = ends.collect();
    collected(rows, &ends)
}

/// Articles with a line of paper and day below the text of each: “来源：《云岭日报》2024年3月5日”.
pub(super) fn below_texts(rows: &[Row<'_>]) -> Option<Collected> {
    let mut ends: Vec<End<'_>> = Vec::new();
    // Who publishes the collection stands with its day on the title page, above the first text.
    let mut is_below_text = false;
    for (at, row) in rows.iter().enumerate() {
        match credit_line(row.text).filter(|credit_line| credit_line.is_sure || is_below_text) {
            Some(credit_line) => {
                ends.push(End { at, before: "", credit_line });
                is_below_text = false;
            }
            None => is_below_text |= row.is_paragraph(),
        }
    }
    let is_below_headline = |end: &End<'_>| {
        end.at.checked_sub(1).is_none_or(|above| !rows[above].is_paragraph() && rows[above].is_below_blank)
    };
    if ends.iter().any(is_below_headline) {
        return None;
    }
    collected(rows, &ends)
}

/// The articles that end here.
fn collected(rows: &[Row<'_>], ends: &[End<'_>]) -> Option<Collected> {
    if ends.len() < MIN_ARTICLES || !are_credits(ends.iter().map(|end| &end.credit_line)) {
        return None;
    }
    let mut rows = rows.to_vec();
    for end in ends.iter().filter(|end| !end.before.is_empty()) {
        rows[end.at].text = end.before;
    }
    let below = &rows[ends.last()?.at + 1..];
    let starts = [0].into_iter().chain(ends.iter().map(|end| end.at + 1));
    let units: Vec<&[Row<'_>]> = starts.zip(ends).map(|(start, end)| &rows[start..=end.at]).collect();
    let are_indented = has_indented_texts(&rows);
    let form = common_form(&units[1..], are_indented);
    let head = |unit: &&[Row<'_>]| headline(unit, first_paragraph(unit, are_indented)?, form);
    let mut heads: Vec<Range<usize>> = units[1..].iter().map(head).collect::<Option<_>>()?;
    heads.insert(0, first_headline(units[0], are_indented, form)?);
    // An article whose parts end with what they quote has its own headline and its beginning above the first of them.
    let above = &units[0][..heads[0].start];
    let begins_article = above.iter().any(|row| row.is_paragraph() && letter_count(row.text) >= MIN_INTRODUCTION);
    let is_named = above.iter().any(|row| collection_word(row.text) || names_collection(row.text));
    if begins_article && !is_named {
        return None;
    }
    // Where some headlines have numbers, those without are the heads of something else.
    let has_number = |(unit, head): (&&[Row<'_>], &Range<usize>)| numbered(unit[head.start].text).is_some();
    if form.is_none() && units.iter().zip(&heads).any(has_number) {
        return None;
    }
    let mut around: Vec<Furniture> = Vec::new();
    let mut articles = Vec::new();
    for ((unit, head), end) in units.iter().zip(heads).zip(ends) {
        let text = &unit[head.end..unit.len() - usize::from(end.before.is_empty())];
        if has_article(&unit[..head.start])
            || !is_text(text)
            || has_headline(&unit[head.end..], number(unit[head.start].text), are_indented)
        {
            return None;
        }
        around.extend(outside(&unit[..head.start]));
        let title = unit[head].iter().map(|row| row.text).collect::<Vec<_>>().join(" ");
        let title = numbered(&title).filter(|_| form.is_some()).map_or(title.as_str(), |(_, title)| title).to_owned();
        articles.push(article(title, text, end.credit_line.credit.clone()));
    }
    around.extend(outside(below));
    (!has_article(below)).then_some((articles, around))
}

/// The form of numbers that the heads of all articles have; sections may have numbers of another form.
fn common_form(units: &[&[Row<'_>]], are_indented: bool) -> Option<NumberForm> {
    let forms = |unit: &&[Row<'_>]| -> Vec<NumberForm> {
        let text = first_paragraph(unit, are_indented).unwrap_or(0);
        unit[..text].iter().rev().filter_map(|row| number_form(row.text)).collect()
    };
    let (first, others) = units.split_first()?;
    forms(first).into_iter().find(|form| others.iter().all(|unit| forms(unit).contains(form)))
}

/// Whether a row begins a text.
fn begins_text(row: &Row<'_>, are_indented: bool) -> bool {
    if are_indented {
        return row.is_indented && (row.is_paragraph() || letter_count(row.text) >= MIN_INDENTED);
    }
    // A headline with a number may ask.
    let asks = || is_headline(row.text) && numbered(row.text).is_some();
    row.is_paragraph() && !asks()
}

/// The first paragraph of an article.
fn first_paragraph(unit: &[Row<'_>], are_indented: bool) -> Option<usize> {
    unit.iter().position(|row| begins_text(row, are_indented))
}

/// The headline above the first paragraph of an article: from its number on, or below a blank line or the name of a section.
fn headline(unit: &[Row<'_>], text: usize, form: Option<NumberForm>) -> Option<Range<usize>> {
    let above = &unit[..text];
    let start = match form {
        Some(form) => above.iter().rposition(|row| number_form(row.text) == Some(form))?,
        None => {
            let behind_section = above.iter().rposition(|row| row.is_section()).map_or(0, |section| section + 1);
            behind_section.max(above.iter().rposition(|row| row.is_below_blank).unwrap_or(0))
        }
    };
    // A day, the names of reporters, a subhead with a number and what is set apart below the headline belong to the text.
    let goes_on = |row: &&Row<'_>| {
        let is_joined = !row.is_below_blank || row.text.starts_with("——");
        let is_of_text = numbered(row.text).is_some() || names_reporters(row.text);
        is_joined && is_headline(row.text) && !is_of_text && !row.is_section()
    };
    let is_head = above.get(start).is_some_and(|row| is_headline(row.text) && !row.is_section());
    let count = 1 + above.get(start + 1..).unwrap_or_default().iter().take_while(goes_on).count();
    (is_head && count <= MAX_HEADLINE_LINES).then_some(start..start + count)
}

/// The headline of the first article, above which the title page may stand with lines of any form.
fn first_headline(unit: &[Row<'_>], are_indented: bool, form: Option<NumberForm>) -> Option<Range<usize>> {
    let below = |page: usize| {
        let unit = &unit[page..];
        let begins = (1..unit.len()).filter(|&at| begins_text(&unit[at], are_indented));
        let found = begins.take(MAX_TITLE_PAGE).find_map(|at| headline(unit, at, form))?;
        Some(found.start + page..found.end + page)
    };
    // The name of the collection may stand right above its first headline.
    below(title_page(unit)).or_else(|| below(0))
}

/// How many rows on top name the collection, its number, its editors and its day; none where the first of them names no collection.
fn title_page(unit: &[Row<'_>]) -> usize {
    const EDITORS: [&str; 6] = ["编", "编印", "编发", "编辑", "编辑部", "主办"];
    let is_first = |row: &Row<'_>| tells_name(row.text) && !row.is_paragraph();
    if !unit.first().is_some_and(is_first) {
        return 0;
    }
    let is_further = |row: &&Row<'_>| {
        let is_number = row.text.trim_end_matches(['）', ')']).ends_with('期');
        let tells_day = || letter_count(row.text) <= MAX_EDITORS && find_date(&half_width(row.text)).is_some();
        let is_of_editors = EDITORS.iter().any(|word| row.text.ends_with(word));
        !row.is_paragraph() && (is_number || is_of_editors || tells_day())
    };
    1 + unit[1..].iter().take_while(is_further).count()
}

/// Whether a line names a collection.
fn tells_name(line: &str) -> bool {
    collection_word(line) || names_collection(line) || names_press(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::credited::rows::rows;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚。";

    fn of(found: Option<Collected>) -> Vec<(String, String, String)> {
        let of = |a: crate::corpus::read::parts::ArticleParts| {
            (
                a.title,
                format!("{} {}", a.source, a.date.map(|d| d.to_string()).unwrap_or_default()),
                a.paragraphs.join("/"),
            )
        };
        found.map(|(articles, _)| articles.into_iter().map(of).collect()).unwrap_or_default()
    }

    fn behind(text: &str) -> Vec<(String, String, String)> {
        of(behind_texts(&rows(&text.lines().collect::<Vec<_>>())))
    }

    fn below(text: &str) -> Vec<(String, String, String)> {
        of(below_texts(&rows(&text.lines().collect::<Vec<_>>())))
    }

    fn row(title: &str, credit_line: &str, text: &str) -> (String, String, String) {
        (title.to_owned(), credit_line.to_owned(), text.to_owned())
    }

    #[test]
    fn brackets_close_indented_texts() {
        let text = format!(
            "编号：YL12\n　　云 岭 专 报\n（第7期）\n云岭县图书馆　　2024年3月8日\n\n【县里】\n\n1．老街换灯\n　　{TEXT}\n　　灯更亮\n　　{TEXT}（来源：云岭日报，2024-03-05）\n\n2．谁来管灯？\n——云岭老街见闻\n　　{TEXT}（来源：云岭晚报，2024-03-06）\n\n【市里】\n\n1．渡口通车\n　　{TEXT}（来源：云岭夜读，2024-03-07）\n\n报送：县领导\n"
        );
        let expected = [
            row("老街换灯", "云岭日报 2024-03-05", &format!("{TEXT}/灯更亮/{TEXT}")),
            row("谁来管灯？ ——云岭老街见闻", "云岭晚报 2024-03-06", TEXT),
            row("渡口通车", "云岭夜读 2024-03-07", TEXT),
        ];
        assert_eq!(behind(&text), expected);
        let other = text.replace("【市里】", "早市开张\n　　早市昨天开张。\n\n【市里】");
        assert!(behind(&other).is_empty(), "an article without a credit");
        let bare = text.replace("1．", "").replace("2．", "").replace('？', "");
        assert_eq!(behind(&bare).len(), 3);
    }

    #[test]
    fn lines_of_paper_and_day_close_texts() {
        let text = format!(
            "云岭专报 第7期\n\n1. 老街换灯\n\n（2024年3月4日）\n\n一、灯更亮\n\n{TEXT}\n\n来源：《云岭日报》2024年3月5日\n\n2. 渡口通车\n\n{TEXT}\n\n来源：《云岭晚报》2024年3月6日\n\n3. 早市开张\n\n{TEXT}\n\n来源：《云岭日报》2024年3月7日\n"
        );
        let seen: Vec<String> =
            below(&text).into_iter().map(|(title, credit_line, _)| format!("{title} {credit_line}")).collect();
        assert_eq!(
            seen,
            ["老街换灯 云岭日报 2024-03-05", "渡口通车 云岭晚报 2024-03-06", "早市开张 云岭日报 2024-03-07"]
        );
    }

    #[test]
    fn reporters_below_headlines_are_no_lines_of_them() {
        let article = |title: &str, byline: &str, day: u8| {
            format!("{title}\n{byline}\n\n　　{TEXT}\n\n（摘自2024年3月{day}日《云岭日报》）\n\n————————\n\n")
        };
        let text = article("老街换灯", "□ 云岭日报记者 何晓岚", 5)
            + &article("渡口通车", "本报记者 方小舟", 6)
            + &article("早市开张", "——云岭见闻", 7);
        let titles: Vec<String> = below(&text).into_iter().map(|(title, ..)| title).collect();
        assert_eq!(titles, ["老街换灯", "渡口通车", "早市开张 ——云岭见闻"]);
    }

    #[test]
    fn the_name_of_a_collection_is_no_line_of_the_first_headline() {
        let article = |title: &str, day: u8| format!("{title}\n　　{TEXT}\n（云岭日报 2024-03-0{day}）\n");
        let articles = article("老街换灯", 5) + &article("渡口通车", 6) + &article("早市开张", 7);
        let titles = |top: &str| -> Vec<String> {
            below(&format!("{top}{articles}")).into_iter().map(|(title, ..)| title).collect()
        };
        let expected = ["老街换灯", "渡口通车", "早市开张"];
        assert_eq!(titles("云岭舆情专报\n第7期\n云岭县图书馆编\n2024年3月8日\n"), expected);
        assert_eq!(titles("云岭剪报\n"), expected);
        assert_eq!(titles(""), expected);
        assert_eq!(titles("县里的变化\n")[0], "县里的变化 老街换灯");
    }

    #[test]
    fn quotations_and_heads_are_no_ends_of_articles() {
        let quoted = format!(
            "老街换灯\n{TEXT}\n{TEXT}（云岭日报 2024-03-05）\n{TEXT}（云岭日报 2024-03-06）\n{TEXT}（云岭日报 2024-03-07）\n"
        );
        assert!(behind(&quoted).is_empty());
        let headed = format!("老街换灯\n来源：云岭日报 2024-03-05\n{TEXT}\n\n");
        assert!(below(&headed.repeat(3)).is_empty());
    }
}
