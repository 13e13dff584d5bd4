"""Quads as bytes: the same quads in the same order give the same bytes."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, cast

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple
from pyoxigraph import serialize as oxigraph

from kg.errors import UnknownNameError
from kg.graph import aside
from kg.rdf.vocab import prefixes
from kg.schema import ID_BASE

# Of the default graph only; the others hold the named graphs too.
TRIPLES: Mapping[str, RdfFormat] = MappingProxyType(
    {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".jsonld": RdfFormat.JSON_LD}
)
QUADS: Mapping[str, RdfFormat] = MappingProxyType(
    {".nq": RdfFormat.N_QUADS, ".nq.gz": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
)

_PREFIX = b"@prefix "
_LEVEL = 6  # of gzip: half the time of 9 for one part in fifty more bytes


def write(quads: Iterable[Quad], path: Path, suffix: str = "", base: str = ID_BASE) -> None:
    """Write ``quads`` in the format of ``suffix``, by default that of ``path``, one at a time.

    The file appears whole or not at all.

    Raises:
        UnknownNameError: no RDF format has this suffix.
    """
    suffix = suffix or suffix_of(path, (*TRIPLES, *QUADS))
    with aside(path) as part, part.open("wb") as stream:
        serialise(quads, stream, suffix, base)


def suffix_of(path: Path, known: Iterable[str]) -> str:
    """The longest of ``known`` that the file name ends in, else its last suffix.

    >>> suffix_of(Path("out/my.graph.NQ.GZ"), (".nq.gz", ".gz"))
    '.nq.gz'
    """
    name = path.name.lower()
    return max((end for end in known if name.endswith(end)), key=len, default=path.suffix)


def serialise(quads: Iterable[Quad], stream: IO[bytes], suffix: str, base: str = ID_BASE) -> None:
    """Write ``quads`` to ``stream``; formats that know no graphs get the default graph only.

    Raises:
        UnknownNameError: no RDF format has this suffix.
    """
    if suffix == ".nq.gz":  # no time and no file name in the header
        with gzip.GzipFile("", "wb", _LEVEL, stream, mtime=0) as packed:
            serialise(quads, cast(IO[bytes], packed), ".nq", base)
    elif suffix in TRIPLES:
        _write(_default(quads), stream, TRIPLES[suffix], base)
    elif suffix in QUADS:
        _write(quads, stream, QUADS[suffix], base)
    else:
        raise UnknownNameError("RDF format", suffix, [*TRIPLES, *QUADS])


def _write(
    rows: Iterable[Quad] | Iterable[Triple], stream: IO[bytes], kind: RdfFormat, base: str
) -> None:
    with io.BufferedWriter(_SortedHeader(stream)) as header_first:
        oxigraph(rows, header_first, kind, prefixes=prefixes(base))


def _default(quads: Iterable[Quad]) -> Iterator[Triple]:
    graph = DefaultGraph()
    return (quad.triple for quad in quads if quad.graph_name == graph)


class _SortedHeader(io.RawIOBase):
    """Sorts the lines with prefixes, whose order Oxigraph does not promise; passes on the rest."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._head: bytes | None = b""  # None: the header is over

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self._head is None:
            self._stream.write(data)
        else:
            self._head += bytes(data)
            *lines, last = self._head.split(b"\n")
            if not all(line.startswith(_PREFIX) for line in lines) or not _PREFIX.startswith(
                last[: len(_PREFIX)]
            ):
                self._pass()
        return len(data)

    def close(self) -> None:
        if self._head is not None:
            self._pass()
        super().close()

    def _pass(self) -> None:
        lines = (self._head or b"").splitlines(keepends=True)
        header = list(takewhile(lambda line: line.startswith(_PREFIX), lines))
        self._stream.write(b"".join(sorted(header) + lines[len(header) :]))
        self._head = None
