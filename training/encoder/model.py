"""The encoder, and what stands on it: word prediction, sentence vectors, and reading."""

from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F

LONGEST_SPAN = 12


@dataclass(frozen=True)
class Size:
    vocabulary: int = 24000
    layers: int = 6
    width: int = 384
    heads: int = 6
    inner: int = 1472

    def settings(self):
        return asdict(self)


def rotate(values, cosine, sine):
    """Turns pairs of a head's values by their position (rotary embedding: Su et al., 2021)."""
    left, right = values.chunk(2, dim=-1)
    return torch.cat([left * cosine - right * sine, right * cosine + left * sine], dim=-1)


class Layer(nn.Module):
    """Attention and a feed-forward network, each after a norm of its own (pre-norm: Xiong et al., 2020)."""

    def __init__(self, size: Size, dropout: float):
        super().__init__()
        self.heads, self.depth = size.heads, size.width // size.heads
        self.attention_norm = nn.LayerNorm(size.width)
        self.query_key_value = nn.Linear(size.width, 3 * size.width)
        self.attention_out = nn.Linear(size.width, size.width)
        self.inner_norm = nn.LayerNorm(size.width)
        self.inner = nn.Linear(size.width, size.inner)
        self.outer = nn.Linear(size.inner, size.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states, cosine, sine, bias):
        batch, length, width = states.shape
        parts = self.query_key_value(self.attention_norm(states)).view(batch, length, 3, self.heads, self.depth)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        query, key = rotate(query, cosine, sine), rotate(key, cosine, sine)
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(2, 3) / self.depth**0.5 + bias
            mixed = scores.softmax(-1) @ value
        else:
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        states = states + self.dropout(self.attention_out(mixed))
        return states + self.dropout(self.outer(F.gelu(self.inner(self.inner_norm(states)))))


class Encoder(nn.Module):
    """Token ids in, `[batch, tokens]`; a vector for each token in its context out, `[batch, tokens, width]`."""

    def __init__(self, size: Size, dropout: float = 0.1, longest: int = 512):
        super().__init__()
        self.size = size
        self.tokens = nn.Embedding(size.vocabulary, size.width)
        self.kinds = nn.Embedding(2, size.width)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.embedding_norm = nn.LayerNorm(size.width)
        self.norm = nn.LayerNorm(size.width)
        self.dropout = nn.Dropout(dropout)
        depth = size.width // size.heads
        angles = torch.outer(torch.arange(longest).float(), 10000.0 ** (-torch.arange(0, depth, 2).float() / depth))
        self.register_buffer("cosine", angles.cos(), persistent=False)
        self.register_buffer("sine", angles.sin(), persistent=False)
        for module in self.modules():
            if isinstance(module, (nn.Linear, nn.Embedding)):
                nn.init.normal_(module.weight, std=0.02)
                if getattr(module, "bias", None) is not None:
                    nn.init.zeros_(module.bias)
        for layer in self.layers:
            for last in (layer.attention_out, layer.outer):
                nn.init.normal_(last.weight, std=0.02 / (2 * size.layers) ** 0.5)

    def forward(self, ids, mask=None, kinds=None, extra=None):
        """`mask` is true where there is a token (none: everywhere); `extra` is added to the embeddings."""
        states = self.tokens(ids)
        if kinds is not None:
            states = states + self.kinds(kinds)
        if extra is not None:
            states = states + extra
        states = self.dropout(self.embedding_norm(states))
        length = ids.shape[1]
        cosine, sine = self.cosine[:length].to(states.dtype), self.sine[:length].to(states.dtype)
        bias = None
        if mask is not None:
            bias = (1 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, cosine, sine, bias)
        return self.norm(states)


class WordPrediction(nn.Module):
    """Predicts hidden tokens (masked-language modelling: Devlin et al., 2019) with the embedding's own weights."""

    def __init__(self, encoder: Encoder):
        super().__init__()
        self.encoder = encoder
        self.dense = nn.Linear(encoder.size.width, encoder.size.width)
        self.norm = nn.LayerNorm(encoder.size.width)
        self.bias = nn.Parameter(torch.zeros(encoder.size.vocabulary))

    def forward(self, ids, places, targets):
        """Loss of predicting `targets` at `places`, indexes into the flattened batch; and the logits."""
        states = self.encoder(ids).flatten(0, 1).index_select(0, places)
        states = self.norm(F.gelu(self.dense(states)))
        logits = F.linear(states, self.encoder.tokens.weight.to(states.dtype), self.bias.to(states.dtype))
        return F.cross_entropy(logits.float(), targets), logits


class SentenceVectors(nn.Module):
    """The mean of a text's token vectors, at unit length."""

    def __init__(self, encoder: Encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids, mask):
        states = self.encoder(ids, mask)
        weights = mask.unsqueeze(-1).to(states.dtype)
        return F.normalize(((states * weights).sum(1) / weights.sum(1)).float(), dim=-1)


class Reader(nn.Module):
    """Question and passage in; for each token, how likely the answer begins and ends with it.

    `hints` are what the bot's own analysis knows of each token (`[batch, tokens, HINTS]`). The first token stands for
    "not here". Gives `start_logits` and `end_logits`, `[batch, tokens]`, as question-answering models do.
    """

    def __init__(self, encoder: Encoder, hints: int):
        super().__init__()
        self.encoder = encoder
        self.hints = nn.Linear(hints, encoder.size.width, bias=False)
        self.ends = nn.Linear(encoder.size.width, 2)
        nn.init.zeros_(self.hints.weight)
        nn.init.normal_(self.ends.weight, std=0.02)
        nn.init.zeros_(self.ends.bias)

    def forward(self, input_ids, attention_mask, token_type_ids, hints):
        states = self.encoder(input_ids, attention_mask, token_type_ids, self.hints(hints))
        first, last = self.ends(states).unbind(-1)
        return first, last


def span_logits(first, last, starts, stops):
    """Logits of "not here" and of every span of words: `[batch, 1 + words * words]`.

    `starts` and `stops` hold each word's first and last token, `[batch, words]`, and -1 after the last word.
    """
    count = starts.shape[1]
    begins = first.gather(1, starts.clamp(min=0)).masked_fill(starts < 0, -1e4)
    finishes = last.gather(1, stops.clamp(min=0)).masked_fill(stops < 0, -1e4)
    allowed = torch.ones(count, count, device=first.device, dtype=torch.bool)
    allowed = allowed.triu() & ~allowed.triu(LONGEST_SPAN)
    spans = (begins.unsqueeze(2) + finishes.unsqueeze(1)).masked_fill(~allowed, -1e4)
    return torch.cat([(first[:, :1] + last[:, :1]), spans.flatten(1)], 1)
