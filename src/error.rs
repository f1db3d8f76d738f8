//! One error type: each variant is one thing a user can mend.
//!
//! The message says what is wrong and where (file, line, field); [`Error::help`] says what to do about it.
//! The command line prints both; the library never prints.

use std::path::PathBuf;

/// Why no article is left to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NothingToReport {
    /// No article was found.
    NoArticle,
    /// All articles lie outside the filters.
    Filtered,
    /// No article has a date.
    NoDate,
}

/// Kinds of files that lie among issues and are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnreadableKind {
    /// Word's old format (.doc) or that of WPS (.wps).
    OldWord,
    /// Rich text.
    Rtf,
    /// OFD, the Chinese fixed-layout format.
    Ofd,
    /// A picture or a scan.
    Image,
    /// A presentation.
    Presentation,
    /// CAJ, the format of CNKI.
    Caj,
    /// An archive of a kind that is not unpacked (.rar, .7z).
    Archive,
    /// Sound or video.
    Media,
    /// Any other file.
    Other,
}

impl std::fmt::Display for UnreadableKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            UnreadableKind::OldWord => "old Word (.doc, .wps)",
            UnreadableKind::Rtf => "rich text (.rtf)",
            UnreadableKind::Ofd => "OFD",
            UnreadableKind::Image => "picture",
            UnreadableKind::Presentation => "presentation",
            UnreadableKind::Caj => "CAJ",
            UnreadableKind::Archive => "archive (.rar, .7z)",
            UnreadableKind::Media => "sound and video",
            UnreadableKind::Other => "such",
        })
    }
}

impl UnreadableKind {
    fn help(self) -> &'static str {
        match self {
            UnreadableKind::OldWord | UnreadableKind::Rtf => "save it as .docx or as text",
            UnreadableKind::Ofd | UnreadableKind::Caj => "open it in its reader and save it as PDF or as text",
            UnreadableKind::Image => "run text recognition (OCR) on it and give the text",
            UnreadableKind::Presentation => "save it as PDF or as text",
            UnreadableKind::Archive => "unpack it and give the folder, or pack it as .zip",
            UnreadableKind::Media => "give a transcript of it",
            UnreadableKind::Other => "move it out of the folder if it is no article",
        }
    }
}

