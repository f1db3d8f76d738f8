"""A program for `mypy --strict`: the package's types as users see them."""

from __future__ import annotations

from pathlib import Path

import policyvane
from policyvane.sklearn import ThemeClassifier


def most_frequent(folder: Path) -> tuple[str, int]:
    """The most frequent theme of the articles of a folder."""
    articles: policyvane.Articles = policyvane.read(folder)
    for file, problem in articles.problems:
        print("left out:", file, problem)
    classifier = policyvane.Classifier.shipped()
    assignments: policyvane.Assignments = classifier.classify(articles, language="en", threads=2)
    theme, count = next(iter(assignments.counts().items()))
    return theme, count


def decided_by(text: str) -> list[str]:
    """The terms that speak most for the theme of a text."""
    explanation: policyvane.Explanation = policyvane.Classifier.shipped().explain(text)
    return [term.term for term in explanation.contributions if term.weight > 0][:5]


def report(folder: Path, output: Path) -> int:
    """Writes a report; the result is the number of its charts."""
    written: policyvane.Report = policyvane.report(folder, output, period="month", language="en")
    return len(written.charts)


def accuracy(texts: list[str], labels: list[str]) -> float:
    """How often a model of one's own is right on what it learned from."""
    model = ThemeClassifier(cost=0.5).fit(texts, labels)
    return float((model.predict(texts) == labels).mean())


if __name__ == "__main__":
    print(most_frequent(Path("data/issues")))
