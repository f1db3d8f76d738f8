//! The place an article is about, and those it mentions.

use std::collections::BTreeMap;

use crate::corpus::place::cue_words::{
    ALL_THE_CITY, ALL_THE_COUNTY, BEFORE_ORGANS, ELSEWHERE, LOCAL, NATIONAL, NATIONAL_AGENCIES, OUR_CITY, OUR_COUNTY,
    OWN_DIVISION, VISITED,
};
use crate::corpus::place::gazetteer::{Adcode, Gazetteer, Level, Region};
use crate::text::{is_han, normalise};

/// Beijing.
const CAPITAL: Adcode = Adcode(110_000);

/// Characters of the lead, and of its beginning.
const LEAD: usize = 400;
const BEGINNING: usize = 150;

/// What the home of a paper weighs: of its own; where it is a city's or county's paper and the beginning calls it 我市 or
/// speaks of its organs; where there are other local words, or a county's own site tells nothing else; where the text names
/// parts of it and no place elsewhere.
const HOME: f64 = 0.75;
const HOME_EARLY: f64 = 3.0;
const HOME_LOCAL: f64 = 2.0;
const HOME_NAMED: f64 = 1.5;

/// What the place of a dateline weighs.
const DATELINE: f64 = 4.0;

/// What a place in the name of the agency weighs.
const AGENCY: f64 = 2.0;

/// How much the evidence for a part of a place must weigh against that for the place itself.
const DEEPER: f64 = 0.5;

/// How much of the home's weight speaks for the home itself where it is no municipality.
const PRIOR_EXACT: f64 = 0.5;

/// Weight of each word of the lead that is of the place named before it: “贵阳市…全市”.
const OTHERS_ORGANS: f64 = 0.75;

