"""Is the corpus what its datasheet says? ``python -m kg.training.check [--against DIR]...``

Proves offsets and labels, finds near-duplicates, and units that share a run of characters with
other texts (those that judge us). Prints the counts of the datasheet; exits 1 with a list of what
is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.ingest import read
from kg.numerals import value
from kg.schema import PREDICATES
from kg.text import folded
from kg.training.units import CORPUS, Unit, read_units

RUN = 15  # characters: a run of this length in two texts is no accident, names and titles aside
_GRAM = 6  # characters of a shingle
_ALIKE = 0.5  # Jaccard of two units' shingles from which they count as one
_COMMON = 40  # units that share a shingle before it says nothing any more (a ministry's full name)
_FIGURE = re.compile(r"\d[\d,.]*(?:万亿|[万亿千百])?")


def check(units: Sequence[Unit], others: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What is wrong, one line each; ``others`` are names and texts that must not be shared."""
    seen: set[str] = set()
    for unit in units:
        if unit.id in seen:
            yield f"{unit.id}: this id stands twice"
        seen.add(unit.id)
        yield from _unit(unit)
    yield from _duplicates(units)
    yield from _shared(units, others)


def _unit(unit: Unit) -> Iterator[str]:
    last = 0
    types: dict[str, str] = {}
    for row in unit.entities:
        words = unit.text[row["start"] : row["end"]]
        if not last <= row["start"] < row["end"] <= len(unit.text) or words != row["text"]:
            yield f"{unit.id}: {row['text']} does not stand at [{row['start']}, {row['end']})"
        if words.strip() != words:
            yield f"{unit.id}: {words!r} begins or ends with white space"
        if types.setdefault(row["canonical"], row["type"]) != row["type"]:
            yield f"{unit.id}: {row['canonical']} has two types"
        last = row["end"]
    for row in unit.relations:
        domain, range_ = PREDICATES[row["predicate"]].domain, PREDICATES[row["predicate"]].range
        ends = types.get(row["subject"]), types.get(row["object"])
        if ends[0] not in domain or ends[1] not in range_:
            yield f"{unit.id}: {row['predicate']} from {ends[0]} to {ends[1]}"
    for row in unit.targets:
        figure = _FIGURE.fullmatch(
            folded(row["quantity"]).strip("超过突破约以上左右" + row["unit"])
        )
        if figure and not _close(float(value(figure[0].rstrip(".,"))), row["value"]):
            yield f"{unit.id}: {row['quantity']} is not {row['value']}"


def _close(one: float, two: float) -> bool:
    return abs(one - two) <= 0.005 * max(abs(one), abs(two))


def _duplicates(units: Sequence[Unit]) -> Iterator[str]:
    """Pairs of units that say the same in the same words, by shared shingles."""
    grams = [_shingles(folded(unit.text), _GRAM) for unit in units]
    where: defaultdict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(grams):
        for gram in sorted(found):
            where[gram].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for found_in in where.values():
        if len(found_in) <= _COMMON:
            shared.update((a, b) for n, a in enumerate(found_in) for b in found_in[n + 1 :])
    for (a, b), count in sorted(shared.items()):
        alike = count / (len(grams[a]) + len(grams[b]) - count)
        if alike >= _ALIKE:
            yield f"{units[b].id}: nearly the same as {units[a].id} ({alike:.2f})"


def _shared(units: Sequence[Unit], others: Iterable[tuple[str, str]]) -> Iterator[str]:
    runs: dict[str, str] = {}
    for name, text in others:
        for line in folded(text).splitlines():
            runs.update((line[n : n + RUN], name) for n in range(len(line) - RUN + 1))
    if not runs:
        return
    for unit in units:
        text = folded(unit.text)
        names = {place for row in unit.entities for place in range(row["start"], row["end"])}
        for n in range(len(text) - RUN + 1):
            run = text[n : n + RUN]
            if run in runs and not names.issuperset(range(n, n + RUN)):
                yield f"{unit.id}: {run} also stands in {runs[run]}"
                break


def _shingles(text: str, size: int) -> frozenset[str]:
    return frozenset(text[n : n + size] for n in range(max(1, len(text) - size + 1)))


def counts(units: Sequence[Unit]) -> dict[str, object]:
    """The figures of the datasheet."""
    types = Counter(row["type"] for unit in units for row in unit.entities)
    return {
        "units": len(units),
        "characters": sum(len(unit.text) for unit in units),
        "sources": len({unit.source for unit in units}),
        "mentions": sum(types.values()),
        "types": dict(sorted(types.items())),
        "different names": len({row["canonical"] for u in units for row in u.entities}),
        "units with facts annotated": sum(unit.facts for unit in units),
        "relations": sum(len(unit.relations) for unit in units),
        "targets": sum(len(unit.targets) for unit in units),
        "regions": len({unit.region for unit in units} - {"000000"}),
        "years": " ".join(sorted({unit.date[:4] for unit in units})),
        "industries": len({name for unit in units for name in unit.industries}),
        "genres": dict(sorted(Counter(unit.genre for unit in units).items())),
    }


def _texts(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """All text below folders: as we read articles, and raw where that is not possible."""
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            articles = list(read([str(path)], lambda skip: None))
            for article in articles:
                yield path.name, article.text
            if not articles:
                yield path.name, path.read_bytes().decode("utf-8", "replace")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="default: the corpus of the package")
    parser.add_argument("--against", type=Path, action="append", default=[], metavar="DIR")
    args = parser.parse_args(argv)
    paths = args.files or sorted(CORPUS.glob("*.jsonl"))
    units = [unit for path in paths for unit in read_units(path)]
    print(json.dumps(counts(units), ensure_ascii=False, indent=1))
    wrong = list(check(units, _texts(args.against)))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
