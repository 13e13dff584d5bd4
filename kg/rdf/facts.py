"""Claims: a plain triple, the standard term beside it, and a statement for each evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import networkx as nx
from pyoxigraph import Literal, NamedNode

from kg import __version__
from kg.graph import conflicts
from kg.rdf.entities import name_triples
from kg.rdf.literals import decimal, moment
from kg.rdf.policies import is_legislation
from kg.rdf.sources import article_node, sentence_node
from kg.rdf.vocab import Row, node, term
from kg.schema import CLASSES, PREDICATES
from kg.types import Article, Evidence

Edge = tuple[str, str, str]  # subject, predicate, object
_DENIED = "denied"


def fact_triples(
    graph: nx.MultiDiGraph, edge: Edge, evidence: tuple[Evidence, ...], base: str
) -> Iterator[Row]:
    """What is denied wherever it is said is not asserted, but stays as a statement marked so."""
    subject, predicate, object_ = edge
    asserted = [one for one in evidence if one.modality != _DENIED]
    if asserted:
        ends = node(subject, base), node(object_, base)
        yield (ends[0], term(PREDICATES[predicate].iri), ends[1])
        yield from _standard(graph, edge, base)
    if predicate == "works_for":
        for article in sorted({one.article for one in asserted}):
            named = {one.role for one in asserted if one.article == article}
            for role in sorted(named - {""}) or [""]:
                known = graph.graph["articles"][article]
                yield from _membership((subject, object_, role), known, base)
    triple = (node(subject, base), term(PREDICATES[predicate].iri), node(object_, base))
    for one in evidence:
        yield from _statement(edge, triple, one, base)


def unheld_triples(graph: nx.MultiDiGraph, node_id: str, base: str) -> Iterator[Row]:
    """The evidence of a target or instrument that has no holder: that it is one."""
    if graph.in_degree(node_id):
        return
    attributes = graph.nodes[node_id]
    label = attributes["label"]
    triple = (node(node_id, base), term("rdf:type"), term(CLASSES[label].iri))
    for one in attributes["evidence"]:
        yield from _statement((node_id, "type", label), triple, one, base)


def conflict_triples(graph: nx.MultiDiGraph, base: str) -> Iterator[Row]:
    """Targets that two articles give different values for; once a pair."""
    for conflict in conflicts(graph):
        one, other = (node(side.target, base) for side in conflict.sides)
        yield (one, term("zt:conflictsWith"), other)


def pipeline_triples(base: str) -> Iterator[Row]:
    """What made the statements: a version, no time, so that the same input gives the same bytes."""
    made_by = _pipeline(base)
    yield (made_by, term("rdf:type"), term("prov:Activity"))
    yield (made_by, term("rdfs:label"), Literal(f"zhengtu {__version__}"))


def _standard(graph: nx.MultiDiGraph, edge: Edge, base: str) -> Iterator[Row]:
    """The term of a standard vocabulary, where its own domain and range allow it."""
    subject, predicate, object_ = edge
    label = graph.nodes[subject]["label"]
    ends = node(subject, base), node(object_, base)
    standard = PREDICATES[predicate].standard
    if predicate == "issues" and _is_legal(graph, object_):
        inverse = "Jurisdiction" if label == "REGION" else "PassedBy"
        yield (ends[1], term(f"schema:legislation{inverse}"), ends[0])
    elif predicate == "located_in" and label == "REGION":
        yield (ends[0], term("schema:containedInPlace"), ends[1])
    elif (
        not standard
        or (standard.startswith("eli:") and not _is_legal(graph, subject, object_))
        or (standard == "schema:about" and label != "POLICY")
    ):
        return
    else:
        yield (ends[0], term(standard), ends[1])


def _is_legal(graph: nx.MultiDiGraph, *policies: str) -> bool:
    nodes = (graph.nodes[policy] for policy in policies)
    return all(is_legislation(known["label"], known["name"]) for known in nodes)


def _membership(post_of: tuple[str, str, str], article: Article, base: str) -> Iterator[Row]:
    """A post as an article reports it, dated by the article: person, organisation, role."""
    person, organisation, role = post_of
    post = node(
        f"membership/{_hash(person, organisation, article.id, *filter(None, [role]))}", base
    )
    yield (post, term("rdf:type"), term("org:Membership"))
    if role:
        named_role = f"role/{role}"
        yield (post, term("org:role"), node(named_role, base))
        yield (node(named_role, base), term("rdf:type"), term("org:Role"))
        yield from name_triples(named_role, role, base)
    yield (post, term("org:member"), node(person, base))
    yield (post, term("org:organization"), node(organisation, base))
    yield (post, term("prov:wasDerivedFrom"), article_node(article.id, base))
    if article.date:
        yield (post, term("dct:date"), moment(article.date))


def _statement(edge: Edge, triple: Row, evidence: Evidence, base: str) -> Iterator[Row]:
    spans = [f"{span.start}-{span.end}" for span in evidence.spans]
    confidence = decimal(evidence.confidence)
    said = node(
        "statement/"
        + _hash(
            *edge,
            evidence.article,
            *spans,
            evidence.rule,
            confidence.value,
            evidence.modality,
            evidence.attribution,
            *filter(None, [evidence.role]),
        ),
        base,
    )
    yield (said, term("rdf:type"), term("rdf:Statement"))
    for part, value in zip(("subject", "predicate", "object"), triple, strict=True):
        yield (said, term(f"rdf:{part}"), value)
    for span in evidence.spans:
        sentence = sentence_node(evidence.article, span.start, span.end, base)
        yield (said, term("prov:wasDerivedFrom"), sentence)
    yield (said, term("prov:wasGeneratedBy"), _pipeline(base))
    yield (said, term("zt:rule"), Literal(evidence.rule))
    yield (said, term("zt:confidence"), confidence)
    yield (said, term("zt:modality"), Literal(evidence.modality))
    if evidence.role:
        yield (said, term("zt:role"), Literal(evidence.role))
    if evidence.attribution:
        yield (said, term("zt:attributedTo"), node(evidence.attribution, base))


def _pipeline(base: str) -> NamedNode:
    """With hyphens, as Oxigraph's SPARQL reads no prefixed name with two dots in it."""
    return node(f"pipeline/{__version__.replace('.', '-')}", base)


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
