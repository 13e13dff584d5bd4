"""From finished documents to the files of a folder: what ``kg build`` and ``kg remove`` both end with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import kg.graph
import kg.validate
from kg.build.outputs import Content, write
from kg.build.progress import Progress, counted
from kg.build.state import State
from kg.codec import decode, encode
from kg.errors import StoreError
from kg.lang import Text
from kg.report import Report, report
from kg.resolve import Joined
from kg.types import Article, Checked, Document, Skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What the files depend on besides the documents."""

    pipeline: str  # kg.build.version.pipeline_version
    versions: Mapping[str, str]  # as the report tells them
    base: str
    language: str
    validate: bool  # every article, not a sample

    @classmethod
    def load(cls, out: Path) -> Settings:
        """Those of the last build.

        Raises:
            StoreError: they are not there any more, or of another version.
        """
        try:
            return decode(cls, json.loads(_path(out).read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreError(out / "state", GONE) from error

    def save(self, out: Path) -> None:
        text = json.dumps(encode(self), ensure_ascii=False, sort_keys=True)
        _path(out).write_text(text, "utf-8", newline="\n")


GONE = Text(
    "缓存不全；请用 kg build 重新生成", "the cache is not whole; make it again with kg build"
)


def finish(
    articles: Sequence[Article],
    skipped: Iterable[Skip],
    out: Path,
    settings: Settings,
    progress: Progress,
) -> Report:
    """Write everything under ``out`` but the documents of the cache, which are all there.

    Whoever calls it holds the lock of ``out / "state"``.

    Raises:
        StoreError: a document is not in the cache.
    """
    state = State(out / "state" / "documents", settings.pipeline)
    documents = Joined(_Documents(tuple(articles), state))
    graph = kg.graph.build(counted(documents, "merging", progress, len(articles)))
    graph.graph["redirects"] = documents.redirects
    made = report(documents, graph, skipped, settings.base, settings.versions)
    made = replace(made, validation=_validated(documents, len(articles), settings))
    write(Content(graph, documents, made, settings.language), out, progress)
    settings.save(out)
    state.prune(articles)
    return made


@dataclass(frozen=True, slots=True)
class _Documents:
    """The finished documents, as often as one asks for them; one at a time in memory."""

    articles: tuple[Article, ...]
    state: State

    def __iter__(self) -> Iterator[Document]:
        for article in self.articles:
            document = self.state.load(article)
            if document is None:
                raise StoreError(self.state.folder, GONE)
            yield document


def _validated(documents: Iterable[Document], size: int, settings: Settings) -> Checked | None:
    """Of ``size`` documents. None where the platform has no engine for it; the report says so."""
    if not kg.validate.is_available():
        return None
    most = None if settings.validate else kg.validate.SAMPLE
    return kg.validate.sample(documents, size, most, settings.base)


def _path(out: Path) -> Path:
    return out / "state" / "settings.json"
