//! Decides which place an article is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::evidence::{CAPITAL, Part, WEAK, mentions_any};
use crate::corpus::place::headline::ProvinceRole;
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer, Level, Region};
use crate::corpus::place::names::mentions::Placed;
use crate::corpus::place::names::surroundings::Role;
use crate::corpus::place::sites::{sites_in, works_in};
use crate::corpus::place::smaller_places::weigh_smaller_places;
use crate::corpus::place::venues::Venue;
use crate::text::normalise;

/// Weight of the home of a paper without further evidence.
const HOME: f64 = 0.75;
/// Weight of the home of a city's or county's paper if the beginning says 我市 or speaks of its organs.
const HOME_EARLY: f64 = 3.0;
/// Weight of the home if there are other local words, or if it is a county and nothing speaks against it.
const HOME_LOCAL: f64 = 2.0;
/// Weight of the home if the text names parts of it and no place elsewhere.
const HOME_NAMED: f64 = 1.5;

/// A text without a headline opens with what stands before this offset in bytes.
const OPENING: usize = 24;

/// A province that more than its headline names has more than this weight of its own.
const TITLE_ALONE: f64 = 4.0;

/// Minimum weight of the evidence for a part of a place, relative to that for the place itself.
const MIN_PART_RATIO: f64 = 0.5;

/// An article that names this many parts of a place, and none of them in its headline, is about the whole unless one has
/// most of the evidence.
const MANY_PARTS: usize = 4;

/// The share of the evidence that one of many parts needs.
const MIN_SHARE_OF_MANY: f64 = 0.75;

/// The fewest paragraphs that name a province by itself where one that names a part of it is but an example.
const MIN_PARAGRAPHS_OF_PROVINCE: usize = 3;

/// Weight of evidence that, all for one province, makes it as likely right as wrong.
const HALF_CONFIDENCE: f64 = 0.4;

/// A province that the headline does not name, of a paper without a home, needs more than this share of the evidence.
const MIN_SHARE_UNTITLED: f64 = 0.6;

/// Share of the home's weight that counts for the home itself, unless it is a municipality.
const HOME_ITSELF: f64 = 0.5;

/// The places of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Places {
    /// The place the article is about, if that is certain enough.
    pub about: Option<Placed>,
    /// All places the article names, in order of first mention.
    pub mentioned: Vec<Placed>,
}

/// The parts of an article from which its place is found.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlaceClues<'a> {
    /// The headline.
    pub title: &'a str,
    /// The text without its dateline.
    pub text: &'a str,
    /// The agency and the place of the dateline, separated by a space.
    pub dateline: &'a str,
    /// The home of the paper, if it has one.
    pub home: Option<Adcode>,
}

/// The evidence for the place of an article.
#[derive(Default)]
struct Evidence<'t> {
    /// The headline.
    title: &'t str,
    /// Places with the weights of the evidence for them.
    weights: Vec<(Adcode, f64)>,
    /// All places that are named.
    mentioned: Vec<Placed>,
    /// Provinces of places that are only where something was held.
    venues: Vec<Adcode>,
    /// Weight of place names as evidence for this article, 0 to 1 (see [`Gazetteer::nearness`]).
    nearness: f64,
    /// The weight taken from names that are weak evidence; it counts for no province.
    distrusted: f64,
    /// Minimum weight of the evidence for a province.
    min_weight: f64,
    /// The paragraphs of the text in which places are named.
    paragraphs: Vec<(Adcode, usize)>,
    /// The places that the headline names.
    in_title: Vec<Adcode>,
    /// The province that the headline names by itself, and what it is there.
    titled: Option<(Adcode, ProvinceRole)>,
}

