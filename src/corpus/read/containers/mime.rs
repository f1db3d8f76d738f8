//! Files that are MIME messages (RFC 2045): web pages saved as one file with their pictures (.mht, .mhtml; RFC 2557), and mails
//! (.eml; RFC 5322).

use mailparse::{DispositionType, MailHeaderMap, ParsedMail, parse_mail};

use crate::corpus::encoding::decode_lossy;
use crate::corpus::measure::{ends_sentence, letter_count};
use crate::corpus::page::{Furniture, Page, PageContext};
use crate::corpus::read::ReadOptions;
use crate::corpus::read::containers::forwarded_mail::{below_word, headline_of_body};
use crate::corpus::read::containers::head_of_mail::{HeadOfMail, regains_lead};
use crate::corpus::read::document::{Content, Document, replaced};
use crate::corpus::read::format::Format;
use crate::corpus::read::markup::marks_in_text::without_web_marks;
use crate::corpus::read::web_page::declared_encoding;
use crate::corpus::read::whole_page::html_document::read_html;
use crate::error::{Error, Result, UnreadableKind};

impl Document<'_> {
    /// The page that was saved with its pictures as one file; `named` is the format that its name tells.
    pub(in crate::corpus::read) fn read_saved_page<'a>(
        &self,
        named: Format,
        context: PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let bad = |problem: String| Error::BadDocument { file: self.name.into(), problem };
        let saved = saved_page(self.bytes).map_err(bad)?;
        let label = declared_encoding(&saved.html).or(saved.charset.as_deref().map(str::as_bytes));
        let decoded = decode_lossy(self.name, &saved.html, label)?;
        // The address may tell the day, as the names of folders may.
        let path = format!("{}/{}", saved.address, self.path);
        let context = PageContext { path: &path, ..context };
        if let Some(content) = self.read_web_document(named, &decoded, &context, options) {
            return content;
        }
        let page = read_html(&decoded.text, &context, options)?;
        Ok(self.single(page, replaced(self.name, &decoded)))
    }

    /// The page of a mail; what is attached to it is named as left out.
    pub(in crate::corpus::read) fn read_mail<'a>(
        &self,
        context: PageContext<'_>,
        options: &'a ReadOptions,
    ) -> Result<Content<'a>> {
        let bad = |problem: String| Error::BadDocument { file: self.name.into(), problem };
        let Mail { head, body, is_page, charset, attached } = mail(self.bytes).map_err(bad)?;
        let declared = if is_page { declared_encoding(&body) } else { None };
        let decoded = decode_lossy(self.name, &body, declared.or(charset.as_deref().map(str::as_bytes)))?;
        let read = |context: &PageContext<'_>| {
            if is_page {
                page_of_mail(&decoded.text, &head, context, options)
            } else {
                self.read_text_of_mail(&decoded.text, &head, context, options)
            }
        };
        let mut page = read(&context)?;
        if let Some(context) = head.context_of(&page, &context) {
            page = read(&context)?;
        }
        head.set_headline(&mut page);
        let mut content = self.single(page, replaced(self.name, &decoded));
        if let Content::Pages { problems, .. } = &mut content {
            let left_out = |name: String| Error::UnreadableKind {
                file: format!("{}/{name}", self.name),
                kind: UnreadableKind::Attachment,
            };
            problems.extend(attached.into_iter().map(left_out));
        }
        Ok(content)
    }

    /// The articles of a mail that is a text, without the signature and a word to the reader above the headline.
    fn read_text_of_mail(
        &self,
        text: &str,
        head: &HeadOfMail,
        context: &PageContext<'_>,
        options: &ReadOptions,
    ) -> Result<Page> {
        let (text, signature) = part_signature(text);
        let text = without_web_marks(text);
        let (word, text) = below_word(&head.subject, &text).unwrap_or(("", &*text));
        let headed = headline_of_body(&head.subject, text).map(|headline| format!("{headline}\n{text}"));
        let mut page = self.read_text(headed.as_deref().unwrap_or(text), Format::Text, context, options)?;
        let around = word.lines().chain(signature.lines()).map(str::trim).filter(|line| !line.is_empty());
        page.furniture.extend(around.map(Furniture::of));
        Ok(page)
    }
}

/// The articles of a mail that is a page. Where it shows no headline its first subheading may have been taken for one.
fn page_of_mail(html: &str, head: &HeadOfMail, context: &PageContext<'_>, options: &ReadOptions) -> Result<Page> {
    let page = read_html(html, context, options)?;
    let headed = head.headed(html, &page).and_then(|html| read_html(&html, context, options).ok());
    Ok(headed.filter(|headed| regains_lead(headed, &page)).unwrap_or(page))
}

/// A signature has at most this many lines.
const MAX_SIGNATURE: usize = 8;
/// A longer sentence below a line of two hyphens is no signature, in letters.
const MAX_SENTENCE: usize = 24;

