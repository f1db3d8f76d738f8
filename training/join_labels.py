#!/usr/bin/env python3
"""Joins the labels of a reading with the articles they belong to.

usage: join_labels.py LABELS.csv ARTICLES.jsonl[.gz] > LABELLED.jsonl

LABELS.csv has the columns id, theme, also (separated by semicolons) and certainty (h, m, l). It holds no text, so that it
may be published where the articles may not. Articles without a label are left out; a label without its article is an error.
"""
import csv, gzip, json, sys

if len(sys.argv) != 3:
    sys.exit(__doc__)
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    labels = {row["id"]: row for row in csv.DictReader(file)}
opener = gzip.open if sys.argv[2].endswith(".gz") else open
with opener(sys.argv[2], "rt", encoding="utf-8") as articles:
    for line in articles:
        article = json.loads(line)
        label = labels.pop(article["id"], None)
        if label is None:
            continue
        article["theme"], article["certainty"] = label["theme"], label["certainty"]
        article["also"] = [theme for theme in label["also"].split(";") if theme]
        print(json.dumps(article, ensure_ascii=False))
if labels:
    sys.exit(f"{len(labels)} labels without an article, the first of {next(iter(labels))}")
