"""Mentions as W3C Web Annotations: a thing identified in a piece of an article's text.

https://www.w3.org/TR/annotation-model/, sections 4.2.4 (text quote) and 4.2.5 (text position).
Positions count code points, as the model asks; the text is the article as kg reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

from kg.rdf.order import in_order
from kg.rdf.quads import quad
from kg.rdf.sources import article_node
from kg.rdf.vocab import Row, node, term
from kg.schema import ID_BASE
from kg.types import Document, Mention

CONTEXT = 32  # code points before and after the words, as the model's own examples have


def annotation_quads(documents: Iterable[Document], base: str = ID_BASE) -> Iterator[Quad]:
    """One oa:Annotation a linked mention, with both selectors; one document in memory at a time."""
    for document in documents:
        for row in in_order(_rows(document, base)):
            yield quad(row)


def _rows(document: Document, base: str) -> Iterator[Row]:
    for mention in document.mentions:
        if mention.entity is not None:
            yield from _annotation(document, mention, mention.entity, base)


def _annotation(document: Document, mention: Mention, entity: str, base: str) -> Iterator[Row]:
    text, (start, end) = document.article.text, (mention.span.start, mention.span.end)
    key = f"{document.article.id}-{start}-{end}"
    annotation, target, position, quote = (
        node(f"annotation/{key}{part}", base) for part in ("", "-target", "-position", "-quote")
    )
    yield (annotation, term("rdf:type"), term("oa:Annotation"))
    yield (annotation, term("oa:motivatedBy"), term("oa:identifying"))
    yield (annotation, term("oa:hasBody"), node(entity, base))
    yield (annotation, term("oa:hasTarget"), target)
    yield (target, term("rdf:type"), term("oa:SpecificResource"))
    yield (target, term("oa:hasSource"), article_node(document.article.id, base))
    for selector in (position, quote):
        yield (target, term("oa:hasSelector"), selector)
    yield (position, term("rdf:type"), term("oa:TextPositionSelector"))
    yield (position, term("oa:start"), _offset(start))
    yield (position, term("oa:end"), _offset(end))
    yield (quote, term("rdf:type"), term("oa:TextQuoteSelector"))
    for name, words in (
        ("exact", text[start:end]),
        ("prefix", text[max(start - CONTEXT, 0) : start]),
        ("suffix", text[end : end + CONTEXT]),
    ):
        yield (quote, term(f"oa:{name}"), Literal(words))


def _offset(value: int) -> Literal:
    return Literal(str(value), datatype=term("xsd:nonNegativeInteger"))
