//! Papers and their homes.

use std::cmp::Reverse;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use crate::corpus::{Adcode, Gazetteer};

/// The papers the project knows: name, other names (pinyin as in file names), adcode of the home.
const TABLE: &str = include_str!("../../data/sources.csv");

/// A paper or programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Other names, lower case, as they stand in file names.
    pub aliases: Vec<String>,
    /// Where its news is from; none for national papers.
    pub home: Option<Adcode>,
    /// The table leaves its home empty: it is a paper of the whole country. False where a home is written, also one
    /// that nobody knows.
    pub nationwide: bool,
}

/// Whether a paper speaks from the centre or from a province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// A paper of the whole country.
    Centre,
    /// A paper whose home lies in this province.
    Province(Adcode),
}

/// A table of papers; a user's own rows go before the shipped ones.
#[derive(Debug, Clone)]
pub struct Sources {
    list: Vec<Source>,
    /// Made when it is first asked for.
    index: OnceLock<Index>,
}

/// Where names are in the list.
#[derive(Debug, Clone)]
struct Index {
    /// The first paper of each name and alias.
    named: FxHashMap<String, usize>,
    /// Finds names in paths; [`Index::papers`] tells whose they are. `None` where the table is too large for it.
    finder: Option<AhoCorasick>,
    papers: Vec<usize>,
}

impl Index {
    fn new(list: &[Source]) -> Self {
        let mut named = FxHashMap::default();
        let (mut names, mut papers) = (Vec::new(), Vec::new());
        for (at, source) in list.iter().enumerate() {
            for name in std::iter::once(&source.name).chain(&source.aliases) {
                named.entry(name.clone()).or_insert(at);
                // Two letters would be found in any word.
                if name.chars().count() >= 3 {
                    names.push(name.to_lowercase());
                    papers.push(at);
                }
            }
        }
        Index { named, finder: AhoCorasick::new(names).ok(), papers }
    }
}

impl Default for Sources {
    fn default() -> Self {
        static SHIPPED: OnceLock<Vec<Source>> = OnceLock::new();
        Sources { list: SHIPPED.get_or_init(|| parse(TABLE)).clone(), index: OnceLock::new() }
    }
}

/// Reads rows of `name,aliases,home`; aliases are separated by semicolons.
fn parse(text: &str) -> Vec<Source> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    reader
        .records()
        .flatten()
        .map(|row| Source {
            name: row.get(0).unwrap_or_default().trim().into(),
            aliases: row
                .get(1)
                .unwrap_or_default()
                .split(';')
                .map(|a| a.trim().to_lowercase())
                .filter(|a| !a.is_empty())
                .collect(),
            home: row.get(2).and_then(|home| Gazetteer::shared().parse(home)),
            nationwide: row.get(2).is_some_and(|home| home.trim().is_empty()),
        })
        .filter(|source| !source.name.is_empty())
        .collect()
}

impl Sources {
    /// Adds a user's rows (`name,aliases,home` with a header line; the home as adcode or name).
    pub fn extend_from_csv(&mut self, text: &str) {
        let mut list = parse(text);
        list.append(&mut self.list);
        *self = Sources { list, index: OnceLock::new() };
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.list))
    }

    /// The paper a file name or folder names, the longest name first.
    pub fn in_path(&self, path: &str) -> Option<&Source> {
        let path = path.to_lowercase();
        let index = self.index();
        let found = index.finder.iter().flat_map(|finder| finder.find_overlapping_iter(&path));
        found
            .filter(|found| stands_alone(&path, found.start(), found.end()))
            .map(|found| (found.len(), index.papers[found.pattern().as_usize()]))
            // Of equally long names the first: the user's own.
            .max_by_key(|&(length, paper)| (length, Reverse(paper)))
            .map(|(_, paper)| &self.list[paper])
    }

    /// The home of a source as an article names it: by the table, else by a place in the name itself.
    pub fn home(&self, name: &str) -> Option<Adcode> {
        match self.named(name) {
            Some(source) => source.home,
            None => Gazetteer::shared().home_of(name),
        }
    }

    /// Whether a source, as an article names it, is of the centre or of which province. Only papers of the table are of the
    /// centre: one that nobody knows tells nothing.
    pub fn tier(&self, name: &str) -> Option<Tier> {
        match self.named(name) {
            Some(source) if source.nationwide => Some(Tier::Centre),
            _ => self.home(name).map(|home| Tier::Province(home.province())),
        }
    }

    fn named(&self, name: &str) -> Option<&Source> {
        let named = &self.index().named;
        let paper = named.get(name).into_iter().chain(named.get(&name.to_lowercase())).min();
        paper.map(|&paper| &self.list[paper])
    }
}

