//! The description of the API as a page for people, made from the one for programs.

use std::sync::{Arc, LazyLock};

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::Language;
use crate::messages::server as messages;
use crate::report::escaped;
use crate::server::page::{DESCRIPTION, OPENAPI};
use crate::server::parameters::Parameters;
use crate::server::problem::Problem;
use crate::server::shared::Shared;

/// The description; a test reads it, so that it is always JSON.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(OPENAPI).unwrap_or_default());
/// What its summaries and descriptions say in Chinese.
static CHINESE: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../page/openapi.zh.json")).unwrap_or_default());

pub(in crate::server) async fn docs(
    State(shared): State<Arc<Shared>>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = parameters.only(&[&["lang"]])?;
    let language = shared.language(parameters.get("lang"));
    Ok(([(CONTENT_TYPE, "text/html; charset=utf-8")], Page { language }.html(&DOCUMENT)).into_response())
}

struct Page {
    language: Language,
}

impl Page {
    fn html(&self, document: &Value) -> String {
        let l = self.language;
        let (code, other, other_name) = match l {
            Language::Chinese => ("zh-CN", "en", "English"),
            Language::English => ("en", "zh", "中文"),
        };
        let title = escaped(messages::api_title(l));
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n\
             <link rel=\"stylesheet\" href=\"/page/style.css\">\n<title>{title} · policyvane</title>\n</head>\n\
             <body class=\"api\">\n<main>\n<h1>{title}</h1>\n\
             <p class=\"back\"><a class=\"button\" href=\"/\">{}</a> <a class=\"button\" href=\"{DESCRIPTION}?lang={other}\" lang=\"{other}\">{other_name}</a></p>\n",
            escaped(messages::api_back(l)),
        );
        html += &self.paragraph(&document["info"]["description"]);
        html += &format!("<p class=\"note\">{}</p>\n", escaped(messages::api_for_programs(l)));
        let operations: Vec<(&String, &String, &Value)> = fields(&document["paths"])
            .flat_map(|(path, methods)| fields(methods).map(move |(method, operation)| (path, method, operation)))
            .collect();
        html += "<nav>\n<ul>\n";
        for (path, method, operation) in &operations {
            let summary = self.said(&operation["summary"]);
            html += &format!("<li><a href=\"#{}\">{}</a> {summary}</li>\n", anchor(method, path), call(method, path));
        }
        html += "</ul>\n</nav>\n";
        for (path, method, operation) in &operations {
            html += &self.operation(path, method, operation);
        }
        html += &format!("<h2>{}</h2>\n", escaped(messages::api_shapes(l)));
        for (name, schema) in fields(&document["components"]["schemas"]) {
            html += &format!("<section>\n<h3 id=\"schema-{0}\"><code>{0}</code></h3>\n", escaped(name));
            html += &self.paragraph(&schema["description"]);
            html += &format!("{}</section>\n", self.properties(schema));
        }
        html + "</main>\n</body>\n</html>\n"
    }

    fn operation(&self, path: &str, method: &str, operation: &Value) -> String {
        let l = self.language;
        let mut html = format!("<section>\n<h2 id=\"{}\">{}</h2>\n", anchor(method, path), call(method, path));
        html += &self.paragraph(&operation["summary"]);
        // An empty list of demands stands where no token is needed.
        if operation["security"].as_array().is_some_and(Vec::is_empty) {
            html += &format!("<p class=\"note\">{}</p>\n", escaped(messages::api_open(l)));
        }
        let heading = |text: &str| format!("<h3>{}</h3>\n", escaped(text));
        let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        if !parameters.is_empty() {
            html += &format!("{}<ul>\n", heading(messages::api_parameters(l)));
            for parameter in parameters {
                let is_required = parameter["required"] == true;
                let name = parameter["name"].as_str().unwrap_or_default();
                let item = self.item(name, &parameter["schema"], &parameter["description"], is_required);
                html += &format!("<li>{item}</li>\n");
            }
            html += "</ul>\n";
        }
        for (kind, content) in fields(&operation["requestBody"]["content"]) {
            let schema = &content["schema"];
            html += &heading(messages::api_body(l));
            html +=
                &format!("<p><code>{}</code> {}</p>\n{}", escaped(kind), self.kind(schema), self.properties(schema));
        }
        html += &format!("{}<ul>\n", heading(messages::api_answers(l)));
        let mut errors = Vec::new();
        for (status, answer) in fields(&operation["responses"]) {
            if answer.get("$ref").is_some() {
                errors.push(status.as_str());
            }
            for (kind, content) in fields(&answer["content"]) {
                let (status, kind) = (escaped(status), escaped(kind));
                html += &format!("<li><code>{status}</code> {kind} {}</li>\n", self.kind(&content["schema"]));
            }
        }
        if !errors.is_empty() {
            let (text, errors) = (escaped(messages::api_errors(l)), escaped(&errors.join(" ")));
            html += &format!("<li>{text} <code>{errors}</code> <a href=\"#schema-Error\">Error</a></li>\n");
        }
        html + "</ul>\n</section>\n"
    }

    /// The fields of an object, or of the objects in a list; nothing for other values.
    fn properties(&self, schema: &Value) -> String {
        if let Some(choice) = schema["anyOf"].as_array().and_then(|choices| choices.first()) {
            return self.properties(choice);
        }
        if schema.get("items").is_some() {
            return self.properties(&schema["items"]);
        }
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut html = String::new();
        for (name, property) in fields(&schema["properties"]) {
            let item = self.item(name, property, &property["description"], required.contains(&name.as_str()));
            html += &format!("<li>{item}{}</li>\n", self.properties(property));
        }
        if html.is_empty() { html } else { format!("<ul>\n{html}</ul>\n") }
    }

    /// A parameter or a field: its name, its kind, whether it may be left out, and what it is.
    fn item(&self, name: &str, schema: &Value, description: &Value, is_required: bool) -> String {
        let mut html = format!("<code>{}</code> {}", escaped(name), self.kind(schema));
        if !is_required {
            html += &format!(" ({})", escaped(messages::api_optional(self.language)));
        }
        if let Some(usual) = schema.get("default") {
            html += &format!(" = <code>{}</code>", escaped(&plain(usual)));
        }
        match self.said(description) {
            text if text.is_empty() => html,
            text => format!("{html}: {text}"),
        }
    }

    /// The kind of a value: a link to its shape, its values, or the name of its type.
    fn kind(&self, schema: &Value) -> String {
        if let Some(name) = schema["$ref"].as_str().and_then(|target| target.rsplit('/').next()) {
            return format!("<a href=\"#schema-{0}\">{0}</a>", escaped(name));
        }
        let joined = |kinds: Vec<String>| kinds.join(" | ");
        if let Some(choices) = schema["anyOf"].as_array() {
            return joined(choices.iter().map(|choice| self.kind(choice)).collect());
        }
        if let Some(values) = schema["enum"].as_array() {
            return joined(values.iter().map(|value| format!("<code>{}</code>", escaped(&plain(value)))).collect());
        }
        match &schema["type"] {
            Value::String(kind) if kind == "array" => format!("{}[]", self.kind(&schema["items"])),
            Value::Array(kinds) => joined(kinds.iter().map(|kind| escaped(&plain(kind))).collect()),
            kind => escaped(&plain(kind)),
        }
    }

    /// A summary or a description in the reader's language, as HTML; empty where there is none.
    fn said(&self, text: &Value) -> String {
        let english = text.as_str().unwrap_or_default();
        let chinese = CHINESE[english].as_str().filter(|_| self.language == Language::Chinese);
        escaped(chinese.unwrap_or(english))
    }

    fn paragraph(&self, text: &Value) -> String {
        match self.said(text) {
            text if text.is_empty() => text,
            text => format!("<p>{text}</p>\n"),
        }
    }
}

