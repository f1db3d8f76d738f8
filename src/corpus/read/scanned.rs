//! Pictures and scanned pages, read by a recogniser of the user's.

use std::path::Path;

use rayon::prelude::*;

use crate::corpus::read::pdf::{PdfPage, page_images, page_of_boxes};
use crate::corpus::read::recognition::{Recognised, TextRecognizer};
use crate::error::{Error, Result};

/// The page that a file with a picture shows.
///
/// # Errors
/// [`Error::Recognition`] where the recogniser cannot read it.
pub(super) fn image_page(file: &str, bytes: &[u8], recognizer: &TextRecognizer) -> Result<PdfPage> {
    let name = file.strip_suffix(".gz").unwrap_or(file);
    let ending = Path::new(name).extension().map_or_else(String::new, |ending| ending.to_string_lossy().to_lowercase());
    // A picture that is named as something else shows by its first bytes what it is.
    let ending = match ending.as_str() {
        "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "jp2" => ending.as_str(),
        _ if bytes.starts_with(b"\xFF\xD8") => "jpg",
        _ => "png",
    };
    let recognised = recognizer.recognise(bytes, ending);
    recognised.map(|recognised| page_of(1, recognised)).map_err(|problem| Error::Recognition {
        file: file.into(),
        page: None,
        problem: problem.to_string(),
    })
}

/// Recognises the pages of a PDF that have no usable text, several at once. The result lists, in the order of the pages,
/// those for which that failed, with their numbers.
///
/// # Errors
/// [`Error::BadDocument`] where the document cannot be opened.
pub(super) fn recognise_pages(
    file: &str,
    bytes: &[u8],
    pages: &mut [PdfPage],
    recognizer: &TextRecognizer,
) -> Result<Vec<(usize, Error)>> {
    let scans: Vec<&mut PdfPage> = pages.iter_mut().filter(|page| page.unreadable || page.spans == 0).collect();
    if scans.is_empty() {
        return Ok(Vec::new());
    }
    let numbers: Vec<usize> = scans.iter().map(|page| page.number).collect();
    let images = page_images(bytes, &numbers)
        .map_err(|problem| Error::BadDocument { file: file.into(), problem: problem.to_string() })?;
    let failures = scans.into_par_iter().zip(images).filter_map(|(page, image)| {
        let recognised = image
            .map_err(|problem| problem.to_string())
            .and_then(|image| recognizer.recognise(&image.bytes, image.ending).map_err(|problem| problem.to_string()));
        match recognised {
            Ok(recognised) => {
                *page = page_of(page.number, recognised);
                None
            }
            Err(problem) => {
                let number = page.number;
                Some((number, Error::Recognition { file: file.into(), page: Some(number), problem }))
            }
        }
    });
    Ok(failures.collect())
}

/// A recognised page as one that was printed.
fn page_of(number: usize, recognised: Recognised) -> PdfPage {
    match recognised {
        Recognised::Boxes(boxes) => page_of_boxes(number, &boxes),
        Recognised::Text(text) => {
            let spans = text.lines().filter(|line| !line.trim().is_empty()).count();
            PdfPage { number, text, spans, ..PdfPage::default() }
        }
    }
}
