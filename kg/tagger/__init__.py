"""Our own recogniser: words with their tags, and names of the five classes with probabilities."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from kg.tagger.network import Floats, Network
from kg.tagger.spans import Score, Scores

__all__ = ["Score", "Scores", "Tagged", "Tagger", "tagger"]

MODEL = Path(str(files("kg").joinpath("tagger/model/tagger.npz")))


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger says of one folded text."""

    words: tuple[tuple[int, int, str], ...]  # start, end, tag of LAC's set; in order, disjoint
    scores: Scores


class Tagger:
    """A trained model."""

    def __init__(self, path: Path = MODEL) -> None:
        self.digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self._network = Network(path)
        self._tags = sorted({tag[1:] for tag in self._network.words})
        places = {tag: i for i, tag in enumerate(self._tags)}
        self._opens = np.array([tag[0] == "B" for tag in self._network.words])
        self._tag_of = np.array([places[tag[1:]] for tag in self._network.words])

    def __call__(self, text: str) -> Tagged:
        names, words = self._network(text)
        return Tagged(tuple(self._words(text, words)), Scores(names, self._network.names))

    def _words(self, text: str, logits: Floats) -> Iterator[tuple[int, int, str]]:
        best = logits.argmax(axis=1) if len(text) else np.zeros(0, np.int64)
        opens, tags = self._opens[best], self._tag_of[best]
        start = 0
        for position in range(1, len(text) + 1):
            if (
                position == len(text)
                or opens[position]
                or text[position].isspace()
                or text[position - 1].isspace()
            ):
                if not text[start].isspace():
                    # a word has one tag: that of most of its characters, the last one of equals
                    inside = tags[start:position][::-1].tolist()
                    yield start, position, self._tags[max(inside, key=inside.count)]
                start = position


@cache  # a model is loaded once a process
def tagger() -> Tagger:
    """The model that ships with the package."""
    return Tagger()
