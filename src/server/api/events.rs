//! The log of what was done to the archive, page by page.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::archive::{Event, EventKind};
use crate::server::parameters::Parameters;
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// The number of rows where no number is given, and the maximum.
const PAGE: (usize, usize) = (20, 200);

pub(in crate::server) async fn events(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let parameters = parameters.only(&[&["limit", "offset"]])?;
    let limit = parameters.number("limit", PAGE.0, PAGE.1)?;
    let offset = parameters.number("offset", 0, i64::MAX as usize)?;
    shared
        .with_archive(move |archive, _| {
            let found = archive.events(limit, offset)?;
            let events: Vec<Value> = found.events.iter().map(described).collect();
            Ok(Json(json!({ "total": found.total, "offset": offset, "events": events })))
        })
        .await
}

/// A row of the log.
fn described(event: &Event) -> Value {
    json!({
        "id": event.id,
        "at": event.at,
        "who": event.who,
        "kind": event.kind.id(),
        "what": without_folders(event),
        "articles": event.articles,
    })
}

/// What a row is about. A file of labels stands in the log as it was typed, and no answer tells where files of this computer lie.
fn without_folders(event: &Event) -> &str {
    match event.kind {
        EventKind::Labels => event.what.rsplit(['/', '\\']).next().unwrap_or_default(),
        _ => &event.what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_labels_are_told_without_their_folders() {
        let event = |kind: EventKind, what: &str| Event {
            id: 1,
            at: "2024-03-05T08:00:00Z".to_owned(),
            who: "何晓岚".to_owned(),
            kind,
            what: what.to_owned(),
            articles: 2,
        };
        for typed in ["/home/he/标注.csv", "..\\标注.csv", "标注.csv"] {
            assert_eq!(described(&event(EventKind::Labels, typed))["what"], "标注.csv", "{typed}");
        }
        // Names of added files are told as all results tell them.
        let added = described(&event(EventKind::Add, "lanhe-ribao/2024-01-27-03.txt"));
        assert_eq!(added["what"], "lanhe-ribao/2024-01-27-03.txt");
    }
}
