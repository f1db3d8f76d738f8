//! Limits what a document may unpack, and adds what its fonts lack.

use std::cell::Cell;
use std::future::ready;

use pdfboss_core::{AsyncObjectSource, BoxFuture, Dict, Document, Error as ReadError, Name, ObjRef, Object, Stream};

/// A document that unpacks a limited number of bytes: reading a drawing instruction costs a hundred times its size, and
/// a small file can ask for gigabytes of them.
pub(super) struct Budgeted<'a> {
    pub document: &'a Document,
    /// Number of bytes that may still be unpacked; `None` once the limit was exceeded.
    pub left: Cell<Option<usize>>,
}

impl Budgeted<'_> {
    fn unpacked(&self, stream: &Stream) -> Result<Vec<u8>, ReadError> {
        let left = self.left.get().ok_or_else(|| ReadError::Decode("too many drawing instructions".to_owned()))?;
        let data = self.document.stream_data(stream)?;
        self.left.set(left.checked_sub(data.len()));
        match self.left.get() {
            Some(_) => Ok(data),
            None => Err(ReadError::Decode("too many drawing instructions".to_owned())),
        }
    }
}

impl AsyncObjectSource for Budgeted<'_> {
    fn get(&self, reference: ObjRef) -> BoxFuture<'_, Result<Object, ReadError>> {
        Box::pin(ready(self.document.get(reference).map(with_ascii)))
    }

    fn stream_data<'a>(&'a self, stream: &'a Stream) -> BoxFuture<'a, Result<Vec<u8>, ReadError>> {
        Box::pin(ready(self.unpacked(stream)))
    }

    fn resolve<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, Result<Object, ReadError>> {
        Box::pin(ready(self.document.resolve(object).map(with_ascii)))
    }
}

/// The encodings of Chinese text in which the codes of ASCII stand for themselves, without the direction of writing.
const WITH_ASCII: [&str; 10] =
    ["GB-EUC", "GBpc-EUC", "GBK-EUC", "GBKp-EUC", "GBK2K", "B5pc", "HKscs-B5", "ETen-B5", "ETenms-B5", "CNS-EUC"];
/// The character map that these encodings lack in the library that reads PDFs: their half-width letters and digits.
const ASCII_MAP: &[u8] =
    b"1 begincodespacerange <20> <7E> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange";

/// Adds the characters of half-width letters and digits to a font that has one of these encodings and no map.
fn with_ascii(mut object: Object) -> Object {
    if let Object::Dict(font) = &mut object
        && font.get("ToUnicode").is_none()
        && font.get("DescendantFonts").is_some()
        && let Some(Object::Name(encoding)) = font.get("Encoding")
        && encoding.0.rsplit_once('-').is_some_and(|(name, _)| WITH_ASCII.contains(&name))
    {
        let map = Stream { dict: Dict::new(), data: ASCII_MAP.to_vec() };
        font.insert(Name("ToUnicode".into()), Object::Stream(map));
    }
    object
}
