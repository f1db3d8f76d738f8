//! First mentions: whether the papers of the centre or those of a province named a term first, and by how many days.
//!
//! Only the articles that were *read* are known. If a province's papers were read only from a later day on, they may
//! have named the term before that day; if they have not named it, they still may. The same holds for stretches of days
//! that were not read in between. Then the lag is only a bound.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::corpus::{Adcode, Tier};
use crate::trends::{MedianWaiting, Waiting, median_waiting};

/// The properties of one article that matter for first mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermArticle {
    /// The day by which the article is counted: that of its publication, unless the survey counts by events.
    pub day: Date,
    /// Whether the paper belongs to the centre or to a province. If this is unknown (`None`), the article is only used
    /// to find the first printing of a story.
    pub tier: Option<Tier>,
    /// The number of the story; articles with the same number are printings of one story.
    pub story: usize,
    /// Whether the article names the term.
    pub named: bool,
}

/// Number of articles for the robust date of a term, the day by which this many had named it.
pub const ROBUST_COUNT: usize = 3;

/// Read days that are up to this many days apart leave nothing unread: weekends, holidays and weekly papers.
const MAX_PAUSE: i64 = 14;
/// Gaps of up to this many times the usual gap count as read too: monthly papers.
const MAX_USUAL_PAUSES: i64 = 2;
/// No paper appears more seldom than this: where the usual gap is longer, only some issues were read, and what they pass over is unread.
const MAX_USUAL_PAUSE: i64 = 31;
/// With fewer distances than this, the papers have no usual one.
const MIN_PAUSES: usize = 5;

/// How a term appeared in the papers of the centre or of a province.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appearance {
    /// The first and the last day that were read.
    pub read: (Date, Date),
    /// Number of articles read.
    pub articles: usize,
    /// Number of articles that name the term; every printing of a story counts.
    pub naming: usize,
    /// The first day on which the term was named.
    pub first: Option<Date>,
    /// The first article that named the term, by its index in the input; on the same day the lower index is first.
    pub first_article: Option<usize>,
    /// Whether the first article is a printing of a story that the centre printed first.
    pub reprint: bool,
    /// The day by which [`ROBUST_COUNT`] articles had named the term.
    pub robust_day: Option<Date>,
    /// The read days before and after the first unread stretch in which the term may have been named first.
    pub unread: Option<(Date, Date)>,
}

/// The lag of a province behind the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// This many days after the centre; below 0 if before it.
    Days(i64),
    /// At most this many days after the centre: the province's papers were not read on the day of the centre or in a
    /// stretch of days before they named the term, or named the term on the first day that was read.
    AtMost(i64),
    /// More than this many days after the centre: the term was not named by the last day read, or by the last one before
    /// a stretch of days that was not read.
    NotYet(i64),
    /// The term was not named in what was read, but the day of the centre was not read, nor were those around it.
    NotSeen,
    /// The centre has not named the term, so there is no day to count from.
    Unknown,
}

/// The appearances of a term at the centre and in the provinces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermLag {
    /// The papers of the centre.
    pub centre: Appearance,
    /// Whether the centre named the term on the first day read of its papers, or after a stretch of days that was not read.
    /// If so, it may have named it before, and the true lags may be longer.
    pub centre_open: bool,
    /// The provinces whose papers were read, the earliest first, those that have not named the term last.
    pub provinces: Vec<(Adcode, Appearance, Lag)>,
    /// The median lag of the provinces whose papers were already read on the day of the centre.
    pub median: Option<MedianWaiting>,
}

/// The number of days from one day to another.
pub(super) fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Who named a term first; `None` if no article of the centre, or no article of a province, was read.
///
/// The median leaves out provinces whose papers were read only after the day of the centre, whether or not they have
/// named the term, and those that named it after a stretch of days that was not read, because it is not known what they
/// did before. A province that named the term on the first day read of its papers is included if that day is not later
/// than the centre's, because it is known to be that early.
pub fn term_lag(articles: &[TermArticle]) -> Option<TermLag> {
    let first_printed = first_printings(articles);
    let mut by_tier: BTreeMap<Tier, Vec<usize>> = BTreeMap::new();
    for (number, article) in articles.iter().enumerate() {
        if let Some(tier) = article.tier {
            by_tier.entry(tier).or_default().push(number);
        }
    }
    let centre_articles = by_tier.remove(&Tier::National)?;
    let mut centre = appearance(articles, &centre_articles, &first_printed);
    let mut provinces: Vec<(Adcode, Appearance, Lag)> = by_tier
        .into_iter()
        .filter_map(|(tier, numbers)| match tier {
            Tier::National => None,
            Tier::Province(province) => {
                let mut own = appearance(articles, &numbers, &first_printed);
                own.unread = centre.first.and_then(|day| unread_stretch(articles, &numbers, day, own.first));
                Some((province, own, lag(centre.first, &own)))
            }
        })
        .collect();
    if provinces.is_empty() {
        return None;
    }
    let earliest = provinces.iter().filter_map(|(_, own, _)| own.first).min();
    centre.unread = centre.first.and_then(|first| {
        let from = earliest.map_or(first, |day| day.min(first));
        unread_stretch(articles, &centre_articles, from, Some(first))
    });
    provinces.sort_by_key(|(province, own, _)| (own.first.is_none(), own.first, *province));
    let waiting: Vec<Waiting> = provinces
        .iter()
        .filter(|(_, own, _)| centre.first.is_some_and(|day| own.read.0 <= day))
        .filter(|(_, own, _)| own.first.is_none() || own.unread.is_none())
        .filter_map(|(_, _, lag)| match *lag {
            Lag::Days(days) | Lag::AtMost(days) => Some(Waiting { days, observed: true }),
            Lag::NotYet(days) => Some(Waiting { days, observed: false }),
            Lag::NotSeen | Lag::Unknown => None,
        })
        .collect();
    let centre_open = centre.first == Some(centre.read.0) || centre.unread.is_some();
    Some(TermLag { centre, centre_open, provinces, median: median_waiting(&waiting) })
}

