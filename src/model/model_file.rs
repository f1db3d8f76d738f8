//! Model files: everything that prediction needs, with a format version and a digest.
//!
//! ```text
//! "PVMODEL" 0x00 | format u16 | length of payload u64 | SHA-256 of payload | payload (Zstandard; deflate in format 1)
//! payload: length of header u32 | header (JSON) | terms (UTF-8, one per line) | document frequencies (u32 each)
//!          | scale of each feature (f32) | weights (i8, feature by feature)
//! ```
//! All numbers are little-endian. Format numbers only increase; every format ever shipped stays readable. Format 3 may tell how
//! the lead of a text counts, which an older program would pass over.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::DeflateDecoder;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::corpus::ThemeSet;
use crate::error::{Error, Result};
use crate::features::{FeatureConfig, FeatureSpace, Vocabulary};
use crate::model::{
    AdaptationRecord, Calibration, Evaluation, LinearModel, Metrics, QuantisedModel, TrainingRecord, UnknownWords,
};
use crate::text::TextConfig;

/// The first bytes of a model file.
const MAGIC: &[u8; 8] = b"PVMODEL\0";
/// The format that this program writes, and the newest that it reads.
pub const FORMAT: u16 = 3;
/// The last format that was compressed by deflate.
const LAST_DEFLATE_FORMAT: u16 = 1;
/// Zstandard compression level: models are read more often than written, but training should not wait long for it.
const COMPRESSION_LEVEL: i32 = 5;
/// Number of bytes compressed together; it is fixed so that files are identical on every machine.
const CHUNK_SIZE: usize = 4 << 20;
/// Number of bytes before the payload.
const PREFIX_LENGTH: usize = 8 + 2 + 8 + 32;
/// Maximum decompressed size in bytes; a valid model never exceeds it.
const MAX_PAYLOAD: u64 = 2 << 30;
/// Maximum number of characters in the dictionary; the segmenter's tree of words holds twice as many.
const MAX_DICTIONARY_CHARACTERS: usize = 8 << 20;
/// How far a sum of probabilities may differ from 1.
const ROUNDING: f64 = 1e-6;

/// A model as stored on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle {
    /// Segmentation settings.
    pub text: TextConfig,
    /// The themes, in the order of the weights.
    pub themes: ThemeSet,
    /// Configuration of the features.
    pub features: FeatureConfig,
    /// The term of each feature.
    pub vocabulary: Vocabulary,
    /// Number of training articles in which each term occurs.
    pub document_frequency: Vec<u32>,
    /// Calibration of decision values to probabilities.
    pub calibration: Calibration,
    /// For each theme, the decision value from which it is assigned as a secondary theme.
    pub also_thresholds: Vec<f64>,
    /// How the model was trained.
    pub training: TrainingRecord,
    /// Scores on unseen articles, if measured.
    pub metrics: Option<Metrics>,
    /// The weights.
    pub weights: QuantisedModel,
}

/// The JSON header of the payload.
#[derive(Serialize, Deserialize)]
struct Header {
    text: TextConfig,
    themes: ThemeSet,
    features: FeatureConfig,
    /// The number of terms of each block.
    terms: Vec<usize>,
    calibration: Calibration,
    also_thresholds: Vec<f64>,
    training: TrainingRecord,
    metrics: Option<Metrics>,
    bias: Vec<f32>,
}

impl Header {
    /// Reads a header and checks everything in it that prediction and reports rely on. The error is the problem.
    fn from_json(json: &[u8]) -> Result<Self, String> {
        let header: Header = serde_json::from_slice(json).map_err(|e| format!("its header cannot be read: {e}"))?;
        header.check().map_err(|problem| format!("its header contradicts itself: {problem}"))?;
        Ok(header)
    }

    fn check(&self) -> Result<(), String> {
        let themes = self.bias.len();
        let ids: BTreeSet<&str> = self.themes.themes.iter().map(|theme| theme.id.as_str()).collect();
        let dictionary = &self.text.dictionary;
        let characters: usize = dictionary.iter().map(|entry| entry.word.chars().count()).sum();
        let frequencies = checked_sum(dictionary.iter().map(|entry| entry.frequency.unwrap_or(0)));
        self.features.check().map_err(|error| error.to_string())?;
        require(themes >= 2, "it has fewer than two themes")?;
        require(self.themes.themes.len() == themes && ids.len() == themes, "the themes do not fit the weights")?;
        require(!ids.contains(""), "a theme has no id")?;
        require(self.bias.iter().all(|bias| bias.is_finite()), "a bias is not finite")?;
        require(self.also_thresholds.len() == themes, "the thresholds do not fit the themes")?;
        require(self.also_thresholds.iter().all(|t| t.is_finite()), "a threshold is not finite")?;
        require(self.terms.len() == self.features.blocks.len(), "the terms do not fit the blocks")?;
        require(characters <= MAX_DICTIONARY_CHARACTERS, "the dictionary is too large")?;
        require(frequencies.is_some_and(|sum| sum <= usize::MAX / 4), "the dictionary's frequencies are too large")?;
        check_calibration(&self.calibration, themes)?;
        check_training(&self.training, themes)?;
        self.metrics.as_ref().map_or(Ok(()), |metrics| check_scores(&metrics.evaluation, &self.themes))
    }
}

