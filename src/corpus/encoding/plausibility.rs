//! Whether text reads like Chinese, or like text at all, so that the encoding in which it was decoded is right.

use crate::corpus::encoding::{MAX_ACCIDENTS, MIN_CHARACTERS_PER_REPLACED};
use crate::text::is_han;

/// Frequent Han characters of modern newspapers, simplified and traditional.
const FREQUENT: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞這個為國時來們會發動過說產種經進著電裡現實體機當點從業應開還後對東關線內數間與氣變條沒結問題無軍總設長頭資邊級圖統見計別運農區強則據處隊給門規熱領導壓爭濟術極聯認權證單風報務車場議聲類確張馬節話況傳廣記";

/// The share of frequent characters among the Han characters of a text, less what cannot be decoded.
pub(super) fn plausibility(text: &str, whole: bool) -> f64 {
    let (mut han, mut frequent, mut bad, mut strange) = (0usize, 0usize, 0usize, 0usize);
    let text = if whole { text } else { text.trim_end_matches(char::REPLACEMENT_CHARACTER) };
    for c in text.chars() {
        match c {
            char::REPLACEMENT_CHARACTER => bad += 1,
            '\u{E000}'..='\u{F8FF}' | '\u{80}'..='\u{9F}' => strange += 1,
            '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{5FF}' | '\u{AC00}'..='\u{D7FF}' => strange += 1,
            _ if is_han(c) => {
                han += 1;
                frequent += usize::from(is_frequent(c));
            }
            c if c.is_control() && !is_used_in_text(c) => strange += 1,
            _ => {}
        }
    }
    if han == 0 {
        return 0.0;
    }
    // One undecodable character in two hundred is an accident, more are a sign of another encoding.
    let faults = (bad as f64 * 4.0 + strange as f64) / (han + bad + strange) as f64;
    frequent as f64 / han as f64 - faults
}

fn is_frequent(c: char) -> bool {
    static TABLE: std::sync::LazyLock<std::collections::HashSet<char>> =
        std::sync::LazyLock::new(|| FREQUENT.chars().collect());
    TABLE.contains(&c)
}

/// The number of places in a text where something could not be decoded; one may hold several replacement characters.
pub(super) fn fault_count(text: &str) -> usize {
    let mut before = ' ';
    let begins = |c: char| std::mem::replace(&mut before, c) != c && c == char::REPLACEMENT_CHARACTER;
    text.chars().map(begins).filter(|begins| *begins).count()
}

/// In a text that reads like Chinese, one place that cannot be decoded is accepted per this many characters. A damaged character
/// leaves up to three replacement characters in one place.
const MIN_CHARACTERS_PER_FAULT: usize = 20;

/// Whether a text reads like Chinese apart from a few places that could not be decoded.
pub(super) fn reads_like_chinese(text: &str) -> bool {
    let rest = || text.replace(char::REPLACEMENT_CHARACTER, "");
    fault_count(text) * MIN_CHARACTERS_PER_FAULT <= text.chars().count()
        && plausibility(&rest(), true) >= MIN_PLAUSIBILITY
}

/// Texts of a lower plausibility are not taken for Chinese.
pub(super) const MIN_PLAUSIBILITY: f64 = 0.25;

/// Whether a text has so few characters that cannot be decoded, and control characters as binary files have them, that it is
/// text for all that.
pub(super) fn has_few_accidents(text: &str, whole: bool) -> bool {
    let is_accident = |c: &char| *c == char::REPLACEMENT_CHARACTER || c.is_control() && !is_used_in_text(*c);
    let accidents = text.chars().filter(is_accident).count();
    accidents * MIN_CHARACTERS_PER_REPLACED <= text.chars().count()
        || accidents <= MAX_ACCIDENTS && plausibility(text, whole) >= MIN_PLAUSIBILITY
}

/// Control characters that end lines or part fields.
fn is_used_in_text(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{1}'..='\u{2}' | '\u{1F}')
}
