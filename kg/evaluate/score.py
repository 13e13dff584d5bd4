"""The figures that compare annotations with gold: F1 in percent, micro-averaged over articles.

ner, ner.TYPE      strict: same start, end and type
doc, doc.TYPE      entities of an article as a set of (type, canonical), without quotation marks
link               B-cubed F1 of the clusters ("canonical") over all mentions; a mention that the
                   other side lacks counts 0 (Bagga and Baldwin 1998)
canon              share of the shared mentions that have the gold canonical
rel, rel.NAME      (subject, predicate, object), ends aligned by shared mentions, else by name
target             (deadline, value, unit), the value within 0.5 %
holder, qualifier  share of the matched targets with the gold holder, qualifier (and value_max)
indicator          mean character F1 of the wording over the matched targets

The shape of an article is that of ``kg.evaluate.shape``. A figure is None where neither side has
anything to compare.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import InputError
from kg.lang import Text
from kg.schema import MENTION_LABELS

Annotated = Mapping[str, Any]  # one article in the exchange shape
Triple = tuple[str, str, str]  # subject, predicate, object

PREDICATES = ("issues", "covers", "located_in", "part_of", "works_for", "partners_with")
PRINTED = ("issues", "covers", "located_in", "works_for")  # predicates with enough gold to print
TOLERANCE = 0.005  # of a target's value: 33.33 and 33.3 are one third
EMPTY: Annotated = {"entities": [], "relations": [], "targets": []}

_FOLDED = "《》〈〉「」“”\"' \u3000"


def figures(
    gold: Mapping[str, Annotated], found: Mapping[str, Annotated]
) -> dict[str, float | None]:
    """All figures. Both sides are keyed by article id; an article that is not found is empty.

    Raises:
        InputError: a found text differs from the gold text, or found mentions overlap.
    """
    count: Counter[str] = Counter()
    mass: dict[str, float] = defaultdict(float)
    for name, right in gold.items():
        left = found.get(name) or EMPTY
        check(name, right, left)
        _count_mentions(count, right, left)
        precision, recall = _bcubed(right, left)
        mass["precision"] += precision
        mass["recall"] += recall
        to = align(right, left)
        _count_relations(count, right, left, to)
        mass["indicator"] += _count_targets(count, right, left, to)
    return _figures(count, mass)


def check(name: str, gold: Annotated, found: Annotated) -> None:
    """
    Raises:
        InputError: the texts differ, or mentions overlap, stand twice or leave the text.
    """
    if found.get("text", gold["text"]) != gold["text"]:
        raise InputError(
            name,
            Text("预测的正文与标准答案的正文不同", "the predicted text differs from the gold text"),
        )
    last = 0
    for start, end in sorted((e["start"], e["end"]) for e in found["entities"]):
        if not last <= start < end <= len(gold["text"]):
            raise InputError(
                name,
                Text(
                    f"提及 [{start}, {end}) 与别的重叠、重复或超出正文",
                    f"mention [{start}, {end}) overlaps another, stands twice or leaves the text",
                ),
            )
        last = end


def fold(name: str) -> str:
    """The name without quotation marks and spaces, in lower case.

    >>> fold("《Ａ 办法》")
    'ａ办法'
    """
    return "".join(character for character in name if character not in _FOLDED).lower()


def align(gold: Annotated, found: Annotated) -> dict[str, str]:
    """Found to gold canonical, one to one: most shared mentions first, then equal names."""
    right, left = _clusters(gold), _clusters(found)
    shared = sorted(
        (
            (len(mine & theirs), name, other)
            for name, mine in left.items()
            for other, theirs in right.items()
            if mine & theirs
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    to: dict[str, str] = {}
    taken: set[str] = set()
    for _, name, other in shared:
        if name not in to and other not in taken:
            to[name] = other
            taken.add(other)
    by_name = {fold(other): other for other in right if other not in taken}
    ends = [r[end] for r in found.get("relations", []) for end in ("subject", "object")]
    ends += [t["holder"] for t in found.get("targets", []) if t.get("holder")]
    for name in ends:
        if name not in to and fold(name) in by_name:
            to[name] = by_name.pop(fold(name))
    return to


def wanted_and_got(
    gold: Annotated, found: Annotated, to: Mapping[str, str]
) -> tuple[set[Triple], set[Triple]]:
    """Gold and found relations as comparable triples; an end without a gold twin begins with "?".

    Gold relations on another basis than the text are neither asked for nor punished.
    """
    rows = [
        ((r["subject"], r["predicate"], r["object"]), r.get("basis", "text"))
        for r in gold["relations"]
    ]
    want = {triple for triple, basis in rows if basis == "text"}
    free = {triple for triple, _ in rows} - want
    got = {
        (
            to.get(r["subject"], "?" + r["subject"]),
            r["predicate"],
            to.get(r["object"], "?" + r["object"]),
        )
        for r in found.get("relations", [])
        if r["predicate"] in PREDICATES
    }
    return _undirected(want), _undirected(got) - _undirected(free)


def target_hits(gold: Annotated, found: Annotated) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of a gold and a found target that agree; of several, the one with the same holder."""
    left, hits = list(gold["targets"]), []
    for target in found.get("targets", []):
        holder = fold(target.get("holder") or "")
        for other in sorted(left, key=lambda row: fold(row["holder"] or "") != holder):
            if _same_figure(target, other):
                hits.append((other, target))
                left.remove(other)
                break
    return hits


