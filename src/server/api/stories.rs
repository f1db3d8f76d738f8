//! The articles that a request counts, and their stories, found as reports find them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::Result;
use crate::archive::{Archive, Search};
use crate::corpus::PartialDate;
use crate::corpus::reprints::{Sketch, SketchStore, StoredSketch, THRESHOLD, printings, sketch, stories};
use crate::server::locks::locked;
use crate::trends::{Observation, PeriodKind, PrintedStory, design_effects, design_effects_of_part};

/// Of more articles the stories are not looked for: that takes longer than a reader waits.
const MAX_ARTICLES: usize = 100_000;
/// Of so many articles the stories of this many of the newest tell how often texts are printed again.
const PART: usize = 20_000;
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

    /// The articles of a whole day that another selection does not hold, and the number of those that both hold.
    pub fn apart_from(&self, other: &Counted) -> (Counted, usize) {
        let others: HashSet<i64> = other.rows.iter().copied().collect();
        let mut own = Counted::default();
        let mut in_both = 0;
        for (row, seen) in self.rows.iter().zip(&self.observations) {
            if seen.date.and_then(|date| date.full()).is_none() {
                continue;
            }
            if others.contains(row) {
                in_both += 1;
            } else {
                own.rows.push(*row);
                own.observations.push(seen.clone());
            }
        }
        own.selected = own.rows.len();
        (own, in_both)
    }

    /// At most this many of the articles, the newest ones.
    fn newest(&self, most: usize) -> Counted {
        let mut places: Vec<usize> = (0..self.rows.len()).collect();
        places.sort_by_key(|&at| Reverse((self.observations[at].date, self.rows[at])));
        places.truncate(most);
        Counted {
            rows: places.iter().map(|&at| self.rows[at]).collect(),
            observations: places.iter().map(|&at| self.observations[at].clone()).collect(),
            selected: places.len(),
        }
    }

    /// The articles of two selections, one after the other.
    fn joined([first, second]: [&Counted; 2]) -> Counted {
        Counted {
            rows: [&first.rows[..], &second.rows].concat(),
            observations: [&first.observations[..], &second.observations].concat(),
            selected: first.selected + second.selected,
        }
    }

    /// The articles that have their story, day and paper in common with another one: among these alone identifiers tell which was
    /// printed first.
    fn tied(&self, stories: &[usize]) -> Vec<i64> {
        let mut alike: BTreeMap<(usize, Option<PartialDate>, &str), Vec<i64>> = BTreeMap::new();
        for ((row, seen), story) in self.rows.iter().zip(&self.observations).zip(stories) {
            alike.entry((*story, seen.date, &*seen.source)).or_default().push(*row);
        }
        alike.into_values().filter(|rows| rows.len() > 1).flatten().collect()
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
    /// The design effects of the themes as reports have them for the same articles, and whether the stories of all were looked at; of very
    /// many articles those of the newest stand for all. `kind` is the length of the periods that are counted.
    pub fn design_effects(
        &self,
        archive: &Archive,
        counted: &Counted,
        (themes, kind): (usize, PeriodKind),
    ) -> Result<(Vec<f64>, bool)> {
        if counted.rows.len() <= MAX_ARTICLES {
            let stories = self.stories(archive, counted)?;
            return Ok((design_effects(&printed(counted, &stories, kind), themes), true));
        }
        let newest = counted.newest(PART);
        let stories = self.stories(archive, &newest)?;
        let seen = counted.observations.iter().filter(|seen| seen.period(kind).is_some());
        Ok((design_effects_of_part(seen, &printed(&newest, &stories, kind), themes), false))
    }

    /// Each of two selections without the reprints within it, as `report --versus` counts them, and whether the stories were looked at;
    /// of very many articles they are not, and all are handed over. The selections have no article in common.
    pub fn without_reprints<'c>(
        &self,
        archive: &Archive,
        sides: [&'c Counted; 2],
    ) -> Result<([Vec<&'c Observation>; 2], bool)> {
        let both = Counted::joined(sides);
        if both.rows.len() > MAX_ARTICLES {
            return Ok((sides.map(|side| side.observations.iter().collect()), false));
        }
        let numbers = self.stories(archive, &both)?;
        let (first, second) = numbers.split_at(sides[0].rows.len());
        let of_side = |side: &'c Counted, stories: &[usize]| -> Result<Vec<&'c Observation>> {
            let rows = side.tied(stories);
            let identifiers: HashMap<i64, String> = rows.iter().copied().zip(archive.identifiers(&rows)?).collect();
            Ok(first_printings(side, stories, &identifiers))
        };
        Ok(([of_side(sides[0], first)?, of_side(sides[1], second)?], true))
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

/// The articles of which a period is known, as printings of their stories.
fn printed<'c>(articles: &'c Counted, stories: &[usize], kind: PeriodKind) -> Vec<PrintedStory<'c>> {
    let seen = articles.observations.iter().zip(stories).filter(|(seen, _)| seen.period(kind).is_some());
    seen.map(|(seen, &story)| PrintedStory { seen, story, prominence: 1.0 }).collect()
}

/// The first printing of each story among the articles of a selection. Of those of one paper and day the identifier decides as in reports,
/// and of those of one identifier the theme, so that the order in which articles were added changes nothing.
fn first_printings<'c>(
    side: &'c Counted,
    stories: &[usize],
    identifiers: &HashMap<i64, String>,
) -> Vec<&'c Observation> {
    let articles = side.rows.iter().zip(&side.observations).zip(stories);
    let mut printed: Vec<(Option<&String>, &Observation, usize)> =
        articles.map(|((row, seen), story)| (identifiers.get(row), seen, *story)).collect();
    printed.sort_by(|(first_id, first, _), (second_id, second, _)| {
        let [first_key, second_key] = [(first, first_id), (second, second_id)]
            .map(|(seen, identifier)| (seen.date, &seen.source, identifier, seen.theme));
        first_key.cmp(&second_key)
    });
    let mut known = HashSet::new();
    printed.retain(|(.., story)| known.insert(*story));
    printed.into_iter().map(|(_, seen, _)| seen).collect()
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

    /// Articles given as row, date and paper; the theme is the number of the row.
    fn selection(articles: &[(i64, &str, &str)]) -> Counted {
        let seen = |&(row, date, paper): &(i64, &str, &str)| Observation {
            date: date.parse().ok(),
            source: paper.into(),
            theme: row as usize,
            ..Observation::default()
        };
        Counted {
            rows: articles.iter().map(|article| article.0).collect(),
            observations: articles.iter().map(seen).collect(),
            selected: articles.len(),
        }
    }

    #[test]
    fn what_both_selections_hold_is_in_neither() {
        let first = selection(&[(1, "2024-03-05", "甲报"), (2, "2024-03", "甲报"), (3, "2024-03-06", "甲报")]);
        let second = selection(&[(3, "2024-03-06", "甲报"), (4, "", "甲报"), (5, "2024-03-07", "乙报")]);
        let (own, in_both) = first.apart_from(&second);
        assert_eq!((&own.rows[..], own.observations.len(), in_both), (&[1][..], 1, 1));
        assert_eq!(second.apart_from(&first).0.rows, [5]);
    }

    #[test]
    fn the_newest_articles_are_those_of_the_last_days() {
        let all = selection(&[(1, "2024-03-05", ""), (2, "", ""), (3, "2024-03-09", ""), (4, "2024-03-07", "")]);
        assert_eq!(all.newest(2).rows, [3, 4]);
        assert_eq!(all.newest(9).rows, [3, 4, 1, 2]);
    }

    #[test]
    fn a_story_counts_where_it_was_printed_first() {
        let side = selection(&[
            (7, "2024-03-08", "甲报"),
            (5, "2024-03-06", "乙报"),
            (4, "2024-03-06", "乙报"),
            (6, "2024-03-07", "甲报"),
        ]);
        let themes = |stories: &[usize], identifiers: &[(i64, &str)]| {
            let identifiers = identifiers.iter().map(|(row, identifier)| (*row, (*identifier).to_owned())).collect();
            first_printings(&side, stories, &identifiers).iter().map(|seen| seen.theme).collect::<Vec<_>>()
        };
        assert_eq!(themes(&[0, 0, 0, 1], &[]), [4, 6]);
        assert_eq!(themes(&[0, 1, 2, 3], &[]), [4, 5, 6, 7]);
        // Of two of one paper and day that with the lower identifier, whatever its theme.
        assert_eq!(side.tied(&[0, 0, 0, 1]), [5, 4]);
        assert!(side.tied(&[0, 1, 2, 3]).is_empty());
        assert_eq!(themes(&[0, 0, 0, 1], &[(4, "b"), (5, "a")]), [5, 6]);
    }
}
