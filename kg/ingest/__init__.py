"""Files in, articles out. What gives no article is reported with its reason, the rest goes on.

The format is found from the content first and the suffix second: archives in
:mod:`kg.ingest.archives`, formats of bytes in :data:`kg.ingest.formats.FORMATS`, formats of text in
:data:`kg.ingest.readers.READERS`.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile

from kg.errors import InputError
from kg.ingest import archives
from kg.ingest.article import make
from kg.ingest.find import STDIN, cannot_read, find, shown
from kg.ingest.formats import READ, drafts, is_of_no_format
from kg.ingest.options import Options
from kg.ingest.source import File, name_parts
from kg.lang import Text, clauses, joined
from kg.types import Article, Skip

__all__ = ["NothingFoundError", "Options", "place", "read"]

_REASONS = 3  # that the error names when nothing gives an article
_IN_MEMORY = 16 << 20  # bytes of standard input; more goes to a temporary file
# Characters. The longest plans and yearbook chapters have some hundred thousand.
_MAX_ARTICLE = 2_000_000


def read(
    inputs: Sequence[str],
    skipped: Callable[[Skip], None],
    progress: Callable[[str], None] | None = None,
    options: Options | None = None,
    leave_out: Callable[[Path], bool] = lambda path: False,
) -> Iterator[Article]:
    """Articles in the order of ``inputs``, those of a folder sorted by path.

    ``inputs`` are files, folders (all files in them but hidden ones), patterns with ``*``, and
    ``-`` for the bytes of standard input. A text that was read before goes to ``skipped`` as a
    repeat.
    ``progress`` is called with the name of each file before it is read.
    Files for which ``leave_out`` is true are passed over without a word.
    """
    seen: dict[str, str] = {}
    for path in find(inputs):
        if isinstance(path, Skip):
            skipped(path)
            continue
        if leave_out(path):
            continue
        if progress:
            progress(shown(path))
        for article in _read_path(path, options or Options()):
            if isinstance(article, Skip):
                skipped(article)
            elif article.id in seen:
                where = seen[article.id]
                reason = Text(f"与 {where} 的文字相同", f"same text as {where}")
                skipped(Skip(place(article), reason))
            else:
                seen[article.id] = place(article)
                yield article


class NothingFoundError(InputError):
    """No input gave an article: of one its reason, of several the most frequent reasons with their
    number; and what could be read, where nothing like it is there. ``skipped`` has all of them."""

    def __init__(self, skipped: Sequence[Skip]) -> None:
        where, told = _summed_up(skipped)
        if not skipped or any(is_of_no_format(skip.reason) for skip in skipped):
            told = clauses(told, READ)
        super().__init__(where, told)
        self.skipped = tuple(skipped)


def _summed_up(skipped: Sequence[Skip]) -> tuple[object, Text]:
    if len(skipped) == 1:
        return skipped[0].where, skipped[0].reason
    number = len(skipped)
    none = Text(f"{number} 个都没有文章", f"none of {number} holds an article")
    reasons = Counter(skip.reason for skip in skipped).most_common(_REASONS)
    told = (joined("", reason, f" ×{times}") for reason, times in reasons)
    return Text("输入", "inputs"), clauses(none, *told)


def _read_path(path: Path, options: Options) -> Iterator[Article | Skip]:
    """The articles of one input, and a skip for each part that is none."""
    try:
        with _opened(path) as file:
            yield from _read_file(file, options, archives.Allowance(file.size()))
    except OSError as error:
        yield Skip(shown(path), cannot_read(error))


@contextmanager
def _opened(path: Path) -> Iterator[File]:
    origin = shown(path)
    if origin != STDIN:
        with path.open("rb") as stream:
            yield File(origin, *name_parts(path.name), stream)
        return
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
        yield File(origin, "stdin", "", copy)


def _read_file(
    file: File, options: Options, allowance: archives.Allowance, depth: int = 0
) -> Iterator[Article | Skip]:
    try:
        if archives.is_archive(file):
            if depth == archives.MAX_DEPTH:
                raise InputError(file.where, Text("压缩包嵌套过深", "archives nested too deeply"))
            for member in archives.members(file, allowance):
                if isinstance(member, Skip):
                    yield member
                else:
                    yield from _read_file(member, options, allowance, depth + 1)
            return
        for format, draft in drafts(file, options):
            if isinstance(draft, Skip):
                yield draft
                continue
            article = make(draft, file.stem, file.where, format)
            size = len(article.text)
            if size > _MAX_ARTICLE:
                reason = Text(f"太长，不像一篇文章（{size:,} 字）", "too long for one article")
                yield Skip(place(article), reason)
            else:
                yield article
    except InputError as error:
        yield Skip(str(error.where), error.problem)


def place(article: Article) -> str:
    """Where an article came from, as precise as needed to find it."""
    stem, _ = name_parts(article.origin.rsplit("/", 1)[-1].rsplit("!", 1)[-1])
    return article.origin if article.name in (stem, "stdin") else f"{article.origin}#{article.name}"
