#!/usr/bin/env python3
"""Runs policyvane and its peers on the same files in one run and writes benches/RESULTS.md.

usage: benches/peers/run.py TRAIN.jsonl DEV.jsonl NEWS.jsonl[.gz] [HEADLINES]

HEADLINES is a folder with train, dev and test files of `text<TAB>class` lines. Needs Python 3 and the PyPI registry:
scikit-learn, jieba and fasttext-wheel are installed into the target folder. policyvane is built first. Each peer runs in a process
of its own, whose peak memory is told by the system. Times are the best of three runs for policyvane and jieba-rs, whose runs
last seconds, and of one run for the others, whose runs last minutes.
"""
import datetime, glob, gzip, json, os, platform, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
WORK = os.path.join(TARGET, "peers")
PYTHON = os.path.join(WORK, "bin", "python")
PROGRAM = os.path.join(TARGET, "release", "policyvane")
JIEBA = ["cargo", "bench", "--quiet", "--bench", "jieba_alone", "--"]


def prepare():
    if not os.path.exists(PYTHON):
        subprocess.run([sys.executable, "-m", "venv", WORK], check=True)
        subprocess.run([PYTHON, "-m", "pip", "-q", "install", "scikit-learn", "jieba", "fasttext-wheel", "numpy<2"], check=True)
    subprocess.run(["cargo", "build", "--release", "--quiet", "--bins"], cwd=ROOT, check=True)


def run(command):
    """Seconds, peak memory in MB and standard output of a command."""
    start = time.time()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"failed: {' '.join(command)}")
    return time.time() - start, usage.ru_maxrss / 1024, out


def best(command):
    runs = [run(command) for _ in range(3)]
    return min(r[0] for r in runs), max(r[1] for r in runs), runs[0][2]


def policyvane(train, tests, news, extra=()):
    model = os.path.join(WORK, "peer.pvm")
    # The peers do not calibrate: neither does this run.
    seconds, memory, _ = (run if extra else best)([PROGRAM, "train", train, "-o", model, "--folds", "0", *extra])
    scores = json.loads(run([PROGRAM, "evaluate", tests, "--model", model, "--json"])[2])
    classify, more, _ = best([PROGRAM, "classify", news, "--model", model, "-o", os.path.join(WORK, "table.csv")])
    return dict(accuracy=scores["accuracy"], macro_f1=scores["macro_f1"], train=seconds, classify=classify, memory=max(memory, more))


def peer(script, *files):
    _, memory, out = run([PYTHON, os.path.join(HERE, script), *files])
    return dict(json.loads(out.strip().splitlines()[-1]), memory=memory)


def times(a, b): return f"{a / b:.1f} times as fast"


def table(rows, size):
    lines = ["| | accuracy | macro-F1 | seconds to train | MB/s to classify | peak memory, MB |", "|---|--:|--:|--:|--:|--:|"]
    for name, r in rows:
        lines.append(f"| {name} | {r['accuracy']:.3f} | {r['macro_f1']:.3f} | {r['train']:.1f} | {size / r['classify']:.2f} | {r['memory']:.0f} |")
    return lines


