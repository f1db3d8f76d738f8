"""Makes a large file of articles out of a smaller one, for measurements of reports.

    python benches/many_articles.py ARTICLES.jsonl COPIES LARGE.jsonl

Each article is written COPIES times: a year earlier each time, with another identifier and with its sentences rotated, so that no copy
is a reprint of another. Articles without a whole date are left out.
"""

import datetime
import json
import sys

source, copies, target = sys.argv[1], int(sys.argv[2]), sys.argv[3]
with open(source, encoding="utf-8") as lines:
    articles = [article for article in map(json.loads, lines) if len(article.get("date") or "") >= 10]
with open(target, "w", encoding="utf-8") as out:
    for copy in range(copies):
        for article in articles:
            day = datetime.date.fromisoformat(article["date"][:10])
            day = datetime.date(day.year - copy, day.month, min(day.day, 28))
            sentences = [sentence for sentence in article["text"].split("。") if sentence]
            first = copy % max(1, len(sentences))
            text = "。".join(sentences[first:] + sentences[:first]) + "。"
            changed = {**article, "id": f"{article['id']}-{copy}", "date": day.isoformat(), "text": text}
            out.write(json.dumps(changed, ensure_ascii=False) + "\n")
