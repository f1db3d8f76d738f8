//! The commands of the program, one file for each.

mod adapt;
mod archive;
mod audit;
mod classify;
mod digest;
mod evaluate;
mod explain;
mod ingest;
mod merge;
mod report;
mod serve;
mod themes;
mod train;

use policyvane::Result;

use crate::cli::arguments::{Arguments, Command};
use crate::cli::session::Session;

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
