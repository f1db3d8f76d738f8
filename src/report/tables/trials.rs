//! The settings that a search tried.

use crate::features::{Part, TermKind};
use crate::model::Trial;
use crate::report::tables::row::csv_line;

/// The kinds of blocks that a search may choose: the name of their columns, the kind of term, and its length.
const BLOCKS: [(&str, TermKind, u8); 6] = [
    ("words", TermKind::Words, 1),
    ("neighbouring_words", TermKind::Words, 2),
    ("word_pairs", TermKind::WordPairs, 1),
    ("characters_1", TermKind::Characters, 1),
    ("characters_2", TermKind::Characters, 2),
    ("characters_3", TermKind::Characters, 3),
];

/// The settings that a search tried, one trial a row, with their cross-validated scores, as CSV.
pub fn trials_csv(trials: &[Trial]) -> String {
    let mut header: Vec<String> =
        ["trial", "accuracy", "macro_f1", "learner", "also_membership"].map(String::from).into();
    for part in ["headline", "body"] {
        for (name, ..) in BLOCKS {
            header.push(format!("{part}_{name}_weight"));
            header.push(format!("{part}_{name}_min_document_frequency"));
        }
    }
    let mut text = csv_line(&header);
    for (number, trial) in (1..).zip(trials) {
        let mut row = vec![
            format!("{number}"),
            format!("{:.4}", trial.accuracy),
            format!("{:.4}", trial.macro_f1),
            serde_json::to_string(&trial.settings.learner).unwrap_or_default(),
            trial.settings.also_membership.to_string(),
        ];
        for part in Part::BOTH {
            for (_, kind, length) in BLOCKS {
                let block = trial.blocks.iter().find(|b| (b.part, b.kind, b.max_length) == (part, kind, length));
                row.push(block.map(|b| format!("{:.4}", b.weight)).unwrap_or_default());
                row.push(block.map(|b| b.min_document_frequency.to_string()).unwrap_or_default());
            }
        }
        text += &csv_line(&row);
    }
    text
}
