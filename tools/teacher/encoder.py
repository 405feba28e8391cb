"""The encoder that teaches the small network: all-MiniLM-L6-v2 with two heads. Its first layers read an article. Of the other layers there
are two copies: one finds cues, the other finds, for each cue, the words of its source and content."""

import copy

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from texts import BEGIN, END, FEATURES, model_folder

WIDTH, HEADS, INNER, LAYERS, SHARED = 384, 12, 1536, 6, 4
WINDOW = 224  # how many word pieces are read at once
LEFT, RIGHT = 52, 76  # how many pieces before and after a cue's first piece its source and content are looked for in
CUE_LABELS, PART_LABELS = 3, 5


class Dropout(nn.Module):
    """Dropout: sets numbers to zero at random. The masks are cut from a pool, since making new ones each time would take a tenth of the training."""

    pool = None

    def __init__(self, share=0.1):
        super().__init__()
        self.share = share

    def forward(self, x):
        if not self.training:
            return x
        count = x.numel()
        if Dropout.pool is None or Dropout.pool.numel() < 2 * count:
            kept = torch.rand(2 * count + 4_000_037) >= self.share
            Dropout.pool = kept.to(torch.bfloat16) / (1 - self.share)
        start = int(torch.randint(0, Dropout.pool.numel() - count, (1,)))
        return x * Dropout.pool[start : start + count].view_as(x)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.ln1, self.ln2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.f1, self.f2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = Dropout()

    def forward(self, x, mask):
        rows, length, _ = x.shape
        heads = lambda y: y.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
        q, k, v = heads(self.q(x)), heads(self.k(x)), heads(self.v(x))
        if self.training:
            # Written out, since the backward pass is faster so than with the library's attention.
            weights = torch.matmul(q * (WIDTH // HEADS) ** -0.5, k.transpose(2, 3))
            weights = weights + torch.zeros(mask.shape, dtype=weights.dtype).masked_fill(~mask, -1e4)
            seen = torch.matmul(torch.softmax(weights, -1, dtype=weights.dtype), v)
        else:
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = self.o(seen.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.ln1(x + self.drop(seen))
        return self.ln2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


class Encoder(nn.Module):
    def __init__(self, pretrained=False):
        super().__init__()
        self.word, self.place, self.kind = (nn.Embedding(n, WIDTH) for n in (30522, 512, 2))
        self.ln, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), Dropout()
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        if pretrained:
            self.load_pretrained()
        self.parts = nn.ModuleList([copy.deepcopy(layer) for layer in self.layers[SHARED:]])
        self.features = nn.ModuleList([nn.Embedding(n, WIDTH) for n in FEATURES])
        self.mark, self.distance = nn.Embedding(2, WIDTH), nn.Embedding(LEFT + RIGHT + 40, WIDTH)
        self.ln_parts = nn.LayerNorm(WIDTH)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.005)
        nn.init.normal_(self.mark.weight, std=0.05)
        nn.init.normal_(self.distance.weight, std=0.01)
        # Labels cues. The sources and contents of any cue are learned too, as that helps, but only the labels of cues are used.
        self.cue_head, self.part_head = nn.Linear(WIDTH, 3 * CUE_LABELS), nn.Linear(WIDTH, PART_LABELS)

    def load_pretrained(self):
        weights = load_file(model_folder() / "model.safetensors")
        weights = {name.removeprefix("bert."): values for name, values in weights.items()}
        names = {"word": "word_embeddings", "place": "position_embeddings", "kind": "token_type_embeddings", "ln": "LayerNorm"}
        modules = {getattr(self, ours): f"embeddings.{theirs}" for ours, theirs in names.items()}
        names = {
            "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
            "ln1": "attention.output.LayerNorm", "f1": "intermediate.dense", "f2": "output.dense", "ln2": "output.LayerNorm",
        }
        for n, layer in enumerate(self.layers):
            modules |= {getattr(layer, ours): f"encoder.layer.{n}.{theirs}" for ours, theirs in names.items()}
        for module, name in modules.items():
            for part, values in module.named_parameters():
                values.data.copy_(weights[f"{name}.{part}"])

    def read(self, ids, features, valid):
        """Runs the shared layers on some windows: gives their states and the mask."""
        x = self.word(ids) + self.place.weight[: ids.shape[1]] + self.kind.weight[0]
        for n, table in enumerate(self.features):
            x = x + table(features[..., n].long())
        x, mask = self.drop(self.ln(x)), valid[:, None, None, :]
        for layer in self.layers[:SHARED]:
            x = layer(x, mask)
        return x, mask

    def cues(self, x, mask):
        """Runs the layers that find cues: gives the scores of each piece's labels."""
        for layer in self.layers[SHARED:]:
            x = layer(x, mask)
        return self.cue_head(self.drop(x))

    def around(self, x, at, distance, mark, valid):
        """Runs the layers for cues' sources and contents: gives the scores of the labels around each cue. `at`: where in the windows
        the pieces around each cue are."""
        h = x.reshape(-1, WIDTH)[at]
        h, mask = self.ln_parts(h + self.mark(mark) + self.distance(distance)), valid[:, None, None, :]
        for layer in self.parts:
            h = layer(h, mask)
        return self.part_head(self.drop(h))


def windows_batch(windows):
    """Tensors for some windows `(article, start, end)`: pieces, features, which pieces are real and not padding, gold labels."""
    length = max(end - start for _, start, end in windows) + 2
    shape = (len(windows), length)
    ids, features = np.zeros(shape, np.int64), np.zeros((*shape, len(FEATURES)), np.int8)
    valid, labels = np.zeros(shape, bool), np.full((*shape, 3), -1, np.int64)
    for row, (article, start, end) in enumerate(windows):
        count = end - start
        ids[row, 0], ids[row, 1 : count + 1], ids[row, count + 1] = BEGIN, article.ids[start:end], END
        features[row, 1 : count + 1], valid[row, : count + 2] = article.features[start:end], True
        if article.labels is not None:
            labels[row, 1 : count + 1] = article.labels[start:end]
    return tuple(map(torch.from_numpy, (ids, features, valid, labels)))


def cues_batch(cues, length):
    """Tensors for the surroundings of some cues `(row, window's start and end, cue's first and last piece, gold labels)`, in windows of
    this many pieces; and which ranges of pieces the surroundings are."""
    ranges = []
    for _, start, end, first, _, _ in cues:
        left = max(start, first - LEFT)
        ranges.append((left, min(end, first + RIGHT, left + LEFT + RIGHT)))
    shape = (len(cues), max(right - left for left, right in ranges))
    at, distance, mark = (np.zeros(shape, np.int64) for _ in range(3))
    valid, labels = np.zeros(shape, bool), np.full(shape, -1, np.int64)
    for n, ((row, start, _, first, last, gold), (left, right)) in enumerate(zip(cues, ranges)):
        pieces, count = np.arange(left, right), right - left
        at[n, :count] = row * length + 1 + pieces - start
        distance[n, :count] = np.clip(pieces - first + LEFT + 10, 0, LEFT + RIGHT + 39)
        mark[n, :count], valid[n, :count] = (pieces >= first) & (pieces < last), True
        if gold is not None:
            labels[n, :count] = gold[left:right]
    return *map(torch.from_numpy, (at, distance, mark, valid, labels)), ranges
