"""What the tagger is trained on: texts with a name label and a word tag for every character.

Of these kinds:

* ``train``: the corpus, a document of it being the units of one source; a tenth of the sources
  is ``held`` out, chosen by a hash of the source's name;
* ``swap``: copies of these with other names (:mod:`kg.training.swap`);
* ``finre`` and ``official``: texts given by path (:mod:`kg.training.outside`), with few labels of
  their own or none. What our rules find with LAC fills in the rest, and where LAC sees a name
  that nothing explains, no label is given at all.

Words and their tags are LAC's everywhere: it is the teacher of segmentation.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from kg.config import Config
from kg.nlp import load
from kg.nlp.recognisers import Lac
from kg.schema import MENTION_LABELS
from kg.tagger.lexicon import features
from kg.text import folded
from kg.training.outside import Passage
from kg.training.swap import Name, Swapper, pools
from kg.training.units import Unit
from kg.types import Span

TAGS = ("O", *(f"{part}-{label}" for label in MENTION_LABELS for part in "BIES"))
NO_LABEL = -100  # torch's losses leave such characters out
HELD = 10  # one source in so many is held out
_OPEN = frozenset({"PER", "LOC", "ORG", "nz", "nw"})  # LAC's tags of what may be a name
_SHARES = (0.9, 0.6)  # of names exchanged: nearly all in the first copy, more than half in others


@dataclass(frozen=True, slots=True)
class Example:
    """One text, folded, with what is to be learnt of each character."""

    kind: str
    source: str
    text: str
    names: npt.NDArray[np.int64]  # indices of TAGS, or NO_LABEL
    words: tuple[str, ...]  # B or I with a tag of LAC's set
    lists: npt.NDArray[np.uint8]  # kg.tagger.lexicon.features, packed in bits


def is_held(source: str) -> bool:
    """Whether a source is held out; the same on every machine."""
    return int(hashlib.sha256(source.encode()).hexdigest(), 16) % HELD == 0


def examples(
    units: Iterable[Unit], outside: Mapping[str, Iterable[Passage]], copies: int, seed: int
) -> Iterator[Example]:
    """All examples, in the same order every time; ``outside`` has the passages of each kind.

    Raises:
        InputError: of what is outside.
        ModelError: LAC is not installed.
    """
    lac = Lac()
    whole = list(documents(units))
    learnt = [(text, names) for source, text, names in whole if not is_held(source)]
    swapper = Swapper(pools(learnt), seed)
    for source, text, names in whole:
        kind = "held" if is_held(source) else "train"
        yield _example(lac, kind, source, text, names)
        for number in range(copies if kind == "train" else 0):
            other = swapper.copy(text, names, _SHARES[min(number, 1)])
            yield _example(lac, "swap", source, *other)
    if outside:
        rules = load(Config(recogniser="lac"))
        for kind, passages in outside.items():
            for number, passage in enumerate(passages):
                yield _partial(lac, rules, kind, number, passage)


def documents(units: Iterable[Unit]) -> Iterator[tuple[str, str, list[Name]]]:
    """Source, text and names: the units of a source, one below the other; sorted by source."""
    ordered = sorted(units, key=lambda unit: (unit.source, unit.id))
    for source, of in groupby(ordered, key=lambda unit: unit.source):
        lines: list[str] = []
        names: list[Name] = []
        start = 0
        for unit in of:
            lines.append(unit.text)
            names += [
                (Span(start + row["start"], start + row["end"]), row["type"])
                for row in unit.entities
            ]
            start += len(unit.text) + 1
        yield source, "\n".join(lines), sorted(names)


def _example(lac: Lac, kind: str, source: str, text: str, names: Sequence[Name]) -> Example:
    plain = folded(text)
    return Example(
        kind,
        source,
        plain,
        _labels(len(plain), names),
        _words(lac, plain),
        np.packbits(features(plain), axis=1),
    )


def _labels(length: int, names: Iterable[Name]) -> npt.NDArray[np.int64]:
    labels = np.zeros(length, np.int64)
    for span, label in names:
        single, begin, inner, end = (TAGS.index(f"{part}-{label}") for part in "SBIE")
        if span.end - span.start == 1:
            labels[span.start] = single
        else:
            labels[span.start : span.end] = inner
            labels[span.start], labels[span.end - 1] = begin, end
    return labels


def _words(lac: Lac, text: str) -> tuple[str, ...]:
    found: list[str] = []
    for line in re.split(r"(\n)", text):
        if line == "\n":
            found.append("Bw")
        elif line:
            for word in lac.words(line):
                found += [f"B{word.tag}", *[f"I{word.tag}"] * (word.end - word.start - 1)]
    return tuple(found)


def _partial(lac: Lac, rules: Language, kind: str, number: int, passage: Passage) -> Example:
    text, given = passage
    marked = np.zeros(len(text), bool)
    names: list[Name] = []
    found = [(mention.span, mention.label) for mention in rules(text)._.kg_mentions]
    for span, label in [*given, *found]:
        if not marked[span.start : span.end].any():
            marked[span.start : span.end] = True
            names.append((span, label))
    made = _example(lac, kind, f"{kind} {number}", text, sorted(names))
    open_ = np.array([word[1:] in _OPEN for word in made.words])
    made.names[(made.names == 0) & open_] = NO_LABEL
    return made
