"""Trains the encoder on all annotated articles except those that the trainer measures on: learn.py CORPORA OUT

Two processes, each on one processor, share the work of every step; the same articles give the same numbers on the same kind of processor.
It takes half an hour to two hours, and much less on processors that multiply bfloat16 matrices (AMX). The state is saved in OUT.0 and
OUT.1 every few minutes: if it is stopped and started again, it goes on from there, and gives the same numbers."""

import os
import random
import sys
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as processes
import torch.nn.functional as F

from encoder import CUE_LABELS, PART_LABELS, WINDOW, Dropout, Encoder, cues_batch, windows_batch
from texts import SETS, is_held_out, load, read

PROCESSES, WINDOWS = 2, 6  # how many processes, and how many windows each reads in a step
PASSES, RATE, NEW_RATE, SEED = 6, 2.5e-4, 1e-3, 1
OTHERS_EVERY = 3  # an article of another guideline is used in one pass of this many
SEEN_CUES = 0.8  # the share of a window's cues whose parts are learned, each time that the window is read
KEPT_EVERY = 200  # how many steps there are from one checkpoint to the next


def windows(article, random_numbers):
    """Cuts an article into windows at ends of sentences. The first one has a random length, so that each pass has other windows."""
    count, start, longest = len(article.ids), 0, random_numbers.randint(WINDOW // 3, WINDOW - 2)
    while start < count:
        end = min(count, start + longest)
        if end < count:
            cut = end
            while cut > start + longest // 2 and not article.sentence[cut]:
                cut -= 1
            if not article.sentence[cut]:
                cut = end
                while cut > start + 1 and not article.first[cut]:
                    cut -= 1
            end = cut
        yield article, start, end
        start, longest = end, WINDOW - 2


def steps(articles, number, random_numbers):
    """The windows of each step of a pass. Those of one step are about equally long."""
    seen = [a for n, a in enumerate(articles) if a.guideline == 0 or (n + number) % OTHERS_EVERY == 0]
    cut = [window for article in seen for window in windows(article, random_numbers)]
    random_numbers.shuffle(cut)
    size, out = WINDOWS * PROCESSES, []
    for k in range(0, len(cut), size * 16):
        alike = sorted(cut[k : k + size * 16], key=lambda window: window[2] - window[1])
        out += [alike[j : j + size] for j in range(0, len(alike) - size + 1, size)]
    random_numbers.shuffle(out)
    return out


def loss_of(model, batch, random_numbers):
    ids, features, valid, labels = windows_batch(batch)
    cues = [
        (row, start, end, first, last, gold)
        for row, (article, start, end) in enumerate(batch)
        for first, last, gold in article.cues
        if start <= first and last <= end and random_numbers.random() < SEEN_CUES
    ]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x, mask = model.read(ids, features, valid)
        scores = model.cues(x, mask).float()
        if cues:
            *tensors, gold, _ = cues_batch(cues, ids.shape[1])
            parts = model.around(x, *tensors).float()
    entropy = lambda scores, labels: F.cross_entropy(scores, labels.reshape(-1), ignore_index=-1)
    loss = 0
    for n, weight in enumerate((2.0, 0.3, 0.3)):
        own = scores[..., CUE_LABELS * n : CUE_LABELS * (n + 1)].reshape(-1, CUE_LABELS)
        loss = loss + weight * entropy(own, labels[..., n])
    return loss + entropy(parts.reshape(-1, PART_LABELS), gold) if cues else loss


def optimizer_of(model):
    pretrained = ("layers", "parts", "place", "kind", "ln")
    new = lambda name: name.split(".")[0] not in pretrained
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    group = lambda wanted, rate, decay: {"params": [p for n, p in named if wanted(n, p)], "lr": rate, "weight_decay": decay}
    groups = [
        group(lambda n, p: not new(n) and p.dim() > 1, RATE, 0.01),
        group(lambda n, p: not new(n) and p.dim() <= 1, RATE, 0.0),
        group(lambda n, p: new(n), NEW_RATE, 0.0),
    ]
    return torch.optim.AdamW(groups, fused=True)


def share(parameters):
    """Replaces the gradients of each process by the mean over all processes."""
    flat = [(p.grad if p.grad is not None else torch.zeros_like(p)).reshape(-1) for p in parameters]
    flat = torch.cat(flat)
    dist.all_reduce(flat)
    flat /= PROCESSES
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()


def keep(path, step, mean, model, optimizer, own):
    """Saves everything that the next step needs."""
    state = {
        "step": step, "mean": mean, "model": model.state_dict(), "optimizer": optimizer.state_dict(), "own": own.getstate(),
        "random": torch.get_rng_state(), "pool": Dropout.pool,
    }
    torch.save(state, path)


def take_up(path, model, optimizer, own):
    """Loads a saved state; gives the number of steps done, and the mean of their losses."""
    state = torch.load(path, map_location="cpu", weights_only=False)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    own.setstate(state["own"])
    torch.set_rng_state(state["random"])
    Dropout.pool = state["pool"]
    return state["step"], state["mean"]


def learn(process, corpora, out):
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29517")
    dist.init_process_group("gloo", rank=process, world_size=PROCESSES)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    known = [(article, guideline) for name, guideline in SETS for article in load(corpora, name)]
    articles = [read(article, guideline) for article, guideline in known if not is_held_out(article, guideline)]
    model = Encoder(pretrained=True)
    model.word.weight.requires_grad_(False)
    model.train()
    torch.manual_seed(100 * SEED + process)
    optimizer = optimizer_of(model)
    rates = [group["lr"] for group in optimizer.param_groups]
    order, own = random.Random(SEED), random.Random(50 + process)
    plan = [batch for number in range(PASSES) for batch in steps(articles, number, order)]
    parameters = [p for p in model.parameters() if p.requires_grad]
    began, mean, first, kept = time.time(), 0.0, 0, f"{out}.{process}"
    if all(os.path.exists(f"{out}.{n}") for n in range(PROCESSES)):
        first, mean = take_up(kept, model, optimizer, own)
    for step, batch in enumerate(plan[first:], first):
        done = step / len(plan)
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * min(1, done / 0.06 + 0.02) * max(0.01, 1 - done)
        loss = loss_of(model, batch[process::PROCESSES], own)
        loss.backward()
        share(parameters)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        mean = 0.98 * mean + 0.02 * loss.item()
        if process == 0 and step % 50 == 49:
            loss_now = mean / (1 - 0.98 ** (step + 1))
            print(f"step {step + 1} of {len(plan)}: loss {loss_now:.4f}, {time.time() - began:.0f} seconds", flush=True)
        if step % KEPT_EVERY == KEPT_EVERY - 1:
            # Both processes save at the same step, so that they can go on together after a stop.
            keep(kept + ".part", step + 1, mean, model, optimizer, own)
            dist.barrier()
            os.replace(kept + ".part", kept)
    if process == 0:
        torch.save(model.state_dict(), out + ".part")
        os.replace(out + ".part", out)
    if os.path.exists(kept):
        os.remove(kept)


if __name__ == "__main__":
    processes.spawn(learn, args=(sys.argv[1], sys.argv[2]), nprocs=PROCESSES)