fn lag(centre: Option<Date>, own: &Appearance) -> Lag {
    match (centre, own.first) {
        (None, _) => Lag::Unknown,
        (Some(centre), None) => {
            let last = own.unread.map_or(own.read.1, |(before, _)| before);
            if own.read.0 > centre || (own.unread.is_some() && last < centre) {
                Lag::NotSeen
            } else {
                Lag::NotYet(days(centre, last))
            }
        }
        (Some(centre), Some(first)) if own.read.0 > centre || own.read.0 == first || own.unread.is_some() => {
            Lag::AtMost(days(centre, first))
        }
        (Some(centre), Some(first)) => Lag::Days(days(centre, first)),
    }
}

/// The first stretch of days without a read article in which a term may have been named first: after `from`, or right before
/// the day on which it was named, and before that day. The stretch is given by the read days before and after it.
fn unread_stretch(
    articles: &[TermArticle],
    numbers: &[usize],
    from: Date,
    named: Option<Date>,
) -> Option<(Date, Date)> {
    let read: Vec<Date> =
        numbers.iter().map(|&number| articles[number].day).collect::<BTreeSet<_>>().into_iter().collect();
    let mut pauses: Vec<i64> = read.windows(2).map(|pair| days(pair[0], pair[1])).collect();
    pauses.sort_unstable();
    let usual = pauses.get(pauses.len() / 2).filter(|usual| pauses.len() >= MIN_PAUSES && **usual <= MAX_USUAL_PAUSE);
    let longest = usual.map_or(MAX_PAUSE, |usual| MAX_PAUSE.max(MAX_USUAL_PAUSES * usual));
    let matters =
        |before: Date, after: Date| named.is_none_or(|day| before < day) && (after > from || Some(after) == named);
    read.windows(2)
        .map(|pair| (pair[0], pair[1]))
        .find(|&(before, after)| days(before, after) > longest && matters(before, after))
}

/// For each story, the day of its first printing, and whether only papers outside the centre printed it that day. On
/// the same day the centre comes first, because papers print the copy of its agency on the day it appears.
fn first_printings(articles: &[TermArticle]) -> BTreeMap<usize, (Date, bool)> {
    let mut first: BTreeMap<usize, (Date, bool)> = BTreeMap::new();
    for article in articles {
        let own = (article.day, article.tier != Some(Tier::National));
        first.entry(article.story).and_modify(|known| *known = own.min(*known)).or_insert(own);
    }
    first
}

fn appearance(
    articles: &[TermArticle],
    numbers: &[usize],
    first_printed: &BTreeMap<usize, (Date, bool)>,
) -> Appearance {
    let day = |number: usize| articles[number].day;
    // There is always at least one article.
    let read = numbers.iter().fold((day(numbers[0]), day(numbers[0])), |(first, last), &number| {
        (first.min(day(number)), last.max(day(number)))
    });
    let mut naming: Vec<usize> = numbers.iter().copied().filter(|&number| articles[number].named).collect();
    naming.sort_by_key(|&number| (day(number), number));
    let first_article = naming.first().copied();
    let reprint = first_article.is_some_and(|number| {
        let outside_centre = articles[number].tier != Some(Tier::National);
        outside_centre && first_printed.get(&articles[number].story).is_some_and(|(_, elsewhere)| !elsewhere)
    });
    Appearance {
        read,
        articles: numbers.len(),
        naming: naming.len(),
        first: first_article.map(day),
        first_article,
        reprint,
        robust_day: naming.get(ROBUST_COUNT - 1).map(|&number| day(number)),
        unread: None,
    }
}

#[cfg(test)]
#[path = "first_mention_tests.rs"]
mod tests;
