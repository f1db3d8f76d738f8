//! Pages with fictional text and geometry are divided into their articles.

use crate::corpus::read::pdf::glyphs::Ruling;
use crate::corpus::read::pdf::large_type::large_lines;
use crate::corpus::read::pdf::lines::Line;
use crate::corpus::read::pdf::newspaper::article::PdfArticle;
use crate::corpus::read::pdf::newspaper::blocks::Measure;
use crate::corpus::read::pdf::newspaper::briefs::parted;
use crate::corpus::read::pdf::newspaper::captions::{captions, without_rules_of_pictures};
use crate::corpus::read::pdf::newspaper::columns::page_blocks;
use crate::corpus::read::pdf::newspaper::furniture::furniture;
use crate::corpus::read::pdf::newspaper::modules::articles;
use crate::corpus::read::pdf::test_lines::line;

const BODY: f32 = 10.0;
/// Characters of one line of a column.
const WIDTH: usize = 16;
/// From the left edge of one column to that of the next.
const PITCH: f32 = 180.0;

/// The left edge of a column, from 0.
fn left(column: usize) -> f32 {
    40.0 + column as f32 * PITCH
}

/// Sets lines of one character below each other, the first indented.
fn column(lines: &mut Vec<Line>, at: usize, top: f32, count: usize, character: char) {
    for row in 0..count {
        let indent = if row == 0 { 2 } else { 0 };
        let text: String = std::iter::repeat_n(character, WIDTH - indent).collect();
        lines.push(line(left(at) + indent as f32 * BODY, top + 15.0 * (row as f32 + 1.0), BODY, &text));
    }
}

fn divided(lines: Vec<Line>, rulings: &[Ruling]) -> Vec<PdfArticle> {
    let measure = Measure::of(&lines);
    let (_, lines) = furniture(lines, rulings, measure);
    let (captions, lines) = captions(lines, measure);
    let upright: Vec<Ruling> = rulings.iter().copied().filter(|rule| !rule.level()).collect();
    let blocks = without_rules_of_pictures(page_blocks(lines, rulings, measure), &captions);
    let found = articles(&blocks, &upright, captions, measure).unwrap_or_default();
    found.into_iter().flat_map(parted).collect()
}

fn has(article: &PdfArticle, characters: &str) -> bool {
    let text = article.paragraphs.concat();
    characters.chars().all(|wanted| text.contains(wanted)) && text.chars().all(|found| characters.contains(found))
}

#[test]
fn headlines_side_by_side_divide_the_columns() {
    let mut lines = vec![
        line(40.0, 40.0, 12.0, "春灌时节"),
        line(40.0, 64.0, 20.0, "云溪县开闸放水"),
        line(400.0, 64.0, 20.0, "北桥街道办起食堂"),
    ];
    column(&mut lines, 0, 70.0, 8, '甲');
    column(&mut lines, 1, 70.0, 8, '乙');
    column(&mut lines, 2, 70.0, 8, '丙');
    column(&mut lines, 3, 70.0, 8, '丁');
    let found = divided(lines, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[0].kicker.as_str(), found[0].title.as_str()), ("春灌时节", "云溪县开闸放水"));
    assert!(has(&found[0], "甲乙") && has(&found[1], "丙丁"), "{found:?}");
    assert_eq!(found[0].paragraphs.len(), 2);
}

#[test]
fn column_that_begins_with_a_picture_belongs_to_the_headline_beside_it() {
    let mut lines = vec![line(40.0, 60.0, 20.0, "夜间门诊"), line(40.0, 260.0, 20.0, "山路修通")];
    column(&mut lines, 0, 66.0, 10, '甲');
    column(&mut lines, 1, 66.0, 10, '乙');
    column(&mut lines, 0, 266.0, 14, '丙');
    lines.push(line(left(1), 375.0, 8.5, "图为新修的山路。周某摄"));
    column(&mut lines, 1, 380.0, 6, '丁');
    let found = divided(lines, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(has(&found[0], "甲乙") && has(&found[1], "丙丁"), "{found:?}");
    assert_eq!(found[1].captions, ["图为新修的山路。周某摄"]);
}

#[test]
fn text_right_below_a_headline_is_its_own() {
    // The right column has a headline of its own, higher than the one at the left.
    let mut lines = vec![line(40.0, 60.0, 20.0, "村里有了书屋"), line(left(2), 40.0, 20.0, "老街换新颜")];
    column(&mut lines, 0, 66.0, 10, '甲');
    column(&mut lines, 1, 66.0, 10, '乙');
    column(&mut lines, 2, 66.0, 10, '丙');
    let found = divided(lines, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    let book = found.iter().find(|article| article.title == "村里有了书屋").unwrap();
    assert!(has(book, "甲乙"), "{found:?}");
}

#[test]
fn box_is_an_article_of_its_own() {
    let mut lines = vec![line(40.0, 60.0, 20.0, "水库开闸"), line(left(2), 60.0, 16.0, "编者的话")];
    column(&mut lines, 0, 66.0, 12, '甲');
    column(&mut lines, 1, 66.0, 12, '乙');
    column(&mut lines, 2, 66.0, 6, '丙');
    let (x1, x2, y1, y2) = (left(2) - 6.0, left(2) + 166.0, 40.0, 260.0);
    let rule = |left: f32, right: f32, top: f32, bottom: f32| Ruling { left, right, top, bottom };
    let sides = [rule(x1, x2, y1, y1), rule(x1, x2, y2, y2), rule(x1, x1, y1, y2), rule(x2, x2, y1, y2)];
    let found = divided(lines, &sides);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|article| article.title == "编者的话" && has(article, "丙")), "{found:?}");
}

