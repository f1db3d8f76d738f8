//! Arguments as typed. Their help is in the catalogue of messages, by the names of the fields
//! (`messages/program/help/`).

pub mod archive;
pub mod help;
pub mod inputs;
pub mod locale;
pub mod usage_error;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use self::archive::Archive;
use self::inputs::{Filters, Inputs};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "policyvane", version, long_about = None, max_term_width = 110)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[arg(long, global = true, value_name = "FILE")]
    pub model: Option<PathBuf>,
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Whether no command was typed: the program was double-clicked, or files were dragged onto it.
    #[arg(skip)]
    pub without_command: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Report(Report),
    Audit(Audit),
    Ingest(Ingest),
    Classify(Classify),
    Train(Train),
    Evaluate(Evaluate),
    Explain(Explain),
    Themes(Themes),
    Archive(Archive),
    Digest(Digest),
    Merge(Merge),
    Serve(Serve),
}

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Csv,
    Jsonl,
    Fasttext,
    Cap,
}

/// Where a table goes, and in which form.
#[derive(Debug, Args)]
pub struct TableOutput {
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(short, long, value_enum)]
    pub format: Option<TableFormat>,
}

#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub options: ReportOptions,
}

#[derive(Debug, Args)]
pub struct Merge {
    #[arg(required = true, value_name = "STATE")]
    pub states: Vec<PathBuf>,
    #[command(flatten)]
    pub options: ReportOptions,
}

/// What a report shows, and where it goes.
#[derive(Debug, Args)]
pub struct ReportOptions {
    #[arg(short, long, value_name = "DIR", default_value = "reports")]
    pub output: PathBuf,
    #[arg(long, value_enum)]
    pub by: Option<By>,
    #[command(flatten)]
    pub filters: Filters,
    #[arg(long)]
    pub by_event: bool,
    #[arg(long, value_name = "THEME")]
    pub theme: Vec<String>,
    #[arg(long, value_name = "TERM")]
    pub term: Vec<String>,
    #[arg(long, num_args = 2, value_names = ["FROM..TO", "FROM..TO"])]
    pub compare: Vec<String>,
    #[arg(long, num_args = 2, value_names = ["SELECTION", "SELECTION"])]
    pub versus: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    #[arg(long, conflicts_with = "events")]
    pub no_events: bool,
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    #[arg(long, value_name = "NAME")]
    pub chart: Vec<String>,
    #[arg(long, value_enum, default_value = "page")]
    pub size: Size,
    #[arg(long, value_name = "DOTS", default_value_t = 300, value_parser = clap::value_parser!(u32).range(36..=1200))]
    pub dpi: u32,
    #[arg(long, value_name = "FILE")]
    pub audit: Option<PathBuf>,
    #[arg(long)]
    pub svg: bool,
    #[arg(long)]
    pub excel: bool,
}

#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    pub action: AuditAction,
}

#[derive(Debug, Subcommand)]
pub enum AuditAction {
    Draw(AuditDraw),
    Estimate(AuditEstimate),
}

#[derive(Debug, Args)]
pub struct AuditDraw {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub filters: Filters,
    #[arg(short, long, value_name = "FILE", default_value = "sample.csv")]
    pub output: PathBuf,
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub size: usize,
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub struct AuditEstimate {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub filters: Filters,
    #[arg(long, value_name = "FILE")]
    pub labels: PathBuf,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, num_args = 2, value_names = ["FROM..TO", "FROM..TO"])]
    pub compare: Vec<String>,
    #[arg(long, value_name = "POINTS")]
    pub half_width: Option<f64>,
}

/// What charts are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Size {
    Page,
    Column,
    Slide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    #[value(aliases = ["日", "天"])]
    Day,
    #[value(aliases = ["周", "星期"])]
    Week,
    #[value(alias = "月")]
    Month,
    #[value(aliases = ["季", "季度"])]
    Quarter,
    #[value(alias = "年")]
    Year,
}

#[derive(Debug, Args)]
pub struct Ingest {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub table: TableOutput,
    #[arg(long)]
    pub review: bool,
    #[arg(long, conflicts_with = "review")]
    pub furniture: bool,
    #[arg(long, conflicts_with_all = ["review", "furniture"])]
    pub check: bool,
    #[arg(long)]
    pub excel: bool,
}

#[derive(Debug, Args)]
pub struct Classify {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub table: TableOutput,
    #[arg(long)]
    pub excel: bool,
    #[arg(long, value_name = "PROBABILITY")]
    pub abstain: Option<f64>,
    #[arg(long)]
    pub probabilities: bool,
    #[arg(long)]
    pub no_evidence: bool,
    #[arg(long, value_name = "I/N")]
    pub shard: Option<String>,
}

#[derive(Debug, Args)]
pub struct Train {
    #[command(flatten)]
    pub inputs: Inputs,
    #[arg(short, long, value_name = "FILE", default_value = "model.pvm")]
    pub output: PathBuf,
    #[arg(long, conflicts_with_all = ["unlabelled", "weak", "themes", "dictionary", "folds", "split", "cost", "texts", "search"])]
    pub adapt: bool,
    #[arg(long, value_name = "PATH")]
    pub unlabelled: Vec<String>,
    #[arg(long)]
    pub weak: bool,
    #[arg(long, value_name = "FILE")]
    pub themes: Option<PathBuf>,
    #[arg(long)]
    pub strict: bool,
    #[arg(long, value_name = "FILE")]
    pub dictionary: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub notes: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub folds: Option<usize>,
    #[arg(long, value_enum, default_value = "date")]
    pub split: SplitBy,
    #[arg(long, value_name = "NUMBER")]
    pub cost: Option<f64>,
    #[arg(long, value_enum)]
    pub texts: Option<Texts>,
    #[arg(long, value_name = "TRIALS")]
    pub search: Option<usize>,
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
    Articles,
    Short,
}

#[derive(Debug, Args)]
pub struct Evaluate {
    #[command(flatten)]
    pub inputs: Inputs,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    #[arg(long, conflicts_with = "against")]
    pub learning_curve: bool,
    #[arg(long, value_name = "DIR")]
    pub charts: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    pub inputs: Inputs,
    #[arg(long, value_name = "ID")]
    pub theme: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub top: usize,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Digest {
    #[arg(required_unless_present = "db", value_name = "PATH")]
    pub paths: Vec<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub db: Option<PathBuf>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub sources: Option<PathBuf>,
    #[arg(long, value_name = "ROLE=COLUMN,…")]
    pub columns: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    #[arg(long)]
    pub no_open: bool,
    #[arg(long)]
    pub read_only: bool,
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub listen: IpAddr,
}

#[derive(Debug, Args)]
pub struct Themes {
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub top: usize,
    #[arg(long)]
    pub json: bool,
}
