//! The administrative divisions of China (GB/T 2260) and the one place an article is about.
//!
//! A place is found from its names, its surroundings (“贵州省贵阳市”, “我市” in a paper whose home is known) and
//! where in the article it stands. What cannot be decided stays unknown: a wrong region paints the wrong province.

mod cue_words;
mod gazetteer;
mod locate;

pub use gazetteer::{Adcode, Gazetteer, Level, Region};
pub use locate::{PlaceClues, Places};
