//! Arguments of `policyvane archive`, as typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::inputs::{About, Filters};

#[derive(Debug, Args)]
pub struct Archive {
    #[command(subcommand)]
    pub action: Action,
}

#[derive(Debug, Subcommand)]
pub enum Action {
    Add(Add),
    Watch(Watch),
    Search(Search),
    Export(Export),
    ImportLabels(ImportLabels),
    Correct(Correct),
    Check(Check),
    Stats(Stats),
    Reclassify(Reclassify),
    Remove(Remove),
    Backup(Backup),
}

#[derive(Debug, Args)]
pub struct Db {
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    pub db: Db,
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub about: About,
    #[arg(long)]
    pub again: bool,
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

#[derive(Debug, Args)]
pub struct Watch {
    #[command(flatten)]
    pub db: Db,
    #[arg(required = true, value_name = "FOLDER")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub about: About,
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub every: u64,
    #[arg(long)]
    pub once: bool,
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

#[derive(Debug, Args)]
pub struct Search {
    #[command(flatten)]
    pub db: Db,
    #[arg(value_name = "PHRASE")]
    pub phrases: Vec<String>,
    #[arg(long, value_name = "THEME")]
    pub theme: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    #[arg(long, value_enum, default_value = "newest")]
    pub sort: Sort,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    Newest,
    Best,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub db: Db,
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub labels: Option<LabelForm>,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A form of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LabelForm {
    Csv,
    Jsonl,
    Doccano,
    LabelStudio,
    Fasttext,
}

#[derive(Debug, Args)]
pub struct ImportLabels {
    #[command(flatten)]
    pub db: Db,
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum)]
    pub format: Option<LabelForm>,
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

#[derive(Debug, Args)]
pub struct Correct {
    #[command(flatten)]
    pub db: Db,
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    #[arg(long, value_name = "THEME", required_unless_present = "undo")]
    pub theme: Option<String>,
    #[arg(long, value_name = "THEME")]
    pub also: Vec<String>,
    #[arg(long, conflicts_with_all = ["theme", "also"])]
    pub undo: bool,
    #[arg(long)]
    pub label: bool,
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub note: String,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub db: Db,
    #[arg(long)]
    pub quick: bool,
}

#[derive(Debug, Args)]
pub struct Stats {
    #[command(flatten)]
    pub db: Db,
}

#[derive(Debug, Args)]
pub struct Reclassify {
    #[command(flatten)]
    pub db: Db,
    #[arg(long)]
    pub adopt: bool,
    #[arg(long, requires = "adopt")]
    pub few_labels: bool,
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

#[derive(Debug, Args)]
pub struct Remove {
    #[command(flatten)]
    pub db: Db,
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    #[arg(long = "paper", value_name = "NAME")]
    pub only_source: Vec<String>,
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
}

#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    pub db: Db,
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}
