"""A page to leaf through: the figures, then every error in its sentence, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg.evaluate.differences import Difference, differences
from kg.evaluate.intervals import intervals
from kg.evaluate.score import EMPTY, Annotated, figures, mention_set
from kg.lang import Text
from kg.rdf.html import page, table
from kg.text import sentences

_KINDS: Mapping[str, Text] = {
    "missed": Text("漏掉的提及", "mentions missed"),
    "spurious": Text("多出的提及", "mentions that are none"),
    "boundary": Text("边界不同的提及", "mentions with another boundary"),
    "type": Text("类型不同的提及", "mentions with another type"),
    "relation missed": Text("漏掉的关系", "relations missed"),
    "relation spurious": Text("多出的关系", "relations that are none"),
    "target missed": Text("漏掉的目标", "targets missed"),
    "target spurious": Text("多出的目标", "targets that are none"),
}
_TYPES = ("ner", "ner.ORG", "ner.REGION", "ner.PERSON", "ner.POLICY", "ner.CLUSTER")


@dataclass(frozen=True, slots=True)
class Slip:
    """One error, as cells of HTML."""

    article: str
    kind: str  # a key of _KINDS
    what: str
    sentence: str


def to_page(gold: Mapping[str, Annotated], found: Mapping[str, Annotated]) -> str:
    """The page, in both languages."""
    slips = [*_mentions(gold, found), *_others(differences(gold, found))]
    parts = [_figures(gold, found), _sources(gold, found)]
    for kind, name in _KINDS.items():
        rows = [(s.article, s.what, s.sentence) for s in slips if s.kind == kind]
        if rows:
            head = ("文章 article", "什么 what", "句子 sentence")
            title = f"<summary>{escape(name.within('both'))}: {len(rows)}</summary>"
            parts.append(f"<details open>{title}{table(head, rows)}</details>")
    return page("政图：与标准答案的差异 / differences from the gold", "\n".join(parts))


def _figures(gold: Mapping[str, Annotated], found: Mapping[str, Annotated]) -> str:
    between = intervals(gold, found)
    rows = []
    for name, value in figures(gold, found).items():
        low, high = between.get(name, (None, None))
        interval = "" if low is None else f"{low:.1f} – {high:.1f}"
        rows.append((escape(name), "" if value is None else f"{value:.1f}", interval))
    return table(("指标 figure", "值 value", "95 % 区间 interval"), rows)


def _sources(gold: Mapping[str, Annotated], found: Mapping[str, Annotated]) -> str:
    rows = []
    for name, right in gold.items():
        alone = figures({name: right}, {name: found.get(name) or EMPTY})
        cells = ["" if alone[kind] is None else f"{alone[kind]:.1f}" for kind in _TYPES]
        rows.append((escape(name), escape(str(right.get("source", ""))), *cells))
    return table(("文章 article", "来源 source", *_TYPES), rows)


def _mentions(gold: Mapping[str, Annotated], found: Mapping[str, Annotated]) -> Iterator[Slip]:
    for name, right in gold.items():
        want, got = mention_set(right), mention_set(found.get(name) or EMPTY)
        missed, spurious = sorted(want - got), sorted(got - want)
        taken: set[tuple[int, int, str]] = set()
        for one in missed:
            other = _rival(one, [two for two in spurious if two not in taken])
            if other is None:
                yield _slip(name, right["text"], "missed", (one,))
                continue
            taken.add(other)
            kind = "type" if other[:2] == one[:2] else "boundary"
            yield _slip(name, right["text"], kind, (one, other))
        for one in spurious:
            if one not in taken:
                yield _slip(name, right["text"], "spurious", (one,))


def _rival(
    one: tuple[int, int, str], others: Sequence[tuple[int, int, str]]
) -> tuple[int, int, str] | None:
    """What was found instead: on the same characters, or of the same type and overlapping."""
    same = [two for two in others if two[:2] == one[:2]]
    near = [two for two in others if two[0] < one[1] and one[0] < two[1] and two[2] == one[2]]
    return next(iter(same + near), None)


def _slip(article: str, text: str, kind: str, spans: Sequence[tuple[int, int, str]]) -> Slip:
    what = " → ".join(
        f"{escape(text[start:end])} <code>{label}</code>" for start, end, label in spans
    )
    start, end, _ = spans[0]
    around = next((s for s in sentences(text) if s.start <= start < s.end), None)
    if around is None:
        return Slip(article, kind, what, "")
    before, inside = text[around.start : start], text[start : min(end, around.end)]
    marked = f"{escape(before)}<mark>{escape(inside)}</mark>{escape(text[end : around.end])}"
    return Slip(article, kind, what, marked)


def _others(rows: Iterable[Difference]) -> Iterator[Slip]:
    for row in rows:
        if row.kind != "mention":
            yield Slip(
                row.article, f"{row.kind} {row.side}", escape(row.what), escape(row.sentence)
            )
