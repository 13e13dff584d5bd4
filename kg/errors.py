"""Everything this package raises on purpose.

KgError                 catch this one
├── InputError          a file or an option the user gave is wrong; names it
│   ├── UnknownNameError  … because there is no such name; lists the ones there are
│   └── UsageError          … of the command line before any command
├── MissingExtraError   a library that only an extra brings is not installed; names the extra
├── ModelError          a model is missing or is not the one we measured
└── StoreError          a graph folder lacks what a command needs

Anything else that escapes is a bug in kg. Each carries its message in Chinese and English.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from types import MappingProxyType

from kg.lang import Text, joined, same

_SYSTEM = MappingProxyType(
    {
        errno.ENOENT: Text("文件不存在", "no such file"),
        errno.EACCES: Text("没有权限", "permission denied"),
        errno.EPERM: Text("没有权限", "permission denied"),
        errno.EISDIR: Text("是文件夹，不是文件", "is a folder, not a file"),
        errno.ENOTDIR: Text("路径里有一段不是文件夹", "a part of the path is no folder"),
        errno.ENOSPC: Text("磁盘已满", "the disk is full"),
        errno.EROFS: Text("磁盘只读", "the disk is read-only"),
        errno.ENAMETOOLONG: Text("文件名太长", "the file name is too long"),
    }
)


_MANY = 20  # names that a message may list when it knows the one that was meant


class KgError(Exception):
    """Base of every error raised on purpose.

    ``where`` (a path, an option, a place in a file) cannot be used; ``problem`` says why.
    """

    def __init__(self, where: object, problem: Text) -> None:
        super().__init__(where, problem)
        self.where = where
        self.problem = problem

    @property
    def message(self) -> Text:
        return joined(": ", self.where, self.problem)

    def __str__(self) -> str:
        return str(self.message)


class InputError(KgError):
    """What the user gave is wrong."""


class UnknownNameError(InputError):
    """A name that is not in a closed list; the message lists the ones that are.

    ``within`` says where the name stands: a file, an option.
    """

    def __init__(self, kind: Text, name: str, known: Iterable[str], within: object = "") -> None:
        names = sorted(known)
        near = nearest(name, names)
        did, meant = (f"；是不是 {near}？", f"; did you mean {near}?") if near else ("", "")
        if near and len(names) > _MANY:  # the near one would be lost behind the others
            zh = en = ""
        else:
            zh, en = f"；可用：{'、'.join(names)}", f"; known: {', '.join(names)}"
        super().__init__(
            f"{within}: {name}" if within else name,
            Text(f"没有这样的{kind.zh}{zh}{did}", f"no such {kind.en}{en}{meant}"),
        )


class UsageError(InputError):
    """Wrong use of ``kg`` itself, before any command."""

    def __init__(self, problem: Text) -> None:
        super().__init__("kg", problem)

    @property
    def message(self) -> Text:
        return self.problem


class MissingExtraError(KgError):
    """``library`` is not installed; the extra of that name brings it."""

    def __init__(self, library: str, extra: str) -> None:
        install = f'pip install "zhengtu[{extra}]"'  # double marks: every shell knows them
        super().__init__(
            library, Text(f"没有安装；请运行 {install}", f"is not installed; run {install}")
        )


class ModelError(KgError):
    """A recogniser's files are missing or differ from the measured ones."""


class StoreError(KgError):
    """A folder is not a finished build, or lacks the part that a command reads."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of ``known`` that was probably meant; empty if none is near.

    >>> nearest("biuld", ["annotate", "build"])
    'build'
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), n=1)), "")


def system_reason(error: OSError) -> Text:
    """Why the operating system refused; the rarer reasons in its own words."""
    return _SYSTEM.get(error.errno or 0) or same(error.strerror or error)
