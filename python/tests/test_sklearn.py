"""scikit-learn's contract."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy
import pandas
import pytest
from sklearn.base import clone, is_classifier
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils import estimator_checks as checks

import policyvane
from policyvane.sklearn import ThemeClassifier

# scikit-learn's own checks that need no data. Its others feed matrices of numbers, and it leaves them out for estimators whose
# tags ask for texts (as for CountVectorizer); what they check is checked below with texts.
CHECKS = [
    checks.check_do_not_raise_errors_in_init_or_set_params,
    checks.check_estimator_cloneable,
    checks.check_estimator_repr,
    checks.check_estimator_tags_renamed,
    checks.check_get_params_invariance,
    checks.check_mixin_order,
    checks.check_no_attributes_set_in_init,
    checks.check_parameters_default_constructible,
    checks.check_set_params,
    checks.check_valid_tag_types,
]


@pytest.fixture(scope="module")
def corpus(labelled: policyvane.Articles) -> tuple[list[str], list[str]]:
    """The labelled texts of the sample's four most frequent themes."""
    frame = labelled.to_pandas()
    frequent = frame["theme"].value_counts().index[:4]
    frame = frame[frame["theme"].isin(frequent)]
    return frame["text"].tolist(), frame["theme"].tolist()


@pytest.fixture(scope="module")
def fitted(corpus: tuple[list[str], list[str]]) -> ThemeClassifier:
    return ThemeClassifier(folds=2).fit(*corpus)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_contract_without_data(check: Any) -> None:
    check("ThemeClassifier", ThemeClassifier())


def test_contract_with_texts(corpus: tuple[list[str], list[str]]) -> None:
    texts, labels = corpus
    model = ThemeClassifier(folds=2)
    parameters = model.get_params()
    assert model.fit(texts, labels) is model and model.get_params() == parameters
    assert all(name.endswith("_") or name.startswith("_") for name in set(vars(model)) - set(parameters))
    assert is_classifier(model) and model.n_features_in_ == 1
    # Predicting changes nothing; neither the order of texts nor their fellows change an answer.
    state = dict(vars(model))
    expected = model.predict_proba(texts)
    assert vars(model).keys() == state.keys() and all(vars(model)[name] is value for name, value in state.items())
    assert (model.predict_proba(texts[::-1])[::-1] == expected).all()
    assert (numpy.vstack([model.predict_proba([text]) for text in texts[:20]]) == expected[:20]).all()
    # Learning again, on the same and on other data, forgets what was learned before.
    assert (model.fit(texts, labels).predict_proba(texts) == expected).all()
    assert model.fit(texts, ["b" if label == labels[0] else "a" for label in labels]).classes_.tolist() == ["a", "b"]
    assert (model.fit(texts, numpy.array(labels).reshape(-1, 1)).predict_proba(texts) == expected).all()
    with pytest.raises(ValueError, match="y to be passed"):
        model.fit(texts, None)
    with pytest.raises(ValueError, match="(?i)unknown label type"):
        model.fit(texts, numpy.linspace(0, 1, len(texts)))
    with pytest.raises(ValueError, match="at least one text"):
        model.fit([], [])
    with pytest.raises(TypeError, match="no text but"):
        model.fit(numpy.zeros(len(texts)), labels)


def test_classes_and_probabilities(fitted: ThemeClassifier, corpus: tuple[list[str], list[str]]) -> None:
    texts, labels = corpus
    assert fitted.classes_.tolist() == sorted(set(labels))
    probabilities = fitted.predict_proba(texts)
    assert probabilities.shape == (len(texts), 4)
    assert numpy.allclose(probabilities.sum(axis=1), 1)
    assert (fitted.classes_[probabilities.argmax(axis=1)] == fitted.predict(texts)).all()
    assert fitted.score(texts, labels) > 0.9
    assert fitted.predict([""]).shape == (1,)


def test_labels_of_any_type(corpus: tuple[list[str], list[str]]) -> None:
    texts, labels = corpus
    numbers = numpy.unique(labels, return_inverse=True)[1]
    model = ThemeClassifier(folds=2).fit(pandas.Series(texts), numbers)
    assert model.predict(numpy.array(texts, dtype=object)).dtype == numbers.dtype
    assert set(model.predict(texts)) <= set(numbers)
    frame = pandas.DataFrame({"title": [text[:8] for text in texts], "text": texts})
    with_titles = ThemeClassifier(folds=2).fit(frame, numbers == 0)
    assert with_titles.classes_.tolist() == [False, True]
    assert with_titles.score(frame, numbers == 0) > 0.9


def test_what_cannot_be_learned_is_refused(corpus: tuple[list[str], list[str]]) -> None:
    texts, labels = corpus
    with pytest.raises(NotFittedError):
        ThemeClassifier().predict(texts)
    with pytest.raises(ValueError, match="two classes"):
        ThemeClassifier().fit(texts, ["a"] * len(texts))
    with pytest.raises(ValueError, match="texts but"):
        ThemeClassifier().fit(texts, labels[1:])
    with pytest.raises(ValueError):
        ThemeClassifier(cost=-1.0).fit(texts, labels)
    with pytest.raises(ValueError, match="folds"):
        ThemeClassifier(folds=1).fit(texts, labels)


def test_pipelines_searches_and_clones(corpus: tuple[list[str], list[str]]) -> None:
    texts, labels = corpus
    strip = FunctionTransformer(lambda rows: [text.strip() for text in rows])
    search = GridSearchCV(
        make_pipeline(strip, ThemeClassifier(folds=2)), {"themeclassifier__cost": [0.1, 0.5, 2.0]}, cv=2
    ).fit(texts, labels)
    assert search.best_params_["themeclassifier__cost"] in (0.1, 0.5, 2.0)
    assert search.best_score_ > 0.7
    copy = clone(search.best_estimator_[-1])
    assert copy.get_params() == search.best_estimator_[-1].get_params() and not hasattr(copy, "model_")
    scores = cross_val_score(ThemeClassifier(folds=2), texts, labels, cv=2, n_jobs=2)
    assert len(scores) == 2 and scores.min() > 0.6


def test_the_same_data_give_the_same_model(fitted: ThemeClassifier, corpus: tuple[list[str], list[str]]) -> None:
    again = ThemeClassifier(folds=2, threads=1).fit(*corpus)
    assert again.model_.digest == fitted.model_.digest


def test_pickles_work_in_another_process(
    fitted: ThemeClassifier, corpus: tuple[list[str], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "model.pickle").write_bytes(pickle.dumps((fitted, corpus[0])))
    program = (
        "import pickle, sys; model, texts = pickle.load(open(sys.argv[1], 'rb'));"
        "sys.stdout.buffer.write(pickle.dumps(model.predict_proba(texts)))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "model.pickle")]
    outcome = subprocess.run(command, capture_output=True, timeout=200)
    assert outcome.returncode == 0, outcome.stderr
    assert (pickle.loads(outcome.stdout) == fitted.predict_proba(corpus[0])).all()
