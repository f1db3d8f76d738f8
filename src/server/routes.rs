//! Which path is answered by what. `page/openapi.json` describes the same routes; a test holds the two together.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, post};
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::server::api::{
    api_page, articles, audit, compare, corrections, counts, digest, downloads, events, files, labelling, large_report,
    metrics, new_terms, overview, removal, report, retraining, themes, today,
};
use crate::server::guard::{self, guard};
use crate::server::page;
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// The largest body of a request, in bytes.
const MAX_BODY: usize = 2 << 20;
/// A body is given up where nothing more of it comes for this time.
const PAUSE: Duration = Duration::from_secs(30);

/// The routes of the page and its API.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(page::start))
        .route("/page/{name}", get(page::asset))
        .route("/page/texts/{language}", get(page::texts))
        .route("/health", get(metrics::health))
        .route("/metrics", get(metrics::metrics))
        .route("/api/openapi.json", get(page::openapi))
        .route(page::DESCRIPTION, get(api_page::docs))
        .route("/api/archive", get(overview::archive))
        .route("/api/events", get(events::events))
        .route("/api/today", get(today::today))
        .route("/api/today/terms", get(new_terms::new_terms))
        .route("/api/counts", get(counts::counts))
        .route("/api/compare", get(compare::compare))
        .route(report::PATH, get(report::report))
        .route("/api/report/job", get(large_report::state).post(large_report::begin).delete(large_report::discard))
        .route("/api/report/made", get(large_report::fetch))
        .route("/api/workbook", post(downloads::workbook))
        .route("/api/document", post(downloads::document))
        .route("/api/articles", get(articles::list))
        .route("/api/articles/{row}", get(articles::one).delete(removal::article))
        .route("/api/articles/{row}/correction", post(corrections::correct).delete(corrections::take_back))
        .route("/api/classify", post(themes::classify))
        .route("/api/labelling/queue", get(labelling::queue))
        .route("/api/labelling/labels", post(labelling::add_label))
        .route("/api/labelling/agreement", get(labelling::agreement))
        .route("/api/labelling/export", get(labelling::export))
        .route("/api/labelling/audit", get(audit::audit).post(audit::draw))
        .route("/api/model", get(retraining::state))
        .route("/api/model/proposal", post(retraining::propose).delete(retraining::discard))
        .route("/api/model/adoption", post(retraining::adopt).delete(retraining::return_to_base))
        .route("/api/digest", get(digest::digest))
        .route("/api/issues", delete(removal::issue))
        .route(guard::FILES, post(files::add).delete(removal::addition).layer(DefaultBodyLimit::max(files::MAX_BYTES)))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::wrong_method())
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(RequestBodyTimeoutLayer::new(PAUSE))
        .layer(from_fn_with_state(shared.clone(), guard))
        .with_state(shared)
}
