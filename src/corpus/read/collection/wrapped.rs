//! Texts of many articles whose lines a program broke at one measure, as editors and programs of mail do: 22 characters to 80 columns. The
//! lines are joined into the paragraphs that they were before the forms are asked for that need whole paragraphs.

use std::collections::BTreeMap;

use crate::corpus::measure::width;
use crate::corpus::read::collection::text_lines::{Collected, TextLines};
use crate::corpus::read::collection::{credited, issue};
use crate::corpus::read::one_article::{append, names_reporters};

/// The narrowest measure, in characters and in half-width columns: narrower lines are those of a paper's columns.
const MIN_CHARACTERS: usize = 22;
const MIN_COLUMNS: usize = 40;
/// How far marks may hang over the measure.
const OVERHANG: usize = 2;
/// Of this many lines one may be longer: a program breaks no address.
const LINES_FOR_LONGER: usize = 50;
/// The fewest full lines that go on below, and their least share, in tenths, among the lines that may.
const MIN_FULL: usize = 8;
const MIN_FULL_TENTHS: usize = 8;

/// How the length of a line is counted.
type Count = fn(&str) -> usize;

/// The articles of a text whose lines are broken at one measure; none where its lines are not, or where it has none of these forms.
pub(in crate::corpus::read) fn read(text: &str) -> Option<Collected> {
    let whole = unwrapped(text)?;
    let lines = TextLines::of(&whole);
    credited::in_brackets(&lines.all).or_else(|| issue::read(&lines)).or_else(|| credited::below_texts(&lines.all))
}

/// The articles of such a text that tell paper and day on a line below each; none of any other text.
pub(in crate::corpus::read) fn below_texts(text: &str) -> Option<Collected> {
    credited::below_texts(&TextLines::of(&unwrapped(text)?).all)
}

/// The text with whole paragraphs; none where its lines are not broken at one measure.
fn unwrapped(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let by = |count: Count, least: usize| measure(&lines, count, least).map(|measure| (count, measure));
    let (count, measure) = by(characters, MIN_CHARACTERS).or_else(|| by(width, MIN_COLUMNS))?;
    let mut whole: Vec<String> = Vec::new();
    let mut above = "";
    for &line in &lines {
        let goes_on = may_go_on(above, line) && is_full(above, line, count, measure) && !names_reporters(line);
        match whole.last_mut().filter(|_| goes_on) {
            Some(paragraph) => append(paragraph, line),
            None => whole.push(line.to_owned()),
        }
        above = line;
    }
    Some(whole.join("\n"))
}

fn characters(line: &str) -> usize {
    line.chars().count()
}

/// The measure at which lines are broken: the length of most long lines, which hardly a line exceeds, and which nearly all lines fill that
/// have others of their paragraph below them. Of lines that are paragraphs hardly two have the same length.
fn measure(lines: &[&str], count: Count, least: usize) -> Option<usize> {
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.contains('\t')) {
        *lengths.entry(count(line)).or_default() += 1;
    }
    lengths.retain(|&length, _| length >= least);
    let measure = lengths.iter().max_by_key(|(_, number)| **number).map(|(&length, _)| length)?;
    let all: usize = lengths.values().sum();
    let longer: usize = lengths.range(measure + OVERHANG + 1..).map(|(_, number)| *number).sum();
    if LINES_FOR_LONGER * longer > all {
        return None;
    }
    let (mut full, mut pairs) = (0, 0);
    for pair in lines.windows(2) {
        // A short line is a headline, or ends a paragraph.
        if may_go_on(pair[0], pair[1]) && 2 * count(pair[0]) >= measure {
            pairs += 1;
            full += usize::from(is_full(pair[0], pair[1], count, measure));
        }
    }
    (full >= MIN_FULL && 10 * full >= MIN_FULL_TENTHS * pairs).then_some(measure)
}

