"""Tables: what comes out of reading, classifying and counting."""

from __future__ import annotations

import os
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from policyvane import _policyvane
from policyvane._settings import Language, Paths, input_settings, language_or_default, path_list, threads_or_default

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_SHOWN_ROWS = 20
_SHOWN_CHARACTERS = 60

_Own = TypeVar("_Own", bound="Table")


class Table:
    """Rows and named columns in Arrow's form.

    Any library that takes Arrow data takes it as it is, without a copy: ``polars.DataFrame(table)``,
    ``pyarrow.table(table)``, ``duckdb.sql("select * from table")``. A column, ``table["theme"]``, is Arrow data too.
    """

    def __init__(self, table: _policyvane.ArrowTable) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The Arrow PyCapsule interface: hands the rows over as a stream."""
        return self._table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """The Arrow PyCapsule interface: hands over names and types of the columns."""
        return self._table.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, name: str) -> _policyvane.ArrowColumn:
        """A column; ``.to_pylist()`` makes Python values of it."""
        return self._table.column(name)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows as dictionaries. For many rows, take columns instead."""
        return (self._table.row(number) for number in range(len(self)))

    def row(self, number: int) -> dict[str, Any]:
        """One row as a dictionary."""
        return self._table.row(number)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._table.column_names

    def to_arrow(self) -> pyarrow.Table:
        """The table as a ``pyarrow.Table``."""
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """The table as a ``polars.DataFrame``."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self, index: Any = None) -> pandas.DataFrame:
        """The table as a ``pandas.DataFrame``, with an index of your own if you give one."""
        import pandas

        try:
            frame: pandas.DataFrame = self.to_arrow().to_pandas()
        except ImportError:
            frame = pandas.DataFrame({name: self[name].to_pylist() for name in self.columns})
        if index is not None:
            frame.index = index
        return frame

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} rows; {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        # Notebooks align all cells to the right, which suits numbers only.
        head = "".join(f"<th style='text-align:left'>{escape(name)}</th>" for name in self.columns)
        rows = ""
        for number in range(min(len(self), _SHOWN_ROWS)):
            cells = "".join(f"<td style='text-align:left'>{_cell(value)}</td>" for value in self.row(number).values())
            rows += f"<tr>{cells}</tr>"
        rest = f"<p>the first {_SHOWN_ROWS} of {len(self)} rows</p>" if len(self) > _SHOWN_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}"


class Assignments(Table):
    """The themes of texts, one row a text, in the order of the texts.

    Columns: ``theme`` (the id; missing where the text tells too little), ``theme_name``, ``probability`` (that the primary
    theme is right, 0 to 1), ``also`` (the ids of secondary themes), ``undetermined`` (why there is no theme: ``no-text``,
    ``other-script``, ``unreadable``, ``unknown-words``, ``imprint`` or ``continuation``), and on request ``evidence`` (the
    deciding terms with their weights) and one ``probability_…`` for each theme.
    """

    def counts(self) -> dict[str, int]:
        """The number of texts of each theme, the most frequent first. Texts without a theme count as ``undetermined``."""
        counts: dict[str, int] = {}
        for theme in self["theme"].to_pylist():
            counts[theme or "undetermined"] = counts.get(theme or "undetermined", 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def _repr_html_(self) -> str:
        counts = self.counts()
        names = dict(zip(self["theme"].to_pylist(), self["theme_name"].to_pylist()))
        most = max(counts.values(), default=1)
        bars = "".join(
            f"<tr><td style='text-align:left'>{escape(names.get(theme) or theme)}</td>"
            f"<td style='text-align:right'>{count}</td>"
            f"<td style='min-width:12em'><div style='background:#8a3324;height:.8em;width:{100 * count / most:.1f}%'>"
            "</div></td></tr>"
            for theme, count in counts.items()
        )
        return f"<table><tbody>{bars}</tbody></table>{super()._repr_html_()}"


class Articles(Table):
    """Articles that were read from files.

    Columns: ``id``, ``file``, ``date`` (the day of publication; text, because it may be a month or a year), ``event_date``,
    ``source`` (the paper), ``page``, ``title``, ``text``, ``byline``, ``captions``, ``region`` (the adcode of the place it
    is about), ``region_confidence``, ``mentioned`` (the adcodes of all places), ``boundary`` (the probability that it begins
    where the page was cut), ``theme`` and ``also`` (labels, where the file has them), ``further`` (unknown fields as JSON).
    """

    def __init__(self, table: _policyvane.ArrowTable, problems: list[tuple[str, str]]) -> None:
        super().__init__(table)
        self.problems = problems
        """What was left out: names of files, each with what is wrong."""


def read(
    paths: Paths,
    *,
    date: str | None = None,
    source: str | None = None,
    sources: str | os.PathLike[str] | None = None,
    columns: dict[str, str] | str | None = None,
    places: bool = True,
    language: Language | None = None,
    threads: int | None = None,
) -> Articles:
    """Reads newspaper issues and articles of any form: raw pages, PDF, Word, web pages, tables, folders and archives.

    :param paths: a file, a folder, a pattern such as ``"issues/*.pdf"``, or several of them.
    :param date: the day of the issues, before any other (``"2024-01-27"``).
    :param source: the paper, before any other.
    :param sources: a table of papers and their homes (columns ``name``, ``aliases``, ``home``).
    :param columns: the columns of tables by role, such as ``{"text": "正文"}``; the others are recognised.
    :param places: whether to find the places that articles are about.
    :param language: of the problems, ``"zh"`` or ``"en"``; the system's by default.
    :param threads: at most this many; all processors by default.
    :raises PolicyvaneError: where not a single article can be read. What else is left out is in ``.problems``.
    """
    settings = input_settings(date, source, sources, columns)
    table, problems = _policyvane.read(
        path_list(paths), settings, places, language_or_default(language), threads_or_default(threads)
    )
    return Articles(table, problems)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, list):
        return escape("; ".join(item["term"] if isinstance(item, dict) else str(item) for item in value))
    text = str(value)
    return escape(text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…")
