#!/usr/bin/env python3
"""Composes raw pages with known article starts, to learn article boundaries from.

usage: compose_pages.py ARTICLES.jsonl [MORE.jsonl ...] -o DIR [-n PAGES] [--seed N] [--half 0|1]

ARTICLES are article JSONL with `text` and, where known, `title`. A page is some of them run together as text comes out of a PDF:
hard-wrapped, with blank lines within sentences, letter-spaced lines, headlines or none, datelines, bylines, captions and furniture,
each page in a layout of its own. Writes DIR/page-NNNN.txt and DIR/gold.jsonl: for each article the offsets, in the page's non-white
characters, of its headline and of its text. Only one half of the articles is used (by a digest of their ids): the other is for
learning how articles open and close, which must not have seen the pages.
"""
import argparse, hashlib, json, os, random, re

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文博宇晨"
PLACES = "北京 上海 广州 成都 杭州 武汉 南京 西安 长沙 贵阳 兰州 拉萨 福州 济南 沈阳 合肥".split()
PAPERS = "新华社 本报 本报 本报 本网 中新社 人民日报 晚报 都市报".split()


def name(r): return r.choice(SURNAMES) + "".join(r.choice(GIVEN) for _ in range(r.choice((1, 2))))


def reporters(r):
    role = r.choice(("记者", "记者", "记者", "通讯员", "本报记者", "实习记者", "见习记者"))
    return f"{role}{r.choice((' ', '', ' '))}{' '.join(name(r) for _ in range(r.choice((1, 1, 1, 2))))}"


def dateline(r):
    paper = r.choice(PAPERS)
    day = f"{r.randint(1, 12)}月{r.randint(1, 28)}日"
    by = r.choice(("", f"（{reporters(r)}）", f"（{reporters(r)}）", f" （{reporters(r)}）"))
    if paper in ("新华社", "中新社", "人民日报"): return f"{r.choice(('', '据'))}{paper}{r.choice(PLACES)}{day}电{by}{'' if by else r.choice((' ', ''))}"
    if r.random() < 0.3: return f"{paper}{r.choice(PLACES)}{day}电{by}"
    return f"{paper}讯{by or ' '}"


def blocks_of(r, article, page):
    """The printed blocks of an article: (kind, text)."""
    paragraphs = [p.strip() for p in article["text"].split("\n") if p.strip()]
    # Very long articles are cut after a paragraph, very long paragraphs are parted: pages have limits.
    kept, size = [], 0
    for p in paragraphs:
        while len(p) > 400 and r.random() < 0.7:
            cut = p.find("。", 150)
            if cut < 0 or cut > 380: break
            kept.append(p[:cut + 1]); size += cut; p = p[cut + 1:]
        if p: kept.append(p); size += len(p)
        if size > page["longest"]: break
    paragraphs = kept or paragraphs[:1]
    if not paragraphs: return []
    printed = bool(re.match(r".{0,20}[讯电]", paragraphs[0]))
    if not printed and r.random() < page["datelines"]: paragraphs[0] = dateline(r) + paragraphs[0]
    blocks = []
    title = (article.get("title") or "").strip()
    if title and r.random() < page["headlines"]:
        if r.random() < 0.08: blocks.append(("head", r.choice((title[:9] + "工作会议召开", title[:7] + "系列报道"))))
        blocks.append(("head", title))
        if r.random() < 0.12: blocks.append(("head", "——" + r.choice(("系列评述之一", "来自基层的报道", "党的建设综述"))))
        if r.random() < 0.12: blocks.append(("by", r.choice((reporters(r), "□ " + reporters(r), "本报评论员"))))
    elif r.random() < page["bylines_first"]: blocks.append(("by", r.choice(("本报", "", "本报驻外")) + reporters(r)))
    # Long reports are parted by subheads, which look like headlines.
    parted = len(paragraphs) >= 4 and r.random() < page["subheads"]
    for i, p in enumerate(paragraphs):
        if i and i < len(paragraphs) - 1 and r.random() < (0.45 if parted else 0.02): blocks.append(("sub", re.sub(r"[，。；：].*", "", p)[:r.randint(6, 14)]))
        blocks.append(("first" if i == 0 else "text", p))
    if r.random() < 0.06: blocks[-1] = (blocks[-1][0], blocks[-1][1].rstrip("。！？"))
    if r.random() < page["bylines"]:
        by = f"（{reporters(r)}）"
        if r.random() < 0.2: by = f"本报记者 {name(r)}"
        if r.random() < 0.5: blocks[-1] = (blocks[-1][0], blocks[-1][1] + by)
        else: blocks.append(("by", by))
    return blocks


