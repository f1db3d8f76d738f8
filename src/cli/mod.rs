//! The command line: the only part of the program that prints or asks what time it is.
//!
//! What the user typed ([`arguments`]) becomes checked [`settings`] before any work starts; [`commands`] has one file for each
//! command. The files beside these folders are what all commands share.

mod arguments;
mod commands;
mod dropped;
mod files_read;
mod output;
mod papers;
mod record;
mod session;
mod settings;
mod terminal;

pub use commands::run;
pub use session::Session;

use std::ffi::OsString;

use arguments::{Arguments, Lang, help, locale, usage_error};
use clap::FromArgMatches;
use policyvane::Language;

/// Reads the command line, whose first word is the program's name, and the user's language; prints help or a usage error
/// and ends the program where that is due.
pub fn read_arguments(typed: Vec<OsString>) -> (Arguments, Language) {
    let language = locale::language_of(&typed, |name| std::env::var(name).ok());
    let parser = help::parser(language);
    let implied = dropped::command_line(&typed, |word| parser.find_subcommand(word).is_some(), language);
    let without_command = implied.is_some();
    let matches = parser.try_get_matches_from(implied.unwrap_or(typed));
    let arguments = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = arguments.map(|arguments| Arguments { without_command, ..arguments });
    let arguments = arguments.unwrap_or_else(|error| match usage_error::message(&error, language) {
        Some(message) => {
            terminal::write_stderr(message);
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
