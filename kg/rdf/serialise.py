"""Quads as bytes: the same quads in the same order give the same bytes."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import IO, cast

from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat, Triple
from pyoxigraph import serialize as oxigraph

from kg.errors import InputError, UnknownNameError
from kg.graph import aside
from kg.lang import Text
from kg.rdf import jsonld
from kg.rdf.headers import Sorted, prefix_lines, root_element
from kg.rdf.vocab import prefixes
from kg.schema import ID_BASE

Writer = Callable[[Iterable[Quad], IO[bytes], str], None]  # quads, stream, base of ids

_LEVEL = 6  # of gzip: half the time of 9 for one part in fifty more bytes
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, section 2.2


@dataclass(frozen=True, slots=True)
class Format:
    """How a file or an answer is written."""

    media: str  # media type
    graphs: bool  # holds named graphs; a format that does not is given the default graph only
    write: Writer
    terms12: bool = False  # has a place for the triple terms of RDF 1.2


def write(quads: Iterable[Quad], path: Path, suffix: str = "", base: str = ID_BASE) -> None:
    """Write ``quads`` in the format of ``suffix``, by default that of ``path``, one at a time.

    The file appears whole or not at all.

    Raises:
        UnknownNameError: no RDF format has this suffix.
        InputError: the format has no place for a value.
    """
    suffix = suffix or suffix_of(path, FORMATS)
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
        InputError: the format has no place for a value.
    """
    if suffix not in FORMATS:
        raise UnknownNameError(Text("RDF 格式", "RDF format"), suffix, FORMATS)
    chosen = FORMATS[suffix]
    chosen.write(quads if chosen.graphs else _default(quads), stream, base)


def _default(quads: Iterable[Quad]) -> Iterator[Quad]:
    graph = DefaultGraph()
    return (quad for quad in quads if quad.graph_name == graph)


def _lines(kind: RdfFormat, quads: Iterable[Quad], stream: IO[bytes], base: str) -> None:
    oxigraph(_rows(kind, quads), stream, kind)


def _packed(quads: Iterable[Quad], stream: IO[bytes], base: str) -> None:
    # no time and no file name in the header
    with gzip.GzipFile("", "wb", _LEVEL, stream, mtime=0) as packed:
        _lines(RdfFormat.N_QUADS, quads, cast(IO[bytes], packed), base)


def _turtle(kind: RdfFormat, quads: Iterable[Quad], stream: IO[bytes], base: str) -> None:
    with io.BufferedWriter(Sorted(stream, prefix_lines)) as sorted_first:
        oxigraph(_rows(kind, quads), sorted_first, kind, prefixes=prefixes(base))


def _xml(quads: Iterable[Quad], stream: IO[bytes], base: str) -> None:
    returns = cast(IO[bytes], _Returns(stream))
    with io.BufferedWriter(Sorted(returns, root_element)) as sorted_first:
        rows = map(_for_xml, quads)
        oxigraph(rows, sorted_first, RdfFormat.RDF_XML, prefixes=prefixes(base))


def _json(quads: Iterable[Quad], stream: IO[bytes], base: str) -> None:
    jsonld.write((quad.triple for quad in quads), stream, base)


def _rows(kind: RdfFormat, quads: Iterable[Quad]) -> Iterable[Quad] | Iterable[Triple]:
    return quads if kind.supports_datasets else (quad.triple for quad in quads)


def _for_xml(quad: Quad) -> Triple:
    """
    Raises:
        InputError: a literal has a character that XML 1.0 cannot hold.
    """
    if isinstance(quad.object, Literal) and (found := _NOT_XML.search(quad.object.value)):
        code = f"U+{ord(found[0]):04X}"
        raise InputError(
            f"{quad.subject}, {quad.predicate}",
            Text(
                f"XML 放不下 {code}；请换一种格式",
                f"XML has no place for {code}; choose another format",
            ),
        )
    return quad.triple


class _Returns:
    """Escapes carriage returns, which readers of XML would take for ends of lines."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        self._stream.write(bytes(data).replace(b"\r", b"&#xD;"))
        return len(data)


_N_QUADS, _N_TRIPLES = partial(_lines, RdfFormat.N_QUADS), partial(_lines, RdfFormat.N_TRIPLES)
_TURTLE, _TRIG = partial(_turtle, RdfFormat.TURTLE), partial(_turtle, RdfFormat.TRIG)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".ttl": Format("text/turtle", False, _TURTLE, True),
        ".nt": Format("application/n-triples", False, _N_TRIPLES, True),
        ".jsonld": Format("application/ld+json", False, _json),
        ".rdf": Format("application/rdf+xml", False, _xml),
        ".nq": Format("application/n-quads", True, _N_QUADS, True),
        ".nq.gz": Format("application/gzip", True, _packed, True),
        ".trig": Format("application/trig", True, _TRIG, True),
    }
)
