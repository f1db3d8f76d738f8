//! Features: sparse numeric rows made from words and characters.
//!
//! An article has two parts, headline and body. The words of each part, its characters, character pairs and character
//! triples form one block of columns each, weighted by sublinear term frequency times inverse document frequency and
//! scaled to a fixed length. The vocabulary and the document frequencies are frozen when a model is trained, so that an
//! article gives the same row alone and in a batch.
//!
//! ```
//! use policyvane::features::{Document, FeatureConfig, FeatureSpace};
//! use policyvane::text::{Segmenter, TextConfig};
//!
//! let segmenter = Segmenter::new(&TextConfig::default())?;
//! let articles = [
//!     Document { headline: "全市信访工作会议召开", body: "会议强调，要把矛盾纠纷化解在基层。" },
//!     Document { headline: "高新区签约三个项目", body: "招商引资推介会上，三个项目签约落户。" },
//! ];
//! let mut config = FeatureConfig::default();
//! for block in &mut config.blocks { block.min_document_frequency = 1; }
//! let (space, rows) = FeatureSpace::fit(&config, &segmenter, &articles);
//! assert_eq!(rows.row(0), space.row(&segmenter, &articles[0]).view());
//! # Ok::<(), policyvane::Error>(())
//! ```

mod config;
mod fit;
mod rows;
mod space;
mod term_counter;
mod term_table;
mod terms;
mod vocabulary;
mod vocabulary_coverage;

pub use config::{BlockConfig, FeatureConfig, LeadConfig, MAX_PAIRED_WORDS, Part, Scaling, TermKind};
pub use rows::{Row, RowView, SparseRows};
pub use space::{FeatureSpace, Scratch};
pub use terms::Document;
pub use vocabulary::{KnownWords, Vocabulary};
