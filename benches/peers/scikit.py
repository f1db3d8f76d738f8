"""scikit-learn + jieba with policyvane's features: words and one to three characters, headline and body apart."""
import gzip, json, sys, time
import jieba
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.svm import LinearSVC

jieba.setLogLevel(60)
jieba.initialize()


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def words(text): return [w for w in jieba.cut(text, HMM=False) if any(c.isalnum() for c in w)]


def block(field, **options):
    pick = FunctionTransformer(lambda articles: [a.get(field) or "" for a in articles])
    return make_pipeline(pick, TfidfVectorizer(min_df=2, sublinear_tf=True, **options))


train, dev, news = sys.argv[1:]
parts, weights = [], {}
for field, weight in (("title", 0.25), ("text", 0.5)):
    parts.append((field + "w", block(field, tokenizer=words, token_pattern=None)))
    weights[field + "w"] = weight
    for n in (1, 2, 3):
        parts.append((f"{field}{n}", block(field, analyzer="char", ngram_range=(n, n))))
        weights[f"{field}{n}"] = weight
start = time.time()
labelled = rows(train)
union = FeatureUnion(parts, transformer_weights=weights)
model = LinearSVC(class_weight="balanced").fit(union.fit_transform(labelled), [a["theme"] for a in labelled])
trained = time.time() - start
tests = rows(dev)
found = model.predict(union.transform(tests))
gold = [a["theme"] for a in tests]
start = time.time()
model.predict(union.transform(rows(news)))
print(json.dumps(dict(accuracy=accuracy_score(gold, found), macro_f1=f1_score(gold, found, average="macro"), train=trained, classify=time.time() - start)))
