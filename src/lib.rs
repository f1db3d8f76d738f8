//! policyvane · 政策风向标: which policy themes Chinese newspaper articles carry, and how much attention each gets by
//! date and region.
//!
//! Data flows one way through the rooms of this library:
//! [`text`] → [`corpus`] → [`features`] → [`model`] → [`trends`] → [`report`]. Nothing here prints, and only
//! [`corpus::open`] touches files. The `policyvane` program is a thin layer over it.
//!
//! From a raw page to a table of counts:
//!
//! ```
//! use policyvane::corpus::{page, Sources};
//! use policyvane::features::Document;
//! use policyvane::model::{Classifier, SHIPPED};
//! use policyvane::report::counts_csv;
//! use policyvane::trends::{Observation, PeriodKind};
//! use policyvane::Language;
//!
//! // Two articles run together, as pages come out of a PDF.
//! let raw = " 本报讯 4月26日，全市信访工作专题会召开，\n要求各级各部门压实责任，把矛盾纠纷化解在基\n\
//!             层，推动信访积案逐件办结，做到件件有着落、\n事事有回音。会议通报了一季度信访工作情况。\n\
//!             （记者 何晓岚）\n 本报讯 4月26日，我市举行招商推介会，来自\n省内外的六十多家企业参加，三个项目现场签约，\n\
//!             总投资十二亿元，涉及装备制造和农产品加工。\n";
//! let context = page::PageContext { file: "2025-04-27-01.txt", ..Default::default() };
//! let page = page::read(raw, &context, &Sources::default())?;
//!
//! let classifier = Classifier::from_bytes("built-in model", SHIPPED)?;
//! let observations: Vec<Observation> = page
//!     .articles
//!     .iter()
//!     .map(|article| {
//!         let assignment = classifier.assign(&Document { headline: &article.title, body: &article.text });
//!         Observation { date: article.date, theme: assignment.theme, ..Default::default() }
//!     })
//!     .collect();
//!
//! let table = counts_csv(&observations, classifier.theme_set(), PeriodKind::Month, Language::English);
//! assert!(table.contains("2025-04,all,all,petition-work,Petition work,1,2,0.500000"));
//! assert!(table.contains("2025-04,all,all,investment-attraction,Investment attraction,1,2,0.500000"));
//! # Ok::<(), policyvane::Error>(())
//! ```

#![deny(missing_docs)]
#![warn(clippy::iter_over_hash_type)]

pub mod corpus;
pub mod error;
pub mod features;
mod language;
pub mod model;
mod numeric;
pub mod report;
pub mod text;
pub mod trends;

pub use error::{Error, Result};
pub use language::Language;
