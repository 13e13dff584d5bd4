"""What each part of the training is worth: ``python -m kg.training.ablate OUT FINRE [GOLD]``,
with ``--official PATH`` as ``kg train`` has it.

Trains the tagger without one part at a time, always with as many passes over the examples, and
prints F1 as :mod:`kg.training.alone` does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from kg.training import alone
from kg.training.examples import TAGS, Example, examples
from kg.training.fit import Recipe, fit
from kg.training.network import Tagger, export
from kg.training.outside import given
from kg.training.run import COPIES, SHAPE
from kg.training.units import corpus

_WHOLE = Recipe(SHAPE, epochs=2, seed=0)
# What is left out: its kind of example if it has one, and what training is like without it.
_WITHOUT: Mapping[str, tuple[str, Recipe]] = MappingProxyType(
    {
        "nothing": ("", _WHOLE),
        "copies": ("swap", _WHOLE),
        "FinRE": ("finre", _WHOLE),
        "official documents": ("official", _WHOLE),
        "lists": ("", replace(_WHOLE, shape=replace(SHAPE, no_lists=1.0))),
        "vectors": (
            "",
            replace(_WHOLE, shape=replace(SHAPE, given=False), vector_rate=_WHOLE.rate),
        ),
    }
)


def ablate(found: Sequence[Example], without: str, epochs: int, out: Path) -> Path:
    """The model trained without one part."""
    out.mkdir(parents=True, exist_ok=True)
    kind, recipe = _WITHOUT[without]
    learnt = [example for example in found if example.kind != kind]
    fitted = fit(learnt, replace(recipe, epochs=epochs), out, lambda row: None)
    assert isinstance(fitted.model, Tagger)
    path = out / "tagger.npz"
    export(fitted.model, fitted.characters, TAGS, fitted.words, path)
    return path


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("finre", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--official", type=Path)
    parser.add_argument("--epochs", type=int, default=2)
    args = parser.parse_args(argv)
    outside = given(args.finre, args.official, lambda skip: print(skip, file=sys.stderr))
    found = list(examples(corpus(), outside, COPIES, 0))
    kinds = {"", *(example.kind for example in found)}
    for without in (part for part, (kind, _) in _WITHOUT.items() if kind in kinds):
        read = alone.student(ablate(found, without, args.epochs, args.out / without))
        print(without, "held", json.dumps(alone.f1(alone.held(), read)))
        if args.gold:
            print(without, "gold", json.dumps(alone.f1(alone.gold(args.gold), read)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
