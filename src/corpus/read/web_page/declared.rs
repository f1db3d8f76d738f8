//! The encoding that a web page declares.

/// A declaration of the encoding stands within this many of the first bytes of a page (HTML standard, 4.2.5.4).
const HEAD: usize = 4096;

/// The label of the encoding that a page declares: `<meta charset="gb2312">`, or in `http-equiv`.
pub(in crate::corpus::read) fn declared_encoding(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let lower = head.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"charset=")? + b"charset=".len();
    let label = head.get(at..)?;
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let length = label.iter().take_while(|byte| is_part(byte)).count();
    label.get(..length).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found_in_every_form() {
        let declared = |html: &'static str| declared_encoding(html.as_bytes());
        assert_eq!(declared("<meta charset=gbk>"), Some(&b"gbk"[..]));
        assert_eq!(declared("<META http-equiv=\"x\" content=\"text/html; CHARSET=GB2312\">"), Some(&b"GB2312"[..]));
        assert_eq!(declared("<meta charset='big5'/>"), Some(&b"big5"[..]));
        assert_eq!(declared("<p>无</p>"), None);
    }
}
