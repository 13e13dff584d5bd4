"""Names as people type them who have a keyboard without Chinese: pinyin, and its initials."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

LONGEST = 40  # characters of a name that are spelt; nobody types more


def spelt(names: Iterable[str]) -> list[str]:
    """Pinyin and initials of each name, without repeats, in order; names in Latin give nothing.

    >>> spelt(["重庆市", "IBM"])
    ['chongqingshi', 'cqs']
    """
    keys = (key for name in names for key in _spelt(name[:LONGEST]))
    return list(dict.fromkeys(keys))


@lru_cache(maxsize=1 << 16)
def _spelt(name: str) -> tuple[str, ...]:
    if name.isascii():
        return ()
    syllables = lazy_pinyin(name, style=Style.NORMAL, errors=_kept)
    sounds = [syllable for syllable in syllables if syllable]
    whole, initials = "".join(sounds), "".join(sound[0] for sound in sounds)
    return (whole, initials) if whole else ()


def _kept(other: str) -> list[str] | None:
    """Latin letters and digits in a Chinese name, one by one; punctuation is not typed."""
    kept = [
        character for character in other.casefold() if character.isascii() and character.isalnum()
    ]
    return kept or None
