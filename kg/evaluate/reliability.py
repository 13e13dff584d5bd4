"""Whether what is called surer is right more often: the precision of facts by their confidence.

What a reliability diagram shows (Murphy and Winkler 1977, doi 10.2307/2346866), as a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kg.evaluate.score import Annotated, align, wanted_and_got
from kg.evaluate.shape import to_object
from kg.types import Document

_STEPS = 10  # of the confidence, between 0 and 1


@dataclass(frozen=True, slots=True)
class Reliability:
    """The facts whose confidence lies in ``[least, least + 0.1)``; 1 belongs to the last step."""

    least: float
    found: int
    hits: int  # that gold has too

    @property
    def precision(self) -> float:
        """Percent."""
        return 100 * self.hits / self.found


def reliability(
    gold: Mapping[str, Annotated], documents: Iterable[Document]
) -> tuple[Reliability, ...]:
    """By step of confidence, lowest first; steps without facts are left out.

    ``documents`` are what the program says of the texts of ``gold``, by name of the article. Counted
    are the predicates that gold knows, an edge once an article with its surest evidence. What gold
    only implies is neither right nor wrong.
    """
    counts: defaultdict[int, list[bool]] = defaultdict(list)
    for document in documents:
        for confidence, right in _judged(gold[document.article.name], document):
            step = int(Fraction(str(confidence)) * _STEPS)  # 0.7 * 10 is 7, not 6.99…
            counts[min(step, _STEPS - 1)].append(right)
    return tuple(
        Reliability(step / _STEPS, len(judged), sum(judged))
        for step, judged in sorted(counts.items())
    )


def lines(rows: Iterable[Reliability]) -> Iterator[str]:
    """A table for people, one line a row."""
    yield f"{'confidence':16} {'found':>6} {'hits':>6} {'P':>6}"
    for row in rows:
        steps = f"{row.least:.1f} – {row.least + 1 / _STEPS:.1f}"
        yield f"{steps:16} {row.found:6} {row.hits:6} {row.precision:6.1f}"


def _judged(gold: Annotated, document: Document) -> Iterator[tuple[float, bool]]:
    found = to_object(document)
    names = {entity.id: entity.name for entity in document.entities}
    surest: dict[tuple[str, str, str], float] = {}
    for fact in document.facts:
        key = (names[fact.subject], fact.predicate, names[fact.object])
        surest[key] = max(fact.confidence, surest.get(key, 0.0))
    to = align(gold, found)
    for relation in found["relations"]:
        want, got = wanted_and_got(gold, {**found, "relations": [relation]}, to)
        if got:
            key = (relation["subject"], relation["predicate"], relation["object"])
            yield surest[key], got <= want
