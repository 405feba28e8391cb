"""Helps to read articles by hand: who said what in articles that nobody annotated. docs/readings.md says how.

    readings.py sheet CORPORA NAME FROM TO > SHEET   the articles FROM to TO of CORPORA/unlabelled/NAME.jsonl.gz, with what the program finds
    readings.py show SHEET                           the same, to read
    readings.py check SHEET ANSWERS                  what could not be understood of a reader's answers
    readings.py add SHEET ANSWERS                    writes the answers to tools/readings.jsonl: places, no text

A sheet holds text of its publishers: it stays outside of the project. Places count Unicode code points.
"""

import gzip
import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "teacher"))
from name_hash import name_hash  # noqa: E402

READINGS = Path(__file__).with_name("readings.jsonl")
PROGRAM = ["cargo", "run", "--quiet", "--locked", "--release", "--features", "cli", "--", "annotate", "--jsonl"]

# A long content is shown, and may be given, by its first and its last words.
ELISION, SHOWN_WHOLE, SHOWN = " ... ", 11, 5
BETWEEN_SPANS = " || "

# Source, cue and content lie near each other; a choice of places that overlap costs this much.
OVERLAP = 1000

# So far from the paragraph of a new content its source and cue may stand, in code points.
BESIDE = 400


def paragraphs(text):
    """The range of each paragraph: lines with an empty one before and behind."""
    return [m.span() for m in re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", text) if m.group().strip()]


def found(text, answer):
    """The program's answer as a reader sees it: places, and the names of who speaks."""
    entities = {entity["id"]: entity for entity in answer["entities"]}
    span = lambda s: [[s["start"], s["end"]]] if s else []
    out = []
    for quotation in answer["quotations"]:
        names = []
        for number in quotation["speakers"]:
            mentions = (answer["mentions"][m] for m in entities[number]["mentions"])
            forms = [flat(text)[m["start"] : m["end"]] for m in mentions if m["form"] == "name"]
            names += list(dict.fromkeys(forms))[:4]
        out.append({
            "content": [[s["start"], s["end"]] for s in quotation["content"]],
            "cue": span(quotation["cue"]), "source": span(quotation["source"]), "act": quotation["act"], "who": names,
        })
    return out


def flat(text):
    """The text with line breaks as spaces: a reader's answers are lines."""
    return text.replace("\n", " ")


def sheet(corpora, name, first, last):
    """Articles, a JSON object a line, each with what the program finds."""
    with gzip.open(Path(corpora) / "unlabelled" / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        articles = [json.loads(line) for line in itertools.islice(lines, first, last + 1)]
    asked = "".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n" for a in articles)
    answers = subprocess.run(PROGRAM, input=asked, capture_output=True, text=True, check=True).stdout.splitlines()
    for number, (article, answer) in enumerate(zip(articles, map(json.loads, answers)), first):
        text = article["text"]
        print(json.dumps({"number": number, "file": name, "id": article["id"], "text": text, "found": found(text, answer)}))


def show(article):
    """An article with its paragraphs and what the program found, a line each."""
    text = flat(article["text"])
    places = paragraphs(article["text"])
    print(f"=== {article['number']}")
    for number, (start, end) in enumerate(places):
        print(f"P{number} {text[start:end]}")

    def short(start, end):
        words = text[start:end].split(" ")
        if len(words) <= SHOWN_WHOLE:
            return text[start:end]
        return " ".join(words[:SHOWN]) + ELISION + " ".join(words[-SHOWN:])

    whole = lambda spans: BETWEEN_SPANS.join(text[s:e] for s, e in spans) or "-"
    for number, quote in enumerate(article["found"], 1):
        paragraph = max(i for i, (start, _) in enumerate(places) if start <= quote["content"][0][0])
        thought = " thought" if quote["act"] == "thought" else ""
        content = BETWEEN_SPANS.join(short(s, e) for s, e in quote["content"])
        who = "; ".join(quote["who"]) or "-"
        print(f"a{number} P{paragraph}{thought} S={whole(quote['source'])} | C={whole(quote['cue'])} | Q={content} | who={who}")
    print()


class Unclear(Exception):
    """What is wrong with a line of a reader's answers."""


def places_of(words, text, start, end):
    """All places between two offsets where words stand; given by first and last words, those that begin with the first."""
    if ELISION in words:
        first, last = words.split(ELISION, 1)
        ends = lambda place: places_of(last, text, place[1], end)[:1]
        return [[place[0], last_place[1]] for place in places_of(first, text, start, end) for last_place in ends(place)]
    return [[start + m.start(), start + m.end()] for m in re.finditer(re.escape(words), text[start:end])]


def contents_of(words, text, start, end):
    """All places of a content of one or more spans, each behind the one before it."""
    first, *others = words.split(BETWEEN_SPANS)
    out = []
    for place in places_of(first.strip(), text, start, end):
        spans = [place]
        for other in others:
            spans += places_of(other.strip(), text, spans[-1][1], len(text))[:1]
        if len(spans) == 1 + len(others):
            out.append(spans)
    return out


def cost(content, cue, source, near):
    """How far apart content, cue and source are, and how far the content is from where it was expected."""
    overlap = lambda a, b: a[0] < b[1] and b[0] < a[1]
    gap = lambda a, b: max(0, a[0] - b[1], b[0] - a[1])
    parts = cue + source
    total = OVERLAP * sum(overlap(span, part) for span in content for part in parts)
    if cue and source:
        total += OVERLAP * overlap(cue[0], source[0]) + 3 * gap(cue[0], source[0])
    if parts:
        total += min(gap(span, parts[0]) for span in content)
    return total + abs(content[0][0] - near) / 2


def read_line(line, article, text, places):
    """The attribution that a line of answers means."""
    match = re.match(r"(a|P)(\d+)\s*(thought\b|speech\b)?\s*(.*)$", line)
    if not match:
        raise Unclear("begins neither with a number of the sheet (a3) nor with a paragraph (P3)")
    sort, number, act, rest = match.groups()
    fields = {}
    for part in filter(None, re.split(r"\s+\|\s+", rest)):
        key, equals, value = part.partition("=")
        if key not in ("S", "C", "Q", "who") or not equals:
            raise Unclear(f"not S=, C=, Q= or who=: {part}")
        fields[key] = value.strip()
    known, number = (article["found"], int(number) - 1) if sort == "a" else (places, int(number))
    if not 0 <= number < len(known):
        raise Unclear("the sheet has no such number")
    if sort == "a":
        quote, start, end = dict(known[number]), 0, len(text)
        near = quote["content"][0][0]
    elif "Q" in fields:
        quote, (start, end) = {"content": [], "cue": [], "source": [], "act": "speech", "who": []}, known[number]
        near = start
    else:
        raise Unclear("Q= is missing")
    quote["act"] = act or quote["act"]
    if "who" in fields:
        quote["who"] = [] if fields["who"] == "-" else [name.strip() for name in fields["who"].split(";")]
    for name in quote["who"]:
        if name not in text:
            raise Unclear(f"not in the article: {name}")
    contents = contents_of(fields["Q"], text, start, end) if "Q" in fields else [quote["content"]]
    # Source and cue of a quotation may stand in the paragraph before or behind.
    start, end = max(0, start - BESIDE), min(len(text), end + BESIDE)
    some = lambda key, old: [old] if key not in fields else [[]] if fields[key] == "-" else (
        [[place] for place in places_of(fields[key], text, start, end)])
    choices = list(itertools.product(contents, some("C", quote["cue"]), some("S", quote["source"])))
    if not choices:
        raise Unclear("content, cue or source is not in the article as it is written here")
    best = min(choices, key=lambda choice: cost(*choice, near))
    if cost(*best, best[0][0][0]) >= OVERLAP:
        raise Unclear("cue, source and content overlap")
    quote["content"], quote["cue"], quote["source"] = best
    return quote


def read_answers(articles, answers):
    """The attributions of each article that was answered, and what could not be understood."""
    by_number = {str(article["number"]): article for article in articles}
    read, faults, article = {}, [], None
    for line in filter(None, map(str.strip, answers)):
        head = re.match(r"=== (\d+)", line)
        if head:
            article = by_number.get(head.group(1))
            if article is None:
                faults.append(f"{line}: the sheet has no such article")
            else:
                read[article["number"]] = (article, [])
        elif line == "skip" and article:
            del read[article["number"]]
        elif article:
            try:
                quote = read_line(line, article, flat(article["text"]), paragraphs(article["text"]))
                read[article["number"]][1].append(quote)
            except Unclear as fault:
                faults.append(f"{article['number']}: {line}: {fault}")
    return [pair for pair in read.values() if pair[1]], faults


def reading(article, quotes):
    """What readings.jsonl keeps of an article: places alone."""
    text = flat(article["text"])

    def place(name):
        alone = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        return list((alone or re.search(re.escape(name), text)).span())

    kept = [
        {"content": q["content"], "cue": q["cue"], "source": q["source"], "act": q["act"],
         "speakers": [list(p) for p in dict.fromkeys(tuple(place(name)) for name in q["who"])]}
        for q in sorted(quotes, key=lambda q: q["content"][0])
    ]
    return {"file": article["file"], "article": f"{name_hash(article['id']):016x}", "length": len(text), "quotes": kept}


def add(read):
    """Puts readings in place of older ones of the same articles, in order."""
    lines = READINGS.read_text().splitlines() if READINGS.exists() else []
    kept = {(r["file"], r["article"]): r for r in map(json.loads, lines)}
    for pair in read:
        new = reading(*pair)
        kept[new["file"], new["article"]] = new
    READINGS.write_text("".join(json.dumps(kept[key], separators=(",", ":")) + "\n" for key in sorted(kept)))


def main(command, *arguments):
    if command == "sheet":
        corpora, name, first, last = arguments
        sheet(corpora, name, int(first), int(last))
        return
    articles = [json.loads(line) for line in open(arguments[0], encoding="utf8")]
    if command == "show":
        for article in articles:
            show(article)
        return
    read, faults = read_answers(articles, open(arguments[1], encoding="utf8"))
    print(*faults, sep="\n")
    print(f"{len(read)} articles, {sum(len(quotes) for _, quotes in read)} attributions, {len(faults)} faults")
    if command == "add":
        add(read)


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("sheet", "show", "check", "add"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
