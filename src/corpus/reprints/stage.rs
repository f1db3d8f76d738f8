//! The stage of an event that an article tells of: a death, then the cremation; the opening, then the closing.
//!
//! The next stage is news of its own, although its article repeats most of the earlier one: whom the country lost, what the
//! meeting is about, what the accused has done.

/// Events and the words of their stages, the earliest first.
const STAGES: [&[&[&str]]; 5] = [
    &[&["逝世", "去世", "辞世", "病逝"], &["火化", "告别仪式", "送别", "追悼会", "安葬"]],
    &[&["开幕"], &["闭幕"]],
    &[&["发射成功", "成功发射", "发射升空"], &["交会对接"], &["返回地面", "成功着陆", "安全返回"]],
    &[&["立案审查", "审查调查", "监察调查"], &["决定逮捕"], &["提起公诉"], &["一审"], &["二审", "终审"]],
    &[&["征求意见稿", "公开征求意见"], &["表决通过", "审议通过", "正式印发"]],
];
/// Editions of a book. Papers announce each of them in the same words.
const EDITIONS: [&str; 8] =
    ["英文版", "法文版", "俄文版", "西班牙文版", "阿拉伯文版", "德文版", "日文版", "葡萄牙文版"];
/// Number of events with stages.
const EVENTS: usize = STAGES.len();
/// Bytes of a stage: one an event, and one for the editions.
const BYTES: usize = EVENTS + 1;
/// Characters of the text, behind the headline, that tell the news; the rest may look back.
const NEWS_LENGTH: usize = 240;

/// The stage of each event, from 1; 0 where the article does not tell of the event. The last byte has a bit for each edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stage([u8; BYTES]);

impl Stage {
    /// The latest stage of each event that the headline or the beginning of the text names, and the editions that the headline names,
    /// or where it names none the beginning of the text: further below it lists those that came before.
    pub(super) fn of(title: &str, text: &str) -> Self {
        let end = text.char_indices().nth(NEWS_LENGTH).map_or(text.len(), |(at, _)| at);
        let news = &text[..end];
        let is_named = |words: &&[&str]| words.iter().any(|word| title.contains(word) || news.contains(word));
        let mut bytes = [0; BYTES];
        for (byte, stages) in bytes.iter_mut().zip(STAGES) {
            // There are at most five stages.
            *byte = stages.iter().rposition(is_named).map_or(0, |stage| stage as u8 + 1);
        }
        let editions = |text: &str| {
            let named = EDITIONS.iter().enumerate().filter(|(_, edition)| text.contains(**edition));
            named.fold(0, |bits, (at, _)| bits | 1 << at)
        };
        let of_title = editions(title);
        bytes[EVENTS] = if of_title != 0 { of_title } else { editions(news) };
        Stage(bytes)
    }

    /// The stages as bytes.
    pub(super) fn to_bytes(self) -> [u8; BYTES] {
        self.0
    }

    /// The stages of their bytes; none where there are more or fewer.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Stage(bytes.try_into().ok()?))
    }

    /// Whether both tell of the same event at different stages, or of different editions.
    pub(super) fn differs(self, other: Stage) -> bool {
        let both = |at: usize| (self.0[at], other.0[at]);
        let (own, others) = both(EVENTS);
        own != 0 && others != 0 && own & others == 0 || (0..EVENTS).map(both).any(|(a, b)| a != 0 && b != 0 && a != b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_differ_only_where_both_are_named() {
        let stage = |text: &str| Stage::of("", text);
        assert!(stage("书展3日在云溪开幕").differs(stage("为期五天的书展7日闭幕，开幕以来客流十万")));
        assert!(!stage("书展3日在云溪开幕").differs(stage("书展3日开幕，读者早早排起长队")));
        assert!(!stage("书展3日在云溪开幕").differs(stage("大桥合龙")));
        assert!(!stage("书展7日闭幕").differs(stage("方远山同志逝世")));
        assert!(!stage("《云溪风物》英文版、法文版发行").differs(stage("《云溪风物》法文版发行")));
        assert!(stage("《云溪风物》法文版发行").differs(stage("《云溪风物》俄文版发行")));
        // A later edition's notice lists the earlier ones.
        let notice = "《云溪风物》俄文版近日出版。该书俄文版和此前出版的英文版、法文版面向海外发行。";
        assert!(
            Stage::of("《云溪风物》俄文版出版", notice)
                .differs(Stage::of("《云溪风物》法文版出版", "《云溪风物》法文版近日出版。"))
        );
        let long = format!("书展3日在云溪开幕。{}闭幕", "书".repeat(NEWS_LENGTH));
        assert!(!stage(&long).differs(stage("书展开幕")));
        assert!(Stage::of("方远山同志遗体火化", "").differs(stage("方远山逝世")));
    }
}
