"""Inputs in, a folder of results out; what was done before is not done again.

The result is a function of the inputs, the options and the list of withdrawn articles alone: OUT
holds what the inputs hold, not what an earlier build put there. ``state/`` is a cache.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import kg
import kg.graph
import kg.ingest
import kg.nlp
import kg.validate
from kg import pipeline
from kg.build.finish import Settings, finish
from kg.build.outputs import OWN
from kg.build.progress import PHASES, Progress, counted, quiet
from kg.build.state import State
from kg.build.version import pipeline_version
from kg.build.withdrawn import read as read_withdrawn
from kg.build.withdrawn import without
from kg.config import Config
from kg.domain import SAVED, load, only, save
from kg.errors import InputError
from kg.lang import Text
from kg.report import Report
from kg.store import locked
from kg.types import Article, Document, Skip

__all__ = ["PHASES", "Annotate", "Progress", "Read", "Report", "build", "build_from"]

Read = Callable[[Callable[[Skip], None]], Iterable[Article]]  # told of what it skips
Annotate = Callable[[Iterable[Article], Config], Iterator[Document]]


def build(inputs: Sequence[str], out: Path, config: Config, progress: Progress) -> Report:
    """Make everything under ``out`` from files, folders, globs or - (standard input).

    What an earlier build wrote is no input, so that a folder may hold its own graph.

    Raises:
        NothingFoundError: no input gave an article.
        InputError: ``out`` cannot be used.
        ModelError: the recogniser cannot be loaded.
        StoreError: another build writes to ``out`` now.
    """
    options = kg.ingest.Options.of(config)
    read = partial(kg.ingest.read, inputs, options=options, leave_out=partial(_is_own, out))
    return build_from(read, out, config, progress=progress)


def build_from(
    read: Read,
    out: Path,
    config: Config,
    annotate: Annotate = pipeline.annotate,
    progress: Progress = quiet,
) -> Report:
    """The same with a reader and stages of one's own.

    Raises:
        StoreError: another build writes to ``out`` now.
    """
    _check(out)
    skipped: list[Skip] = []
    found = counted(read(skipped.append), "reading", progress)
    articles, gone = without(_distinct(found, skipped.append), read_withdrawn(out))
    skipped += gone
    if not articles:
        raise kg.ingest.NothingFoundError(skipped)
    recogniser = kg.nlp.describe(config)
    domain = load(config.domain) if config.domain else None
    with locked(out / "state"), only(domain):
        settings = Settings(
            pipeline_version(config, recogniser),
            {"zhengtu": kg.__version__, **recogniser},
            config.base,
            config.language,
            config.validate,
        )
        state = State(out / "state" / "documents", settings.pipeline)
        _annotate(articles, state, lambda missing: annotate(missing, config), progress)
        made = finish(articles, skipped, out, settings, progress)
        save(domain, out / SAVED)
    return made


def _check(out: Path) -> None:
    """
    Raises:
        InputError: ``out`` is a file, a folder that holds other things than a build, or one that
            must not be written to.
    """
    if out.exists() and not out.is_dir():
        raise InputError(
            out,
            Text("是文件；-o 应当是要写入的文件夹", "is a file; -o names the folder to write to"),
        )
    there = next(path for path in (out, *out.absolute().parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise InputError(out, Text(f"没有权限写到 {there}", f"no permission to write to {there}"))
    if not out.is_dir() or (out / "state").is_dir():
        return
    strange = sorted({path.name for path in out.iterdir()} - OWN)
    if strange:
        raise InputError(
            out,
            Text(
                f"里面有别的文件（{strange[0]}）；请指定新的或空的文件夹",
                f"holds other files ({strange[0]}); name a new or empty folder",
            ),
        )


def _is_own(out: Path, path: Path) -> bool:
    """Whether the file is one of our own results under ``out``."""
    folder, path = out.resolve(), path.resolve()
    return folder in path.parents and path.relative_to(folder).parts[0] in OWN


def _distinct(articles: Iterable[Article], skipped: Callable[[Skip], None]) -> tuple[Article, ...]:
    """One article a text, sorted by id, whatever order they come in."""
    once: dict[str, Article] = {}
    for article in sorted(articles, key=lambda one: (one.id, one.origin, one.name)):
        first = once.setdefault(article.id, article)
        if first is not article:
            same = Text(f"与 {first.origin} 的文字相同", f"same text as {first.origin}")
            skipped(Skip(article.origin, same))
    return tuple(once.values())


def _annotate(
    articles: Sequence[Article],
    state: State,
    annotate: Callable[[Iterable[Article]], Iterator[Document]],
    progress: Progress,
) -> None:
    """Make the documents that are not there yet, and keep each as soon as it is done."""
    missing = [article for article in articles if state.load(article) is None]
    done = len(articles) - len(missing)
    progress("recognising", done, len(articles))
    if missing:  # no model is loaded for nothing
        for document in annotate(missing):
            state.save(document)
            done += 1
            progress("recognising", done, len(articles))