impl Gazetteer {
    /// Finds the places of an article. Evidence is weighted by where it stands: most in the headline, then the
    /// beginning, then the first paragraph, then the rest. Words such as “我市” count for the paper's home.
    pub fn places(&self, clues: &PlaceClues<'_>) -> Places {
        let cues = CueWords::shared();
        let (title, text) = (normalise(clues.title), normalise(clues.text));
        let dateline = self.read_part(clues.dateline, None, true);
        let mut parts = [self.read_part(&title, clues.home, false), self.read_part(&text, clues.home, false)];
        parts[1].headline = &title;
        let mut found = Evidence { title: &title, nearness: 1.0, ..Evidence::default() };
        if clues.home.is_none() {
            found.nearness = self.nearness(&parts, &dateline);
            // A headline that names no division may name a site instead, unless the head of state writes to it.
            if parts[0].names.is_empty() && !cues.head_of_state.is_in(&title) {
                parts[0].names = sites_in(&title);
            }
            if parts.iter().chain([&dateline]).all(|part| part.names.is_empty()) {
                parts[1].names = works_in(&text);
            }
        }
        self.weigh_names(&parts, clues.home, &mut found);
        let of_title = weigh_smaller_places(&parts, found.nearness, &mut found.weights);
        self.weigh_dateline(&dateline, &parts, clues.home, &found.venues, found.nearness, &mut found.weights);
        self.weigh_short_names(&parts, &found.mentioned, found.nearness, &mut found.weights);
        let prior = clues.home.map(|home| {
            let early = self.weigh_own_words(&parts, home, &mut found.weights);
            (home, self.home_weight(&dateline, &parts, home, early, &found.weights))
        });
        let is_local = || mentions_any(&parts, &cues.local) && !mentions_any(&parts, &cues.national);
        found.min_weight = if found.mentioned.len() == 1 && is_local() { 0.5 } else { 1.5 };
        found.paragraphs = parts[1].paragraphs().collect();
        found.in_title = parts[0].names.iter().map(|name| name.place).chain(of_title).collect();
        found.titled = self.province_of_title(&parts[0], &text);
        let mut about = self.decide(&found, prior);
        if let (None, Some(first)) = (clues.home, about) {
            let province = first.place.province();
            let mentions = found.weights.iter().filter(|w| w.0.province() == province && w.1 > 0.0).count();
            let named: Vec<Adcode> = found.mentioned.iter().map(|named| named.place).collect();
            if self.is_passing(province, &parts, &dateline, &named, mentions) {
                about = None;
            } else {
                // Where no home is known, words such as “我市” are read as those of the place found, which may then be
                // a city and not one of its parts.
                self.weigh_own_words(&parts, first.place, &mut found.weights);
                about = self.decide(&found, None);
            }
        }
        Places { about, mentioned: found.mentioned }
    }

    /// Adds the weights of the names in the headline and the text.
    fn weigh_names(&self, parts: &[Part<'_>; 2], home: Option<Adcode>, found: &mut Evidence<'_>) {
        let is_beyond_mainland = |place: Adcode| matches!(place.province().0, 710_000 | 810_000 | 820_000);
        let nations = home.is_none()
            && parts.iter().flat_map(|part| &part.names).any(|name| is_beyond_mainland(name.place))
            && mentions_any(parts, &CueWords::shared().unification);
        for (is_title, part) in [(true, &parts[0]), (false, &parts[1])] {
            let mut stands_at = 0;
            for (i, name) in part.names.iter().enumerate() {
                // The names of one list weigh the same: “临洮县、渭源县和秦安县”.
                if i == 0 || !part.is_listed_with_last(i) {
                    stands_at = name.start;
                }
                let weight = part.weight(stands_at, is_title);
                let mut trust = self.trust(part, i, home);
                // Where the nation's relations with Hong Kong, Macao or Taiwan are the matter, these are named as such,
                // but for their own organs.
                let has_organ = || CueWords::shared().region_organ.begin(&part.text[name.end..]);
                if nations && is_beyond_mainland(name.place) && !has_organ() {
                    trust *= WEAK;
                }
                // A county's short name below the headline is often only mentioned in passing. Without a headline, the opening of the
                // text counts as the headline.
                let is_headline = is_title || found.title.is_empty() && stands_at < OPENING;
                if name.is_bare_county && !is_headline {
                    trust *= WEAK;
                }
                let venue = self.venue(part, i, home);
                if name.role == Some(Role::Launch) || venue.is_some_and(|venue| venue != Venue::Province) {
                    found.venues.push(name.place.province());
                }
                found.weights.push((name.place, weight * trust * found.nearness));
                // A helper and the venue of another's fair speak for the other place, not against it.
                let counts = !matches!(name.role, Some(Role::Event | Role::Giver | Role::Signature))
                    && !matches!(venue, Some(Venue::Another | Venue::Province))
                    && !name.is_bare_county;
                if home.is_none() && name.place != CAPITAL && counts {
                    found.distrusted += weight * (1.0 - trust) * found.nearness;
                }
                match found.mentioned.iter_mut().find(|other| other.place == name.place) {
                    Some(before) => before.confidence = before.confidence.max(name.certainty),
                    None => found.mentioned.push(Placed { place: name.place, confidence: name.certainty }),
                }
            }
        }
    }

    /// The weight of the home. The news of a city's or county's own paper is from there unless the text says otherwise;
    /// national news is printed everywhere, and comment is about no place.
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
        let agency = CueWords::shared().national_agency.begin(dateline.text);
        let from_capital = home.province() != CAPITAL && dateline.names.iter().any(|name| name.place == CAPITAL);
        let related = |place: Adcode| self.within(place, home) || self.within(home, place);
        let elsewhere = weights.iter().any(|&(place, weight)| weight >= 3.0 && !related(place));
        if !local || agency || from_capital {
            HOME
        } else if early {
            HOME_EARLY
        } else if mentions_any(parts, &CueWords::shared().national) || elsewhere {
            HOME
        } else if mentions_any(parts, &CueWords::shared().local) || level == Some(Level::County) {
            HOME_LOCAL
        } else if weights.iter().any(|w| self.within(w.0, home)) && weights.iter().all(|w| related(w.0)) {
            HOME_NAMED
        } else {
            HOME
        }
    }

