"""Making a build and putting it in place."""

from __future__ import annotations

import gc
import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg.rdf import serialise
from kg.store.lock import locked
from kg.store.names import FOLDER, name, named

_NAME_LENGTH = 16  # hex digits


def write(out: Path, quads: Iterable[Quad]) -> str:
    """Make a store of ``quads`` the current one; the name of the build.

    The build that was current before stays for readers that have it open, older ones go, and so
    does what a killed build left.

    Raises:
        StoreError: another process writes this store now.
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


def forget_older(out: Path) -> None:
    """Remove every build but the current one, also the one that readers may have open.

    Raises:
        StoreError: another process writes this store now.
    """
    folder = out / FOLDER
    with locked(folder):
        _remove_all_but(folder, {named(out)})


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A folder beside the builds, gone afterwards."""
    folder = out / FOLDER
    with locked(folder), tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as work:
        yield Path(work)


def _install(out: Path, lines: Path, work: Path) -> str:
    folder, before = out / FOLDER, named(out)
    with lines.open("rb") as stream:
        build = hashlib.file_digest(stream, "sha256").hexdigest()[:_NAME_LENGTH]
    if not (folder / build).is_dir():
        _load(lines, work / build)
        (work / build).rename(folder / build)
    name(out, build)
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
