//! One error type: each variant is one thing that a user can correct.
//!
//! [`Error::message`] says what is wrong and where (file, line, field), and [`Error::help`] what to do about it, in either
//! language; `Display` gives the English message. The command line prints both; the library never prints.
//!
//! Long because all errors stand in one type, each with its doc comment.

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
    /// There is no article of the day that was asked for.
    EmptyDay(jiff::civil::Date),
}

/// What lies in the place of an output and is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// An archive or another database.
    Database,
    /// Anything but a model card, where a card would be written.
    NoModelCard,
}

/// Kinds of files that lie among issues and are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnreadableKind {
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
    /// A table of Apache Parquet or Arrow.
    Parquet,
    /// Sound or video.
    Media,
    /// What is attached to a mail.
    Attachment,
    /// A file that describes its folder: a read-me file, a licence.
    ReadMe,
    /// A list of words, labels or packages.
    WordList,
    /// A file whose name begins with a dot, which systems hide.
    Hidden,
    /// Any other file.
    Other,
}

/// What the value of a setting must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A positive number.
    Positive,
    /// A number between 0 and 1.
    Share,
    /// A whole number of at least this size.
    AtLeast(usize),
    /// A whole number within these bounds.
    Range(usize, usize),
    /// One, because pairs are made of single words.
    SingleWords,
    /// The name of a chart.
    ChartName,
    /// A format in which articles can be written: CSV, JSON lines or fastText's labelled lines.
    ArticleFormat,
    /// A term that is not empty.
    Term,
    /// Columns assigned to roles.
    Columns,
    /// A program with its arguments, one of which holds the path of a picture.
    RecognitionCommand,
    /// A name that ends as the format of a table does: .csv, .tsv, .jsonl, .xlsx, or .txt for fastText.
    OutputEnding,
    /// A name with one of these endings.
    Ending(&'static [&'static str]),
    /// A row of a table of events.
    EventRow,
    /// Two spans of time.
    Spans,
    /// Two spans of time that do not overlap.
    SeparateSpans,
    /// A day that is not after that of `--to`.
    NotAfterEnd,
    /// Conditions that select articles to compare: papers, places, a span.
    Versus,
    /// Two selections, each with articles that the other does not have.
    ArticlesOfBoth,
    /// Either paths or an archive.
    PathsOrArchive,
    /// A name that ends as a daily digest does: .docx, .html, .md or .xlsx.
    DigestEnding,
    /// A file; standard input cannot be read twice.
    SavedFile,
    /// A shard by its number and that of all shards.
    Shard,
    /// No such option, because a state holds everything.
    NotForStates,
}

/// What a file has in common with one that was read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repetition {
    /// The bytes, the paper and the day; it is passed over.
    WholeFile,
    /// Some of its articles, of this number; they are passed over.
    Articles(usize),
    /// Name, paper, day and page. This number of articles differ, and both files are kept.
    OtherVersion(usize),
    /// Name, paper, day and page, and it is a version that the other one corrected. This many of its articles are passed over.
    EarlierVersion(usize),
}

/// What is wrong with a state.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StateProblem {
    /// It is another kind of file.
    NotAState,
    /// It was written by a newer program.
    TooNew {
        /// The number of its form.
        found: u64,
        /// The newest form that this program reads.
        supported: u64,
    },
    /// It ends too early.
    CutShort,
    /// A line of it is not what it should be.
    Damaged,
    /// Its articles were classified by another model.
    OtherModel {
        /// The digest of that model.
        model: String,
    },
    /// Other shards of its run are missing.
    MissingShards {
        /// Their numbers, as in `3/4`.
        missing: Vec<String>,
    },
    /// Its shard is given twice.
    SameShard {
        /// The other state.
        other: PathBuf,
    },
    /// A file had another content when another shard was made.
    ChangedFile {
        /// The file.
        file: String,
        /// The state of the other shard.
        other: PathBuf,
    },
    /// A state of another run holds a file of the same name.
    SharedFile {
        /// The file.
        file: String,
        /// The other state.
        other: PathBuf,
    },
}

/// A paper that was asked for by name and has no article among those read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPaper {
    /// The name as given.
    pub name: String,
    /// The most similar names of papers that were read.
    pub nearest: Vec<String>,
}

/// A theme that may be meant by a name that no theme has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarTheme {
    /// Its id.
    pub id: String,
    /// Its Chinese name.
    pub zh: String,
}

