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

use crate::archive::{Missing, Order, Search, is_searchable};
use crate::corpus::{Adcode, Gazetteer, PartialDate};
use crate::server::problem::Problem;
use crate::survey::Filter;

/// Names of the parameters that select articles.
pub(super) const SELECTION: &[&str] = &["theme", "from", "to", "region", "paper", "q", "lang"];
/// The values of the parameter `lang`.
const LANGUAGES: [&str; 2] = ["zh", "en"];
/// The parameters that may have several values. A second value of another would be ignored.
const LISTS: [&str; 5] = ["theme", "region", "paper", "q", "without"];
/// Maximum numbers of characters of a person's name and of a note.
pub(super) const MAX_WHO: usize = 60;
pub(super) const MAX_NOTE: usize = 500;
/// Maximum number of values of a parameter that may have several.
const MAX_VALUES: usize = 200;
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
    /// Refuses what would otherwise be ignored: parameters with other names, a second value of a parameter that takes one, and
    /// languages that are not offered.
    pub fn only(self, sets: &[&[&str]]) -> Result<Self, Problem> {
        let is_list = |name: &str| LISTS.contains(&name.rsplit('.').next().unwrap_or(name));
        for (name, _) in self.0.iter().filter(|(name, _)| !is_list(name)) {
            self.one(name)?;
        }
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

    /// The value of a parameter that has one; a second one would be ignored.
    pub fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let first = self.get(name);
        let other = self.all(name).find(|value| Some(*value) != first);
        other.map_or(Ok(first), |value| Err(Problem::bad_parameter(name, value)))
    }

    /// What the parameters select, in the form in which they came, without the language.
    pub fn query(&self) -> String {
        let pairs = self.0.iter().filter(|(name, value)| name != "lang" && !value.is_empty());
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    /// The first value of a parameter, parsed.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        let parse = |value: &str| value.parse().map_err(|_| Problem::bad_parameter(name, value));
        self.get(name).map(parse).transpose()
    }

    /// A day, a month or a year, as 2024-03-05, 2024-03 or 2024.
    pub fn date(&self, name: &str) -> Result<Option<PartialDate>, Problem> {
        self.get(name).map(|value| date(name, value)).transpose()
    }

    /// A number that is at most `max`.
    pub fn number(&self, name: &str, usual: usize, max: usize) -> Result<usize, Problem> {
        let number = self.parsed(name)?.unwrap_or(usual);
        if number > max { Err(Problem::bad_parameter(name, &number.to_string())) } else { Ok(number) }
    }

    /// Which papers, regions and days are meant, by parameters of these names.
    pub fn filter(&self, [papers, regions, from, to]: [&str; 4]) -> Result<Filter, Problem> {
        let region = |value: &str| -> Result<Adcode, Problem> {
            let code = value.parse().map_err(|_| Problem::bad_parameter(regions, value))?;
            if Gazetteer::shared().full_name(code) == value {
                return Err(Problem::bad_parameter(regions, value));
            }
            Ok(code)
        };
        self.limit([papers, regions])?;
        let (from, to) = (self.date(from)?, self.date(to)?);
        if from.zip(to).is_some_and(|(from, to)| from.first_day() > to.last_day()) {
            return Err(Problem::bad_order());
        }
        Ok(Filter {
            from,
            to,
            regions: self.all(regions).map(region).collect::<Result<_, _>>()?,
            sources: self.all(papers).map(str::to_owned).collect(),
            by_event: false,
        })
    }

    /// Refuses more values of a parameter than anybody gives.
    fn limit<const N: usize>(&self, names: [&str; N]) -> Result<(), Problem> {
        match names.into_iter().find(|name| self.all(name).nth(MAX_VALUES).is_some()) {
            Some(name) => Err(Problem::bad_parameter(name, "…")),
            None => Ok(()),
        }
    }

    /// What the articles that are meant lack.
    fn without(&self) -> Result<Vec<Missing>, Problem> {
        let missing = |name: &str| Missing::named(name).ok_or_else(|| Problem::bad_parameter("without", name));
        self.all("without").map(missing).collect()
    }

    /// Which articles are meant.
    pub fn search(&self) -> Result<Search, Problem> {
        self.limit(LISTS)?;
        let words = self.all("q").collect::<Vec<_>>().join(" ");
        // Nothing but signs would select all articles.
        if !words.trim().is_empty() && !is_searchable(&words) {
            return Err(Problem::bad_parameter("q", &words));
        }
        if words.len() > MAX_QUERY {
            return Err(Problem::bad_parameter("q", &words.chars().take(20).collect::<String>()));
        }
        Ok(Search {
            phrases: words.split_whitespace().map(str::to_owned).collect(),
            filter: self.filter(["paper", "region", "from", "to"])?,
            themes: self.all("theme").map(str::to_owned).collect(),
            without: self.without()?,
            order: Order::Newest,
            limit: 0,
            offset: 0,
        })
    }
}

/// The number in an address that names an article.
#[derive(Debug)]
pub(super) struct Row(pub i64);

/// A day, a month or a year in the form of ISO 8601; other forms, which files may have, are no values of a parameter.
pub(super) fn date(name: &str, value: &str) -> Result<PartialDate, Problem> {
    let is_written = [4, 7, 10].contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let parsed = value.parse().ok().filter(|date: &PartialDate| is_written && date.to_string() == value);
    parsed.ok_or_else(|| Problem::bad_parameter(name, value))
}

/// Who does something: the name that is given, else the usual one. What nobody answers for is refused.
pub(super) fn person(given: &str, usual: &str) -> Result<String, Problem> {
    let who = person_if_known(given, usual)?;
    if who.is_empty() { Err(Problem::missing_parameter("who")) } else { Ok(who) }
}

/// Who does something that needs no name, for the log; empty where nobody is named.
pub(super) fn person_if_known(given: &str, usual: &str) -> Result<String, Problem> {
    let given = short_text("who", given, MAX_WHO)?;
    Ok(if given.is_empty() { usual.trim().to_owned() } else { given })
}

/// The name of a person or a note, without white space around it.
pub(super) fn short_text(name: &str, value: &str, max: usize) -> Result<String, Problem> {
    let value = value.trim();
    if value.chars().count() > max || value.chars().any(char::is_control) {
        return Err(Problem::bad_text(name, max));
    }
    Ok(value.to_owned())
}

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
        // Serde would take an array for an object whose fields stand in order.
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            return Err(Problem::bad_body());
        }
        serde_json::from_slice(&bytes).map(Body).map_err(|error| Problem::bad_json(&error.to_string()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_selected_can_be_told_again() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let parameters = Parameters(vec![pair("q", "a b"), pair("lang", "en"), pair("paper", ""), pair("to", "2024")]);
        assert_eq!(parameters.query(), "q=a+b&to=2024");
    }

    #[test]
    fn somebody_answers_for_what_is_done() {
        assert_eq!(person(" 何晓岚 ", "王敏").ok().as_deref(), Some("何晓岚"));
        assert_eq!(person(" ", " 王敏 ").ok().as_deref(), Some("王敏"));
        // Where neither the request nor the system tells a name, the field is asked for.
        let [zh, en] = person("", " ").unwrap_err().into_texts();
        assert!(zh.contains("姓名") && en.contains("Your name"), "{zh} {en}");
        assert!(person("甲\n乙", "王敏").is_err());
    }
}
