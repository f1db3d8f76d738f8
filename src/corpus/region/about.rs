//! The place an article is about, and those it mentions.

use std::collections::BTreeMap;

use super::{Adcode, Gazetteer, Level, Region};
use crate::text::normalise;

/// Beijing.
const CAPITAL: Adcode = Adcode(110_000);

/// Words by which a lead tells news of the paper's own place.
const LOCAL: &[&str] = &[
    "市委",
    "市长",
    "市政府",
    "市人大",
    "市政协",
    "县委",
    "县长",
    "县政府",
    "区委",
    "区长",
    "区政府",
    "州委",
    "街道",
    "社区",
    "我市",
    "我县",
    "我区",
    "我州",
    "全市",
    "全县",
    "全区",
    "本市",
    "市民",
    "市直",
    "县直",
    "市领导",
    "县领导",
];

/// Words by which a lead tells news of the whole country.
const NATIONAL: &[&str] = &["中共中央", "国务院", "习近平", "中央政治局", "新华社", "全国", "我国", "中国"];

/// Words behind a place that somebody has gone to.
const VISITED: &[&str] = &["考察", "招商", "推介", "对接", "学习考察", "调研招商", "举办推介"];

/// Words before a place that somebody goes to or comes from.
const ELSEWHERE: &[&str] = &["赴", "前往", "来自", "飞抵", "抵达", "走进", "远赴", "参观"];

/// What an article tells of places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The place it is about, if that is certain enough.
    pub about: Option<Adcode>,
    /// Every place it names, in order of first mention.
    pub mentioned: Vec<Adcode>,
}

/// The parts of an article that tell its place.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlaceClues<'a> {
    /// The headline.
    pub title: &'a str,
    /// The text without its dateline.
    pub text: &'a str,
    /// The place and agency of the dateline.
    pub dateline: &'a str,
    /// The home of the paper, where it has one.
    pub home: Option<Adcode>,
}

impl Gazetteer {
    /// What an article tells of places. Evidence is weighed by where it stands: headline and first sentence most,
    /// then the first paragraph, then the rest; “我市” and its like count for the paper's home.
    pub fn places(&self, clues: &PlaceClues<'_>) -> Places {
        let mut weights: Vec<(Adcode, f64)> = Vec::new();
        let mut mentioned = Vec::new();
        let first_paragraph = clues.text.find('\n').unwrap_or(clues.text.len());
        let (title, text) = (normalise(clues.title), normalise(clues.text));
        for (part, text) in [(0, clues.dateline), (1, &*title), (2, &*text)] {
            let mentions = self.mentions(text, clues.home, part == 0);
            for (start, adcode) in self.resolve_innermost(&mentions, clues.home) {
                // A dateline from the capital says where the agency sits, not what the story is about.
                if part == 0 && adcode.province() == CAPITAL && clues.home.map(Adcode::province) != Some(CAPITAL) {
                    continue;
                }
                let mut weight = match part {
                    0 | 1 => 4.0,
                    _ if start < 120 => 3.0,
                    _ if start < first_paragraph.min(900) => 1.5,
                    _ => 0.5,
                };
                // National affairs take place in the capital; only its own name makes a story one about the city.
                if adcode == CAPITAL
                    && !text[start..].starts_with("北京市")
                    && clues.home.map(Adcode::province) != Some(CAPITAL)
                {
                    weight *= 0.3;
                }
                // Where somebody goes or comes from is not where the news is.
                let end = mentions.iter().find(|m| m.start == start).map_or(start, |m| m.end);
                let away = ELSEWHERE.iter().any(|word| text[..start].ends_with(word))
                    || VISITED.iter().any(|word| text[end..].starts_with(word));
                if away && !clues.home.is_some_and(|home| self.within(adcode, home)) {
                    weight *= 0.3;
                }
                weights.push((adcode, weight));
                if part > 0 && !mentioned.contains(&adcode) {
                    mentioned.push(adcode);
                }
            }
        }
        if let Some(home) = clues.home {
            self.home_words(clues, home, &mut weights);
        }
        Places { about: self.decide(&weights), mentioned }
    }

