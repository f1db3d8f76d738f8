//! What reports and the other results of the program say, whatever their form: charts, tables, prose, workbook or page.
//! The room `report` puts these texts together.

mod audit;
mod charts;
mod check;
pub mod columns;
mod comparison;
mod daily;
mod findings;
mod levels;
mod methods;
mod model;
mod peaks;
mod prose;
mod tables;
mod term_series;
mod workbook;

pub use audit::*;
pub use charts::*;
pub use check::*;
pub use comparison::*;
pub use daily::*;
pub use findings::*;
pub use levels::*;
pub use methods::*;
pub use model::*;
pub use peaks::*;
pub use prose::*;
pub use tables::*;
pub use term_series::*;
pub use workbook::*;
