//! Articles whose numbered headlines run into the first paragraph, with paper and day below each text, as desks excerpt papers for those who
//! lead an office: “一、老街换灯。昨晚，……”, “（云岭日报 2024-03-05）”. Numbers that count on and a credit below each show the form.

use crate::corpus::measure::{ends_sentence, is_in_brackets, letter_count};
use crate::corpus::numerals::below_hundred;
use crate::corpus::publication::person::are_persons;
use crate::corpus::read::collection::credited::credit_of_line::{CreditLine, are_credits, behind, credit_line};
use crate::corpus::read::collection::credited::rows::{
    NumberForm, Row, has_article, is_headline, is_text, number_form, numbered, outside,
};
use crate::corpus::read::collection::credited::{MIN_ARTICLES, article};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::one_article::names_reporters;

/// The fewest letters behind a headline in its paragraph, and of a paragraph with which an article may begin above the first.
const MIN_BEHIND: usize = 20;
/// The name of a section has at most this many letters.
const MAX_SECTION: usize = 12;

/// The articles of such lines; none where one of them has no number, no headline before its first sentence, or no credit.
pub(super) fn run_in_headlines(rows: &[Row<'_>]) -> Option<Collected> {
    let first = rows.iter().position(|row| run_in(row.text).is_some_and(|(number, ..)| number == 1))?;
    let begins_article = |row: &Row<'_>| row.is_paragraph() && letter_count(row.text) >= MIN_BEHIND;
    let (above, rows) = rows.split_at(first);
    if above.iter().any(|row| begins_article(row) || names_reporters(row.text) || are_persons(row.text.trim())) {
        return None;
    }
    let form = number_form(rows.first()?.text)?;
    let ends: Vec<(usize, &str, CreditLine)> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| end(row).map(|(before, credit_line)| (at, before, credit_line)))
        .collect();
    if ends.len() < MIN_ARTICLES || !are_credits(ends.iter().map(|(_, _, credit_line)| credit_line)) {
        return None;
    }
    let mut rows = rows.to_vec();
    for (at, before, _) in &ends {
        rows[*at].text = *before;
    }
    let (mut articles, mut around) = (Vec::new(), outside(above).collect::<Vec<_>>());
    let (mut start, mut count) = (0, 0);
    for (at, _, credit_line) in ends {
        let (sections, own) = unit(&rows[start..=at], form, count)?;
        let (head, further) = own.split_first()?;
        let (number, title, behind) = run_in(head.text)?;
        let written = [Row { text: behind, ..*head }].into_iter().chain(further.iter().copied());
        let text: Vec<Row<'_>> = written.filter(|row| !row.text.is_empty()).collect();
        if !is_text(&text) {
            return None;
        }
        articles.push(article(title.to_owned(), &text, credit_line.credit));
        around.extend(outside(sections));
        (start, count) = (at + 1, number);
    }
    around.extend(outside(&rows[start..]));
    (!has_article(&rows[start..])).then_some((articles, around))
}

/// What stands before the credit with which an article ends in this line, and the credit.
fn end<'t>(row: &Row<'t>) -> Option<(&'t str, CreditLine)> {
    let is_alone =
        |credit_line: &CreditLine| !row.text.contains('。') && (credit_line.is_sure || is_in_brackets(row.text));
    let whole = credit_line(row.text).filter(is_alone).map(|credit_line| ("", credit_line));
    whole.or_else(|| behind(row.text).filter(|(before, _)| ends_sentence(before)))
}

/// The names of sections above an article, and its rows; none where its number does not follow that of the article above it, or where the
/// next number stands within it. Below the name of a section the numbers may begin anew.
fn unit<'r, 't>(rows: &'r [Row<'t>], form: NumberForm, above: u32) -> Option<(&'r [Row<'t>], &'r [Row<'t>])> {
    let number = |row: &Row<'_>| {
        let of_form = number_form(row.text) == Some(form);
        run_in(row.text).filter(|_| of_form).map(|(number, ..)| number)
    };
    let begin = rows.iter().position(|row| number(row).is_some())?;
    let (sections, unit) = rows.split_at(begin);
    let own = number(unit.first()?)?;
    let follows = own == above + 1 || !sections.is_empty() && own == 1;
    let is_section = |row: &Row<'_>| letter_count(row.text) <= MAX_SECTION && !row.is_paragraph();
    let has_next = unit.iter().skip(1).any(|row| number(row) == Some(own + 1));
    (follows && !has_next && sections.iter().all(is_section)).then_some((sections, unit))
}

/// The number, the headline and the text of a paragraph into which its headline runs.
fn run_in(text: &str) -> Option<(u32, &str, &str)> {
    let (number, line) = numbered(text)?;
    let number = number.parse().ok().or_else(|| below_hundred(number))?;
    let mut open = 0_usize;
    let is_end = |&(_, c): &(usize, char)| {
        match c {
            '“' | '《' | '（' | '(' => open += 1,
            '”' | '》' | '）' | ')' => open = open.saturating_sub(1),
            _ => {}
        }
        open == 0 && matches!(c, '。' | '？' | '！')
    };
    let (at, mark) = line.char_indices().find(is_end)?;
    let behind = line[at + mark.len_utf8()..].trim();
    let title = if mark == '。' { &line[..at] } else { &line[..at + mark.len_utf8()] };
    (is_headline(title) && letter_count(behind) >= MIN_BEHIND).then_some((number, title, behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::credited::rows::rows;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚。";

    fn read(text: &str) -> Vec<(String, String, usize)> {
        let found = run_in_headlines(&rows(&text.lines().collect::<Vec<_>>()));
        let seen = |own: crate::corpus::read::parts::ArticleParts| (own.title, own.source, own.paragraphs.len());
        found.map(|(articles, _)| articles.into_iter().map(seen).collect()).unwrap_or_default()
    }

    fn three() -> String {
        format!(
            "每日摘报\n领导批示：\n一、“老街换灯”。{TEXT}\n{TEXT}\n（云岭日报 2024-03-05）\n二、谁来管灯？{TEXT}（云岭晚报 2024-03-06）\n三、渡口通车。{TEXT}\n{TEXT}（来源：云岭日报，2024-03-07）\n"
        )
    }

    #[test]
    fn headlines_may_run_into_the_text() {
        let row = |title: &str, source: &str, paragraphs| (title.to_owned(), source.to_owned(), paragraphs);
        let expected =
            [row("“老街换灯”", "云岭日报", 2), row("谁来管灯？", "云岭晚报", 1), row("渡口通车", "云岭日报", 2)];
        assert_eq!(read(&three()), expected);
    }

    #[test]
    fn points_of_one_article_are_no_articles() {
        assert!(read(&three().replace("（云岭晚报 2024-03-06）", "")).is_empty(), "a point without a credit");
        assert!(read(&three().replace("二、", "四、")).is_empty(), "numbers that do not count on");
        assert!(read(&three().replace("领导批示：", "本报记者 何晓岚")).is_empty(), "the reporter of one article");
        assert!(read(&three().replace("领导批示：", TEXT)).is_empty(), "the beginning of one article");
    }
}
