//! Reprints: near-duplicate articles across papers and days become one story, so that forty papers reprinting one
//! agency story do not look like forty voices.
//!
//! [`sketch`] keeps of each text what recognises it; [`stories`] compares the sketches. The articles are taken from the
//! longest to the shortest. Each joins the story whose longest printing contains it best, or begins a story of its own
//! (leader clustering; Hartigan 1975). Comparing with that one printing only keeps stories from chaining: A like B and
//! B like C does not make A and C one story.

mod sketch;
mod stories;

pub use sketch::{Sketch, sketch};
pub use stories::{Printing, Stories, THRESHOLD, stories};
