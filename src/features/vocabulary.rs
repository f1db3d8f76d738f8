//! The vocabulary: the term of each column, kept in one string so that a quarter of a million terms load quickly.

use std::ops::Range;

/// The terms of all columns, block by block and in ascending order within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    /// All terms, one per line.
    text: String,
    /// Byte offset of each term in the text, and the end of the last.
    starts: Vec<u32>,
    /// First column of each block, and the end of the last.
    bounds: Vec<u32>,
}

impl Vocabulary {
    /// Creates a vocabulary from the terms of each block. Terms must not contain line ends.
    pub fn new<T: AsRef<str>>(blocks: &[Vec<T>]) -> Self {
        let mut text = String::new();
        let mut counts = Vec::with_capacity(blocks.len());
        for block in blocks {
            counts.push(block.len());
            for term in block {
                text.push_str(term.as_ref());
                text.push('\n');
            }
        }
        Self::from_lines_or_empty(text, &counts)
    }

    /// As [`Vocabulary::from_lines`], but empty if the number of lines does not match.
    pub(super) fn from_lines_or_empty(text: String, counts: &[usize]) -> Self {
        Self::from_lines(text, counts).unwrap_or(Vocabulary { text: String::new(), starts: vec![0], bounds: vec![0] })
    }

    /// Creates a vocabulary from its lines. `counts` is the number of lines of each block; `None` if it does not match.
    pub fn from_lines(text: String, counts: &[usize]) -> Option<Self> {
        let total: usize = counts.iter().sum();
        let mut starts: Vec<u32> = Vec::with_capacity(total.min(text.len()) + 1);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        if starts.len() != total + 1 || text.len() > u32::MAX as usize || starts[total] as usize != text.len() {
            return None;
        }
        let mut bounds = vec![0u32];
        for count in counts {
            bounds.push(bounds[bounds.len() - 1] + *count as u32);
        }
        Some(Vocabulary { text, starts, bounds })
    }

    /// Returns all terms, one per line.
    pub fn lines(&self) -> &str {
        &self.text
    }

    /// Returns the number of columns.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Returns whether there are no columns.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of blocks.
    pub fn blocks(&self) -> usize {
        self.bounds.len() - 1
    }

    /// Returns the term of a column; the words of an n-gram are separated by one space.
    pub fn term(&self, column: usize) -> &str {
        &self.text[self.starts[column] as usize..self.starts[column + 1] as usize - 1]
    }

    /// Returns the block of a column.
    pub fn block(&self, column: usize) -> usize {
        self.bounds.partition_point(|&bound| bound as usize <= column) - 1
    }

    /// Returns the columns of a block.
    pub fn columns(&self, block: usize) -> Range<usize> {
        self.bounds[block] as usize..self.bounds[block + 1] as usize
    }

    /// Iterates over the terms of a block.
    pub fn terms(&self, block: usize) -> impl Iterator<Item = &str> {
        self.columns(block).map(|column| self.term(column))
    }

    /// Returns the same vocabulary with another block appended.
    pub fn extended<T: AsRef<str>>(&self, terms: &[T]) -> Self {
        let mut text = self.text.clone();
        for term in terms {
            text.push_str(term.as_ref());
            text.push('\n');
        }
        let mut counts: Vec<usize> = (0..self.blocks()).map(|b| self.columns(b).len()).collect();
        counts.push(terms.len());
        Self::from_lines(text, &counts).unwrap_or_else(|| self.clone())
    }
}

/// Number of words of an article that a vocabulary knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KnownWords {
    /// Number of words that have a column, counting repetitions.
    pub known: u32,
    /// Number of all words, counting repetitions.
    pub all: u32,
}

impl KnownWords {
    /// Returns the share of words that the vocabulary does not know, 0 to 1; `None` for an article without words.
    pub fn unknown_share(self) -> Option<f64> {
        (self.all > 0).then(|| 1.0 - f64::from(self.known) / f64::from(self.all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_terms_and_blocks_agree() {
        let vocabulary = Vocabulary::new(&[vec!["信访", "招商"], vec![], vec!["人"]]);
        assert_eq!((vocabulary.len(), vocabulary.blocks()), (3, 3));
        assert_eq!((vocabulary.term(1), vocabulary.block(1)), ("招商", 0));
        assert_eq!((vocabulary.term(2), vocabulary.block(2)), ("人", 2));
        assert!(vocabulary.columns(1).is_empty());
        let extended_vocabulary = vocabulary.extended(&["机场"]);
        assert_eq!((extended_vocabulary.term(3), extended_vocabulary.block(3)), ("机场", 3));
        assert_eq!(Vocabulary::from_lines("a\nb\n".into(), &[3]), None);
        assert_eq!(Vocabulary::from_lines("a\nb".into(), &[2]), None);
    }
}
