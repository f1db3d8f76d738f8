//! The administrative divisions of China (GB/T 2260): codes, names, former names, and how they nest.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::corpus::place::cue_words::{
    BEFORE_HOMES, EVERYDAY_WORDS, HAPPENS, NAMES_OF_PARTS, NOT_A_PLACE, ORGANS_OF_COUNTIES, WIDER_LANDS,
};
use crate::text::is_han;

/// The divisions as the project ships them; see `data/regions-SOURCES.md`.
const TABLE: &str = include_str!("../../../data/regions.csv");

/// Six digits of GB/T 2260.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Adcode(pub(super) u32);

impl Adcode {
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
    /// Its code.
    pub adcode: Adcode,
    /// Its full name.
    pub name: String,
    /// Its name as newspapers shorten it.
    pub short: String,
    /// Its level.
    pub level: Level,
    /// The division it belongs to; none for provinces.
    pub parent: Option<Adcode>,
    /// False for divisions that were renamed or abolished.
    pub current: bool,
}

/// All divisions, with a matcher for their names.
pub struct Gazetteer {
    regions: BTreeMap<Adcode, Region>,
    matcher: AhoCorasick,
    /// For each pattern of the matcher: the divisions that bear the name, and whether it is the full name.
    bearers: Vec<(Vec<Adcode>, bool)>,
    /// Present counties by their name without its last character: 朝阳 for every 朝阳区, 朝阳县 and 朝阳市.
    stems: BTreeMap<String, Vec<Adcode>>,
}

/// A name found in a text.
pub(super) struct Mention {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) candidates: Vec<Adcode>,
    pub(super) full: bool,
}

