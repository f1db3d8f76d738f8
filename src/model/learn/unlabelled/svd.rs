//! Truncated singular value decomposition of sparse matrices, by random projection (Halko, Martinsson & Tropp 2011).

use linfa::dataset::Records;
use linfa_linalg::eigh::EigSort;
use linfa_linalg::eigh::Eigh;
use ndarray::{Array1, Array2, Axis, s};
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::features::{Row, SparseRows};
use crate::numeric::SplitMix64;

/// Number of extra directions beyond those requested.
const OVERSAMPLING: usize = 10;
/// Number of power iterations that sharpen the subspace.
const POWER_ITERATIONS: usize = 2;
/// Rows multiplied at once; the number is fixed, so that sums do not depend on the number of threads.
const ROWS_PER_CHUNK: usize = 1024;

/// The leading singular triplets of a matrix: `matrix ≈ left · diag(values) · rightᵀ`.
pub struct TruncatedSvd {
    /// Left singular vectors, `[row][direction]`.
    pub left: Array2<f32>,
    /// Singular values, the largest first.
    pub values: Vec<f64>,
    /// Right singular vectors, `[column][direction]`.
    pub right: Array2<f32>,
}

impl TruncatedSvd {
    /// Decomposes a matrix into at most `rank` directions, or fewer if its rank is lower.
    ///
    /// # Errors
    /// Returns [`Error::Training`] if the eigenvalues of a small matrix cannot be computed.
    pub fn new(matrix: &SparseRows, rank: usize) -> Result<Self> {
        let transpose = transposed(matrix);
        let width = (rank + OVERSAMPLING).min(matrix.nsamples()).min(matrix.nfeatures());
        let mut basis = orthonormal(multiply(matrix, &random_signs(matrix.nfeatures(), width)))?;
        for _ in 0..POWER_ITERATIONS {
            basis = orthonormal(multiply(matrix, &multiply(&transpose, &basis)))?;
        }
        // The matrix projected onto the basis, B = Qᵀ·M; its squared singular values are the eigenvalues of B·Bᵀ.
        let projected = multiply(&transpose, &basis);
        let (squares, vectors) = eigen(gram(&projected))?;
        let kept = squares.iter().take(rank).take_while(|v| **v > squares[0] * 1e-9).count();
        let values: Vec<f64> = squares.iter().take(kept).map(|v| v.sqrt()).collect();
        let vectors = vectors.slice(s![.., ..kept]).mapv(|v| v as f32);
        let mut right = product(&projected, &vectors);
        for mut row in right.rows_mut() {
            row.iter_mut().zip(&values).for_each(|(entry, value)| *entry /= *value as f32);
        }
        Ok(TruncatedSvd { left: product(&basis, &vectors), values, right })
    }
}

/// Returns random signs, which work as well as normal variates here and are identical on every machine.
fn random_signs(rows: usize, columns: usize) -> Array2<f32> {
    let mut random = SplitMix64::new(0x9E37_79B9_7F4A_7C15);
    Array2::from_shape_simple_fn((rows, columns), || if random.next_u64() >> 63 == 0 { 1.0 } else { -1.0 })
}

fn transposed(matrix: &SparseRows) -> SparseRows {
    let mut rows = vec![Row::default(); matrix.nfeatures()];
    for r in 0..matrix.nsamples() {
        for (column, value) in matrix.row(r).iter() {
            rows[column].columns.push(r as u32);
            rows[column].values.push(value);
        }
    }
    let mut transpose = SparseRows::new(matrix.nsamples());
    rows.iter().for_each(|row| transpose.push(row.view()));
    transpose
}

/// Multiplies a sparse matrix by a dense one.
pub(crate) fn multiply(sparse: &SparseRows, dense: &Array2<f32>) -> Array2<f32> {
    let mut out = Array2::zeros((sparse.nsamples(), dense.ncols()));
    out.axis_iter_mut(Axis(0)).into_par_iter().enumerate().for_each(|(r, mut sums)| {
        for (column, value) in sparse.row(r).iter() {
            sums.scaled_add(value, &dense.row(column));
        }
    });
    out
}

/// Multiplies two dense matrices, in chunks of rows.
fn product(tall: &Array2<f32>, small: &Array2<f32>) -> Array2<f32> {
    let mut out = Array2::zeros((tall.nrows(), small.ncols()));
    out.axis_chunks_iter_mut(Axis(0), ROWS_PER_CHUNK)
        .into_par_iter()
        .zip(tall.axis_chunks_iter(Axis(0), ROWS_PER_CHUNK).into_par_iter())
        .for_each(|(mut to, from)| to.assign(&from.dot(small)));
    out
}

/// Returns the inner products of the columns, summed in double precision in a fixed order.
fn gram(tall: &Array2<f32>) -> Array2<f64> {
    let parts: Vec<Array2<f64>> = tall
        .axis_chunks_iter(Axis(0), ROWS_PER_CHUNK)
        .into_par_iter()
        .map(|rows| {
            let rows = rows.mapv(f64::from);
            rows.t().dot(&rows)
        })
        .collect();
    let mut sum = Array2::zeros((tall.ncols(), tall.ncols()));
    parts.iter().for_each(|part| sum += part);
    sum
}

/// Returns the eigenvalues, the largest first, with their eigenvectors.
fn eigen(symmetric: Array2<f64>) -> Result<(Array1<f64>, Array2<f64>)> {
    let (values, vectors) = symmetric.eigh().map_err(|e| Error::Training { problem: e.to_string() })?.sort_eig_desc();
    Ok((values, vectors))
}

/// Returns an orthonormal basis of the columns, Y·V·Λ^-½ with YᵀY = V·Λ·Vᵀ, without directions lost to rounding.
fn orthonormal(tall: Array2<f32>) -> Result<Array2<f32>> {
    let (values, vectors) = eigen(gram(&tall))?;
    let kept = values.iter().take_while(|v| **v > values[0] * 1e-12).count();
    let mut scaled = vectors.slice(s![.., ..kept]).to_owned();
    for (mut column, value) in scaled.columns_mut().into_iter().zip(&values) {
        column /= value.sqrt();
    }
    Ok(product(&tall, &scaled.mapv(|v| v as f32)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_of_rank_two_is_reconstructed() {
        // Rows are mixtures of (1, 2, 0, 1) and (0, 1, 3, −1).
        let mut matrix = SparseRows::new(4);
        let mut dense = Vec::new();
        for i in 0..40 {
            let (a, b) = (1.0 + i as f32 / 7.0, ((i * i) % 11) as f32 - 5.0);
            let row = [a, 2.0 * a + b, 3.0 * b, a - b];
            matrix.push(Row { columns: vec![0, 1, 2, 3], values: row.to_vec() }.view());
            dense.push(row);
        }
        let svd = TruncatedSvd::new(&matrix, 3).unwrap();
        assert_eq!(svd.values.len(), 2, "{:?}", svd.values);
        for (r, row) in dense.iter().enumerate() {
            for (c, value) in row.iter().enumerate() {
                let sum: f64 =
                    (0..2).map(|k| f64::from(svd.left[[r, k]]) * svd.values[k] * f64::from(svd.right[[c, k]])).sum();
                assert!((sum - f64::from(*value)).abs() < 1e-3, "{sum} {value}");
            }
        }
    }
}
