"""The whole program on one screen: articles in, documents out.

    article -> split -> recognise -> link -> relate -> document

``kg.graph.build`` makes the graph of the documents; ``kg.build`` does both and writes files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
    if config.domain is None:
        return (link, relate)
    own = load(config.domain)
    install(own)
    return (partial(link, names=own.names), relate, partial(add_facts, clauses=own.clauses))


def run(
    articles: Iterable[Article], recognise: Recognise, steps: Iterable[Step]
) -> Iterator[Document]:
    """The same with stages of one's own. Holds one batch of documents in memory at a time."""
    steps = tuple(steps)
    for document in recognise(split(article) for article in articles):
        for step in steps:
            document = step(document)
        yield document


def split(article: Article) -> Document:
    """A document with its sentences and nothing else yet."""
    return Document(article, sentences=tuple(sentences(article.text)))
