//! Errors as the API tells them: one shape for all, in both languages, and without paths of this computer.

use axum::Json;
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::Language;
use crate::error::Error;
use crate::messages::{Counted, counted, server as messages};

/// Why a request was not done.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    /// What a program can go by.
    code: &'static str,
    /// What people read, in Chinese and in English.
    texts: [String; 2],
}

/// Maximum numbers of characters that are quoted of a value, and of the reason why a body was refused.
const MAX_VALUE: usize = 50;
const MAX_CAUSE: usize = 200;

/// The beginning of a text, with a mark where it goes on.
fn shortened(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

type Message = fn(Language) -> &'static str;

impl Problem {
    fn new(status: StatusCode, code: &'static str, message: Message) -> Self {
        let texts = [message(Language::Chinese).to_owned(), message(Language::English).to_owned()];
        Problem { status, code, texts }
    }

    pub fn wrong_host() -> Self {
        Problem::new(StatusCode::MISDIRECTED_REQUEST, "wrong_host", messages::wrong_host)
    }

    pub fn cross_site() -> Self {
        Problem::new(StatusCode::FORBIDDEN, "cross_site", messages::cross_site)
    }

    pub fn no_token() -> Self {
        Problem::new(StatusCode::UNAUTHORIZED, "no_token", messages::no_token)
    }

    pub fn read_only() -> Self {
        Problem::new(StatusCode::FORBIDDEN, "read_only", messages::read_only)
    }

    pub fn not_found() -> Self {
        Problem::new(StatusCode::NOT_FOUND, "not_found", messages::not_found)
    }

    /// More files, or more of them, than one addition takes.
    pub fn large_upload(files: usize, megabytes: usize) -> Self {
        let texts = [Language::Chinese, Language::English].map(|l| messages::large_upload(l, files, megabytes));
        Problem { status: StatusCode::PAYLOAD_TOO_LARGE, code: "too_large", texts }
    }

    /// A theme that was called by its name, where its id is wanted.
    pub fn theme_by_name(name: &str, id: &str) -> Self {
        let texts = [Language::Chinese, Language::English].map(|l| messages::theme_by_name(l, name, id));
        Problem { status: StatusCode::BAD_REQUEST, code: "unknown_theme", texts }
    }

    pub fn wrong_method() -> Self {
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", messages::wrong_method)
    }

    pub fn too_large() -> Self {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", messages::too_large)
    }

    pub fn too_slow() -> Self {
        Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", messages::too_slow)
    }

    pub fn busy() -> Self {
        Problem::new(StatusCode::CONFLICT, "busy", messages::busy)
    }

    pub fn reporting() -> Self {
        Problem::new(StatusCode::CONFLICT, "busy", messages::reporting)
    }

    /// A report of more articles than a reader waits for, which is made in the background.
    pub fn large_report(max: usize) -> Self {
        let texts = [Language::Chinese, Language::English].map(|l| messages::large_report(l, max));
        Problem { status: StatusCode::PAYLOAD_TOO_LARGE, code: "too_large", texts }
    }

    /// A report that nobody made, or that another one has replaced.
    pub fn no_report() -> Self {
        Problem::new(StatusCode::NOT_FOUND, "no_report", messages::no_report)
    }

    pub fn learning() -> Self {
        Problem::new(StatusCode::CONFLICT, "busy", messages::learning)
    }

    pub fn no_labels() -> Self {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "no_labels", messages::no_labels)
    }

    pub fn no_proposal() -> Self {
        Problem::new(StatusCode::CONFLICT, "no_proposal", messages::no_proposal)
    }

    /// A model of so few labels that its adoption must be confirmed.
    pub fn few_labels(labels: usize, least: usize) -> Self {
        let texts = [Language::Chinese, Language::English]
            .map(|l| messages::few_labels(l, &counted(l, labels, Counted::Articles), least));
        Problem { status: StatusCode::CONFLICT, code: "few_labels", texts }
    }

    /// What people read, in Chinese and in English.
    pub fn into_texts(self) -> [String; 2] {
        self.texts
    }

    pub fn internal() -> Self {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", messages::internal)
    }

    pub fn no_article() -> Self {
        Problem::new(StatusCode::NOT_FOUND, "no_article", messages::no_article)
    }

    pub fn bad_body() -> Self {
        Problem::new(StatusCode::BAD_REQUEST, "bad_body", messages::bad_body)
    }

    /// A body of JSON in which a field is missing, unknown or of another kind; `cause` says which and where.
    pub fn bad_json(cause: &str) -> Self {
        let cause = shortened(cause, MAX_CAUSE);
        let texts = [Language::Chinese, Language::English].map(|l| messages::bad_json(l, &cause));
        Problem { status: StatusCode::BAD_REQUEST, code: "bad_body", texts }
    }

    /// A first day after the last one.
    pub fn bad_order() -> Self {
        Problem::new(StatusCode::BAD_REQUEST, "bad_parameter", messages::bad_order)
    }

    /// Periods too short for the time between the first and the last day.
    pub fn long_span() -> Self {
        Problem::new(StatusCode::BAD_REQUEST, "bad_parameter", messages::long_span)
    }

    /// A request to add files that has none.
    pub fn no_files() -> Self {
        Problem::new(StatusCode::BAD_REQUEST, "bad_body", messages::no_files)
    }

    /// A parameter without which another value has no meaning.
    pub fn missing_parameter(name: &str) -> Self {
        let texts = [Language::Chinese, Language::English]
            .map(|l| messages::missing_parameter(l, &messages::parameter(l, name)));
        Problem { status: StatusCode::BAD_REQUEST, code: "bad_parameter", texts }
    }

    /// A text that is too long or holds characters that cannot be printed.
    pub fn bad_text(name: &str, max: usize) -> Self {
        let texts =
            [Language::Chinese, Language::English].map(|l| messages::bad_text(l, &messages::parameter(l, name), max));
        Problem { status: StatusCode::BAD_REQUEST, code: "bad_parameter", texts }
    }

    /// A parameter that does not exist.
    pub fn unknown_parameter(name: &str) -> Self {
        let name = shortened(name, MAX_VALUE);
        let texts = [Language::Chinese, Language::English].map(|l| messages::unknown_parameter(l, &name));
        Problem { status: StatusCode::BAD_REQUEST, code: "bad_parameter", texts }
    }

    /// A parameter whose value is not allowed.
    pub fn bad_parameter(name: &str, value: &str) -> Self {
        let value = shortened(value, MAX_VALUE);
        let texts = [Language::Chinese, Language::English]
            .map(|l| messages::bad_parameter(l, &messages::parameter(l, name), &value));
        Problem { status: StatusCode::BAD_REQUEST, code: "bad_parameter", texts }
    }
}

