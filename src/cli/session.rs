//! What lasts for one run: settings for all commands, notes to the user, progress, interruption, exit status.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::{Display, Write};
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use policyvane::Language;
use policyvane::archive::Archive;
use policyvane::corpus::{Inputs, Observer, Problem, TableDescription};
use policyvane::messages::{
    Counted, archive as messages_of_archive, comma, command_line as messages, counted, server as messages_of_server,
};
use policyvane::report::columns_line;
use policyvane::{Classifier, Error, Result};

use crate::cli::arguments::Arguments;
use crate::cli::terminal::write_stderr;

/// Maximum number of messages about one file that are printed; the rest is only counted.
const MAX_MESSAGES_PER_FILE: usize = 10;

/// At most this many names are listed in a message.
const MAX_LISTED: usize = 12;

/// Reads a model file.
pub fn open_model(path: &std::path::Path) -> Result<Classifier> {
    Classifier::from_bytes(&path.display().to_string(), &policyvane::corpus::read_bytes(path)?)
}

/// The number of articles so far, and of those in a second as soon as there are any.
fn articles_so_far(articles: u64, per_second: f64, language: Language) -> String {
    let articles = counted(language, usize::try_from(articles).unwrap_or(usize::MAX), Counted::Articles);
    // A float becomes the nearest whole number within the bounds of the type.
    match per_second.round() as u64 {
        0 => articles,
        per_second => articles + &messages::per_second(language, per_second),
    }
}

/// Maximum number of threads: more than any laptop can use.
const MAX_THREADS: usize = 256;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Everything was done.
    Done = 0,
    /// Done, but some inputs were left out.
    Partly = 1,
    /// Bad usage.
    Usage = 2,
    /// Nothing could be done.
    Nothing = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// What lasts for one run.
pub struct Session {
    /// The user's language.
    pub language: Language,
    model: Option<std::path::PathBuf>,
    quiet: bool,
    /// Whether no command was typed, so that the window closes when the run ends.
    without_command: bool,
    stopped: Arc<AtomicBool>,
    /// Messages by file.
    left_out: BTreeMap<String, usize>,
}

impl Session {
    /// Sets up threads and the handler for Ctrl-C.
    pub fn begin(arguments: &Arguments, language: Language) -> Result<Self, Status> {
        if let Some(threads) = arguments.threads {
            let usable = (1..=MAX_THREADS).contains(&threads)
                && rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().is_ok();
            if !usable {
                write_stderr(messages::bad_threads(language, threads, MAX_THREADS));
                return Err(Status::Usage);
            }
        }
        let stopped = Arc::new(AtomicBool::new(false));
        let flag = stopped.clone();
        // Where no handler can be set, Ctrl-C ends the program at once; files are still written whole or not.
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        Ok(Session {
            language,
            model: arguments.model.clone(),
            quiet: arguments.quiet,
            without_command: arguments.without_command,
            stopped,
            left_out: BTreeMap::new(),
        })
    }

    /// The model asked for, or the one built in.
    pub fn classifier(&self) -> Result<Classifier> {
        match &self.model {
            None => Classifier::shipped(),
            Some(path) => open_model(path),
        }
    }

    /// The model asked for, else the archive's own where articles are from an archive that has one, else the one built in.
    pub fn classifier_of(&self, db: Option<&Path>) -> Result<Classifier> {
        let Some(db) = db.filter(|db| self.model.is_none() && db.exists()) else { return self.classifier() };
        match self.open_archive(db)?.own_model()? {
            None => self.classifier(),
            Some(bytes) => Classifier::from_bytes(&db.display().to_string(), &bytes),
        }
    }

    /// Opens an archive that is there.
    pub fn open_archive(&self, path: &Path) -> Result<Archive> {
        let archive = Archive::open(path)?;
        self.note_doubles(archive.doubles_taken_out());
        Ok(archive)
    }

    /// Notes articles that counted twice in an archive of an earlier version and are now counted once.
    pub fn note_doubles(&self, articles: usize) {
        if articles > 0 {
            let articles = counted(self.language, articles, Counted::Articles);
            self.note(&messages_of_archive::doubles_taken_out(self.language, &articles));
        }
    }

    /// Notes results of this program that lay among the articles and were passed over. Nothing is left out by this.
    pub fn note_results(&self, inputs: &Inputs) {
        let results = inputs.results();
        if results.is_empty() {
            return;
        }
        let files = counted(self.language, results.len(), Counted::Files);
        let mut named = results.iter().take(MAX_LISTED).cloned().collect::<Vec<_>>();
        if results.len() > MAX_LISTED {
            named.push("…".to_owned());
        }
        let named = named.join(comma(self.language));
        self.note(&messages::note(self.language, &messages::results_passed_over(self.language, &files, &named)));
    }

    /// The model file that was asked for.
    pub fn model(&self) -> Option<&Path> {
        self.model.as_deref()
    }

