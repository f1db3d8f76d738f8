"""The wheel against the program on the same articles: the same assignments, and how much longer it takes.

    python benches/python/run.py PROGRAM ARTICLES.jsonl [RUNS]

Each way (lists, pandas, polars, Arrow) reads the file in its own manner and classifies. Times are the medians of RUNS rounds
in which all ways take turns, so that a busy machine slows all of them. The program's time includes opening the model; so
does the column "all" of the wheel, in a fresh process each. "classify" is the call alone.
"""

from __future__ import annotations

import csv
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
end = time.perf_counter()
rows = result.to_pandas()[["theme", "probability", "undetermined", "also"]].itertuples(index=False)
rows = [(row[0] or "", "%.4f" % row[1], row[2] or "", ";".join(row[3])) for row in rows]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
pickle.dump((end - start, end - before, memory, rows), sys.stdout.buffer)
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


def wheel(path: str, way: str, evidence: bool, threads: int = 0) -> tuple[float, float, float, list[tuple[str, ...]]]:
    import pickle

    code = PROGRAM.format(way=WAYS[way], evidence=evidence)
    command = [sys.executable, "-c", code, path, way, str(threads)]
    return pickle.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # type: ignore[no-any-return]


def program(binary: str, path: str, output: Path) -> float:
    start = time.perf_counter()
    subprocess.run([binary, "classify", path, "-o", str(output), "--lang", "zh", "--quiet"], check=True)
    return time.perf_counter() - start


def main() -> None:
    binary, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 3
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "themes.csv"
        program_times: list[float] = []
        times: dict[str, list[tuple[float, float, float]]] = {way: [] for way in WAYS}
        for _ in range(runs):
            program_times.append(program(binary, path, output))
            with output.open(encoding="utf-8") as file:
                expected = [
                    (row["theme"], row["probability"], row["undetermined"], row["also"]) for row in csv.DictReader(file)
                ]
            for way in WAYS:
                *measured, rows = wheel(path, way, evidence=False)
                assert rows == expected, f"{way}: other assignments"
                times[way].append((measured[0], measured[1], measured[2]))
    base = statistics.median(program_times)
    print(f"{len(expected)} articles, all assignments equal; the program: {base:.2f} s")
    print(f"{'way':16} {'all':>7} {'ratio':>6} {'classify':>9} {'memory':>8}")
    for way, measured in times.items():
        whole, call, memory = (statistics.median(column) for column in zip(*measured))
        print(f"{way:16} {whole:6.2f}s {whole / base:6.2f} {call:8.2f}s {memory:5.0f} MB", flush=True)
    for code in (WORKER, SCALING):
        subprocess.run([sys.executable, "-c", code, path], check=True)


if __name__ == "__main__":
    main()
