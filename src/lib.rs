//! policyvane.
#![deny(missing_docs)]
pub mod corpus;
pub mod error;
pub mod features;
pub mod model;
pub mod report;
pub mod trends;
pub mod text;
pub use error::{Error, Result};