/// A sound calibration gives probabilities that sum to 1 and rank the themes as their decision values do.
fn check_calibration(calibration: &Calibration, themes: usize) -> Result<(), String> {
    let decision: Vec<f32> = (0..themes).map(|theme| -(theme as f32) / themes as f32).collect();
    let probabilities = calibration.probabilities(&decision);
    let ranked = probabilities.iter().all(|p| is_share(*p)) && probabilities.is_sorted_by(|a, b| a >= b);
    require(ranked && sums_to_one(&probabilities), "the calibration gives no probabilities")?;
    // Models trained before these means were kept have none.
    let means = calibration.means();
    let fits = means.len() == themes && means.iter().all(|mean| is_share(*mean)) && sums_to_one(means);
    require(means.is_empty() || fits, "the prior means do not fit the themes")
}

fn check_training(training: &TrainingRecord, themes: usize) -> Result<(), String> {
    let sum = checked_sum(training.articles_by_theme.iter().copied());
    let counted = training.articles_by_theme.len() == themes && sum == Some(training.articles);
    require(counted && u32::try_from(training.articles).is_ok(), "the training articles do not fit the themes")?;
    let fits = |adaptation: &AdaptationRecord| {
        let sum = checked_sum(adaptation.articles_by_theme.iter().copied());
        adaptation.articles_by_theme.len() == themes && sum == Some(adaptation.articles)
    };
    require(training.adaptation.as_ref().is_none_or(fits), "the labels of the adaptation do not fit the themes")?;
    let known = |words: &UnknownWords| is_share(words.mean) && words.spread.is_finite() && words.spread >= 0.0;
    require(training.unknown_words.as_ref().is_none_or(known), "the share of unknown words is no share")
}

/// Reports index the scores and the confusion matrix by theme.
fn check_scores(scores: &Evaluation, themes: &ThemeSet) -> Result<(), String> {
    let count = themes.themes.len();
    let named = scores.themes.iter().map(|score| &score.theme).eq(themes.themes.iter().map(|theme| &theme.id));
    require(named, "the scores do not fit the themes")?;
    let square = scores.confusion.len() == count && scores.confusion.iter().all(|row| row.len() == count);
    let confused = checked_sum(scores.confusion.iter().flatten().copied());
    let binned = checked_sum(scores.reliability.iter().map(|bin| bin.articles));
    let within = |sum: Option<usize>| sum.is_some_and(|sum| sum <= scores.articles);
    require(square && within(confused), "the confusion matrix does not fit the themes")?;
    let bins = scores.reliability.iter().flat_map(|bin| [bin.probability, bin.accuracy]);
    let all = [scores.accuracy, scores.macro_f1, scores.all_themes_micro_f1, scores.calibration_error];
    let each = scores.themes.iter().flat_map(|score| [score.precision, score.recall, score.f1]);
    let intervals = scores.intervals.iter().flat_map(|i| [i.accuracy, i.macro_f1]).flat_map(|i| [i.low, i.high]);
    require(within(binned) && bins.chain(all).chain(each).chain(intervals).all(is_share), "a score is no share")
}

fn require(holds: bool, problem: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem.into()) }
}

/// The sum, or `None` if it overflows.
fn checked_sum(mut counts: impl Iterator<Item = usize>) -> Option<usize> {
    counts.try_fold(0usize, usize::checked_add)
}

fn is_share(value: f64) -> bool {
    (-ROUNDING..=1.0 + ROUNDING).contains(&value)
}

fn sums_to_one(values: &[f64]) -> bool {
    (values.iter().sum::<f64>() - 1.0).abs() < ROUNDING
}

/// The parts from which a bundle is assembled.
pub(super) struct Parts {
    pub text: TextConfig,
    pub themes: ThemeSet,
    pub space: FeatureSpace,
    pub model: LinearModel,
    pub calibration: Calibration,
    pub also_thresholds: Vec<f64>,
    pub training: TrainingRecord,
    pub metrics: Option<Metrics>,
}

