//! `policyvane archive export --labels` and `policyvane archive import-labels`: labels in the forms of other programs.

use std::path::Path;

use policyvane::archive::{ImportedLabels, LabelFormat, LabelKind};
use policyvane::corpus::read_bytes;
use policyvane::messages::archive as messages;
use policyvane::{Error, Result};

use crate::cli::arguments::archive::{ImportLabels, LabelForm};
use crate::cli::files_read::FilesRead;
use crate::cli::output::{FASTTEXT, JSON_LINES, Output, TABLES, refuse_other_endings};
use crate::cli::record::{now, person};
use crate::cli::session::Session;

fn format_of(form: LabelForm) -> LabelFormat {
    match form {
        LabelForm::Csv => LabelFormat::Csv,
        LabelForm::Jsonl => LabelFormat::Jsonl,
        LabelForm::Doccano => LabelFormat::Doccano,
        LabelForm::LabelStudio => LabelFormat::LabelStudio,
        LabelForm::Fasttext => LabelFormat::FastText,
    }
}

/// The endings of files of a form.
fn endings(form: LabelForm) -> &'static [&'static str] {
    match form {
        LabelForm::Csv => TABLES,
        LabelForm::Jsonl | LabelForm::Doccano => JSON_LINES,
        LabelForm::LabelStudio => &["json"],
        LabelForm::Fasttext => FASTTEXT,
    }
}

/// The form that the ending of a file shows. Both forms of lines of JSON are read alike.
fn guessed(path: &Path) -> LabelFormat {
    match path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).as_deref() {
        Some("csv" | "xlsx") => LabelFormat::Csv,
        Some("json") => LabelFormat::LabelStudio,
        Some("txt") => LabelFormat::FastText,
        _ => LabelFormat::Doccano,
    }
}

pub fn export(db: &Path, form: LabelForm, path: Option<&Path>, session: &mut Session) -> Result<()> {
    refuse_other_endings(path, endings(form))?;
    FilesRead::new([db]).refuse(path)?;
    let archive = session.open_archive(db)?;
    let text = archive.export_labels(format_of(form))?;
    let mut output = Output::open(path)?;
    output.write(text.as_bytes())?;
    output.finish()?;
    let corrections = archive.counting_labels(Some(LabelKind::Correction))?.len();
    session.note(&messages::exported_labels(session.language, archive.coded()?.len(), corrections));
    Ok(())
}

pub fn import(typed: ImportLabels, session: &mut Session) -> Result<()> {
    let archive = session.open_archive(&typed.db.db)?;
    let classifier = session.classifier()?;
    let (who, at) = (person(&typed.who), now());
    let mut all = ImportedLabels::default();
    for path in &typed.files {
        let bytes = read_bytes(path)?;
        let format = typed.format.map_or_else(|| guessed(path), format_of);
        let file = path.display().to_string();
        let found = archive.import_labels(&file, &bytes, format, classifier.theme_set(), (&who, &at))?;
        all.added += found.added;
        all.replaced += found.replaced;
        all.replaced_ids.extend(found.replaced_ids);
        all.known += found.known;
        all.unknown += found.unknown;
        all.ambiguous += found.ambiguous;
        all.empty += found.empty;
    }
    let (recorded, refused) = (all.added + all.replaced + all.known, all.unknown + all.ambiguous);
    if recorded + refused == 0 {
        // Files in which nobody has labelled anything yet are no error, as a search without hits is none.
        session.note(messages::no_labels(session.language));
    } else {
        session.note(&messages::imported_labels(session.language, all.added, all.known));
    }
    if all.replaced > 0 {
        let more = if all.replaced > all.replaced_ids.len() { " …" } else { "" };
        let ids = all.replaced_ids.join(", ") + more;
        session.warn(&messages::replaced_labels(session.language, all.replaced, &ids));
    }
    if all.unknown > 0 {
        session.warn(&messages::unknown_labels(session.language, all.unknown));
    }
    if all.ambiguous > 0 {
        session.warn(&messages::ambiguous_labels(session.language, all.ambiguous));
    }
    if all.empty > 0 {
        session.note(&messages::empty_labels(session.language, all.empty));
    }
    if recorded == 0 && refused > 0 { Err(Error::NothingRecorded) } else { Ok(()) }
}
