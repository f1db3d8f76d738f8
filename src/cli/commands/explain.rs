//! `policyvane explain`: the terms and weights behind an article's theme.

use policyvane::corpus::Article;
use policyvane::features::Document;
use policyvane::report::explanation_text;
use policyvane::{Classifier, Result};
use serde_json::json;

use crate::cli::arguments::Explain;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::settings::inputs::find;

pub fn run(typed: Explain, session: &mut Session) -> Result<()> {
    let inputs = find(&typed.inputs, session)?;
    let classifier = session.classifier()?;
    let asked = typed.theme.as_deref().map(|name| classifier.theme_index(name)).transpose()?;
    let mut output = Output::open(None)?;
    let language = session.language;
    inputs.read(session, 64, |articles, _| {
        for article in &articles {
            let text = if typed.json {
                explain_json(&classifier, article, asked) + "\n"
            } else {
                explanation_text(&classifier, article, asked, typed.top, language)
            };
            output.write(text.as_bytes())?;
        }
        Ok(())
    })?;
    output.finish()
}

fn explain_json(classifier: &Classifier, article: &Article, asked: Option<usize>) -> String {
    let document = Document { headline: &article.title, body: &article.text };
    let assignment = classifier.assign(&document);
    let explanation = classifier.explain(&document, asked.unwrap_or(assignment.theme));
    json!({
        "id": article.id,
        "title": article.title,
        "theme": classifier.themes()[explanation.theme].id,
        "undetermined": assignment.undetermined,
        "probability": assignment.probabilities[explanation.theme],
        "decision": explanation.decision,
        "bias": explanation.bias,
        "contributions": explanation.contributions,
    })
    .to_string()
}
