//! The catalogue of messages: every text that users see, in Chinese and in English side by side.
//!
//! A message is declared once, by `messages!`, with both languages; one without the other does not compile. Messages
//! with values become functions of the language and the values, the others functions of the language alone. The words of
//! the offline page stand beside the others in `report/page.js`, which the page's program reads.

mod counts;
mod errors;
mod fixed_texts;
mod program;
mod punctuation;
mod report;
pub mod server;

pub use counts::{Counted, counted};
pub use fixed_texts::in_language;
pub use program::{archive, command_line, help, usage_errors};
pub use punctuation::*;
pub use report::*;

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
