//! The format of a file, by its name and by its first bytes.

use std::path::Path;

use crate::error::UnreadableKind;

/// The kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Raw text: a page of a paper, one article, fastText's labelled lines, or a table with tabs.
    Text,
    /// A web page: an article of a digital paper, or one that was saved.
    Html,
    /// A web page saved as one file with its pictures (.mht, .mhtml).
    SavedPage,
    /// A mail that was saved as a file (.eml), or a mailbox of them (.mbox).
    Mail,
    /// A PDF: pages of a paper, or a web page that was printed.
    Pdf,
    /// Markdown: one article, or a transcript with each item under a heading of its own.
    Markdown,
    /// A Word document (.docx).
    Docx,
    /// A Word document in the binary format, which WPS writes too (.doc, .wps).
    WordBinary,
    /// An OpenDocument text (.odt).
    OpenDocument,
    /// A document in Rich Text Format.
    Rtf,
    /// A book of web pages (.epub).
    Book,
    /// A notebook of a program for notes (.enex).
    Notebook,
    /// A feed of a web site (RSS, Atom).
    Feed,
    /// A dump of a database (.sql).
    SqlDump,
    /// Articles as JSON: one a line, an array, or nested objects.
    Json,
    /// A script, which may hold articles as data (.js, .jsonp).
    Script,
    /// A table of articles as text, with any separator.
    Csv,
    /// A spreadsheet (.xlsx, .xls, .ods).
    Spreadsheet,
    /// A table of Apache Parquet, which is read with the feature `parquet`.
    Parquet,
    /// A picture, which a recogniser of the user's can read.
    Image,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
}

impl Format {
    /// Whether it is a format of documents with paragraphs.
    pub(super) fn is_document(self) -> bool {
        matches!(self, Format::Docx | Format::OpenDocument | Format::WordBinary | Format::Rtf)
    }
}

/// What a file's name says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedFormat {
    /// A format that is read; `gzipped` where it is packed.
    Readable {
        /// The format.
        format: Format,
        /// Whether the file is packed by gzip.
        gzipped: bool,
    },
    /// A kind that is not read.
    Unreadable(UnreadableKind),
}

