//! From a folder of raw newspaper pages to a table of counts: how many articles carry each policy theme, by year and
//! province.
//!
//! Run it with `cargo run --release --example count_table`.

use policyvane::{Classifier, Language, PeriodKind, Survey};

/// The fictional sample that lies in the repository. Put the path of your own folder here.
const ISSUES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/issues");

fn main() -> Result<(), policyvane::Error> {
    // The model that comes with the library knows 22 policy themes and `none`.
    let classifier = Classifier::shipped()?;

    // A survey reads files, cuts pages into articles and classifies each article.
    let mut survey = Survey::new(&classifier).with_language(Language::English);
    let problems = survey.read(ISSUES)?;

    // Files that could not be read do not stop a survey; they are listed.
    for problem in &problems {
        eprintln!("left out: {problem}");
    }
    eprintln!("{} articles from {} files", survey.articles().len(), survey.files());

    // `counts` gives typed rows, one per period, province and theme; `to_csv` writes them with a header line.
    let counts = survey.counts(PeriodKind::Year)?;
    print!("{}", counts.to_csv());

    // The same rows can be used directly: the theme with the most articles in one year, over all provinces.
    let country = counts.rows.iter().filter(|row| row.region == "all" && row.theme != "none");
    if let Some(row) = country.max_by_key(|row| row.count) {
        eprintln!(
            "most frequent: {} with {} of the {} articles of {}",
            row.theme_name, row.count, row.total, row.period
        );
    }
    Ok(())
}
