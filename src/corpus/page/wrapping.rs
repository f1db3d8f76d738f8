//! How a program wrapped the lines of a page: all at one width, or not at all. The paragraphs are then known for certain, unlike those
//! in the columns of a paper.

use crate::corpus::page::lines::Line;

/// Usual lines wider than this are paragraphs that were never wrapped, in Han characters.
const MAX_WRAPPED: f32 = 56.0;
/// The widths at which lines may be wrapped, in halves of a Han character.
const WIDTHS: usize = 2 * 56 + 1;
/// The indent of a paragraph's first line, and how far full lines may differ in width, in Han characters.
const INDENT: f32 = 2.0;
const EVEN: f32 = 1.1;
/// On a page with fewer indented lines the layout is known only where no line contradicts it.
const MIN_INDENTED: usize = 5;
const MIN_INDENTED_WHERE_PLAIN: usize = 2;
/// The fewest full lines that a page has: with indents, and without.
const MIN_FULL: usize = 2;
const MIN_FULL_AT_MARGIN: usize = 5;
/// For each line that is continued before it is full there are at least this many full ones: with indents, and without.
const FULL_FOR_SHORT: usize = 4;
const FULL_FOR_SHORT_AT_MARGIN: usize = 10;
/// The fewest headlines of a page that has no indents.
const MIN_HEADLINES: usize = 2;
/// The fewest lines wider than a column that show whether a page is wrapped.
const MIN_WIDE: usize = 2;

/// The width at which a program wrapped the lines of a page, where it is one for all: in Han characters, with the indent. `usual` is the
/// usual width of the page's lines.
pub(super) fn even_width(lines: &[Line], usual: f32) -> Option<f32> {
    let column = common_width(lines).filter(|column| usual <= column + EVEN)?;
    let counts = Counts::new(lines, |line| fills(line, column));
    let is_even = match counts.indented {
        0 => {
            counts.full >= MIN_FULL_AT_MARGIN
                && counts.full >= FULL_FOR_SHORT_AT_MARGIN * (counts.short + counts.broken)
                && counts.headlines >= MIN_HEADLINES
                // Columns of a paper without indents are as even, but have their blank lines anywhere.
                && counts.has_even_blank_lines()
        }
        indented if indented >= MIN_INDENTED => {
            counts.ends_are_indented() && counts.full >= MIN_FULL && counts.full >= FULL_FOR_SHORT * counts.short
        }
        indented => {
            indented >= MIN_INDENTED_WHERE_PLAIN
                && indented > counts.ended
                && counts.full >= MIN_FULL
                && counts.short + counts.broken == 0
        }
    };
    is_even.then_some(column)
}

/// Whether each paragraph of a page is one line. `usual` is the usual width of the page's lines, `column` the greatest of a paper's columns.
pub(super) fn is_unwrapped(lines: &[Line], usual: f32, column: f32) -> bool {
    if usual > MAX_WRAPPED {
        return true;
    }
    if usual > column {
        // Hardly a line of a wrapped page ends where a sentence does.
        let wide = || lines.iter().filter(|line| line.width > column);
        let ended = wide().filter(|line| line.ends_sentence()).count();
        return wide().count() >= MIN_WIDE && 5 * ended >= 4 * wide().count();
    }
    // Short paragraphs are known as such where all of them are indented.
    let counts = Counts::new(lines, |_| false);
    counts.indented >= MIN_INDENTED && counts.ends_are_indented() && counts.short == 0
}

/// What the lines of a page show of its wrapping.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Lines that are indented.
    indented: usize,
    /// Lines before the last that end a sentence without filling the column.
    ended: usize,
    /// Full lines above a line that may continue their paragraph.
    full: usize,
    /// Lines that do not fill the column and yet seem to continue on the next line.
    short: usize,
    /// Full lines that end no sentence above a blank line.
    broken: usize,
    /// Lines that stand apart and end no sentence, and how many of them below the first line follow no blank line.
    headlines: usize,
    unparted_headlines: usize,
    /// Paragraphs that follow another of their article: those behind a blank line, and those behind a visible end alone.
    parted_paragraphs: usize,
    unparted_paragraphs: usize,
}

impl Counts {
    fn new(lines: &[Line], is_full: impl Fn(&Line) -> bool) -> Self {
        let mut counts = Counts { indented: lines.iter().filter(|line| line.indented).count(), ..Counts::default() };
        let is_headline = |at: usize| {
            let (line, next) = (&lines[at], lines.get(at + 1));
            stands_apart(lines, at)
                && !line.ends_with_full_stop()
                && next.is_some_and(|next| !is_full(line) || next.after_blank)
        };
        for (at, pair) in lines.windows(2).enumerate() {
            let [line, next] = pair else { continue };
            let (full, ends, apart) = (is_full(line), line.ends_sentence(), stands_apart(lines, at));
            let (headline, next_headline) = (is_headline(at), is_headline(at + 1));
            counts.ended += usize::from(!full && ends);
            counts.headlines += usize::from(headline);
            counts.unparted_headlines += usize::from(next_headline && !next.after_blank);
            if !headline && !next_headline {
                counts.parted_paragraphs += usize::from(next.after_blank);
                counts.unparted_paragraphs += usize::from(!next.after_blank && !full && ends);
            }
            if next.after_blank {
                counts.broken += usize::from(full && !ends && !apart);
            } else if !next.indented {
                counts.full += usize::from(full);
                counts.short += usize::from(!full && !ends && !apart);
            }
        }
        counts
    }

