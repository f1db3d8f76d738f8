//! What a line of a collection tells of paper and day.

use crate::corpus::measure::{at_most, half_width, letter_count};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line::{self, Credit};
use crate::corpus::publication::outlet::names_medium;
use crate::corpus::publication::person::is_person;
use crate::corpus::read::collection::credited::rows::numbered;
use crate::corpus::source::is_known_publisher;
use crate::text::is_han;

/// The longest credit, in characters.
const MAX_CREDIT: usize = 60;
/// The longest name of a paper or an account, in letters.
const MAX_NAME: usize = 12;

/// A credit, and whether its form alone shows that it is one: a paper known as such beside its day, or a label.
#[derive(Debug, Clone)]
pub(super) struct CreditLine {
    pub credit: Credit,
    pub is_sure: bool,
}

/// What a whole line tells.
pub(super) fn credit_line(line: &str) -> Option<CreditLine> {
    let may_tell = at_most(line, MAX_CREDIT) && line.contains(|c: char| c.is_ascii_digit() || c == '年' || c == '月');
    let parsed = if may_tell { issue_line::parse(line) } else { return None };
    let sure = parsed.filter(|found| found.names_paper() && found.credit.tells_issue());
    let sure = sure.map(|found| CreditLine { credit: found.credit, is_sure: true });
    sure.or_else(|| {
        let credit = name_and_day(line)?;
        let is_sure = names_medium(&credit.source);
        Some(CreditLine { credit, is_sure })
    })
}

/// What the brackets at the end of a line tell, and what stands before them.
pub(super) fn behind(line: &str) -> Option<(&str, CreditLine)> {
    let open = match line.chars().next_back()? {
        '）' | ')' => line.rfind(['（', '(']),
        '】' => line.rfind('【'),
        ']' => line.rfind('['),
        _ => None,
    }?;
    let (before, brackets) = line.split_at(open);
    let before = before.trim_end();
    if before.is_empty() {
        return None;
    }
    credit_line(brackets).map(|credit_line| (before, credit_line)).or_else(|| medium_before_title(before, brackets))
}

/// The headline of a line that tells its medium before it and its day behind it, and what both tell: “一、云岭日报：《老街换灯》（2024年3月5日）”.
fn medium_before_title<'t>(before: &'t str, brackets: &str) -> Option<(&'t str, CreditLine)> {
    let (medium, title) = before.strip_suffix('》')?.split_once('《')?;
    let medium = numbered(medium).map_or(medium, |(_, medium)| medium).trim_end_matches(['：', ':', ' ', '\u{3000}']);
    let day = half_width(brackets.trim_matches(|c: char| c.is_whitespace() || "（()）【】[]".contains(c)));
    let found = find_date(&day).filter(|found| found.start == 0 && found.end == day.len())?;
    let is_one = names_medium(medium) && !title.contains(['《', '》']);
    let credit = Credit { source: medium.to_owned(), date: Some(found.date), ..Credit::default() };
    is_one.then_some((title, CreditLine { credit, is_sure: true }))
}

/// The paper, agency or site that the brackets at the end of a line name and nothing else: “老街换灯（云岭日报）”.
pub(super) fn medium_behind(line: &str) -> Option<(&str, Credit)> {
    let (before, name) = line.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let name = name.trim().trim_start_matches('《').trim_end_matches('》');
    let name = name.strip_prefix("来源").map_or(name, |name| name.trim_start_matches(['：', ':', ' ']));
    let is_medium = names_medium(name) || is_known_publisher(name);
    is_medium.then(|| (before.trim_end(), Credit { source: name.to_owned(), ..Credit::default() }))
}

/// A day, a name of which nothing is known but that it stands beside it, and perhaps an author behind both: “云岭夜读　2024-03-05”.
fn name_and_day(line: &str) -> Option<Credit> {
    let line = half_width(line);
    let found = find_date(&line)?;
    let is_mark = |c: char| c.is_whitespace() || "（()）【】[]|/,，:;；、·—-《》".contains(c);
    let labels = ["来源", "稿源", "出处", "摘自", "转自", "据"];
    let without_label = |text: &str| {
        let text = text.trim_matches(is_mark);
        let bare = labels.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
        bare.trim_matches(is_mark).to_owned()
    };
    let (before, behind) = (without_label(&line[..found.start]), without_label(&line[found.end..]));
    let words = [before.as_str(), behind.as_str()];
    let mut names = words.iter().flat_map(|words| words.split_whitespace()).filter(|word| !is_label_of_day(word));
    let (source, byline) = (names.next()?, names.next().unwrap_or_default());
    // The number of an issue is no name: “2024年3月5日　第7期”.
    let is_name = (2..=MAX_NAME).contains(&letter_count(source))
        && source.chars().all(|c| is_han(c) || c.is_ascii_alphabetic())
        && source.chars().any(is_han);
    let is_one = !is_person(source);
    let is_author = byline.is_empty() || is_person(byline);
    (is_name && is_one && is_author && names.next().is_none()).then(|| Credit {
        source: source.to_owned(),
        date: Some(found.date),
        byline: byline.to_owned(),
        ..Credit::default()
    })
}

