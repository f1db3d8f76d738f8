//! What a headline makes of a province that it names without one of its parts: who acts, where a smaller place lies, or no more
//! than the province.

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::evidence::Part;
use crate::corpus::place::names::gazetteer::{Adcode, Gazetteer};
use crate::text::{Segmenter, is_han};

/// How far behind a province the smaller place may reach that it stands before, in characters.
const INNER_WITHIN: usize = 12;

/// The fewest characters of a name before 村 or 社区: “坦洋村”, not “农村”.
const MIN_INNER: usize = 2;

/// Maximum distance, in bytes, between the name of a smaller place and the words that say where it is: “扎尕那村位于”.
const LIES_WITHIN: usize = 9;

/// What a province is in a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProvinceRole {
    /// It acts: “广西围绕营商环境精准监督”. No part of it is meant.
    Subject,
    /// It names where something smaller is, or where somebody comes from: “福建坦洋村”, “江西女孩”.
    Modifier,
    /// Neither shows.
    Plain,
}

impl Gazetteer {
    /// The province that a headline names by itself, without one of its parts, and what it is there.
    pub(super) fn province_of_title(&self, title: &Part<'_>, text: &str) -> Option<(Adcode, ProvinceRole)> {
        let name = title.names.iter().find(|name| name.place == name.place.province())?;
        let province = name.place;
        let has_part = title.names.iter().any(|name| name.place != province && name.place.province() == province);
        (!has_part && !self.is_municipality(province)).then(|| (province, role(&title.text[name.end..], text)))
    }
}

fn role(behind: &str, text: &str) -> ProvinceRole {
    let cues = CueWords::shared();
    if cues.acts.begin(behind) {
        ProvinceRole::Subject
    } else if cues.person_behind.begin(behind) || names_inner_place(behind.trim_start_matches(['：', ':', '·']), text)
    {
        ProvinceRole::Modifier
    } else {
        ProvinceRole::Plain
    }
}

/// Whether a headline goes on with the name of a smaller place: one that ends in 村 or 社区, or one of
/// which the text says where it lies.
fn names_inner_place(behind: &str, text: &str) -> bool {
    let run: &str = behind.char_indices().find(|(_, c)| !is_han(*c)).map_or(behind, |(at, _)| &behind[..at]);
    let lies = |name: &str| {
        text.match_indices(name).any(|(at, _)| {
            let after = &text[at + name.len()..];
            CueWords::shared().lies.starts(after).next().is_some_and(|offset| offset <= LIES_WITHIN)
        })
    };
    if (MIN_INNER..=INNER_WITHIN).contains(&run.chars().count()) && lies(run) {
        return true;
    }
    // The ending must be a word of its own: “坦洋|村”, but not “美丽|乡村”.
    let mut characters = 0;
    for (start, end) in Segmenter::base().spans(run) {
        let word = &run[start..end];
        if characters >= MIN_INNER && CueWords::shared().inner_place.contains(word) {
            return true;
        }
        characters += word.chars().count();
        if characters > INNER_WITHIN {
            break;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_acts_or_tells_where_a_village_lies() {
        for (behind, text, expected) in [
            ("围绕用水难题开展监督", "", ProvinceRole::Subject),
            ("女孩何晓岚的返乡路", "", ProvinceRole::Modifier),
            ("云岭村：一片茶叶富一方", "", ProvinceRole::Modifier),
            ("：鸣泉社区探索议事新办法", "", ProvinceRole::Modifier),
            ("石花海：推窗见绿", "石花海村位于某县东部。", ProvinceRole::Modifier),
            ("美丽乡村见闻", "", ProvinceRole::Plain),
            ("农村电商观察", "农村电商发展快。", ProvinceRole::Plain),
            ("：以水润城", "", ProvinceRole::Plain),
        ] {
            assert_eq!(role(behind, text), expected, "{behind}");
        }
    }
}
