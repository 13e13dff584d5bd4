"""The sample articles that ship with the package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from kg.ingest import read
from kg.types import Article, Skip

FOLDER = "kg/data/samples"  # how outputs name the place, wherever the package is installed


def samples(skipped: Callable[[Skip], None]) -> Iterator[Article]:
    """Twelve articles of our own writing, sorted by file name."""
    with as_file(files("kg") / "data" / "samples") as folder:
        for article in read([str(path) for path in sorted(folder.glob("*.txt"))], skipped):
            yield replace(article, origin=f"{FOLDER}/{Path(article.origin).name}")
