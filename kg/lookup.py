"""What a graph folder says about a thing, by any name of it: for people who write no SPARQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.graph import rank
from kg.lang import Text
from kg.report import base_of
from kg.tables import Table

_PART = 2  # kg.graph.rank: the words are a part of a name
_NEAR = 3  # names that are offered when there is none like the one given


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, a target or an instrument."""

    id: str
    label: str  # key of kg.schema.CLASSES
    name: str
    aliases: tuple[str, ...]
    facts: int
    articles: int


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with its best evidence: the surest, of equals the latest."""

    subject: str  # names, not ids
    predicate: str
    object: str
    modality: str
    confidence: float
    sentence: str
    title: str  # of the article
    day: str  # ISO 8601; empty if unknown
    url: str
    articles: int  # that say so


def things(out: Path, words: str) -> list[Thing]:
    """Entities that ``words`` may mean, best first: the shortest of several longer names, then what
    has most facts.

    Raises:
        StoreError: the folder holds no finished build.
        InputError: nothing is called so; says what is called nearly so.
    """
    base_of(out)
    rows = Table.open(out / "tables" / "merged" / "entities.parquet").rows()
    found = [
        (place, len(row["name"]) * (place == _PART), -row["facts"], row["id"], row)
        for row in rows
        if (place := rank(words, row["id"], row["name"], row["aliases"])) is not None
    ]
    if not found:
        names = sorted({name for row in rows for name in (row["name"], *row["aliases"])})
        near = get_close_matches(words, names, n=_NEAR, cutoff=0.4)
        zh, en = f"；相近的有 {'、'.join(near)}", f"; near are {', '.join(near)}"
        none = Text("图里没有", "not in the graph")
        raise InputError(words, Text(none.zh + zh, none.en + en) if near else none)
    return [_thing(row) for *_, row in sorted(found, key=lambda one: one[:4])]


def facts(out: Path, id: str) -> list[Told]:
    """What is said about a thing, surest first; what more articles say first among equals."""
    table = Table.open(out / "tables" / "merged" / "evidence.parquet")
    rows = [row for row in table.rows() if id in (row["subject"], row["object"])]
    rows.sort(key=_fact)
    told = [_told(list(same)) for _, same in groupby(rows, key=_fact)]
    return sorted(told, key=lambda one: (-one.confidence, -one.articles, one.subject, one.object))


def _fact(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["subject"], row["predicate"], row["object"]


def _thing(row: Mapping[str, Any]) -> Thing:
    return Thing(
        row["id"],
        row["label"],
        row["name"],
        tuple(name for name in row["aliases"] if name != row["name"]),
        row["facts"],
        row["articles"],
    )


def _told(rows: Sequence[Mapping[str, Any]]) -> Told:
    best = max(rows, key=lambda row: (row["confidence"], str(row["day"] or ""), row["article"]))
    return Told(
        best["subject_name"],
        best["predicate"],
        best["object_name"],
        best["modality"],
        best["confidence"],
        best["sentence"],
        best["title"],
        str(best["day"] or ""),
        best["url"],
        len({row["article"] for row in rows}),
    )
