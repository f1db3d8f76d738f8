//! `policyvane classify`: articles or raw issues to the table of themes.

use std::collections::BTreeSet;

use policyvane::corpus::{Article, BYTE_ORDER_MARK};
use policyvane::model::Assignment;
use policyvane::report::tables::{CapRow, ClassifiedRow, FurtherColumns};
use policyvane::{Error, Result};
use rayon::prelude::*;

use super::arguments::{Classify, TableFormat};
use super::inputs::find;
use super::output::Output;
use super::session::Session;

/// At most this many articles are in memory at once.
const PORTION: usize = 1024;

pub fn run(typed: Classify, session: &mut Session) -> Result<()> {
    if let Some(abstain) = typed.abstain.filter(|p| !(0.0..=1.0).contains(p)) {
        let value = abstain.to_string();
        return Err(Error::BadSetting { setting: "--abstain", value, expected: "a probability between 0 and 1" });
    }
    let inputs = find(&typed.inputs, session)?;
    let classifier = session.classifier()?;
    let mut output = Output::open(typed.output.as_deref())?;
    let bar = session.progress("classifying", None);
    let language = session.language;
    // Unknown columns are kept; the table's columns are those of the first articles, since the rest is not yet read.
    let mut columns: Option<FurtherColumns> = None;
    let mut told = BTreeSet::new();
    let outcome = inputs.read(session, PORTION, |articles, session| {
        let found = FurtherColumns::of(&articles);
        let columns: &FurtherColumns = match &columns {
            None => {
                output.write(header(&typed, &found).as_bytes())?;
                columns.insert(found)
            }
            Some(columns) => {
                if matches!(typed.format, TableFormat::Csv | TableFormat::Cap)
                    && let Some(late) =
                        found.0.iter().find(|name| !columns.0.contains(name) && told.insert((*name).clone()))
                {
                    session.note(&format!(
                        "note: column `{late}` begins after the first articles and is not in the table"
                    ));
                }
                columns
            }
        };
        let assignments = classifier.assign_all(&articles);
        let line = |(article, assignment): (&Article, &Assignment)| {
            let row = ClassifiedRow::new(&classifier, article, assignment, typed.abstain, language);
            match typed.format {
                TableFormat::Csv => columns.line(&row, article),
                TableFormat::Fasttext => row.to_fasttext(article),
                TableFormat::Cap => columns.line(&row.to_cap(article, classifier.theme_set()), article),
                TableFormat::Jsonl => row.to_json(&article.extra),
            }
        };
        let lines: Vec<String> = articles.par_iter().zip(&assignments).with_min_len(16).map(line).collect();
        for line in &lines {
            output.write(line.as_bytes())?;
        }
        bar.inc(articles.len() as u64);
        Ok(())
    });
    bar.finish_and_clear();
    match outcome {
        Err(Error::Interrupted) => {
            if let Some(part) = output.keep_part() {
                session.note(&format!("stopped; the rows so far are in {}", part.display()));
            }
            Err(Error::Interrupted)
        }
        Err(error) => Err(error),
        Ok(_) => {
            if columns.is_none() {
                output.write(header(&typed, &FurtherColumns::default()).as_bytes())?;
            }
            output.finish()
        }
    }
}

/// What stands before the first row.
fn header(typed: &Classify, columns: &FurtherColumns) -> String {
    match typed.format {
        TableFormat::Csv => {
            format!("{}{}", if typed.excel { BYTE_ORDER_MARK } else { "" }, columns.header::<ClassifiedRow>())
        }
        TableFormat::Cap => columns.header::<CapRow>(),
        TableFormat::Jsonl | TableFormat::Fasttext => String::new(),
    }
}
