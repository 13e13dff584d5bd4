"""The whole program on one screen: articles in, documents out.

    article -> split -> recognise -> link -> relate -> document

``kg.graph.build`` makes the graph of the documents; ``kg.build`` does both and writes files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from kg.config import Config
from kg.domain import install, load
from kg.nlp import annotator
from kg.relate import add_facts, relate
from kg.resolve import link
from kg.text import sentences
from kg.types import Article, Document

Recognise = Callable[[Iterable[Document]], Iterator[Document]]  # batches inside
Step = Callable[[Document], Document]


def annotate(articles: Iterable[Article], config: Config) -> Iterator[Document]:
    """What the articles say, one document an article, in their order.

    The models are loaded when the first document is asked for.
    """
    yield from run(articles, annotator(config), steps(config))


def steps(config: Config) -> tuple[Step, ...]:
    """What follows recognition; a domain of the user's becomes known to the process.

    Raises:
        InputError: the domain is wrong, or contradicts another of this process.
    """
    found: tuple[Step, ...] = (link, relate)
    if config.domain is not None:
        own = load(config.domain)
        install(own)
        found = (partial(link, names=own.names), relate, partial(add_facts, clauses=own.clauses))
    if config.min_confidence:
        least = config.min_confidence
        found = (partial(_sure_mentions, least=least), *found, partial(_sure_facts, least=least))
    return found


def run(
    articles: Iterable[Article], recognise: Recognise, steps: Iterable[Step]
) -> Iterator[Document]:
    """The same with stages of one's own. Holds one batch of documents in memory at a time."""
    steps = tuple(steps)
    for document in recognise(split(article) for article in articles):
        for step in steps:
            document = step(document)
        yield document


def _sure_mentions(document: Document, least: float) -> Document:
    """Without the mentions that are less sure than ``least``: they are linked to nothing."""
    return replace(
        document, mentions=tuple(one for one in document.mentions if one.confidence >= least)
    )


def _sure_facts(document: Document, least: float) -> Document:
    """Without what is less sure than ``least`` of what the document says."""
    return replace(
        document,
        facts=tuple(one for one in document.facts if one.confidence >= least),
        targets=tuple(one for one in document.targets if one.confidence >= least),
        instruments=tuple(one for one in document.instruments if one.confidence >= least),
    )


def split(article: Article) -> Document:
    """A document with its sentences and nothing else yet."""
    return Document(article, sentences=tuple(sentences(article.text)))
