//! What recognisers write: lines of text, JSON with boxes, or tesseract's table of words.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::corpus::read::recognition::boxes::TextBox;

/// What a recogniser read on a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Recognised {
    /// Lines of text in the order of reading.
    Text(String),
    /// Pieces of text with their places, in any order.
    Boxes(Vec<TextBox>),
}

impl Recognised {
    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        match self {
            Recognised::Text(text) => text.trim().is_empty(),
            Recognised::Boxes(boxes) => boxes.is_empty(),
        }
    }
}

/// Recognises the form of an output by its beginning:
///
/// - JSON, one array or one value a line: `[[[x, y], …], text, score]` as rapidocr has it, or an object with `box` (or
///   `points`) and `text` (or `txt`);
/// - the table that `tesseract … tsv` writes;
/// - anything else is text.
pub(super) fn parse(output: &str) -> Recognised {
    let output = output.trim_start_matches('\u{FEFF}').trim();
    if let Some(boxes) = json(output) {
        return Recognised::Boxes(boxes);
    }
    if output.starts_with("level\tpage_num\t") {
        return Recognised::Boxes(word_table(output));
    }
    let lines: Vec<String> = output.replace('\u{C}', "\n").lines().map(without_spacing).collect();
    Recognised::Text(lines.join("\n"))
}

/// Boxes in JSON; none where the output is no JSON of boxes.
fn json(output: &str) -> Option<Vec<TextBox>> {
    if !output.starts_with(['[', '{']) {
        return None;
    }
    let values: Vec<Value> = match serde_json::from_str(output) {
        // One value alone is a box, or the list of all.
        Ok(value) => match (text_box(&value), value) {
            (Some(found), _) => return Some(vec![found]),
            (None, Value::Array(values)) => values,
            (None, _) => return None,
        },
        Err(_) => {
            let lines = output.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(|line| serde_json::from_str(line).ok()).collect::<Option<_>>()?
        }
    };
    // PaddleOCR puts the boxes of a picture into one more list.
    let values = match &values[..] {
        [Value::Array(inner)] if text_box(&values[0]).is_none() => inner.clone(),
        _ => values,
    };
    let boxes: Vec<TextBox> = values.iter().filter_map(text_box).filter(|found| !found.text.is_empty()).collect();
    (!boxes.is_empty() || values.is_empty()).then_some(boxes)
}

/// A box of one value: points first, then the text, which may stand in a list together with its score.
fn text_box(value: &Value) -> Option<TextBox> {
    let (corners, text) = match value {
        Value::Array(parts) => (parts.first()?, parts.get(1)?),
        Value::Object(fields) => (
            ["box", "points", "bbox", "dt_boxes"].iter().find_map(|name| fields.get(*name))?,
            ["text", "txt", "transcription"].iter().find_map(|name| fields.get(*name))?,
        ),
        _ => return None,
    };
    let text = match text {
        Value::String(text) => text,
        Value::Array(parts) => parts.first()?.as_str()?,
        _ => return None,
    };
    TextBox::around(&points(corners)?, text)
}

/// Corners as points, or as left, top, right and bottom.
fn points(value: &Value) -> Option<Vec<(f32, f32)>> {
    let number = |value: &Value| value.as_f64().map(|number| number as f32);
    let parts = value.as_array()?;
    if let Some(edges) = parts.iter().map(number).collect::<Option<Vec<f32>>>() {
        let pairs: Vec<(f32, f32)> = edges.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        return (edges.len() >= 4).then_some(pairs);
    }
    let point = |part: &Value| match &part.as_array()?[..] {
        [x, y] => Some((number(x)?, number(y)?)),
        _ => None,
    };
    parts.iter().map(point).collect()
}

/// Words with a gap of more than this many heights of their line stand in different columns.
const MAX_GAP: f32 = 1.1;

/// The lines of tesseract's table of words: `level page_num block_num par_num line_num word_num left top width height conf
/// text`.
fn word_table(table: &str) -> Vec<TextBox> {
    // Where tesseract took columns side by side for one line, each column is a piece of its own.
    let mut lines: BTreeMap<[u32; 4], Vec<TextBox>> = BTreeMap::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let number = |at: usize| cells.get(at).and_then(|cell| cell.trim().parse::<u32>().ok());
        let numbers: Option<Vec<u32>> = (0..10).map(number).collect();
        let (Some(numbers), Some(text)) = (numbers, cells.get(11)) else { continue };
        let [level, page, block, paragraph, line, _, left, top, width, height] = numbers[..] else { continue };
        // Words have the level 5; the levels above only repeat their boxes.
        if level != 5 || text.trim().is_empty() {
            continue;
        }
        let (left, top) = (left as f32, top as f32);
        let corners = [(left, top), (left + width as f32, top + height as f32)];
        let Some(word) = TextBox::around(&corners, text) else { continue };
        let pieces = lines.entry([page, block, paragraph, line]).or_default();
        match pieces.last_mut().filter(|piece| word.left - piece.right <= MAX_GAP * (piece.bottom - piece.top)) {
            None => pieces.push(word),
            Some(line) => {
                line.left = line.left.min(word.left);
                line.top = line.top.min(word.top);
                line.right = line.right.max(word.right);
                line.bottom = line.bottom.max(word.bottom);
                line.text = format!("{} {}", line.text, word.text);
            }
        }
    }
    let mut lines: Vec<TextBox> = lines.into_values().flatten().collect();
    lines.iter_mut().for_each(|line| line.text = without_spacing(&line.text));
    lines
}

