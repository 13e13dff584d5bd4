"""A bar on a terminal: phase, how many, how many a second, how long still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text as Styled

from kg.build.progress import PHASES
from kg.lang import say

if TYPE_CHECKING:
    from kg.build import Progress


class _Count(ProgressColumn):
    """3/12, or 3 while nobody knows how many there are."""

    def render(self, task: Task) -> Styled:
        done = f"{int(task.completed):,}"
        return Styled(done if task.total is None else f"{done}/{int(task.total):,}")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Styled:
        speed = task.finished_speed or task.speed
        if not speed:
            return Styled("")
        return Styled(say(f"每秒 {speed:,.1f}", f"{speed:,.1f}/s"))


@contextmanager
def bar() -> Iterator[Progress]:
    """Gone when the work is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        _Count(),
        _Rate(),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        now = ""

        def move(phase: str, done: int, total: int | None) -> None:
            nonlocal now
            if phase != now:
                now = phase
                shown.reset(task, description=str(PHASES[phase]))
            shown.update(task, completed=done, total=total)

        yield move
