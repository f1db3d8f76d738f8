//! Exports of channels as JSON (`result.json`): a list of messages, each with its moment and its text, which is divided where its
//! formatting changes.

use jiff::civil::Date;
use serde_json::Value;

use crate::corpus::publication::dates::find_date;
use crate::corpus::read::collection::messages::{self, Message};
use crate::corpus::read::collection::text_lines::Collected;

/// The export begins with the name of the channel and its messages within this many bytes.
const BEGINNING: usize = 1024;

/// Whether a file begins as such an export does.
pub(in crate::corpus::read) fn begins(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let names: [&[u8]; 3] = [b"\"messages\"", b"\"type\"", b"\"name\""];
    names.iter().all(|name| memchr::memmem::find(beginning, name).is_some())
}

/// The articles of such an export; none of other files.
pub(in crate::corpus::read) fn read(bytes: &[u8]) -> Option<Collected> {
    if !begins(bytes) {
        return None;
    }
    let export: Value = serde_json::from_slice(bytes).ok()?;
    let list = export.get("messages")?.as_array()?;
    let is_message = |message: &&Value| message.get("type").and_then(Value::as_str) == Some("message");
    let messages: Vec<Message> = list.iter().filter(is_message).filter_map(message).collect();
    messages::articles(messages)
}

/// A message; none without a text.
fn message(value: &Value) -> Option<Message> {
    let parts = match value.get("text")? {
        Value::Array(parts) => parts.clone(),
        text => vec![text.clone()],
    };
    let written = |part: &Value| part.as_str().or_else(|| part.get("text")?.as_str()).unwrap_or_default().to_owned();
    let text: String = parts.iter().map(written).collect();
    let has_headline = parts.first()?.get("type").and_then(Value::as_str) == Some("bold");
    let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    (!lines.is_empty()).then(|| Message { day: day(value), lines, has_headline, ..Message::default() })
}

/// The day on which a message was sent: `2024-03-05T09:00:00`.
fn day(message: &Value) -> Option<Date> {
    let moment = message.get("date")?.as_str()?;
    find_date(moment.get(..10)?).map(|found| found.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_articles() {
        let text = r#"{"name": "兰河要闻", "type": "public_channel", "id": 1, "messages": [
            {"id": 1, "type": "service", "date": "2024-03-05T08:00:00", "text": ""},
            {"id": 2, "type": "message", "date": "2024-03-05T09:00:00", "text": [{"type": "bold", "text": "河畔新增公园"},
             "\n\n河畔新增三处公园。\n", {"type": "link", "text": "https://a.example/1"}]},
            {"id": 3, "type": "message", "date": "2024-03-06T09:00:00", "text": "收到"}]}"#;
        let (articles, around) = read(text.as_bytes()).unwrap();
        let seen: Vec<_> = articles
            .iter()
            .map(|a| (a.title.as_str(), a.date.map(|day| day.to_string()).unwrap_or_default(), a.paragraphs.len()))
            .collect();
        assert_eq!(seen, [("河畔新增公园", "2024-03-05".to_owned(), 1)]);
        assert_eq!(around.len(), 1);
        assert!(
            read(r#"{"articles": [{"title": "河畔新增公园", "text": "河畔新增三处公园。"}]}"#.as_bytes()).is_none()
        );
    }
}
