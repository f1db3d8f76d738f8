"""Why a text has a theme."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

_SHOWN_TERMS = 12
# A mark is darkest where a character adds this share of the strongest one.
_FOR, _AGAINST = "200,80,40", "60,110,180"


@dataclass(frozen=True)
class Contribution:
    """A term and what it adds to the decision value of the theme."""

    term: str
    """The term; consecutive words are separated by one space."""
    part: Literal["title", "text"]
    """Where it stands."""
    kind: Literal["words", "characters", "word-pairs"]
    """What kind of term it is."""
    weight: float
    """What it adds."""


@dataclass(frozen=True)
class Explanation:
    """Why a text has a theme: the decision value is the bias plus all contributions, exactly."""

    theme: str
    """The id of the explained theme."""
    theme_name: str
    """Its name."""
    probability: float
    """The probability of the theme, 0 to 1."""
    undetermined: str | None
    """Why the text tells too little for any theme, if it does."""
    decision: float
    """The decision value."""
    bias: float
    """The decision value of a text without known terms."""
    contributions: list[Contribution] = field(repr=False)
    """The terms, the strongest first."""
    title: str = field(repr=False)
    """The headline."""
    text: str = field(repr=False)
    """The text."""
    title_marks: list[float] = field(repr=False)
    """What each character of the headline adds: the weight of a term is divided evenly among its places."""
    text_marks: list[float] = field(repr=False)
    """What each character of the text adds."""

    @classmethod
    def _of(cls, found: dict[str, Any], text: str, title: str) -> Explanation:
        contributions = [Contribution(*term) for term in found.pop("contributions")]
        return cls(**found, contributions=contributions, text=text, title=title)

    def _repr_html_(self) -> str:
        strongest = max((abs(weight) for weight in [*self.title_marks, *self.text_marks]), default=0.0)
        title = f"<h4>{_marked(self.title, self.title_marks, strongest)}</h4>" if self.title else ""
        paragraphs = _marked(self.text, self.text_marks, strongest).replace("\n", "<br>")
        reason = f" · undetermined: {escape(self.undetermined)}" if self.undetermined else ""
        return (
            f"<div><p><b>{escape(self.theme_name)}</b> ({escape(self.theme)}) · {self.probability:.3f}{reason}</p>"
            f"{title}<p style='line-height:1.8'>{paragraphs}</p>"
            f"<table><tbody>{self._rows()}</tbody></table></div>"
        )

    def _rows(self) -> str:
        """The strongest terms, the sum of the others, and the bias as rows of HTML; together they are the decision value."""
        shown, others = self.contributions[:_SHOWN_TERMS], self.contributions[_SHOWN_TERMS:]
        lines = [(term.term, f"{term.part}, {term.kind}", term.weight) for term in shown]
        if others:
            lines.append((f"{len(others)} other terms", "", sum(term.weight for term in others)))
        lines.append(("bias", "", self.bias))
        rows = "".join(_row(*line) for line in lines)
        return rows + _row("decision value", "", self.decision).replace("<tr>", "<tr style='font-weight:bold'>")


def _row(name: str, place: str, weight: float) -> str:
    left, right = "style='text-align:left'", "style='text-align:right'"
    return f"<tr><td {left}>{escape(name)}</td><td {left}>{escape(place)}</td><td {right}>{weight:+.3f}</td></tr>"


def _marked(text: str, marks: list[float], strongest: float) -> str:
    """The text as HTML, each run of characters of about the same weight in its shade."""
    shades = [round(8 * weight / strongest) if strongest else 0 for weight in marks]
    html, start = "", 0
    for end in range(1, len(text) + 1):
        if end == len(text) or shades[end] != shades[start]:
            run, shade = escape(text[start:end]), shades[start]
            colour = _FOR if shade > 0 else _AGAINST
            html += f"<span style='background:rgba({colour},{abs(shade) / 12:.2f})'>{run}</span>" if shade else run
            start = end
    return html
