//! The administrative divisions of China (GB/T 2260): codes, names, former names, and how they nest.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use crate::corpus::place::cue_words::rows;
use crate::corpus::place::names::name_index::NameIndex;

/// The shipped table of divisions; see `data/regions-SOURCES.md`.
const TABLE: &str = include_str!("../../../../data/regions.csv");

/// Further names of divisions, and of zones that lie in one.
const ALIASES: &str = include_str!("../../../../data/place-aliases.csv");

/// Longer terms that hold the name of a division and are no place.
const TERMS: &str = include_str!("../../../../data/place-terms.csv");

/// Names that are something else in texts with certain words.
const HOMONYMS: &str = include_str!("../../../../data/place-homonyms.csv");

/// The six-digit code of a division (GB/T 2260).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Adcode(pub(in crate::corpus::place) u32);

impl Adcode {
    /// Whether a division is this one or lies in it: 520000 contains 520100 and 520103.
    pub fn contains(self, inner: Adcode) -> bool {
        let size = if self.0.is_multiple_of(10_000) {
            10_000
        } else if self.0.is_multiple_of(100) {
            100
        } else {
            1
        };
        self.0 / size == inner.0 / size
    }

    /// The code of the province this division lies in.
    pub fn province(self) -> Adcode {
        Adcode(self.0 / 10_000 * 10_000)
    }
}

impl fmt::Display for Adcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl FromStr for Adcode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() == 6 { text.parse().map(Adcode).map_err(|_| ()) } else { Err(()) }
    }
}

/// The level of a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Province, autonomous region, municipality, special administrative region.
    Province,
    /// Prefecture, prefecture-level city, league.
    Prefecture,
    /// County, district, county-level city, banner.
    County,
}

/// One division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The code.
    pub adcode: Adcode,
    /// The full name.
    pub name: String,
    /// The short name that newspapers use.
    pub short: String,
    /// The level.
    pub level: Level,
    /// The division it belongs to; `None` for provinces.
    pub parent: Option<Adcode>,
    /// Whether the division exists today under this name: false for those renamed or abolished.
    pub current: bool,
}

/// All divisions, with their names.
pub struct Gazetteer {
    /// All divisions, by code.
    regions: Vec<Region>,
    /// Where a code stands among the divisions.
    positions: FxHashMap<Adcode, usize>,
    /// For each name, the divisions that have it, and whether it is their full name. A longer term that is no place has
    /// none.
    pub(in crate::corpus::place) names: NameIndex<(Vec<Adcode>, bool)>,
    /// For each name that has homonyms, the words that show that one of those is meant.
    pub(in crate::corpus::place) homonyms: FxHashMap<&'static str, AhoCorasick>,
    /// Existing counties by their short name: 朝阳 for every 朝阳区, 朝阳县 and 朝阳市.
    pub(in crate::corpus::place) stems: FxHashMap<String, Vec<Adcode>>,
}

