//! The place an article is about, and those it mentions.

use std::collections::BTreeMap;

use super::{Adcode, Gazetteer, Level, Region};
use crate::text::{is_han, normalise};

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
    "市民",
    "市直",
    "县直",
    "市领导",
    "县领导",
    "乡镇",
    "居委会",
    "村委会",
    "派出所",
    "网格员",
    "综治中心",
    "12345",
    "城区",
];

/// Words by which a lead tells news of the whole country or of the world.
const NATIONAL: &[&str] = &[
    "中共中央",
    "国务院",
    "习近平",
    "中央政治局",
    "新华社",
    "全国",
    "我国",
    "中国",
    "各地",
    "两部门",
    "三部门",
    "四部门",
    "部门联合印发",
    "教育部",
    "公安部",
    "工信部",
    "工业和信息化部",
    "人社部",
    "人力资源社会保障部",
    "商务部",
    "财政部",
    "民政部",
    "住房城乡建设部",
    "交通运输部",
    "农业农村部",
    "生态环境部",
    "国家发展改革委",
    "国家发改委",
    "国家卫生健康委",
    "国家统计局",
    "应急管理部",
    "司法部",
    "水利部",
    "文化和旅游部",
    "当地时间",
    "总统",
    "联合国",
    "美国",
    "日本",
    "俄罗斯",
    "欧盟",
    "以色列",
];

/// Agencies whose news is of the whole country.
const NATIONAL_AGENCIES: &[&str] = &["新华", "人民", "中新", "中国新闻", "央视", "央广", "总台"];

/// Words behind a place that somebody has gone to.
const VISITED: &[&str] = &["考察", "招商", "推介", "对接", "学习考察", "调研招商", "举办推介"];

/// Words before a place that somebody goes to or comes from, and goods go to.
const ELSEWHERE: &[&str] =
    &["赴", "前往", "来自", "飞抵", "抵达", "走进", "远赴", "参观", "发往", "销往", "远销", "运往", "南下", "北上"];

/// Characters that end the clause or the word before “市委”, “县公安局”: behind others the 市 belongs to a name.
const BEFORE_ORGANS: &str = "由经和与据从向在到对是了及者悉以被给让跟同受按为";

/// What the paper calls its own division, and what makes 市, 县 and the like another word.
const OWN_DIVISION: &[(char, &str)] = &[
    ('市', "场值面井容价售占况斤镇州级"),
    ('县', "级域区乡处"),
    ('区', "域别间块位分划内外隔县"),
    ('旗', "帜下舰袍号手县区"),
];

/// Weight of the home of a city's or county's paper: where the lead speaks of its own organs or calls it 我市, where it has
/// other local words, and for a county's own site where nothing speaks against it.
const HOME_STRONG: f64 = 3.0;
const HOME_LOCAL: f64 = 2.0;
const HOME_COUNTY: f64 = 2.0;

