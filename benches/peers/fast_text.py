"""fastText on jieba words, with the settings its documentation gives for small data."""
import gzip, json, os, sys, tempfile, time
import fasttext, jieba
from collections import Counter

jieba.setLogLevel(60)
jieba.initialize()


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def line(a): return " ".join(w for w in jieba.cut((a.get("title") or "") + " " + a["text"], HMM=False) if w.strip())


train, dev, news = sys.argv[1:]
start = time.time()
with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False, encoding="utf-8") as f:
    for a in rows(train): f.write(f"__label__{a['theme']} {line(a)}\n")
model = fasttext.train_supervised(f.name, epoch=25, lr=0.5, wordNgrams=2, dim=100, thread=2, verbose=0)
os.unlink(f.name)
trained = time.time() - start
tests = rows(dev)
predict = lambda a: model.predict(line(a))[0][0][9:]
found, gold = [predict(a) for a in tests], [a["theme"] for a in tests]
hit, said, meant = Counter(g for g, p in zip(gold, found) if g == p), Counter(found), Counter(gold)
f1 = [2 * hit[t] / (said[t] + meant[t]) for t in meant]
start = time.time()
for a in rows(news): predict(a)
print(json.dumps(dict(accuracy=sum(hit.values()) / len(gold), macro_f1=sum(f1) / len(f1), train=trained, classify=time.time() - start)))
