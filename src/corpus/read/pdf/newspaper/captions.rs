//! Sets the captions of pictures apart from the lines of articles.

use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::blocks::{Block, Kind, MAX_BLOCKS, Measure, overlap};

/// Maximum number of lines of one caption.
const MAX_LINES: usize = 6;
/// How the credit of a photographer or an agency ends.
const CREDITS: [&str; 7] = ["摄", "供图", "制图", "绘图", "资料图", "图片", "影像"];
/// How a caption that names its picture begins.
const POINTERS: [&str; 12] = ["图为", "图①", "图1", "图：", "上图", "下图", "左图", "右图", "▲", "▼", "↑", "↓"];

/// Separates captions from the other lines. Each caption is its lines from the top down.
///
/// A caption stands below white space as high as a picture or is set in smaller type, and it ends with a credit or
/// begins by naming its picture. Small type below such white space is a caption without either.
pub(in crate::corpus::read::pdf) fn captions(mut lines: Vec<Line>, measure: Measure) -> (Vec<Vec<Line>>, Vec<Line>) {
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let mut taken = vec![false; lines.len()];
    let mut found = Vec::new();
    for at in 0..lines.len() {
        if taken[at] || lines[at].downwards || lines[at].size > measure.body * 1.05 {
            continue;
        }
        let small = is_small(&lines[at], measure);
        if !(small || names_picture(&lines[at].text) || is_credited(&lines[at].text)) {
            continue;
        }
        let group = group(&lines, at, measure);
        let (first, last) = (&lines[group[0]], &lines[group[group.len() - 1]]);
        let reads_as_caption = names_picture(&first.text) || is_credited(&last.text);
        let under_picture = is_below_white(&lines, group[0], measure);
        let fits = group.len() <= MAX_LINES;
        if fits && ((small && (reads_as_caption || under_picture)) || (reads_as_caption && under_picture)) {
            group.iter().for_each(|&line| taken[line] = true);
            found.push(group.iter().map(|&line| lines[line].clone()).collect());
        }
    }
    let rest = lines.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(line, _)| line).collect();
    (found, rest)
}

/// The blocks without the rules of pictures, which part no articles: the sides of a picture's frame, the axes and outlines drawn in
/// it. What stands next below such a rule, within its width, is the caption of its picture.
pub(in crate::corpus::read::pdf) fn without_rules_of_pictures(
    blocks: Vec<Block>,
    captions: &[Vec<Line>],
) -> Vec<Block> {
    if blocks.len() > MAX_BLOCKS {
        return blocks;
    }
    let parts_articles = |rule: &Block| {
        let is_below =
            |left: f32, right: f32, top: f32| top >= rule.bottom && overlap(rule.left, rule.right, left, right) > 0.0;
        let captions = captions.iter().filter_map(|caption| caption.first());
        let captions = captions.filter(|line| is_below(line.left, line.right, line.top)).map(|line| line.top);
        let texts = blocks.iter().filter(|block| block.kind != Kind::Rule);
        let texts = texts.filter(|block| is_below(block.left, block.right, block.top)).map(|block| block.top);
        captions.fold(f32::MAX, f32::min) >= texts.fold(f32::MAX, f32::min)
    };
    let kept: Vec<bool> = blocks.iter().map(|block| block.kind != Kind::Rule || parts_articles(block)).collect();
    blocks.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(block, _)| block).collect()
}

fn is_small(line: &Line, measure: Measure) -> bool {
    line.size <= measure.body * 0.93
}

fn is_credited(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')', '。', '　', ' ']);
    CREDITS.iter().any(|credit| text.ends_with(credit))
}

fn names_picture(text: &str) -> bool {
    POINTERS.iter().any(|pointer| text.trim_start().starts_with(pointer))
}

/// The line and those right below it in the same type, down to the credit.
fn group(lines: &[Line], at: usize, measure: Measure) -> Vec<usize> {
    let mut group = vec![at];
    for (next, line) in lines.iter().enumerate().skip(at + 1) {
        let last = &lines[group[group.len() - 1]];
        let step = line.baseline - last.baseline;
        if step > last.size * 2.0 || group.len() > MAX_LINES || is_credited(&last.text) {
            break;
        }
        let alike = (line.size - last.size).abs() <= last.size * 0.05 && is_small(line, measure);
        let below = step > last.size * 0.6 && overlap(line.left, line.right, last.left, last.right) > 0.0;
        if alike && below && !line.downwards {
            group.push(next);
        }
    }
    group
}

/// Whether there is white space as high as a picture above a line. The lines are in order from the top.
fn is_below_white(lines: &[Line], at: usize, measure: Measure) -> bool {
    let line = &lines[at];
    let reach = line.top - measure.body * 4.0;
    !lines[..at].iter().rev().take_while(|other| other.baseline >= reach - measure.body).any(|other| {
        other.bottom > reach
            && other.baseline < line.top
            && overlap(other.left, other.right, line.left, line.right) > 0.0
    })
}
