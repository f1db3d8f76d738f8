//! What a report knows of each article.

use crate::corpus::Tier;
use crate::trends::Observation;

/// One article of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// What is counted of it.
    pub seen: Observation,
    /// Whether its paper is of the centre or of which province; none where that is unknown.
    pub tier: Option<Tier>,
    /// The terms asked for that it names, by their place in [`ReportInput::terms`](super::ReportInput::terms).
    pub named: Vec<usize>,
    /// Its id.
    pub id: String,
    /// The raw file it is from; empty for rows of tables.
    pub file: String,
    /// The page of its issue.
    pub page: String,
    /// Its headline, or the beginning of its text where it has none.
    pub title: String,
    /// Whether a headline was printed.
    pub headline: bool,
    /// The probability of its primary theme.
    pub probability: f64,
    /// The terms that spoke most for it, with what they added to the decision value.
    pub evidence: Vec<(String, f32)>,
    /// Characters of headline and text.
    pub length: usize,
    /// The share of its words that the model does not know; none for an article without words.
    pub unknown_share: Option<f64>,
    /// Its story: articles of one number are printings of one story.
    pub story: usize,
    /// An earlier article printed the story first.
    pub reprint: bool,
}
