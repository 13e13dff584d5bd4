"""How many of each kind gold has, how many were found, and how many of them are the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.evaluate.score import EMPTY, PREDICATES, Annotated, align, target_hits, wanted_and_got


@dataclass(frozen=True, slots=True)
class Tally:
    """One predicate, all of them (``rel``), or the targets, over all articles."""

    name: str
    gold: int  # that the text states
    found: int  # without those that are neither asked for nor punished
    hits: int

    @property
    def precision(self) -> float | None:
        """Percent; None when nothing was found."""
        return 100 * self.hits / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Percent; None when gold has none."""
        return 100 * self.hits / self.gold if self.gold else None


def tallies(gold: Mapping[str, Annotated], found: Mapping[str, Annotated]) -> tuple[Tally, ...]:
    """The predicates that gold knows in the order of ``PREDICATES``, then ``rel`` and ``target``."""
    pairs = [(name, right, found.get(name) or EMPTY) for name, right in gold.items()]
    want, got = set(), set()
    for name, right, left in pairs:
        asked, made = wanted_and_got(right, left, align(right, left))
        want |= {(name, triple) for triple in asked}
        got |= {(name, triple) for triple in made}
    rows = []
    for predicate in PREDICATES:
        asked_for = {row for row in want if row[1][1] == predicate}
        made_of_it = {row for row in got if row[1][1] == predicate}
        both = len(asked_for & made_of_it)
        rows.append(Tally(predicate, len(asked_for), len(made_of_it), both))
    return (
        *rows,
        Tally("rel", len(want), len(got), len(want & got)),
        Tally(
            "target",
            sum(len(right["targets"]) for _, right, _ in pairs),
            sum(len(left.get("targets", [])) for _, _, left in pairs),
            sum(len(target_hits(right, left)) for _, right, left in pairs),
        ),
    )


def lines(rows: tuple[Tally, ...]) -> Iterator[str]:
    """A table for people, one line a row."""
    yield f"{'':16} {'gold':>6} {'found':>6} {'hits':>6} {'P':>6} {'R':>6}"
    for row in rows:
        shares = " ".join(
            f"{'-':>6}" if share is None else f"{share:6.1f}"
            for share in (row.precision, row.recall)
        )
        yield f"{row.name:16} {row.gold:6} {row.found:6} {row.hits:6} {shares}"
