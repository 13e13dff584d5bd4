"""What several commands print."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kg.lang import Text, say, several
from kg.types import Skip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.report import Report

SHOWN = 20  # skipped inputs that are printed; the report lists all of them


def note(message: Text) -> None:
    """One line on standard error."""
    print("kg: " + " ".join(str(message).split()), file=sys.stderr)


def skip(skipped: Skip) -> None:
    where, reason = skipped.where, skipped.reason
    note(Text(f"跳过 {where}: {reason.zh}", f"skipped {where}: {reason.en}"))


def skips(skipped: Sequence[Skip], report: Path, verbose: bool) -> None:
    """The first skipped inputs, or all of them when ``verbose``; the rest stands in ``report``."""
    for one in skipped[: None if verbose else SHOWN]:
        skip(one)
    if len(skipped) > SHOWN and not verbose:
        number = len(skipped)
        note(Text(f"… 共跳过 {number} 个，见 {report}", f"… {number} skipped, see {report}"))


def summary(found: Report) -> None:
    """How much was found, of each kind."""
    from kg.schema import CLASSES

    articles, sentences = several(found.articles, "article"), several(found.sentences, "sentence")
    print(say(f"{found.articles:,} 篇文章 · {found.sentences:,} 句", f"{articles} · {sentences}"))
    rows = [
        *((CLASSES[label], number) for label, number in found.entities.items()),
        (CLASSES["TARGET"], found.targets),
        (CLASSES["INSTRUMENT"], found.instruments),
    ]
    for kind, number in rows:
        print(f"{number:6,}  {say(kind.zh, kind.en)}")
    print(f"{sum(found.facts.values()):6,}  {say('关系', 'relation')}")
    if found.validation is not None:
        from kg.validate import summary as validated

        print(validated(found.validation))
