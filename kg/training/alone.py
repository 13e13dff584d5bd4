"""How well a model reads alone, without rules: ``python -m kg.training.alone MODEL [GOLD]``.

F1 of mentions (same stretch, same label) on the held-out sources of the corpus, and on a folder
in the gold's form. The names are the likeliest sequence of labels in which every name that begins
also ends.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.schema import MENTION_LABELS
from kg.tagger.network import Floats, Network
from kg.text import folded
from kg.training.examples import TAGS, documents, is_held
from kg.training.units import corpus

Named = set[tuple[int, int, str]]  # start, end, label
Reader = Callable[[str], Named]  # of a folded text

_NEVER = -1e4  # log probability of what cannot be


def _follows(one: str, two: str) -> bool:
    return two[0] in "OBS" if one[0] in "OES" else two[0] in "IE" and one[2:] == two[2:]


_STEPS = np.array([[0.0 if _follows(one, two) else _NEVER for two in TAGS] for one in TAGS])
_OPENS = np.array([0.0 if tag[0] in "OBS" else _NEVER for tag in TAGS])
_CLOSES = np.array([0.0 if tag[0] in "OES" else _NEVER for tag in TAGS])


def names(logits: Floats) -> Named:
    """The likeliest names, given (characters, TAGS)."""
    if not len(logits):
        return set()
    logs = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    best = logs[0] + _OPENS
    before: list[npt.NDArray[np.intp]] = []
    for row in logs[1:]:
        ways = best[:, None] + _STEPS
        before.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int((best + _CLOSES).argmax())]
    for ways_here in reversed(before):
        path.append(int(ways_here[path[-1]]))
    return set(_spans(path[::-1]))


def _spans(path: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for place, number in enumerate(path):
        tag = TAGS[number]
        if tag[0] in "BS":
            start = place
        if tag[0] in "ES":
            yield start, place + 1, tag[2:]


def held() -> list[tuple[str, Named]]:
    """Texts and names of the held-out sources."""
    return [
        (text, {(span.start, span.end, label) for span, label in found})
        for source, text, found in documents(corpus())
        if is_held(source)
    ]


def gold(folder: Path) -> list[tuple[str, Named]]:
    """Texts and names of articles in the gold's form."""
    articles = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return [
        (article["text"], {(row["start"], row["end"], row["type"]) for row in article["entities"]})
        for article in articles
    ]


def f1(texts: Iterable[tuple[str, Named]], read: Reader) -> dict[str, float]:
    """Per cent, of all mentions ("all") and of each label."""
    both: Counter[str] = Counter()
    either: Counter[str] = Counter()
    for text, right in texts:
        found = read(folded(text))
        for label in MENTION_LABELS:
            ours, theirs = ({name for name in some if name[2] == label} for some in (found, right))
            for key in ("all", label):
                both[key] += 2 * len(ours & theirs)
                either[key] += len(ours) + len(theirs)
    return {
        key: round(100 * both[key] / max(1, either[key]), 1) for key in ("all", *MENTION_LABELS)
    }


def student(path: Path) -> Reader:
    """What the tagger of a file reads."""
    network = Network(path)
    return lambda text: names(network(text)[0])


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    args = parser.parse_args(argv)
    read = student(args.model)
    print("held", json.dumps(f1(held(), read)))
    if args.gold:
        print("gold", json.dumps(f1(gold(args.gold), read)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
