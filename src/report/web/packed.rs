//! Columns of whole numbers in little room: the compressed bytes of a typed array in Base64.

use std::io::Write;

use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::{Serialize, Serializer};

/// A column of whole numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    pub values: Vec<i32>,
    /// Places without a number; they are written as null, or as 0 where the column is packed.
    pub missing: Vec<usize>,
}

/// A packed column as the page reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Packed {
    /// Bits of a number.
    bits: u8,
    /// Whether each number but the first is the difference from the one before it.
    differences: bool,
    /// The least significant bytes of all numbers, then the next ones: compressed in the zlib format (RFC 1950), in Base64.
    deflated: String,
}

impl Numbers {
    pub fn push(&mut self, value: i32) {
        self.values.push(value);
    }

    /// Adds a place without a number.
    pub fn push_missing(&mut self) {
        self.missing.push(self.values.len());
        self.values.push(0);
    }

    /// The column in little room. Columns that mostly grow take less as `differences`.
    pub fn packed(mut self, differences: bool) -> Packed {
        if differences {
            (1..self.values.len())
                .rev()
                .for_each(|at| self.values[at] = self.values[at].wrapping_sub(self.values[at - 1]));
        }
        let fits = |low: i32, high: i32| self.values.iter().all(|value| (low..=high).contains(value));
        let bits = if fits(i8::MIN.into(), i8::MAX.into()) {
            8
        } else if fits(i16::MIN.into(), i16::MAX.into()) {
            16
        } else {
            32
        };
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        for shift in (0..bits).step_by(8) {
            let bytes: Vec<u8> = self.values.iter().map(|value| (value >> shift) as u8).collect();
            // Writing to memory does not fail.
            let _ = encoder.write_all(&bytes);
        }
        Packed { bits, differences, deflated: BASE64.encode(&encoder.finish().unwrap_or_default()) }
    }
}

impl Packed {
    /// The number of bytes that it takes.
    pub fn size(&self) -> usize {
        self.deflated.len()
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut missing = self.missing.iter().copied().peekable();
        let places = self.values.iter().enumerate();
        serializer.collect_seq(places.map(|(at, value)| missing.next_if_eq(&at).is_none().then_some(*value)))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;

    use super::*;

    #[test]
    fn numbers_take_no_more_bytes_than_they_need() {
        let unpacked = |values: &[i32], differences| {
            let packed = Numbers { values: values.to_vec(), missing: vec![] }.packed(differences);
            let mut bytes = Vec::new();
            let deflated = BASE64.decode(packed.deflated.as_bytes()).unwrap();
            ZlibDecoder::new(deflated.as_slice()).read_to_end(&mut bytes).unwrap();
            (packed.bits, bytes)
        };
        assert_eq!(unpacked(&[1, -1], false), (8, vec![1, 255]));
        assert_eq!(unpacked(&[256, -2], false), (16, vec![0, 254, 1, 255]));
        assert_eq!(unpacked(&[1 << 20], false), (32, vec![0, 0, 16, 0]));
        assert_eq!(unpacked(&[100, 200, 200, 199], true), (8, vec![100, 100, 0, 255]));
    }

    #[test]
    fn numbers_that_are_missing_are_null() {
        let mut dates = Numbers::default();
        dates.push(3);
        dates.push_missing();
        assert_eq!(serde_json::to_value(&dates).unwrap(), serde_json::json!([3, null]));
    }
}
