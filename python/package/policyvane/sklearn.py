"""A classifier for scikit-learn: pipelines, grid searches, cross-validation.

Example::

    from sklearn.model_selection import GridSearchCV
    from policyvane.sklearn import ThemeClassifier

    search = GridSearchCV(ThemeClassifier(), {"cost": [0.2, 0.5, 1.0]}, cv=3)
    search.fit(texts, labels)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy
import numpy.typing
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted

from policyvane import _policyvane
from policyvane._settings import threads_or_default
from policyvane.classifier import Classifier, columns_of


class ThemeClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc, unused-ignore]
    """Learns themes from labelled texts, as a classifier of scikit-learn.

    Texts are a list, an array or a Series of text, or a table with a column ``text`` and, where there are headlines,
    ``title``. Labels may be anything that scikit-learn takes for classes. The predicted class is always the likeliest one;
    ``model_`` (a :class:`policyvane.Classifier`) also tells texts that are too little for any, and secondary themes.

    :param cost: of errors relative to the size of weights, above 0; by the kind of texts if ``None``.
    :param folds: of the cross-validation that calibrates probabilities.
    :param short: whether texts are short, such as headlines; seen from their length if ``None``.
    :param minimum_document_frequency: terms of fewer texts are left out; by the number of texts if ``None``.
    :param threads: at most this many; all processors if ``None``, and one in worker processes.

    After :meth:`fit`: ``classes_`` (sorted), ``model_``, ``n_features_in_`` (1).
    """

    def __init__(
        self,
        cost: float | None = None,
        folds: int = 5,
        short: bool | None = None,
        minimum_document_frequency: int | None = None,
        threads: int | None = None,
    ) -> None:
        self.cost = cost
        self.folds = folds
        self.short = short
        self.minimum_document_frequency = minimum_document_frequency
        self.threads = threads

    def fit(self, X: Any, y: Iterable[Any]) -> ThemeClassifier:
        """Learns from texts and their classes."""
        if y is None:
            raise ValueError("requires y to be passed, but the target y is None")
        labels = numpy.asarray(y)
        if labels.ndim == 2 and labels.shape[1] == 1:
            labels = labels.ravel()
        check_classification_targets(labels)
        if labels.ndim != 1:
            raise ValueError("y must have one class for each text")
        texts, titles = _columns(X)
        if len(labels) != len(texts):
            raise ValueError(f"there are {len(texts)} texts but {len(labels)} classes")
        if len(labels) == 0:
            raise ValueError("there must be at least one text")
        self.classes_, numbers = numpy.unique(labels, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(f"there must be at least two classes, but all texts are of the class {self.classes_[0]!r}")
        # A class of the name `none` keeps it: the model knows that it stands beside no other theme.
        names = [str(name) if str(name) == "none" else f"class-{number}" for number, name in enumerate(self.classes_)]
        settings = {
            "cost": self.cost,
            "folds": self.folds,
            "split": "stratified",
            "short": self.short,
            "theme_set": None,
            "plain_labels": True,
            "dictionary": None,
            "minimum_document_frequency": self.minimum_document_frequency,
        }
        themes = [names[number] for number in numbers]
        threads = threads_or_default(self.threads)
        self.model_ = Classifier(_policyvane.train(texts, themes, titles, None, None, None, settings, threads))
        order = {theme.id: column for column, theme in enumerate(self.model_.themes)}
        self._columns = numpy.array([order[name] for name in names])
        self.n_features_in_ = 1
        return self

    def predict_proba(self, X: Any) -> numpy.typing.NDArray[numpy.float64]:
        """The probability of each of ``classes_``, a row for each text."""
        check_is_fitted(self, "model_")
        texts, titles = _columns(X)
        threads = threads_or_default(self.threads)
        probabilities: numpy.typing.NDArray[numpy.float64] = self.model_.predict_proba(texts, titles, threads=threads)
        return probabilities[:, self._columns]

    def predict(self, X: Any) -> numpy.typing.NDArray[Any]:
        """The likeliest class of each text."""
        probabilities = self.predict_proba(X)
        classes: numpy.typing.NDArray[Any] = self.classes_[numpy.argmax(probabilities, axis=1)]
        return classes

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        tags.input_tags.allow_nan = True
        return tags


def _columns(X: Any) -> tuple[Any, Any]:
    """Texts and headlines of what scikit-learn hands over."""
    if isinstance(X, numpy.ndarray):
        if X.ndim == 2 and X.shape[1] == 1:
            X = X.ravel()
        if X.ndim != 1:
            raise ValueError(f"expected one text for each row, but the array has {X.ndim} dimensions")
        return X.tolist(), None
    texts, titles = columns_of(X, None)
    return (texts if hasattr(texts, "__len__") else list(texts)), titles