impl Gazetteer {
    /// The table the project ships, loaded once.
    pub fn shared() -> &'static Gazetteer {
        static SHARED: OnceLock<Gazetteer> = OnceLock::new();
        SHARED.get_or_init(|| Gazetteer::from_csv(TABLE))
    }

    /// Reads the table; rows that do not parse are left out (a test holds that there are none).
    fn from_csv(text: &str) -> Gazetteer {
        let mut rows: Vec<Region> = Vec::new();
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
            rows.push(region);
        }
        let mut names: BTreeMap<&str, (Vec<Adcode>, bool)> = BTreeMap::new();
        for region in &rows {
            let bearers = names.entry(&region.name).or_insert((Vec::new(), true));
            if !bearers.0.contains(&region.adcode) {
                bearers.0.push(region.adcode);
            }
            if region.short != region.name && region.short.chars().count() >= 2 {
                let bearers = names.entry(&region.short).or_insert((Vec::new(), false));
                if !bearers.0.contains(&region.adcode) {
                    bearers.0.push(region.adcode);
                }
            }
        }
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.keys())
            .expect("the names of all divisions fit a matcher");
        let bearers = names.into_values().collect();
        // A renamed division has a row for each name under one code: it is shown by its present name, found by both.
        let mut regions: BTreeMap<Adcode, Region> = BTreeMap::new();
        for region in rows {
            if region.current || !regions.contains_key(&region.adcode) {
                regions.insert(region.adcode, region);
            }
        }
        let mut stems: BTreeMap<String, Vec<Adcode>> = BTreeMap::new();
        for region in regions.values().filter(|r| r.current && r.level == Level::County) {
            let stem = region.name.strip_suffix(['区', '县', '市', '旗']);
            if let Some(stem) = stem.filter(|stem| stem.chars().count() >= 2) {
                stems.entry(stem.to_owned()).or_default().push(region.adcode);
            }
        }
        Gazetteer { regions, matcher, bearers, stems }
    }

    /// A division by its code.
    pub fn get(&self, adcode: Adcode) -> Option<&Region> {
        self.regions.get(&adcode)
    }

    /// All divisions, by code.
    pub fn regions(&self) -> impl Iterator<Item = &Region> {
        self.regions.values()
    }

    /// Full name from the province downwards: “贵州省贵阳市”; the digits where the code is unknown.
    pub fn full_name(&self, adcode: Adcode) -> String {
        let mut chain: Vec<&str> = self.chain(adcode).filter_map(|a| self.get(a)).map(|r| r.name.as_str()).collect();
        chain.reverse();
        if chain.is_empty() && self.is_grouping(adcode) {
            return self.full_name(adcode.province());
        }
        if chain.is_empty() { adcode.to_string() } else { chain.concat() }
    }

    /// Codes of GB/T 2260 that stand for no place of their own: the districts (..01) or counties (..02) of a municipality
    /// together, and the counties directly below a province (..90).
    pub(super) fn is_grouping(&self, adcode: Adcode) -> bool {
        let group = adcode.0 / 100 % 100;
        let municipal = self.is_municipality(adcode.province()) && matches!(group, 1 | 2);
        adcode.0.is_multiple_of(100) && self.get(adcode.province()).is_some() && (municipal || group == 90)
    }

    /// The division and everything it belongs to, from the smallest to the province.
    pub(super) fn chain(&self, adcode: Adcode) -> impl Iterator<Item = Adcode> {
        std::iter::successors(Some(adcode), |&a| self.get(a).and_then(|r| r.parent))
    }

    /// The division or one that it belongs to, at a level; none where it lies above that level.
    pub fn at_level(&self, adcode: Adcode, level: Level) -> Option<Adcode> {
        self.chain(adcode).find(|&a| self.get(a).is_some_and(|r| r.level == level))
    }

    pub(super) fn within(&self, inner: Adcode, outer: Adcode) -> bool {
        self.chain(inner).any(|a| a == outer)
    }

    /// Reads a region as users write it: an adcode, or names such as “贵州贵阳” or “绥宁县”.
    pub fn parse(&self, text: &str) -> Option<Adcode> {
        let text = text.trim();
        if let Ok(adcode) = text.parse::<Adcode>() {
            return (self.regions.contains_key(&adcode) || self.is_grouping(adcode)).then_some(adcode);
        }
        let resolved = self.resolve(&self.mentions(text, None, false), None);
        // Each name must lie within the one before it: “贵州贵阳”, not “贵州湖南”.
        let mut last: Option<Adcode> = None;
        for (_, adcode) in resolved {
            if last.is_some_and(|outer| !self.within(adcode, outer)) {
                return None;
            }
            last = Some(adcode);
        }
        last
    }

    /// The place a name of a paper or site tells: “汤阴县人民政府网”, or by a short name “武隆网”, “掌上武隆”, which a
    /// county has too where no other place of its kind bears it.
    pub fn home_of(&self, source: &str) -> Option<Adcode> {
        let named = self.resolve(&self.mentions(source, None, true), None).last().map(|&(_, adcode)| adcode);
        let bare = BEFORE_HOMES.iter().find_map(|word| source.strip_prefix(word)).unwrap_or(source);
        named.or_else(|| {
            let ends = bare.char_indices().map(|(at, _)| at).chain([bare.len()]).skip(2);
            let counties = ends.filter_map(|end| self.stems.get(&bare[..end]));
            let only = counties.last().filter(|bearers| bearers.len() == 1).map(|bearers| bearers[0]);
            only.filter(|_| !WIDER_LANDS.iter().any(|land| bare.starts_with(land)))
        })
    }

    /// The names in a text. In a dateline even an everyday word is a place.
    pub(super) fn mentions(&self, text: &str, home: Option<Adcode>, dateline: bool) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        for hit in self.matcher.find_iter(text) {
            let after = &text[hit.end()..];
            if NOT_A_PLACE.iter().any(|word| after.starts_with(word))
                || names_an_institution(after)
                || names_people(after)
            {
                continue;
            }
            let name = &text[hit.range()];
            let before = &text[..hit.start()];
            let (bearers, full) = &self.bearers[hit.pattern().as_usize()];
            if !full && NAMES_OF_PARTS.iter().any(|word| after.starts_with(word)) {
                continue;
            }
            let beside = found.last().filter(|m| m.end == hit.start());
            let mut candidates = bearers.clone();
            if let Some(before) = beside
                && candidates.iter().any(|&c| before.candidates.iter().any(|&b| c != b && self.within(c, b)))
            {
                candidates.retain(|&c| before.candidates.iter().any(|&b| c != b && self.within(c, b)));
            } else {
                // Alone, a short name stands for a province or prefecture; short names of counties (和平, 安宁)
                // and those that are everyday words tell nothing, nor do names such as 城区 and 郊区.
                let happens_there = before.ends_with('在') && after.starts_with(HAPPENS);
                let meant = dateline || happens_there || self.is_home(name, home);
                let everyday = EVERYDAY_WORDS.contains(&name) && !meant;
                if everyday || (*full && name.chars().count() < 3 && !stands_alone(name, before, after)) {
                    continue;
                }
                let county_only =
                    !full && candidates.iter().all(|c| self.get(*c).is_some_and(|r| r.level == Level::County));
                // To the paper of a city its own districts are known by their short names.
                let neighbours = if *full { Vec::new() } else { self.neighbours_named(name, home) };
                if !neighbours.is_empty() {
                    candidates = neighbours;
                } else if let Some(county) = self.county_with_organs(name, after, home).filter(|_| county_only) {
                    candidates = vec![county];
                } else if !full {
                    candidates.retain(|c| self.get(*c).is_some_and(|r| r.level != Level::County && r.current));
                    let highest = candidates.iter().filter_map(|c| self.get(*c)).map(|r| r.level).min();
                    candidates.retain(|c| self.get(*c).map(|r| r.level) == highest);
                }
            }
            if !candidates.is_empty() {
                found.push(Mention { start: hit.start(), end: hit.end(), candidates, full: *full });
            }
        }
        found
    }

    /// True for the short names of the home and of what it belongs to: to its own paper 丽水 is no everyday word.
    pub(super) fn is_home(&self, name: &str, home: Option<Adcode>) -> bool {
        home.is_some_and(|home| self.chain(home).any(|a| self.get(a).is_some_and(|r| r.short == name)))
    }

    /// The counties of the home's own prefecture or municipality that a short name may mean: 朝阳 for 朝阳区 in Beijing.
    fn neighbours_named(&self, name: &str, home: Option<Adcode>) -> Vec<Adcode> {
        let counties = self.stems.get(name).filter(|_| home.is_some());
        counties.into_iter().flatten().copied().filter(|&county| self.neighbours(county, home)).collect()
    }

    /// The county whose short name stands before its zone or an organ, “海门经济开发区”, where only one in the country or in
    /// the home's province bears the name.
    fn county_with_organs(&self, name: &str, after: &str, home: Option<Adcode>) -> Option<Adcode> {
        let bearers = self.stems.get(name).filter(|_| ORGANS_OF_COUNTIES.iter().any(|word| after.starts_with(word)))?;
        let here: Vec<Adcode> =
            bearers.iter().copied().filter(|b| home.is_some_and(|h| b.province() == h.province())).collect();
        match (&bearers[..], &here[..]) {
            (&[only], _) | (_, &[only]) => Some(only),
            _ => None,
        }
    }

    /// True for counties of the home's own prefecture or municipality.
    fn neighbours(&self, county: Adcode, home: Option<Adcode>) -> bool {
        let prefecture = |a: Adcode| self.at_level(a, Level::Prefecture);
        home.is_some_and(|home| {
            self.get(county).is_some_and(|r| r.level == Level::County)
                && prefecture(county) == prefecture(home)
                && county.province() == home.province()
                && (prefecture(home).is_some() || self.is_municipality(home.province()))
        })
    }

    pub(super) fn is_municipality(&self, province: Adcode) -> bool {
        self.get(province).is_some_and(|r| r.name.ends_with('市'))
    }

    /// Chooses one division for each mention; those that stay ambiguous are left out.
    pub(super) fn resolve(&self, mentions: &[Mention], home: Option<Adcode>) -> Vec<(usize, Adcode)> {
        let mut certain: Vec<Adcode> =
            mentions.iter().filter(|m| m.candidates.len() == 1).map(|m| m.candidates[0]).chain(home).collect();
        certain.sort();
        certain.dedup();
        let mut resolved = Vec::new();
        for mention in mentions {
            let choice = if let [only] = mention.candidates[..] {
                Some(only)
            } else {
                // The bearer with the nearest relative among the places named for certain: same prefecture
                // before same province, and a current division before a former one.
                let kinship = |c: Adcode| {
                    let shared = |level| {
                        let place = self.at_level(c, level);
                        place.is_some() && certain.iter().any(|&k| self.at_level(k, level) == place)
                    };
                    let current = self.get(c).is_some_and(|r| r.current);
                    (shared(Level::Prefecture), shared(Level::Province), current)
                };
                let best = mention.candidates.iter().map(|&c| kinship(c)).max();
                let mut winners = mention.candidates.iter().filter(|&&c| Some(kinship(c)) == best);
                let related = best.is_some_and(|(prefecture, province, _)| prefecture || province);
                match (winners.next(), winners.next()) {
                    (Some(&one), None) if related || mention.full => Some(one),
                    // A city and its former self under two codes are one place for the reader.
                    (Some(&one), Some(_)) if related && mention.full => Some(one),
                    _ => None,
                }
            };
            resolved.extend(choice.map(|c| (mention.start, c)));
        }
        resolved
    }

    /// As [`Gazetteer::resolve`], without the names that only tell where the next one lies: 贵州省 in “贵州省贵阳市”.
    pub(super) fn resolve_innermost(&self, mentions: &[Mention], home: Option<Adcode>) -> Vec<(usize, Adcode)> {
        let all = self.resolve(mentions, home);
        let end = |start: usize| mentions.binary_search_by_key(&start, |m| m.start).ok().map(|i| mentions[i].end);
        let leads_on = |i: usize| {
            all.get(i + 1).is_some_and(|&(next, inner)| end(all[i].0) == Some(next) && self.within(inner, all[i].1))
        };
        (0..all.len()).filter(|&i| !leads_on(i)).map(|i| all[i]).collect()
    }
}

