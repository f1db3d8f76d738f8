//! `policyvane ingest`: raw issues to article files.

use policyvane::corpus::{Article, write_csv, write_fasttext, write_jsonl};
use policyvane::messages::{Counted, command_line as messages, counted};
use policyvane::report::tables::{excel_csv, furniture_rows, to_csv, unsure_rows};
use policyvane::survey::{check, check_text};
use policyvane::{Error, Expected, Result};

use crate::cli::arguments::{Ingest, TableFormat};
use crate::cli::output::{Output, TABLES, refuse_other_endings, table_format};
use crate::cli::session::Session;
use crate::cli::settings::inputs::{find, read_all};

/// Number of articles that are written at once.
const ARTICLES_A_PART: usize = 64;

pub fn run(typed: Ingest, session: &mut Session) -> Result<()> {
    let format = format_of(&typed)?;
    let inputs = find(&typed.inputs, session)?;
    inputs.files_read(session).refuse(&typed.table.output)?;
    let mut output = Output::open(typed.table.output.as_deref())?;
    if typed.check {
        let inputs = inputs.without_copies();
        let checks = check(inputs.files()?, session)?;
        output.write(check_text(&checks, session.language).as_bytes())?;
        return output.finish();
    }
    let (articles, pages) = read_all(&inputs, session)?;
    if typed.review {
        let unsure: usize = pages.iter().map(|page| page.unsure.len()).sum();
        output.write(to_csv(unsure_rows(&pages)).as_bytes())?;
        output.finish()?;
        let places = counted(session.language, unsure, Counted::UncertainPlaces);
        let pages = counted(session.language, pages.len(), Counted::Pages);
        session.note(&messages::uncertain_places(session.language, &places, &pages));
        return Ok(());
    }
    if typed.furniture {
        output.write(to_csv(furniture_rows(&pages, &articles)).as_bytes())?;
        return output.finish();
    }
    let undated = articles.iter().filter(|a| a.date.is_none()).count();
    match format {
        TableFormat::Jsonl => write_in_parts(&articles, write_jsonl, &mut output)?,
        TableFormat::Fasttext => write_in_parts(&articles, write_fasttext, &mut output)?,
        TableFormat::Cap => {
            let value = "cap".into();
            return Err(Error::BadSetting { setting: "--format", value, expected: Expected::ArticleFormat });
        }
        TableFormat::Csv => {
            let mut bytes = Vec::new();
            write_csv(&mut bytes, &articles).map_err(|source| Error::Write { path: "articles".into(), source })?;
            if typed.excel && !output.is_workbook() {
                bytes = excel_csv(&String::from_utf8_lossy(&bytes)).into_bytes();
            }
            output.write(&bytes)?;
        }
    }
    output.finish()?;
    let found = counted(session.language, articles.len(), Counted::Articles);
    let files = counted(session.language, inputs.files().map_or(1, |inputs| inputs.files().len()), Counted::Files);
    session.note(&messages::ingested(session.language, &found, &files));
    if undated > 0 {
        session.note(&messages::without_date(session.language, undated, &found));
    }
    Ok(())
}

/// The format of the articles. The other tables have one format each, which the name of the output must fit.
fn format_of(typed: &Ingest) -> Result<TableFormat> {
    let output = typed.table.output.as_deref();
    if typed.check {
        return refuse_other_endings(output, &["txt"]).map(|()| TableFormat::Jsonl);
    }
    if typed.review || typed.furniture {
        return refuse_other_endings(output, TABLES).map(|()| TableFormat::Csv);
    }
    table_format(typed.table.format, output, TableFormat::Jsonl)
}

/// Writes articles a part at a time, so that the whole output never stands in memory.
fn write_in_parts(
    articles: &[Article],
    write: fn(&mut dyn std::io::Write, &[Article]) -> std::io::Result<()>,
    output: &mut Output,
) -> Result<()> {
    let mut bytes = Vec::new();
    for part in articles.chunks(ARTICLES_A_PART) {
        bytes.clear();
        write(&mut bytes, part).map_err(|source| Error::Write { path: "articles".into(), source })?;
        output.write(&bytes)?;
    }
    Ok(())
}
