//! Pictures and scanned pages, read by a recogniser of the user's.

use std::path::Path;

use rayon::prelude::*;

use crate::corpus::read::pdf::{PdfPage, page_images, page_of_boxes};
use crate::corpus::read::recognition::{Recognised, RecognisedPage, TextRecognizer};
use crate::error::{Error, Result};

/// The page that a file with a picture shows, and the problem that some of its characters could not be decoded.
///
/// # Errors
/// [`Error::Recognition`] where the recogniser cannot read it.
pub(in crate::corpus::read) fn image_page(
    file: &str,
    bytes: &[u8],
    recognizer: &TextRecognizer,
) -> Result<(PdfPage, Option<Error>)> {
    let name = file.strip_suffix(".gz").unwrap_or(file);
    let ending = Path::new(name).extension().map_or_else(String::new, |ending| ending.to_string_lossy().to_lowercase());
    // A picture that is named as something else shows by its first bytes what it is.
    let ending = match ending.as_str() {
        "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "jp2" => ending.as_str(),
        _ if bytes.starts_with(b"\xFF\xD8") => "jpg",
        _ => "png",
    };
    let found = recognizer.recognise(bytes, ending).map_err(|problem| Error::Recognition {
        file: file.into(),
        page: None,
        problem: problem.to_string(),
    })?;
    let damage = damage(file, None, &found);
    Ok((page_of(1, found.recognised), damage))
}

/// Pages with the problem that each has, by their numbers.
pub(in crate::corpus::read) type PageProblems = Vec<(usize, Error)>;

/// Recognises the pages of a PDF that have no usable text, several at once. The result lists, in the order of the pages,
/// those for which that failed, and those that were read although some characters could not be decoded.
///
/// # Errors
/// [`Error::BadDocument`] where the document cannot be opened.
pub(super) fn recognise_pages(
    file: &str,
    bytes: &[u8],
    pages: &mut [PdfPage],
    recognizer: &TextRecognizer,
) -> Result<(PageProblems, PageProblems)> {
    let scans: Vec<&mut PdfPage> =
        pages.iter_mut().filter(|page| page.unreadable || page.spans == 0 && !page.blank).collect();
    if scans.is_empty() {
        return Ok(Default::default());
    }
    let numbers: Vec<usize> = scans.iter().map(|page| page.number).collect();
    let images = page_images(bytes, &numbers)
        .map_err(|problem| Error::BadDocument { file: file.into(), problem: problem.to_string() })?;
    let problems = scans.into_par_iter().zip(images).filter_map(|(page, image)| {
        let found = image
            .map_err(|problem| problem.to_string())
            .and_then(|image| recognizer.recognise(&image.bytes, image.ending).map_err(|problem| problem.to_string()));
        let number = page.number;
        let problem = match found {
            Ok(found) => {
                let damage = damage(file, Some(number), &found);
                *page = page_of(number, found.recognised);
                damage
            }
            Err(problem) => Some(Error::Recognition { file: file.into(), page: Some(number), problem }),
        };
        problem.map(|problem| (number, problem))
    });
    let problems: PageProblems = problems.collect();
    Ok(problems.into_iter().partition(|(_, problem)| matches!(problem, Error::Recognition { .. })))
}

/// The problem that some characters of an output could not be decoded.
fn damage(file: &str, page: Option<usize>, found: &RecognisedPage) -> Option<Error> {
    (found.replaced > 0).then(|| Error::RecognisedInPart { file: file.into(), page, count: found.replaced })
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