    /// Whether the blank lines of a page stand where a program sets them: above each headline, and between all paragraphs or none.
    fn has_even_blank_lines(&self) -> bool {
        self.unparted_headlines == 0 && (self.parted_paragraphs == 0 || self.unparted_paragraphs == 0)
    }

    /// Whether nearly every paragraph that ends visibly is followed by an indent.
    fn ends_are_indented(&self) -> bool {
        10 * self.indented >= 7 * self.ended
    }
}

/// The width that is filled by most of the lines whose sentence continues on the next line.
fn common_width(lines: &[Line]) -> Option<f32> {
    let mut filled = [0usize; WIDTHS];
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if next.indented || next.after_blank || line.ends_with_full_stop() {
            continue;
        }
        let widths = printed_width(line);
        for (halves, count) in filled.iter_mut().enumerate() {
            *count += usize::from(fits(widths, halves as f32 / 2.0));
        }
    }
    let most = filled.iter().copied().max().filter(|&most| most > 0)?;
    // The middle of the widths that fit nearly as many lines: a few lines are shorter by the spaces that were taken out of them.
    let fits_most = |count: usize| 10 * count >= 9 * most;
    let first = filled.iter().position(|&count| fits_most(count))?;
    let alike = filled[first..].iter().take_while(|&&count| fits_most(count)).count();
    Some((2 * first + alike - 1) as f32 / 4.0)
}

/// Whether a line fills a column of the given width.
fn fills(line: &Line, column: f32) -> bool {
    fits(printed_width(line), column)
}

/// Whether a line fills a column of the given width with the spaces that were taken out of it.
pub(super) fn fills_with_spaces(line: &Line, column: f32) -> bool {
    let (least, most) = printed_width(line);
    fits((least, most + line.closed_up), column)
}

fn fits((least, most): (f32, f32), column: f32) -> bool {
    (least - EVEN..=most + EVEN).contains(&column)
}

/// The least and the greatest width that a line may have had, with its indent: some programs count digits, Latin letters and spaces as
/// half as wide as Han characters, others as wide.
fn printed_width(line: &Line) -> (f32, f32) {
    let ascii = line.text.chars().filter(char::is_ascii).count() as f32;
    let least = width_with_indent(line) - (line.ascii - 0.5) * ascii;
    (least, least + 0.5 * ascii)
}

/// The width of a line with the indent of a paragraph's first line.
pub(super) fn width_with_indent(line: &Line) -> f32 {
    line.width + if line.indented { INDENT } else { 0.0 }
}

/// Whether a line that is not indented stands where headlines do: at the top, below a blank line or below the end of a paragraph.
pub(super) fn stands_apart(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    !line.indented && (at == 0 || line.after_blank || lines[at - 1].ends_with_full_stop())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::page::lines::clean;

    const PARAGRAPH: &str = "全市新建的三处公园昨日向市民开放，公园沿河而建，种了600多棵乔木，每处都有健身步道和儿童游乐场，\
                             附近居民步行10分钟就能走到。";

    /// Two short articles, each paragraph wrapped at a width in characters and begun with `indent`.
    fn briefs(width: usize, indent: &str, below: &str) -> String {
        let paragraph: Vec<char> = format!("{indent}{PARAGRAPH}").chars().collect();
        let paragraph: String = paragraph.chunks(width).map(|line| line.iter().collect::<String>() + "\n").collect();
        format!("河畔新增三处公园\n{below}{paragraph}{below}老街换上新灯\n{below}{paragraph}")
    }

    fn even(text: &str) -> Option<f32> {
        // The usual width of the lines of these texts is that of full lines.
        even_width(&clean(text), 0.0)
    }

    #[test]
    fn one_width_is_known_from_a_few_lines_however_wide_their_digits() {
        for width in [14, 18, 22, 26] {
            for below in ["", "\n"] {
                let found = even(&briefs(width, "\u{3000}\u{3000}", below)).expect("one width");
                assert!((found - width as f32).abs() <= EVEN, "{width}: {found}");
            }
        }
        // Without indents more lines must show it.
        assert!(even(&briefs(14, "", "\n")).is_some());
        assert_eq!(even(PARAGRAPH), None);
    }

    #[test]
    fn the_columns_of_a_paper_are_not_wrapped_by_a_program() {
        // Nothing tells where paragraphs begin.
        let at_margin = briefs(18, "", "").replace("河畔新增三处公园\n", "").replace("老街换上新灯\n", "");
        assert_eq!(even(&at_margin), None);
        assert_eq!(even(&briefs(14, "", "")), None);
        assert_eq!(even(&briefs(14, "", "\n").replace("\n\n老街", "\n老街")), None);
        // Lines of different widths.
        assert_eq!(even(&format!("{}{}", briefs(14, "\u{3000}", ""), briefs(20, "\u{3000}", ""))), None);
    }

    #[test]
    fn lines_that_end_with_their_sentences_are_whole_paragraphs() {
        let unwrapped = briefs(99, "\u{3000}\u{3000}", "");
        assert!(is_unwrapped(&clean(&unwrapped), 55.0, 28.5));
        assert!(!is_unwrapped(&clean(&briefs(36, "\u{3000}\u{3000}", "")), 36.0, 28.5));
    }
}
