//! Text recognition (OCR) of pictures and scanned pages by a program of the user's.
//!
//! The program gets the path of a picture among its arguments and writes what it reads to standard output: lines of text,
//! or boxes with their text (see [`output`]). No shell takes part, so that names of files can never become commands.

mod boxes;
mod output;

pub use boxes::TextBox;
pub use output::Recognised;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr;
use std::time::Duration;

use thiserror::Error;
use wait_timeout::ChildExt;

use crate::corpus::encoding::{Decoded, decode_lossy};

/// Where the path of the picture goes in the arguments of a recogniser.
pub const IMAGE: &str = "{image}";
/// How long a recogniser may work on one picture; a broadsheet takes about a minute on one old processor core.
const TIME_LIMIT: Duration = Duration::from_secs(600);
/// At most this many bytes of output are read; a page full of small print with boxes has about one million.
const MAX_OUTPUT: u64 = 32 << 20;
/// At most this many characters of a message of the recogniser are shown.
const MAX_MESSAGE: usize = 200;

/// A program that reads the text of a picture, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRecognizer {
    program: String,
    arguments: Vec<String>,
    time_limit: Duration,
}

/// A command from which no recogniser can be made: it names no program, lacks `{image}`, or has an open quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("must be a program with its arguments, and {{image}} where the path of the picture goes")]
pub struct CommandError;

/// What was read on a picture, and how well the output of the program could be decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct RecognisedPage {
    /// What was read.
    pub recognised: Recognised,
    /// The number of characters that could not be decoded; U+FFFD stands in their place.
    pub replaced: usize,
}

/// Why a picture was not recognised, in English; `messages/fixed_texts.rs` has the Chinese of the fixed parts.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecognitionProblem {
    /// The program could not be started.
    #[error("`{program}` cannot be started ({reason})")]
    NotStarted {
        /// The program as typed.
        program: String,
        /// What the system said.
        reason: String,
    },
    /// The program worked longer than it may.
    #[error("the recogniser did not end within {0} seconds")]
    TooSlow(u64),
    /// The program reported a failure.
    #[error("the recogniser failed: {0}")]
    Failed(String),
    /// The program found no text.
    #[error("the recogniser found no text")]
    NoText,
    /// What the program wrote is no text, or in no known encoding.
    #[error("what the recogniser wrote is no text in a known encoding")]
    NotDecodable,
    /// The picture or the output could not be stored.
    #[error("the picture cannot be passed on ({0})")]
    Storage(String),
}

impl FromStr for TextRecognizer {
    type Err = CommandError;

    /// Reads a command such as `tesseract {image} stdout -l chi_sim`, split into words as a shell does.
    fn from_str(text: &str) -> Result<Self, CommandError> {
        let mut words = shlex::split(text).ok_or(CommandError)?.into_iter();
        let program = words.next().filter(|program| !program.contains(IMAGE)).ok_or(CommandError)?;
        let arguments: Vec<String> = words.collect();
        if !arguments.iter().any(|argument| argument.contains(IMAGE)) {
            return Err(CommandError);
        }
        Ok(TextRecognizer { program, arguments, time_limit: TIME_LIMIT })
    }
}

impl TextRecognizer {
    /// The same recogniser with another limit of time for one picture; ten minutes if none is set.
    #[must_use]
    pub fn with_time_limit(self, time_limit: Duration) -> Self {
        TextRecognizer { time_limit, ..self }
    }

    /// Reads the text of a picture. `ending` is the ending of names of its format, such as `png`. What the program writes may be in
    /// any encoding that files of text may have: Python on a Chinese Windows writes GBK into a pipe.
    ///
    /// # Errors
    /// [`RecognitionProblem`], where the program cannot be run, fails, takes too long or finds no text.
    pub fn recognise(&self, image: &[u8], ending: &str) -> Result<RecognisedPage, RecognitionProblem> {
        let storage = |error: io::Error| RecognitionProblem::Storage(error.to_string());
        // The folder is readable by its owner alone, and goes away with all that is in it.
        let folder = tempfile::Builder::new().prefix("policyvane-").tempdir().map_err(storage)?;
        let path = folder.path().join(format!("page.{ending}"));
        std::fs::write(&path, image).map_err(storage)?;
        let output = self.run(&path, folder.path())?;
        let recognised = output::parse(&output.text);
        if recognised.is_empty() {
            return Err(RecognitionProblem::NoText);
        }
        Ok(RecognisedPage { recognised, replaced: output.replaced })
    }

