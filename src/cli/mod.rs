//! The command line: the only room that prints, asks for the time or touches output files.
//!
//! One file per command. What the user typed ([`arguments`]) becomes checked settings before any work starts.

mod arguments;
mod classify;
mod evaluate;
mod explain;
mod ingest;
mod inputs;
mod output;
mod report;
mod report_settings;
mod session;
mod themes;
mod train;

pub use arguments::Arguments;
pub use session::Session;

use arguments::Command;
use policyvane::Result;

/// Runs the command that was asked for.
pub fn run(arguments: Arguments, session: &mut Session) -> Result<()> {
    match arguments.command {
        Command::Report(typed) => report::run(typed, session),
        Command::Ingest(typed) => ingest::run(typed, session),
        Command::Classify(typed) => classify::run(typed, session),
        Command::Train(typed) => train::run(typed, session),
        Command::Evaluate(typed) => evaluate::run(typed, session),
        Command::Explain(typed) => explain::run(typed, session),
        Command::Themes(typed) => themes::run(typed, session),
    }
}