    /// “我省”, “我市”, “全县” mean the paper's own province, city or county.
    fn home_words(&self, clues: &PlaceClues<'_>, home: Adcode, weights: &mut Vec<(Adcode, f64)>) {
        let lead: String = clues.title.chars().chain("\n".chars()).chain(clues.text.chars().take(400)).collect();
        // A word behind a name belongs to that place: “湖南省委”.
        let named: Vec<usize> = self.mentions(&lead, Some(home), false).iter().map(|m| m.end).collect();
        let autonomous = self.get(home.province()).is_some_and(|r| r.name.ends_with("自治区"));
        let province_words: &[&str] = if autonomous {
            &["我区", "全区", "自治区党委", "自治区政府", "自治区人民政府", "自治区人大"]
        } else {
            &["我省", "全省", "省委", "省政府"]
        };
        for (level, words) in [
            (Level::Province, province_words),
            (Level::Prefecture, &["我市", "全市", "市委", "市政府", "我州", "全州", "州委", "我盟"][..]),
            (Level::County, &["我县", "全县", "县委", "县政府", "我区", "全区", "区委", "区政府"][..]),
        ] {
            // A county-level city calls itself 市 too, as does a municipality, which has no prefectures.
            let is_city = self.get(home).is_some_and(|r| r.name.ends_with('市'));
            let place = if level == Level::Prefecture && is_city { Some(home) } else { self.at_level(home, level) };
            if let Some(place) = place {
                let count = words
                    .iter()
                    .flat_map(|word| lead.match_indices(word))
                    .filter(|(at, _)| !named.contains(at))
                    .count();
                if count > 0 {
                    weights.push((place, 1.5 + 0.5 * count.min(5) as f64));
                }
            }
        }
        // The home of a city's or county's own paper is where its news is from unless the text says otherwise.
        let local = self.get(home).is_some_and(|r| r.level != Level::Province) || self.is_municipality(home);
        // News of the whole country is printed everywhere, and comment is about no place.
        let from_capital = home.province() != CAPITAL
            && self.mentions(clues.dateline, None, true).iter().any(|m| m.candidates.contains(&CAPITAL));
        let says = |words: &[&str]| words.iter().any(|word| lead.contains(word));
        let local = local && says(LOCAL) && !says(NATIONAL) && !from_capital;
        weights.push((home, if local { 2.5 } else { 0.75 }));
    }

    /// From the province downwards, the division that holds most of the evidence, as far down as it is clear.
    fn decide(&self, weights: &[(Adcode, f64)]) -> Option<Adcode> {
        let mut inside: BTreeMap<Adcode, f64> = BTreeMap::new();
        let mut exactly: BTreeMap<Adcode, f64> = BTreeMap::new();
        for &(adcode, weight) in weights {
            *exactly.entry(adcode).or_default() += weight;
            for outer in self.chain(adcode) {
                *inside.entry(outer).or_default() += weight;
            }
        }
        let best = |inner: &dyn Fn(&Region) -> bool| {
            let mut among: Vec<(Adcode, f64)> =
                inside.iter().filter(|(a, _)| self.get(**a).is_some_and(inner)).map(|(a, w)| (*a, *w)).collect();
            among.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let total: f64 = among.iter().map(|a| a.1).sum();
            among.first().map(|&(adcode, weight)| (adcode, weight, weight / total))
        };
        let (mut place, weight, share) = best(&|r| r.parent.is_none())?;
        // More than half of the evidence must point to one province, and more than a passing mention of it.
        if share <= 0.5 || weight < 1.5 {
            return None;
        }
        while let Some((inner, weight, share)) = best(&|r| r.parent == Some(place)) {
            let own = exactly.get(&place).copied().unwrap_or_default();
            if share < 0.6 || weight < 0.75 * own {
                break;
            }
            place = inner;
        }
        Some(place)
    }
}
