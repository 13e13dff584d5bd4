"""Pure functions on strings. None of them changes a length unless its name says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from kg.types import Span

_WIDE = {
    code: code - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ", "．．", "％％")
    for code in range(ord(first), ord(last) + 1)
}
_LONGEST = (
    1000  # characters: longer than any sentence read so far; rules look at all of one at once
)
# ； and ; separate clauses, not sentences.
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”』」）\"’]*")


def narrow(text: str) -> str:
    """Fold full-width letters and digits, one character to one character.

    Punctuation stays wide, because sentence splitting needs it.

    >>> narrow("２０３５年，ＣＯ₂减少６５．５％")
    '2035年，CO₂减少65.5%'
    """
    return text.translate(_WIDE)


@cache
def _characters(file: str) -> dict[int, str]:
    """One character to one (OpenCC, Apache-2.0): t2s to simplified, s2t to traditional."""
    lines = files("kg").joinpath(f"data/{file}.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {ord(old): new for old, new in pairs}


def simplify(text: str) -> str:
    """A simplified copy of equal length: offsets in it hold in ``text``.

    >>> simplify("雲南省發展改革委")
    '云南省发展改革委'
    """
    return text.translate(_characters("t2s"))


def folded(text: str) -> str:
    """The copy that recognisers read: simplified and narrow, of equal length."""
    return simplify(narrow(text))


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional script: one character in fifty differs when simplified.

    >>> is_traditional("國發會審議"), is_traditional("简体")
    (True, False)
    """
    plain = simplify(text)
    # a share, since simplified texts hold single characters that have another form (乾, 著)
    return sum(a != b for a, b in zip(text, plain, strict=True)) > len(text) / 50


def in_script_of(text: str, name: str) -> str:
    """A simplified ``name`` in the script of ``text``, its own spelling of a character first.

    >>> in_script_of("國發會與國家發展委員會", "国家发展委员会")
    '國家發展委員會'
    """
    spelling = _spelling(text)
    return name if spelling is None else "".join(spelling.get(c, c) for c in name)


@lru_cache(maxsize=4)  # asked hundreds of times for the article in hand
def _spelling(text: str) -> Mapping[str, str] | None:
    """How a traditional text writes each simplified character; None for a simplified text."""
    if not is_traditional(text):
        return None
    common = {chr(code): new for code, new in _characters("s2t").items()}
    return common | dict(zip(folded(text), text, strict=True))


def paragraphs(text: str) -> Iterator[Span]:
    """Non-empty lines in order.

    >>> [p.of("甲\\n\\n乙") for p in paragraphs("甲\\n\\n乙")]
    ['甲', '乙']
    """
    for match in re.finditer(r"[^\n]+", text):
        if match[0].strip():
            yield Span(match.start(), match.end())


def sentences(text: str) -> Iterator[Span]:
    """Sentences in order; they never overlap, never cross a paragraph, never begin or end on space.

    One of more than 1,000 characters (a table, a list of names) is cut between clauses.

    >>> text = "装机12亿千瓦。\\n 目标不变！"
    >>> [s.of(text) for s in sentences(text)]
    ['装机12亿千瓦。', '目标不变！']
    """
    for match in _SENTENCE.finditer(text):
        start = match.start()
        while match.end() - start > _LONGEST:
            # the last clause that fits; a run without any is cut where it must be
            cut = max(text.rfind(mark, start, start + _LONGEST) for mark in "；;，,、 ") + 1
            cut = cut if cut > start else start + _LONGEST
            yield from _stripped(text, start, cut)
            start = cut
        yield from _stripped(text, start, match.end())


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch without white space at its ends; nothing when that is all of it."""
    words = text[start:end]
    if words.strip():
        yield Span(end - len(words.lstrip()), start + len(words.rstrip()))
