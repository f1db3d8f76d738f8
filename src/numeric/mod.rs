//! Numeric functions: reproducible random numbers, special functions and quantiles; and prefetching of large tables.

pub(crate) mod prefetch;
pub(crate) mod random;
pub(crate) mod special_functions;

pub(crate) use prefetch::{PREFETCH_DISTANCE, prefetch};
pub(crate) use random::SplitMix64;
pub(crate) use special_functions::{
    argmax, ln_choose, median_of_sorted, normalise, quantile_of_sorted, two_sided, x_ln_y,
};
