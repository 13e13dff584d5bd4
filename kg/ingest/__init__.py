"""Files in, articles out. What gives no article is reported with its reason, the rest goes on.

The format is found from the content first and the suffix second;
:data:`kg.ingest.readers.READERS` is the list of formats.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.ingest.article import make
from kg.ingest.decode import decode
from kg.ingest.find import STDIN, cannot_read, find, shown
from kg.ingest.readers import is_known, reader_of, unsupported
from kg.ingest.sniff import is_binary
from kg.ingest.source import Source, name_parts
from kg.lang import Text
from kg.types import Article, Skip


def read(
    inputs: Sequence[str],
    skipped: Callable[[Skip], None],
    progress: Callable[[str], None] | None = None,
) -> Iterator[Article]:
    """Articles in the order of ``inputs``, those of a folder sorted by path.

    ``inputs`` are files, folders (all files in them but hidden ones), patterns with ``*``, and
    ``-`` for the bytes of standard input. A text that was read before goes to ``skipped`` as a
    repeat.
    ``progress`` is called with the name of each file before it is read.
    """
    seen: dict[str, str] = {}
    for path in find(inputs):
        if isinstance(path, Skip):
            skipped(path)
            continue
        if progress:
            progress(shown(path))
        for article in _read_file(path):
            if isinstance(article, Skip):
                skipped(article)
            elif article.id in seen:
                where = seen[article.id]
                reason = Text(f"与 {where} 的文字相同", f"same text as {where}")
                skipped(Skip(_place(article), reason))
            else:
                seen[article.id] = _place(article)
                yield article


def _read_file(path: Path) -> Iterator[Article | Skip]:
    """The articles of one file, and a skip for each part that is none."""
    origin = shown(path)
    stem, suffix = name_parts(path.name)
    if origin == STDIN:
        stem, suffix = "stdin", ""
    try:
        source = Source(origin, stem, suffix, _text(path, suffix))
        reader = reader_of(source)
        for draft in reader.read(source):
            if isinstance(draft, Skip):
                yield draft
            else:
                yield make(draft, stem, origin, reader.format)
    except InputError as error:
        yield Skip(str(error.where), error.problem)
    except OSError as error:
        yield Skip(origin, cannot_read(error))


def _text(path: Path, suffix: str) -> str:
    """What is in the file.

    Raises:
        InputError: nothing, or nothing that is text.
        OSError: the file cannot be read.
    """
    origin = shown(path)
    data = sys.stdin.buffer.read() if origin == STDIN else path.read_bytes()
    if is_binary(data):
        raise unsupported(origin, suffix)
    try:
        text = decode(data, origin)
    except InputError as error:
        raise error if is_known(suffix) else unsupported(origin, suffix) from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(origin, Text("空文件", "empty file"))
    return text


def _place(article: Article) -> str:
    """Where an article came from, as precise as needed to find it."""
    stem, _ = name_parts(article.origin.rsplit("/", 1)[-1])
    return article.origin if article.name in (stem, "stdin") else f"{article.origin}#{article.name}"
