//! The catalogue of messages: every text that users see, in Chinese and in English side by side.
//!
//! A message is declared once, by `messages!`, with both languages; one without the other does not compile. Messages
//! with values become functions of the language and the values, the others functions of the language alone. The words of
//! the offline page stand beside the others in `page.js`, which the page's program reads.

pub mod archive;
mod audit;
mod charts;
mod check;
pub mod columns;
pub mod command_line;
mod comparison;
mod counts;
mod daily;
mod error_help;
mod error_texts;
mod errors;
mod findings;
mod fixed_texts;
pub mod help;
mod levels;
mod methods;
mod model;
mod peaks;
mod prose;
mod punctuation;
pub mod server;
mod suggestions;
mod tables;
mod term_series;
pub mod usage_errors;
mod workbook;

pub use audit::*;
pub use charts::*;
pub use check::*;
pub use comparison::*;
pub use counts::{Counted, counted};
pub use daily::*;
pub use findings::*;
pub use fixed_texts::in_language;
pub use levels::*;
pub use methods::*;
pub use model::*;
pub use peaks::*;
pub use prose::*;
pub use punctuation::*;
pub use tables::*;
pub use term_series::*;
pub use workbook::*;

/// Declares messages. `name { zh: "…", en: "…" }` becomes `fn name(Language) -> &'static str`;
/// `name(count: usize) { zh: "{count} 篇", en: "{count} articles" }` becomes `fn name(Language, usize) -> String`.
macro_rules! messages {
    ($($(#[$attribute:meta])* $name:ident $(($($value:ident: $type:ty),+ $(,)?))? { zh: $zh:literal, en: $en:literal $(,)? })*) => {
        $($crate::messages::message!($(#[$attribute])* $name $(($($value: $type),+))? { $zh, $en });)*
    };
}

/// Declares one message; see [`messages!`].
macro_rules! message {
    ($(#[$attribute:meta])* $name:ident { $zh:literal, $en:literal }) => {
        $(#[$attribute])*
        pub fn $name(language: $crate::Language) -> &'static str {
            match language {
                $crate::Language::Chinese => $zh,
                $crate::Language::English => $en,
            }
        }
    };
    ($(#[$attribute:meta])* $name:ident ($($value:ident: $type:ty),+) { $zh:literal, $en:literal }) => {
        $(#[$attribute])*
        #[allow(clippy::too_many_arguments)]
        pub fn $name(language: $crate::Language, $($value: $type),+) -> String {
            match language {
                $crate::Language::Chinese => format!($zh),
                $crate::Language::English => format!($en),
            }
        }
    };
}

use {message, messages};
