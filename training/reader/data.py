"""Reads the example files that `npm run reader:examples` writes."""

from pathlib import Path

import numpy as np
import torch


class Examples:
    def __init__(self, directory: str):
        folder = Path(directory)
        read = lambda name, kind: np.fromfile(folder / name, dtype=kind)
        lengths = read("lengths.u8", np.uint8).reshape(-1, 2).astype(np.int64)
        self.passage_length, self.question_length = lengths[:, 0], lengths[:, 1]
        self.labels = read("labels.i32", np.int32).reshape(-1, 5)
        self.expected = read("expected.i8", np.int8).reshape(len(lengths), -1)
        self.passage_words = read("passage-words.i32", np.int32)
        self.question_words = read("question-words.i32", np.int32)
        self.passage_features = read("passage-features.i8", np.int8).reshape(len(self.passage_words), -1)
        self.question_features = read("question-features.i8", np.int8).reshape(len(self.question_words), -1)
        self.vectors = read("vectors.f32", np.float32).reshape(-1, 256).astype(np.float16)
        self.passage_start = np.concatenate([[0], np.cumsum(self.passage_length)[:-1]])
        self.question_start = np.concatenate([[0], np.cumsum(self.question_length)[:-1]])

    def __len__(self):
        return len(self.labels)

    @property
    def set(self):
        return self.labels[:, 3]

    @property
    def fold(self):
        return self.labels[:, 4]

    def batch(self, chosen: np.ndarray):
        """Padded tensors of some examples, in the order of the reader's inputs, then first and last word."""
        passage = self._rows(chosen, self.passage_start, self.passage_length, self.passage_words, self.passage_features)
        question = self._rows(chosen, self.question_start, self.question_length, self.question_words, self.question_features)
        expected = torch.from_numpy(self.expected[chosen].astype(np.float32) / 100)
        labels = torch.from_numpy(self.labels[chosen, :2].astype(np.int64))
        return (*passage, *question, expected), labels

    def _rows(self, chosen, starts, lengths, words, features):
        longest = max(1, int(lengths[chosen].max()))
        steps = np.arange(longest)
        mask = steps < lengths[chosen][:, None]
        places = np.where(mask, starts[chosen][:, None] + steps, 0)
        vectors = self.vectors[words[places]].astype(np.float32) * mask[..., None]
        rows = features[places].astype(np.float32) / 100 * mask[..., None]
        return torch.from_numpy(vectors), torch.from_numpy(rows), torch.from_numpy(mask[..., None].astype(np.float32))

    def batches(self, chosen: np.ndarray, size: int, random: np.random.Generator | None = None):
        """Batches of examples of like length; in random order where `random` is given."""
        if random is None:
            order = chosen[np.argsort(self.passage_length[chosen], kind="stable")]
            yield from (order[at : at + size] for at in range(0, len(order), size))
            return
        noisy = self.passage_length[chosen] + random.uniform(0, 6, len(chosen))
        order = chosen[np.argsort(noisy)]
        groups = [order[at : at + size] for at in range(0, len(order), size)]
        for index in random.permutation(len(groups)):
            yield groups[index]