def mention_set(article: Annotated) -> set[tuple[int, int, str]]:
    return {(e["start"], e["end"], e["type"]) for e in article["entities"]}


def _same_figure(found: Annotated, gold: Annotated) -> bool:
    a, b = _number(found.get("value")), _number(gold.get("value"))
    return (
        a is not None
        and b is not None
        and abs(a - b) <= TOLERANCE * max(abs(b), 1e-9)
        and found.get("deadline") == gold.get("deadline")
        and fold(str(found.get("unit") or "")) == fold(str(gold.get("unit") or ""))
    )


def _number(value: object) -> float | None:
    """The value as a number; None if it is none (a prediction may hold anything)."""
    if not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _clusters(article: Annotated) -> dict[str, set[tuple[int, int]]]:
    clusters: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for entity in article["entities"]:
        clusters[entity["canonical"]].add((entity["start"], entity["end"]))
    return clusters


def _undirected(triples: Iterable[Triple]) -> set[Triple]:
    """partners_with has no direction: the lesser name first."""
    return {(min(s, o), p, max(s, o)) if p == "partners_with" else (s, p, o) for s, p, o in triples}


def _bcubed(gold: Annotated, found: Annotated) -> tuple[float, float]:
    """Sums over found mentions (precision) and over gold mentions (recall)."""
    right = {(e["start"], e["end"]): e["canonical"] for e in gold["entities"]}
    left = {(e["start"], e["end"]): e["canonical"] for e in found["entities"]}
    theirs, mine = _clusters(gold), _clusters(found)
    both = sorted(right.keys() & left.keys())
    shared = {span: len(mine[left[span]] & theirs[right[span]]) for span in both}
    precision = sum(shared[span] / len(mine[left[span]]) for span in both)
    recall = sum(shared[span] / len(theirs[right[span]]) for span in both)
    return precision, recall


def _overlap(one: str, other: str) -> float:
    """Character F1 of two wordings."""
    a, b = Counter(fold(one)), Counter(fold(other))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _add(count: Counter[str], name: str, gold: set[Any], found: set[Any]) -> None:
    count[f"hit {name}"] += len(gold & found)
    count[f"found {name}"] += len(found)
    count[f"gold {name}"] += len(gold)


def _count_mentions(count: Counter[str], gold: Annotated, found: Annotated) -> None:
    right, left = mention_set(gold), mention_set(found)
    named, names = (
        {(fold(e["canonical"]), e["type"]) for e in side["entities"]} for side in (gold, found)
    )
    _add(count, "ner", right, left)
    _add(count, "doc", named, names)
    for label in MENTION_LABELS:
        _add(count, f"ner.{label}", *({x for x in side if x[2] == label} for side in (right, left)))
        _add(
            count, f"doc.{label}", *({x for x in side if x[1] == label} for side in (named, names))
        )
    canonical = {(e["start"], e["end"]): fold(e["canonical"]) for e in gold["entities"]}
    shared = [e for e in found["entities"] if (e["start"], e["end"]) in canonical]
    count["shared"] += len(shared)
    count["canon"] += sum(canonical[e["start"], e["end"]] == fold(e["canonical"]) for e in shared)


def _count_relations(
    count: Counter[str], gold: Annotated, found: Annotated, to: Mapping[str, str]
) -> None:
    want, got = wanted_and_got(gold, found, to)
    _add(count, "rel", want, got)
    for name in PRINTED:
        _add(count, f"rel.{name}", *({x for x in side if x[1] == name} for side in (want, got)))


def _count_targets(
    count: Counter[str], gold: Annotated, found: Annotated, to: Mapping[str, str]
) -> float:
    """The sum of the indicators' overlaps."""
    hits = target_hits(gold, found)
    count["hit target"] += len(hits)
    count["found target"] += len(found.get("targets", []))
    count["gold target"] += len(gold["targets"])
    for right, left in hits:
        same = left.get("qualifier") == right["qualifier"]
        count["qualifier"] += same and left.get("value_max") == right.get("value_max")
        holder = left.get("holder") or ""
        count["holder"] += to.get(holder, fold(holder)) in (
            right["holder"] or "",
            fold(right["holder"] or ""),
        )
    return sum(_overlap(left.get("indicator") or "", right["indicator"]) for right, left in hits)


def _figures(count: Counter[str], mass: Mapping[str, float]) -> dict[str, float | None]:
    def f1(name: str) -> float | None:
        size = count[f"found {name}"] + count[f"gold {name}"]
        return 200.0 * count[f"hit {name}"] / size if size else None

    out: dict[str, float | None] = {}
    for kind in ("ner", "doc"):
        out[kind] = f1(kind)
        out |= {f"{kind}.{label}": f1(f"{kind}.{label}") for label in MENTION_LABELS}
    if count["shared"]:
        precision = mass["precision"] / count["found ner"]
        recall = mass["recall"] / count["gold ner"]
        out["link"] = 200 * precision * recall / (precision + recall)
        out["canon"] = 100 * count["canon"] / count["shared"]
    out["rel"] = f1("rel")
    out |= {f"rel.{name}": f1(f"rel.{name}") for name in PRINTED}
    out["target"] = f1("target")
    hits = count["hit target"]
    sums = (count["holder"], count["qualifier"], mass["indicator"])
    for name, amount in zip(("holder", "qualifier", "indicator"), sums, strict=True):
        out[name] = 100 * amount / hits if hits else None
    return out
