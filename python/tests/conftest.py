"""What the tests share: fictional texts, the sample issues of the repository, and a watchdog."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator
from pathlib import Path

import pytest

import policyvane

REPOSITORY = Path(__file__).resolve().parents[2]
ISSUES = REPOSITORY / "data" / "issues"
LABELLED = REPOSITORY / "data" / "sample-labels.jsonl"

# Seconds after which a test that hangs is ended, with the stacks of all threads.
PATIENCE = 240


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    """A test that hangs ends the run instead of blocking it."""
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="session")
def classifier() -> policyvane.Classifier:
    return policyvane.Classifier.shipped()


@pytest.fixture(scope="session")
def articles() -> policyvane.Articles:
    """The articles of the sample issues."""
    return policyvane.read(ISSUES)


@pytest.fixture(scope="session")
def labelled() -> policyvane.Articles:
    """The labelled articles of the sample."""
    return policyvane.read(LABELLED, places=False)


@pytest.fixture
def texts() -> list[str]:
    return [
        "县领导在信访接待中心开门接访，与来访群众面对面交流，化解信访积案，把矛盾纠纷化解在基层。",
        "全市招商引资推介会举行，省内外六十多家企业参加，三个项目现场签约，总投资十二亿元。",
        "The ministers met on Tuesday.",
        "",
    ]