#[test]
fn masthead_is_furniture_and_a_date_in_a_column_is_not() {
    let mut lines = vec![line(40.0, 20.0, 20.0, "云溪日报　2024年6月3日　星期一　第2版")];
    lines.push(line(40.0, 60.0, 20.0, "书屋开放"));
    column(&mut lines, 0, 66.0, 10, '甲');
    lines.push(line(40.0, 231.0, BODY, "自2024年6月3日起开放"));
    let measure = Measure::of(&lines);
    let (found, _) = furniture(lines, &[], measure);
    assert_eq!(found.len(), 1);
    assert!(found[0].text.starts_with("云溪日报"));
}

#[test]
fn what_stands_above_a_wide_rule_is_the_head_of_the_page() {
    let head = || {
        vec![
            line(40.0, 20.0, 20.0, "三农"),
            line(500.0, 16.0, 8.0, "2024年6月3日　星期一"),
            line(500.0, 26.0, 8.0, "责编：何晓岚　电话：0000"),
        ]
    };
    let rule = Ruling { left: 40.0, right: 740.0, top: 34.0, bottom: 34.0 };
    let mut lines = head();
    lines.push(line(40.0, 60.0, 20.0, "书屋开放"));
    (0..4).for_each(|at| column(&mut lines, at, 66.0, 10, '甲'));
    let measure = Measure::of(&lines);
    let (found, rest) = furniture(lines.clone(), &[rule], measure);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(rest.iter().any(|line| line.text == "书屋开放"));
    // The number of the page beside the name of the paper makes no headline of it.
    lines.push(line(640.0, 26.0, 20.0, "云溪日报　7"));
    assert_eq!(furniture(lines.clone(), &[rule], measure).0.len(), 4);
    let found = divided(lines, &[rule]);
    assert_eq!(found.iter().map(|article| article.title.as_str()).collect::<Vec<_>>(), ["书屋开放"]);
}

