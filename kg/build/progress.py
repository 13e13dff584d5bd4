"""How far a build is, told to whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from kg.lang import Text

T = TypeVar("T")

# In the order in which a build goes through them.
PHASES: Mapping[str, Text] = MappingProxyType(
    {
        "reading": Text("读取", "reading"),
        "recognising": Text("识别", "recognising"),
        "merging": Text("合并", "merging"),
        "writing": Text("写入", "writing"),
    }
)

# A key of PHASES, how many are done, how many in all (None: not known yet). Articles, and in the
# phase of writing files.
Progress = Callable[[str, int, int | None], None]


def quiet(phase: str, done: int, total: int | None) -> None:
    """Tells nobody."""


def counted(
    items: Iterable[T], phase: str, progress: Progress, total: int | None = None
) -> Iterator[T]:
    """The same items; each is told when the next one is asked for."""
    done = 0
    progress(phase, done, total)
    for done, item in enumerate(items, start=1):
        yield item
        progress(phase, done, total)
    if total is None:
        progress(phase, done, done)