    /// Prints a note unless the user wants none.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            write_stderr(text);
        }
    }

    /// Prints a warning that is no error of the library.
    pub fn warn(&self, text: &str) {
        write_stderr(text);
    }

    /// A name with a count behind it.
    pub fn with_count(&self, name: impl Display, count: usize) -> String {
        format!("{name}{}", messages::in_brackets(self.language, count))
    }

    /// Names with their counts for a message; of many the last are only counted.
    pub fn listed<Name: Display>(&self, counts: &BTreeMap<Name, usize>) -> String {
        let mut listed: Vec<String> =
            counts.iter().take(MAX_LISTED).map(|(name, count)| self.with_count(name, *count)).collect();
        if counts.len() > MAX_LISTED {
            let more = counted(self.language, counts.len() - MAX_LISTED, Counted::Themes);
            listed.push(messages::and_more(self.language, &more));
        }
        listed.join(comma(self.language))
    }

    /// Warns that an input, or a part of it, was left out; the run goes on and ends with status 1.
    pub fn leave_out(&mut self, file: &str, error: &Error) {
        let count = self.left_out.entry(file.to_owned()).or_default();
        *count += 1;
        if *count <= MAX_MESSAGES_PER_FILE {
            let (message, hint) = (error.message(self.language), messages::hint(error, self.language));
            write_stderr(messages::warning(self.language, &message, hint));
        }
    }

    /// Fails once the user has asked to stop.
    pub fn go_on(&self) -> Result<()> {
        if self.stopped.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
    }

    /// A flag that becomes true when the user asks to stop.
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        self.stopped.clone()
    }

    /// Shows a finished page in the browser to someone who typed no command and sits before a screen.
    pub fn show(&self, page: &Path) {
        if self.without_command && std::io::stderr().is_terminal() {
            self.open_in_browser(page.as_os_str());
        }
    }

    /// Opens a file or an address in the browser.
    pub fn open_in_browser(&self, page: impl AsRef<OsStr>) {
        if open::that_detached(page).is_err() {
            self.note(messages_of_server::no_browser(self.language));
        }
    }

    /// Waits until somebody has read why a run did not do everything, where the window closes with it.
    fn wait_for_reader(&self) {
        // Elsewhere the terminal stays open, or the file beside the program waits.
        if cfg!(windows) && self.without_command && std::io::stdin().is_terminal() {
            write_stderr(messages::press_return(self.language));
            // Where nothing can be read the window closes.
            let _ = std::io::stdin().read_line(&mut String::new());
        }
    }

    /// A progress bar on stderr, hidden where stderr is no terminal. Without a length it counts articles and spins.
    pub fn progress(&self, task: &'static str, length: Option<u64>) -> ProgressBar {
        match length {
            Some(length) => self.shown(ProgressBar::new(length), "{msg} {bar:32} {pos}/{len} {eta}", task),
            None => self.shown(ProgressBar::new_spinner(), "{msg} {spinner} {articles}", task),
        }
    }

    /// A sign on stderr that work goes on whose progress cannot be counted.
    pub fn at_work(&self, task: &'static str) -> ProgressBar {
        self.shown(ProgressBar::new_spinner(), "{msg} {spinner}", task)
    }

    fn shown(&self, bar: ProgressBar, form: &str, task: &'static str) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let language = self.language;
        let articles = move |state: &ProgressState, out: &mut dyn Write| {
            // What cannot be shown is left out.
            let _ = out.write_str(&articles_so_far(state.pos(), state.per_sec(), language));
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style.with_key("articles", articles));
        }
        bar.set_message(task);
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }

    /// The last words of a run, and its exit status.
    pub fn end(self, outcome: Result<()>) -> Status {
        let status = self.last_words(outcome);
        if status != Status::Done {
            self.wait_for_reader();
        }
        status
    }

    fn last_words(&self, outcome: Result<()>) -> Status {
        for (file, count) in self.left_out.iter().filter(|(_, count)| **count > MAX_MESSAGES_PER_FILE) {
            let further = counted(self.language, count - MAX_MESSAGES_PER_FILE, Counted::Messages);
            write_stderr(messages::further_messages(self.language, file, &further));
        }
        // A reader that closed its end (`| head`) has got what it wanted.
        let outcome = match outcome {
            Err(Error::Write { source, .. }) if source.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            outcome => outcome,
        };
        match outcome {
            Ok(()) if self.left_out.is_empty() => Status::Done,
            Ok(()) => Status::Partly,
            Err(error) => {
                let (message, hint) = (error.message(self.language), messages::hint(&error, self.language));
                write_stderr(messages::error(self.language, &message, hint));
                match error {
                    Error::BadSetting { .. }
                    | Error::BadDate { .. }
                    | Error::NoSelection
                    | Error::FewLabels { .. }
                    | Error::UnknownPapers { .. }
                    | Error::UnknownTheme { .. }
                    | Error::UnknownRegion { .. } => Status::Usage,
                    Error::Interrupted => Status::Partly,
                    _ => Status::Nothing,
                }
            }
        }
    }
}

impl Observer for Session {
    fn problem(&mut self, problem: Problem) {
        self.leave_out(&problem.file, &problem.error);
    }

    fn columns(&mut self, description: &TableDescription) {
        self.note(&format!("{}: {}", description.file, columns_line(description, self.language)));
    }

    fn goes_on(&self) -> bool {
        !self.stopped.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_in_whole_numbers() {
        assert_eq!(articles_so_far(0, 0.0, Language::English), "0 articles");
        assert_eq!(articles_so_far(1, f64::NAN, Language::Chinese), "1 篇文章");
        assert_eq!(articles_so_far(4096, 1377.355, Language::English), "4096 articles, 1377 a second");
        assert_eq!(articles_so_far(4096, 1377.355, Language::Chinese), "4096 篇文章，每秒 1377 篇");
    }
}
