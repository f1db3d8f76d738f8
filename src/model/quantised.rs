//! The weights as they are stored and used: 127 steps per feature, a quarter of the memory of full numbers.

use crate::features::{AHEAD, RowView, prefetch};
use crate::model::LinearModel;

/// A piece of a feature's record, half a cache line.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C, align(32))]
struct Piece([i8; PIECE]);

const PIECE: usize = 32;
/// A record begins with the feature's scale (f32, little-endian); the themes' levels follow.
const SCALE: usize = 4;

/// One weight for each feature and theme: a level from −127 to 127 times the feature's scale.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantisedModel {
    bias: Vec<f32>,
    /// One record per feature, of as many pieces as its scale and levels need, padded with zeros.
    records: Vec<Piece>,
    /// Pieces of a record.
    pieces: usize,
}

impl QuantisedModel {
    /// Rounds weights to 127 steps of the largest weight of their feature.
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

    /// Puts a model together; `levels` holds the themes' levels feature by feature.
    pub fn from_parts(bias: Vec<f32>, scales: &[f32], levels: &[i8]) -> Self {
        let themes = bias.len().max(1);
        let pieces = (SCALE + themes).div_ceil(PIECE);
        let mut records = vec![Piece([0; PIECE]); scales.len() * pieces];
        for ((record, scale), levels) in records.chunks_exact_mut(pieces).zip(scales).zip(levels.chunks_exact(themes)) {
            let bytes = scale.to_le_bytes().map(|byte| byte as i8);
            for (i, &byte) in bytes.iter().chain(levels).enumerate() {
                record[i / PIECE].0[i % PIECE] = byte;
            }
        }
        QuantisedModel { bias, records, pieces }
    }

    /// The number of themes.
    pub fn themes(&self) -> usize {
        self.bias.len()
    }

    /// The number of features.
    pub fn features(&self) -> usize {
        self.records.len() / self.pieces
    }

    /// The bias of each theme.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// The scale of a feature.
    pub fn scale(&self, feature: usize) -> f32 {
        scale_of(&self.records[feature * self.pieces])
    }

    /// The level of a feature for a theme.
    pub fn level(&self, feature: usize, theme: usize) -> i8 {
        let at = SCALE + theme;
        self.records[feature * self.pieces + at / PIECE].0[at % PIECE]
    }

    /// The weight of a feature for a theme.
    pub fn weight(&self, feature: usize, theme: usize) -> f32 {
        f32::from(self.level(feature, theme)) * self.scale(feature)
    }

    /// The decision function: one value per theme. Summed in the order of the row, so the same article gives the same
    /// bits wherever it is scored.
    pub fn decision(&self, row: RowView<'_>) -> Vec<f32> {
        let sums: Vec<f32> = if self.pieces == 1 {
            sums_of_one(&self.records, row.columns, row.values).into()
        } else {
            let mut sums = vec![0.0; self.pieces * PIECE];
            for (feature, value) in row.iter() {
                let record = &self.records[feature * self.pieces..][..self.pieces];
                let value = value * scale_of(&record[0]);
                let levels = record.iter().flat_map(|piece| piece.0);
                sums.iter_mut().zip(levels).for_each(|(sum, level)| *sum += f32::from(level) * value);
            }
            sums
        };
        self.bias.iter().zip(&sums[SCALE..]).map(|(bias, sum)| bias + sum).collect()
    }
}

fn scale_of(piece: &Piece) -> f32 {
    let [a, b, c, d, ..] = piece.0;
    f32::from_le_bytes([a as u8, b as u8, c as u8, d as u8])
}

/// The sums of levels times values where a record is one piece. The scale's own bytes are summed with the rest, since
/// whole registers are faster than parts of them; nobody reads those sums. Wider registers change no bits: each sum is a
/// lane of its own, and no product is fused with its sum.
#[multiversion::multiversion(targets("x86_64+avx2"))]
fn sums_of_one(records: &[Piece], columns: &[u32], values: &[f32]) -> [f32; PIECE] {
    let mut sums = [0.0f32; PIECE];
    for (i, (&feature, &value)) in columns.iter().zip(values).enumerate() {
        if let Some(&later) = columns.get(i + AHEAD) {
            prefetch(records, later as usize);
        }
        let piece = &records[feature as usize];
        let value = value * scale_of(piece);
        for (sum, level) in sums.iter_mut().zip(piece.0) {
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