def wrap(r, text, width, indent):
    """Lines of about the same width; digits and letters may be half as wide."""
    lines, line, used = [], "", 0.0
    limit = width - indent
    for c in text:
        line += c
        used += 0.5 if c.isascii() and page_half else 1.0
        if used >= limit - (r.random() < 0.12):
            lines.append(line); line, used, limit = "", 0.0, width
    if line: lines.append(line)
    return lines


def compose(r, pool, number):
    global page_half
    page_half = r.random() < 0.7
    page = dict(
        width=r.choice((14, 16, 18, 18, 19, 20, 20, 21, 22, 24, 28)), headlines=r.choice((0.0, 0.0, 0.2, 0.5, 0.8, 1.0)),
        datelines=r.choice((0.0, 0.1, 0.3, 0.6, 0.9)), bylines=r.choice((0.0, 0.05, 0.3)), bylines_first=r.choice((0.0, 0.0, 0.1, 0.5)), longest=r.choice((300, 600, 900, 1500)),
        indent_first=r.choice((0.0, 0.3, 0.7, 1.0)), indent_text=r.choice((0.0, 0.0, 0.0, 0.0, 1.0)),
        blank_paragraph=r.choice((0.0, 0.1, 0.5, 0.5)), blank_article=r.choice((0.0, 0.1, 0.5, 1.0)), blank_inside=r.choice((0.0, 0.02, 0.04)),
        subheads=r.choice((0.0, 0.2, 0.5)), spaced=r.choice((0.0, 0.01, 0.03)), furniture=r.random() < 0.3,
    )
    out, gold, offset = [], [], 0

    def put(line):
        nonlocal offset
        out.append(line); offset += len(re.sub(r"\s", "", line))

    if page["furniture"]: put(f"{r.choice(PLACES)}日报 {r.randint(2010, 2025)}年{r.randint(1, 12)}月{r.randint(1, 28)}日 星期{r.choice('一二三四五六日')} 第{r.randint(1, 12)}版")
    chosen = r.sample(pool, r.randint(2, 9))
    if r.random() < 0.35:
        # A page of one theme: neighbours speak of much the same.
        alike = [a for a in pool if a.get("theme") == chosen[0].get("theme")]
        chosen = r.sample(alike, min(len(alike), len(chosen)))
    for article in chosen:
        blocks = blocks_of(r, article, page)
        if not blocks: continue
        if out and r.random() < page["blank_article"]: out.append("")
        start, body = offset, None
        for kind, text in blocks:
            if kind == "first": body = offset
            elif kind == "by" and body is None and not any(k == "head" for k, _ in blocks): body = offset
            indent = 2 if kind == "first" and r.random() < page["indent_first"] or kind == "text" and r.random() < page["indent_text"] else 0
            lines = wrap(r, text, page["width"], indent if page_half else 0)
            for i, line in enumerate(lines):
                if r.random() < page["spaced"] and len(line) > 6: line = " ".join(line)
                put((r.choice((" ", "　　")) if page["indent_text"] == 1.0 else " ") * (indent > 0 and i == 0) + line)
                if i < len(lines) - 1 and kind in ("first", "text") and r.random() < page["blank_inside"]: out.append("")
            if kind in ("first", "text") and r.random() < page["blank_paragraph"]: out.append("")
        gold.append({"start": start, "body": body})
        if r.random() < 0.04: put(f"图为{article['text'][:r.randint(8, 20)]}。{reporters(r)}摄")
    return "\n".join(out) + "\n", {"file": f"page-{number:04d}.txt", "articles": gold}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("articles", nargs="+"); parser.add_argument("-o", required=True); parser.add_argument("-n", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1); parser.add_argument("--half", type=int, default=1)
    given = parser.parse_args()
    local, news = [], []
    for path in given.articles:
        for line in open(path, encoding="utf-8"):
            a = json.loads(line)
            if len(a.get("text", "")) < 80 or hashlib.md5(a["id"].encode()).digest()[0] % 2 != given.half: continue
            (news if a.get("source") == "新闻联播" else local).append(a)
    r = random.Random(given.seed)
    os.makedirs(given.o, exist_ok=True)
    with open(os.path.join(given.o, "gold.jsonl"), "w", encoding="utf-8") as gold:
        for number in range(given.n):
            # Local papers write otherwise than television: a third of the pages each, and a third mixed.
            pool = [local, news, local + r.sample(news, min(len(news), len(local)))][number % 3] if local else news
            text, truth = compose(r, pool, number)
            with open(os.path.join(given.o, truth["file"]), "w", encoding="utf-8") as f: f.write(text)
            gold.write(json.dumps(truth) + "\n")


main()
