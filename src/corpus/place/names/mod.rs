//! The names of divisions: which there are, where a text names one, and which division a name stands for. What an article
//! is about is decided elsewhere.

pub(super) mod boundaries;
mod districts;
mod english;
pub(super) mod gazetteer;
mod hit;
mod lookup;
pub(super) mod mentions;
pub(super) mod name_index;
pub(super) mod surroundings;
