"""What the graph says of one id: asked in one job, read into values that a page shows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.serve.jobs import Body, Question

ROWS = "application/sparql-results+json"
MOST = 500  # rows of each kind on a page; a province may stand in a million
# Mentions, statements and sentences are the evidence of a thing, not its description.
_EVIDENCE = (
    "zt:names, rdf:subject, rdf:object, prov:wasDerivedFrom, prov:wasGeneratedBy, nif:sentence, "
    "nif:referenceContext"
)

# ?sentence: what mentions the thing, says something of it, is in it, or is it.
_SENTENCES = """{ SELECT DISTINCT ?sentence WHERE {
    { ?mention zt:names THING ; nif:sentence ?sentence }
    UNION { ?said rdf:subject|rdf:object THING ; prov:wasDerivedFrom ?sentence }
    UNION { ?sentence nif:referenceContext THING ; a nif:Sentence }
    UNION { THING prov:wasDerivedFrom ?sentence . ?sentence a nif:Sentence }
    UNION { BIND(THING AS ?sentence) THING a nif:Sentence }
  } ORDER BY ?sentence LIMIT MOST }"""

SAYS = """SELECT ?p ?o ?name WHERE { THING ?p ?o OPTIONAL { ?o schema:name ?name } }
ORDER BY ?p ?name ?o LIMIT MOST"""
SAID = f"""SELECT ?s ?p ?name WHERE {{
  ?s ?p THING FILTER(?p NOT IN ({_EVIDENCE})) OPTIONAL {{ ?s schema:name ?name }}
}} ORDER BY ?p ?name ?s LIMIT MOST"""
STATEMENTS = """SELECT * WHERE {
  { SELECT DISTINCT ?statement WHERE {
    { ?statement rdf:subject|rdf:object|prov:wasDerivedFrom THING }
    UNION { ?of nif:referenceContext THING . ?statement prov:wasDerivedFrom ?of }
    UNION { BIND(THING AS ?statement) }
  } ORDER BY ?statement LIMIT MOST }
  ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; zt:confidence ?confidence ;
    zt:modality ?modality ; zt:rule ?rule ; prov:wasDerivedFrom ?sentence .
  OPTIONAL { ?s schema:name ?subject } OPTIONAL { ?o schema:name ?object }
}"""
SENTENCES = f"""SELECT * WHERE {{
  {_SENTENCES}
  ?sentence nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:referenceContext ?article .
  OPTIONAL {{ ?article schema:headline ?headline }}
  OPTIONAL {{ ?article dct:identifier ?identifier }}
  OPTIONAL {{ ?article schema:datePublished ?date }}
  OPTIONAL {{ ?article dct:source ?source }}
  OPTIONAL {{ ?article schema:url ?url }}
}}"""
MENTIONS = f"""SELECT ?sentence ?begin ?end ?names WHERE {{
  {_SENTENCES}
  ?mention nif:sentence ?sentence ; nif:beginIndex ?begin ; nif:endIndex ?end ; zt:names ?names .
}}"""
DESCRIBE = f"""CONSTRUCT {{ THING ?p ?o . ?s ?q THING }} WHERE {{
  {{ THING ?p ?o }} UNION {{ ?s ?q THING FILTER(?q NOT IN ({_EVIDENCE})) }}
}} LIMIT {2 * MOST}"""

_PAGE = (SAYS, SAID, STATEMENTS, SENTENCES, MENTIONS)

Row = Mapping[str, Any]  # variable to a term of SPARQL 1.1 Query Results JSON


@dataclass(frozen=True, slots=True)
class Value:
    """An IRI or the text of a literal, and a name for people."""

    text: str
    is_iri: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a sentence, in code points from its beginning, that names something."""

    start: int
    end: int
    names: str  # IRI


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words, and where they stand."""

    iri: str
    words: str
    begin: int  # in the article
    article: str  # IRI
    headline: str
    date: str
    source: str
    url: str
    marks: tuple[Mark, ...] = ()  # in order


@dataclass(frozen=True, order=True, slots=True)
class Statement:
    """One evidence of a fact."""

    iri: str
    rule: str
    confidence: str
    modality: str
    sentences: tuple[str, ...]  # IRIs


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim with all its evidence."""

    subject: Value
    predicate: str  # IRI
    object: Value
    statements: tuple[Statement, ...]

    @property
    def denied(self) -> bool:
        """Whether nothing asserts it."""
        return all(one.modality == "denied" for one in self.statements)