/// The web page in such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SavedPage {
    /// The page, in the encoding that it was served in.
    html: Vec<u8>,
    /// The encoding that the message tells, if it tells one.
    charset: Option<String>,
    /// The address that the page was saved from; empty if no address is stated.
    address: String,
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

/// A mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Mail {
    /// What its head tells.
    head: HeadOfMail,
    /// The text or the page, in its own encoding.
    body: Vec<u8>,
    /// Whether the body is a web page.
    is_page: bool,
    /// The encoding that the mail tells, if it tells one.
    charset: Option<String>,
    /// The names of what is attached.
    attached: Vec<String>,
}

/// The body of a mail and the names of its attachments, or why it cannot be read. Where a mail says the same as text and as a page, the
/// page counts if it has more than twice the Chinese characters: mail programs write a line in place of the text.
fn mail(bytes: &[u8]) -> Result<Mail, String> {
    let message = parse_mail(bytes).map_err(|e| e.to_string())?;
    let (mut texts, mut pages, mut attached) = (Vec::new(), Vec::new(), Vec::new());
    for part in message.parts() {
        let disposition = part.get_content_disposition();
        let name = disposition.params.get("filename").or_else(|| part.ctype.params.get("name"));
        let kind = part.ctype.mimetype.as_str();
        match &disposition.disposition {
            DispositionType::Attachment => attached.push(name.cloned().unwrap_or_else(|| kind.to_owned())),
            _ if kind == "text/plain" => texts.push(part),
            _ if kind == "text/html" => pages.push(part),
            // Parts that hold others, and pictures within the text.
            _ if kind.starts_with("multipart/") || kind.starts_with("image/") => {}
            _ => attached.push(name.cloned().unwrap_or_else(|| kind.to_owned())),
        }
    }
    let charset = |part: &ParsedMail<'_>| part.ctype.params.get("charset").cloned();
    let bodies = |parts: &[&ParsedMail<'_>]| -> Result<Vec<u8>, String> {
        let bodies: Result<Vec<_>, _> = parts.iter().map(|part| part.get_body_raw()).collect();
        Ok(bodies.map_err(|e| e.to_string())?.join(&b'\n'))
    };
    let (text, page) = (bodies(&texts)?, bodies(&pages)?);
    let head = HeadOfMail::of(&message);
    let length = |body: &[u8]| body.iter().filter(|byte| !byte.is_ascii()).count();
    match (texts.first(), pages.first()) {
        (Some(part), _) if length(&page) <= 2 * length(&text) || pages.is_empty() => {
            Ok(Mail { head, body: text, is_page: false, charset: charset(part), attached })
        }
        (_, Some(part)) => Ok(Mail { head, body: page, is_page: true, charset: charset(part), attached }),
        _ => Err("it holds no text".to_owned()),
    }
}

/// The text and the sender's signature, which stands below a line of two hyphens (RFC 3676, 4.3). What is longer than a signature or
/// tells something is text: people part articles with such lines.
fn part_signature(text: &str) -> (&str, &str) {
    let mut end = text.len();
    for line in text.split_inclusive('\n').rev() {
        end -= line.len();
        if line.trim_end() == "--" {
            let below = &text[end..];
            let tells = |line: &str| ends_sentence(line) && letter_count(line) > MAX_SENTENCE;
            let is_signature = below.lines().filter(|line| !line.trim().is_empty()).count() <= MAX_SIGNATURE + 1
                && !below.lines().any(tells);
            return if is_signature { text.split_at(end) } else { (text, "") };
        }
    }
    (text, "")
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
    fn a_mail_is_its_text_or_its_page() {
        let text = "昨天，云溪县的集市搬进了社区，一百二十个摊位摆满了新修的石板街。";
        let alternative = |plain: &str| {
            format!(
                "Subject: news\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"B\"\r\n\r\n--B\r\n\
                 Content-Type: text/plain; charset=\"utf-8\"\r\n\r\n{plain}\r\n--B\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
                 <p>{text}</p>\r\n--B\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\n\r\nx\r\n--B--\r\n"
            )
        };
        let found = mail(alternative(text).as_bytes()).unwrap();
        assert!(!found.is_page && String::from_utf8_lossy(&found.body).contains(text));
        assert_eq!(found.attached, ["a.pdf"]);
        let found = mail(alternative("请使用网页方式阅读。").as_bytes()).unwrap();
        assert!(found.is_page);
        assert_eq!(found.charset.as_deref(), Some("utf-8"));
        assert!(mail(b"Subject: a picture\r\nContent-Type: image/png\r\n\r\nx").is_err());
    }

    #[test]
    fn signatures_are_short() {
        assert_eq!(
            part_signature("集市开张。\n--\n资讯部\n电话：0000\n"),
            ("集市开张。\n", "--\n资讯部\n电话：0000\n")
        );
        let parted = "集市开张。\n--\n公园开放\n昨日，河畔新增的三处公园向市民开放，附近居民步行十分钟就能走到。\n";
        assert_eq!(part_signature(parted), (parted, ""));
    }
}
