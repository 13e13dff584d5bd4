"""Documents in, one graph out. Nothing here depends on the order of the documents.

Node attributes, besides ``label``, ``name`` and ``mentions`` (article id, start, end, start and
end of the sentence; sorted):

* things that articles name: ``aliases`` (sorted), ``register``, ``code``, ``region``, ``parent``,
  ``candidates`` (ids considered and not taken, sorted);
* POLICY, beside these: ``number``, ``kind``, ``level``, ``jurisdiction``, ``first_year``,
  ``last_year``, ``published``, ``effective``, ``expires`` (see kg.types.PolicyRecord);
* TARGET: ``indicator``, ``scope``, ``comparator``, ``value``, ``value_max``, ``unit``,
  ``deadline``, ``baseline``, ``modality``, ``evidence``;
* INSTRUMENT: ``kind``, ``amount``, ``unit``, ``comparator``, ``recipient``, ``evidence``.

Where articles differ, the value that most of them give wins, ties by code point; a less precise
date (2024) votes for those within it (2024-05-01).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

import networkx as nx

from kg.graph.figures import instrument_id, instrument_name, target_id, target_name
from kg.schema import PREDICATES
from kg.titles import document_type, period
from kg.types import Document, Entity, Evidence, Instrument, PolicyRecord, Span, Target

Attributes = dict[str, Any]
Place = tuple[str, int, int, int, int]  # article, start, end, start and end of the sentence
Edge = tuple[str, str, str]  # subject, predicate, object
_IN_FORCE = "in_force"  # an instrument that is offered is offered now


def build(documents: Iterable[Document]) -> nx.MultiDiGraph:
    """The merged graph, its nodes and edges in sorted order.

    Raises:
        ValueError: a fact, target or instrument names an entity that its document does not list.
    """
    once = distinct(documents)
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.graph["articles"] = {document.article.id: document.article for document in once}
    nodes = {**_entities(once), **_targets(once), **_instruments(once)}
    for node in sorted(nodes):
        graph.add_node(node, **nodes[node])
    edges = _edges(once)
    for edge in sorted(edges):
        subject, predicate, object_ = edge
        for end in (subject, object_):
            if end not in nodes:
                article = min(one.article for one in edges[edge])
                raise ValueError(f"article {article}: {edge} names {end}, which is no entity of it")
        evidence = tuple(sorted(edges[edge]))
        graph.add_edge(subject, object_, predicate, predicate=predicate, evidence=evidence)
    return graph


def distinct(documents: Iterable[Document]) -> list[Document]:
    """One document an article, sorted by id. Of two with the same text the better known one."""
    chosen: dict[str, Document] = {}
    for document in documents:
        key = document.article.id
        if key not in chosen or _rank(document) < _rank(chosen[key]):
            chosen[key] = document
    return [chosen[key] for key in sorted(chosen)]


def _rank(document: Document) -> tuple[int, bool, bool, str]:
    article = document.article
    return (-len(article.date), not article.url, not article.source, repr(document))


def _entities(documents: list[Document]) -> dict[str, Attributes]:
    known: defaultdict[str, list[Entity]] = defaultdict(list)
    places: defaultdict[str, set[Place]] = defaultdict(set)
    for document in documents:
        for entity in document.entities:
            known[entity.id].append(entity)
        for mention in document.mentions:
            if mention.entity is not None:
                places[mention.entity].add(_place(document, mention.span))
    nodes = {key: _entity(same, places[key]) for key, same in known.items()}
    records: defaultdict[str, list[PolicyRecord]] = defaultdict(list)
    for document in documents:
        for record in document.policies:
            records[record.entity].append(record)
    for key, attributes in nodes.items():
        if attributes["label"] == "POLICY":
            attributes.update(_life(records[key], attributes["name"]))
    return nodes


def _life(same: list[PolicyRecord], title: str) -> Attributes:
    """What the articles say of one policy; type and period, where none does, as in its title."""
    periods = Counter(
        (record.first_year, record.last_year) for record in same if record.first_year is not None
    )
    years = min(periods, key=lambda years: (-periods[years], years), default=period(title))
    first, last = years or (None, None)
    return {
        "number": _elected(record.number for record in same),
        "kind": _elected(record.kind for record in same) or document_type(title),
        "level": _elected(record.level for record in same),
        "jurisdiction": _elected(record.jurisdiction for record in same),
        "first_year": first,
        "last_year": last,
        "published": _elected_date(record.published for record in same),
        "effective": _elected_date(record.effective for record in same),
        "expires": _elected_date(record.expires for record in same),
    }


def _entity(same: list[Entity], places: set[Place]) -> Attributes:
    name = _elected(entity.name for entity in same)
    names = {entity.name for entity in same}.union(*(entity.aliases for entity in same))
    return {
        "label": _elected(entity.label for entity in same),
        "name": name,
        "aliases": tuple(sorted(names - {name, ""})),
        "register": _elected(entity.register for entity in same),
        "code": _elected(entity.code for entity in same),
        "region": _elected(entity.region for entity in same),
        "parent": _elected(entity.parent for entity in same),
        "candidates": tuple(sorted(set().union(*(entity.candidates for entity in same)))),
        "mentions": tuple(sorted(places)),
    }


def _targets(documents: list[Document]) -> dict[str, Attributes]:
    same: defaultdict[str, list[tuple[Document, Target]]] = defaultdict(list)
    for document in documents:
        for target in document.targets:
            same[target_id(target)].append((document, target))
    return {key: _target(found) for key, found in same.items()}


def _target(found: list[tuple[Document, Target]]) -> Attributes:
    target = found[0][1]  # equal in all that its id is made of
    return {
        "label": "TARGET",
        "name": target_name(target),
        "indicator": target.indicator,
        "scope": target.scope,
        "comparator": target.comparator,
        "value": target.value,
        "value_max": target.value_max,
        "unit": target.unit,
        "deadline": target.deadline,
        "baseline": _elected(one.baseline for _, one in found),
        "modality": _elected(one.modality for _, one in found),
        "mentions": tuple(sorted({_place(document, one.quantity) for document, one in found})),
        "evidence": tuple(sorted({_stated(document, one) for document, one in found})),
    }


def _instruments(documents: list[Document]) -> dict[str, Attributes]:
    same: defaultdict[str, list[tuple[Document, Instrument]]] = defaultdict(list)
    for document in documents:
        for instrument in document.instruments:
            words = instrument.quantity.of(document.article.text)
            same[instrument_id(instrument, words)].append((document, instrument))
    return {key: _instrument(found) for key, found in same.items()}


def _instrument(found: list[tuple[Document, Instrument]]) -> Attributes:
    document, instrument = found[0]  # equal in all that its id is made of
    return {
        "label": "INSTRUMENT",
        "name": instrument_name(instrument, instrument.quantity.of(document.article.text)),
        "kind": instrument.kind,
        "amount": instrument.amount,
        "unit": instrument.unit,
        "comparator": instrument.comparator,
        "recipient": instrument.recipient,
        "mentions": tuple(sorted({_place(document, one.quantity) for document, one in found})),
        "evidence": tuple(sorted({_offered(document, one) for document, one in found})),
    }


def _edges(documents: list[Document]) -> dict[Edge, set[Evidence]]:
    edges: defaultdict[Edge, set[Evidence]] = defaultdict(set)
    for document in documents:
        article = document.article
        for fact in document.facts:
            ends = (fact.subject, fact.object)
            if PREDICATES[fact.predicate].symmetric:
                ends = (min(ends), max(ends))
            edges[ends[0], fact.predicate, ends[1]].add(
                Evidence(
                    article.id,
                    fact.evidence,
                    fact.rule,
                    fact.confidence,
                    fact.modality,
                    fact.attribution or "",
                    fact.role,
                )
            )
        for target in document.targets:
            if target.holder:
                edge = (target.holder, "sets_target", target_id(target))
                edges[edge].add(_stated(document, target))
        for instrument in document.instruments:
            if instrument.holder:
                words = instrument.quantity.of(article.text)
                edge = (instrument.holder, "offers", instrument_id(instrument, words))
                edges[edge].add(_offered(document, instrument))
    return edges


def _stated(document: Document, target: Target) -> Evidence:
    return Evidence(
        document.article.id, target.evidence, target.rule, target.confidence, target.modality
    )


def _offered(document: Document, instrument: Instrument) -> Evidence:
    return Evidence(
        document.article.id,
        instrument.evidence,
        instrument.rule,
        instrument.confidence,
        _IN_FORCE,
    )


def _place(document: Document, span: Span) -> Place:
    """The span and the sentences that it touches; its line if there is no such sentence."""
    text = document.article.text
    after = bisect_right(document.sentences, span.start, key=lambda sentence: sentence.start)
    near = takewhile(lambda one: one.start < span.end, document.sentences[max(after - 1, 0) :])
    touched = [sentence for sentence in near if sentence.overlaps(span)]
    if touched:
        start, end = touched[0].start, touched[-1].end
    else:
        start = text.rfind("\n", 0, span.start) + 1
        end = span.end + len(text[span.end :].split("\n", 1)[0])
    return (document.article.id, span.start, span.end, start, end)


def _elected(values: Iterable[str]) -> str:
    """The most frequent text, ties by code point; empty ones have no vote."""
    votes = Counter(value for value in values if value)
    return min(votes, key=lambda value: (-votes[value], value), default="")


def _elected_date(values: Iterable[str]) -> str:
    """The ISO date with most votes, those of less precise dates that hold it among them.

    >>> _elected_date(["2024-05-01", "2023", "2024"]), _elected_date(["", "2024"])
    ('2024-05-01', '2024')
    """
    given = [value for value in values if value]
    votes = {value: sum(value.startswith(other) for other in given) for value in given}
    return min(votes, key=lambda value: (-votes[value], -len(value), value), default="")
