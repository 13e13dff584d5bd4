"""China as a grid of equal tiles, so that Shanghai is as large as Xinjiang."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.registers import division_codes, divisions
from kg.text import folded

# Column and row of each province (code of GB/T 2260), from the north-west; our own arrangement,
# which keeps neighbours beside each other where a grid can.
_ROWS = (
    ".. .. .. .. .. .. .. .. 23",
    ".. .. .. .. .. 15 .. .. 22",
    "65 .. 62 64 61 14 11 12 21",
    ".. 63 51 50 42 41 13 37 ..",
    ".. 54 .. 52 43 34 32 31 ..",
    ".. .. 53 45 44 36 33 .. ..",
    ".. .. .. 46 82 81 35 71 ..",
)
TILES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        f"{code}0000": (column, row)
        for row, line in enumerate(_ROWS)
        for column, code in enumerate(line.split())
        if code != ".."
    }
)


def code_of(name: str) -> str:
    """The code of a province by full or short name; empty if it is none.

    >>> code_of("广东"), code_of("廣東省"), code_of("440000"), code_of("某省")
    ('440000', '440000', '440000', '')
    """
    known = (name, *division_codes().get(folded(name), ()))
    return next((code for code in known if code in TILES), "")


def short_name(code: str) -> str:
    """As it stands on a tile.

    >>> short_name("440000"), short_name("150000")
    ('广东', '内蒙古')
    """
    return divisions()[code].short or divisions()[code].name
