//! The year of the days that a digest tells behind its articles: “……散步到很晚。（兰河日报 3.5）” below “2024年第31期”.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::measure::{at_most, ends_sentence};
use crate::corpus::publication::outlet::is_outlet;
use crate::text::pattern;

/// A digest has at least this many such credits.
const MIN_CREDITS: usize = 3;
/// The year stands on one of this many lines above the first credit, none of which is longer than that, in characters.
const MAX_LINES_ABOVE: usize = 12;
const MAX_LINE_ABOVE: usize = 40;

/// Paper, month and day in brackets at the end of a line.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<before>[（(]\s*(?:来源\s*[:：]\s*|据|摘自|转自|原载)?\s*《?(?P<paper>\p{Han}{2,12})》?)\s*[,，]?\s*",
        r"(?P<month>\d{1,2})\s*(?P<mark>[./．]|月)\s*(?P<day>\d{1,2})\s*日?(?P<behind>\s*[,，]?\s*(?:第?\s*[A-Z]?\d{1,2}\s*版)?\s*[）)])\s*$"
    ))
});

/// The text of a digest with the year of its issue in its credits; another text as it is.
pub(in crate::corpus::read) fn with_years(text: &str) -> Cow<'_, str> {
    let credit = |line: &str| {
        // A quick check spares nearly all lines the regular expression.
        let may_be = line.trim_end().ends_with(['）', ')']);
        let found = if may_be { CREDIT.captures(line)? } else { return None };
        with_line(line, &found).filter(|_| is_outlet(&found["paper"]))
    };
    let count = text.lines().filter_map(credit).count();
    if count < MIN_CREDITS {
        return Cow::Borrowed(text);
    }
    let Some((year, month)) = issue(text) else { return Cow::Borrowed(text) };
    let dated = |line: &str| {
        let Some(Line { before, behind, month: own, day, written }) = credit(line) else { return line.to_owned() };
        // An issue of January tells what was printed in December.
        let year = if month.is_some_and(|month| own > month) { year - 1 } else { year };
        match written {
            true => format!("{before} {year}年{own}月{day}日{behind}"),
            false => format!("{before} {year}.{own}.{day}{behind}"),
        }
    };
    Cow::Owned(text.lines().map(dated).collect::<Vec<_>>().join("\n"))
}

/// A line with its credit: what stands before and behind the day.
struct Line {
    before: String,
    behind: String,
    month: u16,
    day: String,
    /// Whether the day is written “3月5日”.
    written: bool,
}

fn with_line(line: &str, found: &Captures<'_>) -> Option<Line> {
    let begin = found.get(0)?.start();
    let month = found["month"].parse().ok().filter(|month| (1..=12).contains(month))?;
    let (behind, day) = (found["behind"].to_owned(), found["day"].to_owned());
    let written = &found["mark"] == "月";
    Some(Line { before: format!("{}{}", &line[..begin], &found["before"]), behind, month, day, written })
}

/// The year of an issue, and its month where its day is told: by the first line above the articles that tells a year.
fn issue(text: &str) -> Option<(u16, Option<u16>)> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?P<year>(?:19|20)\d{2})\s*(?:年\s*(?P<month>\d{1,2})\s*月|[-./]\s*(?P<number>\d{1,2})\s*[-./]|年)")
    });
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut above =
        lines.take(MAX_LINES_ABOVE).take_while(|line| at_most(line, MAX_LINE_ABOVE) && !ends_sentence(line));
    let found = above.find_map(|line| YEAR.captures(line))?;
    let month = found.name("month").or(found.name("number")).and_then(|month| month.as_str().parse().ok());
    Some((found["year"].parse().ok()?, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(head: &str) -> String {
        format!(
            "{head}\n\n▲ 老街换上新灯\n　　昨晚，老街换上了新灯。（兰河日报 3.5）\n\n▲ 渡口通了公交\n　　渡口通了公交。（云溪晚报12月31日）\n\n▲ 早市搬进大棚\n　　早市搬进了大棚。（来源：《兰河日报》，3月6日 第2版）\n"
        )
    }

    #[test]
    fn credits_have_the_year_of_the_issue() {
        let dated = with_years(&digest("工 作 简 报\n2024年第31期")).into_owned();
        for credit in
            ["（兰河日报 2024.3.5）", "（云溪晚报 2024年12月31日）", "（来源：《兰河日报》 2024年3月6日 第2版）"]
        {
            assert!(dated.contains(credit), "{dated}");
        }
        let dated = with_years(&digest("简报\n第3期　2024年3月8日")).into_owned();
        assert!(dated.contains("（云溪晚报 2023年12月31日）") && dated.contains("（兰河日报 2024.3.5）"), "{dated}");
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in [
            digest("工 作 简 报\n第31期"),
            digest("2024年第31期").replace("兰河日报", "方小舟"),
            digest("2024年第31期").replace("3.5", "2024.3.5").replace("3月6日", "2024年3月6日"),
        ] {
            assert_eq!(with_years(&text), text);
        }
    }
}
