//! Articles one below the other of which each tells its paper and its day in the same place: in brackets behind its headline, at the end of
//! its text, or on a line between both. One article may look like another form; all articles of a file together show where its credits stand.

mod closed;
mod credit_of_line;
mod headed;
mod marked;
mod reports;
mod rows;

use crate::corpus::page::Furniture;
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::markup::contents_of_collection::without_contents;
use crate::corpus::read::markup::markdown::{heading, plain};
use crate::corpus::read::one_article::{Emphasis, Line, take_marks};
use crate::corpus::read::parts::ArticleParts;

use self::rows::{Row, number_form, numbered, rows};

/// A file has at least this many articles.
const MIN_ARTICLES: usize = 3;
/// A headline has at most this many lines.
const MAX_HEADLINE_LINES: usize = 3;

/// The articles of lines that tell paper and day in brackets, behind each headline, below it, or behind the last sentence of each text,
/// those whose headlines begin with one mark, documents with their numbers, and reports that begin with datelines.
pub(in crate::corpus::read) fn in_brackets(lines: &[&str]) -> Option<Collected> {
    let rows = rows(lines);
    let (rows, signature) = rows::signature_apart(&rows);
    let (articles, mut around) = marked::marked_headlines(rows)
        .or_else(|| headed::behind_headlines(rows))
        .or_else(|| headed::below_headlines_in_brackets(rows))
        .or_else(|| closed::behind_texts(rows))
        .or_else(|| headed::above_numbers(rows))
        .or_else(|| reports::reports(rows))?;
    around.extend(rows::outside(signature));
    Some((articles, around))
}

/// The articles of lines that tell paper and day on a line of its own below each text.
pub(in crate::corpus::read) fn below_texts(lines: &[&str]) -> Option<Collected> {
    closed::below_texts(&rows(lines))
}

/// The articles of a document that tell paper and day as those of texts do. What is set apart in a document shows better than its lines
/// where articles begin, so that both must agree: no headline is set apart, or each is, and nothing like it in the texts.
pub(in crate::corpus::read) fn of_document(lines: &[Line<'_>]) -> Option<Collected> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.trim_end()).collect();
    // The first headline stands apart from the contents of the collection.
    let (texts, listed) = without_contents(&texts).unwrap_or((texts, Vec::new()));
    let (articles, mut around) = below_texts(&texts).or_else(|| in_brackets(&texts))?;
    around.extend(listed.into_iter().map(Furniture::of));
    let set_apart: Vec<(&str, Emphasis)> = lines
        .iter()
        .filter_map(|line| Some((line.text.trim(), line.emphasis?)))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    // The name of the collection may have been joined to the first headline.
    let is_part = |text: &str, title: &str| format!(" {title} ").contains(&format!(" {text} "));
    let is_set_apart = |title: &str| set_apart.iter().any(|(text, _)| text.contains(title) || is_part(text, title));
    if !articles.iter().any(|article| is_set_apart(&article.title)) {
        return Some((articles, around));
    }
    let look = |(text, emphasis): &(&str, Emphasis)| (number_form(text), *emphasis);
    let line_of = |title: &str| {
        let is_title = |text: &str| text == title || numbered(text).is_some_and(|(_, own)| own == title);
        set_apart.iter().find(|(text, _)| is_title(text))
    };
    let looks: Vec<_> = articles.iter().map(|article| line_of(&article.title).map(look)).collect::<Option<_>>()?;
    let common = *looks.first()?;
    let is_in_text = |text: &str| articles.iter().any(|article| article.paragraphs.iter().any(|own| own == text));
    let is_other = |line: &(&str, Emphasis)| look(line) == common && is_in_text(line.0);
    let are_alike = looks.iter().all(|own| *own == common) && !set_apart.iter().any(is_other);
    are_alike.then_some((articles, around))
}

/// The articles of lines that tell paper and day on a line of its own below each headline.
pub(in crate::corpus::read) fn below_headlines(lines: &[&str]) -> Option<Collected> {
    headed::below_headlines(&rows(lines))
}

/// A headline without the brackets behind it that tell its paper, with the day or alone, and what they tell.
pub(in crate::corpus::read) fn behind_headline(headline: &str) -> Option<(&str, Credit)> {
    credit_of_line::behind(headline)
        .map(|(before, told)| (before, told.credit))
        .or_else(|| credit_of_line::medium_behind(headline))
        .filter(|(before, _)| rows::is_headline(before))
}

/// The lines of a text in Markdown without its marks; none of a text that headings part.
pub(in crate::corpus::read) fn plain_lines(text: &str) -> Option<Vec<String>> {
    if text.lines().filter(|line| heading(line.trim()).is_some()).nth(1).is_some() {
        return None;
    }
    let bare = |line: &str| plain(heading(line.trim()).map_or(line, |(_, title)| title));
    // Drawn lines, and those of tables.
    let is_drawn = |line: &String| !line.chars().any(char::is_alphanumeric);
    Some(text.lines().map(bare).map(|line| if is_drawn(&line) { String::new() } else { line }).collect())
}

/// An article of these rows.
fn article(title: String, rows: &[Row<'_>], credit: Credit) -> ArticleParts {
    let mut paragraphs: Vec<String> = rows.iter().map(|row| row.text.to_owned()).collect();
    let furniture = take_marks(&mut paragraphs).into_iter().map(Furniture::of).collect();
    ArticleParts {
        title,
        date: credit.date.map(Into::into),
        source: credit.source,
        byline: credit.byline,
        page: credit.page,
        paragraphs,
        furniture,
        ..ArticleParts::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_tell_paper_and_day_as_texts_do() {
        let text = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚。";
        let plain = |text| Line { text, emphasis: None };
        let heading = |text| Line { text, emphasis: Some(Emphasis::Heading) };
        let titles = ["老街换上新路灯", "渡口通了公交车", "早市搬进新大棚"];
        let numbered = ["一、老街换上新路灯", "二、渡口通了公交车", "三、早市搬进新大棚"];
        let above = [heading("云岭专报"), heading("内容摘要"), plain("1. 老街换上新路灯（云岭日报）"), heading("正文")];
        let document = |emphasis: [Option<Emphasis>; 3], inner: Option<Emphasis>| -> Vec<Line<'static>> {
            let credit = plain("来源：云岭日报　时间：2024年3月5日");
            let article = |(own, emphasis): (&'static str, Option<Emphasis>)| {
                [
                    Line { text: own, emphasis },
                    plain(text),
                    Line { text: "四、河边也亮了", emphasis: inner },
                    plain(text),
                    credit,
                ]
            };
            above.into_iter().chain(numbered.into_iter().zip(emphasis).flat_map(article)).collect()
        };
        let bold = Some(Emphasis::Bold);
        for lines in [document([None; 3], None), document([bold; 3], None)] {
            let (articles, _) = of_document(&lines).expect("a collection");
            let found: Vec<(&str, &str)> =
                articles.iter().map(|article| (article.title.as_str(), article.byline.as_str())).collect();
            assert_eq!(found, titles.map(|title| (title, "")));
        }
        assert!(of_document(&document([None, bold, bold], None)).is_none(), "headlines of two looks");
        assert!(of_document(&document([bold; 3], bold)).is_none(), "other headlines of that look");
    }
}
