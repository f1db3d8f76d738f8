//! What every request passes before it is answered: host, origin, token; and the headers that every answer has.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::server::api::report;
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// Everything that the page loads comes from this server; nothing in it may run or be styled from its markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// A request has this long, unless it adds files or asks for a report.
const TIME: Duration = Duration::from_secs(60);
/// The path under which files are added.
pub(super) const FILES: &str = "/api/files";

/// The routes whose requests hold all their settings in the body.
const BODIES: [&str; 6] = [
    FILES,
    "/api/classify",
    "/api/document",
    "/api/workbook",
    "/api/labelling/labels",
    "/api/articles/{row}/correction",
];

/// Headers of every answer.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Looks at a request, lets it through or not, and sets the headers of the answer.
pub(super) async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let takes_body = request.method() == Method::POST && route.as_deref().is_some_and(|route| BODIES.contains(&route));
    let outcome = match refused(&request, &shared).or_else(|| ignored(&request, takes_body)) {
        Some(problem) => problem.into_response(),
        // Files take as long as they take; each part of them must come in time all the same.
        None if request.uri().path() == FILES => next.run(request).await,
        None => match tokio::time::timeout(time_of(request.uri().path()), next.run(request)).await {
            Ok(response) => response,
            Err(_) => Problem::too_slow().into_response(),
        },
    };
    shared.requests.count(route.as_deref().unwrap_or("other"), outcome.status().as_u16(), begun.elapsed());
    with_headers(outcome)
}

/// How long a request has.
fn time_of(path: &str) -> Duration {
    if path == report::PATH { report::TIME } else { TIME }
}

fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Why a request is refused, if it is.
fn refused(request: &Request, shared: &Shared) -> Option<Problem> {
    let headers = request.headers();
    // A second Host would be another server's (RFC 9112, 3.2).
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().filter(|_| hosts.next().is_none()).and_then(|host| host.to_str().ok());
    let Some(host) = host.filter(|host| is_own(host, shared.settings.listen)) else {
        return Some(Problem::wrong_host());
    };
    if is_cross_site(headers, host) && request.method() != Method::GET {
        return Some(Problem::cross_site());
    }
    let is_open = super::page::is_open(request.uri().path());
    (!is_open && !has_token(headers, &shared.token)).then(Problem::no_token)
}

/// The problem of a request with a query string that would be ignored because its body holds all settings; none for others.
fn ignored(request: &Request, takes_body: bool) -> Option<Problem> {
    let query = request.uri().query().filter(|_| takes_body)?;
    form_urlencoded::parse(query.as_bytes()).next().map(|(name, _)| Problem::unknown_parameter(&name))
}

/// Whether a `Host` names this computer. A page of another site that had its name lead here (DNS rebinding) would send
/// its own name, which is neither `localhost` nor an address.
fn is_own(host: &str, listen: IpAddr) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => name,
        Some((_, "")) => return false,
        _ => host,
    };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let ip: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
    // Where only this computer is listened to, only its own addresses are names of it.
    ip.is_some_and(|ip| ip.is_loopback() || !listen.is_loopback())
}

/// Whether another site sent a request, as far as the browser says so.
fn is_cross_site(headers: &HeaderMap, host: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let is_other = text(ORIGIN.as_str()).is_some_and(|origin| origin.strip_prefix("http://") != Some(host));
    is_other || text("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none")
}

/// Whether a request shows the token. The time that the comparison takes does not depend on where they differ.
fn has_token(headers: &HeaderMap, token: &str) -> bool {
    let shown = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    // The name of a scheme may be written in any case (RFC 9110, 11.1).
    let shown =
        shown.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let Some((_, shown)) = shown else { return false };
    let difference = shown.bytes().zip(token.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    shown.len() == token.len() && difference == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computers_names_are_its_own() {
        let loopback: IpAddr = "127.0.0.1".parse().unwrap();
        for host in ["localhost", "LOCALHOST:80", "127.0.0.1:7466", "[::1]:7466", "127.0.0.1"] {
            assert!(is_own(host, loopback), "{host}");
        }
        for host in
            ["evil.example", "localhost.evil.example:7466", "192.168.1.5:7466", "127.0.0.1.nip.io", "", "localhost:"]
        {
            assert!(!is_own(host, loopback), "{host}");
        }
        let all: IpAddr = "0.0.0.0".parse().unwrap();
        assert!(is_own("192.168.1.5:7466", all) && !is_own("evil.example", all));
    }
}