/// What can go wrong, one variant per thing a user can mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A path or pattern that leads to no readable file.
    #[error("{path}: no such file, and nothing matches it as a pattern")]
    NoInput {
        /// The path or pattern as typed.
        path: String,
    },
    /// A folder without any file of a known kind.
    #[error("{path}: holds no file of a known kind (.txt, .pdf, .html, .md, .docx, .jsonl, .csv, .zip, .tar.gz)")]
    NothingToRead {
        /// The folder as typed.
        path: String,
    },
    /// A file with nothing in it but white space.
    #[error("{file}: is empty")]
    EmptyFile {
        /// The file.
        file: String,
    },
    /// A file that is not text.
    #[error("{file}: is not text ({looks_like})")]
    NotText {
        /// The file.
        file: String,
        /// What its first bytes look like.
        looks_like: &'static str,
    },
    /// Text that is neither UTF-8 nor GB18030.
    #[error("{file}: is neither UTF-8 nor GB18030 text (first bad byte at offset {offset})")]
    UnknownEncoding {
        /// The file.
        file: String,
        /// Offset in bytes of the first byte that is not UTF-8.
        offset: usize,
    },
    /// Text of which a few bytes could not be decoded; it was read with U+FFFD in their place.
    #[error("{file}: {count} characters could not be decoded and are replaced by \u{FFFD}")]
    Replaced {
        /// The file.
        file: String,
        /// How many.
        count: usize,
    },
    /// A file that is larger than anything of its kind should be, packed or unpacked.
    #[error("{file}: is larger than {} MB unpacked; it is not read", limit >> 20)]
    TooLarge {
        /// The file.
        file: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// An archive that cannot be read (further).
    #[error("{file}: cannot be read as an archive: {problem}")]
    BadArchive {
        /// The archive.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A member of an archive that cannot be read; the others are.
    #[error("{file}: {problem}")]
    BadMember {
        /// The archive and the member.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// An archive or gzipped file inside an archive.
    #[error("{file}: is packed within an archive; it is not read")]
    NestedArchive {
        /// The archive and the member.
        file: String,
    },
    /// A document that is not what its name says.
    #[error("{file}: cannot be read as a document: {problem}")]
    BadDocument {
        /// The file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A page of a PDF that draws no text.
    #[error("{file}: page {page} has no text: it is a scan or a picture")]
    NoText {
        /// The file.
        file: String,
        /// The page, from 1.
        page: usize,
    },
    /// A file of a kind that is not read.
    #[error("{file}: {kind} files are not read")]
    UnreadableKind {
        /// The file.
        file: String,
        /// Its kind.
        kind: UnreadableKind,
    },
    /// A table whose columns cannot be understood.
    #[error("{file}: none of its columns can be read as the text or the headline of articles (found: {found})")]
    UnknownColumns {
        /// The file.
        file: String,
        /// The columns there are.
        found: String,
    },
    /// A page whose text cannot be used: its fonts do not tell which characters they draw.
    #[error("{file}: the text of page {page} cannot be read: its fonts do not say which characters they draw")]
    UnreadableText {
        /// The file.
        file: String,
        /// The page, from 1.
        page: usize,
    },
    /// An output that is one of the inputs.
    #[error("{}: is one of the inputs; it is not overwritten", path.display())]
    OutputIsInput {
        /// The file.
        path: PathBuf,
    },
    /// A table without a column that is needed.
    #[error("{file}: has no column `{column}` (found: {found})")]
    MissingColumn {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// The columns there are.
        found: String,
    },
    /// A line that does not parse.
    #[error("{file}:{line}: {problem}")]
    BadLine {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What the parser said.
        problem: String,
    },
    /// A field whose value cannot be used.
    #[error("{file}:{line}: field `{field}`: {problem}")]
    BadField {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A calendar date that cannot be understood.
    #[error("`{value}` is not a date")]
    BadDate {
        /// The value as given.
        value: String,
    },
    /// A theme set that cannot be used.
    #[error("{file}: is not a usable theme set: {problem}")]
    BadThemeSet {
        /// The file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A user dictionary or list that cannot be used.
    #[error("{file}:{line}: is not a dictionary entry: {problem}")]
    BadDictionary {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// A theme that the model does not have.
    #[error("unknown theme `{name}`")]
    UnknownTheme {
        /// The name as given.
        name: String,
        /// The id of the theme with the most similar name, where one is similar.
        nearest: Option<String>,
    },
    /// A place that no division of GB/T 2260 is called, or several are.
    #[error("unknown region `{value}`")]
    UnknownRegion {
        /// The name as given.
        value: String,
        /// The full names of the divisions that may be meant.
        candidates: Vec<String>,
    },
    /// Labels that the theme set does not know, where it must.
    #[error("{count} articles carry themes that the theme set does not know: {themes}")]
    UnknownThemes {
        /// How many articles.
        count: usize,
        /// The unknown ids, with their counts.
        themes: String,
    },
    /// Training data with fewer than two themes.
    #[error("the labelled articles carry {found} theme(s); a classifier needs at least two")]
    TooFewThemes {
        /// How many were found.
        found: usize,
    },
    /// No labelled article at all.
    #[error("no labelled article was found in {inputs}")]
    NoLabels {
        /// What was read.
        inputs: String,
    },
    /// No article left after filters.
    #[error("no article is left to report: {}", reason.message())]
    NothingToReport {
        /// Why.
        reason: NothingToReport,
    },
    /// Articles that a report cannot count.
    #[error("{count} articles have no date that tells their period; they are not counted")]
    Undated {
        /// How many.
        count: usize,
    },
    /// An article that was read already from another file.
    #[error("{file}: article `{id}` was read already from {first}")]
    ReadTwice {
        /// The file.
        file: String,
        /// The article's id.
        id: String,
        /// Where it was read first.
        first: String,
    },
    /// Inputs of which nothing could be read.
    #[error("no article could be read")]
    NothingRead,
    /// A setting outside its range.
    #[error("setting `{setting}` is {value}; it must be {expected}")]
    BadSetting {
        /// The setting's name.
        setting: &'static str,
        /// Its value.
        value: String,
        /// What it may be.
        expected: &'static str,
    },
    /// A file that is not a model.
    #[error("{file}: is not a policyvane model")]
    NotAModel {
        /// The file.
        file: String,
    },
    /// A model that ends too early.
    #[error("{file}: the model file is cut short ({found} of {expected} bytes)")]
    ModelCutShort {
        /// The file.
        file: String,
        /// Bytes there are.
        found: u64,
        /// Bytes there should be.
        expected: u64,
    },
    /// A model whose content does not fit its digest or its own header.
    #[error("{file}: the model file is damaged ({problem})")]
    ModelDamaged {
        /// The file.
        file: String,
        /// What does not fit.
        problem: String,
    },
    /// A model written by a newer program.
    #[error("{file}: is a model of format {found}; this program reads formats up to {supported}")]
    ModelTooNew {
        /// The file.
        file: String,
        /// Its format number.
        found: u16,
        /// The newest format this program reads.
        supported: u16,
    },
    /// The numerical part of training failed.
    #[error("training failed: {problem}")]
    Training {
        /// What the solver said.
        problem: String,
    },
    /// A chart could not be drawn.
    #[error("chart `{chart}` could not be drawn: {problem}")]
    Chart {
        /// Which chart.
        chart: String,
        /// What failed.
        problem: String,
    },
    /// The user stopped the program.
    #[error("stopped")]
    Interrupted,
}

impl NothingToReport {
    fn message(self) -> &'static str {
        match self {
            NothingToReport::NoArticle => "no article was found",
            NothingToReport::Filtered => "all articles lie outside the filters",
            NothingToReport::NoDate => "none of the articles has a date",
        }
    }
}

impl Error {
    /// What the user can do about it, in one sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Error::Read { .. } => "check that the path exists and that you may read it",
            Error::Write { .. } => "check the free space and that you may write there, or choose another place with -o",
            Error::NoInput { .. } => "check the spelling; put patterns with * in quotes",
            Error::NothingToRead { .. } => {
                "give a folder of pages (.txt, .pdf, .html, .docx), or article files in .jsonl or .csv"
            }
            Error::EmptyFile { .. } => "remove it, or fetch the page again",
            Error::NotText { .. } => "name the file by what it is (.pdf, .docx, .zip), or convert it to text first",
            Error::UnknownEncoding { .. } => "save the file as UTF-8 or GB18030",
            Error::Replaced { .. } => "fetch the file again, or check its encoding; the rest of it was read",
            Error::TooLarge { .. } => "unpack or split it yourself if you trust it",
            Error::BadArchive { .. } => "copy the archive again, or unpack it and give the folder",
            Error::BadMember { .. } => "unpack the archive and give the folder; the other members were read",
            Error::NestedArchive { .. } => "unpack the outer archive and give the folder",
            Error::BadDocument { .. } => "open it and save it again, or save it as text",
            Error::NoText { .. } => "run text recognition (OCR) on it first; the other pages were read",
            Error::UnreadableKind { kind, .. } => kind.help(),
            Error::UnknownColumns { .. } => "name the columns, as in text=正文,date=发布时间",
            Error::UnreadableText { .. } => "run text recognition (OCR) on it; the other pages were read",
            Error::OutputIsInput { .. } => "choose another place for the output",
            Error::MissingColumn { .. } => "name the column in the first line of the file",
            Error::BadLine { .. } => "mend or remove the line; the other lines were read",
            Error::BadField { .. } => "mend the value; the other lines were read",
            Error::BadDate { .. } => "write dates as 2025-04-26, 2025-04 or 2025",
            Error::BadThemeSet { .. } => "see data/themes.toml for a working example",
            Error::BadDictionary { .. } => "write one `word [frequency [tag]]` per line",
            Error::UnknownTheme { .. } => "list them with `policyvane themes`",
            Error::UnknownRegion { .. } => "use a province, prefecture or county name, or a six-digit code",
            Error::UnknownThemes { .. } => {
                "add them to the file given with --themes, correct the labels, or leave out --strict"
            }
            Error::TooFewThemes { .. } => "label articles of a second theme; articles of no theme may carry `none`",
            Error::NoLabels { .. } => "labelled articles carry their theme's id in the field `theme`",
            Error::NothingToReport { .. } => "widen the filters, or give the date of the issues with --date",
            Error::Undated { .. } => "give the date of the issues with --date, or in their file names",
            Error::ReadTwice { .. } => "give the raw pages or the articles made of them, not both",
            Error::NothingRead => "see the messages above",
            Error::BadSetting { .. } => "see --help for its meaning",
            Error::NotAModel { .. } => "models are made by `policyvane train` and end in .pvm",
            Error::ModelCutShort { .. } | Error::ModelDamaged { .. } => "copy the model again, or train it anew",
            Error::ModelTooNew { .. } => "use a newer policyvane, or train the model anew with this one",
            Error::Training { .. } => "check the labels; report it with the command line if they are sound",
            Error::Chart { .. } => "report it with the command line",
            Error::Interrupted => "what was finished before is kept",
        }
    }
}

/// The library's result type.
pub type Result<T, E = Error> = std::result::Result<T, E>;
