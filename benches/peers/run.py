#!/usr/bin/env python3
"""Runs policyvane and its peers on the same files in one run and writes benches/RESULTS.md.

usage: benches/peers/run.py TRAIN.jsonl DEV.jsonl NEWS.jsonl[.gz]

Needs Python 3 and the PyPI registry: scikit-learn, jieba and fasttext-wheel are installed into target/peers. policyvane is
built first. Each peer runs in a process of its own, whose peak memory is told by the system.
"""
import datetime, gzip, json, os, platform, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WORK = os.path.join(ROOT, "target", "peers")
PYTHON = os.path.join(WORK, "bin", "python")
PROGRAM = os.path.join(ROOT, "target", "release", "policyvane")


def prepare():
    if not os.path.exists(PYTHON):
        subprocess.run([sys.executable, "-m", "venv", WORK], check=True)
        subprocess.run([PYTHON, "-m", "pip", "-q", "install", "scikit-learn", "jieba", "fasttext-wheel", "numpy<2"], check=True)
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)


def run(command):
    """Seconds, peak memory in MB and standard output of a command."""
    start = time.time()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"failed: {' '.join(command)}")
    return time.time() - start, usage.ru_maxrss / 1024, out


def policyvane(train, dev, news, unlabelled):
    model = os.path.join(WORK, "peer.pvm")
    extra = ["--unlabelled", news, "--cost", "0.5"] if unlabelled else []
    # The peers do not calibrate: neither does this run.
    seconds, memory, _ = run([PROGRAM, "train", train, "-o", model, "--folds", "0", *extra])
    _, _, out = run([PROGRAM, "evaluate", dev, "--model", model, "--json"])
    scores = json.loads(out)
    classify, more, _ = run([PROGRAM, "classify", news, "--model", model, "-o", os.path.join(WORK, "table.csv")])
    return dict(accuracy=scores["accuracy"], macro_f1=scores["macro_f1"], train=seconds, classify=classify, memory=max(memory, more))


def peer(script, train, dev, news):
    _, memory, out = run([PYTHON, os.path.join(HERE, script), train, dev, news])
    return dict(json.loads(out.strip().splitlines()[-1]), memory=memory)


def main():
    if len(sys.argv) != 4: sys.exit(__doc__)
    train, dev, news = sys.argv[1:]
    prepare()
    size = sum(len(line) for line in (gzip.open if news.endswith(".gz") else open)(news, "rb")) / 1e6
    rows = [
        ("policyvane", policyvane(train, dev, news, False)),
        ("policyvane, with the unlabelled news", policyvane(train, dev, news, True)),
        ("scikit-learn + jieba, same features, LinearSVC", peer("scikit.py", train, dev, news)),
        ("fastText on jieba words", peer("fast_text.py", train, dev, news)),
    ]
    lines = [
        "# policyvane and its peers", "",
        f"{datetime.date.today()} · {platform.machine()}, {os.cpu_count()} cores · Python {platform.python_version()}", "",
        "`benches/peers/run.py TRAIN DEV NEWS`: all in one run on the same files. Training includes reading and segmentation, without",
        "calibration; classification is of the whole NEWS file, reading and segmentation included; memory is the process's peak.", "",
        "| | accuracy | macro-F1 | seconds to train | MB/s to classify | peak memory, MB |", "|---|--:|--:|--:|--:|--:|",
    ]
    for name, r in rows:
        lines.append(f"| {name} | {r['accuracy']:.3f} | {r['macro_f1']:.3f} | {r['train']:.1f} | {size / r['classify']:.2f} | {r['memory']:.0f} |")
    own, scikit = rows[0][1], rows[2][1]
    lines += ["", f"Against scikit-learn + jieba: training {scikit['train'] / own['train']:.1f} times as fast, classifying {scikit['classify'] / own['classify']:.1f} times as fast."]
    text = "\n".join(lines) + "\n"
    with open(os.path.join(ROOT, "benches", "RESULTS.md"), "w", encoding="utf-8") as f: f.write(text)
    print(text)


main()
