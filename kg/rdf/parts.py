"""RDF that is not the merged graph as it stands: RDF 1.2, annotations, classifications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import networkx as nx
from pyoxigraph import Quad

from kg.errors import InputError, UnknownNameError, system_reason
from kg.lang import Text
from kg.rdf.annotations import annotation_quads
from kg.rdf.quads import all_quads
from kg.rdf.rdf12 import reified
from kg.rdf.schemes import scheme_quads
from kg.rdf.serialise import FORMATS, suffix_of, write
from kg.types import Document

Part = Callable[[nx.MultiDiGraph, Iterable[Document], str], Iterable[Quad]]


def _rdf12(graph: nx.MultiDiGraph, documents: Iterable[Document], base: str) -> Iterable[Quad]:
    return reified(all_quads(graph, documents, base))


def _annotations(
    graph: nx.MultiDiGraph, documents: Iterable[Document], base: str
) -> Iterable[Quad]:
    return annotation_quads(documents, base)


def _schemes(graph: nx.MultiDiGraph, documents: Iterable[Document], base: str) -> Iterable[Quad]:
    return scheme_quads(base)


PARTS: Mapping[str, Part] = MappingProxyType(
    {"annotations": _annotations, "rdf12": _rdf12, "schemes": _schemes}
)


def write_part(
    part: str, graph: nx.MultiDiGraph, documents: Iterable[Document], path: Path, base: str
) -> None:
    """Write one of PARTS in the RDF format named by the suffix of ``path``.

    Raises:
        UnknownNameError: no RDF format has this suffix, or there is no such part.
        InputError: the format has no place for RDF 1.2, or the file cannot be written.
    """
    suffix = suffix_of(path, FORMATS)
    if part not in PARTS:
        raise UnknownNameError(Text("部分", "part"), part, PARTS)
    if suffix not in FORMATS:
        raise UnknownNameError(Text("RDF 格式", "RDF format"), suffix or path.name, FORMATS)
    if part == "rdf12" and not FORMATS[suffix].terms12:
        known = ", ".join(name for name, one in FORMATS.items() if one.terms12)
        raise InputError(
            path,
            Text(f"RDF 1.2 只能写成 {known}", f"RDF 1.2 can be written as {known} only"),
        )
    try:
        write(PARTS[part](graph, documents, base), path, base=base)
    except OSError as error:
        raise InputError(path, system_reason(error)) from error
