//! Writes articles to files: JSONL, CSV and fastText.

use std::collections::BTreeSet;
use std::io::Write;

use serde_json::Value;

use crate::corpus::Article;
use crate::corpus::article::COLUMNS;
use crate::corpus::read::FASTTEXT;

/// The byte order mark; without it Excel reads UTF-8 in the local encoding.
pub const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Writes articles as JSONL, one per line.
///
/// # Errors
/// Any error of the writer.
pub fn write_jsonl(out: &mut dyn Write, articles: &[Article]) -> std::io::Result<()> {
    for article in articles {
        serde_json::to_writer(&mut *out, article)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes articles in fastText's format, one line per article: a label for each of its themes, then headline and text.
///
/// # Errors
/// Any error of the writer.
pub fn write_fasttext(out: &mut dyn Write, articles: &[Article]) -> std::io::Result<()> {
    for article in articles {
        for id in std::iter::once(&article.theme).chain(&article.also).filter(|id| !id.is_empty()) {
            write!(out, "{FASTTEXT}{id} ")?;
        }
        let text = format!("{} {}", article.title, article.text);
        writeln!(out, "{}", text.split_whitespace().collect::<Vec<_>>().join(" "))?;
    }
    Ok(())
}

/// Writes articles as CSV with a header line; unknown fields ([`Article::extra`]) get columns behind the others.
///
/// # Errors
/// Any error of the writer.
pub fn write_csv(out: &mut dyn Write, articles: &[Article]) -> std::io::Result<()> {
    let extra: BTreeSet<&str> = articles.iter().flat_map(|a| a.extra.keys().map(String::as_str)).collect();
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS.iter().chain(extra.iter()))?;
    for article in articles {
        let dateline = article.dateline.clone().unwrap_or_default();
        let mut row = vec![
            article.id.clone(),
            article.file.clone(),
            article.date.map(|d| d.to_string()).unwrap_or_default(),
            article.event_date.map(|d| d.to_string()).unwrap_or_default(),
            article.source.clone(),
            article.page.clone(),
            article.title.clone(),
            article.text.clone(),
            dateline.agency,
            dateline.place,
            dateline.date,
            article.byline.clone(),
            article.captions.join("\n"),
            article.boundary.map(|p| p.to_string()).unwrap_or_default(),
            article.region.clone(),
            article.regions.join(";"),
            article.theme.clone(),
            article.also.join(";"),
        ];
        row.extend(extra.iter().map(|field| match article.extra.get(*field) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        }));
        writer.write_record(&row)?;
    }
    writer.flush()
}
