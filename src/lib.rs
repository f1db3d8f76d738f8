//! policyvane · 政策风向标: which policy themes Chinese newspaper articles carry, and how much attention each gets by
//! date and region.
//!
//! Data flows one way through the rooms of this library:
//! [`text`] → [`corpus`] → [`features`] → [`model`] → [`trends`] → [`analysis`] → [`report`], and [`survey`] runs the
//! whole way. Nothing here prints. [`corpus`] reads the inputs, [`survey`] writes reports and states, and `archive` keeps
//! its own database file. The `policyvane` program is a thin layer over the library.
//!
//! The main job, from a folder of raw issues to a report, is a few lines (see [`survey`]). From a raw page to a table of
//! counts:
//!
//! ```
//! use policyvane::corpus::{page, Sources};
//! use policyvane::{Classifier, Language, PeriodKind, Survey};
//!
//! // Two articles run together, as pages come out of a PDF.
//! let raw = " 本报讯 4月26日，全市信访工作专题会召开，\n要求各级各部门压实责任，把矛盾纠纷化解在基\n\
//!             层，推动信访积案逐件办结，做到件件有着落、\n事事有回音。会议通报了一季度信访工作情况。\n\
//!             （记者 何晓岚）\n 本报讯 4月26日，我市举行招商推介会，来自\n省内外的六十多家企业参加，三个项目现场签约，\n\
//!             总投资十二亿元，涉及装备制造和农产品加工。\n";
//! let context = page::PageContext { file: "2025-04-27-01.txt", ..Default::default() };
//! let page = page::read(raw, &context, &Sources::default())?;
//!
//! let classifier = Classifier::shipped()?;
//! let mut survey = Survey::new(&classifier).with_language(Language::English);
//! survey.add(page.articles);
//!
//! let table = survey.counts(PeriodKind::Month)?.to_csv();
//! assert!(table.contains("2025-04,all,all,petition-work,Petition work,1,2,0,0.500000"));
//! assert!(table.contains("2025-04,all,all,investment-attraction,Investment attraction,1,2,0,0.500000"));
//! # Ok::<(), policyvane::Error>(())
//! ```

#![deny(missing_docs)]
#![warn(clippy::iter_over_hash_type)]

pub mod analysis;
#[cfg(feature = "archive")]
pub mod archive;
pub mod corpus;
pub mod error;
pub mod features;
mod language;
#[doc(hidden)]
pub mod messages;
pub mod model;
mod numeric;
pub mod report;
#[cfg(feature = "server")]
pub mod server;
pub mod survey;
pub mod text;
pub mod trends;

pub use error::{Error, Expected, NothingToReport, Repetition, Result, StateProblem, UnreadableKind};
pub use language::Language;

// What most users of the library need.
pub use corpus::{Article, PartialDate, ReadOptions};
pub use model::{Assignment, Classifier};
pub use survey::{Filter, Survey};
pub use trends::{Observation, PeriodKind};
