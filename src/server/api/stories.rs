//! The articles that a request counts, and their stories, found as reports find them.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::Result;
use crate::archive::{Archive, Search};
use crate::corpus::reprints::{Sketch, SketchStore, StoredSketch, THRESHOLD, printings, sketch, stories};
use crate::server::locks::locked;
use crate::trends::{Observation, PeriodKind, PrintedStory, design_effects, design_effects_without_stories};

/// Of more articles the stories are not looked for: that takes longer than a reader waits.
const MAX_ARTICLES: usize = 100_000;
/// Sketches are forgotten once there are this many, so that memory stays bounded.
const MAX_SKETCHES: usize = 4 * MAX_ARTICLES;
/// At most this many texts are in memory at once.
const PORTION: usize = 1024;
/// The stories of this many selections are kept, for readers who change how one is shown.
const MAX_FOUND: usize = 4;

/// The articles of a selection that have a theme.
#[derive(Debug, Default)]
pub(in crate::server) struct Counted {
    /// Their numbers in the archive.
    rows: Vec<i64>,
    /// What is counted of each of them; places are not told.
    pub observations: Vec<Observation>,
    /// The number of all articles that were selected, also of those without a theme.
    pub selected: usize,
}

impl Counted {
    /// What a search selects; `themes` are the numbers of themes by id.
    pub fn of(archive: &Archive, search: &Search, themes: &HashMap<&str, usize>) -> Result<Counted> {
        let mut counted = Counted::default();
        let mut papers: HashSet<Arc<str>> = HashSet::new();
        archive.counted(search, |article| {
            counted.selected += 1;
            let Some(&theme) = themes.get(article.theme) else { return };
            let source = papers.get(article.paper).cloned().unwrap_or_else(|| {
                let paper: Arc<str> = article.paper.into();
                papers.insert(paper.clone());
                paper
            });
            counted.rows.push(article.row);
            counted.observations.push(Observation {
                date: article.date.parse().ok(),
                source,
                theme,
                ..Observation::default()
            });
        })?;
        Ok(counted)
    }

    /// The same articles, counted by whether they are among those that a search found (1) or not (0), in the place of their themes.
    pub fn told_apart(mut self, found: &Counted) -> Counted {
        let found: HashSet<i64> = found.rows.iter().copied().collect();
        for (row, seen) in self.rows.iter().zip(&mut self.observations) {
            seen.theme = usize::from(found.contains(row));
        }
        self
    }
}

/// What is known of the archive's stories. The text behind a row never changes, so that sketches hold as long as the program runs.
#[derive(Debug, Default)]
pub(in crate::server) struct StoryFinder(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    store: SketchStore,
    sketches: HashMap<i64, StoredSketch>,
    found: VecDeque<Found>,
}

/// The stories of a selection.
#[derive(Debug)]
struct Found {
    rows: Vec<i64>,
    numbers: Arc<[usize]>,
}

impl StoryFinder {
    /// The design effects of the themes as reports have them for the same articles, and whether the stories were looked at; of very
    /// many articles they are not. `kind` is the length of the periods that are counted.
    pub fn design_effects(
        &self,
        archive: &Archive,
        counted: &Counted,
        (themes, kind): (usize, PeriodKind),
    ) -> Result<(Vec<f64>, bool)> {
        let seen = counted.observations.iter();
        if counted.rows.len() > MAX_ARTICLES {
            return Ok((design_effects_without_stories(seen, themes), false));
        }
        let stories = self.stories(archive, counted)?;
        let printed = seen.zip(stories.iter()).filter(|(seen, _)| seen.period(kind).is_some());
        let printed: Vec<PrintedStory<'_>> =
            printed.map(|(seen, &story)| PrintedStory { seen, story, prominence: 1.0 }).collect();
        Ok((design_effects(&printed, themes), true))
    }

    /// The story of each article.
    fn stories(&self, archive: &Archive, counted: &Counted) -> Result<Arc<[usize]>> {
        let mut known = locked(&self.0);
        if let Some(found) = known.found.iter().find(|found| found.rows == counted.rows) {
            return Ok(found.numbers.clone());
        }
        known.read(archive, &counted.rows)?;
        let sketch_of = |row: &i64| known.sketches.get(row).copied().unwrap_or_default();
        let articles = counted.rows.iter().zip(&counted.observations);
        let printings = printings(articles.map(|(row, seen)| (sketch_of(row), seen.date, &*seen.source)));
        let numbers: Arc<[usize]> = stories(&printings, &known.store, THRESHOLD)?.numbers().into();
        if known.found.len() == MAX_FOUND {
            known.found.pop_front();
        }
        known.found.push_back(Found { rows: counted.rows.clone(), numbers: numbers.clone() });
        Ok(numbers)
    }
}

impl Known {
    /// Makes the sketches of articles that have none yet.
    fn read(&mut self, archive: &Archive, rows: &[i64]) -> Result<()> {
        if self.sketches.len() > MAX_SKETCHES {
            *self = Known::default();
        }
        let missing: Vec<i64> = rows.iter().copied().filter(|row| !self.sketches.contains_key(row)).collect();
        for portion in missing.chunks(PORTION) {
            let texts = archive.headlines_and_texts(portion)?;
            let sketches: Vec<Sketch> = texts.par_iter().map(|(title, text)| sketch(title, text)).collect();
            for (row, sketch) in portion.iter().zip(&sketches) {
                let stored = self.store.add(sketch);
                self.sketches.insert(*row, stored);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_search_found_is_told_apart_whatever_the_order() {
        let counted = |rows: &[i64]| Counted {
            rows: rows.to_vec(),
            observations: rows.iter().map(|_| Observation { theme: 7, ..Observation::default() }).collect(),
            selected: rows.len(),
        };
        let all = counted(&[4, 1, 9, 3]).told_apart(&counted(&[3, 4]));
        assert_eq!(all.observations.iter().map(|seen| seen.theme).collect::<Vec<_>>(), [1, 0, 0, 1]);
    }
}