    /// Runs the program on a picture; its output goes through files, which cannot block it as pipes can.
    fn run(&self, image: &Path, folder: &Path) -> Result<Decoded, RecognitionProblem> {
        let storage = |error: io::Error| RecognitionProblem::Storage(error.to_string());
        let (output, messages) = (folder.join("output"), folder.join("messages"));
        let image = image.to_string_lossy();
        let mut child = Command::new(&self.program)
            .args(self.arguments.iter().map(|argument| argument.replace(IMAGE, &image)))
            .stdin(Stdio::null())
            .stdout(File::create(&output).map_err(storage)?)
            .stderr(File::create(&messages).map_err(storage)?)
            .spawn()
            .map_err(|error| RecognitionProblem::NotStarted {
                program: self.program.clone(),
                reason: error.to_string(),
            })?;
        let ended = child.wait_timeout(self.time_limit).map_err(storage)?;
        let Some(status) = ended else {
            // Where it has just ended by itself there is nothing left to stop.
            let _ = child.kill();
            let _ = child.wait();
            return Err(RecognitionProblem::TooSlow(self.time_limit.as_secs()));
        };
        if !status.success() {
            let messages = read_file(&messages).map_err(storage)?;
            let messages = decode_lossy("", &messages, None)
                .map_or_else(|_| String::from_utf8_lossy(&messages).into_owned(), |decoded| decoded.text);
            let last = messages.lines().map(str::trim).rfind(|line| !line.is_empty());
            let message = last.map_or_else(|| status.to_string(), |line| line.chars().take(MAX_MESSAGE).collect());
            return Err(RecognitionProblem::Failed(message));
        }
        let output = read_file(&output).map_err(storage)?;
        decode_lossy("", &output, None).map_err(|_| RecognitionProblem::NotDecodable)
    }
}

/// The beginning of a file.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_OUTPUT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_split_without_a_shell() {
        let recognizer: TextRecognizer = "tesseract {image} stdout -l 'chi_sim+eng'".parse().unwrap();
        assert_eq!(recognizer.program, "tesseract");
        assert_eq!(recognizer.arguments, ["{image}", "stdout", "-l", "chi_sim+eng"]);
        for bad in ["", "tesseract", "{image}", "tesseract '{image}"] {
            assert_eq!(bad.parse::<TextRecognizer>(), Err(CommandError), "{bad}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn failures_are_told_apart() {
        let run = |command: &str| {
            let recognizer: TextRecognizer = command.parse().unwrap();
            recognizer.with_time_limit(Duration::from_secs(1)).recognise(b"", "png")
        };
        let text = run("printf '春灌\\n开始' {image}").unwrap();
        assert_eq!(text, RecognisedPage { recognised: Recognised::Text("春灌\n开始".into()), replaced: 0 });
        assert_eq!(run("true {image}"), Err(RecognitionProblem::NoText));
        let failed = run("sh -c 'echo first >&2; echo no such language >&2; exit 3' {image}");
        assert_eq!(failed, Err(RecognitionProblem::Failed("no such language".into())));
        assert_eq!(run("sh -c 'exec sleep 20' {image}"), Err(RecognitionProblem::TooSlow(1)));
        let missing = run("/no/such/program {image}");
        assert!(matches!(missing, Err(RecognitionProblem::NotStarted { .. })), "{missing:?}");
    }

    #[cfg(unix)]
    #[test]
    fn output_is_read_in_its_encoding() {
        let run = |output: &[u8]| {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("says");
            std::fs::write(&file, output).unwrap();
            let command = format!("sh -c \"cat '{}'\" {IMAGE}", file.display());
            command.parse::<TextRecognizer>().unwrap().recognise(b"", "png")
        };
        let page = "河畔新增三处便民公园\n本报讯 3月4日，三处公园向市民开放，附近居民常去。";
        let found = run(&encoding_rs::GBK.encode(page).0).unwrap();
        assert_eq!(found, RecognisedPage { recognised: Recognised::Text(page.into()), replaced: 0 });
        let mut damaged = page.repeat(20).into_bytes();
        damaged[40] = 0xFF;
        let found = run(&damaged).unwrap();
        assert!((1..=3).contains(&found.replaced), "{found:?}");
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
        assert_eq!(run(&noise), Err(RecognitionProblem::NotDecodable));
    }
}