/// Extensions and the formats they name.
const READABLE: &[(Format, &[&str])] = &[
    (Format::Text, &["txt", "text", "enw", "ris", "bib", "sgm", "sgml"]),
    (Format::Html, &["html", "htm", "xhtml", "shtml", "shtm"]),
    (Format::SavedPage, &["mht", "mhtml"]),
    (Format::Mail, &["eml", "mbox"]),
    (Format::Markdown, &["md", "markdown"]),
    (Format::Pdf, &["pdf"]),
    (Format::Docx, &["docx", "docm"]),
    (Format::WordBinary, &["doc", "wps", "dot", "wpt"]),
    (Format::OpenDocument, &["odt", "ott"]),
    (Format::Rtf, &["rtf"]),
    (Format::Book, &["epub"]),
    (Format::Json, &["jsonl", "ndjson", "json", "jl"]),
    (Format::Script, &["js", "mjs", "cjs", "jsonp"]),
    (Format::Notebook, &["enex"]),
    (Format::Feed, &["xml", "rss", "atom"]),
    (Format::SqlDump, &["sql"]),
    (Format::Csv, &["csv", "tsv", "tab"]),
    (Format::Spreadsheet, &["xlsx", "xlsm", "xls", "xlsb", "ods", "et"]),
    #[cfg(feature = "parquet")]
    (Format::Parquet, &["parquet"]),
    (Format::Image, &["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "jp2"]),
    (Format::Zip, &["zip"]),
    // Joplin packs its notes so.
    (Format::Tar, &["tar", "jex"]),
];

/// Extensions of kinds that are not read.
const UNREADABLE: &[(UnreadableKind, &[&str])] = &[
    (UnreadableKind::Ofd, &["ofd"]),
    (UnreadableKind::Image, &["heic", "psd", "svg"]),
    (UnreadableKind::Presentation, &["ppt", "pptx", "dps", "odp"]),
    (UnreadableKind::Caj, &["caj", "kdh", "nh"]),
    (UnreadableKind::Archive, &["rar", "7z", "bz2", "xz", "zst"]),
    (UnreadableKind::Parquet, &["parquet", "feather", "arrow"]),
    (UnreadableKind::Media, &["mp3", "mp4", "wav", "m4a", "avi", "mov", "mkv", "flv", "wmv"]),
];

/// The format that a file's name tells.
pub fn format_of(path: &Path) -> NamedFormat {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let (stem, gzipped) = match name.strip_suffix(".gz") {
        Some(stem) => (stem, true),
        None => (name.as_str(), false),
    };
    let extension = stem.rsplit_once('.').map_or("", |(_, extension)| extension);
    if extension == "tgz" {
        return NamedFormat::Readable { format: Format::Tar, gzipped: true };
    }
    if let Some((format, _)) = READABLE.iter().find(|(_, extensions)| extensions.contains(&extension)) {
        return NamedFormat::Readable { format: *format, gzipped };
    }
    let known = UNREADABLE.iter().find(|(_, extensions)| extensions.contains(&extension));
    NamedFormat::Unreadable(known.map_or(UnreadableKind::Other, |(kind, _)| *kind))
}

/// The container of Microsoft's old office formats (MS-CFB 2.2).
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The first bytes of pictures: PNG, JPEG.
const IMAGES: [&[u8]; 2] = [b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF"];

/// What is said of a document or a spreadsheet with a password.
pub(super) const PROTECTED: &str =
    "it is protected by a password; take the password off in Word, Excel or WPS and save it anew";

/// Whether the bytes are those of an office file with a password, which lies in the stream `EncryptedPackage` of a
/// compound file ([MS-OFFCRYPTO] 1.3.2).
pub(super) fn is_protected(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // The names of streams stand in entries of 128 bytes ([MS-CFB] 2.6.1).
    bytes.starts_with(COMPOUND_FILE) && bytes.chunks(128).any(|entry| entry.starts_with(&name))
}

/// The format that the first bytes of a file show, where they show one. `named` is what its name says.
pub(super) fn sniff(bytes: &[u8], named: Format) -> Format {
    if bytes.starts_with(b"%PDF-") {
        return Format::Pdf;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return match named {
            Format::Docx | Format::OpenDocument | Format::Spreadsheet | Format::Zip => named,
            _ if named == Format::Book || is_book(bytes) => Format::Book,
            _ if holds(bytes, b"word/") => Format::Docx,
            _ if holds(bytes, b"xl/") => Format::Spreadsheet,
            _ => Format::Zip,
        };
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return if named == Format::Spreadsheet { named } else { Format::WordBinary };
    }
    if bytes.starts_with(b"{\\rtf") {
        return Format::Rtf;
    }
    if IMAGES.iter().any(|start| bytes.starts_with(start)) {
        return Format::Image;
    }
    if (named.is_document() || named == Format::Feed) && looks_like_word_xml(bytes) {
        return Format::Docx;
    }
    if named == Format::Feed && beginning(bytes).contains("<en-export") {
        return Format::Notebook;
    }
    if named.is_document() && looks_like_saved_page(bytes) {
        return Format::SavedPage;
    }
    if (named.is_document() || matches!(named, Format::Text | Format::Spreadsheet | Format::SavedPage))
        && looks_like_html(bytes)
    {
        return Format::Html;
    }
    // Text that was only named as something else.
    if named.is_document() { Format::Text } else { named }
}

/// Whether the first part of a package says that it is a book: it is not packed and stands behind 30 bytes (EPUB Open Container Format 3.3, 4.3).
fn is_book(bytes: &[u8]) -> bool {
    bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/epub+zip"))
}

/// At most this many of the first bytes are looked at.
const SNIFFED: usize = 4096;

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1 << 16)], needle).is_some()
}

/// The beginning of a text in lower case, without blanks before it.
fn beginning(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(SNIFFED)]).to_ascii_lowercase();
    start.trim_start_matches('\u{FEFF}').trim_start().to_owned()
}

/// Whether a text begins as messages do that hold a web page: Word saves documents so under its own endings.
fn looks_like_saved_page(bytes: &[u8]) -> bool {
    let start = beginning(bytes);
    let is_message =
        start.starts_with("mime-version:") || start.starts_with("from:") && start.contains("\nmime-version:");
    is_message && start.contains("text/html")
}