/// The fields of an object in their order; none of other values.
fn fields(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// A text as it is, and other values as JSON; nothing for null.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A method and a path as a reader types them.
fn call(method: &str, path: &str) -> String {
    format!("<code>{} {}</code>", escaped(&method.to_uppercase()), escaped(path))
}

/// The name of the place of an operation in the page.
fn anchor(method: &str, path: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("{method}{}", path.chars().map(letter).collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// All summaries and descriptions of a description.
    fn texts<'d>(value: &'d Value, found: &mut BTreeSet<&'d str>) {
        found.extend(["summary", "description"].iter().filter_map(|name| value.get(name)?.as_str()));
        fields(value).for_each(|(_, inner)| texts(inner, found));
        value.as_array().into_iter().flatten().for_each(|inner| texts(inner, found));
    }

    #[test]
    fn everything_is_said_in_chinese_and_nothing_else() {
        let mut found = BTreeSet::new();
        texts(&DOCUMENT, &mut found);
        let known: BTreeSet<&str> = fields(&CHINESE).map(|(english, _)| english.as_str()).collect();
        assert!(found.len() > 100, "{}", found.len());
        assert_eq!(found, known);
    }

    #[test]
    fn every_operation_and_every_shape_has_a_place_and_no_link_leads_nowhere() {
        for language in [Language::Chinese, Language::English] {
            let html = Page { language }.html(&DOCUMENT);
            let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), unique.len());
            for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(unique.contains(target), "{target}");
            }
            assert!(unique.contains("delete-api-articles--row-") && unique.contains("schema-Counts"));
            // What the policy of the server forbids is not there.
            assert!(!html.contains("<script") && !html.contains("style=") && !html.contains("//cdn"));
        }
    }

    #[test]
    fn texts_are_no_markup() {
        let text = Value::from("<b>&");
        assert_eq!(Page { language: Language::English }.said(&text), "&lt;b&gt;&amp;");
    }
}
