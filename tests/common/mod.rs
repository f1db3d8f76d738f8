//! Running the real program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The locale of the program in tests: its messages are English unless `--lang` says otherwise.
#[allow(dead_code)]
pub const LOCALE: &str = "en_US.UTF-8";

/// The program without standard input.
#[allow(dead_code)]
pub fn policyvane(arguments: &[&str]) -> Output {
    run(arguments, b"")
}

/// The program with something on standard input.
#[allow(dead_code)]
pub fn run(arguments: &[&str], input: &[u8]) -> Output {
    run_in(LOCALE, arguments, input)
}

/// The program in a locale, with something on standard input.
#[allow(dead_code)]
pub fn run_in(locale: &str, arguments: &[&str], input: &[u8]) -> Output {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_policyvane"))
        .env("LC_ALL", locale)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("the program ends")
}

#[allow(dead_code)]
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text on stdout")
}

#[allow(dead_code)]
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[allow(dead_code)]
pub fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}

/// A path below the repository.
#[allow(dead_code)]
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A file beside the repository. Tests that need one are ignored unless they are asked for.
///
/// # Panics
/// If the file is not on this machine.
#[allow(dead_code)]
pub fn shared(path: &str) -> PathBuf {
    let path = repository("../shared").join(path);
    assert!(path.exists(), "{} is not on this machine", path.display());
    path
}

/// The path as an argument.
#[allow(dead_code)]
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}
