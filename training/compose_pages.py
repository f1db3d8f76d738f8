#!/usr/bin/env python3
"""Composes raw pages with known article starts, to learn article boundaries from.

usage: compose_pages.py ARTICLES.jsonl [MORE.jsonl ...] -o DIR [-n PAGES] [--seed N] [--half 0|1] [--without PAGES ...] [--as-files SHARE]
                        [--issues ISSUES.jsonl [--layouts N]]

ARTICLES are article JSONL with `text` and, where known, `title`. A page is some of them run together as text comes out of a PDF:
hard-wrapped, with blank lines within sentences, letter-spaced lines, headlines or none, datelines, bylines, captions and furniture,
each page in a layout of its own. Writes DIR/page-NNNN.txt and DIR/gold.jsonl: for each article the offsets, in the page's non-white
characters, of its headline and of its text. Only one half of the articles is used (by a digest of their ids): the other is for
learning how articles open and close, which must not have seen the pages.

Three fifths of the pages are such as national and local papers print side by side: one column width, long reports parted by subheads and
written by reporters who are named above or below, captions and summaries above datelines, neighbours that speak of one country, place
or matter; the others differ in everything.

A share of the pages (--as-files) are as crawlers, websites and Word documents have them instead: each paragraph one long line, or lines of
30 to 50 characters; with kickers, subtitles, names of columns, notes on the author. Articles that occur on one of the
PAGES (text files) are left out: those are for scoring.

ISSUES are article JSONL with `date` and `page` in the order of the paper: each of its pages is written in N more layouts of files, as it
stands, with the subheads, notes and captions that it has.
"""
import argparse, collections, hashlib, json, os, random, re

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


