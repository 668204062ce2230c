"""Teaches the encoder to read (step `reader`): `made-up` questions, then `translated` ones, then `tune` on written ones.

`tune` trains a reader for each fifth of the articles, which never saw them, and one that saw all.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from examples import MADE_UP, SETS, Examples
from model import Encoder, Reader, Size, span_logits
from pack import HINTS
from training import DEVICE, Checkpoint, Clock, Optimiser, cosine, load, precision, seeded, train

FOLDS = 5
TUNED_ON = [SETS.index(name) for name in ("news", "arcd", "tydi", "mlqa")]
LOOKED_AT = [SETS.index(name) for name in ("news dev", "event dev")]
PLANS = {
    "made-up": {"epochs": 1, "size": 256, "rate": 3e-4},
    "translated": {"epochs": 2, "size": 128, "rate": 1.5e-4},
    "tune": {"epochs": 4, "size": 96, "rate": 1e-4},
}


def reading_of(model):
    """How a model gives logits of "not here" and of each span."""

    def read(inputs, begins, ends):
        with precision():
            first, last = model(*inputs)
        return span_logits(first.float(), last.float(), begins, ends)

    return read


def logits_of(read, examples, chosen):
    """Logits of "not here" and of each span, which of them is right, and the words of a row."""
    inputs, (begins, ends), labels = examples.batch(chosen)
    logits = read(inputs, begins, ends)
    count = begins.shape[1]
    target = torch.where(labels[:, 0] < 0, 0, 1 + labels[:, 0] * count + labels[:, 1])
    return logits, target, count


def loss_of(model, examples, chosen, together: float):
    """Each passage by itself; and all passages of a question in one, as they are ranked (Clark and Gardner, 2018)."""
    logits, target, _ = logits_of(reading_of(model), examples, chosen)
    alone = F.cross_entropy(logits, target)
    if together == 0:
        return alone
    _, group = examples.question[chosen].unique(return_inverse=True)
    spans = logits[:, 1:].logsumexp(1)
    top = torch.full((int(group.max()) + 1,), -1e4, device=DEVICE).scatter_reduce(0, group, spans.detach(), "amax")
    sums = torch.zeros_like(top).index_add(0, group, (spans - top[group]).exp())
    right = torch.nonzero(target > 0).flatten()
    if len(right) == 0:
        return alone
    chances = logits[right, target[right]] - top[group[right]] - sums[group[right]].log()
    return alone - together * chances.mean()


def question_batches(examples, chosen, size, generator):
    """Batches of `size` passages, those of a question together but where a batch ends."""
    numbers, group = examples.question[chosen].unique(return_inverse=True)
    place = torch.randperm(len(numbers), generator=generator, device=DEVICE)[group]
    yield from chosen[place.argsort(stable=True)].split(size)


def endless(epoch):
    """Batches of one epoch after another."""
    while True:
        yield from epoch()


def teach(model, examples, chosen, path, *, given, plan, together):
    """Trains a reader; `path` is its checkpoint."""
    size, generator = plan["size"], seeded(given.seed)
    steps = given.steps or plan["epochs"] * -(-len(chosen) // size)
    shape = model.encoder.size.settings()
    checkpoint = Checkpoint(
        path, model=model, optimiser=Optimiser(model, rate=plan["rate"], decay=0.02), clock=Clock(steps), generator=generator,
        settings={**shape, **plan, "together": together, "steps": steps, "seed": given.seed},
        kept={"size": shape, "hints": HINTS}, every=given.checkpoint,
    )
    batches_of = question_batches if together else Examples.batches
    batches = endless(lambda: batches_of(examples, chosen, size, generator))
    train(checkpoint, lambda: loss_of(model, examples, next(batches), together), schedule=cosine, log=given.log)


def judged(read, examples, batch):
    """Of each example: agreement of its best span with the answer, and the logit that it is here at all."""
    logits, _, count = logits_of(read, examples, batch)
    best = logits[:, 1:].argmax(1)
    first, last = best // count, best % count
    right_first, right_last = examples.labels[batch, 0], examples.labels[batch, 1]
    shared = torch.minimum(last, right_last) - torch.maximum(first, right_first) + 1
    agreement = 2 * shared / (last - first + right_last - right_first + 2)
    agreement = torch.where((right_first >= 0) & (shared > 0), agreement, 0.0)
    return agreement, logits[:, 1:].logsumexp(1) - logits[:, 0]


@torch.no_grad()
def judge(model, examples, chosen):
    model.eval()
    agreement, here = np.zeros(len(examples)), np.zeros(len(examples))
    for batch in examples.batches(chosen, 512):
        rows = batch.cpu().numpy()
        agreement[rows], here[rows] = (each.cpu().numpy() for each in judged(reading_of(model), examples, batch))
    return agreement, here


def area_under_curve(positive, negative):
    order = np.argsort(np.concatenate([positive, negative]), kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    return (ranks[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative))


def report(title, examples, chosen, agreement, here):
    """Of each set: agreement on passages that answer; area under the curve of "here"; questions whose answering passage
    comes first of their own."""
    labels, chosen = examples.labels.cpu().numpy(), chosen.cpu().numpy()
    line = [title]
    for number, name in [(MADE_UP, "made-up"), *enumerate(SETS)]:
        own = chosen[labels[chosen, 3] == number]
        answers = labels[own, 0] >= 0
        if not answers.any() or answers.all():
            continue
        order = own[np.lexsort((-here[own], labels[own, 2]))]
        first = np.unique(labels[order, 2], return_index=True)[1]
        answerable = np.isin(labels[order[first], 2], labels[own[answers], 2])
        top = (labels[order[first], 0] >= 0)[answerable].mean()
        auc = area_under_curve(here[own[answers]], here[own[~answers]])
        line.append(f"{name}: f1 {agreement[own[answers]].mean():.3f} auc {auc:.3f} first {top:.3f}")
    print("\n  ".join(line), flush=True)


def begin(path: str, freeze: bool) -> Reader:
    """A reader that goes on from an encoder's checkpoint or from a reader's."""
    before = load(path)
    model = Reader(Encoder(Size(**before["size"])), HINTS).to(DEVICE)
    weights = {name: weight for name, weight in before["model"].items() if name in model.state_dict()}
    model.load_state_dict(weights, strict=False)
    # What all readers share stays as it is: written questions are too few for words that are not in them.
    model.encoder.tokens.weight.requires_grad_(not freeze)
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=list(PLANS))
    parser.add_argument("--examples", required=True)
    parser.add_argument("--start", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--size", type=int)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--together", type=float, default=0.5, help="weight of ranking a question's passages")
    parser.add_argument("--folds", default="0,1,2,3,4,all")
    parser.add_argument("--steps", type=int, default=0, help="steps at most, to try it out")
    parser.add_argument("--checkpoint", type=int, default=500, help="steps between checkpoints")
    parser.add_argument("--log", type=int, default=100)
    parser.add_argument("--seed", type=int, default=3)
    given = parser.parse_args()
    plan = {name: getattr(given, name) or value for name, value in PLANS[given.step].items()}
    examples, target = Examples(given.examples), Path(given.target)

    def run(name: str, chosen, together: float):
        model = begin(given.start, freeze=given.step == "tune")
        teach(model, examples, chosen, target / f"{name}.pt", given=given, plan=plan, together=together)
        return model

    everything = torch.arange(len(examples), device=DEVICE)
    if given.step == "made-up":
        held = everything[: min(2000, len(examples) // 10)]
        model = run("made-up", everything[len(held) :], 0)
        report("made-up, held out:", examples, held, *judge(model, examples, held))
        return
    if given.step == "translated":
        run("translated", everything[examples.set == SETS.index("aaqad")], given.together)
        return
    usable = torch.isin(examples.set, torch.tensor(TUNED_ON, device=DEVICE))
    agreement, here, done = np.zeros(len(examples)), np.zeros(len(examples)), []
    for name in given.folds.split(","):
        if name == "all":
            model = run("reader-all", everything[usable], given.together)
            looked = everything[torch.isin(examples.set, torch.tensor(LOOKED_AT, device=DEVICE))]
            report("all, on articles it never saw:", examples, looked, *judge(model, examples, looked))
            continue
        inside = usable & (examples.fold != int(name))
        outside = everything[usable & (examples.fold == int(name))]
        model = run(f"reader-{name}", everything[inside], given.together)
        each_agreement, each_here = judge(model, examples, outside)
        rows = outside.cpu().numpy()
        agreement[rows], here[rows] = each_agreement[rows], each_here[rows]
        done.append(outside)
    if done:
        report("cross-validated:", examples, torch.cat(done), agreement, here)
    print(json.dumps(plan), flush=True)


if __name__ == "__main__":
    main()
