//! What stands right around a name of a place and makes it something else: a street, a school, an event, a person's origin.

use crate::corpus::place::cue_words::CueWords;
use crate::corpus::place::names::boundaries::first_run;
use crate::corpus::place::names::hit::Hit;
use crate::text::is_han;

/// The digits of a year.
const YEAR_LENGTH: usize = 4;

/// How far behind a name its team may be called one, in characters.
const TEAM_WITHIN: usize = 4;

/// How far before the name of a leg its competition may stand, in characters.
const LEG_WITHIN: usize = 20;

/// The rest of a station's name behind that of its place has at most this many characters.
const STATION_WITHIN: usize = 4;

/// The ends of the names of schools.
pub(in crate::corpus::place) const SCHOOLS: [&str; 3] = ["大学", "学院", "研究生院"];

/// How far behind the name of a place the end of the name of a school or a group of firms may stand, in bytes.
const INSTITUTION_WITHIN: usize = 18;

/// How far behind the name of a place that of a firm may end, in bytes.
const FIRM_WITHIN: usize = 36;

/// How much of a text is read for the ends of such names, in characters.
const INSTITUTION_LENGTH: usize = 14;

/// How far on each side of a name the marks of a title are looked for, in characters.
const TITLE_WITHIN: usize = 24;

/// How long a list of firms is behind the name that begins it, in characters.
const FIRMS_WITHIN: usize = 48;

/// How far behind “等” the word for what a list names may stand, in bytes: “等十余家互联网企业”.
const KIND_WITHIN: usize = 24;

/// Words for what a list of firms or schools names: “等企业”.
const FIRMS: [&str; 6] = ["企业", "公司", "车企", "药企", "高校", "院校"];

/// Words near the name of a team that competes.
const OF_MATCHES: [&str; 9] = ["赛", "冠", "战胜", "连胜", "连败", "主场", "客场", "积分榜", "比分"];

/// What the words behind a name make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus::place) enum Role {
    /// The name of something else: a street, a school, a ship.
    Thing,
    /// An event called after the place in which it is held.
    Event,
    /// A launch site.
    Launch,
    /// The place that helps another one.
    Giver,
    /// Where the reader lives who signs a letter.
    Signature,
}

/// What the words behind a name make of it; a few characters may stand between: “广东省对口支援”, “杭州第19届亚运会”.
pub(in crate::corpus::place) fn role_behind(after: &str) -> Option<Role> {
    let cues = CueWords::shared();
    if cues.launch_behind.begin(after) {
        return Some(Role::Launch);
    }
    if cues.event_behind.begin(behind_number(after)) {
        return Some(Role::Event);
    }
    if cues.thing_behind.begin(after) {
        return Some(Role::Thing);
    }
    let giver = after.strip_prefix(['省', '市', '县', '区', '等']).unwrap_or(after);
    cues.giver_behind.begin(giver).then_some(Role::Giver)
}

/// The text behind the numbers and years of an event: “第十九届”, “2022年”, “2025年第9届”, “2025”.
fn behind_number(text: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    let mut text = text;
    loop {
        let digits = text.strip_prefix('第').unwrap_or(text);
        let rest = digits.trim_start_matches(number);
        let length = digits[..digits.len() - rest.len()].chars().count();
        text = match rest.strip_prefix(['届', '年']) {
            Some(rest) if length > 0 => rest,
            None if length == YEAR_LENGTH => rest,
            _ => return text,
        };
    }
}

/// Whether a name is that of a leg of a tour: “龙舟大赛盐城站”.
pub(in crate::corpus::place) fn names_a_leg(before: &str, after: &str) -> bool {
    let from = before.char_indices().rev().take_while(|(_, c)| is_han(*c)).take(LEG_WITHIN).last();
    after.starts_with('站') && from.is_some_and(|(at, _)| before[at..].contains('赛'))
}

