"""From probabilities of characters to names and their scores."""

from __future__ import annotations

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

    def of(self, start: int, end: int, label: str) -> Score:
        """Of one stretch as a name with that label."""
        logs, columns = self._logs, self._columns
        if end - start == 1:
            single = float(logs[start, columns[f"S-{label}"]])
            return Score(single, single, 0.0, single)
        first = float(logs[start, columns[f"B-{label}"]])
        last = float(logs[end - 1, columns[f"E-{label}"]])
        inner = logs[start + 1 : end - 1, columns[f"I-{label}"]]
        total = first + last + float(inner.sum())
        return Score(first, last, float(inner.min()) if inner.size else 0.0, total / (end - start))

    def names(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Stretches inside ``[start, end)`` that may be names; they overlap."""
        floor = np.log(_LIKELY)
        logs = self._logs[start:end]
        for label in self.labels:
            columns = [self._columns[f"{part}-{label}"] for part in "BIES"]
            begins, inner, ends, single = (logs[:, column] for column in columns)
            for at in np.flatnonzero(single > floor).tolist():
                yield start + at, start + at + 1, label
            closing = np.flatnonzero(ends > floor)
            for at in np.flatnonzero(begins > floor).tolist():
                for stop in closing[np.searchsorted(closing, at + 1) :].tolist():
                    if stop - at >= _LONGEST or (
                        stop > at + 1 and inner[at + 1 : stop].min() < floor
                    ):
                        break
                    yield start + at, start + stop + 1, label
