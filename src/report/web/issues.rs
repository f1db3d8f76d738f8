//! What the page knows of issues beside its articles: those that are missing, and how far the days read reach beyond the articles.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::report::web::articles::ArticleData;
use crate::report::web::days;
use crate::trends::{Issue, Observation};

/// In columns of papers: one without a counted article.
const OTHER_PAPER: i32 = -2;

/// Columns of whole numbers by name.
type Columns = BTreeMap<&'static str, Vec<i32>>;

/// The missing issues as columns; null where there are none.
pub(super) fn missing(articles: &mut ArticleData, coverage: &[Issue]) -> Value {
    let mut columns = Columns::new();
    for issue in coverage.iter().filter(|issue| issue.missing) {
        let mut add = |name: &'static str, value: i32| columns.entry(name).or_default().push(value);
        add("source", articles.paper(&issue.source));
        add("day", days(issue.day) as i32);
        add("articles", 0);
        add("pages", 0);
        add("missing", 1);
    }
    if columns.is_empty() { Value::Null } else { json!(columns) }
}

/// The first and the last day that was read of each paper of which issues without a counted article came before the others or after
/// them, as columns; null where there is none. The page would take reading to begin with the first article of a region otherwise.
pub(super) fn days_beyond<'a>(
    articles: &ArticleData,
    counted: impl Iterator<Item = &'a Observation>,
    coverage: &[Issue],
) -> Value {
    let own = spans_of_papers(counted.filter_map(|seen| Some((&*seen.source, seen.date?.full()?))));
    let read = spans_of_papers(coverage.iter().filter(|issue| !issue.missing).map(|issue| (&*issue.source, issue.day)));
    let mut columns = Columns::new();
    for (paper, (first, last)) in read {
        if own.get(paper).is_some_and(|own| own.0 <= first && last <= own.1) {
            continue;
        }
        let mut add = |name: &'static str, value: i32| columns.entry(name).or_default().push(value);
        add("source", articles.known_paper(paper).unwrap_or(OTHER_PAPER));
        add("first", days(first) as i32);
        add("last", days(last) as i32);
    }
    if columns.is_empty() { Value::Null } else { json!(columns) }
}

/// The first and the last day of each paper.
fn spans_of_papers<'a>(days: impl Iterator<Item = (&'a str, Date)>) -> BTreeMap<&'a str, (Date, Date)> {
    let mut spans: BTreeMap<&str, (Date, Date)> = BTreeMap::new();
    for (paper, day) in days {
        let span = spans.entry(paper).or_insert((day, day));
        *span = (span.0.min(day), span.1.max(day));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_read_without_a_counted_article_are_told() {
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
        let mut issues = vec![issue("松江晨报", date(2024, 3, 5), false), issue("松江晨报", date(2024, 3, 4), true)];
        let told = |issues: &[Issue]| days_beyond(&articles, [&counted].into_iter(), issues);
        assert_eq!(told(&issues), Value::Null);
        issues.push(issue("松江晨报", date(2024, 3, 2), false));
        issues.push(issue("云溪周刊", date(2024, 4, 1), false));
        let (march, april) = (days(date(2024, 3, 2)), days(date(2024, 4, 1)));
        assert_eq!(
            told(&issues),
            json!({ "source": [OTHER_PAPER, number], "first": [april, march], "last": [april, march + 3] })
        );
    }
}
