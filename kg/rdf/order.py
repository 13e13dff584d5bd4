"""Rows in one order, whatever order they come in, with bounded memory: an external merge sort."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from pyoxigraph import serialize as oxigraph

from kg.rdf.vocab import term

# What queries may give beside our own rows.
Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
Statement = tuple[Subject, NamedNode, Object]

RUN = 200_000  # rows sorted in memory at a time, about 150 MB; what is more waits on disk


def in_order(rows: Iterable[Statement]) -> Iterator[Statement]:
    """Each triple once; by subject, with its classes first, as people read them.

    Two runs of RUN rows at most are in memory; of more, sorted runs wait in temporary files.
    """
    left = iter(rows)
    run = _sorted(islice(left, RUN))
    more = _sorted(islice(left, RUN))
    if not more:
        yield from run
        return
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        files: list[Path] = []
        while run:
            files.append(Path(folder) / f"{len(files)}.nt")
            with files[-1].open("wb") as stream:
                oxigraph((Triple(*row) for row in run), stream, RdfFormat.N_TRIPLES)
            run, more = more, _sorted(islice(left, RUN))
        yield from _merged(files)


def _sorted(rows: Iterable[Statement]) -> list[Statement]:
    return sorted(set(rows), key=_key)


def _key(row: Statement) -> tuple[str, bool, str, str]:
    subject, predicate, object_ = row
    return (str(subject), predicate != term("rdf:type"), predicate.value, str(object_))


def _merged(files: Iterable[Path]) -> Iterator[Statement]:
    last = None
    for row in heapq.merge(*map(_read, files), key=_key):
        if row != last:
            yield row
        last = row


def _read(file: Path) -> Iterator[Statement]:
    for quad in parse(path=file, format=RdfFormat.N_TRIPLES):
        yield (quad.subject, quad.predicate, quad.object)
