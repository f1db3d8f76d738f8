//! The model on disk: everything that prediction needs, versioned, with a digest.
//!
//! ```text
//! "PVMODEL" 0x00 | format u16 | length of payload u64 | SHA-256 of payload | payload (Zstandard; deflate in format 1)
//! payload: length of header u32 | header (JSON) | terms (UTF-8, one a line) | document frequencies (u32 each)
//!          | scale of each feature (f32) | weights (i8, feature by feature)
//! ```
//! All numbers are little-endian. Format numbers only grow; every format ever shipped stays readable.

use std::io::Read;

use flate2::read::DeflateDecoder;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::corpus::ThemeSet;
use crate::error::{Error, Result};
use crate::features::{FeatureConfig, FeatureSpace, Vocabulary};
use crate::model::{Calibration, Evaluation, LinearModel, QuantisedModel, TrainSettings};
use crate::text::TextConfig;

/// What model files begin with.
const MAGIC: &[u8; 8] = b"PVMODEL\0";
/// The format this program writes, and the newest it reads.
pub const FORMAT: u16 = 2;
/// The last format that was packed by deflate.
const DEFLATED: u16 = 1;
/// How hard payloads are packed: they are made once and read often, but a training run should not wait for it.
const PACKING: i32 = 5;
/// Bytes that are packed together: the number of pieces does not depend on the machine.
const PIECE: usize = 4 << 20;
/// Bytes before the payload.
const PREFIX: usize = 8 + 2 + 8 + 32;
/// A payload that unpacks to more than this is no model of ours.
const LARGEST: u64 = 2 << 30;

/// How a model came to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainingRecord {
    /// Version of the program that trained it.
    pub program: String,
    /// The number of labelled articles.
    pub articles: usize,
    /// Articles by primary theme.
    pub articles_by_theme: Vec<usize>,
    /// First and last date of the articles.
    pub span: Option<(String, String)>,
    /// SHA-256 of the articles' ids, texts and labels in order, in hexadecimal.
    pub digest: String,
    /// The settings.
    pub settings: TrainSettings,
    /// How many words the model met that it did not know; models made before this was kept have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown_words: Option<UnknownWords>,
}

/// The shares of words that models did not know in articles they had not learned from: each article met the vocabulary
/// of the other folds, a little smaller than the whole, so the whole knows rather more.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UnknownWords {
    /// The number of articles.
    pub articles: usize,
    /// The mean of their shares, 0 to 1.
    pub mean: f64,
    /// Their standard deviation.
    pub spread: f64,
}

/// How well a model did on articles it had not seen while training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// What was measured: cross-validation by date.
    pub method: String,
    /// The scores.
    pub evaluation: Evaluation,
}

/// A model as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle {
    /// How text becomes words.
    pub text: TextConfig,
    /// The themes, in the order of the weights.
    pub themes: ThemeSet,
    /// Which features are made.
    pub features: FeatureConfig,
    /// What each feature stands for.
    pub vocabulary: Vocabulary,
    /// In how many training articles each term occurs.
    pub document_frequency: Vec<u32>,
    /// Decision values to probabilities.
    pub calibration: Calibration,
    /// The decision value from which a theme is named beside the primary one.
    pub also_thresholds: Vec<f64>,
    /// How the model came to be.
    pub training: TrainingRecord,
    /// How well it did, where that was measured.
    pub metrics: Option<Metrics>,
    /// The weights.
    pub weights: QuantisedModel,
}

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