/// What the short name of a place that was named in full weighs against a full name.
const SHORT_LATER: f64 = 0.5;

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
        let (title, text) = (normalise(clues.title), normalise(clues.text));
        let dateline = self.read(clues.dateline, None, true);
        let parts = [self.read(&title, clues.home, false), self.read(&text, clues.home, false)];
        let mut weights: Vec<(Adcode, f64)> = Vec::new();
        let mut mentioned = Vec::new();
        let mut doubted = 0.0;
        for (is_title, part) in [(true, &parts[0]), (false, &parts[1])] {
            for (i, name) in part.names.iter().enumerate() {
                let (weight, trust) = (part.weight(name.start, is_title), self.doubt(part, i, clues.home));
                weights.push((name.place, weight * trust));
                if clues.home.is_none() && name.place != CAPITAL {
                    doubted += weight * (1.0 - trust);
                }
                if !mentioned.contains(&name.place) {
                    mentioned.push(name.place);
                }
            }
        }
        self.weigh_dateline(&dateline, clues.home, &mut weights);
        self.short_names_later(&parts, &mentioned, &mut weights);
        let prior = clues.home.map(|home| {
            let early = self.own_words(&parts, home, &mut weights);
            (home, self.home_weight(&dateline, &parts, home, early, &weights))
        });
        let enough = if mentioned.len() == 1 && says(&parts, LOCAL) && !says(&parts, NATIONAL) { 0.5 } else { 1.5 };
        let mut about = self.decide(&weights, prior, enough, doubted);
        // Where no home is known, the place found says whose “我市” and “本县” the text may mean: is it all of the city?
        if let (None, Some(place)) = (clues.home, about) {
            self.own_words(&parts, place, &mut weights);
            about = self.decide(&weights, None, enough, doubted);
        }
        Places { about, mentioned }
    }

    /// The places a part of an article names.
    fn read<'a>(&self, text: &'a str, home: Option<Adcode>, dateline: bool) -> Part<'a> {
        let mentions = self.mentions(text, home, dateline);
        let resolved = self.resolve_innermost(&mentions, home);
        let name = |(start, place)| {
            let end = mentions.binary_search_by_key(&start, |m| m.start).map_or(start, |i| mentions[i].end);
            Name { start, end, place }
        };
        let names = resolved.into_iter().map(name).collect();
        Part { text, names, ends: mentions.iter().map(|m| m.end).collect() }
    }

    /// The place of a dateline; from the capital it says where the agency sits, and from a province's capital, where the
    /// text names another part of the province, no more than the province. The agency's own name tells less.
    fn weigh_dateline(&self, dateline: &Part<'_>, home: Option<Adcode>, weights: &mut Vec<(Adcode, f64)>) {
        let agency = dateline.text.find(' ').unwrap_or_default();
        let named = weights.len();
        for name in &dateline.names {
            if name.place.province() == CAPITAL && home.map(Adcode::province) != Some(CAPITAL) {
                continue;
            }
            let province = name.place.province();
            let other_part =
                |place: Adcode| place.province() == province && place != province && !self.within(place, name.place);
            let seat = name.place.0 == province.0 + 100 && weights[..named].iter().any(|w| other_part(w.0));
            weights
                .push((if seat { province } else { name.place }, if name.start < agency { AGENCY } else { DATELINE }));
        }
    }

    /// By how much a name tells less than others: the capital, where somebody goes or comes from, places in a row.
    fn doubt(&self, part: &Part<'_>, i: usize, home: Option<Adcode>) -> f64 {
        let name = &part.names[i];
        let (before, after) = (&part.text[..name.start], &part.text[name.end..]);
        let mut factor = 1.0;
        // National affairs take place in the capital; only its own name makes a story one about the city.
        if name.place == CAPITAL
            && !part.text[name.start..].starts_with("北京市")
            && home.map(Adcode::province) != Some(CAPITAL)
        {
            factor *= 0.3;
        }
        if home.is_some_and(|home| self.within(name.place, home)) {
            return factor;
        }
        // “贵阳在深圳举办”: the one who acts, in another place.
        let in_place = before.strip_suffix('在').is_some_and(|actor| i > 0 && part.names[i - 1].end == actor.len());
        let away = in_place
            || ELSEWHERE.iter().any(|word| before.ends_with(word))
            || VISITED.iter().any(|word| after.starts_with(word));
        // “北京、苏州、深圳”: one of several places of several provinces.
        let in_a_row = |one: &Name, next: &Name| {
            one.place.province() != next.place.province() && &part.text[one.end..next.start] == "、"
        };
        let beside = (i > 0 && in_a_row(&part.names[i - 1], name))
            || part.names.get(i + 1).is_some_and(|next| in_a_row(name, next));
        if away || beside {
            factor *= 0.3;
        }
        factor
    }

    /// A county or a place with an everyday word for its name, once named in full, is meant by its short name too.
    fn short_names_later(&self, parts: &[Part<'_>; 2], mentioned: &[Adcode], weights: &mut Vec<(Adcode, f64)>) {
        for &place in mentioned.iter().take(20) {
            let Some(region) = self.get(place).filter(|r| r.level != Level::Province) else { continue };
            let Some(stem) = region.name.strip_suffix(['区', '县', '市', '旗']) else { continue };
            if stem.chars().count() < 2 {
                continue;
            }
            for (is_title, part) in [(true, &parts[0]), (false, &parts[1])] {
                let free = |at: usize| {
                    let next = part.names.partition_point(|n| n.end <= at);
                    part.names.get(next).is_none_or(|n| n.start >= at + stem.len())
                };
                let beginning = head(part.text, 3000);
                for (at, _) in beginning.match_indices(stem).filter(|&(at, _)| free(at)).take(8) {
                    weights.push((place, SHORT_LATER * part.weight(at, is_title)));
                }
            }
        }
    }

    /// “我省”, “我市”, “全县” mean the paper's own province, city or county, and an organ of a 市 or 县 is one of the place
    /// named last. True where the very beginning speaks of the home or a part of it so.
    fn own_words(&self, parts: &[Part<'_>; 2], home: Adcode, weights: &mut Vec<(Adcode, f64)>) -> bool {
        let autonomous = self.get(home.province()).is_some_and(|r| r.name.ends_with("自治区"));
        let province_words: &[&str] = if autonomous {
            &["我区", "全区", "自治区党委", "自治区政府", "自治区人民政府", "自治区人大"]
        } else {
            &["我省", "全省", "省委", "省政府"]
        };
        // A county-level city calls itself 市 too, as does a municipality, which has no prefectures.
        let is_city = self.get(home).is_some_and(|r| r.name.ends_with('市'));
        let municipality = Some(home.province()).filter(|&province| self.is_municipality(province));
        let city = if is_city { Some(home) } else { self.at_level(home, Level::Prefecture).or(municipality) };
        let county = self.at_level(home, Level::County);
        let mut early = false;
        for (place, words, shared, divisions, endings) in [
            (Some(home.province()), province_words, &[][..], &[][..], &[][..]),
            (city, OUR_CITY, ALL_THE_CITY, &['市'][..], &['市', '州', '盟'][..]),
            (county, OUR_COUNTY, ALL_THE_COUNTY, &['县', '区', '旗'][..], &['县', '区', '旗'][..]),
        ] {
            let mut found = 0;
            for part in parts {
                let lead = head(part.text, LEAD);
                let near = head(part.text, BEGINNING).len();
                let at = |words: &'static [&'static str]| {
                    words.iter().flat_map(move |word| lead.match_indices(word)).map(|(at, _)| at)
                };
                let mut own: Vec<usize> = words.iter().flat_map(|word| lead.match_indices(word)).map(|m| m.0).collect();
                let mut others: BTreeMap<Adcode, usize> = BTreeMap::new();
                for at in at(shared).chain(divisions.iter().flat_map(|&division| own_organs(lead, division))) {
                    match self.named_last(part, at, endings) {
                        Some(other) if Some(other) != place => *others.entry(other).or_default() += 1,
                        _ => own.push(at),
                    }
                }
                // A word behind a name belongs to that place: “湖南省委”.
                own.retain(|at| part.ends.binary_search(at).is_err());
                found += own.len();
                // A city has organs in its districts, but “全区” of no district may be any area.
                let tells = |at: usize| place.is_some() || !ALL_THE_COUNTY.iter().any(|w| lead[at..].starts_with(w));
                early |= !divisions.is_empty() && own.iter().any(|&at| at < near && tells(at));
                weights.extend(others.into_iter().map(|(other, count)| (other, OTHERS_ORGANS * count.min(5) as f64)));
            }
            if let Some(place) = place.filter(|_| found > 0) {
                weights.push((place, 1.5 + 0.5 * found.min(5) as f64));
            }
        }
        early
    }

    /// The last place before a point of the text whose name ends in one of the characters, doubtful ones left out.
    fn named_last(&self, part: &Part<'_>, at: usize, endings: &[char]) -> Option<Adcode> {
        let before = part.names.partition_point(|name| name.end <= at);
        let fitting = |i: &usize| self.get(part.names[*i].place).is_some_and(|r| r.name.ends_with(endings));
        let last = (0..before).rev().filter(fitting).find(|&i| self.doubt(part, i, None) == 1.0);
        last.map(|i| part.names[i].place)
    }

    /// What the home weighs: that of a city's or county's own paper is where its news is from unless the text says
    /// otherwise. News of the whole country is printed everywhere, and comment is about no place.
    fn home_weight(
        &self,
        dateline: &Part<'_>,
        parts: &[Part<'_>; 2],
        home: Adcode,
        early: bool,
        weights: &[(Adcode, f64)],
    ) -> f64 {
        let level = self.get(home).map(|r| r.level);
        let local = level != Some(Level::Province) || self.is_municipality(home);
        let agency = NATIONAL_AGENCIES.iter().any(|agency| dateline.text.starts_with(agency));
        let from_capital = home.province() != CAPITAL && dateline.names.iter().any(|name| name.place == CAPITAL);
        let related = |place: Adcode| self.within(place, home) || self.within(home, place);
        let elsewhere = weights.iter().any(|&(place, weight)| weight >= 3.0 && !related(place));
        if !local || agency || from_capital {
            HOME
        } else if early {
            HOME_EARLY
        } else if says(parts, NATIONAL) || elsewhere {
            HOME
        } else if says(parts, LOCAL) || level == Some(Level::County) {
            HOME_LOCAL
        } else if weights.iter().any(|w| self.within(w.0, home)) && weights.iter().all(|w| related(w.0)) {
            HOME_NAMED
        } else {
            HOME
        }
    }

    /// How much of the home's weight speaks for the home itself and not for a part of it. A municipality's own paper
    /// need not name it; the districts it names are where things happened to be.
    fn prior_exact(&self, home: Adcode) -> f64 {
        if home == home.province() && self.is_municipality(home) { 1.0 } else { PRIOR_EXACT }
    }

    /// From the province downwards, the division that holds most of the evidence, as far down as it is clear. What was
    /// taken off doubtful names speaks for no province.
    fn decide(
        &self,
        weights: &[(Adcode, f64)],
        prior: Option<(Adcode, f64)>,
        enough: f64,
        doubted: f64,
    ) -> Option<Adcode> {
        let mut inside: BTreeMap<Adcode, f64> = BTreeMap::new();
        let mut exactly: BTreeMap<Adcode, f64> = BTreeMap::new();
        let evidence = weights.iter().map(|&(adcode, weight)| (adcode, weight, weight));
        for (adcode, weight, exact) in
            evidence.chain(prior.map(|(home, weight)| (home, weight, self.prior_exact(home) * weight)))
        {
            *exactly.entry(adcode).or_default() += exact;
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
        // More than half of the evidence must point to one province, and more than a passing mention
        // of it, unless it is the only place of local news.
        let share = share * weight / (weight + share * doubted);
        if share <= 0.5 || weight < enough {
            return None;
        }
        while let Some((inner, weight, share)) = best(&|r| r.parent == Some(place)) {
            let own = exactly.get(&place).copied().unwrap_or_default();
            if share < 0.6 || weight < DEEPER * own {
                break;
            }
            place = inner;
        }
        Some(place)
    }
}

/// A part of an article with the places it names.
struct Part<'a> {
    text: &'a str,
    names: Vec<Name>,
    /// Where names end, those too that could not be resolved.
    ends: Vec<usize>,
}

/// A name whose place is known.
struct Name {
    start: usize,
    end: usize,
    place: Adcode,
}

impl Part<'_> {
    /// What a name at a place of the part weighs.
    fn weight(&self, start: usize, is_title: bool) -> f64 {
        let first_paragraph = self.text.find('\n').unwrap_or(self.text.len());
        match start {
            _ if is_title => 4.0,
            0..120 => 3.0,
            _ if start < first_paragraph.min(900) => 1.5,
            _ => 0.5,
        }
    }
}