/// An ASCII name must stand by itself (`hubei-ribao`, not inside another word); a Chinese one may stand anywhere.
fn stands_alone(path: &str, start: usize, end: usize) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    !path[start..end].is_ascii() || (!path[..start].ends_with(letter) && !path[end..].starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_found_in_file_names() {
        let sources = Sources::default();
        assert_eq!(sources.in_path("in/guiyang-daily-2025-04-27.txt").map(|s| s.name.as_str()), Some("贵阳日报"));
        assert_eq!(sources.in_path("甘肃日报20250101.txt").map(|s| s.name.as_str()), Some("甘肃日报"));
        assert_eq!(sources.in_path("page-00-mixed.txt"), None);
    }

    #[test]
    fn homes_by_table_by_name_and_by_the_users_rows() {
        let mut sources = Sources::default();
        assert_eq!(sources.home("贵阳日报").unwrap().to_string(), "520100");
        assert_eq!(sources.home("绥宁党建网").unwrap().to_string(), "430527");
        assert_eq!(sources.home("江南早报"), None);
        assert_eq!(sources.home("掌上武隆").unwrap().to_string(), "500156");
        assert_eq!(sources.home("天中晚报").unwrap().to_string(), "411700");
        assert_eq!(sources.home("汤阴县人民政府网").unwrap().to_string(), "410523");
        assert_eq!(sources.home("人民日报"), None);
        sources.extend_from_csv("name,aliases,home\n兰河日报,lanhe-ribao,甘肃兰州\n");
        assert_eq!(sources.home("兰河日报").unwrap().to_string(), "620100");
        assert_eq!(sources.in_path("lanhe-ribao-2024-03-05.txt").unwrap().name, "兰河日报");
        // The user's rows go before the shipped ones; names are found in any case.
        sources.extend_from_csv("name,aliases,home\n兰河客户端,guiyang-daily,甘肃兰州\nLH晚报,,甘肃兰州\n");
        assert_eq!(sources.in_path("guiyang-daily-2025-04-27.txt").unwrap().name, "兰河客户端");
        assert_eq!(sources.in_path("LH晚报2025-04-27.txt").unwrap().name, "LH晚报");
    }

    #[test]
    fn papers_of_the_centre_are_those_the_table_knows() {
        let mut sources = Sources::default();
        let province = |code: &str| Some(Tier::Province(code.parse().unwrap()));
        for (name, tier) in [
            ("人民日报", Some(Tier::Centre)),
            ("新华网", Some(Tier::Centre)),
            ("贵阳日报", province("520000")),
            ("绥宁党建网", province("430000")),
            ("江南早报", None),
            ("", None),
        ] {
            assert_eq!(sources.tier(name), tier, "{name}");
        }
        // A home that is no division, and a row without one, are no papers of the centre.
        sources.extend_from_csv("name,aliases,home\n九州新报,,\n浮云日报,,云上\n半行日报\n");
        assert_eq!(sources.tier("九州新报"), Some(Tier::Centre));
        assert_eq!((sources.tier("浮云日报"), sources.tier("半行日报")), (None, None));
    }
}
