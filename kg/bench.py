"""How fast we are, beside the model that we build on: same text, same run, same machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from kg.build.samples import samples
from kg.config import Config
from kg.errors import InputError
from kg.lang import Text
from kg.nlp import annotator
from kg.nlp.recognisers import recogniser
from kg.pipeline import run
from kg.relate import relate
from kg.resolve import link
from kg.text import folded, sentences
from kg.types import Article, Skip

ROUNDS = 3  # the best of them counts: other programs only make a run slower
COPIES = 4  # of the samples, so that a round takes seconds


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second."""

    peer_name: str
    annotate: float  # article in, document out
    peer: float  # the recogniser alone

    @property
    def ratio(self) -> float:
        return self.annotate / self.peer

    def __str__(self) -> str:
        return (
            f"{'kg annotate':24} {self.annotate:10,.0f} 字/秒 characters/s\n"
            f"{self.peer_name + ' alone':24} {self.peer:10,.0f} 字/秒 characters/s\n"
            f"{'ratio':24} {self.ratio:10.2f}"
        )


def annotate_speed(config: Config) -> Speed:
    """The whole way from article to document against the recogniser alone, models loaded before.

    Raises:
        InputError: the recogniser is "none", which has no speed.
    """
    articles = tuple(_articles())
    recognise = annotator(config)
    model = recogniser(config.recogniser)
    if config.recogniser == "none":
        raise InputError(
            "--recogniser",
            Text("none 什么也不做；请选一个来比较", "none does nothing; name one to compare with"),
        )
    texts = [span.of(folded(a.text)) for a in articles for span in sentences(a.text)]
    size = sum(len(article.text) for article in articles)
    whole = _best(lambda: sum(1 for _ in run(articles, recognise, (link, relate))))
    alone = _best(lambda: sum(1 for _ in model.words(texts)))
    return Speed(model.name, size / whole, size / alone)


def _articles() -> Iterator[Article]:
    skipped: list[Skip] = []
    articles: Sequence[Article] = tuple(samples(skipped.append))
    for _ in range(COPIES):
        yield from articles


def _best(work: Callable[[], int]) -> float:
    """Seconds of the fastest round, after one that warms up."""
    seconds = []
    for _ in range(ROUNDS + 1):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return min(seconds[1:])
