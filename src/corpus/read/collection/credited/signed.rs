//! Short news one below the other without blank lines, each with its reporters on the line between its headline and its indented text. The
//! reader of single articles takes the headlines for subheads; no other line of the file at the margin shows that they are none.

use crate::corpus::measure::{letter_count, letters};
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::read::collection::credited::reports::tells_collection;
use crate::corpus::read::collection::credited::rows::{Row, is_headline, is_text, numbered, outside};
use crate::corpus::read::collection::credited::{MIN_ARTICLES, article};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::one_article::names_reporters;

/// At most this many lines stand above the first article.
const MAX_ABOVE: usize = 2;
/// The name of a reporter has at least this many letters.
const MIN_NAME: usize = 2;

/// The articles of such lines; none where one of them has another form, or where the reporters of the first are those of all.
pub(super) fn signed(rows: &[Row<'_>]) -> Option<Collected> {
    let signed: Vec<usize> = (0..rows.len()).filter(|&at| names_reporters(rows[at].text)).collect();
    if signed.len() < MIN_ARTICLES {
        return None;
    }
    let starts: Vec<usize> = signed.iter().map(|&at| headline(rows, at)).collect::<Option<_>>()?;
    let above = &rows[..*starts.first()?];
    let is_title = |row: &Row<'_>| !row.is_paragraph() && tells_collection(row.text);
    let lines: Vec<String> = signed.iter().map(|&at| letters(rows[at].text)).collect();
    let (first, further) = lines.split_first()?;
    let is_of_first = |&at: &usize| names(rows[at].text).iter().any(|name| first.contains(name.as_str()));
    // Who writes all of the news may have a line of the same names above each.
    let are_of_first = signed.iter().skip(1).all(is_of_first) && further.iter().any(|line| line != first);
    if above.len() > MAX_ABOVE || !above.iter().all(is_title) || are_of_first {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    let mut articles = Vec::new();
    for ((&start, &at), end) in starts.iter().zip(&signed).zip(ends) {
        let text = rows.get(at + 1..end)?;
        let is_whole = is_text(text) && text.iter().all(|row| row.is_indented) && text.last()?.is_paragraph();
        if !is_whole || !text.first()?.is_paragraph() {
            return None;
        }
        let title = rows[start..at].iter().map(|row| row.text).collect::<Vec<_>>().join(" ");
        articles.push(article(title, &rows[at..end], Credit::default()));
    }
    Some((articles, outside(above).collect()))
}

/// Where the headline above the line of the reporters begins: at the margin, below the end of a text or on top. A second line begins with a
/// dash. Headlines with numbers are those of parts.
fn headline(rows: &[Row<'_>], signed: usize) -> Option<usize> {
    let is_line = |row: &Row<'_>| !row.is_indented && is_headline(row.text) && numbered(row.text).is_none();
    let last = signed.checked_sub(1).filter(|&at| is_line(&rows[at]))?;
    let start = if rows[last].text.starts_with("——") { last.checked_sub(1)? } else { last };
    let is_below_text = start == 0 || rows[start - 1].is_paragraph() && rows[start - 1].is_indented;
    // The name of a collection on top is no paragraph.
    let is_below_title = start <= MAX_ABOVE;
    (is_line(&rows[start]) && (is_below_text || is_below_title)).then_some(start)
}

/// The names in a line of reporters.
fn names(line: &str) -> Vec<String> {
    const ROLES: [&str; 6] = ["记者", "通讯员", "评论员", "本报", "本刊", "报道"];
    let bare = ROLES.iter().fold(line.to_owned(), |line, role| line.replace(role, " "));
    let words = bare.split(|c: char| !c.is_alphabetic()).filter(|word| letter_count(word) >= MIN_NAME);
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::credited::rows::rows;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚。";

    fn read(text: &str) -> Vec<(String, usize)> {
        let found = signed(&rows(&text.lines().collect::<Vec<_>>()));
        let seen = |own: crate::corpus::read::parts::ArticleParts| (own.title, own.paragraphs.len());
        found.map(|(articles, _)| articles.into_iter().map(seen).collect()).unwrap_or_default()
    }

    fn news(title: &str, reporter: &str) -> String {
        format!("{title}\n{reporter}\n　　{TEXT}\n")
    }

    fn three() -> String {
        news("老街换灯", "本报记者 何晓岚")
            + &news("渡口通车", "本报记者 方小舟")
            + &news("早市开张", "本报记者 陈一鸣")
    }

    #[test]
    fn reporters_between_headlines_and_texts_part_short_news() {
        let expected = ["老街换灯", "渡口通车", "早市开张"].map(|title| (title.to_owned(), 2));
        assert_eq!(read(&three()), expected);
        assert_eq!(read(&format!("云岭要闻\n{}", three())), expected);
        assert_eq!(read(&three().replace("渡口通车", "渡口通车\n——云岭见闻"))[1].0, "渡口通车 ——云岭见闻");
    }

    #[test]
    fn parts_of_one_report_are_no_news() {
        let lead = format!("各地见闻\n　　{TEXT}\n");
        assert!(read(&(lead + &three())).is_empty(), "the beginning of one report");
        assert!(read(&format!("各地见闻\n{}", three())).is_empty(), "the headline of one report");
        let of_all = three().replacen("何晓岚", "何晓岚 方小舟 陈一鸣", 1);
        assert!(read(&of_all).is_empty(), "the reporters of one report");
        let numbered =
            three().replace("老街换灯", "一、老街换灯").replace("渡口", "二、渡口").replace("早市", "三、早市");
        assert!(read(&numbered).is_empty(), "its parts");
        assert!(read(&three().replace("早市开张\n本报记者 陈一鸣", "早市开张")).is_empty(), "only two");
        assert!(read(&three().replacen("　　", "", 1)).is_empty(), "a text at the margin");
    }
}