#[test]
fn columns_belong_to_the_headline_at_their_left() {
    let mut lines = vec![
        line(40.0, 40.0, 20.0, "云溪县开闸放水"),
        line(40.0, 260.0, 20.0, "夜间门诊开到"),
        line(40.0, 284.0, 20.0, "晚上八点半"),
    ];
    (0..4).for_each(|at| column(&mut lines, at, 46.0, 10, '甲'));
    (1..4).for_each(|at| column(&mut lines, at, 240.0, 10, '乙'));
    let rule = Ruling { left: 40.0, right: 740.0, top: 215.0, bottom: 215.0 };
    let found = divided(lines, &[rule]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(has(&found[0], "甲") && has(&found[1], "乙"), "{found:?}");
    assert!(found[1].title.contains("夜间门诊"), "{found:?}");
}

#[test]
fn columns_on_both_sides_of_a_centred_headline_and_its_reporters_are_its_own() {
    let mut lines = vec![
        line(40.0, 40.0, 20.0, "云溪县开闸放水"),
        line(left(1) + 40.0, 260.0, 20.0, "夜间门诊开到晚上八点半"),
        line(left(1) + 80.0, 285.0, BODY, "本报记者 方舟 田薇"),
    ];
    (0..4).for_each(|at| column(&mut lines, at, 46.0, 10, '甲'));
    (0..4).for_each(|at| column(&mut lines, at, 300.0, 10, '乙'));
    let found = divided(lines, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(has(&found[0], "甲") && has(&found[1], "乙"), "{found:?}");
    assert_eq!(found[1].byline, "本报记者 方舟 田薇");
}

#[test]
fn rules_between_the_columns_of_an_article_part_nothing() {
    let mut lines = vec![line(40.0, 40.0, 20.0, "云溪县开闸放水"), line(40.0, 260.0, 20.0, "夜间门诊")];
    (0..4).for_each(|at| column(&mut lines, at, 46.0, 10, '甲'));
    column(&mut lines, 0, 266.0, 8, '乙');
    (1..4).for_each(|at| column(&mut lines, at, 240.0, 10, '乙'));
    let rules: Vec<Ruling> =
        (1..4).map(|at| Ruling { left: left(at) - 8.0, right: left(at) - 8.0, top: 240.0, bottom: 390.0 }).collect();
    let found = divided(lines, &rules);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(has(&found[0], "甲") && has(&found[1], "乙"), "{found:?}");
}

#[test]
fn rules_drawn_in_a_picture_part_nothing() {
    // A picture stands above two of three columns.
    let mut lines =
        vec![line(40.0, 40.0, 20.0, "云溪县开闸放水三十万亩麦田"), line(40.0, 160.0, 8.0, "水到田头。方小舟摄")];
    (0..2).for_each(|at| column(&mut lines, at, 166.0, 6, '甲'));
    column(&mut lines, 2, 46.0, 14, '乙');
    lines.push(line(40.0, 320.0, 20.0, "北桥街道办起食堂"));
    (0..3).for_each(|at| column(&mut lines, at, 326.0, 8, '丙'));
    let level = |y: f32| Ruling { left: 40.0, right: 380.0, top: y, bottom: y };
    let found = divided(lines, &[level(60.0), level(120.0), level(148.0), level(290.0)]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(has(&found[0], "甲乙") && has(&found[1], "丙"), "{found:?}");
    assert_eq!(found[0].captions, ["水到田头。方小舟摄"]);
}

#[test]
fn the_name_of_a_column_in_the_type_of_the_kicker_below_it_is_no_part_of_it() {
    let mut lines = vec![
        line(40.0, 20.0, 12.0, "兰河聚焦"),
        line(40.0, 36.0, 12.0, "云溪县在旱情之下保春灌用水"),
        line(40.0, 62.0, 20.0, "开闸放水三十万亩麦田"),
    ];
    (0..3).for_each(|at| column(&mut lines, at, 68.0, 10, '甲'));
    let found = divided(lines, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    let head = [&found[0].column, &found[0].kicker, &found[0].title];
    assert_eq!(head, ["兰河聚焦", "云溪县在旱情之下保春灌用水", "开闸放水三十万亩麦田"]);
}

#[test]
fn names_of_columns_and_lists_of_pages_are_no_articles() {
    let article = |title: &str, text: &str| PdfArticle {
        title: title.into(),
        paragraphs: vec![text.into()],
        ..PdfArticle::default()
    };
    assert!(article("", "今日谈").is_furniture());
    assert!(article("", "三处公园开放　5版慢病患者有药可用　6版").is_furniture());
    assert!(!article("", "公园今天开门。").is_furniture() && !article("公园开门", "今日谈").is_furniture());
}

#[test]
fn letters_wide_apart_are_one_name_and_briefs_are_parted() {
    let mut lines = vec![
        line(40.0, 40.0, 20.0, "云溪县开闸放水"),
        line(left(2), 40.0, 16.0, "简"),
        line(left(2) + 40.0, 40.0, 16.0, "讯"),
    ];
    (0..2).for_each(|at| column(&mut lines, at, 46.0, 12, '甲'));
    for (place, (headline, character)) in [("夜间集市开张", '乙'), ("老街换上新灯", '丙')].into_iter().enumerate()
    {
        let top = 60.0 + 75.0 * place as f32;
        lines.push(line(left(2) + 20.0, top, BODY, &format!("■{headline}\u{3000}{}", character.to_string().repeat(6))));
        (1..5).for_each(|row| {
            lines.push(line(left(2), top + 15.0 * row as f32, BODY, &character.to_string().repeat(WIDTH)))
        });
    }
    let found = divided(lines, &[]);
    let titles: Vec<&str> = found.iter().map(|article| article.title.as_str()).collect();
    assert_eq!(titles, ["云溪县开闸放水", "夜间集市开张", "老街换上新灯"], "{found:?}");
    assert!(has(&found[1], "乙") && has(&found[2], "丙"), "{found:?}");
}

#[test]
fn page_of_one_column_is_not_divided() {
    let mut lines = vec![line(40.0, 60.0, 20.0, "书屋开放")];
    column(&mut lines, 0, 66.0, 30, '甲');
    assert!(divided(lines, &[]).is_empty());
}

#[test]
fn many_lines_take_bounded_time() {
    let begun = std::time::Instant::now();
    let lines: Vec<Line> = (0..100_000)
        .map(|at| line((at % 331) as f32 * 7.0, (at % 977) as f32 * 9.0, 8.0 + (at % 5) as f32, "图为摄"))
        .collect();
    divided(lines, &[]);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn a_column_beside_a_headline_belongs_to_it() {
    // Above stands an article of three columns; below, a headline over two columns with the third beside it. No rule parts them.
    let mut lines =
        vec![line(40.0, 64.0, 20.0, "云溪县开闸放水三十万亩麦田"), line(40.0, 260.0, 20.0, "北桥街道办起食堂")];
    column(&mut lines, 0, 70.0, 8, '甲');
    column(&mut lines, 1, 70.0, 8, '乙');
    column(&mut lines, 2, 70.0, 8, '丙');
    column(&mut lines, 0, 270.0, 8, '丁');
    column(&mut lines, 1, 270.0, 8, '戊');
    column(&mut lines, 2, 240.0, 10, '己');
    let found = divided(lines, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(has(&found[0], "甲乙丙") && has(&found[1], "丁戊己"), "{found:?}");
}

/// A column whose last line breaks off within a sentence: it ends as it began.
fn flush(lines: &mut Vec<Line>, at: usize, top: f32, count: usize, character: char) {
    (0..count).for_each(|row| {
        lines.push(line(left(at), top + 15.0 * (row as f32 + 1.0), BODY, &character.to_string().repeat(WIDTH)));
    });
}

#[test]
fn a_line_pulled_out_of_the_text_is_no_headline() {
    let mut lines = vec![line(40.0, 40.0, 20.0, "云溪县开闸放水三十万亩麦田")];
    column(&mut lines, 0, 46.0, 14, '甲');
    column(&mut lines, 1, 46.0, 5, '甲');
    lines.push(line(left(1), 150.0, 16.0, "水到了田头"));
    flush(&mut lines, 1, 166.0, 6, '甲');
    column(&mut lines, 2, 46.0, 14, '甲');
    let found = divided(lines, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(has(&found[0], "甲") && found[0].captions == ["水到了田头"], "{found:?}");
}

#[test]
fn a_column_that_goes_on_belongs_to_the_one_that_breaks_off() {
    // The lower headline stands over two of three columns; the third goes on under the end of the upper article.
    let mut lines =
        vec![line(40.0, 40.0, 20.0, "云溪县开闸放水三十万亩麦田"), line(40.0, 232.0, 20.0, "北桥街道办起食堂")];
    (0..3).for_each(|at| column(&mut lines, at, 46.0, 8, '甲'));
    if let Some(last) = lines.last_mut() {
        last.text = format!("{}。", "甲".repeat(WIDTH - 1));
    }
    column(&mut lines, 0, 240.0, 8, '乙');
    column(&mut lines, 1, 240.0, 8, '乙');
    flush(&mut lines, 2, 205.0, 9, '乙');
    let found = divided(lines, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(has(&found[0], "甲。") && has(&found[1], "乙"), "{found:?}");
}

#[test]
fn large_type_is_told_from_the_text() {
    let mut lines =
        vec![line(40.0, 100.0, 20.0, "风雨桥通车"), line(40.0, 40.0, 12.0, "民生实事"), line(40.0, 20.0, 9.0, "首页")];
    column(&mut lines, 0, 150.0, 12, '文');
    assert_eq!(large_lines(&lines, Measure::of(&lines)), ["民生实事", "风雨桥通车"]);
}

#[test]
fn indexes_and_figures_are_no_articles() {
    let article = |title: &str, text: &str| PdfArticle {
        title: title.to_owned(),
        paragraphs: vec![text.to_owned()],
        ..PdfArticle::default()
    };
    assert!(article("今日导读", "风雨桥通车 老街换灯").is_furniture());
    assert!(article("今日看点", "风雨桥通车 A03").is_furniture());
    assert!(!article("一周看点", "风雨桥本周通车（方小舟）").is_furniture());
    assert!(article("30亿", "年发电量（千瓦时）").is_furniture() && article("数字看进度 412米", "落差").is_furniture());
    for (title, text) in
        [("今日看点", "风雨桥昨天通车。"), ("30亿", "项目昨天签约，总投资三十亿元。"), ("老街换灯", "方小舟 摄")]
    {
        assert!(!article(title, text).is_furniture(), "{title}");
    }
}
