//! How a model did: confusion matrix and reliability diagram.

use crate::Language;
use crate::corpus::ThemeSet;
use crate::model::Evaluation;
use crate::report::chart::Figure;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::style::{
    ACCENT, CONTEXT, GRID, INK, MARGIN, MUTED, PAGE_WIDTH, SMALL, TEXT, TITLE, WHITE, shade,
};
use crate::report::words::{say, thousands};
use crate::trends::wilson;

/// Draws both.
pub fn evaluation_figures(evaluation: &Evaluation, themes: &ThemeSet, model: &str, language: Language) -> Vec<Figure> {
    let names: Vec<&str> = themes.themes.iter().map(|t| t.name(language)).collect();
    let articles = thousands(evaluation.articles);
    let foot = match language {
        Language::Chinese => format!("policyvane · {articles} 篇有标注的文章 · 模型 {model}"),
        Language::English => format!("policyvane · {articles} labelled articles · model {model}"),
    };
    vec![Figure(confusion(evaluation, &names, &foot, language)), Figure(reliability(evaluation, &foot, language))]
}

fn confusion(evaluation: &Evaluation, names: &[&str], foot: &str, language: Language) -> Canvas {
    let size = if language == Language::English { SMALL } else { TEXT };
    let look = Type::new(size, INK);
    let label = names.iter().map(|n| text_width(n, look)).fold(0.0, f64::max).min(PAGE_WIDTH / 3.0) + 8.0;
    let cell = (PAGE_WIDTH - 2.0 * MARGIN - label) / names.len().max(1) as f64;
    let top = 58.0 + label;
    let height = top + cell * names.len() as f64 + 34.0;
    let mut canvas = Canvas::new("confusion", PAGE_WIDTH, height);
    let title = say(language, "混淆矩阵：标注主题与模型主题", "Confusion matrix: labelled and assigned themes");
    canvas.text(title, (MARGIN, 24.0), Type::new(TITLE, INK).bold());
    let subtitle = say(
        language,
        "行：标注；列：模型；格内为篇数，颜色为占该行的比例",
        "Rows: labels; columns: model; articles, shaded by their share of the row",
    );
    canvas.text(subtitle, (MARGIN, 41.0), Type::new(TEXT, MUTED));
    let left = MARGIN + label;
    for (i, name) in names.iter().enumerate() {
        let middle = cell * (i as f64 + 0.5);
        let right = look.align(Align::Right);
        canvas.text(&fitted(name, right, label - 8.0), (left - 5.0, top + middle + 3.0), right);
        canvas.text_upwards(&fitted(name, look, label - 8.0), (left + middle + 3.0, top - 5.0), look);
        let total: usize = evaluation.confusion[i].iter().sum();
        for (j, &count) in evaluation.confusion[i].iter().enumerate() {
            let share = count as f64 / total.max(1) as f64;
            let (x, y) = (left + cell * j as f64, top + cell * i as f64);
            canvas.rectangle((x, y), (x + cell, y + cell), GRID);
            canvas.rectangle((x + 0.4, y + 0.4), (x + cell - 0.4, y + cell - 0.4), shade(share));
            if count > 0 {
                let ink = if share > 0.55 { WHITE } else { INK };
                let text = count.to_string();
                let number = Type::new(if text.len() > 2 { 5.5 } else { 6.5 }, ink).align(Align::Centre);
                canvas.text(&text, (x + cell / 2.0, y + cell / 2.0 + 2.4), number);
            }
        }
    }
    canvas.foot(foot);
    canvas
}

fn reliability(evaluation: &Evaluation, foot: &str, language: Language) -> Canvas {
    let (left, top, side) = (MARGIN + 34.0, 66.0, 260.0);
    let height = top + side + 56.0;
    let mut canvas = Canvas::new("reliability", PAGE_WIDTH, height);
    let title = say(language, "可靠性图：给出的概率与实际正确率", "Reliability: probability told and share right");
    canvas.text(title, (MARGIN, 24.0), Type::new(TITLE, INK).bold());
    let subtitle = match language {
        Language::Chinese => format!(
            "点在对角线上为准确；竖线：95% 置信区间；点旁为篇数；期望校准误差 {:.3}",
            evaluation.calibration_error
        ),
        Language::English => {
            format!(
                "On the diagonal: as told; bars: 95% intervals; numbers: articles; expected calibration error {:.3}",
                evaluation.calibration_error
            )
        }
    };
    canvas.text(&subtitle, (MARGIN, 41.0), Type::new(TEXT, MUTED));
    let place = |probability: f64, right: f64| (left + side * probability, top + side * (1.0 - right));
    for tick in 0..=5 {
        let part = f64::from(tick) / 5.0;
        canvas.line(&[place(0.0, part), place(1.0, part)], 0.5, GRID);
        canvas.line(&[place(part, 0.0), place(part, 1.0)], 0.5, GRID);
        let text = format!("{:.0}%", 100.0 * part);
        let (x, y) = place(part, 0.0);
        canvas.text(&text, (x, y + 11.0), Type::new(SMALL, MUTED).align(Align::Centre));
        let (x, y) = place(0.0, part);
        canvas.text(&text, (x - 4.0, y + 2.5), Type::new(SMALL, MUTED).align(Align::Right));
    }
    canvas.line(&[place(0.0, 0.0), place(1.0, 1.0)], 0.8, CONTEXT);
    for bin in evaluation.reliability.iter().filter(|bin| bin.articles > 0) {
        let share = wilson((bin.right * bin.articles as f64).round() as usize, bin.articles);
        canvas.line(&[place(bin.probability, share.low), place(bin.probability, share.high)], 1.0, ACCENT);
        let (x, y) = place(bin.probability, bin.right);
        canvas.dot((x, y), 2.6, ACCENT);
        canvas.text(&bin.articles.to_string(), (x + 5.0, y + 8.0), Type::new(SMALL, MUTED));
    }
    let axis = say(language, "模型给出的概率", "Probability told by the model");
    canvas.text(axis, (left + side / 2.0, top + side + 24.0), Type::new(TEXT, INK).align(Align::Centre));
    let axis = say(language, "实际正确的比例", "Share that is right");
    canvas.text_upwards(axis, (MARGIN + 6.0, top + side / 2.0), Type::new(TEXT, INK).align(Align::Centre));
    canvas.foot(foot);
    canvas
}
