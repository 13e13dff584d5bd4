"""Inputs as the user names them to files, in a fixed order, each once."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import system_reason
from kg.ingest import aside
from kg.ingest.source import name_parts
from kg.lang import Text, joined
from kg.types import Skip

STDIN = "-"
EMPTY_FOLDER = Text("文件夹里没有文件", "no files in the folder")


def find(inputs: Sequence[str]) -> Iterator[Path | Skip]:
    """Files in the order of ``inputs``, those of a folder sorted by path; ``-`` as ``Path("-")``.

    Hidden files in folders are left out without a word, read-me files and the parts of saved pages
    with a skip; what a user names is taken. A file that two inputs reach is given once. A name that
    exists is a path even if it holds ``*`` or ``[``.
    """
    seen: set[str] = set()
    for name in inputs:
        for found in _expand(name):
            if isinstance(found, Skip):
                yield found
                continue
            key = STDIN if name == STDIN else os.path.realpath(found)
            if key not in seen:
                seen.add(key)
                yield found


def shown(path: Path) -> str:
    """The path for people and files: / on every platform, no bytes that UTF-8 cannot hold."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _expand(name: str) -> Iterator[Path | Skip]:
    path = Path(name)
    if name == STDIN:
        yield path
    elif path.is_dir():
        yield from _folder(path)
    elif os.path.lexists(path):
        yield _file(path)
    elif glob.has_magic(name):
        names = glob.glob(name, recursive=True)  # noqa: PTH207 (Path.glob takes no /)
        matches = sorted(map(Path, names))
        if not matches:
            yield Skip(shown(path), Text("没有匹配的文件", "no file matches"))
        for match in matches:
            if not match.is_dir():
                yield _file(match)
            elif not name.endswith("**"):  # "**" lists the files of its folders itself
                yield from _folder(match)
    else:
        yield Skip(shown(path), Text("文件不存在", "no such file"))


def _folder(folder: Path) -> Iterator[Path | Skip]:
    files: list[Path] = []
    refused: list[Skip] = []

    def refuse(error: OSError) -> None:
        refused.append(Skip(shown(Path(error.filename)), cannot_read(error)))

    for root, folders, names in os.walk(folder, onerror=refuse):
        parts = {name for name in folders if not set(names).isdisjoint(aside.pages_of(name))}
        refused += [Skip(shown(Path(root, name)), aside.PARTS) for name in parts]
        folders[:] = [n for n in folders if n not in parts and not aside.is_hidden(n)]
        files += [Path(root, name) for name in names if not aside.is_hidden(name)]
    yield from sorted(refused, key=lambda skip: skip.where)
    if not files and not refused:
        yield Skip(shown(folder), EMPTY_FOLDER)
    for path in sorted(files):
        note = aside.is_note(*name_parts(path.name))
        yield Skip(shown(path), aside.NOTE) if note else _file(path)


def _file(path: Path) -> Path | Skip:
    if path.is_file():
        return path.absolute() if str(path) == STDIN else path
    if path.is_symlink() and not path.exists():
        return Skip(shown(path), Text("链接指向的文件不存在", "the link leads nowhere"))
    return Skip(shown(path), Text("不是普通文件", "not a regular file"))


def cannot_read(error: OSError) -> Text:
    """Why the system refused."""
    return joined(": ", Text("无法读取", "cannot be read"), system_reason(error))
