//! What stands behind the `?` of an address, and bodies of JSON.

use std::error::Error;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use tower_http::timeout::TimeoutError;

use crate::archive::{Order, Search};
use crate::corpus::PartialDate;
use crate::server::problem::Problem;
use crate::survey::Filter;

/// Names of the parameters that select articles.
pub(super) const SELECTION: &[&str] = &["theme", "from", "to", "region", "paper", "q", "lang"];
/// The values of the parameter `lang`.
const LANGUAGES: [&str; 2] = ["zh", "en"];
/// The longest name of a person and the longest note, in characters.
pub(super) const MAX_WHO: usize = 60;
pub(super) const MAX_NOTE: usize = 500;
/// The longest text of all phrases to be searched for, in bytes.
const MAX_QUERY: usize = 1000;

/// The parameters of a request, in order; a name may stand several times.
#[derive(Debug)]
pub(super) struct Parameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        Ok(Parameters(pairs.collect()))
    }
}

impl Parameters {
    /// Refuses parameters with other names and languages that are not spoken, which would be ignored otherwise.
    pub fn only(self, sets: &[&[&str]]) -> Result<Self, Problem> {
        match self.0.iter().find(|(name, _)| !sets.iter().any(|names| names.contains(&name.as_str()))) {
            Some((name, _)) => Err(Problem::unknown_parameter(name)),
            None => match self.get("lang") {
                Some(language) if !LANGUAGES.contains(&language) => Err(Problem::bad_parameter("lang", language)),
                _ => Ok(self),
            },
        }
    }

    /// The first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a parameter. An empty one is as if it were omitted.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let of_name = self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str());
        of_name.filter(|value| !value.is_empty())
    }

    /// The first value of a parameter, parsed.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        let parse = |value: &str| value.parse().map_err(|_| Problem::bad_parameter(name, value));
        self.get(name).map(parse).transpose()
    }

    /// A number that is at most `max`.
    pub fn number(&self, name: &str, usual: usize, max: usize) -> Result<usize, Problem> {
        let number = self.parsed(name)?.unwrap_or(usual);
        if number > max { Err(Problem::bad_parameter(name, &number.to_string())) } else { Ok(number) }
    }

    /// Which articles are meant.
    pub fn search(&self) -> Result<Search, Problem> {
        let region = |value: &str| value.parse().map_err(|_| Problem::bad_parameter("region", value));
        let words = self.all("q").collect::<Vec<_>>().join(" ");
        if words.len() > MAX_QUERY {
            return Err(Problem::bad_parameter("q", &words.chars().take(20).collect::<String>()));
        }
        Ok(Search {
            phrases: words.split_whitespace().map(str::to_owned).collect(),
            filter: Filter {
                from: self.parsed::<PartialDate>("from")?,
                to: self.parsed::<PartialDate>("to")?,
                regions: self.all("region").map(region).collect::<Result<_, _>>()?,
                sources: self.all("paper").map(str::to_owned).collect(),
                by_event: false,
            },
            themes: self.all("theme").map(str::to_owned).collect(),
            order: Order::Newest,
            limit: 0,
            offset: 0,
        })
    }
}

/// The number in an address that names an article.
#[derive(Debug)]
pub(super) struct Row(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for Row {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let row = Path::<i64>::from_request_parts(parts, state).await;
        row.map(|Path(row)| Row(row)).map_err(|_| Problem::no_article())
    }
}

/// The body of a request, read from JSON whatever type it says it has.
#[derive(Debug)]
pub(super) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = Bytes::from_request(request, state).await.map_err(failed_body)?;
        serde_json::from_slice(&bytes).map(Body).map_err(|_| Problem::bad_body())
    }
}

fn failed_body(rejection: BytesRejection) -> Problem {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&rejection);
    while let Some(error) = cause {
        if error.is::<TimeoutError>() {
            return Problem::too_slow();
        }
        cause = error.source();
    }
    match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        _ => Problem::bad_body(),
    }
}
