//! Themes of many texts, as a batch of Arrow.

use std::sync::Arc;

use arrow_array::builder::{ArrayBuilder, Float32Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use policyvane::features::{Document, Scratch};
use policyvane::model::Contribution;
use policyvane::{Assignment, Classifier, Language};
use rayon::prelude::*;

use crate::table::batch_of;
use crate::texts::Texts;

/// The columns that are asked for beside the usual ones.
#[derive(Clone, Copy)]
pub struct Columns {
    pub evidence: bool,
    pub probabilities: bool,
    pub language: Language,
}

/// The themes of some texts in parallel, with the terms that decided where `evidence` is asked for; the order stays.
/// Runs on the pool of the caller.
pub fn assign(
    classifier: &Classifier,
    texts: &Texts,
    titles: Option<&Texts>,
    numbers: std::ops::Range<usize>,
    evidence: bool,
) -> Vec<Assignment> {
    numbers
        .into_par_iter()
        .with_min_len(8)
        .map_init(Scratch::default, |scratch, number| {
            let headline = titles.map_or("", |titles| titles.get(number));
            let document = Document { headline, body: texts.get(number) };
            match evidence {
                true => classifier.assign_with(&document, scratch),
                false => classifier.assign_without_evidence(&document, scratch),
            }
        })
        .collect()
}

/// Assignments as columns: what `policyvane classify` writes, without the article's own columns.
pub fn batch(classifier: &Classifier, assignments: &[Assignment], columns: Columns) -> Result<RecordBatch, ArrowError> {
    let theme =
        |assignment: &Assignment| assignment.undetermined.is_none().then(|| &classifier.themes()[assignment.theme]);
    let ids: StringArray = assignments.iter().map(|a| theme(a).map(|theme| theme.id.as_str())).collect();
    let names: StringArray = assignments.iter().map(|a| theme(a).map(|theme| theme.name(columns.language))).collect();
    let reasons: StringArray = assignments.iter().map(|a| a.undetermined.map(|reason| reason.id())).collect();
    let probability = Float64Array::from_iter_values(assignments.iter().map(|a| a.probability));
    let mut also = ListBuilder::new(StringBuilder::new());
    for assignment in assignments {
        if theme(assignment).is_some() {
            assignment.also.iter().for_each(|&theme| also.values().append_value(&classifier.themes()[theme].id));
        }
        also.append(true);
    }
    let probability_names: Vec<String> =
        classifier.themes().iter().map(|theme| format!("probability_{}", theme.id)).collect();
    let mut all: Vec<(&str, ArrayRef)> = vec![
        ("theme", Arc::new(ids)),
        ("theme_name", Arc::new(names)),
        ("probability", Arc::new(probability)),
        ("also", Arc::new(also.finish())),
        ("undetermined", Arc::new(reasons)),
    ];
    if columns.evidence {
        all.push(("evidence", evidence(assignments.iter().map(|a| a.evidence.as_slice()))));
    }
    if columns.probabilities {
        for (theme, name) in probability_names.iter().enumerate() {
            let values = Float64Array::from_iter_values(assignments.iter().map(|a| a.probabilities[theme]));
            all.push((name.as_str(), Arc::new(values)));
        }
    }
    batch_of(all)
}

/// Lists of terms with their contributions to the decision value.
fn evidence<'a>(articles: impl Iterator<Item = &'a [Contribution]>) -> ArrayRef {
    let fields =
        Fields::from(vec![Field::new("term", DataType::Utf8, true), Field::new("weight", DataType::Float32, true)]);
    let builders = vec![Box::new(StringBuilder::new()) as Box<dyn ArrayBuilder>, Box::new(Float32Builder::new())];
    let mut lists = ListBuilder::new(StructBuilder::new(fields, builders));
    for terms in articles {
        let entries = lists.values();
        for term in terms {
            if let Some(terms) = entries.field_builder::<StringBuilder>(0) {
                terms.append_value(&term.term);
            }
            if let Some(weights) = entries.field_builder::<Float32Builder>(1) {
                weights.append_value(term.weight);
            }
            entries.append(true);
        }
        lists.append(true);
    }
    Arc::new(lists.finish())
}
