//! The administrative divisions of China (GB/T 2260) and the one place an article is about.
//!
//! A place is found from its names, from their surroundings (“贵州省贵阳市”, “我市” in a paper whose home is known) and
//! from where in the article they stand. Where the evidence does not decide, the place stays unknown, because a wrong
//! region paints the wrong province.

mod authors;
mod cue_words;
mod dateline;
mod evidence;
mod fill;
mod headline;
mod locate;
mod names;
mod national;
mod sites;
mod smaller_places;
#[cfg(test)]
mod trap_tests;
mod venues;

pub use fill::fill_region;
pub use locate::{PlaceClues, Places};
pub use names::gazetteer::{Adcode, Gazetteer, Level, Region};
pub use names::mentions::Placed;
