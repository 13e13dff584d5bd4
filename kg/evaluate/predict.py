"""What the pipeline says about gold articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.config import Config
from kg.evaluate.score import Annotated
from kg.evaluate.shape import to_object
from kg.nlp import annotator
from kg.pipeline import Recognise, run, steps
from kg.types import Article, Document, Mention, Span


def predict(
    gold: Mapping[str, Annotated], config: Config, gold_mentions: bool = False
) -> dict[str, Annotated]:
    """The texts annotated, given their dates; with ``gold_mentions`` only from linking on."""
    found = documents(gold, config, gold_mentions)
    return {document.article.name: to_object(document) for document in found}


def documents(
    gold: Mapping[str, Annotated], config: Config, gold_mentions: bool = False
) -> Iterator[Document]:
    """The same as documents."""
    recognise = annotator(config)
    if gold_mentions:
        recognise = _gold_recogniser(gold, recognise)
    return run(articles(gold), recognise, steps(config))


def articles(gold: Mapping[str, Annotated]) -> Iterator[Article]:
    """The gold articles as the reader of plain text gives them, with the gold dates."""
    for name, article in gold.items():
        text = article["text"]
        yield Article(
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            name=name,
            text=text,
            date=str(article.get("date") or ""),
        )


def _gold_recogniser(gold: Mapping[str, Annotated], recognise: Recognise) -> Recognise:
    """``recognise`` with its mentions replaced; the lists that it finds stay."""

    def annotate(documents: Iterable[Document]) -> Iterator[Document]:
        for document in recognise(documents):
            entities = sorted(gold[document.article.name]["entities"], key=lambda e: e["start"])
            yield replace(
                document,
                mentions=tuple(
                    Mention(Span(e["start"], e["end"]), e["type"], "gold", 1.0) for e in entities
                ),
            )

    return annotate
