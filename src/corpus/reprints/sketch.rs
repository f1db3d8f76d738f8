//! The sketch of one article: the small part of its text that is stored to recognise reprints.
//!
//! A text is reduced to its set of character shingles, and of that set only the smallest hash values are kept. Two such
//! samples are comparable: below the smaller of their two bounds each contains every shingle of its text, so shares
//! counted there estimate the shares of the whole (Broder 1997, “On the resemblance and containment of documents”;
//! Cohen & Kaplan 2007, “Summarizing data using bottom-k sketches”). A text of fewer shingles than are kept is kept
//! whole and compared exactly; most articles of a newspaper are such texts.

use crate::corpus::reprints::places::{LEVEL_COUNT, named};
use crate::corpus::reprints::stage::Stage;
use crate::text::simplified;

/// Characters of one shingle.
const SHINGLE_LENGTH: usize = 5;
/// Maximum number of shingle hashes kept per text.
const MAX_SHINGLES: usize = 384;
/// Maximum number of number hashes kept per text.
const MAX_NUMBERS: usize = 48;
/// Characters after a number that say what it counts.
const UNIT_LENGTH: usize = 2;
/// Maximum number of hashes of places kept per level.
const MAX_PLACES: usize = 16;
/// Texts of fewer characters (letters, digits, Han) are never taken for reprints.
const MIN_CHARACTERS: u32 = 20;
/// Texts of fewer characters, as captions and briefs are, are compared more strictly ([`Sketch::is_short`]).
const SHORT_CHARACTERS: u32 = 40;
/// Minimum number of shingles that two sketches have in common.
const MIN_SHARED_SHINGLES: usize = 12;
/// Minimum length of the shorter text as a share of the longer one, in shingles: less is a mention or part of a digest.
const MIN_LENGTH_RATIO: f64 = 0.2;
/// From this many numbers in the shorter text on, different numbers rule a reprint out.
const DECISIVE_NUMBERS: usize = 2;
/// Two texts are no reprints if the longer one has less than this share of the numbers of the shorter one.
const MIN_NUMBERS_SHARED: f64 = 0.3;
/// Below this share of the numbers the likeness is reduced, even if there is only one number.
const NUMBERS_AGREE: f64 = 0.6;
/// Reduction of the likeness where the numbers do not agree.
const NUMBERS_PENALTY: f64 = 0.15;
/// Shingles of the lead. Papers cut texts from the end, so reprints begin alike, while follow-ups begin with the news.
const LEAD_SHINGLES: usize = 40;
/// Below this share of common lead shingles the likeness is reduced.
const LEADS_AGREE: f64 = 0.5;
/// Reduction of the likeness where the leads do not agree.
const LEAD_PENALTY: f64 = 0.2;
/// Datelines and bracketed bylines end within this many characters.
const MAX_DATELINE_LENGTH: usize = 40;

/// A signature of one article's text of at most 2,000 bytes. It is made while the article is read, so that the text can
/// be dropped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// The shingles of the text.
    shingles: Sample,
    /// The numbers of the text, each with the characters that say what it counts.
    numbers: Sample,
    /// The shingles of the lead.
    lead: Sample,
    /// The places that headline and text name, by level.
    places: [Sample; LEVEL_COUNT],
    /// Number of letters, digits and Han characters of the text.
    characters: u32,
    /// The stage of the event that it tells of.
    stage: Stage,
}

/// The smallest hashes of a set (bottom-k sketch).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sample {
    /// Number of members of the whole set.
    size: u32,
    /// The smallest hashes, ascending.
    hashes: Box<[u32]>,
}

/// The members of two samples below their common bound.
struct Overlap {
    /// Number of members in both samples.
    shared: usize,
    /// Number of members of the smaller sample.
    fewer: usize,
}

/// Makes the sketch of an article.
///
/// Only letters, digits and Han characters count; full-width forms equal half-width ones, and traditional characters simplified ones.
/// The title is left out, because papers write their own and templates share theirs. A headline repeated at the beginning of the text,
/// the dateline and bracketed bylines are left out too.
pub fn sketch(title: &str, text: &str) -> Sketch {
    // A paper in traditional characters reprints one in simplified characters.
    let (title, text) = (&*simplified(title), &*simplified(text));
    let characters = plain(title, text);
    let shingles: Vec<u32> = characters.windows(SHINGLE_LENGTH).map(hash).collect();
    let lead = shingles[..LEAD_SHINGLES.min(shingles.len())].to_vec();
    Sketch {
        shingles: Sample::of(shingles, MAX_SHINGLES),
        lead: Sample::of(lead, LEAD_SHINGLES),
        numbers: Sample::of(numbers(&characters), MAX_NUMBERS),
        places: places(title, &characters),
        characters: count(characters.len()),
        stage: Stage::of(title, text),
    }
}

