//! Why does an article have its theme? The model is one linear function, so the answer is exact: the terms of the
//! article, each with what it adds to the theme.
//!
//! Run it with `cargo run --release --example explain`.

use policyvane::Classifier;
use policyvane::features::{Document, Part};

fn main() -> Result<(), policyvane::Error> {
    let classifier = Classifier::shipped()?;
    let document = Document {
        headline: "全市信访工作会议召开",
        body: "会议要求各级各部门压实责任，领导干部定期接访，把矛盾纠纷化解在基层，推动信访积案逐件办结。",
    };

    // The themes: a primary one with its probability, and secondary ones where the text carries several.
    let assignment = classifier.assign(&document);
    let theme = &classifier.themes()[assignment.theme];
    println!("{} ({}), probability {:.3}", theme.en, theme.zh, assignment.probability);
    for &secondary in &assignment.also {
        println!("secondary: {}", classifier.themes()[secondary].en);
    }

    // The decision value of the theme is its bias plus the contributions of all terms.
    let explanation = classifier.explain(&document, assignment.theme);
    let sum: f32 = explanation.contributions.iter().map(|term| term.weight).sum();
    println!("decision {:+.4} = bias {:+.4} + terms {sum:+.4}", explanation.decision, explanation.bias);

    // The strongest terms come first.
    for term in explanation.contributions.iter().take(10) {
        let part = if term.part == Part::Headline { "headline" } else { "body" };
        println!("  {:+.4}  {}  ({part})", term.weight, term.term);
    }

    // Why not another theme? Any theme can be explained. `theme_index` finds it by its id or its name.
    let other = classifier.theme_index("rule-of-law")?;
    let explanation = classifier.explain(&document, other);
    println!("{}: decision {:+.4}", classifier.themes()[other].en, explanation.decision);
    Ok(())
}
