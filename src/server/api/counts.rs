//! Articles by period and theme, with the intervals of their shares; of a search, also its share of all articles.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Map, Value, json};

use crate::archive::{Archive, Search};
use crate::corpus::NONE;
use crate::server::api::overview::{all_themes, check_papers, check_themes, none_last};
use crate::server::api::stories::Counted;
use crate::server::parameters::{Parameters, SELECTION};
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::trends::{Issue, PageRead, PeriodKind, Series, Share, coverage};

/// Maximum number of periods in a response: the days of fifty-four years.
const MAX_PERIODS: usize = 20_000;
/// The number of what a search finds, as that of a theme, among what it finds and what it does not.
const FOUND: usize = 1;

pub(in crate::server) async fn counts(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[SELECTION, &["without", "period"]])?;
    let mut search = parameters.search()?;
    // A share is of all themes, so the themes asked for are only those that are shown.
    let themes = std::mem::take(&mut search.themes);
    let kind = match parameters.get("period") {
        None | Some("auto") => None,
        Some(name) => Some(PeriodKind::named(name).ok_or_else(|| Problem::bad_parameter("period", name))?),
    };
    shared
        .with_archive(move |archive, shared| {
            check_themes(&themes, archive, shared)?;
            check_papers(&search.filter.sources, archive)?;
            Ok(Json(counted(archive, shared, &search, &themes, kind)?))
        })
        .await
}

fn counted(
    archive: &Archive,
    shared: &Shared,
    search: &Search,
    asked: &[String],
    kind: Option<PeriodKind>,
) -> Result<Value, Problem> {
    let themes = all_themes(archive, shared)?;
    let numbers: HashMap<&str, usize> = themes.iter().enumerate().map(|(at, theme)| (theme.id.as_str(), at)).collect();
    let counted = Counted::of(archive, search, &numbers)?;
    // What the words of a search are a part of: the articles that meet all other conditions.
    let all = match search.phrases.is_empty() {
        true => None,
        false => Some(Counted::of(archive, &Search { phrases: Vec::new(), ..search.clone() }, &numbers)?),
    };
    let kind = kind.unwrap_or_else(|| {
        let whole = all.as_ref().unwrap_or(&counted);
        PeriodKind::for_dates(whole.observations.iter().map(|seen| seen.date))
    });
    // As in reports: what was read is told by all issues, whatever is looked for in them.
    let page = |(source, day)| PageRead { source, day, page: String::new(), articles: 0 };
    let read: Vec<PageRead> = archive.issue_days(&search.filter)?.into_iter().map(page).collect();
    let periods = Periods { kind, coverage: coverage(&read) };
    let (series, with_stories) = periods.series(archive, shared, &counted, themes.len())?;
    let mut ranking = series.ranking();
    none_last(&mut ranking, |&at| themes[at].id == NONE);
    let shown = ranking.into_iter().filter(|&at| asked.is_empty() || asked.contains(&themes[at].id));
    // Of a theme that nobody wrote about there is nothing to see, unless it was asked for.
    let shown = shown.filter(|&at| !asked.is_empty() || series.overall(at).count > 0);
    let rows = shown.map(|at| {
        let mut row = fields(json!({ "id": themes[at].id }));
        row.append(&mut row_of(&series, at));
        Value::Object(row)
    });
    let rows: Vec<Value> = rows.collect();
    let mut answer = fields(json!({ "period": kind.name() }));
    answer.append(&mut numbers_of(&series, &counted, with_stories));
    answer.insert("themes".to_owned(), rows.into());
    let of_search = all.map(|all| periods.share_of_search(archive, shared, all, &counted)).transpose()?;
    answer.insert("search".to_owned(), of_search.unwrap_or_default());
    Ok(Value::Object(answer))
}

/// The periods by which is counted.
struct Periods {
    kind: PeriodKind,
    /// The issues read and missing.
    coverage: Vec<Issue>,
}

impl Periods {
    /// Counts of articles, and whether their intervals allow for printings.
    fn series(
        &self,
        archive: &Archive,
        shared: &Shared,
        counted: &Counted,
        themes: usize,
    ) -> Result<(Series, bool), Problem> {
        let (effects, with_stories) = shared.stories.design_effects(archive, counted, (themes, self.kind))?;
        let series = Series::count(&counted.observations, themes, self.kind)
            .with_design_effects(&effects)
            .with_coverage(&self.coverage, &counted.observations);
        if series.periods.len() > MAX_PERIODS {
            return Err(Problem::long_span());
        }
        Ok((series, with_stories))
    }

    /// The share of what a search finds among all articles, counted as `report --term` counts: articles with a theme and a date.
    fn share_of_search(
        &self,
        archive: &Archive,
        shared: &Shared,
        all: Counted,
        found: &Counted,
    ) -> Result<Value, Problem> {
        let all = all.told_apart(found);
        let (series, with_stories) = self.series(archive, shared, &all, FOUND + 1)?;
        let mut answer = numbers_of(&series, &all, with_stories);
        answer.append(&mut row_of(&series, FOUND));
        Ok(Value::Object(answer))
    }
}

/// The numbers of all articles counted, and the periods.
fn numbers_of(series: &Series, counted: &Counted, with_stories: bool) -> Map<String, Value> {
    let answer = json!({
        "articles": counted.selected,
        // Shares are out of those that have a theme and a period.
        "with_theme": counted.observations.len() - series.undated,
        "undetermined": counted.selected - counted.observations.len(),
        "undated": series.undated,
        "periods": series.periods.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "starts": series.periods.iter().map(|period| period.start.to_string()).collect::<Vec<_>>(),
        "ends": series.periods.iter().map(|period| period.end().to_string()).collect::<Vec<_>>(),
        "totals": series.totals,
        "partial": series.partial,
        "allows_for_printings": with_stories,
    });
    fields(answer)
}

/// The counts and the shares of one theme.
fn row_of(series: &Series, at: usize) -> Map<String, Value> {
    let share = |share: Share| json!({ "value": share.value, "low": share.low, "high": share.high });
    let periods = 0..series.periods.len();
    fields(json!({
        "count": series.overall(at).count,
        "share": share(series.overall(at)),
        "design_effect": series.design_effects[at],
        "counts": periods.clone().map(|period| series.counts[period][at]).collect::<Vec<_>>(),
        "shares": periods.map(|period| series.share(period, at).map(share)).collect::<Vec<_>>(),
    }))
}

fn fields(object: Value) -> Map<String, Value> {
    match object {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
