//! What the server did: its answers, counted.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Requests by route and status: their number and the time they took in all.
#[derive(Debug, Default)]
pub(super) struct RequestCounts(Mutex<BTreeMap<(String, u16), (u64, Duration)>>);

impl RequestCounts {
    /// Counts a request.
    pub fn count(&self, route: &str, status: u16, time: Duration) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry((route.to_owned(), status)).or_default();
        count.0 += 1;
        count.1 += time;
    }

    /// The counts in the text format of Prometheus.
    pub fn text(&self) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::from("# TYPE policyvane_requests_total counter\n");
        for ((route, status), (requests, _)) in counts.iter() {
            let _ = writeln!(text, "policyvane_requests_total{{route=\"{route}\",status=\"{status}\"}} {requests}");
        }
        text += "# TYPE policyvane_request_seconds_total counter\n";
        for ((route, status), (_, time)) in counts.iter() {
            let seconds = time.as_secs_f64();
            let _ = writeln!(
                text,
                "policyvane_request_seconds_total{{route=\"{route}\",status=\"{status}\"}} {seconds:.6}"
            );
        }
        text
    }
}
