"""From probabilities of characters to names and their scores."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.tagger.network import Floats

_LIKELY = 0.03  # of a first or last character: below it no name is tried
_LONGEST = 80  # characters of a name


@dataclass(frozen=True, slots=True)
class Score:
    """How a stretch fits the model, as natural logarithms of probabilities."""

    first: float  # that the first character opens a name of the label
    last: float  # that the last one closes it
    inner: float  # of the least likely one between them; 0 if there is none
    whole: float  # mean over all characters


class Scores:
    """Probabilities that each character begins (B), continues (I), ends (E) or is (S) a name."""

    def __init__(self, logits: Floats, tags: Sequence[str]) -> None:
        shifted = logits - logits.max(axis=1, keepdims=True) if len(logits) else logits
        self._logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self._columns = {tag: i for i, tag in enumerate(tags)}
        self.labels = tuple(sorted({tag[2:] for tag in tags if tag != "O"}))
        self._inner: dict[str, list[float]] = {
            label: self._logs[:, self._columns[f"I-{label}"]].tolist() for label in self.labels
        }
        floor = np.log(_LIKELY)
        self._likely: dict[str, tuple[list[int], ...]] = {}  # where it may begin, not go on, end
        for label in self.labels:
            begin, inner, last, single = (
                self._logs[:, self._columns[f"{part}-{label}"]] for part in "BIES"
            )
            marks = (begin > floor, inner < floor, last > floor, single > floor)
            self._likely[label] = tuple(np.flatnonzero(mark).tolist() for mark in marks)

    def of(self, start: int, end: int, label: str) -> Score:
        """Of one stretch as a name with that label."""
        logs, columns = self._logs, self._columns
        if end - start == 1:
            single = float(logs[start, columns[f"S-{label}"]])
            return Score(single, single, 0.0, single)
        first = float(logs[start, columns[f"B-{label}"]])
        last = float(logs[end - 1, columns[f"E-{label}"]])
        inner = self._inner[label][start + 1 : end - 1]
        total = first + last + sum(inner)
        return Score(first, last, min(inner, default=0.0), total / (end - start))

    def names(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Stretches inside ``[start, end)`` that may be names; they overlap."""
        for label in self.labels:
            begins, breaks, ends, single = self._likely[label]
            for at in _within(single, start, end):
                yield at, at + 1, label
            for at in _within(begins, start, end):
                broken = bisect_left(breaks, at + 1)
                last = breaks[broken] if broken < len(breaks) else end  # where it can close yet
                for stop in _within(ends, at + 1, min(end, at + _LONGEST, last + 1)):
                    yield at, stop + 1, label


def _within(positions: Sequence[int], start: int, end: int) -> Sequence[int]:
    return positions[bisect_left(positions, start) : bisect_left(positions, end)]
