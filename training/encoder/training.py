"""What the steps of training share: devices, optimisers, schedules, and checkpoints that a step goes on from."""

import math
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def precision():
    """16-bit arithmetic where the device has it at full speed."""
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=DEVICE.type == "cuda")


def seeded(seed: int) -> torch.Generator:
    torch.manual_seed(seed)
    return torch.Generator(device=DEVICE).manual_seed(seed)


class Optimiser:
    """AdamW, and for the matrices of the layers Muon (Jordan et al., 2024) where `muon` is set.

    Muon is scaled to AdamW's step (Liu et al., 2025), so that one rate serves both.
    """

    def __init__(self, model: nn.Module, *, rate: float, decay: float = 0.05, muon: bool = False, clip: float = 1.0):
        named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
        inner = [weight for name, weight in named if muon and ".layers." in f".{name}" and weight.ndim == 2]
        chosen = {id(weight) for weight in inner}
        plain = [weight for _, weight in named if id(weight) not in chosen]
        groups = [
            {"params": [weight for weight in plain if weight.ndim >= 2], "weight_decay": decay},
            {"params": [weight for weight in plain if weight.ndim < 2], "weight_decay": 0.0},
        ]
        self.parts = [torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=DEVICE.type == "cuda")]
        if inner:
            self.parts.append(torch.optim.Muon(inner, lr=rate, weight_decay=decay, adjust_lr_fn="match_rms_adamw"))
        self.rate, self.clip = rate, clip
        self.weights = [weight for _, weight in named]

    def step(self, loss: torch.Tensor, share_of_rate: float):
        for part in self.parts:
            part.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, self.clip)
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = self.rate * share_of_rate
            part.step()

    def state(self):
        return [part.state_dict() for part in self.parts]

    def load(self, state):
        for part, each in zip(self.parts, state):
            part.load_state_dict(each)


def trapezoid(progress: float, warm: float = 0.02, decay_from: float = 0.4) -> float:
    """Share of the full rate: up in a line, level, then down in a line to nothing."""
    return max(0.0, min(1.0, progress / warm, (1 - progress) / (1 - decay_from)))


def cosine(progress: float, warm: float = 0.05) -> float:
    return min(1.0, progress / warm) * 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))


@dataclass
class Clock:
    """How far a part of training has come: by steps, or by seconds where those are given."""

    steps: int
    seconds: float = 0.0
    done: int = 0

    def __post_init__(self):
        self.begun = time.time()

    @property
    def spent(self) -> float:
        return time.time() - self.begun

    def resume(self, done: int, spent: float):
        self.done = done
        self.begun = time.time() - spent

    @property
    def progress(self) -> float:
        by_time = self.spent / self.seconds if self.seconds else 0.0
        by_steps = self.done / self.steps if self.steps else 0.0
        return min(1.0, max(by_time, by_steps))

    def tick(self) -> bool:
        """Counts one more step; false once all are done."""
        self.done += 1
        return self.progress < 1.0


class Checkpoint:
    """What a part of training leaves behind, to go on from where it was cut off, or to be found done.

    `settings` are what it was asked for: a checkpoint made for others is refused. `kept` is what the next step needs to know
    beside the weights.
    """

    def __init__(
        self, path: Path, *, model, optimiser: Optimiser, clock: Clock, generator, settings: dict, kept: dict, every: int
    ):
        self.path, self.every, self.settings, self.kept = path, every, settings, kept
        self.model, self.optimiser, self.clock, self.generator = model, optimiser, clock, generator
        self.is_done = False
        if path.exists():
            self._resume(load(path))

    def _resume(self, before):
        if before.get("settings", self.settings) != self.settings:
            raise SystemExit(
                f"{self.path} was made with other settings ({before['settings']}). Remove it, or name another --target."
            )
        self.model.load_state_dict(before["model"])
        self.is_done = "optimiser" not in before
        if self.is_done:
            print(f"{self.path}: done already", flush=True)
            return
        self.optimiser.load(before["optimiser"])
        self.generator.set_state(before["generator"].cpu())
        torch.set_rng_state(before["random"].cpu())
        self.clock.resume(before["done"], before["spent"])
        print(f"{self.path}: going on after step {self.clock.done}", flush=True)

    def step(self):
        if self.clock.done % self.every == 0:
            state = {"optimiser": self.optimiser.state(), "generator": self.generator.get_state()}
            self._write(**state, random=torch.get_rng_state(), spent=self.clock.spent)

    def finish(self):
        """Without what only going on needs: what is left is what the next step starts from."""
        self._write()
        self.is_done = True

    def _write(self, **parts):
        own = {"model": self.model.state_dict(), "done": self.clock.done, "settings": self.settings}
        save(self.path, **own, **self.kept, **parts)


def train(checkpoint: Checkpoint, loss_of, *, schedule, log: int):
    """Takes steps on what `loss_of` gives, to the end of the clock; nothing where the checkpoint is of its end.

    `schedule` gives the share of the full rate by the progress; every `log` steps a line says how it goes.
    """
    clock, optimiser = checkpoint.clock, checkpoint.optimiser
    total, since = torch.zeros((), device=DEVICE), 0
    while not checkpoint.is_done:
        checkpoint.model.train()
        loss = loss_of()
        optimiser.step(loss, schedule(clock.progress))
        total, since = total + loss.detach(), since + 1
        going = clock.tick()
        if clock.done % log == 0:
            print(f"{checkpoint.path.stem}: step {clock.done} loss {float(total) / since:.3f} {clock.spent:.0f} s", flush=True)
            total, since = torch.zeros((), device=DEVICE), 0
        if going:
            checkpoint.step()
        else:
            checkpoint.finish()


def save(path: Path, **parts):
    """Writes aside and renames, so that a step that is cut off leaves the checkpoint before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".aside")
    torch.save(parts, aside)
    aside.replace(path)


def load(path: str | Path):
    return torch.load(path, map_location=DEVICE, weights_only=True)
