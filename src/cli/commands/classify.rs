//! `policyvane classify`: articles or raw issues to the table of themes.

use std::collections::BTreeSet;
use std::path::Path;

use policyvane::corpus::{Article, BYTE_ORDER_MARK, Inputs, Shard};
use policyvane::messages::{Counted, command_line as messages, counted};
use policyvane::model::Assignment;
use policyvane::report::tables::{CapRow, ClassifiedRow, FurtherColumns, guarded_csv};
use policyvane::survey::{ShardedRun, remove_left_over, write_state};
use policyvane::{Classifier, Error, Expected, Result};
use rayon::prelude::*;

use crate::cli::arguments::{Classify, TableFormat};
use crate::cli::files_read::FilesRead;
use crate::cli::output::{Output, table_format};
use crate::cli::session::Session;
use crate::cli::settings;
use crate::cli::settings::inputs::{Origin, find, read_options};

/// At most this many articles are in memory at once.
const PORTION: usize = 1024;

pub fn run(typed: Classify, session: &mut Session) -> Result<()> {
    if let Some(abstain) = typed.abstain.filter(|p| !(0.0..=1.0).contains(p)) {
        let value = abstain.to_string();
        return Err(Error::BadSetting { setting: "--abstain", value, expected: Expected::Share });
    }
    let shard = shard(&typed)?;
    if let Some(path) = typed.table.output.as_deref().filter(|path| is_state(path)) {
        return write_as_state(path, &typed, shard, session);
    }
    let format = table_format(typed.table.format, typed.table.output.as_deref(), TableFormat::Csv)?;
    let inputs = find(&typed.inputs, session)?;
    inputs.files_read(session).refuse(&typed.table.output)?;
    let inputs = if typed.shard.is_some() { part(inputs, shard)? } else { inputs };
    let classifier = session.classifier_of(typed.inputs.db.as_deref())?;
    let mut output = Output::open(typed.table.output.as_deref())?;
    let is_guarded = typed.excel && !output.is_workbook();
    let bar = session.progress(messages::classifying(session.language), None);
    let language = session.language;
    // Unknown columns are kept; the table's columns are those of the first articles, since the rest is not yet read.
    let mut columns: Option<FurtherColumns> = None;
    let mut reported = BTreeSet::new();
    let outcome = inputs.read(session, PORTION, |mut articles, session| {
        let assignments = assignments(&classifier, &articles, &typed, format);
        if typed.probabilities {
            add_probabilities(&mut articles, &assignments, &classifier);
        }
        let found = FurtherColumns::of(&articles);
        let columns: &FurtherColumns = match &columns {
            None => {
                output.write(header(&typed, format, &found).as_bytes())?;
                columns.insert(found)
            }
            Some(columns) => {
                if matches!(format, TableFormat::Csv | TableFormat::Cap)
                    && let Some(late) =
                        found.0.iter().find(|name| !columns.0.contains(name) && reported.insert((*name).clone()))
                {
                    session.note(&messages::note(language, &messages::late_column(language, late)));
                }
                columns
            }
        };
        let line = |(article, assignment): (&Article, &Assignment)| {
            let row = ClassifiedRow::new(&classifier, article, assignment, typed.abstain, language);
            match format {
                TableFormat::Csv if is_guarded => guarded_csv(&columns.line(&row, article)),
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
                session.note(&messages::rows_so_far(language, &part.display().to_string()));
            }
            Err(Error::Interrupted)
        }
        Err(error) => Err(error),
        Ok(_) => {
            if columns.is_none() {
                output.write(header(&typed, format, &FurtherColumns::default()).as_bytes())?;
            }
            output.finish()
        }
    }
}

/// The themes of articles, with the terms that decided where they are asked for and the format has room for them.
fn assignments(
    classifier: &Classifier,
    articles: &[Article],
    typed: &Classify,
    format: TableFormat,
) -> Vec<Assignment> {
    match !typed.no_evidence && matches!(format, TableFormat::Csv | TableFormat::Jsonl) {
        true => classifier.assign_all(articles),
        false => classifier.assign_all_without_evidence(articles),
    }
}

/// The part of the inputs that is asked for.
fn shard(typed: &Classify) -> Result<Shard> {
    let Some(text) = &typed.shard else { return Ok(Shard::WHOLE) };
    text.parse().map_err(|_| Error::BadSetting { setting: "--shard", value: text.clone(), expected: Expected::Shard })
}

/// The shard's part of the files; an archive has none.
fn part(inputs: Origin, shard: Shard) -> Result<Origin> {
    match inputs {
        Origin::Files(inputs) => Ok(Origin::Files(Box::new(inputs.part(shard)))),
        archive => archive.files().map(|_| ()).map(|()| archive),
    }
}

/// Whether a state is asked for, by the ending of the output's name.
fn is_state(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("state"))
}

/// Writes what `policyvane merge` makes a report of.
fn write_as_state(path: &Path, typed: &Classify, shard: Shard, session: &mut Session) -> Result<()> {
    let options = [
        ("--format", typed.table.format.is_some()),
        ("--excel", typed.excel),
        ("--probabilities", typed.probabilities),
        ("--no-evidence", typed.no_evidence),
        ("--abstain", typed.abstain.is_some()),
    ];
    if let Some((setting, _)) = options.into_iter().find(|(_, is_typed)| *is_typed) {
        return Err(Error::BadSetting { setting, value: path.display().to_string(), expected: Expected::NotForStates });
    }
    if typed.inputs.db.is_some() {
        return find(&typed.inputs, session)?.files().map(|_| ());
    }
    let about = &typed.inputs.about;
    let mut found = Vec::new();
    let inputs = Inputs::find(&typed.inputs.paths, read_options(about)?, about.sources.as_deref(), None, &mut found)?;
    session.note_results(&inputs);
    FilesRead::new(inputs.paths()).with(session.model()).refuse([path])?;
    remove_left_over(path);
    let classifier = session.classifier()?;
    let bar = session.progress(messages::classifying(session.language), None);
    let reading = settings::reading(&typed.inputs.about);
    let progress = |articles| bar.inc(articles as u64);
    let run = ShardedRun { inputs, found, shard, reading: &reading };
    let written = write_state(path, &classifier, run, session, progress);
    bar.finish_and_clear();
    let articles = counted(session.language, written?, Counted::Articles);
    session.note(&messages::state_written(
        session.language,
        &shard.to_string(),
        &articles,
        &path.display().to_string(),
    ));
    Ok(())
}

/// Adds the probability of each theme to the fields of each article, rounded to four decimals.
fn add_probabilities(articles: &mut [Article], assignments: &[Assignment], classifier: &Classifier) {
    for (article, assignment) in articles.iter_mut().zip(assignments) {
        for (theme, probability) in classifier.themes().iter().zip(&assignment.probabilities) {
            let rounded = (probability * 1e4).round() / 1e4;
            article.extra.insert(format!("probability_{}", theme.id), rounded.into());
        }
    }
}

/// What stands before the first row.
fn header(typed: &Classify, format: TableFormat, columns: &FurtherColumns) -> String {
    match format {
        TableFormat::Csv => {
            format!("{}{}", if typed.excel { BYTE_ORDER_MARK } else { "" }, columns.header::<ClassifiedRow>())
        }
        TableFormat::Cap => columns.header::<CapRow>(),
        TableFormat::Jsonl | TableFormat::Fasttext => String::new(),
    }
}
