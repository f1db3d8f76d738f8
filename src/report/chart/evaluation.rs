//! The evaluation of a model: confusion matrix and reliability diagram.

use crate::Language;
use crate::corpus::ThemeSet;
use crate::messages;
use crate::model::Evaluation;
use crate::report::chart::Figure;
use crate::report::chart::axis::label;
use crate::report::chart::canvas::{Align, Canvas, Type, fitted, text_width};
use crate::report::chart::style::{
    ACCENT, CONTEXT, GRID, INK, MARGIN, MUTED, PAGE_WIDTH, SMALL, TEXT, TITLE, ink_on, shade,
};
use crate::report::words::thousands;
use crate::trends::wilson;

/// Draws the confusion matrix and the reliability diagram of an evaluation; `model` is the digest of the model.
pub fn evaluation_figures(evaluation: &Evaluation, themes: &ThemeSet, model: &str, language: Language) -> Vec<Figure> {
    let names: Vec<&str> = themes.themes.iter().map(|t| t.name(language)).collect();
    let articles = thousands(evaluation.articles);
    let foot = messages::evaluation_foot(language, &articles, model);
    vec![Figure(confusion(evaluation, &names, &foot, language)), Figure(reliability(evaluation, &foot, language))]
}

/// Writes a title, and a line below it.
fn title(canvas: &mut Canvas, title: &str, subtitle: &str) {
    canvas.text(title, (MARGIN, 24.0), Type::new(TITLE, INK).bold());
    canvas.text(subtitle, (MARGIN, 41.0), Type::new(TEXT, MUTED));
}

fn confusion(evaluation: &Evaluation, names: &[&str], foot: &str, language: Language) -> Canvas {
    let size = if language == Language::English { SMALL } else { TEXT };
    let name_type = Type::new(size, INK);
    let names_width = names.iter().map(|n| text_width(n, name_type)).fold(0.0, f64::max).min(PAGE_WIDTH / 3.0) + 8.0;
    let cell = (PAGE_WIDTH - 2.0 * MARGIN - names_width) / names.len().max(1) as f64;
    let top = 58.0 + names_width;
    let height = top + cell * names.len() as f64 + 34.0;
    let mut canvas = Canvas::new("confusion", PAGE_WIDTH, height);
    title(&mut canvas, messages::confusion_title(language), messages::confusion_subtitle(language));
    let left = MARGIN + names_width;
    for (i, name) in names.iter().enumerate() {
        let middle = cell * (i as f64 + 0.5);
        let right = name_type.align(Align::Right);
        canvas.text(&fitted(name, right, names_width - 8.0), (left - 5.0, top + middle + 3.0), right);
        canvas.text_upwards(&fitted(name, name_type, names_width - 8.0), (left + middle + 3.0, top - 5.0), name_type);
        let total: usize = evaluation.confusion[i].iter().sum();
        for (j, &count) in evaluation.confusion[i].iter().enumerate() {
            let share = count as f64 / total.max(1) as f64;
            let (x, y) = (left + cell * j as f64, top + cell * i as f64);
            canvas.rectangle((x, y), (x + cell, y + cell), GRID);
            canvas.rectangle((x + 0.4, y + 0.4), (x + cell - 0.4, y + cell - 0.4), shade(share));
            if count > 0 {
                let text = count.to_string();
                let number = Type::new(SMALL, ink_on(shade(share))).align(Align::Centre);
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
    let subtitle = messages::reliability_subtitle(language, &format!("{:.3}", evaluation.calibration_error));
    title(&mut canvas, messages::reliability_title(language), &subtitle);
    let place = |probability: f64, right: f64| (left + side * probability, top + side * (1.0 - right));
    for tick in 0..=5 {
        let part = f64::from(tick) / 5.0;
        canvas.line(&[place(0.0, part), place(1.0, part)], 0.5, GRID);
        canvas.line(&[place(part, 0.0), place(part, 1.0)], 0.5, GRID);
        let text = format!("{:.0}%", 100.0 * part);
        let (x, y) = place(part, 0.0);
        label(&mut canvas, &text, (x, y + 11.0), Align::Centre);
        let (x, y) = place(0.0, part);
        label(&mut canvas, &text, (x - 4.0, y + 2.5), Align::Right);
    }
    canvas.line(&[place(0.0, 0.0), place(1.0, 1.0)], 0.8, CONTEXT);
    for bin in evaluation.reliability.iter().filter(|bin| bin.articles > 0) {
        let share = wilson((bin.accuracy * bin.articles as f64).round() as usize, bin.articles);
        canvas.line(&[place(bin.probability, share.low), place(bin.probability, share.high)], 1.0, ACCENT);
        let (x, y) = place(bin.probability, bin.accuracy);
        canvas.dot((x, y), 2.6, ACCENT);
        canvas.text(&bin.articles.to_string(), (x + 5.0, y + 8.0), Type::new(SMALL, MUTED));
    }
    let centred = Type::new(TEXT, INK).align(Align::Centre);
    canvas.text(messages::reliability_probability(language), (left + side / 2.0, top + side + 24.0), centred);
    canvas.text_upwards(messages::reliability_right(language), (MARGIN + 6.0, top + side / 2.0), centred);
    canvas.foot(foot);
    canvas
}