/// Whether headline or lead have one of the words.
fn says(parts: &[Part<'_>; 2], words: &[&str]) -> bool {
    parts.iter().any(|part| {
        let head = head(part.text, LEAD).as_bytes();
        words.iter().any(|word| memchr::memmem::find(head, word.as_bytes()).is_some())
    })
}

/// The first characters of a text.
fn head(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(at, _)| &text[..at])
}

/// Where a text speaks of an organ of its own 市, 县 or 区: “市财政局”, “县委”, not “市场” and not “贵阳市”.
fn own_organs(text: &str, own: char) -> impl Iterator<Item = usize> {
    let others = OWN_DIVISION.iter().find(|(division, _)| *division == own).map_or("", |(_, others)| others);
    text.match_indices(own).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + own.len_utf8()..].chars().next();
        before.is_none_or(|c| !is_han(c) || BEFORE_ORGANS.contains(c))
            && after.is_some_and(|c| is_han(c) && !others.contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(title: &str, text: &str, dateline: &str, home: &str) -> String {
        let clues = PlaceClues { title, text, dateline, home: home.parse().ok() };
        Gazetteer::shared().places(&clues).about.map_or_else(String::new, |a| a.to_string())
    }

    #[test]
    fn the_home_by_its_organs_and_not_for_news_of_the_country() {
        assert_eq!(about("", "昨日，市财政局公布上半年账本，结余用于修路。", "", "430100"), "430100");
        assert_eq!(about("", "区委书记何晓岚开展接访，学习习近平总书记重要论述。", "", "420800"), "420800");
        assert_eq!(about("丽水热线开通八年", "热线接听来电三十万次。", "", "331100"), "331100");
        assert_eq!(about("", "教育部日前印发通知，要求街道和社区办好托管班。", "", "430100"), "");
        assert_eq!(about("", "市场回暖，存在市值波动，县域消费增长。", "", "430100"), "");
        assert_eq!(about("", "全市粮食丰收。", "新华社 北京", "430100"), "430100");
    }

    #[test]
    fn organs_belong_to_the_place_named_last() {
        assert_eq!(about("", "兴山县试种新茶，县农业局说，全县今年扩种千亩。", "", "420100"), "420526");
        assert_eq!(about("", "市委书记赴南陵县接访。在南陵县，他走访群众。", "", "340200"), "340223");
        assert_eq!(about("洛川果农评上职称", "何某是洛川县人，洛川去年在全县推行新办法。", "", "610100"), "610629");
        assert_eq!(
            about(
                "",
                "本市汛情平稳，全市水闸照常开闭，本市各区与全市泵站都有人值守，记者昨天从市防汛办获悉，今年浦东新区添了两座泵站。",
                "",
                ""
            ),
            "310000"
        );
    }

    #[test]
    fn places_in_a_row_and_elsewhere_tell_little() {
        assert_eq!(about("", "贵阳在深圳举办推介会，签下三个项目。", "", "520100"), "520100");
        assert_eq!(about("", "产品销往北京、苏州、深圳等地，红安县的作坊添了机器。", "", "420100"), "421122");
        assert_eq!(about("", "深圳、成都、合肥等城市试点，广州跟进。", "", ""), "");
        assert_eq!(about("", "湖南人何某在呈贡区开店。", "", "530100"), "530114");
        assert_eq!(about("", "深圳某某电子有限公司到攸县签约，攸县将建厂房。", "", ""), "430223");
    }

    #[test]
    fn short_names_where_what_follows_shows_the_place() {
        assert_eq!(about("", "客商齐聚海门经济技术开发区，项目开工。", "", "320000"), "320614");
        assert_eq!(about("", "瓷器大展在铜川开幕，铜川市送展百件。", "", "610100"), "610200");
        assert_eq!(about("", "平利县长安镇办起工厂。", "", "610100"), "610926");
        assert_eq!(about("", "各地致富县的经验和小康县的做法。", "", ""), "");
        assert_eq!(about("", "庆阳市建起机房，甘肃省政府新闻办介绍，庆阳市还将扩建。", "中新网 兰州", ""), "621000");
    }

    #[test]
    fn many_names_are_read_in_time_that_grows_with_their_number() {
        let text = "贵州省贵阳市、湖南省长沙市，朝阳区和鼓楼区，市财政局。".repeat(4000);
        let start = std::time::Instant::now();
        let found = Gazetteer::shared().places(&PlaceClues { text: &text, ..Default::default() });
        assert_eq!(found.mentioned.len(), 2);
        assert!(start.elapsed().as_secs() < 20);
    }
}
