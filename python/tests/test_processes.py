"""Processes and threads: forks after use, workers, Python's lock. Each runs in a Python of its own under a time limit,
because what is tested would otherwise hang."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Seconds that the slowest of these programs may take on a busy machine.
LIMIT = 180


def run(program: str, *arguments: str) -> str:
    command = [sys.executable, *arguments, "-c", program]
    outcome = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT)
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


USED = """
import policyvane
TEXT = "县领导开门接访，化解信访积案，把矛盾纠纷化解在基层。"
classifier = policyvane.Classifier.shipped()
before = classifier.classify([TEXT] * 300)["theme"].to_pylist()
def work(count):
    return classifier.classify([TEXT] * count)["theme"].to_pylist()
"""


def test_multiprocessing_forks_after_use() -> None:
    run(
        USED
        + """
import multiprocessing
context = multiprocessing.get_context("fork")
with context.Pool(2) as pool:
    for themes in pool.map(work, [1, 50, 300]):
        assert set(themes) == set(before)
"""
    )


def test_a_bare_fork_after_reports_and_training() -> None:
    run(
        USED
        + f"""
import os, sys, tempfile
sys.path.insert(0, {str(__import__("pathlib").Path(__file__).parent)!r})
from conftest import ISSUES
policyvane.read(ISSUES)
child = os.fork()
if child == 0:
    # All cores and one, reading, and a report, in the child.
    assert set(classifier.classify([TEXT] * 300, threads=2)["theme"].to_pylist()) == set(before)
    assert len(policyvane.read(ISSUES, threads=1)) == len(policyvane.read(ISSUES, threads=2)) > 50
    with tempfile.TemporaryDirectory() as folder:
        policyvane.report(ISSUES, folder, dpi=72, charts=["themes-ranked"])
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
assert work(300) == before
"""
    )


@pytest.mark.parametrize("backend", ["loky", "multiprocessing", "threading"])
def test_joblib(backend: str) -> None:
    run(
        USED
        + f"""
import joblib
# A function with a name: the backend "multiprocessing" pickles no other.
def themes_of(model, count):
    return model.classify([TEXT] * count)["theme"].to_pylist()
results = joblib.Parallel(n_jobs=2, backend={backend!r})(
    joblib.delayed(themes_of)(classifier, count) for count in (1, 50, 300)
)
assert all(set(themes) == set(before) for themes in results)
"""
    )


def test_spawned_workers_use_one_thread() -> None:
    run(
        USED
        + """
import multiprocessing
from policyvane._settings import threads_or_default
assert threads_or_default(None) is None
with multiprocessing.get_context("fork").Pool(1) as pool:
    assert pool.apply(threads_or_default, [None]) == 1
    assert pool.apply(threads_or_default, [2]) == 2
"""
    )


def test_python_goes_on_during_work() -> None:
    # Another thread of Python counts while this one classifies; with the lock held it would not move.
    run(
        USED
        + """
import threading
ticks, done = [], threading.Event()
def count():
    while not done.wait(0.001):
        ticks.append(1)
thread = threading.Thread(target=count)
thread.start()
classifier.classify([TEXT * 40] * 2000, threads=1)
done.set()
thread.join()
assert len(ticks) > 20, len(ticks)
"""
    )


def test_ctrl_c_ends_long_work() -> None:
    run(
        USED
        + """
import os, signal, threading
for task in (
    lambda: classifier.classify([TEXT * 40] * 50_000),
    lambda: policyvane.train([f"{TEXT}第{n}件" for n in range(20000)], [str(n % 50) for n in range(20000)], short=False),
):
    timer = threading.Timer(1.0, os.kill, [os.getpid(), signal.SIGINT])
    timer.start()
    try:
        task()
    except KeyboardInterrupt:
        continue
    raise AssertionError("not interrupted")
"""
    )