/// Whether a word is the label of the day behind it and no name: “来源：云岭日报 时间：2024年3月5日”.
fn is_label_of_day(word: &str) -> bool {
    let what = word.strip_suffix("时间").or_else(|| word.strip_suffix("日期"));
    what.is_some_and(|what| ["", "发布", "刊发", "发表", "见报", "报道", "刊登", "出版"].contains(&what))
}

/// Whether so many credits of a file are sure that the others are credits as well.
pub(super) fn are_credits<'c>(credit_line: impl Iterator<Item = &'c CreditLine>) -> bool {
    let (mut sure, mut all) = (0, 0);
    for credit_line in credit_line {
        sure += usize::from(credit_line.is_sure);
        all += 1;
    }
    3 * sure >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_and_day_stand_behind_headlines_and_texts() {
        for line in [
            "老街换灯（来源：云岭日报，2024-03-05）",
            "老街换灯（云岭日报 2024年3月5日 03版）",
            "老街换灯(云岭日报 2024.3.5)",
            "老街换灯【《云岭日报》2024年3月5日】",
        ] {
            let (before, credit_line) = behind(line).unwrap_or_else(|| panic!("{line}"));
            let day = credit_line.credit.date.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!(
                (before, credit_line.credit.source.as_str(), day.as_str()),
                ("老街换灯", "云岭日报", "2024-03-05")
            );
            assert!(credit_line.is_sure, "{line}");
        }
        for line in ["老街换灯（记者 方舟）", "老街换灯", "（云岭日报 2024-03-05）", "老街换灯（2024年3月5日）"]
        {
            assert!(behind(line).is_none(), "{line}");
        }
    }

    #[test]
    fn the_medium_may_stand_before_the_title_and_the_day_behind_it() {
        for line in [
            "一、云岭日报：《老街换灯》（2024年3月5日）",
            "云岭日报《老街换灯》(2024-03-05)",
            "2. 云岭日报 《老街换灯》【2024.3.5】",
        ] {
            let (title, credit_line) = behind(line).unwrap_or_else(|| panic!("{line}"));
            let day = credit_line.credit.date.map(|day| day.to_string()).unwrap_or_default();
            assert_eq!(
                (title, credit_line.credit.source.as_str(), day.as_str()),
                ("老街换灯", "云岭日报", "2024-03-05")
            );
        }
        for line in [
            "《老街换灯》（2024年3月5日）",
            "云岭日报《老街》和《换灯》（2024年3月5日）",
            "县里公布《办法》（2024年3月5日）",
        ] {
            assert!(behind(line).is_none(), "{line}");
        }
    }

    #[test]
    fn brackets_may_name_the_medium_alone() {
        for line in ["老街换灯（云岭日报）", "老街换灯 (来源：云岭日报)", "老街换灯（《云岭日报》）"]
        {
            let (before, credit) = medium_behind(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((before, credit.source.as_str()), ("老街换灯", "云岭日报"));
        }
        for line in ["老街换灯（图）", "老街换灯（上）", "老街换灯"] {
            assert!(medium_behind(line).is_none(), "{line}");
        }
    }

    #[test]
    fn names_beside_days_may_be_unknown() {
        for (line, byline) in [
            ("云岭夜读　2024-03-05", ""),
            ("（来源：云岭夜读|2024-03-05）", ""),
            ("2024年3月5日 云岭夜读 何晓岚", "何晓岚"),
            ("来源：云岭夜读 时间：2024年3月5日", ""),
            ("来源：云岭夜读　发布日期：2024-03-05", ""),
        ] {
            let credit_line = credit_line(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (credit_line.credit.source.as_str(), credit_line.credit.byline.as_str()),
                ("云岭夜读", byline),
                "{line}"
            );
        }
        for line in ["2024年3月5日", "2024年3月5日起，老街换了灯，河边也亮了。", "老街换灯", "2024年3月5日　第7期"]
        {
            assert!(credit_line(line).is_none(), "{line}");
        }
    }
}
