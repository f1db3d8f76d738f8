//! The first screen: what came on the newest day, what is missing, and what stands out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::Language;
use crate::archive::{Archive, IssueSize};
use crate::error::{Error, NothingToReport};
use crate::report::{DailyDigest, DigestEntry, ThemeSection};
use crate::server::api::digest::{day_of, digest_of};
use crate::server::api::overview::language_of_places;
use crate::server::parameters::Parameters;
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::trends::wilson;

/// Number of earlier weeks whose same weekday is checked.
const WEEKS: i64 = 4;
/// A paper usually appears on a weekday if it did so in at least this many of those weeks.
const USUAL_WEEKS: usize = 3;
/// Maximum number of stories listed for each theme.
const MAX_ENTRIES: usize = 500;
/// Number of stories listed for each theme where no number is asked for.
const ENTRIES: usize = 5;

pub(in crate::server) async fn today(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["date", "lang", "entries"]])?;
    // Themes are told by id, so the language is that of the names of places alone.
    let (day, language) = (day_of(&parameters)?, language_of_places(parameters.get("lang")));
    let entries = parameters.number("entries", ENTRIES, MAX_ENTRIES)?;
    shared.with_archive(move |archive, shared| Ok(Json(day_as_json(archive, shared, day, language, entries)?))).await
}

fn day_as_json(
    archive: &Archive,
    shared: &Shared,
    day: Option<Date>,
    language: Language,
    entries: usize,
) -> Result<Value, Problem> {
    let (day, digest) = match digest_of(archive, &shared.classifier(), day, 0, language) {
        // A day without articles has neighbours that lead on, and papers that are missing.
        Err(Error::NothingToReport { reason: NothingToReport::EmptyDay(day) }) => (day, empty_digest(day)),
        found => found?,
    };
    let first = day.checked_sub((7 * WEEKS).days()).unwrap_or(Date::MIN);
    let issues = archive.issues(&first.to_string(), &day.to_string())?;
    let (came, missing) = came_and_missing(&issues, day);
    let rows = archive.rows_of_day(&day.to_string())?;
    let (previous, next) = archive.days_beside(&day.to_string())?;
    let section = |section: &ThemeSection| section_as_json(section, &rows, entries);
    Ok(json!({
        "date": day.to_string(),
        "previous_day": previous,
        "next_day": next,
        "articles": digest.articles,
        "papers": digest.papers,
        "issues": came.iter().map(|issue| json!({
            "paper": issue.paper, "articles": issue.articles, "pages": issue.pages,
        })).collect::<Vec<_>>(),
        "missing": missing.iter().map(|(paper, weeks)| json!({
            "paper": paper, "weeks": weeks, "of_weeks": WEEKS,
        })).collect::<Vec<_>>(),
        "history": digest.history.as_ref().map(|(days, first, last)| json!({
            "days": days, "first": first, "last": last,
        })),
        "themes": digest.sections.iter().map(section).collect::<Vec<_>>(),
    }))
}

/// The digest of a day without articles.
fn empty_digest(day: Date) -> DailyDigest {
    DailyDigest { day: day.to_string(), articles: 0, papers: 0, history: None, sections: Vec::new() }
}

/// A theme of the day with its first stories.
fn section_as_json(section: &ThemeSection, rows: &HashMap<String, (i64, String)>, entries: usize) -> Value {
    let theme = section.theme_id.as_deref();
    let share = wilson(if theme.is_some() { section.articles } else { 0 }, section.total);
    let entry = |entry: &DigestEntry| {
        let reprints = entry.reprints.iter().map(|(paper, page)| json!({ "paper": paper, "page": page }));
        let stored = rows.get(&entry.id);
        json!({
            "row": stored.map(|(row, _)| row),
            "event_date": stored.map_or("", |(_, day)| day),
            "headline": entry.headline,
            "paper": entry.paper,
            "page": entry.page,
            "region_name": entry.region,
            "first_sentence": entry.first_sentence,
            "reprints": reprints.collect::<Vec<_>>(),
        })
    };
    json!({
        "theme": theme,
        "articles": section.articles,
        "total": section.total,
        "share": theme.map(|_| json!({ "value": share.value, "low": share.low, "high": share.high })),
        "usual": section.usual.filter(|_| theme.is_some()).map(|usual| json!({
            "articles": usual.articles,
            "total": usual.total,
            "smaller_days": usual.smaller_days,
            "days": usual.days,
        })),
        "is_above": section.is_above(),
        "stories": section.entries.len(),
        "entries": section.entries.iter().take(entries).map(entry).collect::<Vec<_>>(),
    })
}

/// The issues of a day, and the papers that usually appear on its weekday and did not, with the number of weeks in which
/// they did.
///
/// This asks about the newest day, which stands behind the last issue of a paper that has not come yet: the last weeks tell what to
/// expect, and a paper that ceased to appear is missed for two weeks only. `coverage` in `trends/counts/coverage.rs` asks which issues a whole
/// collection lacks, and judges by all weeks between a paper's first and last issue.
fn came_and_missing(issues: &[IssueSize], day: Date) -> (Vec<&IssueSize>, Vec<(&str, usize)>) {
    let today = day.to_string();
    let came: Vec<&IssueSize> = issues.iter().filter(|issue| issue.date == today).collect();
    let present: BTreeSet<&str> = came.iter().map(|issue| issue.paper.as_str()).collect();
    let same_days = (1..=WEEKS).filter_map(|week| day.checked_sub((7 * week).days()).ok());
    let same_days: BTreeSet<String> = same_days.map(|day| day.to_string()).collect();
    let mut weeks: BTreeMap<&str, usize> = BTreeMap::new();
    for issue in issues.iter().filter(|issue| same_days.contains(&issue.date) && !issue.paper.is_empty()) {
        *weeks.entry(&issue.paper).or_default() += 1;
    }
    weeks.retain(|paper, weeks| *weeks >= USUAL_WEEKS && !present.contains(paper));
    (came, weeks.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_that_came_on_three_of_four_mondays_is_missed() {
        let issue =
            |date: &str, paper: &str| IssueSize { date: date.into(), paper: paper.into(), articles: 3, pages: 1 };
        let mut issues = vec![issue("2024-01-29", "蓝河日报")];
        for day in ["2024-01-01", "2024-01-08", "2024-01-22"] {
            issues.extend([issue(day, "蓝河日报"), issue(day, "黔山日报")]);
        }
        issues.extend([
            issue("2024-01-22", "榕江日报"),
            issue("2024-01-23", "榕江日报"),
            issue("2024-01-24", "榕江日报"),
        ]);
        let (came, missing) = came_and_missing(&issues, jiff::civil::date(2024, 1, 29));
        assert_eq!((came.len(), missing), (1, vec![("黔山日报", 3)]));
    }
}
