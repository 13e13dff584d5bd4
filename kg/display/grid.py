"""Rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice, zip_longest
from typing import TypeGuard

from kg.display.cards import Html, card, link, text

MOST_ROWS = 20  # shown of a table: what fits on a screen
_ALIGNED = ' class="kg-number"'
_SMALL = 0.001  # below it four decimals say little
_MOST_WORDS = 400  # characters kept of a cell, of which the column shows what fits in a line


def grid(
    columns: Sequence[str], rows: Iterable[Sequence[object]], size: int, caption: str = ""
) -> Html:
    """The first MOST_ROWS of ``size`` rows."""
    first = list(islice(rows, min(size, MOST_ROWS)))
    head = "".join(
        f"<th{_ALIGNED if any(map(_is_number, cells)) else ''}>{text(name)}</th>"
        for name, cells in zip_longest(columns, zip(*first, strict=True), fillvalue=())
    )
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in first)
    more = f", {MOST_ROWS} shown" if size > MOST_ROWS else ""
    note = f"{size:,} rows × {len(columns)} columns{more}"
    table = (
        f'<div class="kg-wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div><small>{note}</small>"
    )
    return card(text(caption), Html(table))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return f"<td>{'✓' if value else '✗'}</td>"
    if _is_number(value):
        return f"<td{_ALIGNED}>{figure(value)}</td>"
    words = _words(value)
    return f'<td title="{text(words)}">{link(words, words)}</td>'


def _is_number(value: object) -> TypeGuard[int | float | Decimal]:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def figure(value: int | float | Decimal) -> str:
    """At most four decimals, but never fewer than three digits.

    >>> figure(2025), figure(0.1 + 0.2), figure(Decimal("40000000000"))
    ('2025', '0.3', '40,000,000,000')
    >>> figure(1 / 18), figure(1 / 18000)
    ('0.0556', '5.56e-05')
    """
    large = abs(float(value)) >= 10_000
    if isinstance(value, int):
        return f"{value:,}" if large else str(value)
    if large and float(value).is_integer():
        return f"{value:,.0f}"
    return f"{round(value, 4):.6g}" if abs(float(value)) >= _SMALL else f"{value:.3g}"


def _words(value: object) -> str:
    if value is None:
        return ""
    words = "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1] + "…"
