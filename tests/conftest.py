"""Fixtures that several test files share."""

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.relate import relate
from kg.resolve import link
from kg.text import sentences
from kg.types import Article, Document, Mention, Span

os.environ["KG_LANG"] = "en"  # what tests read, whatever the machine speaks
# No time limits in tests: other programs make a run slower
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the gold articles, beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (gold articles), which is not there")
    return SHARED


LABELS = {"O": "ORG", "R": "REGION", "P": "PERSON", "D": "POLICY", "C": "CLUSTER"}
_MARKED = re.compile(r"\[(?P<words>[^\[\]|]+)\|(?P<label>[ORPDC])\]")


def marked(words: str, date: str = "2023-05-01") -> Document:
    """A document from text with its mentions marked: "[某省|R]印发《[某方案|D]》"."""
    text, mentions, last = "", [], 0
    for match in _MARKED.finditer(words):
        text += words[last : match.start()]
        span = Span(len(text), len(text) + len(match["words"]))
        mentions.append(Mention(span, LABELS[match["label"]], "pattern", 0.9))
        text += match["words"]
        last = match.end()
    text += words[last:]
    article = Article(hashlib.sha256(text.encode()).hexdigest()[:16], "example", text, date=date)
    return Document(article, tuple(sentences(text)), tuple(mentions))


@pytest.fixture(scope="session")
def linked() -> Callable[..., Document]:
    """Marked text to a linked document."""
    return lambda words, date="2023-05-01": link(marked(words, date))


@pytest.fixture(scope="session")
def related() -> Callable[..., Document]:
    """Marked text to a document with facts and targets."""
    return lambda words, date="2023-05-01": relate(link(marked(words, date)))
