//! Articles that tell paper and day beside their headlines: in brackets behind them, or on the line below.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::ends_sentence;
use crate::corpus::page::Furniture;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::read::collection::credited::credit_of_line::{CreditLine, are_credits, behind, credit_line};
use crate::corpus::read::collection::credited::rows::{
    Row, has_article, has_headline, has_indented_texts, is_headline, is_text, number, numbered, outside,
};
use crate::corpus::read::collection::credited::{MAX_HEADLINE_LINES, MIN_ARTICLES, article};
use crate::corpus::read::collection::text_lines::Collected;
use crate::text::pattern;

/// A headline with its credit.
struct Head<'t> {
    /// The row with which it begins.
    start: usize,
    /// The first row of the text.
    text: usize,
    /// The headline.
    title: &'t str,
    credit_line: CreditLine,
}

/// Articles with brackets behind their headlines: “2) 老街换灯（云岭日报 2024-03-05）”.
pub(super) fn behind_headlines(rows: &[Row<'_>]) -> Option<Collected> {
    let head = |(at, row): (usize, &Row<'_>)| {
        let (title, credit_line) = behind(row.text).filter(|(title, _)| is_headline(title))?;
        // A short paragraph may end with where it is from: what is set apart or has a number is none.
        let is_set_apart = at == 0 || row.is_below_blank || rows[at - 1].is_paragraph() || rows[at - 1].is_section();
        let is_head = numbered(title).is_some() || is_set_apart && !ends_sentence(title);
        is_head.then_some((at, credit_line))
    };
    let found: Vec<(usize, CreditLine)> = rows.iter().enumerate().filter_map(head).collect();
    let heads = found.into_iter().filter_map(|(at, credit_line)| {
        let (title, _) = behind(rows[at].text)?;
        Some(Head { start: at, text: at + 1, title, credit_line })
    });
    let heads: Vec<Head<'_>> = heads.collect();
    let count = heads.iter().filter(|head| numbered(head.title).is_some()).count();
    if count != 0 && count != heads.len() {
        return None;
    }
    collected(rows, heads)
}

/// Articles with a line of paper and day below each headline. The headline is the one line above it.
pub(super) fn below_headlines(rows: &[Row<'_>]) -> Option<Collected> {
    // A second line of the headline begins with a dash.
    let is_second = |at: usize| rows[at].text.starts_with("——") && at > 0 && is_headline(rows[at - 1].text);
    let start = |at: usize| Some(at - 1 - usize::from(is_second(at - 1)));
    let heads = above_lines(rows, &|_| true, &start)?;
    collected(rows, heads)
}

/// Articles with a line of paper and day in brackets below each headline, whose lines stand below a blank line.
pub(super) fn below_headlines_in_brackets(rows: &[Row<'_>]) -> Option<Collected> {
    let is_bracketed = |line: &str| line.starts_with(['（', '(', '【', '[']) && line.ends_with(['）', ')', '】', ']']);
    let heads = above_lines(rows, &is_bracketed, &|at| block_above(rows, at))?;
    let are_indented = has_indented_texts(rows);
    let ends = heads.iter().skip(1).map(|head| head.start).chain([rows.len()]);
    let has_other = heads.iter().zip(ends).any(|(head, end)| {
        let text = rows.get(head.text..end_of_text(rows, head.text, end)).unwrap_or_default();
        has_headline(text, number(head.title), are_indented)
    });
    if has_other { None } else { collected(rows, heads) }
}

/// Documents of offices, each with its number below its title, “云府发〔2024〕7号”, and its day below the text.
pub(super) fn above_numbers(rows: &[Row<'_>]) -> Option<Collected> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[（(]?\p{Han}{1,12}\s?[〔\[［【（(](?:19|20)\d{2}[〕\]］】）)]\s?第?\s?\d{1,4}\s?号[）)]?$")
    });
    /// The day stands in one of the last lines.
    const MAX_BELOW_DAY: usize = 4;
    let is_number = |row: &Row<'_>| row.text.ends_with(['号', '）', ')']) && NUMBER.is_match(row.text);
    let numbers: Vec<usize> = (0..rows.len()).filter(|&at| is_number(&rows[at])).collect();
    let starts: Vec<usize> = numbers.iter().map(|&at| block_above(rows, at)).collect::<Option<_>>()?;
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    let head = |((&at, &start), end): ((&usize, &usize), usize)| {
        let last = &rows[(at + 1).max(end.saturating_sub(MAX_BELOW_DAY)).min(end)..end];
        let date = last.iter().rev().find_map(|row| issue_line::day_of_issue(row.text));
        let credit_line = CreditLine { credit: Credit { date, ..Credit::default() }, is_sure: true };
        Head { start, text: at + 1, title: rows[start].text, credit_line }
    };
    let heads: Vec<Head<'_>> = numbers.iter().zip(&starts).zip(ends).map(head).collect();
    collected(rows, heads)
}

/// Where the headline above a line begins, whose lines stand below a blank line or the name of a section.
fn block_above(rows: &[Row<'_>], at: usize) -> Option<usize> {
    let blank = rows[..at].iter().rposition(|row| row.is_below_blank)?;
    let begin = blank + rows[blank..at].iter().take_while(|row| row.is_section()).count();
    let fits = (1..=MAX_HEADLINE_LINES).contains(&(at - begin));
    (fits && rows[begin..at].iter().all(|row| is_headline(row.text))).then_some(begin)
}

/// The heads above the lines of a form that tell paper and day; none where such a line has no headline above it. `start` finds where
/// the headline above a line begins.
fn above_lines<'t>(
    rows: &[Row<'t>],
    is_of_form: &dyn Fn(&str) -> bool,
    start: &dyn Fn(usize) -> Option<usize>,
) -> Option<Vec<Head<'t>>> {
    let mut heads = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(credit_line) = Some(row.text).filter(|line| is_of_form(line)).and_then(credit_line) else { continue };
        let is_below = at > 0 && is_headline(rows[at - 1].text) && self::credit_line(rows[at - 1].text).is_none();
        match is_below.then(|| start(at)).flatten() {
            Some(start) => heads.push(Head { start, text: at + 1, title: rows[start].text, credit_line }),
            // A credit elsewhere means that the form is another; a name beside a day may stand in a text.
            None if credit_line.is_sure && at >= MAX_ABOVE => return None,
            None => {}
        }
    }
    Some(heads)
}