impl From<Error> for Problem {
    /// Errors that the request caused keep their text. Other errors get a general text, because theirs may contain paths.
    fn from(error: Error) -> Self {
        let texts = || [Language::Chinese, Language::English].map(|language| error.message(language));
        let with_message = |status, code| Problem { status, code, texts: texts() };
        match &error {
            Error::BadDate { .. } | Error::BadSetting { .. } => with_message(StatusCode::BAD_REQUEST, "bad_parameter"),
            Error::UnknownTheme { .. } => with_message(StatusCode::BAD_REQUEST, "unknown_theme"),
            Error::UnknownPapers { .. } => with_message(StatusCode::BAD_REQUEST, "unknown_paper"),
            Error::UnknownRegion { .. } => with_message(StatusCode::BAD_REQUEST, "unknown_region"),
            Error::NothingToReport { .. } => with_message(StatusCode::NOT_FOUND, "nothing_there"),
            Error::ArchiveBusy { .. } => Problem::new(StatusCode::CONFLICT, "busy", messages::archive_busy),
            Error::NothingRead => with_message(StatusCode::UNPROCESSABLE_ENTITY, "nothing_read"),
            Error::Write { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
                Problem::new(StatusCode::INSUFFICIENT_STORAGE, "disk_full", messages::disk_full)
            }
            _ => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "archive", messages::archive_failed),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let [zh, en] = self.texts;
        let body = json!({ "error": { "code": self.code, "message": { "zh": zh, "en": en } } });
        let mut response = (self.status, Json(body)).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            // A refusal for want of a token names the scheme (RFC 9110, 11.6.1).
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_called_what_the_page_calls_their_fields() {
        let [zh, en] = Problem::bad_parameter("b.from", "1999-13").into_texts();
        assert_eq!(
            (zh.as_str(), en.as_str()),
            ("“起始日期”（b.from）的值无效：1999-13", "“From” (b.from) cannot be 1999-13")
        );
        let [zh, en] = Problem::missing_parameter("at").into_texts();
        assert_eq!((zh.as_str(), en.as_str()), ("参数 at 未填写", "the parameter at is missing"));
    }
}
