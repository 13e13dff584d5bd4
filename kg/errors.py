"""Everything this package raises on purpose.

KgError                 catch this one
├── InputError          a file or an option the user gave is wrong; names it
│   └── UnknownNameError  … because there is no such name; lists the ones there are
├── ModelError          a model is missing or is not the one we measured
└── StoreError          a graph folder lacks what a command needs

Anything else that escapes is a bug in kg.
"""

from __future__ import annotations

from collections.abc import Iterable


class KgError(Exception):
    """Base of every error raised on purpose."""


class InputError(KgError):
    """``where`` (a path, an option, a place in a file) cannot be used; ``problem`` says why."""

    def __init__(self, where: object, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


class UnknownNameError(InputError):
    """A name that is not in a closed list; the message lists the ones that are."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(name, f"no such {kind}; known: {', '.join(sorted(known))}")


class ModelError(KgError):
    """A recogniser's files are missing or differ from the measured ones."""


class StoreError(KgError):
    """A folder is not a finished build, or lacks the part that a command reads."""
