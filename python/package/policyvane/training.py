"""Training models of one's own themes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Literal

from policyvane import _policyvane
from policyvane._settings import Paths, input_settings, path_list, threads_or_default
from policyvane.classifier import Classifier, columns_of

Split = Literal["date", "stratified", "temporal"]


def train(
    texts: Any,
    themes: Iterable[Any] | None = None,
    *,
    titles: Any = None,
    dates: Iterable[Any] | None = None,
    also: Iterable[Iterable[str]] | None = None,
    unlabelled: Any = None,
    cost: float | None = None,
    folds: int | None = None,
    split: Split = "date",
    short: bool | None = None,
    theme_set: str | os.PathLike[str] | None = None,
    dictionary: str | os.PathLike[str] | None = None,
    threads: int | None = None,
) -> Classifier:
    """Learns a model from labelled texts.

    :param texts: the texts, in any form that :meth:`Classifier.classify` takes; or, where ``themes`` is left out, the path
        of a file with labelled articles (``text``, ``theme``, and ``title``, ``date``, ``also`` where there are any).
    :param themes: the theme of each text: an id or a name of the theme set, or any word of your own.
    :param titles: the headlines.
    :param dates: the days of publication, such as ``"2024-01-27"``; they make better folds.
    :param also: the secondary themes of each text.
    :param unlabelled: texts without labels (or the path of a file), thousands of which make a model better.
    :param cost: of errors relative to the size of weights, above 0; larger values fit more closely.
    :param folds: of the cross-validation that calibrates probabilities.
    :param split: how folds are made: ``"date"``, ``"stratified"`` or ``"temporal"``.
    :param short: whether texts are short, such as headlines; seen from their length otherwise.
    :param theme_set: a file of themes with their names (TOML); the shipped set otherwise.
    :param dictionary: a file of words that are kept whole.
    :param threads: at most this many; all processors by default.
    :raises PolicyvaneError: where there are too few labels or a setting cannot be used.
    """
    settings = {
        "cost": cost,
        "folds": folds,
        "split": split,
        "short": short,
        "theme_set": None if theme_set is None else os.fspath(theme_set),
        "plain_labels": False,
        "dictionary": None if dictionary is None else os.fspath(dictionary),
        "minimum_document_frequency": None,
    }
    threads = threads_or_default(threads)
    if themes is None:
        inputs = input_settings(None, None, None, None)
        others: Paths = [] if unlabelled is None else unlabelled
        return Classifier(_policyvane.train_files(path_list(texts), path_list(others), inputs, settings, threads))
    texts, titles = columns_of(texts, titles)
    labels = ["" if theme is None else str(theme) for theme in themes]
    days = None if dates is None else [None if date is None else str(date)[:10] for date in dates]
    secondary = None if also is None else [list(ids) for ids in also]
    return Classifier(_policyvane.train(texts, labels, titles, days, secondary, unlabelled, settings, threads))
