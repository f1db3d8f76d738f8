//! Where the articles of a page begin.
//!
//! `first_pass` measures each line that may begin an article and adds the measurements up by logistic regression;
//! `second_pass` weighs each candidate again by boosted `trees`, now that the habits of the page are known
//! (`page_features`); `decide` chooses among the candidates along the page. `features` names all measurements.

mod cohesion;
mod decide;
mod features;
mod first_pass;
mod margin;
mod opening_closing;
mod page_features;
mod second_pass;
mod trees;

pub use decide::Example;
pub(super) use decide::{Piece, examples, split};
pub use features::{FIRST_PASS_FEATURE_NAMES, second_pass_feature_names};
pub use opening_closing::ArticleEnd;
pub use trees::{CompactTrees, Node, Trees};
