"""Spark in local mode. Needs pyspark and Java; CI runs it where both are there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import policyvane

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytest.importorskip("pyspark", reason="pyspark is not installed")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("there is no Java", allow_module_level=True)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("policyvane")
    builder = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    yield session
    session.stop()


@pytest.mark.parametrize("large", ["true", "false"])
def test_the_answers_are_the_packages(
    spark: SparkSession, classifier: policyvane.Classifier, labelled: policyvane.Articles, large: str
) -> None:
    from policyvane.spark import classify

    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", large)
    frame = labelled.to_pandas()[["id", "title", "text"]]
    expected = classifier.classify(labelled, language="zh").to_pandas()
    themes = classify(spark.createDataFrame(frame), title="title", language="zh").toPandas().set_index("id")
    themes = themes.loc[frame["id"]].reset_index(drop=True)
    assert themes["theme"].equals(expected["theme"])
    assert (themes["probability"] == expected["probability"]).all()
    assert [list(ids) for ids in themes["also"]] == [list(ids) for ids in expected["also"]]
    assert spark.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch") == "1000"


def test_a_model_of_ones_own_and_columns_in_the_way(spark: SparkSession, labelled: policyvane.Articles) -> None:
    from policyvane.spark import classify

    frame = labelled.to_pandas()[["id", "text", "theme"]]
    own = policyvane.train(frame["text"], frame["theme"], folds=2)
    data = spark.createDataFrame(frame).repartition(3)
    with pytest.raises(ValueError, match="another prefix"):
        classify(data)
    with pytest.raises(ValueError, match="no column"):
        classify(data, text="正文")
    found = classify(data, classifier=own, prefix="model_").toPandas()
    assert (found["theme"] == found["model_theme"]).mean() > 0.9


def test_empty_partitions_and_missing_texts(spark: SparkSession) -> None:
    from policyvane.spark import classify

    data = spark.createDataFrame([(None,), ("信访工作会议要求化解积案。",)], "text string").repartition(6)
    counts = {row["undetermined"]: row["count"] for row in classify(data).groupBy("undetermined").count().collect()}
    assert counts == {"no-text": 1, None: 1}
