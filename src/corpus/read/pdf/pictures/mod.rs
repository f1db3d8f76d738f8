//! Pages that are pictures: what a scanner took, and what a recogniser read in it.

pub(super) mod pixels;
pub(super) mod recognised;
pub(super) mod scans;
