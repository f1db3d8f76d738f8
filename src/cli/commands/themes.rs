//! `policyvane themes`: the theme set and the terms by which the model decides.

use policyvane::Result;
use serde_json::json;

use crate::cli::arguments::Themes;
use crate::cli::output::Output;
use crate::cli::session::Session;

pub fn run(typed: Themes, session: &mut Session) -> Result<()> {
    let classifier = session.classifier()?;
    let mut output = Output::open(None)?;
    for (index, theme) in classifier.themes().iter().enumerate() {
        let terms = classifier.strongest_terms(index, typed.top);
        let text = if typed.json {
            json!({
                "id": theme.id, "zh": theme.zh, "en": theme.en, "cap": theme.cap, "definition": theme.definition,
                "terms": terms.iter().map(|t| json!({"term": t.term, "weight": t.weight})).collect::<Vec<_>>(),
            })
            .to_string()
        } else {
            let cap = theme.cap.map(|code| format!("  CAP {code}")).unwrap_or_default();
            let terms: Vec<&str> = terms.iter().map(|t| t.term.as_str()).collect();
            format!("{}  {}{cap}\n    {}", theme.id, theme.name(session.language), terms.join("  "))
        };
        output.write(text.as_bytes())?;
        output.write(b"\n")?;
    }
    output.finish()
}
