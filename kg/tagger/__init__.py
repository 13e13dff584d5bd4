"""Our own recogniser: words with their tags, and names of the five classes with probabilities."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
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
        if not text:
            return
        best = logits.argmax(axis=1)
        blank = np.array([character.isspace() for character in text])
        opens = self._opens[best] | blank
        opens[1:] |= blank[:-1]
        opens[0] = True
        tags = self._tag_of[best].tolist()
        for start, end in pairwise([*np.flatnonzero(opens).tolist(), len(text)]):
            if not blank[start]:
                # a word has one tag: that of most of its characters, the last one of equals
                inside = tags[start:end][::-1]
                yield start, end, self._tags[max(dict.fromkeys(inside), key=inside.count)]


@cache  # a model is loaded once a process
def tagger() -> Tagger:
    """The model that ships with the package."""
    return Tagger()
