//! Files that are dropped onto the page: kept in a private temporary folder, read and added as `archive add` does, and
//! removed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Json;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use crate::archive::{AddSettings, Archive, KnownFile, is_far};
use crate::corpus::{Input, Inputs, Problem as ReadProblem, ReadOptions};
use crate::error::{Error, UnreadableKind};
use crate::server::api::uploads::{FOLDER, UploadFolder};
use crate::server::parameters::{MAX_WHO, date, person_if_known, short_text};
use crate::server::problem::Problem;
use crate::server::shared::Shared;
use crate::{Language, Result};

/// At most this many files at once, of so many bytes together. The page tells it before it sends them.
pub(in crate::server) const MAX_FILES: usize = 5000;
pub(in crate::server) const MAX_BYTES: usize = 512 << 20;
/// The longest name of a file or a folder, in bytes.
const MAX_NAME: usize = 200;
/// Folders above a file that are kept.
const MAX_DEPTH: usize = 8;
/// Maximum number of problems that are listed; the others are only counted.
const MAX_PROBLEMS: usize = 200;
/// The longest value of a field that is no file.
const MAX_FIELD: usize = 500;

/// What came with a request.
struct Upload {
    folder: UploadFolder,
    files: usize,
    /// Files whose names begin with a dot. Systems hide them, and folders are read without them.
    hidden: Vec<String>,
    options: ReadOptions,
    /// Who adds, for the log; empty where nobody is named.
    who: String,
}

impl Upload {
    /// Whether the user says what the files themselves may not.
    fn says_more(&self) -> bool {
        self.options.date.is_some() || self.options.source.is_some()
    }
}

pub(in crate::server) async fn add(
    State(shared): State<Arc<Shared>>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Json<Value>, Problem> {
    shared.refuse_if_read_only()?;
    let mut parts = parts.map_err(|_| Problem::bad_body())?;
    let mut upload = received(&mut parts, &(shared.settings.now)()).await?;
    upload.who = person_if_known(&upload.who, &shared.settings.who)?;
    if upload.files == 0 {
        return Err(Problem::no_files());
    }
    // Only what has arrived is added, so that a slow upload keeps nobody from adding.
    let adding = shared.begin_adding()?;
    shared
        .with_archive(move |archive, shared| {
            let _adding = adding;
            Ok(Json(added(archive, shared, &upload)?))
        })
        .await
}

/// Writes the files of a request into a folder of their own, which only this user can read. `now` is the present moment.
async fn received(parts: &mut Multipart, now: &str) -> Result<Upload, Problem> {
    let folder = UploadFolder::new().map_err(unwritable)?;
    let (hidden, options) = (Vec::new(), ReadOptions::default());
    let mut upload = Upload { folder, files: 0, hidden, options, who: String::new() };
    let mut given = Vec::new();
    while let Some(mut part) = parts.next_field().await.map_err(failed)? {
        match part.name() {
            Some("file") if upload.files == MAX_FILES => return Err(too_much()),
            Some("file") => {
                let path = safe_path(part.file_name().unwrap_or_default());
                let path = path.ok_or_else(Problem::bad_body)?;
                upload.files += 1;
                if path.iter().any(|name| name.to_string_lossy().starts_with('.')) {
                    upload.hidden.push(path.to_string_lossy().replace('\\', "/"));
                } else {
                    save(&mut part, &upload.folder.path().join(path)).await?;
                }
            }
            Some("date") => {
                let text = once(&mut given, "date", field(&mut part).await?)?;
                if !text.is_empty() {
                    let day = date("date", &text)?.full().filter(|day| !is_far((*day).into(), now));
                    upload.options.date = Some(day.ok_or_else(|| Problem::bad_parameter("date", &text))?);
                }
            }
            Some("paper") => {
                let paper = once(&mut given, "paper", field(&mut part).await?)?;
                upload.options.source = Some(short_text("paper", &paper, MAX_FIELD)?).filter(|paper| !paper.is_empty());
            }
            Some("who") => {
                let who = once(&mut given, "who", field(&mut part).await?)?;
                upload.who = short_text("who", &who, MAX_WHO)?;
            }
            name => return Err(Problem::unknown_parameter(name.unwrap_or("?"))),
        }
    }
    Ok(upload)
}

/// The value of a field, of which there may be no second one.
fn once(given: &mut Vec<&'static str>, name: &'static str, value: String) -> Result<String, Problem> {
    if given.contains(&name) {
        return Err(Problem::bad_parameter(name, &value));
    }
    given.push(name);
    Ok(value)
}

async fn save(part: &mut Field<'_>, path: &Path) -> Result<(), Problem> {
    use std::io::Write;
    if let Some(folder) = path.parent() {
        // A file may bear the name of the folder.
        std::fs::create_dir_all(folder)
            .map_err(|_| Problem::bad_parameter("file", part.file_name().unwrap_or_default()))?;
    }
    let mut file = new_file(path).map_err(unwritable)?;
    while let Some(bytes) = part.chunk().await.map_err(failed)? {
        file.write_all(&bytes).map_err(unwritable)?;
    }
    Ok(())
}

/// A file that was not there: of two files that would get the same name the second gets a number before its ending.
fn new_file(path: &Path) -> std::io::Result<std::fs::File> {
    let mut free = path.to_owned();
    for number in 2.. {
        match std::fs::File::create_new(&free) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && number <= MAX_FILES => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let ending =
                    path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
                free.set_file_name(format!("{stem} ({number}){ending}"));
            }
            result => return result,
        }
    }
    Err(std::io::ErrorKind::AlreadyExists.into())
}