def articles(train, dev, news):
    plain = os.path.join(WORK, "news.jsonl")
    with (gzip.open if news.endswith(".gz") else open)(news, "rb") as f: content = f.read()
    with open(plain, "wb") as f: f.write(content)
    size = len(content) / 1e6
    rows = [
        ("policyvane", policyvane(train, dev, plain)),
        ("policyvane, with the unlabelled news", policyvane(train, dev, plain, ["--unlabelled", plain, "--cost", "0.5"])),
        ("scikit-learn + jieba, same features, LinearSVC", peer("scikit.py", train, dev, plain)),
        ("scikit-learn + jieba, words with all defaults", peer("scikit_words.py", train, dev, plain)),
        ("fastText on jieba words", peer("fast_text.py", train, dev, plain)),
    ]
    own, scikit, words = rows[0][1], rows[2][1], rows[3][1]
    # Python uses one core, so that this is one core each.
    single = best([PROGRAM, "classify", plain, "-q", "--threads", "1", "-o", os.path.join(WORK, "table.csv")])[0]
    alone = min(float(run([*JIEBA, plain])[2].split()[0]) for _ in range(3))
    once = run([PROGRAM, "classify", plain, "-o", os.path.join(WORK, "table.csv")])[1]
    tenfold = os.path.join(WORK, "tenfold.jsonl")
    with open(tenfold, "wb") as f:
        for _ in range(10): f.write(content)
    ten, ten_memory, _ = run([PROGRAM, "classify", tenfold, "-o", os.path.join(WORK, "table.csv")])
    os.remove(tenfold)
    one = os.path.join(WORK, "one.jsonl")
    with open(one, "wb") as f: f.write(content.split(b"\n", 1)[0] + b"\n")
    load = min(run([PROGRAM, "classify", one])[0] for _ in range(5))
    return [
        "## Articles", "", *table(rows, size), "",
        f"Against scikit-learn + jieba: training {times(scikit['train'], own['train'])}, classifying {times(scikit['classify'], own['classify'])}.",
        f"Against the words with all defaults, one core each and with the shipped model: classifying {times(words['classify'], single)}.",
        f"jieba-rs alone cuts the same texts, already in memory, at {size / alone:.0f} MB/s on the same cores; policyvane reads, cuts, places, "
        f"classifies, explains and writes them at {size / own['classify']:.1f} MB/s ({alone / own['classify']:.2f} of that rate), and at "
        f"{10 * size / ten:.1f} MB/s where the file is ten times as long and loading counts less.",
        f"Peak memory of `classify` with the shipped model: {once:.0f} MB, and {ten_memory:.0f} MB for the file ten times over.",
        f"Loading the shipped model and the dictionary, and classifying one article: {load * 1000:.0f} ms.", "",
    ]


def headlines(folder):
    paths = []
    for part in ("train", "dev", "test"):
        found = [p for p in sorted(glob.glob(os.path.join(folder, "*"))) if part in os.path.basename(p)][0]
        paths.append(os.path.join(WORK, f"headlines-{part}.txt"))
        with open(found, encoding="utf-8") as f, open(paths[-1], "w", encoding="utf-8") as out:
            for line in f:
                text, label = line.rstrip("\n").rsplit("\t", 1)
                out.write(f"__label__{label} {text}\n")
    train, dev, test = paths
    size = os.path.getsize(test) / 1e6
    rows = [("policyvane", policyvane(train, test, test)), ("scikit-learn + jieba, same features, LinearSVC", peer("scikit_headlines.py", train, test))]
    model = os.path.join(WORK, "peer.pvm")
    on_dev = json.loads(run([PROGRAM, "evaluate", dev, "--model", model, "--json"])[2])["accuracy"]
    return [
        "## Headlines", "", f"{len(open(train, encoding='utf-8').readlines()):,} headlines of 10 classes to learn from; scores on the test file, the "
        f"settings having been chosen on the dev file (accuracy there {on_dev:.3f}).", "", *table(rows, size), "",
        f"Training {times(rows[1][1]['train'], rows[0][1]['train'])}.", "",
    ]


def main():
    if len(sys.argv) not in (4, 5): sys.exit(__doc__)
    prepare()
    lines = [
        "# policyvane and its peers", "",
        f"{datetime.date.today()} · {platform.machine()}, {os.cpu_count()} cores · Python {platform.python_version()}", "",
        "`benches/peers/run.py TRAIN DEV NEWS HEADLINES`: all in one run on the same files. Training includes reading and segmentation, without",
        "calibration; classification is of the whole file, reading and segmentation included; memory is the process's peak.", "",
        *articles(*sys.argv[1:4]),
    ]
    if len(sys.argv) == 5: lines += headlines(sys.argv[4])
    text = "\n".join(lines)
    with open(os.path.join(ROOT, "benches", "RESULTS.md"), "w", encoding="utf-8") as f: f.write(text)
    print(text)


main()
