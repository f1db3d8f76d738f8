//! The credits of a file in which someone collected articles of several papers or days.

use std::ops::Range;

use jiff::civil::Date;

use crate::corpus::Article;
use crate::corpus::measure::at_most;
use crate::corpus::page::lines::{Line, set_columns};
use crate::corpus::page::{Furniture, FurnitureKind, Item, PageContext};
use crate::corpus::publication::credit::{CreditLine, Place, credits, together};
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line::Credit;

/// The credits of a page, by the numbers of their lines.
pub(super) struct Credits {
    /// Each credit with the number of its line in the file, and its text, in the order of the lines.
    found: Vec<(usize, String, CreditLine)>,
}

/// Finds the credits among the lines of a page and takes them out, so that a credit at the end of a text is not mistaken for the headline
/// of the next one.
pub(super) fn take_credits(lines: &mut Vec<Line>) -> Credits {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let found: Vec<(usize, String, CreditLine)> = credits(&texts)
        .into_iter()
        .map(|credit| (lines[credit.line].number, lines[credit.line].text.clone(), credit))
        .collect();
    if !found.is_empty() {
        let mut is_behind_text = false;
        let mut rest = found.iter().peekable();
        lines.retain_mut(|line| {
            while rest.next_if(|(number, ..)| *number < line.number).is_some() {}
            let credit = rest.peek().filter(|(number, ..)| *number == line.number).map(|(.., credit)| credit.place);
            // What stands behind the credit of a text is set apart from it.
            line.after_blank |= std::mem::take(&mut is_behind_text);
            is_behind_text = credit == Some(Place::AtEnd);
            credit.is_none()
        });
        set_columns(lines);
    }
    Credits { found }
}

impl Credits {
    /// What the credits on these lines of the file say about the article that is printed there.
    pub fn of(&self, printed: &Range<usize>) -> Option<(Place, Credit)> {
        together(self.within(printed).iter().map(|(.., credit)| credit))
    }

    /// The credits on these lines of the file.
    fn within(&self, printed: &Range<usize>) -> &[(usize, String, CreditLine)] {
        let before = |line: usize| self.found.partition_point(|(number, ..)| *number < line);
        self.found.get(before(printed.start)..before(printed.end)).unwrap_or_default()
    }

    /// The credits at the end of the text that is printed on these lines of the file; they belong to it.
    pub fn at_end(&self, printed: &Range<usize>) -> impl Iterator<Item = String> {
        let at_end = self.within(printed).iter().filter(|(.., credit)| credit.place == Place::AtEnd);
        at_end.map(|(_, text, _)| text.clone())
    }

    /// The credits below headlines, which belong to no text.
    pub fn furniture(&self) -> impl Iterator<Item = Furniture> {
        let taken = self.found.iter().filter(|(.., credit)| credit.place == Place::BelowHeadline);
        taken.map(|(_, text, _)| Furniture { kind: FurnitureKind::Credit, text: text.clone() })
    }
}

/// Whether a line below a headline holds a day and no more.
pub(super) fn is_bare_day(credit: &Credit) -> bool {
    credit.date.is_some() && credit.source.is_empty() && credit.page.is_empty()
}

/// Whether at most a third of the headlines have a bare day below them: in an issue of a paper that of a speech or a notice.
pub(super) fn have_few_bare_days(items: &[Item]) -> bool {
    let bare =
        items.iter().filter(|item| item.published.as_ref().is_some_and(|(_, credit)| is_bare_day(credit))).count();
    3 * bare <= items.len()
}

/// Sets the fields of an article that a credit states; what the user says about date and paper takes precedence.
pub(super) fn apply(credit: Credit, article: &mut Article, collected: Option<Date>, context: &PageContext<'_>) {
    if context.date.is_none()
        && let Some(date) = credit.day(collected)
    {
        article.date = Some(date.into());
    }
    if context.source.is_none() && !credit.source.is_empty() {
        article.source = credit.source;
    }
    for (own, credited) in [(&mut article.page, credit.page), (&mut article.byline, credit.byline)] {
        if !credited.is_empty() {
            *own = credited;
        }
    }
}

/// Sets the day on which a speech was held. In the issue of a paper, which prints other articles beside it, this is the day of the event;
/// where `are_speeches` tells that most texts of a file are speeches, as in collections of them, no better day of each is known.
pub(super) fn apply_spoken(
    spoken: Option<Date>,
    article: &mut Article,
    issue: Option<Date>,
    are_speeches: bool,
    context: &PageContext<'_>,
) {
    let Some(spoken) = spoken else { return };
    if !are_speeches && issue.is_some_and(|issue| spoken <= issue) {
        article.event_date = Some(spoken.into());
    } else if context.date.is_none() {
        article.date = Some(spoken.into());
    }
}

/// The most characters of the line of a signature with its day.
const MAX_SIGNATURE: usize = 40;

/// The day at the end of a signature: “兰河市园林局　2024年3月5日”.
pub(super) fn signed_day(last: &str) -> Option<Date> {
    let last = last.trim();
    let found = at_most(last, MAX_SIGNATURE).then(|| find_date(last)).flatten()?;
    (found.end == last.len()).then_some(found.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_speech_is_no_day_of_the_paper_that_prints_it() {
        let day = |day: &str| day.parse::<Date>().expect("a day");
        let context = PageContext::default();
        let dates = |issue: Option<&str>, are_speeches: bool| {
            let issue = issue.map(day);
            let mut article = Article { date: issue.map(Into::into), ..Article::default() };
            apply_spoken(Some(day("2024-03-01")), &mut article, issue, are_speeches, &context);
            let written = |date: Option<crate::corpus::PartialDate>| date.map(|date| date.to_string());
            (written(article.date).unwrap_or_default(), written(article.event_date).unwrap_or_default())
        };
        let row = |date: &str, event: &str| (date.to_owned(), event.to_owned());
        assert_eq!(dates(Some("2024-03-05"), false), row("2024-03-05", "2024-03-01"));
        assert_eq!(dates(Some("2024-03-05"), true), row("2024-03-01", ""));
        assert_eq!(dates(None, false), row("2024-03-01", ""));
        assert_eq!(dates(Some("2024-02-05"), false), row("2024-03-01", ""));
    }

    #[test]
    fn a_signature_tells_the_day_of_a_text() {
        let day = |last: &str| signed_day(last).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day("兰河市园林局　2024年3月5日"), "2024-03-05");
        assert_eq!(day("二〇二四年三月五日"), "2024-03-05");
        assert_eq!(day("工程将于2026年12月31日前完成。"), "");
        assert_eq!(day("市民如有疑问，可以在办公时间来电询问，也可以到街道办事处查阅材料，公示期至2024年3月5日"), "");
    }
}