/// Whether a text begins as the XML of Word does that is one file: that of Word 2003, or the parts of a package (Flat OPC).
fn looks_like_word_xml(bytes: &[u8]) -> bool {
    let start = beginning(bytes);
    // A web page that Word wrote holds such an element for the program alone.
    let is_web_page = start.contains("<html");
    let is_word = || start.contains("<w:worddocument") || start.contains("progid=\"word.document\"");
    start.starts_with('<') && !is_web_page && is_word()
}

/// Whether a text begins as web pages do.
fn looks_like_html(bytes: &[u8]) -> bool {
    let start = beginning(bytes);
    // A crawler may keep the elements of the article alone.
    let is_fragment = ["<h1", "<h2", "<h3", "<div", "<p>", "<p ", "<table", "<span", "<meta", "<title"]
        .iter()
        .any(|element| start.starts_with(element))
        && (start.contains("</p>") || start.contains("</div>") || start.contains("<br"));
    is_fragment
        || start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with('<') && start.contains("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_formats() {
        let readable = |name: &str| match format_of(Path::new(name)) {
            NamedFormat::Readable { format, gzipped } => Some((format, gzipped)),
            _ => None,
        };
        assert_eq!(readable("a/第01版.TXT"), Some((Format::Text, false)));
        assert_eq!(readable("news.jsonl.gz"), Some((Format::Json, true)));
        assert_eq!(readable("剪报.mbox"), Some((Format::Mail, false)));
        assert_eq!(readable("剪报.enex"), Some((Format::Notebook, false)));
        assert_eq!(readable("第01版.JPG"), Some((Format::Image, false)));
        assert_eq!(readable("all.tgz"), Some((Format::Tar, true)));
        assert_eq!(readable("笔记.jex"), Some((Format::Tar, false)));
        assert_eq!(
            format_of(Path::new("通知.doc")),
            NamedFormat::Readable { format: Format::WordBinary, gzipped: false }
        );
        assert_eq!(format_of(Path::new("版面.psd")), NamedFormat::Unreadable(UnreadableKind::Image));
        assert_eq!(format_of(Path::new("news.feather")), NamedFormat::Unreadable(UnreadableKind::Parquet));
        assert_eq!(format_of(Path::new("setup.exe")), NamedFormat::Unreadable(UnreadableKind::Other));
        assert_eq!(format_of(Path::new("README")), NamedFormat::Unreadable(UnreadableKind::Other));
    }

    #[test]
    fn content_corrects_names() {
        assert_eq!(sniff("<!DOCTYPE html><p>通知</p>".as_bytes(), Format::WordBinary), Format::Html);
        assert_eq!(sniff("全市信访工作会议召开".as_bytes(), Format::Docx), Format::Text);
        let message = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>";
        assert_eq!(sniff(message, Format::WordBinary), Format::SavedPage);
        assert_eq!(sniff(message, Format::Text), Format::Text);
        assert_eq!(sniff(b"MIME-Version: 1.0 is the first line of messages.", Format::WordBinary), Format::Text);
        assert_eq!(sniff(b"{\\rtf1\\ansi", Format::WordBinary), Format::Rtf);
        let xml = b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument>";
        assert_eq!(sniff(xml, Format::WordBinary), Format::Docx);
        let page =
            b"<html xmlns:w=\"urn\"><head><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->";
        assert_eq!(sniff(page, Format::WordBinary), Format::Html);
        assert_eq!(sniff(b"<?xml version=\"1.0\"?><rss>", Format::Feed), Format::Feed);
        assert_eq!(sniff(b"<?xml version=\"1.0\"?><en-export>", Format::Feed), Format::Notebook);
        assert_eq!(sniff(b"%PDF-1.7", Format::Text), Format::Pdf);
        let book = [b"PK\x03\x04".as_slice(), &[0; 26], b"mimetypeapplication/epub+zip"].concat();
        assert_eq!(sniff(&book, Format::Text), Format::Book);
        assert_eq!(sniff(COMPOUND_FILE, Format::Docx), Format::WordBinary);
        assert_eq!(sniff(COMPOUND_FILE, Format::Spreadsheet), Format::Spreadsheet);
    }
}
