"""The classifier."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policyvane import _policyvane
from policyvane._settings import Language, language_or_default, progress_bar, threads_or_default
from policyvane.explanation import Explanation
from policyvane.tables import Assignments

if TYPE_CHECKING:
    import numpy
    import numpy.typing


@dataclass(frozen=True)
class Theme:
    """A theme that a model assigns."""

    id: str
    """Its id, such as ``petition-work``."""
    zh: str
    """Its Chinese name."""
    en: str
    """Its English name."""


class Classifier:
    """A model that tells the policy themes of texts.

    It can be copied, pickled and shared by threads; a process that is forked after its use may use it on.
    """

    def __init__(self, model: _policyvane.Classifier) -> None:
        """Use :meth:`shipped`, :meth:`load` or :func:`policyvane.train` instead."""
        self._model = model

    @classmethod
    def shipped(cls) -> Classifier:
        """The model that comes with the package. It is opened once a process."""
        return cls(_policyvane.Classifier.shipped())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Classifier:
        """A model file, made by ``policyvane train`` or :meth:`save`.

        :raises PolicyvaneError: where the file cannot be read or is no model.
        """
        return cls(_policyvane.Classifier.load(os.fspath(path)))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the model file, which ``policyvane --model`` and :meth:`load` read."""
        with open(path, "wb") as file:
            file.write(self._model.to_bytes())

    @property
    def themes(self) -> list[Theme]:
        """The themes that the model assigns, in the order of the columns of :meth:`predict_proba`."""
        return [Theme(*theme) for theme in self._model.themes]

    @property
    def digest(self) -> str:
        """The short name of the model, which tables quote."""
        return self._model.digest

    def classify(
        self,
        texts: Any,
        titles: Any = None,
        *,
        evidence: bool = False,
        probabilities: bool = False,
        language: Language | None = None,
        threads: int | None = None,
        progress: bool = False,
    ) -> Assignments:
        """Tells the themes of texts.

        :param texts: a list, a Series of pandas or polars, or any column of Arrow. A table with a column ``text`` will do;
            its column ``title``, if it has one, is then read too. A missing text is an empty one.
        :param titles: the headlines, as many as there are texts. They help where there are any.
        :param evidence: whether to list the deciding terms.
        :param probabilities: whether to list the probability of each theme.
        :param language: of the names of themes, ``"zh"`` or ``"en"``; the system's by default.
        :param threads: at most this many; all processors by default, and one in worker processes.
        :param progress: whether to show a bar, where tqdm is installed.
        """
        texts, titles = columns_of(texts, titles)
        advance, close = progress_bar(progress, _length(texts))
        try:
            table = self._model.classify(
                texts,
                titles,
                evidence,
                probabilities,
                language_or_default(language),
                threads_or_default(threads),
                advance,
            )
        finally:
            close()
        return Assignments(table)

    def predict_proba(
        self, texts: Any, titles: Any = None, *, threads: int | None = None, progress: bool = False
    ) -> numpy.typing.NDArray[numpy.float64]:
        """The probability of each theme: a matrix with a row for each text and a column for each of :attr:`themes`.

        Rows sum to 1. Texts that tell too little for a theme have a row too; :meth:`classify` names them.
        """
        import numpy

        texts, titles = columns_of(texts, titles)
        advance, close = progress_bar(progress, _length(texts))
        try:
            raw = self._model.probabilities(texts, titles, threads_or_default(threads), advance)
        finally:
            close()
        return numpy.frombuffer(bytearray(raw), dtype=numpy.float64).reshape(-1, len(self._model.themes))

    def explain(
        self, text: str, title: str | None = None, *, theme: str | None = None, language: Language | None = None
    ) -> Explanation:
        """Tells why a text has its theme: the terms and what each adds. In a notebook they are marked in the text.

        :param theme: another theme to explain, by its id or name in either language.
        :raises PolicyvaneError: where the model has no such theme.
        """
        found = self._model.explain(text, title or "", theme, language_or_default(language))
        return Explanation._of(found, text, title or "")

    def __reduce__(self) -> tuple[Any, ...]:
        # The shipped model is in every package; only models of one's own travel.
        if self._model.is_shipped:
            return _shipped_again, (self.digest,)
        return _from_bytes, (self._model.to_bytes(),)

    def __repr__(self) -> str:
        return f"<Classifier {self.digest}: {len(self._model.themes)} themes>"


def columns_of(texts: Any, titles: Any) -> tuple[Any, Any]:
    """Texts and headlines as columns, where one table was given for both."""
    names = getattr(texts, "column_names", None) or getattr(texts, "columns", None)
    if names is None:
        return _plain(texts), None if titles is None else _plain(titles)
    if "text" not in names:
        raise ValueError(f"the table has no column 'text'; give one column, such as table[{next(iter(names), '…')!r}]")
    if titles is None and "title" in names:
        titles = texts["title"]
    return _plain(texts["text"]), None if titles is None else _plain(titles)


def _plain(column: Any) -> Any:
    """A Series of pandas hands over Arrow data only where pyarrow is installed, and needs it only for its own strings."""
    if type(column).__module__.partition(".")[0] == "pandas" and hasattr(column, "tolist"):
        is_arrow = hasattr(column, "__arrow_c_stream__") and "pyarrow" in repr(getattr(column, "dtype", ""))
        return column if is_arrow else column.tolist()
    return column


def _length(texts: Any) -> int | None:
    return len(texts) if hasattr(texts, "__len__") else None


def _from_bytes(model: bytes) -> Classifier:
    return Classifier(_policyvane.Classifier.from_bytes(model))


def _shipped_again(digest: str) -> Classifier:
    classifier = Classifier.shipped()
    if classifier.digest != digest:
        warnings.warn(
            f"the pickle was made with the shipped model {digest}; this version ships {classifier.digest}", stacklevel=2
        )
    return classifier
