"""Questions with passages, as `pack.py` wrote them, on the device that trains."""

from pathlib import Path

import numpy as np
import torch

from pack import HINTS
from training import DEVICE

MADE_UP = -1
SETS = ["news", "arcd", "tydi", "mlqa", "aaqad", "news dev", "event dev"]


class Examples:
    """Flat arrays of all examples, and batches cut from them.

    `shapes` holds of each example its tokens, the question's among them, the question's words and the passage's;
    `labels` the first and the last word of the answer (-1 where the passage holds none), question, set and fold.
    """

    def __init__(self, path: str | Path, device: torch.device = DEVICE):
        self.device = device
        packed = np.load(path)
        shapes = packed["shapes"].astype(np.int64)
        self.labels = torch.from_numpy(packed["labels"].astype(np.int64)).to(device)
        self.shapes = torch.from_numpy(shapes).to(device)
        self.tokens = torch.from_numpy(packed["tokens"].astype(np.int32)).to(device)
        self.token_at = starts(self.shapes[:, 0])
        self.word_at = starts(self.shapes[:, 2] + self.shapes[:, 3])
        self.passage = torch.from_numpy(passage_numbers(packed["tokens"], shapes)).to(device)
        spans = torch.from_numpy(packed["spans"].astype(np.int64)).to(device)
        self.spans = spans
        hints = torch.from_numpy(packed["hints"]).to(device)
        # Every piece of a word has the word's hints.
        pieces = spans[:, 1] - spans[:, 0] + 1
        words = torch.arange(len(spans), device=self.device).repeat_interleave(pieces)
        example_of_word = torch.arange(len(shapes), device=self.device).repeat_interleave(self.shapes[:, 2] + self.shapes[:, 3])
        within = torch.arange(len(words), device=self.device) - starts(pieces)[words]
        places = self.token_at[example_of_word[words]] + spans[words, 0] + within
        self.hints = torch.zeros(len(self.tokens), HINTS, dtype=torch.int8, device=self.device)
        self.hints[places] = hints[words]

    def __len__(self):
        return len(self.labels)

    @property
    def question(self):
        return self.labels[:, 2]

    @property
    def set(self):
        return self.labels[:, 3]

    @property
    def fold(self):
        return self.labels[:, 4]

    def batch(self, chosen: torch.Tensor):
        """The reader's inputs, the first and last token of each word of the passage, and the labels."""
        shapes = self.shapes[chosen]
        length, words = int(shapes[:, 0].max()), int(shapes[:, 3].max())
        ids, mask, places = self._tokens(self.token_at[chosen], shapes[:, 0], length)
        kinds = (torch.arange(length, device=self.device) >= shapes[:, 1:2]).long() * mask
        hints = self.hints[places].float() / 100 * mask.unsqueeze(-1)
        step = torch.arange(words, device=self.device)
        there = step < shapes[:, 3:4]
        rows = torch.where(there, self.word_at[chosen].unsqueeze(1) + shapes[:, 2:3] + step, 0)
        spans = self.spans[rows].masked_fill(~there.unsqueeze(-1), -1)
        return (ids, mask, kinds, hints), (spans[..., 0], spans[..., 1]), self.labels[chosen, :2]

    def questions(self, chosen: torch.Tensor):
        """Ids and mask of the questions alone."""
        ids, mask, _ = self._tokens(self.token_at[chosen], self.shapes[chosen, 1], int(self.shapes[chosen, 1].max()))
        return ids, mask

    def passages(self, chosen: torch.Tensor):
        """Ids and mask of the passages alone, with the first token that any text has."""
        lengths = self.shapes[chosen, 0] - self.shapes[chosen, 1] + 1
        ids, mask, _ = self._tokens(self.token_at[chosen] + self.shapes[chosen, 1] - 1, lengths, int(lengths.max()))
        ids[:, 0] = self.tokens[0]
        return ids, mask

    def _tokens(self, begin, lengths, length: int):
        step = torch.arange(length, device=self.device)
        mask = step < lengths.unsqueeze(1)
        places = torch.where(mask, begin.unsqueeze(1) + step, 0)
        return self.tokens[places].long() * mask, mask.long(), places

    def batches(self, chosen: torch.Tensor, size: int, generator: torch.Generator | None = None):
        """Batches of examples of like length; in random order where `generator` is given."""
        lengths = self.shapes[chosen, 0].float()
        if generator is not None:
            lengths = lengths + 8 * torch.rand(len(chosen), generator=generator, device=self.device)
        groups = list(chosen[lengths.argsort()].split(size))
        order = range(len(groups)) if generator is None else torch.randperm(len(groups), generator=generator, device=self.device).tolist()
        yield from (groups[index] for index in order)


def passage_numbers(tokens: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    """A number for each passage; those of the same words have the same."""
    ends = shapes[:, 0].cumsum()
    known: dict[bytes, int] = {}
    texts = (tokens[end - whole + asked : end].tobytes() for end, (whole, asked, _, _) in zip(ends, shapes))
    return np.array([known.setdefault(text, len(known)) for text in texts], np.int64)


def starts(lengths: torch.Tensor) -> torch.Tensor:
    """Where each run begins that has these lengths."""
    return lengths.cumsum(0) - lengths
