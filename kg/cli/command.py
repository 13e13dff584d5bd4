"""What a command is."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from kg.cli.parsing import Parser
from kg.lang import Text

DONE, FINDINGS, WRONG = 0, 1, 2  # exit codes
STOPPED = 130  # as shells number it: 128 + SIGINT


@dataclass(frozen=True, slots=True)
class Command:
    """``kg NAME``. ``arguments`` adds its options to a parser, ``run`` gives the exit code."""

    name: str
    summary: Text
    arguments: Callable[[Parser], None]
    run: Callable[[Namespace], int]