/// The same where the text names places of the home and none elsewhere.
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
        for (is_title, part) in [(true, &parts[0]), (false, &parts[1])] {
            for name in &part.names {
                weights.push((name.place, part.weight(name.start, is_title) * self.doubt(part, name, clues.home)));
                if !mentioned.contains(&name.place) {
                    mentioned.push(name.place);
                }
            }
        }
        self.weigh_dateline(&dateline, clues.home, &mut weights);
        self.short_names_later(&parts, &mentioned, &mut weights);
        let prior = clues.home.map(|home| (home, self.home_words(&dateline, &parts, home, &mut weights)));
        let enough = if mentioned.len() == 1 && says(&parts, LOCAL) && !says(&parts, NATIONAL) { 0.5 } else { 1.5 };
        let mut about = self.decide(&weights, prior, enough);
        // Where no home is known, the place found says whose “我市” and “本县” the text may mean: is it all of the city?
        if let (None, Some(place)) = (clues.home, about) {
            self.home_words(&dateline, &parts, place, &mut weights);
            about = self.decide(&weights, None, enough);
        }
        Places { about, mentioned }
    }

    /// The places a part of an article names.
    fn read<'a>(&self, text: &'a str, home: Option<Adcode>, dateline: bool) -> Part<'a> {
        let mentions = self.mentions(text, home, dateline);
        let resolved = self.resolve_innermost(&mentions, home);
        let name = |(start, place)| {
            let end = mentions.iter().find(|m| m.start == start).map_or(start, |m| m.end);
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
    fn doubt(&self, part: &Part<'_>, name: &Name, home: Option<Adcode>) -> f64 {
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
        let in_place = before.strip_suffix('在').is_some_and(|actor| part.names.iter().any(|n| n.end == actor.len()));
        let away = in_place
            || ELSEWHERE.iter().any(|word| before.ends_with(word))
            || VISITED.iter().any(|word| after.starts_with(word));
        if away || self.in_a_row(part, name) {
            factor *= 0.3;
        }
        factor
    }

    /// “北京、苏州、深圳”: one of several places of several provinces.
    fn in_a_row(&self, part: &Part<'_>, name: &Name) -> bool {
        part.names.iter().any(|other| {
            let between = if other.start >= name.end {
                &part.text[name.end..other.start]
            } else if name.start >= other.end {
                &part.text[other.end..name.start]
            } else {
                return false;
            };
            between == "、" && other.place.province() != name.place.province()
        })
    }

    /// A county or a place with an everyday word for its name, once named in full, is meant by its short name too.
    fn short_names_later(&self, parts: &[Part<'_>; 2], mentioned: &[Adcode], weights: &mut Vec<(Adcode, f64)>) {
        for &place in mentioned {
            let Some(region) = self.get(place).filter(|r| r.level != Level::Province) else { continue };
            let Some(stem) = region.name.strip_suffix(['区', '县', '市', '旗']) else { continue };
            if stem.chars().count() < 2 {
                continue;
            }
            for (is_title, part) in [(true, &parts[0]), (false, &parts[1])] {
                let free = |at: usize| !part.names.iter().any(|n| n.start < at + stem.len() && at < n.end);
                for (at, _) in part.text.match_indices(stem).filter(|&(at, _)| free(at)).take(8) {
                    weights.push((place, SHORT_LATER * part.weight(at, is_title)));
                }
            }
        }
    }

    /// “我省”, “我市”, “全县” mean the paper's own province, city or county.
    fn home_words(
        &self,
        dateline: &Part<'_>,
        parts: &[Part<'_>; 2],
        home: Adcode,
        weights: &mut Vec<(Adcode, f64)>,
    ) -> f64 {
        let lead = [parts[0].text, head(parts[1].text, 400)];
        // A word behind a name belongs to that place: “湖南省委”.
        let free = |part: usize, at: usize| !parts[part].ends.contains(&at);
        let autonomous = self.get(home.province()).is_some_and(|r| r.name.ends_with("自治区"));
        let province_words: &[&str] = if autonomous {
            &["我区", "全区", "自治区党委", "自治区政府", "自治区人民政府", "自治区人大"]
        } else {
            &["我省", "全省", "省委", "省政府"]
        };
        // 市, 县 and their organs are those of the place named last, if it is of that level, else the home's.
        let antecedent = |part: usize, at: usize, endings: &[char]| {
            let named = parts[part].names.iter().rev().filter(|name| name.end <= at);
            let mut fitting = named.filter(|name| self.get(name.place).is_some_and(|r| r.name.ends_with(endings)));
            fitting.find(|name| self.doubt(&parts[part], name, None) == 1.0).map(|name| name.place)
        };
        let mut strong = false;
        for (level, words, shared, own) in [
            (Level::Province, province_words, &[][..], &[][..]),
            (
                Level::Prefecture,
                &["我市", "本市", "我州", "州委", "我盟"][..],
                &["全市", "全州", "全盟"][..],
                &['市'][..],
            ),
            (
                Level::County,
                &["我县", "本县", "我区", "我旗"][..],
                &["全县", "全区", "全旗"][..],
                &['县', '区', '旗'][..],
            ),
        ] {
            // A county-level city calls itself 市 too, as does a municipality, which has no prefectures.
            let is_city = self.get(home).is_some_and(|r| r.name.ends_with('市'));
            let municipality = Some(home.province()).filter(|&province| self.is_municipality(province));
            let place = match level {
                Level::Prefecture if is_city => Some(home),
                Level::Prefecture => self.at_level(home, level).or(municipality),
                _ => self.at_level(home, level),
            };
            let mut found = 0;
            for (part, text) in lead.iter().enumerate() {
                let near = head(text, 150).len();
                let mut own_words: Vec<usize> =
                    words.iter().flat_map(|w| text.match_indices(w)).map(|(at, _)| at).collect();
                let mut others: BTreeMap<Adcode, usize> = BTreeMap::new();
                let listed = shared.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| at));
                for at in listed.chain(own.iter().flat_map(|&own| own_organs(text, own))) {
                    let endings = if level == Level::Prefecture { &['市', '州', '盟'][..] } else { own };
                    match antecedent(part, at, endings) {
                        Some(other) if Some(other) != place => *others.entry(other).or_default() += 1,
                        _ => own_words.push(at),
                    }
                }
                own_words.retain(|&at| free(part, at));
                found += own_words.len();
                strong |= level != Level::Province
                    && (place.is_some() || !text.contains("全区"))
                    && own_words.iter().any(|&at| at < near);
                for (other, count) in others {
                    weights.push((other, OTHERS_ORGANS * count.min(5) as f64));
                }
            }
            if let Some(place) = place.filter(|_| found > 0) {
                weights.push((place, 1.5 + 0.5 * found.min(5) as f64));
            }
        }
        // The home of a city's or county's own paper is where its news is from unless the text says otherwise.
        let local = self.get(home).is_some_and(|r| r.level != Level::Province) || self.is_municipality(home);
        let county = self.get(home).is_some_and(|r| r.level == Level::County);
        // News of the whole country is printed everywhere, and comment is about no place.
        let agency = NATIONAL_AGENCIES.iter().any(|agency| dateline.text.starts_with(agency));
        let from_capital = home.province() != CAPITAL && dateline.names.iter().any(|name| name.place == CAPITAL);
        let related = |place: Adcode| self.within(place, home) || self.within(home, place);
        let elsewhere = weights.iter().any(|&(place, weight)| weight >= 3.0 && !related(place));
        let only_here = weights.iter().any(|w| self.within(w.0, home)) && weights.iter().all(|w| related(w.0));
        if !local || agency || from_capital {
            0.75
        } else if strong {
            HOME_STRONG
        } else if says(parts, NATIONAL) || elsewhere {
            0.75
        } else if says(parts, LOCAL) {
            HOME_LOCAL
        } else if county {
            HOME_COUNTY
        } else if only_here {
            HOME_NAMED
        } else {
            0.75
        }
    }

    /// How much of the home's weight speaks for the home itself and not for a part of it. A municipality's own paper
    /// need not name it; the districts it names are where things happened to be.
    fn prior_exact(&self, home: Adcode) -> f64 {
        if home == home.province() && self.is_municipality(home) { 1.0 } else { PRIOR_EXACT }
    }

    /// From the province downwards, the division that holds most of the evidence, as far down as it is clear.
    fn decide(&self, weights: &[(Adcode, f64)], prior: Option<(Adcode, f64)>, enough: f64) -> Option<Adcode> {
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
    let lead = [parts[0].text, head(parts[1].text, 400)];
    words.iter().any(|word| lead.iter().any(|part| part.contains(word)))
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
