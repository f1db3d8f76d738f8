//! The sketch of one article: what is kept of its text to recognise a reprint.
//!
//! A text is reduced to its set of character shingles, and of that set only the smallest hash values are kept. Two such
//! samples are comparable: below the smaller of their two bounds each holds every shingle of its text, so shares
//! counted there estimate the shares of the whole (Broder 1997, “On the resemblance and containment of documents”;
//! Cohen & Kaplan 2007, “Summarizing data using bottom-k sketches”). A text of fewer shingles than are kept is kept
//! whole and compared exactly; that is most of a newspaper.

/// Characters of one shingle.
const SHINGLE: usize = 5;
/// Shingle hashes kept of one text, at most.
const SHINGLES_KEPT: usize = 384;
/// Number hashes kept of one text, at most.
const NUMBERS_KEPT: usize = 48;
/// Characters that follow a number and say what it counts.
const UNIT: usize = 2;
/// Texts of fewer characters (letters, digits, Han) are never taken for reprints.
const SHORTEST: usize = 40;
/// Shingles two texts must have in common, sampled or not.
const LEAST_SHARED: usize = 12;
/// The shorter printing has at least this share of the shingles of the longer: less is a mention or part of a digest.
const LEAST_LENGTH: f64 = 0.2;
/// From this many numbers on, numbers can speak against a reprint.
const NUMBERS_TELL: usize = 2;
/// Less than this share of the numbers of the shorter text in the longer one: no reprint.
const NUMBERS_DIFFER: f64 = 0.3;
/// Less than this share of the numbers speaks against a reprint, even if there is only one.
const NUMBERS_AGREE: f64 = 0.6;
/// What numbers that do not agree take from the likeness.
const NUMBERS_WEIGHT: f64 = 0.15;
/// Shingles of the lead: papers cut from the end, so reprints begin alike, and follow-ups begin with what is new.
const LEAD: usize = 40;
/// Less than this share of the lead in the other lead speaks against a reprint.
const LEAD_AGREES: f64 = 0.5;
/// What leads that do not agree take from the likeness.
const LEAD_WEIGHT: f64 = 0.2;
/// Characters within which a dateline or a bracketed byline ends.
const NOISE_REACH: usize = 40;

/// A fixed-size signature of one article's text: at most 2,000 bytes, made while the article is read, so that the text can
/// be dropped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// Shingles of the text, and the smallest of their hashes.
    shingles: Sample,
    /// Numbers of the text together with what they count, and the smallest of their hashes.
    numbers: Sample,
    /// The shingles of the lead.
    lead: Sample,
    /// Letters, digits and Han characters of the text.
    characters: u32,
}

/// The smallest hashes of a set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sample {
    /// Members of the whole set.
    size: u32,
    /// The smallest hashes, ascending.
    hashes: Box<[u32]>,
}

/// Members of two samples below their common bound.
struct Overlap {
    shared: usize,
    fewer: usize,
}

/// The sketch of an article.
///
/// Only letters, digits and Han characters count; full-width forms equal half-width ones. The headline at the head of
/// the text, the dateline and bracketed bylines are left out, and so is the title itself: papers write their own, and
/// templates share theirs.
pub fn sketch(title: &str, text: &str) -> Sketch {
    let characters = plain(title, text);
    let shingles: Vec<u32> = characters.windows(SHINGLE).map(hash).collect();
    let lead = shingles[..LEAD.min(shingles.len())].to_vec();
    Sketch {
        shingles: Sample::of(shingles, SHINGLES_KEPT),
        lead: Sample::of(lead, LEAD),
        numbers: Sample::of(numbers(&characters), NUMBERS_KEPT),
        characters: count(characters.len()),
    }
}

impl Sketch {
    /// The share (0 to 1) of the shingles of the shorter text that stand in the longer one too, estimated from the
    /// samples. 0 where either has none.
    pub fn containment(&self, other: &Sketch) -> f64 {
        self.shingles.overlap(&other.shingles).share()
    }

    /// [`containment`](Sketch::containment) less what speaks against a reprint, or nothing where it cannot be one: both
    /// must be long enough, neither much longer than the other, and their numbers may not be others.
    pub(super) fn likeness(&self, other: &Sketch) -> Option<f64> {
        let (fewer, more) = if self.size() < other.size() { (self, other) } else { (other, self) };
        if fewer.is_too_short() || f64::from(fewer.size()) < LEAST_LENGTH * f64::from(more.size()) {
            return None;
        }
        let overlap = self.shingles.overlap(&other.shingles);
        // Templates (weather, exchange rates, lottery) have their words in common and differ in their numbers.
        let numbers = self.numbers.overlap(&other.numbers);
        if overlap.shared < LEAST_SHARED || (numbers.fewer >= NUMBERS_TELL && numbers.share() < NUMBERS_DIFFER) {
            return None;
        }
        let numbers_agree = numbers.fewer == 0 || numbers.share() >= NUMBERS_AGREE;
        let leads_agree = self.lead.overlap(&other.lead).share() >= LEAD_AGREES;
        let against = |agree: bool, weight: f64| if agree { 0.0 } else { weight };
        Some(overlap.share() - against(numbers_agree, NUMBERS_WEIGHT) - against(leads_agree, LEAD_WEIGHT))
    }

    /// Too little text to tell a reprint from a recurring notice.
    pub(super) fn is_too_short(&self) -> bool {
        (self.characters as usize) < SHORTEST
    }

    /// Different shingles of the whole text.
    pub(super) fn size(&self) -> u32 {
        self.shingles.size
    }

