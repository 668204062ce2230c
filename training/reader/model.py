"""The reader: finds the words of a sentence that answer a question, or says that none do."""

import torch
from torch import nn
from torch.nn import functional as F

LONGEST_SPAN = 12


class ConvolutionBlock(nn.Module):
    """A gated convolution over neighbouring words, steered by the question (FiLM: Perez et al., 2018)."""

    def __init__(self, width: int, kernel: int, dropout: float):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.convolution = nn.Conv1d(width, 2 * width, kernel, padding=kernel // 2)
        self.steer = nn.Linear(width, 2 * width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, words, mask, question):
        scale, shift = self.steer(question).unsqueeze(1).chunk(2, dim=-1)
        inner = (self.norm(words) * (1 + scale) + shift) * mask
        inner = F.glu(self.convolution(inner.transpose(1, 2)).transpose(1, 2), dim=-1)
        return words + self.dropout(inner)


class Attention(nn.Module):
    """Scaled dot-product attention of words over others (Vaswani et al., 2017)."""

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads, self.depth = heads, width // heads
        self.norm = nn.LayerNorm(width)
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

    def split(self, values):
        return values.reshape(values.shape[0], values.shape[1], self.heads, self.depth).transpose(1, 2)

    def forward(self, words, others, others_mask):
        queries = self.split(self.query(self.norm(words)))
        keys, values = (self.split(part) for part in self.key_value(others).chunk(2, dim=-1))
        scores = queries @ keys.transpose(2, 3) / self.depth**0.5
        scores = scores + (others_mask.transpose(1, 2).unsqueeze(1) - 1) * 1e4
        mixed = (scores.softmax(-1) @ values).transpose(1, 2)
        mixed = mixed.reshape(words.shape[0], words.shape[1], self.heads * self.depth)
        return words + self.dropout(self.out(mixed))


class Reader(nn.Module):
    """Scores every span of a passage, and that none answers.

    Inputs, a row a word: vectors (`[batch, words, dimension]`, unit length), features, and a mask of ones where there is
    a word; and for each question how far each type of answer is expected. Gives logits of spans, `[batch, first, last]`,
    and of "not here", `[batch, 1]`.
    """

    def __init__(self, dimension=256, passage_features=53, question_features=8, types=15, width=160, blocks=4, dropout=0.2):
        super().__init__()
        self.settings = dict(
            dimension=dimension, passage_features=passage_features, question_features=question_features,
            types=types, width=width, blocks=blocks, dropout=dropout,
        )
        self.word = nn.Linear(dimension, 128)
        self.aligner = nn.Linear(dimension, 64)
        self.input = nn.Linear(128 + 128 + question_features + passage_features + types + 1, width)
        self.question_input = nn.Linear(128 + question_features + types, width)
        self.question_block = ConvolutionBlock(width, 3, dropout)
        self.question_pool = nn.Linear(width, 1)
        self.blocks = nn.ModuleList(ConvolutionBlock(width, 5, dropout) for _ in range(blocks))
        self.to_question = Attention(width, 4, dropout)
        self.to_self = Attention(width, 4, dropout)
        self.norm = nn.LayerNorm(width)
        self.first = nn.Linear(width, 1)
        self.last = nn.Linear(width, 1)
        self.first_pair = nn.Linear(width, 64)
        self.last_pair = nn.Linear(width, 64)
        self.absent = nn.Sequential(nn.Linear(3 * width, 64), nn.Tanh(), nn.Linear(64, 1))
        self.dropout = nn.Dropout(dropout)

    def forward(self, passage, passage_features, passage_mask, question, question_features, question_mask, expected):
        count, asked = passage.shape[1], question.shape[1]
        types = expected.unsqueeze(1)
        words, question_words = torch.relu(self.word(self.dropout(passage))), torch.relu(self.word(self.dropout(question)))

        aligned = torch.relu(self.aligner(passage)) @ torch.relu(self.aligner(question)).transpose(1, 2)
        aligned = (aligned * 8 + (question_mask.transpose(1, 2) - 1) * 1e4).softmax(-1)
        aligned = aligned @ torch.cat([question_words, question_features], -1)
        likeness = (passage @ question.transpose(1, 2) + (question_mask.transpose(1, 2) - 1)).amax(-1, keepdim=True)
        words = self.input(
            torch.cat([words, aligned, passage_features, types.expand(-1, count, -1), likeness], -1)
        )
        asking = self.question_input(torch.cat([question_words, question_features, types.expand(-1, asked, -1)], -1))
        pooled = (asking * question_mask).sum(1) / question_mask.sum(1)
        asking = self.question_block(asking, question_mask, pooled)
        weights = (self.question_pool(torch.tanh(asking)) + (question_mask - 1) * 1e4).softmax(1)
        pooled = (weights * asking).sum(1)

        for number, block in enumerate(self.blocks):
            if number == 2:
                words = self.to_question(words, asking, question_mask)
                words = self.to_self(words, self.to_self.norm(words), passage_mask)
            words = block(words, passage_mask, pooled)
        words = self.norm(words)

        pairs = self.first_pair(words) @ self.last_pair(words).transpose(1, 2) / 8
        spans = self.first(words) + self.last(words).transpose(1, 2) + pairs
        best = (words + (passage_mask - 1) * 1e4).amax(1)
        mean = (words * passage_mask).sum(1) / passage_mask.sum(1)
        return spans, self.absent(torch.cat([best, mean, pooled], -1))


def span_mask(mask):
    """Ones where `first <= last < first + LONGEST_SPAN` and both are words; `mask` is `[batch, words, 1]`."""
    count = mask.shape[1]
    allowed = torch.ones(count, count, device=mask.device).triu() - torch.ones(count, count).triu(LONGEST_SPAN)
    return mask * mask.transpose(1, 2) * allowed
