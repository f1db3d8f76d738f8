//! What the page knows of issues beside its articles: those that are missing, and those that were read and have no counted article.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::corpus::PartialDate;
use crate::report::web::articles::ArticleData;
use crate::report::web::days;
use crate::trends::{Issue, Observation};

/// In the column of papers: one without a counted article.
const OTHER_PAPER: i32 = -2;

/// The issues that no counted article tells of as columns, missing or read; null where there are none. Without those that were read the
/// page would take reading to begin with the first article of a region, and issues without one for missing. Articles are given with the
/// dates of their publication: one that counts at the day of its event does not tell of an issue of that day.
pub(super) fn issues_beside<'a>(
    articles: &mut ArticleData,
    counted: impl Iterator<Item = (&'a Observation, Option<PartialDate>)>,
    coverage: &[Issue],
) -> Value {
    let at_publication = counted.filter(|(seen, published)| seen.date == *published).map(|(seen, _)| seen);
    let listed: BTreeSet<(&str, Date)> =
        at_publication.filter_map(|seen| Some((&*seen.source, seen.date?.full()?))).collect();
    let mut columns: BTreeMap<&'static str, Vec<i32>> = BTreeMap::new();
    for issue in coverage.iter().filter(|issue| issue.missing || !listed.contains(&(issue.source.as_str(), issue.day)))
    {
        // A paper is in the page's list if it has an article, or an issue that is missing.
        let paper = match issue.missing {
            true => articles.paper(&issue.source),
            false => articles.known_paper(&issue.source).unwrap_or(OTHER_PAPER),
        };
        let mut add = |name: &'static str, value: i32| columns.entry(name).or_default().push(value);
        add("source", paper);
        add("day", days(issue.day) as i32);
        add("missing", i32::from(issue.missing));
    }
    if columns.is_empty() { Value::Null } else { json!(columns) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn issues_without_a_counted_article_are_told() {
        let mut articles = ArticleData::default();
        let number = articles.paper("松江晨报");
        let counted =
            Observation { date: "2024-03-05".parse().ok(), source: "松江晨报".into(), ..Observation::default() };
        let issue = |source: &str, day: Date, missing: bool| Issue {
            source: source.into(),
            day,
            pages: 1,
            articles: 1,
            missing,
        };
        let mut issues = vec![issue("松江晨报", date(2024, 3, 5), false)];
        let mut listed =
            |issues: &[Issue]| issues_beside(&mut articles, [(&counted, counted.date)].into_iter(), issues);
        assert_eq!(listed(&issues), Value::Null);
        issues.push(issue("松江晨报", date(2024, 3, 2), false));
        issues.push(issue("松江晨报", date(2024, 3, 4), true));
        issues.push(issue("云溪周刊", date(2024, 4, 1), false));
        let [first, second, april] = [date(2024, 3, 2), date(2024, 3, 4), date(2024, 4, 1)].map(days);
        assert_eq!(
            listed(&issues),
            json!({ "source": [number, number, OTHER_PAPER], "day": [first, second, april], "missing": [0, 1, 0] })
        );
    }

    #[test]
    fn an_article_that_counts_at_its_event_tells_of_no_issue() {
        let mut articles = ArticleData::default();
        let number = articles.paper("松江晨报");
        let counted =
            Observation { date: "2024-03-05".parse().ok(), source: "松江晨报".into(), ..Observation::default() };
        let issue = |day: Date| Issue { source: "松江晨报".into(), day, pages: 1, articles: 1, missing: false };
        // It was printed on the 6th; the issue of the 5th had another article, which is not counted.
        let issues = [issue(date(2024, 3, 5)), issue(date(2024, 3, 6))];
        let listed = issues_beside(&mut articles, [(&counted, "2024-03-06".parse().ok())].into_iter(), &issues);
        let [fifth, sixth] = [date(2024, 3, 5), date(2024, 3, 6)].map(days);
        assert_eq!(listed, json!({ "source": [number, number], "day": [fifth, sixth], "missing": [0, 0] }));
    }
}