    /// The share of the home's weight that counts for the home itself and not for a part of it. A municipality's own
    /// paper need not name it, and the districts it names are where things happened to be.
    fn home_itself(&self, home: Adcode) -> f64 {
        if home == home.province() && self.is_municipality(home) { 1.0 } else { HOME_ITSELF }
    }

    /// Whether a part of a province is but an example of it: one paragraph names it, and several others name the province by itself.
    fn is_example(&self, inner: Adcode, place: Adcode, paragraphs: &[(Adcode, usize)]) -> bool {
        let of = |is_of: &dyn Fn(Adcode) -> bool| -> BTreeSet<usize> {
            paragraphs.iter().filter(|(named, _)| is_of(*named)).map(|(_, paragraph)| *paragraph).collect()
        };
        let of_inner = of(&|named| self.within(named, inner));
        let of_place = of(&|named| named == place);
        place == place.province()
            && !self.is_municipality(place)
            && of_inner.len() <= 1
            && of_place.difference(&of_inner).count() >= MIN_PARAGRAPHS_OF_PROVINCE
    }

    /// The division with most of the evidence, from the province downwards as far as it is clear.
    fn decide(&self, found: &Evidence<'_>, prior: Option<(Adcode, f64)>) -> Option<Placed> {
        let mut inside: BTreeMap<Adcode, f64> = BTreeMap::new();
        let mut exactly: BTreeMap<Adcode, f64> = BTreeMap::new();
        let evidence = found.weights.iter().map(|&(adcode, weight)| (adcode, weight, weight));
        for (adcode, weight, exact) in
            evidence.chain(prior.map(|(home, weight)| (home, weight, self.home_itself(home) * weight)))
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
        // More than half of the evidence must point to one province, and a passing mention is not enough, unless it is
        // the only place in local news.
        let share = share * weight / (weight + share * found.distrusted);
        let in_title = || found.in_title.iter().any(|named| named.province() == place);
        let min_share = if prior.is_some() || in_title() { 0.5 } else { MIN_SHARE_UNTITLED };
        if share <= min_share || weight < found.min_weight {
            return None;
        }
        while let Some((inner, weight, share)) = best(&|r| r.parent == Some(place)) {
            let own = exactly.get(&place).copied().unwrap_or_default();
            let in_title = || self.get(inner).is_some_and(|region| found.title.contains(region.short.as_str()));
            // A headline that names the province alone speaks against its parts.
            let ratio = match found.titled {
                Some((titled, role)) if titled == place && !in_title() => match role {
                    // Where only the headline names the province, the text may be about one of its cities.
                    ProvinceRole::Subject if own > TITLE_ALONE => break,
                    ProvinceRole::Modifier => MIN_PART_RATIO,
                    ProvinceRole::Subject | ProvinceRole::Plain => 1.0,
                },
                _ => MIN_PART_RATIO,
            };
            let parts =
                inside.iter().filter(|(a, w)| **w > 0.0 && self.get(**a).is_some_and(|r| r.parent == Some(place)));
            let min_share = if parts.count() >= MANY_PARTS && !in_title() { MIN_SHARE_OF_MANY } else { 0.6 };
            let is_example = || !in_title() && self.is_example(inner, place, &found.paragraphs);
            if share < min_share || weight < ratio * own || is_example() {
                break;
            }
            place = inner;
        }
        Some(Placed { place, confidence: confidence(share, weight) })
    }
}

