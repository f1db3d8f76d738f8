//! Zero bytes in text: what a broken transfer or a damaged sector of a disk leaves.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// Stands for a run of zero bytes. It is no part of any character in UTF-8, GB18030 and Big5, so that it is decoded and
/// reported as other bytes are that mean nothing.
const DAMAGE: &[u8] = &[0xFF];

/// The bytes with one that means nothing for each run of zero bytes.
pub(super) fn without_zeros(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(0, bytes).is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut mended = Vec::with_capacity(bytes.len());
    let mut before = 1;
    for &byte in bytes {
        match (before, byte) {
            (0, 0) => {}
            (_, 0) => mended.extend_from_slice(DAMAGE),
            (_, byte) => mended.push(byte),
        }
        before = byte;
    }
    Cow::Owned(mended)
}

/// A reader of the same. A run that the reader within hands over in parts may give several bytes.
pub(super) struct WithoutZeros<R> {
    inner: R,
    /// Bytes that were looked at already and hold no zero byte, so that each byte is looked at once.
    clean: usize,
    /// Whether a run of zero bytes was met whose stand-in is not read yet.
    is_damaged: bool,
}

impl<R: BufRead> WithoutZeros<R> {
    pub fn new(inner: R) -> Self {
        WithoutZeros { inner, clean: 0, is_damaged: false }
    }
}

impl<R: BufRead> BufRead for WithoutZeros<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.clean == 0 && !self.is_damaged {
            let ready = self.inner.fill_buf()?;
            self.clean = memchr::memchr(0, ready).unwrap_or(ready.len());
            let zeros = ready[self.clean..].iter().take_while(|byte| **byte == 0).count();
            if self.clean == 0 && zeros > 0 {
                self.inner.consume(zeros);
                self.is_damaged = true;
            }
        }
        if self.is_damaged {
            return Ok(DAMAGE);
        }
        let ready = self.inner.fill_buf()?;
        Ok(&ready[..self.clean.min(ready.len())])
    }

    fn consume(&mut self, count: usize) {
        if self.is_damaged {
            self.is_damaged = count == 0;
        } else {
            self.clean = self.clean.saturating_sub(count);
            self.inner.consume(count);
        }
    }
}

impl<R: BufRead> Read for WithoutZeros<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_zero_bytes_becomes_one_byte() {
        assert!(matches!(without_zeros(b"abc"), Cow::Borrowed(_)));
        assert_eq!(&*without_zeros(b"\0ab\0\0\0c\0"), b"\xFFab\xFFc\xFF");
    }

    #[test]
    fn a_stream_is_read_alike_in_whatever_portions() {
        let bytes = b"\0ab\0\0\0c\nd\0\n\0";
        let mut lines = WithoutZeros::new(&bytes[..]);
        let mut line = Vec::new();
        for expected in [&b"\xFFab\xFFc\n"[..], b"d\xFF\n", b"\xFF", b""] {
            line.clear();
            lines.read_until(b'\n', &mut line).unwrap();
            assert_eq!(line, expected);
        }
        let mut all = Vec::new();
        let small = io::BufReader::with_capacity(2, &bytes[..]);
        WithoutZeros::new(small).read_to_end(&mut all).unwrap();
        assert_eq!(
            all.iter().filter(|byte| **byte != 0xFF).collect::<Vec<_>>(),
            b"abc\nd\n".iter().collect::<Vec<_>>()
        );
    }
}