/// “西安交通大学”, “贵州师范学院”, “深圳某某电子有限公司”: the name of a school or firm, wherever it may act.
fn names_an_institution(after: &str) -> bool {
    let run: String = after.chars().take_while(|&c| is_han(c)).take(14).collect();
    let ends = |words: &[&str], within: usize| {
        words
            .iter()
            .filter_map(|word| run.find(word))
            .any(|at| at <= within * 3 && !run[..at].contains(['市', '县', '区', '在']))
    };
    ends(&["大学", "学院"], 6) || ends(&["公司"], 12)
}

/// “攸县” where a clause begins, not “致富县”.
fn stands_alone(name: &str, before: &str, after: &str) -> bool {
    name.ends_with('县')
        && !after.starts_with('长')
        && before.chars().next_back().is_none_or(|c| !is_han(c) || "在由和与到对、日".contains(c))
}

/// “湖南人彭某”: where somebody is from, not “湖南人大”.
fn names_people(after: &str) -> bool {
    after.strip_prefix('人').is_some_and(|rest| {
        rest.starts_with(is_han)
            && !rest
                .starts_with(['大', '民', '社', '才', '力', '事', '口', '均', '工', '武', '文', '寿', '流', '气', '保'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::PlaceClues;

    fn about(title: &str, text: &str, home: Option<&str>) -> String {
        let gazetteer = Gazetteer::shared();
        let home = home.map(|h| h.parse().unwrap());
        let clues = PlaceClues { title, text, dateline: "", home };
        gazetteer.places(&clues).about.map_or_else(String::new, |a| a.to_string())
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
        }
    }

    #[test]
    fn regions_as_users_write_them() {
        let gazetteer = Gazetteer::shared();
        for (text, adcode) in [
            ("520100", "520100"),
            ("贵州贵阳", "520100"),
            ("贵州省贵阳市", "520100"),
            ("吉林", "220000"),
            ("吉林省吉林市", "220200"),
            ("绥宁县", "430527"),
            ("海南", "460000"),
            ("长沙县", "430121"),
        ] {
            assert_eq!(gazetteer.parse(text).map(|a| a.to_string()).as_deref(), Some(adcode), "{text}");
        }
        assert_eq!(gazetteer.parse("外省"), None);
        assert_eq!(gazetteer.parse("999999"), None);
    }

    #[test]
    fn the_place_an_article_is_about() {
        assert_eq!(about("", "3月5日，贵州省贵阳市云岩区信访局开门接访。", None), "520103");
        assert_eq!(about("", "全市信访工作会议召开，我市各部门参加。", Some("620100")), "620100");
        assert_eq!(about("", "香港路和北京路路口的公园昨日开放。", None), "");
        assert_eq!(about("两国举行会谈", "双方就合作交换意见。", None), "");
        assert_eq!(about("", "湖南、湖北、江西、安徽四省签署协议。", None), "");
        assert_eq!(about("", "湖南、湖北签署合作协议。", None), "");
        assert_eq!(about("", "貴州省貴陽市召開會議，發展經濟，這個國家級項目。", None), "520100");
        assert_eq!(about("", "黄河南岸的堤防昨日加固。", None), "");
        assert_eq!(about("", "朝阳法院昨日开庭。", Some("110000")), "110105");
        assert_eq!(about("湖南省政府举行发布会", "湖南省委、省政府介绍情况。", Some("520100")), "430000");
        assert_eq!(about("", "我区召开会议，自治区政府部署工作。", Some("640000")), "640000");
    }

    #[test]
    fn full_names_go_down_from_the_province() {
        let gazetteer = Gazetteer::shared();
        assert_eq!(gazetteer.full_name("520103".parse().unwrap()), "贵州省贵阳市云岩区");
        assert_eq!(gazetteer.at_level("520103".parse().unwrap(), Level::Prefecture), "520100".parse().ok());
        assert_eq!(gazetteer.at_level("110105".parse().unwrap(), Level::Prefecture), None);
    }
}