/// What a bundle is made of.
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
    /// Puts a bundle together. Weights are rounded to 127 steps of the largest weight of their feature: what is
    /// stored is what predicts, so a model gives the same bits before and after it was saved.
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

    /// The bytes of the model file.
    ///
    /// # Errors
    /// [`Error::ModelDamaged`] where the header cannot be written (it always can).
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
        let packed = packed(&payload).map_err(|e| damaged(e.to_string()))?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend((packed.len() as u64).to_le_bytes());
        bytes.extend(Sha256::digest(&packed));
        bytes.extend(packed);
        Ok(bytes)
    }

    /// Reads a model file; `file` is named in errors.
    ///
    /// # Errors
    /// [`Error::NotAModel`], [`Error::ModelTooNew`], [`Error::ModelCutShort`] or [`Error::ModelDamaged`].
    pub fn from_bytes(file: &str, bytes: &[u8]) -> Result<Self> {
        let damaged = |problem: &str| Error::ModelDamaged { file: file.into(), problem: problem.into() };
        let unpacking = unpacking(file, bytes)?;
        if Sha256::digest(&bytes[PREFIX..]).as_slice() != &bytes[18..PREFIX] {
            return Err(damaged("its digest does not fit"));
        }
        let mut payload = Vec::with_capacity((bytes.len() - PREFIX) * 4);
        unpacking.take(LARGEST).read_to_end(&mut payload).map_err(|_| damaged("it does not unpack"))?;
        Self::from_payload(&payload).map_err(|problem| damaged(&problem))
    }

    /// How a model file's text becomes words: read before all the rest, whose digest is not yet looked at.
    pub(super) fn text_of(file: &str, bytes: &[u8]) -> Result<TextConfig> {
        let damaged = || Error::ModelDamaged { file: file.into(), problem: "its header cannot be read".into() };
        let mut unpacking = unpacking(file, bytes)?;
        let mut length = [0; 4];
        unpacking.read_exact(&mut length).map_err(|_| damaged())?;
        let mut header = Vec::new();
        let length = u64::from(u32::from_le_bytes(length));
        unpacking.take(length).read_to_end(&mut header).map_err(|_| damaged())?;
        serde_json::from_slice::<Header>(&header).map(|header| header.text).map_err(|_| damaged())
    }

    fn from_payload(payload: &[u8]) -> Result<Self, String> {
        let mut rest = payload;
        let mut take = |length: usize| {
            let (taken, after) = rest.split_at_checked(length).ok_or("it ends too early")?;
            rest = after;
            Ok::<_, String>(taken)
        };
        let length = u32::from_le_bytes(take(4)?.try_into().map_err(|_| "no header")?) as usize;
        let header: Header = serde_json::from_slice(take(length)?).map_err(|e| format!("header: {e}"))?;
        let blocks = header.features.blocks.len();
        let themes = header.bias.len();
        let fits = header.terms.len() == blocks
            && header.themes.themes.len() == themes
            && header.also_thresholds.len() == themes
            && themes >= 2;
        if !fits {
            return Err("its header contradicts itself".into());
        }
        let count: usize = header.terms.iter().sum();
        let (text, after) = rest.split_at(terms_length(rest, count).ok_or("its vocabulary ends too early")?);
        rest = after;
        let text = String::from_utf8(text.to_vec()).map_err(|_| "its vocabulary is no text")?;
        let vocabulary = Vocabulary::from_lines(text, &header.terms).ok_or("its vocabulary contradicts its header")?;
        let mut take = |length: usize| {
            let (taken, after) = rest.split_at_checked(length).ok_or("it ends too early")?;
            rest = after;
            Ok::<_, String>(taken)
        };
        let words = |bytes: &[u8]| -> Vec<[u8; 4]> { bytes.as_chunks::<4>().0.to_vec() };
        let document_frequency = words(take(4 * count)?).into_iter().map(u32::from_le_bytes).collect();
        let scales: Vec<f32> = words(take(4 * count)?).into_iter().map(f32::from_le_bytes).collect();
        let levels: Vec<i8> = take(count * themes)?.iter().map(|&level| level as i8).collect();
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

    /// The model's name in tables and charts: the first twelve hexadecimal digits of its payload's SHA-256.
    pub fn digest_of(bytes: &[u8]) -> String {
        bytes.get(18..24).unwrap_or_default().iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// The payload of a model file, as it unpacks.
fn unpacking<'b>(file: &str, bytes: &'b [u8]) -> Result<Box<dyn Read + 'b>> {
    let cut = |expected: u64| Error::ModelCutShort { file: file.into(), found: bytes.len() as u64, expected };
    if !bytes.starts_with(&MAGIC[..bytes.len().min(MAGIC.len())]) || bytes.is_empty() {
        return Err(Error::NotAModel { file: file.into() });
    }
    if bytes.len() < PREFIX {
        return Err(cut(PREFIX as u64));
    }
    let format = u16::from_le_bytes([bytes[8], bytes[9]]);
    if format > FORMAT {
        return Err(Error::ModelTooNew { file: file.into(), found: format, supported: FORMAT });
    }
    let length = u64::from_le_bytes(bytes[10..18].try_into().unwrap_or_default());
    let packed = &bytes[PREFIX..];
    if (packed.len() as u64) < length {
        return Err(cut(length.saturating_add(PREFIX as u64)));
    }
    if format <= DEFLATED {
        return Ok(Box::new(DeflateDecoder::new(packed)));
    }
    let damaged = |_| Error::ModelDamaged { file: file.into(), problem: "it does not unpack".into() };
    Ok(Box::new(zstd::Decoder::new(packed).map_err(damaged)?))
}

/// The payload packed in pieces side by side: Zstandard frames one after the other are one stream (RFC 8878, 3).
fn packed(payload: &[u8]) -> std::io::Result<Vec<u8>> {
    let pieces: std::io::Result<Vec<Vec<u8>>> =
        payload.par_chunks(PIECE).map(|piece| zstd::bulk::compress(piece, PACKING)).collect();
    Ok(pieces?.concat())
}

/// The length in bytes of the first `count` lines.
fn terms_length(bytes: &[u8], count: usize) -> Option<usize> {
    if count == 0 {
        return Some(0);
    }
    memchr::memchr_iter(b'\n', bytes).nth(count - 1).map(|at| at + 1)
}
