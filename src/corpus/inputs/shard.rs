//! Parts of the inputs that are read on several machines, or one after the other, and put together again.
//!
//! The parts of one article must not be read apart: papers continue articles on other pages, which may be other files. So
//! whole files are dealt where they can be dealt evenly without cutting an issue in two; otherwise every shard reads all
//! files and hands over only its own articles, which takes more reading but no more classifying.

use std::ops::Range;
use std::str::FromStr;

use crate::corpus::date::date_in_path;
use crate::corpus::read::Input;

/// At most this many shards: all of their states are open when they are merged, and systems allow about a thousand files.
const MAX_SHARDS: usize = 500;
/// The number of neighbouring articles that are dealt together where files are not.
const ARTICLES_TOGETHER: usize = 64;
/// The largest shard of files may have this many times the bytes of an even share.
const MAX_UNEVENNESS: f64 = 1.5;

/// One of several parts of the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    number: usize,
    count: usize,
}

/// A text that names no shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardError;

impl Shard {
    /// All inputs.
    pub const WHOLE: Shard = Shard { number: 1, count: 1 };

    /// The shard with a number from 1 to `count`; none for other numbers.
    pub fn new(number: usize, count: usize) -> Option<Self> {
        ((1..=count).contains(&number) && count <= MAX_SHARDS).then_some(Shard { number, count })
    }

    /// Its number, from 1.
    pub fn number(self) -> usize {
        self.number
    }

    /// The number of all shards.
    pub fn count(self) -> usize {
        self.count
    }

    /// How this shard gets its part of some files, whose sizes are in bytes.
    pub(super) fn part_of(self, files: &[Input], sizes: &[u64]) -> ShardPart {
        let bounds = bounds_of_files(files, sizes, self.count);
        let bytes = |range: &Range<usize>| sizes[range.clone()].iter().sum::<u64>() as f64;
        let ranges: Vec<Range<usize>> = bounds.windows(2).map(|pair| pair[0]..pair[1]).collect();
        let even = sizes.iter().sum::<u64>() as f64 / self.count as f64;
        if ranges.iter().all(|range| bytes(range) <= MAX_UNEVENNESS * even) {
            return ShardPart::Files(ranges[self.number - 1].clone());
        }
        ShardPart::Articles(self)
    }

    /// Whether it holds an article of inputs that all shards read; `place` is its place among all articles, from 0.
    pub(super) fn holds(self, place: usize) -> bool {
        place / ARTICLES_TOGETHER % self.count == self.number - 1
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    /// Reads `2/4`: the second of four.
    fn from_str(text: &str) -> Result<Self, ShardError> {
        let number = |text: &str| text.trim().parse::<usize>().map_err(|_| ShardError);
        let (first, count) = text.split_once('/').ok_or(ShardError)?;
        Shard::new(number(first)?, number(count)?).ok_or(ShardError)
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

/// What of the files a shard reads and hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShardPart {
    /// All articles of these files.
    Files(Range<usize>),
    /// Some articles of all files.
    Articles(Shard),
}

/// Where each shard's files begin, and the end of the last one. No bound lies within an issue.
fn bounds_of_files(files: &[Input], sizes: &[u64], shards: usize) -> Vec<usize> {
    let total: u64 = sizes.iter().sum();
    let (mut bounds, mut before) = (vec![0], 0);
    for (at, size) in sizes.iter().enumerate() {
        let is_bound = at > 0 && !are_of_one_issue(&files[at - 1].name, &files[at].name);
        // The bound nearest behind the even share; there are so few shards that a product of both numbers is exact.
        while is_bound && bounds.len() < shards && before as f64 * shards as f64 >= total as f64 * bounds.len() as f64 {
            bounds.push(at);
        }
        before += size;
    }
    bounds.resize(shards, files.len());
    bounds.push(files.len());
    bounds
}

/// Whether two files that follow each other may hold pages of one issue: their paths name the same day, or no day and the
/// same folder.
fn are_of_one_issue(first: &str, second: &str) -> bool {
    fn folder(name: &str) -> &str {
        name.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
    match (date_in_path(first), date_in_path(second)) {
        (None, None) => folder(first) == folder(second),
        (first, second) => first == second,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[String]) -> Vec<Input> {
        names.iter().map(|name| Input { path: name.into(), name: name.clone() }).collect()
    }

    fn parts(names: &[String], sizes: &[u64], count: usize) -> Vec<ShardPart> {
        (1..=count).map(|number| Shard { number, count }.part_of(&files(names), sizes)).collect()
    }

    #[test]
    fn shards_are_read_and_written() {
        assert_eq!("2/4".parse(), Ok(Shard { number: 2, count: 4 }));
        assert_eq!("2/4".parse::<Shard>().unwrap().to_string(), "2/4");
        for wrong in ["", "2", "0/4", "5/4", "1/0", "-1/2", "a/b", "1/4/2", "1/501"] {
            assert_eq!(wrong.parse::<Shard>(), Err(ShardError), "{wrong}");
        }
    }

    #[test]
    fn whole_files_are_dealt_evenly_and_issues_stay_together() {
        let names: Vec<String> =
            (1..=8).flat_map(|day| (1..=4).map(move |p| format!("2024-05-0{day}/{p}.txt"))).collect();
        let found = parts(&names, &[100; 32], 4);
        assert_eq!(found, [0..8, 8..16, 16..24, 24..32].map(ShardPart::Files));
        // Three shards of eight issues: none is cut.
        let found = parts(&names, &[100; 32], 3);
        assert_eq!(found, [0..12, 12..24, 24..32].map(ShardPart::Files));
        // Undated files of one folder may be the pages of one issue.
        let undated: Vec<String> = (1..=32).map(|page| format!("第{page}版.txt")).collect();
        assert!(parts(&undated, &[100; 32], 4).iter().all(|part| matches!(part, ShardPart::Articles(_))));
    }

    #[test]
    fn the_articles_of_a_large_file_are_dealt() {
        let names = ["a.jsonl".to_owned(), "b.jsonl".to_owned()];
        let shards: Vec<Shard> = (1..=3).map(|number| Shard { number, count: 3 }).collect();
        assert_eq!(parts(&names, &[5000, 1], 3), shards.iter().map(|s| ShardPart::Articles(*s)).collect::<Vec<_>>());
        for place in [0, 63, 64, 1000, 99_999] {
            assert_eq!(shards.iter().filter(|shard| shard.holds(place)).count(), 1);
        }
        assert_eq!(parts(&names, &[5000, 1], 1), [ShardPart::Files(0..2)]);
    }
}
