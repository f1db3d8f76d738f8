//! Files that collect articles one below the other, each with paper and day in brackets below its headline: “（兰河日报 2024-03-05）”.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::measure::{at_most, ends_sentence, letter_count};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::head_line::HeadLine;
use crate::corpus::publication::issue_line;
use crate::corpus::read::collection::headed_articles::{
    Beginning, MAX_HEAD_LINE, MAX_HEADLINE_LINES, articles, ends_text, is_entry_of_contents,
};
use crate::corpus::read::collection::lengths_of_texts::{HEADLINE_LENGTHS, MIN_TEXT, length_of_text};
use crate::corpus::read::collection::text_lines::Collected;
use crate::corpus::read::one_article::{Line, SourceKind, is_mark};
use crate::text::pattern;

/// The articles of a file that collects several which tell paper and day in brackets below each headline: “（兰河日报 2024-03-05）”,
/// “【来源：《兰河日报》 2024-03-05 第1版】”. Name, number and contents of the collection may stand above the first.
pub(in crate::corpus::read) fn read(lines: &[Line<'_>], kind: SourceKind) -> Option<Collected> {
    articles(lines, kind, &above_credits(lines)?)
}

/// The beginnings of at least two articles whose headlines stand above credits in brackets; none where an article has another form.
fn above_credits(lines: &[Line<'_>]) -> Option<Vec<Beginning>> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
    let mut beginnings: Vec<Beginning> = Vec::new();
    for (at, line) in texts.iter().enumerate() {
        let Some(head) = credit_in_brackets(line) else { continue };
        head.date?;
        let from = beginnings.last().map_or(0, |last| last.text);
        let headline = headline_above_credit(&texts[from..at], &texts[at + 1..])?;
        beginnings.push(Beginning { headline: from + headline.start..from + headline.end, text: at + 1, head });
    }
    let is_collection =
        beginnings.len() > 1 && !texts[..beginnings[0].headline.start].iter().any(|line| ends_sentence(line));
    let ends = beginnings.iter().skip(1).map(|next| next.headline.start).chain([texts.len()]);
    let is_whole = |(own, end): (&Beginning, usize)| {
        length_of_text(&texts[own.headline.start..end]) >= MIN_TEXT && !has_other_headline(&lines[own.text..end])
    };
    (is_collection && beginnings.iter().zip(ends).all(is_whole)).then_some(beginnings)
}

/// Whether a line in brackets names the paper with day or page.
pub(in crate::corpus::read) fn is_credit(line: &str) -> bool {
    credit_in_brackets(line).is_some()
}

/// What a line in brackets tells that names the paper with day or page, and nothing else.
fn credit_in_brackets(line: &str) -> Option<HeadLine> {
    let is_bracketed = line.starts_with(['（', '(', '【', '[']) && line.ends_with(['）', ')', '】', ']']);
    let found = if is_bracketed && at_most(line, MAX_HEAD_LINE) { issue_line::parse(line)? } else { return None };
    (found.names_paper() && found.credit.tells_issue()).then(|| found.into())
}

/// The headline at the end of the lines above its credit. It begins at its number, or below a blank line, a text, the line with the day
/// of the collection, or the contents, which hold the headlines that follow `below`.
fn headline_above_credit(above: &[&str], below: &[&str]) -> Option<Range<usize>> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])")
    });
    let end = above.iter().rposition(|line| !line.is_empty())? + 1;
    let fits = |line: &str| HEADLINE_LENGTHS.contains(&letter_count(line)) && !ends_sentence(line) && !is_mark(line);
    let is_of_collection =
        |line: &str| find_date(line).is_some() || is_entry_of_contents(line) || below.contains(&line);
    let mut start = end;
    while let Some(at) = start.checked_sub(1)
        && fits(above[at])
        && !is_of_collection(above[at])
    {
        start = at;
        if NUMBER.is_match(above[at]) {
            return (end - start <= MAX_HEADLINE_LINES).then_some(start..end);
        }
    }
    let is_set_apart =
        start == 0 || above[start - 1].is_empty() || ends_text(above[start - 1]) || is_of_collection(above[start - 1]);
    ((1..=MAX_HEADLINE_LINES).contains(&(end - start)) && is_set_apart).then_some(start..end)
}

/// Whether a short line stands alone among the lines of a text as a headline does, above a paragraph: it may begin an article that
/// tells no paper.
fn has_other_headline(lines: &[Line<'_>]) -> bool {
    let is_indented = |text: &str| text.starts_with([' ', '\t', '\u{3000}']);
    let may_begin = |text: &str| {
        HEADLINE_LENGTHS.contains(&letter_count(text))
            && !is_indented(text)
            && !ends_sentence(text)
            && !text.contains(['，', '：', ':', '（', '('])
            && !is_mark(text.trim())
    };
    let is_paragraph = |text: &str| is_indented(text) || !HEADLINE_LENGTHS.contains(&letter_count(text));
    lines.windows(3).any(|own| own[0].text.trim().is_empty() && may_begin(own[1].text) && is_paragraph(own[2].text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "三月的云岭县，梨花沿河开了十里。县里在河边修了步道，装了路灯，把旧粮仓改成了书店和茶馆，每个周末都有两三千人来看花。\n\
        县文旅局负责人说，去年来的人比前年多了三成，村里新开的小店有四十多家，许多在外打工的年轻人回来了。";

    #[test]
    fn headlines_stand_above_credits_in_brackets() {
        let found = |text: &str| {
            let lines: Vec<Line<'_>> = text.lines().map(|text| Line { text, emphasis: None }).collect();
            let found = above_credits(&lines)?;
            Some(found.into_iter().map(|beginning| beginning.headline.start).collect::<Vec<_>>())
        };
        let bulletin = "云岭舆情\n第16期\n2024年3月7日\n";
        let (one, two) = ("（云岭日报 2024年3月5日）", "【来源：《兰河日报》 2024-03-06 第 1 版】");
        let articles = format!("云岭县开了春\n{one}\n{TEXT}\n旧粮仓里开书店\n云岭县乡村见闻\n{two}\n{TEXT}\n");
        assert_eq!(found(&articles), Some(vec![0, 4]));
        assert_eq!(found(&format!("{bulletin}{articles}")), Some(vec![3, 7]));
        let numbered = format!("一、云岭县开了春\n{one}\n{TEXT}\n二、旧粮仓里开书店\n{two}\n{TEXT}\n");
        let contents = "本期目录\n一、云岭县开了春\n二、旧粮仓里开书店\n";
        assert_eq!(found(&format!("{bulletin}{contents}{numbered}")), Some(vec![6, 10]));
        assert_eq!(
            found(&format!("{bulletin}{contents}{articles}").replace("、", "")),
            None,
            "contents of another form"
        );
        assert_eq!(found(&articles.replacen(one, "", 1)), None, "one credit");
        assert_eq!(found(&format!("{articles}\n集市昨晚开张\n{TEXT}\n")), None, "an article without a credit");
        assert_eq!(found(&format!("云岭县开了春\n{TEXT}\n{one}\n").repeat(2)), None, "credits below the texts");
    }
}
