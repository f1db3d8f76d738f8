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
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import estimator_checks_generator

import policyvane
from policyvane.sklearn import ThemeClassifier

# Checks that feed numbers: every text estimator of scikit-learn fails them (CountVectorizer skips them by its tags).
NUMERIC: dict[str, str] = {}


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


@pytest.mark.parametrize(
    ("check", "estimator"),
    [
        pytest.param(check, estimator, id=getattr(check, "func", check).__name__)
        for estimator, check in estimator_checks_generator(ThemeClassifier())
    ],
)
def test_contract(check: Any, estimator: ThemeClassifier) -> None:
    check(estimator)


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
    with pytest.raises(ValueError):
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