impl Sketch {
    /// The share (0 to 1) of the shingles of the shorter text that are in the longer one too, estimated from the
    /// samples; 0 where either text has none.
    pub fn containment(&self, other: &Sketch) -> f64 {
        self.shingles.overlap(&other.shingles).share()
    }

    /// [`containment`](Sketch::containment), reduced by what speaks against a reprint. `None` where it cannot be a
    /// reprint, because a text is too short or much shorter than the other, or because the numbers, the places or the
    /// stages of the event differ.
    pub(super) fn likeness(&self, other: &Sketch) -> Option<f64> {
        let (fewer, more) = if self.size() < other.size() { (self, other) } else { (other, self) };
        if self.stage.differs(other.stage) || self.tells_of_other_places(other) {
            return None;
        }
        if fewer.is_too_short() || f64::from(fewer.size()) < MIN_LENGTH_RATIO * f64::from(more.size()) {
            return None;
        }
        let overlap = self.shingles.overlap(&other.shingles);
        // Texts from one template (weather, exchange rates, lottery) share their words and differ in their numbers.
        let numbers = self.numbers.overlap(&other.numbers);
        let numbers_differ = numbers.fewer >= DECISIVE_NUMBERS && numbers.share() < MIN_NUMBERS_SHARED;
        if overlap.shared < MIN_SHARED_SHINGLES || numbers_differ {
            return None;
        }
        // Two provinces' briefs of a line have the same words where neither a number nor a place is in them.
        if fewer.is_short() && numbers.shared == 0 && !self.shares_a_place(other) {
            return None;
        }
        let numbers_agree = numbers.fewer == 0 || numbers.share() >= NUMBERS_AGREE;
        let leads_agree = self.lead.overlap(&other.lead).share() >= LEADS_AGREE;
        let unless = |agree: bool, penalty: f64| if agree { 0.0 } else { penalty };
        Some(overlap.share() - unless(numbers_agree, NUMBERS_PENALTY) - unless(leads_agree, LEAD_PENALTY))
    }

    /// The sketch as bytes: the shingles first, so that the smallest can be read alone.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64 + 4 * (self.shingles.hashes.len() + self.lead.hashes.len()));
        for sample in [&self.shingles, &self.numbers, &self.lead].into_iter().chain(&self.places) {
            bytes.extend(count(sample.hashes.len()).to_le_bytes());
            sample.hashes.iter().for_each(|hash| bytes.extend(hash.to_le_bytes()));
            bytes.extend(sample.size.to_le_bytes());
        }
        bytes.extend(self.characters.to_le_bytes());
        bytes.extend(self.stage.to_bytes());
        bytes
    }

    /// The sketch of its bytes; none where they are not a sketch's.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Sketch> {
        let mut rest = bytes;
        let mut sample = || {
            let length = take_number(&mut rest)? as usize;
            let (hashes, behind) = rest.split_at_checked(length.checked_mul(4)?)?;
            rest = behind;
            Some(Sample { hashes: numbers_of(hashes).collect(), size: take_number(&mut rest)? })
        };
        let (shingles, numbers, lead) = (sample()?, sample()?, sample()?);
        let places = [sample()?, sample()?, sample()?];
        let characters = take_number(&mut rest)?;
        Some(Sketch { shingles, numbers, lead, places, characters, stage: Stage::from_bytes(rest)? })
    }

    /// The number of bytes in which at most `max` of the smallest shingle hashes are.
    pub(super) fn bytes_of_smallest(max: usize) -> usize {
        4 + 4 * max
    }

    /// The smallest shingle hashes in the first [bytes](Sketch::bytes_of_smallest) of a sketch.
    pub(super) fn smallest_in(mut bytes: &[u8]) -> Vec<u32> {
        let length = take_number(&mut bytes).unwrap_or(0) as usize;
        numbers_of(bytes).take(length).collect()
    }

    /// Number of letters, digits and Han characters of the text.
    pub(super) fn characters(&self) -> u32 {
        self.characters
    }

    /// Whether the text is too short to distinguish a reprint from a recurring notice.
    pub(super) fn is_too_short(&self) -> bool {
        is_too_short(self.characters)
    }

    /// Whether the text is so short that only nearly the same words within a few days are a reprint: a caption, a brief.
    pub(super) fn is_short(&self) -> bool {
        is_short(self.characters)
    }

    /// Whether both name places of one level and none of them is the same: two articles of one template.
    fn tells_of_other_places(&self, other: &Sketch) -> bool {
        let overlaps = self.places.iter().zip(&other.places).map(|(a, b)| a.overlap(b));
        overlaps.into_iter().any(|overlap| overlap.fewer > 0 && overlap.shared == 0)
    }

    fn shares_a_place(&self, other: &Sketch) -> bool {
        self.places.iter().zip(&other.places).any(|(a, b)| a.overlap(b).shared > 0)
    }

    /// Number of different shingles of the whole text.
    pub(super) fn size(&self) -> u32 {
        self.shingles.size
    }

    /// At most `max` of the smallest shingle hashes, ascending.
    pub(super) fn smallest(&self, max: usize) -> &[u32] {
        &self.shingles.hashes[..max.min(self.shingles.hashes.len())]
    }
}

