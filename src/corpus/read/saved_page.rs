//! Web pages saved as one file (.mht, .mhtml): the page with its pictures as parts of a MIME message (RFC 2557).

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

/// The web page in such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SavedPage {
    /// The page, in the encoding that it was served in.
    pub html: Vec<u8>,
    /// The encoding that the message tells, if it tells one.
    pub charset: Option<String>,
    /// The address that the page was saved from; empty if no address is stated.
    pub address: String,
}

/// The first web page among the parts of a message, or why there is none.
pub(super) fn saved_page(bytes: &[u8]) -> Result<SavedPage, String> {
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
}
