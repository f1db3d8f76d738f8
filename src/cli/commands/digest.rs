//! `policyvane digest`: the articles of one day by theme, to print.

use jiff::civil::Date;
use policyvane::archive::Archive;
use policyvane::corpus::PartialDate;
use policyvane::messages::{self, Counted, command_line, counted};
use policyvane::report::tables::{readable_workbook, to_csv};
use policyvane::report::{DailyDigest, digest_rows, to_docx, to_html, to_markdown};
use policyvane::survey::{FarDays, FirstSentences, Repeated, STORY_DAYS, Survey, write_file};
use policyvane::{Classifier, Error, Expected, Language, NothingToReport, Result};

use crate::cli::arguments::Digest;
use crate::cli::arguments::inputs::{About, Inputs};
use crate::cli::session::Session;
use crate::cli::settings::inputs::{Origin, find};

/// The form of the digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Docx,
    Html,
    Markdown,
    Workbook,
}

pub fn run(typed: Digest, session: &mut Session) -> Result<()> {
    let form = form_of(&typed.output)?;
    let day = typed.date.as_ref().map(|text| whole_day(text)).transpose()?;
    let Digest { paths, db, sources, columns, .. } = typed;
    // The date chooses the day; what the issues are dated is for them to say.
    let classifier = session.classifier_of(db.as_deref())?;
    let origin =
        find(&Inputs { paths, db, about: About { sources, columns, ..About::default() } }, session)?.without_copies();
    origin.files_read(session).refuse([&typed.output])?;
    let digest = match &origin {
        Origin::Files(inputs) => of_files(inputs, day, &classifier, session)?,
        Origin::Archive(archive) => of_archive(archive, day, &classifier, session.language)?,
    };
    write_file(&typed.output, &bytes_of(&digest, form, session.language)?)?;
    let articles = counted(session.language, digest.articles, Counted::Articles);
    let file = typed.output.display().to_string();
    session.note(&messages::digest_written(session.language, &digest.day, &articles, &file));
    Ok(())
}

fn form_of(output: &std::path::Path) -> Result<Form> {
    match output.extension().map(|ending| ending.to_string_lossy().to_lowercase()).as_deref() {
        Some("docx") => Ok(Form::Docx),
        Some("html" | "htm") => Ok(Form::Html),
        Some("md") => Ok(Form::Markdown),
        Some("xlsx") => Ok(Form::Workbook),
        _ => {
            let value = output.display().to_string();
            Err(Error::BadSetting { setting: "--output", value, expected: Expected::DigestEnding })
        }
    }
}

fn whole_day(text: &str) -> Result<Date> {
    let date: PartialDate = text.parse()?;
    date.full().ok_or_else(|| Error::BadDate { value: text.to_owned() })
}

fn bytes_of(digest: &DailyDigest, form: Form, language: Language) -> Result<Vec<u8>> {
    match form {
        Form::Docx => to_docx(digest, language),
        Form::Html => Ok(to_html(digest, language).into_bytes()),
        Form::Markdown => Ok(to_markdown(digest, language).into_bytes()),
        Form::Workbook => readable_workbook(&to_csv(digest_rows(digest, language)), language),
    }
}

const NO_DATE: Error = Error::NothingToReport { reason: NothingToReport::NoDate };

/// The digest of files, which are all read: the earlier days among them are the yardstick.
fn of_files(
    inputs: &policyvane::corpus::Inputs,
    day: Option<Date>,
    classifier: &Classifier,
    session: &mut Session,
) -> Result<DailyDigest> {
    let mut survey = Survey::new(classifier);
    let (mut sentences, mut repeated) = (FirstSentences::default(), Repeated::default());
    let mut far = FarDays::default();
    let bar = session.progress(command_line::reading_and_classifying(session.language), None);
    let read = inputs.read(session, 1024, |mut articles, _| {
        bar.inc(articles.len() as u64);
        articles.retain(|article| repeated.keeps(article) && far.keeps(article));
        articles.iter().for_each(|article| sentences.add(article));
        survey.add(articles);
        Ok(())
    });
    bar.finish_and_clear();
    read?;
    repeated.report(session);
    far.report(session);
    let day = day.or_else(|| survey.last_day()).ok_or(NO_DATE)?;
    survey.daily_digest(day, &sentences, &survey.theme_days(day), session.language)
}

/// The digest of an archive; only the days that it needs are read.
fn of_archive(
    archive: &Archive,
    day: Option<Date>,
    classifier: &Classifier,
    language: Language,
) -> Result<DailyDigest> {
    let last = || -> Result<Date> { archive.last_day()?.and_then(|date| date.full()).ok_or(NO_DATE) };
    let day = day.map_or_else(last, Ok)?;
    let mut survey = Survey::new(classifier);
    let mut sentences = FirstSentences::default();
    archive.survey_days(&mut survey, day, STORY_DAYS, |article| sentences.add(article))?;
    survey.daily_digest(day, &sentences, &archive.theme_days(day)?, language)
}
