//! `policyvane classify`: articles or raw issues to the table of themes.

use policyvane::corpus::{Article, EXCEL_MARK, Language};
use policyvane::model::{Assignment, Classifier};
use policyvane::report::{ClassifiedRow, cap_header, classified_header};
use policyvane::{Error, Result};

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
    if typed.format == TableFormat::Csv {
        output.write(if typed.excel { EXCEL_MARK } else { "" }.as_bytes())?;
        output.write(classified_header().as_bytes())?;
    }
    if typed.format == TableFormat::Cap {
        output.write(cap_header().as_bytes())?;
    }
    let bar = session.progress("classifying", None);
    let language = session.language;
    let outcome = inputs.read(session, CHUNK, |articles, _| {
        let assignments = assign_all(&classifier, &articles);
        for (article, assignment) in articles.iter().zip(&assignments) {
            let row = row(&classifier, article, assignment, typed.abstain, language);
            output.write(
                match typed.format {
                    TableFormat::Csv => row.to_csv(),
                    TableFormat::Fasttext => row.to_fasttext(article),
                    TableFormat::Cap => row.to_cap(article, classifier.theme_set()),
                    TableFormat::Jsonl => row.to_json(&article.extra),
                }
                .as_bytes(),
            )?;
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
        Ok(()) => output.finish(),
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
