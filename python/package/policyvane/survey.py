"""Surveys: articles that were read and classified, their counts and reports."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Literal

from policyvane import _policyvane
from policyvane._settings import Language, Paths, input_settings, language_or_default, path_list, threads_or_default
from policyvane.classifier import Classifier
from policyvane.tables import Table

Period = Literal["day", "week", "month", "quarter", "year"]
Size = Literal["page", "column", "slide"]


@dataclass(frozen=True)
class Report:
    """A report that was written."""

    folder: Path
    """Where it is; open ``report.html`` there."""
    files: list[str]
    """The names of its files."""
    charts: list[str]
    """The names of its charts."""
    articles: int
    """The articles that have a theme."""
    undetermined: int
    """The articles that tell too little for a theme; they are listed and not counted."""
    filtered: int
    """The articles that the filter left out."""
    undated: int
    """The articles without a usable date, which curves leave out."""
    empty_periods: int
    """The periods between the first and the last without an article."""
    problems: list[tuple[str, str]] = field(repr=False)
    """What was left out: names of files, each with what is wrong."""

    def path(self, name: str) -> Path:
        """The path of a file of the report, such as ``report.path("series.csv")``."""
        return self.folder / name

    def _repr_html_(self) -> str:
        chart = self.folder / "themes-over-time.png"
        if not chart.is_file():
            chart = next((self.folder / f"{name}.png" for name in self.charts), chart)
        picture = ""
        if chart.is_file():
            data = b64encode(chart.read_bytes()).decode("ascii")
            picture = f"<img style='max-width:100%' src='data:image/png;base64,{data}'>"
        page = escape(str(self.folder / "report.html"))
        return f"<p>{self.articles} articles · {len(self.charts)} charts · {page}</p>{picture}"


class Survey:
    """Articles that are read and classified, file by file; of each only numbers are kept, so corpora may be large."""

    def __init__(
        self,
        classifier: Classifier | None = None,
        *,
        start: str | None = None,
        end: str | None = None,
        regions: Iterable[str] = (),
        papers: Iterable[str] = (),
        terms: Iterable[str] = (),
        language: Language | None = None,
        threads: int | None = None,
    ) -> None:
        """An empty survey.

        :param classifier: the model; the shipped one by default.
        :param start: the first day, month or year to count (``"2024-03"``).
        :param end: the last one.
        :param regions: count only articles about these places (names or adcodes).
        :param papers: count only articles of these papers.
        :param terms: terms whose first mentions are compared, such as ``新质生产力``.
        :param language: of tables and reports, ``"zh"`` or ``"en"``; the system's by default.
        :param threads: at most this many; all processors by default.
        """
        model = (classifier or Classifier.shipped())._model
        filters = {"start": start, "end": end, "regions": list(regions), "papers": list(papers)}
        self._survey = _policyvane.Survey(
            model, filters, list(terms), language_or_default(language), threads_or_default(threads)
        )
        self.problems: list[tuple[str, str]] = []
        """What was left out: names of files, each with what is wrong."""

    def read(
        self,
        paths: Paths,
        *,
        date: str | None = None,
        source: str | None = None,
        sources: str | os.PathLike[str] | None = None,
        columns: dict[str, str] | str | None = None,
        results: str | os.PathLike[str] | None = None,
    ) -> Survey:
        """Reads and classifies files, in every form that :func:`policyvane.read` takes; returns the survey.

        :param results: a folder of earlier results below the paths, which is passed over.
        """
        settings = input_settings(date, source, sources, columns)
        results = None if results is None else os.fspath(results)
        self.problems += self._survey.read(path_list(paths), settings, results)
        return self

    def __len__(self) -> int:
        """The number of articles that have a theme."""
        return self._survey.sizes()[0]

    def counts(self, period: Period = "month") -> Table:
        """Counts by period, province and theme, with totals, shares and their 95% intervals.

        Articles that tell too little for a theme are in no count and no total; the column ``undetermined`` has their number.

        In the column ``region``, ``all`` stands for all articles together and ``unknown`` for those without a place.
        """
        return Table(self._survey.counts(period))

    def report(
        self,
        output: str | os.PathLike[str] = "reports",
        *,
        period: Period | None = None,
        compare: tuple[str, str] | None = None,
        themes: Iterable[str] = (),
        top: int | None = None,
        charts: Iterable[str] = (),
        size: Size = "page",
        dpi: int = 300,
        svg: bool = False,
        excel: bool = False,
    ) -> Report:
        """Writes a report: charts, tables, a text and an offline web page.

        :param output: the folder.
        :param period: the length of periods; chosen by the span of days otherwise.
        :param compare: the spans to compare, such as ``("2023", "2024-01..2024-12")``.
        :param themes: draw these themes only (ids or names).
        :param top: draw at most this many themes.
        :param charts: draw the charts of these names only.
        :param size: what charts are for: ``"page"``, ``"column"`` or ``"slide"``.
        :param dpi: dots per inch of pictures.
        :param svg: whether to write vector files too.
        :param excel: whether to write a workbook too.
        :raises PolicyvaneError: where there is nothing to report.
        """
        settings = {
            "period": period,
            "compare": compare,
            "themes": list(themes),
            "top": top,
            "charts": list(charts),
            "size": size,
            "dpi": dpi,
            "svg": svg,
            "excel": excel,
        }
        finished = self._survey.report(os.fspath(output), settings)
        articles, undetermined, filtered, _ = self._survey.sizes()
        return Report(
            folder=Path(output),
            articles=articles,
            undetermined=undetermined,
            filtered=filtered,
            problems=self.problems,
            **finished,
        )

    def __repr__(self) -> str:
        articles, undetermined, filtered, files = self._survey.sizes()
        return f"<Survey: {articles} articles, {undetermined} undetermined, {filtered} filtered, {files} files>"


def report(
    paths: Paths,
    output: str | os.PathLike[str] = "reports",
    *,
    classifier: Classifier | None = None,
    date: str | None = None,
    source: str | None = None,
    sources: str | os.PathLike[str] | None = None,
    columns: dict[str, str] | str | None = None,
    start: str | None = None,
    end: str | None = None,
    regions: Iterable[str] = (),
    papers: Iterable[str] = (),
    terms: Iterable[str] = (),
    period: Period | None = None,
    compare: tuple[str, str] | None = None,
    themes: Iterable[str] = (),
    top: int | None = None,
    charts: Iterable[str] = (),
    size: Size = "page",
    dpi: int = 300,
    svg: bool = False,
    excel: bool = False,
    language: Language | None = None,
    threads: int | None = None,
) -> Report:
    """From newspaper issues to a report, in one call: :meth:`Survey.read`, then :meth:`Survey.report`."""
    survey = Survey(
        classifier,
        start=start,
        end=end,
        regions=regions,
        papers=papers,
        terms=terms,
        language=language,
        threads=threads,
    )
    survey.read(paths, date=date, source=source, sources=sources, columns=columns, results=output)
    return survey.report(
        output,
        period=period,
        compare=compare,
        themes=themes,
        top=top,
        charts=charts,
        size=size,
        dpi=dpi,
        svg=svg,
        excel=excel,
    )
