"""spaCy's own recogniser on the same examples: ``python -m kg.training.tok2vec FINRE [GOLD]``.

For comparison only. Characters are the tokens; tok2vec and a parser of transitions, as spaCy's
pipelines have them, without what the lists say. Prints F1 as :mod:`kg.training.alone` does.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example as Lesson
from thinc.api import fix_random_seed

from kg.schema import MENTION_LABELS
from kg.training import alone
from kg.training.examples import NO_LABEL, TAGS, Example, examples
from kg.training.outside import given
from kg.training.run import COPIES
from kg.training.units import corpus

_BATCH = 1500  # characters
_RATE, _WARM = 1e-3, 100  # learning rate at its highest, batches until there
_LEAST = 0.02  # of that rate, at the end
_DROP = 0.15
_PARTS = {"E": "L", "S": "U"}  # ours are BIES, spaCy's BILU
_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 128,
            "attrs": ["NORM", "SHAPE"],
            "rows": [12000, 500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 128,
            "depth": 8,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}

Line = tuple[str, list[str]]  # text, and a tag of each character


def train(learnt: Iterable[Example], epochs: int, report: Callable[[str], None]) -> Language:
    """A pipeline with an ``ner``, trained line by line."""
    fix_random_seed(0)
    random.seed(0)
    lines = [line for example in learnt for line in _lines(example)]
    nlp = spacy.blank("xx")
    component = nlp.add_pipe("ner", config={"model": _MODEL})
    for label in MENTION_LABELS:
        component.add_label(label)  # type: ignore[attr-defined]  # spaCy says Callable
    optimiser = nlp.initialize(lambda: [_lesson(nlp, line) for line in lines[:200]])
    steps = epochs * sum(1 for _ in _batches(lines))
    done = 0
    for epoch in range(epochs):
        losses: dict[str, float] = {}
        for batch in _batches(lines):
            done += 1
            optimiser.learn_rate = _RATE * min(1, done / _WARM) * max(_LEAST, 1 - done / steps)
            lessons = [_lesson(nlp, line) for line in batch]
            nlp.update(lessons, sgd=optimiser, drop=_DROP, losses=losses)
        report(f"epoch {epoch}: {losses}")
    with nlp.use_params(optimiser.averages):
        averaged = nlp.to_bytes()
    return nlp.from_bytes(averaged)


def reader(nlp: Language) -> alone.Reader:
    """What a pipeline reads, line by line."""

    def read(text: str) -> alone.Named:
        found: alone.Named = set()
        start = 0
        for line in text.split("\n"):
            if line.strip():
                ents = nlp(_doc(nlp, line)).ents
                found |= {(start + ent.start, start + ent.end, ent.label_) for ent in ents}
            start += len(line) + 1
        return found

    return read


def _lines(example: Example) -> Iterator[Line]:
    start = 0
    for line in example.text.split("\n"):
        if line.strip():
            yield line, [_tag(number) for number in example.names[start : start + len(line)]]
        start += len(line) + 1


def _tag(number: int) -> str:
    if number == NO_LABEL:
        return "-"
    part, rest = TAGS[number][0], TAGS[number][1:]
    return _PARTS.get(part, part) + rest


def _doc(nlp: Language, line: str) -> Doc:
    return Doc(nlp.vocab, words=list(line), spaces=[False] * len(line))


def _lesson(nlp: Language, line: Line) -> Lesson:
    return Lesson.from_dict(_doc(nlp, line[0]), {"entities": line[1]})


def _batches(lines: Sequence[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for line in random.sample(lines, len(lines)):
        batch.append(line)
        if sum(len(text) for text, _ in batch) > _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("finre", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--epochs", type=int, default=1)
    args = parser.parse_args(argv)
    outside = given(args.finre, None, print)
    learnt = (e for e in examples(corpus(), outside, COPIES, 0) if e.kind != "held")
    read = reader(train(learnt, args.epochs, print))
    print("held", json.dumps(alone.f1(alone.held(), read)))
    if args.gold:
        print("gold", json.dumps(alone.f1(alone.gold(args.gold), read)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
