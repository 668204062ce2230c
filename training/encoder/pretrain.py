"""Teaches the encoder the language: it predicts words that are hidden from it (step `pretrain`)."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from model import Encoder, Size, WordPrediction
from training import DEVICE, Checkpoint, Clock, Optimiser, precision, seeded, train, trapezoid

CLS, MASK, SPECIAL = 2, 4, 5
HELD_OUT_TOKENS = 200_000


class Windows:
    """Stretches of equal length from all documents, one after another; each epoch cut elsewhere, in another order."""

    def __init__(self, tokens: torch.Tensor, length: int, generator: torch.Generator):
        self.tokens, self.length, self.generator = tokens, length, generator
        self.order = torch.empty(0, dtype=torch.long, device=DEVICE)

    def batch(self, size: int) -> torch.Tensor:
        while len(self.order) < size:
            shift = torch.randint(self.length, (1,), generator=self.generator, device=DEVICE)
            count = (len(self.tokens) - self.length) // (self.length - 1) - 1
            order = torch.randperm(count, generator=self.generator, device=DEVICE) * (self.length - 1) + shift
            self.order = torch.cat([self.order, order])
        starts, self.order = self.order[:size], self.order[size:]
        windows = self.tokens[starts.unsqueeze(1) + torch.arange(self.length - 1, device=DEVICE)].long()
        return F.pad(windows, (1, 0), value=CLS)


def hide(windows, continues, share, generator):
    """Hides whole words: their pieces become [MASK], or now and then another piece, or stay as they are.

    Gives the windows so changed, the places of what is hidden in the flattened batch, and what stood there.
    """
    words = (~continues[windows]).long().cumsum(1)
    noise = torch.rand(windows.shape, generator=generator, device=DEVICE).gather(1, words - 1)
    noise = noise.masked_fill(windows < SPECIAL, -1.0)
    places = noise.flatten().topk(int(share * windows.numel())).indices
    flat = windows.flatten()
    targets = flat[places]
    chance = torch.rand(len(places), generator=generator, device=DEVICE)
    other = torch.randint(SPECIAL, len(continues), (len(places),), generator=generator, device=DEVICE)
    written = torch.where(chance < 0.8, MASK, torch.where(chance < 0.9, other, targets))
    return flat.scatter(0, places, written).view_as(windows), places, targets


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--packed", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--width", type=int, default=384)
    parser.add_argument("--heads", type=int, default=6)
    parser.add_argument("--inner", type=int, default=1472)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--size", type=int, default=1024, help="windows in a batch")
    parser.add_argument("--hidden", type=float, default=0.25, help="share of tokens that is hidden")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--adam", action="store_true", help="AdamW alone")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--checkpoint", type=int, default=2000, help="steps between checkpoints")
    parser.add_argument("--log", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not given.steps and not given.seconds:
        parser.error("say how long: --steps or --seconds")
    generator = seeded(given.seed)
    torch.set_float32_matmul_precision("high")

    tokenizer = Tokenizer.from_file(str(Path(given.tokenizer) / "tokenizer.json"))
    count = tokenizer.get_vocab_size()
    continues = torch.tensor([tokenizer.id_to_token(id).startswith("##") for id in range(count)], device=DEVICE)
    packed = np.fromfile(Path(given.packed) / "tokens.u16", np.uint16)
    held, rest = packed[:HELD_OUT_TOKENS], packed[HELD_OUT_TOKENS:]
    if len(packed) < 4 * HELD_OUT_TOKENS:
        held, rest = packed[: len(packed) // 10], packed[len(packed) // 10 :]
    tokens = torch.from_numpy(rest.astype(np.int32)).to(DEVICE)
    windows = Windows(tokens, given.length, generator)
    size = Size(count, given.layers, given.width, given.heads, given.inner)
    model = WordPrediction(Encoder(size, given.dropout)).to(DEVICE)
    optimiser = Optimiser(model, rate=given.rate, muon=not given.adam)
    clock = Clock(given.steps, given.seconds)
    own = ("length", "size", "hidden", "rate", "dropout", "adam", "steps", "seconds", "seed")
    shape = size.settings()
    settings = {**shape, **{name: getattr(given, name) for name in own}}
    checkpoint = Checkpoint(
        Path(given.target) / "pretrain.pt", model=model, optimiser=optimiser, clock=clock, generator=generator,
        settings=settings, kept={"size": shape}, every=given.checkpoint,
    )
    forward = torch.compile(model) if given.compile else model

    def loss_of():
        changed, places, targets = hide(windows.batch(given.size), continues, given.hidden, generator)
        with precision():
            loss, _ = forward(changed, places, targets)
        return loss

    train(checkpoint, loss_of, schedule=trapezoid, log=given.log)
    print(json.dumps(judge(model, held, continues, given)), flush=True)


@torch.no_grad()
def judge(model, held, continues, given):
    """Loss and accuracy on texts that were not trained on, 15 tokens of a hundred hidden."""
    model.eval()
    generator = torch.Generator(device=DEVICE).manual_seed(0)
    windows = Windows(torch.from_numpy(held.astype(np.int32)).to(DEVICE), given.length, generator)
    losses, right = [], []
    for _ in range(4):
        batch = windows.batch(min(256, len(held) // given.length // 4))
        changed, places, targets = hide(batch, continues, 0.15, generator)
        with precision():
            loss, logits = model(changed, places, targets)
        losses.append(float(loss))
        right.append(float((logits.argmax(1) == targets).float().mean()))
    return {"held-out loss": round(sum(losses) / 4, 3), "accuracy": round(sum(right) / 4, 3)}


if __name__ == "__main__":
    main()
