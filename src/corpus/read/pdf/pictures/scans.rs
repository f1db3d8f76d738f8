//! Takes the picture out of a scanned page.

use std::cell::Cell;
use std::collections::BTreeMap;

use pdfboss_core::content::{Op, parse_content};
use pdfboss_core::{Dict, Document, Object, Page, Stream};
use thiserror::Error;

use crate::corpus::read::pdf::pictures::pixels::{PixelProblem, codec, png};

/// Forms that hold pictures are followed to this depth.
const MAX_DEPTH: usize = 4;
/// At most this many pictures of a page are looked at.
const MAX_PICTURES: usize = 1_000;
/// The largest picture of a scanned page has at least this share of all its pixels; stamps and the coarse layers of
/// compressed scans have the rest.
const MIN_SHARE: f64 = 0.6;
/// Pictures with fewer pixels hold no page of a newspaper.
const MIN_PIXELS: u64 = 200_000;

/// A picture as bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageImage {
    /// The content of the file.
    pub bytes: Vec<u8>,
    /// The ending of its name: `jpg`, `jp2` or `png`.
    pub ending: &'static str,
}

/// Why no picture can be taken out of a page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImageProblem {
    /// The page draws no picture that is large enough.
    #[error("the page is no scan: it holds no large picture; save it as a picture first")]
    NoPicture,
    /// The page is put together from several pictures.
    #[error("the page is put together from {0} pictures; save it as one picture first")]
    Several(usize),
    /// The picture has a form that cannot be written as a file.
    #[error("the picture of the page cannot be taken out ({0})")]
    Unusable(String),
}

impl From<PixelProblem> for ImageProblem {
    fn from(problem: PixelProblem) -> Self {
        ImageProblem::Unusable(problem.to_string())
    }
}

/// The picture that a scanned page consists of.
///
/// # Errors
/// [`ImageProblem`], where the page has none, several, or one that cannot be taken out.
pub(in crate::corpus::read::pdf) fn page_image(document: &Document, page: &Page) -> Result<PageImage, ImageProblem> {
    let unusable = |error: pdfboss_core::Error| ImageProblem::Unusable(error.to_string());
    let content = page.content(document).map_err(unusable)?;
    let mut found = BTreeMap::new();
    collect(document, &content, &page.resources, 0, &mut found);
    let pixels = |stream: &Stream| {
        let side = |name: &str| number(document, &stream.dict, name).unwrap_or(0);
        side("Width").saturating_mul(side("Height"))
    };
    let total: u64 = found.values().map(pixels).sum();
    let Some(largest) = found.values().max_by_key(|stream| pixels(stream)) else { return Err(ImageProblem::NoPicture) };
    if total < MIN_PIXELS {
        return Err(ImageProblem::NoPicture);
    }
    if (pixels(largest) as f64) < total as f64 * MIN_SHARE {
        return Err(ImageProblem::Several(found.len()));
    }
    let data = document.stream_data(largest).map_err(unusable)?;
    match codec(document, &largest.dict).as_str() {
        "DCTDecode" | "DCT" => Ok(PageImage { bytes: data, ending: "jpg" }),
        "JPXDecode" => Ok(PageImage { bytes: data, ending: "jp2" }),
        _ => Ok(PageImage { bytes: png(document, &largest.dict, &data)?, ending: "png" }),
    }
}

/// Whether a page draws nothing that may be text: no picture, no shading or pattern, no curves as letters have them that were turned
/// into shapes, and no letters that could not be read (`has_blank_text` where its text is known and blank). Rules, frames and grounds
/// of colour may stand on a blank page.
pub(in crate::corpus::read::pdf) fn is_blank(document: &Document, page: &Page, has_blank_text: bool) -> bool {
    let look = Look { document, has_blank_text, forms_left: Cell::new(MAX_PICTURES) };
    page.content(document).is_ok_and(|content| !look.draws(&content, &page.resources, 0))
}

/// A look for anything that may be text.
struct Look<'d> {
    document: &'d Document,
    has_blank_text: bool,
    /// The forms that may still be followed: they may hold each other in great numbers.
    forms_left: Cell<usize>,
}

impl Look<'_> {
    fn draws(&self, content: &[u8], resources: &Dict, depth: usize) -> bool {
        let Ok(operators) = parse_content(content) else { return true };
        operators.iter().any(|operator| match operator {
            Op::InlineImage(_) | Op::Shading(_) | Op::CurveTo(..) | Op::CurveToV(..) | Op::CurveToY(..) => true,
            Op::SetFillColorN(_, pattern) | Op::SetStrokeColorN(_, pattern) => pattern.is_some(),
            Op::ShowText(text) | Op::NextLineShowText(text) | Op::NextLineShowTextSpaced(_, _, text) => {
                !self.has_blank_text && !text.is_empty()
            }
            Op::ShowTextAdjusted(items) => !self.has_blank_text && !items.is_empty(),
            Op::XObject(name) => self.object_draws(&name.0, resources, depth),
            _ => false,
        })
    }

    /// Whether a picture or a form draws something. What is followed no further may.
    fn object_draws(&self, name: &str, resources: &Dict, depth: usize) -> bool {
        let resolved = |dict: &Dict, key: &str| dict.get(key).and_then(|object| self.document.resolve(object).ok());
        let Some(Object::Dict(objects)) = resolved(resources, "XObject") else { return false };
        let Some(Object::Stream(stream)) = resolved(&objects, name) else { return false };
        let is_form = stream.dict.get_name("Subtype").is_some_and(|kind| kind.0.as_str() == "Form");
        let left = self.forms_left.get();
        if !is_form || depth >= MAX_DEPTH || left == 0 {
            return true;
        }
        self.forms_left.set(left - 1);
        let inner = resolved(&stream.dict, "Resources");
        let resources = if let Some(Object::Dict(inner)) = &inner { inner } else { resources };
        self.document.stream_data(&stream).is_ok_and(|content| self.draws(&content, resources, depth + 1))
    }
}

/// Collects the pictures that some drawing instructions draw, by the names of their resources.
fn collect(document: &Document, content: &[u8], resources: &Dict, depth: usize, found: &mut BTreeMap<String, Stream>) {
    let Ok(operators) = parse_content(content) else { return };
    let Some(Object::Dict(drawn)) = resources.get("XObject").and_then(|object| document.resolve(object).ok()) else {
        return;
    };
    for operator in operators {
        let Op::XObject(name) = operator else { continue };
        let key = format!("{depth}/{}", name.0);
        if found.contains_key(&key) || found.len() >= MAX_PICTURES {
            continue;
        }
        let Some(Object::Stream(stream)) = drawn.get(&name.0).and_then(|object| document.resolve(object).ok()) else {
            continue;
        };
        match stream.dict.get_name("Subtype").map(|name| name.0.as_str()) {
            Some("Image") => {
                found.insert(key, stream);
            }
            Some("Form") if depth < MAX_DEPTH => {
                let inner = stream.dict.get("Resources").and_then(|object| document.resolve(object).ok());
                let resources = if let Some(Object::Dict(inner)) = inner { inner } else { resources.clone() };
                if let Ok(content) = document.stream_data(&stream) {
                    collect(document, &content, &resources, depth + 1, found);
                }
            }
            _ => {}
        }
    }
}

/// A number of a dictionary, which may stand elsewhere in the document.
pub(in crate::corpus::read::pdf) fn number(document: &Document, dict: &Dict, name: &str) -> Option<u64> {
    let value = document.resolve(dict.get(name)?).ok()?;
    u64::try_from(value.as_int()?).ok()
}