/// What can go wrong, one variant per thing a user can mend.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file could not be written.
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A path or pattern that leads to no readable file.
    NoInput {
        /// The path or pattern as typed.
        path: String,
    },
    /// A folder without any file of a known kind.
    NothingToRead {
        /// The folder as typed.
        path: String,
    },
    /// A file with nothing in it but white space.
    EmptyFile {
        /// The file.
        file: String,
    },
    /// A file without an article: a masthead alone, or a web page that is a list, a form or a message that something failed.
    NoArticle {
        /// The file.
        file: String,
    },
    /// A file that is not text.
    NotText {
        /// The file.
        file: String,
        /// What its first bytes look like.
        looks_like: &'static str,
    },
    /// Text that is neither UTF-8 nor GB18030.
    UnknownEncoding {
        /// The file.
        file: String,
        /// Offset in bytes of the first byte that is not UTF-8.
        offset: usize,
    },
    /// Text of which a few bytes could not be decoded; it was read with U+FFFD in their place.
    Replaced {
        /// The file.
        file: String,
        /// How many U+FFFD characters.
        count: usize,
        /// The line of the first of them, from 1.
        line: usize,
    },
    /// Text that was read in a wrong encoding before and saved so that it cannot be restored. It was read as it is.
    Garbled {
        /// The file.
        file: String,
    },
    /// A file that is larger than anything of its kind should be, packed or unpacked.
    TooLarge {
        /// The file.
        file: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// An archive that cannot be read (further).
    BadArchive {
        /// The archive.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A member of an archive that cannot be read; the others are.
    BadMember {
        /// The archive and the member.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// An archive or gzipped file inside an archive.
    NestedArchive {
        /// The archive and the member.
        file: String,
    },
    /// A document that is not what its name says.
    BadDocument {
        /// The file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A page of a PDF that draws no text.
    NoText {
        /// The file.
        file: String,
        /// The page, from 1.
        page: usize,
    },
    /// A file of a kind that is not read.
    UnreadableKind {
        /// The file.
        file: String,
        /// Its kind.
        kind: UnreadableKind,
    },
    /// A table whose columns cannot be understood.
    UnknownColumns {
        /// The file.
        file: String,
        /// The columns there are.
        found: String,
    },
    /// A page whose text cannot be used: its fonts do not tell which characters they draw.
    UnreadableText {
        /// The file.
        file: String,
        /// The page, from 1.
        page: usize,
    },
    /// A PDF whose end is missing: what could be read is kept.
    BrokenOff {
        /// The file.
        file: String,
    },
    /// A picture or a scanned page that the user's recogniser could not read.
    Recognition {
        /// The file.
        file: String,
        /// The page, from 1; none where the file is a picture.
        page: Option<usize>,
        /// What went wrong.
        problem: String,
    },
    /// A picture or a scanned page of which a few characters that the recogniser wrote could not be decoded; it was read with
    /// U+FFFD in their place.
    RecognisedInPart {
        /// The file.
        file: String,
        /// The page, from 1; none where the file is a picture.
        page: Option<usize>,
        /// How many U+FFFD characters.
        count: usize,
    },
    /// An identifier that several articles of an archive bear.
    AmbiguousId {
        /// The identifier.
        id: String,
        /// The number of articles.
        articles: usize,
        /// Some of the files they are in.
        files: Vec<String>,
    },
    /// An output that is one of the inputs.
    OutputIsInput {
        /// The file.
        path: PathBuf,
    },
    /// A file in the place of an output that is no input and yet must not be lost.
    NotReplaced {
        /// The file.
        path: PathBuf,
        /// What it is.
        content: Kept,
    },
    /// A table without a column that is needed.
    MissingColumn {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// The columns there are.
        found: String,
    },
    /// A line that does not parse.
    BadLine {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What the parser said.
        problem: String,
    },
    /// A field whose value cannot be used.
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
    BadDate {
        /// The value as given.
        value: String,
    },
    /// A theme set that cannot be used.
    BadThemeSet {
        /// The file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A user dictionary or list that cannot be used.
    BadDictionary {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// A theme that the model does not have.
    UnknownTheme {
        /// The name as given.
        name: String,
        /// The theme that may be meant, where one is similar.
        nearest: Option<Box<SimilarTheme>>,
    },
    /// A place that no division of GB/T 2260 is called, or several are.
    UnknownRegion {
        /// The name as given.
        value: String,
        /// The full names of the divisions that may be meant.
        candidates: Vec<String>,
    },
    /// Papers of which no article was read, asked for by name.
    UnknownPapers {
        /// The papers.
        papers: Vec<UnknownPaper>,
    },
    /// Labels that the theme set does not know, where it must.
    UnknownThemes {
        /// How many articles.
        count: usize,
        /// The unknown ids, with their counts.
        themes: String,
    },
    /// Labels to be read in whose themes the theme set does not have.
    UnknownLabels {
        /// The themes, with the lines on which they stand.
        themes: String,
    },
    /// Training data with fewer than two themes.
    TooFewThemes {
        /// How many were found.
        found: usize,
    },
    /// Labels of which the model knows none.
    NoKnownLabels {
        /// The labels, with their counts.
        labels: String,
    },
    /// No labelled article at all.
    NoLabels {
        /// What was read.
        inputs: String,
    },
    /// A coders' sheet of which no label can be used.
    NoAuditLabels {
        /// The sheet.
        file: String,
    },
    /// Labels or corrections of which not a single one was stored.
    NothingRecorded,
    /// Articles to be removed without a word on which.
    NoSelection,
    /// A model of few labels that an archive was to use from now on.
    FewLabels {
        /// The number of labelled articles that it learned.
        articles: usize,
        /// With fewer than this no gain is to be expected.
        least: usize,
    },
    /// No article left after filters.
    NothingToReport {
        /// Why.
        reason: NothingToReport,
    },
    /// Articles that a report cannot count.
    Undated {
        /// How many.
        count: usize,
    },
    /// An article that was read already from another file.
    ReadTwice {
        /// The file.
        file: String,
        /// The article's id.
        id: String,
        /// Where it was read first.
        first: String,
    },
    /// A page whose path names another day than its masthead.
    TwoDays {
        /// The file.
        file: String,
        /// The day in its name or in that of a folder, which was taken.
        named: String,
        /// The day in its masthead.
        printed: String,
    },
    /// A file that repeats what another one brought before.
    Repeated {
        /// The file.
        file: String,
        /// The other one.
        first: String,
        /// What both have in common.
        repetition: Repetition,
    },
    /// Inputs of which nothing could be read.
    NothingRead,
    /// A setting outside its range.
    BadSetting {
        /// The setting's name.
        setting: &'static str,
        /// Its value.
        value: String,
        /// What it must be.
        expected: Expected,
    },
    /// A file that is not a model.
    NotAModel {
        /// The file.
        file: String,
    },
    /// A model that ends too early.
    ModelCutShort {
        /// The file.
        file: String,
        /// Bytes there are.
        found: u64,
        /// Bytes there should be.
        expected: u64,
    },
    /// A model whose content does not fit its digest or its own header.
    ModelDamaged {
        /// The file.
        file: String,
        /// What does not fit.
        problem: String,
    },
    /// A model written by a newer program.
    ModelTooNew {
        /// The file.
        file: String,
        /// Its format number.
        found: u16,
        /// The newest format this program reads.
        supported: u16,
    },
    /// The numerical part of training failed.
    Training {
        /// What the solver said.
        problem: String,
    },
    /// A table or a document could not be made in a format, for instance because it is longer than Excel allows.
    Format {
        /// The format, as the ending of its files.
        format: &'static str,
        /// What failed.
        problem: String,
    },
    /// A chart could not be drawn.
    Chart {
        /// Which chart.
        chart: String,
        /// What failed.
        problem: String,
    },
    /// A file that is not an archive.
    NotAnArchive {
        /// The file.
        path: PathBuf,
    },
    /// An archive that another program was writing all the time that this one waited.
    ArchiveBusy {
        /// The file.
        path: PathBuf,
    },
    /// An archive written by a newer program.
    ArchiveTooNew {
        /// The file.
        path: PathBuf,
        /// The number of its layout.
        found: i64,
        /// The newest layout this program knows.
        supported: i64,
    },
    /// An archive that could not be read or written.
    Archive {
        /// The file.
        path: PathBuf,
        /// What the database said.
        problem: String,
    },
    /// A state that cannot be used.
    BadState {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: StateProblem,
    },
    /// A part of the inputs that was left out when a state was made.
    LeftOutBefore {
        /// The message of that run in Chinese.
        chinese: String,
        /// The same in English.
        english: String,
    },
    /// A file that changed while it was read.
    ChangedMeanwhile {
        /// The file.
        file: String,
    },
    /// Articles of a day so far ahead or back that it must be wrong.
    FarDay {
        /// The file.
        file: String,
        /// The day.
        day: String,
        /// The number of articles.
        articles: usize,
    },
    /// The server could not listen at an address.
    Listen {
        /// The address and the port.
        address: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The user stopped the program.
    Interrupted,
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Read { source, .. } | Error::Write { source, .. } | Error::Listen { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The library's result type.
pub type Result<T, E = Error> = std::result::Result<T, E>;
