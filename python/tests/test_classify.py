"""Classification: forms of input and output, and the same answers as the program's."""

from __future__ import annotations

import copy
import csv
import math
import pickle
import subprocess
import sys
from pathlib import Path

import numpy
import pandas
import polars
import pyarrow
import pytest

import policyvane


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the wheel's own command."""
    command = [str(Path(sys.executable).parent / "policyvane"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=200)


def test_themes_of_a_list(classifier: policyvane.Classifier, texts: list[str]) -> None:
    result = classifier.classify(texts, language="zh", evidence=True)
    assert result["theme"].to_pylist() == ["petition-work", "investment-attraction", None, None]
    assert result["theme_name"].to_pylist()[0] == "信访工作"
    assert result["undetermined"].to_pylist() == [None, None, "other-script", "no-text"]
    assert result["also"].to_pylist()[2] == []
    assert all(0 < probability <= 1 for probability in result["probability"].to_pylist())
    assert result.row(0)["evidence"][0]["weight"] > 0
    assert result.counts()["undetermined"] == 2


def test_all_forms_of_input_give_the_same(classifier: policyvane.Classifier, texts: list[str]) -> None:
    expected = classifier.classify(texts).to_arrow()
    forms = {
        "tuple": tuple(texts),
        "generator": (text for text in texts),
        "numpy": numpy.array(texts, dtype=object),
        "pandas, object": pandas.Series(texts, dtype=object),
        "pandas, string": pandas.Series(texts, dtype="string"),
        "pandas, arrow": pandas.Series(texts, dtype=pandas.ArrowDtype(pyarrow.string())),
        "pandas, category": pandas.Series(texts, dtype="category"),
        "polars": polars.Series(texts),
        "polars, categories": polars.Series(texts, dtype=polars.Categorical),
        "polars, lazy chunks": polars.concat([polars.Series(texts[:1]), polars.Series(texts[1:])], rechunk=False),
        "arrow": pyarrow.array(texts),
        "arrow, large": pyarrow.array(texts, pyarrow.large_string()),
        "arrow, view": pyarrow.array(texts, pyarrow.string_view()),
        "arrow, dictionary": pyarrow.array(texts).dictionary_encode(),
        "arrow, chunks": pyarrow.chunked_array([texts[:2], [], texts[2:]], pyarrow.string()),
        "arrow, slice": pyarrow.array(["x", *texts, "y"]).slice(1, len(texts)),
        "table of pandas": pandas.DataFrame({"text": texts}),
        "table of polars": polars.DataFrame({"text": texts}),
        "table of arrow": pyarrow.table({"text": texts}),
        "batch of arrow": pyarrow.record_batch({"text": texts}),
    }
    for name, form in forms.items():
        assert classifier.classify(form).to_arrow().equals(expected), name


def test_missing_texts_are_empty(classifier: policyvane.Classifier) -> None:
    for column in (
        [None, math.nan, pandas.NA],
        pandas.Series([None, None, None], dtype="string"),
        polars.Series([None, None, None], dtype=polars.String),
        pyarrow.nulls(3),
        pyarrow.array([None, None, None], pyarrow.string_view()),
    ):
        assert classifier.classify(column)["undetermined"].to_pylist() == ["no-text"] * 3


def test_what_is_no_text_is_refused(classifier: policyvane.Classifier, texts: list[str]) -> None:
    with pytest.raises(TypeError, match="not one text"):
        classifier.classify("一篇文章")
    with pytest.raises(TypeError, match=r"texts\[1\] is no text but int"):
        classifier.classify(["文章", 7])
    with pytest.raises(TypeError, match="Int64"):
        classifier.classify(pyarrow.array([1, 2]))
    with pytest.raises(ValueError, match="4 texts but 1 titles"):
        classifier.classify(texts, ["标题"])
    with pytest.raises(ValueError, match="no column 'text'"):
        classifier.classify(pandas.DataFrame({"正文": texts}))
    with pytest.raises(ValueError, match="threads"):
        classifier.classify(texts, threads=0)
    with pytest.raises(ValueError, match="language"):
        classifier.classify(texts, language="fr")  # type: ignore[arg-type]
    # Half of a surrogate pair comes from spoilt JSON; it is an unreadable character and no error.
    assert len(classifier.classify(["坏\ud83d字"])) == 1


def test_no_texts(classifier: policyvane.Classifier) -> None:
    for empty in ([], pandas.Series([], dtype=object), polars.Series([], dtype=polars.String), pyarrow.array([], "string")):
        result = classifier.classify(empty)
        assert len(result) == 0 and result.columns[0] == "theme"
        assert result.to_pandas().shape == (0, 5)
    assert classifier.predict_proba([]).shape == (0, len(classifier.themes))


def test_results_become_frames(classifier: policyvane.Classifier, texts: list[str]) -> None:
    result = classifier.classify(texts, probabilities=True)
    frame = result.to_pandas(index=["a", "b", "c", "d"])
    assert frame.loc["a", "theme"] == "petition-work"
    assert polars.DataFrame(result).equals(result.to_polars())
    assert result.to_arrow().num_rows == len(result) == 4
    probabilities = classifier.predict_proba(texts)
    assert probabilities.shape == (4, len(classifier.themes))
    assert numpy.allclose(probabilities.sum(axis=1), 1)
    column = [theme.id for theme in classifier.themes].index("petition-work")
    assert (probabilities[:, column] == frame["probability_petition-work"].to_numpy()).all()
    assert ">petition-work</td>" in result._repr_html_()


def test_the_answers_are_the_programs(classifier: policyvane.Classifier, labelled: policyvane.Articles, tmp_path: Path) -> None:
    table = tmp_path / "themes.csv"
    from conftest import LABELLED

    outcome = program("classify", str(LABELLED), "-o", str(table), "--lang", "zh")
    assert outcome.returncode == 0, outcome.stderr
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    result = classifier.classify(labelled, language="zh")
    assert [row["id"] for row in rows] == labelled["id"].to_pylist()
    for row, own in zip(rows, result):
        assert row["theme"] == (own["theme"] or "")
        assert row["theme_name"] == (own["theme_name"] or "")
        assert row["also"] == ";".join(own["also"])
        assert row["undetermined"] == (own["undetermined"] or "")
        assert row["probability"] == f"{own['probability']:.4f}"


def test_threads_change_nothing(classifier: policyvane.Classifier, labelled: policyvane.Articles) -> None:
    one, three = (classifier.classify(labelled, threads=threads).to_arrow() for threads in (1, 3))
    assert one.equals(three)


def test_progress_counts_all(classifier: policyvane.Classifier, texts: list[str]) -> None:
    many = texts * 1500
    seen: list[int] = []
    classifier._model.classify(many, None, False, False, "zh", None, seen.append)
    assert sum(seen) == len(many) and len(seen) > 1
    with pytest.raises(ZeroDivisionError):
        classifier._model.classify(many, None, False, False, "zh", None, lambda count: count / 0)
    assert len(classifier.classify(texts, progress=True)) == 4


def test_explanations_add_up(classifier: policyvane.Classifier, texts: list[str]) -> None:
    explanation = classifier.explain(texts[0], "领导接访", language="en")
    assert explanation.theme == "petition-work"
    total = explanation.bias + sum(term.weight for term in explanation.contributions)
    assert math.isclose(total, explanation.decision, rel_tol=1e-3)
    assert len(explanation.text_marks) == len(texts[0]) and len(explanation.title_marks) == 4
    marked = sum(explanation.text_marks) + sum(explanation.title_marks)
    assert marked > 0
    html = explanation._repr_html_()
    assert "rgba(200,80,40" in html and "信访" in html
    assert classifier.explain(texts[0], theme="招商引资").theme == "investment-attraction"
    with pytest.raises(policyvane.PolicyvaneError, match="petition"):
        classifier.explain(texts[0], theme="petition")
    # Marks may stand inside what looks like a tag, so the signs are counted.
    spelt = classifier.explain("<b>信访</b>")._repr_html_()
    assert spelt.count("&lt;") == spelt.count("&gt;") == 2 and "<b>信访</b>" not in spelt


def test_copies_and_pickles(classifier: policyvane.Classifier, texts: list[str], tmp_path: Path) -> None:
    assert len(pickle.dumps(classifier)) < 1000
    again = pickle.loads(pickle.dumps(classifier))
    assert again.digest == copy.deepcopy(classifier).digest == classifier.digest
    classifier.save(tmp_path / "model.pvm")
    loaded = policyvane.Classifier.load(tmp_path / "model.pvm")
    for model in (loaded, pickle.loads(pickle.dumps(loaded))):
        assert model.classify(texts).to_arrow().equals(classifier.classify(texts).to_arrow())
    with pytest.raises(policyvane.PolicyvaneError):
        policyvane.Classifier.load(tmp_path / "none.pvm")
