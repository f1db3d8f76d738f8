//! Quantised weights, stored and used as 8-bit levels, which take a quarter of the memory of 32-bit floats.

use crate::features::RowView;
use crate::model::LinearModel;
use crate::numeric::{PREFETCH_DISTANCE, prefetch};

/// A chunk of a feature's record, half a cache line.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C, align(32))]
struct Chunk([i8; CHUNK_SIZE]);

/// Bytes in a chunk.
const CHUNK_SIZE: usize = 32;
/// Bytes of the feature's scale (f32, little-endian) at the start of a record, before the themes' levels.
const SCALE_BYTES: usize = 4;

/// One weight for each feature and theme: a level from −127 to 127 times the feature's scale.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantisedModel {
    bias: Vec<f32>,
    /// One record per feature, with as many chunks as its scale and levels need, padded with zeros.
    records: Vec<Chunk>,
    /// Number of chunks in a record.
    stride: usize,
}

impl QuantisedModel {
    /// Rounds weights to multiples of 1/127 of the largest absolute weight of their feature.
    pub fn new(model: &LinearModel, features: usize) -> Self {
        let mut scales = Vec::with_capacity(features);
        let mut levels = Vec::with_capacity(features * model.themes());
        for feature in 0..features {
            let weights = model.weights_of(feature);
            let scale = weights.iter().fold(0.0f32, |m, w| m.max(w.abs())) / 127.0;
            scales.push(scale);
            levels.extend(weights.iter().map(|w| if scale > 0.0 { (w / scale).round() as i8 } else { 0 }));
        }
        Self::from_parts(model.bias().to_vec(), &scales, &levels)
    }

    /// Assembles a model from its parts; `levels` is `[feature][theme]`, row-major.
    pub fn from_parts(bias: Vec<f32>, scales: &[f32], levels: &[i8]) -> Self {
        let themes = bias.len().max(1);
        let stride = (SCALE_BYTES + themes).div_ceil(CHUNK_SIZE);
        let mut records = vec![Chunk([0; CHUNK_SIZE]); scales.len() * stride];
        for ((record, scale), levels) in records.chunks_exact_mut(stride).zip(scales).zip(levels.chunks_exact(themes)) {
            let bytes = scale.to_le_bytes().map(|byte| byte as i8);
            for (i, &byte) in bytes.iter().chain(levels).enumerate() {
                record[i / CHUNK_SIZE].0[i % CHUNK_SIZE] = byte;
            }
        }
        QuantisedModel { bias, records, stride }
    }

    /// Returns the number of themes.
    pub fn themes(&self) -> usize {
        self.bias.len()
    }

    /// Returns the number of features.
    pub fn features(&self) -> usize {
        self.records.len() / self.stride
    }

    /// Returns the bias of each theme.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// Returns the scale of a feature.
    pub fn scale(&self, feature: usize) -> f32 {
        scale_of(&self.records[feature * self.stride])
    }

    /// Returns the level of a feature for a theme, −127 to 127.
    pub fn level(&self, feature: usize, theme: usize) -> i8 {
        let position = SCALE_BYTES + theme;
        self.records[feature * self.stride + position / CHUNK_SIZE].0[position % CHUNK_SIZE]
    }

    /// Returns the weight of a feature for a theme.
    pub fn weight(&self, feature: usize, theme: usize) -> f32 {
        f32::from(self.level(feature, theme)) * self.scale(feature)
    }

    /// Computes the decision function, one value per theme. Terms are summed in the order of the row, so an article
    /// always gets the same bits, wherever it is scored.
    pub fn decision(&self, row: RowView<'_>) -> Vec<f32> {
        let sums: Vec<f32> = if self.stride == 1 {
            single_chunk_sums(&self.records, row.columns, row.values).into()
        } else {
            let mut sums = vec![0.0; self.stride * CHUNK_SIZE];
            for (feature, value) in row.iter() {
                let record = &self.records[feature * self.stride..][..self.stride];
                let value = value * scale_of(&record[0]);
                let levels = record.iter().flat_map(|chunk| chunk.0);
                sums.iter_mut().zip(levels).for_each(|(sum, level)| *sum += f32::from(level) * value);
            }
            sums
        };
        self.bias.iter().zip(&sums[SCALE_BYTES..]).map(|(bias, sum)| bias + sum).collect()
    }
}

fn scale_of(chunk: &Chunk) -> f32 {
    let [a, b, c, d, ..] = chunk.0;
    f32::from_le_bytes([a as u8, b as u8, c as u8, d as u8])
}

/// Sums levels times values for records of one chunk. The bytes of the scale are summed too, because whole registers
/// are faster than parts of them; those sums are never read. Wider registers change no bits, because each sum is a
/// separate lane and products are not fused with sums.
#[multiversion::multiversion(targets("x86_64+avx2"))]
fn single_chunk_sums(records: &[Chunk], columns: &[u32], values: &[f32]) -> [f32; CHUNK_SIZE] {
    let mut sums = [0.0f32; CHUNK_SIZE];
    for (i, (&feature, &value)) in columns.iter().zip(values).enumerate() {
        if let Some(&later) = columns.get(i + PREFETCH_DISTANCE) {
            prefetch(records, later as usize);
        }
        let chunk = &records[feature as usize];
        let value = value * scale_of(chunk);
        for (sum, level) in sums.iter_mut().zip(chunk.0) {
            *sum += f32::from(level) * value;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Row;

    #[test]
    fn weights_are_kept_to_half_a_step_at_any_number_of_themes() {
        for themes in [2, 7, 10, 23, 40] {
            let weights: Vec<f32> = (0..themes * 3).map(|i| ((i * 37) % 17) as f32 / 8.0 - 1.0).collect();
            let exact = LinearModel::from_parts(weights, (0..themes).map(|t| t as f32).collect());
            let model = QuantisedModel::new(&exact, 3);
            let row = Row { columns: vec![2, 0], values: vec![0.5, 2.0] };
            for (theme, value) in model.decision(row.view()).into_iter().enumerate() {
                let sum = model.bias()[theme] + 0.5 * model.weight(2, theme) + 2.0 * model.weight(0, theme);
                assert!((value - sum).abs() < 1e-5);
                for feature in 0..3 {
                    let step = model.scale(feature);
                    assert!((model.weight(feature, theme) - exact.weights_of(feature)[theme]).abs() <= 0.51 * step);
                }
            }
        }
    }
}