async fn field(part: &mut Field<'_>) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(failed)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_FIELD {
            return Err(Problem::too_large());
        }
    }
    String::from_utf8(bytes).map(|text| text.trim().to_owned()).map_err(|_| Problem::bad_body())
}

fn failed(error: MultipartError) -> Problem {
    match error.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_much(),
        _ => Problem::bad_body(),
    }
}

fn too_much() -> Problem {
    Problem::large_upload(MAX_FILES, MAX_BYTES >> 20)
}

fn unwritable(source: std::io::Error) -> Problem {
    Error::Write { path: PathBuf::new(), source }.into()
}

/// The path that a browser names, below a folder: parts that lead elsewhere are left out, and so are characters that
/// some system does not allow in names.
fn safe_path(typed: &str) -> Option<PathBuf> {
    let clean = |part: &str| -> String {
        let allowed = |c: char| if c.is_control() || "<>:\"|?*".contains(c) { '_' } else { c };
        let mut name: String = part.chars().map(allowed).collect();
        while name.len() > MAX_NAME {
            // The ending tells the format, so the beginning gives way.
            name.remove(0);
        }
        name
    };
    let parts: Vec<String> = typed
        .split(['/', '\\'])
        .map(|part| part.trim().trim_end_matches('.'))
        .filter(|part| !part.is_empty())
        .map(clean)
        .collect();
    let kept = parts.get(parts.len().saturating_sub(MAX_DEPTH)..).filter(|parts| !parts.is_empty())?;
    Some(kept.iter().collect())
}

