//! The credits of a file in which someone collected articles of several papers or days.

use std::ops::Range;

use jiff::civil::Date;

use crate::corpus::Article;
use crate::corpus::page::lines::{Line, set_columns};
use crate::corpus::page::{Furniture, FurnitureKind, PageContext};
use crate::corpus::publication::credit::{CreditLine, Place, credits, together};
use crate::corpus::publication::issue_line::Credit;

/// The credits of a page, by the numbers of their lines.
pub(super) struct Credits {
    /// Each credit with the number of its line in the file, and its text.
    found: Vec<(usize, String, CreditLine)>,
}

/// Finds the credits among the lines of a page, and takes those below headlines out; those at the end of a text stay.
pub(super) fn take_credits(lines: &mut Vec<Line>) -> Credits {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let found: Vec<(usize, String, CreditLine)> = credits(&texts)
        .into_iter()
        .map(|credit| (lines[credit.line].number, lines[credit.line].text.clone(), credit))
        .collect();
    let is_taken = |line: &Line| {
        found.iter().any(|(number, _, credit)| *number == line.number && credit.place == Place::BelowHeadline)
    };
    if found.iter().any(|(_, _, credit)| credit.place == Place::BelowHeadline) {
        lines.retain(|line| !is_taken(line));
        set_columns(lines);
    }
    Credits { found }
}

impl Credits {
    /// What the credits on these lines of the file tell about the article that is printed there.
    pub fn of(&self, printed: &Range<usize>) -> Option<(Place, Credit)> {
        together(self.found.iter().filter(|(number, ..)| printed.contains(number)).map(|(.., credit)| credit))
    }

    /// The lines that were taken out.
    pub fn furniture(&self) -> impl Iterator<Item = Furniture> {
        let taken = self.found.iter().filter(|(.., credit)| credit.place == Place::BelowHeadline);
        taken.map(|(_, text, _)| Furniture { kind: FurnitureKind::Credit, text: text.clone() })
    }
}

/// Sets what a credit tells about an article; what the user says about date and paper comes first.
pub(super) fn apply(credit: Credit, article: &mut Article, collected: Option<Date>, context: &PageContext<'_>) {
    if context.date.is_none()
        && let Some(date) = credit.day(collected)
    {
        article.date = Some(date.into());
    }
    if context.source.is_none() && !credit.source.is_empty() {
        article.source = credit.source;
    }
    for (own, told) in [(&mut article.page, credit.page), (&mut article.byline, credit.byline)] {
        if !told.is_empty() {
            *own = told;
        }
    }
}
