"""The merged graph as tables: one row an entity, a fact, a piece of evidence, a target …

The tables in ``tables/`` hold what each article says and give the documents back; these, in
``tables/merged/``, are made of the graph, for people who calculate. What the columns mean stands in
:mod:`kg.tables.merged_columns`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import networkx as nx

from kg.graph import day, english, plain, province_name, published, seen
from kg.schema import MENTION_LABELS
from kg.tables.lazy import Table
from kg.tables.merged_columns import MERGED
from kg.tables.parquet import write_rows
from kg.types import Article, Evidence

Row = dict[str, Any]

_GAP = "……"  # between sentences that do not follow each other


def write_merged(graph: nx.MultiDiGraph, directory: Path) -> None:
    """Write ``directory/<table>.parquet``; the same graph gives the same bytes."""
    for name, schema in MERGED.items():
        write_rows(_ROWS[name](graph), schema, directory / f"{name}.parquet")


def merged_table(graph: nx.MultiDiGraph, name: str) -> Table:
    """The same table in memory."""
    return Table.of(list(_ROWS[name](graph)), MERGED[name], name)


def _entities(graph: nx.MultiDiGraph) -> Iterator[Row]:
    for node, known in graph.nodes(data=True):
        if known["label"] in MENTION_LABELS:
            mentions = known["mentions"]
            yield {
                "id": node,
                "label": known["label"],
                "name": known["name"],
                "english": english(node, known["name"]),
                "aliases": known["aliases"],
                "register": known["register"],
                "code": known["code"],
                "region": known["region"],
                "region_name": _name(graph, known["region"]),
                "province": province_name(graph, node),
                "parent": known["parent"],
                "parent_name": _name(graph, known["parent"]),
                "mentions": len(mentions),
                "facts": graph.degree(node),
                **asdict(seen(graph, (place[0] for place in mentions))),
            }


def _facts(graph: nx.MultiDiGraph) -> Iterator[Row]:
    for subject, object_, predicate, evidence in graph.edges(keys=True, data="evidence"):
        votes = Counter(one.modality for one in evidence)
        yield {
            **_fact(graph, subject, predicate, object_),
            "modality": min(votes, key=lambda modality: (-votes[modality], modality)),
            "confidence": max(one.confidence for one in evidence),
            "asserted": any(one.modality != "denied" for one in evidence),
            "evidence": len(evidence),
            **_seen(graph, evidence),
        }


def _evidence(graph: nx.MultiDiGraph) -> Iterator[Row]:
    for subject, object_, predicate, evidence in graph.edges(keys=True, data="evidence"):
        for one in evidence:
            article = _article(graph, one)
            yield {
                **_fact(graph, subject, predicate, object_),
                "modality": one.modality,
                "confidence": one.confidence,
                "attribution": one.attribution,
                "attribution_name": _name(graph, one.attribution),
                "role": one.role,
                "rule": one.rule,
                "sentence": _sentence(article, one),
                "article": article.id,
                "title": article.title or article.name,
                "day": day(article.date),
                "source": article.source,
                "url": article.url,
            }


def _targets(graph: nx.MultiDiGraph) -> Iterator[Row]:
    for node, known in _of(graph, "TARGET"):
        yield {
            "id": node,
            **_held(graph, node),
            **{
                name: known[name]
                for name in ("indicator", "scope", "comparator", "unit", "deadline", "baseline")
            },
            "modality": known["modality"],
            **_number("value", known["value"]),
            **_number("value_max", known["value_max"]),
            **_said(graph, known),
        }


def _instruments(graph: nx.MultiDiGraph) -> Iterator[Row]:
    for node, known in _of(graph, "INSTRUMENT"):
        yield {
            "id": node,
            **_held(graph, node),
            **{name: known[name] for name in ("kind", "comparator", "unit", "recipient")},
            **_number("amount", known["amount"]),
            **_said(graph, known),
        }


def _policies(graph: nx.MultiDiGraph) -> Iterator[Row]:
    for node, known in _of(graph, "POLICY"):
        yield {
            "id": node,
            "name": known["name"],
            **{name: known[name] for name in ("kind", "number", "level", "jurisdiction")},
            "province": province_name(graph, node),
            "first_year": known["first_year"],
            "last_year": known["last_year"],
            **_dated("published", known),
            **_dated("effective", known),
            **_dated("expires", known),
            "issuers": _ends(graph.in_edges(node, keys=True, data="evidence"), 0, "issues"),
            "industries": _ends(graph.out_edges(node, keys=True, data="evidence"), 1, "covers"),
            "targets": sum(key == "sets_target" for *_, key in graph.out_edges(node, keys=True)),
            "instruments": sum(key == "offers" for *_, key in graph.out_edges(node, keys=True)),
            "aliases": known["aliases"],
            **asdict(seen(graph, (place[0] for place in known["mentions"]))),
        }


_ROWS: Mapping[str, Callable[[nx.MultiDiGraph], Iterator[Row]]] = MappingProxyType(
    {
        "entities": _entities,
        "facts": _facts,
        "evidence": _evidence,
        "targets": _targets,
        "instruments": _instruments,
        "policies": _policies,
    }
)


def _of(graph: nx.MultiDiGraph, label: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((node, known) for node, known in graph.nodes(data=True) if known["label"] == label)


def _fact(graph: nx.MultiDiGraph, subject: str, predicate: str, object_: str) -> Row:
    return {
        **_end(graph, "subject", subject),
        "predicate": predicate,
        **_end(graph, "object", object_),
    }


def _end(graph: nx.MultiDiGraph, which: str, node: str) -> Row:
    known = graph.nodes[node]
    return {
        which: node,
        f"{which}_name": known["name"],
        f"{which}_label": known["label"],
        f"{which}_province": province_name(graph, node),
    }


def _held(graph: nx.MultiDiGraph, node: str) -> Row:
    holder = next(iter(graph.predecessors(node)), "")  # the id is made of one holder
    return {
        "holder": holder,
        "holder_name": _name(graph, holder),
        "holder_label": graph.nodes[holder]["label"] if holder else "",
        "province": province_name(graph, holder),
    }


def _said(graph: nx.MultiDiGraph, known: Mapping[str, Any]) -> Row:
    evidence = known["evidence"]
    return {"confidence": max(one.confidence for one in evidence), **_seen(graph, evidence)}


def _seen(graph: nx.MultiDiGraph, evidence: Iterable[Evidence]) -> Row:
    """How many articles say so, since when, and in which words."""
    evidence = tuple(evidence)
    first = min(evidence, key=lambda one: (published(graph, one.article) or date.max, one))
    return {
        **asdict(seen(graph, (one.article for one in evidence))),
        "sentence": _sentence(_article(graph, first), first),
    }


def _ends(edges: Iterable[tuple[Any, ...]], which: int, predicate: str) -> list[str]:
    """Ids at one end of the edges that are asserted, sorted."""
    return sorted(
        edge[which]
        for edge in edges
        if edge[2] == predicate and any(one.modality != "denied" for one in edge[3])
    )


def _number(name: str, value: Decimal | None) -> Row:
    if value is None:
        return {name: None, f"{name}_exact": None}
    return {name: float(value), f"{name}_exact": plain(value)}


def _dated(name: str, known: Mapping[str, Any]) -> Row:
    text = known[name]
    return {name: day(text), f"{name}_exact": text}


def _article(graph: nx.MultiDiGraph, evidence: Evidence) -> Article:
    article: Article = graph.graph["articles"][evidence.article]
    return article


def _sentence(article: Article, evidence: Evidence) -> str:
    return _GAP.join(span.of(article.text) for span in evidence.spans)


def _name(graph: nx.MultiDiGraph, node: str) -> str:
    """The name of a node; of one that no article names, what its id says."""
    if node in graph:
        return str(graph.nodes[node]["name"])
    return node.partition("/")[2].partition("~")[0]
