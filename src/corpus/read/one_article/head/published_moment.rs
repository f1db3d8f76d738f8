//! Tells a moment of publication from that of printing, where a site writes it as a browser does: “2022/03/03 11:40:03”.

use crate::corpus::publication::head_line;
use crate::corpus::read::markup::print_marks::PrintMark;
use crate::corpus::read::one_article::rows::Row;

/// A file with more moments is a log and was not printed by a browser.
const MAX_MOMENTS: usize = 500;

/// The row among the first `top`, above the text, whose moment tells when the article was published; `marks` are what a browser may have
/// printed on each row. A browser prints the same moment on every sheet, at its edge, beside its other marks. That of the article is
/// another one, and right beside it stands a field of the head line, or it is told to the second, or the moment of printing stands
/// elsewhere in the file.
pub(in crate::corpus::read::one_article) fn published_moment(
    rows: &[Row],
    marks: &[Option<PrintMark>],
    top: usize,
) -> Option<usize> {
    let is_moment = |at: usize| matches!(marks.get(at), Some(Some(PrintMark::Moment { .. })));
    let is_mark = |at: Option<usize>| at.and_then(|at| marks.get(at)).is_some_and(Option::is_some);
    let is_field = |at: Option<usize>| {
        at.and_then(|at| rows.get(at)).is_some_and(|row: &Row| head_line::parse(&row.text).is_some())
    };
    let moments: Vec<usize> = (0..rows.len()).filter(|&at| is_moment(at)).collect();
    if moments.len() > MAX_MOMENTS {
        return None;
    }
    let is_of_article = |at: usize| {
        let (own, above, below) = (rows[at].text.as_str(), at.checked_sub(1), Some(at + 1));
        // The title may stand behind the moment on one sheet and not on the other.
        let is_same = |other: usize| rows[other].text.starts_with(own) || own.starts_with(rows[other].text.as_str());
        let is_repeated = || moments.iter().any(|&other| other != at && is_same(other));
        let to_the_second = own.matches([':', '：']).nth(1).is_some();
        at > 0
            && !is_mark(above)
            && !is_mark(below)
            && (is_field(above) || is_field(below) || to_the_second || moments.len() > 1)
            && !is_repeated()
    };
    moments.iter().copied().filter(|&at| at < top).find(|&at| is_of_article(at))
}