/// Adds the files and tells what came of them.
fn added(archive: &Archive, shared: &Shared, upload: &Upload) -> Result<Value, Problem> {
    let hidden = |file: &String| ReadProblem {
        file: file.clone(),
        error: Error::UnreadableKind { file: file.clone(), kind: UnreadableKind::Hidden },
    };
    let mut problems: Vec<ReadProblem> = upload.hidden.iter().map(hidden).collect();
    let folder = upload.folder.path();
    let path = folder.to_string_lossy();
    let (mut known, mut incomplete) = (0, Vec::new());
    let is_new = |input: &Input| {
        // Without its folder a file may tell less of its paper than when it was added, but it is the same file.
        let found = if upload.says_more() { None } else { archive.known_file(&input.path).ok().flatten() };
        known += usize::from(found.is_some());
        match found {
            Some(KnownFile::Complete) => {}
            // What it did not tell can be said now as well as then.
            Some(KnownFile::Incomplete) => incomplete.push(input.name.clone()),
            // A file that cannot be read is told of when it is added.
            None => {
                let _ = archive.take_for_partly_removed(&input.path);
            }
        }
        found.is_none()
    };
    // What somebody drops onto the page is meant to be read.
    let options = ReadOptions { reads_results: true, ..upload.options.clone() };
    let inputs = Inputs::find(&[path.as_ref()], options, None, None, &mut problems).map(|inputs| inputs.only(is_new));
    let at = (shared.settings.now)();
    let settings = AddSettings { at: &at, who: &upload.who, again: false, handed_over: true };
    let outcome = inputs.and_then(|inputs| archive.add(inputs, &shared.classifier(), settings, &mut problems, |_| ()));
    let added = match outcome {
        // Each unreadable file is listed as a problem of its own.
        Err(Error::NothingRead | Error::NothingToRead { .. }) => Default::default(),
        outcome => outcome?,
    };
    // What was read before, and again with what the user says now of its day or paper, is there once.
    let (completed, kept) =
        if upload.says_more() { archive.remove_earlier_readings(folder, (&upload.who, &at))? } else { (0, 0) };
    // Two additions of one second bear the same time.
    let is_nothing_new = added.files == 0 && added.corrected.is_empty() && completed == 0;
    let issues = if is_nothing_new { Vec::new() } else { archive.added_below(folder, &at)? };
    incomplete.extend(archive.incomplete_below(folder)?);
    let listed = problems.iter().take(MAX_PROBLEMS).map(|problem| problem_as_json(problem, folder));
    Ok(json!({
        "received": upload.files,
        "new_files": added.files,
        "corrected_files": added.corrected,
        "known_files": added.unchanged + known,
        "known_articles": added.known_articles,
        "kept_labels": added.kept_labels + kept,
        "lost_labels": added.lost_labels.iter().map(|lost| json!({
            "file": lost.file, "headline": lost.headline, "theme": lost.theme, "who": lost.who,
        })).collect::<Vec<_>>(),
        "articles": added.articles,
        "days": added.days,
        "completed": completed,
        "issues": issues.iter().map(|(date, paper, pages, articles)| json!({
            "date": date, "paper": paper, "pages": pages, "articles": articles,
        })).collect::<Vec<_>>(),
        "incomplete_files": incomplete,
        "addition": folder.file_name().unwrap_or_default().to_string_lossy().trim_start_matches(FOLDER),
        "at": at,
        "problems": listed.collect::<Vec<_>>(),
        "further_problems": problems.len().saturating_sub(MAX_PROBLEMS),
    }))
}

/// What was left out and why, without the temporary folder's path.
fn problem_as_json(problem: &ReadProblem, folder: &Path) -> Value {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let without = |text: &str| {
        let mut text = text.to_owned();
        for folder in [folder, whole.as_path()] {
            let folder = folder.to_string_lossy();
            text = text.replace(&format!("{folder}{}", std::path::MAIN_SEPARATOR), "").replace(&*folder, "");
            text = text.replace(&(folder.replace('\\', "/") + "/"), "");
        }
        text
    };
    json!({
        "file": without(&problem.file),
        "zh": without(&problem.error.message(Language::Chinese)),
        "en": without(&problem.error.message(Language::English)),
        "help_zh": problem.error.help(Language::Chinese),
        "help_en": problem.error.help(Language::English),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_told_with_its_limits() {
        let [zh, en] = too_much().into_texts();
        assert!(zh.contains("5000 个文件、512 MB") && en.contains("5000 files and 512 MB"), "{zh} {en}");
    }

    #[test]
    fn paths_stay_below_the_folder() {
        let safe = |typed: &str| safe_path(typed).map(|path| path.to_string_lossy().replace('\\', "/"));
        for (typed, kept) in [
            ("蓝河日报/2024-01-01-01.txt", "蓝河日报/2024-01-01-01.txt"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("..\\..\\a.txt", "a.txt"),
            ("C:\\a\\b.pdf", "C_/a/b.pdf"),
            ("a/./..../b\u{0}.txt", "a/b_.txt"),
        ] {
            assert_eq!(safe(typed).as_deref(), Some(kept), "{typed}");
        }
        assert_eq!((safe(""), safe("../..")), (None, None));
        assert!(safe(&"长".repeat(500)).unwrap().len() <= MAX_NAME);
    }
}
