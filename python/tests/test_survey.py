"""Reading, surveys, reports, training and the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas
import pytest

import policyvane
from conftest import ISSUES, LABELLED, REPOSITORY
from test_classify import program


def test_articles_of_folders(articles: policyvane.Articles) -> None:
    frame = articles.to_pandas()
    assert len(frame) > 50 and articles.problems == []
    assert frame["text"].notna().all()
    assert frame["date"].str.match(r"\d{4}-\d{2}-\d{2}").all()
    assert {"兰河日报"} <= set(frame["source"].str.replace("（虚构样报）", ""))
    assert articles.to_polars()["mentioned"].dtype.is_nested()


def test_tables_with_columns_of_their_own(tmp_path: Path) -> None:
    frame = pandas.DataFrame({"标题": ["会"], "评论全文": ["信访工作会议召开。"], "何时": ["2024-03"], "备注": ["x"]})
    frame.to_csv(tmp_path / "a.csv", index=False)
    articles = policyvane.read(tmp_path / "a.csv", columns={"text": "评论全文", "date": "何时"})
    assert articles.row(0)["text"] == "信访工作会议召开。"
    assert articles.row(0)["date"] == "2024-03"
    assert '"备注":"x"' in articles.row(0)["further"]


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("本报讯 4月26日，全市信访工作专题会召开。\n", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"no pdf")
    articles = policyvane.read(tmp_path, language="en")
    assert len(articles) == 1
    assert [Path(name).name for name, _ in articles.problems] == ["b.pdf"]
    with pytest.raises(policyvane.PolicyvaneError):
        policyvane.read(tmp_path / "nothing.txt")
    for call in (policyvane.read, policyvane.Survey().read, policyvane.train):
        # There are no messages of a program above a traceback, so the exception says why.
        with pytest.raises(policyvane.PolicyvaneError, match=r"(?s)no article could be read.*b\.pdf"):
            call(tmp_path / "b.pdf")
    with pytest.raises(ValueError):
        policyvane.read(tmp_path, date="2024-13-45")


def test_counts_and_reports(tmp_path: Path) -> None:
    survey = policyvane.Survey(language="en").read(ISSUES)
    counts = survey.counts("year").to_pandas()
    everywhere = counts[counts["region"] == "all"]
    assert everywhere["count"].sum() == len(survey)
    assert list(counts.columns)[5:8] == ["count", "total", "undetermined"]
    assert (counts["share_low"].dropna() <= counts["share"].dropna()).all()
    report = survey.report(tmp_path / "a", charts=["themes-ranked"], dpi=72, excel=True)
    assert report.articles == len(survey) and report.charts == ["themes-ranked"]
    assert report.path("report.xlsx").is_file()
    assert "data:image/png" in report._repr_html_()
    with pytest.raises(ValueError, match="one of day, week"):
        survey.counts("decade")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="chart"):
        survey.report(tmp_path / "a", charts=["nonesuch"])


def test_a_report_is_the_programs(tmp_path: Path) -> None:
    report = policyvane.report(ISSUES, tmp_path, language="zh", dpi=72)
    for name in ("series.csv", "changes.csv", "classified.csv"):
        assert report.path(name).read_bytes() == (REPOSITORY / "reports" / name).read_bytes(), name


def test_filters(tmp_path: Path) -> None:
    everything = len(policyvane.Survey().read(ISSUES))
    part = len(policyvane.Survey(papers=["兰河日报"], start="2024").read(ISSUES))
    assert 0 < part < everything
    with pytest.raises(policyvane.PolicyvaneError):
        policyvane.Survey(regions=["没有的地方"])
    with pytest.raises(ValueError, match="overlap"):
        policyvane.report(ISSUES, tmp_path, compare=("2023..2024", "2024"))


def test_training_from_texts_and_files(labelled: policyvane.Articles, tmp_path: Path) -> None:
    frame = labelled.to_pandas()
    columns = {"titles": frame["title"], "dates": frame["date"], "also": frame["also"]}
    by_texts = policyvane.train(frame["text"], frame["theme"], folds=2, **columns)
    by_file = policyvane.train(LABELLED, folds=2)
    assert by_texts.themes == by_file.themes
    right = by_file.classify(labelled)["theme"].to_pylist() == frame["theme"]
    assert right.mean() > 0.9
    by_file.save(tmp_path / "own.pvm")
    outcome = program("themes", "--model", str(tmp_path / "own.pvm"))
    assert outcome.returncode == 0, outcome.stderr
    with pytest.raises(ValueError, match="texts but 1 themes"):
        policyvane.train(["甲", "乙"], ["丙"])
    with pytest.raises(policyvane.PolicyvaneError):
        policyvane.train(["甲", "乙"], [None, None])
    with pytest.raises(ValueError, match="split"):
        policyvane.train(["甲"], ["乙"], split="random")  # type: ignore[arg-type]


def test_the_command() -> None:
    version = program("--version")
    assert version.returncode == 0 and version.stdout.startswith("policyvane ")
    assert program("no-such-command").returncode == 2
    assert program("classify", "/nowhere").returncode == 3
    module = [sys.executable, "-m", "policyvane", "themes", "--json"]
    themes = subprocess.run(module, capture_output=True, text=True, encoding="utf-8", timeout=200)
    assert themes.returncode == 0 and "petition-work" in themes.stdout