@dataclass(frozen=True, slots=True)
class Thing:
    """An id and what the graph says of it."""

    iri: str
    says: tuple[tuple[str, Value], ...]  # predicate, value
    said: tuple[tuple[Value, str], ...]  # subject, predicate
    facts: tuple[Fact, ...]
    sentences: Mapping[str, Sentence]  # by IRI, in the order of date and place

    def values(self, predicate: str) -> tuple[Value, ...]:
        """Of a property, by its IRI."""
        return tuple(value for name, value in self.says if name == predicate)


def questions(iri: str) -> tuple[Question, ...]:
    """What a page asks; ``iri`` as made by kg.rdf.iri, which is safe in a query."""
    return tuple(map(Question, (filled(text, iri) for text in _PAGE)))


def filled(text: str, iri: str) -> str:
    """A query of this module for a thing."""
    return text.replace("MOST", str(MOST)).replace("THING", f"<{iri}>")


def thing(iri: str, bodies: Iterable[Body]) -> Thing:
    """The answers to ``questions`` as a value."""
    says, said, statements, sentences, mentions = (
        json.loads(body.content)["results"]["bindings"] for body in bodies
    )
    return Thing(
        iri,
        tuple((row["p"]["value"], _value(row, "o", "name")) for row in says),
        tuple((_value(row, "s", "name"), row["p"]["value"]) for row in said),
        _facts(statements),
        _sentences(sentences, mentions),
    )


def _value(row: Row, variable: str, name: str) -> Value:
    term = row[variable]
    return Value(term["value"], term["type"] == "uri", _text(row, name))


def _text(row: Row, variable: str) -> str:
    text: str = row[variable]["value"] if variable in row else ""
    return text


def _facts(rows: Iterable[Row]) -> tuple[Fact, ...]:
    sentences: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Row] = {}
    for row in rows:
        key = row["statement"]["value"]
        first.setdefault(key, row)
        sentences[key].add(row["sentence"]["value"])
    grouped: defaultdict[tuple[Value, str, Value], list[Statement]] = defaultdict(list)
    for key, row in first.items():
        rule, confidence, modality = (
            _text(row, name) for name in ("rule", "confidence", "modality")
        )
        said = Statement(key, rule, confidence, modality, tuple(sorted(sentences[key])))
        claim = (_value(row, "s", "subject"), row["p"]["value"], _value(row, "o", "object"))
        grouped[claim].append(said)
    facts = (Fact(*claim, tuple(sorted(evidence))) for claim, evidence in grouped.items())
    return tuple(
        sorted(facts, key=lambda fact: (fact.predicate, fact.subject.text, fact.object.text))
    )


def _sentences(rows: Iterable[Row], mentions: Iterable[Row]) -> dict[str, Sentence]:
    places: defaultdict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for row in mentions:
        place = (int(_text(row, "begin")), int(_text(row, "end")), _text(row, "names"))
        places[row["sentence"]["value"]].add(place)
    made = {}
    for row in rows:
        iri, begin = row["sentence"]["value"], int(_text(row, "begin"))
        made[iri] = Sentence(
            iri,
            _text(row, "words"),
            begin,
            _text(row, "article"),
            _text(row, "headline") or _text(row, "identifier"),
            _text(row, "date"),
            _text(row, "source"),
            _text(row, "url"),
            tuple(
                Mark(start - begin, end - begin, names) for start, end, names in sorted(places[iri])
            ),
        )
    ordered = sorted(made.values(), key=lambda one: (one.date, one.article, one.begin))
    return {one.iri: one for one in ordered}
