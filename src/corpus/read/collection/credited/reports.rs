//! Reports of agencies and papers one below the other, each of which begins with a dateline, “新华社北京3月5日电”, below its headline. A line
//! above them names the collection or tells its day, and looks like a headline.

use jiff::civil::Date;

use crate::corpus::measure::half_width;
use crate::corpus::page::opening;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::{self, Strength};
use crate::corpus::publication::issue_line::Credit;
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::read::collection::collection_words::{collection_word, names_collection};
use crate::corpus::read::collection::credited::rows::{Row, is_headline, is_text, outside};
use crate::corpus::read::collection::credited::{MAX_HEADLINE_LINES, MIN_ARTICLES, article};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::parts::ArticleParts;

/// At most this many lines stand above the first report.
const MAX_ABOVE: usize = 3;

/// The reports of lines that blank ones part into a title and reports; none where one of them has another form.
pub(super) fn reports(rows: &[Row<'_>]) -> Option<Collected> {
    let starts = || (0..rows.len()).filter(|&at| rows[at].is_below_blank);
    let ends = starts().skip(1).chain([rows.len()]);
    let blocks: Vec<&[Row<'_>]> = starts().zip(ends).map(|(start, end)| &rows[start..end]).collect();
    // Nearly all texts show here that they are no such collection.
    let first = blocks.iter().take(MAX_ABOVE + 1).position(|block| text_of_report(block).is_some())?;
    let (above, blocks) = blocks.split_at(first);
    let above = above.concat();
    let is_title = (1..=MAX_ABOVE).contains(&above.len()) && !above.iter().any(Row::is_paragraph);
    if blocks.len() < MIN_ARTICLES || !is_title || !above.iter().any(|row| tells_collection(row.text)) {
        return None;
    }
    let day = above.iter().find_map(|row| find_date(&half_width(row.text))).map(|found| found.date);
    let articles: Vec<ArticleParts> = blocks.iter().map(|block| report(block, day)).collect::<Option<_>>()?;
    let around = outside(&above).collect();
    Some((articles, around))
}

/// Whether a line names a collection, or tells a day.
pub(super) fn tells_collection(line: &str) -> bool {
    collection_word(line) || names_collection(line) || line.contains('月') && line.contains('日')
}

/// The row below the headline of a report with which its text begins.
fn text_of_report(block: &[Row<'_>]) -> Option<usize> {
    let begins = |at: &usize| block.get(*at).is_some_and(|row| opening(row.text).dateline.is_some());
    let text = (1..=MAX_HEADLINE_LINES).find(begins)?;
    // What names the paper or the day is no line of a headline.
    let is_credit = |line: &str| head_line::parse(line).is_some_and(|head| head.strength() > Strength::Nothing);
    let heads = |row: &Row<'_>| is_headline(row.text) && !row.is_paragraph() && !is_credit(row.text);
    block[..text].iter().all(heads).then_some(text)
}

/// The report of a block: its headline, the dateline, and paragraphs that are all indented.
fn report(block: &[Row<'_>], day: Option<Date>) -> Option<ArticleParts> {
    let begin = text_of_report(block)?;
    let (headline, text) = block.split_at(begin);
    let begins_another = |row: &Row<'_>| opening(row.text).dateline.is_some();
    if !is_text(text) || !text.iter().all(|row| row.is_indented) || text.iter().skip(1).any(begins_another) {
        return None;
    }
    let dateline = opening(text.first()?.text).dateline?;
    // The dateline tells no year.
    let own = day.and_then(|day| find_date(&format!("{}年{}", day.year(), dateline.date))).map(|found| found.date);
    let is_agency = dateline.agency.ends_with('社') || names_medium(&dateline.agency);
    let credit = Credit {
        date: own.filter(|own| Some(*own) <= day).or(day),
        source: if is_agency { dateline.agency } else { String::new() },
        ..Credit::default()
    };
    let title = headline.iter().map(|row| row.text).collect::<Vec<_>>().join(" ");
    Some(article(title, text, credit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::credited::rows::rows;

    fn seen(text: &str) -> Vec<(String, String, usize)> {
        let found = reports(&rows(&text.lines().collect::<Vec<_>>()));
        let of = |a: ArticleParts| {
            (a.title, format!("{} {}", a.source, a.date.map(|d| d.to_string()).unwrap_or_default()), a.paragraphs.len())
        };
        found.map(|(articles, _)| articles.into_iter().map(of).collect()).unwrap_or_default()
    }

    #[test]
    fn reports_begin_with_datelines() {
        let report = |title: &str, day: u8| {
            format!(
                "　　　　{title}\n　　新华社兰州3月{day}日电（记者何晓岚）云岭县的老街昨晚换上了新灯，街坊们散步到很晚。\n　　河边的步道也亮了起来。（完）\n\n"
            )
        };
        let articles = report("老街昨晚换灯", 4) + &report("渡口昨天通车", 5) + &report("早市今天开张", 5);
        let row = |title: &str, credit_line: &str| (title.to_owned(), credit_line.to_owned(), 2);
        let expected = vec![
            row("老街昨晚换灯", "新华社 2024-03-04"),
            row("渡口昨天通车", "新华社 2024-03-05"),
            row("早市今天开张", "新华社 2024-03-05"),
        ];
        assert_eq!(seen(&format!("新华社2024年3月5日通稿\n\n{articles}")), expected);
        assert_eq!(seen(&format!("新华社稿件汇总\n2024年3月5日\n\n{articles}")), expected);
        assert!(seen(&articles).is_empty(), "no title");
        let credited = articles.replace("换灯\n", "换灯\n来源：新华社\n");
        assert!(seen(&format!("云岭日报 2024年3月5日 第4版\n\n{credited}")).is_empty(), "a source below a headline");
        let other = format!(
            "新华社2024年3月5日通稿\n\n{articles}　　　　公园今天开放\n　　云岭县的公园今天开放，街坊们都去了。\n"
        );
        assert!(seen(&other).is_empty(), "an article without a dateline");
    }
}
