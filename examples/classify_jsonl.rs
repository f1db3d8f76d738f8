//! From articles as JSON Lines to their themes: one line of JSON per article on the screen.
//!
//! Run it with `cargo run --release --example classify_jsonl`.

use policyvane::corpus::{Inputs, Problem};
use policyvane::{Classifier, ReadOptions};
use serde_json::json;

/// Articles with one JSON object per line. Only the field `text` is required; `title`, `date`, `source` and others are
/// read where they are there. Tables (.csv, .xlsx), web pages, PDF files and folders are read in the same way.
const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample-labels.jsonl");

/// This many articles are in memory at once, so files of any size can be read.
const PORTION: usize = 256;

fn main() -> Result<(), policyvane::Error> {
    let classifier = Classifier::shipped()?;
    let mut problems: Vec<Problem> = Vec::new();

    // `find` lists the files behind paths, folders and patterns; `read` hands their articles over in portions.
    let inputs = Inputs::find(&[ARTICLES], ReadOptions::default(), None, None, &mut problems)?;
    inputs.read(&mut problems, PORTION, |articles, _| {
        // The articles of a portion are classified on all cores; the order stays.
        for (article, assignment) in articles.iter().zip(classifier.assign_all(&articles)) {
            // Themes are indices into the model's list of themes.
            let id = |theme: usize| classifier.themes()[theme].id.as_str();
            let line = json!({
                "id": article.id,
                "title": article.title,
                "theme": id(assignment.theme),
                "probability": (1000.0 * assignment.probability).round() / 1000.0,
                "secondary": assignment.also.iter().map(|&theme| id(theme)).collect::<Vec<&str>>(),
            });
            println!("{line}");
        }
        Ok(())
    })?;

    for problem in problems {
        eprintln!("left out: {problem}");
    }
    Ok(())
}
