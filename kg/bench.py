"""How fast we are, beside LAC alone: same text, same run, one core of the same machine."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

from kg.build.samples import samples
from kg.config import Config
from kg.nlp import annotator
from kg.nlp.recognisers import Lac
from kg.pipeline import run, steps
from kg.text import folded, sentences
from kg.types import Article, Skip

ROUNDS = 3  # the best of them counts: other programs only make a run slower
SIZE = 100_000  # characters at least, of the samples again and again
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second."""

    characters: int
    recogniser: str
    annotate: float  # article in, document out
    peer_name: str
    peer: float  # the peer's segmentation and names alone
    memory: float  # MB at most, of a process that only annotated

    @property
    def ratio(self) -> float:
        return self.annotate / self.peer

    def __str__(self) -> str:
        mine, theirs = f"kg annotate ({self.recogniser})", f"{self.peer_name} alone"
        return (
            f"{self.characters:,} 字 characters\n"
            f"{mine:32} {self.annotate:10,.0f} 字/秒 characters/s, {self.memory:,.0f} MB\n"
            f"{theirs:32} {self.peer:10,.0f} 字/秒 characters/s\n"
            f"{'ratio':32} {self.ratio:10.2f}"
        )


def annotate_speed(config: Config) -> Speed:
    """The whole way from article to document against LAC alone, models loaded before.

    Raises:
        ModelError: LAC is not installed.
    """
    lac = Lac()
    size = sum(len(article.text) for article in _articles())
    whole, memory = _alone(_whole, config)
    peer, _ = _alone(_peer, config)
    return Speed(size, config.recogniser, size / whole, lac.name, size / peer, memory)


def _alone(work: Callable[[Config], tuple[float, float]], config: Config) -> tuple[float, float]:
    """Run in a process of one thread on one core."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(work, (config,))
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _whole(config: Config) -> tuple[float, float]:
    _one_core()
    articles = tuple(_articles())
    recognise = annotator(config)
    seconds = _best(lambda: sum(1 for _ in run(articles, recognise, steps(config))))
    return seconds, _peak()


def _peer(config: Config) -> tuple[float, float]:
    del config
    _one_core()
    lac = Lac()
    texts = [span.of(folded(a.text)) for a in _articles() for span in sentences(a.text)]
    seconds = _best(lambda: sum(1 for text in texts for _ in lac.words(text)))
    return seconds, _peak()


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):  # Linux
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _peak() -> float:
    """MB of memory that this process had at most; 0 where the platform does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _articles() -> Iterator[Article]:
    skipped: list[Skip] = []
    articles = tuple(samples(skipped.append))
    size = 0
    while size < SIZE:
        yield from articles
        size += sum(len(article.text) for article in articles)


def _best(work: Callable[[], int]) -> float:
    """Seconds of the fastest round, after one that warms up."""
    seconds = []
    for _ in range(ROUNDS + 1):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return min(seconds[1:])
