//! Files that are MIME messages (RFC 2045): web pages saved as one file with their pictures (.mht, .mhtml; RFC 2557), and mails
//! (.eml; RFC 5322).

use mailparse::{DispositionType, MailHeaderMap, ParsedMail, parse_mail};

use crate::corpus::encoding::decode_lossy;
use crate::corpus::page::PageContext;
use crate::corpus::read::ReadOptions;
use crate::corpus::read::document::{Content, Document, replaced};
use crate::corpus::read::format::Format;
use crate::corpus::read::html_document::read_html;
use crate::corpus::read::marks_in_text::without_web_marks;
use crate::corpus::read::web_page::declared_encoding;
use crate::error::{Error, Result};

impl Document<'_> {
    /// The page that was saved with its pictures as one file.
    pub(super) fn read_saved_page<'a>(
        &self,
        context: PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let bad = |problem: String| Error::BadDocument { file: self.name.into(), problem };
        let saved = saved_page(self.bytes).map_err(bad)?;
        let label = declared_encoding(&saved.html).or(saved.charset.as_deref().map(str::as_bytes));
        let decoded = decode_lossy(self.name, &saved.html, label)?;
        // The address may tell the day, as the names of folders may.
        let path = format!("{}/{}", saved.address, self.path);
        let page = read_html(&decoded.text, &PageContext { path: &path, ..context }, options)?;
        Ok(self.single(page, replaced(self.name, &decoded)))
    }

    /// The page of a mail; what is attached to it is named as left out.
    pub(super) fn read_mail<'a>(&self, context: PageContext<'_>, options: &'a ReadOptions) -> Result<Content<'a>> {
        let bad = |problem: String| Error::BadDocument { file: self.name.into(), problem };
        let (body, attached) = mail(self.bytes).map_err(bad)?;
        let (page, problem) = match body {
            Body::Text(text) => (self.read_text(&without_web_marks(&text), Format::Text, &context, options)?, None),
            Body::Page(html, charset) => {
                let label = declared_encoding(&html).or(charset.as_deref().map(str::as_bytes));
                let decoded = decode_lossy(self.name, &html, label)?;
                (read_html(&decoded.text, &context, options)?, replaced(self.name, &decoded))
            }
        };
        let mut content = self.single(page, problem);
        if let Content::Pages { problems, .. } = &mut content {
            let left_out = |name: String| {
                bad(format!("what is attached to it was not read: {name}; save it as a file of its own"))
            };
            problems.extend(attached.into_iter().map(left_out));
        }
        Ok(content)
    }
}

/// The fewest bytes of a plain text that stands for the page beside it: mail programs write a line in its place.
const MIN_TEXT: usize = 60;

/// The web page in such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SavedPage {
    /// The page, in the encoding that it was served in.
    pub html: Vec<u8>,
    /// The encoding that the message tells, if it tells one.
    pub charset: Option<String>,
    /// The address that the page was saved from; empty if no address is stated.
    pub address: String,
}

/// The first web page among the parts of a message, or why there is none.
fn saved_page(bytes: &[u8]) -> Result<SavedPage, String> {
    let message = parse_mail(bytes).map_err(|e| e.to_string())?;
    let page = message.parts().find(|part| part.ctype.mimetype == "text/html");
    let page = page.ok_or_else(|| "it holds no web page".to_owned())?;
    let html = page.get_body_raw().map_err(|e| e.to_string())?;
    let charset = page.ctype.params.get("charset").cloned();
    Ok(SavedPage { html, charset, address: address(page, &message) })
}

fn address(page: &ParsedMail<'_>, message: &ParsedMail<'_>) -> String {
    let location = page.headers.get_first_value("Content-Location");
    location.or_else(|| message.headers.get_first_value("Snapshot-Content-Location")).unwrap_or_default()
}

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Body {
    /// Plain text.
    Text(String),
    /// A web page in its own encoding, and the encoding that the mail tells, if it tells one.
    Page(Vec<u8>, Option<String>),
}

/// The body of a mail and the names of its attachments, or why it cannot be read.
fn mail(bytes: &[u8]) -> Result<(Body, Vec<String>), String> {
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
    fn the_page_is_found_among_the_parts() {
        let message = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\n\
            Content-Type: image/png\r\n\r\nx\r\n--B\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\
            Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://example.org/2024-03/18/a.htm\r\n\r\n\
            <p>=C1=F8=BA=D3</p>\r\n--B--\r\n";
        let page = saved_page(message.as_bytes()).unwrap();
        assert_eq!(page.html.trim_ascii_end(), b"<p>\xC1\xF8\xBA\xD3</p>");
        assert_eq!(page.charset.as_deref(), Some("gb2312"));
        assert_eq!(page.address, "http://example.org/2024-03/18/a.htm");
        assert!(saved_page(b"Subject: a letter\r\n\r\ntext").is_err());
    }

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