/// How likely the province of a place is right, by its share of the evidence and the weight of that evidence.
fn confidence(share: f64, weight: f64) -> f64 {
    share * weight / (weight + HALF_CONFIDENCE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::place::trap_tests::place_by;

    fn about(title: &str, text: &str, dateline: &str, home: &str) -> String {
        place_by(&PlaceClues { title, text, dateline, home: home.parse().ok() })
    }

    #[test]
    fn the_place_an_article_is_about() {
        assert_eq!(about("", "3月5日，贵州省贵阳市云岩区信访局开门接访。", "", ""), "520103");
        assert_eq!(about("", "全市信访工作会议召开，我市各部门参加。", "", "620100"), "620100");
        assert_eq!(about("", "香港路和北京路路口的公园昨日开放。", "", ""), "");
        assert_eq!(about("两国举行会谈", "双方就合作交换意见。", "", ""), "");
        assert_eq!(about("", "湖南、湖北、江西、安徽四省签署协议。", "", ""), "");
        assert_eq!(about("", "湖南、湖北签署合作协议。", "", ""), "");
        assert_eq!(about("", "貴州省貴陽市召開會議，發展經濟，這個國家級項目。", "", ""), "520100");
        assert_eq!(about("", "黄河南岸的堤防昨日加固。", "", ""), "");
        assert_eq!(about("", "朝阳法院昨日开庭。", "", "110000"), "110105");
        let meeting = "会议部署上海自贸试验区的措施推广到各地，研究提振消费。";
        assert_eq!(about("国务院总理主持召开国务院常务会议", meeting, "", ""), "");
        assert_eq!(about("湖南省政府举行发布会", "湖南省委、省政府介绍情况。", "", "520100"), "430000");
        assert_eq!(about("", "我区召开会议，自治区政府部署工作。", "", "640000"), "640000");
    }

    #[test]
    fn the_home_is_found_by_its_organs_but_not_for_national_news() {
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
    fn places_in_a_row_and_visited_places_count_little() {
        assert_eq!(about("", "贵阳在深圳举办推介会，签下三个项目。", "", "520100"), "520100");
        assert_eq!(about("", "产品销往北京、苏州、深圳等地，红安县的作坊添了机器。", "", "420100"), "421122");
        assert_eq!(about("", "深圳、成都、合肥等城市试点，广州跟进。", "", ""), "");
        assert_eq!(about("", "湖南人何某在呈贡区开店。", "", "530100"), "530114");
        assert_eq!(about("", "深圳某某电子有限公司到攸县签约，攸县将建厂房。", "", ""), "430223");
    }

    #[test]
    fn short_names_count_where_the_next_words_show_the_place() {
        assert_eq!(about("", "客商齐聚海门经济技术开发区，项目开工。", "", "320000"), "320614");
        assert_eq!(about("", "瓷器大展在铜川开幕，铜川市送展百件。", "", "610100"), "610200");
        assert_eq!(about("", "平利县长安镇办起工厂。", "", "610100"), "610926");
        assert_eq!(about("", "各地致富县的经验和小康县的做法。", "", ""), "");
        assert_eq!(about("", "庆阳市建起机房，甘肃省政府新闻办介绍，庆阳市还将扩建。", "中新网 兰州", ""), "621000");
    }

    #[test]
    fn sites_captions_lists_and_authors_tell_the_place() {
        let professor = "何某蹲在大棚里看新苗。他的品种今年在新疆试种。";
        assert_eq!(about("江南大学何教授：把实验室搬进大棚", professor, "", ""), "320200");
        assert_eq!(about("山乡剪影", "福建推进农房整治，乡间面貌一新。\n图为三明市泰宁县一处老街。", "", ""), "350429");
        let counties = "甘肃省农业农村厅认定定西市临洮县、渭源县、漳县和天水市秦安县、甘谷县、武山县为种苗基地。";
        assert_eq!(about("首批种苗基地公布", counties, "", ""), "620000");
        let comment = "全国都在抓基层治理。去年以来，湖南省永州市蓝山县试行夜间接访。\n".to_owned()
            + &"白天下地的村民夜里有空，干部上门听意见，小事当场就办。".repeat(30)
            + "\n（作者系湖南省永州市蓝山县委书记）";
        assert_eq!(about("夜访里的门道", &comment, "", ""), "431127");
        assert_eq!(about("", "苏州古城区添了新街景，姑苏区的老街坊说好。", "", ""), "320508");
    }

    #[test]
    fn many_names_are_read_in_linear_time() {
        let text = "贵州省贵阳市、湖南省长沙市，朝阳区和鼓楼区，市财政局。".repeat(4000);
        let start = std::time::Instant::now();
        let found = Gazetteer::shared().places(&PlaceClues { text: &text, ..Default::default() });
        assert_eq!(found.mentioned.len(), 2);
        assert!(start.elapsed().as_secs() < 20);
    }
}
