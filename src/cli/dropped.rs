//! Files and folders dragged onto the program: paths and no command.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use policyvane::Language;
use policyvane::messages::command_line as messages;

use super::files_read::is_database;

/// The command line for a double click, which gives no arguments, or for files and folders dragged onto the program, which gives
/// paths only; `None` where a command or an option was typed. People without a terminal get the page, their own archive,
/// or a report beside what they dragged.
pub fn command_line(
    typed: &[OsString],
    is_command: impl Fn(&OsStr) -> bool,
    language: Language,
) -> Option<Vec<OsString>> {
    let (program, arguments) = typed.split_first()?;
    let command = |words: &[&OsStr]| -> Option<Vec<OsString>> {
        let words = words.iter().copied().map(OsStr::to_os_string);
        Some(std::iter::once(program.clone()).chain(words).collect())
    };
    let Some(first) = arguments.first() else { return command(&[OsStr::new("serve")]) };
    if is_command(first) || !arguments.iter().all(|argument| Path::new(argument).exists()) {
        return None;
    }
    if arguments.len() == 1 && is_database(Path::new(first)) {
        return command(&[OsStr::new("serve"), OsStr::new("--db"), first.as_os_str()]);
    }
    let paths: Vec<&Path> = arguments.iter().map(Path::new).collect();
    let folder = report_folder(&paths, language);
    let mut words = vec![OsStr::new("report"), OsStr::new("-o"), folder.as_os_str(), OsStr::new("--")];
    words.extend(arguments.iter().map(OsString::as_os_str));
    command(&words)
}

/// Where the report of dragged paths goes: beside the first of them and named after it, where whoever dragged it looks first. The
/// folder that the program was started in is another one on each system. Never inside a folder that is read, unless that is a whole drive.
fn report_folder(paths: &[&Path], language: Language) -> PathBuf {
    let folders: Vec<PathBuf> =
        paths.iter().filter(|path| path.is_dir()).filter_map(|path| path.canonicalize().ok()).collect();
    let is_read = |place: &Path| {
        let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
        place.canonicalize().is_ok_and(|place| folders.iter().any(|folder| place.starts_with(folder)))
    };
    let first = paths.first().copied().unwrap_or_else(|| Path::new(""));
    // “..” and the root of a drive have no name as they stand.
    let whole = first.canonicalize().unwrap_or_else(|_| first.to_path_buf());
    let named = if first.file_name().is_some() { first } else { whole.as_path() };
    let name = if first.is_dir() { named.file_name() } else { named.file_stem() };
    let name = messages::report_of(language, &name.unwrap_or_else(|| OsStr::new("policyvane")).to_string_lossy());
    let beside = named.ancestors().skip(1).chain(whole.ancestors().skip(1)).find(|place| !is_read(place));
    let elsewhere = || dirs::document_dir().or_else(dirs::home_dir).unwrap_or_default();
    beside.map_or_else(elsewhere, Path::to_path_buf).join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &[&Path]) -> Option<Vec<String>> {
        let typed: Vec<OsString> =
            std::iter::once(Path::new("policyvane")).chain(typed.iter().copied()).map(Into::into).collect();
        let words = command_line(&typed, |word| word == "report", Language::Chinese)?;
        Some(words.into_iter().map(|word| word.into_string().unwrap()).collect())
    }

    #[test]
    fn dragged_paths_become_a_report_beside_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let [issues, page, inner] = ["报纸", "某版.txt", "报纸/一月"].map(|name| folder.path().join(name));
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(&page, "甲").unwrap();
        let output = |typed: &[&Path]| words(typed).map(|words| words[3].clone());
        let beside = |name: &str| Some(folder.path().join(name).display().to_string());
        let all = words(&[&issues, &page]).unwrap();
        assert_eq!(all[..3], ["policyvane", "report", "-o"]);
        assert_eq!(all[4..], ["--", issues.to_str().unwrap(), page.to_str().unwrap()]);
        assert_eq!(output(&[&issues]), beside("报纸-报告"));
        assert_eq!(output(&[&page]), beside("某版-报告"));
        // Beside the first would be inside the second.
        assert_eq!(output(&[&inner, &issues]), beside("一月-报告"));
    }

    #[test]
    fn commands_and_options_stay_as_typed() {
        let folder = tempfile::tempdir().unwrap();
        for typed in [&["report"][..], &["--help"], &["没有这个文件夹"]] {
            assert_eq!(words(&typed.iter().map(Path::new).collect::<Vec<_>>()), None, "{typed:?}");
        }
        assert_eq!(words(&[folder.path(), Path::new("--svg")]), None);
    }

    #[test]
    fn a_double_click_and_an_archive_open_the_page() {
        assert_eq!(words(&[]).unwrap(), ["policyvane", "serve"]);
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("文章库.db");
        std::fs::write(&archive, b"SQLite format 3\0 and pages").unwrap();
        assert_eq!(words(&[&archive]).unwrap()[1..], ["serve", "--db", archive.to_str().unwrap()]);
    }
}
