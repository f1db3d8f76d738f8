//! Where the articles of a page begin.
//!
//! [`first_pass`] measures each line that may begin an article and adds the measurements up by logistic regression;
//! [`second_pass`] weighs each candidate again by boosted [`trees`], now that the habits of the page are known;
//! [`decide`] chooses among the candidates along the page.

mod cohesion;
mod decide;
mod first_pass;
mod opening_closing;
mod second_pass;
mod trees;

pub use decide::Example;
pub(super) use decide::{Piece, examples, split};
pub use first_pass::FEATURES;
pub use opening_closing::ArticleEnd;
pub use second_pass::judged;
pub use trees::{CompactTrees, Node, Trees};
