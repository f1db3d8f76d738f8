"""scikit-learn + jieba as most scripts have them: words of headline and text together, TF-IDF and LinearSVC with their defaults."""
import gzip, json, sys, time
import jieba
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

jieba.setLogLevel(60)
jieba.initialize()


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f if line.strip()]
    return [f"{row.get('title') or ''} {row.get('text') or ''}" for row in rows], [row.get("theme") for row in rows]


train, dev, news = sys.argv[1:]
start = time.time()
model = make_pipeline(TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None), LinearSVC()).fit(*read(train))
trained = time.time() - start
texts, actual = read(dev)
predicted = model.predict(texts)
start = time.time()
model.predict(read(news)[0])
print(json.dumps(dict(accuracy=accuracy_score(actual, predicted), macro_f1=f1_score(actual, predicted, average="macro"), train=trained, classify=time.time() - start)))
