"""Spark against the wheel alone on the same articles: the same counts, and how much longer it takes.

    python benches/spark/run.py ARTICLES.jsonl [COPIES] [--cluster]

The articles (COPIES times, with other ids) are written as Parquet and classified by the wheel alone on two threads, then by
Spark on two cores; counts by month and theme are aggregated in Spark and must be equal. With `--cluster`, a standalone master
with two workers of one core each is started on loopback, and one of the workers is killed in the middle of the work.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pyspark
from pyspark.sql import SparkSession, functions

import policyvane
from policyvane.spark import classify

PORT = 17077

# Seconds that a part of the cluster may take to start.
PATIENCE = 120


def written(articles: str, copies: int, folder: Path) -> str:
    """The articles as Parquet, in files that Spark can share out."""
    table = policyvane.read(articles, places=False).to_arrow().select(["id", "date", "title", "text"])
    ids = table["id"].to_pylist()
    for copy in range(copies):
        own = pyarrow.array([f"{name}-{copy}" for name in ids], pyarrow.large_string())
        table = table.set_column(0, "id", own)
        pyarrow.parquet.write_table(table, folder / f"part-{copy:03}.parquet", row_group_size=4000)
    return str(folder)


def alone(folder: str) -> tuple[float, Counter[tuple[str, str]]]:
    """The wheel alone: time and counts by month and theme."""
    start = time.perf_counter()
    classifier = policyvane.Classifier.shipped()
    counts: Counter[tuple[str, str]] = Counter()
    for file in sorted(Path(folder).glob("*.parquet")):
        table = pyarrow.parquet.read_table(file)
        found = classifier.classify(table, threads=2)
        months = (date[:7] if date else "" for date in table["date"].to_pylist())
        counts.update(zip(months, (theme or "" for theme in found["theme"].to_pylist())))
    return time.perf_counter() - start, counts


def waited_for(is_there: Callable[[], bool], what: str) -> None:
    """Waits until something is there; a busy machine takes its time to start it."""
    for _ in range(PATIENCE):
        if is_there():
            return
        time.sleep(1)
    raise TimeoutError(f"no {what} after {PATIENCE} s")


def listens() -> bool:
    """Whether the master takes connections."""
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", PORT)) == 0


def by_spark(
    folder: str, master: str, executors: int = 0, begun: Callable[[], object] = lambda: None
) -> tuple[float, Counter[tuple[str, str]]]:
    """The same by Spark, from a session that has started with its executors; calls `begun` when the work begins."""
    builder = SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.executor.cores", "1").config("spark.executor.memory", "1g")
    spark = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    spark.range(1).count()
    # The driver is listed beside its executors.
    status = spark.sparkContext._jsc.sc()
    waited_for(lambda: status.getExecutorMemoryStatus().size() > executors, "executors")
    begun()
    start = time.perf_counter()
    themes = classify(spark.read.parquet(folder), title="title")
    month = functions.coalesce(functions.substring("date", 1, 7), functions.lit("")).alias("month")
    theme = functions.coalesce("theme", functions.lit("")).alias("theme")
    rows = themes.groupBy(month, theme).count().collect()
    taken = time.perf_counter() - start
    spark.stop()
    return taken, Counter({(row["month"], row["theme"]): row["count"] for row in rows})


def cluster(folder: str, wheel_time: float) -> tuple[float, Counter[tuple[str, str]]]:
    """A master and two workers on loopback; one worker is killed in the middle."""
    spark_class = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
    package = "org.apache.spark.deploy"
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        # A group of its own, so that a worker's executors end with it.
        process = subprocess.Popen([spark_class, *arguments], stdout=quiet, stderr=quiet, start_new_session=True)
        started.append(process)
        return process

    try:
        start(f"{package}.master.Master", "--host", "127.0.0.1", "--port", str(PORT), "--webui-port", "0")
        waited_for(listens, "master")
        master = f"spark://127.0.0.1:{PORT}"
        worker = f"{package}.worker.Worker"
        workers = [
            start(worker, "--host", "127.0.0.1", "--cores", "1", "--memory", "2g", "--webui-port", "0", master)
            for _ in range(2)
        ]
        killer = threading.Timer(wheel_time / 2, os.killpg, [workers[0].pid, signal.SIGKILL])
        outcome = by_spark(folder, master, 2, killer.start)
        if killer.is_alive():
            killer.cancel()
            raise RuntimeError("the worker was not killed: the work was done before")
        return outcome
    finally:
        for process in started:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--cluster"]
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    with tempfile.TemporaryDirectory() as temporary:
        folder = written(arguments[0], int(arguments[1]) if len(arguments) > 1 else 1, Path(temporary))
        wheel_time, expected = alone(folder)
        print(f"{sum(expected.values())} articles; the wheel alone, two threads: {wheel_time:.1f} s", flush=True)
        taken, counts = by_spark(folder, "local[2]")
        print(f"Spark, local[2]: {taken:.1f} s ({taken / wheel_time:.2f} times), counts equal: {counts == expected}", flush=True)
        if "--cluster" in sys.argv:
            taken, counts = cluster(folder, wheel_time)
            print(f"two workers, one killed: {taken:.1f} s, counts equal: {counts == expected}", flush=True)


if __name__ == "__main__":
    main()
