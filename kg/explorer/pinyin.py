"""Names as people type them who have a keyboard without Chinese: pinyin, and its initials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_PARTS = re.compile(r"[a-z0-9]|[^\x00-\x7f]+")
LONGEST = 40  # characters of a name that are spelt; nobody types more


def spelt(names: Iterable[str]) -> list[str]:
    """Pinyin and initials of each name, without repeats, in order; names in Latin give nothing.

    >>> spelt(["重庆市", "5G产业", "IBM"])
    ['chongqingshi', 'cqs', '5gchanye', '5gcy']
    """
    keys = (key for name in names for key in _spelt(name[:LONGEST]))
    return list(dict.fromkeys(keys))


@lru_cache(maxsize=1 << 16)
def _spelt(name: str) -> tuple[str, ...]:
    if name.isascii():
        return ()
    sounds = [sound for part in _PARTS.findall(name.casefold()) for sound in _sounds(part)]
    whole, initials = "".join(sounds), "".join(sound[0] for sound in sounds)
    return (whole, initials) if whole else ()


def _sounds(part: str) -> list[str]:
    """Syllables of Chinese; letters and digits one by one; punctuation is not typed."""
    if part.isascii():
        return list(part)
    return [sound for sound in lazy_pinyin(part, style=Style.NORMAL, errors="ignore") if sound]
