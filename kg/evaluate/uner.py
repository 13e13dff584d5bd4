"""Persons, organisations and places in another genre: Universal NER, Chinese GSDSIMP (Wikipedia).

For evaluation only: its licence (CC BY-SA 4.0) is not that of our weights, and nothing is trained
on it. A place there is REGION here; our other classes do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg.config import Config
from kg.errors import InputError, system_reason
from kg.lang import Text
from kg.nlp import load
from kg.nlp.reading import Reading
from kg.nlp.recognisers import recogniser

Names = frozenset[tuple[int, int, str]]

_LABELS: Mapping[str, str] = {"PERSON": "PER", "ORG": "ORG", "REGION": "LOC"}
_LEAST = -0.7  # mean log probability of a character: more likely than not


def read_iob(path: Path) -> Iterator[tuple[str, Names]]:
    """Text and names of each sentence: tokens joined without blanks.

    Raises:
        InputError: the file cannot be read, is not UTF-8, or a line has too few columns.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(path, system_reason(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(path, Text("不是 UTF-8", "not UTF-8")) from error
    text, spans = "", list[tuple[int, int, str]]()
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("#"):
            continue
        if not line:
            if text:
                yield text, frozenset(spans)
            text, spans = "", []
            continue
        cells = line.split("\t")
        if len(cells) < 3:
            raise InputError(f"{path}, line {number}", Text("列不够", "too few columns"))
        end = len(text) + len(cells[1])
        part, _, label = cells[2].partition("-")
        if part == "I" and spans and spans[-1][1:] == (len(text), label):
            spans[-1] = (spans[-1][0], end, label)
        elif part != "O":
            spans.append((len(text), end, label))
        text += cells[1]


def scores(path: Path, config: Config) -> dict[str, dict[str, float]]:
    """F1 of each class and of all: of the whole pipeline, and without its gazetteers and patterns, of
    the model alone. Our tagger sees as features which lists know a word, so it is not blind to them."""
    sentences = list(read_iob(path))
    pipeline = load(config)

    def whole(text: str) -> Iterable[tuple[int, int, str]]:
        return ((m.span.start, m.span.end, m.label) for m in pipeline(text)._.kg_mentions)

    model = recogniser(config.recogniser)

    def alone(text: str) -> Iterable[tuple[int, int, str]]:
        reading = Reading(text)
        model.read(reading)
        return list(_by_model(reading))

    return {
        "with gazetteers": _f1(sentences, whole),
        "without gazetteers": _f1(sentences, alone),
    }


def _by_model(reading: Reading) -> Iterator[tuple[int, int, str]]:
    if reading.scores is None:
        labels = {"PER": "PERSON", "ORG": "ORG", "LOC": "REGION"}
        for word in reading.words:
            if word.tag in labels:
                yield word.start, word.end, labels[word.tag]
        return
    scored = [
        (reading.scores.of(*name).whole, name)
        for name in reading.scores.names(0, len(reading.text))
    ]
    taken: set[int] = set()
    for likely, (start, end, label) in sorted(scored, reverse=True):
        if likely > _LEAST and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end, label


def _f1(
    sentences: Iterable[tuple[str, Names]],
    find: Callable[[str], Iterable[tuple[int, int, str]]],
) -> dict[str, float]:
    hits: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for text, right in sentences:
        found = {(a, b, _LABELS[label]) for a, b, label in find(text) if label in _LABELS}
        for name in (*_LABELS.values(), "all"):
            want = {one for one in right if name in ("all", one[2])}
            got = {one for one in found if name in ("all", one[2])}
            hits[name] += 2 * len(want & got)
            sizes[name] += len(want) + len(got)
    return {
        name: round(100 * hits[name] / sizes[name], 1) if sizes[name] else 0.0 for name in sizes
    }