impl Sample {
    fn of(mut hashes: Vec<u32>, max: usize) -> Sample {
        hashes.sort_unstable();
        hashes.dedup();
        let size = count(hashes.len());
        hashes.truncate(max);
        Sample { size, hashes: hashes.into_boxed_slice() }
    }

    /// The sample contains every member of the set up to this hash.
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

/// Whether a text of this many characters is too short to distinguish a reprint from a recurring notice.
pub(super) fn is_too_short(characters: u32) -> bool {
    characters < MIN_CHARACTERS
}

/// Whether a text of this many characters (a caption, a brief) is so short that it counts as a reprint only if nearly all words
/// are the same and it was printed within a few days.
pub(super) fn is_short(characters: u32) -> bool {
    characters < SHORT_CHARACTERS
}

/// Takes a number of four bytes from the beginning.
fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

fn numbers_of(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number))
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The letters, digits and Han characters of a text, without headline, dateline and bylines.
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

/// The form in which a character is compared: half-width, lower case; `None` for punctuation and white space.
fn folded(character: char) -> Option<char> {
    let narrow = match character {
        '！'..='～' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        other => other,
    };
    narrow.is_alphanumeric().then(|| narrow.to_ascii_lowercase())
}

/// The text behind its headline if it begins with it, as articles cut from a PDF do; else the whole text.
fn without_headline<'a>(title: &str, text: &'a str) -> &'a str {
    let mut expected = title.chars().filter_map(folded).peekable();
    for (at, character) in text.char_indices() {
        if expected.peek().is_none() {
            return &text[at..];
        }
        if let Some(found) = folded(character)
            && expected.next() != Some(found)
        {
            return text;
        }
    }
    text
}

/// The text behind “本报讯”, “据新华社电”, “新华社北京4月26日电”.
fn without_dateline(text: &str) -> &str {
    const REPORTERS: [&str; 10] =
        ["据", "新华社", "新华网", "中新社", "中新网", "人民网", "本报", "本网", "本台", "本刊"];
    let text = text.trim_start_matches(|c: char| folded(c).is_none());
    if !REPORTERS.iter().any(|reporter| text.starts_with(reporter)) {
        return text;
    }
    let mut characters = text.char_indices().take(MAX_DATELINE_LENGTH).peekable();
    while let Some((_, character)) = characters.next() {
        // The clause ends before any dateline does.
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

/// The length in bytes of a bracketed byline at the beginning of `text`: “（记者 王小明）”, “(责任编辑：李华)”.
fn byline(text: &str) -> Option<usize> {
    const WRITERS: [&str; 7] = ["记者", "通讯员", "编辑", "来源", "作者", "摄影", "供稿"];
    let (end, bracket) = text.char_indices().take(MAX_DATELINE_LENGTH).find(|&(_, c)| matches!(c, '）' | ')'))?;
    let inside = &text[..end];
    WRITERS.iter().any(|writer| inside.contains(writer)).then(|| end + bracket.len_utf8())
}

/// The places that headline and text name, a sample for each level.
fn places(title: &str, text: &[char]) -> [Sample; LEVEL_COUNT] {
    let title: Vec<char> = title.chars().filter_map(folded).collect();
    let mut hashes = [const { Vec::new() }; LEVEL_COUNT];
    for (level, name) in named(&title).chain(named(text)) {
        hashes[level].push(hash(name));
    }
    hashes.map(|hashes| Sample::of(hashes, MAX_PLACES))
}

/// Hashes of the numbers, each with the characters that say what it counts. A single Han numeral is mostly a word
/// (“一个”), so only longer ones count.
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
            let end = (at + length + UNIT_LENGTH).min(characters.len());
            hashes.push(hash(&characters[at..end]));
        }
        at += length.max(1);
    }
    hashes
}

fn is_han_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百千万亿".contains(character)
}

/// A well-mixed hash: a polynomial of the characters, finished as in SplitMix64 (Steele, Lea & Flood 2014).
fn hash(characters: &[char]) -> u32 {
    let polynomial = characters
        .iter()
        .fold(0_u64, |sum, &character| (sum ^ character as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23));
    let mixed = (polynomial ^ (polynomial >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed >> 32) as u32
}
