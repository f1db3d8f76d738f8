//! The `policyvane` program: see `policyvane --help`.

// The macros panic where nobody reads what they print: `cli/terminal.rs` does not.
#![deny(clippy::print_stderr, clippy::print_stdout)]

mod cli;

use std::process::ExitCode;

/// With musl's own allocator two threads read files more slowly than one (see `docs/DECISIONS.md`).
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (arguments, language) = cli::read_arguments(std::env::args_os().collect());
    let mut session = match cli::Session::begin(&arguments, language) {
        Ok(session) => session,
        Err(status) => return status.into(),
    };
    let outcome = cli::run(arguments, &mut session);
    session.end(outcome).into()
}
