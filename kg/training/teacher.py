"""The teacher: the first layers of multilingual-e5-small, tuned to read characters.

A character is a token, with what the lists say of it added to its vector. Larger and slower than
the tagger that it teaches; torch runs it. It reads windows of a text, of which the middle counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.tagger.lexicon import WIDTH as LISTS
from kg.tagger.lexicon import features
from kg.tagger.network import UNKNOWN, Floats
from kg.training.embeddings import WIDTH, Weights
from kg.training.network import PADDING, Heads

_HEADS = 12  # of attention, and the width between two layers: of multilingual-e5-small
_INNER = 1536
_POSITIONS = 512
_EPSILON = 1e-12
_PIECES = {" ": "▁", "\n": "</s>"}  # what the encoder's pieces have for blanks
_MIDDLE, _MARGIN = 320, 64  # characters of a window: what counts, and what is read on either side
_TOGETHER = 16  # windows read at once


@dataclass(frozen=True, slots=True)
class Cut:
    """How much of the encoder is used, and what is left out while it learns."""

    layers: int
    dropout: float = 0.1
    unknown: float = 0.05  # of characters read as unknown in training
    no_lists: float = 0.1  # of characters read without what the lists say
    smoothing: float = 0.05
    words: float = 0.3  # weight of the loss on words beside that on names


class Layer(nn.Module):
    """Attention, then two linear maps; each added to its input and normed."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, _INNER), nn.Linear(_INNER, WIDTH)
        self.seen = nn.LayerNorm(WIDTH, _EPSILON)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, state: Tensor, inside: Tensor) -> Tensor:
        parts = self.mix(state).unflatten(2, (3, _HEADS, -1)).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(*parts, attn_mask=inside[:, None, None])
        state = self.seen(state + self.dropout(self.out(seen.transpose(1, 2).flatten(2))))
        wide = functional.gelu(self.up(state))
        return self.norm(state + self.dropout(self.down(wide)))


class Teacher(Heads):
    """Characters and lists in, logits of names and words out."""

    def __init__(self, cut: Cut, characters: Sequence[str], names: int, words: int) -> None:
        super().__init__(cut)
        self.embedding = nn.Embedding(len(characters) + 2, WIDTH)
        self.position = nn.Embedding(_POSITIONS, WIDTH)
        self.lists = nn.Linear(LISTS, WIDTH, bias=False)
        self.start = nn.LayerNorm(WIDTH, _EPSILON)
        self.layers = nn.ModuleList(Layer(cut.dropout) for _ in range(cut.layers))
        self.dropout = nn.Dropout(cut.dropout)
        self.add_heads(WIDTH, names, words)
        self._rows = {c: row for row, c in enumerate(characters, start=UNKNOWN + 1)}
        self._start_from(Weights(), characters)

    def _start_from(self, weights: Weights, characters: Sequence[str]) -> None:
        numbers = {piece: number for number, piece in enumerate(weights.pieces)}
        texts = ["<pad>", "<unk>", *(_PIECES.get(c, c) for c in characters)]
        given = [numbers.get(text, numbers["<unk>"]) for text in texts]
        layers = [_layer(weights, f"l{i}.") for i in range(len(self.layers))]
        own = {
            "embedding.weight": weights.vectors(given) + weights["emb.type"][:WIDTH],
            "position.weight": weights["emb.pos"],
            "lists.weight": np.zeros((WIDTH, LISTS), np.float32),
            "start.weight": weights["emb.ln.w"],
            "start.bias": weights["emb.ln.b"],
            **{
                f"layers.{i}.{name}": of for i, one in enumerate(layers) for name, of in one.items()
            },
        }
        state = self.state_dict()
        for name, array in own.items():
            state[name] = torch.tensor(array).reshape(state[name].shape)
        self.load_state_dict(state)

    def state(self, rows: Tensor, lists: Tensor) -> Tensor:
        places = torch.arange(rows.shape[1])
        hidden = self.embedding(rows) + self.position(places) + self.lists(lists)
        hidden = self.dropout(self.start(hidden))
        inside = rows != PADDING
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.layers:
                hidden = layer(hidden, inside)
        return hidden.float()

    def logits(self, text: str) -> Floats:
        """Of a folded text: (characters, names)."""
        self.eval()
        found = [np.zeros((0, self.names.out_features), np.float32)]
        starts = range(0, len(text), _MIDDLE)
        with torch.no_grad():
            for first in range(0, len(starts), _TOGETHER):
                found += self._windows(text, starts[first : first + _TOGETHER])
        return np.concatenate(found)

    def _windows(self, text: str, middles: range) -> Iterator[Floats]:
        windows = [text[max(0, at - _MARGIN) : at + _MIDDLE + _MARGIN] for at in middles]
        longest = max(map(len, windows))
        rows = torch.full((len(windows), longest), PADDING)
        lists = torch.zeros(len(windows), longest, LISTS)
        for i, window in enumerate(windows):
            rows[i, : len(window)] = torch.tensor([self._rows.get(c, UNKNOWN) for c in window])
            lists[i, : len(window)] = torch.from_numpy(features(window))
        names, _ = self(rows, lists)
        for at, of in zip(middles, names, strict=True):
            start = min(at, _MARGIN)
            yield of[start : start + min(_MIDDLE, len(text) - at)].numpy()


def probabilities(logits: Floats) -> npt.NDArray[np.float16]:
    """Of each tag at each character."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (raised / raised.sum(axis=1, keepdims=True)).astype(np.float16)


def _layer(weights: Weights, at: str) -> Mapping[str, npt.NDArray[np.float32]]:
    """The tensors of one layer, by our names."""
    kinds = {"weight": "w", "bias": "b"}
    ours = {"out": "ao", "seen": "aln", "up": "fi", "down": "fo", "norm": "oln"}
    found = {
        f"{our}.{kind}": weights[f"{at}{their}.{short}"]
        for our, their in ours.items()
        for kind, short in kinds.items()
    }
    for kind, short in kinds.items():
        found[f"mix.{kind}"] = np.concatenate([weights[f"{at}{part}.{short}"] for part in "qkv"])
    return found
