//! What head lines tell, and how well they show that a file is one article.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::measure::has_digits;
use crate::corpus::page_number::page_number;
use crate::corpus::publication::dates::find_date;
use crate::corpus::publication::issue_line::{Credit, IssueLine};
use crate::corpus::publication::person::are_persons;
use crate::text::pattern;

/// What one head line, or several that follow each other, tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::corpus) struct HeadLine {
    /// The headline, where it is labelled (“标题：”).
    pub title: String,
    /// The name of the source.
    pub source: String,
    /// The day of publication.
    pub date: Option<Date>,
    /// Who wrote it.
    pub byline: String,
    /// The page of the issue.
    pub page: String,
    /// How surely the day is the day of publication; smaller is surer.
    pub(super) rank: u8,
    /// Whether the source is labelled.
    pub source_label: bool,
    /// Whether the day is labelled.
    pub date_label: bool,
    /// Whether the day stands with a time of day.
    pub time: bool,
    /// Whether a label stands at the end and its value is on the next line.
    pub pending: bool,
}

/// How well a head line shows that the file is one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::corpus) enum Strength {
    /// Only buttons, counters, editors or authors.
    Nothing,
    /// A day alone, or a day and a name, which a masthead tells as well.
    Weak,
    /// A labelled source without a day.
    SourceOnly,
    /// A labelled day, a day with a time, or a labelled source with a day.
    Strong,
}

impl HeadLine {
    /// How well the head line shows that the file is one article.
    pub fn strength(&self) -> Strength {
        match self.date {
            Some(_) if self.date_label || self.time || self.source_label => Strength::Strong,
            Some(_) => Strength::Weak,
            None if self.source_label && !self.source.is_empty() => Strength::SourceOnly,
            None => Strength::Nothing,
        }
    }

    /// Whether it is sure that the day is that of publication: its label says so, or it has none and stands with a time, or the source
    /// stands beside it. The label of a time or a change alone does not tell.
    pub fn tells_publication(&self) -> bool {
        let is_labelled_so = self.date_label && self.rank == 0;
        is_labelled_so || self.time && !self.date_label || self.source_label || !self.source.is_empty()
    }

    /// Whether it names the writer and the paper, as a line below a headline does that tells nothing else: “何晓岚/兰河日报”.
    pub fn names_writer_and_paper(&self) -> bool {
        !self.byline.is_empty() && !self.source.is_empty()
    }

    /// Whether it tells paper, day and page, as the lines of databases do.
    pub fn has_issue(&self) -> bool {
        self.date.is_some() && !self.source.is_empty() && !self.page.is_empty()
    }

    /// Adds what a further head line tells.
    pub fn merge(&mut self, other: HeadLine) {
        // A bare day may be that of a speech or an event; of two, the one beside a time or a source is that of publication.
        let is_surer =
            other.rank < self.rank || other.rank == self.rank && other.tells_publication() && !self.tells_publication();
        if let Some(date) = other.date
            && (self.date.is_none() || is_surer)
        {
            self.date = Some(date);
            self.rank = other.rank;
        }
        // An address is the source only where no name is told.
        if is_address(&self.source) && !other.source.is_empty() {
            self.source.clear();
        }
        let other = if is_address(&other.source) && !self.source.is_empty() {
            HeadLine { source: String::new(), source_label: false, ..other }
        } else {
            other
        };
        // What stands before the day without a label is the writer or the site, and an office that published the page took the text from
        // elsewhere, where a further line names the source.
        if other.source_label && !self.source_label && !other.source.is_empty() {
            let other_name = std::mem::take(&mut self.source);
            if self.byline.is_empty() && are_persons(&other_name) {
                self.byline = other_name;
            }
        }
        for (own, more) in [
            (&mut self.title, other.title),
            (&mut self.source, other.source),
            (&mut self.byline, other.byline),
            (&mut self.page, other.page),
        ] {
            if own.is_empty() {
                *own = more;
            }
        }
        self.source_label |= other.source_label;
        self.date_label |= other.date_label;
        self.time |= other.time;
        self.pending = other.pending;
    }

    /// Whether a label's value holds more than the name: “来源：《兰河日报》2024年3月5日2版”. An edition is a part of it: 人民日报海外版.
    pub(super) fn misses_day(&self, line: &str) -> bool {
        self.page.is_empty()
            && self.source_label
            && (self.source.contains('版') && self.source.contains(char::is_numeric)
                || self.date.is_none() && has_digits(line) && !is_address(&self.source))
    }

    pub(super) fn set_date(&mut self, date: Date, rank: u8) {
        if self.date.is_none() || rank < self.rank {
            self.date = Some(date);
            self.rank = rank;
        }
    }
}

/// Takes the issue behind the paper out of a source: “《兰河日报》（2024年3月5日 第02版） 2024-03-05 07:38”. Without
/// its marks the name is that of a paper where the page stands behind the day: “兰河日报 2024年3月5日第2版”.
pub(super) fn take_issue<'t>(text: &'t str, head: &mut HeadLine) -> Option<Cow<'t, str>> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<paper>《[^《》]{2,14}》|\p{Han}{2,14}?)\s*[(（]?\s*(?P<day>(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)[\s,，]*(?:第?\s*(?P<page>[A-Z]?\d{1,3})\s*版)?\s*[)）]?\s*(?P<rest>.*)$",
        )
    });
    let is_marked = text.starts_with('《');
    let found = (is_marked || text.contains('版')).then(|| FORM.captures(text)).flatten()?;
    if !is_marked && (found.name("page").is_none() || !found["rest"].is_empty()) {
        return None;
    }
    head.set_date(find_date(&found["day"])?.date, 1);
    if let Some(page) = found.name("page") {
        head.page = page_number(page.as_str());
    }
    Some(Cow::Owned(format!("{} {}", &found["paper"], &found["rest"])))
}

/// Whether a text is the address of a page.
pub(super) fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|begin| text.starts_with(begin))
}

impl From<HeadLine> for Credit {
    fn from(head: HeadLine) -> Self {
        Credit { source: head.source, date: head.date, day_of_year: None, page: head.page, byline: head.byline }
    }
}

impl From<IssueLine> for HeadLine {
    fn from(line: IssueLine) -> Self {
        let IssueLine { credit: Credit { source, date, page, byline, .. }, label, .. } = line;
        HeadLine { source, date, page, byline, rank: 1, source_label: label, ..HeadLine::default() }
    }
}
