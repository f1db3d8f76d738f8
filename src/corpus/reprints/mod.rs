//! Reprints: near-duplicate articles across papers and days become one story, so that forty papers reprinting one
//! agency story do not look like forty voices.
//!
//! `sketch` reduces each text to what a reprint is recognised by; `sketch_store` keeps the sketches out of memory; `leaders`
//! compares them, finding candidates with `leader_index`; `stories` tells the stories. The articles are processed from the longest to the shortest. Each joins the story whose longest
//! printing contains it best, or begins a story of its own (leader clustering; Hartigan 1975). Because only that one
//! printing is compared, stories do not chain: A like B and B like C does not make A and C one story.
//!
//! A story is one piece of news. The same notice a year later, the next stage of an event (`stage`) and the same notice of
//! another place (`places`) are other stories.

mod day_span;
mod leader_index;
mod leaders;
mod places;
mod printing;
mod sketch;
mod sketch_store;
mod stage;
mod stories;

pub use day_span::MAX_DAYS;
pub use printing::{Printing, THRESHOLD, printings};
pub use sketch::{Sketch, sketch};
pub use sketch_store::{SketchStore, StoredSketch};
pub use stories::{Stories, stories};
