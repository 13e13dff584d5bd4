"""What the server and its workers tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

READ_ONLY: Final = "只读；重新 kg build 才能更改 / read-only: build the graph again to change it"


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the dataset that the request names for it."""

    sparql: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """Questions that are answered one after the other from one build."""

    questions: tuple[Question, ...]
    accept: str  # as in the header Accept
    gzip: bool = False  # pack what is worth it


@dataclass(frozen=True, slots=True)
class Body:
    """A result in a format that the job accepts."""

    media: str
    content: bytes
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The results of a job, in its order, and the build that they come from."""

    build: str
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no result; ``status`` is that of HTTP."""

    status: int
    reason: str  # for people, Chinese and English
    retry: bool = False  # whether the same request may go through a moment later
