//! Arguments as typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Policy themes in Chinese newspapers: which themes each article carries, and how much attention each gets by date
/// and region.
#[derive(Debug, Parser)]
#[command(name = "policyvane", version, about, long_about = None, max_term_width = 110)]
#[command(after_help = "Exit status: 0 done; 1 done, but some inputs were left out (each named on stderr); 2 bad \
                        usage; 3 nothing could be done.\n\nExample: policyvane report issues/ -o reports/")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Model file; the built-in model otherwise
    #[arg(long, global = true, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// Language of tables' names and of charts
    #[arg(long, global = true, value_enum, default_value = "zh")]
    pub lang: Lang,
    /// Number of threads; all cores otherwise (results never depend on it)
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    /// No progress and no notes, only errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

impl Arguments {
    /// Reads the command line; prints help or a usage error and ends the program where that is due.
    pub fn read() -> Self {
        Arguments::parse()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Raw issues or article files to PNG charts and tables
    Report(Report),
    /// Raw issues to article files
    Ingest(Ingest),
    /// Articles or raw issues to a table of themes
    Classify(Classify),
    /// Labelled articles to a model and its model card
    Train(Train),
    /// A model against labels
    Evaluate(Evaluate),
    /// Why an article has its theme: the terms and their weights
    Explain(Explain),
    /// The themes, with their strongest terms in the model
    Themes(Themes),
}

/// What is read, and what is said about it.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders, patterns in quotes: raw pages (.txt, .pdf, .html, .docx), transcripts (.md), articles (.jsonl, .csv),
    /// each also as .gz, and .zip and .tar.gz of them; - reads a page or JSONL from standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,
    /// Date of the issues, where file names do not tell it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Name of the paper, where file names do not tell it
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Table of papers and their homes (name,aliases,home); a file sources.csv in a folder given is read by itself
    #[arg(long, value_name = "FILE")]
    pub sources: Option<PathBuf>,
}

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Csv,
    Jsonl,
    /// fastText lines: __label__theme text
    Fasttext,
    /// Comparative Agendas Project, as the Babel Machine reads it: id,year,major_topic,text
    Cap,
}

#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Folder for the report
    #[arg(short, long, value_name = "DIR", default_value = "reports")]
    pub output: PathBuf,
    /// Period of the charts; chosen by the span otherwise
    #[arg(long, value_enum)]
    pub by: Option<By>,
    /// First day, month or year to count
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day, month or year to count
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Draw these themes only (ids or names; repeatable); shares stay those of all articles
    #[arg(long, value_name = "THEME")]
    pub theme: Vec<String>,
    /// Tell who named this term first, the papers of the centre or those of the provinces, and how many days later the others
    /// did (repeatable)
    #[arg(long, value_name = "TERM")]
    pub term: Vec<String>,
    /// Count only articles about these divisions (adcode or name; repeatable)
    #[arg(long = "region", value_name = "REGION")]
    pub only_region: Vec<String>,
    /// Count only articles of these papers (repeatable)
    #[arg(long = "paper", value_name = "NAME")]
    pub only_source: Vec<String>,
    /// Compare two spans, such as 2023..2023 2024..2024-06; the half_spans of the days covered otherwise
    #[arg(long, num_args = 2, value_names = ["FROM..TO", "FROM..TO"])]
    pub compare: Vec<String>,
    /// Draw this many themes, those with the largest shares
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Draw this chart only (repeatable): themes-over-time, themes-ranked, themes-changes, themes-calendar,
    /// themes-by-region, themes-map, coverage, lag
    #[arg(long, value_name = "NAME")]
    pub chart: Vec<String>,
    /// What the charts are for: their width and what finds room in it
    #[arg(long, value_enum, default_value = "page")]
    pub size: Size,
    /// Dots per inch of the PNG pictures
    #[arg(long, value_name = "DOTS", default_value_t = 300, value_parser = clap::value_parser!(u32).range(36..=1200))]
    pub dpi: u32,
    /// Write the charts as SVG files too
    #[arg(long)]
    pub svg: bool,
}

/// What charts are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// The width of an A4 page less its margins, 170 mm
    Page,
    /// A column of a page of two, 86 mm
    Column,
    /// A slide, 240 mm
    Slide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

