"""Trains the reader: `pretrain` on made-up questions, `tune` on real ones, with cross-validation over articles."""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from data import Examples
from model import Reader, span_mask

SETS = ["news", "arcd", "tydi", "mlqa", "aaqad", "news dev", "event dev"]
HELD_OUT = (5, 6)


def span_loss(model, inputs, labels):
    spans, absent = model(*inputs)
    logits = spans.masked_fill(span_mask(inputs[2]) == 0, -1e4).flatten(1)
    logits = torch.cat([absent, logits], 1)
    count = inputs[0].shape[1]
    target = torch.where(labels[:, 0] < 0, torch.zeros_like(labels[:, 0]), 1 + labels[:, 0] * count + labels[:, 1])
    return F.cross_entropy(logits, target)


def blank_words(inputs, share, generator):
    """Hides the vectors of some words, so that the reader learns to read around unknown ones."""
    passage, features, mask, question, question_features, question_mask, expected = inputs
    keep = (torch.rand(passage.shape[:2], generator=generator) >= share).float().unsqueeze(-1)
    return passage * keep, features, mask, question, question_features, question_mask, expected


@torch.no_grad()
def judge(model, examples, chosen, size=256):
    """For each chosen example: the best span, its probability, that of "not here", and its agreement with the answer."""
    model.eval()
    rows = {}
    for batch in examples.batches(chosen, size):
        inputs, labels = examples.batch(batch)
        spans, absent = model(*inputs)
        logits = torch.cat([absent, spans.masked_fill(span_mask(inputs[2]) == 0, -1e4).flatten(1)], 1)
        chances = logits.softmax(1)
        best = chances[:, 1:].argmax(1)
        count = inputs[0].shape[1]
        for index, example in enumerate(batch):
            first, last = divmod(int(best[index]), count)
            right_first, right_last = (int(value) for value in labels[index])
            shared = min(last, right_last) - max(first, right_first) + 1
            agreement = 0.0 if right_first < 0 or shared <= 0 else 2 * shared / (last - first + right_last - right_first + 2)
            rows[int(example)] = (first, last, float(chances[index, 0]), float(chances[index, 1 + best[index]]), agreement)
    return rows


def area_under_curve(positive, negative):
    order = np.argsort(np.concatenate([positive, negative]), kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    return (ranks[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative))


def report(examples, rows, title):
    line = [title]
    chosen = np.array(sorted(rows))
    for number, name in enumerate(SETS):
        own = chosen[examples.set[chosen] == number]
        answers = own[examples.labels[own, 0] >= 0]
        if len(answers) == 0:
            continue
        agreement = np.mean([rows[index][4] for index in answers])
        absent = np.array([rows[index][2] for index in own])
        here = examples.labels[own, 0] >= 0
        auc = area_under_curve(-absent[here], -absent[~here]) if (~here).any() else float("nan")
        line.append(f"{name} {agreement:.3f} ({auc:.3f})")
    print("  ".join(line), flush=True)


def train(model, examples, chosen, *, epochs, rate, size, seed, log):
    random, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.02)
    steps = epochs * math.ceil(len(chosen) / size)
    warm = min(300, steps // 10)
    step, total, begun = 0, 0.0, time.time()
    for _ in range(epochs):
        for batch in examples.batches(chosen, size, random):
            model.train()
            inputs, labels = examples.batch(batch)
            loss = span_loss(model, blank_words(inputs, 0.1, generator), labels)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, step / warm) * 0.5 * (1 + math.cos(math.pi * min(1, step / steps)))
            optimiser.step()
            total += float(loss.detach())
            if log and step % log == 0:
                print(f"  step {step}/{steps} loss {total / log:.3f} {time.time() - begun:.0f} s", flush=True)
                total = 0.0
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=["pretrain", "tune"])
    parser.add_argument("--examples", required=True)
    parser.add_argument("--start")
    parser.add_argument("--target", required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--blocks", type=int, default=4)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--sets", default="0,1,2,3", help="numbers of the sets that are trained on")
    parser.add_argument("--folds", default="0,1,2,3,4,all")
    parser.add_argument("--log", type=int, default=200, help="steps between lines on the loss")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    examples = Examples(given.examples)
    target = Path(given.target)
    target.mkdir(parents=True, exist_ok=True)

    def fresh():
        model = Reader(
            passage_features=examples.passage_features.shape[1], question_features=examples.question_features.shape[1],
            types=examples.expected.shape[1], width=given.width, blocks=given.blocks, dropout=given.dropout,
        )
        if given.start:
            model.load_state_dict(torch.load(given.start))
        return model

    if given.step == "pretrain":
        chosen = np.arange(len(examples))[: given.limit or None]
        held, chosen = chosen[:2000], chosen[2000:]
        model = train(fresh(), examples, chosen, epochs=given.epochs, rate=given.rate, size=given.size, seed=given.seed, log=given.log)
        torch.save(model.state_dict(), target / "pretrained.pt")
        report(examples, judge(model, examples, held), "held out, under the first set's name:")
        return

    usable = np.isin(examples.set, [int(number) for number in given.sets.split(",")])
    found = {}
    for name in given.folds.split(","):
        inside = usable if name == "all" else usable & (examples.fold != int(name))
        model = train(
            fresh(), examples, np.flatnonzero(inside), epochs=given.epochs, rate=given.rate, size=given.size,
            seed=given.seed, log=given.log,
        )
        torch.save(model.state_dict(), target / f"reader-{name}.pt")
        outside = np.isin(examples.set, HELD_OUT) if name == "all" else (examples.fold == int(name)) & (examples.set < 4)
        rows = judge(model, examples, np.flatnonzero(outside))
        report(examples, rows, f"fold {name}:")
        if name != "all":
            found.update(rows)
    if found:
        report(examples, found, "cross-validated:")


main()
