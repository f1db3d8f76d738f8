//! The command line: the only part of the program that prints or asks what time it is.
//!
//! One file per command. What the user typed ([`arguments`]) becomes checked settings before any work starts.

mod adapt;
mod adding;
mod archive;
mod archive_arguments;
mod arguments;
mod audit;
mod classify;
mod digest;
mod evaluate;
mod explain;
mod files_read;
mod help;
mod ingest;
mod input_arguments;
mod inputs;
mod labels;
mod locale;
mod merge;
mod output;
mod papers;
mod record;
mod report;
mod report_settings;
mod selections;
mod serve;
mod session;
mod terminal;
mod themes;
mod train;
mod usage_error;
mod watch;

pub use session::Session;

use std::ffi::OsString;

use arguments::{Arguments, Command, Lang};
use clap::FromArgMatches;
use policyvane::{Language, Result};

/// Reads the command line, whose first word is the program's name, and the user's language; prints help or a usage error
/// and ends the program where that is due.
pub fn read_arguments(mut typed: Vec<OsString>) -> (Arguments, Language) {
    // A double click gives no arguments: people without a terminal get the page.
    if typed.len() <= 1 {
        typed.push("serve".into());
    }
    let language = locale::language_of(&typed, |name| std::env::var(name).ok());
    let matches = help::parser(language).try_get_matches_from(typed);
    let arguments = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = arguments.unwrap_or_else(|error| match usage_error::message(&error, language) {
        Some(message) => {
            terminal::tell(message);
            std::process::exit(error.exit_code())
        }
        None => error.exit(),
    });
    let language = match arguments.lang {
        Some(Lang::Zh) => Language::Chinese,
        Some(Lang::En) => Language::English,
        None => language,
    };
    (arguments, language)
}

/// Runs the command that was asked for.
pub fn run(arguments: Arguments, session: &mut Session) -> Result<()> {
    match arguments.command {
        Command::Report(typed) => report::run(typed, session),
        Command::Audit(typed) => audit::run(typed, session),
        Command::Ingest(typed) => ingest::run(typed, session),
        Command::Classify(typed) => classify::run(typed, session),
        Command::Train(typed) if typed.adapt => adapt::run(&typed, session),
        Command::Train(typed) => train::run(typed, session),
        Command::Evaluate(typed) => evaluate::run(typed, session),
        Command::Explain(typed) => explain::run(typed, session),
        Command::Themes(typed) => themes::run(typed, session),
        Command::Digest(typed) => digest::run(typed, session),
        Command::Merge(typed) => merge::run(typed, session),
        Command::Archive(typed) => archive::run(typed, session),
        Command::Serve(typed) => serve::run(typed, session),
    }
}
