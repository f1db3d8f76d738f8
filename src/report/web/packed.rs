//! Columns of whole numbers in little room: the bytes of a typed array in Base64.

use data_encoding::BASE64;
use serde::{Serialize, Serializer};

/// A column of whole numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    pub values: Vec<i64>,
    /// Whether it is written as the bytes of a typed array rather than as numbers.
    pub packed: bool,
    /// Places without a number; they are written as null, or as 0 where the column is packed.
    pub missing: Vec<usize>,
}

/// A typed array as the page reads it: bits of a number, and the bytes, least significant first.
#[derive(Serialize)]
struct Packed {
    bits: u8,
    base64: String,
}

impl Numbers {
    pub fn push(&mut self, value: i64) {
        self.values.push(value);
    }

    /// Adds a place without a number.
    pub fn push_missing(&mut self) {
        self.missing.push(self.values.len());
        self.values.push(0);
    }

    fn packed(&self) -> Packed {
        let fits = |low: i64, high: i64| self.values.iter().all(|value| (low..=high).contains(value));
        let (bits, bytes): (u8, Vec<u8>) = if fits(i8::MIN.into(), i8::MAX.into()) {
            (8, self.values.iter().flat_map(|value| (*value as i8).to_le_bytes()).collect())
        } else if fits(i16::MIN.into(), i16::MAX.into()) {
            (16, self.values.iter().flat_map(|value| (*value as i16).to_le_bytes()).collect())
        } else {
            (32, self.values.iter().flat_map(|value| (*value as i32).to_le_bytes()).collect())
        };
        Packed { bits, base64: BASE64.encode(&bytes) }
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.packed {
            return self.packed().serialize(serializer);
        }
        let mut missing = self.missing.iter().copied().peekable();
        let places = self.values.iter().enumerate();
        serializer.collect_seq(places.map(|(at, value)| missing.next_if_eq(&at).is_none().then_some(*value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_no_more_bytes_than_they_need() {
        let written = |values: &[i64], packed| {
            serde_json::to_value(Numbers { values: values.to_vec(), packed, missing: vec![] }).unwrap()
        };
        assert_eq!(written(&[1, -1], false), serde_json::json!([1, -1]));
        assert_eq!(written(&[1, -1], true), serde_json::json!({ "bits": 8, "base64": "Af8=" }));
        assert_eq!(written(&[256], true), serde_json::json!({ "bits": 16, "base64": "AAE=" }));
        assert_eq!(written(&[1 << 20], true), serde_json::json!({ "bits": 32, "base64": "AAAQAA==" }));
        let mut dates = Numbers::default();
        dates.push(3);
        dates.push_missing();
        assert_eq!(serde_json::to_value(&dates).unwrap(), serde_json::json!([3, null]));
    }
}
