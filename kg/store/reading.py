"""Opening the current build, and asking it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import InputError, StoreError
from kg.lang import Text
from kg.rdf import prefixes
from kg.rdf.fill import fill
from kg.rdf.results import Result
from kg.rdf.sparql import refuse_service
from kg.schema import ID_BASE
from kg.store.complaint import complaint
from kg.store.names import FOLDER, named

_QUERY = Text("查询", "query")


def current(out: Path) -> str:
    """The name of the current build.

    Raises:
        StoreError: the folder holds no finished build.
    """
    build = named(out)
    if not build:
        raise StoreError(
            out,
            Text(
                "里面没有图谱数据库；请先运行 kg build 或 kg demo",
                "no store in it; run kg build or kg demo first",
            ),
        )
    return build


def open_store(out: Path) -> Store:
    """The current build, for reading only.

    Raises:
        StoreError: the folder holds no finished build, or it cannot be read.
    """
    return _opened(out)[1]


def in_memory(quads: Iterable[Quad]) -> Store:
    """A store on no disk."""
    made = Store()
    made.bulk_extend(quads)
    return made


class Current:
    """The current build for a process that lives long: opened again when another takes its place.

    May be used from several threads.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._build = ""
        self._store: Store | None = None

    def store(self) -> Store:
        """
        Raises:
            StoreError: the folder holds no finished build, or it cannot be read.
        """
        return self.opened()[1]

    def opened(self) -> tuple[str, Store]:
        """The name of the build, and its store.

        Raises:
            StoreError: the folder holds no finished build, or it cannot be read.
        """
        with self._lock:
            if self._store is None or current(self._out) != self._build:
                self._build, self._store = _opened(self._out)
            return self._build, self._store


def query(
    store: Store,
    sparql: str,
    base: str = ID_BASE,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    values: Mapping[str, Any] = MappingProxyType({}),
) -> Result:
    """Ask with all our prefixes known; a query may declare its own. Nothing can be changed.

    The default graph is the merged graph, never the union of the named ones. ``default_graphs``
    and ``named_graphs`` are the dataset of the SPARQL Protocol (section 2.1.4): where one of them
    is given, FROM in the query does not count, and what is not named is not there. ``values`` are
    filled in for variables (:func:`kg.rdf.fill.fill`). A result must be read in the thread that
    asked.

    Raises:
        InputError: the query is not SPARQL 1.1, is an update, or asks another server.
    """
    refuse_service(sparql)
    default, others = _graphs(default_graphs), _graphs(named_graphs)
    chosen = bool(default or others)
    try:
        return store.query(
            fill(sparql, values, base),
            prefixes=prefixes(base),
            default_graph=[*default] if chosen else None,
            named_graphs=[*others] if chosen else None,
        )
    except (SyntaxError, ValueError) as error:
        raise InputError(_QUERY, complaint(error, sparql)) from error


def _opened(out: Path) -> tuple[str, Store]:
    """Again when the build was replaced, and removed, between reading its name and opening it."""
    build = current(out)
    path = out / FOLDER / build
    try:
        return build, Store.read_only(str(path))
    except OSError as error:
        if current(out) != build:
            return _opened(out)
        raise StoreError(
            path,
            Text(
                f"无法读取（{error}）；请重新生成",
                f"cannot be read ({error}); build again",
            ),
        ) from error


def _graphs(names: Sequence[str]) -> list[NamedNode]:
    try:
        return [NamedNode(name) for name in names]
    except ValueError as error:
        raise InputError(
            _QUERY,
            Text(f"不是图的 IRI：{error}", f"not the IRI of a graph: {error}"),
        ) from error
