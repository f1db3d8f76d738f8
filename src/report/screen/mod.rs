//! What is on the screen of the page, as files for the office: a Word document, and an Excel workbook of a table.

mod document;
mod workbook;

pub use document::{Screen, ScreenPicture, screen_document};
pub use workbook::{ScreenAbout, ScreenCell, ScreenShare, screen_workbook};
