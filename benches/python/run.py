"""The wheel against the program on the same articles: the same assignments, and how much longer it takes.

Themes, secondary themes and reasons must be equal. Probabilities may differ where the program folds characters while it
decodes a file (radicals of printed pages) and another reader does not; how many do is printed.

    python benches/python/run.py PROGRAM ARTICLES.jsonl [RUNS]

Each way (lists, pandas, polars, Arrow) reads the file in its own manner and classifies. Times are the medians of RUNS rounds
in which all ways take turns, so that a busy machine slows all of them. The program's time includes opening the model; so
does the column "all" of the wheel, in a fresh process each. "processors" is the time of all processors, which other work on the
machine hardly changes; "classify" is the call alone.
"""

from __future__ import annotations

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WAYS = {
    "lists": """
rows = [json.loads(line) for line in open(path, encoding="utf-8")]
texts, titles = [row["text"] for row in rows], [row.get("title", "") for row in rows]
""",
    "pandas": """
import pandas
frame = pandas.read_json(path, lines=True, dtype=False, convert_dates=False)
texts, titles = frame["text"], frame["title"]
""",
    "polars": """
import polars
frame = polars.read_ndjson(path, infer_schema_length=None)
texts, titles = frame["text"], frame["title"]
""",
    "arrow": """
import pyarrow.json
table = pyarrow.json.read_json(path)
texts, titles = table["text"], table["title"]
""",
    "policyvane.read": """
texts, titles = policyvane.read(path), None
""",
}

PROGRAM = """
import json, pickle, resource, sys, time
start = time.perf_counter()
import policyvane
path, way, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]) or None
classifier = policyvane.Classifier.shipped()
{way}
before = time.perf_counter()
result = classifier.classify(texts, titles, evidence={evidence}, threads=threads)
end, processor = time.perf_counter(), time.process_time()
rows = zip(*(result[name].to_pylist() for name in ("theme", "probability", "undetermined", "also")))
rows = [(row[0] or "", "%.4f" % row[1], row[2] or "", ";".join(row[3])) for row in rows]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
pickle.dump((end - start, processor, end - before, memory, rows), sys.stdout.buffer)
"""


# What a worker process holds: opened in the worker itself, and inherited from a parent that forked after use.
WORKER = """
import json, os, sys
def memory(name):
    with open("/proc/self/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.split(":")[0] in name) / 1024
before = memory(["Pss"])
import policyvane
texts = [json.loads(line)["text"] for _, line in zip(range(1000), open(sys.argv[1], encoding="utf-8"))]
classifier = policyvane.Classifier.shipped()
classifier.classify(texts, threads=1)
print(f"a worker that opens the model itself: {memory(['Pss']):.0f} MB, {before:.0f} MB of them Python's", flush=True)
if os.fork() == 0:
    classifier.classify(texts, threads=1)
    own = memory(["Private_Clean", "Private_Dirty"])
    print(f"a worker forked after use: {own:.0f} MB of its own", flush=True)
    os._exit(0)
os.wait()
"""

# Two threads of Python, each with half of the texts and one thread of its own, against one with all of them.
SCALING = """
import json, sys, threading, time
import policyvane
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
classifier = policyvane.Classifier.shipped()
def taken(parts):
    threads = [threading.Thread(target=classifier.classify, args=(part,), kwargs={"threads": 1}) for part in parts]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start
rounds = [(taken([texts]), taken([texts[0::2], texts[1::2]])) for _ in range(3)]
one, two = (min(times) for times in zip(*rounds))
print(f"one thread of Python: {one:.2f} s; two, half the texts each: {two:.2f} s ({one / two:.2f} times as fast)", flush=True)
"""


def wheel(path: str, way: str, evidence: bool, threads: int = 0) -> tuple[float, float, float, float, list[tuple[str, ...]]]:
    import pickle

    code = PROGRAM.format(way=WAYS[way], evidence=evidence)
    command = [sys.executable, "-c", code, path, way, str(threads)]
    return pickle.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # type: ignore[no-any-return]


def program(binary: str, path: str, output: Path) -> tuple[float, float]:
    """Seconds by the clock and of processors."""

    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    start, before = time.perf_counter(), used()
    subprocess.run([binary, "classify", path, "-o", str(output), "--lang", "zh", "--quiet"], check=True)
    return time.perf_counter() - start, used() - before


def main() -> None:
    binary, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 3
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "themes.csv"
        program_times: list[tuple[float, float]] = []
        times: dict[str, list[tuple[float, float, float, float]]] = {way: [] for way in WAYS}
        differing: dict[str, int] = {}
        for _ in range(runs):
            program_times.append(program(binary, path, output))
            with output.open(encoding="utf-8") as file:
                expected = [
                    (row["theme"], row["probability"], row["undetermined"], row["also"]) for row in csv.DictReader(file)
                ]
            for way in WAYS:
                *measured, rows = wheel(path, way, evidence=False)
                pairs = list(zip(rows, expected, strict=True))
                assert all(own[0] == its[0] and own[2:] == its[2:] for own, its in pairs), f"{way}: other assignments"
                differing[way] = sum(own != its for own, its in pairs)
                times[way].append((measured[0], measured[1], measured[2], measured[3]))
    base, used = (statistics.median(column) for column in zip(*program_times))
    print(f"{len(expected)} articles, all assignments equal; the program: {base:.2f} s, {used:.2f} s of processors")
    print(f"{'way':16} {'all':>7} {'ratio':>6} {'processors':>11} {'ratio':>6} {'classify':>9} {'memory':>8} {'other probabilities':>20}")
    for way, measured in times.items():
        whole, processors, call, memory = (statistics.median(column) for column in zip(*measured))
        ratios = f"{whole:6.2f}s {whole / base:6.2f} {processors:10.2f}s {processors / used:6.2f}"
        print(f"{way:16} {ratios} {call:8.2f}s {memory:5.0f} MB {differing[way]:20}", flush=True)
    for code in (WORKER, SCALING):
        subprocess.run([sys.executable, "-c", code, path], check=True)


if __name__ == "__main__":
    main()
