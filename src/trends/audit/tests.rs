//! Tests of what labels tell of shares, changes and accuracy.

use super::*;

/// The probabilities of articles by the theme that the model chose: `own` for that theme, the rest in equal parts.
fn rows(themes: usize, own: f32) -> Vec<Vec<f32>> {
    let other = (1.0 - own) / (themes - 1) as f32;
    (0..themes).map(|chosen| (0..themes).map(|theme| if theme == chosen { own } else { other }).collect()).collect()
}

/// For each theme `sizes` articles for which the model chose it, of which the first `labels` are coded with that theme.
fn agreeing<'a>(rows: &'a [Vec<f32>], sizes: &[usize], labels: &[usize]) -> AuditPopulation<'a> {
    let mut population = AuditPopulation { themes: rows.len(), ..AuditPopulation::default() };
    for (theme, (&size, &coded)) in sizes.iter().zip(labels).enumerate() {
        let first = population.articles.len();
        population.coded.extend((first..first + coded).map(|article| CodedArticle { article, theme, weight: 1.0 }));
        let article = PredictedArticle { theme, probabilities: &rows[theme], weight: 1.0 };
        population.articles.extend(std::iter::repeat_n(article, size));
    }
    population
}

#[test]
fn where_all_labels_agree_changes_are_those_counted() {
    // Three of four themes have no label in the earlier span.
    let rows = rows(4, 0.85);
    let before = agreeing(&rows, &[20, 10, 6, 4], &[10, 0, 0, 0]);
    let after = agreeing(&rows, &[60, 60, 40, 40], &[10, 10, 8, 8]);
    assert_eq!(before.uncovered(), (vec![1, 2, 3], 0.5));
    let changes = audited_changes(&before, &after, &[0.0; 4]).unwrap();
    for (theme, (found, counted)) in changes.iter().zip([-0.2, 0.05, 0.05, 0.1]).enumerate() {
        assert!((found.counted - counted).abs() < 1e-12, "{theme}: {found:?}");
        assert!((found.change.value - counted).abs() < 1e-12, "{theme}: {found:?}");
        // What nobody coded is not known for certain.
        assert!(found.change.low < counted - 0.05 && found.change.high > counted + 0.05, "{theme}: {found:?}");
    }
    assert!(changes[1..].iter().all(|change| change.false_discovery > 0.3), "{changes:?}");
}

#[test]
fn one_label_against_the_model_is_no_clear_change() {
    let rows = rows(20, 0.8);
    let mut labels = [2; 20];
    labels[1] = 1;
    let mut before = agreeing(&rows, &[100; 20], &labels);
    before.coded.iter_mut().filter(|label| label.theme == 1).for_each(|label| label.theme = 3);
    let after = agreeing(&rows, &[100; 20], &[2; 20]);
    let changes = audited_changes(&before, &after, &[0.0; 20]).unwrap();
    assert!((changes[1].change.value - 0.05).abs() < 1e-12 && changes[1].counted == 0.0, "{:?}", changes[1]);
    for theme in [1, 3] {
        let change = changes[theme].change;
        assert!(change.low < 0.0 && change.high > 0.0 && changes[theme].false_discovery > 0.9, "{change:?}");
    }
}

#[test]
fn accuracy_without_an_error_is_as_certain_as_its_labels() {
    // Wilson's interval of 200 of 200 begins at 98.1%, that of 60 of 60 at 94.0%.
    let rows = rows(20, 0.8);
    for (labels, low) in [(10, 0.98), (3, 0.94)] {
        let accuracy = audited_quality(&agreeing(&rows, &[100; 20], &[labels; 20])).unwrap().accuracy;
        assert!(accuracy.value == 1.0 && (accuracy.low - low).abs() < 0.005 && accuracy.high == 1.0, "{accuracy:?}");
    }
    // 184 of 200.
    let mut erring = agreeing(&rows, &[100; 20], &[10; 20]);
    erring.coded.iter_mut().step_by(10).take(16).for_each(|label| label.theme = (label.theme + 1) % 20);
    let accuracy = audited_quality(&erring).unwrap().accuracy;
    assert!((accuracy.value - 0.92).abs() < 1e-9, "{accuracy:?}");
    assert!((accuracy.low - 0.877).abs() < 0.005 && (accuracy.high - 0.949).abs() < 0.005, "{accuracy:?}");
}

#[test]
fn articles_count_by_their_weights() {
    let rows = rows(4, 0.85);
    let mut population = agreeing(&rows, &[20, 10, 6, 4], &[10, 0, 0, 0]);
    population.articles[..20].iter_mut().for_each(|article| article.weight = 3.0);
    assert_eq!((population.uncovered().1, population.effective_labels()), (0.25, 10.0));
    let shares = audited_shares(&population).unwrap();
    assert!((shares[0].counted - 0.75).abs() < 1e-12 && (shares[0].audited.value - 0.75).abs() < 1e-12, "{shares:?}");
    // One label of weight 3 and one of weight 1 tell as much as 16/10.
    population.coded.truncate(1);
    population.coded.push(CodedArticle { article: 20, theme: 1, weight: 1.0 });
    assert!((population.effective_labels() - 1.6).abs() < 1e-12);
    population.coded.clear();
    assert_eq!((audited_shares(&population), population.effective_labels()), (None, 0.0));
}
