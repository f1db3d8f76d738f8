//! `policyvane ingest`: raw issues to article files.

use policyvane::corpus::{BYTE_ORDER_MARK, write_csv, write_fasttext, write_jsonl};
use policyvane::report::tables::{furniture_rows, to_csv, unsure_rows};
use policyvane::{Error, Result};

use super::arguments::{Ingest, TableFormat};
use super::inputs::{find, read_all};
use super::output::Output;
use super::session::Session;

pub fn run(typed: Ingest, session: &mut Session) -> Result<()> {
    let inputs = find(&typed.inputs, session)?;
    let mut output = Output::open(typed.output.as_deref())?;
    let (articles, pages) = read_all(&inputs, session)?;
    if typed.review {
        let unsure: usize = pages.iter().map(|page| page.unsure.len()).sum();
        output.write(to_csv(unsure_rows(&pages)).as_bytes())?;
        output.finish()?;
        session.note(&format!("{unsure} unsure places on {} pages", pages.len()));
        return Ok(());
    }
    if typed.furniture {
        output.write(to_csv(furniture_rows(&pages, &articles)).as_bytes())?;
        return output.finish();
    }
    let undated = articles.iter().filter(|a| a.date.is_none()).count();
    let mut bytes = Vec::new();
    let written = match typed.format {
        TableFormat::Jsonl => write_jsonl(&mut bytes, &articles),
        TableFormat::Fasttext => write_fasttext(&mut bytes, &articles),
        TableFormat::Cap => {
            let value = "cap".into();
            return Err(Error::BadSetting {
                setting: "--format",
                value,
                expected: "csv, jsonl or fasttext for articles",
            });
        }
        TableFormat::Csv => {
            bytes.extend(if typed.excel { BYTE_ORDER_MARK } else { "" }.as_bytes());
            write_csv(&mut bytes, &articles)
        }
    };
    written.map_err(|source| Error::Write { path: "articles".into(), source })?;
    output.write(&bytes)?;
    output.finish()?;
    session.note(&format!("{} articles from {} files", articles.len(), inputs.files().len()));
    if undated > 0 {
        session.note(&format!("{undated} articles without a date: name it with --date or in the file name"));
    }
    Ok(())
}
