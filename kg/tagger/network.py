"""The network, run by numpy: convolutions over characters, two heads.

Each character is read with RADIUS characters on either side, whole texts at a time, so the result
does not depend on what else is read in the same run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.tagger.lexicon import features

Floats = npt.NDArray[np.float32]

_PIECE = 1024  # characters read at once: bounds memory, and fits the processor's cache
_EPSILON = 1e-5  # of the layer norms, as torch has it
UNKNOWN = 1  # row of a character that training has not seen; row 0 is padding


@dataclass(frozen=True, slots=True)
class Layer:
    """A gated convolution of three characters, added to its input."""

    scale: Floats
    shift: Floats
    weights: Floats  # (3 x width, 2 x width)
    bias: Floats
    dilation: int

    def __call__(self, hidden: Floats) -> Floats:
        plain, step = _normed(hidden, self.scale, self.shift), self.dilation
        size, width = plain.shape
        near = np.empty((size, 3, width), np.float32)  # of a character: before, itself, behind
        near[:step, 0], near[step:, 0] = 0, plain[:-step]
        near[:, 1] = plain
        near[:-step, 2], near[-step:, 2] = plain[step:], 0
        mixed = near.reshape(size, 3 * width) @ self.weights
        mixed += self.bias
        value, gate = np.split(mixed, 2, axis=1)
        np.exp(np.negative(gate, out=gate), out=gate)
        gate += 1
        value /= gate
        result: Floats = hidden + value
        return result


class Network:
    """Logits of each character: of the name it belongs to, and of its word."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            held = {name: stored[name] for name in stored.files}
        self.names = tuple(str(tag) for tag in held.pop("names"))
        self.words = tuple(str(tag) for tag in held.pop("words"))
        characters = str(held.pop("characters"))
        self._rows = {character: row for row, character in enumerate(characters, start=2)}
        dilations = [int(step) for step in held.pop("dilations")]
        weights: Mapping[str, Floats] = {
            name: array.astype(np.float32) for name, array in held.items()
        }
        self._characters, self._lists = weights["embedding"], weights["lists"]
        self._layers = [
            Layer(
                weights[f"scale{i}"],
                weights[f"shift{i}"],
                weights[f"weights{i}"],
                weights[f"bias{i}"],
                step,
            )
            for i, step in enumerate(dilations)
        ]
        self._norm = weights["scale"], weights["shift"]
        self._heads = weights["heads"], weights["heads_bias"]
        self.radius = sum(dilations)

    def __call__(self, text: str) -> tuple[Floats, Floats]:
        """For a folded text: (characters, names) and (characters, words)."""
        parts = list(self._pieces(text))
        logits = np.concatenate(parts) if parts else np.zeros((0, len(self._heads[1])), np.float32)
        return logits[:, : len(self.names)], logits[:, len(self.names) :]

    def _pieces(self, text: str) -> Iterator[Floats]:
        rows = np.array([self._rows.get(character, UNKNOWN) for character in text])
        lists = features(text)  # of the whole text: no listed word is cut
        for start in range(0, len(text), _PIECE):
            first = max(0, start - self.radius)
            last = min(len(text), start + _PIECE + self.radius)
            logits = self._run(rows[first:last], lists[first:last])
            yield logits[start - first : start - first + _PIECE]

    def _run(self, rows: npt.NDArray[np.int64], lists: npt.NDArray[np.uint8]) -> Floats:
        hidden = self._characters[rows] + lists.astype(np.float32) @ self._lists
        for layer in self._layers:
            hidden = layer(hidden)
        weights, bias = self._heads
        logits: Floats = _normed(hidden, *self._norm) @ weights + bias
        return logits


def _normed(hidden: Floats, scale: Floats, shift: Floats) -> Floats:
    centred: Floats = hidden - hidden.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred) / np.float32(hidden.shape[1])
    centred /= np.sqrt(spread + np.float32(_EPSILON))[:, np.newaxis]
    centred *= scale
    centred += shift
    return centred
