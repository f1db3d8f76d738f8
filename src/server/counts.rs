//! Articles by period and theme, with the intervals of their shares.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::archive::{Archive, Search};
use crate::server::overview::{all_themes, check_themes, none_last};
use crate::server::parameters::{Parameters, SELECTION};
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::server::stories::Counted;
use crate::trends::{PageRead, PeriodKind, Series, Share, coverage, incomplete_periods};

/// Maximum number of periods in a response: the days of fifty-four years.
const MAX_PERIODS: usize = 20_000;

pub(super) async fn counts(State(shared): State<Arc<Shared>>, parameters: Parameters) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[SELECTION, &["period"]])?;
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
    let (observations, articles) = (&counted.observations, counted.selected);
    let kind = kind.unwrap_or_else(|| PeriodKind::for_dates(observations.iter().map(|seen| seen.date)));
    let (effects, with_stories) = shared.stories.design_effects(archive, &counted, (themes.len(), kind))?;
    // As in reports: periods of which most issues are missing show as incomplete.
    let page = |(source, day)| PageRead { source, day, page: String::new(), articles: 0 };
    let read: Vec<PageRead> = archive.issue_days(&search.filter)?.into_iter().map(page).collect();
    let incomplete = incomplete_periods(&coverage(&read), kind);
    let series =
        Series::count(observations, themes.len(), kind).with_design_effects(&effects).with_incomplete(&incomplete);
    if series.periods.len() > MAX_PERIODS {
        return Err(Problem::long_span());
    }
    let share = |share: Share| json!({ "value": share.value, "low": share.low, "high": share.high });
    let mut ranking = series.ranking();
    none_last(&mut ranking, |&at| themes[at].id.as_str());
    let shown = ranking.into_iter().filter(|&at| asked.is_empty() || asked.contains(&themes[at].id));
    // Of a theme that nobody wrote about there is nothing to see, unless it was asked for.
    let shown = shown.filter(|&at| !asked.is_empty() || series.overall(at).count > 0);
    let rows: Vec<Value> = shown
        .map(|at| {
            let periods = 0..series.periods.len();
            json!({
                "id": themes[at].id,
                "count": series.overall(at).count,
                "share": share(series.overall(at)),
                "design_effect": series.design_effects[at],
                "counts": periods.clone().map(|period| series.counts[period][at]).collect::<Vec<_>>(),
                "shares": periods.map(|period| series.share(period, at).map(share)).collect::<Vec<_>>(),
            })
        })
        .collect();
    Ok(json!({
        "period": kind.name(),
        "articles": articles,
        // Shares are out of those that have a theme and a period.
        "with_theme": observations.len() - series.undated,
        "undetermined": articles - observations.len(),
        "undated": series.undated,
        "unknown_papers": archive.unknown_papers(&search.filter.sources)?,
        "periods": series.periods.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "starts": series.periods.iter().map(|period| period.start.to_string()).collect::<Vec<_>>(),
        "ends": series.periods.iter().map(|period| period.end().to_string()).collect::<Vec<_>>(),
        "totals": series.totals,
        "partial": series.partial,
        "allows_for_printings": with_stories,
        "themes": rows,
    }))
}
