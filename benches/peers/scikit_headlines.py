"""scikit-learn + jieba on headlines with policyvane's features for short texts: words, neighbours, pairs, characters."""
import itertools, json, sys, time
import jieba
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

jieba.setLogLevel(60)
jieba.initialize()


def rows(path):
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n").split(" ", 1) for line in f if line.strip()]


cache = {}
def words(text):
    if text not in cache: cache[text] = [w for w in jieba.cut(text, HMM=False) if w.strip()]
    return cache[text]
def neighbours(text): w = ["^", *words(text), "$"]; return list(zip(w, w[1:]))
def pairs(text): return list(itertools.combinations(sorted(set(words(text))), 2))


def block(analyzer, **options): return TfidfVectorizer(sublinear_tf=True, lowercase=True, analyzer=analyzer, **options)


train, test = sys.argv[1:]
blocks = [("w", block(words, min_df=1), 1.0), ("w2", block(neighbours, min_df=2), 0.5), ("p", block(pairs, min_df=2), 0.7)]
for n, weight in ((1, 0.7), (2, 1.0), (3, 0.7)):
    blocks.append((f"c{n}", block("char", ngram_range=(n, n), preprocessor=(lambda t: t.lower()) if n == 1 else (lambda t: f"^{t.lower()}$")), weight))
start = time.time()
labels, texts = zip(*rows(train))
union = FeatureUnion([(name, b) for name, b, _ in blocks], transformer_weights={name: w for name, _, w in blocks})
model = LinearSVC(C=0.5).fit(union.fit_transform(texts), labels)
trained = time.time() - start
start = time.time()
gold, tests = zip(*rows(test))
found = model.predict(union.transform(tests))
print(json.dumps(dict(accuracy=accuracy_score(gold, found), macro_f1=f1_score(gold, found, average="macro"), train=trained, classify=time.time() - start)))