def parted(r, paragraphs, page):
    """Paragraphs as a paper prints them: long ones parted at a full stop, and no more of them than a page holds."""
    kept, size = [], 0
    longest = r.choice((130, 200, 300, 450))
    for p in paragraphs:
        while len(p) > longest and r.random() < 0.8:
            cut = p.find("。", longest // 3)
            if cut < 0 or cut > len(p) - 15: break
            cut += 1 + (p[cut + 1:cut + 2] in "”）")
            kept.append(p[:cut]); size += cut; p = p[cut:]
            if size > page["longest"]: return kept
        if p: kept.append(p); size += len(p)
        if size > page["longest"]: break
    return kept or paragraphs[:1]


def subhead(r, paragraph, style, number):
    """A line that looks like a headline: a clause of the paragraph below it."""
    clauses = [c.strip("“”‘’（）《》") for c in re.split(r"[，。；：！？、]", paragraph)]
    clauses = [c for c in clauses if style["least"] <= len(c) <= style["most"]] or [re.sub(r"[，。；：].*", "", paragraph)[:style["most"]]]
    text = r.choice(clauses[:4])
    if style["form"] == "number": return "一二三四五六七八九十"[number % 10] + "、" + text
    if style["form"] == "bracket": return "（" + "一二三四五六七八九十"[number % 10] + "）" + text
    if style["form"] == "quote": return "“" + text + "”"
    if style["form"] == "dash": return text + "——"
    if style["form"] == "two" and len(clauses) > 1: return r.choice(clauses) + r.choice((" ", "，", "　")) + text
    if style["form"] == "mark": return r.choice("●■▲◆") + text
    return text


def caption(r, article):
    """Who took the picture, and sometimes what it shows."""
    taken = r.choice((f"新华社记者{name(r)}摄", f"本报记者{name(r)}摄", f"（{name(r)}摄）", f"{reporters(r)}摄"))
    shown = r.choice([c for c in re.split(r"(?<=。)", article["text"].replace("\n", "")) if 8 < len(c) < 90] or ["活动现场。"])
    return [shown, taken] if r.random() < 0.7 else [shown + taken] if r.random() < 0.5 else [taken]


def blocks_of(r, article, page):
    """The printed blocks of an article: (kind, text)."""
    paragraphs = [p.strip() for p in article["text"].split("\n") if p.strip()]
    paragraphs = parted(r, paragraphs, page)
    if not paragraphs: return []
    printed = bool(re.match(r".{0,20}[讯电]", paragraphs[0]))
    dated = printed or r.random() < page["datelines"]
    if dated and not printed: paragraphs[0] = dateline(r) + paragraphs[0]
    long = sum(map(len, paragraphs)) > 500
    blocks = []
    title = (article.get("title") or "").strip()
    title = re.sub(r"^【.{2,12}】", "", title) if r.random() < 0.7 else title
    if title and r.random() < (page["headlines"] if not page["national"] or page["headlines"] > 0 else 0.05):
        if r.random() < 0.08: blocks.append(("head", r.choice((title[:9] + "工作会议召开", title[:7] + "系列报道"))))
        blocks.append(("head", title))
        if r.random() < 0.12: blocks.append(("head", "——" + r.choice(("系列评述之一", "来自基层的报道", "党的建设综述", title[-8:] + "纪实", title[:8] + "综述"))))
        if r.random() < (page["bylines_first"] if long else 0.12): blocks.append(("by", opening_byline(r)))
    elif r.random() < page["bylines_first"] * (1.6 if long and not dated else 0.6): blocks.append(("by", opening_byline(r)))
    above = []
    if page["national"] and r.random() < 0.07: above += caption(r, article)
    if page["national"] and long and r.random() < 0.05: above += [r.choice(("核心阅读", "阅读提示", "会议强调", "总书记强调", "编者按", "开栏的话"))] + [p for p in paragraphs[1:3] if len(p) < 160][:1]
    if not blocks and long and r.random() < 0.04: above += ["——" + r.choice((title[-9:], paragraphs[-1][:10])) + r.choice(("纪实", "综述", "访问纪行", "系列评述", "系列报道之一"))]
    blocks += [("first" if i == 0 else "text", p) for i, p in enumerate(above)]
    # Long reports are parted by subheads, which look like headlines.
    heads = len(paragraphs) >= 4 and r.random() < page["subheads"]
    style = dict(form=r.choice(("plain", "plain", "plain", "plain", "two", "number", "bracket", "quote", "dash", "mark")), least=r.choice((4, 6, 8)))
    style["most"] = style["least"] + r.choice((3, 6, 10))
    number = 0
    apart = r.choice((0.25, 0.45)) if heads else 0.015
    for i, p in enumerate(paragraphs):
        if i and i < len(paragraphs) - 1 and r.random() < apart: blocks.append(("sub", subhead(r, p, style, number))); number += 1
        blocks.append(("text" if i or above else "first", p))
        if page["national"] and i and r.random() < 0.01: blocks += [("text", t) for t in caption(r, article)]
    if r.random() < 0.06: blocks[-1] = (blocks[-1][0], blocks[-1][1].rstrip("。！？"))
    # Texts of local papers may be cut anywhere, or end with a note of their own.
    if not long and r.random() < page["cut"]: blocks[-1] = (blocks[-1][0], re.sub(r"(?<=.)[^，、。]*[。！？]?$", "", blocks[-1][1]) or blocks[-1][1])
    if r.random() < page["bylines"]:
        by = f"（{reporters(r)}）"
        if r.random() < 0.2: by = f"本报记者 {name(r)}"
        if r.random() < 0.5: blocks[-1] = (blocks[-1][0], blocks[-1][1] + by)
        else: blocks.append(("by", by))
    return blocks


def opening_byline(r):
    names = [name(r) for _ in range(r.choice((1, 1, 2, 3)))]
    return r.choice(("□ ", "", "", "", "")) + r.choice(("本报记者", "本报记者", "新华社记者", "本报驻外记者", f"本报驻{r.choice(PLACES)}记者", "记者", "本报评论员", "本报特约撰稿人")) + r.choice((" ", "", "")) + r.choice((" ", "", "　")).join(names)


COLUMNS = "论坛 评论员观察 现场评论 新语 纵横 调研行 一线见闻 法治头条 文化观察 记者手记 新春走基层 新征程 大家谈 连线评论员 特稿".split()
GROUPS = "图片报道 新闻速递 市场资讯 简讯 要闻速览 一句话新闻 本市新闻 短波 国际短讯 资讯快递".split()
OFFICES = "市委宣传部 市农业农村局 师范大学马克思主义学院 社会科学院 市发展和改革委员会 某研究院 县人民医院".split()


def headline_lines(r, title, page):
    """The lines of a headline as files have them: kicker, headline, subtitle, the name of a column in brackets."""
    lines = [title]
    parts = title.split(maxsplit=1)
    if len(parts) == 2 and min(map(len, parts)) >= 5 and r.random() < page["kickers"]: lines = parts
    if r.random() < page["columns"]: lines[-1] += f"（{r.choice(COLUMNS)}{r.choice(('', '', '·' + r.choice(COLUMNS)))}）"
    if r.random() < page["kickers"] * 0.25: lines.insert(0, r.choice((title[:8] + "系列报道", "今年以来" + title[-6:], r.choice(PLACES) + "积极推动" + title[-7:])))
    if r.random() < page["kickers"] * 0.3: lines.append("——" + r.choice(("系列评述之一", "来自基层的报道", title[-8:] + "纪实", title[:8] + "综述", "学习贯彻述评②")))
    return lines


def file_blocks(r, article, page):
    """The blocks of an article as a file has them: paragraphs are whole, headlines stand above nearly all of them."""
    paragraphs = [p.strip() for p in article["text"].split("\n") if p.strip()]
    kept, size = [], 0
    for p in paragraphs:
        kept.append(p); size += len(p)
        if size > page["longest"]: break
    paragraphs = kept
    if not paragraphs: return []
    printed = bool(re.match(r".{0,20}[讯电]", paragraphs[0]))
    if not printed and r.random() < page["datelines"]: paragraphs[0] = dateline(r) + paragraphs[0]
    title = re.sub(r"^【.{2,12}】", "", (article.get("title") or "").strip())
    blocks = []
    if title and r.random() < page["headlines"]:
        blocks += [("head", line) for line in headline_lines(r, title, page)]
        if r.random() < page["bylines_first"]: blocks.append(("by", r.choice((opening_byline(r), opening_byline(r), name(r), "文/" + name(r)))))
        if r.random() < page["summaries"]:
            clauses = [c for c in re.split(r"[。；]", paragraphs[-1]) if 14 < len(c) < 60]
            mark = r.choice(("", "", "■", "●"))
            chosen = r.sample(clauses, min(len(clauses), r.choice((1, 1, 2, 3, 4)) if mark else 1))
            blocks += [("summary", mark + clause + ("。" if mark and len(chosen) > 1 and r.random() < 0.7 else "")) for clause in chosen]
            if chosen and r.random() < 0.6: blocks.append(("gap", ""))
    heads = len(paragraphs) >= 4 and r.random() < page["subheads"]
    style = dict(form=r.choice(("plain", "plain", "plain", "two", "number", "bracket", "quote", "dash", "mark", "numeral")), least=r.choice((4, 6, 8)))
    style["most"] = style["least"] + r.choice((3, 6, 10))
    number = 0
    for i, p in enumerate(paragraphs):
        if i and heads and i < len(paragraphs) - 1 and r.random() < 0.35:
            blocks.append(("sub", "一二三四五六七八九十"[number % 10] if style["form"] == "numeral" else subhead(r, p, style, number))); number += 1
        blocks.append(("first" if i == 0 else "text", p))
        if r.random() < 0.02: blocks += [("text", t) for t in caption(r, article)]
    if r.random() < page["notes"]:
        note = r.choice((f"（作者单位：{r.choice(PLACES)}{r.choice(OFFICES)}）", f"（作者为{r.choice(PLACES)}{r.choice(OFFICES)}{r.choice(('干部', '教授', '研究员', '主任'))}）", f"（{name(r)}）", f"（{name(r)} {name(r)}）"))
        blocks.append(("by", note))
    elif r.random() < page["bylines"]:
        by = r.choice((f"（{reporters(r)}）", f"（{reporters(r)}）", f"本报记者 {name(r)}"))
        if r.random() < 0.5: blocks[-1] = (blocks[-1][0], blocks[-1][1] + by)
        else: blocks.append(("by", by))
    return blocks


def file_page(r):
    """The layout of a page as a file has it."""
    indented = r.random() < 0.75
    wide = r.random() < 0.3
    apart = r.random() < 0.75
    return dict(
        file=True, national=False, width=r.choice((30, 32, 34, 35, 36, 38, 40, 40, 40, 42, 45, 48, 50)) if wide else 10 ** 9,
        headlines=r.choice((1.0, 1.0, 1.0, 1.0, 0.9, 0.6)), datelines=r.choice((0.0, 0.1, 0.3, 0.6, 0.9)), bylines=r.choice((0.0, 0.1, 0.4)),
        bylines_first=r.choice((0.0, 0.0, 0.2, 0.8)), notes=r.choice((0.0, 0.1, 0.5)), summaries=r.choice((0.0, 0.1, 0.4)), columns=r.choice((0.0, 0.2, 0.5)),
        kickers=r.choice((0.0, 0.3, 0.8)), groups=r.choice((0.0, 0.0, 0.15)), longest=r.choice((150, 300, 600, 1200, 2500)), indented=indented,
        indent_head=r.random() < 0.04, indent_sub=r.random() < 0.8, blank_article=float(apart), blank_head=r.choice((0.0, 0.0, 0.5, 1.0, 1.0)),
        blank_paragraph=r.choice((0.0, 0.0, 0.05) if indented else (0.0, 0.0, 1.0)), blanks=r.choice((1, 1, 1, 2, 3)), subheads=r.choice((0.0, 0.2, 0.6)),
        furniture=r.random() < 0.3, spaced=0.0, briefs=r.random() < 0.15,
    )


def issue_page(r):
    """The layout of a page of a real issue: nothing is added but white space, and nothing is taken away."""
    indented = r.random() < 0.45
    return file_page(r) | dict(
        headlines=1.0, datelines=0.0, bylines=0.0, bylines_first=0.0, notes=0.0, summaries=0.0, columns=0.0, kickers=1.0, groups=0.0, longest=10 ** 9, subheads=0.0,
        indented=indented, indent_head=indented and r.random() < 0.3, blank_article=1.0 if r.random() < 0.75 else 0.0,
        blank_paragraph=0.0 if indented and r.random() < 0.8 or r.random() < 0.4 else 1.0, blank_head=r.choice((0.0, 1.0, 1.0)), briefs=False, joined=r.random() < 0.25,
    )


def issue_blocks(article, page):
    """The blocks of an article of a real issue: single spaces part the lines of its headline, double ones stand within a line."""
    title = re.sub(r"（[^（）]*）", lambda found: found[0].replace(" ", "  "), article["title"].strip())
    lines = [title] if page["joined"] else re.split(r"(?<! ) (?! )", title)
    paragraphs = [p.strip() for p in article["text"].split("\n") if p.strip()]
    return [("head", line) for line in lines if line] + [("first" if at == 0 else "text", p) for at, p in enumerate(paragraphs)]


def compose_issue(r, articles, number):
    """A page of a real issue in a layout of files."""
    return compose_file(r, articles, number, issue_page(r), issue_blocks)


def compose_file(r, pool, number, page=None, blocks_of_article=None):
    """A page as a file has it, with the places of its articles."""
    global page_half
    page_half = r.random() < 0.8
    articles = neighbours(r, pool, r.randint(2, 10), False) if page is None else pool
    blocks_of_article = blocks_of_article or (lambda article, page: file_blocks(r, article, page))
    page = page or file_page(r)
    if page["briefs"]: page["longest"] = r.choice((60, 100, 150))
    out, gold, offset = [], [], 0

    def put(line):
        nonlocal offset
        out.append(line); offset += len(re.sub(r"\s", "", line))

    if page["furniture"]: put(f"{r.choice(PLACES)}日报 {r.randint(2010, 2025)}年{r.randint(1, 12)}月{r.randint(1, 28)}日 星期{r.choice('一二三四五六日')} 第{r.randint(1, 12)}版"); out.append("")
    for article in articles:
        blocks = blocks_of_article(article, page)
        if not blocks: continue
        if out and out[-1] and r.random() < page["blank_article"]: out.extend([""] * page["blanks"])
        start, body = offset, None
        if blocks[0][0] == "head" and r.random() < page["groups"]: put(r.choice(GROUPS)); out.extend([""] * r.choice((0, 1)))
        headed = any(kind == "head" for kind, _ in blocks)
        for at, (kind, text) in enumerate(blocks):
            if kind == "gap": out.append(r.choice(("", "　　"))); continue
            if kind in ("first", "summary") and body is None or kind == "by" and body is None and not headed: body = offset
            indent = page["indent_head"] if kind == "head" else page["indented"] and (kind != "sub" or page["indent_sub"])
            for i, line in enumerate(wrap(r, text, page["width"], 2 if indent else 0)): put("　　" * (indent and i == 0) + line)
            last_of_head = kind == "head" and blocks[min(at + 1, len(blocks) - 1)][0] != "head"
            if last_of_head and r.random() < page["blank_head"] or kind not in ("head", "sub") and r.random() < page["blank_paragraph"]: out.append("")
        gold.append({"start": start, "body": offset if body is None else body})
    return "\n".join(out) + "\n", {"file": f"page-{number:04d}.txt", "articles": gold}


def neighbours(r, pool, count, national):
    """The articles of a page: some pages are of one theme or one matter, so that neighbours speak of much the same."""
    chosen = r.sample(pool, count)
    if r.random() < 0.35:
        alike = [a for a in pool if a.get("theme") == chosen[0].get("theme")]
        return r.sample(alike, min(len(alike), count))
    if national and r.random() < 0.8:
        alike = of_one_matter(r, pool)
        share = r.choice((0.5, 1.0))
        chosen = list({a["id"]: a for a in r.sample(alike, min(len(alike), max(1, round(count * share)))) + chosen}.values())[:count]
        r.shuffle(chosen)
    return chosen


def of_one_matter(r, pool):
    """Articles that speak of the same country, place or matter: they share a run of characters that few others have."""
    for _ in range(20):
        text = r.choice(pool)["text"]
        at = r.randrange(max(1, len(text) - 4)); run = text[at:at + r.choice((2, 2, 3))]
        if not re.fullmatch(r"[\u4e00-\u9fff]+", run) or text.count(run) < 3: continue
        alike = [a for a in r.sample(pool, min(len(pool), 1500)) if a["text"].count(run) >= 2]
        if 4 <= len(alike) <= 60: return alike
    return pool


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
    national = r.random() < 0.6
    if national:
        page = dict(
            width=r.choice((17, 18, 18, 20, 20, 22, 22, 24)), headlines=r.choice((0.0, 0.0, 0.0, 0.3, 0.6, 1.0)),
            datelines=r.choice((0.0, 0.1, 0.2, 0.4)), bylines=r.choice((0.0, 0.05, 0.15)), bylines_first=r.choice((0.0, 0.15, 0.4)), longest=r.choice((600, 900, 1300, 1300)),
            indent_first=r.choice((0.2, 0.4, 0.6, 0.8)), indent_text=0.0, blank_paragraph=r.choice((0.5, 0.6, 0.7, 0.8)), blank_article=r.choice((0.0, 0.0, 0.3)),
            blank_inside=r.choice((0.0, 0.015, 0.03)), subheads=r.choice((0.2, 0.5, 0.8)), spaced=r.choice((0.0, 0.01, 0.02)), furniture=r.random() < 0.1, cut=r.choice((0.0, 0.05, 0.15)),
        )
    else:
        page = dict(
            width=r.choice((14, 16, 18, 18, 19, 20, 20, 21, 22, 24, 28)), headlines=r.choice((0.0, 0.0, 0.2, 0.5, 0.8, 1.0)),
            datelines=r.choice((0.0, 0.1, 0.3, 0.6, 0.9)), bylines=r.choice((0.0, 0.05, 0.3)), bylines_first=r.choice((0.0, 0.0, 0.1, 0.5)), longest=r.choice((300, 600, 900, 1500)),
            indent_first=r.choice((0.0, 0.3, 0.7, 1.0)), indent_text=r.choice((0.0, 0.0, 0.0, 0.0, 1.0)),
            blank_paragraph=r.choice((0.0, 0.1, 0.5, 0.5)), blank_article=r.choice((0.0, 0.1, 0.5, 1.0)), blank_inside=r.choice((0.0, 0.02, 0.04)),
            subheads=r.choice((0.0, 0.2, 0.5)), spaced=r.choice((0.0, 0.01, 0.03)), furniture=r.random() < 0.3, cut=0.0,
        )
    page["national"] = national
    out, gold, offset = [], [], 0

    def put(line):
        nonlocal offset
        out.append(line); offset += len(re.sub(r"\s", "", line))

    if page["furniture"]: put(f"{r.choice(PLACES)}日报 {r.randint(2010, 2025)}年{r.randint(1, 12)}月{r.randint(1, 28)}日 星期{r.choice('一二三四五六日')} 第{r.randint(1, 12)}版")
    count = r.randint(3, 7) if national else r.randint(2, 9)
    if national and r.random() < 0.5: pool = [a for a in pool if len(a["text"]) > 500] or pool
    for article in neighbours(r, pool, count, national):
        blocks = blocks_of(r, article, page)
        if not blocks: continue
        if out and r.random() < page["blank_article"]: out.append("")
        start, body = offset, None
        for kind, text in blocks:
            if kind == "first" and body is None: body = offset
            elif kind == "by" and body is None and not any(k == "head" for k, _ in blocks): body = offset
            indent = 2 if kind == "first" and r.random() < page["indent_first"] or kind == "text" and r.random() < page["indent_text"] else 0
            lines = wrap(r, text, page["width"], indent if page_half else 0)
            for i, line in enumerate(lines):
                if r.random() < page["spaced"] and len(line) > 6: line = " ".join(line)
                put((r.choice((" ", "　　")) if page["indent_text"] == 1.0 else " ") * (indent > 0 and i == 0) + line)
                if i < len(lines) - 1 and kind in ("first", "text") and r.random() < page["blank_inside"]: out.append("")
            if r.random() < page["blank_paragraph"] * (1.0 if kind in ("first", "text") else 0.6 if national else 0.0): out.append("")
        gold.append({"start": start, "body": offset if body is None else body})
        if r.random() < (0.01 if national else 0.04): put(f"图为{article['text'][:r.randint(8, 20)]}。{reporters(r)}摄")
    return "\n".join(out) + "\n", {"file": f"page-{number:04d}.txt", "articles": gold}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("articles", nargs="+"); parser.add_argument("-o", required=True); parser.add_argument("-n", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1); parser.add_argument("--half", type=int, default=1)
    parser.add_argument("--without", nargs="*", default=[]); parser.add_argument("--as-files", type=float, default=0.0)
    parser.add_argument("--issues"); parser.add_argument("--layouts", type=int, default=2)
    given = parser.parse_args()
    scored = "\n".join(re.sub(r"\s", "", open(path, encoding="utf-8").read()) for path in given.without)
    local, news, seen, left_out = [], [], set(), 0
    for path in given.articles:
        for line in open(path, encoding="utf-8"):
            a = json.loads(line)
            if len(a.get("text", "")) < 80 or a["id"] in seen or hashlib.md5(a["id"].encode()).digest()[0] % 2 != given.half: continue
            # Three stretches of the text, in case the pages have it cut.
            text = re.sub(r"\s", "", a["text"])
            if scored and any(text[at:at + 16] in scored for at in (20, len(text) // 2, len(text) - 20)): left_out += 1; continue
            seen.add(a["id"]); (news if a.get("source") == "新闻联播" else local).append(a)
    print(f"{len(local)} articles of papers and {len(news)} of television; {left_out} left out because they are scored")
    r = random.Random(given.seed)
    os.makedirs(given.o, exist_ok=True)
    with open(os.path.join(given.o, "gold.jsonl"), "w", encoding="utf-8") as gold:
        for number in range(given.n):
            # Local papers write otherwise than television: a third of the pages each, and a third mixed.
            pool = [local, news, local + r.sample(news, min(len(news), len(local)))][number % 3] if local else news
            text, truth = (compose_file if given.as_files and r.random() < given.as_files else compose)(r, pool, number)
            with open(os.path.join(given.o, truth["file"]), "w", encoding="utf-8") as f: f.write(text)
            gold.write(json.dumps(truth) + "\n")
        pages = collections.OrderedDict()
        for line in open(given.issues, encoding="utf-8") if given.issues else ():
            a = json.loads(line); pages.setdefault((a.get("source"), a["date"], a["page"]), []).append(a)
        for articles in pages.values():
            whole = re.sub(r"\s", "", "".join(a["text"] for a in articles))
            if len(articles) < 2 or scored and any(whole[at:at + 16] in scored for at in range(20, len(whole) - 20, 500)): continue
            for _ in range(given.layouts):
                number += 1
                text, truth = compose_issue(r, articles, number)
                with open(os.path.join(given.o, truth["file"]), "w", encoding="utf-8") as f: f.write(text)
                gold.write(json.dumps(truth) + "\n")


main()
