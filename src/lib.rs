//! policyvane.
#![deny(missing_docs)]
pub mod corpus;
pub mod error;
pub mod features;
pub mod model;
pub mod report;
pub mod text;
pub mod trends;
pub use error::{Error, Result};
