//! Two selections side by side: each theme's share in both, and which differences are clear.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::archive::{Archive, Search};
use crate::corpus::NONE;
use crate::server::api::overview::{all_themes, check_papers, none_last};
use crate::server::api::stories::Counted;
use crate::server::parameters::Parameters;
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::survey::Filter;
use crate::trends::{Pairing, Share, ThemeChange, compare_selections, shown_changes};

/// Names of the parameters: those of the first selection, and those of the second.
const NAMES: [[&str; 4]; 2] = [["a.paper", "a.region", "a.from", "a.to"], ["b.paper", "b.region", "b.from", "b.to"]];

pub(in crate::server) async fn compare(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&NAMES[0], &NAMES[1], &["lang"]])?;
    let filters = [parameters.filter(NAMES[0])?, parameters.filter(NAMES[1])?];
    shared.with_archive(move |archive, shared| Ok(Json(compared(archive, shared, filters)?))).await
}

fn compared(archive: &Archive, shared: &Shared, filters: [Filter; 2]) -> Result<Value, Problem> {
    let themes = all_themes(archive, shared)?;
    let numbers: HashMap<&str, usize> = themes.iter().enumerate().map(|(at, theme)| (theme.id.as_str(), at)).collect();
    let [first, second] = filters;
    let papers: Vec<String> = first.sources.iter().chain(&second.sources).cloned().collect();
    check_papers(&papers, archive)?;
    let selected = |filter: Filter| Counted::of(archive, &Search { filter, ..Search::default() }, &numbers);
    let [first, second] = [selected(first)?, selected(second)?];
    // What both hold is in neither: it would draw the shares together.
    let ((own, in_both), (others, _)) = (first.apart_from(&second), second.apart_from(&first));
    let articles = [own.selected, others.selected];
    let ([a, b], with_stories) = shared.stories.without_reprints(archive, [&own, &others])?;
    let comparison = compare_selections([&a, &b], themes.len());
    let stories = [a.len(), b.len()];
    let share = |share: Share| {
        json!({
            "count": share.count, "total": share.total,
            "value": share.value, "low": share.low, "high": share.high,
        })
    };
    let are_comparable = !a.is_empty() && !b.is_empty();
    let mut rows: Vec<_> =
        comparison.differences.iter().filter(|change| are_comparable && !is_absent(change)).collect();
    let shown = shown_changes(&comparison.differences);
    let is_shown = |change: &ThemeChange| shown[change.theme];
    let larger = |x: &ThemeChange, y: &ThemeChange| y.difference.value.abs().total_cmp(&x.difference.value.abs());
    rows.sort_by(|x, y| is_shown(y).cmp(&is_shown(x)).then(larger(x, y)).then(x.theme.cmp(&y.theme)));
    none_last(&mut rows, |change| themes[change.theme].id == NONE);
    let row = |change: &&ThemeChange| {
        let found = &change.difference;
        json!({
            "id": themes[change.theme].id,
            "first": share(found.before),
            "second": share(found.after),
            "difference": found.value, "low": found.low, "high": found.high,
            // Where too few independent articles stand behind a difference no test is made.
            "p_value": is_shown(change).then_some(found.p_value),
            "false_discovery_rate": is_shown(change).then_some(change.false_discovery),
            "is_clear": change.is_clear(),
            "is_shown": is_shown(change),
        })
    };
    Ok(json!({
        "articles": articles,
        "stories": stories,
        "allows_for_printings": with_stories,
        "compared": comparison.compared().unwrap_or(stories),
        "few_compared": comparison.are_few(stories),
        "in_both": in_both,
        "pairing": match comparison.pairing {
            Pairing::SamePeriods => "same_periods",
            Pairing::SamePapers => "same_papers",
            Pairing::Apart => "apart",
        },
        "clusters": comparison.clusters.name(),
        "common": comparison.common,
        "themes": rows.iter().map(row).collect::<Vec<_>>(),
    }))
}

fn is_absent(change: &ThemeChange) -> bool {
    change.difference.before.count + change.difference.after.count == 0
}
