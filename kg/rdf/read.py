"""Back from RDF: the graph that the quads of the default graph were made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import networkx as nx
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError, system_reason
from kg.lang import same
from kg.rdf.iri import id_of
from kg.rdf.policies import DATES, WORDS, YEARS
from kg.rdf.vocab import term
from kg.schema import CLASSES, ID_BASE, PREDICATES, Derived
from kg.types import Article, Evidence, Span

# Fields of an Article that RDF does not carry: they come back as their defaults.
NOT_CARRIED = ("text", "links", "format", "origin")

_LABELS = Derived(lambda: {known.prefix: label for label, known in CLASSES.items()})
_PREDICATES = Derived(lambda: {term(known.iri).value: name for name, known in PREDICATES.items()})
_FIGURES = ("TARGET", "INSTRUMENT")
_REPLACED = "dct:isReplacedBy"
_CODES: Mapping[str, str] = MappingProxyType(
    {"ORG": "org:identifier", "CLUSTER": "skos:notation"}  # of others dct:identifier
)

Attributes = dict[str, Any]
Edge = tuple[str, str, str]  # subject, predicate, object


def from_quads(quads: Iterable[Quad], base: str = ID_BASE) -> nx.MultiDiGraph:
    """The merged graph: ``from_quads(default_quads(graph))`` equals ``graph``.

    Named graphs are passed over. Equal but for NOT_CARRIED, the order of an article's categories
    (sorted), dates (``+00:00`` is ``Z``) and ids that are not in NFC.

    Raises:
        KeyError, ValueError: the quads are no graph of ours.
    """
    things = _Things(quads, base)
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    graph.graph["articles"] = dict(sorted(_articles(things)))
    if redirects := {old: new for old in things.ids if (new := things.one(old, _REPLACED))}:
        graph.graph["redirects"] = dict(sorted(redirects.items()))
    evidence = _evidence(things)
    places = _places(things)
    for node_id in sorted(things.ids):
        label = _LABELS.get(node_id.partition("/")[0])
        if label and things.all(node_id, "rdf:type") and not things.all(node_id, "zt:outline"):
            graph.add_node(
                node_id,
                label=label,
                name=things.one(node_id, "schema:name"),
                mentions=tuple(sorted(places[node_id])),
                **_attributes(things, node_id, label),
            )
    for edge in sorted(evidence):
        subject, predicate, object_ = edge
        found = tuple(sorted(evidence[edge]))
        for figure in (subject, object_):
            if figure in graph and graph.nodes[figure]["label"] in _FIGURES:
                graph.nodes[figure]["evidence"] = found
        if predicate in PREDICATES:
            graph.add_edge(subject, object_, predicate, predicate=predicate, evidence=found)
    return graph


def read_turtle(path: Path) -> Iterator[Quad]:
    """The triples of a Turtle file, one at a time.

    Raises:
        InputError: the file cannot be read, or is not Turtle.
    """
    try:
        yield from parse(path=path, format=RdfFormat.TURTLE)
    except OSError as error:
        raise InputError(path, system_reason(error)) from error
    except SyntaxError as error:
        raise InputError(path, same(error)) from error


class _Things:
    """The default graph by subject, asked by id of the graph and CURIE."""

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self._base = base
        self._said: defaultdict[str, defaultdict[str, list[str]]]
        self._said = defaultdict(lambda: defaultdict(list))
        default = DefaultGraph()
        for quad in quads:
            if quad.graph_name == default and isinstance(quad.subject, NamedNode):
                value = self._value(quad.object)
                self._said[id_of(quad.subject.value, base)][quad.predicate.value].append(value)
        self.ids = self._said.keys()

    def all(self, thing: str, path: str) -> list[str]:
        """Values: text of literals, ids of things of ours, IRIs of others."""
        return self._said[thing].get(term(path).value, []) if thing in self._said else []

    def one(self, thing: str, path: str) -> str:
        """The value, or empty."""
        return next(iter(self.all(thing, path)), "")

    def number(self, thing: str, path: str) -> int | None:
        found = self.one(thing, path)
        return int(found) if found else None

    def decimal(self, thing: str, path: str) -> Decimal | None:
        found = self.one(thing, path)
        return Decimal(found) if found else None

    def span(self, thing: str) -> Span:
        return Span(int(self.one(thing, "nif:beginIndex")), int(self.one(thing, "nif:endIndex")))

    def article(self, place: str) -> str:
        """Article.id of a sentence or mention."""
        return _key(self.one(place, "nif:referenceContext"))

    def _value(self, value: object) -> str:
        if isinstance(value, Literal):
            return value.value
        if isinstance(value, NamedNode):
            return id_of(value.value, self._base)
        raise ValueError(f"{value} has no place in our graphs")


def _key(thing: str) -> str:
    return thing.partition("/")[2]


def _of_kind(things: _Things, kind: str) -> list[str]:
    return [thing for thing in things.ids if thing.startswith(f"{kind}/")]


def _articles(things: _Things) -> Iterator[tuple[str, Article]]:
    for thing in _of_kind(things, "article"):
        made = Article(
            _key(thing),
            things.one(thing, "dct:identifier"),
            "",
            things.one(thing, "schema:headline"),
            things.one(thing, "schema:datePublished"),
            things.one(thing, "dct:source"),
            things.one(thing, "schema:url"),
            tuple(sorted(things.all(thing, "schema:articleSection"))),
        )
        yield made.id, made


def _places(things: _Things) -> defaultdict[str, list[tuple[str, int, int, int, int]]]:
    found = defaultdict(list)
    for mention in _of_kind(things, "mention"):
        span, sentence = things.span(mention), things.span(things.one(mention, "nif:sentence"))
        place = (things.article(mention), span.start, span.end, sentence.start, sentence.end)
        for thing in things.all(mention, "zt:names"):
            found[thing].append(place)
    return found


def _evidence(things: _Things) -> defaultdict[Edge, list[Evidence]]:
    found = defaultdict(list)
    for said in _of_kind(things, "statement"):
        predicate = things.one(said, "rdf:predicate")
        ends = things.one(said, "rdf:subject"), things.one(said, "rdf:object")
        sentences = things.all(said, "prov:wasDerivedFrom")
        one = Evidence(
            things.article(sentences[0]),
            tuple(sorted(map(things.span, sentences))),
            things.one(said, "zt:rule"),
            float(things.one(said, "zt:confidence")),
            things.one(said, "zt:modality"),
            things.one(said, "zt:attributedTo"),
            things.one(said, "zt:role"),
        )
        found[ends[0], _PREDICATES.get(predicate, predicate), ends[1]].append(one)
    return found


def _attributes(things: _Things, thing: str, label: str) -> Attributes:
    if label == "TARGET":
        return {**_quantity(things, thing, "value"), **_target(things, thing)}
    if label == "INSTRUMENT":
        kind, recipient = (things.one(thing, f"zt:{n}") for n in ("instrumentType", "recipient"))
        amount = _quantity(things, thing, "amount")
        del amount["value_max"]
        return {**amount, "kind": kind, "recipient": recipient}
    known = {
        "aliases": tuple(sorted(things.all(thing, "skos:altLabel"))),
        "register": things.one(thing, "zt:register"),
        "code": things.one(thing, _CODES.get(label, "dct:identifier")),
        "region": things.one(thing, "zt:region"),
        "parent": things.one(thing, "zt:parent"),
        "candidates": tuple(sorted(things.all(thing, "zt:candidate"))),
    }
    return {**known, **_policy(things, thing)} if label == "POLICY" else known


def _policy(things: _Things, thing: str) -> Attributes:
    return {
        **{name: things.one(thing, path) for name, path in (*WORDS.items(), *DATES.items())},
        **{name: things.number(thing, path) for name, path in YEARS.items()},
        "jurisdiction": things.one(thing, "zt:jurisdiction"),
    }


def _target(things: _Things, thing: str) -> Attributes:
    words = ("indicator", "scope", "baseline", "modality")
    deadline = things.number(thing, "zt:byYear")
    return {**{name: things.one(thing, f"zt:{name}") for name in words}, "deadline": deadline}


def _quantity(things: _Things, thing: str, name: str) -> Attributes:
    """The inverse of :func:`kg.rdf.figures._quantity`."""
    exact, low, high = (
        things.decimal(thing, f"schema:{bound}") for bound in ("value", "minValue", "maxValue")
    )
    value = next((one for one in (exact, low, high) if one is not None), None)
    return {
        name: value,
        "value_max": high if low is not None else None,
        "unit": things.one(thing, "schema:unitText"),
        "comparator": things.one(thing, "zt:comparator"),
        "evidence": (),
    }
