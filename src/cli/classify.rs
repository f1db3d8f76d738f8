//! `policyvane classify`: articles or raw issues to the table of themes.

use std::collections::BTreeSet;

use policyvane::Language;
use policyvane::corpus::{Article, EXCEL_MARK};
use policyvane::model::{Assignment, Classifier};
use policyvane::report::{ClassifiedRow, cap_header, classified_header, extra_columns};
use policyvane::{Error, Result};
use rayon::prelude::*;

use super::arguments::{Classify, TableFormat};
use super::inputs::Inputs;
use super::labelled::{assign_all, region_name};
use super::output::Output;
use super::session::Session;

/// Articles in memory at once.
const CHUNK: usize = 1024;

pub fn run(typed: Classify, session: &mut Session) -> Result<()> {
    if let Some(abstain) = typed.abstain.filter(|p| !(0.0..=1.0).contains(p)) {
        let value = abstain.to_string();
        return Err(Error::BadSetting { setting: "--abstain", value, expected: "a probability between 0 and 1" });
    }
    let inputs = Inputs::find(&typed.inputs, session)?;
    let classifier = session.classifier()?;
    let mut output = Output::open(typed.output.as_deref())?;
    let bar = session.progress("classifying", None);
    let language = session.language;
    // Unknown columns are kept; the table's columns are those of the first articles, since the rest is not yet read.
    let mut columns: Option<Vec<String>> = None;
    let mut told = BTreeSet::new();
    let outcome = inputs.read(session, CHUNK, |articles, session| {
        let found = extra_columns(&articles);
        let columns: &Vec<String> = match &columns {
            None => {
                output.write(header(&typed, &found).as_bytes())?;
                columns.insert(found)
            }
            Some(columns) => {
                if matches!(typed.format, TableFormat::Csv | TableFormat::Cap)
                    && let Some(late) =
                        found.iter().find(|name| !columns.contains(name) && told.insert((*name).clone()))
                {
                    session.note(&format!(
                        "note: column `{late}` begins after the first articles and is not in the table"
                    ));
                }
                columns
            }
        };
        let assignments = assign_all(&classifier, &articles);
        let line = |(article, assignment): (&Article, &Assignment)| {
            let row = row(&classifier, article, assignment, typed.abstain, language);
            match typed.format {
                TableFormat::Csv => row.to_csv(article, columns),
                TableFormat::Fasttext => row.to_fasttext(article),
                TableFormat::Cap => row.to_cap(article, classifier.theme_set(), columns),
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
        Ok(()) => {
            if columns.is_none() {
                output.write(header(&typed, &[]).as_bytes())?;
            }
            output.finish()
        }
    }
}

/// What stands before the first row.
fn header(typed: &Classify, columns: &[String]) -> String {
    match typed.format {
        TableFormat::Csv => format!("{}{}", if typed.excel { EXCEL_MARK } else { "" }, classified_header(columns)),
        TableFormat::Cap => cap_header(columns),
        TableFormat::Jsonl | TableFormat::Fasttext => String::new(),
    }
}

/// The row of one article.
pub fn row(
    classifier: &Classifier,
    article: &Article,
    assignment: &Assignment,
    abstain: Option<f64>,
    language: Language,
) -> ClassifiedRow {
    let certain = abstain.is_none_or(|least| assignment.probability >= least);
    ClassifiedRow::new(classifier, article, certain.then_some(assignment), assignment, region_name(article), language)
}
