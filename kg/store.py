"""The Oxigraph store on disk: finished builds side by side, and one small file that names one.

    OUT/store/CURRENT        the name of the build that readers open
    OUT/store/<build>/       a finished store, never written again

A build is named by the hash of its quads. Reading a store that is being written is undefined in
Oxigraph, so a store is made under another name and renamed when it is whole.
"""

from __future__ import annotations

import gc
import gzip
import hashlib
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.errors import InputError, StoreError
from kg.graph import aside
from kg.rdf import prefixes, serialise
from kg.rdf.results import Result
from kg.rdf.sparql import refuse_service
from kg.schema import ID_BASE

_FOLDER = "store"
_CURRENT = "CURRENT"
_NAME_LENGTH = 16  # hex digits


def write(out: Path, quads: Iterable[Quad]) -> str:
    """Make a store of ``quads`` the current one; the name of the build.

    The build that was current before stays for readers that have it open, older ones go.
    One process at a time may write.
    """
    with _workshop(out) as work:
        lines = work / "quads.nq"
        with lines.open("wb") as stream:
            serialise(quads, stream, ".nq")
        return _install(out, lines, work)


def write_file(out: Path, path: Path) -> str:
    """The same of a ``graph.nq.gz``, which saves making its quads again."""
    with _workshop(out) as work:
        lines = work / "quads.nq"
        with gzip.open(path) as packed, lines.open("wb") as stream:
            shutil.copyfileobj(packed, stream)
        return _install(out, lines, work)


def current(out: Path) -> str:
    """The name of the current build.

    Raises:
        StoreError: the folder holds no finished build.
    """
    build = _current(out)
    if not build:
        raise StoreError(f"{out}: no store in it; run kg build or kg demo first")
    return build


def open_store(out: Path) -> Store:
    """The current build, for reading only.

    Raises:
        StoreError: the folder holds no finished build, or it cannot be read.
    """
    path = out / _FOLDER / current(out)
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error}); build again") from error


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
        with self._lock:
            build = current(self._out)
            if self._store is None or build != self._build:
                self._store, self._build = open_store(self._out), build
            return self._store


def query(
    store: Store,
    sparql: str,
    base: str = ID_BASE,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Result:
    """Ask with all our prefixes known; a query may declare its own. Nothing can be changed.

    The default graph is the merged graph, never the union of the named ones. ``default_graphs``
    and ``named_graphs`` are the dataset of the SPARQL Protocol. A result must be read in the
    thread that asked.

    Raises:
        InputError: the query is not SPARQL 1.1, is an update, or asks another server.
    """
    refuse_service(sparql)
    try:
        return store.query(
            sparql,
            prefixes=prefixes(base),
            default_graph=[*_graphs(default_graphs)] or DefaultGraph(),
            named_graphs=[*_graphs(named_graphs)] or None,
        )
    except (SyntaxError, ValueError) as error:
        raise InputError("query", str(error)) from error


def _graphs(names: Sequence[str]) -> list[NamedNode]:
    try:
        return [NamedNode(name) for name in names]
    except ValueError as error:
        raise InputError("query", f"not the IRI of a graph: {error}") from error


def _current(out: Path) -> str:
    try:
        return (out / _FOLDER / _CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A folder beside the builds, gone afterwards."""
    folder = out / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as work:
        yield Path(work)


def _install(out: Path, lines: Path, work: Path) -> str:
    folder, before = out / _FOLDER, _current(out)
    with lines.open("rb") as stream:
        build = hashlib.file_digest(stream, "sha256").hexdigest()[:_NAME_LENGTH]
    if not (folder / build).is_dir():
        _load(lines, work / build)
        (work / build).rename(folder / build)
    with aside(folder / _CURRENT) as part:
        part.write_text(build + "\n", "utf-8", newline="\n")
    _remove_all_but(folder, {build, before, work.name})
    return build


def _load(lines: Path, path: Path) -> None:
    store = Store(str(path))
    store.bulk_load(path=str(lines), format=RdfFormat.N_QUADS)
    store.flush()
    del store
    gc.collect()  # closes the files, which Windows wants before a rename


def _remove_all_but(folder: Path, kept: set[str]) -> None:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)  # a reader on Windows may hold it: next time
