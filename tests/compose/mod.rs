//! Composes newspaper pages as PDF: type set in columns, with the text drawn in whatever order a test asks for.

pub mod articles;

use std::io::Read;
use std::sync::LazyLock;

use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::text::{Font, TextDirection};

/// Where the fonts are.
const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/fonts");

static REGULAR: LazyLock<Font> = LazyLock::new(|| font("NotoSansSC-Regular.ttf.gz"));
static BOLD: LazyLock<Font> = LazyLock::new(|| font("NotoSansSC-Bold.ttf.gz"));

fn font(name: &str) -> Font {
    let packed = std::fs::read(format!("{FONTS}/{name}")).expect("the font is there");
    let mut data = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut data).expect("the font unpacks");
    Font::new(data.into(), 0).expect("the font is one")
}

/// A part of a page in points from its upper left corner.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

/// A printed line, or a part of one.
#[derive(Debug, Clone)]
pub struct Run {
    pub left: f32,
    pub baseline: f32,
    pub size: f32,
    pub bold: bool,
    pub text: String,
    /// Additional space after each character, in points.
    pub spacing: f32,
}

/// One page while it is composed.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub width: f32,
    pub height: f32,
    pub runs: Vec<Run>,
    pub frames: Vec<Area>,
    pub rules: Vec<(f32, f32, f32, f32)>,
}

impl Sheet {
    /// An empty page.
    pub fn new(width: f32, height: f32) -> Self {
        Self { width, height, runs: Vec::new(), frames: Vec::new(), rules: Vec::new() }
    }

    /// Sets one line from the left.
    pub fn line(&mut self, left: f32, baseline: f32, size: f32, bold: bool, text: &str) {
        self.runs.push(Run { left, baseline, size, bold, text: text.to_owned(), spacing: 0.0 });
    }

    /// Sets one line in the middle of an area's width.
    pub fn centred(&mut self, area: Area, baseline: f32, size: f32, text: &str) {
        let left = area.left + (area.width - text.chars().count() as f32 * size) / 2.0;
        self.line(left, baseline, size, true, text);
    }

    /// Sets a headline one character below the other.
    pub fn downwards(&mut self, left: f32, top: f32, size: f32, text: &str) {
        for (place, character) in text.chars().enumerate() {
            self.line(left, top + size * (0.9 + 1.15 * place as f32), size, true, &character.to_string());
        }
    }

    /// Sets paragraphs in columns of equal height; each is broken to the column's width, justified by spacing.
    pub fn columns(&mut self, area: Area, count: usize, gutter: f32, size: f32, leading: f32, paragraphs: &[&str]) {
        let width = (area.width - gutter * (count as f32 - 1.0)) / count as f32;
        let lines = broken(paragraphs, (width / size).floor() as usize);
        let each = lines.len().div_ceil(count);
        for (place, line) in lines.iter().enumerate() {
            let (column, row) = (place / each, place % each);
            let baseline = area.top + size * 0.88 + row as f32 * leading;
            assert!(baseline < area.top + area.height, "{} lines do not fit", lines.len());
            let left = area.left + column as f32 * (width + gutter);
            self.set(left, baseline, size, width, line);
        }
    }

    /// Sets one line of a column.
    pub fn set(&mut self, left: f32, baseline: f32, size: f32, width: f32, line: &Broken) {
        let indent = if line.indented { size * 2.0 } else { 0.0 };
        let count = line.text.chars().count();
        let spacing = match (line.last, count) {
            (false, 2..) => (width - indent - count as f32 * size) / (count as f32 - 1.0),
            _ => 0.0,
        };
        self.runs.push(Run { left: left + indent, baseline, size, bold: false, text: line.text.clone(), spacing });
    }

    /// Draws the text in lines across the page, as many programs do.
    pub fn across(&mut self) {
        self.runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    }
}

/// A line of a paragraph.
#[derive(Debug, Clone)]
pub struct Broken {
    pub text: String,
    pub indented: bool,
    pub last: bool,
}

/// Breaks paragraphs to lines of so many characters; a sign that may not begin a line takes a character along.
pub fn broken(paragraphs: &[&str], most: usize) -> Vec<Broken> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        let characters: Vec<char> = paragraph.chars().collect();
        let mut at = 0;
        while at < characters.len() {
            let room = if at == 0 { most - 2 } else { most };
            let mut end = (at + room).min(characters.len());
            while end < characters.len() && "，。、；：？！）”》".contains(characters[end]) {
                end -= 1;
            }
            let text = characters[at..end].iter().collect();
            lines.push(Broken { text, indented: at == 0, last: end == characters.len() });
            at = end;
        }
    }
    lines
}

/// Writes pages as PDF with embedded subsets of the font.
pub fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let mut document = krilla::Document::new();
    for sheet in sheets {
        let settings = PageSettings::from_wh(sheet.width, sheet.height).expect("a page has a size");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for run in &sheet.runs {
            let font = if run.bold { BOLD.clone() } else { REGULAR.clone() };
            let mut draw = |left: f32, text: &str| {
                let start = Point::from_xy(left, run.baseline);
                surface.draw_text(start, font.clone(), run.size, text, false, TextDirection::Auto);
            };
            if run.spacing == 0.0 {
                draw(run.left, &run.text);
            } else {
                for (place, character) in run.text.chars().enumerate() {
                    draw(run.left + place as f32 * (run.size + run.spacing), &character.to_string());
                }
            }
        }
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke { width: 0.5, ..Stroke::default() }));
        for frame in &sheet.frames {
            let mut path = PathBuilder::new();
            path.push_rect(
                Rect::from_xywh(frame.left, frame.top, frame.width, frame.height).expect("a frame has a size"),
            );
            surface.draw_path(&path.finish().expect("a frame is a path"));
        }
        for (x1, y1, x2, y2) in &sheet.rules {
            let mut path = PathBuilder::new();
            path.move_to(*x1, *y1);
            path.line_to(*x2, *y2);
            surface.draw_path(&path.finish().expect("a rule is a path"));
        }
        surface.finish();
        page.finish();
    }
    document.finish().expect("the document is written")
}