/// The number and the day of the issue may stand within this many lines from the top.
const MAX_ABOVE: usize = 4;

/// The articles of these heads, up to the next each.
fn collected(rows: &[Row<'_>], heads: Vec<Head<'_>>) -> Option<Collected> {
    let are_numbered = heads.iter().all(|head| numbered(head.title).is_some());
    let starts: Vec<usize> = heads.iter().skip(1).map(|head| head.start).chain([rows.len()]).collect();
    let titles: Vec<&str> = heads.iter().map(|head| head.title).collect();
    let first = heads.first()?.start;
    let (mut articles, mut around) = (Vec::new(), outside(&rows[..first]).collect::<Vec<Furniture>>());
    if has_article(&rows[..first]) || !are_credits(heads.iter().map(|head| &head.credit_line)) {
        return None;
    }
    for (number, (head, end)) in heads.into_iter().zip(starts).enumerate() {
        let end = end_of_text(rows, head.text, end);
        let text = rows.get(head.text..end.max(head.text))?;
        if !is_text(text) {
            // The contents above the articles hold their headlines, and who publishes them stands on the title page.
            if articles.is_empty() && (titles[number + 1..].contains(&head.title) || !head.credit_line.is_sure) {
                around.extend(outside(rows.get(head.start..end).unwrap_or_default()));
                continue;
            }
            return None;
        }
        let title = numbered(head.title).filter(|_| are_numbered).map_or(head.title, |(_, title)| title);
        // Between the first line of the headline and the credit stand its other lines.
        let further = rows[head.start + 1..head.text].split_last().map(|(_, further)| further).unwrap_or_default();
        let lines = [title].into_iter().chain(further.iter().map(|row| row.text));
        articles.push(article(lines.collect::<Vec<_>>().join(" "), text, head.credit_line.credit));
    }
    (articles.len() >= MIN_ARTICLES).then_some((articles, around))
}

/// Where a text ends above the next head: names of sections below it belong to the collection.
fn end_of_text(rows: &[Row<'_>], text: usize, end: usize) -> usize {
    let has_word =
        |text: &str| numbered(text).is_some_and(|(number, _)| !number.starts_with(|c: char| c.is_ascii_digit()));
    let is_heading = |row: &Row<'_>| row.is_below_blank && !row.is_paragraph() && has_word(row.text);
    let is_section = |row: &Row<'_>| row.is_section() || is_heading(row);
    let mut last = end;
    while last > text && end < rows.len() && is_section(&rows[last - 1]) {
        last -= 1;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::collection::credited::in_brackets;
    use crate::corpus::read::collection::credited::rows::rows;

    const TEXT: &str = "昨晚，云岭县的老街换上了新灯，河边的步道也亮了起来，街坊们散步到很晚。";

    fn seen(found: Option<Collected>) -> Vec<(String, String, String, usize)> {
        let of = |a: crate::corpus::read::parts::ArticleParts| {
            (a.title, a.source, a.date.map(|d| d.to_string()).unwrap_or_default(), a.paragraphs.len())
        };
        found.map(|(articles, _)| articles.into_iter().map(of).collect()).unwrap_or_default()
    }

    fn row(title: &str, source: &str, day: &str, paragraphs: usize) -> (String, String, String, usize) {
        (title.to_owned(), source.to_owned(), day.to_owned(), paragraphs)
    }

    /// Three articles: the paragraphs of the first, the headline of the second, the paper of the third.
    fn three_articles(paragraphs: usize, headline: &str, paper: &str) -> [(String, String, String, usize); 3] {
        [
            row("老街换灯", "云岭日报", "2024-03-05", paragraphs),
            row(headline, "云岭晚报", "2024-03-06", 1),
            row("渡口通车", paper, "2024-03-07", 1),
        ]
    }

    fn headed(text: &str) -> Vec<(String, String, String, usize)> {
        seen(behind_headlines(&rows(&text.lines().collect::<Vec<_>>())))
    }

    #[test]
    fn brackets_stand_behind_headlines() {
        let articles = format!(
            "1) 老街换灯（云岭日报 2024-03-05）\n{TEXT}\n一、灯更亮\n{TEXT}\n\n【县里新闻】\n\n2) 谁来管灯？（云岭晚报 2024-03-06）\n{TEXT}\n\n3) 渡口通车（云岭夜读 2024-03-07）\n{TEXT}\n"
        );
        let expected = three_articles(3, "谁来管灯？", "云岭夜读");
        assert_eq!(headed(&articles), expected);
        let mail = format!("方舟你好，今天的剪报发你，请查收。\n发件人：何晓岚\n\n{articles}\n--\n何晓岚\n");
        let (articles_of_mail, around) = in_brackets(&mail.lines().collect::<Vec<_>>()).expect("articles");
        assert_eq!(around.last().map(|line| line.text.as_str()), Some("何晓岚"));
        assert_eq!(seen(Some((articles_of_mail, around))), expected);
        let contents = "1) 老街换灯（云岭日报 2024-03-05）\n2) 谁来管灯？（云岭晚报 2024-03-06）\n3) 渡口通车（云岭夜读 2024-03-07）\n\n";
        assert_eq!(headed(&format!("目录\n{contents}{articles}")), expected);
        let bare = articles.replace("1) ", "").replace("2) ", "").replace("3) ", "").replace('？', "");
        assert_eq!(headed(&bare).len(), 3);
    }

    #[test]
    fn other_brackets_are_no_credits_of_articles() {
        let quoted = format!("{TEXT}\n街坊说灯好。（云岭日报 2024-03-05）\n");
        assert!(headed(&quoted.repeat(3)).is_empty(), "quotations");
        assert!(headed("老街换灯（云岭日报 2024-03-05）\n").is_empty());
        let listed =
            "老街换灯（云岭日报 2024-03-05）\n渡口通车（云岭日报 2024-03-06）\n早市开张（云岭日报 2024-03-07）\n";
        assert!(headed(listed).is_empty(), "a list of headlines");
    }

    #[test]
    fn lines_in_brackets_stand_below_headlines() {
        let below = |text: &str| seen(below_headlines_in_brackets(&rows(&text.lines().collect::<Vec<_>>())));
        let text = format!(
            "剪  报\n第7期\n\n目  录\n\n一、要闻\n老街换灯………………（1）\n谁来管灯？……（2）\n渡口通车……（3）\n\n一、要闻\n\n老街换灯\n（《云岭日报》2024年3月5日第2版）\n　　{TEXT}\n　　灯更亮了许多。\n\n谁来管灯？\n——云岭老街见闻\n（《云岭晚报》2024年3月6日）\n　　{TEXT}\n\n二、县里\n\n渡口通车\n（《云岭日报》2024年3月7日）\n　　{TEXT}\n"
        );
        let expected = three_articles(2, "谁来管灯？ ——云岭老街见闻", "云岭日报");
        assert_eq!(below(&text), expected);
        let other = text.replace("二、县里", "早市开张\n　　早市昨天开张。\n\n二、县里");
        assert!(below(&other).is_empty(), "an article without a credit");
        let closing = text.replace(
            "　　灯更亮了许多。\n",
            "　　灯更亮了许多。\n（《云岭日报》2024年3月8日）\n\n　　又是一天。\n（《云岭日报》2024年3月8日）\n",
        );
        assert!(below(&closing).is_empty(), "a credit below a text");
    }

    #[test]
    fn documents_bear_their_numbers_below_their_titles() {
        let documents = |text: &str| seen(above_numbers(&rows(&text.lines().collect::<Vec<_>>())));
        let document = |title: &str, number: usize| {
            format!(
                "{title}\n云府发〔2024〕{number}号\n\n各乡镇人民政府：\n　　{TEXT}\n　　一、总体要求\n　　{TEXT}\n\n　　　　云岭县人民政府\n　　　　2024年3月{number}日\n\n\n"
            )
        };
        let titles = ["云岭县人民政府关于老街换灯的意见", "云岭县人民政府关于渡口通车的通知", "关于早市开张的通知"];
        let text: String = titles.iter().zip(1..).map(|(title, number)| document(title, number)).collect();
        let contents =
            "云岭政策汇编\n\n目录\n云岭县人民政府关于老街换灯的意见\t1\n云岭县人民政府关于渡口通车的通知\t4\n\n\n";
        let expected = [
            row(titles[0], "", "2024-03-01", 6),
            row(titles[1], "", "2024-03-02", 6),
            row(titles[2], "", "2024-03-03", 6),
        ];
        assert_eq!(documents(&format!("{contents}{text}")), expected);
        let listed: String = titles.iter().map(|title| format!("{title}\n云府发〔2024〕7号\n\n")).collect();
        assert!(documents(&listed).is_empty(), "a list of documents");
    }

    #[test]
    fn lines_of_paper_and_day_stand_below_headlines() {
        let below = |text: &str| seen(below_headlines(&rows(&text.lines().collect::<Vec<_>>())));
        let text = format!(
            "云岭媒体汇总\n老街换灯\n2024年3月5日　云岭日报　何晓岚\n{TEXT}\n县区\n7.5\n{TEXT}\n谁来管灯？\n——云岭老街见闻\n2024年3月6日　云岭晚报　方舟\n{TEXT}\n渡口通车\n云岭夜读　2024-03-07\n{TEXT}\n"
        );
        let expected = three_articles(4, "谁来管灯？ ——云岭老街见闻", "云岭夜读");
        assert_eq!(below(&text), expected);
        assert!(below(&format!("{text}早市开张\n{TEXT}\n云岭日报 2024年3月8日\n")).is_empty(), "a credit below a text");
    }
}
