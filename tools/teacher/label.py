"""Has the encoder label articles, so that the small network can learn from it: label.py CORPORA ENCODER OUT

The articles are PolNeAR's training articles, and those without annotations that the trainer takes (`teaching::articles`). Writes a JSON
object for each, with offsets in bytes, which `src/bin/train/quotations/told.rs` reads."""

import json
import os
import sys

import numpy as np
import torch
import torch.multiprocessing as processes
import torch.nn.functional as F

from encoder import CUE_LABELS, LEFT, RIGHT, WINDOW, Encoder, cues_batch, windows_batch
from name_hash import name_hash
from texts import load, read

PROCESSES = 2
STEP = 160  # how many pieces after the start of one window the next one starts
LEAST_CUE = 0.06  # the parts of cues with at least this chance are written
SURE = 0.99  # words that are outside of everything with at least this chance are left out

# How many articles of each set are taken, and how long they may be; `src/bin/train/quotations/teaching.rs` has the same numbers.
UNLABELLED = {
    "abc_au_rural": 558, "abc_au_science": 433, "bbc2005": 806, "dailymail2020": 929, "fnc1_emergent": 681, "giveme5w1h": 244,
    "masakhanews_en": 128, "newsdiscourse_train": 323, "teftst2016": 990, "wmt21_22_news_src": 94,
}
LONGEST = 12_000


def articles(corpora):
    yield from load(corpora, "polnear.train")
    for name, most in UNLABELLED.items():
        short = [a for a in load(corpora, f"unlabelled/{name}") if len(a["text"].encode()) < LONGEST]
        yield from sorted(short, key=lambda article: name_hash(article["id"]))[:most]


def windows(count):
    """Cuts so many pieces into windows that overlap."""
    size, start, out = WINDOW - 2, 0, []
    while True:
        end = min(count, start + size)
        out.append((start, end))
        if end == count:
            return out
        start = min(start + STEP, count - size)


def cue_chances(model, article, cuts):
    """The states of each window; and for each piece, the chances of its labels, from the window in which the piece is farthest from an edge."""
    count = len(article.ids)
    farthest, chances, states = np.full(count, -1), np.zeros((count, CUE_LABELS), np.float32), []
    for k in range(0, len(cuts), 8):
        ids, features, valid, _ = windows_batch([(article, *cut) for cut in cuts[k : k + 8]])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x, mask = model.read(ids, features, valid)
            scores = model.cues(x, mask)
        of_windows = torch.softmax(scores.float()[..., :CUE_LABELS], -1).numpy()
        for row, (start, end) in enumerate(cuts[k : k + 8]):
            states.append(x[row])
            pieces = np.arange(start, end)
            left = pieces - start if start else np.full(end - start, WINDOW)
            right = end - 1 - pieces if end < count else np.full(end - start, WINDOW)
            from_edge = np.minimum(left, right)
            better = from_edge > farthest[start:end]
            farthest[start:end][better] = from_edge[better]
            chances[start:end][better] = of_windows[row, 1 : 1 + end - start][better]
    return states, chances


def decode(chances):
    """Finds cues from the chances of words. It works like `src/quotations/cues.rs`, but takes less likely cues too."""
    cues, i = [], 0
    while i < len(chances):
        begins = chances[i, 1]
        if begins < LEAST_CUE:
            i += 1
            continue
        j = i + 1
        while j < len(chances) and chances[j, 2] > 0.5 * begins and chances[j, 2] > chances[j, 1]:
            j += 1
        cues.append((i, j))
        i = j
    return cues


def best_window(cuts, first, count):
    """The number of the window that holds most of a piece's surroundings."""
    def seen(number):
        start, end = cuts[number]
        if not start <= first < end:
            return -1
        left = min(first - start, LEFT) if start else LEFT
        return min(left, min(end - first, RIGHT) if end < count else RIGHT)
    return max(range(len(cuts)), key=seen)


def around(model, article, cuts, states, cues):
    """Gives, for each cue, the words around it and the chances of their labels."""
    count, words = len(article.ids), article.words
    for k in range(0, len(cues), 32):
        batch, read_in = [], []
        for i, j in cues[k : k + 32]:
            first, last = int(words[i]), int(words[j]) if j < len(words) else count
            number = best_window(cuts, first, count)
            batch.append((len(read_in), *cuts[number], first, last, None))
            read_in.append(states[number])
        length = max(x.shape[0] for x in read_in)
        x = torch.stack([F.pad(x, (0, 0, 0, length - x.shape[0])) for x in read_in])
        *tensors, _, ranges = cues_batch(batch, length)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model.around(x, *tensors)
        chances = torch.softmax(scores.float(), -1).numpy()
        for n, (left, right) in enumerate(ranges):
            firsts = np.flatnonzero(article.first[left:right])
            yield cues[k + n], np.searchsorted(words, firsts + left), chances[n, firsts]


def told(model, article, name):
    cuts = windows(len(article.ids))
    states, chances = cue_chances(model, article, cuts)
    chances = chances[article.words]
    in_bytes = np.zeros(len(article.text) + 1, np.int64)
    in_bytes[1:] = np.cumsum([len(c.encode()) for c in article.text])
    starts, ends = in_bytes[article.starts[article.words]], in_bytes[article.ends[article.words]]
    place = lambda i, j: [int(starts[i]), int(ends[j - 1])]
    row = lambda word, chances: [place(word, word + 1), [round(float(c), 3) for c in chances[1:]]]
    cues = [
        {
            "cue": place(*cue),
            "seen": place(words[0], words[-1] + 1),
            "words": [row(word, c) for word, c in zip(words, parts) if c[0] < SURE],
        }
        for cue, words, parts in around(model, article, cuts, states, decode(chances))
    ]
    return {"id": name, "words": [row(n, c) for n, c in enumerate(chances) if c[0] < SURE], "cues": cues}


def label(process, corpora, encoder, out):
    torch.set_num_threads(1)
    model = Encoder()
    model.load_state_dict(torch.load(encoder, map_location="cpu"))
    model.eval()
    with open(f"{out}.{process}", "w") as lines, torch.inference_mode():
        for n, article in enumerate(list(articles(corpora))[process::PROCESSES]):
            lines.write(json.dumps(told(model, read(article, 0, gold=False), article["id"])) + "\n")
            if n % 200 == 199:
                print(f"process {process}: {n + 1} articles", flush=True)


if __name__ == "__main__":
    corpora, encoder, out = sys.argv[1:]
    processes.spawn(label, args=(corpora, encoder, out), nprocs=PROCESSES)
    parts = [f"{out}.{process}" for process in range(PROCESSES)]
    with open(out + ".part", "w") as whole:
        for part in parts:
            whole.write(open(part).read())
            os.remove(part)
    os.replace(out + ".part", out)
