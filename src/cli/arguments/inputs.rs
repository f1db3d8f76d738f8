//! What several commands ask for: which files are read, what the user says about them, and which articles are meant.

use std::path::PathBuf;

use clap::Args;

/// What the user says about files.
#[derive(Debug, Clone, Default, Args)]
pub struct About {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub sources: Option<PathBuf>,
    #[arg(long, value_name = "ROLE=COLUMN,…")]
    pub columns: Option<String>,
    #[arg(long, value_name = "PROGRAM {image}")]
    pub ocr_command: Option<String>,
}

/// What is read, and what is said about it.
#[derive(Debug, Args)]
pub struct Inputs {
    #[arg(required_unless_present = "db", value_name = "PATH")]
    pub paths: Vec<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub db: Option<PathBuf>,
    #[command(flatten)]
    pub about: About,
}

impl Inputs {
    /// The inputs as messages name them.
    pub fn named(&self) -> String {
        self.db.as_ref().map_or_else(|| self.paths.join(", "), |file| file.display().to_string())
    }
}

/// Which articles are meant.
#[derive(Debug, Args)]
pub struct Filters {
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    #[arg(long = "region", value_name = "REGION")]
    pub only_region: Vec<String>,
    #[arg(long = "paper", value_name = "NAME")]
    pub only_source: Vec<String>,
}
