//! `policyvane evaluate`: a model against labels.

use policyvane::report::evaluation_text;
use policyvane::{Error, Result};

use super::arguments::Evaluate;
use super::inputs::Inputs;
use super::output::Output;
use super::session::Session;

pub fn run(typed: Evaluate, session: &mut Session) -> Result<()> {
    let inputs = Inputs::find(&typed.inputs, session)?;
    let classifier = session.classifier()?;
    let articles = inputs.read_all(session)?;
    if articles.iter().all(|a| a.theme.is_empty()) {
        return Err(Error::NoLabels { inputs: typed.inputs.paths.join(", ") });
    }
    let evaluation = classifier.evaluate(&articles);
    let unlabelled = articles.len() - evaluation.articles;
    let text = if typed.json {
        serde_json::to_string_pretty(&evaluation).unwrap_or_default() + "\n"
    } else {
        evaluation_text(&evaluation, classifier.theme_set(), session.language)
    };
    let mut output = Output::open(None)?;
    output.write(text.as_bytes())?;
    output.finish()?;
    if unlabelled > 0 {
        session.note(&format!("{unlabelled} articles carry no label and were passed over"));
    }
    Ok(())
}