/// Whether a short name is that of a railway bureau, whose lines run through several provinces: “国铁乌鲁木齐局”.
pub(in crate::corpus::place) fn names_a_railway_bureau(hit: &Hit<'_>) -> bool {
    hit.after().starts_with('局')
        && CueWords::shared().railway_bureau.contains(hit.name())
        && (hit.text.contains("国铁") || hit.text.contains("铁路"))
}

/// Whether a short name is that of a team in a competition: “贵阳队夺冠”, “九江双蒸队”.
pub(in crate::corpus::place) fn names_a_team(hit: &Hit<'_>) -> bool {
    let run = hit.after().char_indices().take(TEAM_WITHIN).take_while(|(_, c)| is_han(*c));
    let team = run.into_iter().find(|(_, c)| *c == '队').map(|(at, c)| &hit.after()[at + c.len_utf8()..]);
    let beside = |text: &str| OF_MATCHES.iter().any(|word| text.contains(word));
    team.is_some_and(|rest| {
        let near: String = rest.chars().take(LEG_WITHIN).collect();
        let from = hit.before().char_indices().rev().take(2 * LEG_WITHIN).last().map_or(0, |(at, _)| at);
        !rest.starts_with('伍') && (beside(&near) || beside(&hit.before()[from..]))
    })
}

/// What stands between two names without the rest of a station's or harbour's name: “、” in “北京西站、郑州东站”.
pub(in crate::corpus::place) fn behind_station(between: &str) -> &str {
    let is_rest = |run: &str| run.chars().count() <= STATION_WITHIN && run.chars().all(is_han);
    let behind = |end: &str| between.split_once(end).filter(|(run, _)| is_rest(run)).map(|(_, behind)| behind);
    ["站", "机场", "港"].into_iter().find_map(behind).unwrap_or(between)
}

/// Whether a part of a province stands in one list with the lands of a forecast: “内蒙古东部、东北地区”.
pub(in crate::corpus::place) fn stands_among_lands(before: &str, after: &str) -> bool {
    const DIRECTIONS: [char; 5] = ['东', '西', '南', '北', '中'];
    const MARKS: [char; 3] = ['、', '和', '及'];
    let cues = CueWords::shared();
    let rest = after.trim_start_matches(DIRECTIONS);
    let Some(rest) = rest.strip_prefix('部').filter(|_| rest.len() < after.len()) else { return false };
    let rest = rest.strip_prefix("地区").unwrap_or(rest);
    let is_part = |text: &str| text.strip_suffix('部').is_some_and(|text| text.ends_with(DIRECTIONS));
    rest.strip_prefix(MARKS).is_some_and(|next| cues.land_behind.begin(next))
        || before.strip_suffix(MARKS).is_some_and(|last| cues.land_before.end(last) || is_part(last))
}

/// Whether a name is one of a list of lands: “中国台湾、泰国、墨西哥”.
pub(in crate::corpus::place) fn is_listed_with_lands_abroad(before: &str, after: &str) -> bool {
    let cues = CueWords::shared();
    let before = before.strip_suffix("中国").unwrap_or(before);
    before.strip_suffix('、').is_some_and(|last| cues.abroad_before.end(last))
        || after.strip_prefix('、').is_some_and(|next| cues.abroad_behind.begin(next))
}

/// Whether a text ends within the title of a book or song: “《心中的”.
pub(in crate::corpus::place) fn is_in_title_marks(before: &str) -> bool {
    before.rfind('《').is_some_and(|open| !before[open..].contains('》'))
}

/// Whether a short name stands in the title of a book, a song or a film, and not in that of a document or paper: “《北京漫步》”,
/// but not “《甘肃节水行动方案》”.
pub(in crate::corpus::place) fn names_a_work(before: &str, after: &str) -> bool {
    let open = before.char_indices().rev().take(TITLE_WITHIN).find(|(_, c)| matches!(c, '《' | '》'));
    let Some((open, '《')) = open else { return false };
    let Some((close, _)) = after.char_indices().take(TITLE_WITHIN).find(|(_, c)| *c == '》') else { return false };
    let document = &CueWords::shared().document;
    !document.is_in(&before[open..]) && !document.is_in(&after[..close])
}

