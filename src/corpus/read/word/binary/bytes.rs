//! Numbers and parts of a stream, at places that a file claims and that need not exist.

/// The two bytes at an offset as a number, least significant first ([MS-DOC] 1.3.7).
pub(super) fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    let end = offset.checked_add(2)?;
    Some(u16::from_le_bytes(bytes.get(offset..end)?.try_into().ok()?))
}

/// The four bytes at an offset as a number.
pub(super) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let end = offset.checked_add(4)?;
    Some(u32::from_le_bytes(bytes.get(offset..end)?.try_into().ok()?))
}

/// The four bytes at an offset as a place within a stream.
pub(super) fn offset_at(bytes: &[u8], offset: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, offset)?).ok()
}

/// The bytes at an offset: as many as asked for, or fewer where the data ends before.
pub(super) fn part(bytes: &[u8], offset: usize, length: usize) -> &[u8] {
    let start = offset.min(bytes.len());
    let end = start.saturating_add(length).min(bytes.len());
    bytes.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_not_read() {
        let bytes = [1, 2, 3, 4, 5];
        assert_eq!(u16_at(&bytes, 3), Some(0x0504));
        assert_eq!(u16_at(&bytes, 4), None);
        assert_eq!(u32_at(&bytes, 1), Some(0x0504_0302));
        assert_eq!(u32_at(&bytes, usize::MAX), None);
        assert_eq!(part(&bytes, 3, usize::MAX), [4, 5]);
        assert_eq!(part(&bytes, usize::MAX, 1), [0_u8; 0]);
    }
}
