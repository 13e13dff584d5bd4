"""The report of a graph and of the documents that it was made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import networkx as nx

import kg.graph
from kg.report.found import (
    Connected,
    Contradiction,
    Example,
    Report,
    Side,
    StatedList,
    Unsure,
)
from kg.schema import MENTION_LABELS, PREDICATES
from kg.types import Article, Document, Evidence, Skip

TOP = 10  # rows of the most connected and of the least sure: what fits on a screen
# What a policy node has when something is known of when it was made or holds.
_DATES = ("published", "effective", "expires", "first_year", "last_year")


def report(
    documents: Iterable[Document],
    graph: nx.MultiDiGraph,
    skipped: Iterable[Skip],
    base: str,
    versions: Mapping[str, str],
) -> Report:
    """Mentions and lists are counted in the documents, the rest in the merged graph."""
    count: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    lists = []
    for document in documents:
        count["articles"] += 1
        count["sentences"] += len(document.sentences)
        mentions.update(mention.label for mention in document.mentions)
        lists += [
            StatedList(_called(document.article), items.head, items.stated, len(items.items))
            for items in document.lists
            if items.stated is not None
        ]
    nodes = Counter(label for _, label in graph.nodes(data="label"))
    edges = Counter(predicate for *_, predicate in graph.edges(data="predicate"))
    return Report(
        articles=count["articles"],
        sentences=count["sentences"],
        mentions={label: mentions[label] for label in MENTION_LABELS},
        entities={label: nodes[label] for label in MENTION_LABELS},
        facts={name: edges[name] for name in PREDICATES},
        targets=nodes["TARGET"],
        instruments=nodes["INSTRUMENT"],
        lists=tuple(lists),
        connected=_connected(graph),
        examples=tuple(_examples(graph)),
        unsure=tuple(_one_a_sentence(_unsure(graph)))[:TOP],
        conflicts=tuple(_conflicts(graph)),
        undated=tuple(sorted(_undated(graph))),
        skipped=tuple(sorted(set(skipped), key=lambda skip: (skip.where, skip.reason))),
        base=base,
        versions=dict(sorted(versions.items())),
    )


def _connected(graph: nx.MultiDiGraph) -> tuple[Connected, ...]:
    degrees = ((node, edges) for node, edges in graph.degree() if edges)
    rows = (
        Connected(node, graph.nodes[node]["label"], graph.nodes[node]["name"], edges)
        for node, edges in degrees
        if graph.nodes[node]["label"] in MENTION_LABELS
    )
    return tuple(sorted(rows, key=lambda row: (-row.edges, row.id))[:TOP])


def _examples(graph: nx.MultiDiGraph) -> Iterator[Example]:
    """For each predicate the surest fact; of several the one that is said in full, and shortly."""
    rows: dict[str, list[tuple[float, bool, int, Example]]] = defaultdict(list)
    for subject, other, predicate, attributes in graph.edges(keys=True, data=True):
        one, two = (graph.nodes[node]["name"] for node in (subject, other))
        for evidence in attributes["evidence"]:
            example = Example(one, predicate, two, _sentence(graph, evidence))
            in_full = one in example.sentence and two in example.sentence
            if evidence.modality != "denied":
                row = (-evidence.confidence, not in_full, len(example.sentence), example)
                rows[predicate].append(row)
    return (min(rows[predicate])[-1] for predicate in PREDICATES if predicate in rows)


def _unsure(graph: nx.MultiDiGraph) -> Iterator[Unsure]:
    """Each fact with its best evidence: one that is said again elsewhere is as sure as there."""
    for subject, other, predicate, attributes in graph.edges(keys=True, data=True):
        best = max(attributes["evidence"], key=lambda evidence: evidence.confidence)
        one, two = (graph.nodes[node]["name"] for node in (subject, other))
        sentence = _sentence(graph, best)
        name = _article(graph, best)
        yield Unsure(best.confidence, one, predicate, two, best.rule, name, sentence)


def _one_a_sentence(facts: Iterable[Unsure]) -> Iterator[Unsure]:
    """Least sure first. What one rule read in one sentence it read in one go: a row for all."""
    rows: dict[tuple[str, str, str], list[Unsure]] = {}
    for fact in sorted(facts):
        rows.setdefault((fact.rule, fact.article, fact.sentence), []).append(fact)
    return (replace(first, more=len(rest)) for first, *rest in rows.values())


def _conflicts(graph: nx.MultiDiGraph) -> Iterator[Contradiction]:
    for found in kg.graph.conflicts(graph):
        sides = (
            Side(
                graph.nodes[side.target]["name"],
                _article(graph, side.evidence[0]),
                _sentence(graph, side.evidence[0]),
            )
            for side in found.sides
        )
        holder = graph.nodes[found.holder]["name"]
        yield Contradiction(holder, found.indicator, found.deadline, tuple(sides))


def _undated(graph: nx.MultiDiGraph) -> Iterator[str]:
    for _, known in graph.nodes(data=True):
        if known["label"] == "POLICY" and not any(known[name] for name in _DATES):
            yield known["name"]


def _article(graph: nx.MultiDiGraph, evidence: Evidence) -> str:
    return _called(graph.graph["articles"][evidence.article])


def _called(article: Article) -> str:
    """How people know it: a file may be called 001."""
    return article.title or article.origin or article.name


def _sentence(graph: nx.MultiDiGraph, evidence: Evidence) -> str:
    text = graph.graph["articles"][evidence.article].text
    return "".join(span.of(text) for span in evidence.spans)
