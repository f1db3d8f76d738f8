//! Accepts connections, a bounded number at a time, and gives each request's head a time limit.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// At most this many connections are open.
const MAX_CONNECTIONS: usize = 256;
/// The head of a request must have come within this time; an idle connection is closed after it.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// The longest head.
const MAX_HEAD: usize = 32 << 10;
/// Time between two checks whether the server should stop.
const STOP_CHECK: Duration = Duration::from_millis(200);

/// Serves until `goes_on` says no.
pub(super) async fn serve(listener: TcpListener, router: Router, goes_on: impl Fn() -> bool) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    while goes_on() {
        let Ok(accepted) = tokio::time::timeout(STOP_CHECK, listener.accept()).await else { continue };
        let Ok((stream, _)) = accepted else {
            // The system has no sockets left for the moment.
            tokio::time::sleep(STOP_CHECK).await;
            continue;
        };
        // Where all places are taken, the connection is closed at once rather than left to wait.
        let Ok(place) = places.clone().try_acquire_owned() else { continue };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let _place = place;
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(MAX_HEAD);
            // A client that breaks off is no fault of the server's.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