    /// The smallest shingle hashes, ascending, `most` at most.
    pub(super) fn smallest(&self, most: usize) -> &[u32] {
        &self.shingles.hashes[..most.min(self.shingles.hashes.len())]
    }
}

impl Sample {
    fn of(mut hashes: Vec<u32>, kept: usize) -> Sample {
        hashes.sort_unstable();
        hashes.dedup();
        let size = count(hashes.len());
        hashes.truncate(kept);
        Sample { size, hashes: hashes.into_boxed_slice() }
    }

    /// Up to this hash the sample lacks nothing.
    fn bound(&self) -> u32 {
        let is_whole = self.hashes.len() == self.size as usize;
        if is_whole { u32::MAX } else { self.hashes.last().copied().unwrap_or(u32::MAX) }
    }

    fn overlap(&self, other: &Sample) -> Overlap {
        let bound = self.bound().min(other.bound());
        let left = &self.hashes[..self.hashes.partition_point(|&hash| hash <= bound)];
        let right = &other.hashes[..other.hashes.partition_point(|&hash| hash <= bound)];
        let (mut shared, mut at_left, mut at_right) = (0, 0, 0);
        while let (Some(a), Some(b)) = (left.get(at_left), right.get(at_right)) {
            shared += usize::from(a == b);
            at_left += usize::from(a <= b);
            at_right += usize::from(b <= a);
        }
        Overlap { shared, fewer: left.len().min(right.len()) }
    }
}

impl Overlap {
    fn share(&self) -> f64 {
        if self.fewer == 0 { 0.0 } else { self.shared as f64 / self.fewer as f64 }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Letters, digits and Han characters of the text without headline, dateline and bylines.
fn plain(title: &str, text: &str) -> Vec<char> {
    let rest = without_dateline(without_headline(title, text));
    let mut kept = Vec::with_capacity(rest.len() / 3);
    let mut at = 0;
    while let Some(character) = rest[at..].chars().next() {
        if matches!(character, '（' | '(')
            && let Some(length) = byline(&rest[at..])
        {
            at += length;
            continue;
        }
        kept.extend(folded(character));
        at += character.len_utf8();
    }
    kept
}

/// The character as it is compared: full-width forms as half-width, small letters; nothing for punctuation.
fn folded(character: char) -> Option<char> {
    let narrow = match character {
        '！'..='～' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        other => other,
    };
    narrow.is_alphanumeric().then(|| narrow.to_ascii_lowercase())
}

/// The text after its headline, where it begins with it, as pages cut from a PDF do.
fn without_headline<'a>(title: &str, text: &'a str) -> &'a str {
    let mut wanted = title.chars().filter_map(folded).peekable();
    for (at, character) in text.char_indices() {
        if wanted.peek().is_none() {
            return &text[at..];
        }
        if let Some(found) = folded(character)
            && wanted.next() != Some(found)
        {
            return text;
        }
    }
    text
}

/// The text after “本报讯”, “据新华社电”, “新华社北京4月26日电”.
fn without_dateline(text: &str) -> &str {
    const REPORTERS: [&str; 10] =
        ["据", "新华社", "新华网", "中新社", "中新网", "人民网", "本报", "本网", "本台", "本刊"];
    let text = text.trim_start_matches(|c: char| folded(c).is_none());
    if !REPORTERS.iter().any(|reporter| text.starts_with(reporter)) {
        return text;
    }
    let mut characters = text.char_indices().take(NOISE_REACH).peekable();
    while let Some((_, character)) = characters.next() {
        // The clause ends without a dateline.
        if matches!(character, '，' | '。' | ',' | '\n') {
            return text;
        }
        if matches!(character, '讯' | '电')
            && let Some(&(next, following)) = characters.peek()
            && folded(following).is_none()
        {
            return &text[next..];
        }
    }
    text
}

/// The length in bytes of a bracketed byline at the head of `text`: “（记者 王小明）”, “(责任编辑：李华)”.
fn byline(text: &str) -> Option<usize> {
    const WRITERS: [&str; 7] = ["记者", "通讯员", "编辑", "来源", "作者", "摄影", "供稿"];
    let (end, bracket) = text.char_indices().take(NOISE_REACH).find(|&(_, c)| matches!(c, '）' | ')'))?;
    let inside = &text[..end];
    WRITERS.iter().any(|writer| inside.contains(writer)).then(|| end + bracket.len_utf8())
}

/// Hashes of the numbers, each with the characters that say what it counts. A single Han numeral is mostly a word (“一
/// 个”), so only longer ones count.
fn numbers(characters: &[char]) -> Vec<u32> {
    let mut hashes = Vec::new();
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        let is_digit = character.is_ascii_digit();
        let length = characters[at..]
            .iter()
            .take_while(|&&c| if is_digit { c.is_ascii_digit() } else { is_han_numeral(c) })
            .count();
        if length > usize::from(!is_digit) {
            let end = (at + length + UNIT).min(characters.len());
            hashes.push(hash(&characters[at..end]));
        }
        at += length.max(1);
    }
    hashes
}

fn is_han_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百千万亿".contains(character)
}

/// A hash with well mixed bits: a polynomial of the characters, finished as in SplitMix64 (Steele, Lea & Flood 2014).
fn hash(characters: &[char]) -> u32 {
    let polynomial = characters
        .iter()
        .fold(0_u64, |sum, &character| (sum ^ character as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23));
    let mixed = (polynomial ^ (polynomial >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed >> 32) as u32
}
