"""Where it is said: articles, sentences, mentions (NIF 2.0, offsets in code points)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.rdf.literals import integer, moment, year
from kg.rdf.vocab import Row, node, term
from kg.types import Article


def article_node(article: str, base: str) -> NamedNode:
    """Of an Article.id; also the name of the article's graph."""
    return node(f"article/{article}", base)


def sentence_node(article: str, start: int, end: int, base: str) -> NamedNode:
    return node(f"sentence/{article}-{start}-{end}", base)


def article_triples(article: Article, base: str) -> Iterator[Row]:
    """The publication. Its text is not repeated: the sentences that say something are."""
    subject = article_node(article.id, base)
    yield (subject, term("rdf:type"), term("schema:NewsArticle"))
    yield (subject, term("rdf:type"), term("nif:Context"))
    digest = hashlib.sha256(article.text.encode()).hexdigest()
    yield (subject, term("zt:sha256"), Literal(digest))
    yield (subject, term("zt:length"), integer(len(article.text)))
    for name, value in (
        ("schema:headline", article.title),
        ("dct:source", article.source),
        ("dct:identifier", article.name),
    ):
        if value:
            yield (subject, term(name), Literal(value))
    if article.url:  # a literal: what pages give as their address is not always an IRI
        url = Literal(article.url, datatype=term("xsd:anyURI"))
        yield (subject, term("schema:url"), url)
    if article.date:
        yield (subject, term("schema:datePublished"), moment(article.date))
        published = year(article.date)
        if published is not None:
            yield (subject, term("zt:year"), integer(published))
    for category in article.categories:
        yield (subject, term("schema:articleSection"), Literal(category))


def sentence_triples(article: Article, start: int, end: int, base: str) -> Iterator[Row]:
    subject = sentence_node(article.id, start, end, base)
    yield (subject, term("rdf:type"), term("nif:Sentence"))
    yield from _span(subject, article, start, end, base)


def mention_triples(
    names: str, article: Article, place: tuple[int, int, int, int], base: str
) -> Iterator[Row]:
    """``place``: start and end of the mention, start and end of its sentence."""
    start, end, first, last = place
    subject = node(f"mention/{article.id}-{start}-{end}", base)
    yield (subject, term("rdf:type"), term("nif:String"))
    yield from _span(subject, article, start, end, base)
    yield (subject, term("nif:sentence"), sentence_node(article.id, first, last, base))
    yield (subject, term("zt:names"), node(names, base))


def _span(subject: NamedNode, article: Article, start: int, end: int, base: str) -> Iterator[Row]:
    yield (subject, term("nif:beginIndex"), integer(start))
    yield (subject, term("nif:endIndex"), integer(end))
    yield (subject, term("nif:anchorOf"), Literal(article.text[start:end]))
    yield (subject, term("nif:referenceContext"), article_node(article.id, base))