#[derive(Debug, Args)]
pub struct Ingest {
    #[command(flatten)]
    pub inputs: Inputs,
    /// File to write; standard output otherwise
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Form of the articles
    #[arg(short, long, value_enum, default_value = "jsonl")]
    pub format: TableFormat,
    /// Instead of the articles, list the lines of pages where the program is unsure whether an article begins
    #[arg(long)]
    pub review: bool,
    /// Write what was set apart from the articles instead, as CSV: mastheads, imprints, adverts, captions
    #[arg(long, conflicts_with = "review")]
    pub furniture: bool,
    /// Byte order mark before CSV, for Excel
    #[arg(long)]
    pub excel: bool,
}

#[derive(Debug, Args)]
pub struct Classify {
    #[command(flatten)]
    pub inputs: Inputs,
    /// File to write; standard output otherwise
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Form of the table
    #[arg(short, long, value_enum, default_value = "csv")]
    pub format: TableFormat,
    /// Byte order mark before CSV, for Excel
    #[arg(long)]
    pub excel: bool,
    /// Leave the theme empty where its probability is below this
    #[arg(long, value_name = "PROBABILITY")]
    pub abstain: Option<f64>,
}

#[derive(Debug, Args)]
pub struct Train {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Model file to write; its model card stands beside it as .md
    #[arg(short, long, value_name = "FILE", default_value = "model.pvm")]
    pub output: PathBuf,
    /// Further articles without labels: they teach which words belong together (a file, folder or pattern; repeatable)
    #[arg(long, value_name = "PATH")]
    pub unlabelled: Vec<String>,
    /// The articles carry no labels: label those that the theme set's include and exclude terms decide clearly
    #[arg(long)]
    pub weak: bool,
    /// Theme set that names the themes; the built-in one otherwise
    #[arg(long, value_name = "FILE")]
    pub themes: Option<PathBuf>,
    /// Refuse labels that the theme set does not know
    #[arg(long)]
    pub strict: bool,
    /// User dictionary: one `word [frequency]` per line, kept whole beside the built-in ones
    #[arg(long, value_name = "FILE")]
    pub dictionary: Option<PathBuf>,
    /// Text for the model card: where the articles and labels are from, and what the model is not good at
    #[arg(long, value_name = "FILE")]
    pub notes: Option<PathBuf>,
    /// Folds of the cross-validation that calibrates probabilities and measures; 0 for none [default: 5]
    #[arg(long, value_name = "N")]
    pub folds: Option<usize>,
    /// How the folds are made: stretches of time; the same mix of themes; or later stretches, each by a model of the
    /// earlier ones
    #[arg(long, value_enum, default_value = "date")]
    pub split: SplitBy,
    /// Cost of an error: larger fits closer
    #[arg(long, value_name = "NUMBER")]
    pub cost: Option<f64>,
    /// What the texts are; told by their length otherwise
    #[arg(long, value_enum)]
    pub texts: Option<Texts>,
    /// First try so many settings by cross-validation and take the best; the table of what was tried is written beside
    /// the model as .search.csv
    #[arg(long, value_name = "TRIALS")]
    pub search: Option<usize>,
    /// End the search after so many minutes, whatever was tried by then
    #[arg(long, value_name = "MINUTES", requires = "search")]
    pub budget: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SplitBy {
    Date,
    Stratified,
    Temporal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Texts {
    /// Articles, with or without headlines
    Articles,
    /// Headlines, posts and other texts of a sentence or two
    Short,
}

#[derive(Debug, Args)]
pub struct Evaluate {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The scores as JSON
    #[arg(long)]
    pub json: bool,
    /// A second model to compare with, article by article (McNemar's test)
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// Instead of a model's scores, what growing parts of the labels teach: would more labels help?
    #[arg(long, conflicts_with = "against")]
    pub learning_curve: bool,
    /// Folder for the confusion matrix and the reliability diagram as PNG
    #[arg(long, value_name = "DIR")]
    pub charts: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Explain this theme instead of the one assigned
    #[arg(long, value_name = "ID")]
    pub theme: Option<String>,
    /// How many terms to list
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub top: usize,
    /// As JSON, one article a line, with all terms
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Themes {
    /// How many terms to list for each theme
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub top: usize,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}