impl Bundle {
    /// Assembles a bundle. Weights are rounded to multiples of 1/127 of the largest weight of their feature. Prediction
    /// uses the rounded weights, so a model gives the same bits before and after it was saved.
    pub(super) fn new(parts: Parts) -> Self {
        let features = parts.space.width();
        Bundle {
            text: parts.text,
            themes: parts.themes,
            features: parts.space.config().clone(),
            weights: QuantisedModel::new(&parts.model, features),
            document_frequency: parts.space.document_frequency().to_vec(),
            vocabulary: parts.space.into_vocabulary(),
            calibration: parts.calibration,
            also_thresholds: parts.also_thresholds,
            training: parts.training,
            metrics: parts.metrics,
        }
    }

    /// Serialises the model to the bytes of a model file.
    ///
    /// # Errors
    /// Returns [`Error::ModelDamaged`] if the header cannot be written, which does not happen in practice.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let damaged = |problem: String| Error::ModelDamaged { file: "model".into(), problem };
        let header = Header {
            text: self.text.clone(),
            themes: self.themes.clone(),
            features: self.features.clone(),
            terms: (0..self.vocabulary.blocks()).map(|b| self.vocabulary.columns(b).len()).collect(),
            calibration: self.calibration.clone(),
            also_thresholds: self.also_thresholds.clone(),
            training: self.training.clone(),
            metrics: self.metrics.clone(),
            bias: self.weights.bias().to_vec(),
        };
        let header = serde_json::to_vec(&header).map_err(|e| damaged(e.to_string()))?;
        let mut payload = Vec::new();
        payload.extend((header.len() as u32).to_le_bytes());
        payload.extend(header);
        payload.extend(self.vocabulary.lines().as_bytes());
        payload.extend(self.document_frequency.iter().flat_map(|df| df.to_le_bytes()));
        payload.extend((0..self.weights.features()).flat_map(|feature| self.weights.scale(feature).to_le_bytes()));
        for feature in 0..self.weights.features() {
            payload.extend((0..self.weights.themes()).map(|theme| self.weights.level(feature, theme) as u8));
        }
        let compressed = compress(&payload).map_err(|e| damaged(e.to_string()))?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend((compressed.len() as u64).to_le_bytes());
        bytes.extend(Sha256::digest(&compressed));
        bytes.extend(compressed);
        Ok(bytes)
    }

    /// Reads a model file; errors name `file`.
    ///
    /// # Errors
    /// Returns [`Error::NotAModel`], [`Error::ModelTooNew`], [`Error::ModelCutShort`] or [`Error::ModelDamaged`].
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self> {
        let damaged = |problem: &str| Error::ModelDamaged { file: file.into(), problem: problem.into() };
        let reader = decompressing_reader(file, bytes)?;
        if Sha256::digest(&bytes[PREFIX_LENGTH..]).as_slice() != &bytes[18..PREFIX_LENGTH] {
            return Err(damaged("its digest does not fit"));
        }
        let mut payload = Vec::with_capacity((bytes.len() - PREFIX_LENGTH) * 4);
        reader.take(MAX_PAYLOAD).read_to_end(&mut payload).map_err(|_| damaged("it does not unpack"))?;
        Self::from_payload(&payload).map_err(|problem| damaged(&problem))
    }

    /// Reads only the segmentation settings of a model file, before the digest is checked.
    pub(super) fn text_of(file: &str, bytes: &[u8]) -> Result<TextConfig> {
        let damaged = |problem: String| Error::ModelDamaged { file: file.into(), problem };
        let unpacked = |_| damaged("it does not unpack".into());
        let mut reader = decompressing_reader(file, bytes)?;
        let mut length = [0; 4];
        reader.read_exact(&mut length).map_err(unpacked)?;
        let mut header = Vec::new();
        let length = u64::from(u32::from_le_bytes(length)).min(MAX_PAYLOAD);
        reader.take(length).read_to_end(&mut header).map_err(unpacked)?;
        Header::from_json(&header).map(|header| header.text).map_err(damaged)
    }

    fn from_payload(payload: &[u8]) -> Result<Self, String> {
        let mut rest = payload;
        let mut take = |length: usize| {
            let (taken, after) = rest.split_at_checked(length).ok_or("it ends too early")?;
            rest = after;
            Ok::<_, String>(taken)
        };
        let length = u32::from_le_bytes(take(4)?.try_into().map_err(|_| "no header")?) as usize;
        let header = Header::from_json(take(length)?)?;
        let themes = header.bias.len();
        let count = checked_sum(header.terms.iter().copied()).ok_or("its vocabulary contradicts its header")?;
        let (text, after) = rest.split_at(terms_length(rest, count).ok_or("its vocabulary ends too early")?);
        rest = after;
        let text = String::from_utf8(text.to_vec()).map_err(|_| "its vocabulary is no text")?;
        let vocabulary = Vocabulary::from_lines(text, &header.terms).ok_or("its vocabulary contradicts its header")?;
        let mut take = |length: usize| {
            let (taken, after) = rest.split_at_checked(length).ok_or("it ends too early")?;
            rest = after;
            Ok::<_, String>(taken)
        };
        let four_bytes = |bytes: &[u8]| -> Vec<[u8; 4]> { bytes.as_chunks::<4>().0.to_vec() };
        let document_frequency: Vec<u32> = four_bytes(take(4 * count)?).into_iter().map(u32::from_le_bytes).collect();
        let scales: Vec<f32> = four_bytes(take(4 * count)?).into_iter().map(f32::from_le_bytes).collect();
        let levels: Vec<i8> = take(count.saturating_mul(themes))?.iter().map(|&level| level as i8).collect();
        require(rest.is_empty(), "it is longer than its header says")?;
        require(scales.iter().all(|scale| scale.is_finite() && *scale >= 0.0), "a scale of its weights is no number")?;
        let frequent = document_frequency.iter().all(|&df| df as usize <= header.training.articles);
        require(frequent, "a term is in more articles than there are")?;
        Ok(Bundle {
            text: header.text,
            themes: header.themes,
            features: header.features,
            vocabulary,
            document_frequency,
            calibration: header.calibration,
            also_thresholds: header.also_thresholds,
            training: header.training,
            metrics: header.metrics,
            weights: QuantisedModel::from_parts(header.bias, &scales, &levels),
        })
    }

    /// Returns the name of a model in tables and charts: the first twelve hexadecimal digits of its payload's SHA-256.
    pub fn digest_of(bytes: &[u8]) -> String {
        Bundle::full_digest_of(bytes).chars().take(12).collect()
    }

    /// Returns the SHA-256 of a model's payload in hexadecimal, as its prefix has it.
    pub fn full_digest_of(bytes: &[u8]) -> String {
        bytes.get(18..PREFIX_LENGTH).unwrap_or_default().iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// Checks the prefix of a model file and returns a reader of its decompressed payload.
fn decompressing_reader<'b>(file: &str, bytes: &'b [u8]) -> Result<Box<dyn Read + 'b>> {
    let cut_short = |expected: u64| Error::ModelCutShort { file: file.into(), found: bytes.len() as u64, expected };
    if !bytes.starts_with(&MAGIC[..bytes.len().min(MAGIC.len())]) || bytes.is_empty() {
        return Err(Error::NotAModel { file: file.into() });
    }
    if bytes.len() < PREFIX_LENGTH {
        return Err(cut_short(PREFIX_LENGTH as u64));
    }
    let format = u16::from_le_bytes([bytes[8], bytes[9]]);
    if format > FORMAT {
        return Err(Error::ModelTooNew { file: file.into(), found: format, supported: FORMAT });
    }
    let length = u64::from_le_bytes(bytes[10..18].try_into().unwrap_or_default());
    let compressed = &bytes[PREFIX_LENGTH..];
    if (compressed.len() as u64) < length {
        return Err(cut_short(length.saturating_add(PREFIX_LENGTH as u64)));
    }
    if format <= LAST_DEFLATE_FORMAT {
        return Ok(Box::new(DeflateDecoder::new(compressed)));
    }
    let damaged = |_| Error::ModelDamaged { file: file.into(), problem: "it does not unpack".into() };
    Ok(Box::new(zstd::Decoder::new(compressed).map_err(damaged)?))
}

/// Compresses a payload in parallel chunks; concatenated Zstandard frames form one stream (RFC 8878, section 3).
fn compress(payload: &[u8]) -> std::io::Result<Vec<u8>> {
    let frames: std::io::Result<Vec<Vec<u8>>> =
        payload.par_chunks(CHUNK_SIZE).map(|chunk| zstd::bulk::compress(chunk, COMPRESSION_LEVEL)).collect();
    Ok(frames?.concat())
}

/// Returns the length in bytes of the first `count` lines.
fn terms_length(bytes: &[u8], count: usize) -> Option<usize> {
    if count == 0 {
        return Some(0);
    }
    memchr::memchr_iter(b'\n', bytes).nth(count - 1).map(|at| at + 1)
}
