//! Mails saved as files (.eml): the text or the page in them, and the names of what is attached (RFC 5322, RFC 2045).

use mailparse::{DispositionType, ParsedMail, parse_mail};

/// The fewest bytes of a plain text that stands for the page beside it: mail programs write a line in its place.
const MIN_TEXT: usize = 60;

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    /// Plain text.
    Text(String),
    /// A web page in its own encoding, and the encoding that the mail tells, if it tells one.
    Page(Vec<u8>, Option<String>),
}

/// The body of a mail and the names of its attachments, or why it cannot be read.
pub(super) fn mail(bytes: &[u8]) -> Result<(Body, Vec<String>), String> {
    let message = parse_mail(bytes).map_err(|e| e.to_string())?;
    let (mut texts, mut pages, mut attached) = (Vec::new(), Vec::new(), Vec::new());
    for part in message.parts() {
        let disposition = part.get_content_disposition();
        let name = disposition.params.get("filename").or_else(|| part.ctype.params.get("name"));
        match (&disposition.disposition, part.ctype.mimetype.as_str()) {
            (DispositionType::Attachment, _) => {
                attached.push(name.cloned().unwrap_or_else(|| part.ctype.mimetype.clone()))
            }
            (_, "text/plain") => texts.push(part),
            (_, "text/html") => pages.push(part),
            // Pictures within the text and the parts that hold others.
            _ => {}
        }
    }
    let text = texts.first().map(|part| part.get_body()).transpose().map_err(|e| e.to_string())?;
    let page = |part: &ParsedMail<'_>| -> Result<Body, String> {
        let html = part.get_body_raw().map_err(|e| e.to_string())?;
        Ok(Body::Page(html, part.ctype.params.get("charset").cloned()))
    };
    match (text.filter(|text| pages.is_empty() || text.trim().len() >= MIN_TEXT), pages.first()) {
        (Some(text), _) => Ok((Body::Text(without_signature(&text).to_owned()), attached)),
        (None, Some(part)) => Ok((page(part)?, attached)),
        (None, None) => Err("it holds no text".to_owned()),
    }
}

/// The text without the sender's signature, which stands below a line of two hyphens (RFC 3676, 4.3).
fn without_signature(text: &str) -> &str {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "--" && text[..end].len() * 2 > text.len() {
            return &text[..end];
        }
        end += line.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_mail_stands_before_its_page() {
        let text = "昨天，云溪县的集市搬进了社区，一百二十个摊位摆满了新修的石板街。";
        let alternative = |plain: &str| {
            format!(
                "Subject: news\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"B\"\r\n\r\n--B\r\n\
                 Content-Type: text/plain; charset=\"utf-8\"\r\n\r\n{plain}\r\n--B\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
                 <p>{text}</p>\r\n--B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"a.pdf\"\r\n\r\nx\r\n--B--\r\n"
            )
        };
        let (body, attached) = mail(alternative(text).as_bytes()).unwrap();
        assert!(matches!(body, Body::Text(found) if found.trim() == text));
        assert_eq!(attached, ["a.pdf"]);
        let (body, _) = mail(alternative("HTML").as_bytes()).unwrap();
        assert!(matches!(body, Body::Page(_, Some(charset)) if charset == "utf-8"));
        assert!(mail(b"Subject: a picture\r\nContent-Type: image/png\r\n\r\nx").is_err());
    }
}
