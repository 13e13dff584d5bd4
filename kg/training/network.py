"""The tagger in torch, for training; :mod:`kg.tagger.network` is the same in numpy, for use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.tagger.lexicon import WIDTH as LISTS
from kg.tagger.network import UNKNOWN
from kg.training.embeddings import WIDTH as VECTOR
from kg.training.examples import NO_LABEL

PADDING = 0  # row of what fills up a batch; UNKNOWN is the next, then the characters
TAUGHT = 0.5  # what a teacher says counts so much where the label is known, all where it is not


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes and rates: what a model is built and trained with."""

    width: int
    dilations: tuple[int, ...]
    dropout: float = 0.2
    unknown: float = 0.05  # of characters read as unknown in training
    no_lists: float = 0.1  # of characters read without what the lists say
    smoothing: float = 0.05  # of name labels
    words: float = 0.5  # weight of the loss on words beside that on names
    given: bool = True  # whether characters start from the encoder's vectors


class Learning(Protocol):
    """How a model learns, whatever it is built of."""

    @property
    def unknown(self) -> float: ...
    @property
    def no_lists(self) -> float: ...
    @property
    def smoothing(self) -> float: ...
    @property
    def words(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """Stretches of text beside each other, (batch, characters) each."""

    rows: Tensor
    lists: Tensor  # (batch, characters, LISTS)
    names: Tensor
    words: Tensor
    taught: Tensor | None  # probabilities of a teacher: (batch, characters, tags); 0 beyond a text


class Heads(nn.Module):
    """Characters and lists in, logits of names and words out: what all our models have alike."""

    def __init__(self, learning: Learning) -> None:
        super().__init__()
        self.learning = learning

    def add_heads(self, width: int, names: int, words: int) -> None:
        """To be called last: modules are made in the order in which they take random numbers."""
        self.names, self.words = nn.Linear(width, names), nn.Linear(width, words)

    def state(self, rows: Tensor, lists: Tensor) -> Tensor:
        """(batch, characters) and (batch, characters, LISTS) to (batch, characters, width)."""
        raise NotImplementedError

    def forward(self, rows: Tensor, lists: Tensor) -> tuple[Tensor, Tensor]:
        """As for ``state``, to two times (batch, characters, tags)."""
        if self.training:
            hidden = torch.rand(rows.shape) < self.learning.unknown
            rows = torch.where(hidden & (rows != PADDING), torch.full_like(rows, UNKNOWN), rows)
            lists = lists * (torch.rand(*rows.shape, 1) >= self.learning.no_lists)
        state = self.state(rows, lists)
        return self.names(state), self.words(state)

    def loss(self, batch: Batch) -> Tensor:
        """Cross entropy of both heads; characters with NO_LABEL count only where a teacher was."""
        for_names, for_words = self(batch.rows, batch.lists)
        total: Tensor = self.learning.words * functional.cross_entropy(
            for_words.flatten(0, 1), batch.words.flatten(), ignore_index=NO_LABEL
        )
        known = batch.names != NO_LABEL
        if batch.taught is not None:
            inside = batch.rows != PADDING
            right = functional.one_hot(batch.names.clamp(min=0), for_names.shape[-1])
            share = torch.where(known, TAUGHT, 1.0).unsqueeze(-1)
            aim = share * batch.taught + (1 - share) * right
            total = total + functional.cross_entropy(
                for_names[inside], aim[inside], label_smoothing=self.learning.smoothing
            )
        elif bool(known.any()):
            total = total + functional.cross_entropy(
                for_names.flatten(0, 1),
                batch.names.flatten(),
                ignore_index=NO_LABEL,
                label_smoothing=self.learning.smoothing,
            )
        return total


class Tagger(Heads):
    """The student: gated convolutions."""

    def __init__(
        self,
        shape: Shape,
        characters: Sequence[str],
        vectors: Mapping[str, npt.NDArray[np.float32]],
        names: int,
        words: int,
    ) -> None:
        width = shape.width
        super().__init__(shape)
        self.shape = shape
        self.embedding = nn.Embedding(len(characters) + 2, VECTOR)
        self._start_from(characters, vectors)
        self.project = nn.Linear(VECTOR, width)
        self.lists = nn.Linear(LISTS, width, bias=False)
        if shape.no_lists == 1:  # never seen in training, so nothing in use
            nn.init.zeros_(self.lists.weight)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, 2 * width, 3, padding=step, dilation=step) for step in shape.dilations
        )
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in shape.dilations)
        self.norm = nn.LayerNorm(width)
        self.add_heads(width, names, words)
        self.dropout = nn.Dropout(shape.dropout)

    def _start_from(
        self, characters: Sequence[str], vectors: Mapping[str, npt.NDArray[np.float32]]
    ) -> None:
        spread = float(np.std(np.stack(list(vectors.values()))))
        with torch.no_grad():
            self.embedding.weight.mul_(0.3)  # characters that have no vector start small
            for row, character in enumerate(characters, start=UNKNOWN + 1):
                if self.shape.given and character in vectors:
                    self.embedding.weight[row] = torch.from_numpy(vectors[character] / spread)
            self.embedding.weight[UNKNOWN] = 0

    def state(self, rows: Tensor, lists: Tensor) -> Tensor:
        state = self.project(self.dropout(self.embedding(rows))) + self.lists(lists)
        inside = (rows != PADDING).unsqueeze(-1)  # beyond a text there is nothing, as in use
        for layer, norm in zip(self.layers, self.norms, strict=True):
            mixed = layer((norm(state) * inside).transpose(1, 2)).transpose(1, 2)
            state = state + self.dropout(functional.glu(mixed, -1))
        return self.norm(state)


def export(
    model: Tagger, characters: Sequence[str], names: Sequence[str], words: Sequence[str], path: Path
) -> None:
    """Write what :class:`kg.tagger.network.Network` reads: half precision, the projection of the
    vectors folded into them."""
    state = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    held: dict[str, npt.NDArray[np.generic]] = {
        "embedding": state["embedding.weight"] @ state["project.weight"].T + state["project.bias"],
        "lists": state["lists.weight"].T,
        "scale": state["norm.weight"],
        "shift": state["norm.bias"],
        "heads": np.concatenate([state["names.weight"], state["words.weight"]]).T,
        "heads_bias": np.concatenate([state["names.bias"], state["words.bias"]]),
    }
    for i in range(len(model.shape.dilations)):
        kernel = state[f"layers.{i}.weight"]  # (out, in, 3)
        held[f"weights{i}"] = np.concatenate([kernel[:, :, k].T for k in range(3)])
        held[f"bias{i}"] = state[f"layers.{i}.bias"]
        held[f"scale{i}"] = state[f"norms.{i}.weight"]
        held[f"shift{i}"] = state[f"norms.{i}.bias"]
    half = {name: array.astype(np.float16) for name, array in held.items()}
    np.savez(
        path,
        allow_pickle=False,
        names=np.array(names),
        words=np.array(words),
        characters=np.array("".join(characters)),
        dilations=np.array(model.shape.dilations),
        **half,
    )
