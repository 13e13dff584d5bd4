"""One article, read at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import kg.ingest
from kg.config import Config
from kg.display import Html, Mark, card, joined, legend, marked, text
from kg.errors import InputError
from kg.ingest.article import whole
from kg.lang import Text
from kg.nlp import annotator
from kg.notebook.graph import Graph
from kg.notebook.things import EntityView, FactView
from kg.pipeline import Recognise, run, steps
from kg.types import Article, Document, Skip

_NONE = Text("没有文章", "holds no article")


@dataclass(frozen=True, slots=True, repr=False)
class DocumentView:
    """What one article says. ``graph`` has it as a graph of its own, with tables and queries."""

    document: Document
    graph: Graph

    @property
    def article(self) -> Article:
        """The article, with title, date and address."""
        return self.document.article

    @property
    def text(self) -> str:
        """The cleaned text; every offset counts its code points."""
        return self.document.article.text

    @property
    def entities(self) -> tuple[EntityView, ...]:
        """What it names, sorted by id."""
        named = sorted({one.entity for one in self.document.mentions if one.entity is not None})
        return tuple(map(self.graph.entity, named))

    @property
    def facts(self) -> tuple[FactView, ...]:
        """What it claims, sorted by subject; targets and instruments among them."""
        return self.graph.claims()

    def __repr__(self) -> str:
        known = self.document
        return (
            f"<{self.article.title or self.article.name} · {len(self.text)} 字 characters · "
            f"{len(known.mentions)} mentions · {len(known.facts)} facts · {len(known.targets)} targets>"
        )

    def _repr_html_(self) -> str:
        found = self.document
        marks = [Mark(one.span, one.label, one.entity or "") for one in found.mentions]
        words = Html(f"<p>{marked(self.text, marks)}</p>")
        facts = joined(Html(f"<div>{fact.line()}</div>") for fact in self.facts)
        head = text(self.article.title or self.article.name)
        return card(head, legend(one.label for one in marks), words, facts, dim=self.article.date)


def annotate(words: str, date: str = "", config: Config | None = None) -> DocumentView:
    """What a text says. Offsets count in ``words`` as they are given.

    ``date`` (ISO 8601) is the day of publication, from which 今年 and 明年 count. The model is loaded
    on the first call, which takes a second or two.

    Raises:
        InputError: there is no text.
        ModelError: the recogniser cannot be loaded.
    """
    words = whole(words)
    if not words.strip():
        raise InputError(Text("文字", "text"), Text("是空的", "is empty"))
    key = hashlib.sha256(words.encode()).hexdigest()[:16]
    return _view(Article(key, "text", words, date=date), config or Config())


def read(path: str | Path, config: Config | None = None) -> DocumentView:
    """What the one article in a file says: HTML, Markdown, text, JSON, with or without front matter.

    Raises:
        InputError: the file holds no article, or several (Graph.read takes those).
        ModelError: the recogniser cannot be loaded.
    """
    skipped: list[Skip] = []
    articles = list(kg.ingest.read([str(path)], skipped.append))
    if not articles:
        raise InputError(path, skipped[0].reason if skipped else _NONE)
    if len(articles) > 1:
        problem = Text(
            f"有 {len(articles)} 篇文章；kg.Graph.read 可读多篇",
            f"holds {len(articles)} articles; kg.Graph.read takes several",
        )
        raise InputError(path, problem)
    return _view(articles[0], config or Config())


def _view(article: Article, config: Config) -> DocumentView:
    (document,) = run([article], _recogniser(config), steps(config))
    return DocumentView(document, Graph([document], base=config.base))


@cache
def _recogniser(config: Config) -> Recognise:
    return annotator(config)
