//! From a folder of raw newspaper pages to a report: charts, tables, a Markdown text and an offline web page.
//!
//! Run it with `cargo run --release --example report`. It writes into a temporary folder, which is removed at the end.

use policyvane::{Classifier, Language, Survey};

/// The fictional sample that lies in the repository. Put the path of your own folder here.
const ISSUES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/issues");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Use a folder of your own, such as "reports/", to keep the files.
    let folder = tempfile::tempdir()?;

    // The report in five lines.
    let classifier = Classifier::shipped()?;
    let mut survey = Survey::new(&classifier);
    let problems = survey.read(ISSUES)?;
    let setup = survey.report().language(Language::English);
    let report = setup.write_to(folder.path())?;

    // Parts of the input that were left out, and what was written.
    problems.iter().for_each(|problem| eprintln!("left out: {problem}"));
    println!("{} charts: {}", report.charts.len(), report.charts.join(", "));
    for (name, bytes) in &report.files {
        println!("{:>9} bytes  {name}", bytes.len());
    }
    Ok(())
}
