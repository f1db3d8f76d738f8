//! Where the articles of a page begin.
//!
//! On pages that set their headlines apart by the margin the form alone may show it (`margin`). Elsewhere `evidence` measures each line
//! that may begin an article, and `first_pass` adds the measurements up by logistic regression. Then the habits of the page are known
//! (`page_features`), and `second_pass` judges each candidate again by boosted `trees`; `decide`
//! chooses among the candidates along the page. `features` names all measurements.

mod cohesion;
mod decide;
mod evidence;
mod features;
mod first_pass;
mod margin;
mod opening_closing;
mod page_features;
mod piece;
mod second_pass;
mod trees;

pub use decide::Example;
pub(super) use decide::{examples, split};
pub use features::{FIRST_PASS_FEATURE_NAMES, second_pass_feature_names};
pub(super) use margin::is_page_by_form;
pub use opening_closing::ArticleEnd;
pub(super) use piece::Piece;
pub use trees::{CompactTrees, Node, Trees};
