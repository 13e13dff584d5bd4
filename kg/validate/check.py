"""Graphs against the shapes of the data model."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from kg.errors import InputError
from kg.graph import build
from kg.lang import Text
from kg.rdf import id_of, merged_quads, read_turtle, shapes, write
from kg.rdf.quotes import quotes
from kg.rdf.vocab import term
from kg.schema import ID_BASE
from kg.types import Breach, Checked, Document
from kg.validate.engine import Result, results
from kg.validate.tags import upper_case

SAMPLE = 10  # articles that every build validates: a second of work


def check(path: Path, base: str = ID_BASE) -> Checked:
    """All of a Turtle file, such as ``graph.ttl``.

    Raises:
        InputError: it cannot be read, is no Turtle, is no graph of ours, or there is no engine here.
    """
    found = sorted(set(results(path, shapes.shapes())))
    triples = articles = 0
    for quad in read_turtle(path):
        triples += 1
        articles += quad.object == term("schema:NewsArticle")
    if not articles:
        raise InputError(path, Text("里面没有图谱的文章", "holds no article of a graph"))
    words = quotes(read_turtle(path), {one.focus for one in found}) if found else {}
    breaches = [_breach(one, words.get(one.focus, ""), base) for one in found]
    return Checked(articles, articles, triples, tuple(sorted([*breaches, *upper_case(path)])))


def sample(
    documents: Iterable[Document], articles: int, most: int | None = SAMPLE, base: str = ID_BASE
) -> Checked:
    """The graph of the first ``most`` documents; of all if None. ``articles``: how many there are.

    Ids of articles are hashes, so the first ones by id are as good as drawn by lot.

    Raises:
        InputError: there is no engine for this platform.
    """
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / "graph.ttl"
        write(merged_quads(build(islice(documents, most)), base), path, base=base)
        found = check(path, base)
    return Checked(found.articles, articles, found.triples, found.breaches)


def _breach(result: Result, sentence: str, base: str) -> Breach:
    rule = result.shape.removeprefix(shapes.NAMESPACE)
    constraint = result.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    return Breach(
        id_of(result.focus, base),
        rule,
        shapes.messages()[rule],
        constraint,
        id_of(result.value, base),
        sentence,
    )
