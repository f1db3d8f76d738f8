//! The place of a dateline as evidence: the city in which a report was written, or its province where the report is about that.

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::evidence::{CAPITAL, Part, WEAK, mentions_any, own_organs};
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer};
use crate::text::is_han;

/// Weight of the place of a dateline.
const DATELINE_WEIGHT: f64 = 4.0;

/// Weight of a place in the name of the agency.
const AGENCY_WEIGHT: f64 = 2.0;

/// How many times as much a text must name the province as its capital for a report from the capital to be about the province.
const MIN_RATIO_TO_SEAT: f64 = 2.0;

/// First characters of words that rank a place in its province: “全省首个”. They do not make a text one about the province.
const RANKS: [char; 7] = ['首', '第', '最', '唯', '率', '领', '前'];

impl Gazetteer {
    /// Adds the weights of the places in a dateline. The capital, where the agencies sit, counts only in its own
    /// papers. A province's capital counts as the province if the text is about the province or names another part of it.
    /// The province of a venue counts little: “本报上海电” above what was held in Shanghai, and so does the place in which news of the
    /// nation was told that names no place.
    pub(super) fn weigh_dateline(
        &self,
        dateline: &Part<'_>,
        parts: &[Part<'_>; 2],
        home: Option<Adcode>,
        venues: &[Adcode],
        nearness: f64,
        weights: &mut Vec<(Adcode, f64)>,
    ) {
        let agency_end = dateline.text.find(' ').unwrap_or_default();
        let named = weights.len();
        let is_only_told_there = home.is_none() && is_of_nation_alone(parts);
        for name in &dateline.names {
            if name.place.province() == CAPITAL && home.map(Adcode::province) != Some(CAPITAL) {
                continue;
            }
            let province = name.place.province();
            let is_seat = name.place.0 == province.0 + 100;
            let is_of_province = is_seat && self.is_about_province_of(name.place, parts, &weights[..named]);
            let place = if is_of_province { province } else { name.place };
            let weight = if name.start < agency_end { AGENCY_WEIGHT } else { DATELINE_WEIGHT };
            let factor = if venues.contains(&province) || is_only_told_there { WEAK } else { 1.0 };
            weights.push((place, nearness * factor * weight));
        }
    }

    /// Whether a report from the capital of a province is about the province: it names another part of it, or below a headline without
    /// the capital the province rather than the capital, or none of both and speaks of the offices of its province.
    fn is_about_province_of(&self, seat: Adcode, parts: &[Part<'_>; 2], weights: &[(Adcode, f64)]) -> bool {
        let province = seat.province();
        let of = |is_of: &dyn Fn(Adcode) -> bool| -> f64 {
            weights.iter().filter(|(place, _)| is_of(*place)).map(|(_, weight)| *weight).sum()
        };
        let is_other_part =
            |place: Adcode| place.province() == province && place != province && !self.within(place, seat);
        let of_seat = of(&|place| self.within(place, seat));
        let is_in_headline = || parts[0].names.iter().any(|name| self.within(name.place, seat));
        weights.iter().any(|(place, _)| is_other_part(*place))
            || of(&|place| place == province) > MIN_RATIO_TO_SEAT * of_seat && !is_in_headline()
            || of_seat <= 0.0 && self.speaks_of_own_province(province, parts)
    }

    /// Whether a text speaks of its own province and not of its own city: “省教育厅”, “全省”, “自治区发布”.
    fn speaks_of_own_province(&self, province: Adcode, parts: &[Part<'_>; 2]) -> bool {
        let cues = CueWords::shared();
        let is_autonomous = self.get(province).is_some_and(|r| r.name.ends_with("自治区"));
        let of_province = |lead: &str| {
            if is_autonomous {
                cues.our_autonomous_region.is_in(lead) || names_own_region(lead)
            } else {
                let of_all = |at: usize| !lead[at..].trim_start_matches("全省").starts_with(RANKS);
                cues.our_province.starts(lead).any(of_all) || own_organs(lead, '省').next().is_some()
            }
        };
        let of_city = |lead: &str| {
            cues.our_city.is_in(lead) || cues.all_the_city.is_in(lead) || own_organs(lead, '市').next().is_some()
        };
        parts.iter().any(|part| of_province(part.lead)) && !parts.iter().any(|part| of_city(part.lead))
    }
}

/// Whether an article names no place, tells of the nation in its headline or its first sentence, and speaks of no city or province of its own.
fn is_of_nation_alone(parts: &[Part<'_>; 2]) -> bool {
    let cues = CueWords::shared();
    let [title, text] = parts;
    let first_sentence = text.text.split('。').next().unwrap_or_default();
    let is_of_nation = cues.whole_nation.is_in(title.text) || cues.whole_nation.is_in(first_sentence);
    let own_words = [&cues.local, &cues.our_province, &cues.our_city, &cues.all_the_city];
    let speaks_of_own = || {
        own_words.into_iter().any(|words| mentions_any(parts, words))
            || ['省', '市'].into_iter().any(|division| own_organs(text.lead, division).next().is_some())
    };
    is_of_nation && parts.iter().all(|part| part.names.is_empty()) && !speaks_of_own()
}

/// Whether a text speaks of its own autonomous region: “自治区发布”, but not “各省、自治区、直辖市” and not “西藏自治区”.
fn names_own_region(text: &str) -> bool {
    text.match_indices("自治区").any(|(at, region)| {
        let before = text[..at].chars().next_back();
        let after = text[at + region.len()..].chars().next();
        before.is_none_or(|c| !is_han(c) || CueWords::shared().before_organ.contains(&c)) && after.is_some_and(is_han)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::place::locate::PlaceClues;
    use crate::corpus::place::trap_tests::place_by;

    fn about(text: &str, dateline: &str) -> String {
        place_by(&PlaceClues { text, dateline, ..PlaceClues::default() })
    }

    #[test]
    fn a_report_from_the_capital_may_be_about_its_province() {
        for (text, dateline, place) in [
            ("江西省人社厅通报，全省技工院校招生规模稳定。", "新华社 南昌", "360000"),
            ("广西将新建两座抽水蓄能电站。", "新华社 南宁", "450000"),
            ("自治区出台支持牧民合作社的十条措施。", "本报 呼和浩特", "150000"),
            ("省水利厅发布通知，各地做好山塘除险。", "本报 南京", "320000"),
            ("南昌市新开三条公交线，江西省交通运输厅给予支持。", "本报 南昌", "360100"),
            ("玄武湖畔的图书馆昨天开放，是全省首个湖边书屋。", "本报 南京", "320100"),
            ("全市供热管网检修完成，市住建局公布了电话。", "本报 兰州", "620100"),
            ("江西省的苗木走俏。", "本报 九江", "360400"),
        ] {
            assert_eq!(about(text, dateline), place, "{text}");
        }
    }

    #[test]
    fn news_of_the_nation_is_not_of_where_it_was_told() {
        for (text, dateline, place) in [
            ("全国技工院校招生工作会上获悉，今年招生规模稳定。", "本报 南京", ""),
            ("技工院校招生工作会上获悉，今年招生规模稳定。", "本报 南京", "320100"),
            ("全国首条湖底隧道通车，全市交通更顺。", "本报 南京", "320100"),
            ("全国人大代表走进南京市的校园。", "本报 南京", "320100"),
        ] {
            assert_eq!(about(text, dateline), place, "{text}");
        }
    }

    #[test]
    fn the_regions_of_the_nation_are_not_the_own_region() {
        assert!(names_own_region("自治区发布通知"));
        assert!(!names_own_region("各省、自治区、直辖市人民政府") && !names_own_region("西藏自治区发布通知"));
    }
}