/// Whether a short name begins that of a firm in a list of firms, which may be of several places: “柳州五菱等企业”.
pub(in crate::corpus::place) fn names_one_of_firms(after: &str) -> bool {
    let is_of_list = |c: char| is_han(c) || c == '、' || c.is_ascii_digit();
    let Some((list, kind)) = first_run(after, FIRMS_WITHIN, is_of_list).split_once('等') else { return false };
    let firm = list.split('、').next().unwrap_or_default();
    let is_firm = (2..=4).contains(&firm.chars().count())
        && !firm.contains(['省', '市', '州', '县', '区', '镇', '乡', '村', '有', '在'])
        && !CueWords::shared().happens.begin(firm)
        && !CueWords::shared().acts.begin(firm);
    let is_list = FIRMS.iter().any(|word| kind.find(word).is_some_and(|at| at <= KIND_WITHIN));
    is_firm && is_list && !kind.starts_with(['地', '省', '市', '州', '县', '区'])
}

/// Whether a dot joins a name to a foreign one: “穆罕默德·阿里”, but not “中国·贵阳”.
pub(in crate::corpus::place) fn is_part_of_foreign_name(before: &str, name: &str, after: &str) -> bool {
    let sound = &CueWords::shared().sound;
    let dot = ['·', '•', '・'];
    let left = before.strip_suffix(dot).and_then(|rest| rest.chars().next_back());
    let right = after.strip_prefix(dot).and_then(|rest| rest.chars().next());
    let own = name.chars().all(|c| sound.contains(&c) || c == '阿');
    left.is_some_and(|c| sound.contains(&c)) || own && right.is_some_and(|c| sound.contains(&c))
}

/// Whether the text behind a name makes it the name of a school or firm, which may act anywhere: “西安交通大学”,
/// “贵州师范学院”, “深圳某某电子有限公司”.
pub(in crate::corpus::place) fn names_an_institution(after: &str) -> bool {
    let run = rest_of_institution(after);
    has_within(run, &SCHOOLS, INSTITUTION_WITHIN)
        || has_within(run, &["公司"], FIRM_WITHIN)
        || has_within(run, &["集团"], INSTITUTION_WITHIN)
}

/// Whether the text behind a name makes it the name of a school.
pub(in crate::corpus::place) fn names_a_school(after: &str) -> bool {
    has_within(rest_of_institution(after), &SCHOOLS, INSTITUTION_WITHIN)
}

/// What may be the rest of the name of a school or firm, which does not go on past another place.
fn rest_of_institution(after: &str) -> &str {
    first_run(after, INSTITUTION_LENGTH, |c| is_han(c) && !matches!(c, '市' | '县' | '区' | '在'))
}

/// Whether one of these words begins within this many bytes of a run. So short a run is sooner looked through as it is than a
/// searcher made ready.
fn has_within(run: &str, words: &[&str], within: usize) -> bool {
    let mut starts = run.char_indices().map(|(at, _)| at).take_while(|&at| at <= within);
    starts.any(|at| words.iter().any(|word| run[at..].starts_with(word)))
}

/// Whether a county's name of two characters stands where a name may begin: “攸县”, not “致富县”. Names such as 城区 and
/// 郊区 never do.
pub(in crate::corpus::place) fn stands_alone(name: &str, before: &str, after: &str) -> bool {
    let begins = || before.chars().next_back().is_none_or(|c| !is_han(c) || "在由和与到对、日".contains(c));
    if name.ends_with('县') { !after.starts_with('长') && begins() } else { !name.ends_with('区') }
}

/// Whether the text behind a name makes it somebody's origin: “湖南人彭某”, not “湖南人大”.
pub(in crate::corpus::place) fn names_people(after: &str) -> bool {
    after.strip_prefix('人').is_some_and(|rest| {
        rest.starts_with(is_han)
            && !rest
                .starts_with(['大', '民', '社', '才', '力', '事', '口', '均', '工', '武', '文', '寿', '流', '气', '保'])
    })
}
