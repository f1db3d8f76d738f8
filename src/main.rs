//! The `policyvane` program: see `policyvane --help`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    let (arguments, language) = cli::read_arguments(std::env::args_os().collect());
    let mut session = match cli::Session::begin(&arguments, language) {
        Ok(session) => session,
        Err(status) => return status.into(),
    };
    let outcome = cli::run(arguments, &mut session);
    session.end(outcome).into()
}
