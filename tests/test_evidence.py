"""Every fact, target and instrument stands in its evidence: both ends, and the words of the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.build.samples import samples
from kg.config import Config
from kg.graph import build
from kg.ingest import read
from kg.pipeline import annotate
from kg.types import Article, Document, Entity, Instrument, Skip, Span, Target


def skipped(skip: Skip) -> None:
    """Inputs that give no article are another test's concern."""


def of_samples(shared: Callable[[], Path]) -> Iterator[Article]:
    return samples(skipped)


def of_shared(shared: Callable[[], Path]) -> Iterator[Article]:
    folder = shared() / "articles"
    paths = [str(path) for path in sorted(folder.rglob("*")) if path.name != "README.md"]
    return read([path for path in paths if Path(path).is_file()], skipped)


@pytest.fixture(
    scope="module",
    params=[(of_samples, "own"), (of_samples, "none"), (of_shared, "none")],
    ids=["samples", "samples by registers", "shared"],
)
def documents(request: pytest.FixtureRequest) -> list[Document]:
    source, recogniser = request.param
    articles = source(lambda: request.getfixturevalue("shared"))
    return list(annotate(articles, Config(recogniser=recogniser)))


def stands(document: Document, end: str, evidence: tuple[Span, ...]) -> bool:
    """Whether a sentence of the evidence names the thing, or a thing whose name holds its name."""
    entities = {entity.id: entity for entity in document.entities}
    text = document.article.text
    for mention in document.mentions:
        if any(span.covers(mention.span) for span in evidence):
            entity = entities[mention.entity or ""]
            if end in {entity.id, entity.parent, entity.region} or named_in(
                entities[end], mention.span.of(text)
            ):
                return True
    return False


def named_in(entity: Entity, words: str) -> bool:
    names = {entity.name, *entity.aliases, entity.name.removesuffix("业")}
    return any(len(name) > 1 and name in words for name in names)


def test_facts_have_both_ends_in_their_evidence(documents: list[Document]) -> None:
    loose = [
        (document.article.name, fact)
        for document in documents
        for fact in document.facts
        for end in (fact.subject, fact.object)
        if not stands(document, end, fact.evidence)
    ]
    assert loose == []
    assert sum(len(document.facts) for document in documents) > 50


def test_targets_and_instruments_have_figure_and_holder_in_their_evidence(
    documents: list[Document],
) -> None:
    found: list[tuple[Document, Target | Instrument]] = []
    for document in documents:
        found += [(document, target) for target in document.targets]
        found += [(document, instrument) for instrument in document.instruments]
    loose = [
        (document.article.name, one)
        for document, one in found
        if not any(span.covers(one.quantity) for span in one.evidence)
        or (one.holder and not stands(document, one.holder, one.evidence))
    ]
    assert loose == []
    assert len(found) > 20


def test_evidence_is_whole_sentences_in_order(documents: list[Document]) -> None:
    for document in documents:
        sentences = set(document.sentences)
        given = [one.evidence for one in document.facts]
        given += [one.evidence for one in document.targets]
        given += [one.evidence for one in document.instruments]
        given += [one.evidence for one in document.policies]
        assert all(given)
        assert set().union(*given) <= sentences
        assert [list(one) for one in given] == [sorted(set(one)) for one in given]


def test_every_edge_of_the_graph_has_evidence_of_its_articles(documents: list[Document]) -> None:
    graph = build(documents)
    known = {document.article.id: set(document.sentences) for document in documents}
    for *_, evidence in graph.edges(data="evidence"):
        assert evidence
        for one in evidence:
            assert set(one.spans) <= known[one.article]
