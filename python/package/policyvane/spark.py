"""Themes of many millions of texts on Spark 4, by ``mapInArrow``.

Example::

    from policyvane.spark import classify

    themes = classify(spark.read.parquet("articles/"), text="text", title="title")
    themes.groupBy("theme").count().show()
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policyvane._settings import Language, language_or_default
from policyvane.classifier import Classifier, _from_bytes

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

_RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"


def classify(
    df: DataFrame,
    text: str = "text",
    title: str | None = None,
    *,
    classifier: Classifier | None = None,
    prefix: str = "",
    language: Language | None = None,
    records_per_batch: int | None = 1000,
) -> DataFrame:
    """Adds the themes of texts to a data frame: ``theme``, ``theme_name``, ``probability``, ``also`` and ``undetermined``.

    Each Python worker opens the model once and uses one thread, because Spark runs a worker for each core.

    :param text: the column of texts.
    :param title: the column of headlines, if there is one.
    :param classifier: the model; the shipped one, which every worker's package has, by default.
    :param prefix: goes before the names of the new columns, where the frame has such names already.
    :param language: of the names of themes; the system's by default.
    :param records_per_batch: articles sent to Python together. Spark's default of 10,000 long texts would fill the memory of
        workers; this sets ``spark.sql.execution.arrow.maxRecordsPerBatch`` of the session. ``None`` leaves it as it is.
    """
    from pyspark.sql.types import ArrayType, DoubleType, StringType, StructField, StructType

    for name in filter(None, (text, title)):
        if name not in df.columns:
            raise ValueError(f"the data frame has no column {name!r}; it has {', '.join(df.columns)}")
    added = [
        StructField(prefix + "theme", StringType()),
        StructField(prefix + "theme_name", StringType()),
        StructField(prefix + "probability", DoubleType()),
        StructField(prefix + "also", ArrayType(StringType())),
        StructField(prefix + "undetermined", StringType()),
    ]
    taken = [field.name for field in added if field.name in df.columns]
    if taken:
        raise ValueError(f"the data frame has columns {', '.join(taken)} already; give another prefix")
    if records_per_batch is not None:
        df.sparkSession.conf.set(_RECORDS, str(records_per_batch))
    # A model of one's own is sent to each machine once, not with each task.
    model: Any = None
    if classifier is not None and not classifier._model.is_shipped:
        model = _shared(df, classifier._model.to_bytes())
    task = _task(text, title, model, prefix, language_or_default(language))
    return df.mapInArrow(task, StructType([*df.schema.fields, *added]))


@dataclass(frozen=True)
class _Carried:
    """A model that travels with the task, where there is no context to broadcast with (Spark Connect)."""

    value: bytes


def _shared(df: DataFrame, model: bytes) -> Any:
    from pyspark.errors import PySparkException

    try:
        return df.sparkSession.sparkContext.broadcast(model)
    except PySparkException:
        return _Carried(model)


def _task(
    text: str, title: str | None, model: Any, prefix: str, language: Language
) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    def task(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        from policyvane.spark import _opened

        classifier = _opened(model)
        for batch in batches:
            titles = None if title is None else batch.column(title)
            found = classifier.classify(batch.column(text), titles, language=language, threads=1)
            columns = dict(zip(batch.schema.names, batch.columns))
            for name, column in zip(found.columns, found.to_arrow().combine_chunks().columns):
                columns[prefix + name] = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
            yield pyarrow.RecordBatch.from_pydict(columns)

    return task


_own_models: dict[bytes, Classifier] = {}


def _opened(model: Any) -> Classifier:
    """The shipped model, or the broadcast one, which a worker opens once."""
    if model is None:
        return Classifier.shipped()
    # A worker may serve several models, and broadcasts have no name that lasts.
    key = hashlib.sha256(model.value).digest()
    if key not in _own_models:
        _own_models[key] = _from_bytes(model.value)
    return _own_models[key]
