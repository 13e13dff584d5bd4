"""What several commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli import talk
from kg.lang import Text, counted, say, several

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.report import Report
    from kg.types import Skip

SHOWN = 20  # skipped inputs that are printed; the report lists all of them


def skips(skipped: Sequence[Skip], report: Path | None, verbose: bool) -> None:
    """The first skipped inputs, or all of them when ``verbose``; the rest stands in ``report``, if
    there is one."""
    for one in skipped[: None if verbose else SHOWN]:
        talk.skip(one)
    if len(skipped) > SHOWN and not verbose:
        number, where = len(skipped), report or "kg build -v"
        talk.note(Text(f"… 共跳过 {number} 个，见 {where}", f"… {number} skipped, see {where}"))


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
        print(f"{number:6,}  {say(kind.zh, counted(number, kind.en))}")
    relations = sum(found.facts.values())
    print(f"{relations:6,}  {say('关系', counted(relations, 'relation'))}")
    if found.validation is not None:
        from kg.validate import summary as validated

        print(validated(found.validation))


def next_steps(found: Report, out: Path) -> None:
    """Three things to do with the graph."""
    from kg.cli.steps import steps

    print()
    for number, step in enumerate(steps(found, out), start=1):
        print(f"{number}. {step.why}\n   {step.how}")