/// A line without the spaces that tesseract sets between Chinese characters; spaces between Latin words stay. A line
/// whose characters stand together otherwise keeps its spaces: they part names and columns.
fn without_spacing(line: &str) -> String {
    let characters: Vec<char> = line.trim_end().chars().collect();
    let is_wide = |at: usize| {
        characters.get(at).is_some_and(|c| *c >= '\u{2E80}' || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…'))
    };
    let is_space = |at: usize| characters.get(at).is_some_and(|c| *c == ' ');
    let spaced = (1..characters.len()).filter(|&at| is_space(at) && is_wide(at - 1) && is_wide(at + 1)).count();
    let together = (1..characters.len()).filter(|&at| is_wide(at - 1) && is_wide(at)).count();
    if spaced <= together {
        return characters.into_iter().collect();
    }
    // Numbers are spaced like the characters around them: “1 . 2万”.
    let is_number = |at: usize| characters.get(at).is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '%'));
    let is_dropped = |at: usize| {
        at > 0 && is_space(at) && (is_wide(at - 1) || is_wide(at + 1) || is_number(at - 1) && is_number(at + 1))
    };
    characters.iter().enumerate().filter(|(at, _)| !is_dropped(*at)).map(|(_, c)| *c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxes(output: &str) -> Vec<(f32, f32, String)> {
        match parse(output) {
            Recognised::Boxes(boxes) => boxes.into_iter().map(|b| (b.left, b.bottom, b.text)).collect(),
            Recognised::Text(text) => panic!("no boxes in {text}"),
        }
    }

    #[test]
    fn boxes_are_read_in_every_form() {
        let expected = [(10.0, 44.0, "春灌开始".to_owned()), (10.0, 90.0, "云溪县".to_owned())];
        let array = "[[[[10, 20], [90, 20], [90, 44], [10, 44]], \"春灌开始\", 0.98], \
                     [[[10, 60.5], [80, 60], [80, 90], [10, 90]], \"云溪县\", \"0.91\"]]";
        assert_eq!(boxes(array), expected);
        let lines = "[[[10, 20], [90, 20], [90, 44], [10, 44]], \"春灌开始\", 0.98]\n\
                     {\"box\": [10, 60, 80, 90], \"text\": \"云溪县\", \"score\": 0.9}\n";
        assert_eq!(boxes(lines), expected);
        let nested = "[[[[[10, 20], [90, 20], [90, 44], [10, 44]], [\"春灌开始\", 0.98]], \
                      [[[10, 60], [80, 60], [80, 90], [10, 90]], [\"云溪县\", 0.9]]]]";
        assert_eq!(boxes(nested), expected);
        assert_eq!(parse("[]"), Recognised::Boxes(Vec::new()));
    }

    #[test]
    fn words_of_tesseract_become_lines() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t\n\
                     4\t1\t1\t1\t1\t0\t10\t20\t80\t24\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t10\t20\t40\t24\t96.1\t云 溪\n\
                     5\t1\t1\t1\t1\t2\t50\t22\t40\t24\t95.2\t春 灌\n\
                     5\t1\t1\t1\t1\t3\t150\t22\t40\t24\t95.2\t另 栏\n\
                     5\t1\t1\t1\t2\t1\t10\t60\t40\t30\t95.2\tABC\n\
                     5\t1\t1\t1\t2\t2\t60\t60\t40\t30\t95.2\tnews\n";
        assert_eq!(
            boxes(table),
            [
                (10.0, 46.0, "云溪春灌".to_owned()),
                (150.0, 46.0, "另栏".to_owned()),
                (10.0, 90.0, "ABC news".to_owned())
            ]
        );
    }

    #[test]
    fn text_loses_only_the_spacing_of_characters() {
        let text = |output: &str| match parse(output) {
            Recognised::Text(text) => text,
            Recognised::Boxes(boxes) => panic!("{boxes:?}"),
        };
        assert_eq!(
            text("云 溪 县 启 动 1 . 2 万 亩 春 灌\n本报记者 林小禾\n3 月 5 日 ， GDP up\u{C}"),
            "云溪县启动1.2万亩春灌\n本报记者 林小禾\n3月5日，GDP up"
        );
        assert_eq!(text("[图片] 春灌"), "[图片] 春灌");
    }
}