/// Whether a line may belong to the paragraph of the line above it: no blank line, no indent and no mark parts them. Rows of tables go on nowhere.
fn may_go_on(above: &str, line: &str) -> bool {
    const BEGIN: [char; 16] = [' ', '\t', '\u{3000}', '●', '○', '◎', '■', '□', '◆', '◇', '▲', '△', '★', '☆', '※', '▎'];
    !above.is_empty() && !line.is_empty() && !line.starts_with(BEGIN) && !above.contains('\t') && !line.contains('\t')
}

/// Whether the beginning of the next line found no place in a line.
fn is_full(line: &str, next: &str, count: Count, measure: usize) -> bool {
    let length = count(line);
    length <= measure + OVERHANG && length + count(first_piece(next)) > measure
}

/// What a program keeps together at the beginning of a line: a word or a character, with the marks that it does not part from it.
fn first_piece(line: &str) -> &str {
    let opens = |c: char| "“‘《（「『【(".contains(c);
    let closes = |c: char| "”’》）」』】，。、；：？！%,.;:?!)".contains(c);
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '-');
    let body = line.trim_start_matches(opens);
    let word = body.find(|c: char| !is_of_word(c)).unwrap_or(body.len());
    let first = body.chars().next().map_or(0, char::len_utf8);
    let rest = body[word.max(first)..].trim_start_matches(closes);
    &line[..line.len() - rest.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "　　昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚，孩子们在灯下踢毽子，老人坐在新装的长椅上说话，开店的人把桌子摆到了街边，一直到十点钟才收摊回家。";

    /// A paragraph whose lines have this many characters.
    fn broken(paragraph: &str, measure: usize) -> String {
        let chars: Vec<char> = paragraph.chars().collect();
        chars.chunks(measure).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    }

    fn seen(text: &str) -> Vec<(String, Vec<String>)> {
        let found = read(text).map(|(articles, _)| articles).unwrap_or_default();
        found.into_iter().map(|article| (article.title, article.paragraphs)).collect()
    }

    #[test]
    fn an_issue_may_be_broken_at_a_measure() {
        let text = broken(TEXT, 26);
        let issue = format!(
            "云岭日报    2024年3月5日    星期二\n\n一版\n\n◎老街昨晚换上新路灯\n{text}\n{text}\n\n◎渡口通车\n  本报记者  何晓岚\n{text}\n\n二版\n\n◎拍卖公告\n{text}\n"
        );
        let paragraph = TEXT.trim().to_owned();
        let expected = vec![
            ("老街昨晚换上新路灯".to_owned(), vec![paragraph.clone(), paragraph.clone()]),
            ("渡口通车".to_owned(), vec!["本报记者  何晓岚".to_owned(), paragraph.clone()]),
            ("拍卖公告".to_owned(), vec![paragraph]),
        ];
        assert_eq!(seen(&issue), expected);
        assert!(seen(&issue.replace(&text, TEXT)).is_empty(), "lines that are not broken");
    }

    #[test]
    fn articles_of_a_mail_may_be_broken_at_a_measure() {
        let text = broken(TEXT.trim(), 36);
        let article = |title: &str, day: u8| format!("{title}（云岭日报 2024-03-0{day}）\n\n{text}\n\n");
        let mail = article("1. 老街换灯", 5) + &article("2. 渡口通车", 6) + &article("3. 早市开张", 7);
        let mail = mail + &article("4. 书店开门", 8) + &article("5. 公园开放", 9);
        let seen = seen(&mail);
        assert_eq!(seen.len(), 5);
        assert!(seen.iter().all(|(_, paragraphs)| paragraphs.as_slice() == [TEXT.trim()]), "{seen:?}");
    }

    #[test]
    fn words_and_marks_stay_together() {
        assert_eq!(first_piece("2024年"), "2024");
        assert_eq!(first_piece("“老街”换灯"), "“老");
        assert_eq!(first_piece("灯，亮了"), "灯，");
        assert_eq!(first_piece(""), "");
    }
}