impl Gazetteer {
    /// The shipped table, loaded once.
    pub fn shared() -> &'static Gazetteer {
        static SHARED: OnceLock<Gazetteer> = OnceLock::new();
        SHARED.get_or_init(|| Gazetteer::from_csv(TABLE))
    }

    /// Reads the table; rows that do not parse are left out (a test checks that there are none).
    fn from_csv(text: &str) -> Gazetteer {
        let mut table: Vec<Region> = Vec::new();
        for row in csv::Reader::from_reader(text.as_bytes()).records().flatten() {
            let field = |i: usize| row.get(i).unwrap_or_default();
            let Ok(adcode) = field(0).parse::<Adcode>() else { continue };
            let level = match field(3) {
                "province" => Level::Province,
                "prefecture" => Level::Prefecture,
                _ => Level::County,
            };
            let region = Region {
                adcode,
                name: field(1).into(),
                short: field(2).into(),
                level,
                parent: field(4).parse().ok(),
                current: field(6).is_empty(),
            };
            table.push(region);
        }
        let mut names: BTreeMap<String, (Vec<Adcode>, bool)> = BTreeMap::new();
        for region in &table {
            let mut add = |name: String, full: bool| {
                let bearers = names.entry(name).or_insert((Vec::new(), full));
                if !bearers.0.contains(&region.adcode) {
                    bearers.0.push(region.adcode);
                }
            };
            add(region.name.clone(), true);
            if region.short != region.name && region.short.chars().count() >= 2 {
                // 达茂旗 and 科左中旗 say by themselves what they are.
                let is_full = region.short.chars().count() >= 3 && region.short.ends_with(['旗', '县', '州']);
                add(region.short.clone(), is_full);
            }
            if let Some(usual) = usual_name(region) {
                add(usual, true);
            }
        }
        for (alias, place) in rows(ALIASES) {
            let code = place.split(',').next().unwrap_or_default();
            names.entry(alias.into()).or_insert((code.parse().into_iter().collect(), true));
        }
        for term in rows(TERMS).flat_map(|(_, terms)| terms.split_whitespace()) {
            names.insert(term.into(), (Vec::new(), true));
        }
        // A renamed division has one row per name under the same code: it is found by all and shown by its current
        // name.
        let mut regions: BTreeMap<Adcode, Region> = BTreeMap::new();
        for region in table {
            if region.current || !regions.contains_key(&region.adcode) {
                regions.insert(region.adcode, region);
            }
        }
        let regions: Vec<Region> = regions.into_values().collect();
        let mut stems: FxHashMap<String, Vec<Adcode>> = FxHashMap::default();
        for region in regions.iter().filter(|r| r.current && r.level == Level::County) {
            let stem = region.name.strip_suffix(['区', '县', '市', '旗']);
            // 长阳 for 长阳土家族自治县, 雄安 for 雄安新区.
            for short in stem.into_iter().chain(Some(region.short.as_str()).filter(|&short| stem != Some(short))) {
                if short.chars().count() >= 2 {
                    stems.entry(short.to_owned()).or_default().push(region.adcode);
                }
            }
        }
        let homonyms = rows(HOMONYMS).filter_map(|(name, rest)| {
            let words = rest.split(',').next().unwrap_or_default().split_whitespace();
            AhoCorasick::new(words).ok().map(|words| (name, words))
        });
        let positions = regions.iter().enumerate().map(|(at, region)| (region.adcode, at)).collect();
        Gazetteer { regions, positions, names: NameIndex::new(names), stems, homonyms: homonyms.collect() }
    }

    /// A division by its code.
    pub fn get(&self, adcode: Adcode) -> Option<&Region> {
        self.positions.get(&adcode).map(|&at| &self.regions[at])
    }

    /// All divisions, by code.
    pub fn regions(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter()
    }

    /// The full name from the province downwards: “贵州省贵阳市”; the six digits if the code is unknown.
    pub fn full_name(&self, adcode: Adcode) -> String {
        let mut chain: Vec<&str> = self.chain(adcode).filter_map(|a| self.get(a)).map(|r| r.name.as_str()).collect();
        chain.reverse();
        if chain.is_empty() && self.is_grouping(adcode) {
            return self.full_name(adcode.province());
        }
        if chain.is_empty() { adcode.to_string() } else { chain.concat() }
    }

    /// Whether a code of GB/T 2260 only groups others: the districts (..01) or counties (..02) of a municipality, or
    /// the counties directly below a province (..90).
    pub(in crate::corpus::place) fn is_grouping(&self, adcode: Adcode) -> bool {
        let group = adcode.0 / 100 % 100;
        let municipal = self.is_municipality(adcode.province()) && matches!(group, 1 | 2);
        adcode.0.is_multiple_of(100) && self.get(adcode.province()).is_some() && (municipal || group == 90)
    }

    /// The division and all divisions it belongs to, up to the province.
    pub(in crate::corpus::place) fn chain(&self, adcode: Adcode) -> impl Iterator<Item = Adcode> {
        std::iter::successors(Some(adcode), |&a| self.get(a).and_then(|r| r.parent))
    }

    /// The division itself or the one it belongs to, at a given level; `None` if it lies above that level.
    pub fn at_level(&self, adcode: Adcode, level: Level) -> Option<Adcode> {
        self.chain(adcode).find(|&a| self.get(a).is_some_and(|r| r.level == level))
    }

    /// Whether `inner` is `outer` or belongs to it.
    pub(in crate::corpus::place) fn within(&self, inner: Adcode, outer: Adcode) -> bool {
        self.chain(inner).any(|a| a == outer)
    }

    /// Whether a province is a municipality such as 北京市.
    pub(in crate::corpus::place) fn is_municipality(&self, province: Adcode) -> bool {
        self.get(province).is_some_and(|r| r.name.ends_with('市'))
    }
}

/// The name that papers use for an autonomous division: its short name with the last character of the full one, 长阳县 for
/// 长阳土家族自治县 and 恩施州 for 恩施土家族苗族自治州.
fn usual_name(region: &Region) -> Option<String> {
    let kind = ["自治县", "自治旗", "自治州"].into_iter().find(|kind| region.name.ends_with(kind))?;
    let last = kind.chars().next_back()?;
    let is_usual = region.current && region.short.chars().count() >= 2 && !region.short.ends_with(last);
    is_usual.then(|| format!("{}{last}", region.short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn autonomous_counties_have_their_usual_names() {
        let gazetteer = Gazetteer::shared();
        for (name, adcode) in [("长阳县", "420528"), ("恩施州", "422800"), ("喀左县", "211324"), ("西咸新区", "610000")]
        {
            assert_eq!(gazetteer.parse(name).map(|a| a.to_string()).as_deref(), Some(adcode), "{name}");
        }
    }

    #[test]
    fn every_alias_names_a_division() {
        let gazetteer = Gazetteer::shared();
        for (alias, rest) in rows(ALIASES) {
            let code = rest.split(',').next().and_then(|code| code.parse::<Adcode>().ok());
            assert!(code.is_some_and(|code| gazetteer.get(code).is_some()), "{alias}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_read_and_has_a_parent() {
        let gazetteer = Gazetteer::shared();
        assert!(TABLE.lines().skip(1).all(|row| row.split(',').count() == 7 && row[..6].parse::<Adcode>().is_ok()));
        let provinces = gazetteer.regions().filter(|r| r.level == Level::Province).count();
        assert_eq!(provinces, 34);
        for region in gazetteer.regions() {
            assert_eq!(region.parent.is_none(), region.level == Level::Province, "{}", region.name);
            assert!(region.parent.is_none_or(|p| gazetteer.get(p).is_some()), "{}", region.name);
            let found = gazetteer.names.at_start(&region.name).map(|found| found.end);
            assert_eq!(found, Some(region.name.len()), "{}", region.name);
        }
    }

    #[test]
    fn full_names_go_down_from_the_province() {
        let gazetteer = Gazetteer::shared();
        assert_eq!(gazetteer.full_name("520103".parse().unwrap()), "贵州省贵阳市云岩区");
        assert_eq!(gazetteer.at_level("520103".parse().unwrap(), Level::Prefecture), "520100".parse().ok());
        assert_eq!(gazetteer.at_level("110105".parse().unwrap(), Level::Prefecture), None);
    }
}
