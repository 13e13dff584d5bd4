"""How far long work is, on a terminal; nothing when piped."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.lang import say

if TYPE_CHECKING:
    from kg.build import Progress


@contextmanager
def shown() -> Iterator[Progress]:
    """A bar on standard error, if someone watches."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("识别", "recognising"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
